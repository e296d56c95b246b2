package reports_test

import (
	"fmt"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// pairsOf makes pairs of as many authorities, with the assessments of civil
// society beside them, kinds in turn.
func pairsOf(n, civil int, m assess.Measure) *assess.Benchmark {
	g := assess.BenchmarkGroup{Key: []string{}, Histograms: map[assess.Measure]*assess.Histogram{}, Versions: map[string]int{}}
	var head assess.Headcount
	for i := range n {
		p := assess.Pair{Observations: []assess.Observation{{Measure: m, State: assess.Answered, Value: assess.Whole(int64(i % 6))}}}
		g.Count(&p)
		head.Add(assess.Segment{Jurisdiction: fmt.Sprint(i)}, 1)
	}
	g.Civil, g.Standing = civil, head.Standing()
	return assess.NewBenchmark(nil, []assess.BenchmarkGroup{g}, []assess.Measure{m}, 3, nil)
}

// Pairs stand in a report of the same assessments only where they are no sum
// of what single assessments say, and where nobody is left by subtraction.
func TestMayShowViews(t *testing.T) {
	t.Parallel()
	m := assess.Measure("view/drafting/dialogue")
	for _, c := range []struct {
		all, civil, pairs int
		want              bool
	}{
		{20, 20, 10, true},
		{23, 20, 10, true},
		{22, 20, 10, false}, // two stand alone
		{20, 10, 10, false}, // one organisation in each pair
		{20, 12, 10, false}, // several in two pairs at most
		{20, 13, 10, true},
		{20, 10, 2, false}, // hidden anyway
	} {
		if got := reports.MayShowViews(c.all, pairsOf(c.pairs, c.civil, m)); got != c.want {
			t.Errorf("%d assessments, %d of them in %d pairs: shown %v", c.all, c.civil, c.pairs, got)
		}
	}
}

// A report draws the share of each side where counts are known, and a range
// where they are ranges; everything that is hidden is in the log.
func TestBenchmarkReport_views(t *testing.T) {
	t.Parallel()
	l, err := questionnaires.Load("core-cso", "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := questionnaires.Load("core-pm", "")
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Measure("view/drafting/dialogue")
	head := new(assess.Headcount)
	for i := range 30 {
		head.Add(assess.Segment{Jurisdiction: fmt.Sprint(i)}, 1)
	}
	part := assess.OverviewPart{Head: head}
	part.Key, part.Histograms, part.Versions = []string{}, map[assess.Measure]*assess.Histogram{}, map[string]int{}
	overview := assess.NewOverview(nil, []assess.OverviewPart{part}, nil, nil, 3)
	for pairs, want := range map[int]string{24: "{true 0.5}", 10: "{false 0}"} {
		in := reports.OverviewInput{Overview: overview, BenchmarkInput: reports.BenchmarkInput{Questionnaire: l.Questionnaire, Framework: questionnaires.Framework("en"), Phrases: phrases.New("en")}}
		in.ViewsPart = &reports.ReportViews{Benchmark: pairsOf(pairs, 30, m), ViewsInput: reports.ViewsInput{Second: second.Questionnaire}}
		r := reports.NewBenchmarkReport(in)
		var found, log *reports.OverviewPart
		for i := range r.Parts {
			switch r.Parts[i].ID {
			case "views":
				found = &r.Parts[i]
			case "log":
				log = &r.Parts[i]
			}
		}
		if found == nil || len(found.Views) != 1 || len(found.Views[0].Groups) != 1 {
			t.Fatalf("%d pairs: no picture: %+v", pairs, found)
		}
		row := found.Views[0].Groups[0].Rows[0]
		if got := fmt.Sprint(struct {
			bool
			float64
		}{row.A.Known, row.A.At}); got != want || row.A.Known == (row.A.High > row.A.Low) {
			t.Errorf("%d pairs: civil society stands at %+v; expected %s", pairs, row.A, want)
		}
		logged := false
		for _, row := range log.Table.Rows {
			logged = logged || row[0] == "cells, two views" && strings.Contains(row[1], "rinted as a range")
		}
		if logged == row.A.Known {
			t.Errorf("%d pairs: in the log %v", pairs, logged)
		}
	}
}
