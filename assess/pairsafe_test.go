package assess

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// otherKinds lists, for a kind of view, those that a side who knows its own
// answer cannot tell from it: the same for that side, another for the other.
func otherKinds(kind int, first bool) []int {
	states := [][2]string{{"yes", "yes"}, {"no", "no"}, {"no", "yes"}, {"yes", "no"}, {"?", "known"}, {"known", "?"}}
	mine, other := 0, 1
	if !first {
		mine, other = 1, 0
	}
	same := func(a, b string) bool { return a == b || a == "known" && b != "?" || b == "known" && a != "?" }
	var out []int
	for k, s := range states {
		if k != kind && same(s[mine], states[kind][mine]) && s[other] != states[kind][other] {
			out = append(out, k)
		}
	}
	return out
}

// Whatever is published of random groups of pairs, whoever knows one side of a
// pair cannot tell the other side's answer: some table with the same published
// numbers has the pair in another kind. Tried over all tables.
func TestViews_insider(t *testing.T) {
	t.Parallel()
	m := Measure(MeasureView + "/drafting/dialogue")
	shown, zeros := 0, 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 43))
		var groups []BenchmarkGroup
		var rows [][]int
		for g := range 1 + rng.IntN(2) {
			h, head := new(Histogram), new(Headcount)
			likely := rng.IntN(4)
			for i := range 3 + rng.IntN(4) {
				o := Observation{State: Answered, Value: Whole(int64(likely))}
				if rng.IntN(3) == 0 {
					o.Value = Whole(int64(rng.IntN(4)))
				}
				h.Add(o)
				head.Add(Segment{Jurisdiction: fmt.Sprint(g, i), Group: "authority"}, 1)
			}
			groups = append(groups, BenchmarkGroup{Key: []string{fmt.Sprint(g)}, Standing: head.Standing(), Histograms: map[Measure]*Histogram{m: h}, Versions: map[string]int{}})
			rows = append(rows, Distribution(m, h, 0))
		}
		b := NewBenchmark([]string{"country"}, groups, []Measure{m}, 3, nil)
		var masked [][]Between
		for i := range b.Rows {
			masked = append(masked, b.Rows[i].Figures[m].Counts)
		}
		fits := solutions(rows, masked, b.Total.Figures[m].Counts)
		for i, counts := range masked {
			if counts == nil {
				continue
			}
			shown++
			for k := range 4 {
				if rows[i][k] == 0 {
					zeros++
					if counts[k].Exact() {
						t.Fatalf("seed %d: no pair is of kind %d, and %v says so", seed, k, counts)
					}
					continue
				}
				for _, first := range []bool{true, false} {
					others := otherKinds(k, first)
					if !slices.ContainsFunc(others, func(o int) bool {
						for n := range fits[[2]int{i, o}] {
							if n > 0 {
								return true
							}
						}
						return false
					}) {
						t.Fatalf("seed %d: %v printed as %v: a side of kind %d knows the other", seed, rows[i], counts, k)
					}
				}
			}
		}
	}
	if shown < 200 || zeros < 100 {
		t.Errorf("%d rows shown with %d zeros: too little was tried", shown, zeros)
	}
}

// One authority is never shown, however many organisations of civil society
// stand beside it, nor is a group that one authority may be most of.
func TestViews_oneAuthority(t *testing.T) {
	t.Parallel()
	m := Measure(MeasureView + "/drafting/dialogue")
	for _, c := range []struct {
		places []string
		hidden Withheld
	}{
		{[]string{"a"}, FewOrganisations},
		{[]string{"a", "b"}, FewOrganisations},
		{[]string{"a", "a", "a", "b"}, FewOrganisations},
		{[]string{"a", "a", "a", "a", "b", "c"}, OneWeighsMost},
		{[]string{"a", "b", "c"}, ""},
	} {
		g := BenchmarkGroup{Key: []string{"XA"}, Histograms: map[Measure]*Histogram{}, Versions: map[string]int{}}
		var head Headcount
		for year, place := range c.places {
			p := Pair{Civil: 50, Observations: []Observation{{Measure: m, State: Answered, Value: Whole(1)}}}
			g.Count(&p)
			head.Add(Segment{Jurisdiction: place, Group: "authority", Year: year}, 1)
		}
		g.Standing = head.Standing()
		b := NewBenchmark([]string{"country"}, []BenchmarkGroup{g}, []Measure{m}, 3, nil)
		if b.Rows[0].Hidden != c.hidden || (c.hidden != "") != (b.Rows[0].Civil == 0) {
			t.Errorf("%v: hidden %q with %d of civil society; expected %q", c.places, b.Rows[0].Hidden, b.Rows[0].Civil, c.hidden)
		}
	}
}

// Releases of pairs and of single assessments are checked against each other
// on all that their figures rest on: pairs, and the assessments of both sides.
func TestRelease_ofPairs(t *testing.T) {
	t.Parallel()
	m := Measure(MeasureView + "/drafting/dialogue")
	// candidate makes a group of pairs; more gives places one more organisation.
	candidate := func(n int, more ...int) Candidate {
		c := Candidate{BenchmarkGroup: BenchmarkGroup{Key: []string{}, Histograms: map[Measure]*Histogram{}, Versions: map[string]int{}}, Behind: make([][]Member, 2)}
		var head Headcount
		for i := range n {
			s := Segment{Questionnaire: "pm", Jurisdiction: fmt.Sprint(i), Group: "authority"}
			civil := Segment{Questionnaire: "cso", Jurisdiction: fmt.Sprint(i), Group: "cso"}
			digest := fmt.Sprint("pair", i)
			c.Behind[1] = append(c.Behind[1], Member{fmt.Sprint("c", i), civil})
			if slices.Contains(more, i) {
				digest += "+"
				c.Behind[1] = append(c.Behind[1], Member{fmt.Sprint("d", i), civil})
			}
			c.Members = append(c.Members, Member{digest, s})
			c.Behind[0] = append(c.Behind[0], Member{fmt.Sprint("a", i), s})
			p := Pair{Civil: 1, Observations: []Observation{{Measure: m, State: Answered, Value: Whole(int64(i % 4))}}}
			c.Count(&p)
			head.Add(s, 1)
		}
		c.Standing = head.Standing()
		return c
	}
	release := func(name string, c Candidate, earlier ...*Release) *Release {
		r := &Release{Name: name, Questionnaire: "cso", Views: "pm", By: []string{}, Measures: []Measure{m}}
		r.Fill([]Candidate{c}, earlier)
		r.Seal()
		return r
	}
	first := release("first", candidate(20))
	if g := first.Groups[0]; g.Hidden != "" || len(g.Members) != 20 || len(g.Behind) != 2 || g.Civil != 20 {
		t.Fatalf("first release: %+v", g)
	}
	for name, c := range map[string]Candidate{"one pair more": candidate(21), "one organisation more": candidate(20, 7)} {
		if g := release(name, c, first).Groups[0]; g.From != "first" {
			t.Errorf("%s is published: %+v", name, g)
		}
	}
	if g := release("five more", candidate(20, 1, 2, 3, 4, 5), first).Groups[0]; g.From != "" || g.Hidden != "" {
		t.Errorf("five pairs that changed: %+v", g)
	}
	// One side alone, with one assessment more than stands in pairs: whichever
	// is published first, the other would tell of it.
	for side, prefix := range []string{"a", "c"} {
		single := Candidate{BenchmarkGroup: BenchmarkGroup{Key: []string{}, Histograms: map[Measure]*Histogram{}, Versions: map[string]int{}}}
		var head Headcount
		for i := range 21 {
			s := Segment{Questionnaire: []string{"pm", "cso"}[side], Jurisdiction: fmt.Sprint(i), Group: []Group{"authority", "cso"}[side]}
			single.Members = append(single.Members, Member{fmt.Sprint(prefix, i), s})
			head.Add(s, 1)
		}
		single.Standing = head.Standing()
		r := &Release{Name: "alone", Questionnaire: single.Members[0].Segment.Questionnaire, By: []string{}, Measures: []Measure{"barrier/gap"}}
		if r.Fill([]Candidate{single}, []*Release{first}); r.Groups[0].Hidden != DifferenceTells {
			t.Errorf("side %d: the one without a pair can be worked out: hidden %q", side, r.Groups[0].Hidden)
		}
		if r.Fill([]Candidate{single}, nil); r.Groups[0].Hidden != "" {
			t.Errorf("side %d: hidden %q, alone", side, r.Groups[0].Hidden)
		}
		if g := release("pairs", candidate(20), r).Groups[0]; g.Hidden != DifferenceTells {
			t.Errorf("side %d: pairs beside 21 assessments: hidden %q", side, g.Hidden)
		}
	}
	data, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := ParseRelease(data); err != nil || back.Views != "pm" || back.Groups[0].Civil != 20 {
		t.Errorf("read back: %+v, %v", back, err)
	}
}
