package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// stageBrief says in two or three lines what the full part says in twenty.
func (e *explainer) stageBrief(st assess.Stage) ExplainedPart {
	x := e.x.Stage(st)
	p := ExplainedPart{ID: st.String(), Lead: e.stageLead(x.Profile)}
	if !x.Profile.Applicable {
		return p
	}
	var lines []string
	switch {
	case x.Profile.Next == 0:
		lines = append(lines, e.w("all_in_place"))
	case x.Step == nil:
		lines = append(lines, e.noStep(x.Profile))
	default:
		after := x.Step.After.Stage(st)
		v := e.stepParts(x.Step)
		v["level"], v["depth"] = up(e.level(x.Profile.Next)), e.depthText(after.Depth)
		v["before"] = e.depthText(x.Profile.Depth)
		lines = append(lines, e.w(toLevel("brief.level", x.Step), v))
	}
	return e.brief(p, lines, "brief.doubt_level", &x.Doubt)
}

// barrierBrief does the same for a barrier.
func (e *explainer) barrierBrief(b assess.Barrier) ExplainedPart {
	x := e.x.Barrier(b)
	p := ExplainedPart{ID: b.String(), Lead: e.barrierLead(x.Profile)}
	var lines []string
	if x.Profile.Severity.Applicable {
		lines = e.barrierHold(x)[:1]
		if x.Step != nil {
			v := e.stepParts(x.Step)
			v["severity"] = e.severityText(barrierOf(x.Step.After, b))
			lines = []string{e.w("brief.band", v)}
		}
	}
	return e.brief(p, lines, "brief.doubt_band", &x.Doubt)
}

// brief adds which unknown items could change the level or the band.
func (e *explainer) brief(p ExplainedPart, lines []string, doubt string, d *assess.Doubt) ExplainedPart {
	var ids []string
	for _, s := range d.Swings {
		if s.Changes {
			ids = append(ids, s.Item.ID)
		}
	}
	if len(ids) == 0 && d.Changes {
		for _, s := range d.Swings {
			ids = append(ids, s.Item.ID)
		}
	}
	if len(ids) > 0 {
		lines = append(lines, e.w(doubt, phrases.V{"items": e.names(ids)}))
	}
	if len(lines) > 0 {
		p.Blocks = []ExplainedBlock{{Lines: lines}}
	}
	return p
}

func (e *explainer) sectionTitle(id string) string {
	for i := range e.q.Sections {
		if e.q.Sections[i].ID == id {
			return e.q.Sections[i].Title
		}
	}
	return id
}

func (e *explainer) sectionLead(s *assess.SectionProfile) string {
	return e.w("lead.section", phrases.V{"name": e.sectionTitle(s.ID), "score": e.sectionText(s)})
}

// sectionText writes the score of a section, or its range.
func (e *explainer) sectionText(s *assess.SectionProfile) string {
	switch {
	case s.TooFew || !s.Score.Applicable:
		return e.t("band.none")
	case s.Score.HasValue:
		return e.of100(s.Score.Value)
	}
	return e.t("figure.to", phrases.V{"low": e.of100(s.Score.Low), "high": e.of100(s.Score.High)})
}

// sectionPart explains the score of a section.
func (e *explainer) sectionPart(id string) (ExplainedPart, bool) {
	x := e.x.Section(id)
	if x == nil {
		return ExplainedPart{}, false
	}
	p := ExplainedPart{ID: id, Lead: e.sectionLead(x.Profile), Table: e.itemTable("")}
	for _, s := range x.Sum.Summands {
		p.Table.Rows = append(p.Table.Rows, e.itemRow(s))
	}
	lines := e.scoreLines(&x.Sum)
	if x.Profile.TooFew {
		lines = []string{e.w("too_few")}
	}
	for i, line := range lines {
		key := e.w("key.score")
		if i > 0 {
			key = ""
		}
		p.Facts = append(p.Facts, ExplainedFact{key, line})
	}
	p.Facts = append(p.Facts, e.leftOut(&x.Sum))
	e.actionLines(&p, x.Actions)
	return p, true
}

// itemPart explains what one response counts for.
func (e *explainer) itemPart(id string) (ExplainedPart, bool) {
	x := e.x.Item(id)
	if x == nil {
		return ExplainedPart{}, false
	}
	it := x.Item
	p := ExplainedPart{ID: id, Item: true, Lead: e.w("lead.item", phrases.V{
		"item": id, "place": e.placeOf(it), "text": e.t("word.quoted", phrases.V{"text": it.Text}),
	})}
	said := e.said(it, x.State, x.Value)
	if x.State == assess.Answered && it.Anchors[x.Value].Text != "" {
		said = e.w("said", phrases.V{"response": said, "anchor": it.Anchors[x.Value].Text})
	}
	p.Facts = []ExplainedFact{{e.w("key.response"), said}, {e.w("key.score"), e.itemScore(x)}, {e.w("key.weight"), e.weight(x.Weight)}}
	if it.Critical && it.Barrier != 0 {
		p.Facts = append(p.Facts, ExplainedFact{"", e.w("critical")})
	}
	p.Table = e.effects(x)
	for _, a := range x.Actions {
		line := ExplainedAction{ID: a.Action.ID, Horizon: e.t("horizon." + a.Action.Horizon.String()), Text: a.Action.Text}
		line.Note = e.w("priority", phrases.V{"most": a.Action.AtMost, "sum": e.priority(&a)})
		p.Actions = append(p.Actions, line)
	}
	if len(p.Actions) > 0 {
		p.Head = e.w("head.actions")
	}
	return p, true
}

// itemScore works out what one response is worth.
func (e *explainer) itemScore(x *assess.ItemExplanation) string {
	switch x.State {
	case assess.Answered:
		return e.w("of_100", phrases.V{"sum": chain(digits(x.Value)+"/"+digits(x.Item.Max()), x.Score.String(), e.of100(x.Score))})
	case assess.NotApplicable:
		return e.w("item_out")
	}
	return e.w("item_unknown")
}

// priority works out the priority of an action.
func (e *explainer) priority(a *assess.ActionSum) string {
	if a.Shortfall.IsZero() {
		return digits(0)
	}
	return chain(e.weight(a.Weight)+" x "+a.Shortfall.String()+" x "+a.Factor.String(), a.Priority.String(), e.decimals(a.Priority, 2))
}

// effects says what every value of the scale would lead to.
func (e *explainer) effects(x *assess.ItemExplanation) ExplainedTable {
	it := x.Item
	t := ExplainedTable{Heads: []string{e.w("column.if")}, Right: []bool{false}}
	add := func(id string) { t.Heads, t.Right = append(t.Heads, e.w("column."+id)), append(t.Right, false) }
	switch {
	case it.IsCell():
		add("reached")
		add("depth")
	case it.Barrier != 0:
		add("severity")
	default:
		add("section")
	}
	for _, f := range x.Effects {
		label := e.value(it, f.Value)
		if x.State == assess.Answered && x.Value == f.Value {
			label = e.w("now", phrases.V{"response": label})
		}
		row := []string{label}
		switch {
		case it.IsCell():
			s := f.After.Stage(it.Stage)
			row = append(row, e.reached(s), e.depthText(s.Depth))
		case it.Barrier != 0:
			row = append(row, e.severityText(barrierOf(f.After, it.Barrier)))
		default:
			for i := range f.After.Sections {
				if f.After.Sections[i].ID == x.Section {
					row = append(row, e.sectionText(&f.After.Sections[i]))
				}
			}
		}
		t.Rows = append(t.Rows, cells(row...))
	}
	return t
}
