//go:build linux

package collection

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"csi/assess"
)

// peers puts the question to pandas and DuckDB, and compares their answers
// with the collection that was made of the same files.
func (m *measuring) peers(b *testing.B, kind, source string, n, runs int, db string) {
	want := m.answer(b, db)
	script := func(name string) string {
		path, err := filepath.Abs("../../.ci/peers/" + name)
		if err != nil {
			b.Fatal(err)
		}
		return path
	}
	out, items := filepath.Join(m.dir, "table.csv"), strings.Join(m.items, ",")
	for _, p := range []struct {
		name string
		args []string // nil when it is not installed
	}{
		{"pandas", given(m.python, m.python, script("table.py"), source, out, items)},
		{"duckdb", given(m.modules, "node", script("table.mjs"), m.modules, source, out, items)},
	} {
		if p.args == nil {
			fmt.Printf("NOT MEASURED: %s is not installed\n", p.name)
			continue
		}
		m.step(b, p.name+"/"+kind, n, runs, nil, p.args[0], p.args[1:]...)
		data, err := os.ReadFile(out)
		if err != nil {
			continue // not asked for
		}
		os.Remove(out)
		got := strings.Split(strings.TrimSpace(string(data)), "\n")
		slices.Sort(got)
		if !slices.Equal(got, want) {
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					b.Errorf("%s says %s; the collection %s", p.name, got[i], want[i])
					break
				}
			}
			b.Errorf("the answer of %s has %d lines and is not that of the collection, which has %d", p.name, len(got), len(want))
		}
	}
}

// given gives the list unless what it needs is not there.
func given(needs string, list ...string) []string {
	if needs == "" {
		return nil
	}
	return list
}

// answer gives the answer of a collection in the form of the peers: country,
// item, count and quartiles. Their quartiles are those of definition 7 of
// Hyndman and Fan, csi's of definition 2: a histogram knows all.
func (m *measuring) answer(b *testing.B, db string) []string {
	b.Helper()
	c, err := Open(context.Background(), db)
	if err != nil {
		return nil // not asked for
	}
	defer c.Close()
	q := Query{By: []string{KeyCountry}}
	for _, id := range m.items {
		q.Measures = append(q.Measures, assess.Measure(assess.MeasureItem+"/"+id))
	}
	groups, err := c.Groups(context.Background(), q)
	if err != nil {
		b.Fatal(err)
	}
	var lines []string
	for _, g := range groups {
		for i, id := range m.items {
			h := g.Histograms[q.Measures[i]]
			line := fmt.Sprintf("%s,%s,%d", g.Key[0], id, h.N())
			for k := 1; k <= 3; k++ {
				line += fmt.Sprintf(",%g", linear(h, k).Float())
			}
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}

// linear gives the k-th quartile by linear interpolation between the values at
// the places around (n-1)·k/4.
func linear(h *assess.Histogram, k int) assess.Ratio {
	at := func(place int) assess.Ratio {
		for _, bin := range h.Bins {
			if place < bin.Count {
				return bin.Value
			}
			place -= bin.Count
		}
		return h.Bins[len(h.Bins)-1].Value
	}
	place := (h.N() - 1) * k
	low, high := at(place/4), at(min(place/4+1, h.N()-1))
	return low.Add(high.Sub(low).Mul(assess.NewRatio(int64(place%4), 4)))
}

// postgres gives the address of an empty database; "" where there is no
// server.
func (m *measuring) postgres(b *testing.B) string {
	s, err := startServer()
	if err != nil {
		fmt.Printf("NOT MEASURED: %v\n", err)
		return ""
	}
	return s.fresh(b)
}

// emptied takes everything out of a collection.
func (m *measuring) emptied(where string) func(*testing.B) {
	return func(b *testing.B) {
		c, err := Create(context.Background(), where)
		if err != nil {
			b.Fatal(err)
		}
		defer c.Close()
		err = c.b.(relational).db.write(context.Background(), func(s session) error {
			for _, table := range []string{"csi_assessments", "csi_segments", "csi_histograms", "csi_layouts"} {
				if _, err := s.exec("TRUNCATE " + table); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// aims are those of issue 6, for a quiet machine with two processors.
var aims = []measured{
	{"add/yaml-files", 100_000, usage{Wall: 5, MiB: 160}},
	{"add/json-lines", 1_000_000, usage{Wall: 60, MiB: 160}},
	{"show", 1_000_000, usage{Wall: 0.5}},
	{"postgres/add/json-lines", 100_000, usage{Wall: 10, MiB: 160}},
	{"postgres/show", 100_000, usage{Wall: 1}},
	{"postgres/show", 1_000_000, usage{Wall: 1}},
}

// summary prints how the costs grow, whether the aims are met, and how the
// peers compare.
func (m *measuring) summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %8s %9s %9s %6s %13s %13s\n", "step", "n", "wall s", "cpu s", "MiB", "wall µs each", "cpu µs each")
	list := slices.Clone(m.all)
	slices.SortStableFunc(list, func(a, b measured) int { return strings.Compare(a.step, b.step) })
	for _, x := range list {
		fmt.Fprintf(&b, "%-26s %8d %9.3f %9.3f %6.0f", x.step, x.n, x.Wall, x.CPU, x.MiB)
		if !strings.Contains(x.step, "show") && !strings.Contains(x.step, "one-more") {
			fmt.Fprintf(&b, " %13.1f %13.1f", 1e6*x.Wall/float64(x.n), 1e6*x.CPU/float64(x.n))
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprintln(&b, "\naims")
	for _, aim := range aims {
		got := m.of(aim.step, aim.n)
		if got.Wall == 0 {
			continue
		}
		fmt.Fprintf(&b, "%-26s %8d %9.3f s, aim %g s", aim.step, aim.n, got.Wall, aim.Wall)
		if aim.MiB > 0 {
			fmt.Fprintf(&b, "; %.0f MiB, aim %.0f MiB", got.MiB, aim.MiB)
		}
		if got.Wall > aim.Wall || aim.MiB > 0 && got.MiB > aim.MiB {
			fmt.Fprint(&b, "  MISSED")
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprintln(&b, "\ncsi beside others, from the same files to the table (for csi: add and show), and the table once more; above 1 csi is ahead")
	for _, n := range sizes() {
		again := m.of("show-items", n)
		for _, kind := range []string{"files", "lines"} {
			csi := m.of("add/json-"+kind, n)
			for _, peer := range []string{"pandas", "duckdb"} {
				other := m.of(peer+"/"+kind, n)
				if other.Wall == 0 || csi.Wall == 0 || again.Wall == 0 {
					continue
				}
				fmt.Fprintf(&b, "%-26s %8d   wall %.2f   cpu %.2f   memory %.2f   once more: wall %.0f\n", peer+", JSON "+kind, n,
					other.Wall/(csi.Wall+again.Wall), other.CPU/(csi.CPU+again.CPU), other.MiB/max(csi.MiB, again.MiB), other.Wall/again.Wall)
			}
		}
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Fprintf(&b, "\nload of the machine at the end: %s\n", strings.TrimSpace(string(load)))
	return b.String()
}

// of finds a step at a size.
func (m *measuring) of(step string, n int) usage {
	for _, x := range m.all {
		if x.step == step && x.n == n {
			return x.usage
		}
	}
	return usage{}
}
