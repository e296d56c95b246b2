package cli

import (
	"context"
	"maps"
	"slices"

	"csi/assess"
	"csi/assess/collection"
)

// emptyRelease begins the release of a choice.
func (a *app) emptyRelease(name string, g *gathered, minimum int) *assess.Release {
	return &assess.Release{Name: name, Date: a.env.Now().UTC().Format("2006-01-02"), Questionnaire: g.q.ID, Version: g.q.Version,
		By: append([]string{}, g.by...), Where: g.query.Where, Minimum: minimum}
}

// freezeViews makes a release of pairs. Gaps of items that cells and barriers
// tell already are not in it.
func (a *app) freezeViews(ctx context.Context, c *collection.Collection, name string, o *benchmarkReleaseOptions, earlier []*assess.Release) (*assess.Release, error) {
	g, err := a.gatherViews(ctx, c, &o.benchmarkChoice, assess.MinimumPublic, true, nil)
	if err != nil {
		return nil, err
	}
	r := a.emptyRelease(name, &g.gathered, o.minimum)
	r.Views, r.Items, r.Measures = g.second.ID, g.common, g.pairer.Once()
	var list []assess.Candidate
	for _, x := range g.at {
		maps.DeleteFunc(x.Histograms, func(m assess.Measure, _ *assess.Histogram) bool {
			return m.Kind() != assess.MeasureViewGap && !slices.Contains(r.Measures, m)
		})
		list = append(list, *x)
	}
	r.Fill(list, earlier)
	r.Seal()
	return r, nil
}
