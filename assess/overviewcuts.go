package assess

import "slices"

// cuts looks at two cuts of the same assessments, by group and by year.
type cuts struct {
	shown   []OverviewPart // by group, then by year
	minimum int
	most    []int // organisations of each part
	rounds  int   // different policies and years: the most that one may have answered
}

func newCuts(shown []OverviewPart, minimum int) *cuts {
	c := &cuts{shown: shown, minimum: minimum}
	rounds := map[Segment]bool{}
	for i := range shown {
		c.most = append(c.most, shown[i].Head.Standing().Organisations)
		for _, place := range shown[i].Head.rounds {
			for round := range place {
				rounds[round] = true
			}
		}
	}
	c.rounds = len(rounds)
	return c
}

// tell reports whether the groups, and the years that are not hidden, together
// tell of too few organisations. Whatever is added and subtracted of them,
// the sets that come out are those of the form "some groups less some years
// that lie within them", and unions of such. So for every choice of years,
// what the groups with assessments in those years have in all others must be
// nothing, or may be shown. Hidden years count as one year more: the groups
// less all years that are shown tell of them.
func (c *cuts) tell(names []string, hidden []Withheld) bool {
	column, columns, rest := map[string]int{}, 0, false
	for j, y := range names {
		if hidden[j] == "" {
			column[y] = columns
			columns++
		} else {
			rest = true
		}
	}
	if columns == 0 {
		return false
	}
	for j, y := range names {
		if hidden[j] != "" {
			column[y] = columns
		}
	}
	if rest {
		columns++
	}
	for chosen := 1; chosen < 1<<columns-1; chosen++ {
		if !c.may(c.others(func(year string) bool { return chosen>>column[year]&1 == 1 })) {
			return true
		}
	}
	return false
}

// others gives what the groups with assessments in the chosen years have in
// other years.
func (c *cuts) others(chosen func(year string) bool) []int {
	var left []int
	for from := 0; from < len(c.shown); {
		to, touched := from, false
		for to < len(c.shown) && slices.Equal(c.shown[to].Key, c.shown[from].Key) {
			touched = touched || chosen(c.shown[to].Year)
			to++
		}
		for i := from; touched && i < to; i++ {
			if !chosen(c.shown[i].Year) {
				left = append(left, i)
			}
		}
		from = to
	}
	return left
}

// may reports whether parts are none, or may be shown together. Where one part
// alone has enough organisations, and there are more assessments than any one
// of them can weigh against, nothing has to be counted.
func (c *cuts) may(parts []int) bool {
	n, most := 0, 0
	for _, i := range parts {
		n += c.shown[i].Head.n
		most = max(most, c.most[i])
	}
	if n == 0 || most >= c.minimum && n >= 2*c.rounds {
		return true
	}
	pick := make([]OverviewPart, len(parts))
	for k, i := range parts {
		pick[k] = c.shown[i]
	}
	s := standingOf(pick)
	return s.Withhold(c.minimum) == ""
}
