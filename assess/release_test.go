package assess

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// candidateOf makes a group whose organisation i answered value i of content.
func candidateOf(key string, ids []int, content map[int]int) Candidate {
	c := Candidate{BenchmarkGroup: BenchmarkGroup{Key: []string{key}, Versions: map[string]int{"q 1.0.0": len(ids)}, Histograms: map[Measure]*Histogram{"barrier/gap": {}}}}
	var h Headcount
	for _, id := range ids {
		s := Segment{Country: key, Jurisdiction: fmt.Sprint(id)}
		c.Members = append(c.Members, Member{fmt.Sprint(id, "/", content[id]), s})
		c.Histograms["barrier/gap"].Add(Observation{State: Answered, Value: NewRatio(int64(content[id]), 6)})
		h.Add(s, 1)
	}
	c.Standing = h.Standing()
	return c
}

// Between random releases of a changing collection an attacker adds and
// subtracts the groups' members in every way and finds no set of fewer
// organisations than the minimum.
func TestRelease_pairs(t *testing.T) {
	t.Parallel()
	kept, hidden := 0, 0
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 8))
		content, in := map[int]int{}, map[int]bool{}
		for id := range 30 {
			content[id], in[id] = rnd.IntN(7), rnd.IntN(4) > 0
		}
		var earlier []*Release
		for round := range 3 {
			var ids [2][]int
			for id := range 30 {
				if in[id] {
					ids[id%2] = append(ids[id%2], id)
				}
			}
			r := &Release{Name: fmt.Sprint("r", round), Questionnaire: "q", By: []string{"country"}, Measures: []Measure{"barrier/gap"}}
			r.Fill([]Candidate{candidateOf("B", ids[1], content), candidateOf("A", ids[0], content)}, earlier)
			r.Seal()
			earlier = append(earlier, r)
			for range rnd.IntN(12) {
				id := rnd.IntN(30)
				in[id] = !in[id]
			}
		}
		var sets [][]bool
		digests := map[string]int{}
		for _, r := range earlier {
			for _, g := range r.Groups {
				if g.From != "" {
					kept++
				}
				if g.Hidden != "" {
					hidden++
				}
				for _, m := range g.Members {
					if _, known := digests[m.Digest]; !known {
						digests[m.Digest] = len(digests)
					}
				}
			}
		}
		for _, r := range earlier {
			for _, g := range r.Groups {
				set := make([]bool, len(digests))
				for _, m := range g.Members {
					set[digests[m.Digest]] = true
				}
				if g.Hidden == "" && !slices.ContainsFunc(sets, func(s []bool) bool { return slices.Equal(s, set) }) {
					sets = append(sets, set)
				}
			}
		}
		if len(sets) > 0 {
			// The outcome "nothing" is no set of organisations.
			if hit := combineSome(sets, len(digests), MinimumPublic); hit != "" {
				t.Fatalf("seed %d: %s", seed, hit)
			}
		}
	}
	if kept == 0 {
		t.Error("no group kept its figures, so nothing was tested")
	}
}

// combineSome is combine where an empty outcome is allowed.
func combineSome(sets [][]bool, n, minimum int) string {
	total := 1
	for range sets {
		total *= 3
	}
	for code := range total {
		sum := make([]int, n)
		for k, c := 0, code; k < len(sets); k, c = k+1, c/3 {
			for i := range n {
				if sets[k][i] {
					sum[i] += c%3 - 1
				}
			}
		}
		ones := 0
		for _, v := range sum {
			if v == 1 {
				ones++
			}
		}
		if slices.Min(sum) >= 0 && slices.Max(sum) == 1 && ones < minimum {
			return fmt.Sprintf("factors %d of %d sets give %d organisations", code, len(sets), ones)
		}
	}
	return ""
}

// Every count that is printed as a number, and every quartile, is that of a
// plain count; the log names everything that is withheld.
func TestBenchmark_naive(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		m := Measure("barrier/gap")
		var groups []BenchmarkGroup
		values := map[string][]int{}
		for g := range 1 + rnd.IntN(5) {
			content := map[int]int{}
			var ids []int
			key := string(rune('A' + g))
			for id := range rnd.IntN(20) {
				content[id] = rnd.IntN(7)
				ids, values[key] = append(ids, id), append(values[key], content[id])
			}
			groups = append(groups, candidateOf(key, ids, content).BenchmarkGroup)
		}
		slices.Reverse(groups)
		b := NewBenchmark([]string{"country"}, groups, []Measure{m, MeasureIndex}, 0, nil)
		if len(b.Measures) != 1 || !slices.IsSortedFunc(b.Rows, func(x, y BenchmarkRow) int { return slices.Compare(x.Key, y.Key) }) {
			t.Fatalf("seed %d: the index is shown, or rows are not alphabetical", seed)
		}
		for _, r := range b.Rows {
			v := slices.Sorted(slices.Values(values[r.Key[0]]))
			if (r.Hidden != "") != (len(v) < 3) {
				t.Fatalf("seed %d: %d organisations, hidden %q", seed, len(v), r.Hidden)
			}
			f := r.Figures[m]
			for j, c := range f.Counts {
				n := 0
				for _, x := range v {
					if j < 3 && (x >= 2*j && x < 2*j+2 || j == 2 && x == 6) {
						n++
					}
				}
				if n < c.Low || n > c.High {
					t.Fatalf("seed %d: counted %d, printed %v", seed, n, c)
				}
			}
			if f.Quartiles != nil {
				want := NewRatio(int64(v[(len(v)-1)/2]+v[len(v)/2]), 12)
				if !f.Quartiles[1].Equal(nearest(want, NewRatio(1, 20))) {
					t.Fatalf("seed %d: median %v; expected %v rounded", seed, f.Quartiles[1], want)
				}
			}
			for j, c := range f.Counts {
				class := Classes(m, 0)[j]
				logged := slices.ContainsFunc(b.Log, func(h HiddenFigure) bool { return !h.Total && slices.Equal(h.Key, r.Key) && h.Class == class })
				small := slices.ContainsFunc(b.Log, func(h HiddenFigure) bool {
					return !h.Total && slices.Equal(h.Key, r.Key) && h.Class == class && h.Reason == SmallCount
				})
				if small != (!c.Exact() && c.High < 3) {
					t.Fatalf("seed %d: %v of %s: small in the log: %v", seed, c, class, small)
				}
				if !c.Exact() != logged {
					t.Fatalf("seed %d: %v of %s: in the log: %v", seed, c, class, logged)
				}
			}
			if r.Hidden != "" && !slices.ContainsFunc(b.Log, func(h HiddenFigure) bool { return slices.Equal(h.Key, r.Key) && h.Measure == "" }) {
				t.Fatalf("seed %d: the log says nothing of %v", seed, r.Key)
			}
		}
	}
}

func TestCard(t *testing.T) {
	t.Parallel()
	content, ids := map[int]int{}, []int{}
	for id := range 24 {
		content[id] = id % 7
		ids = append(ids, id)
	}
	r := &Release{Name: "r", Questionnaire: "q", Version: "1.0.0", By: []string{"country"}, Measures: []Measure{"barrier/gap"}}
	r.Fill([]Candidate{candidateOf("A", ids, content)}, nil)
	r.Seal()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	file := SignCard(NewCard(r, "2026-01-01", "2026-12-31"), key)
	card, public, err := ParseCard(file)
	if err != nil || !public.Equal(key.Public()) || len(card.Segments) != 1 {
		t.Fatal(card, err)
	}
	mine := []Observation{{Measure: "barrier/gap", State: Answered, Value: NewRatio(1, 2)}}
	x := CompareCard(card, mine, func(string) string { return "A" })
	if x.Whole || x.Placings[0].Place != InMiddle {
		t.Errorf("placed %+v", x)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if c, k, err := ParseCard(bad); err == nil && (k.Equal(public) && c.Until == "" || !k.Equal(public)) {
			t.Fatalf("byte %d changed, and the card was taken", i)
		}
		if _, _, err := ParseCard(file[:i]); err == nil && i < len(file)-1 {
			t.Fatalf("%d bytes of %d were taken", i, len(file))
		}
	}
	forged := bytes.Replace(file, []byte("2026-12-31"), []byte("2036-12-31"), 1)
	if _, _, err := ParseCard(forged); !errors.Is(err, ErrCardForged) {
		t.Errorf("a longer validity: %v", err)
	}
}
