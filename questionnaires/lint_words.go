package questionnaires

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"csi/questionnaires/yamldoc"
)

// The word lists, one file per language; another language needs no code.
//
//go:embed words/*.yaml
var wordFiles embed.FS

// wordList is what looking at texts needs to know of a language. A word that
// ends in "*" stands for all that begin with it; an entry may be several
// words.
type wordList struct {
	Language  string
	Negations []string // words that turn a statement round
	Joins     []string // words that join two conditions
	Worst     []string // labels that belong to the bottom of a scale
	Best      []string // labels that belong to the top of a scale
	Prefer    []preferred
}

// preferred is a word that labels people, with what to write instead.
type preferred struct {
	Word string
	Use  string
}

// wordsOf gives the list of a language or of its base language; nil when there
// is none.
func wordsOf(language string) *wordList {
	base, _, _ := strings.Cut(language, "-")
	for _, name := range []string{language, base} {
		data, err := wordFiles.ReadFile("words/" + name + ".yaml")
		if err != nil {
			continue
		}
		list := new(wordList)
		if err := yamldoc.Decode(data, list); err != nil {
			panic(fmt.Sprintf("embedded word list %q: %v", name, err))
		}
		return list
	}
	return nil
}

// tokens takes a text apart into words in lower case. Hyphens and apostrophes
// part words, so that "hard-to-reach" and "don’t" are found however they are
// written.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

// plain gives a text without capitals and signs, to compare it with another.
func plain(text string) string { return strings.Join(tokens(text), " ") }

// hit finds the first entry of a list in a text, as it is written there; ""
// when there is none.
func hit(text []string, list []string) string {
	for _, entry := range list {
		if at, n := find(text, entry); at >= 0 {
			return strings.Join(text[at:at+n], " ")
		}
	}
	return ""
}

// find gives where an entry stands in a text, and how many words it has; -1
// when it is not there.
func find(text []string, entry string) (at, n int) {
	open := strings.HasSuffix(entry, "*")
	want := tokens(entry)
	if len(want) == 0 {
		return -1, 0
	}
	last := len(want) - 1
	for i := 0; i+last < len(text); i++ {
		end := text[i+last] == want[last] || open && strings.HasPrefix(text[i+last], want[last])
		if end && slices.Equal(text[i:i+last], want[:last]) {
			return i, len(want)
		}
	}
	return -1, 0
}
