package reports_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/reports"
)

// TestHeadings holds the rules by which headings say a finding.
func TestHeadings(t *testing.T) {
	t.Parallel()
	all := states(t)
	for _, c := range []struct{ state, summary, matrix, barriers, unknown string }{
		{"worked-example", "Involved when policy is put into practice, rarely when it is decided",
			"Eight of 20 steps are in place, half of them in implementation",
			"One severe barrier: no formal structure", "Two things to find out, four set aside"},
		{"harbour-outreach", "Involved when policy is put into practice, rarely when it is decided",
			"Eight of 20 steps are in place, half of them in implementation",
			"One severe barrier: no formal structure", "Nothing to find out, four set aside"},
		{"dont-know", "Too little is known for a profile", "It is not known which steps are in place",
			"What holds involvement back", "Of 36 statements, 36 are to be found out"},
		{"one-response", "Too little is known for a profile", "One of 24 steps is known to be in place",
			"What holds involvement back", "Of 36 statements, 35 are to be found out"},
		{"not-applicable", "No statement applied to this policy and period", "", "", "Nothing to find out, 36 set aside"},
		{"all-in-place", "All targets are met", "All 24 steps are in place", "No barrier is severe", "Nothing is unknown"},
		{"all-absent", "Where involvement stands in Port Example", "No step is in place yet",
			"Four barriers of equal weight", "Nothing is unknown"},
		{"no-severe", "Involved when policy is put into practice, rarely when it is decided",
			"Eight of 20 steps are in place, half of them in implementation",
			"No barrier is severe", "Two things to find out, four set aside"},
		{"worked-example-authority", "All targets are met", "In place: 15 of 20 steps",
			"What holds involvement back", "Twelve things to find out, four set aside"},
		{"dublin-supervised-injecting-facility", "Too little is known for a profile", "No step is known to be in place",
			"One barrier is known to be severe: policy and practice differ", "Of 36 statements, 33 are to be found out"},
		{"sections", "Where we stand – Barriers and stages: civil society view", "", "", "Two things to find out, four set aside"},
	} {
		r := reports.Build(all[c.state])
		got := []string{r.Summary.Heading, "", "", r.Unknown.Heading}
		if r.Matrix != nil {
			got[1] = r.Matrix.Heading
		}
		if r.Barriers != nil {
			got[2] = r.Barriers.Heading
		}
		if diff := cmp.Diff([]string{c.summary, c.matrix, c.barriers, c.unknown}, got); diff != "" {
			t.Errorf("%s: headings (-want +got):\n%s", c.state, diff)
		}
	}
}

// TestWorkedExample holds the figures of domain.md E.9 in their printed form.
func TestWorkedExample(t *testing.T) {
	t.Parallel()
	r := reports.Build(states(t)["worked-example"])
	var depths, reached, severities []string
	for _, b := range r.Stages.Blocks {
		for _, f := range b.Facts {
			switch f.Key {
			case "Depth":
				depths = append(depths, f.Value)
			case "Reached":
				reached = append(reached, f.Value)
			}
		}
	}
	for _, b := range r.Summary.Barriers {
		severities = append(severities, b.Letter+" "+b.Figure)
	}
	for _, c := range []struct {
		name      string
		want, got []string
	}{
		{"depth", []string{"between 1 and 2 of 4 steps", "between 1 and 2 of 4 steps", "less than 1 of 4 steps; one answer missing",
			"3 of 4 steps", "less than 1 of 4 steps", "left out of every mean"}, depths},
		{"reached", []string{"consultation", "information", "none", "partnership", "none", "–"}, reached},
		{"severity", []string{"A severe, 78", "B moderate, 56", "C moderate, 44", "D moderate, 50 (33–67)"}, severities},
		{"hollow", []string{"Hollow step: dialogue without information and consultation. The missing lower step comes first."},
			[]string{r.Stages.Blocks[4].Hollow}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	for _, part := range []string{"between 33 and 35 of 100", "weakest stages decision and monitoring", "one hollow step", "Confidence high"} {
		if !strings.Contains(r.Summary.Index, part) {
			t.Errorf("Index = %q, want %q in it", r.Summary.Index, part)
		}
	}
	if !strings.Contains(r.Summary.Index, r.Summary.IndexBold) {
		t.Errorf("IndexBold %q is no part of %q", r.Summary.IndexBold, r.Summary.Index)
	}
	if got := r.Summary.First[0].Text; !strings.HasPrefix(got, "Send each body") {
		t.Errorf("first step = %q, want the action for b1-2", got)
	}
}

// TestBoldIsPart holds that what is set in bold stands in its text.
func TestBoldIsPart(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		r := reports.Build(in)
		for _, f := range append(r.Summary.Works, r.Summary.Missing...) {
			if !strings.Contains(f.Text, f.Bold) || f.Text == "" || f.Mark.Rating == 0 {
				t.Errorf("%s: bold %q of %q", name, f.Bold, f.Text)
			}
		}
		if !strings.Contains(r.Unknown.FirmText, r.Unknown.FirmBold) {
			t.Errorf("%s: bold %q of %q", name, r.Unknown.FirmBold, r.Unknown.FirmText)
		}
		if !strings.Contains(r.Summary.Index, r.Summary.IndexBold) {
			t.Errorf("%s: bold %q of %q", name, r.Summary.IndexBold, r.Summary.Index)
		}
	}
}

// TestIndexLeftOut holds where no figure sums things up.
func TestIndexLeftOut(t *testing.T) {
	t.Parallel()
	all := states(t)
	for _, name := range []string{"few-cells", "sections", "not-applicable"} {
		if got := reports.Build(all[name]).Summary.Index; got != "" {
			t.Errorf("%s: Index = %q, want none", name, got)
		}
	}
	want := "No figure sums this up: 1 of 36 statements is answered."
	if got := reports.Build(all["one-response"]).Summary.Index; got != want {
		t.Errorf("Index = %q, want %q", got, want)
	}
}

// TestSections holds the words for sections that have no result.
func TestSections(t *testing.T) {
	t.Parallel()
	q, a := read(t, "worked-example")
	for _, it := range q.Items() {
		it.Stage, it.Level, it.Barrier = 0, 0, 0
	}
	na := assess.Response{State: assess.NotApplicable, Reason: "no"}
	a.Responses["ag-inf"], a.Responses["ag-con"] = na, na
	want := map[string]string{
		"Agenda setting": "too little applies for a result",
		"Reformulation":  "not applicable",
		"Awareness":      "50 of 100; between 33 and 67",
	}
	for _, bar := range reports.Build(input(q, a)).Sections.Bars {
		if w, ok := want[bar.Name]; ok && bar.Figure != w {
			t.Errorf("%s: Figure = %q, want %q", bar.Name, bar.Figure, w)
		}
		if bar.None != (bar.Name == "Agenda setting" || bar.Name == "Reformulation") {
			t.Errorf("%s: None = %v", bar.Name, bar.None)
		}
	}
}

// TestRoadMaps holds sides, order, numbers and the plan.
func TestRoadMaps(t *testing.T) {
	t.Parallel()
	q, a := read(t, "harbour-outreach")
	in := input(q, a)
	chosen := map[string]bool{}
	for _, f := range in.Profile.Actions {
		chosen[f.Action.ID] = f.Selected
	}
	var extra string
	for _, it := range q.Items() {
		for _, act := range it.Actions {
			if act.For == assess.ForCSO && !chosen[act.ID] && extra == "" {
				extra = act.ID
			}
		}
	}
	a.Plan = append(a.Plan, assess.PlanEntry{Action: extra, Owner: "Board", Status: assess.Dropped})
	r := reports.Build(in)
	if len(r.RoadMaps) != 2 || r.RoadMaps[0].For != assess.ForCSO || r.RoadMaps[1].For != assess.ForAuthority {
		t.Fatalf("road maps are not own side first, then the other")
	}
	for _, m := range r.RoadMaps {
		number := 0
		if len(m.Horizons) != 3 {
			t.Errorf("%s: %d horizons, want 3", m.Heading, len(m.Horizons))
		}
		for i, h := range m.Horizons {
			if h.Squares != i+1 || (len(h.Rows) == 0) != (h.Empty != "") {
				t.Errorf("%s: horizon %d has %d squares, %d rows and the line %q", m.Heading, i, h.Squares, len(h.Rows), h.Empty)
			}
			for _, row := range h.Rows {
				if number++; row.Number != number || row.Why == "" || row.DoneWhen == "" {
					t.Errorf("%s: row %q has number %d, want %d, with a reason and an end", m.Heading, row.ID, row.Number, number)
				}
				if row.ID == extra && (row.Owner != "Board" || !row.Struck || row.Status != "dropped") {
					t.Errorf("planned row = %+v, want the owner, struck, dropped", row)
				}
			}
		}
	}
	if !strings.Contains(string(document(t, r, reports.TextOptions{})), "Board") {
		t.Errorf("an action of the plan that was not selected is left out")
	}
	in = states(t)["worked-example-authority"]
	if got := reports.Build(in).RoadMaps[0].For; got != assess.ForAuthority {
		t.Errorf("the authority's own road map comes second")
	}
}

// TestBuildIsStable holds that the same input makes the same report.
func TestBuildIsStable(t *testing.T) {
	t.Parallel()
	in := states(t)["harbour-outreach"]
	first := reports.Build(in)
	for range 5 {
		if diff := cmp.Diff(first, reports.Build(in)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestColours holds that colour adds nothing but colour.
func TestColours(t *testing.T) {
	t.Parallel()
	r := reports.Build(states(t)["worked-example"])
	plain := string(score(t, r, reports.TextOptions{}))
	for _, c := range []reports.Colours{reports.BoldOnly, reports.Colours16, reports.Colours256, reports.TrueColour} {
		for _, theme := range []reports.Theme{reports.Either, reports.Light, reports.Dark, reports.Plain} {
			got := string(score(t, r, reports.TextOptions{Colours: c, Theme: theme}))
			if !strings.Contains(got, "\x1b[1") {
				t.Errorf("theme %d, colours %d: nothing is bold", theme, c)
			}
			if coloured := strings.Contains(got, "[38;") || strings.Contains(got, ";38;"); coloured != (c >= reports.Colours256 && theme != reports.Plain) {
				t.Errorf("theme %d, colours %d: coloured is %v", theme, c, coloured)
			}
			if diff := cmp.Diff(plain, strip(got)); diff != "" {
				t.Errorf("theme %d, colours %d changes the text:\n%s", theme, c, diff)
			}
		}
	}
}

// strip takes escape sequences out.
func strip(s string) string {
	var b strings.Builder
	for s != "" {
		before, after, ok := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !ok {
			break
		}
		_, s, _ = strings.Cut(after, "m")
	}
	return b.String()
}

func BenchmarkBuild(b *testing.B) {
	t := &testing.T{}
	in := input(read(t, "harbour-outreach"))
	for b.Loop() {
		reports.Build(in)
	}
}
