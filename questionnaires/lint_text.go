package questionnaires

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"csi/questionnaires/yamldoc"
)

// The most that places take, and that a reader takes in at once.
const (
	maxAnchor   = 160 // characters of an anchor: two rows on a screen, one cell on paper
	maxLabel    = 18  // columns of a label beside its value
	maxSentence = 25  // words
)

// texts looks at the words of everything a person reads.
func (t *linter) texts() {
	if t.words == nil {
		t.add(t.root.Get("language"), "words-unknown", "no list of words for the language %q; expected a native speaker to look at its words", t.q.Language)
	}
	t.prose(t.root, "the questionnaire", "title", "summary")
	for _, pair := range t.root.Get("scales").Pairs {
		for _, n := range pair.Value.Items {
			t.prose(n, "scale "+yamldoc.Quote(pair.Key.Text), "label", "anchor")
		}
	}
	var section *yamldoc.Node
	for _, p := range t.places {
		if p.within != section {
			section = p.within
			t.prose(section, "section "+yamldoc.Quote(p.section.ID), "title", "intro")
		}
		t.itemTexts(p)
	}
}

// itemTexts looks at the texts of one item.
func (t *linter) itemTexts(p placed) {
	t.prose(p.node, p.name(), "short", "text", "help", "ask", "talk")
	for _, pair := range pairsOf(p.node.Get("anchors")) {
		t.sentences(pair.Value, "anchor "+yamldoc.Quote(pair.Key.Text)+" of "+p.name())
	}
	for _, n := range itemsOf(p.node.Get("reasons")) {
		t.sentences(n, "a reason of "+p.name())
	}
	for _, n := range itemsOf(p.node.Get("actions")) {
		t.prose(n, "an action of "+p.name(), "text", "done_when")
	}
	if t.words == nil {
		return
	}
	at, words := p.node.Get("text"), tokens(p.item.Text)
	if found := hit(words, t.words.negations); found != "" {
		t.add(at, "text-negation", "the text of %s has %q; expected a statement of what is there", p.name(), found)
	}
	found := hit(words, t.words.joins)
	if i := strings.Index(p.item.Text, "; "); found == "" && i >= 0 {
		found = ";"
	}
	if found != "" {
		t.add(at, "text-double", "the text of %s joins two conditions with %q; expected one condition", p.name(), found)
	}
	if grade := Reading(t.q.Language, reader(p.item)...); grade.Known && grade.Grade > maxGrade {
		t.add(at, "reading-hard", "%s reads at grade %.1f; expected at most %d", p.name(), grade.Grade, maxGrade)
	}
}

// prose looks at the texts that a mapping has under the keys.
func (t *linter) prose(n *yamldoc.Node, what string, keys ...string) {
	for _, key := range keys {
		if text := n.Get(key); text != nil {
			t.sentences(text, `"`+key+`" of `+what)
		}
	}
}

// longest gives how many words a sentence may have. Languages differ in how
// many words say the same: a sentence of 25 English words takes about 30 French.
func (t *linter) longest() int {
	if t.words != nil && t.words.sentence > 0 {
		return t.words.sentence
	}
	return maxSentence
}

// sentences looks for sentences that are too long and for words of stigma.
func (t *linter) sentences(n *yamldoc.Node, what string) {
	most := t.longest()
	for _, s := range sentences(n.Text) {
		// What a semicolon parts are statements of their own, as Flesch counts.
		for clause := range strings.SplitSeq(s, "; ") {
			if words := countWords(clause); words > most {
				t.add(n, "sentence-long", "%s has a sentence of %d words; expected at most %d", what, words, most)
			}
		}
	}
	if t.words == nil {
		return
	}
	t.words.labels(tokens(n.Text), func(found, use string) {
		t.add(n, "word-stigma", "%s has %q; expected %s", what, found, use)
	})
}

// countWords counts what is written between spaces; a sign that stands alone,
// as before a colon in French, is no word.
func countWords(text string) int {
	n := 0
	for _, f := range strings.Fields(text) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// everyText looks at all texts below a node of a translation. Short entries
// such as ids and versions hold no sentence, so they pass.
func (t *linter) everyText(n *yamldoc.Node, what string) {
	switch {
	case n == nil:
	case n.Kind == yamldoc.Scalar:
		t.sentences(n, what)
	case n.Kind == yamldoc.List:
		for _, item := range n.Items {
			t.everyText(item, what)
		}
	default:
		for _, pair := range n.Pairs {
			name := yamldoc.Quote(pair.Key.Text)
			if what != "" {
				name += " of " + what
			}
			t.everyText(pair.Value, name)
		}
	}
}

// sentences parts a text at the ends of sentences and of lines. A full stop
// inside a word, such as in "1.5", ends nothing.
func sentences(text string) []string {
	var list []string
	runes := []rune(text)
	from := 0
	cut := func(to int) {
		if s := strings.TrimSpace(string(runes[from:to])); s != "" {
			list = append(list, s)
		}
		from = to
	}
	for i, r := range runes {
		last := i+1 == len(runes) || unicode.IsSpace(runes[i+1])
		if r == '\n' || strings.ContainsRune(".!?…", r) && last {
			cut(i + 1)
		}
	}
	cut(len(runes))
	return list
}

// tables looks for texts that pass their place in tables, and for items that
// cannot be told apart there.
func (t *linter) tables() {
	shorts, texts := map[string]string{}, map[string]string{}
	for _, p := range t.places {
		if n := columns(p.item.Short); n > maxShort {
			t.add(p.node.Get("short"), "short-wide", "\"short\" of %s takes %d columns; expected at most %d", p.name(), n, maxShort)
		}
		t.twice(p, "short", p.item.Short, shorts)
		t.twice(p, "text", p.item.Text, texts)
	}
	for _, pair := range t.root.Get("scales").Pairs {
		for _, n := range pair.Value.Items {
			if label := n.Get("label"); columns(strings.TrimSpace(label.Text)) > maxLabel {
				t.add(label, "label-long", "the label %s takes %d columns; expected at most %d", yamldoc.Quote(label.Text), columns(label.Text), maxLabel)
			}
		}
	}
}

// twice notes a text that an item before has as well.
func (t *linter) twice(p placed, key, text string, seen map[string]string) {
	before, ok := seen[plain(text)]
	if !ok {
		seen[plain(text)] = p.item.ID
		return
	}
	t.add(p.node.Get(key), key+"-twice", "%q of %s is that of item %s; expected one of its own", key, p.name(), yamldoc.Quote(before))
}

// columns gives the width of a text where letters have one width: East Asian
// letters take two columns, marks that stand on a letter none.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
