package assess

import (
	"cmp"
	"slices"
)

// DefaultSteps is how many steps a search for the shortest list may take: a
// part of a second. No questionnaire with fewer than thirty items in a cell
// comes near it.
const DefaultSteps = 4_000_000

// Search says what a shortest list may be made of.
type Search struct {
	For   Addressee // zero: both sides
	Given []string  // ids of actions that are taken as done beforehand
	Steps int       // limit of each of the two searches; 0 stands for DefaultSteps
}

// GoalState says how a stage stands to its target. The zero value is unset.
type GoalState uint8

// The states of a goal.
const (
	GoalMet     GoalState = iota + 1 // every level up to the target that applies is in place
	GoalReached                      // the list brings it
	GoalBlocked                      // actions alone cannot
	GoalOut                          // nothing of the stage applies
)

var goalNames = []string{"met", "reached", "blocked", "not-applicable"}

// String gives the id of the state, "none" for the zero value.
func (s GoalState) String() string { return name(goalNames, int(s), "none") }

// Reason says why actions alone cannot bring a level into place. The zero
// value is unset.
type Reason uint8

// The reasons.
const (
	LevelUnknown       Reason = iota + 1 // too little of it is answered
	NoActionHighEnough                   // all that fire leave it below
	OtherSideNeeded                      // the other side's actions would do; the search leaves them out
	DroppedNeeded                        // with what the group dropped it could be
	InformationMissing                   // partnership is not proposed without information in place
)

var reasonNames = []string{"unknown", "no-action", "other-side", "dropped", "information"}

// String gives the id of the reason, "none" for the zero value.
func (r Reason) String() string { return name(reasonNames, int(r), "none") }

// Goal is the target of one stage and whether actions can bring it.
type Goal struct {
	Stage  Stage
	Target Level
	State  GoalState
	Level  Level   // the lowest level that they cannot bring; meaningful when GoalBlocked
	Reason Reason  // why not; meaningful when GoalBlocked
	Items  []*Item // of that level: those without a response, or those that stay too low
}

// ActionList is a list of actions that reaches what actions can reach.
type ActionList struct {
	Actions []Supposed // by horizon, within it in the order of the model
	Short   int        // how many of them are to 3 months,
	Medium  int        // to 12 months,
	Long    int        // and beyond
	Proved  bool       // no better list exists; false when the limit of steps stopped the search
	After   *Profile   // what the scorer says once all are done, and what was given
}

// Reach says which actions would bring every stage to its target, or, where
// actions alone cannot, to the highest level below it that they can.
type Reach struct {
	Given *WhatIf // where the search starts
	Goals []Goal  // one for every stage, in model order
	// Fewest has as few actions as can be; of several such lists the one with
	// the earliest horizons, then the first in the order of the model.
	Fewest ActionList
	// Earliest has as few actions beyond 12 months as can be, then as few
	// beyond 3, then as few as can be.
	Earliest ActionList
	FindOut  []*Item // don't know or blank, at or below the target of a stage that is not there yet
}

// Same reports whether both lists hold the same actions.
func (r *Reach) Same() bool {
	id := func(x Supposed) string { return x.Action.ID }
	return slices.EqualFunc(r.Fewest.Actions, r.Earliest.Actions, func(x, y Supposed) bool { return id(x) == id(y) })
}

// Reach finds the shortest lists of actions that reach the targets. Dropped
// actions are left out. The search is exact: see cellTask.
func (s *Supposer) Reach(o Search) *Reach {
	r := &Reach{Given: s.Done(o.Given)}
	h := &hunt{Supposer: s, o: o, a: r.Given.changed}
	var tasks []cellTask
	for i := range r.Given.After.Stages {
		goal, found := h.goal(&r.Given.After.Stages[i])
		r.Goals = append(r.Goals, goal)
		tasks = append(tasks, found...)
		if goal.State == GoalReached || goal.State == GoalBlocked {
			r.FindOut = append(r.FindOut, h.unknown(&r.Given.After.Stages[i])...)
		}
	}
	r.Fewest = h.list(tasks, fewestActions)
	r.Earliest = h.list(tasks, nearestHorizon)
	return r
}

// hunt is one search: its start and what it may use.
type hunt struct {
	*Supposer
	o Search
	a *Assessment // with what was given
}

// goal tells whether actions bring a stage to its target, and what cells they
// have to bring into place for as much of it as can be.
func (h *hunt) goal(p *StageProfile) (Goal, []cellTask) {
	g := Goal{Stage: p.Stage, Target: p.Target, State: GoalMet}
	if !p.Applicable {
		g.State = GoalOut
		return g, nil
	}
	var tasks []cellTask
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Level > p.Target || c.Rating == InPlace || c.Rating == Inapplicable {
			continue
		}
		task, reason := h.bring(p, c)
		if reason != 0 {
			g.State, g.Level, g.Reason = GoalBlocked, c.Level, reason
			g.Items = h.inTheWay(c, reason)
			return g, tasks
		}
		g.State = GoalReached
		tasks = append(tasks, task)
	}
	return g, tasks
}

// bring gives what would bring a cell into place, or why nothing does. The
// levels below it are in place by then.
func (h *hunt) bring(p *StageProfile, c *Cell) (cellTask, Reason) {
	if c.Level == Partnership {
		if info := p.Cell(Information); info == nil || info.Rating == Inapplicable {
			return cellTask{}, InformationMissing
		}
	}
	if c.Rating == Unknown {
		return cellTask{}, LevelUnknown
	}
	if t := h.task(c, h.able); t.reach() >= t.need {
		return t, 0
	}
	for _, wider := range []struct {
		reason Reason
		able   func(Supposed) bool
	}{
		{DroppedNeeded, h.forSide},
		{OtherSideNeeded, func(x Supposed) bool { return x.Status != Dropped }},
		{OtherSideNeeded, func(Supposed) bool { return true }},
	} {
		if t := h.task(c, wider.able); t.reach() >= t.need {
			return t, wider.reason
		}
	}
	return cellTask{}, NoActionHighEnough
}

// able reports whether the search may use an action.
func (h *hunt) able(x Supposed) bool { return h.forSide(x) && x.Status != Dropped }

func (h *hunt) forSide(x Supposed) bool { return h.o.For == 0 || x.Action.For == h.o.For }

// task lays a cell out: points as the scorer counts them, so that it is in
// place from 2/3 · points · weight.
func (h *hunt) task(c *Cell, able func(Supposed) bool) cellTask {
	var sum tally
	var t cellTask
	for _, id := range c.Items {
		it := h.q.Item(id)
		r := newReply(it, 0, h.a.Responses[id])
		sum.add(&r)
		if r.state != Answered {
			continue
		}
		var lifts []lift
		for _, x := range it.Actions {
			made := h.supposed(h.a, it, x)
			if made.Effect != Lifts || !able(made) {
				continue
			}
			slot := int(min(max(made.Action.Horizon, Short), Long) - Short)
			lifts = append(lifts, lift{made, slot, r.weight * int64(made.To-made.From) * (points / r.top)})
		}
		if len(lifts) > 0 {
			t.items = append(t.items, lifts)
		}
	}
	t.need = 2*points/3*sum.answered - sum.points
	return t
}

// inTheWay lists the items of a cell that keep it from being in place: those
// without a response where it is unknown, else those that would stay low with
// everything done that the search may use.
func (h *hunt) inTheWay(c *Cell, reason Reason) []*Item {
	var out []*Item
	for _, id := range c.Items {
		it := h.q.Item(id)
		r := newReply(it, 0, h.a.Responses[id])
		switch {
		case reason == LevelUnknown:
			if r.state == DontKnow || r.state == Blank {
				out = append(out, it)
			}
		case reason != InformationMissing && r.state == Answered && 3*h.highest(it, r.value) < 2*r.top:
			out = append(out, it)
		}
	}
	return out
}

// highest gives the response to an item with everything done that the search
// may use.
func (h *hunt) highest(it *Item, value int64) int64 {
	for _, x := range it.Actions {
		if made := h.supposed(h.a, it, x); made.Effect == Lifts && h.able(made) {
			value = max(value, int64(made.To))
		}
	}
	return value
}

// unknown lists the items of a stage at or below its target that nobody knows
// about.
func (h *hunt) unknown(p *StageProfile) []*Item {
	var out []*Item
	for i := range p.Cells {
		if p.Cells[i].Level > p.Target {
			continue
		}
		for _, id := range p.Cells[i].Items {
			it := h.q.Item(id)
			if r := newReply(it, 0, h.a.Responses[id]); r.state == DontKnow || r.state == Blank {
				out = append(out, it)
			}
		}
	}
	return out
}

// list solves every cell and asks the scorer what follows from all of it.
func (h *hunt) list(tasks []cellTask, m aim) ActionList {
	out := ActionList{Proved: true}
	budget := cmp.Or(h.o.Steps, DefaultSteps)
	values := map[*Item]int{}
	for i := range tasks {
		picked, proved := tasks[i].solve(m, &budget)
		out.Proved = out.Proved && proved
		out.Actions = append(out.Actions, picked...)
	}
	for _, x := range out.Actions {
		values[x.Item] = x.To
		switch {
		case x.Action.Horizon >= Long:
			out.Long++
		case x.Action.Horizon == Medium:
			out.Medium++
		default:
			out.Short++
		}
	}
	among := map[string]bool{}
	for _, id := range h.o.Given {
		among[id] = true
	}
	for _, x := range out.Actions {
		among[x.Action.ID] = true
	}
	for i := range out.Actions {
		out.Actions[i].Waits = h.waits(out.Actions[i].Action.ID, among)
	}
	slices.SortStableFunc(out.Actions, func(x, y Supposed) int { return cmp.Compare(x.Action.Horizon, y.Action.Horizon) })
	out.After = h.score(answered(h.a, values))
	return out
}
