package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Explanation tells how a result came about, as "csi explain" prints it for
// the owner of an assessment. Reports have the same as their annex.
type Explanation struct {
	Parts []ExplainedPart
	Rule  string // where the rules are told
	Colon string // of the language, with its spaces
}

// ExplainedPart is one stage, barrier, section or item.
type ExplainedPart struct {
	ID      string
	Title   string // in an annex: "Decision", "A · No formal structure"
	Lead    string // what came out, in a sentence
	Table   ExplainedTable
	Facts   []ExplainedFact // the sum and what goes with it
	Item    bool            // one item: the facts come before the table
	Blocks  []ExplainedBlock
	Actions []ExplainedAction
	Head    string // of the actions
}

// ExplainedTable lists the items of a sum, or the values of an item.
type ExplainedTable struct {
	Heads []string
	Right []bool // columns of figures
	Rows  [][]ExplainedCell
}

// ExplainedCell is a text, with a rating where it names one.
type ExplainedCell struct {
	Text   string
	Rating assess.Rating
}

// ExplainedFact is a key with its value.
type ExplainedFact struct{ Key, Value string }

// ExplainedBlock is a heading with paragraphs.
type ExplainedBlock struct {
	Head  string
	Lines []string
}

// ExplainedAction is an action that a response brings up.
type ExplainedAction struct{ ID, Horizon, Text, Note string }

// PartKind says what a part of a questionnaire is.
type PartKind uint8

// The kinds of parts, in the order in which a name is looked up.
const (
	EveryPart PartKind = iota // all stages and barriers in short
	StagePart
	BarrierPart
	ItemPart
	SectionPart
)

// Part names what to explain. The zero value is everything in short.
type Part struct {
	Kind PartKind
	ID   string
}

// FindPart looks a name up among the stages, barriers, items and sections
// that a questionnaire asks about, letter case aside; false when there is none.
// A barrier also goes by its letter in reports.
func FindPart(q *assess.Questionnaire, name string) (Part, bool) {
	for _, p := range Parts(q) {
		if strings.EqualFold(p.ID, name) {
			return p, true
		}
	}
	for _, b := range assess.Barriers() {
		if p := (Part{BarrierPart, b.String()}); strings.EqualFold(letter(b), name) && slices.Contains(Parts(q), p) {
			return p, true
		}
	}
	return Part{}, false
}

// Parts lists what of a questionnaire can be explained. A section that is
// called as a stage or a barrier gives way to it.
func Parts(q *assess.Questionnaire) []Part {
	var out []Part
	seen := map[string]bool{}
	add := func(k PartKind, id string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, Part{k, id})
		}
	}
	items := q.Items()
	for _, st := range assess.Stages() {
		for _, it := range items {
			if it.IsCell() && it.Stage == st {
				add(StagePart, st.String())
			}
		}
	}
	for _, b := range assess.Barriers() {
		for _, it := range items {
			if !it.IsCell() && it.Barrier == b {
				add(BarrierPart, b.String())
			}
		}
	}
	for _, it := range items {
		add(ItemPart, it.ID)
	}
	for _, s := range q.Sections {
		if len(s.Items) > 0 {
			add(SectionPart, s.ID)
		}
	}
	return out
}

// explainer is a builder with the model of the explanation.
type explainer struct {
	*builder
	x     *assess.Explainer
	annex bool // for readers of a report, who know items by their titles
}

// Explain decides every word of an explanation. The explainer must be made of
// the questionnaire and the assessment of the input; the profile of the input
// is not needed. An unknown part gives an explanation without parts.
func Explain(in Input, x *assess.Explainer, part Part) *Explanation {
	in.Profile = x.Profile
	e := &explainer{builder: newBuilder(in), x: x}
	out := &Explanation{Rule: e.w("rule"), Colon: in.Phrases.T("words.colon")}
	add := func(p ExplainedPart, found bool) {
		if found {
			out.Parts = append(out.Parts, p)
		}
	}
	switch part.Kind {
	case StagePart:
		st, _ := assess.ParseStage(part.ID)
		add(e.stagePart(st))
	case BarrierPart:
		b, _ := assess.ParseBarrier(part.ID)
		add(e.barrierPart(b))
	case ItemPart:
		add(e.itemPart(part.ID))
	case SectionPart:
		add(e.sectionPart(part.ID))
	default:
		out.Parts = e.everything()
	}
	return out
}

// everything tells of all stages and barriers in short; of the sections where
// there are neither.
func (e *explainer) everything() []ExplainedPart {
	var out []ExplainedPart
	for _, s := range e.p.Stages {
		out = append(out, e.stageBrief(s.Stage))
	}
	for _, b := range e.p.Barriers {
		out = append(out, e.barrierBrief(b.Barrier))
	}
	if len(out) > 0 {
		return out
	}
	for i := range e.p.Sections {
		s := &e.p.Sections[i]
		out = append(out, ExplainedPart{ID: s.ID, Lead: e.sectionLead(s)})
	}
	return out
}

// w gives a message of the explanation.
func (e *explainer) w(id string, parts ...phrases.V) string {
	return e.Phrases.T("explain."+id, parts...)
}

// decimals writes a figure with n decimals, as the language does.
func (e *explainer) decimals(r assess.Ratio, n int) string {
	return strings.Replace(r.Fixed(n), ".", e.w("decimal"), 1)
}

// of100 writes a share as a figure of 100 with two decimals.
func (e *explainer) of100(r assess.Ratio) string {
	return e.decimals(r.Mul(assess.Whole(100)), 2)
}

// weight writes a weight, which has one decimal at most.
func (e *explainer) weight(r assess.Ratio) string {
	return strings.TrimSuffix(e.decimals(r, 1), e.w("decimal")+"0")
}

// chain joins the steps of a sum with equals signs; a step that repeats the
// one before is left out.
func chain(steps ...string) string {
	out := steps[:1:1]
	for _, s := range steps[1:] {
		if s != out[len(out)-1] {
			out = append(out, s)
		}
	}
	return strings.Join(out, " = ")
}

// counting says what stands in a sum for an unknown item.
type counting uint8

const (
	answeredOnly counting = iota // unknown items stay out
	asNothing                    // they count as 0
	asTop                        // they count as the top
)

// sum writes the score of a set as it is worked out:
// "(1.5 x 2/3 + 1/3) / 2.5".
func (e *explainer) sum(s *assess.Sum, c counting) string {
	var terms []string
	weights := s.Answered
	if c != answeredOnly {
		weights = weights.Add(s.Unknown)
	}
	one := assess.Whole(1)
	for _, t := range s.Summands {
		score := t.Score
		switch {
		case t.State == assess.NotApplicable, t.State != assess.Answered && c == answeredOnly:
			continue
		case t.State != assess.Answered && c == asTop:
			score = one
		}
		term := score.String()
		if !t.Weight.Equal(one) {
			term = e.weight(t.Weight) + " x " + term
		}
		terms = append(terms, term)
	}
	text := strings.Join(terms, " + ")
	if weights.Equal(one) {
		return text
	}
	if len(terms) > 1 || strings.Contains(text, " x ") {
		text = "(" + text + ")"
	}
	return text + " / " + e.weight(weights)
}

// scoreLines works a score out, with its range where something is unknown.
func (e *explainer) scoreLines(s *assess.Sum) []string {
	if !s.Score.Applicable {
		return []string{e.w("sum_out")}
	}
	var out []string
	if s.Score.HasValue {
		v := s.Score.Value
		out = append(out, e.w("of_100", phrases.V{"sum": chain(e.sum(s, answeredOnly), v.String(), e.of100(v))}))
	} else {
		out = append(out, e.w("sum_none", phrases.V{"answered": e.weight(s.Answered), "all": e.weight(s.Answered.Add(s.Unknown))}))
	}
	if s.Unknown.Sign() > 0 {
		out = append(out, e.w("sum_range", phrases.V{
			"low":  chain(e.sum(s, asNothing), s.Score.Low.String(), e.of100(s.Score.Low)),
			"high": chain(e.sum(s, asTop), s.Score.High.String(), e.of100(s.Score.High)),
		}))
	}
	return out
}

// said writes a response: "1 Ad hoc", "don't know".
func (e *explainer) said(it *assess.Item, state assess.State, value int) string {
	switch state {
	case assess.Answered:
		return e.value(it, value)
	case assess.NotApplicable:
		return e.mark(assess.Inapplicable).Word
	case assess.DontKnow:
		return e.t("state.dont_know")
	}
	return e.t("state.blank")
}

// value writes a value of a scale with its label: "2 Established".
func (e *explainer) value(it *assess.Item, v int) string {
	if v < 0 || v >= len(it.Anchors) || it.Anchors[v].Label == "" {
		return digits(v)
	}
	return digits(v) + " " + it.Anchors[v].Label
}

// leftOut lists the items that do not apply, with their reasons.
func (e *explainer) leftOut(sums ...*assess.Sum) ExplainedFact {
	var list []string
	for _, s := range sums {
		for _, t := range s.Summands {
			if t.State != assess.NotApplicable {
				continue
			}
			text := e.name(t.Item)
			if reason := e.a.Responses[t.Item.ID].Reason; reason != "" && !e.Options.Public {
				text += " (" + bare(reason) + ")"
			}
			list = append(list, text)
		}
	}
	f := ExplainedFact{e.w("key.left_out"), strings.Join(list, "; ")}
	if len(list) == 0 {
		f.Value = e.w("left_nothing")
	}
	return f
}

// name is how a sentence calls an item: by its id for the owner of the file,
// by its short title in a report.
func (e *explainer) name(it *assess.Item) string {
	if !e.annex || it.Short == "" {
		return it.ID
	}
	return e.t("word.quoted", phrases.V{"text": it.Short})
}

// names joins items as a sentence does.
func (e *explainer) names(ids []string) string {
	var out []string
	for _, id := range ids {
		if it := e.q.Item(id); it != nil {
			id = e.name(it)
		}
		out = append(out, id)
	}
	return e.list(out)
}

// actionLines lists actions with their id and horizon.
func (e *explainer) actionLines(p *ExplainedPart, all []assess.FiredAction) {
	if len(all) > 0 {
		p.Head = e.w("head.actions")
	}
	for _, f := range all {
		a := ExplainedAction{ID: f.Action.ID, Horizon: e.t("horizon." + f.Action.Horizon.String()), Text: f.Action.Text}
		if f.Selected {
			a.Note = e.w("selected")
		}
		p.Actions = append(p.Actions, a)
	}
}

// depthText writes a depth, or its range, with two decimals.
func (e *explainer) depthText(r assess.Range) string {
	switch {
	case r.HasValue:
		return e.decimals(r.Value, 2)
	case r.Low.Equal(r.High):
		return e.decimals(r.Low, 2)
	}
	return e.t("figure.to", phrases.V{"low": e.decimals(r.Low, 2), "high": e.decimals(r.High, 2)})
}

// severityText writes a severity, or its range, with its band.
func (e *explainer) severityText(x *assess.BarrierProfile) string {
	s := x.Severity
	if !s.Applicable {
		return e.t("band.none")
	}
	figure := e.of100(s.Value)
	if !s.HasValue {
		figure = e.t("figure.to", phrases.V{"low": e.of100(s.Low), "high": e.of100(s.High)})
	}
	return e.w("severity", phrases.V{"figure": figure, "band": e.t("band." + x.Band.String())})
}

// barrierOf finds the profile of a barrier that has items.
func barrierOf(p *assess.Profile, b assess.Barrier) *assess.BarrierProfile {
	for i := range p.Barriers {
		if p.Barriers[i].Barrier == b {
			return &p.Barriers[i]
		}
	}
	return nil
}
