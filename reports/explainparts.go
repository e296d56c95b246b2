package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

func cells(texts ...string) []ExplainedCell {
	out := make([]ExplainedCell, len(texts))
	for i, t := range texts {
		out[i].Text = t
	}
	return out
}

// stageLead says how far a stage is.
func (e *explainer) stageLead(s *assess.StageProfile) string {
	v := phrases.V{"stage": e.stage(s.Stage), "reached": e.reached(s), "target": e.level(s.Target), "togo": e.toGoShort(s)}
	switch {
	case !s.Applicable:
		return e.w("lead.stage_out", v)
	case s.GapToTarget == 0 && !targetMet(s):
		return e.w("lead.stage_unasked", v)
	}
	return e.w("lead.stage", v)
}

// stagePart explains one stage in full.
func (e *explainer) stagePart(st assess.Stage) (ExplainedPart, bool) {
	x := e.x.Stage(st)
	if x == nil {
		return ExplainedPart{}, false
	}
	p := ExplainedPart{ID: st.String(), Lead: e.stageLead(x.Profile), Table: e.stageTable(x)}
	sums := make([]*assess.Sum, len(x.Levels))
	for i := range x.Levels {
		sums[i] = &x.Levels[i].Sum
	}
	if x.Profile.Applicable {
		p.Facts = append(p.Facts, e.levelFacts(x)...)
		p.Facts = append(p.Facts, e.depthFacts(x)...)
	}
	p.Facts = append(p.Facts, e.leftOut(sums...))
	if x.Profile.Applicable {
		p.Blocks = append(p.Blocks, ExplainedBlock{e.w("head.next_level"), e.stageHold(x)})
	}
	if lines := e.stageDoubt(x); len(lines) > 0 {
		p.Blocks = append(p.Blocks, ExplainedBlock{e.w("head.doubt"), lines})
	}
	e.actionLines(&p, x.Actions)
	return p, true
}

// stageTable lists the items of a stage; what is said of a whole level stands
// beside its first item.
func (e *explainer) stageTable(x *assess.StageExplanation) ExplainedTable {
	t := e.itemTable(e.w("column.level"))
	running := e.w("column.running")
	if e.p.Weighted {
		running = e.w("column.minimum") // one column more, in lines of one length
	}
	t.Heads = append(t.Heads, e.w("column.rating"), running)
	t.Right = append(t.Right, false, true)
	for _, l := range x.Levels {
		for i, s := range l.Sum.Summands {
			row := e.itemRow(s)
			rating, running := ExplainedCell{}, ""
			if i == 0 {
				rating = ExplainedCell{Text: e.mark(l.Cell.Rating).Word, Rating: l.Cell.Rating}
				if l.Cell.HasRunning {
					running = e.of100(l.Cell.Running)
				}
			}
			row = append(cells(e.level(l.Cell.Level)), row...)
			t.Rows = append(t.Rows, append(row, rating, ExplainedCell{Text: running}))
		}
	}
	return t
}

// itemTable starts a table of items; the weights have a column where some
// differ from 1.
func (e *explainer) itemTable(first string) ExplainedTable {
	var t ExplainedTable
	if first != "" {
		t.Heads, t.Right = []string{first}, []bool{false}
	}
	t.Heads = append(t.Heads, e.w("column.item"), e.w("column.response"), e.w("column.score"))
	t.Right = append(t.Right, false, false, true)
	if e.p.Weighted {
		t.Heads, t.Right = append(t.Heads, e.w("column.weight")), append(t.Right, true)
	}
	return t
}

// rowName is how a table calls an item.
func (e *explainer) rowName(it *assess.Item) string {
	if !e.annex || it.Short == "" {
		return it.ID
	}
	return it.Short + " · " + it.ID
}

func (e *explainer) itemRow(s assess.Summand) []ExplainedCell {
	score := ""
	if s.State == assess.Answered {
		score = e.of100(s.Score)
	}
	row := cells(e.rowName(s.Item), e.said(s.Item, s.State, s.Value), score)
	if e.p.Weighted {
		row = append(row, ExplainedCell{Text: e.weight(s.Weight)})
	}
	return row
}

// levelFacts works out the score of every level that is more than one answer.
func (e *explainer) levelFacts(x *assess.StageExplanation) []ExplainedFact {
	var out []ExplainedFact
	for i := range x.Levels {
		l := &x.Levels[i]
		if len(l.Sum.Summands) < 2 || !l.Sum.Score.Applicable {
			continue
		}
		out = append(out, ExplainedFact{up(e.level(l.Cell.Level)), strings.Join(e.scoreLines(&l.Sum), "; ")})
	}
	return out
}

// depthFacts works out the depth of a stage and its range.
func (e *explainer) depthFacts(x *assess.StageExplanation) []ExplainedFact {
	work := func(figure func(*assess.Cell) assess.Ratio, sum, depth assess.Ratio) string {
		var terms []string
		for _, l := range x.Levels {
			if l.Cell.Rating != assess.Inapplicable {
				terms = append(terms, figure(l.Cell).String())
			}
		}
		scale, text := "4/"+digits(int(x.Applicable))+" x ", strings.Join(terms, " + ")
		if len(terms) > 1 {
			text = "(" + text + ")"
		}
		return chain(scale+text, scale+sum.String(), depth.String(), e.decimals(depth, 2))
	}
	d := x.Profile.Depth
	value := e.w("depth_none", phrases.V{"levels": e.levels(unknownLevels(x.Profile))})
	if d.HasValue {
		value = e.w("depth_value", phrases.V{"sum": work(func(c *assess.Cell) assess.Ratio { return c.Running }, x.Running, d.Value)})
	}
	spread := e.w("range_none")
	if len(x.Doubt.Swings) > 0 {
		spread = e.w("range", phrases.V{
			"low":  work(func(c *assess.Cell) assess.Ratio { return c.RunLow }, x.Low, d.Low),
			"high": work(func(c *assess.Cell) assess.Ratio { return c.RunHigh }, x.High, d.High),
		})
	}
	out := []ExplainedFact{{e.w("key.depth"), value}}
	if !e.annex { // there it stands once, over all stages
		out = append(out, ExplainedFact{"", e.w("running_note")})
	}
	return append(out, ExplainedFact{e.w("key.range"), spread})
}

func unknownLevels(s *assess.StageProfile) []assess.Level {
	var out []assess.Level
	for _, c := range s.Cells {
		if c.Rating == assess.Unknown {
			out = append(out, c.Level)
		}
	}
	return out
}

// stageHold names the response that holds the next level back, what would be
// seen instead, and what follows.
func (e *explainer) stageHold(x *assess.StageExplanation) []string {
	s := x.Profile
	var out []string
	if isHollow(s) {
		out = append(out, e.w("hollow", phrases.V{"Level": up(e.level(s.Observed)), "missing": e.levels(s.Missing)}))
	}
	if s.Next == 0 {
		return append(out, e.w("all_in_place"))
	}
	if x.Step == nil {
		return append(out, e.noStep(s))
	}
	after := x.Step.After.Stage(s.Stage)
	v := e.stepParts(x.Step)
	v["level"], v["after"], v["depth"] = up(e.level(s.Next)), e.level(after.Attained), e.depthText(after.Depth)
	return append(append(out, e.w(toLevel("step.level", x.Step), v)), e.stepAnchor(x.Step, v, e.w("step.level_follows", v))...)
}

// toLevel picks the message for a response that is known, or not.
func toLevel(id string, s *assess.Step) string {
	if s.State != assess.Answered {
		return id + "_unknown"
	}
	return id
}

// noStep says why no single response brings the next level.
func (e *explainer) noStep(s *assess.StageProfile) string {
	c := s.Cell(s.Next)
	v := phrases.V{"level": e.level(s.Next), "items": e.names(c.Items)}
	if !c.Score.HasValue {
		return e.w("step.none_unknown", v)
	}
	v["score"], v["needed"] = e.of100(c.Score.Value), e.of100(assess.NewRatio(2, 3))
	return e.w("step.none", v)
}

func (e *explainer) stepParts(s *assess.Step) phrases.V {
	return phrases.V{
		"item": e.name(s.Item), "to": e.value(s.Item, s.Value), "now": e.said(s.Item, s.State, s.From),
		"text": e.t("word.quoted", phrases.V{"text": s.Item.Text}),
	}
}

// stepAnchor adds the anchor that would have to be true, and what follows.
func (e *explainer) stepAnchor(s *assess.Step, v phrases.V, follows string) []string {
	var out []string
	if a := s.Item.Anchors[s.Value]; a.Text != "" {
		v["anchor"] = a.Text
		out = append(out, e.w("step.anchor", v))
	}
	out = append(out, follows)
	if len(s.Instead) > 0 {
		var ids []string
		for _, it := range s.Instead {
			ids = append(ids, it.ID)
		}
		out = append(out, e.w("step.instead", phrases.V{"items": e.names(ids)}))
	}
	return out
}

// stageDoubt says what the unknown items of a stage could change.
func (e *explainer) stageDoubt(x *assess.StageExplanation) []string {
	st := x.Profile.Stage
	return e.doubtLines("level", &x.Doubt, func(p *assess.Profile) string {
		s := p.Stage(st)
		return e.w("at_level", phrases.V{"level": e.reached(s), "depth": e.depthText(s.Depth)})
	})
}

// doubtLines tells what each unknown item comes to at both ends, and all of
// them together.
func (e *explainer) doubtLines(kind string, d *assess.Doubt, result func(*assess.Profile) string) []string {
	var out []string
	for _, s := range d.Swings {
		id := "doubt.same_" + kind
		if s.Changes {
			id = "doubt.change_" + kind
		}
		out = append(out, e.w(id, phrases.V{
			"item": e.name(s.Item), "state": e.said(s.Item, s.State, 0), "top": s.Item.Max(),
			"low": result(s.Low), "high": result(s.High),
		}))
	}
	if len(d.Swings) > 1 {
		id := "doubt.together_same_" + kind
		if d.Changes {
			id = "doubt.together_change_" + kind
		}
		out = append(out, e.w(id, phrases.V{"low": result(d.Worst), "high": result(d.Best)}))
	}
	return out
}

// barrierPart explains one barrier in full.
func (e *explainer) barrierPart(b assess.Barrier) (ExplainedPart, bool) {
	x := e.x.Barrier(b)
	if x == nil {
		return ExplainedPart{}, false
	}
	p := ExplainedPart{ID: b.String(), Lead: e.barrierLead(x.Profile), Table: e.itemTable("")}
	for _, s := range x.Sum.Summands {
		p.Table.Rows = append(p.Table.Rows, e.itemRow(s))
	}
	p.Facts = append(e.barrierFacts(x), e.leftOut(&x.Sum))
	if x.Profile.Severity.Applicable {
		p.Blocks = append(p.Blocks, ExplainedBlock{e.w("head.lower_band"), e.barrierHold(x)})
	}
	lines := e.doubtLines("band", &x.Doubt, func(p *assess.Profile) string { return e.severityText(barrierOf(p, b)) })
	if len(lines) > 0 {
		p.Blocks = append(p.Blocks, ExplainedBlock{e.w("head.doubt"), lines})
	}
	e.actionLines(&p, x.Actions)
	return p, true
}

func (e *explainer) barrierLead(x *assess.BarrierProfile) string {
	return e.w("lead.barrier", phrases.V{"name": e.barrier(x.Barrier), "severity": e.severityText(x)})
}

// barrierFacts works out the severity and its band.
func (e *explainer) barrierFacts(x *assess.BarrierExplanation) []ExplainedFact {
	var out []ExplainedFact
	for i, line := range e.scoreLines(&x.Sum) {
		key := e.w("key.score")
		if i > 0 {
			key = ""
		}
		out = append(out, ExplainedFact{key, line})
	}
	s := x.Profile.Severity
	if !s.Applicable {
		return out
	}
	turned := func(severity assess.Ratio) string {
		score := assess.Whole(1).Sub(severity)
		return chain("1 - "+score.String(), severity.String(), e.of100(severity))
	}
	value := e.w("severity_none", phrases.V{"low": turned(s.Low), "high": turned(s.High)})
	if s.HasValue {
		value = e.w("of_100", phrases.V{"sum": turned(s.Value)})
	}
	out = append(out, ExplainedFact{e.w("key.severity"), value})
	if s.HasValue && !s.Low.Equal(s.High) {
		spread := e.w("severity_range", phrases.V{"low": turned(s.Low), "high": turned(s.High)})
		out = append(out, ExplainedFact{e.w("key.range"), spread})
	}
	third := assess.NewRatio(1, 3)
	out = append(out, ExplainedFact{e.w("key.band"), e.w("bands", phrases.V{
		"band": e.t("band." + x.Profile.Band.String()), "low": e.of100(third), "high": e.of100(third.Add(third)),
	})})
	if x.Profile.Lifted {
		out = append(out, ExplainedFact{"", e.w("lifted", phrases.V{"items": e.names(x.Profile.Critical)})})
	}
	if len(x.Profile.Equal) > 0 {
		out = append(out, ExplainedFact{"", e.w("equal", phrases.V{"names": e.barrierList(x.Profile.Equal), "gap": e.of100(assess.NewRatio(1, 9))})})
	}
	return out
}

// barrierHold names the response that would bring a lower band.
func (e *explainer) barrierHold(x *assess.BarrierExplanation) []string {
	switch {
	case x.Profile.Band == assess.UnknownBand:
		return []string{e.w("step.band_unknown")}
	case x.Profile.Band == assess.LowBand:
		return []string{e.w("step.band_lowest")}
	case x.Step == nil:
		needed := assess.NewRatio(int64(x.Profile.Band)-1, 3)
		return []string{e.w("step.band_none", phrases.V{"severity": e.of100(x.Profile.Severity.Value), "needed": e.of100(needed)})}
	}
	v := e.stepParts(x.Step)
	v["severity"] = e.severityText(barrierOf(x.Step.After, x.Profile.Barrier))
	return append([]string{e.w("step.band", v)}, e.stepAnchor(x.Step, v, e.w("step.band_follows", v))...)
}
