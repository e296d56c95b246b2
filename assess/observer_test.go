package assess_test

import (
	"math/rand/v2"
	"testing"

	"csi/assess"
)

// An observer gives what profiles give, whatever it observed before.
func TestObserver_givesWhatProfilesGive(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 11))
		q := randomQuestionnaire(rng)
		if seed%10 == 0 {
			q = core()
		}
		names, observer := assess.Measures(q), assess.NewObserver(q)
		for range 40 {
			a := randomAssessment(rng, q)
			got := observer.Observe(a)
			want := assess.Observations(q, a, assess.NewProfile(q, a, nil))
			if len(got) != len(want) || len(got) != len(names) {
				t.Fatalf("seed %d: %d observations and %d names; expected %d", seed, len(got), len(names), len(want))
			}
			for i := range want {
				if g, w := got[i], want[i]; g.State != w.State || !g.Value.Equal(w.Value) || names[i] != w.Measure {
					t.Fatalf("seed %d: %s is %v %v; expected %v %v", seed, names[i], g.State, g.Value, w.State, w.Value)
				}
			}
		}
	}
}
