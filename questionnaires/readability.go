package questionnaires

import (
	"strings"
	"unicode"

	"csi/assess"
)

// maxGrade is the school grade above which an item counts as hard to read, and
// maxMeanGrade the one that a questionnaire keeps to on average. Source: issue
// 3 of the project; grade 9 is a reader of about 15 years.
const (
	maxGrade     = 12
	maxMeanGrade = 9
)

// Readability says how hard texts are to read.
type Readability struct {
	Known     bool // false when there is no formula for the language, or no text
	Words     int
	Sentences int
	Syllables int
	Grade     float64 // Flesch–Kincaid: the school grade in the United States; may lie below 0
}

// ItemReading is an item with how hard it is to read.
type ItemReading struct {
	Item *assess.Item
	Readability
}

// Reading measures texts by the formula of Flesch and Kincaid:
//
//	grade = 0.39 · words ÷ sentences + 11.8 · syllables ÷ words − 15.59
//
// It was made for English; other languages are not measured. Sentences end at
// full stops, question and exclamation marks, and at the ends of lines and
// texts. Source: Kincaid, Fishburne, Rogers, Chissom: Derivation of new
// readability formulas for Navy enlisted personnel (1975).
func Reading(language string, texts ...string) Readability {
	var r Readability
	if base, _, _ := strings.Cut(language, "-"); base != "en" {
		return r
	}
	for _, text := range texts {
		for _, s := range sentences(text) {
			before := r.Words
			for _, w := range spoken(s) {
				r.Words++
				r.Syllables += syllables(w)
			}
			if r.Words > before {
				r.Sentences++
			}
		}
	}
	if r.Words == 0 {
		return r
	}
	words := float64(r.Words)
	r.Known = true
	r.Grade = 0.39*words/float64(r.Sentences) + 11.8*float64(r.Syllables)/words - 15.59
	return r
}

// ReadingOf measures every item of a questionnaire: its text, its help and its
// anchors, as they stand on the screen together. The second result is the mean
// of the grades; false when the language has no formula.
func ReadingOf(q *assess.Questionnaire) (items []ItemReading, mean float64, ok bool) {
	for _, it := range q.Items() {
		r := ItemReading{it, Reading(q.Language, reader(it)...)}
		if !r.Known {
			return nil, 0, false
		}
		items = append(items, r)
		mean += r.Grade
	}
	if len(items) == 0 {
		return nil, 0, false
	}
	return items, mean / float64(len(items)), true
}

// reader lists what a person reads of an item.
func reader(it *assess.Item) []string {
	texts := []string{it.Text, it.Help}
	for _, a := range it.Anchors {
		texts = append(texts, a.Text)
	}
	return texts
}

// spoken gives the words of a sentence as they are spoken, one for each part
// of a word with hyphens.
func spoken(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}

// syllables counts the syllables of an English word in lower case, at least
// one. English spelling has no rule without exceptions: groups of vowels are
// counted, silent ends taken off, and endings that look like one group but are
// spoken as two added. A test holds it to a list of words, those of the
// questionnaires among them.
func syllables(word string) int {
	word = strings.Trim(word, "'")
	word = strings.TrimSuffix(word, "'s")
	if n, ok := odd()[word]; ok {
		return n
	}
	n, before := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouyàáâäèéêëìíîïòóôöùúûü", r)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	n += apart(word) - silent(word)
	return max(n, 1)
}

// silent counts the vowels at the end of a word that are written and not
// spoken.
func silent(word string) int {
	n := len(word)
	switch {
	case n < 3:
		return 0
	case strings.HasSuffix(word, "ely"), strings.HasSuffix(word, "eful"), strings.HasSuffix(word, "ement"), strings.HasSuffix(word, "eless"), strings.HasSuffix(word, "ements"):
		// "safely", "useful", "statement": the e belongs to the word before
		if strings.HasSuffix(word, "element") || strings.HasSuffix(word, "elements") {
			return 0
		}
		return 1
	case strings.HasSuffix(word, "le") && !vowelAt(word, n-3):
		return 0 // "table"
	case strings.HasSuffix(word, "les") && !vowelAt(word, n-4):
		return 0
	case strings.HasSuffix(word, "e") && !vowelAt(word, n-2):
		return 1
	case strings.HasSuffix(word, "ed") && n > 3 && !vowelAt(word, n-3):
		if strings.ContainsRune("td", rune(word[n-3])) || strings.HasSuffix(word, "led") && !vowelAt(word, n-4) && word[n-4] != 'l' {
			return 0 // "wanted", "handled"
		}
		return 1
	case strings.HasSuffix(word, "es") && n > 3 && !vowelAt(word, n-3):
		if strings.ContainsRune("cgsxz", rune(word[n-3])) || strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "shes") {
			return 0 // "places", "matches"
		}
		return 1
	}
	return 0
}

// apart counts the places where two vowels that stand together are spoken one
// after the other.
func apart(word string) int {
	n := 0
	for _, pair := range []string{"ia", "io", "iu", "eo", "ua", "uou", "ying", "eing", "oing", "uing", "ious"} {
		if i := strings.Index(word, pair); i >= 0 && !together(word, i, pair) {
			n++
			break
		}
	}
	if strings.HasSuffix(word, "ism") {
		n++
	}
	return n
}

// together reports whether a pair of vowels at place i is one sound after all.
func together(word string, i int, pair string) bool {
	before := byte(0)
	if i > 0 {
		before = word[i-1]
	}
	switch pair {
	case "io", "ia", "ious", "iu": // "nation", "special", "cautious", "region"
		return strings.IndexByte("tcsgx", before) >= 0 && before != 0
	case "eo": // "people", "surgeon"
		return strings.Contains(word, "peopl") || before == 'g'
	case "ua", "uou", "uing": // "quality", "language", "guard"
		return before == 'q' || before == 'g'
	case "ying": // "paying" has the y as its own sound
		return before != 0 && !vowelAt(word, i-1) && i == 0
	case "oing": // "choosing" has it not; "going" has
		return before == 'o'
	case "eing":
		return before == 'e'
	}
	return false
}

func vowelAt(word string, i int) bool {
	return i >= 0 && i < len(word) && strings.IndexByte("aeiouy", word[i]) >= 0
}

// odd lists words of the field that the rules miss.
func odd() map[string]int {
	return map[string]int{
		"something": 2, "sometimes": 2, "someone": 2, "everyone": 3, "everything": 3, "every": 2, "everybody": 4,
		"area": 3, "areas": 3, "idea": 3, "ideas": 3, "create": 2, "created": 3, "creates": 2, "being": 2, "science": 2,
		"business": 2, "businesses": 3, "whereabouts": 3, "therefore": 2, "before": 2, "beforehand": 3, "homeless": 2,
		"people": 2, "peoples": 2, "wednesday": 2, "colleague": 2, "colleagues": 2, "dialogue": 3, "dialogues": 3,
		"catalogue": 3, "league": 1, "agreed": 2, "agree": 2, "freed": 1, "need": 1, "named": 1, "moved": 1, "used": 1,
		"reuse": 2, "reused": 2, "coordinate": 4, "coordinates": 4, "coordination": 5, "cooperate": 4, "cooperation": 5,
		"naloxone": 3, "syringe": 2, "syringes": 3, "email": 2, "emails": 2, "online": 2, "website": 2, "websites": 2,
		"deadline": 2, "deadlines": 2, "guideline": 2, "guidelines": 2, "timetable": 3, "statement": 2, "real": 1,
		"realised": 2, "quiet": 2, "diet": 2, "society": 4, "variety": 4, "hour": 1, "hours": 1, "our": 1, "fire": 1,
		"co": 1, "via": 2, "client": 2, "clients": 2, "trial": 2, "trials": 2, "social": 2, "crisis": 2,
	}
}
