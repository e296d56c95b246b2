package questionnaires

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// unknownPrint is the fingerprint of a text that nobody knows: entries that
// were translated from another version before there were fingerprints. It
// fits no source, so they count as stale until somebody accepts them.
const unknownPrint = "00000000"

// fingerprint sums up the source texts of an entry in eight hexadecimal
// digits: its own texts with their places, in the order of the file, not those
// of entries below it. A change of one word gives another one; a change of
// layout that no reader sees does not. It is taken before a translation is
// laid over.
func (s *slot) fingerprint() string {
	var b strings.Builder
	for _, c := range s.slots {
		if !c.hasUnits() {
			c.spell(&b, "")
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:4])
}

// spell writes the texts of a slot with the keys that lead to them.
func (s *slot) spell(b *strings.Builder, path string) {
	path += "/" + s.key
	if s.text != nil {
		b.WriteString(path + "\x00" + *s.text + "\x00")
	}
	for _, c := range s.slots {
		c.spell(b, path)
	}
}
