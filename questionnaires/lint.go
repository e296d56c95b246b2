package questionnaires

import (
	"cmp"
	"slices"
	"strconv"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Severity says how much a finding matters. The zero value is none.
type Severity uint8

// The severities, the gravest first. Only errors keep a file from being used.
const (
	Error   Severity = iota + 1 // the file cannot be used, or would mislead
	Warning                     // a person who answers or reads would stumble
	Note                        // something to look at once
)

// String names the severity as it is printed and as SARIF calls it.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return "none"
}

// Finding is something in a file that its author should look at.
type Finding struct {
	yamldoc.Diagnostic
	Severity Severity
}

// String gives "file:line:column: message [code]", with the severity before
// the message when it is no error.
func (f Finding) String() string {
	d := f.Diagnostic
	if f.Severity != Error {
		d.Message = f.Severity.String() + ": " + d.Message
	}
	return d.String()
}

// Linted is what a thorough look at a questionnaire file yields.
type Linted struct {
	Questionnaire *assess.Questionnaire // nil when there are faults
	Findings      []Finding             // in the order of the file
}

// Mirrors finds the questionnaire that another one mirrors; nil when there is
// none of the id.
type Mirrors func(id string) *assess.Questionnaire

// Lint checks a questionnaire and, when it has no faults, looks at what no
// format can demand: whether what it asks can be reached, understood and acted
// on. Faults are errors; the rest is listed by LintCodes with its severity. A
// mirror is looked for with find, then in the library; find may be nil.
func (l *Library) Lint(file string, data []byte, find Mirrors) Linted {
	checked := l.Check(file, data)
	if checked.Questionnaire == nil {
		return Linted{Findings: Graded(checked.Faults, Error)}
	}
	root, _ := yamldoc.Parse(file, data)
	t := newLinter(file, root, checked.Questionnaire)
	t.remarks(checked.Remarks)
	t.coverage()
	t.scoring()
	t.anchors()
	t.actions()
	t.sources()
	t.texts()
	t.tables()
	t.mirror(func(id string) *assess.Questionnaire {
		if find != nil {
			if q := find(id); q != nil {
				return q
			}
		}
		q, err := l.source(id)
		if err != nil {
			return nil
		}
		return q
	})
	return Linted{Questionnaire: checked.Questionnaire, Findings: t.sorted()}
}

// File gives a questionnaire of the library as its author wrote it.
func (l *Library) File(id string) ([]byte, error) {
	place, ok := l.places[id]
	if !ok {
		return nil, &UnknownError{ID: id, DidYouMean: yamldoc.Closest(id, l.IDs()), Known: l.IDs()}
	}
	_, data, err := l.read(place, id+".yaml")
	return data, err
}

// LintTranslation looks at the words of a translation without faults, in its
// own language.
func LintTranslation(file string, data []byte) []Finding {
	root, _ := yamldoc.Parse(file, data)
	language := ""
	if n := root.Get("language"); n != nil {
		language = n.Text
	}
	t := &linter{q: &assess.Questionnaire{Language: language}, root: root, words: wordsOf(language)}
	t.notes.File = file
	t.everyText(root, "")
	return t.sorted()
}

// linter looks at one questionnaire that has no faults.
type linter struct {
	q      *assess.Questionnaire
	root   *yamldoc.Node
	places []placed // the items with their nodes, in the order they are asked
	words  *wordList
	notes  yamldoc.Diagnostics
}

// placed is an item with its place in the file.
type placed struct {
	item    *assess.Item
	section *assess.Section
	node    *yamldoc.Node // the mapping
	within  *yamldoc.Node // that of its section
}

// name calls the item in messages.
func (p placed) name() string { return "item " + yamldoc.Quote(p.item.ID) }

func newLinter(file string, root *yamldoc.Node, q *assess.Questionnaire) *linter {
	t := &linter{q: q, root: root, words: wordsOf(q.Language)}
	t.notes.File = file
	for i, s := range root.Get("sections").Items {
		for j, n := range s.Get("items").Items {
			section := &q.Sections[i]
			t.places = append(t.places, placed{&section.Items[j], section, n, s})
		}
	}
	return t
}

// add notes a finding at a node. Its severity follows from its code.
func (t *linter) add(at *yamldoc.Node, code, format string, args ...any) {
	if severityOf(code) == 0 {
		panic("lint: no code " + strconv.Quote(code))
	}
	t.notes.Add(at, code, format, args...)
}

// remarks takes over what reading the file noted. Of a questionnaire of the
// core type the coverage says it better.
func (t *linter) remarks(list []yamldoc.Diagnostic) {
	for _, d := range list {
		if d.Code != "level-gap" || !t.isCore() {
			t.notes.List = append(t.notes.List, d)
		}
	}
}

// sorted gives the findings in the order of the file, at one place the gravest
// first.
func (t *linter) sorted() []Finding {
	findings := make([]Finding, len(t.notes.List))
	for i, d := range t.notes.List {
		findings[i] = Finding{d, severityOf(d.Code)}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Severity, b.Severity))
	})
	return findings
}

// or gives the node of a key, or the mapping itself where the key is left out.
func or(n *yamldoc.Node, key string) *yamldoc.Node {
	if found := n.Get(key); found != nil {
		return found
	}
	return n
}

// itemsOf gives the entries of a list that may be left out.
func itemsOf(n *yamldoc.Node) []*yamldoc.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// pairsOf gives the entries of a mapping that may be left out.
func pairsOf(n *yamldoc.Node) []yamldoc.Pair {
	if n == nil {
		return nil
	}
	return n.Pairs
}
