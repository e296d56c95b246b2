package assess_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"csi/assess"
)

// dated gives the worked example some years on, with more responses.
func dated(years int, more map[string]assess.Response) assess.Sheet {
	s := sheet("core-cso", "core-pm", "cso", csoWords)
	s.Assessment.Frame.Date.Year += years
	for id, r := range more {
		s.Assessment.Responses[id] = r
	}
	return s
}

func answered(v int) assess.Response { return assess.Response{State: assess.Answered, Value: v} }

func TestCompareTrend(t *testing.T) {
	t.Parallel()
	first := dated(0, nil)
	second := dated(1, map[string]assess.Response{"im-inf": answered(1), "ag-inf": {State: assess.DontKnow}, "b1-1": {}, "b1-2": {}})
	third := dated(2, map[string]assess.Response{"dr-con": answered(2), "mo-dia": answered(0)})
	second.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Planned}}
	third.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Done}}
	for _, order := range [][]assess.Sheet{{first, second, third}, {third, first, second}, {second, third, first}} {
		if _, _, err := assess.RelateAll(order); err != nil {
			t.Fatal(err)
		}
		c := assess.CompareTrend(order)
		for i, s := range c.Sheets {
			if s.Assessment.Frame.Date.Year != 2026+i {
				t.Fatalf("the dates are not in order: %v", s.Assessment.Frame.Date)
			}
		}
		var moved []string
		for _, m := range c.Moved {
			moved = append(moved, m.Item.ID)
		}
		if want := []string{"dr-con", "im-inf", "mo-dia"}; !slices.Equal(moved, want) {
			t.Errorf("moved %v, want %v", moved, want)
		}
		if c.Up() != 1 || c.Down() != 1 || c.Back() != 1 {
			t.Errorf("%d up, %d down, %d back; want one each", c.Up(), c.Down(), c.Back())
		}
		// Four never apply, de-con and b4-3 are never known.
		if c.NotComparable != 6 || c.Unchanged != 27 || c.Common != 36 {
			t.Errorf("%d not comparable, %d unchanged, %d common", c.NotComparable, c.Unchanged, c.Common)
		}
		if s := c.Profiles[1].Stages[0]; s.Depth.HasValue || !s.AtLeast {
			t.Error("a stage with an unknown cell has a depth")
		}
		if b := c.Profiles[1].Barriers[0]; b.Severity.HasValue || !b.Severity.Low.Less(b.Severity.High) {
			t.Error("a barrier with one answer of three has a severity")
		}
		if len(c.Done()) != 1 {
			t.Errorf("done: %v", c.Done())
		}
	}
}

func TestRelateAll(t *testing.T) {
	t.Parallel()
	authority := sheet("core-pm", "core-cso", "authority", authorityWords)
	for _, c := range []struct {
		name   string
		sheets []assess.Sheet
		x, y   int
		want   string
	}{
		{"one side", []assess.Sheet{dated(0, nil), dated(1, nil), dated(2, nil)}, 0, 0, ""},
		{"two views", []assess.Sheet{dated(0, nil), dated(1, nil), authority}, 0, 2, "views"},
		{"one date twice", []assess.Sheet{dated(0, nil), dated(1, nil), dated(1, nil)}, 1, 2, "date"},
		{"another place", []assess.Sheet{dated(0, nil), dated(1, nil), func() assess.Sheet {
			s := dated(2, nil)
			s.Assessment.Frame.Jurisdiction = "Elsewhere"
			return s
		}()}, 0, 2, "jurisdiction"},
		{"two organisations with one that is not named between", []assess.Sheet{
			func() assess.Sheet { s := dated(0, nil); s.Assessment.Frame.Organisation = "One"; return s }(), dated(1, nil),
			func() assess.Sheet { s := dated(2, nil); s.Assessment.Frame.Organisation = "Two"; return s }()}, 0, 2, "organisation"},
	} {
		x, y, err := assess.RelateAll(c.sheets)
		var m *assess.Mismatch
		got := ""
		if errors.As(err, &m) {
			got = m.What
		}
		if got != c.want || x != c.x || y != c.y {
			t.Errorf("%s: %d and %d, %q; want %d and %d, %q", c.name, x, y, got, c.x, c.y, c.want)
		}
	}
}

// TestCompareTrend_properties holds over random assessments that the order of
// the files does not matter, that counts add up and that two dates of a trend
// are what a comparison of then and now says of them.
func TestCompareTrend_properties(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 9))
		q := randomQuestionnaire(rng)
		var sheets []assess.Sheet
		for i := range 3 {
			a := randomAssessment(rng, q)
			a.Frame.Date = assess.Date{Year: 2024 + i, Month: 5, Day: 1}
			a.Questionnaire = assess.Ref{ID: q.ID, Version: q.Version}
			sheets = append(sheets, assess.Sheet{Questionnaire: q, Assessment: a})
		}
		one := assess.CompareTrend(sheets)
		other := assess.CompareTrend([]assess.Sheet{sheets[2], sheets[0], sheets[1]})
		if len(one.Moved) != len(other.Moved) || one.Up() != other.Up() || one.Down() != other.Down() {
			t.Fatalf("seed %d: the order of the files matters", seed)
		}
		if n := len(one.Moved) + one.Unchanged + one.NotComparable; n != one.Common || one.Up()+one.Down()+one.Back() != len(one.Moved) {
			t.Fatalf("seed %d: %d items of %d are counted", seed, n, one.Common)
		}
		pair, change := assess.CompareTrend(sheets[:2]), assess.CompareChange(sheets[0], sheets[1])
		if pair.Up() != len(change.Up) || pair.Down() != len(change.Down) || pair.Unchanged != change.Unchanged || pair.NotComparable != change.NotComparable {
			t.Fatalf("seed %d: a trend of two dates is no comparison of then and now", seed)
		}
	}
}

// TestShare holds for every relation that after a minor change the common
// items are compared and counted.
func TestShare(t *testing.T) {
	t.Parallel()
	newer := func(s assess.Sheet) assess.Sheet {
		s.Questionnaire.Version, s.Assessment.Questionnaire.Version = "1.1.0", "1.1.0"
		s.Questionnaire.Sections[0].Items[1].Text = "asked in other words"
		s.Questionnaire.Sections[6].Items = append(s.Questionnaire.Sections[6].Items, assess.Item{ID: "b1-4", Barrier: assess.Structure, Anchors: anchors(3)})
		s.Questionnaire.Index()
		s.Assessment.Responses["ag-con"], s.Assessment.Responses["b1-4"] = answered(0), answered(0)
		return s
	}
	now := func(s assess.Sheet) assess.Sheet {
		s.Assessment.Questionnaire.Version = s.Questionnaire.Version
		return s
	}
	a, b, c := now(dated(0, nil)), now(dated(1, nil)), newer(dated(2, nil))
	trend, change := assess.CompareTrend([]assess.Sheet{c, a, b}), assess.CompareChange(a, c)
	other := newer(dated(2, nil))
	other.Questionnaire.Groups, other.Assessment.Frame.Group = []assess.Group{"expert"}, "expert"
	views := assess.CompareViews(a, other)
	for name, got := range map[string][2]int{"trend": {trend.Common, trend.Items}, "change": {change.Common, change.Items}, "views": {views.Common, views.Items}} {
		if got != [2]int{35, 37} {
			t.Errorf("%s: compared on %d of %d items, want 35 of 37", name, got[0], got[1])
		}
	}
	if len(trend.Moved)+len(change.Up)+len(change.Down) > 0 || trend.ByID || change.ByID || views.ByID {
		t.Error("an item that is asked otherwise moved, or a version is said to be missing")
	}
	for _, p := range trend.Profiles {
		if !p.Barriers[0].Severity.Value.Equal(trend.Profiles[0].Barriers[0].Severity.Value) {
			t.Error("an item that came later moves a severity")
		}
	}
	for i, x := range views.Cells {
		if x.Stage == assess.AgendaSetting && x.Level == assess.Consultation {
			t.Errorf("cell %d is compared though its item is asked otherwise", i)
		}
	}
}

// TestShare_versionNotAtHand holds that nothing is claimed of a version whose
// words nobody has: only items with an entry everywhere count as common, and
// those without one stay unknown.
func TestShare_versionNotAtHand(t *testing.T) {
	t.Parallel()
	old, now := dated(0, nil), dated(1, nil)
	old.Assessment.Questionnaire.Version = "0.9.0"
	now.Assessment.Questionnaire.Version = now.Questionnaire.Version
	delete(old.Assessment.Responses, "ag-con")
	c := assess.CompareChange(old, now)
	if !c.ByID || c.Common != 35 || c.Items != 36 {
		t.Errorf("by id %v, %d of %d; want true, 35 of 36", c.ByID, c.Common, c.Items)
	}
	if s := c.Stages[0]; s.Before.Attained != assess.Information || !s.Before.AtLeast {
		t.Errorf("agenda setting reached %v, at least %v; what was not asked must stay unknown", s.Before.Attained, s.Before.AtLeast)
	}
}

// TestBarrierViews holds the severities of E.9 beside those of another side,
// known and not known.
func TestBarrierViews(t *testing.T) {
	t.Parallel()
	cso, authority := twoSides()
	v := assess.CompareViews(cso, authority)
	for i, want := range []int{78, 56, 44, 50} {
		b := v.Barriers()[i]
		if got := b.A.Severity.Value.Round100(); got != want {
			t.Errorf("%v: severity %d, want %d", b.Barrier, got, want)
		}
	}
	for _, id := range []string{"b1-1", "b1-2", "b1-3"} {
		authority.Assessment.Responses[id] = assess.Response{State: assess.DontKnow}
	}
	if b := assess.CompareViews(cso, authority).Barriers()[0]; b.HasGap || b.Size != 0 {
		t.Errorf("a severity that nobody knows has the gap %v", b.Gap)
	}
	for _, id := range []string{"b1-1", "b1-2", "b1-3"} {
		authority.Assessment.Responses[id] = answered(3)
	}
	if b := assess.CompareViews(cso, authority).Barriers()[0]; !b.HasGap || !b.Gap.Equal(ratio("-7/9")) || b.Size != assess.LargeGap {
		t.Errorf("severity 78 and 0: gap %v, %v", b.Gap, b.Size)
	}
}
