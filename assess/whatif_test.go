package assess_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func movesText(moves []assess.StageMove) string {
	var parts []string
	for _, m := range moves {
		parts = append(parts, fmt.Sprintf("%s %s>%s", m.Stage, m.Before, m.After))
	}
	return strings.Join(parts, ", ")
}

func effectsText(all []assess.Supposed) string {
	var parts []string
	for _, x := range all {
		text := x.Action.ID + " " + x.Effect.String()
		if x.Effect == assess.Lifts {
			text += fmt.Sprintf(" %d>%d", x.From, x.To)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// TestDone_effects holds the rule for every state of a response: one above
// at-most, never over the top, never lower, and nothing where nothing is known.
func TestDone_effects(t *testing.T) {
	t.Parallel()
	q := oneStage(assess.Information, assess.Consultation, assess.Dialogue, assess.Partnership)
	items := q.Sections[0].Items
	items[0].Actions = []assess.Action{
		{ID: "i1/cso/1", For: assess.ForCSO, AtMost: 0, Horizon: assess.Short},
		{ID: "i1/cso/2", For: assess.ForCSO, AtMost: 1, Horizon: assess.Long},
		{ID: "i1/cso/3", For: assess.ForCSO, AtMost: 3, Horizon: assess.Long},
	}
	q.Index()
	for _, tt := range []struct {
		name, words, done, want string
	}{
		{"one above at most", "0 0 0 0", "i1/cso/1", "i1/cso/1 lifts 0>1"},
		{"the highest of several", "0 0 0 0", "i1/cso/1 i1/cso/2", "i1/cso/1 covered, i1/cso/2 lifts 0>2"},
		{"never over the top", "2 0 0 0", "i1/cso/3", "i1/cso/3 lifts 2>3"},
		{"at the top already", "3 0 0 0", "i1/cso/3", "i1/cso/3 above-already"},
		{"never lower", "2 0 0 0", "i1/cso/2", "i1/cso/2 above-already"},
		{"don't know", "dk 0 0 0", "i1/cso/1", "i1/cso/1 unknown"},
		{"blank", "- 0 0 0", "i1/cso/1", "i1/cso/1 unknown"},
		{"not applicable", "na 0 0 0", "i1/cso/1", "i1/cso/1 not-applicable"},
		{"own, twice, unknown", "0 0 0 0", "own/1 own/1 nothing", "own/1 no-item"},
	} {
		a := replies(q, tt.words)
		a.Plan = []assess.PlanEntry{{Action: "own/1", For: assess.ForCSO, Horizon: assess.Short, Text: "talk"}}
		s := assess.NewSupposer(q, a, nil)
		w := s.Done(strings.Fields(tt.done))
		if got := effectsText(w.Done); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if r := a.Responses["i1"]; diff(r, replies(q, tt.words).Responses["i1"]) != "" {
			t.Errorf("%s: the assessment itself was changed", tt.name)
		}
	}
}

func diff(a, b any) string { return cmp.Diff(a, b) }

// TestDone_scorer holds that what would follow is what the ordinary scorer
// says of the changed responses, and that no result falls.
func TestDone_scorer(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 9))
	for i := range 500 {
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		s := assess.NewSupposer(q, a, nil)
		changed := &assess.Assessment{Targets: a.Targets, Responses: map[string]assess.Response{}}
		for id, r := range a.Responses {
			changed.Responses[id] = r
		}
		var done []string
		for _, it := range q.Items() {
			for _, x := range it.Actions {
				if rng.IntN(2) == 0 {
					continue
				}
				done = append(done, x.ID)
				if r := changed.Responses[it.ID]; r.State == assess.Answered && a.Responses[it.ID].Value <= x.AtMost {
					r.Value = max(r.Value, min(x.AtMost+1, it.Max()))
					changed.Responses[it.ID] = r
				}
			}
		}
		w := s.Done(done)
		if d := cmp.Diff(naive{q, changed, nil}.outcome(), outcomeOf(w.After)); d != "" {
			t.Fatalf("assessment %d (-second scorer +Done):\n%s", i, d)
		}
		if err := climbs(w.Before, w.After); err != nil {
			t.Fatalf("assessment %d: %v", i, err)
		}
	}
}

// The worked example, by hand: information of decision is the only gap at a
// next rung that one action closes for drafting, agenda setting and monitoring.
func TestSupposer_workedExample(t *testing.T) {
	t.Parallel()
	q := core()
	a := replies(q, csoWords)
	s := assess.NewSupposer(q, a, nil)
	var singles []string
	for _, x := range s.Singles(assess.ForCSO) {
		singles = append(singles, x.Action.ID+": "+movesText(x.Moves))
	}
	want := []string{
		"mo-inf/cso/1: monitoring none>information",
		"ag-dia/cso/1: agenda-setting consultation>dialogue",
		"dr-con/cso/1: drafting information>consultation",
		"de-inf/cso/1: decision none>information",
	}
	if d := cmp.Diff(sortedText(want), sortedText(singles)); d != "" {
		t.Errorf("singles (-want +got):\n%s", d)
	}

	r := s.Reach(assess.Search{For: assess.ForCSO})
	if got, want := listText(r.Fewest), "ag-dia/cso/1 de-inf/cso/1 dr-con/cso/1 dr-dia/cso/1 mo-con/cso/1 mo-inf/cso/1"; got != want {
		t.Errorf("fewest: %s, want %s", got, want)
	}
	if got, want := movesText(assess.Moves(s.Profile, r.Fewest.After)),
		"agenda-setting consultation>dialogue, drafting information>dialogue, decision none>information, monitoring none>dialogue"; got != want {
		t.Errorf("moves: %s, want %s", got, want)
	}
	var goals []string
	for _, g := range r.Goals {
		text := g.Stage.String() + " " + g.State.String()
		if g.State == assess.GoalBlocked {
			text += " " + g.Level.String() + " " + g.Reason.String() + " " + g.Items[0].ID
		}
		goals = append(goals, text)
	}
	if d := cmp.Diff([]string{"agenda-setting reached", "drafting reached", "decision blocked consultation unknown de-con",
		"implementation met", "monitoring reached", "reformulation not-applicable"}, goals); d != "" {
		t.Errorf("goals (-want +got):\n%s", d)
	}
	if len(r.FindOut) != 1 || r.FindOut[0].ID != "de-con" {
		t.Errorf("find out %v, want de-con", r.FindOut)
	}

	// What is given beforehand leaves less to do.
	r = s.Reach(assess.Search{For: assess.ForCSO, Given: []string{"ag-dia/cso/1", "mo-inf/authority/1"}})
	if got, want := listText(r.Fewest), "de-inf/cso/1 dr-con/cso/1 dr-dia/cso/1 mo-con/cso/1"; got != want {
		t.Errorf("fewest after what is given: %s, want %s", got, want)
	}
}

func sortedText(s []string) map[string]bool {
	out := map[string]bool{}
	for _, x := range s {
		out[x] = true
	}
	return out
}

// What of the plan counts as intended, and what of the road map as selected.
func TestSupposer_plan(t *testing.T) {
	t.Parallel()
	q := core()
	a := replies(q, csoWords)
	a.Plan = []assess.PlanEntry{
		{Action: "ag-dia/cso/1", Status: assess.Planned}, {Action: "dr-con/cso/1", Status: assess.Doing},
		{Action: "mo-inf/cso/1", Status: assess.Done}, {Action: "de-inf/cso/1", Status: assess.Dropped},
		{Action: "mo-con/cso/1", Owner: "office"}, {Action: "own/1", For: assess.ForCSO, Horizon: assess.Short, Status: assess.Planned},
		{Action: "ag-dia/authority/1", Status: assess.Planned},
	}
	s := assess.NewSupposer(q, a, nil)
	want := map[string]bool{"ag-dia/cso/1": true, "dr-con/cso/1": true, "mo-con/cso/1": true, "own/1": true}
	if d := cmp.Diff(want, sortedText(s.Intended(assess.ForCSO))); d != "" {
		t.Errorf("intended (-want +got):\n%s", d)
	}
	mapped := sortedText(s.Mapped(assess.ForCSO))
	if mapped["de-inf/cso/1"] || !mapped["mo-inf/cso/1"] || !mapped["own/1"] || mapped["ag-dia/authority/1"] {
		t.Errorf("mapped %v", mapped)
	}
	for _, x := range s.Reach(assess.Search{For: assess.ForCSO}).Fewest.Actions {
		if x.Status == assess.Dropped {
			t.Errorf("the list proposes %s, which was dropped", x.Action.ID)
		}
	}
}

// crowded is a cell of very many items of odd weights: the worst for a search.
func crowded(items int) (*assess.Questionnaire, *assess.Assessment) {
	rng := rand.New(rand.NewPCG(1, uint64(items)))
	q := &assess.Questionnaire{ID: "crowded", Version: "1.0.0", Sections: []assess.Section{{ID: "s"}}}
	a := &assess.Assessment{Responses: map[string]assess.Response{}}
	for i := range items {
		id := fmt.Sprint("i", i)
		it := assess.Item{ID: id, Stage: assess.Drafting, Level: assess.Information, Anchors: anchors(6), Weight: assess.Weight(5 + rng.IntN(26))}
		for n := range 3 {
			it.Actions = append(it.Actions, assess.Action{ID: fmt.Sprintf("%s/cso/%d", id, n+1), For: assess.ForCSO,
				AtMost: 2 + n + rng.IntN(2), Horizon: assess.Horizon(1 + n)})
		}
		q.Sections[0].Items = append(q.Sections[0].Items, it)
		a.Responses[id] = assess.Response{State: assess.Answered, Value: rng.IntN(3)}
	}
	q.Index()
	return q, a
}

// TestReach_crowded holds that a questionnaire made to be hard gets an answer
// at once, and that the answer says that it is not proved.
func TestReach_crowded(t *testing.T) {
	t.Parallel()
	q, a := crowded(1500)
	start := time.Now()
	r := assess.NewSupposer(q, a, nil).Reach(assess.Search{})
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	if r.Fewest.Proved || r.Earliest.Proved || r.Goals[0].State != assess.GoalReached || r.Fewest.After.Stages[0].Attained != assess.Information {
		t.Errorf("proved %t and %t, goal %s, attained %s", r.Fewest.Proved, r.Earliest.Proved, r.Goals[0].State, r.Fewest.After.Stages[0].Attained)
	}
	q, a = crowded(24)
	if r := assess.NewSupposer(q, a, nil).Reach(assess.Search{}); !r.Fewest.Proved || !r.Earliest.Proved {
		t.Error("24 items in a cell are not proved")
	}
}

// BenchmarkReach finds both lists of the worked example, and of a cell of 24
// items. The aim of the command is a second.
func BenchmarkReach(b *testing.B) {
	for _, tt := range []struct {
		name string
		make func() (*assess.Questionnaire, *assess.Assessment)
	}{
		{"core-cso", func() (*assess.Questionnaire, *assess.Assessment) { q := core(); return q, replies(q, csoWords) }},
		{"24-in-a-cell", func() (*assess.Questionnaire, *assess.Assessment) { return crowded(24) }},
		{"1500-in-a-cell", func() (*assess.Questionnaire, *assess.Assessment) { return crowded(1500) }},
	} {
		b.Run(tt.name, func(b *testing.B) {
			q, a := tt.make()
			b.ReportAllocs()
			for b.Loop() {
				assess.NewSupposer(q, a, nil).Reach(assess.Search{})
			}
		})
	}
}

// BenchmarkSingles tries every action of the worked example alone.
func BenchmarkSingles(b *testing.B) {
	q := core()
	s := assess.NewSupposer(q, replies(q, csoWords), nil)
	b.ReportAllocs()
	for b.Loop() {
		s.Singles(assess.Addressees()...)
	}
}
