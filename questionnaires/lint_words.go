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
	language  string
	negations []entryWords // words that turn a statement round
	joins     []entryWords // words that join two conditions
	worst     []entryWords // labels that belong to the bottom of a scale
	best      []entryWords // labels that belong to the top of a scale
	prefer    []preferred
	sentence  int // most words of a sentence; 0 stands for maxSentence
}

// entryWords is an entry of a list, taken apart.
type entryWords struct {
	words []string
	open  bool // stands for all that begin with it
}

// preferred is a word that labels people, with what to write instead.
type preferred struct {
	entryWords
	use string
}

// wordFile is a list as it lies in the file.
type wordFile struct {
	Language                      string
	Sentence                      int
	Negations, Joins, Worst, Best []string
	Prefer                        []struct{ Word, Use string }
}

// entriesOf takes the entries of a list apart.
func entriesOf(list []string) []entryWords {
	entries := make([]entryWords, len(list))
	for i, e := range list {
		entries[i] = entryWords{tokens(e), strings.HasSuffix(e, "*")}
	}
	return entries
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
		var f wordFile
		if err := yamldoc.Decode(data, &f); err != nil {
			panic(fmt.Sprintf("embedded word list %q: %v", name, err))
		}
		list := &wordList{f.Language, entriesOf(f.Negations), entriesOf(f.Joins), entriesOf(f.Worst), entriesOf(f.Best), nil, f.Sentence}
		for _, p := range f.Prefer {
			list.prefer = append(list.prefer, preferred{entriesOf([]string{p.Word})[0], p.Use})
		}
		return list
	}
	return nil
}

// tokens takes a text apart into words in lower case. Hyphens and apostrophes
// part words, so that "hard-to-reach" and "don’t" are found however they are
// written.
func tokens(text string) []string {
	text = strings.ReplaceAll(norm.NFC.String(text), "\u02bc", "'") // the apostrophe of Ukrainian, a letter to Unicode
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}

// plain gives a text without capitals and signs, to compare it with another.
func plain(text string) string { return strings.Join(tokens(text), " ") }

// hit finds the first entry of a list in a text, as it is written there; ""
// when there is none.
func hit(text []string, list []entryWords) string {
	for _, e := range list {
		if at := e.in(text, 0); at >= 0 {
			return strings.Join(text[at:at+len(e.words)], " ")
		}
	}
	return ""
}

// in gives where an entry stands in a text, at from or behind it; -1 when it
// is not there.
func (e entryWords) in(text []string, from int) int {
	last := len(e.words) - 1
	if last < 0 {
		return -1
	}
	for i := from; i+last < len(text); i++ {
		end := text[i+last] == e.words[last] || e.open && strings.HasPrefix(text[i+last], e.words[last])
		if end && slices.Equal(text[i:i+last], e.words[:last]) {
			return i
		}
	}
	return -1
}

// labels finds the words that label people, each place once: "drug users" is
// not reported as "users" again.
func (l *wordList) labels(text []string, report func(found, use string)) {
	taken := make([]bool, len(text))
	for _, p := range l.prefer {
		for at := p.in(text, 0); at >= 0; at = p.in(text, at+1) {
			if taken[at] || taken[at+len(p.words)-1] {
				continue
			}
			for i := range p.words {
				taken[at+i] = true
			}
			report(strings.Join(text[at:at+len(p.words)], " "), p.use)
			break // once for each text
		}
	}
}
