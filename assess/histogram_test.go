package assess_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func TestHistogram_quantilesAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 9))
		var h assess.Histogram
		var rows []assess.Ratio
		for range rng.IntN(25) {
			v := assess.NewRatio(int64(rng.IntN(7)), int64(1+rng.IntN(3)))
			rows = append(rows, v)
			h.Add(assess.Observation{State: assess.Answered, Value: v})
		}
		slices.SortFunc(rows, assess.Ratio.Cmp)
		for _, parts := range []int64{1, 2, 3} {
			got, ok := h.Quantile(assess.NewRatio(parts, 4))
			if ok != (len(rows) > 0) {
				t.Fatalf("seed %d: found a quantile: %v", seed, ok)
			}
			if !ok {
				continue
			}
			// Definition 2, in rows: position n·p; a whole one lies between two.
			n := int64(len(rows))
			at := n * parts / 4
			want := rows[min(at, n-1)]
			if n*parts%4 == 0 && at > 0 && at < n {
				want = rows[at-1].Add(rows[at]).Mul(assess.NewRatio(1, 2))
			}
			if !got.Equal(want) {
				t.Fatalf("seed %d: quantile %d/4 of %v is %v, want %v", seed, parts, rows, got, want)
			}
		}
	}
}

func TestHistogram_addsUpAndTakesBack(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 10))
	q := core()
	var whole, first, second assess.Histogram
	var taken []assess.Observation
	for i := range 60 {
		a := randomAssessment(rng, q)
		o := assess.Observations(q, a, assess.NewProfile(q, a, nil))[i%40]
		whole.Add(o)
		if i%2 == 0 {
			first.Add(o)
		} else {
			second.Add(o)
		}
		taken = append(taken, o)
	}
	first.Merge(&second)
	if diff := cmp.Diff(whole.String(), first.String()); diff != "" {
		t.Error(diff)
	}
	back, err := assess.ParseHistogram(whole.String())
	if err != nil || back.String() != whole.String() {
		t.Errorf("read back as %q: %v", back.String(), err)
	}
	for _, o := range taken {
		whole.Remove(o)
	}
	if got := whole.String(); got != "?0 -0" {
		t.Errorf("left over: %s", got)
	}
}

func TestParseHistogram_refuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "?0", "1:2 ?0", "1:0 ?0 -0", "2:1 1:1 ?0 -0", "1:1 1:1 ?0 -0", "2/4:1 ?0 -0", "1/0:1 ?0 -0", "1:1  ?0 -0", "?-1 -0", "?0 --1", "?0 -0 ", "1e9:1 ?0 -0", "0x1:1 ?0 -0"} {
		if _, err := assess.ParseHistogram(s); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}

func TestObservations_haveOneOrder(t *testing.T) {
	t.Parallel()
	q := core()
	names := func(a *assess.Assessment) (out []assess.Measure) {
		for _, o := range assess.Observations(q, a, assess.NewProfile(q, a, nil)) {
			out = append(out, o.Measure)
		}
		return out
	}
	want := names(replies(q, ""))
	if len(want) != 6*(4+4)+4+10+1+36+1 {
		t.Errorf("%d measures", len(want))
	}
	rng := rand.New(rand.NewPCG(3, 11))
	for range 50 {
		if diff := cmp.Diff(want, names(randomAssessment(rng, q))); diff != "" {
			t.Fatal(diff)
		}
	}
}
