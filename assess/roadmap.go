package assess

import (
	"cmp"
	"slices"
)

// Caps of the road map, for each addressee: what a small organisation can
// take on, and no stage that crowds out the others.
const (
	maxActions      = 10
	maxStageActions = 3
)

// firing is an action that fires, with the keys it is sorted by.
type firing struct {
	priority Ratio
	action   *Action
	item     *Item
	place    int32 // stage of a cell item; section, after the stages, of another
	position int32 // of the item
	ordinal  int32 // of the action among those of its item and addressee
}

// firedActions lists every action whose item is answered at or below its
// at-most value, highest priority first.
func (s *sheet) firedActions(p *Profile) []FiredAction {
	// Both arrays stay on the stack: they were a quarter of what scoring
	// allocated. Their places are sorted, since a firing is large to move.
	var room [usual]firing
	var places [usual]int32
	firings := s.firings(p, room[:0])
	order := places[:0]
	for i := range firings {
		order = append(order, int32(i))
	}
	slices.SortFunc(order, func(i, j int32) int { return compareFirings(&firings[i], &firings[j]) })
	out := make([]FiredAction, len(order))
	for i, at := range order {
		f := &firings[at]
		out[i] = FiredAction{Action: f.action, Item: f.item, Priority: f.priority}
	}
	return out
}

// usual is how many firing actions the built-in questionnaires come to at
// most.
const usual = 128

// firings adds the actions that fire to out, in item order.
func (s *sheet) firings(p *Profile, out []firing) []firing {
	for i := range s.replies {
		r := &s.replies[i]
		if r.state != Answered {
			continue
		}
		var priority Ratio
		var ordinal [ForAuthority + 1]int32
		known := false
		for j := range r.item.Actions {
			a := &r.item.Actions[j]
			side := min(a.For, ForAuthority)
			ordinal[side]++
			if r.value > int64(a.AtMost) {
				continue
			}
			if !known {
				priority, known = r.priority(p), true
			}
			out = append(out, firing{priority, a, r.item, r.place(), int32(i), ordinal[side]})
		}
	}
	return out
}

// place gives the stage of a cell item, else a number after all stages that
// rises with the section.
func (r *reply) place() int32 {
	if r.item.IsCell() {
		return int32(r.item.Stage)
	}
	return int32(Reformulation) + 1 + int32(r.section)
}

// priority gives weight · (1 - v/M) · m.
func (r *reply) priority(p *Profile) Ratio {
	shortfall := NewRatio(r.weight*(r.top-r.value), 10*r.top)
	return shortfall.Mul(r.factor(p))
}

// factor gives the m of an item's actions:
//
//	cell items      2 at the next rung of the stage, 1/2 above it, 1 below it
//	barrier items   1 + severity, · 3/2 when a must-have is answered 0
//	other items     1, · 3/2 when a must-have is answered 0
func (r *reply) factor(p *Profile) Ratio {
	m := Whole(1)
	switch it := r.item; {
	case it.IsCell():
		next := p.Stage(it.Stage).Next
		switch {
		case next == 0 || it.Level < next:
			return m
		case it.Level == next:
			return Whole(2)
		}
		return half
	case it.Barrier != 0:
		m = m.Add(p.barrier(it.Barrier).Severity.middle())
	}
	if r.failsCritically() {
		m = m.Mul(Ratio{num: 3, den: 2})
	}
	return m
}

// barrier finds the profile of a barrier that has items.
func (p *Profile) barrier(b Barrier) *BarrierProfile {
	for i := range p.Barriers {
		if p.Barriers[i].Barrier == b {
			return &p.Barriers[i]
		}
	}
	return nil
}

// middle gives the value, or the middle of the range where there is none.
func (s Score) middle() Ratio {
	if s.HasValue {
		return s.Value
	}
	return s.Low.Add(s.High).Mul(half)
}

// compareFirings orders by priority, then horizon, then stage or section, then
// item, then ordinal, then addressee: no two actions are alike in all of them.
func compareFirings(a, b *firing) int {
	// Not cmp.Or: it would work out all six keys where the first mostly decides.
	if c := b.priority.Cmp(a.priority); c != 0 {
		return c
	}
	if c := cmp.Compare(a.action.Horizon, b.action.Horizon); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(a.place, b.place),
		cmp.Compare(a.position, b.position),
		cmp.Compare(a.ordinal, b.ordinal),
		cmp.Compare(a.action.For, b.action.For),
	)
}

// selectActions marks the actions of the road map, for each addressee apart:
// first the top action of each severe barrier, then the others by priority as
// far as the caps allow. Actions are sorted already.
func selectActions(actions []FiredAction, p *Profile) {
	for side := ForCSO; side <= ForAuthority; side++ {
		n := 0
		for i := range p.Barriers {
			if p.Barriers[i].Band == SevereBand && selectTop(actions, side, p.Barriers[i].Barrier) {
				n++
			}
		}
		var perStage [Reformulation + 1]int
		for i := range actions {
			f := &actions[i]
			if n == maxActions {
				break
			}
			if f.Selected || f.Action.For != side || !p.mayPropose(f.Item) {
				continue
			}
			if f.Item.IsCell() {
				if perStage[f.Item.Stage] == maxStageActions {
					continue
				}
				perStage[f.Item.Stage]++
			}
			f.Selected = true
			n++
		}
	}
}

// selectTop marks the first action of a barrier for one side; false when none
// fires.
func selectTop(actions []FiredAction, side Addressee, b Barrier) bool {
	for i := range actions {
		if f := &actions[i]; f.Action.For == side && f.Item.Barrier == b && !f.Item.IsCell() {
			f.Selected = true
			return true
		}
	}
	return false
}

// mayPropose reports whether actions of an item may enter the road map.
// Partnership is not proposed where information is not known to be in place:
// it would build on nothing.
func (p *Profile) mayPropose(it *Item) bool {
	if !it.IsCell() || it.Level != Partnership {
		return true
	}
	c := p.Stage(it.Stage).Cell(Information)
	return c != nil && c.Rating == InPlace
}
