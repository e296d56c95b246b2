package questionnaires

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/locale"
	"csi/questionnaires/yamldoc"
)

// casesFolder holds the training cases; translations are whole files in a
// folder per language below it.
const casesFolder = "cases"

// The keys of a training case, required ones with "!".
const (
	caseKeys     = "csi! kind! id! title! language! fictional sources! questionnaire! story! task! responses! discuss!"
	caseRefKeys  = "id! version!"
	responseKeys = "value dont_know not_applicable reason"
)

// Case is a story to practise with: a trainer hands it out, a group answers a
// questionnaire from it and compares its responses with reference ones. It
// judges nobody.
type Case struct {
	ID            string
	Title         string
	Language      string
	Fictional     bool // the place is invented, the practices are not
	Sources       []string
	Questionnaire assess.Ref
	Story         []string // paragraphs
	Task          string
	Responses     []CaseResponse // in the order of the file
	Discuss       []string       // questions for a group
}

// CaseResponse is the reference response to one item with its reason.
type CaseResponse struct {
	Item   string
	State  assess.State // Answered, DontKnow or NotApplicable
	Value  int          // when Answered
	Reason string
}

// ParseCase reads a training case. It gives either the case or every fault.
// find gives the questionnaire of an id, nil when there is none.
func ParseCase(file string, data []byte, known Known, find func(id string) *assess.Questionnaire) (*Case, []yamldoc.Diagnostic) {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{diagnostics, known}
	c := &Case{}
	if root != nil && w.kindOf(root, "case") {
		w.trainingCase(root, c, find)
	}
	if len(w.List) > 0 {
		w.Sort()
		return nil, w.List
	}
	return c, nil
}

// trainingCase reads the root.
func (w *walker) trainingCase(root *yamldoc.Node, c *Case, find func(string) *assess.Questionnaire) {
	o, ok := w.object(root, "the case", caseKeys)
	if !ok {
		return
	}
	o.head()
	c.ID, c.Title, c.Language, c.Fictional = o.id(), o.line("title"), o.language(), o.truth("fictional")
	c.Sources = o.sources(nil)
	q := w.caseQuestionnaire(o, c, find)
	for p := range strings.SplitSeq(o.lines("story"), "\n\n") {
		c.Story = append(c.Story, strings.Join(strings.Fields(p), " "))
	}
	c.Task = o.line("task")
	n := o.get("responses", yamldoc.Map)
	if n != nil && len(n.Pairs) == 0 {
		w.Add(n, "list-empty", "%s has no entry; expected at least one", o.name("responses"))
	}
	if n != nil {
		for _, p := range n.Pairs {
			w.caseResponse(p, c, q)
		}
	}
	c.Discuss = o.texts("discuss")
}

// caseQuestionnaire reads which questionnaire the case is answered with.
func (w *walker) caseQuestionnaire(o object, c *Case, find func(string) *assess.Questionnaire) *assess.Questionnaire {
	n := o.get("questionnaire", yamldoc.Map)
	if n == nil {
		return nil
	}
	r, ok := w.object(n, o.name("questionnaire"), caseRefKeys)
	if !ok {
		return nil
	}
	c.Questionnaire = assess.Ref{ID: r.oneOf("id", "questionnaire-unknown", "questionnaire", w.known.Questionnaires), Version: r.version()}
	if c.Questionnaire.ID == "" {
		return nil
	}
	q := find(c.Questionnaire.ID)
	if q != nil && c.Questionnaire.Version != "" && q.Major() != c.Questionnaire.Major() {
		w.Add(n.Get("version"), "version-other", "the case was made for %s %s; expected version %s.x.x, which is here", c.Questionnaire.ID, c.Questionnaire.Version, q.Major())
	}
	return q
}

// caseResponse reads one reference response.
func (w *walker) caseResponse(p yamldoc.Pair, c *Case, q *assess.Questionnaire) {
	id := p.Key.Text
	what := "response to " + yamldoc.Quote(id)
	o, ok := w.object(p.Value, what, responseKeys)
	if !ok {
		return
	}
	var it *assess.Item
	if q != nil {
		if it = q.Item(id); it == nil {
			hint := ""
			var all []string
			for _, x := range q.Items() {
				all = append(all, x.ID)
			}
			if near := yamldoc.Closest(id, all); near != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			w.Add(p.Key, "item-unknown", "no item %s in %q; expected one of its ids%s", yamldoc.Quote(id), q.ID, hint)
		}
	}
	r := CaseResponse{Item: id, Reason: o.line("reason")}
	said := 0
	for _, key := range []string{"value", "dont_know", "not_applicable"} {
		if o.has(key) {
			said++
		}
	}
	switch {
	case said != 1:
		w.Add(p.Key, "state", "%s has %d of value, dont_know and not_applicable; expected one of them", what, said)
	case o.has("value"):
		r.State = assess.Answered
		top := 6
		if it != nil {
			top = it.Max()
		}
		r.Value, _ = o.number("value", "value-range", 0, top)
	case o.truth("dont_know"):
		r.State = assess.DontKnow
	case o.truth("not_applicable"):
		r.State = assess.NotApplicable
		if it != nil && !it.NotApplicable {
			w.Add(p.Key, "state", "%s is \"not applicable\"; the item always applies, expected a value or dont_know", what)
		}
	default:
		w.Add(p.Key, "state", "%s says nothing; expected value, or dont_know or not_applicable with true", what)
	}
	if r.Reason == "" && !o.has("reason") {
		w.Add(p.Key, "key-missing", "no key %q in %s; expected one", "reason", what)
	}
	c.Responses = append(c.Responses, r)
}

// UnknownCaseError says that there is no training case of an id.
type UnknownCaseError struct {
	ID         string
	DidYouMean string   // the nearest id; "" when none is near
	Known      []string // what there is, sorted
}

// Error names the id and the nearest one.
func (e *UnknownCaseError) Error() string {
	if e.DidYouMean != "" {
		return fmt.Sprintf("no case %s; did you mean %q?", yamldoc.Quote(e.ID), e.DidYouMean)
	}
	return fmt.Sprintf("no case %s; expected one of %s", yamldoc.Quote(e.ID), strings.Join(e.Known, ", "))
}

// CaseIDs lists the training cases that come with csi, sorted.
func (l *Library) CaseIDs() []string {
	var list []string
	entries, _ := fs.ReadDir(l.folders[0].Files, casesFolder)
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// Case reads a training case in a language: the wanted one, its base, else
// that of the source. The error is an *UnknownCaseError when there is none.
func (l *Library) Case(id, lang string) (*Case, error) {
	if !slices.Contains(l.CaseIDs(), id) {
		return nil, &UnknownCaseError{ID: id, DidYouMean: yamldoc.Closest(id, l.CaseIDs()), Known: l.CaseIDs()}
	}
	names := []string{path.Join(casesFolder, id+".yaml")}
	if have := locale.Match(lang, l.caseLanguages(id)); have != "" {
		names = append([]string{path.Join(casesFolder, have, id+".yaml")}, names...)
	}
	find := func(id string) *assess.Questionnaire {
		q, _ := l.source(id)
		return q
	}
	for _, name := range names {
		full, data, err := l.read(0, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read case %q: %w", id, err)
		}
		c, faults := ParseCase(full, data, l.Known(), find)
		if c == nil {
			return nil, fmt.Errorf("read case %q: %w", id, &FaultsError{full, faults})
		}
		return c, nil
	}
	return nil, fmt.Errorf("read case %q: %w", id, fs.ErrNotExist)
}

// caseLanguages lists the languages that a case was translated into.
func (l *Library) caseLanguages(id string) []string {
	var list []string
	entries, _ := fs.ReadDir(l.folders[0].Files, casesFolder)
	for _, e := range entries {
		if _, err := fs.Stat(l.folders[0].Files, path.Join(casesFolder, e.Name(), id+".yaml")); e.IsDir() && err == nil {
			list = append(list, e.Name())
		}
	}
	return list
}

// CompareCase sets the responses of an assessment beside the reference of a
// case, in the order of the questionnaire. Items without a reference are left
// out. It counts nothing about who answered.
func CompareCase(c *Case, q *assess.Questionnaire, a *assess.Assessment) CaseComparison {
	var out CaseComparison
	for _, it := range q.Items() {
		i := slices.IndexFunc(c.Responses, func(r CaseResponse) bool { return r.Item == it.ID })
		if i < 0 {
			continue
		}
		ref, own := c.Responses[i], a.Responses[it.ID]
		d := CaseDifference{Item: it, Reference: ref, Own: own}
		switch {
		case own.State == assess.Blank:
			out.Open++
			continue
		case own.State == ref.State && (own.State != assess.Answered || own.Value == ref.Value):
			out.Alike++
			continue
		case own.State == assess.Answered && ref.State == assess.Answered && abs(own.Value-ref.Value) == 1:
			out.Near++
			d.Near = true
		default:
			out.Apart++
		}
		out.Differences = append(out.Differences, d)
	}
	return out
}

// CaseComparison tells where responses and reference agree and where not.
type CaseComparison struct {
	Alike, Near, Apart int // the same; one value apart; further apart, or another state
	Open               int // items of the reference that are blank
	Differences        []CaseDifference
}

// CaseDifference is one item that was answered in another way.
type CaseDifference struct {
	Item      *assess.Item
	Reference CaseResponse
	Own       assess.Response
	Near      bool // one value apart
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
