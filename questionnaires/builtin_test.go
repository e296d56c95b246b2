package questionnaires

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"csi/assess"
)

// load reads a built-in questionnaire with every reference checked.
func load(t testing.TB, id string) *assess.Questionnaire {
	t.Helper()
	c := Check(id+".yaml", read(id+".yaml"))
	if c.Questionnaire == nil || len(c.Remarks) > 0 {
		t.Fatalf("%s:\n%s%s", id, lines(c.Faults), lines(c.Remarks))
	}
	return c.Questionnaire
}

func TestBuiltinFilesHaveNoFaults(t *testing.T) {
	t.Parallel()
	known := BuiltinKnown()
	if _, list := ParseFramework(frameworkFile, read(frameworkFile), known.Sources); len(list) > 0 {
		t.Errorf("framework:\n%s", lines(list))
	}
	if _, list := ParseSources(sourcesFile, read(sourcesFile)); len(list) > 0 {
		t.Errorf("sources:\n%s", lines(list))
	}
	for _, id := range IDs() {
		q := load(t, id)
		if q.ID != id {
			t.Errorf("%s.yaml holds the questionnaire %q", id, q.ID)
		}
		if !strings.HasPrefix(string(read(id+".yaml")), "csi: 1\n# Texts: CC BY 4.0") {
			t.Errorf("%s.yaml does not start with its format and its licence", id)
		}
	}
}

// TestFrameworkOfTheModel holds the closed lists that the code of the model
// does not know.
func TestFrameworkOfTheModel(t *testing.T) {
	t.Parallel()
	f := Framework("en")
	ids := func(terms []assess.Term) string {
		var list []string
		for _, term := range terms {
			list = append(list, term.ID)
		}
		return strings.Join(list, " ")
	}
	for _, c := range []struct{ what, got, want string }{
		{"tiers", ids(f.Tiers), "local regional national eu un"},
		{"agencies", ids(f.Agencies), "health interior police justice social finance planning other"},
		{"groups", ids(f.Groups), "cso authority peer manager city service duo secretariat member organiser participant expert"},
		{"evidence", ids(f.Evidence), "0 1 2 3"},
		{"examples", ids(f.Examples), "strategic-cooperation media-advocacy cso-leadership coalition national-level involvement-mechanism consultation"},
	} {
		if c.got != c.want {
			t.Errorf("%s are %q; expected %q", c.what, c.got, c.want)
		}
	}
	for _, s := range assess.Stages() {
		want := assess.Dialogue
		if s == assess.Decision {
			want = assess.Consultation
		}
		if f.Targets[s] != want {
			t.Errorf("target of %s is %s; expected %s", s, f.Targets[s], want)
		}
	}
	for _, list := range [][]assess.Term{f.Stages, f.Levels, f.Barriers, f.Duties} {
		for _, term := range list {
			if term.Text == "" || len(term.Sources) == 0 {
				t.Errorf("%q has no text or no source", term.ID)
			}
		}
	}
}

// TestCoreFillsTheModel: one item per cell, three per barrier.
func TestCoreFillsTheModel(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"core-cso", "core-pm"} {
		cells, barriers := map[[2]string]int{}, map[assess.Barrier]int{}
		var critical, optional []string
		for _, it := range load(t, id).Items() {
			if it.IsCell() {
				cells[[2]string{it.Stage.String(), it.Level.String()}]++
			} else {
				barriers[it.Barrier]++
			}
			if it.IsCell() != (it.Duty != 0) {
				t.Errorf("%s: item %q has the duty %s; expected one for cell items only", id, it.ID, it.Duty)
			}
			if it.Critical {
				critical = append(critical, it.ID)
			}
			if it.NotApplicable {
				optional = append(optional, it.ID)
			}
		}
		for _, s := range assess.Stages() {
			for _, l := range assess.Levels() {
				if n := cells[[2]string{s.String(), l.String()}]; n != 1 {
					t.Errorf("%s: %d items for %s and %s; expected one", id, n, s, l)
				}
			}
		}
		for _, b := range assess.Barriers() {
			if barriers[b] != 3 {
				t.Errorf("%s: %d items for %s; expected 3", id, barriers[b], b)
			}
		}
		if len(cells) != 24 || len(barriers) != 4 {
			t.Errorf("%s has items outside cells and barriers", id)
		}
		if got := strings.Join(critical, " "); got != "b1-1 b2-1 b4-3" {
			t.Errorf("%s: critical items are %q", id, got)
		}
		if got := strings.Join(optional, " "); got != "de-par re-inf re-con re-dia re-par" {
			t.Errorf("%s: items that may not apply are %q", id, got)
		}
	}
}

// TestCoreMirrors: the two views ask the same items, so that they can be
// compared value by value.
func TestCoreMirrors(t *testing.T) {
	t.Parallel()
	cso, pm := load(t, "core-cso"), load(t, "core-pm")
	if cso.Mirror != pm.ID || pm.Mirror != cso.ID {
		t.Errorf("mirrors are %q and %q", cso.Mirror, pm.Mirror)
	}
	if diff := cmp.Diff(cso.Scales, pm.Scales); diff != "" {
		t.Errorf("scales (-cso +pm):\n%s", diff)
	}
	words := []cmp.Option{
		cmpopts.IgnoreFields(assess.Section{}, "Title", "Intro"),
		cmpopts.IgnoreFields(assess.Item{}, "Short", "Text", "Help", "Ask", "Talk", "Reasons"),
		cmpopts.IgnoreFields(assess.Anchor{}, "Text"),
		cmpopts.IgnoreFields(assess.Action{}, "Text", "DoneWhen"),
	}
	if diff := cmp.Diff(cso.Sections, pm.Sections, words...); diff != "" {
		t.Errorf("all but the words (-cso +pm):\n%s", diff)
	}
	for _, it := range cso.Items() {
		if it.Text == pm.Item(it.ID).Text {
			t.Errorf("item %q is asked in the same words on both sides", it.ID)
		}
	}
}

// TestBuiltinsAreComplete: what every built-in item must bring along.
func TestBuiltinsAreComplete(t *testing.T) {
	t.Parallel()
	for _, id := range IDs() {
		texts := map[string]string{}
		q := load(t, id)
		if len(q.Groups) == 0 || q.Minutes < 10 || len(q.Summary) < 40 {
			t.Errorf("%s lacks groups, minutes or a summary", id)
		}
		for _, s := range q.Sections {
			if s.Intro == "" || len(s.Sources) == 0 {
				t.Errorf("%s: section %s has no intro or no sources", id, s.ID)
			}
		}
		for _, it := range q.Items() {
			where := id + ": item " + it.ID
			if it.Ask == "" || it.Talk == "" || len(it.Sources) == 0 {
				t.Errorf("%s lacks ask, talk or sources", where)
			}
			for _, part := range []string{"Counts: ", "\nDoes not count: ", "\nFor example: "} {
				if !strings.Contains(it.Help, part) {
					t.Errorf("%s: help has no line %q", where, strings.TrimSpace(part))
				}
			}
			if n := len(strings.Fields(it.Text)); n >= 20 {
				t.Errorf("%s: text has %d words; expected under 20", where, n)
			}
			for _, text := range []string{it.Text, it.Short} {
				if before := texts[text]; before != "" {
					t.Errorf("%s has the text of %s", where, before)
				}
				texts[text] = it.ID
			}
			if it.NotApplicable != (len(it.Reasons) > 1) {
				t.Errorf("%s has %d reasons", where, len(it.Reasons))
			}
			checkAnchors(t, where, it, q.Scales)
			checkActions(t, where, it)
		}
	}
}

func checkAnchors(t *testing.T, where string, it *assess.Item, scales []assess.Scale) {
	t.Helper()
	scale := scales[slices.IndexFunc(scales, func(s assess.Scale) bool { return s.ID == it.Scale })]
	for v, a := range it.Anchors {
		if n := utf8.RuneCountInString(a.Text); n == 0 || n > 160 {
			t.Errorf("%s: anchor %d has %d characters; expected 1 to 160", where, v, n)
		}
		if a.Text == scale.Anchors[v].Text {
			t.Errorf("%s: anchor %d is the scale's, not its own", where, v)
		}
		if a.Label != scale.Anchors[v].Label {
			t.Errorf("%s: label of %d is %q", where, v, a.Label)
		}
	}
}

// checkActions: a cell or a barrier is a matter of both sides; elsewhere one
// side may be the only one that can act.
func checkActions(t *testing.T, where string, it *assess.Item) {
	t.Helper()
	first := 0
	for _, side := range assess.Addressees() {
		if slices.ContainsFunc(it.Actions, func(a assess.Action) bool { return a.For == side && a.AtMost == 1 }) {
			first++
		} else if it.IsCell() || it.Barrier != 0 {
			t.Errorf("%s has no first action for %s", where, side)
		}
	}
	if first == 0 {
		t.Errorf("%s has no first action", where)
	}
	for _, a := range it.Actions {
		if n := len(strings.Fields(a.Text)); n > 30 {
			t.Errorf("%s: action %s has %d words; expected at most 30", where, a.ID, n)
		}
		if n := len(strings.Fields(a.DoneWhen)); n == 0 || n > 25 {
			t.Errorf("%s: done_when of %s has %d words; expected 1 to 25", where, a.ID, n)
		}
	}
}

// TestWordsThatAreNotUsed holds the never-list of design.md, section 2, and
// the words that say nothing.
func TestWordsThatAreNotUsed(t *testing.T) {
	t.Parallel()
	never := []string{
		"survey", "rubric", "compliance", "compliant", "certified", "ranking", "addict", "abuse", "target group", "causes",
		"advocate for", "raise awareness", "regularly", "adequate", "meaningful", "appropriate", " users ", " clean ",
	}
	names := append(IDs(), "framework", "library", "sources")
	for _, id := range Builtin().CaseIDs() {
		names = slices.Insert(names, 0, "cases/"+id)
	}
	for _, name := range names {
		text := strings.ToLower(string(read(name + ".yaml")))
		if name == "sources" {
			never = never[:8] // titles of works are as their authors wrote them
		}
		for _, word := range never {
			if i := strings.Index(text, word); i >= 0 {
				t.Errorf("%s.yaml, line %d, has %q", name, 1+strings.Count(text[:i], "\n"), word)
			}
		}
	}
}

// TestQuickIsCore: core-quick asks one item per stage and per barrier, word
// for word as core-cso does, so that responses carry over.
func TestQuickIsCore(t *testing.T) {
	t.Parallel()
	quick, core := load(t, "core-quick"), load(t, "core-cso")
	if diff := cmp.Diff(core.Scales, quick.Scales); diff != "" {
		t.Errorf("scales (-core +quick):\n%s", diff)
	}
	seen := map[string]int{}
	for _, it := range quick.Items() {
		if diff := cmp.Diff(core.Item(it.ID), it); diff != "" {
			t.Errorf("item %s (-core +quick):\n%s", it.ID, diff)
		}
		if it.IsCell() {
			seen[it.Stage.String()]++
		} else {
			seen[it.Barrier.String()]++
		}
	}
	for _, name := range append(names(assess.Stages()), names(assess.Barriers())...) {
		if seen[name] != 1 {
			t.Errorf("%d items for %s; expected one", seen[name], name)
		}
	}
}

// TestFurtherQuestionnaires holds what the six beside the core promise: how
// many items, and that they count in sections only.
func TestFurtherQuestionnaires(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct{ items, sections int }{
		"peer-org": {24, 8}, "city-exass": {24, 4}, "network": {18, 4}, "enabling": {24, 5}, "process": {18, 3},
	} {
		q := load(t, id)
		if n := len(q.Items()); n != want.items || len(q.Sections) != want.sections {
			t.Errorf("%s has %d items in %d sections; expected %d in %d", id, n, len(q.Sections), want.items, want.sections)
		}
		for _, it := range q.Items() {
			if it.Stage != 0 || it.Level != 0 || it.Barrier != 0 || it.Duty != 0 {
				t.Errorf("%s: item %s counts in a cell or a barrier", id, it.ID)
			}
		}
		if len(q.Groups) < 2 {
			t.Errorf("%s: only the groups %v; expected several that answer apart", id, q.Groups)
		}
	}
}
