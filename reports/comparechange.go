package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// ComparisonOfChange decides every sentence and figure of then and now.
func ComparisonOfChange(ch *assess.Change, words CompareWords) *Comparison {
	c := newComparer(words)
	sheets := []assess.Sheet{ch.A, ch.B}
	out := c.newComparison("change", sheets)
	out.Frames = c.frames([]string{c.tell("change.then"), c.tell("change.now")}, ch.A, ch.B)
	out.Limits = c.tell("limits_dates")
	parts := phrases.V{"from": c.b.date(ch.A.Assessment.Frame.Date), "to": c.b.date(ch.B.Assessment.Frame.Date)}
	part := ComparePart{ID: "change", Running: out.Kind, Heading: c.changeHeading(ch), Lead: c.tell("change.lead", parts),
		Tally: []Tally{
			{len(ch.Up), c.tellN("tally.up", len(ch.Up))}, {len(ch.Down), c.tellN("tally.down", len(ch.Down))},
			{ch.Unchanged, c.tellN("tally.unchanged", ch.Unchanged)}, {ch.NotComparable, c.tellN("tally.not_comparable", ch.NotComparable)},
		}}
	if len(ch.Stages) > 0 {
		part.Pairs = c.stagePairs(ch)
		part.Notes = append(part.Notes, c.tell("change.caption"))
	}
	part.Notes = append(part.Notes, c.shares(sheets, ch.Common, ch.Items, ch.ByID)...)
	out.Parts = append(out.Parts, part)
	then, now := c.tell("change.then"), c.tell("change.now")
	for _, m := range []struct {
		id    string
		moves []assess.Move
	}{{"ups", ch.Up}, {"downs", ch.Down}} {
		if len(m.moves) == 0 {
			continue
		}
		t := &Table{Head: []string{c.tell("talk.statement"), then, now}}
		for _, x := range m.moves {
			t.Rows = append(t.Rows, []string{nameOf(x.Item) + " (" + c.spotOf(ch.B.Questionnaire, x.Item) + ")",
				x.Item.Anchors[x.Before].Said(), x.Item.Anchors[x.Now].Said()})
		}
		out.Parts = append(out.Parts, ComparePart{ID: m.id, Running: c.say("change." + m.id), Table: t,
			Heading: c.heading("change."+m.id+"_heading", len(m.moves), phrases.V{"N": up(c.b.number(len(m.moves)))})})
	}
	if plan := c.planPart(ch.B.Questionnaire, ch.Plan, ch.Done()); plan != nil {
		out.Parts = append(out.Parts, *plan)
	}
	out.Method = c.methodOf(c.datesMethod(nil, c.shares(sheets, ch.Common, ch.Items, ch.ByID))...)
	out.Method.Parts[0].Strong = out.Limits
	return out
}

// datesMethod says how two or more dates are compared; p is a profile of them
// where barriers are told, else nil.
func (c comparer) datesMethod(p *assess.Profile, shares []string) []MethodPart {
	results := []string{c.b.t("method.sum_items")}
	if p == nil || len(p.Stages) > 0 {
		results = append(results, c.b.t("method.sum_step"), c.b.t("method.sum_reached"), c.b.t("method.sum_depth"), c.tell("method.depth"))
	}
	if p != nil && len(p.Barriers) > 0 {
		results = append(results, c.b.t("method.sum_severity"))
	}
	return []MethodPart{
		{Title: c.tell("method.compared"), Texts: append([]string{c.tell("method.moves")}, shares...)},
		{Title: c.tell("method.results"), Texts: append(results, c.b.t("method.sum_range"))},
	}
}

// changeHeading says what moved.
func (c comparer) changeHeading(ch *assess.Change) string {
	ups, downs := len(ch.Up), len(ch.Down)
	parts := phrases.V{"UP": up(c.b.number(ups)), "up": c.b.number(ups), "down": c.b.number(downs), "DOWN": up(c.b.number(downs))}
	switch {
	case ups+downs+ch.Unchanged == 0:
		return c.tell("change.heading_unknown")
	case ups+downs == 0:
		return c.tell("change.heading_same")
	case downs == 0:
		return c.heading("change.heading_up", ups, parts)
	case ups == 0:
		return c.heading("change.heading_down", downs, parts)
	}
	return c.heading("change.heading_both", ups, parts)
}

// stagePairs sets the stages at two dates beside each other.
func (c comparer) stagePairs(ch *assess.Change) *StagePairs {
	f, g := ch.A.Assessment.Frame, ch.B.Assessment.Frame
	out := &StagePairs{Stage: c.b.t("word.stage"), Dates: [2]string{c.b.date(f.Date), c.b.date(g.Date)}}
	for _, l := range assess.Levels() {
		out.Levels = append(out.Levels, up(c.b.level(l)))
	}
	for _, r := range []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown, assess.Inapplicable} {
		m := c.b.mark(r)
		out.Legend = append(out.Legend, LegendEntry{Kind: "rating", Mark: m, Text: m.Word})
	}
	for _, s := range ch.Stages {
		row := StagePair{Stage: c.b.stage(s.Now.Stage), Before: c.marks(s.Before), Now: c.marks(s.Now), Text: c.stageChange(s), Moved: s.Moved()}
		row.Alt = row.Stage + c.colon() + row.Text + ". " + c.tell("change.then") + c.colon() + c.marksText(row.Before) + ". " +
			c.tell("change.now") + c.colon() + c.marksText(row.Now) + "."
		out.Rows = append(out.Rows, row)
	}
	return out
}

// marks gives the ratings of a stage, one for each level.
func (c comparer) marks(s *assess.StageProfile) []Mark {
	out := make([]Mark, len(assess.Levels()))
	for _, x := range s.Cells {
		out[x.Level-1] = c.b.mark(x.Rating)
	}
	return out
}

// marksText names the ratings with their levels.
func (c comparer) marksText(marks []Mark) string {
	text := ""
	for i, m := range marks {
		if m.Rating == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += c.b.level(assess.Levels()[i]) + " " + m.Word
	}
	return text
}

// planPart lists what of the plan is done; nil when there is no plan.
func (c comparer) planPart(q *assess.Questionnaire, plan, done []assess.PlanEntry) *ComparePart {
	if len(plan) == 0 {
		return nil
	}
	part := &ComparePart{ID: "plan", Running: c.tell("plan"), Heading: c.tell("plan_heading", phrases.V{"done": len(done), "count": len(plan)})}
	list := CompareList{Title: c.tell("plan_done")}
	for _, e := range done {
		if text, ok := c.actionText(q, e); ok {
			list.Items = append(list.Items, text)
		}
	}
	if len(list.Items) > 0 {
		part.Lists = []CompareList{list}
	}
	return part
}
