//go:build linux

package collection

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"csi/assess/store"
)

// sizes are how many assessments the benchmarks take; CSI_BENCH_MAX leaves the
// larger ones out.
func sizes() []int {
	most, err := strconv.Atoi(os.Getenv("CSI_BENCH_MAX"))
	if err != nil {
		most = 1_000_000
	}
	var list []int
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		if n <= most {
			list = append(list, n)
		}
	}
	return list
}

// BenchmarkCollection prints, for collections that grow, what it costs to take
// lines of JSON in, to ask for all measures by country, and to add one more.
func BenchmarkCollection(b *testing.B) {
	for _, n := range sizes() {
		path := filepath.Join(b.TempDir(), "lines.jsonl")
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		for a := range Simulated(small(), n, 1) {
			line, err := store.MarshalLine(a, small())
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.Write(line); err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
		for _, make := range []string{"sqlite", "postgres"} {
			where := filepath.Join(b.TempDir(), "c.db")
			if make == "postgres" {
				where = postgresURL(b)
			}
			c := created(b, where)
			b.Run(fmt.Sprintf("add/%s/%d", make, n), func(b *testing.B) {
				for range b.N {
					if _, err := c.RemoveWhere(context.Background(), everything()); err != nil {
						b.Fatal(err)
					}
					r, err := c.Import(context.Background(), []string{path}, ImportOptions{Resolve: shelf})
					if err != nil || r.Added != n {
						b.Fatal(r, err)
					}
				}
			})
			b.Run(fmt.Sprintf("by-country/%s/%d", make, n), func(b *testing.B) {
				for range b.N {
					if _, err := c.Groups(context.Background(), Query{By: []string{KeyCountry}}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(fmt.Sprintf("one-more/%s/%d", make, n), func(b *testing.B) {
				for i := range b.N {
					if _, err := c.Add(context.Background(), prepared(b, c, small(), numbered(i)), true); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func everything() map[string]string { return map[string]string{KeyQuestionnaire: "small"} }

// BenchmarkParse sets the strict reader beside Parse, in the same run.
func BenchmarkParse(b *testing.B) {
	yaml := store.Marshal(numbered(1), small())
	line, _ := store.MarshalLine(numbered(1), small())
	for name, read := range map[string]func(string, []byte, store.Resolver) (*store.Document, error){"quick": store.ParseQuick, "whole": store.Parse} {
		for layout, data := range map[string][]byte{"yaml": yaml, "json": bytes.TrimSpace(line)} {
			b.Run(name+"/"+layout, func(b *testing.B) {
				for range b.N {
					if _, err := read("x", data, shelf); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
