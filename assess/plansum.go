package assess

import "slices"

// PlanSum adds up what the actions of a plan take. Dropped actions count
// nowhere.
type PlanSum struct {
	Days     int     // of work
	NoEffort int     // actions without a number of days
	Costs    []Money // one for each currency, in the order in which they come; nothing is converted
	NoCost   int     // actions without an amount
}

// SumPlan adds up effort and cost.
func SumPlan(actions []PlannedAction) PlanSum {
	var s PlanSum
	for _, x := range actions {
		e := x.Entry
		if e.Status == Dropped {
			continue
		}
		s.Days += e.Effort
		if e.Effort == 0 {
			s.NoEffort++
		}
		if e.Cost.IsZero() {
			s.NoCost++
			continue
		}
		i := slices.IndexFunc(s.Costs, func(m Money) bool { return m.Currency == e.Cost.Currency })
		if i < 0 {
			s.Costs = append(s.Costs, e.Cost)
			continue
		}
		s.Costs[i].Amount += e.Cost.Amount
	}
	return s
}
