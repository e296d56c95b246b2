package reports_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/reports"
)

// TestSectionSummary holds what a questionnaire of sections says on its first
// pages: a finding where one section stands at each end, bars in the order of
// the questionnaire, and no word of stages or barriers.
func TestSectionSummary(t *testing.T) {
	t.Parallel()
	all := states(t)
	r := reports.Build(all["sample-process"])
	if want := "Most is in place in “Planning”, least in “Evaluation”"; r.Summary.Heading != want {
		t.Errorf("Heading = %q, want %q", r.Summary.Heading, want)
	}
	if want := "Of the 17 statements that were answered, nine are in place, six in part and two not yet."; r.Summary.Lead != want {
		t.Errorf("Lead = %q, want %q", r.Summary.Lead, want)
	}
	var bars []string
	for _, b := range r.Summary.Sections {
		bars = append(bars, b.Name+" "+b.Figure)
	}
	if diff := cmp.Diff([]string{"Planning 61 (52–67)", "Carrying out 48", "Evaluation 33"}, bars); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
	for _, name := range samples() {
		r := reports.Build(all[name])
		only := name != "sample-core-quick"
		if (len(r.Summary.Sections) > 0) != only || (r.Matrix == nil) != only || r.Summary.Index != "" {
			t.Errorf("%s: %d bars, a matrix is %v, the index %q", name, len(r.Summary.Sections), r.Matrix != nil, r.Summary.Index)
		}
		text := string(document(t, r, reports.TextOptions{}))
		for _, word := range []string{"severe barrier", "Hollow step", "three of a stage", "three a stage"} {
			if only && strings.Contains(text, word) {
				t.Errorf("%s speaks of %q", name, word)
			}
		}
	}
}

// TestSides: what is for civil society is for the own house where its people
// answer, and the organiser of a process stands on the side of the authority.
func TestSides(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"sample-peer-org": "Road map for the organisation", "sample-network": "Road map for the network",
		"sample-city-exass": "Road map for civil society", "sample-process": "Road map for the authority",
	} {
		if got := reports.Build(states(t)[name]).RoadMaps[0].Heading; got != want {
			t.Errorf("%s: first road map is %q, want %q", name, got, want)
		}
	}
}

// TestStagesNotAsked: a stage whose target nobody asked about has not met it,
// and no depth is told of a few chosen cells.
func TestStagesNotAsked(t *testing.T) {
	t.Parallel()
	in := states(t)["sample-core-quick"]
	for i := range in.Profile.Stages {
		if s := &in.Profile.Stages[i]; s.Stage == assess.Drafting && (s.Attained != assess.Consultation || s.GapToTarget != 0) {
			t.Fatalf("drafting is %+v", s)
		}
	}
	r := reports.Build(in)
	for _, b := range r.Stages.Blocks {
		for _, f := range b.Facts {
			if f.Key == "Depth" && b.Applicable {
				t.Errorf("%s tells a depth: %q", b.Name, f.Value)
			}
			if b.Name == "Drafting" && f.Key == "To go" && f.Value != "–" {
				t.Errorf("Drafting: to go %q, want a dash", f.Value)
			}
			if b.Name == "Implementation" && f.Key == "To go" && f.Value != "target met" {
				t.Errorf("Implementation: to go %q, want the target met", f.Value)
			}
		}
	}
}

// TestExamples: an action leads to a case with its source; every case that is
// named is told of once; a report without the library names the kind.
func TestExamples(t *testing.T) {
	t.Parallel()
	in := states(t)["sample-city-exass"]
	r := reports.Build(in)
	lines, history := 0, 0
	for _, m := range r.RoadMaps {
		for _, h := range m.Horizons {
			for _, row := range h.Rows {
				if row.Example == "" {
					continue
				}
				lines++
				if strings.Contains(row.Example, "history") {
					history++
				}
				told := 0
				for _, e := range r.Sources.Examples {
					if strings.Contains(row.Example, e.Key) {
						told++
					}
				}
				if told != 1 || !strings.HasPrefix(row.Example, "Example: ") {
					t.Errorf("%q is told of %d times", row.Example, told)
				}
			}
		}
	}
	if lines == 0 || history == 0 {
		t.Errorf("%d examples, %d of them history", lines, history)
	}
	in.Reference = nil
	r = reports.Build(in)
	text := string(document(t, r, reports.TextOptions{}))
	if len(r.Sources.Examples) > 0 || !strings.Contains(text, "Example: ") || strings.Contains(text, "[[") {
		t.Error("a report without the library does not name kinds of examples")
	}
}

// TestRelations: the relations of a frame stand on the cover.
func TestRelations(t *testing.T) {
	t.Parallel()
	for _, f := range reports.Build(states(t)["sample-network"]).Cover.Facts {
		if f.Key == "Monitoring agency" {
			if f.Value != "adviser and provider of services and data" {
				t.Errorf("relations are %q", f.Value)
			}
			return
		}
	}
	t.Error("the cover does not tell the relations")
}

// TestWordsThatFit: the glossary of a report speaks of what the report has.
func TestWordsThatFit(t *testing.T) {
	t.Parallel()
	has := func(name, word string) bool {
		for _, w := range reports.Build(states(t)[name]).Sources.Words {
			if w.Key == word {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		state, word string
		want        bool
	}{
		{"worked-example", "Hollow step", true}, {"worked-example", "Depth", true}, {"worked-example", "Severity", true},
		{"worked-example", "Arnstein's ladder", true},
		{"sample-core-quick", "Depth", false}, {"sample-core-quick", "Stage", true},
		{"sample-peer-org", "Hollow step", false}, {"sample-peer-org", "Severity", false}, {"sample-peer-org", "Peer", true},
		{"sample-city-exass", "Empowerment", true},
	} {
		if got := has(c.state, c.word); got != c.want {
			t.Errorf("%s speaks of %q: %v, want %v", c.state, c.word, got, c.want)
		}
	}
}

// TestNotesOfSensitiveGroups: what peers, organisations of people who use
// drugs and participants wrote is left out, and the report says so.
func TestNotesOfSensitiveGroups(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"sample-peer-org": false, "sample-city-exass": false, "sample-network": true} {
		q, a := read(t, name)
		r := a.Responses[q.Items()[0].ID]
		r.Note = "a note that somebody wrote"
		a.Responses[q.Items()[0].ID] = r
		text := strings.Join(strings.Fields(string(document(t, reports.Build(input(q, a)), reports.TextOptions{}))), " ")
		if got := strings.Contains(text, r.Note); got != want {
			t.Errorf("%s: the note is printed: %v, want %v", name, got, want)
		}
		if got := strings.Contains(text, "They stay in the file."); got == want {
			t.Errorf("%s: the report says that notes are left out: %v, want %v", name, got, !want)
		}
	}
}
