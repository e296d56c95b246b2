package assess

// Between is a count that is printed: a number where both ends are equal, or
// a range in which it lies.
type Between struct{ Low, High int }

// Exact reports whether the count is given as a number.
func (b Between) Exact() bool { return b.Low == b.High }

// Mask decides which counts of a table are printed as ranges. A row is a group
// with the organisations of each class; how many it has altogether is
// published with it. The last value gives the row of totals over all rows that
// are not nil; it is nil itself where no totals can be given. A nil row has no
// counts at all.
//
// Counts below the minimum become ranges. Then the table is audited: is there,
// for each range, another table with the same published numbers in which that
// count differs? A count without one could be worked out, so more of its row
// is widened: a zero, then its next larger count, then all of it; before
// that the totals, where only they give it away.
func Mask(rows [][]int, minimum int) (masked [][]Between, total []Between) {
	return maskTable(rows, minimum, 0)
}

// maskTable is Mask that hides zeros of the first classes as well as small
// counts, zeros of them. Pairs need it: whoever answered for one side of a
// pair and reads that a kind of view occurs nowhere would know what the other
// side answered.
func maskTable(rows [][]int, minimum, zeros int) (masked [][]Between, total []Between) {
	m := masker{rows: rows, minimum: minimum, zeros: zeros, level: make([]int, len(rows))}
	m.build(false)
	for bad := m.audit(); len(bad) > 0; bad = m.audit() {
		for i := range bad {
			m.level[i]++
		}
		m.build(false)
	}
	for m.totals = 0; m.totals < 2; m.totals++ {
		m.build(true)
		if len(m.audit()) == 0 {
			return m.masked, m.total
		}
	}
	m.build(false)
	return m.masked, nil
}

// masker widens a table step by step.
type masker struct {
	rows    [][]int
	minimum int
	zeros   int
	level   []int // how far each row is widened, 0 to 4
	totals  int   // the same of the totals, 0 or 1
	masked  [][]Between
	total   []Between // nil without
	sums    []int     // what total stands for
}

func (m *masker) build(withTotals bool) {
	m.masked, m.total = make([][]Between, len(m.rows)), nil
	m.sums = nil
	for i, row := range m.rows {
		m.masked[i] = m.row(row, m.level[i])
		if m.masked[i] == nil {
			continue
		}
		if m.sums == nil {
			m.sums = make([]int, len(row))
		}
		for j, n := range row {
			m.sums[j] += n
		}
	}
	if !withTotals || m.sums == nil {
		return
	}
	m.total = m.row(m.sums, 0)
	if m.totals == 0 {
		return
	}
	width := 2 * m.minimum
	for j, n := range m.sums {
		for i := range m.masked {
			if m.masked[i] != nil && !m.masked[i][j].Exact() {
				m.total[j] = Between{n / width * width, n/width*width + width - 1}
			}
		}
	}
}

// row prints one row at a level of widening.
func (m *masker) row(row []int, level int) []Between {
	if level > 3 {
		return nil
	}
	out := make([]Between, len(row))
	small, zero, next := -1, -1, -1
	for j, n := range row {
		out[j] = Between{n, n}
		switch {
		case n == 0 && j < m.zeros:
			out[j], small = Between{0, m.minimum - 1}, j
		case n == 0:
			if zero < 0 || zero < small {
				zero = j // beside the small count, where there is one
			}
		case n < m.minimum:
			out[j], small = Between{1, m.minimum - 1}, j
			if j < m.zeros {
				out[j].Low = 0
			}
		case next < 0 || n < row[next]:
			next = j
		}
	}
	if small < 0 || level == 0 {
		return out
	}
	for j, n := range row {
		if n > 0 && n < m.minimum || level >= 2 && j == zero {
			out[j] = Between{0, m.minimum - 1}
		}
	}
	if level == 3 && next >= 0 {
		low := row[next] / m.minimum * m.minimum
		out[next] = Between{low, low + m.minimum - 1}
	}
	return out
}

// audit gives the rows with a count that only one number fits, row -1 for the
// totals. The true table is a flow from rows over classes to the totals; one
// count of it can be another, with everything published the same, exactly when
// a circle of changes leads through it that stays within all ranges.
func (m *masker) audit() map[int]bool {
	bad := map[int]bool{}
	for i := range m.masked {
		for j := range m.masked[i] {
			if !m.masked[i][j].Exact() && !m.free(i, j) {
				bad[i] = true
			}
		}
	}
	for j := range m.total {
		if !m.total[j].Exact() && !m.free(-1, j) {
			bad[-1] = true
		}
	}
	return bad
}

// up and down report whether a count may be one more or one less.
func (m *masker) up(i, j int) bool {
	if i >= 0 {
		return m.rows[i][j] < m.masked[i][j].High
	}
	return m.total == nil || m.sums[j] < m.total[j].High
}

func (m *masker) down(i, j int) bool {
	if i >= 0 {
		return m.rows[i][j] > m.masked[i][j].Low
	}
	return m.total == nil || m.sums[j] > m.total[j].Low
}

// free looks for a circle through a count. Steps lead from a row to a class
// that takes one more, from a class to a row that gives one up; the totals are
// the other way about, and stand as row -1.
func (m *masker) free(i, j int) bool {
	for _, toClass := range [2]bool{true, false} {
		if m.step(i, j, toClass) && (m.square(i, j, toClass) || m.path(i, j, toClass)) {
			return true
		}
	}
	return false
}

// square looks for a circle of four steps, which nearly all circles are: over
// another row, or the totals, and another class.
func (m *masker) square(row, class int, toClass bool) bool {
	for i := -1; i < len(m.masked); i++ {
		if i == row || i >= 0 && m.masked[i] == nil || !m.step(i, class, !toClass) {
			continue
		}
		for k := range m.sums {
			if k != class && m.step(i, k, toClass) && m.step(row, k, !toClass) {
				return true
			}
		}
	}
	return false
}

// step reports whether a circle may go from row to class (true) or back.
func (m *masker) step(i, j int, toClass bool) bool {
	if (i >= 0) == toClass {
		return m.up(i, j)
	}
	return m.down(i, j)
}

// path closes the circle that began with a step, without using it backwards.
func (m *masker) path(row, class int, toClass bool) bool {
	rows, classes := make([]bool, len(m.masked)+1), make([]bool, len(m.sums))
	type node struct {
		isClass bool
		at      int
	}
	start, goal := node{true, class}, node{false, row}
	if !toClass {
		start, goal = goal, start
	}
	queue := []node{start}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		if n == goal {
			return true
		}
		if n.isClass {
			for i := -1; i < len(m.masked); i++ {
				if i >= 0 && m.masked[i] == nil || rows[i+1] || (i == row && n.at == class) || !m.step(i, n.at, false) {
					continue
				}
				rows[i+1] = true
				queue = append(queue, node{false, i})
			}
			continue
		}
		for j := range classes {
			if classes[j] || (n.at == row && j == class) || !m.step(n.at, j, true) {
				continue
			}
			classes[j] = true
			queue = append(queue, node{true, j})
		}
	}
	return false
}
