package questionnaires

import (
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// casesFolder holds the training cases; in the folder of a language, their
// translations.
const casesFolder = "cases"

// The keys of a training case, required ones with "!".
const (
	caseKeys     = "csi! kind! id! version! title! language! fictional sources! questionnaire! story! task! responses! discuss!"
	caseRefKeys  = "id! version!"
	responseKeys = "value dont_know not_applicable reason"
)

// Case is a story to practise with: a trainer hands it out, a group answers a
// questionnaire from it and compares its responses with reference ones. It
// judges nobody.
type Case struct {
	ID            string
	Version       string
	Title         string
	Language      string
	Fictional     bool // the place is invented, the practices are not
	Sources       []string
	Questionnaire assess.Ref
	Story         []string // paragraphs
	Task          string
	Responses     []CaseResponse // in the order of the file
	Discuss       []string       // questions for a group

	Translation *assess.Translation // nil when the texts are the source's
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
	c.ID, c.Version, c.Language = o.id(), o.version(), o.language()
	c.Title, c.Fictional = o.line("title"), o.truth("fictional")
	c.Sources = o.sources(nil)
	q := w.caseQuestionnaire(o, c, find)
	c.Story = paragraphs(o.lines("story"))
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

// paragraphs splits a text at its empty lines; how its lines are broken does
// not matter.
func paragraphs(text string) []string {
	var list []string
	for p := range strings.SplitSeq(text, "\n\n") {
		list = append(list, strings.Join(strings.Fields(p), " "))
	}
	return list
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
