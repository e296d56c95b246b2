package assess_test

import (
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func TestSimulate(t *testing.T) {
	t.Parallel()
	q := core()
	people := assess.Simulate(q, "cso", 20, 6, 7)
	if diff := cmp.Diff(people, assess.Simulate(q, "cso", 20, 6, 7)); diff != "" {
		t.Errorf("the same seed gives other people: %s", diff)
	}
	if cmp.Equal(people, assess.Simulate(q, "cso", 20, 6, 8)) {
		t.Error("another seed gives the same people")
	}
	agreed, apart, unknown := 0, 0, 0
	for _, it := range q.Items() {
		s := assess.NewSpread(it, assess.Ballots(people, "cso", it.ID, 1), assess.DefaultMinimum(), true)
		if s.Hidden || s.People != 20 || s.Organisations != 6 {
			t.Fatalf("%s: %d people of %d organisations, hidden %v", it.ID, s.People, s.Organisations, s.Hidden)
		}
		if !it.NotApplicable && s.NotApplicable > 0 {
			t.Errorf("%s cannot be not applicable", it.ID)
		}
		if s.Consensus.Has() && s.Consensus.AtLeast(assess.ConsensusCut()) {
			agreed++
		} else {
			apart++
		}
		unknown += s.DontKnow
	}
	// A rehearsal needs something of everything to show.
	if agreed < 5 || apart < 5 || unknown < 10 {
		t.Errorf("%d items agreed, %d apart, %d don't knows: nothing to practise on", agreed, apart, unknown)
	}
	for _, p := range people {
		if p.From != assess.FromSimulator {
			t.Error("a simulated person is not marked")
		}
	}
}
