package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// takes says what an action takes: work, money, and what comes first. Figures
// and order are no free text, so they stand in public reports too.
func (b *builder) takes(row *ActionRow, e assess.PlanEntry) {
	p := b.Phrases
	if e.Effort > 0 {
		row.Effort = sentence(p.T("plan.report.effort", phrases.V{"amount": days(p, e.Effort)}))
	}
	if !e.Cost.IsZero() {
		row.Cost = sentence(p.T("plan.report.cost", phrases.V{"amount": p.Money(e.Cost)}))
	}
	if names := b.before(row.ID, e.Depends); len(names) > 0 {
		row.Depends = sentence(p.T("plan.report.depends", phrases.V{"names": p.List(names)}))
	}
	var all []string
	for _, s := range []string{row.Effort, row.Cost, row.Depends} {
		if s != "" {
			all = append(all, s)
		}
	}
	row.Takes = strings.Join(all, " ")
}

// before names the actions that come first by their numbers in the road map,
// with the side where it is another. What stands in no road map is named by
// its words; an own action that a public report leaves out is not named.
func (b *builder) before(id string, depends []string) []string {
	side, _ := b.numberOf(id)
	var names []string
	for _, d := range depends {
		other, n := b.numberOf(d)
		switch {
		case n > 0 && other == side:
			names = append(names, b.Phrases.T("plan.report.number", phrases.V{"n": n}))
		case n > 0:
			v := phrases.V{"n": n, "side": b.Phrases.T("plan.side." + other.String())}
			names = append(names, b.Phrases.T("plan.report.number_of", v))
		default:
			if x := b.actionOf(d); x != nil {
				names = append(names, "“"+bare(x.Text)+"”")
			}
		}
	}
	return names
}

// numberOf gives the road map and the number of an action in it, counted from
// 1; 0 when it stands in none.
func (b *builder) numberOf(id string) (assess.Addressee, int) {
	for _, side := range assess.Addressees() {
		for i, x := range assess.PlannedActions(b.q, b.planShown(), b.p, side) {
			if x.Action.ID == id {
				return side, i + 1
			}
		}
	}
	return 0, 0
}
