package reports_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"csi/assess"
	"csi/reports"
)

// TestWhatIfSchema holds what would follow, asked in every way of every state,
// to the published schema, and the schema to refusing what is none.
func TestWhatIfSchema(t *testing.T) {
	t.Parallel()
	check := schemaOf(t, reports.WhatIfJSONSchema())
	asked := func(in reports.Input, kind string, steps int) string {
		s, x := supposed(in, kind, steps)
		return written(t, func(w io.Writer) error { return reports.WriteWhatIfJSON(w, s, x) })
	}
	all := states(t)
	all["sections"] = input(read(t, "sample-peer-org"))
	for name, in := range all {
		for _, kind := range []string{"", "selected", "cso", "beyond"} {
			if err := check(asked(in, kind, 1)); err != nil {
				t.Errorf("%s, %q: %v", name, kind, err)
			}
		}
	}
	in := input(read(t, "harbour-outreach"))
	in.Assessment.Plan = append(in.Assessment.Plan, assess.PlanEntry{Action: "own/1", For: assess.ForCSO, Horizon: assess.Short, Text: "Own", Status: assess.Planned})
	refuses(t, check, asked(in, "beyond", 0), [][2]string{
		{`"csi/what-if/1"`, `"csi/what-if/2"`}, {`"effect": "lifts"`, `"effect": "helps"`}, {`"horizon": "short"`, `"horizon": "soon"`},
		{`"proved": true`, `"proved": 1`}, {`"attained": "`, `"attained": "x`}, {`"same": `, `"alike": `}, {`"singles": null`, `"singles": 0`},
		{`"coverage": `, `"coverage": 1`}, {`"assumes"`, `"text": "x", "assumes"`}, {`"find_out": [`, `"find": [`}, {`"item": null`, `"item": 1`},
		{`"waits_for"`, `"waits"`}, {`"state": "`, `"state": "x`},
	})
	refuses(t, check, asked(in, "", 0), [][2]string{{`"before_at_least"`, `"before_open"`}, {`"done": null`, `"done": []`}})
}

// TestPlanSchema holds plans to the published schema: none, and one with all
// that a plan can say, at a day when something is overdue.
func TestPlanSchema(t *testing.T) {
	t.Parallel()
	check := schemaOf(t, reports.PlanJSONSchema())
	plan := func(in reports.Input) string {
		return written(t, func(w io.Writer) error {
			return reports.WritePlanJSON(w, reports.PlanInput{Questionnaire: in.Questionnaire, Assessment: in.Assessment,
				Profile: assess.NewProfile(in.Questionnaire, in.Assessment, in.Framework.Targets), Phrases: in.Phrases, Today: assess.Date{Year: 2030, Month: 1, Day: 31}})
		})
	}
	all := states(t)
	all["sections"], all["harbour"] = input(read(t, "sample-peer-org")), input(read(t, "harbour-outreach"))
	for name, in := range all {
		if err := check(plan(in)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := all["worked-example"]
	due := assess.Date{Year: 2027, Month: 3, Day: 31}
	full.Assessment.Targets = map[assess.Stage]assess.Level{assess.Drafting: assess.Dialogue}
	full.Assessment.Plan = []assess.PlanEntry{
		{Action: "ag-dia/cso/1", Owner: "board", Due: due, Since: due, Effort: 4, Cost: assess.Money{Amount: 1200, Currency: "EUR"},
			Depends: []string{"own/1"}, Status: assess.Planned, Proof: "minutes"},
		{Action: "own/1", For: assess.ForCSO, Barrier: assess.Structure, Horizon: assess.Short, Text: "Own", Status: assess.Done},
	}
	refuses(t, check, plan(full), [][2]string{
		{`"csi/plan/1"`, `"csi/plan/2"`}, {`"today": "2030-01-31"`, `"today": "today"`}, {`"taken": 2`, `"taken": -2`}, {`"drafting": "dialogue"`, `"drafting": "talk"`},
		{`"drafting": "dialogue"`, `"draft": "dialogue"`}, {`"owner": "board"`, `"owner": ""`}, {`"due": "2027-03-31"`, `"due": "31 March"`}, {`"overdue": true`, `"overdue": null`},
		{`"effort": 4`, `"effort": "4"`}, {`"currency": "EUR"`, `"currency": "euro"`}, {`"status": "planned"`, `"status": "open"`}, {`"barrier": "structure"`, `"barrier": "money"`},
		{`"depends": []`, `"depends": [1]`}, {`"selected"`, `"chosen"`}, {`"for": "cso"`, `"for": "us"`},
	})
}

// TestTrendSchema holds what is written of many dates to the published schema,
// and one schema to both kinds of comparisons.
func TestTrendSchema(t *testing.T) {
	t.Parallel()
	check, both := schemaOf(t, reports.TrendJSONSchema()), schemaOf(t, reports.ComparisonsJSONSchema())
	of := func(x *assess.Trend) string {
		return written(t, func(w io.Writer) error { return reports.WriteTrendJSON(w, x) })
	}
	changes := [][2]string{
		{`"csi/trend/1"`, `"csi/compare/1"`}, {`"attained": "`, `"attained": "x`}, {`"at_least": `, `"open": `}, {`"band": "severe"`, `"band": "bad"`},
		{`"common": 36`, `"common": -1`}, {`"values": [`, `"values": ["x", `}, {`"back"`, `"same"`}, {`"date": "2026-11-20"`, `"date": ""`}, {`"done": [`, `"note": "x", "done": [`},
	}
	refuses(t, check, of(workedTrend(t)), changes)
	refuses(t, both, of(workedTrend(t)), changes)
	for _, name := range []string{"compare-views.json", "compare-change.json"} {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "golden", "reports", name))
		if err != nil {
			t.Fatal(err)
		}
		refuses(t, both, string(data), [][2]string{{`"csi/compare/1"`, `"csi/trend/1"`}, {`"common": 36`, `"common": -1`}})
		if check(string(data)) == nil {
			t.Errorf("%s is taken for a trend", name)
		}
	}
	for name, in := range states(t) {
		var sheets []assess.Sheet
		for year := range 3 {
			a := *in.Assessment
			a.Frame.Date.Year += year
			sheets = append(sheets, assess.Sheet{Questionnaire: in.Questionnaire, Assessment: &a})
		}
		if err := check(of(assess.CompareTrend(sheets))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !bytes.HasSuffix(reports.ComparisonsJSONSchema(), []byte("}\n")) {
		t.Error("the schema of comparisons ends without a line break")
	}
}
