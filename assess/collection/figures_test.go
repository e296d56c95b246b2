//go:build linux

package collection

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"csi/assess"
)

// Every figure that show prints follows from the profiles of the assessments,
// counted plainly: counts by state, how many lie at or over a value, and the
// quartiles of the sorted values. On both databases, after replacing and
// removing.
func TestGroups_followFromTheProfiles(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, where string) {
		ctx, q, c := context.Background(), small(), created(t, where)
		rng := rand.New(rand.NewPCG(17, 3))
		kept := map[string]*assess.Assessment{}
		for i := range 400 {
			a := drawn(rng, 300)
			a.Frame.Date = assess.Date{Year: 2026, Month: 1 + i/40, Day: 1 + i%28}
			if o := kept[a.ID]; o != nil && a.Frame.Date.String() <= o.Frame.Date.String() {
				continue
			}
			kept[a.ID] = a
			if _, err := c.Add(ctx, prepared(t, c, q, a), false); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range []string{"1", "7", "77", "123"} {
			delete(kept, id)
			if _, err := c.Remove(ctx, []string{id}); err != nil {
				t.Fatal(err)
			}
		}
		groups, err := c.Groups(ctx, Query{By: []string{KeyCountry, KeyYear}})
		if err != nil {
			t.Fatal(err)
		}
		figures := 0
		for _, g := range groups {
			values, unknown, outside := map[assess.Measure][]*big.Rat{}, map[assess.Measure]int{}, map[assess.Measure]int{}
			n := 0
			for _, a := range kept {
				if a.Frame.Country != g.Key[0] || fmt.Sprint(a.Frame.Period.To.Year) != g.Key[1] {
					continue
				}
				n++
				for _, o := range assess.Observations(q, a, assess.NewProfile(q, a, nil)) {
					switch o.State {
					case assess.Answered:
						v, _ := new(big.Rat).SetString(o.Value.String())
						values[o.Measure] = append(values[o.Measure], v)
					case assess.NotApplicable:
						outside[o.Measure]++
					default:
						unknown[o.Measure]++
					}
				}
			}
			if n != g.N || n == 0 {
				t.Fatalf("%v has %d; counted %d", g.Key, g.N, n)
			}
			for m, h := range g.Histograms {
				v := values[m]
				slices.SortFunc(v, func(a, b *big.Rat) int { return a.Cmp(b) })
				if h.N() != len(v) || h.Unknown != unknown[m] || h.Inapplicable != outside[m] {
					t.Fatalf("%v, %s: %s; counted %d, %d and %d", g.Key, m, h, len(v), unknown[m], outside[m])
				}
				over := 0
				for _, x := range v {
					if x.Cmp(big.NewRat(2, 3)) >= 0 {
						over++
					}
				}
				if got := h.AtLeast(assess.NewRatio(2, 3)); got != over {
					t.Fatalf("%v, %s: %d at 2/3 or over; counted %d", g.Key, m, got, over)
				}
				if len(v) == 0 {
					continue
				}
				lower, median, upper, _ := h.Quartiles()
				for i, got := range []assess.Ratio{lower, median, upper} {
					if want := quarter(v, i+1); got.String() != want.RatString() {
						t.Fatalf("%v, %s: quartile %d is %s; counted %s", g.Key, m, i+1, got, want.RatString())
					}
					figures++
				}
			}
		}
		if figures < 100 {
			t.Errorf("%d quartiles; expected more", figures)
		}
	})
}

// quarter gives a quartile of sorted values: definition 2 of Hyndman and Fan.
func quarter(v []*big.Rat, i int) *big.Rat {
	at := i * len(v)
	if at%4 != 0 {
		return v[at/4]
	}
	sum := new(big.Rat).Add(v[at/4-1], v[at/4])
	return sum.Quo(sum, big.NewRat(2, 1))
}
