package assess_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

func TestIsOwnAction(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"own/1": true, "own/120": true, "own/0": false, "own/01": false, "own/-1": false, "own/": false,
		"own": false, "own/1/2": false, "ag-dia/cso/1": false, "": false, "own/+1": false,
	} {
		if got := assess.IsOwnAction(id); got != want {
			t.Errorf("IsOwnAction(%q) = %v, want %v", id, got, want)
		}
	}
}

func TestNextOwnAction_neverComesBack(t *testing.T) {
	t.Parallel()
	plan := []assess.PlanEntry{{Action: "own/7"}, {Action: "ag-dia/cso/1"}, {Action: "own/2"}}
	if got := assess.NextOwnAction(0, plan); got != "own/8" {
		t.Errorf("got %s, want own/8", got)
	}
	if got := assess.NextOwnAction(9, plan); got != "own/10" {
		t.Errorf("after nine: got %s, want own/10", got)
	}
	if got := assess.NextOwnAction(0, nil); got != "own/1" {
		t.Errorf("got %s, want own/1", got)
	}
}

func TestPlanEntry_Equal(t *testing.T) {
	t.Parallel()
	full := assess.PlanEntry{
		Action: "own/1", For: assess.ForCSO, Stage: assess.Decision, Horizon: assess.Short, Text: "a", DoneWhen: "b", Owner: "c",
		Due: assess.Date{Year: 2027, Month: 1, Day: 2}, Effort: 3, Cost: assess.Money{Amount: 4, Currency: "EUR"},
		Depends: []string{"own/2"}, Status: assess.Doing, Since: assess.Date{Year: 2026, Month: 1, Day: 2}, Proof: "d",
	}
	same := full
	same.Depends = slices.Clone(full.Depends)
	if !full.Equal(same) {
		t.Error("a copy differs")
	}
	for name, change := range map[string]func(*assess.PlanEntry){
		"action": func(e *assess.PlanEntry) { e.Action = "own/2" }, "for": func(e *assess.PlanEntry) { e.For = assess.ForAuthority },
		"stage": func(e *assess.PlanEntry) { e.Stage = 0 }, "barrier": func(e *assess.PlanEntry) { e.Barrier = assess.Structure },
		"horizon": func(e *assess.PlanEntry) { e.Horizon = 0 }, "text": func(e *assess.PlanEntry) { e.Text = "" },
		"done_when": func(e *assess.PlanEntry) { e.DoneWhen = "" }, "owner": func(e *assess.PlanEntry) { e.Owner = "" },
		"due": func(e *assess.PlanEntry) { e.Due.Day++ }, "effort": func(e *assess.PlanEntry) { e.Effort++ },
		"cost": func(e *assess.PlanEntry) { e.Cost.Amount++ }, "currency": func(e *assess.PlanEntry) { e.Cost.Currency = "CHF" },
		"depends": func(e *assess.PlanEntry) { e.Depends = nil }, "status": func(e *assess.PlanEntry) { e.Status = assess.Done },
		"since": func(e *assess.PlanEntry) { e.Since = assess.Date{} }, "proof": func(e *assess.PlanEntry) { e.Proof = "" },
	} {
		other := full
		change(&other)
		if full.Equal(other) {
			t.Errorf("%s: a change goes unseen", name)
		}
	}
}

func TestDependencyLoop(t *testing.T) {
	t.Parallel()
	plan := []assess.PlanEntry{
		{Action: "a", Depends: []string{"b", "c"}}, {Action: "b", Depends: []string{"c"}}, {Action: "c"},
	}
	if loop := assess.DependencyLoop(plan); loop != nil {
		t.Errorf("found the loop %v where there is none", loop)
	}
	plan[2].Depends = []string{"b"}
	if diff := cmp.Diff([]string{"b", "c"}, assess.DependencyLoop(plan)); diff != "" {
		t.Error(diff)
	}
}

// plannedFixture is a questionnaire of one stage whose information item is absent.
func plannedFixture() (*assess.Questionnaire, *assess.Assessment, *assess.Profile) {
	q := &assess.Questionnaire{ID: "small", Version: "1.0.0", Sections: []assess.Section{{ID: "s", Items: []assess.Item{
		{ID: "inf", Stage: assess.Drafting, Level: assess.Information, Anchors: make([]assess.Anchor, 4), Actions: []assess.Action{
			{ID: "inf/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Short, Text: "Ask for the draft"},
		}},
		{ID: "con", Stage: assess.Drafting, Level: assess.Consultation, Anchors: make([]assess.Anchor, 4), Actions: []assess.Action{
			{ID: "con/cso/1", For: assess.ForCSO, AtMost: 0, Horizon: assess.Short, Text: "Ask to be asked"},
		}},
	}}}}
	a := &assess.Assessment{Responses: map[string]assess.Response{
		"inf": {State: assess.Answered}, "con": {State: assess.Answered, Value: 3},
	}}
	return q, a, assess.NewProfile(q, a, nil)
}

func TestPlannedActions(t *testing.T) {
	t.Parallel()
	q, a, p := plannedFixture()
	a.Plan = []assess.PlanEntry{
		{Action: "own/2", For: assess.ForCSO, Horizon: assess.Short, Text: "Print leaflets"},
		{Action: "own/1", For: assess.ForAuthority, Horizon: assess.Short, Text: "Pay for travel"},
		{Action: "con/cso/1", Status: assess.Dropped},
		{Action: "inf/cso/1", Horizon: assess.Long, Text: "Ask for every draft", Owner: "coordinator"},
	}
	type row struct {
		ID, Text        string
		Horizon         assess.Horizon
		Taken, Selected bool
	}
	var got []row
	for _, x := range assess.PlannedActions(q, a, p, assess.ForCSO) {
		got = append(got, row{x.Action.ID, x.Action.Text, x.Action.Horizon, x.Taken, x.Selected})
	}
	want := []row{
		{"con/cso/1", "Ask to be asked", assess.Short, true, false},
		{"own/2", "Print leaflets", assess.Short, true, false},
		{"inf/cso/1", "Ask for every draft", assess.Long, true, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := q.Item("inf").Actions[0].Text; text != "Ask for the draft" {
		t.Errorf("the questionnaire was changed: %q", text)
	}
}
