package assess

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// coreLike asks one item in every cell of two stages and three of a barrier,
// sections as in the core questionnaires, and a section of its own.
func coreLike() *Questionnaire {
	anchors := make([]Anchor, 4)
	q := &Questionnaire{ID: "q", Version: "1.0.0"}
	for _, s := range []Stage{AgendaSetting, Drafting} {
		sec := Section{ID: s.String()}
		for _, l := range Levels() {
			sec.Items = append(sec.Items, Item{ID: s.String() + "-" + l.String(), Stage: s, Level: l, Anchors: anchors})
		}
		q.Sections = append(q.Sections, sec)
	}
	barrier, own := Section{ID: "structure"}, Section{ID: "own"}
	for i := range 3 {
		barrier.Items = append(barrier.Items, Item{ID: fmt.Sprint("b", i), Barrier: Structure, Anchors: anchors})
		own.Items = append(own.Items, Item{ID: fmt.Sprint("o", i), Anchors: anchors})
	}
	q.Sections = append(q.Sections, barrier, own)
	q.Index()
	return q
}

// One output never holds two measures of the same answers, unless they are of
// one stage and decided on together.
func TestOutputMeasures(t *testing.T) {
	t.Parallel()
	q := coreLike()
	all := OutputMeasures(q)
	if a, b, twice := TellTwice(q, all); twice {
		t.Errorf("%s and %s tell of the same answers", a, b)
	}
	if !Linked(all) || !slices.Contains(all, "section/own") || slices.Contains(all, "section/drafting") || slices.Contains(all, "depth/drafting") {
		t.Errorf("measures %v", all)
	}
	for _, c := range []struct {
		list          []Measure
		twice, linked bool
	}{
		{[]Measure{"attained/drafting", "attained/agenda-setting", "barrier/structure", "unknown"}, false, false},
		{[]Measure{"cell/drafting/dialogue", "cell/drafting/partnership"}, false, true},
		{[]Measure{"attained/drafting", "hollow/drafting"}, false, true},
		{[]Measure{"cell/drafting/dialogue", "item/drafting-dialogue"}, true, true},
		{[]Measure{"cell/drafting/dialogue", "item/drafting-partnership"}, false, false},
		{[]Measure{"section/drafting", "depth/drafting"}, true, false},
		{[]Measure{"section/structure", "barrier/structure"}, true, false},
		{[]Measure{"item/b0", "barrier/structure"}, true, false},
		{[]Measure{"item/o0", "section/own"}, true, false},
		{[]Measure{"section/own", "barrier/structure"}, false, false},
	} {
		_, _, twice := TellTwice(q, c.list)
		if twice != c.twice || !c.twice && Linked(c.list) != c.linked {
			t.Errorf("%v: twice %v, linked %v", c.list, twice, Linked(c.list))
		}
	}
}

// What levels say of cells gives no small count away: 13 assessments of which
// one has information absent, ten partial, two in place. Printed each by
// itself, ten of partial and eleven of no level would leave one.
func TestNewLinked_levelsAndCells(t *testing.T) {
	t.Parallel()
	measures := []Measure{"attained/drafting", "cell/drafting/information", "cell/drafting/consultation"}
	patterns := map[[2]string][]int{}
	for i := range 13 {
		information := Observation{State: Answered, Value: NewRatio(1, 3)}
		switch i {
		case 0:
			information.Value = Ratio{}
		case 1, 2:
			information.Value = Whole(1)
		}
		consultation := Observation{State: Answered}
		if i == 2 {
			consultation.Value = Whole(1)
		}
		patterns[[2]string{"a", "1"}] = append(patterns[[2]string{"a", "1"}], newPattern([]Observation{information, consultation}))
	}
	parts := collected(patterns)
	b := NewLinked([]string{"group"}, parts, measures, 3)
	reached, cell := b.Rows[0].Figures[measures[0]].Counts, b.Rows[0].Figures[measures[1]].Counts
	if reached == nil || cell == nil {
		return // nothing is said
	}
	if cell[0].Exact() || reached[0].Exact() && cell[1].Exact() {
		t.Errorf("none reached %v, absent %v, partial %v: the one that is absent can be worked out", reached[0], cell[0], cell[1])
	}
}

// Whatever is printed of random groups holds what is true, and groups under
// the minimum are in no figure.
func TestNewLinked_true(t *testing.T) {
	t.Parallel()
	measures := []Measure{"attained/drafting", "hollow/drafting", "cell/drafting/information", "cell/drafting/consultation"}
	exact, ranges := 0, 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 45))
		patterns := map[[2]string][]int{}
		for _, g := range []string{"a", "b", "c"} {
			for range rng.IntN(40) {
				patterns[[2]string{g, "1"}] = append(patterns[[2]string{g, "1"}], rng.IntN(4)+ratingsPerCell*rng.IntN(4))
			}
		}
		parts := collected(patterns)
		b := NewLinked([]string{"group"}, parts, measures, 3)
		l := newStageFamily("drafting", measures, parts)
		sum := make([]int, len(flat(&l, nil)))
		for i := range b.Rows {
			list := patterns[[2]string{b.Rows[i].Key[0], "1"}]
			if (b.Rows[i].Hidden != "") != (len(list) < 3) {
				t.Fatalf("seed %d: %d organisations, hidden %q", seed, len(list), b.Rows[i].Hidden)
			}
			if b.Rows[i].Hidden != "" {
				continue
			}
			truth := flat(&l, list)
			for c, n := range truth {
				sum[c] += n
			}
			if !fits(printed(&b.Rows[i]), truth) {
				t.Fatalf("seed %d: %v printed as %v", seed, truth, printed(&b.Rows[i]))
			}
			for c, x := range printed(&b.Rows[i]) {
				switch {
				case x.Exact() && truth[c] > 0 && truth[c] < 3:
					t.Fatalf("seed %d: a count of %d is printed", seed, truth[c])
				case x.Exact():
					exact++
				default:
					ranges++
				}
			}
		}
		if b.Total.Standing.N > 0 && !fits(printed(&b.Total), sum) {
			t.Fatalf("seed %d: a total of %v printed as %v", seed, sum, printed(&b.Total))
		}
	}
	if exact < 200 || ranges < 200 {
		t.Errorf("%d counts exact, %d ranges: too little was tried", exact, ranges)
	}
}
