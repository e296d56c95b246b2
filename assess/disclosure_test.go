package assess

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// people makes members of one country whose organisations are all different.
func people(country string, ids ...int) []Member {
	var out []Member
	for _, id := range ids {
		out = append(out, Member{fmt.Sprint(id), Segment{Country: country, Jurisdiction: fmt.Sprint(id)}})
	}
	return out
}

func TestStanding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		segments []Segment
		want     Withheld
	}{
		{"nothing", nil, FewOrganisations},
		{"three of one round", []Segment{{Year: 2025}, {Year: 2025}, {Year: 2025}}, ""},
		{"one may have answered three times", []Segment{{Year: 2023}, {Year: 2024}, {Year: 2025}}, FewOrganisations},
		{"policies of one place", []Segment{{Policy: "a"}, {Policy: "b"}, {Policy: "c"}}, FewOrganisations},
		{"three places", []Segment{{Jurisdiction: "a"}, {Jurisdiction: "b"}, {Jurisdiction: "c"}}, ""},
		{"one weighs most", []Segment{{Jurisdiction: "a", Year: 1}, {Jurisdiction: "a", Year: 2}, {Jurisdiction: "a", Year: 3}, {Jurisdiction: "b"}, {Jurisdiction: "c"}}, OneWeighsMost},
	}
	for _, tt := range tests {
		var h Headcount
		for _, s := range tt.segments {
			h.Add(s, 1)
		}
		if got := h.Standing().Withhold(0); got != tt.want {
			t.Errorf("%s: %q; expected %q", tt.name, got, tt.want)
		}
	}
}

// An attacker adds and subtracts the published groups of random releases in
// every way, and looks for an outcome that is a set of too few organisations.
func TestPublished_attack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 6))
		p := PublishedSets{Minimum: MinimumPublic}
		var sets [][]bool
		const n = 24
		refused := 0
		for range 12 {
			var ids []int
			in := make([]bool, n)
			from, to := rnd.IntN(n), rnd.IntN(n)
			for i := range n {
				if in[i] = i >= min(from, to) && i <= max(from, to) && rnd.IntN(12) > 0; in[i] {
					ids = append(ids, i)
				}
			}
			if p.Add(people("XA", ids...)) {
				sets = append(sets, in)
			} else {
				refused++
			}
		}
		if hit := combine(sets, n, MinimumPublic); hit != "" {
			t.Fatalf("seed %d: %s", seed, hit)
		}
		if refused == 0 {
			t.Fatalf("seed %d: nothing was refused, so nothing was tested", seed)
		}
	}
}

// combine tries all sums of up to six published sets with factors -1, 0, 1.
func combine(sets [][]bool, n, minimum int) string {
	sets = sets[:min(len(sets), 6)]
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

// solutions counts for every cell of a small table which values fit what is
// published, by trying all tables.
func solutions(rows [][]int, masked [][]Between, total []Between) map[[2]int]map[int]bool {
	out := map[[2]int]map[int]bool{}
	table := make([][]int, len(rows))
	for i := range rows {
		table[i] = make([]int, len(rows[i]))
	}
	var fill func(i, j, left int)
	fill = func(i, j, left int) {
		for i < len(rows) && masked[i] == nil {
			i++
			j = 0
			if i < len(rows) {
				left = sumOf(rows[i])
			}
		}
		if i == len(rows) {
			for j := range rows[0] {
				s := 0
				for k := range table {
					if masked[k] != nil {
						s += table[k][j]
					}
				}
				if total != nil && (s < total[j].Low || s > total[j].High) {
					return
				}
			}
			for i := range table {
				for j, v := range table[i] {
					at := [2]int{i, j}
					if out[at] == nil {
						out[at] = map[int]bool{}
					}
					out[at][v] = true
				}
			}
			return
		}
		for v := masked[i][j].Low; v <= min(masked[i][j].High, left); v++ {
			table[i][j] = v
			if j+1 < len(rows[i]) {
				fill(i, j+1, left-v)
			} else if v == left {
				next := 0
				if i+1 < len(rows) {
					next = sumOf(rows[i+1])
				}
				fill(i+1, 0, next)
			}
		}
	}
	fill(0, 0, sumOf(rows[0]))
	return out
}

func sumOf(row []int) int {
	s := 0
	for _, n := range row {
		s += n
	}
	return s
}

// No count that is printed as a range can be worked out, tried over all
// tables; counts under the minimum are never printed.
func TestMask_allTables(t *testing.T) {
	t.Parallel()
	hidden, shown, totals := 0, 0, 0
	for seed := range uint64(1500) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		rows := make([][]int, 1+rnd.IntN(3))
		for i := range rows {
			rows[i] = make([]int, 2+int(seed%3))
			for sumOf(rows[i]) < 3 {
				for j := range rows[i] {
					rows[i][j] = rnd.IntN(1 + rnd.IntN(8))
				}
			}
		}
		masked, total := Mask(rows, 3)
		if total != nil {
			totals++
		}
		fits := solutions(rows, masked, total)
		for i := range rows {
			if masked[i] == nil {
				hidden++
				continue
			}
			shown++
			for j, b := range masked[i] {
				n := rows[i][j]
				if n < b.Low || n > b.High || b.Exact() && n > 0 && n < 3 {
					t.Fatalf("seed %d: %v printed as %v", seed, rows, masked)
				}
				if !b.Exact() && len(fits[[2]int{i, j}]) < 2 {
					t.Fatalf("seed %d: %v, printed as %v with %v: count %d of row %d can be worked out", seed, rows, masked, total, j, i)
				}
			}
		}
	}
	if shown < 2*hidden || totals < 300 {
		t.Errorf("%d rows shown, %d hidden, %d totals: too little is left", shown, hidden, totals)
	}
}
