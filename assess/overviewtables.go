package assess

import "slices"

// linkedTables are the tables of one family of measures: for each measure a
// row for every group, every year and for all together. They are widened until
// no small count can be worked out from all of them at once.
//
// A count below the minimum stays open when there is another collection that
// everything published fits as well, in which the count differs. Such another
// one is looked for among those in which one assessment, or two, have another
// pattern: one answer away each. Where none is found the count is taken to be
// given away, whether it is or not, and more is widened.
type linkedTables struct {
	linked
	minimum int
	parts   [][]patternCount // by part
	rows    []linkedRow
	of      [][]int  // rows that a part counts in
	never   [][]bool // by measure and class: nobody is in it, anywhere
}

// linkedRow is one row of every table of a family.
type linkedRow struct {
	parts    []int
	n        int     // assessments
	counts   [][]int // true counts by measure
	pressure []int   // by measure: how often more had to be widened
	forced   []int   // by measure: 1 for all counts to a grid, 2 for none at all
	masked   [][]Between
}

func newLinkedTables(l linked, shown []OverviewPart, rows [][]int, minimum int) *linkedTables {
	t := &linkedTables{linked: l, minimum: minimum, of: make([][]int, len(shown))}
	for i := range shown {
		t.parts = append(t.parts, l.patterns(&shown[i]))
	}
	for i, parts := range rows {
		n := len(l.measures)
		r := linkedRow{parts: parts, counts: make([][]int, n), pressure: make([]int, n), forced: make([]int, n), masked: make([][]Between, n)}
		for k, m := range l.measures {
			r.counts[k] = make([]int, len(Classes(m, 0)))
			for _, p := range parts {
				for _, c := range t.parts[p] {
					r.counts[k][l.classes[c.pattern][k]] += c.n
				}
			}
		}
		for _, p := range parts {
			t.of[p] = append(t.of[p], i)
			r.n += shown[p].size()
		}
		t.rows = append(t.rows, r)
	}
	for k, m := range l.measures {
		none := make([]bool, len(Classes(m, 0)))
		for c := range none {
			none[c] = !slices.ContainsFunc(t.rows, func(r linkedRow) bool { return r.counts[k][c] > 0 })
		}
		t.never = append(t.never, none)
	}
	for i := range t.rows {
		for k := range t.measures {
			t.mask(i, k)
		}
	}
	return t
}

// figure is one measure of one row.
type figure struct{ row, measure int }

// widen widens until nothing is given away.
func (t *linkedTables) widen() {
	for {
		bad := t.given(nil)
		if len(bad) == 0 {
			return
		}
		for len(bad) > 0 {
			for _, f := range bad {
				t.press(f)
			}
			bad = t.given(bad) // the others are looked at again in the end
		}
	}
}

// given lists the figures with a small count that can be worked out, among
// those named, or all.
func (t *linkedTables) given(among []figure) []figure {
	if among == nil {
		for i := range t.rows {
			for k := range t.measures {
				among = append(among, figure{i, k})
			}
		}
	}
	var out []figure
	for _, f := range among {
		for c, n := range t.rows[f.row].counts[f.measure] {
			if n > 0 && n < t.minimum && !t.open(f, int8(c)) {
				out = append(out, f)
				break
			}
		}
	}
	return out
}

// press widens more for the sake of a figure: the row itself, one neighbour of
// the small count after the other; then all its counts to a grid, and those of
// another row, so that what one has more the other may have less; then the same
// of measures that tell of it; then of rows with the same assessments. Last
// nothing is given there.
func (t *linkedTables) press(f figure) {
	r := &t.rows[f.row]
	r.pressure[f.measure]++
	own := func(k int) bool { return k == f.measure }
	every := func(int) bool { return true }
	self := []int{f.row}
	switch beyond := r.pressure[f.measure] - t.steps(f); {
	case beyond < 0:
	case beyond == 0:
		t.force(self, 1, own)
	case beyond <= 2:
		t.force(t.apart(f), 1, own)
	case beyond == 3:
		t.force(self, 1, every)
	case beyond <= 5:
		t.forceEvery(t.apart(f), f)
	case beyond == 6:
		t.force(t.with(f.row), 1, own)
	case beyond == 7:
		t.force(t.with(f.row), 1, every)
	case beyond == 8:
		t.force(self, 2, own)
	case beyond == 9:
		t.force(self, 2, every)
	default:
		t.force(t.with(f.row), 2, every)
	}
	t.mask(f.row, f.measure)
}

// force widens measures of rows.
func (t *linkedTables) force(rows []int, how int, which func(measure int) bool) {
	for _, i := range rows {
		for k := range t.measures {
			if which(k) && t.rows[i].forced[k] < how {
				t.rows[i].forced[k] = how
				t.mask(i, k)
			}
		}
	}
}

// forceEvery widens all measures of the rows that were widened beside a figure.
func (t *linkedTables) forceEvery(rows []int, f figure) {
	for i := range t.rows {
		if t.rows[i].forced[f.measure] > 0 && !t.share(i, f.row) {
			rows = append(rows, i)
		}
	}
	t.force(rows, 1, func(int) bool { return true })
}

// apart gives the smallest row that is not widened yet and has no assessment in
// common with a figure; none where there is none.
func (t *linkedTables) apart(f figure) []int {
	best := -1
	for i := range t.rows {
		if t.rows[i].forced[f.measure] > 0 || t.share(i, f.row) {
			continue
		}
		if best < 0 || t.rows[i].n < t.rows[best].n {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// with lists a row and those that share assessments with it.
func (t *linkedTables) with(row int) []int {
	out := []int{row}
	for i := range t.rows {
		if i != row && t.share(i, row) {
			out = append(out, i)
		}
	}
	return out
}

// share reports whether two rows have assessments in common.
func (t *linkedTables) share(a, b int) bool {
	for _, p := range t.rows[a].parts {
		if slices.Contains(t.of[p], b) {
			return true
		}
	}
	return false
}

// steps is how many ways there are to widen a figure before it is forced.
func (t *linkedTables) steps(f figure) int {
	return 2 + len(t.neighbours(f.measure, t.rows[f.row].counts[f.measure]))
}

// neighbours lists the classes that may be widened beside a small count, the
// nearest first: in every row the same ones then, so that one row can have more
// of what another has less.
func (t *linkedTables) neighbours(measure int, counts []int) []int {
	var out []int
	small := -1
	for c, n := range counts {
		switch {
		case t.never[measure][c]:
		case n == 0 || n >= t.minimum:
			out = append(out, c)
		case small < 0:
			small = c
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return max(a-small, small-a) - max(b-small, small-b) })
	return out
}

// mask prints a figure as it is widened.
func (t *linkedTables) mask(row, measure int) {
	r := &t.rows[row]
	counts, pressure := r.counts[measure], r.pressure[measure]
	small := slices.ContainsFunc(counts, func(n int) bool { return n > 0 && n < t.minimum })
	out := make([]Between, len(counts))
	for c, n := range counts {
		out[c] = Between{n, n}
		switch {
		case t.never[measure][c]:
		case r.forced[measure] == 1:
			out[c] = onGrid(n, 2*t.minimum)
		case n == 0 || n >= t.minimum:
		case pressure == 0:
			out[c] = Between{1, t.minimum - 1}
		default:
			out[c] = Between{0, t.minimum - 1}
		}
	}
	if near := t.neighbours(measure, counts); small && r.forced[measure] == 0 && pressure >= 2 && pressure-2 < len(near) {
		c := near[pressure-2]
		out[c] = onGrid(counts[c], t.minimum)
	}
	if r.forced[measure] == 2 {
		out = nil
	}
	r.masked[measure] = out
}

// onGrid gives the step of a grid that a count lies on.
func onGrid(n, width int) Between { return Between{n / width * width, n/width*width + width - 1} }
