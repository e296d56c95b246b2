package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// reachParts tells of the targets, of the two lists, and of what to find out.
func (b *supposer) reachParts() []WhatIfPart {
	r := b.x.Reach
	if len(r.Goals) == 0 {
		return []WhatIfPart{{Head: b.w("reach"), Lines: []string{b.w("no_stages")}}}
	}
	parts := []WhatIfPart{b.goals()}
	if len(r.Fewest.Actions) == 0 {
		parts[0].After = append(parts[0].After, b.w(b.emptyList()))
	} else {
		parts = append(parts, b.shortList("fewest", &r.Fewest))
		if r.Same() {
			part := WhatIfPart{Head: b.w("earliest_same"), Lines: []string{b.proof("earliest", &r.Earliest)}}
			parts = append(parts, part)
		} else {
			parts = append(parts, b.shortList("earliest", &r.Earliest))
		}
	}
	if len(r.FindOut) > 0 {
		part := WhatIfPart{Head: b.w("find_out"), Lines: []string{b.w("find_out_note")}}
		for _, it := range r.FindOut {
			text := b.w("find_item", phrases.V{"id": it.ID, "title": title(it)})
			if it.Ask != "" {
				text += " " + sentence(it.Ask)
			}
			part.After = append(part.After, text)
		}
		parts = append(parts, part)
	}
	return parts
}

// emptyList says why there is nothing to list.
func (b *supposer) emptyList() string {
	blocked, out := 0, 0
	for _, g := range b.x.Reach.Goals {
		blocked += count(g.State == assess.GoalBlocked)
		out += count(g.State == assess.GoalOut)
	}
	switch {
	case out == len(b.x.Reach.Goals):
		return "no_stage_applies"
	case blocked > 0:
		return "reach_none"
	}
	return "reach_all_met"
}

// goals lists what every stage reaches with either list, and why actions alone
// do not bring some targets. Both lists bring the same levels.
func (b *supposer) goals() WhatIfPart {
	r := b.x.Reach
	part := WhatIfPart{Head: b.w("reach"), Table: ExplainedTable{
		Heads: []string{b.w("column.stage"), b.w("column.now"), b.w("column.target"), b.w("column.with_list"), b.w("column.met")},
		Right: make([]bool, 5),
	}}
	if b.x.Done != nil {
		part.Lines = append(part.Lines, b.w("reach_given"))
		part.Table.Heads[1] = b.w("column.given")
	}
	if len(b.x.Sides) == 1 {
		part.Lines = append(part.Lines, b.w("reach_side", phrases.V{"side": b.t("side_inside." + b.party(b.x.Sides[0]))}))
	}
	for _, g := range r.Goals {
		if g.State == assess.GoalOut {
			continue
		}
		start, after := r.Given.After.Stage(g.Stage), r.Fewest.After.Stage(g.Stage)
		part.Table.Rows = append(part.Table.Rows, cells(
			b.stage(g.Stage), b.reached(start), b.level(g.Target), b.same(b.reached(start), b.reached(after)), b.goalWord(g, after),
		))
		if g.State == assess.GoalBlocked {
			part.After = append(part.After, b.blocked(g))
		}
	}
	return part
}

func (b *supposer) goalWord(g assess.Goal, after *assess.StageProfile) string {
	switch {
	case g.State == assess.GoalBlocked:
		return b.w("goal.blocked")
	case !targetMet(after):
		return b.w("goal.not_asked")
	}
	return b.w("goal." + g.State.String())
}

// blocked says why actions alone do not bring a target.
func (b *supposer) blocked(g assess.Goal) string {
	var items []string
	for _, it := range g.Items {
		items = append(items, it.ID)
	}
	other := assess.ForCSO
	if len(b.x.Sides) == 1 && b.x.Sides[0] == assess.ForCSO {
		other = assess.ForAuthority
	}
	return b.w("blocked."+g.Reason.String(), phrases.V{
		"stage": b.stage(g.Stage), "level": b.level(g.Level), "items": strings.Join(items, ", "),
		"side": b.t("side_inside." + b.party(other)),
	})
}

// shortList writes one of the two lists.
func (b *supposer) shortList(kind string, l *assess.ActionList) WhatIfPart {
	part := WhatIfPart{Head: b.c(kind, len(l.Actions)), Lines: []string{b.horizons(l), b.proof(kind, l)}}
	for _, x := range l.Actions {
		part.Actions = append(part.Actions, b.action(x, b.effect(x)))
	}
	return part
}

// horizons counts the actions of a list by horizon.
func (b *supposer) horizons(l *assess.ActionList) string {
	var parts []string
	for i, n := range []int{l.Short, l.Medium, l.Long} {
		if n > 0 {
			parts = append(parts, b.w("by_horizon", phrases.V{"horizon": b.t("horizon." + assess.Horizons()[i].String()), "count": n}))
		}
	}
	return strings.Join(parts, b.w("list_joint")) + "."
}

// proof says whether a list is known to be the best.
func (b *supposer) proof(kind string, l *assess.ActionList) string {
	if !l.Proved {
		return b.w("not_proved")
	}
	return b.w("proved_" + kind)
}
