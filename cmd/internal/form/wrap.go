package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"golang.org/x/text/unicode/norm"
)

// width counts the columns a text takes. East Asian ambiguous letters count
// one.
func width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return lipgloss.Width(s) // letters of all scripts, colours
		}
	}
	return len(s)
}

// wrap breaks a text into lines of at most w columns, between words where it
// can. Line breaks of the text stay; the result is never empty.
func wrap(text string, w int) []string { return hang(text, w, 0) }

// hang is wrap with every line after the first of a paragraph indented.
func hang(text string, w, indent int) []string {
	w, indent = max(w, 1), max(0, min(indent, w-1))
	var lines []string
	for para := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		lines = append(lines, hangLine(para, w, indent)...)
	}
	return lines
}

func hangLine(text string, w, indent int) []string {
	var lines []string
	margin := ""
	flush := func(line string) {
		lines = append(lines, margin+line)
		if margin == "" {
			margin = strings.Repeat(" ", indent)
			w -= indent
		}
	}
	line, used := "", 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' }) {
		n := width(word)
		if used > 0 && used+1+n <= w {
			line, used = line+" "+word, used+1+n
			continue
		}
		if used > 0 {
			flush(line)
		}
		for n > w {
			var head string
			head, word = cutAt(word, w)
			flush(head)
			n = width(word)
		}
		line, used = word, n
	}
	if used > 0 || len(lines) == 0 {
		flush(line)
	}
	return lines
}

// cutAt parts a text after at most w columns, and after one rune at least.
func cutAt(s string, w int) (head, tail string) {
	used, at := 0, 0
	for i, r := range s {
		n := width(string(r))
		if at > 0 && used+n > w {
			break
		}
		used, at = used+n, i+utf8.RuneLen(r)
	}
	return s[:at], s[at:]
}

// shorten cuts a text to w columns and says so with an ellipsis.
func shorten(s string, w int, ellipsis string) string {
	if width(s) <= w {
		return s
	}
	n := width(ellipsis)
	if w <= n {
		head, _ := cutAt(s, max(w, 1))
		return head
	}
	head, _ := cutAt(s, w-n)
	return strings.TrimRight(head, " ") + ellipsis
}

// padTo fills a text with spaces up to w columns.
func padTo(s string, w int) string {
	if n := width(s); n < w {
		return s + strings.Repeat(" ", w-n)
	}
	return s
}

// clean makes what somebody typed or piped safe to keep and to print: no
// control characters, no broken UTF-8, composed letters, no space around it.
// Line breaks stay where lines is true.
func clean(s string, lines bool) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// upper makes the first letter a capital.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lower makes the first letter small, for a title inside a sentence. German
// keeps its capital nouns.
func lower(s, lang string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if strings.HasPrefix(lang, "de") || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
