package reports_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// resolve finds built-in questionnaires only.
func resolve(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
	l, err := questionnaires.Load(ref.ID, "")
	return l.Questionnaire, err
}

// read loads an assessment of the test data.
func read(t *testing.T, name string) (*assess.Questionnaire, *assess.Assessment) {
	t.Helper()
	path := filepath.Join("..", "testdata", "assessments", name+".csi.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := store.Parse(path, data, resolve)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Questionnaire, doc.Assessment
}

// input scores an assessment and puts all that a report needs together.
func input(q *assess.Questionnaire, a *assess.Assessment) reports.Input {
	f := questionnaires.Framework("en")
	return reports.Input{
		Questionnaire: q,
		Assessment:    a,
		Profile:       assess.NewProfile(q, a, f.Targets),
		Framework:     f,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference("en"),
		Phrases:       phrases.New("en"),
	}
}

// fill gives every item the same response.
func fill(q *assess.Questionnaire, a *assess.Assessment, r assess.Response) {
	a.Responses = map[string]assess.Response{}
	for _, it := range q.Items() {
		a.Responses[it.ID] = r
	}
}

// states are the assessments that every renderer has to stand: the samples,
// and the edge states of look/report.md 8.7.
func states(t *testing.T) map[string]reports.Input {
	t.Helper()
	answered := func(v int) assess.Response { return assess.Response{State: assess.Answered, Value: v} }
	make := func(change func(*assess.Questionnaire, *assess.Assessment)) reports.Input {
		q, a := read(t, "worked-example")
		change(q, a)
		return input(q, a)
	}
	out := map[string]reports.Input{
		"dont-know": make(func(q *assess.Questionnaire, a *assess.Assessment) {
			fill(q, a, assess.Response{State: assess.DontKnow})
		}),
		"one-response": make(func(_ *assess.Questionnaire, a *assess.Assessment) {
			a.Responses = map[string]assess.Response{"ag-inf": answered(2)}
		}),
		"not-applicable": make(func(q *assess.Questionnaire, a *assess.Assessment) {
			fill(q, a, assess.Response{State: assess.NotApplicable, Reason: "PRIVATE reason"})
		}),
		"all-in-place": make(func(q *assess.Questionnaire, a *assess.Assessment) { fill(q, a, answered(3)) }),
		"all-absent":   make(func(q *assess.Questionnaire, a *assess.Assessment) { fill(q, a, answered(0)) }),
		"no-severe": make(func(_ *assess.Questionnaire, a *assess.Assessment) {
			a.Responses["b1-1"], a.Responses["b1-2"] = answered(2), answered(1)
		}),
		"cso-only": make(func(q *assess.Questionnaire, a *assess.Assessment) {
			for _, it := range q.Items() {
				it.Actions = withoutAuthority(it.Actions)
			}
		}),
		"gap-in-the-row": make(func(_ *assess.Questionnaire, a *assess.Assessment) {
			na := assess.Response{State: assess.NotApplicable, Reason: "PRIVATE reason"}
			a.Responses["ag-inf"], a.Responses["ag-con"] = answered(3), na
			a.Responses["ag-dia"], a.Responses["ag-par"] = answered(3), na
			a.Responses["mo-inf"] = assess.Response{State: assess.DontKnow}
			a.Responses["mo-con"] = assess.Response{State: assess.DontKnow}
		}),
		"sections": make(func(q *assess.Questionnaire, a *assess.Assessment) {
			for _, it := range q.Items() {
				it.Stage, it.Level, it.Barrier = 0, 0, 0
			}
		}),
		"planned": make(func(_ *assess.Questionnaire, a *assess.Assessment) { a.Plan = planned() }),
		"few-cells": make(func(q *assess.Questionnaire, a *assess.Assessment) {
			for i := range q.Sections[:6] {
				q.Sections[i].Items = q.Sections[i].Items[i%4 : i%4+1]
			}
			q.Index()
		}),
	}
	for _, name := range append(samples(), "worked-example", "worked-example-authority", "harbour-outreach", "dublin-supervised-injecting-facility") {
		out[name] = input(read(t, name))
	}
	for _, name := range []string{"harbour-outreach", "all-in-place"} {
		in := out[name]
		in.Second = second(t, in, "uk")
		out[name+".pair"] = in
	}
	return out
}

// second gives the questionnaire of a report in a second language.
func second(t *testing.T, in reports.Input, lang string) *reports.SecondInput {
	t.Helper()
	l, err := questionnaires.Load(in.Questionnaire.ID, lang)
	if err != nil {
		t.Fatal(err)
	}
	return &reports.SecondInput{Questionnaire: l.Questionnaire, Phrases: phrases.New(lang)}
}

// planned is a plan that uses everything an entry may hold.
func planned() []assess.PlanEntry {
	day := func(y, m, d int) assess.Date { return assess.Date{Year: y, Month: m, Day: d} }
	return []assess.PlanEntry{
		{Action: "ag-dia/cso/1", Owner: "PRIVATE owner", Due: day(2027, 1, 15), Effort: 3, Cost: assess.Money{Amount: 1200, Currency: "EUR"},
			Depends: []string{"own/1", "dr-con/authority/1"}, Status: assess.Planned, Since: day(2026, 11, 21), Proof: "PRIVATE proof"},
		{Action: "dr-con/cso/1", Text: "PRIVATE text.", DoneWhen: "PRIVATE sign.", Horizon: assess.Medium, Effort: 1,
			Cost: assess.Money{Amount: 300, Currency: "CHF"}, Status: assess.Done, Since: day(2026, 11, 22)},
		{Action: "own/1", For: assess.ForCSO, Stage: assess.Decision, Horizon: assess.Short, Text: "PRIVATE own action.", Status: assess.Doing},
		{Action: "mo-inf/cso/1", Effort: 40, Status: assess.Dropped},
	}
}

// samples name one assessment of each questionnaire beside the core.
func samples() []string {
	return []string{"sample-peer-org", "sample-city-exass", "sample-network", "sample-process", "sample-enabling", "sample-core-quick"}
}

func withoutAuthority(all []assess.Action) []assess.Action {
	var out []assess.Action
	for _, a := range all {
		if a.For == assess.ForCSO {
			out = append(out, a)
		}
	}
	return out
}

// golden compares with testdata/golden/reports/NAME, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "testdata", "golden", "reports", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", name, diff)
	}
}

// score and document render to bytes.
func score(t *testing.T, r *reports.Report, o reports.TextOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteScore(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func document(t *testing.T, r *reports.Report, o reports.TextOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteText(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
