package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text is a string that the font can set as it stands: composed, on one line
// or with plain line feeds, without anything invisible. Only the cleaner makes
// one, so nothing reaches a page unseen.
type text string

// sign stands for a run of characters that the font has no shape for.
const sign = "[?]"

// maxMarks is how many combining marks may stack on one letter; more would
// climb into the line above.
const maxMarks = 2

// cleaner makes strings settable and counts what had to be replaced. Each
// distinct string is counted once, however often it is set.
type cleaner struct {
	face    *face
	seen    map[string]text
	missing int
}

func newCleaner(f *face) *cleaner { return &cleaner{face: f, seen: map[string]text{}} }

// line cleans s and sets every line break as a space.
func (c *cleaner) line(s string) text {
	t := c.lines(s)
	if strings.ContainsRune(string(t), '\n') {
		return text(strings.Join(strings.Fields(string(t)), " "))
	}
	return t
}

// lines cleans s and keeps its line breaks, with at most one empty line in a
// row.
func (c *cleaner) lines(s string) text {
	if plain(s) {
		return text(s)
	}
	if t, ok := c.seen[s]; ok {
		return t
	}
	w := sweep{face: c.face}
	w.out.Grow(len(s))
	rest := norm.NFC.String(s)
	for len(rest) > 0 {
		r, n := utf8.DecodeRuneInString(rest)
		if r == '\r' && strings.HasPrefix(rest, "\r\n") {
			n = 2
		}
		if r == utf8.RuneError && n == 1 {
			w.lost(true)
		} else {
			w.add(r)
		}
		rest = rest[n:]
	}
	c.missing += w.missing
	t := text(strings.Trim(w.out.String(), "\n "))
	c.seen[s] = t
	return t
}

// plain reports whether s needs no cleaning: printable ASCII without spaces at
// its ends.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s == "" || s[0] != ' ' && s[len(s)-1] != ' '
}

// sweep is the state of cleaning one string.
type sweep struct {
	face    *face
	out     strings.Builder
	missing int
	marks   int  // combining marks on the letter before
	base    bool // a letter stands before, for a mark to sit on
	gap     bool // the sign was the last thing written, spaces aside
	spaces  int  // spaces held back until something follows
	breaks  int  // line feeds in a row
}

// add takes the next character of the composed string.
func (w *sweep) add(r rune) {
	switch {
	case isBreak(r):
		w.lineFeed()
	case isSpace(r):
		w.spaces++
		w.base = false
	case isInvisible(r):
	case unicode.Is(unicode.M, r):
		w.mark(r)
	case w.face.has(r):
		w.put(string(r))
	default:
		w.replace(r)
	}
}

// put writes what the font has.
func (w *sweep) put(s string) {
	w.flush()
	w.out.WriteString(s)
	w.base, w.gap, w.marks, w.breaks = true, false, 0, 0
}

// flush writes the spaces held back. They are kept as they are: two spaces may
// be meant.
func (w *sweep) flush() {
	for ; w.spaces > 0; w.spaces-- {
		w.out.WriteByte(' ')
	}
}

// lineFeed ends a line; a third in a row says nothing more.
func (w *sweep) lineFeed() {
	w.spaces, w.base, w.gap = 0, false, false
	if w.breaks < 2 {
		w.out.WriteByte('\n')
	}
	w.breaks++
}

// mark sets a combining mark over the letter before it.
func (w *sweep) mark(r rune) {
	if !w.base && w.gap {
		return // it sat on a letter that the sign stands for
	}
	if !w.base || w.marks >= maxMarks || !w.face.has(r) {
		w.missing++
		return
	}
	w.out.WriteRune(r)
	w.marks++
}

// replace writes what stands in for a character that the font lacks.
func (w *sweep) replace(r rune) {
	if s := standIn(r); s != "" {
		w.put(s)
		return
	}
	if parts := norm.NFD.String(string(r)); parts != string(r) && w.hasAll(parts) {
		w.put(parts)
		return
	}
	w.lost(!unicode.Is(unicode.Sk, r))
}

// hasAll reports whether the font has every character of s.
func (w *sweep) hasAll(s string) bool {
	for _, r := range s {
		if !w.face.has(r) {
			return false
		}
	}
	return true
}

// lost writes the sign, once for a run of lost characters and the spaces
// between them. What only modifies the character before is not counted.
func (w *sweep) lost(counts bool) {
	if counts {
		w.missing++
	}
	if w.gap {
		w.spaces = 0
		return
	}
	w.put(sign)
	w.base, w.gap = false, true
}

// isBreak reports whether r ends a line.
func isBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// isSpace reports whether r is set as a plain space: the space itself, the tab
// and wide spaces that the font lacks. No-break spaces stay what they are.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == 0x1680 || r == 0x205F || r == 0x3000 }

// isInvisible reports whether r has no shape of its own: controls, soft
// hyphens, joiners, direction marks, variation selectors.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x034F
}

// standIn gives a way to write r that says the same, "" when there is none.
func standIn(r rune) string {
	switch r {
	case 0x2212: // minus
		return "–"
	case '→', '⇒', '➔', '➜':
		return "->"
	case '←', '⇐':
		return "<-"
	case '↔', '⇔':
		return "<->"
	case '≥':
		return ">="
	case '≤':
		return "<="
	case '⅓':
		return "1/3"
	case '⅔':
		return "2/3"
	case '●', '▪', '◦', '‣', '∙':
		return "•"
	}
	if r >= 0x1C90 && r <= 0x1CBF { // Georgian capitals, which the font has as small letters only
		return string(r - 0x1C90 + 0x10D0)
	}
	if r >= 0xFB00 && r <= 0xFB06 || r >= 0xFF01 && r <= 0xFF5E { // ligatures, full-width forms
		return norm.NFKC.String(string(r))
	}
	return ""
}
