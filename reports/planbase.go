package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"csi/assess"
)

// planFormat names the layout of the hidden sheet of a plan.
const planFormat = "csi/plan-sheet/1"

// baseSheet is the name of the hidden sheet.
const baseSheet = "csi"

// PlanBase is what the hidden sheet of a plan's spreadsheet keeps: which
// assessment it is of, the plan as it was when the spreadsheet was made, and
// what was written where the plan said nothing.
type PlanBase struct {
	Assessment    string // id
	Questionnaire assess.Ref
	Plan          []assess.PlanEntry
	Defaults      []assess.PlanEntry // of each action listed: for, horizon, text, done when
	Labels        []PlanLabel        // words of the closed lists
}

// PlanLabel is the word that stands for an id of a closed list.
type PlanLabel struct {
	Field     assess.PlanField
	ID, Label string
}

// NewPlanBase makes the base of a plan as it is now: what ReadPlan goes by
// where a spreadsheet lost its own.
func NewPlanBase(in Input) *PlanBase { return newBuilder(in).planBase() }

func (b *builder) planBase() *PlanBase {
	base := &PlanBase{
		Assessment:    b.a.ID,
		Questionnaire: assess.Ref{ID: b.q.ID, Version: b.q.Version},
		Plan:          b.a.Plan,
	}
	for _, x := range b.planned(b.a) {
		e := assess.PlanEntry{Action: x.Action.ID}
		if !e.IsOwn() {
			proposed := b.proposed(x)
			e.For, e.Horizon, e.Text, e.DoneWhen = proposed.For, proposed.Horizon, proposed.Text, proposed.DoneWhen
		}
		base.Defaults = append(base.Defaults, e)
	}
	label := func(f assess.PlanField, id fmt.Stringer, word string) {
		base.Labels = append(base.Labels, PlanLabel{f, id.String(), word})
	}
	for _, a := range assess.Addressees() {
		label(assess.PlanFor, a, b.t("side."+b.party(a)))
	}
	for _, h := range assess.Horizons() {
		label(assess.PlanHorizon, h, b.t("horizon."+h.String()))
	}
	for _, s := range assess.Statuses() {
		label(assess.PlanStatus, s, b.t("status."+s.String()))
	}
	return base
}

// proposed gives an action as the questionnaire has it, without the plan.
func (b *builder) proposed(x assess.PlannedAction) assess.Action {
	for i := range x.Item.Actions {
		if x.Item.Actions[i].ID == x.Action.ID {
			return x.Item.Actions[i]
		}
	}
	return x.Action
}

// sheet writes the base as a hidden sheet, and says where the words of each
// closed list stand.
func (p *PlanBase) sheet() (Sheet, map[assess.PlanField]string) {
	var rows [][]string
	row := func(cells ...string) { rows = append(rows, cells) }
	row("format", planFormat)
	row("assessment", p.Assessment)
	row("questionnaire", p.Questionnaire.ID, p.Questionnaire.Version)
	places := map[assess.PlanField]string{}
	first := map[assess.PlanField]int{}
	for _, l := range p.Labels {
		row("label", l.Field.String(), l.ID, l.Label)
		if first[l.Field] == 0 {
			first[l.Field] = len(rows)
		}
		places[l.Field] = fmt.Sprintf("%s!$D$%d:$D$%d", baseSheet, first[l.Field], len(rows))
	}
	entries := func(kind string, plan []assess.PlanEntry) {
		for _, e := range plan {
			row(kind, e.Action)
			for _, f := range assess.PlanFields() {
				if v := e.Value(f); v != "" {
					row(kind, e.Action, f.String(), v)
				}
			}
		}
	}
	entries("default", p.Defaults)
	entries("base", p.Plan)
	row("sum", sumOf(rows))
	s := Sheet{Name: baseSheet, Hidden: true, Protected: true}
	s.widths(14, 18, 18, 60)
	for _, r := range rows {
		s.add(cellTexts(PlainLook, r...)...)
	}
	return s, places
}

// sumOf tells whether rows were changed: a base that somebody edited would
// make a merge take what nobody meant. Spaces are left out, which programs
// write in their own way.
func sumOf(rows [][]string) string {
	h := sha256.New()
	for _, r := range rows {
		fmt.Fprintf(h, "%q\n", strings.Fields(strings.Join(r, " ")))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// readBase reads the hidden sheet of a book; nil where it is not there or was
// changed.
func readBase(book *Book) *PlanBase {
	for i := range book.Sheets {
		rows := book.Sheets[i].texts()
		if len(rows) > 1 && strings.Join(rows[0], " ") == "format "+planFormat {
			last := rows[len(rows)-1]
			if len(last) != 2 || last[0] != "sum" || last[1] != sumOf(rows[:len(rows)-1]) {
				return nil
			}
			return parseBase(rows)
		}
	}
	return nil
}

func parseBase(rows [][]string) *PlanBase {
	p := &PlanBase{}
	for _, r := range rows {
		r = append(r, "", "", "", "")
		switch r[0] {
		case "assessment":
			p.Assessment = r[1]
		case "questionnaire":
			p.Questionnaire = assess.Ref{ID: r[1], Version: r[2]}
		case "label":
			p.Labels = append(p.Labels, PlanLabel{fieldOf(r[1]), r[2], r[3]})
		case "default":
			p.Defaults = setIn(p.Defaults, r)
		case "base":
			p.Plan = setIn(p.Plan, r)
		}
	}
	return p
}

// setIn adds a row of the base to the entries read so far.
func setIn(plan []assess.PlanEntry, r []string) []assess.PlanEntry {
	if r[2] == "" {
		return append(plan, assess.PlanEntry{Action: r[1]})
	}
	if n := len(plan); n > 0 && plan[n-1].Action == r[1] {
		plan[n-1], _ = plan[n-1].Set(fieldOf(r[2]), r[3]) // the sum holds: it is what we wrote
	}
	return plan
}

func fieldOf(name string) assess.PlanField {
	for _, f := range assess.PlanFields() {
		if f.String() == name {
			return f
		}
	}
	return 0
}

// texts gives the rows of a sheet as texts, without empty rows and without
// empty cells at the end of a row.
func (s *BookSheet) texts() [][]string {
	var rows [][]string
	last := -1
	for _, c := range s.Cells {
		if c.Text == "" || c.Column > 50 {
			continue
		}
		if c.Row != last {
			rows, last = append(rows, nil), c.Row
		}
		r := &rows[len(rows)-1]
		for len(*r) < c.Column {
			*r = append(*r, "")
		}
		*r = append(*r, c.Text)
	}
	return rows
}
