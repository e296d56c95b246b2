package assess_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// pair makes a short and a long questionnaire that share some items.
func pair() (short, long *assess.Questionnaire) {
	item := func(id, text string) assess.Item {
		return assess.Item{ID: id, Text: text, Scale: "s", Anchors: anchors(3), NotApplicable: id == "na",
			Actions: []assess.Action{{ID: id + "/cso/1", For: assess.ForCSO, Horizon: assess.Short, Text: "do " + id}}}
	}
	short = &assess.Questionnaire{ID: "short", Version: "1.0.0", Sections: []assess.Section{{ID: "a", Items: []assess.Item{
		item("one", "one"), item("two", "two"), item("three", "three"), item("na", "na"), item("na-2", "na-2"), item("blank", "blank"), item("gone", "gone"),
	}}}}
	long = &assess.Questionnaire{ID: "long", Version: "1.0.0", Sections: []assess.Section{{ID: "b", Items: []assess.Item{
		item("new", "new"), item("na", "na"), item("na-2", "na-2"), item("two", "two in other words"), item("three", "three"), item("one", "one"), item("blank", "blank"),
	}}}}
	long.Sections[0].Items[4].Anchors = anchors(4)
	return short, long
}

func TestCarryOver(t *testing.T) {
	t.Parallel()
	short, long := pair()
	a := &assess.Assessment{Responses: map[string]assess.Response{
		"one":   {State: assess.Answered, Value: 2, Evidence: assess.PublicSource, Note: "a note", Flag: true},
		"two":   {State: assess.Answered, Value: 1},
		"three": {State: assess.Answered, Value: 3},
		"na":    {State: assess.NotApplicable, Reason: "no such body"},
		"na-2":  {State: assess.NotApplicable, Reason: "no such body"},
		"blank": {Note: "open"},
		"gone":  {State: assess.DontKnow},
	}, Plan: []assess.PlanEntry{{Action: "one/cso/1", Owner: "board"}, {Action: "gone/cso/1"}, {Action: "two/cso/1"}}}
	got := assess.CarryOver(a, short, long)
	want := assess.Carried{
		Responses: map[string]assess.Response{"one": a.Responses["one"], "na": a.Responses["na"], "blank": a.Responses["blank"]},
		Plan:      a.Plan[:1],
		Taken:     []string{"na", "one"},
		Left:      []string{"two", "three", "na-2", "gone"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("carried (-want +got):\n%s", diff)
	}
}

func TestGroupSensitive(t *testing.T) {
	t.Parallel()
	for g, want := range map[assess.Group]bool{"peer": true, "duo": true, "participant": true, "manager": false, "cso": false, "": false} {
		if g.Sensitive() != want {
			t.Errorf("%q.Sensitive() = %v, want %v", g, !want, want)
		}
	}
}
