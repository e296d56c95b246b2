package assess

import (
	"maps"
	"slices"
)

// Supposer says what would follow if actions were done. It holds no forecast:
// it takes an action to do what it is for, changes the responses accordingly,
// and asks the ordinary scorer. The rule is in the package comment.
type Supposer struct {
	Profile *Profile // of the assessment as it is

	q       *Questionnaire
	a       *Assessment
	targets map[Stage]Level
	entries map[string]PlanEntry
	found   map[string]Supposed // every action of the questionnaire and of the plan, by id
	items   []*Item
}

// NewSupposer scores an assessment as NewProfile does and keeps what it was
// made of. It changes neither.
func NewSupposer(q *Questionnaire, a *Assessment, targets map[Stage]Level) *Supposer {
	s := &Supposer{
		Profile: NewProfile(q, a, targets), q: q, a: a, targets: targets, items: q.Items(),
		entries: map[string]PlanEntry{}, found: map[string]Supposed{},
	}
	for _, e := range a.Plan {
		s.entries[e.Action] = e
		if e.IsOwn() {
			s.found[e.Action] = Supposed{Action: e.change(Action{ID: e.Action, For: e.For}), Effect: NoItem, Status: e.Status}
		}
	}
	for _, it := range s.items {
		for _, x := range it.Actions {
			s.found[x.ID] = s.supposed(a, it, x)
		}
	}
	return s
}

// Effect says what an action that is done would do to the responses. The zero
// value is unset.
type Effect uint8

// The effects.
const (
	Lifts          Effect = iota + 1 // its item would be answered higher
	NoItem                           // an action that the group added: no item calls for it, no figure moves
	AboveAlready                     // its item is answered above what the action is for
	ItemUnknown                      // don't know or blank: nobody can say from where it would lift
	ItemSetAside                     // not applicable
	CoveredAlready                   // another action that is taken as done lifts the item as far
)

var effectNames = []string{"lifts", "no-item", "above-already", "unknown", "not-applicable", "covered"}

// String gives the id of the effect, "none" for the zero value.
func (e Effect) String() string { return name(effectNames, int(e), "none") }

// Supposed is an action that is taken as done, and what it would do.
type Supposed struct {
	Action   Action // with the horizon and the words of the plan, where it has its own
	Item     *Item  // the item that calls for it; nil for an own action
	Effect   Effect
	From, To int    // response now and then; meaningful when Lifts
	Status   Status // in the plan; zero when the plan is silent
	// Waits holds ids of actions that come first by the plan, and are neither
	// done nor among those that are looked at together with this one.
	Waits []string
}

// supposed gives what one action would do to the responses of an assessment.
func (s *Supposer) supposed(a *Assessment, it *Item, x Action) Supposed {
	e := s.entries[x.ID]
	out := Supposed{Action: e.change(x), Item: it, Status: e.Status}
	switch r := newReply(it, 0, a.Responses[it.ID]); r.state {
	case Answered:
		out.From = int(r.value)
		out.To = lifted(it, out.From, x.AtMost)
		out.Effect = Lifts
		if out.To == out.From {
			out.Effect = AboveAlready
		}
	case NotApplicable:
		out.Effect = ItemSetAside
	default:
		out.Effect = ItemUnknown
	}
	return out
}

// lifted gives the response to an item once an action is done: one above the
// highest that the action is for, never over the top, never lower than it is.
func lifted(it *Item, value, atMost int) int {
	if value > atMost {
		return value
	}
	return max(value, min(atMost+1, it.Max()))
}

// Known reports whether the questionnaire or the plan has an action of an id.
func (s *Supposer) Known(id string) bool {
	_, ok := s.found[id]
	return ok
}

// IDs lists every action that may be taken as done: those of the
// questionnaire in its order, then the group's own in the order of the plan.
func (s *Supposer) IDs() []string {
	var out []string
	for _, it := range s.items {
		for _, x := range it.Actions {
			out = append(out, x.ID)
		}
	}
	for _, e := range s.a.Plan {
		if e.IsOwn() {
			out = append(out, e.Action)
		}
	}
	return out
}

// Intended lists the ids of what the plan holds for some sides and nobody has
// done or dropped, in the order of the road maps. An entry without a status
// was taken on, so it is intended.
func (s *Supposer) Intended(sides ...Addressee) []string {
	return s.listed(sides, func(x PlannedAction) bool {
		return x.Taken && x.Entry.Status != Done && x.Entry.Status != Dropped
	})
}

// Mapped lists the ids of the road maps of some sides, without what the group
// dropped.
func (s *Supposer) Mapped(sides ...Addressee) []string {
	return s.listed(sides, func(x PlannedAction) bool { return x.Entry.Status != Dropped })
}

func (s *Supposer) listed(sides []Addressee, take func(PlannedAction) bool) []string {
	var out []string
	for _, side := range sides {
		for _, x := range PlannedActions(s.q, s.a, s.Profile, side) {
			if take(x) {
				out = append(out, x.Action.ID)
			}
		}
	}
	return out
}

// StageMove is a stage whose attained level would be another.
type StageMove struct {
	Stage                 Stage
	Before, After         Level
	OpenBefore, OpenAfter bool // "at least": the climb stops at a level that is unknown
}

// Single is an action with the levels that would follow from it alone.
type Single struct {
	Supposed
	Moves []StageMove // at least one
}

// WhatIf is what would follow if some actions were done.
type WhatIf struct {
	Done   []Supposed // in the order in which they were named, each once
	Before *Profile
	After  *Profile // what the scorer says of the changed responses
	Alone  []Single // those of Done that alone would change a level

	changed *Assessment
}

// Done takes actions as done. Ids that are not known are passed over, as
// those that stand twice; Known tells before.
func (s *Supposer) Done(ids []string) *WhatIf {
	w := &WhatIf{Before: s.Profile, After: s.Profile, changed: s.a}
	values, by := map[*Item]int{}, map[*Item]string{}
	seen := map[string]bool{}
	for _, id := range ids {
		x, known := s.found[id]
		if !known || seen[id] {
			continue
		}
		seen[id] = true
		w.Done = append(w.Done, x)
		if x.Effect == Lifts && x.To > values[x.Item] {
			values[x.Item], by[x.Item] = x.To, id
		}
	}
	for i := range w.Done {
		x := &w.Done[i]
		x.Waits = s.waits(x.Action.ID, seen)
		if x.Effect == Lifts && by[x.Item] != x.Action.ID {
			x.Effect = CoveredAlready
		}
	}
	if len(values) > 0 {
		w.changed = answered(s.a, values)
		w.After = s.score(w.changed)
	}
	for _, x := range w.Done {
		if single, moves := s.single(x); moves {
			w.Alone = append(w.Alone, single)
		}
	}
	return w
}

// waits lists what comes before an action by the plan, without what is done
// and what is among others.
func (s *Supposer) waits(id string, among map[string]bool) []string {
	var out []string
	for _, d := range s.entries[id].Depends {
		if s.entries[d].Status != Done && !among[d] {
			out = append(out, d)
		}
	}
	return out
}

// Singles lists every action that alone would change a level, for some sides,
// in the order of the profile. What the group dropped is left out.
func (s *Supposer) Singles(sides ...Addressee) []Single {
	var out []Single
	for _, f := range s.Profile.Actions {
		x := s.found[f.Action.ID]
		if x.Status == Dropped || !slices.Contains(sides, x.Action.For) {
			continue
		}
		if single, moves := s.single(x); moves {
			out = append(out, single)
		}
	}
	return out
}

// single gives the levels that would follow from one action alone.
func (s *Supposer) single(x Supposed) (Single, bool) {
	out := Single{Supposed: x}
	out.Waits = s.waits(x.Action.ID, nil)
	if x.To <= x.From || !x.Item.IsCell() {
		return out, false
	}
	out.Effect = Lifts // whatever the others lift
	out.Moves = Moves(s.Profile, s.score(answered(s.a, map[*Item]int{x.Item: x.To})))
	return out, len(out.Moves) > 0
}

// Moves lists the stages whose attained level differs between two profiles of
// one questionnaire, in model order.
func Moves(before, after *Profile) []StageMove {
	var out []StageMove
	for i := range before.Stages {
		b, a := &before.Stages[i], &after.Stages[i]
		if b.Attained != a.Attained {
			out = append(out, StageMove{b.Stage, b.Attained, a.Attained, b.AtLeast, a.AtLeast})
		}
	}
	return out
}

func (s *Supposer) score(a *Assessment) *Profile { return NewProfile(s.q, a, s.targets) }

// answered gives an assessment with other values in place of some responses.
func answered(a *Assessment, values map[*Item]int) *Assessment {
	changed := *a
	changed.Responses = maps.Clone(a.Responses)
	if changed.Responses == nil {
		changed.Responses = map[string]Response{}
	}
	for it, v := range values {
		r := changed.Responses[it.ID]
		r.State, r.Value = Answered, v
		changed.Responses[it.ID] = r
	}
	return &changed
}
