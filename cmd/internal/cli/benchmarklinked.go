package cli

import (
	"context"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/collection"
	"csi/questionnaires/phrases"
)

// decided decides on the figures of what was gathered. Several measures of one
// stage tell of each other: where a count of them is small they are decided on
// together, and for that the rows are read, since no histogram says who is in
// two counts at once. Nothing else here reads rows.
func (a *app) decided(ctx context.Context, c *collection.Collection, g *gathered, measures []assess.Measure, minimum int) (*assess.Benchmark, error) {
	b := assess.NewBenchmark(g.by, g.groups, measures, minimum, tops(g.q))
	if !assess.Linked(measures) || !slices.ContainsFunc(b.Log, func(h assess.HiddenFigure) bool { return h.Reason == assess.SmallCount }) {
		return b, nil
	}
	shown := map[string]bool{}
	for i := range b.Rows {
		shown[strings.Join(b.Rows[i].Key, "\x00")] = b.Rows[i].Hidden == ""
	}
	parts := map[string]*assess.OverviewPart{}
	stages := assess.StageCells(g.q)
	q := g.query
	q.Keep = g.keep
	err := c.Rows(ctx, q, func(row collection.Row) error {
		key := keyOf(&row.Segment, row.Version, g.by)
		at := strings.Join(key, "\x00")
		p := parts[at]
		if p == nil {
			p = &assess.OverviewPart{Head: new(assess.Headcount)}
			p.Key, p.Versions, p.Histograms = key, map[string]int{}, map[assess.Measure]*assess.Histogram{}
			parts[at] = p
		}
		p.Head.Add(row.Segment, 1)
		p.Versions[row.Segment.Questionnaire+" "+row.Version]++
		if !shown[at] {
			return nil // nothing but how many there are is looked at
		}
		for _, x := range row.Observations {
			if slices.Contains(measures, x.Measure) {
				if p.Histograms[x.Measure] == nil {
					p.Histograms[x.Measure] = new(assess.Histogram)
				}
				p.Histograms[x.Measure].Add(x)
			}
		}
		assess.CountReport(p.Histograms, stages, row.Observations, nil)
		return nil
	})
	if err != nil {
		return nil, err
	}
	list := make([]assess.OverviewPart, 0, len(parts))
	for _, p := range parts {
		list = append(list, *p)
	}
	out := assess.NewLinked(g.by, list, measures, minimum)
	for i := range out.Rows {
		for j := range g.groups {
			if x := &g.groups[j]; out.Rows[i].Hidden == "" && slices.Equal(x.Key, out.Rows[i].Key) {
				out.Rows[i].Places, out.Rows[i].Stayed = x.Places, x.Stayed
			}
		}
	}
	return out, nil
}

// tellTwice refuses measures that tell the same twice in one output.
func (a *app) tellTwice(q *assess.Questionnaire, measures []assess.Measure) error {
	if x, y, twice := assess.TellTwice(q, measures); twice {
		return a.unbenchmarked(ExitUsage, "twice", phrases.V{"first": string(x), "second": string(y)}, "twice")
	}
	return nil
}
