package reports

import (
	"strings"
	"unicode"
)

// Printable takes out of a text what has no shape and can do harm in a file
// that others open: control characters, marks that turn the direction of
// writing, and bytes that are no text. Line ends and tabs stay.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == unicode.ReplacementChar, r == 0xFEFF,
			r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
