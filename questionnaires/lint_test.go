package questionnaires

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// found writes findings as they are printed.
func found(list []Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

// TestLint: each file of the folder yields what stands beside it.
func TestLint(t *testing.T) {
	t.Parallel()
	l := Builtin()
	shown := map[string]bool{}
	for name, data := range files(t, "lint") {
		got := found(l.Lint(name, data, nil).Findings)
		out := filepath.Join(cases, "lint", strings.TrimSuffix(name, ".yaml")+".out")
		if *update {
			if err := os.WriteFile(out, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", name, diff)
		}
		for _, m := range code.FindAllSubmatch(want, -1) {
			shown[string(m[1])] = true
		}
	}
	// What the parser refuses before Lint sees it is tried on values below.
	for _, c := range []string{"score-falls", "band-unreachable", "mirror-one-way", "mirror-differs"} {
		shown[c] = true
	}
	for _, c := range LintCodes() {
		if !shown[c.ID] {
			t.Errorf("code %q is in no case", c.ID)
		}
		if c.Text == "" || strings.HasSuffix(c.Text, ".") || c.Severity == 0 {
			t.Errorf("code %q is explained by %q as %s; expected a fragment and a severity", c.ID, c.Text, c.Severity)
		}
	}
}

// TestBuiltinsHaveNoWarnings: what comes with csi passes its own check.
func TestBuiltinsHaveNoWarnings(t *testing.T) {
	t.Parallel()
	l := Builtin()
	for _, id := range l.IDs() {
		data, err := l.File(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(l.Lint(id+".yaml", data, nil).Findings); got != "" {
			t.Errorf("%s:\n%s", id, got)
		}
		for _, lang := range l.Languages(id) {
			o := l.Overlay(id, lang)
			if got := found(LintTranslation(o.File, o.Data)); got != "" {
				t.Errorf("%s in %s:\n%s", id, lang, got)
			}
		}
	}
}

// judge lints a questionnaire made by hand of the items, with an empty file
// behind it.
func judge(items ...assess.Item) *linter {
	section := &assess.Section{Items: items}
	t := &linter{q: &assess.Questionnaire{ID: "mine", Sections: []assess.Section{*section}}, root: &yamldoc.Node{Kind: yamldoc.Map}}
	for i := range items {
		n := &yamldoc.Node{Kind: yamldoc.Map, Line: 1, Column: 1}
		t.places = append(t.places, placed{&items[i], section, n, n})
	}
	return t
}

func scaleOf(points int) []assess.Anchor {
	var list []assess.Anchor
	for v := range points {
		list = append(list, assess.Anchor{Value: v})
	}
	return list
}

// TestScoringPremises: what the proof of a rising score needs is refused when
// it is not there, by whatever way it came.
func TestScoringPremises(t *testing.T) {
	t.Parallel()
	turned := []assess.Anchor{{Value: 2}, {Value: 1}, {Value: 0}}
	for name, c := range map[string]struct {
		item assess.Item
		want string
	}{
		"sound":            {assess.Item{Anchors: scaleOf(4)}, ""},
		"negative weight":  {assess.Item{Anchors: scaleOf(4), Weight: -10}, "score-falls"},
		"one value":        {assess.Item{Anchors: scaleOf(1)}, "score-falls"},
		"eight values":     {assess.Item{Anchors: scaleOf(8)}, "score-falls"},
		"values that fall": {assess.Item{Anchors: turned}, "score-falls"},
		"two indexes":      {assess.Item{Anchors: scaleOf(3), Stage: 1, Level: 1, Barrier: 1}, "score-falls"},
		"two points":       {assess.Item{Anchors: scaleOf(2), Stage: 1, Level: 1}, "band-unreachable"},
	} {
		l := judge(c.item)
		l.scoring()
		got := ""
		for _, f := range l.sorted() {
			got += f.Code
		}
		if got != c.want {
			t.Errorf("%s: codes are %q; expected %q", name, got, c.want)
		}
	}
}

// TestProofAgreesWithScoring: each step of a value adds to the points of its
// cell what the proof says, whatever else was answered.
func TestProofAgreesWithScoring(t *testing.T) {
	t.Parallel()
	for _, id := range IDs() {
		q := load(t, id)
		for _, it := range q.Items() {
			if !it.IsCell() && it.Barrier == 0 {
				continue
			}
			set := []placed{}
			for _, other := range q.Items() {
				if other.Stage == it.Stage && other.Level == it.Level && other.Barrier == it.Barrier {
					set = append(set, placed{item: other})
				}
			}
			top := int64(len(sums(set)) - 1)
			for v := range it.Max() {
				low, high := scored(q, it, v), scored(q, it, v+1)
				step := it.Weight.Tenths() * unit / int64(it.Max())
				if want := assess.NewRatio(step, top); high.Sub(low).Cmp(want) != 0 {
					t.Errorf("%s: item %s from %d to %d adds %v; the proof says %v", id, it.ID, v, v+1, high.Sub(low), want)
				}
			}
		}
	}
}

// scored gives the score of the item's cell, or of its barrier turned round,
// with every other item answered 0.
func scored(q *assess.Questionnaire, it *assess.Item, v int) assess.Ratio {
	a := &assess.Assessment{Responses: map[string]assess.Response{}}
	for _, other := range q.Items() {
		a.Responses[other.ID] = assess.Response{State: assess.Answered}
	}
	a.Responses[it.ID] = assess.Response{State: assess.Answered, Value: v}
	p := assess.NewProfile(q, a, nil)
	if it.IsCell() {
		return p.Stage(it.Stage).Cell(it.Level).Score.Value
	}
	for _, b := range p.Barriers {
		if b.Barrier == it.Barrier {
			return assess.Whole(1).Sub(b.Severity.Value)
		}
	}
	return assess.Ratio{}
}

func TestMirrorOnOneSide(t *testing.T) {
	t.Parallel()
	data := read("core-cso.yaml")
	other := *load(t, "core-pm")
	other.Mirror = ""
	sections := append([]assess.Section{}, other.Sections...)
	sections[0].Items = append([]assess.Item{}, sections[0].Items[1:]...)
	sections[0].Items[0].Weight = 20
	sections[0].Items = append(sections[0].Items, assess.Item{ID: "new-1"})
	other.Sections = sections
	other.Index()
	got := found(Builtin().Lint("core-cso.yaml", data, func(string) *assess.Questionnaire { return &other }).Findings)
	for _, want := range []string{
		`"core-pm" mirrors no other; expected "core-cso" [mirror-one-way]`,
		`item "ag-inf" is not in "core-pm"; expected it on both sides [mirror-item]`,
		`item "ag-con" has another weight in "core-pm"; expected the same on both sides [mirror-differs]`,
		`1 of 36 items of "core-pm" are not in this questionnaire: new-1; expected them on both sides [mirror-item]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("findings lack %q:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "\n"); n != 4 {
		t.Errorf("%d findings; expected 4:\n%s", n, got)
	}
}

func TestWordLists(t *testing.T) {
	t.Parallel()
	entries, err := wordFiles.ReadDir("words")
	if err != nil || len(entries) < 3 {
		t.Fatalf("%d word lists, %v; expected at least en, fr and uk", len(entries), err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".yaml")
		list := wordsOf(name)
		if list.language != name {
			t.Errorf("%s is for %q", e.Name(), list.language)
		}
		if len(list.negations) == 0 || len(list.joins) == 0 || len(list.worst) == 0 || len(list.best) == 0 || len(list.prefer) < 15 {
			t.Errorf("%s lacks entries", e.Name())
		}
		for _, p := range list.prefer {
			if p.in(tokens(p.use), 0) >= 0 || p.use == "" {
				t.Errorf("%s proposes %q for %q", e.Name(), p.use, p.words)
			}
		}
	}
}

// TestTokens: one word is found however it is written.
func TestTokens(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Hard-to-reach, don’t!":            "hard to reach don t",
		"в\u02bcязні":                      "в язні",
		"l'usage d’e\u0301le\u0300ves : 3": "l usage d élèves 3",
		" ":                                "",
	} {
		if got := plain(text); got != want {
			t.Errorf("tokens of %q are %q; expected %q", text, got, want)
		}
	}
	if n := countWords("Compte : une liste, d'accès libre ; rien de plus !"); n != 8 {
		t.Errorf("%d words; expected 8", n)
	}
}
