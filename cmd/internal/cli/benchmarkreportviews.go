package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/collection"
	"csi/reports"
)

// addViews adds civil society beside authorities to a report of civil society.
// Pairs are those of the groups that are shown, so that the report tells of
// nobody else. A report by who answered or by year has none: a pair has two
// who answered, in two periods.
func (a *app) addViews(ctx context.Context, c *collection.Collection, o *benchmarkChoice, in *reports.OverviewInput) error {
	places := []string{collection.KeyQuestionnaire, collection.KeyCountry, collection.KeyTier, collection.KeyJurisdiction, collection.KeyPolicy}
	for key := range in.Where {
		if !slices.Contains(places, key) {
			return nil
		}
	}
	b := in.Benchmark
	if slices.ContainsFunc(b.By, func(key string) bool { return !slices.Contains(places, key) }) {
		return nil
	}
	shown := map[string]bool{}
	for i := range b.Rows {
		if b.Rows[i].Hidden == "" {
			shown[strings.Join(b.Rows[i].Key, "\x00")] = true
		}
	}
	choice := &benchmarkChoice{questionnaire: in.Where[collection.KeyQuestionnaire], minimum: o.minimum}
	for key, v := range in.Where {
		if key != collection.KeyQuestionnaire {
			choice.where = append(choice.where, key+"="+v)
		}
	}
	g, err := a.gatherViews(ctx, c, choice, assess.MinimumShown, false, func(p *assess.Pair) bool { return shown[strings.Join(keyOf(&p.Segment, "", b.By), "\x00")] })
	var none *failure
	switch {
	case errors.As(err, &none) && strings.HasPrefix(none.id, "benchmark.error."):
		return nil // there is nothing to pair
	case err != nil:
		return err
	case g.q.ID != in.Questionnaire.ID:
		return nil // it is the report of the authorities
	}
	of := assess.NewBenchmark(nil, g.groups, g.pairer.Once(), o.minimum, nil)
	if reports.MayShowViews(b.Total.Standing.N, of) {
		in.ViewsPart = &reports.ReportViews{Benchmark: of, ViewsInput: reports.ViewsInput{Second: g.second, Alone: b.Total.Standing.N - of.Total.Civil}, Common: g.common, Items: g.items}
	}
	return nil
}
