package store

import (
	"fmt"
	"io"
	"strings"
)

// codeSigns are the letters and digits of codes: none can be taken for
// another, read aloud or written by hand.
const codeSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength gives 39 bits: with the lock-out of the room nobody guesses one.
const codeLength = 8

// newCode makes the code of a participant. It fails only when random does.
func newCode(random io.Reader) (string, error) {
	var b strings.Builder
	var one [1]byte
	for b.Len() < codeLength {
		if _, err := io.ReadFull(random, one[:]); err != nil {
			return "", fmt.Errorf("make a code: %w", err)
		}
		// Bytes beyond the last whole multiple would favour the first signs.
		if limit := 256 / len(codeSigns) * len(codeSigns); int(one[0]) < limit {
			b.WriteByte(codeSigns[int(one[0])%len(codeSigns)])
		}
	}
	return b.String(), nil
}

// ReadCode reads a code as a person types it: in any case, with spaces and
// hyphens. "" when it is none.
func ReadCode(typed string) string {
	code := strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(strings.ToUpper(strings.TrimSpace(typed)))
	if !validCode(code) {
		return ""
	}
	return code
}

// validCode reports whether a text has the shape of a code.
func validCode(s string) bool {
	return len(s) == codeLength && strings.Trim(s, codeSigns) == ""
}
