package assess

import (
	"cmp"
	"slices"
)

// aim says what a search keeps smallest. Both compare lists of actions; what
// is equal in all of it is settled by the order of the model.
type aim uint8

const (
	fewestActions  aim = iota // number of actions, then those beyond 12 months, then those beyond 3
	nearestHorizon            // those beyond 12 months, then those beyond 3, then the number
)

// tally3 counts actions by horizon: short, medium, long.
type tally3 [3]int

// before compares two counts by what the aim keeps smallest.
func (m aim) before(a, b tally3) bool {
	key := func(n tally3) [3]int {
		all := n[0] + n[1] + n[2]
		if m == fewestActions {
			return [3]int{all, n[2], n[1]}
		}
		return [3]int{n[2], n[1], all}
	}
	x, y := key(a), key(b)
	return slices.Compare(x[:], y[:]) < 0
}

// lift is an action that could lift one item of a cell.
type lift struct {
	x    Supposed
	slot int   // its horizon, 0 to 2
	gain int64 // points it adds to the sum of the cell, above 0
}

// cellTask asks for the cheapest actions that bring one cell into place: at
// most one of each item, in the order of the model, with gains that add up to
// the need. Cells share no item, and both aims add up, so that the best list
// of all is the best of every cell.
type cellTask struct {
	items [][]lift
	need  int64 // above 0
}

// most gives the highest gain that an item can have from the lifts of some
// horizons.
func most(lifts []lift, slots int) int64 {
	var m int64
	for i := range lifts {
		if lifts[i].slot < slots {
			m = max(m, lifts[i].gain)
		}
	}
	return m
}

// reach gives the gain of every item lifted as far as it goes.
func (t *cellTask) reach() int64 {
	var sum int64
	for _, lifts := range t.items {
		sum += most(lifts, 3)
	}
	return sum
}

// solve gives the lifts in the order of the items, and whether they are proved
// to be the best. It takes the steps of the search off the budget; where they
// do not suffice it gives a good list instead. The task must be solvable.
func (t *cellTask) solve(m aim, budget *int) ([]Supposed, bool) {
	bounds := t.bounds(m)
	states := (bounds[0] + 1) * (bounds[1] + 1) * (bounds[2] + 1)
	steps := 4 * states * len(t.items)
	if steps > *budget {
		return t.good(m), false
	}
	*budget -= steps
	table := t.table(bounds)
	var best tally3
	found := false
	for l := range bounds[2] + 1 {
		for d := range bounds[1] + 1 {
			for s := range bounds[0] + 1 {
				n := tally3{s, d, l}
				if table.at(0, n) >= t.need && (!found || m.before(n, best)) {
					best, found = n, true
				}
			}
		}
	}
	return t.pick(table, best), true
}

// bounds gives how many actions of each horizon a best list has at most.
func (t *cellTask) bounds(m aim) tally3 {
	var n tally3
	for _, lifts := range t.items {
		var has [3]bool
		for i := range lifts {
			has[lifts[i].slot] = true
		}
		for slot, h := range has {
			if h {
				n[slot]++
			}
		}
	}
	if m == fewestActions {
		// The largest gains need the fewest items.
		count := t.largest(0, func(lifts []lift) (int64, int64) { return most(lifts, 3), 0 })
		return tally3{min(n[0], count), min(n[1], count), min(n[2], count)}
	}
	// What goes beyond 12 months is fewest where it adds most over the rest.
	var nearer int64
	for _, lifts := range t.items {
		nearer += most(lifts, 2)
	}
	n[2] = min(n[2], t.largest(nearer, func(lifts []lift) (int64, int64) { return most(lifts, 3), most(lifts, 2) }))
	return n
}

// largest counts how many items have to go from one gain to another, those
// that add most first, until the sum meets the need.
func (t *cellTask) largest(sum int64, gains func([]lift) (to, from int64)) int {
	extra := make([]int64, 0, len(t.items))
	for _, lifts := range t.items {
		to, from := gains(lifts)
		extra = append(extra, to-from)
	}
	slices.SortFunc(extra, func(a, b int64) int { return cmp.Compare(b, a) })
	n := 0
	for sum < t.need && n < len(extra) {
		sum += extra[n]
		n++
	}
	return n
}

// gainTable holds the highest gain of the items from one on, with at most so
// many actions of each horizon.
type gainTable struct {
	bounds tally3
	gains  []int64
}

func (g *gainTable) index(item int, n tally3) int {
	b := g.bounds
	return ((item*(b[2]+1)+n[2])*(b[1]+1)+n[1])*(b[0]+1) + n[0]
}

func (g *gainTable) at(item int, n tally3) int64 { return g.gains[g.index(item, n)] }

// table works out the gains from the last item to the first.
func (t *cellTask) table(bounds tally3) *gainTable {
	states := (bounds[0] + 1) * (bounds[1] + 1) * (bounds[2] + 1)
	g := &gainTable{bounds: bounds, gains: make([]int64, states*(len(t.items)+1))}
	stride := [3]int{1, bounds[0] + 1, (bounds[0] + 1) * (bounds[1] + 1)}
	for i := len(t.items) - 1; i >= 0; i-- {
		var best [3]int64
		for _, x := range t.items[i] {
			best[x.slot] = max(best[x.slot], x.gain)
		}
		here, after := g.gains[i*states:(i+1)*states], g.gains[(i+1)*states:]
		at := 0
		for l := range bounds[2] + 1 {
			for d := range bounds[1] + 1 {
				for s := range bounds[0] + 1 {
					v := after[at]
					for slot, left := range [3]int{s, d, l} {
						if left > 0 && best[slot] > 0 {
							v = max(v, best[slot]+after[at-stride[slot]])
						}
					}
					here[at] = v
					at++
				}
			}
		}
	}
	return g
}

// pick walks the table forward. Of all lists with these numbers it takes the
// one that comes first in the order of the model: an action as early as one
// can be had.
func (t *cellTask) pick(g *gainTable, n tally3) []Supposed {
	var out []Supposed
	need := t.need
	for i, lifts := range t.items {
		for _, x := range lifts {
			left := n
			left[x.slot]--
			if left[x.slot] >= 0 && g.at(i+1, left) >= need-x.gain {
				out, n, need = append(out, x.x), left, need-x.gain
				break
			}
		}
	}
	return out
}

// good gives a list that meets the need, without proof that no other is
// better: the largest gains first, and then what can be spared is taken out.
func (t *cellTask) good(m aim) []Supposed {
	chosen := make([]*lift, len(t.items))
	var sum int64
	first := 3
	if m == nearestHorizon {
		first = 1
	}
	for slots := first; slots <= 3 && sum < t.need; slots++ {
		order := make([]int, len(t.items))
		for i := range order {
			order[i] = i
		}
		extra := func(i int) int64 { return most(t.items[i], slots) - gainOf(chosen[i]) }
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(extra(j), extra(i)) })
		for _, i := range order {
			if sum >= t.need || extra(i) <= 0 {
				break
			}
			sum += extra(i)
			chosen[i] = strongest(t.items[i], slots)
		}
	}
	for slot := 2; slot >= 0; slot-- {
		for i, x := range chosen {
			if x != nil && x.slot == slot && sum-x.gain >= t.need {
				sum -= x.gain
				chosen[i] = nil
			}
		}
	}
	var out []Supposed
	for _, x := range chosen {
		if x != nil {
			out = append(out, x.x)
		}
	}
	return out
}

func gainOf(x *lift) int64 {
	if x == nil {
		return 0
	}
	return x.gain
}

// strongest gives the lift of the highest gain within some horizons, the
// nearest of several alike.
func strongest(lifts []lift, slots int) *lift {
	var best *lift
	for i := range lifts {
		x := &lifts[i]
		if x.slot < slots && (best == nil || x.gain > best.gain || x.gain == best.gain && x.slot < best.slot) {
			best = x
		}
	}
	return best
}
