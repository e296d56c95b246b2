package reports_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// A trend tells nothing that the counts do not: its shares hold the true ones,
// ranges where counts are ranges, and a year that is hidden is hidden in every
// row.
func TestBenchmarkView_trend(t *testing.T) {
	t.Parallel()
	m := assess.Measure("cell/drafting/dialogue")
	l, err := questionnaires.Load("core-cso", "")
	if err != nil {
		t.Fatal(err)
	}
	ranges, hidden := 0, 0
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 44))
		var groups []assess.BenchmarkGroup
		truth := map[string][2]int{} // in place, of those that it applies to
		for year := 2021; year < 2025; year++ {
			for _, country := range []string{"XA", "XB"} {
				n := rng.IntN(14)
				h, head, in := new(assess.Histogram), new(assess.Headcount), [2]int{}
				for i := range n {
					head.Add(assess.Segment{Country: country, Jurisdiction: fmt.Sprint(i), Year: year}, 1)
					o := assess.Observation{State: assess.State(1 + rng.IntN(3)), Value: assess.NewRatio(int64(rng.IntN(4)), 3)}
					h.Add(o)
					if o.State == assess.NotApplicable {
						continue
					}
					in[1]++
					if o.State == assess.Answered && !o.Value.Less(assess.NewRatio(2, 3)) {
						in[0]++
					}
				}
				key := []string{country, strconv.Itoa(year)}
				truth[strings.Join(key, " ")] = in
				groups = append(groups, assess.BenchmarkGroup{Key: key, Standing: head.Standing(), Histograms: map[assess.Measure]*assess.Histogram{m: h}, Versions: map[string]int{}, Places: n})
			}
		}
		b := assess.NewBenchmark([]string{"country", "year"}, groups, []assess.Measure{m}, 3, nil)
		v := reports.NewBenchmarkView(reports.BenchmarkInput{Benchmark: b, Questionnaire: l.Questionnaire, Framework: questionnaires.Framework("en"), Phrases: phrases.New("en")})
		if len(v.Trends) != 2 || !slices.Equal(v.Trends[1].Classes, []string{"2021", "2022", "2023", "2024"}) || len(v.Trends[1].Rows) != 2 {
			t.Fatalf("seed %d: tables %+v", seed, v.Trends)
		}
		for i, country := range []string{"XA", "XB"} {
			for j, year := range v.Trends[1].Classes {
				cell, count := v.Trends[1].Rows[i].Counts[j], v.Trends[0].Rows[i].Counts[j]
				at := slices.IndexFunc(b.Rows, func(r assess.BenchmarkRow) bool { return slices.Equal(r.Key, []string{country, year}) })
				if b.Rows[at].Hidden != "" {
					if hidden++; cell != "–" || count != "–" {
						t.Fatalf("seed %d: %s %s is hidden; the trend says %s of %s", seed, country, year, cell, count)
					}
					continue
				}
				if cell == "–" {
					continue
				}
				low, high, isRange := strings.Cut(cell, "–")
				if !isRange {
					high = low
				} else {
					ranges++
				}
				a, _ := strconv.Atoi(low)
				z, _ := strconv.Atoi(high)
				in := truth[country+" "+year]
				if in[1] == 0 {
					t.Fatalf("seed %d: a share of nothing: %s", seed, cell)
				}
				if share := assess.NewRatio(int64(in[0]), int64(in[1])).Round100(); share < a || share > z {
					t.Fatalf("seed %d: %d of %d printed as %s", seed, in[0], in[1], cell)
				}
			}
		}
	}
	if ranges < 50 || hidden < 50 {
		t.Errorf("%d ranges, %d hidden: too little was tried", ranges, hidden)
	}
}

// What several countries together say is never without a warning that
// expectations differ, whatever the tables are by; one country needs none.
func TestBenchmarkView_pooled(t *testing.T) {
	t.Parallel()
	l, err := questionnaires.Load("core-cso", "")
	if err != nil {
		t.Fatal(err)
	}
	m, err := questionnaires.Load("core-pm", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range [][]string{{}, {"country"}, {"year"}, {"tier", "year"}} {
		for _, views := range []*reports.ViewsInput{nil, {Second: m.Questionnaire}} {
			for _, countries := range []int{1, 3} {
				b := assess.NewBenchmark(by, nil, nil, 3, nil)
				v := reports.NewBenchmarkView(reports.BenchmarkInput{Benchmark: b, Questionnaire: l.Questionnaire, Framework: questionnaires.Framework("en"), Phrases: phrases.New("en"), Countries: countries, Views: views})
				text := strings.Join(v.Warnings, " ")
				if strings.Contains(text, "What people expect differs between countries") != (countries > 1) ||
					strings.Contains(text, "put together") != (countries > 1 && !slices.Contains(by, "country")) {
					t.Errorf("by %v, %d countries: warnings %q", by, countries, text)
				}
			}
		}
	}
}
