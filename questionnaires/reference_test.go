package questionnaires

import (
	"slices"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires/locale"
)

// TestReferenceIsComplete: every kind of example has some, every built-in
// action that names a kind leads to one, and what is told as of 2009 says so.
func TestReferenceIsComplete(t *testing.T) {
	t.Parallel()
	if _, list := ParseReference(libraryFile, read(libraryFile), BuiltinKnown()); len(list) > 0 {
		t.Fatalf("library:\n%s", lines(list))
	}
	r := Reference("en")
	labels := map[string]int{}
	for _, e := range r.Examples {
		labels[e.Label]++
		if n := len(strings.Fields(e.Text)); n > 75 {
			t.Errorf("%s has %d words; expected at most 75", e.ID, n)
		}
		if e.Source == "charlois-2009" && !e.History {
			t.Errorf("%s comes from the paper of 2009 and is not marked as history", e.ID)
		}
	}
	for _, term := range Framework("").Examples {
		if labels[term.ID] < 2 {
			t.Errorf("%d examples of the kind %s; expected at least 2", labels[term.ID], term.ID)
		}
	}
	for _, id := range IDs() {
		for _, it := range load(t, id).Items() {
			for i := range it.Actions {
				a := &it.Actions[i]
				if e := r.ExampleFor(a, id); a.Example != "" && (e == nil || e.Label != a.Example) {
					t.Errorf("%s: action %s leads to %v", id, a.ID, e)
				}
			}
		}
	}
	for _, e := range r.Arenas {
		if e.Tier == "" && e.ID != "pompidou-group" {
			t.Errorf("arena %s has no tier", e.ID)
		}
	}
	if !slices.IsSortedFunc(r.Arenas, func(x, y assess.Term) int {
		at := func(tier string) int { return slices.Index(assess.Tiers(), tier) }
		if x.Tier == "" || y.Tier == "" {
			return 0
		}
		return at(x.Tier) - at(y.Tier)
	}) {
		t.Error("arenas do not run from near to far")
	}
	if len(r.Advocacy) != 3 || len(r.Relations) != 4 {
		t.Errorf("%d kinds of advocacy and %d relations; expected 3 and 4", len(r.Advocacy), len(r.Relations))
	}
}

// TestExampleFor: the same action leads to the same example, one that fits
// the questionnaire first.
func TestExampleFor(t *testing.T) {
	t.Parallel()
	r := &assess.Reference{Examples: []assess.Example{
		{ID: "a", Label: "coalition"}, {ID: "b", Label: "coalition", Fits: []string{"network"}}, {ID: "c", Label: "consultation"},
	}}
	seen := map[string]bool{}
	for _, id := range []string{"x/cso/1", "y/cso/1", "z/cso/1", "w/cso/2"} {
		a := &assess.Action{ID: id, Example: "coalition"}
		if e := r.ExampleFor(a, "network"); e == nil || e.ID != "b" {
			t.Errorf("%s leads to %v; expected the one that fits", id, e)
		}
		e := r.ExampleFor(a, "core-cso")
		if again := r.ExampleFor(a, "core-cso"); e == nil || again != e {
			t.Errorf("%s leads to %v, then to %v", id, e, again)
		}
		seen[e.ID] = true
	}
	if !seen["a"] || !seen["b"] || seen["c"] {
		t.Errorf("examples without a fitting one: %v", seen)
	}
	if e := r.ExampleFor(&assess.Action{ID: "x", Example: "media-advocacy"}, "network"); e != nil {
		t.Errorf("a kind without examples leads to %v", e)
	}
	if e := r.ExampleFor(&assess.Action{ID: "x"}, "network"); e != nil {
		t.Errorf("an action without a kind leads to %v", e)
	}
	if e := (*assess.Reference)(nil).ExampleFor(&assess.Action{ID: "x", Example: "coalition"}, ""); e != nil {
		t.Errorf("no library leads to %v", e)
	}
}

// TestReferenceInPseudo: no text of the library is left out of translation.
func TestReferenceInPseudo(t *testing.T) {
	t.Parallel()
	r, en := Reference(locale.Pseudo), Reference("")
	for i, e := range r.Examples {
		if e.Title == en.Examples[i].Title || e.Text == en.Examples[i].Text {
			t.Errorf("example %s has English texts", e.ID)
		}
	}
	for i, a := range r.Arenas {
		if a.Title == en.Arenas[i].Title || a.Text == en.Arenas[i].Text {
			t.Errorf("arena %s has English texts", a.ID)
		}
	}
}
