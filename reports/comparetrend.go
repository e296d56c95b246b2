package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ComparisonOfTrend decides every sentence and figure of three or more dates.
func ComparisonOfTrend(t *assess.Trend, words CompareWords) *Comparison {
	c := newComparer(words)
	out := c.newComparison("trend", t.Sheets)
	out.Limits = c.tell("limits_dates")
	out.Frames = c.trendFrames(t)
	from, to := t.Sheets[0].Assessment.Frame.Date, t.Sheets[len(t.Sheets)-1].Assessment.Frame.Date
	first := ComparePart{ID: "trend", Running: out.Kind, Heading: c.trendHeading(t),
		Lead: c.tell("trend.lead", phrases.V{"n": len(t.Sheets), "from": c.b.date(from), "to": c.b.date(to)}),
		Tally: []Tally{
			{t.Up(), c.tellN("tally.up", t.Up())}, {t.Down(), c.tellN("tally.down", t.Down())}, {t.Back(), c.tellN("tally.back", t.Back())},
			{t.Unchanged, c.tellN("tally.unchanged", t.Unchanged)}, {t.NotComparable, c.tellN("tally.not_comparable", t.NotComparable)},
		},
		Notes: c.shares(t.Sheets, t.Common, t.Items, t.ByID)}
	out.Parts = []ComparePart{first}
	last := t.Profiles[len(t.Profiles)-1]
	if len(last.Stages) > 0 {
		out.Parts = append(out.Parts, ComparePart{ID: "stages", Running: c.say("change.stages"), Heading: c.say("change.stages"), Lead: c.tell("trend.stages_lead"),
			Panels: c.stagePanels(t), Table: c.stageTable(t), Notes: []string{c.tell("trend.caption")}})
	}
	if len(last.Barriers) > 0 {
		out.Parts = append(out.Parts, ComparePart{ID: "barriers", Running: c.b.t("barriers.running"), Heading: c.tell("trend.barriers"), Lead: c.tell("trend.barriers_lead"),
			Panels: c.barrierPanels(t), Table: c.barrierTable(t), Notes: []string{c.tell("trend.caption")}})
	}
	if len(last.Stages) == 0 && len(last.Barriers) == 0 && len(last.Sections) > 0 {
		out.Parts = append(out.Parts, ComparePart{ID: "sections", Running: c.b.t("sections.running"), Heading: c.tell("trend.sections"), Lead: c.tell("trend.sections_lead"),
			Panels: c.sectionPanels(t), Table: c.sectionTable(t), Notes: []string{c.tell("trend.caption")}})
	}
	if len(t.Moved) > 0 {
		out.Parts = append(out.Parts, ComparePart{ID: "moved", Running: c.tell("trend.moved"), Table: c.movedTable(t),
			Heading: c.heading("trend.moved_heading", len(t.Moved), phrases.V{"N": up(c.b.number(len(t.Moved)))})})
	}
	if plan := c.planPart(t.Sheets[len(t.Sheets)-1].Questionnaire, t.Plan, t.Done()); plan != nil {
		out.Parts = append(out.Parts, *plan)
	}
	out.Method = c.methodOf(c.datesMethod(last, c.shares(t.Sheets, t.Common, t.Items, t.ByID))...)
	out.Method.Parts[0].Strong = out.Limits
	return out
}

// trendHeading says what moved between the first and the last answer.
func (c comparer) trendHeading(t *assess.Trend) string {
	ups, downs := t.Up(), t.Down()
	parts := phrases.V{"UP": up(c.b.number(ups)), "down": c.b.number(downs), "DOWN": up(c.b.number(downs)), "n": c.b.number(len(t.Sheets))}
	switch {
	case len(t.Moved)+t.Unchanged == 0:
		return c.tell("change.heading_unknown")
	case ups+downs == 0:
		return c.tell("trend.heading_same")
	case downs == 0:
		return c.heading("trend.heading_up", ups, parts)
	case ups == 0:
		return c.heading("trend.heading_down", downs, parts)
	}
	return c.heading("trend.heading_both", ups, parts)
}

// dates names the dates as short as tells them apart: by year, month or day.
// The table of the assessments has them in full.
func (c comparer) dates(t *assess.Trend) []string {
	var out []string
	for _, length := range []int{len("2026"), len("2026-11"), len("2026-11-20")} {
		out = nil
		for _, s := range t.Sheets {
			out = append(out, s.Assessment.Frame.Date.String()[:length])
		}
		if len(slices.Compact(slices.Clone(out))) == len(out) { // they stand in order
			break
		}
	}
	return out
}

// trendFrames lists who answered at each date.
func (c comparer) trendFrames(t *assess.Trend) Table {
	out := Table{Head: []string{c.b.t("fact.date"), c.b.t("fact.who"), c.b.t("fact.period"), c.b.t("fact.answered"), c.b.t("fact.questionnaire")}}
	for _, s := range t.Sheets {
		who := c.who(s)
		if org := c.organisation(s); org != "" {
			who += ", " + org
		}
		out.Rows = append(out.Rows, []string{c.b.date(s.Assessment.Frame.Date), who, c.b.Phrases.Period(s.Assessment.Frame.Period),
			c.answered(s), s.Assessment.Questionnaire.ID + " " + s.Assessment.Questionnaire.Version})
	}
	return out
}

// panels starts a set of panels with its axes.
func (c comparer) panels(t *assess.Trend, axis []string) *TrendPanels {
	dates := c.dates(t)
	return &TrendPanels{Axis: axis, Dates: []string{dates[0], dates[len(dates)-1]}}
}

// panel draws one line over the dates; of says what stands at a date.
func (c comparer) panel(t *assess.Trend, name string, of func(p *assess.Profile) (TrendPoint, string)) TrendPanel {
	out := TrendPanel{Name: name}
	from := t.Sheets[0].Assessment.Frame.Date.Time()
	whole := t.Sheets[len(t.Sheets)-1].Assessment.Frame.Date.Time().Sub(from).Hours()
	dates := c.dates(t)
	var parts []string
	for i, p := range t.Profiles {
		point, said := of(p)
		point.When = t.Sheets[i].Assessment.Frame.Date.Time().Sub(from).Hours() / whole
		out.Points = append(out.Points, point)
		parts = append(parts, dates[i]+c.colon()+said)
	}
	out.Alt = name + ". " + strings.Join(parts, "; ") + "."
	return out
}

// stagePanels draws the depth of every stage, with the level it reached.
func (c comparer) stagePanels(t *assess.Trend) *TrendPanels {
	out := c.panels(t, []string{"0", "1", "2", "3", "4"})
	for _, s := range t.Profiles[0].Stages {
		out.Panels = append(out.Panels, c.panel(t, c.b.stage(s.Stage), func(p *assess.Profile) (TrendPoint, string) {
			x := p.Stage(s.Stage)
			if !x.Applicable {
				return TrendPoint{}, c.b.mark(assess.Inapplicable).Word
			}
			d := x.Depth
			four := assess.Whole(4)
			point := TrendPoint{Asked: true, Label: c.b.reached(x),
				Span: span(d.HasValue, d.Value.Div(four), d.Low.Div(four), d.High.Div(four))}
			return point, c.reachedDepth(x)
		}))
	}
	return out
}

// reachedDepth writes the attained level with the depth in steps.
func (c comparer) reachedDepth(x *assess.StageProfile) string {
	if !x.Applicable {
		return c.b.mark(assess.Inapplicable).Word
	}
	return c.tell("trend.reached", phrases.V{"level": c.b.reached(x), "depth": c.b.depthSteps(x.Depth)})
}

// stageTable says the level and the depth of every stage at every date.
func (c comparer) stageTable(t *assess.Trend) *Table {
	out := &Table{Head: append([]string{c.b.t("word.stage")}, c.dates(t)...)}
	for _, s := range t.Profiles[0].Stages {
		row := []string{c.b.stage(s.Stage)}
		for _, p := range t.Profiles {
			row = append(row, c.reachedDepth(p.Stage(s.Stage)))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// barrierPanels draws the severity of every barrier.
func (c comparer) barrierPanels(t *assess.Trend) *TrendPanels {
	out := c.panels(t, []string{"0", "100"})
	out.Worse = true
	for i := range t.Profiles[0].Barriers {
		out.Panels = append(out.Panels, c.panel(t, c.b.barrier(t.Profiles[0].Barriers[i].Barrier), func(p *assess.Profile) (TrendPoint, string) {
			x := &p.Barriers[i]
			point := TrendPoint{Asked: x.Severity.Applicable, Span: scoreSpan(x.Severity), Label: c.band(x.Band)}
			return point, c.severityWord(x)
		}))
	}
	return out
}

func (c comparer) barrierTable(t *assess.Trend) *Table {
	out := &Table{Head: append([]string{c.b.t("word.barrier")}, c.dates(t)...)}
	for i := range t.Profiles[0].Barriers {
		row := []string{c.b.barrier(t.Profiles[0].Barriers[i].Barrier)}
		for _, p := range t.Profiles {
			row = append(row, c.severityWord(&p.Barriers[i]))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// sectionPanels draws the result of every section, for questionnaires without
// stages and barriers.
func (c comparer) sectionPanels(t *assess.Trend) *TrendPanels {
	out := c.panels(t, []string{"0", "100"})
	for i, s := range t.Profiles[0].Sections {
		out.Panels = append(out.Panels, c.panel(t, c.sectionTitle(t, s.ID), func(p *assess.Profile) (TrendPoint, string) {
			x := p.Sections[i].Score
			point := TrendPoint{Asked: x.Applicable, Span: scoreSpan(x)}
			if x.Applicable && x.HasValue {
				point.Label = digits(whole(x.Value))
			}
			return point, c.scoreWord(x)
		}))
	}
	return out
}

func (c comparer) sectionTable(t *assess.Trend) *Table {
	out := &Table{Head: append([]string{c.tell("section")}, c.dates(t)...)}
	for i, s := range t.Profiles[0].Sections {
		row := []string{c.sectionTitle(t, s.ID)}
		for _, p := range t.Profiles {
			row = append(row, c.scoreWord(p.Sections[i].Score))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (c comparer) sectionTitle(t *assess.Trend, id string) string {
	for _, s := range t.Sheets[len(t.Sheets)-1].Questionnaire.Sections {
		if s.ID == id {
			return s.Title
		}
	}
	return id
}

// scoreWord writes a result of 0 to 100, with its range where it has one.
func (c comparer) scoreWord(s assess.Score) string {
	low, high := whole(s.Low), whole(s.High)
	switch {
	case !s.Applicable:
		return c.b.mark(assess.Inapplicable).Word
	case !s.HasValue:
		return c.b.mark(assess.Unknown).Word + ", " + dashed(low, high)
	case low != high:
		return digits(whole(s.Value)) + " (" + dashed(low, high) + ")"
	}
	return digits(whole(s.Value))
}

// movedTable lists the items that moved with the answer at each date.
func (c comparer) movedTable(t *assess.Trend) *Table {
	q := t.Sheets[len(t.Sheets)-1].Questionnaire
	out := &Table{Head: append([]string{c.tell("talk.statement")}, c.dates(t)...)}
	for _, m := range t.Moved {
		row := []string{nameOf(m.Item) + " (" + c.spotOf(q, m.Item) + ")"}
		for i, v := range m.Values {
			if m.Known[i] {
				row = append(row, digits(v)+" · "+m.Item.Anchors[v].Label)
			} else {
				row = append(row, "–")
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
