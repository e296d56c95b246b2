package questionnaires

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"csi/questionnaires/yamldoc"
)

// yamlText writes a text as a YAML value: without quotes where that is safe,
// several lines as a block under the indentation of its key.
func yamlText(text, indent string) string {
	switch {
	case strings.Contains(text, "\n"):
		var b strings.Builder
		b.WriteString("|")
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, " \n")
			b.WriteString("\n")
			if line != "" {
				b.WriteString(indent + "  " + line)
			}
		}
		return b.String()
	case safePlain(text):
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// nothing lists the words that YAML takes for no value.
var nothing = []string{"null", "Null", "NULL"}

// safePlain reports whether a text of one line reads as itself without quotes.
func safePlain(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case !unicode.IsLetter(first), slices.Contains(nothing, text), strings.HasSuffix(text, ":"):
		return false
	case strings.Contains(text, ": "), strings.Contains(text, " #"), strings.ContainsFunc(text, yamldoc.IsControl):
		return false
	}
	return true
}

// yamlKey writes a key. Ids and the keys of the format are safe but for the
// words that YAML takes for nothing.
func yamlKey(key string) string {
	if slices.Contains(nothing, key) || strings.ContainsFunc(key, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_/", r)
	}) || key == "" || strings.HasPrefix(key, "-") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(key) + `"`
	}
	return key
}
