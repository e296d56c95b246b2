package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// Supposition is what a person asked: what would follow from some actions, and
// which would reach the targets. With neither, the single actions that would
// change a level are shown.
type Supposition struct {
	Sides   []assess.Addressee // whose actions are looked at; at least one
	Numbers assess.Addressee   // whose road map the numbers of actions refer to
	Done    *assess.WhatIf     // nil when no action was named
	Reach   *assess.Reach      // nil when the targets were not asked for
}

// WhatIfView tells what would follow if actions were done. It shows responses
// and words of the plan, so it is for the owner of an assessment.
type WhatIfView struct {
	Title      string
	Assumption string // what "done" is taken to mean; printed with every result
	Parts      []WhatIfPart
	Colon      string // of the language, with its spaces
}

// WhatIfPart is one matter: a heading and what stands under it. Any of it may
// be empty.
type WhatIfPart struct {
	Head    string
	Lines   []string
	Table   ExplainedTable
	Facts   []ExplainedFact
	Actions []WhatIfAction
	After   []string // under the actions
}

// WhatIfAction is an action with what it would do.
type WhatIfAction struct {
	Name string // id, number, side and horizon
	Text string
	More []string
}

// supposer is a builder with what would follow.
type supposer struct {
	*builder
	s       *assess.Supposer
	x       Supposition
	numbers map[string]int
}

// WhatIf decides every word of what would follow. The supposer must be made of
// the questionnaire and the assessment of the input; the profile of the input
// is not needed.
func WhatIf(in Input, s *assess.Supposer, x Supposition) *WhatIfView {
	in.Profile = s.Profile
	b := &supposer{builder: newBuilder(in), s: s, x: x, numbers: map[string]int{}}
	for i, p := range assess.PlannedActions(in.Questionnaire, in.Assessment, s.Profile, x.Numbers) {
		b.numbers[p.Action.ID] = i + 1
	}
	out := &WhatIfView{
		Title: b.w("title", phrases.V{"name": b.name()}), Assumption: b.w("assumption"), Colon: in.Phrases.T("words.colon"),
	}
	if x.Done != nil {
		out.Parts = append(out.Parts, b.doneParts()...)
	}
	switch {
	case x.Reach != nil:
		out.Parts = append(out.Parts, b.reachParts()...)
	case x.Done == nil:
		out.Parts = append(out.Parts, b.singles())
	}
	return out
}

// w and c give messages of this area.
func (b *supposer) w(id string, parts ...phrases.V) string {
	return b.Phrases.T("whatif."+id, parts...)
}

func (b *supposer) c(id string, n int, parts ...phrases.V) string {
	return b.Phrases.N("whatif."+id, n, parts...)
}

// then is a builder that looks at another profile of the same questionnaire.
func (b *supposer) then(p *assess.Profile) *builder {
	in := b.Input
	in.Profile = p
	return newBuilder(in)
}

// same writes what would be, or that nothing changes.
func (b *supposer) same(now, then string) string {
	if now == then {
		return b.w("as_now")
	}
	return then
}

// action names an action, with its number where the road map is that of the
// numbers, its side where both are looked at, and its horizon.
func (b *supposer) action(x assess.Supposed, more ...string) WhatIfAction {
	name := x.Action.ID
	if n := b.numbers[name]; n > 0 {
		name = b.w("numbered", phrases.V{"id": name, "number": n})
	}
	if len(b.x.Sides) > 1 {
		name += " · " + b.t("side."+b.party(x.Action.For))
	}
	if x.Action.Horizon != 0 {
		name += " · " + b.t("horizon."+x.Action.Horizon.String())
	}
	if x.Status != 0 {
		id := "status"
		if x.Status == assess.Done {
			id = "status_done"
		}
		more = append(more, b.w(id, phrases.V{"status": b.t("status." + x.Status.String())}))
	}
	if len(x.Waits) > 0 {
		more = append(more, b.w("waits", phrases.V{"ids": b.list(x.Waits)}))
	}
	return WhatIfAction{Name: name, Text: sentence(x.Action.Text), More: more}
}

// effect says what an action would do to its item.
func (b *supposer) effect(x assess.Supposed) string {
	if x.Item == nil {
		return b.w("effect.no-item")
	}
	v := phrases.V{"place": b.placeOf(x.Item), "title": title(x.Item), "response": b.response(x.Item)}
	if x.Effect == assess.Lifts {
		v["from"], v["to"] = x.Item.Anchors[x.From].Said(), x.Item.Anchors[x.To].Said()
	}
	return b.w("effect."+x.Effect.String(), v)
}

// doneParts tells of the actions that are taken as done and of what would
// follow from all of them.
func (b *supposer) doneParts() []WhatIfPart {
	w := b.x.Done
	list := WhatIfPart{Head: b.c("done", len(w.Done))}
	for _, x := range w.Done {
		list.Actions = append(list.Actions, b.action(x, b.effect(x)))
	}
	if len(w.Done) == 0 {
		list.Lines = []string{b.w("done_nothing")}
		return []WhatIfPart{list}
	}
	parts := []WhatIfPart{list}
	if len(w.Before.Stages) == 0 {
		list := WhatIfPart{Head: b.w("sections"), Lines: []string{b.w("no_stages")}}
		b.figures(&list, w.After, b.w("column.section"), func(p *Profile) []ProfileBar { return p.Sections })
		return append(parts, list)
	}
	parts = append(parts, b.stagesThen(w.After))
	if len(w.Before.Barriers) > 0 {
		part := WhatIfPart{Head: b.w("barriers")}
		b.figures(&part, w.After, b.w("column.barrier"), func(p *Profile) []ProfileBar { return p.Bars })
		parts = append(parts, part)
	}
	if len(w.Done) > 1 {
		parts = append(parts, b.alone())
	}
	return parts
}

// stagesThen sets the stages now and then beside each other.
func (b *supposer) stagesThen(after *assess.Profile) WhatIfPart {
	then := b.then(after)
	part := WhatIfPart{Head: b.w("stages"), Table: ExplainedTable{
		Heads: []string{b.w("column.stage"), b.w("column.now"), b.w("column.then"), b.w("column.target")},
		Right: make([]bool, 6),
	}}
	if b.wholeMatrix() {
		part.Table.Heads = append(part.Table.Heads, b.w("column.depth"), b.w("column.depth_then"))
	}
	met, metThen, all := 0, 0, 0
	for i := range b.p.Stages {
		s, t := &b.p.Stages[i], &after.Stages[i]
		if !s.Applicable {
			continue
		}
		all++
		met, metThen = met+count(targetMet(s)), metThen+count(targetMet(t))
		row := []string{b.stage(s.Stage), b.reached(s), b.same(b.reached(s), b.reached(t)), b.level(s.Target)}
		if b.wholeMatrix() {
			row = append(row, b.depthShort(s), b.same(b.depthShort(s), b.depthShort(t)))
		}
		part.Table.Rows = append(part.Table.Rows, cells(row...))
	}
	if all == 0 {
		part.Lines, part.Table = []string{b.w("no_stage_applies")}, ExplainedTable{}
		return part
	}
	part.Lines = []string{b.c("targets_met", all, phrases.V{"now": met, "then": metThen})}
	// The line of the index names the hollow steps as well.
	if now := b.indexShort(); now != "" {
		part.Facts = []ExplainedFact{{b.w("key.index"), now}, {b.w("key.index_then"), b.same(now, then.indexShort())}}
	} else {
		part.Facts = []ExplainedFact{{b.w("key.hollow"), b.w("now_then", phrases.V{
			"now": b.hollowCount(), "then": b.same(b.hollowCount(), then.hollowCount())})}}
	}
	return part
}

// figures sets the figures of barriers or sections now and then beside each
// other.
func (b *supposer) figures(part *WhatIfPart, after *assess.Profile, head string, of func(*Profile) []ProfileBar) {
	now, then := b.profile(), b.then(after).profile()
	part.Table = ExplainedTable{Heads: []string{head, b.w("column.now"), b.w("column.then")}, Right: make([]bool, 3)}
	for i, x := range of(&now) {
		part.Table.Rows = append(part.Table.Rows, cells(x.Name, x.Figure, b.same(x.Figure, of(&then)[i].Figure)))
	}
}

// alone lists the actions of those taken as done that would change a level
// without the others.
func (b *supposer) alone() WhatIfPart {
	part := WhatIfPart{Head: b.w("alone")}
	for _, x := range b.x.Done.Alone {
		part.Lines = append(part.Lines, x.Action.ID+" · "+b.moves(x.Moves))
	}
	if len(part.Lines) == 0 {
		part.Lines = []string{b.w("alone_none")}
	}
	return part
}

// singles lists every action that alone would change a level.
func (b *supposer) singles() WhatIfPart {
	if len(b.p.Stages) == 0 {
		return WhatIfPart{Lines: []string{b.w("no_stages")}}
	}
	part := WhatIfPart{Head: b.w("singles")}
	for _, x := range b.s.Singles(b.x.Sides...) {
		part.Actions = append(part.Actions, b.action(x.Supposed, b.effect(x.Supposed), b.moves(x.Moves)))
	}
	if len(part.Actions) == 0 {
		part.Lines = []string{b.w("singles_none")}
	}
	return part
}

// moves writes the levels that would be others.
func (b *supposer) moves(moves []assess.StageMove) string {
	text := ""
	for _, m := range moves {
		if text != "" {
			text += " "
		}
		text += b.w("move", phrases.V{
			"stage": b.stage(m.Stage), "now": b.climbed(m.Before, m.OpenBefore), "then": b.climbed(m.After, m.OpenAfter)})
	}
	return text
}

// climbed names a level that a stage reaches.
func (b *supposer) climbed(l assess.Level, open bool) string {
	return b.reached(&assess.StageProfile{Applicable: true, Attained: l, AtLeast: open})
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
