package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pseudo is the language of tests: English in accented letters, 40 percent
// longer, in brackets. A sentence without accents was not taken from a
// catalogue, a bracket that is missing was cut off.
const Pseudo = "en-XA"

// IsPseudo reports whether a tag asks for the pseudo-language, by its name
// here or by that of another system.
func IsPseudo(tag string) bool {
	tag = strings.ReplaceAll(tag, "_", "-")
	return strings.EqualFold(tag, Pseudo) || strings.EqualFold(tag, "qps-ploc")
}

// The letters that have a twin with an accent in the fonts of the reports.
const (
	bare     = "acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ"
	accented = "áçďéğĥíĵķĺñóŕšţúŵýžÁÇĎÉĞĤÍĴĶĹÑÓŔŠŢÚŴÝŽ"
)

// padding lengthens a text by words that are as long as words are, so that
// lines break where those of a language would.
const padding = "one two three four five six seven eight nine ten "

// Accent writes a text in the pseudo-language, each of its lines in brackets
// of its own. Parts in braces and the space around a line stay as they are,
// and so does a line of fewer than two letters: that is a key or a joint. A
// limit above 0 is the most characters that the text may have; then it has
// just so many, which is the worst that its place must bear.
func Accent(text string, limit int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		body := strings.TrimSpace(line)
		before, after, _ := strings.Cut(line, body)
		lines[i] = before + accentLine(body, limit) + after
	}
	return strings.Join(lines, "\n")
}

func accentLine(body string, limit int) string {
	out, letters, visible := accents(body)
	if letters < 2 {
		return body
	}
	want := visible + (2*visible+4)/5
	if limit > 0 {
		want = limit
	}
	missing := want - visible - len("[]")
	if limit > 0 && missing < 0 && !strings.Contains(body, "{") {
		out = string([]rune(out)[:limit-len("[]")])
	}
	return "[" + out + pad(missing) + "]"
}

// accents puts the accents on, and counts the letters and all that a reader
// sees, parts in braces left out.
func accents(body string) (out string, letters, visible int) {
	var b strings.Builder
	depth := 0
	for _, r := range body {
		switch {
		case r == '{':
			depth++
		case r == '}' && depth > 0:
			depth--
			b.WriteRune(r)
			continue
		}
		if depth > 0 {
			b.WriteRune(r)
			continue
		}
		visible++
		if unicode.IsLetter(r) {
			letters++
		}
		b.WriteRune(accent(r))
	}
	return b.String(), letters, visible
}

// accent gives the twin of a letter, or the character itself.
func accent(r rune) rune {
	if i := strings.IndexRune(bare, r); i >= 0 {
		twin, _ := utf8.DecodeRuneInString(accented[2*i:]) // every twin has two bytes
		return twin
	}
	return r
}

// pad gives n characters of padding, the first of them a space.
func pad(n int) string {
	if n <= 0 {
		return ""
	}
	words := []rune(strings.Map(accent, strings.Repeat(padding, 1+n/len(padding))))[:n-1]
	if last := len(words) - 1; last >= 0 && words[last] == ' ' {
		words[last] = '~'
	}
	return " " + string(words)
}

// Unaccented lists the words of a text that are not in the pseudo-language:
// four plain letters or more without an accent among them. Ids, commands and
// names are among them; a test knows which of those to expect.
func Unaccented(text string) []string {
	var found []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		plain := strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) < 0
		if plain && len(word) >= 4 && strings.ContainsAny(word, bare) {
			found = append(found, word)
		}
	}
	return found
}
