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
