package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"csi/questionnaires/yamldoc"
)

// plainJSON makes JSON digestible for the YAML reader, which stumbles over
// what JSON allows: tabs and lone carriage returns between tokens, escaped slashes, characters beyond
// U+FFFF written as two escapes, and raw characters that YAML takes for line
// ends or refuses. Lines stay where they are; what is no JSON comes back untouched.
func plainJSON(data []byte) []byte {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	if !bytes.HasPrefix(trimmed, []byte("{")) || len(data) > yamldoc.MaxSize || !utf8.Valid(data) || !json.Valid(trimmed) {
		return data
	}
	out := make([]byte, 0, len(data))
	text := false
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case c == '"':
			text = !text
		case !text && (c == '\t' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n')):
			c = ' '
		case text && c == '\\':
			n, s := escape(data[i:])
			out = append(out, s...)
			i += n
			continue
		case text && (c >= utf8.RuneSelf || c == 0x7f):
			r, n := utf8.DecodeRune(data[i:])
			out = append(out, visible(r)...)
			i += n
			continue
		}
		out = append(out, c)
		i++
	}
	return out
}

// escape reads the escape that b starts with and gives its length and its
// YAML form. Two escapes that stand for one character become one.
func escape(b []byte) (int, string) {
	switch b[1] {
	case 'u':
	case '/':
		return 2, "/"
	default:
		return 2, string(b[:2])
	}
	r := unit(b)
	if !utf16.IsSurrogate(r) {
		return 6, string(b[:6])
	}
	if len(b) >= 12 && b[6] == '\\' && b[7] == 'u' {
		if pair := utf16.DecodeRune(r, unit(b[6:])); pair != utf8.RuneError {
			return 12, fmt.Sprintf(`\U%08X`, pair)
		}
	}
	return 6, `\uFFFD`
}

// unit reads the number of an escape of the form \u0041.
func unit(b []byte) rune {
	var v rune
	_, _ = fmt.Sscanf(string(b[2:6]), "%x", &v)
	return v
}
