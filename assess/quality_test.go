package assess

import (
	"fmt"
	"testing"
)

func qualityRow(hash string, values ...int) QualityRow {
	r := QualityRow{Hash: hash, Segment: Segment{Questionnaire: "q", Major: "1"}, Version: "1.0.0", Period: Period{To: Month{2026, 1}}}
	for i, v := range values {
		r.Items = append(r.Items, fmt.Sprint("i", i))
		r.Responses = append(r.Responses, Response{State: Answered, Value: v})
	}
	return r
}

func TestQuality(t *testing.T) {
	t.Parallel()
	q := NewQuality(Month{2026, 6})
	quiz := &Questionnaire{ID: "q", Sections: []Section{{ID: "s"}}}
	for i := range 9 {
		quiz.Sections[0].Items = append(quiz.Sections[0].Items, Item{ID: fmt.Sprint("i", i), Anchors: make([]Anchor, 4)})
	}
	quiz.Index()
	tops := qualityRow("tops", 3, 3, 3, 3, 3, 3, 3, 3, 3)
	tops.Questionnaire = quiz
	old := qualityRow("old", 0, 2, 1, 3, 0, 2, 1, 3, 0)
	old.Period.To, old.Version = Month{2020, 1}, "1.1.0"
	other := qualityRow("authority", 3, 1, 2, 1, 2, 1, 2, 1, 2)
	other.Segment.Questionnaire = "p"
	for _, r := range []QualityRow{
		qualityRow("line", 1, 1, 1, 1, 1, 1, 1, 1, 1), tops, old, other,
		qualityRow("a", 0, 1, 2, 3, 0, 1, 2, 3, 1), qualityRow("b", 0, 1, 2, 3, 0, 1, 2, 3, 1), qualityRow("c", 0, 1, 2, 3, 3, 1, 2, 3, 2),
	} {
		q.Add(r)
	}
	found := map[string][]string{}
	for _, f := range q.Findings([][2]string{{"q", "p"}}, func(string, string) int { return 3 }) {
		found[f.Kind] = append(found[f.Kind], fmt.Sprintf("%v%d/%d", f.Hashes, f.Count, f.Of))
	}
	for kind, want := range map[string]string{
		FindingStraight:   "[[line]9/9]",
		FindingTopBare:    "[[tops]9/9]",
		FindingDuplicate:  "[[a b]9/9]",
		FindingNear:       "[[a c]7/9 [b c]7/9]",
		FindingContradict: "[[a authority]1/9 [b authority]1/9 [c authority]1/9 [old authority]1/9]",
		FindingVersions:   "[[]6/2]",
		FindingStale:      "[[old]77/24]",
	} {
		if got := fmt.Sprint(found[kind]); got != want {
			t.Errorf("%s: %s; expected %s", kind, got, want)
		}
	}
	if q.Assessments() != 7 {
		t.Errorf("%d assessments; expected 7", q.Assessments())
	}
}

// Outliers lie far from the middle of a group of eight or more, further than
// the fence of the group itself; in a group as spread as they are, nobody does.
func TestQuality_outliers(t *testing.T) {
	t.Parallel()
	found := func(rows ...QualityRow) string {
		q := NewQuality(Month{2026, 6})
		for _, r := range rows {
			q.Add(r)
		}
		out := ""
		for _, f := range q.Findings(nil, func(string, string) int { return 3 }) {
			if f.Kind == FindingOutlier {
				out += fmt.Sprint(f.Hashes, f.Count, "/", f.Of)
			}
		}
		return out
	}
	var rows []QualityRow
	for i := range 11 {
		// All near the middle, each with one item of its own.
		values := []int{1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2}
		values[i] = 2 - values[i]/2
		rows = append(rows, qualityRow(fmt.Sprint("h", i), values...))
	}
	far := qualityRow("far", 3, 3, 3, 0, 3, 3, 3, 0, 3, 3, 3, 0)
	if got := found(append(rows, far)...); got != "[far] 67/25" {
		t.Errorf("found %q; expected the far one", got)
	}
	if got := found(rows...); got != "" {
		t.Errorf("found %q among equals", got)
	}
	if got := found(append(rows[:6:6], far)...); got != "" {
		t.Errorf("found %q in a group of seven", got)
	}
	var apart []QualityRow
	for i := range 12 {
		// Half of the group stands at one end, half at the other.
		values := make([]int, 12)
		for j := range values {
			values[j] = 3 * (i % 2)
		}
		values[i] = 1
		apart = append(apart, qualityRow(fmt.Sprint("h", i), values...))
	}
	if got := found(append(apart, far)...); got != "" {
		t.Errorf("found %q in a group that is far apart", got)
	}
}

// How far is too far follows from how far the group is apart itself: here up
// to four items of twelve, so that eleven are not beyond its fence.
func TestQuality_fence(t *testing.T) {
	t.Parallel()
	q := NewQuality(Month{2026, 6})
	for r, n := range []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 11} {
		values := make([]int, 12)
		for k := range n {
			values[(5*r+k)%12] = 3
		}
		q.Add(qualityRow(fmt.Sprint("h", r), values...))
	}
	for _, f := range q.Findings(nil, func(string, string) int { return 3 }) {
		if f.Kind == FindingOutlier {
			t.Errorf("found %+v", f)
		}
	}
}

// Versions, evidence, few answers and other matters keep a finding away.
func TestQuality_nothing(t *testing.T) {
	t.Parallel()
	quiz := &Questionnaire{ID: "q", Sections: []Section{{ID: "s"}}}
	for i := range 9 {
		quiz.Sections[0].Items = append(quiz.Sections[0].Items, Item{ID: fmt.Sprint("i", i), Anchors: make([]Anchor, 4)})
	}
	quiz.Index()
	shown := qualityRow("shown", 3, 3, 3, 3, 3, 3, 3, 3, 3)
	shown.Questionnaire, shown.Responses[4].Evidence = quiz, PublicSource
	few := qualityRow("few", 1, 1, 1, 1, 1, 1, 1)
	fresh := qualityRow("fresh", 0, 2, 1, 3, 0, 2, 1, 3, 0)
	fresh.Period.To = Month{2024, 6}
	elsewhere := qualityRow("elsewhere", 3, 1, 2, 0, 3, 1, 2, 0, 3)
	elsewhere.Segment.Questionnaire, elsewhere.Segment.Jurisdiction = "p", "elsewhere"
	q := NewQuality(Month{2026, 6})
	for _, r := range []QualityRow{shown, few, fresh, elsewhere} {
		q.Add(r)
	}
	for _, f := range q.Findings([][2]string{{"q", "p"}}, func(string, string) int { return 3 }) {
		// All at the top with evidence is a line of one value still.
		if f.Kind != FindingStraight || f.Hashes[0] != "shown" {
			t.Errorf("found %+v", f)
		}
	}
}
