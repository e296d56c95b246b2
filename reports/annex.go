package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// Annex works every figure of a report out, for those who check it: the
// content of "csi explain" for all stages, barriers and sections, with the
// titles of items beside their ids. It shows responses as the report itself
// does; a public one has no free text.
type Annex struct {
	Running, Heading, Lead string
	Groups                 []AnnexGroup
	Rule                   string // where the rules are told
}

// AnnexGroup is the annex to one part of the report.
type AnnexGroup struct {
	ID    string // stages, barriers, sections, index or actions
	Title string
	Note  string          // may be ""
	Parts []ExplainedPart // one per stage, barrier or section; the index is one
	Table *ExplainedTable // below the parts; nil for none
}

// annex explains everything that the report shows.
func (b *builder) annex(x *assess.Explainer) *Annex {
	e := &explainer{builder: b, x: x, annex: true}
	a := &Annex{
		Running: e.annexed("running"),
		Heading: e.annexed("heading"),
		Lead:    e.annexed("lead"),
		Rule:    e.annexed("rule", phrases.V{"method": b.t("method.running")}),
	}
	for _, g := range []AnnexGroup{e.stageGroup(), e.barrierGroup(), e.sectionGroup(), e.indexGroup(), e.actionGroup()} {
		if len(g.Parts) > 0 || g.Table != nil {
			a.Groups = append(a.Groups, g)
		}
	}
	return a
}

// annexed gives a message of the annex.
func (e *explainer) annexed(id string, parts ...phrases.V) string {
	return e.Phrases.T("annex."+id, parts...)
}

// add puts a part into a group. The actions it brings up stand in a table of
// their own.
func (g *AnnexGroup) add(title string, p ExplainedPart, found bool) {
	if found {
		p.Title, p.Actions, p.Head = title, nil, ""
		g.Parts = append(g.Parts, p)
	}
}

func (e *explainer) stageGroup() AnnexGroup {
	g := AnnexGroup{ID: "stages", Title: e.t("stages.running"), Note: e.annexed("stages")}
	for _, s := range e.p.Stages {
		p, found := e.stagePart(s.Stage)
		g.add(e.stage(s.Stage), p, found)
	}
	return g
}

func (e *explainer) barrierGroup() AnnexGroup {
	g := AnnexGroup{ID: "barriers", Title: e.t("barriers.running"), Note: e.annexed("barriers")}
	for _, s := range e.p.Barriers {
		p, found := e.barrierPart(s.Barrier)
		g.add(e.annexed("barrier", phrases.V{"letter": letter(s.Barrier), "name": e.barrier(s.Barrier)}), p, found)
	}
	return g
}

// sectionGroup takes a section apart in full where it has items of its own;
// those whose items stand under stages and barriers already have a line each.
func (e *explainer) sectionGroup() AnnexGroup {
	g := AnnexGroup{ID: "sections", Title: e.t("sections.running"), Note: e.annexed("sections")}
	t := ExplainedTable{
		Heads: []string{e.annexed("section"), e.w("column.score")},
		Right: []bool{false, false},
	}
	for i := range e.p.Sections {
		s := &e.p.Sections[i]
		x := e.x.Section(s.ID)
		if x == nil {
			continue
		}
		if ownItems(x.Sum.Summands) {
			p, found := e.sectionPart(s.ID)
			g.add(e.sectionTitle(s.ID), p, found)
			continue
		}
		lines := e.scoreLines(&x.Sum)
		if s.TooFew {
			lines = []string{e.w("too_few")}
		}
		text := lines[0]
		for _, l := range lines[1:] {
			text += "; " + l
		}
		t.Rows = append(t.Rows, cells(e.sectionTitle(s.ID), text))
	}
	if len(t.Rows) > 0 {
		g.Table = &t
	}
	return g
}

// ownItems reports whether some item is neither cell nor barrier.
func ownItems(all []assess.Summand) bool {
	for _, s := range all {
		if !s.Item.IsCell() && s.Item.Barrier == 0 {
			return true
		}
	}
	return false
}

// indexGroup works the figure of the summary out; it stands here only where
// the summary has it, and in the same sentence.
func (e *explainer) indexGroup() AnnexGroup {
	lead, _ := e.indexSentence()
	if lead == "" || e.thin {
		return AnnexGroup{}
	}
	x, applicable := e.p.Index, e.applicableStages()
	work := func(depth func(assess.Range) assess.Ratio, index assess.Ratio) string {
		text, sum := "", assess.Whole(0)
		for _, s := range e.p.Stages {
			if !s.Applicable {
				continue
			}
			if text != "" {
				text += " + "
			}
			text += depth(s.Depth).String()
			sum = sum.Add(depth(s.Depth))
		}
		over := " / " + digits(applicable)
		return chain("25 x ("+text+")"+over, "25 x "+sum.String()+over, index.String(), e.decimals(index, 2))
	}
	hundred := assess.Whole(100)
	low := work(func(r assess.Range) assess.Ratio { return r.Low }, x.Low.Mul(hundred))
	high := work(func(r assess.Range) assess.Ratio { return r.High }, x.High.Mul(hundred))
	value := e.annexed("index_none", phrases.V{"stages": e.stageList(e.withoutDepth())})
	if x.HasValue {
		value = e.w("of_100", phrases.V{"sum": work(func(r assess.Range) assess.Ratio { return r.Value }, x.Value.Mul(hundred))})
	}
	p := ExplainedPart{ID: "index", Lead: lead, Facts: []ExplainedFact{{e.annexed("index_key"), value}}}
	if !x.HasValue || !x.Low.Equal(x.High) {
		p.Facts = append(p.Facts, ExplainedFact{e.w("key.range"), e.w("range", phrases.V{"low": low, "high": high})})
	}
	return AnnexGroup{ID: "index", Title: e.annexed("index"), Parts: []ExplainedPart{p}}
}

// withoutDepth lists the stages that apply and have no depth.
func (e *explainer) withoutDepth() []assess.Stage {
	var out []assess.Stage
	for _, s := range e.p.Stages {
		if s.Applicable && !s.Depth.HasValue {
			out = append(out, s.Stage)
		}
	}
	return out
}

// actionGroup works the priority of every action out, in the order that comes
// of it.
func (e *explainer) actionGroup() AnnexGroup {
	if len(e.p.Actions) == 0 {
		return AnnexGroup{}
	}
	t := ExplainedTable{Right: []bool{false, false, false, false, false}, Heads: []string{
		e.w("column.item"), e.annexed("actions.for"), e.annexed("actions.horizon"), e.annexed("actions.priority"), e.annexed("actions.chosen"),
	}}
	for _, f := range e.p.Actions {
		s := e.x.Action(f)
		chosen := e.annexed("actions.waits")
		if f.Selected {
			chosen = e.annexed("actions.yes")
		}
		t.Rows = append(t.Rows, cells(e.rowName(f.Item), e.t("side_inside."+e.party(f.Action.For)),
			e.t("horizon."+f.Action.Horizon.String()), e.priority(&s), chosen))
	}
	return AnnexGroup{ID: "actions", Title: e.annexed("actions.title"), Note: e.annexed("actions.note"), Table: &t}
}
