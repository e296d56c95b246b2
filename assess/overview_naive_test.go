package assess_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"csi/assess"
)

// Every figure of an overview is that of a plain count of profiles: a number
// where it is printed as one, else within its range; and nothing of a group
// that is hidden is in any total.
func TestOverview_naive(t *testing.T) {
	t.Parallel()
	numbers, ranges := 0, 0
	for seed := range uint64(15) {
		rng := rand.New(rand.NewPCG(seed, 11))
		q := randomQuestionnaire(rng)
		count := assess.NewOverviewCount(q)
		measures := assess.OverviewMeasures(q)
		truth := map[string]map[assess.Measure]map[string]int{"all": {}}
		for g := range 4 {
			group, n := fmt.Sprint("group ", g), rng.IntN(30)
			if g == 3 {
				n = 2 // hidden
			}
			truth[group] = map[assess.Measure]map[string]int{}
			for i := range n {
				a := randomAssessment(rng, q)
				year := 2024 + i%2
				row := &assess.CountedRow{Key: []string{group}, Version: "1.0.0", Observations: assess.Observations(q, a, assess.NewProfile(q, a, nil)),
					Segment: assess.Segment{Jurisdiction: fmt.Sprint(group, i), Year: year}}
				count.Add(row)
				for _, to := range []string{group, fmt.Sprint(year), "all"} {
					if n < 3 && to != group {
						continue
					}
					if truth[to] == nil {
						truth[to] = map[assess.Measure]map[string]int{}
					}
					tally(truth[to], q, a)
				}
			}
		}
		o := assess.NewOverview([]string{"country"}, count.Parts(), measures, nil, 3)
		check := func(name string, row *assess.BenchmarkRow) {
			if row.Hidden != "" {
				return
			}
			for _, m := range measures {
				for i, class := range assess.Classes(m, 0) {
					counts := row.Figures[m].Counts
					if counts == nil || truth[name][m] == nil {
						continue
					}
					n := truth[name][m][class]
					if n < counts[i].Low || n > counts[i].High {
						t.Fatalf("seed %d, %s, %s: %d are %s; printed are %v", seed, name, m, n, class, counts)
					}
					if counts[i].Exact() {
						numbers++
					} else {
						ranges++
					}
				}
			}
		}
		for i := range o.Rows {
			if o.Rows[i].Key[0] == "group 3" && o.Rows[i].Hidden == "" {
				t.Fatalf("seed %d: a group of two is shown", seed)
			}
			check(o.Rows[i].Key[0], &o.Rows[i])
		}
		for i := range o.Years {
			check(o.Years[i].Key[0], &o.Years[i])
		}
		check("all", &o.Total)
	}
	if numbers < 800 || ranges < 200 {
		t.Errorf("%d numbers, %d ranges: too little is tried", numbers, ranges)
	}
}

// tally counts what a profile says of the stages, without the help of measures.
func tally(into map[assess.Measure]map[string]int, q *assess.Questionnaire, a *assess.Assessment) {
	note := func(class string, about ...any) {
		m := assess.Measure(fmt.Sprint(about[0]))
		for _, x := range about[1:] {
			m += assess.Measure(fmt.Sprint("/", x))
		}
		if into[m] == nil {
			into[m] = map[string]int{}
		}
		into[m][class]++
	}
	p := assess.NewProfile(q, a, nil)
	for _, s := range p.Stages {
		attained, hollow := s.Attained.String(), "no"
		if s.Hollow {
			hollow = "yes"
		}
		if s.AtLeast {
			attained = "unknown"
		}
		if !s.Applicable {
			attained, hollow = "not-applicable", "not-applicable"
		}
		note(attained, "attained", s.Stage)
		note(hollow, "hollow", s.Stage)
		for _, c := range s.Cells {
			note(c.Rating.String(), "cell", s.Stage, c.Level)
		}
	}
}
