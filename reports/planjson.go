package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// PlanSchema names the layout of the JSON that WritePlanJSON writes.
const PlanSchema = "csi/plan/1"

type planCounts struct {
	Actions int `json:"actions"`
	Taken   int `json:"taken"` // taken on and not dropped
	Done    int `json:"done"`
	Dropped int `json:"dropped"`
	Overdue int `json:"overdue"`
}

type planJSON struct {
	Schema        string            `json:"schema"`
	Questionnaire refJSON           `json:"questionnaire"`
	Today         string            `json:"today"` // the day that "overdue" is told by
	Counts        planCounts        `json:"counts"`
	Targets       map[string]string `json:"targets"` // those that the group set itself
	Sides         []planSideJSON    `json:"sides"`
}

type planSideJSON struct {
	For     string           `json:"for"`
	Actions []planActionJSON `json:"actions"`
	Totals  planTotalsJSON   `json:"totals"`
}

type planTotalsJSON struct {
	Effort   int        `json:"effort"` // days
	NoEffort int        `json:"no_effort"`
	Cost     []costJSON `json:"cost"` // one for each currency
	NoCost   int        `json:"no_cost"`
}

type costJSON struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

type planActionJSON struct {
	ID       string    `json:"id"`
	Item     *string   `json:"item"` // null for an own action
	Stage    *string   `json:"stage"`
	Barrier  *string   `json:"barrier"`
	Horizon  string    `json:"horizon"`
	Text     string    `json:"text"`
	DoneWhen string    `json:"done_when"`
	Changed  bool      `json:"changed"` // the group has words or a horizon of its own for it
	Selected bool      `json:"selected"`
	Taken    bool      `json:"taken"`
	Owner    *string   `json:"owner"`
	Due      *string   `json:"due"`
	Overdue  bool      `json:"overdue"`
	Effort   *int      `json:"effort"` // days
	Cost     *costJSON `json:"cost"`
	Depends  []string  `json:"depends"`
	Status   *string   `json:"status"`
	Since    *string   `json:"since"`
	Proof    *string   `json:"proof"`
}

// WritePlanJSON writes a plan for machines, as csi/plan/1.
func WritePlanJSON(w io.Writer, in PlanInput) error {
	ref := in.Assessment.Questionnaire
	j := planJSON{Schema: PlanSchema, Questionnaire: refJSON{ID: ref.ID, Version: ref.Version}, Today: in.Today.String(),
		Counts: in.tally(), Targets: map[string]string{}, Sides: []planSideJSON{}}
	for st, l := range in.Assessment.Targets {
		j.Targets[st.String()] = l.String()
	}
	for _, side := range in.sides() {
		actions := in.actions(side)
		s := planSideJSON{For: side.String(), Actions: []planActionJSON{}}
		for _, x := range actions {
			s.Actions = append(s.Actions, in.actionJSON(x))
		}
		sum := assess.SumPlan(actions)
		s.Totals = planTotalsJSON{Effort: sum.Days, NoEffort: sum.NoEffort, Cost: []costJSON{}, NoCost: sum.NoCost}
		for _, m := range sum.Costs {
			s.Totals.Cost = append(s.Totals.Cost, costJSON{m.Amount, m.Currency})
		}
		j.Sides = append(j.Sides, s)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j)
}

func (in PlanInput) actionJSON(x assess.PlannedAction) planActionJSON {
	e := x.Entry
	a := planActionJSON{ID: x.Action.ID, Horizon: x.Action.Horizon.String(), Text: x.Action.Text, DoneWhen: x.Action.DoneWhen,
		Changed:  !e.IsOwn() && (e.Text != "" || e.DoneWhen != "" || e.Horizon != 0),
		Selected: x.Selected, Taken: x.Taken, Owner: said(e.Owner), Due: said(e.Due.String()), Since: said(e.Since.String()),
		Proof: said(e.Proof), Depends: append([]string{}, e.Depends...), Overdue: x.Taken && assess.Overdue(e, in.Today)}
	stage, barrier := e.Stage, e.Barrier
	if x.Item != nil {
		a.Item, stage, barrier = &x.Item.ID, x.Item.Stage, x.Item.Barrier
	}
	if stage != 0 {
		a.Stage = said(stage.String())
	}
	if barrier != 0 {
		a.Barrier = said(barrier.String())
	}
	if e.Effort > 0 {
		a.Effort = &e.Effort
	}
	if !e.Cost.IsZero() {
		a.Cost = &costJSON{e.Cost.Amount, e.Cost.Currency}
	}
	if e.Status != 0 {
		a.Status = said(e.Status.String())
	}
	return a
}

// said is a text that was said; nil for none.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
