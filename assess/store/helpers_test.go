package store

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures is where the files of assessments lie.
const fixtures = "../../testdata/assessments"

// small is a questionnaire with one item of every kind that matters here.
func small() *assess.Questionnaire {
	scale := func(top int) []assess.Anchor {
		anchors := make([]assess.Anchor, top+1)
		for i := range anchors {
			anchors[i] = assess.Anchor{Value: i, Label: "label"}
		}
		return anchors
	}
	cell := func(id string, s assess.Stage, l assess.Level) assess.Item {
		return assess.Item{ID: id, Stage: s, Level: l, Anchors: scale(3), NotApplicable: s == assess.Reformulation || id == "de-par"}
	}
	agDia := cell("ag-dia", assess.AgendaSetting, assess.Dialogue)
	agDia.Actions = []assess.Action{
		{ID: "ag-dia/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Short},
		{ID: "ag-dia/authority/1", For: assess.ForAuthority, AtMost: 1, Horizon: assess.Medium},
	}
	q := &assess.Questionnaire{
		ID: "small", Version: "1.2.0", Language: "en", Title: "A small one", Groups: []assess.Group{"cso"},
		Sections: []assess.Section{
			{ID: "cells", Items: []assess.Item{
				cell("ag-inf", assess.AgendaSetting, assess.Information),
				cell("ag-con", assess.AgendaSetting, assess.Consultation),
				agDia,
				cell("dr-con", assess.Drafting, assess.Consultation),
				cell("de-par", assess.Decision, assess.Partnership),
				cell("mo-inf", assess.Monitoring, assess.Information),
				cell("re-inf", assess.Reformulation, assess.Information),
				cell("re-con", assess.Reformulation, assess.Consultation),
			}},
			{ID: "others", Items: []assess.Item{
				{ID: "b1-1", Barrier: assess.Structure, Anchors: scale(3)},
				{ID: "yn-1", Anchors: scale(2)},
				{ID: "no", Anchors: scale(6), NotApplicable: true},
				{ID: "1", Anchors: scale(2)},
				{ID: "1e-3", Anchors: scale(2)},
			}},
		},
	}
	q.Index()
	return q
}

// shelf resolves the small questionnaire and no other.
func shelf(ref assess.Ref, file string) (*assess.Questionnaire, error) {
	if file == "" && ref.ID == "small" {
		return small(), nil
	}
	return nil, &UnknownError{Known: []string{"core-cso", "core-pm", "small"}}
}

// sample is an assessment of the small questionnaire.
func sample() *assess.Assessment {
	return &assess.Assessment{
		ID:            "01a1f833-df1e-7c5e-a6d0-49bab80469b8",
		Questionnaire: assess.Ref{ID: "small", Version: "1.2.0"},
		Language:      "en",
		Frame: assess.Frame{
			Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy 2024-2028",
			Period:   assess.Period{From: assess.Month{Year: 2024, Month: 11}, To: assess.Month{Year: 2026, Month: 10}},
			Agencies: []string{"health", "police"}, Group: "cso", People: 4,
			Date: assess.Date{Year: 2026, Month: 11, Day: 20},
		},
		Targets: map[assess.Stage]assess.Level{assess.Drafting: assess.Partnership, assess.AgendaSetting: assess.Dialogue},
		Responses: map[string]assess.Response{
			"ag-inf": {State: assess.Answered, Value: 2, Evidence: assess.InternalRecord, Note: "Minutes: public."},
			"ag-con": {State: assess.DontKnow},
			"de-par": {State: assess.NotApplicable, Reason: "Parliament alone decides."},
			"no":     {State: assess.Answered, Value: 6, Flag: true},
			"b1-1":   {Note: "to be asked", Evidence: assess.NoEvidence},
		},
		Plan: []assess.PlanEntry{
			{Action: "ag-dia/cso/1", Owner: "Coordinator", Due: assess.Date{Year: 2027, Month: 2, Day: 1}, Status: assess.Doing, Proof: "Minutes"},
			{Action: "ag-dia/authority/1"},
		},
	}
}

// golden compares text with a file, or writes the file with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", filepath.Base(path), got, want)
	}
}

// faultsOf prints the faults of an error, one on a line.
func faultsOf(t *testing.T, err error) string {
	t.Helper()
	var faults *FaultsError
	if !errors.As(err, &faults) {
		t.Fatalf("error = %v, want a *FaultsError", err)
	}
	var b strings.Builder
	for _, d := range faults.List {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

// open opens a file that must be without faults and closes it with the test.
func open(t *testing.T, path string) (*File, *Document) {
	t.Helper()
	f, doc, err := Open(path, shelf)
	if err != nil {
		t.Fatalf("Open() = %v", err)
	}
	t.Cleanup(f.Close)
	return f, doc
}

// saved makes a file that holds the sample.
func saved(t *testing.T, path string) *File {
	t.Helper()
	f, err := Create(path, small())
	if err != nil {
		t.Fatalf("Create() = %v", err)
	}
	t.Cleanup(f.Close)
	if err := f.Save(sample()); err != nil {
		t.Fatalf("Save() = %v", err)
	}
	return f
}

// folder lists the names in a folder.
func folder(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
