package assess_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// sheet makes a side of a comparison with a frame that goes with that of
// every other sheet.
func sheet(id, mirror string, g assess.Group, words string) assess.Sheet {
	q := core()
	q.ID, q.Mirror, q.Groups = id, mirror, []assess.Group{g}
	a := replies(q, words)
	a.Questionnaire = assess.Ref{ID: id, Version: q.Version}
	a.Frame = assess.Frame{
		Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: "Drug strategy", Group: g,
		Period: assess.Period{From: assess.Month{Year: 2024, Month: 11}, To: assess.Month{Year: 2026, Month: 10}},
		Date:   assess.Date{Year: 2026, Month: 11, Day: 20},
	}
	return assess.Sheet{Questionnaire: q, Assessment: a}
}

func twoSides() (cso, authority assess.Sheet) {
	return sheet("core-cso", "core-pm", "cso", csoWords), sheet("core-pm", "core-cso", "authority", authorityWords)
}

// TestCompareViews_workedExample holds the figures of the domain reference, E.9.
func TestCompareViews_workedExample(t *testing.T) {
	t.Parallel()
	v := assess.CompareViews(twoSides())
	want := assess.ViewCounts{All: 24, Comparable: 19, Large: 13, Kinds: map[assess.ViewKind]int{
		0: 4, assess.SharedStrength: 8, assess.SharedGap: 5, assess.BlindSpot: 6, assess.KnownToSecond: 1,
	}}
	got := v.Counts
	got.Mean = assess.Ratio{}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if n := v.Counts.Mean.Round100(); n != 25 || !v.Counts.Mean.Equal(ratio("14/57")) {
		t.Errorf("mean gap %v, %d points; want 14/57, 25 points", v.Counts.Mean, n)
	}
	var blind, known []string
	for _, c := range v.Cells {
		if c.HasGap && c.Gap.Sign() < 0 {
			t.Errorf("%s %s has a negative gap", c.Stage, c.Level)
		}
		switch cell := c.Stage.String() + " " + c.Level.String(); c.Kind {
		case assess.BlindSpot:
			blind = append(blind, cell)
		case assess.KnownToSecond:
			known = append(known, cell)
		}
	}
	if diff := cmp.Diff([]string{"agenda-setting dialogue", "drafting consultation", "drafting dialogue",
		"decision information", "monitoring information", "monitoring consultation"}, blind); diff != "" {
		t.Errorf("blind spots (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"decision consultation"}, known); diff != "" {
		t.Errorf("known to the authority only (-want +got):\n%s", diff)
	}
	var cso, authority []int
	for i := range v.ProfileA.Breadth {
		cso = append(cso, v.ProfileA.Breadth[i].InPlace)
		authority = append(authority, v.ProfileB.Breadth[i].InPlace)
	}
	if !slices.Equal(cso, []int{3, 2, 1, 1}) || !slices.Equal(authority, []int{5, 5, 4, 1}) {
		t.Errorf("stages at each level: %v and %v", cso, authority)
	}
	if len(v.Others) != 12 || v.Others[11].Kind != assess.KnownToSecond {
		t.Errorf("barrier items: %v", v.Others)
	}
}

func TestGapSize(t *testing.T) {
	t.Parallel()
	// Steps of one to three on a scale of seven points: 16.7, 33.3, 50.
	q := &assess.Questionnaire{ID: "own", Version: "1.0.0", Groups: []assess.Group{"peer", "manager"},
		Sections: []assess.Section{{Items: []assess.Item{{ID: "a", Anchors: anchors(6)}}}}}
	for top, want := range map[string]assess.GapSize{"0": assess.SimilarViews, "1": assess.VisibleGap, "2": assess.LargeGap, "3": assess.LargeGap} {
		a, b := assess.Sheet{Questionnaire: q, Assessment: replies(q, "0")}, assess.Sheet{Questionnaire: q, Assessment: replies(q, top)}
		for _, v := range []*assess.Views{assess.CompareViews(a, b), assess.CompareViews(b, a)} {
			if got := v.All[0].Size; got != want {
				t.Errorf("0 and %s of 6: %v, want %v", top, got, want)
			}
			if v.Counts.All != 1 {
				t.Errorf("without cells, items are counted: %+v", v.Counts)
			}
		}
	}
}

// TestCompareViews_properties holds over random questionnaires that swapping
// sides mirrors every kind and gap, and that nothing differs from itself.
func TestCompareViews_properties(t *testing.T) {
	t.Parallel()
	mirrored := map[assess.ViewKind]assess.ViewKind{
		assess.BlindSpot: assess.HiddenPractice, assess.HiddenPractice: assess.BlindSpot,
		assess.KnownToFirst: assess.KnownToSecond, assess.KnownToSecond: assess.KnownToFirst,
	}
	swap := func(p assess.Pairing) assess.Pairing {
		p.A, p.B, p.Gap = p.B, p.A, p.Gap.Neg()
		if k, ok := mirrored[p.Kind]; ok {
			p.Kind = k
		}
		return p
	}
	equal := cmp.Comparer(func(x, y assess.Ratio) bool { return x.Equal(y) })
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 4))
		q := randomQuestionnaire(rng)
		a := assess.Sheet{Questionnaire: q, Assessment: randomAssessment(rng, q)}
		b := assess.Sheet{Questionnaire: q, Assessment: randomAssessment(rng, q)}
		v, back, self := assess.CompareViews(a, b), assess.CompareViews(b, a), assess.CompareViews(a, a)
		for i, c := range v.Cells {
			if diff := cmp.Diff(swap(c.Pairing), back.Cells[i].Pairing, equal); diff != "" {
				t.Fatalf("seed %d: swapped cell (-want +got):\n%s", seed, diff)
			}
		}
		for i, it := range v.All {
			if diff := cmp.Diff(swap(it.Pairing), back.All[i].Pairing, equal); diff != "" {
				t.Fatalf("seed %d: swapped item (-want +got):\n%s", seed, diff)
			}
		}
		if !v.Counts.Mean.Equal(back.Counts.Mean.Neg()) {
			t.Fatalf("seed %d: the mean gap does not turn with the sides", seed)
		}
		for _, it := range self.All {
			if it.HasGap && !it.Gap.IsZero() || it.Kind == assess.BlindSpot || it.Kind == assess.HiddenPractice {
				t.Fatalf("seed %d: %s differs from itself: %+v", seed, it.Item.ID, it.Pairing)
			}
		}
		c := assess.CompareChange(a, a)
		if len(c.Up)+len(c.Down) > 0 || slices.ContainsFunc(c.Stages, func(s assess.StageChange) bool { return s.Moved() || s.HasDepth }) {
			t.Fatalf("seed %d: an assessment changed against itself", seed)
		}
	}
}

func TestRelate(t *testing.T) {
	t.Parallel()
	later := func(s *assess.Sheet) { s.Assessment.Frame.Date.Year++ }
	for _, c := range []struct {
		name   string
		change func(a, b *assess.Sheet)
		want   string // relation, or what differs
	}{
		{"mirrored", func(_, _ *assess.Sheet) {}, "views"},
		{"mirror named on one side", func(a, _ *assess.Sheet) { a.Questionnaire.Mirror = "" }, "views"},
		{"not mirrored", func(a, b *assess.Sheet) { a.Questionnaire.Mirror, b.Questionnaire.Mirror = "", "x" }, "questionnaire"},
		{"major version", func(a, _ *assess.Sheet) { a.Assessment.Questionnaire.Version = "2.0.0" }, "version"},
		{"minor version", func(a, _ *assess.Sheet) { a.Assessment.Questionnaire.Version = "1.4.0" }, "views"},
		{"place", func(a, _ *assess.Sheet) { a.Assessment.Frame.Jurisdiction = "Elsewhere" }, "jurisdiction"},
		{"place in other letters", func(a, _ *assess.Sheet) { a.Assessment.Frame.Jurisdiction = " port example" }, "views"},
		{"place missing on both", func(a, b *assess.Sheet) {
			a.Assessment.Frame.Jurisdiction, b.Assessment.Frame.Jurisdiction = "", ""
		}, "jurisdiction"},
		{"country", func(a, _ *assess.Sheet) { a.Assessment.Frame.Country = "IE" }, "country"},
		{"tier", func(a, _ *assess.Sheet) { a.Assessment.Frame.Tier = "national" }, "tier"},
		{"policy", func(a, _ *assess.Sheet) { a.Assessment.Frame.Policy = "City plan" }, "policy"},
		{"organisations differ between views", func(a, b *assess.Sheet) {
			a.Assessment.Frame.Organisation, b.Assessment.Frame.Organisation = "One", "Two"
		}, "views"},
		{"two dates", func(a, b *assess.Sheet) { *a = sheet("core-pm", "core-cso", "authority", csoWords); later(a) }, "change"},
		{"one date", func(a, b *assess.Sheet) { *a = *b }, "date"},
		{"another organisation later", func(a, b *assess.Sheet) {
			*a = sheet("core-pm", "core-cso", "authority", csoWords)
			later(a)
			a.Assessment.Frame.Organisation, b.Assessment.Frame.Organisation = "One", "Two"
		}, "organisation"},
		{"two groups", func(a, b *assess.Sheet) {
			*a = sheet("core-pm", "core-cso", "expert", csoWords)
		}, "views"},
		{"group not known", func(a, b *assess.Sheet) {
			a.Questionnaire.Groups, a.Assessment.Frame.Group = []assess.Group{"cso", "expert"}, ""
		}, "group"},
		{"nothing asked alike", func(a, _ *assess.Sheet) { a.Questionnaire.Sections = nil; a.Questionnaire.Index() }, "items"},
	} {
		a, b := twoSides()
		c.change(&a, &b)
		for _, pair := range [][2]assess.Sheet{{a, b}, {b, a}} {
			r, err := assess.Relate(pair[0], pair[1])
			got := r.String()
			if m := (*assess.Mismatch)(nil); errors.As(err, &m) {
				got = m.What
			}
			if got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		}
	}
}

func TestInOrder(t *testing.T) {
	t.Parallel()
	cso, authority := twoSides()
	for _, pair := range [][2]assess.Sheet{{cso, authority}, {authority, cso}} {
		if a, b := assess.InOrder(pair[0], pair[1]); a.Group() != "cso" || b.Group() != "authority" {
			t.Errorf("views stand as %s, %s", a.Group(), b.Group())
		}
	}
	next, _ := twoSides()
	next.Assessment.Frame.Date.Year++
	for _, pair := range [][2]assess.Sheet{{cso, next}, {next, cso}} {
		if a, b := assess.InOrder(pair[0], pair[1]); a.Assessment.Frame.Date.Year != 2026 || b.Assessment.Frame.Date.Year != 2027 {
			t.Error("the later date stands first")
		}
	}
}

func TestOverlapsLittle(t *testing.T) {
	t.Parallel()
	period := func(from, to int) assess.Period {
		start := assess.Month{Year: 2024, Month: 1}
		return assess.Period{From: start.Add(from), To: start.Add(to)}
	}
	for _, c := range []struct {
		a, b assess.Period
		want bool
	}{
		{period(0, 11), period(0, 11), false},
		{period(0, 11), period(6, 17), false}, // six of twelve months
		{period(0, 11), period(7, 18), true},
		{period(0, 23), period(0, 10), true}, // the short one lies within, yet covers less than half
		{period(0, 11), period(12, 23), true},
		{period(0, 11), assess.Period{}, false},
	} {
		if c.a.OverlapsLittle(c.b) != c.want || c.b.OverlapsLittle(c.a) != c.want {
			t.Errorf("%v and %v: want %v", c.a, c.b, c.want)
		}
	}
}

func TestCompareChange(t *testing.T) {
	t.Parallel()
	before := sheet("core-cso", "core-pm", "cso", csoWords)
	now := sheet("core-cso", "core-pm", "cso", `2 2 2 0  2 2 1 0  1 1 0 0  2 2 2 2  1 0 2 0  na na na na  1 0 1  1 1 2  2 2 1  1 2 -`)
	before.Assessment.Plan = []assess.PlanEntry{{Action: "ag-dia/cso/1", Status: assess.Doing}, {Action: "dr-con/cso/1", Status: assess.Planned}}
	now.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Done}, {Action: "b1-1/cso/1", Status: assess.Planned}}
	c := assess.CompareChange(before, now)
	ids := func(ms []assess.Move) (out []string) {
		for _, m := range ms {
			out = append(out, m.Item.ID)
		}
		return out
	}
	if diff := cmp.Diff([]string{"ag-dia", "dr-con"}, ids(c.Up)); diff != "" {
		t.Errorf("moved up (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"im-inf"}, ids(c.Down)); diff != "" {
		t.Errorf("moved down (-want +got):\n%s", diff)
	}
	// Four do not apply, one was not known before, one never.
	if c.Unchanged != 27 || c.NotComparable != 6 || c.Common != 36 || c.Items != 36 {
		t.Errorf("%d unchanged, %d not comparable, %d of %d", c.Unchanged, c.NotComparable, c.Common, c.Items)
	}
	if s := c.Stages[1]; s.Before.Attained != assess.Information || s.Now.Attained != assess.Consultation || !s.Moved() {
		t.Errorf("drafting: %v, now %v", s.Before.Attained, s.Now.Attained)
	}
	if s := c.Stages[1]; !s.HasDepth || !s.Depth.Equal(ratio("1/3")) {
		t.Errorf("a third of a level is told: %v %v", s.HasDepth, s.Depth)
	}
	if s := c.Stages[4]; s.HasDepth || s.Moved() {
		t.Error("monitoring stayed as it was")
	}
	if len(c.Plan) != 3 || len(c.Done()) != 1 || c.Done()[0].Action != "dr-con/cso/1" {
		t.Errorf("plan %v, done %v", c.Plan, c.Done())
	}
}

// TestCompareChange_minorVersion compares on what both versions ask alike:
// an item that came later or changed its words does not move any level.
func TestCompareChange_minorVersion(t *testing.T) {
	t.Parallel()
	before, now := sheet("core-cso", "", "cso", csoWords), sheet("core-cso", "", "cso", csoWords)
	now.Questionnaire.Sections[0].Items[1].Text = "asked in other words"
	now.Questionnaire.Sections[6].Items = append(now.Questionnaire.Sections[6].Items, assess.Item{ID: "b1-4", Barrier: assess.Structure, Anchors: anchors(3)})
	now.Questionnaire.Index()
	now.Assessment.Responses["ag-con"] = assess.Response{State: assess.Answered, Value: 0}
	c := assess.CompareChange(before, now)
	if c.Common != 35 || c.Items != 37 {
		t.Errorf("compared on %d of %d items", c.Common, c.Items)
	}
	if len(c.Down) != 0 || c.Stages[0].Moved() {
		t.Error("an item that is asked otherwise moved")
	}
}
