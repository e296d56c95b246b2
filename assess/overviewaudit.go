package assess

// change is one assessment of a part with another pattern.
type change struct{ part, from, to int }

// delta is what changes do to one count.
type delta struct {
	row, measure int
	class        int8
	by           int
}

// auditBudget is how many changes are tried for a count before it is taken to
// be given away.
const auditBudget = 300_000

// signature is what a change does to the tables of a part: the classes it
// leads from and to, by measure.
type signature struct {
	part int
	from [8]int8
	to   [8]int8
}

// signatureOf gives the signature of a change. Families have six measures at
// most.
func (t *linkedTables) signatureOf(c change) signature {
	s := signature{part: c.part}
	from, to := t.classes[c.from], t.classes[c.to]
	for k := range from {
		if from[k] != to[k] {
			s.from[k], s.to[k] = from[k]+1, to[k]+1
		}
	}
	return s
}

// open reports whether a count may be another one with everything published
// the same.
func (t *linkedTables) open(f figure, class int8) bool {
	budget, tried := auditBudget, map[signature]bool{}
	for _, p := range t.rows[f.row].parts {
		for _, c := range t.parts[p] {
			was := t.classes[c.pattern][f.measure] == class
			for _, to := range t.near[c.pattern] {
				if (t.classes[to][f.measure] == class) == was {
					continue
				}
				first := change{p, c.pattern, int(to)}
				sign := t.signatureOf(first)
				if tried[sign] {
					continue // what mends one mends the other
				}
				tried[sign] = true
				fault, ok := t.fault([]change{first})
				if !ok {
					return true
				}
				if t.second(f, class, first, fault, &budget) {
					return true
				}
				if budget <= 0 {
					return false
				}
			}
		}
	}
	return false
}

// second looks for a change that mends what is wrong with another one, without
// putting the count back.
func (t *linkedTables) second(f figure, class int8, first change, fault delta, budget *int) bool {
	for _, p := range t.rows[fault.row].parts {
		for _, c := range t.parts[p] {
			was := t.classes[c.pattern][fault.measure] == fault.class
			if was == (fault.by < 0) {
				continue // it cannot mend a count that is too low by leaving it, or one too high by coming
			}
			if p == first.part && c.pattern == first.from && c.n < 2 {
				continue
			}
			for _, to := range t.near[c.pattern] {
				*budget--
				if (t.classes[to][fault.measure] == fault.class) == was {
					continue
				}
				both := []change{first, {p, c.pattern, int(to)}}
				if t.net(f, class, both) == 0 {
					continue
				}
				if _, bad := t.fault(both); !bad {
					return true
				}
			}
			if *budget <= 0 {
				return false
			}
		}
	}
	return false
}

// net gives what changes do to a count of a row.
func (t *linkedTables) net(f figure, class int8, changes []change) int {
	net := 0
	for _, c := range changes {
		for _, row := range t.of[c.part] {
			if row != f.row {
				continue
			}
			if t.classes[c.from][f.measure] == class {
				net--
			}
			if t.classes[c.to][f.measure] == class {
				net++
			}
		}
	}
	return net
}

// fault finds the first published count that changes would not fit; false for
// none.
func (t *linkedTables) fault(changes []change) (delta, bool) {
	var room [64]delta
	deltas := room[:0]
	add := func(row, measure int, class int8, by int) {
		for i := range deltas {
			if d := &deltas[i]; d.row == row && d.measure == measure && d.class == class {
				d.by += by
				return
			}
		}
		deltas = append(deltas, delta{row, measure, class, by})
	}
	for _, c := range changes {
		from, to := t.classes[c.from], t.classes[c.to]
		for _, row := range t.of[c.part] {
			for k := range t.measures {
				if from[k] != to[k] && t.rows[row].masked[k] != nil {
					add(row, k, from[k], -1)
					add(row, k, to[k], 1)
				}
			}
		}
	}
	for _, d := range deltas {
		r := &t.rows[d.row]
		n, b := r.counts[d.measure][d.class]+d.by, r.masked[d.measure][d.class]
		if n < b.Low || n > b.High {
			return d, true
		}
	}
	return delta{}, false
}
