package cli

import (
	"context"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/reports"
)

// benchmarkQualityOptions are the flags of "csi benchmark quality".
type benchmarkQualityOptions struct {
	benchmarkChoice
	json bool
}

func (a *app) benchmarkQualityCommand() *cobra.Command {
	var o benchmarkQualityOptions
	c := &cobra.Command{
		Use:  "quality",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkQuality(c.Context(), &o) },
	}
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringSliceVar(&o.where, "where", nil, "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// benchmarkQuality looks for what stands out. It changes nothing, and finding
// something is no failure.
func (a *app) benchmarkQuality(ctx context.Context, o *benchmarkQualityOptions) error {
	g, err := a.choice(&o.benchmarkChoice, assess.MinimumShown)
	if err != nil {
		return err
	}
	now := a.env.Now().UTC()
	q := assess.NewQuality(assess.Month{Year: now.Year(), Month: int(now.Month())})
	known := map[string]*assess.Questionnaire{}
	load := func(id string) *assess.Questionnaire {
		if _, asked := known[id]; !asked {
			// One of somebody's own may not be at hand: less is looked for then.
			known[id], _ = a.load(id, "")
		}
		return known[id]
	}
	err = a.withCollection(ctx, func(c *collection.Collection) error {
		return c.Rows(ctx, g.query, func(r collection.Row) error {
			q.Add(assess.QualityRow{Hash: r.Hash, Segment: r.Segment, Version: r.Version, Period: r.Period, Questionnaire: load(r.Segment.Questionnaire), Items: r.Items, Responses: r.Responses})
			return nil
		})
	})
	if err != nil {
		return err
	}
	var mirrored [][2]string
	for id, x := range known {
		if x == nil || x.Mirror == "" || len(x.Groups) == 0 || x.Groups[0].Side() != assess.ForCSO {
			continue
		}
		mirrored = append(mirrored, [2]string{id, x.Mirror})
	}
	findings := q.Findings(mirrored, func(id, item string) int {
		if x := load(id); x != nil && x.Item(item) != nil {
			return x.Item(item).Max()
		}
		return 0
	})
	if o.json {
		return reports.WriteQualityJSON(a.env.Out, q.Assessments(), findings)
	}
	view := reports.NewQualityView(a.reportPhrases(), a.dbName(), q.Assessments(), findings)
	return reports.WriteQuality(a.env.Out, view, a.textOptions(a.env.Width(), a.env.OutTTY))
}
