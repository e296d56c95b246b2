package reports

import (
	"io"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// PlanInput is what a plan is listed from.
type PlanInput struct {
	Questionnaire *assess.Questionnaire
	Assessment    *assess.Assessment
	Profile       *assess.Profile
	Phrases       *phrases.Catalogue
	Today         assess.Date // says what is overdue
}

// sides lists the road maps, own side first.
func (in PlanInput) sides() []assess.Addressee {
	list := assess.Addressees()
	if in.Assessment.Frame.Group.Side() != list[0] {
		slices.Reverse(list)
	}
	return list
}

// actions lists the actions of one side.
func (in PlanInput) actions(side assess.Addressee) []assess.PlannedAction {
	return assess.PlannedActions(in.Questionnaire, in.Assessment, in.Profile, side)
}

// tally counts the plan.
func (in PlanInput) tally() planCounts {
	var n planCounts
	for _, side := range in.sides() {
		for _, x := range in.actions(side) {
			n.Actions++
			switch {
			case x.Taken && x.Entry.Status == assess.Dropped:
				n.Dropped++
			case x.Taken:
				n.Taken++
			}
			if x.Entry.Status == assess.Done {
				n.Done++
			}
			if x.Taken && assess.Overdue(x.Entry, in.Today) {
				n.Overdue++
			}
		}
	}
	return n
}

func (in PlanInput) t(id string, v phrases.V) string { return in.Phrases.T("plan."+id, v) }

// WritePlan lists who does what by when, in lines, with the ids of the
// actions.
func WritePlan(w io.Writer, in PlanInput, o TextOptions) error {
	p := newPage(w, o)
	n := in.tally()
	place := in.Assessment.Frame.Jurisdiction
	if place == "" {
		place = in.Questionnaire.Title
	}
	p.hang("", 0, in.t("list.title", phrases.V{"place": place}), strong)
	progress := in.t("progress", phrases.V{"taken": n.Taken, "of": n.Actions, "done": n.Done})
	if n.Overdue > 0 {
		progress += in.Phrases.T("words.list_comma") + " " + in.t("progress_overdue", phrases.V{"n": n.Overdue})
	}
	p.text(0, progress)
	if n.Actions == 0 {
		p.line("")
		p.text(0, in.t("list.nothing", nil))
	}
	for _, side := range in.sides() {
		in.side(p, side)
	}
	return p.flush()
}

// side lists the actions of one side by horizon, then what they take in all.
func (in PlanInput) side(p *page, side assess.Addressee) {
	actions := in.actions(side)
	if len(actions) == 0 {
		return
	}
	var horizon assess.Horizon
	for _, x := range actions {
		if x.Action.Horizon != horizon {
			horizon = x.Action.Horizon
			p.part(in.t("group", phrases.V{"side": in.t("side."+side.String(), nil), "horizon": in.horizon(horizon)}))
		} else {
			p.line("")
		}
		in.action(p, x)
	}
	for i, total := range planTotals(in.Phrases, actions) {
		if i == 0 {
			p.line("")
		}
		p.text(0, total)
	}
}

func (in PlanInput) horizon(h assess.Horizon) string {
	from := in.Assessment.Frame.Date
	if from.IsZero() {
		return in.t("horizon."+h.String(), nil)
	}
	return in.t("horizon."+h.String()+"_by", phrases.V{"month": in.Phrases.Month(from.YearMonth().Add(h.Months()))})
}

// action lists one action: its sign and id with where it stands, then its
// words.
func (in PlanInput) action(p *page, x assess.PlannedAction) {
	e := x.Entry
	sign, state := "-", in.t("list.nobody", nil)
	if x.Taken {
		sign, state = in.state(e)
	}
	parts := []string{state}
	add := func(id, name, value string) {
		if value != "" {
			parts = append(parts, in.t("list."+id, phrases.V{name: value}))
		}
	}
	add("due", "date", in.Phrases.Date(e.Due))
	add("owner", "name", e.Owner)
	if e.Effort > 0 {
		add("effort", "amount", days(in.Phrases, e.Effort))
	}
	add("cost", "amount", in.Phrases.Money(e.Cost))
	add("after", "ids", strings.Join(e.Depends, ", "))
	add("proof", "text", e.Proof)
	role := strong
	if e.Status == assess.Done || e.Status == assess.Dropped {
		role = quiet
	}
	p.hang(sign+" ", 2, x.Action.ID+in.Phrases.T("words.colon")+x.Action.Text, role)
	p.text(2, strings.Join(parts, "; "))
}

// state gives the sign and the words of where an entry stands.
func (in PlanInput) state(e assess.PlanEntry) (sign, words string) {
	words = in.t("state.taken", nil)
	if e.Status != 0 {
		words = in.t("state."+e.Status.String(), nil)
	}
	if !e.Since.IsZero() {
		words = in.t("since", phrases.V{"status": words, "date": in.Phrases.Date(e.Since)})
	}
	switch {
	case assess.Overdue(e, in.Today):
		return "!", in.t("state.overdue", nil) + ", " + words
	case e.Status == assess.Done:
		return "x", words
	case e.Status == assess.Dropped:
		return "/", words
	}
	return "*", words
}

// days writes an effort.
func days(p *phrases.Catalogue, n int) string {
	return p.N("plan.days", n, phrases.V{"amount": p.Amount(int64(n))})
}

// planTotals says what the actions of one side take in all: days, and money
// of each currency by itself, never converted, each with how many actions no
// figure was said for. What is dropped counts nowhere. Nothing is said where
// no action has a figure.
func planTotals(p *phrases.Catalogue, actions []assess.PlannedAction) []string {
	t := assess.SumPlan(actions)
	var out []string
	add := func(total string, unsaid int) {
		if unsaid == 0 {
			out = append(out, p.T("plan.report.total_all", phrases.V{"total": total}))
			return
		}
		out = append(out, p.T("plan.report.total", phrases.V{"total": total, "unsaid": p.N("plan.report.unsaid", unsaid)}))
	}
	if t.Days > 0 {
		add(p.T("plan.report.effort_total", phrases.V{"amount": days(p, t.Days)}), t.NoEffort)
	}
	if len(t.Costs) > 0 {
		var amounts []string
		for _, m := range t.Costs {
			amounts = append(amounts, p.Money(m))
		}
		add(p.T("plan.report.cost_total", phrases.V{"amounts": p.List(amounts)}), t.NoCost)
	}
	return out
}
