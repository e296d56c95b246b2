package assess_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// addsUp works a score out of the parts of a sum once more and compares.
func addsUp(s *assess.Sum) error {
	var answered, points, unknown, left assess.Ratio
	for _, t := range s.Summands {
		switch t.State {
		case assess.Answered:
			answered, points = answered.Add(t.Weight), points.Add(t.Weight.Mul(t.Score))
		case assess.NotApplicable:
			left = left.Add(t.Weight)
		default:
			unknown = unknown.Add(t.Weight)
		}
	}
	if !answered.Equal(s.Answered) || !points.Equal(s.Points) || !unknown.Equal(s.Unknown) || !left.Equal(s.LeftOut) {
		return fmt.Errorf("the items come to %v of %v, %v unknown, %v left out; the sum says %v, %v, %v, %v",
			points, answered, unknown, left, s.Points, s.Answered, s.Unknown, s.LeftOut)
	}
	all := answered.Add(unknown)
	switch {
	case !s.Score.Applicable:
		return nil
	case s.Score.HasValue && !points.Div(answered).Equal(s.Score.Value):
		return fmt.Errorf("value %v, explained %v", s.Score.Value, points.Div(answered))
	case !points.Div(all).Equal(s.Score.Low), !points.Add(unknown).Div(all).Equal(s.Score.High):
		return fmt.Errorf("range %v to %v, explained %v to %v", s.Score.Low, s.Score.High, points.Div(all), points.Add(unknown).Div(all))
	}
	return nil
}

// stageAddsUp compares depth with the running minimum of the explained sums.
func stageAddsUp(x *assess.StageExplanation) error {
	for i := range x.Levels {
		if err := addsUp(&x.Levels[i].Sum); err != nil {
			return fmt.Errorf("%v: %w", x.Levels[i].Cell.Level, err)
		}
	}
	d := x.Profile.Depth
	if !d.Applicable {
		return nil
	}
	scale := assess.NewRatio(4, x.Applicable)
	if d.HasValue && !scale.Mul(x.Running).Equal(d.Value) {
		return fmt.Errorf("depth %v, explained %v", d.Value, scale.Mul(x.Running))
	}
	if !scale.Mul(x.Low).Equal(d.Low) || !scale.Mul(x.High).Equal(d.High) {
		return fmt.Errorf("depth from %v to %v, explained %v to %v", d.Low, d.High, scale.Mul(x.Low), scale.Mul(x.High))
	}
	return nil
}

// TestExplainer_sumsEqualTheProfile holds that every explained sum gives the
// figure of the profile, to the last digit, and every step does what it says.
func TestExplainer_sumsEqualTheProfile(t *testing.T) {
	t.Parallel()
	steps, swings := 0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 7))
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		x := assess.NewExplainer(q, a, nil)
		for _, st := range assess.Stages() {
			s := x.Stage(st)
			if s == nil {
				continue
			}
			if err := stageAddsUp(s); err != nil {
				t.Fatalf("seed %d, %v: %v", seed, st, err)
			}
			if s.Step != nil {
				steps++
				if got := s.Step.After.Stage(st).Attained; got < s.Profile.Next || s.Step.State == assess.NotApplicable {
					t.Fatalf("seed %d, %v: %s reaches %v, want %v", seed, st, s.Step.Item.ID, got, s.Profile.Next)
				}
			}
			for _, w := range s.Doubt.Swings {
				swings++
				if low, high := w.Low.Stage(st), w.High.Stage(st); low.Attained > high.Attained || w.Changes != (low.Attained != high.Attained) {
					t.Fatalf("seed %d, %v: %s reaches %v at 0 and %v at the top; changes is %v", seed, st, w.Item.ID, low.Attained, high.Attained, w.Changes)
				}
			}
		}
		for _, b := range assess.Barriers() {
			if s := x.Barrier(b); s != nil {
				if err := addsUp(&s.Sum); err != nil {
					t.Fatalf("seed %d, %v: %v", seed, b, err)
				}
				if v := s.Profile.Severity; v.HasValue && !v.Value.Add(s.Sum.Score.Value).Equal(assess.Whole(1)) {
					t.Fatalf("seed %d, %v: severity %v beside score %v", seed, b, v.Value, s.Sum.Score.Value)
				}
			}
		}
		for _, sec := range q.Sections {
			if s := x.Section(sec.ID); s != nil {
				if err := addsUp(&s.Sum); err != nil {
					t.Fatalf("seed %d, %v: %v", seed, sec.ID, err)
				}
			}
		}
		prioritiesAddUp(t, q, x)
	}
	if steps < 50 || swings < 50 {
		t.Errorf("saw only %d steps and %d unknown items", steps, swings)
	}
}

// prioritiesAddUp holds that weight, shortfall and factor give the priority,
// and that the value of a response leads to the profile there is.
func prioritiesAddUp(t *testing.T, q *assess.Questionnaire, x *assess.Explainer) {
	t.Helper()
	for _, it := range q.Items() {
		i := x.Item(it.ID)
		for _, a := range i.Actions {
			if got := i.Weight.Mul(a.Shortfall).Mul(a.Factor); !got.Equal(a.Priority) {
				t.Fatalf("%s: priority %v, explained %v", a.Action.ID, a.Priority, got)
			}
		}
		if i.State != assess.Answered {
			continue
		}
		if got, want := figures(i.Effects[i.Value].After), figures(x.Profile); got != want {
			t.Fatalf("%s: its own value leads to %s, want %s", it.ID, got, want)
		}
	}
}

// figures writes depths and severities of a profile.
func figures(p *assess.Profile) string {
	out := ""
	for _, s := range p.Stages {
		out += rangeText(s.Depth) + " "
	}
	for _, b := range p.Barriers {
		out += scoreText(b.Severity) + " "
	}
	return out
}

// TestExplainer_step holds which response is named, by hand-worked cases: one
// word per item, then what the step should say.
func TestExplainer_step(t *testing.T) {
	t.Parallel()
	heavy := oneStage(assess.Information, assess.Information)
	heavy.Sections[0].Items[0].Weight = 30
	light := oneStage(assess.Information, assess.Information)
	for _, c := range []struct {
		name, words, want string
		q                 *assess.Questionnaire
	}{
		{"ad hoc", "2 1 1", "i2 1 to 2: consultation, 20/9", nil},
		{"above is in place already", "2 1 2", "i2 1 to 2: dialogue, 8/3", nil},
		{"don't know", "2 dk 0", "i2 dont_know to 2: consultation, 16/9", nil},
		{"blank", "- 0 0", "i1 blank to 2: information, 8/9", nil},
		{"not applicable is no way", "2 na 1", "i3 1 to 2: dialogue, 8/3", nil},
		{"all in place", "2 2 3", "none", nil},
		// Two items of one cell: (3·0 + 1·1)/(3 + 1) needs the heavy one at 2:
		// (3·2/3 + 1)/4 = 3/4.
		{"weights", "0 3", "i1 0 to 2: information, 3", heavy},
		{"to the top", "0 0", "i1 0 to 3: information, 3", heavy},
		{"either would do", "2 1", "i1 2 to 3: information, 8/3 or i2", light},
		{"no single response", "0 0", "none", light},
	} {
		q := c.q
		if q == nil {
			q = oneStage(assess.Information, assess.Consultation, assess.Dialogue)
		}
		x := assess.NewExplainer(q, replies(q, c.words), nil).Stage(assess.Drafting)
		got := "none"
		if s := x.Step; s != nil {
			from := map[assess.State]string{assess.Answered: fmt.Sprint(s.From), assess.DontKnow: "dont_know", assess.Blank: "blank"}[s.State]
			after := s.After.Stage(assess.Drafting)
			got = fmt.Sprintf("%s %s to %d: %v, %s", s.Item.ID, from, s.Value, after.Attained, rangeText(after.Depth))
			for _, it := range s.Instead {
				got += " or " + it.ID
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestExplainer_barrier holds a lifted band, and an unknown item that decides.
func TestExplainer_barrier(t *testing.T) {
	t.Parallel()
	q := core()
	a := replies(q, "")
	answer := func(id string, v int) { a.Responses[id] = assess.Response{State: assess.Answered, Value: v} }
	answer("b1-1", 0) // a must-have
	answer("b1-2", 3)
	answer("b1-3", 3)
	answer("b4-1", 1)
	answer("b4-2", 2)
	a.Responses["b4-3"] = assess.Response{State: assess.DontKnow}
	before := len(a.Responses)
	x := assess.NewExplainer(q, a, nil)
	s := x.Barrier(assess.Structure)
	// 1 - (0 + 1 + 1)/3 = 1/3 is moderate by itself; at 1 it is 2/9.
	if s.Step == nil || s.Step.Item.ID != "b1-1" || s.Step.Value != 1 {
		t.Errorf("structure: step %+v, want b1-1 to 1", s.Step)
	}
	d := x.Barrier(assess.Awareness).Doubt
	// 1 - (1/3 + 2/3 + 0)/3 = 2/3 severe; with 1: 1/3 moderate.
	if len(d.Swings) != 1 || !d.Swings[0].Changes || !d.Changes {
		t.Errorf("awareness: doubt %+v, want one item that changes the band", d)
	}
	if len(a.Responses) != before || a.Responses["b4-3"].State != assess.DontKnow {
		t.Error("the assessment was changed")
	}
	if x.Stage(0) != nil || x.Barrier(0) != nil || x.Item("none") != nil || x.Section("none") != nil {
		t.Error("a part that is not there was explained")
	}
}

// TestExplainer_leavesTheAssessmentAlone holds that what would be is not what
// is: an assessment without any responses has none afterwards.
func TestExplainer_leavesTheAssessmentAlone(t *testing.T) {
	t.Parallel()
	q := core()
	a := &assess.Assessment{}
	x := assess.NewExplainer(q, a, nil)
	for _, st := range assess.Stages() {
		x.Stage(st)
	}
	x.Item("dr-con")
	if diff := cmp.Diff(&assess.Assessment{}, a); diff != "" {
		t.Errorf("the assessment was changed (-want +got):\n%s", diff)
	}
}
