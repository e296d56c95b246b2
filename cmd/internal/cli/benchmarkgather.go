package cli

import (
	"context"
	"strings"

	"csi/assess"
	"csi/assess/collection"
	"csi/reports"
)

// qualityAtMost is the most assessments whose data quality a report looks at:
// each has to be kept to be compared with all others.
const qualityAtMost = 200_000

// overviewOf counts the assessments of a choice and decides on all figures.
// Groups that are not shown are not looked at: nothing of them is in a finding
// on data quality either.
func (a *app) overviewOf(ctx context.Context, c *collection.Collection, o *benchmarkChoice) (reports.OverviewInput, error) {
	var none reports.OverviewInput
	g, err := a.choice(o, assess.MinimumShown)
	if err != nil {
		return none, err
	}
	if err := a.oneQuestionnaire(ctx, c, g); err != nil {
		return none, err
	}
	if err := a.groupByDefault(ctx, c, g, len(o.by) > 0); err != nil {
		return none, err
	}
	segments, err := a.segments(ctx, c, g)
	if err != nil {
		return none, err
	}
	heads := a.heads(g, segments)
	looked := sizeOf(heads) <= qualityAtMost
	now := a.env.Now().UTC()
	quality := assess.NewQuality(assess.Month{Year: now.Year(), Month: int(now.Month())})
	count := assess.NewOverviewCount(g.q)
	flag := map[string]func(kind string){} // by hash of the assessment
	err = c.Rows(ctx, g.query, func(row collection.Row) error {
		counted := assess.CountedRow{Key: keyOf(&row.Segment, row.Version, g.by), Segment: row.Segment, Version: row.Version, Items: row.Items, Observations: row.Observations, Plan: row.Plan}
		h := heads[strings.Join(counted.Key, "\x00")]
		if h == nil {
			return nil // it came after the groups were counted
		}
		if s := h.Standing(); s.Withhold(o.minimum) != "" {
			count.Hide(&counted)
			return nil
		}
		mark := count.Add(&counted)
		if !looked {
			return nil
		}
		flag[row.Hash] = mark
		quality.Add(assess.QualityRow{Hash: row.Hash, Segment: row.Segment, Version: row.Version, Period: row.Period, Questionnaire: g.q, Items: row.Items, Responses: row.Responses})
		return nil
	})
	if err != nil {
		return none, err
	}
	flagAll(quality, g.q, flag)
	overview := assess.NewOverview(g.by, count.Parts(), assess.OverviewMeasures(g.q), assess.YesMeasures(g.q, looked), o.minimum)
	g.common, g.items = count.Common()
	in := reports.OverviewInput{BenchmarkInput: a.benchmarkInput(g, overview.Benchmark), Overview: overview, Planned: true, Looked: looked}
	in.Places = count.Countries()
	in.Countries = len(in.Places)
	return in, nil
}

// sizeOf counts the assessments of all groups.
func sizeOf(heads map[string]*assess.Headcount) int {
	n := 0
	for _, h := range heads {
		s := h.Standing()
		n += s.N
	}
	return n
}

// flagAll marks each assessment once with each kind of finding.
func flagAll(quality *assess.Quality, q *assess.Questionnaire, flag map[string]func(kind string)) {
	found := map[string]bool{}
	for _, f := range quality.Findings(nil, func(_, item string) int {
		if it := q.Item(item); it != nil {
			return it.Max()
		}
		return 0
	}) {
		for _, hash := range f.Hashes {
			if at := f.Kind + " " + hash; !found[at] {
				found[at] = true
				flag[hash](f.Kind)
			}
		}
	}
}
