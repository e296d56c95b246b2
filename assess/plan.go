package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// PlanEntry is an action that somebody took on, changed, added or dropped. The
// zero value of an optional field means that nothing was said.
type PlanEntry struct {
	Action string // id: of an action of the questionnaire, or "own/N" of one the group added

	// What the group says in place of the questionnaire, or by itself: an own
	// action has For, Horizon and Text, and may have the others.
	For      Addressee // of an own action only
	Stage    Stage     // of an own action only: what it is about, or
	Barrier  Barrier   // … this; never both
	Horizon  Horizon
	Text     string
	DoneWhen string

	Owner   string   // a role, never a person's name
	Due     Date     // the day by which it is to be done
	Effort  int      // days of work, 1 to MaxEffort
	Cost    Money    // what it costs beside the work
	Depends []string // ids of actions that come first
	Status  Status
	Since   Date // the day that the status was set
	Proof   string
}

// MaxEffort is the most days of work that an entry may name: one person for
// ten years, beyond which a number is a slip.
const MaxEffort = 2200

// MaxCost is the highest amount that an entry may name.
const MaxCost = 1_000_000_000

// Money is an amount in whole units of a currency. The zero value, without a
// currency, means that no amount was stated; an amount of 0 with a currency is
// "it costs nothing".
type Money struct {
	Amount   int64  // 0 to MaxCost
	Currency string // ISO 4217, such as EUR
}

// IsZero reports whether no amount was stated.
func (m Money) IsZero() bool { return m.Currency == "" }

// String gives "1200 EUR", "" when no amount was stated.
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	return strconv.FormatInt(m.Amount, 10) + " " + m.Currency
}

// ownPrefix starts the id of an action that the group added. No id of the
// questionnaire has two parts.
const ownPrefix = "own/"

// IsOwn reports whether the entry is an action that the group added.
func (e PlanEntry) IsOwn() bool { return IsOwnAction(e.Action) }

// IsOwnAction reports whether an id is that of an action that a group added:
// "own/1" and on.
func IsOwnAction(id string) bool {
	digits, ok := strings.CutPrefix(id, ownPrefix)
	n, err := strconv.Atoi(digits)
	return ok && err == nil && n > 0 && strconv.Itoa(n) == digits
}

// LastOwnAction gives the highest number of an own action that an assessment
// knows of, in its plan and in those of the assessments that it asks anew; 0
// when there was none.
func LastOwnAction(a *Assessment) int { return max(a.Previous.Own, highestOwn(a.Plan)) }

// NextOwnAction gives the id for one more own action: one above what
// LastOwnAction gave and above the highest that the plan holds, so that an id
// never comes back for something else.
func NextOwnAction(last int, plan []PlanEntry) string {
	return fmt.Sprint(ownPrefix, max(last, highestOwn(plan))+1)
}

func highestOwn(plan []PlanEntry) int {
	highest := 0
	for _, e := range plan {
		if e.IsOwn() {
			n, _ := strconv.Atoi(strings.TrimPrefix(e.Action, ownPrefix))
			highest = max(highest, n)
		}
	}
	return highest
}

// Equal reports whether two entries say the same.
func (e PlanEntry) Equal(o PlanEntry) bool {
	return slices.Equal(e.Depends, o.Depends) && e.bare() == o.bare()
}

// plainEntry is an entry without what Go cannot compare.
type plainEntry struct {
	action, text, doneWhen, owner, proof string
	addressee                            Addressee
	stage                                Stage
	barrier                              Barrier
	horizon                              Horizon
	due, since                           Date
	effort                               int
	cost                                 Money
	status                               Status
}

func (e PlanEntry) bare() plainEntry {
	return plainEntry{e.Action, e.Text, e.DoneWhen, e.Owner, e.Proof, e.For, e.Stage, e.Barrier, e.Horizon,
		e.Due, e.Since, e.Effort, e.Cost, e.Status}
}

// PlannedAction is an action of a road map as the group has it: what the
// questionnaire proposes, with what the plan says about it.
type PlannedAction struct {
	Action   Action    // with the horizon and the words of the plan, where it has its own
	Item     *Item     // the item that calls for it; nil for an own action
	Entry    PlanEntry // the zero value when nobody took it on yet
	Taken    bool      // the plan has an entry for it
	Selected bool      // the profile selected it; false for what the plan holds beside the selection
}

// PlannedActions lists the actions of one side's road map by horizon: those
// that the profile selected in its order, then what the plan holds beside them
// in the order of the questionnaire, then the own ones in the order of the
// plan. Dropped and done ones are there too.
func PlannedActions(q *Questionnaire, a *Assessment, p *Profile, side Addressee) []PlannedAction {
	entries := map[string]PlanEntry{}
	for _, e := range a.Plan {
		entries[e.Action] = e
	}
	var all []PlannedAction
	add := func(x Action, it *Item, selected bool) {
		e, taken := entries[x.ID]
		all = append(all, PlannedAction{Action: e.change(x), Item: it, Entry: e, Taken: taken, Selected: selected})
	}
	chosen := map[string]bool{}
	for _, f := range p.Selected(side) {
		chosen[f.Action.ID] = true
		add(*f.Action, f.Item, true)
	}
	for _, it := range q.Items() {
		for _, x := range it.Actions {
			if _, taken := entries[x.ID]; taken && x.For == side && !chosen[x.ID] {
				add(x, it, false)
			}
		}
	}
	for _, e := range a.Plan {
		if e.IsOwn() && e.For == side {
			add(Action{ID: e.Action, For: e.For}, nil, false)
		}
	}
	slices.SortStableFunc(all, func(x, y PlannedAction) int { return cmp.Compare(x.Action.Horizon, y.Action.Horizon) })
	return all
}

// change puts what the entry says in place of what the questionnaire says.
func (e PlanEntry) change(x Action) Action {
	x.Horizon = cmp.Or(e.Horizon, x.Horizon)
	x.Text = cmp.Or(e.Text, x.Text)
	x.DoneWhen = cmp.Or(e.DoneWhen, x.DoneWhen)
	return x
}

// DependencyLoop gives the ids of actions that wait for each other, in the
// order in which they wait, two at least; nil when the plan has no such loop.
func DependencyLoop(plan []PlanEntry) []string {
	waits := map[string][]string{}
	for _, e := range plan {
		waits[e.Action] = e.Depends
	}
	settled := map[string]bool{}
	var path []string
	var walk func(id string) []string
	walk = func(id string) []string {
		if i := slices.Index(path, id); i >= 0 {
			return slices.Clone(path[i:])
		}
		if settled[id] {
			return nil
		}
		path = append(path, id)
		for _, next := range waits[id] {
			if next == id {
				continue // refused by itself, where it stands
			}
			if loop := walk(next); loop != nil {
				return loop
			}
		}
		path = path[:len(path)-1]
		settled[id] = true
		return nil
	}
	for _, e := range plan {
		if loop := walk(e.Action); loop != nil {
			return loop
		}
	}
	return nil
}
