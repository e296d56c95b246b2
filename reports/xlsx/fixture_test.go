package xlsx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/xlsx"
)

// input reads an assessment of the test data and scores it, in a language.
func input(t testing.TB, name, lang string) reports.Input {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "assessments", name+".csi.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := store.Parse(path, data, func(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
		l, err := questionnaires.Load(ref.ID, lang)
		return l.Questionnaire, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return scored(doc.Questionnaire, doc.Assessment, lang)
}

func scored(q *assess.Questionnaire, a *assess.Assessment, lang string) reports.Input {
	f := questionnaires.Framework(lang)
	return reports.Input{
		Questionnaire: q, Assessment: a, Profile: assess.NewProfile(q, a, f.Targets), Framework: f,
		Sources: questionnaires.Sources(), Reference: questionnaires.Reference(lang), Phrases: phrases.New(lang),
	}
}

// fullPlan is a plan that says something in every field, own actions and texts
// that spreadsheets like to change among them.
func fullPlan() []assess.PlanEntry {
	day := func(m, d int) assess.Date { return assess.Date{Year: 2027, Month: m, Day: d} }
	return []assess.PlanEntry{
		{Action: "b1-2/cso/1", Owner: "Coordinator", Due: day(1, 15), Status: assess.Planned, Since: day(1, 1), Effort: 3,
			Cost: assess.Money{Amount: 1200, Currency: "EUR"}, Proof: "=SUM(A1:A9)"},
		{Action: "ag-dia/cso/1", Horizon: assess.Long, Text: "+ a text of our own,\nin two lines", DoneWhen: "-1", Owner: "@office",
			Depends: []string{"b1-2/cso/1", "own/1"}, Cost: assess.Money{Amount: 0, Currency: "UAH"}},
		{Action: "b1-3/cso/1"},
		{Action: "mo-inf/cso/1", Status: assess.Dropped, Owner: "007", Proof: "_x0041_ & <b> \"’\" 1/2"},
		{Action: "own/1", For: assess.ForCSO, Stage: assess.Decision, Horizon: assess.Short, Text: "Власна дія", Owner: "TRUE", Due: day(12, 31)},
		{Action: "own/4", For: assess.ForAuthority, Horizon: assess.Medium, Text: "=cmd|' /C calc'!A0", DoneWhen: "It  stands,  twice"},
	}
}

// written renders a workbook.
func written(t testing.TB, book *reports.Workbook) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, book); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func planInput(t testing.TB, lang string) reports.Input {
	t.Helper()
	in := input(t, "harbour-outreach", lang)
	in.Assessment.Plan = fullPlan()
	return in
}

func rules(in reports.Input) reports.PlanRules {
	var known []string
	for _, it := range in.Questionnaire.Items() {
		for _, x := range it.Actions {
			known = append(known, x.ID)
		}
	}
	return reports.PlanRules{Known: known, Now: reports.NewPlanBase(in), IsCurrency: store.IsCurrency, MaxText: store.MaxText}
}

// readBack reads a plan that must be without faults.
func readBack(t testing.TB, in reports.Input, data []byte) *reports.PlanSheet {
	t.Helper()
	book, err := xlsx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	sheet, faults := reports.ReadPlan(book, rules(in))
	for _, f := range faults {
		t.Errorf("%s: %s", f.Place, f.Text(phrases.New("en")))
	}
	if sheet == nil {
		t.FailNow()
	}
	return sheet
}

// merged merges a sheet into the plan of an input.
func merged(in reports.Input, sheet *reports.PlanSheet) assess.PlanMerge {
	v := assess.PlanVersions{Theirs: sheet.Entries, Ours: in.Assessment.Plan, NoBase: sheet.Base == nil}
	if sheet.Base != nil {
		v.Base = sheet.Base.Plan
	}
	return assess.MergePlans(v, nil)
}
