package assess

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// twoLevels is a stage with two cells, small enough to try everything.
var twoLevels = []Measure{"attained/drafting", "hollow/drafting", "cell/drafting/information", "cell/drafting/consultation"}

// collected makes parts of assessments by group and year. patterns gives the
// pattern of every assessment of a part; each is of another organisation.
func collected(patterns map[[2]string][]int) []OverviewPart {
	var out []OverviewPart
	for at, list := range patterns {
		p := OverviewPart{Year: at[1], Head: new(Headcount)}
		p.Key, p.Versions = []string{at[0]}, map[string]int{"q 1.0.0": len(list)}
		var h Histogram
		for i, pattern := range list {
			p.Head.Add(Segment{Country: at[0], Jurisdiction: fmt.Sprint(at, i), Year: int(at[1][0])}, 1)
			h.Add(Observation{State: Answered, Value: Whole(int64(pattern))})
		}
		p.Histograms = map[Measure]*Histogram{"pattern/drafting": &h}
		out = append(out, p)
	}
	return out
}

// multisets gives what n assessments may be together, each way of counting
// them once: their counts by measure and class, one after the other.
func multisets(l *linked, patterns []int, n int) [][]int {
	seen := map[string]bool{}
	var out [][]int
	var pick []int
	var fill func(from int)
	fill = func(from int) {
		if len(pick) == n {
			if x := flat(l, pick); !seen[fmt.Sprint(x)] {
				seen[fmt.Sprint(x)] = true
				out = append(out, x)
			}
			return
		}
		for i := from; i < len(patterns); i++ {
			pick = append(pick, patterns[i])
			fill(i)
			pick = pick[:len(pick)-1]
		}
	}
	fill(0)
	return out
}

// flat counts patterns by measure and class, in one list.
func flat(l *linked, patterns []int) []int {
	var out []int
	for k, m := range l.measures {
		counts := make([]int, len(Classes(m, 0)))
		for _, p := range patterns {
			counts[l.classes[p][k]]++
		}
		out = append(out, counts...)
	}
	return out
}

// printed is what a row says, in one list.
func printed(row *BenchmarkRow) []Between {
	var out []Between
	for _, m := range twoLevels {
		for c := range Classes(m, 0) {
			b := Between{0, 1 << 20}
			if counts := row.Figures[m].Counts; row.Hidden == "" && counts != nil {
				b = counts[c]
			}
			out = append(out, b)
		}
	}
	return out
}

// fits reports whether the sum of some counts is what a row prints.
func fits(row []Between, counts ...[]int) bool {
	for c, b := range row {
		n := 0
		for _, x := range counts {
			n += x[c]
		}
		if n < b.Low || n > b.High {
			return false
		}
	}
	return true
}

func plus(counts ...[]int) []int {
	out := make([]int, len(counts[0]))
	for _, x := range counts {
		for c := range x {
			out[c] += x[c]
		}
	}
	return out
}

// Everything that fits what is printed, for small collections of two groups in
// two years: no count below the minimum is printed, and each of them may be
// another one. Nothing but the tables is looked at; the audit has no part in it.
func TestOverview_allCollections(t *testing.T) {
	t.Parallel()
	exact, ranges, none, small := 0, 0, 0, 0
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 8))
		var possible []int // nobody says that a cell does not apply, so it is not thought of
		for p := range ratingsPerCell * ratingsPerCell {
			if p%ratingsPerCell < 4 && p/ratingsPerCell < 4 {
				possible = append(possible, p)
			}
		}
		usual := possible[:4+rnd.IntN(len(possible)-4)]
		patterns := map[[2]string][]int{}
		keys := [][2]string{{"a", "1"}, {"a", "2"}, {"b", "1"}, {"b", "2"}}
		for _, at := range keys {
			for range 2 + rnd.IntN(2) {
				patterns[at] = append(patterns[at], usual[rnd.IntN(len(usual))])
			}
		}
		parts := collected(patterns)
		o := NewOverview([]string{"group"}, parts, twoLevels, nil, 3)
		l := newStageFamily("drafting", twoLevels, parts)
		rows := [][]Between{printed(&o.Rows[0]), printed(&o.Rows[1]), printed(&o.Years[0]), printed(&o.Years[1]), printed(&o.Total)}
		shown := []bool{o.Rows[0].Hidden == "", o.Rows[1].Hidden == "", o.Years[0].Hidden == "", o.Years[1].Hidden == "", true}
		// What the rows say of four parts.
		rowsOf := func(p [4][]int) [5][]int {
			return [5][]int{plus(p[0], p[1]), plus(p[2], p[3]), plus(p[0], p[2]), plus(p[1], p[3]), plus(p[:]...)}
		}
		var world [4][]int
		for i, at := range keys {
			world[i] = flat(&l, patterns[at])
		}
		truth := rowsOf(world)
		waiting := map[[2]int]bool{} // small counts that nothing else was found for yet
		for i := range truth {
			for c, n := range truth[i] {
				b := rows[i][c]
				if !shown[i] {
					continue
				}
				switch {
				case b.High == 1<<20:
					none++
				case n < b.Low || n > b.High || b.Exact() && n > 0 && n < 3:
					t.Fatalf("seed %d: row %d prints %v of %v", seed, i, rows[i], truth[i])
				case b.Exact():
					exact++
				default:
					ranges++
				}
				if n > 0 && n < 3 {
					waiting[[2]int{i, c}] = true
					small++
				}
			}
		}
		var halves [2][][2][]int
		for g := range halves {
			second := multisets(&l, possible, len(patterns[keys[2*g+1]]))
			for _, x := range multisets(&l, possible, len(patterns[keys[2*g]])) {
				for _, y := range second {
					if fits(rows[g], x, y) {
						halves[g] = append(halves[g], [2][]int{x, y})
					}
				}
			}
		}
		for _, a := range halves[0] {
			for _, b := range halves[1] {
				if !fits(rows[2], a[0], b[0]) || !fits(rows[3], a[1], b[1]) || !fits(rows[4], a[0], a[1], b[0], b[1]) {
					continue
				}
				other := rowsOf([4][]int{a[0], a[1], b[0], b[1]})
				for at := range waiting {
					if other[at[0]][at[1]] != truth[at[0]][at[1]] {
						delete(waiting, at)
					}
				}
				if len(waiting) == 0 {
					break
				}
			}
			if len(waiting) == 0 {
				break
			}
		}
		for at := range waiting {
			t.Fatalf("seed %d: row %d class %d: a count of %d can be worked out of %v", seed, at[0], at[1], truth[at[0]][at[1]], rows)
		}
	}
	t.Logf("%d counts exact, %d ranges, %d withheld, %d of them small", exact, ranges, none, small)
	if exact == 0 || none > ranges || small < 100 {
		t.Errorf("%d counts exact, %d ranges, %d withheld, %d of them small: too little is left, or tried", exact, ranges, none, small)
	}
}

// What anybody can work out by adding and subtracting the groups and years that
// are shown is never a set of too few organisations.
func TestOverview_yearsBesideGroups(t *testing.T) {
	t.Parallel()
	shown, hidden := 0, 0
	for seed := range uint64(600) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		var parts []OverviewPart
		id := 0
		of := map[string][]int{} // organisations by group and by year
		for _, g := range []string{"a", "b", "c"} {
			for _, y := range []string{"2021", "2022", "2023"} {
				n := rnd.IntN(7)
				if n > 0 && rnd.IntN(3) > 0 {
					p := OverviewPart{Year: y, Head: new(Headcount)}
					p.Key, p.Versions, p.Histograms = []string{g}, map[string]int{}, map[Measure]*Histogram{}
					for range n {
						p.Head.Add(Segment{Country: g, Jurisdiction: fmt.Sprint(id)}, 1)
						of[g], of[y] = append(of[g], id), append(of[y], id)
						id++
					}
					parts = append(parts, p)
				}
			}
		}
		o := NewOverview([]string{"country"}, parts, nil, nil, 3)
		var sets [][]bool
		in := map[int]bool{} // the organisations of groups that are shown
		add := func(ids []int) {
			set := make([]bool, id)
			for _, i := range ids {
				set[i] = in[i]
			}
			sets = append(sets, set)
		}
		for i := range o.Rows {
			if o.Rows[i].Hidden == "" {
				for _, k := range of[o.Rows[i].Key[0]] {
					in[k] = true
				}
			}
		}
		for i := range o.Rows {
			if o.Rows[i].Hidden == "" {
				add(of[o.Rows[i].Key[0]])
			}
		}
		for i := range o.Years {
			if o.Years[i].Hidden != "" {
				hidden++
				continue
			}
			shown++
			add(of[o.Years[i].Key[0]])
		}
		if hit := combineSome(sets, id, 3); hit != "" {
			t.Fatalf("seed %d: %s", seed, hit)
		}
	}
	if shown < 200 || hidden < 200 {
		t.Errorf("%d years shown, %d hidden: too little is tried", shown, hidden)
	}
}

// The rating of a group follows from the counts that are printed, so it is the
// same for everything that they leave open; where it is not, none is given.
func TestRatingOf_followsFromWhatIsPrinted(t *testing.T) {
	t.Parallel()
	given, open := 0, 0
	for seed := range uint64(4000) {
		rnd := rand.New(rand.NewPCG(seed, 10))
		counts, n := make([]int, 5), 0
		for i := range counts {
			counts[i] = rnd.IntN(1 + rnd.IntN(9))
			n += counts[i]
		}
		printed := make([]Between, 5)
		for i, c := range counts {
			printed[i] = Between{c, c}
			if rnd.IntN(3) == 0 {
				printed[i] = Between{max(0, c-rnd.IntN(3)), c + rnd.IntN(3)}
			}
		}
		r, ok := RatingOf(printed, n, 3)
		if !ok {
			open++
			continue
		}
		given++
		var try func(at, left int, pick []int)
		try = func(at, left int, pick []int) {
			if at == 5 {
				if left == 0 {
					if want := plainRating(pick); want != r {
						t.Fatalf("seed %d: %v is printed and rated %v; %v fits it and is %v", seed, printed, r, pick, want)
					}
				}
				return
			}
			for v := printed[at].Low; v <= min(left, printed[at].High); v++ {
				try(at+1, left-v, append(pick, v))
			}
		}
		try(0, n, nil)
	}
	if given < 1000 || open < 500 {
		t.Errorf("%d ratings, %d left open: too little is tried", given, open)
	}
}

// plainRating rates a group whose counts are all known.
func plainRating(c []int) Rating {
	absent, partial, inPlace, unknown := c[0], c[1], c[2], c[3]
	known := absent + partial + inPlace
	switch {
	case known+unknown == 0:
		return Inapplicable
	case 5*unknown > 2*(known+unknown):
		return Unknown
	case 2*inPlace >= known:
		return InPlace
	case 2*(inPlace+partial) >= known:
		return Partial
	}
	return Absent
}

// The log says of a range what the range says of itself, and nothing of what
// is behind it.
func TestOverview_logTellsNothingMore(t *testing.T) {
	t.Parallel()
	ranges := 0
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 13))
		patterns := map[[2]string][]int{}
		for _, at := range [][2]string{{"a", "1"}, {"a", "2"}, {"b", "1"}, {"b", "2"}} {
			for range 2 + rnd.IntN(6) {
				patterns[at] = append(patterns[at], rnd.IntN(3)+ratingsPerCell*rnd.IntN(3))
			}
		}
		o := NewOverview([]string{"group"}, collected(patterns), twoLevels, nil, 3)
		rows := map[string]*BenchmarkRow{"[]": &o.Total}
		for i := range o.Rows {
			rows[fmt.Sprint(o.Rows[i].Key)] = &o.Rows[i]
		}
		for i := range o.Years {
			rows[fmt.Sprint(o.Years[i].Key)] = &o.Years[i]
		}
		for _, h := range o.Log {
			if h.Class == "" {
				continue
			}
			ranges++
			for c, class := range Classes(h.Measure, 0) {
				b := rows[fmt.Sprint(h.Key)].Figures[h.Measure].Counts[c]
				if class == h.Class && (b.High < 3) != (h.Reason == SmallCount) {
					t.Fatalf("seed %d: %v is logged as %s", seed, b, h.Reason)
				}
			}
		}
	}
	if ranges < 200 {
		t.Errorf("%d ranges: too little is tried", ranges)
	}
}
