package cli

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/html"
	"csi/reports/pdf"
	"csi/reports/xlsx"
)

// benchmarkReportFormats are the formats of "csi benchmark report".
var benchmarkReportFormats = []string{"pdf", "html", "xlsx", "md", "txt"}

// benchmarkReportOptions are the flags of "csi benchmark report".
type benchmarkReportOptions struct {
	benchmarkChoice
	output, format  string
	public          bool
	release, folder string
}

func (a *app) benchmarkReportCommand() *cobra.Command {
	var o benchmarkReportOptions
	c := &cobra.Command{
		Use:  "report",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkReport(c.Context(), &o) },
	}
	o.flags(c)
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.format, "format", "", "")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(benchmarkReportFormats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().StringVar(&o.release, "release", "", "")
	c.Flags().StringVar(&o.folder, "releases", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// benchmarkReport writes a collection, or a release of it, as a report. Wrong
// use is found before anything is read, and the file appears only when it is
// whole.
func (a *app) benchmarkReport(ctx context.Context, o *benchmarkReportOptions) error {
	if o.output == "" {
		return a.unbenchmarked(ExitUsage, "output", phrases.V{"flag": "-o FILE"})
	}
	format, err := a.formatAmong(reportOptions{output: o.output, format: o.format}, benchmarkReportFormats)
	if err != nil {
		return err
	}
	if err := a.oneSource(o); err != nil {
		return err
	}
	var in reports.OverviewInput
	if o.public {
		in, err = a.releaseOverview(o)
	} else {
		err = a.withCollection(ctx, func(c *collection.Collection) error {
			in, err = a.overviewOf(ctx, c, &o.benchmarkChoice)
			return err
		})
	}
	if err != nil {
		return err
	}
	now := a.env.Now().UTC()
	in.Public, in.Date = o.public, assess.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()}
	var out bytes.Buffer
	if err := a.drawBenchmark(&out, format, in); err != nil {
		return err
	}
	if o.output == "-" {
		_, err := io.Copy(a.env.Out, &out)
		return err
	}
	if err := store.Put(o.output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	p := a.phrases()
	a.env.say(p.T("benchmarkreport.written", phrases.V{"file": o.output}))
	if !o.public {
		a.env.say(p.T("benchmarkreport.written_private"))
	}
	return nil
}

// oneSource asks for a release alone, or for a choice of the collection.
func (a *app) oneSource(o *benchmarkReportOptions) error {
	var found []string
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"--public", o.public}, {"--release", o.release != ""}, {"--releases", o.folder != ""}, {"--by", len(o.by) > 0}, {"--where", len(o.where) > 0},
		{"--questionnaire", o.questionnaire != ""}, {"--minimum", o.minimum != 0},
	} {
		if f.given {
			found = append(found, f.name)
		}
	}
	chosen := slices.ContainsFunc(found, func(s string) bool { return !strings.HasPrefix(s, "--public") && !strings.HasPrefix(s, "--release") })
	if o.public != (o.release != "") || o.public && chosen || !o.public && o.folder != "" {
		return &failure{code: ExitUsage, id: "benchmarkreport.error.flags", parts: phrases.V{"found": strings.Join(found, " ")}}
	}
	return nil
}

// drawBenchmark writes a report in one of the formats.
func (a *app) drawBenchmark(out *bytes.Buffer, format string, in reports.OverviewInput) error {
	r := reports.NewBenchmarkReport(in)
	switch format {
	case "txt":
		return reports.WriteBenchmarkReport(out, r, reports.TextOptions{})
	case "md":
		return reports.WriteBenchmarkReportMarkdown(out, r)
	case "html":
		return html.WriteBenchmark(out, r)
	case "xlsx":
		return xlsx.Write(out, reports.NewBenchmarkWorkbook(in))
	}
	info, err := pdf.WriteBenchmark(out, r)
	a.warnSigns(info)
	return err
}

// groupByDefault groups by country where there are several, else by place,
// where nothing else was asked for.
func (a *app) groupByDefault(ctx context.Context, c *collection.Collection, g *gathered, asked bool) error {
	if asked {
		return nil
	}
	for _, key := range []string{collection.KeyCountry, collection.KeyJurisdiction} {
		q := g.query
		q.By, q.Measures = []string{key}, []assess.Measure{}
		found, err := c.Groups(ctx, q)
		if err != nil {
			return err
		}
		if len(found) > 1 {
			g.by = []string{key}
			return nil
		}
	}
	return nil
}

// releaseOverview makes the overview of a frozen release.
func (a *app) releaseOverview(o *benchmarkReportOptions) (reports.OverviewInput, error) {
	var none reports.OverviewInput
	r, err := a.findRelease(releaseFolder(o.folder, a.db), o.release)
	if err != nil {
		return none, err
	}
	in, err := a.releaseInput(r)
	if err != nil {
		return none, err
	}
	measures := assess.OverviewMeasures(in.Questionnaire)
	overview, ok := r.Overview(measures, assess.YesMeasures(in.Questionnaire, false))
	if !ok {
		return none, &failure{code: ExitFaults, id: "benchmarkreport.error.old_release", parts: phrases.V{"name": r.Name}, hints: []string{"benchmark.hint.release"}}
	}
	out := reports.OverviewInput{BenchmarkInput: in, Overview: overview, Planned: true}
	out.Benchmark = overview.Benchmark
	if at := slices.Index(r.By, collection.KeyCountry); at >= 0 {
		for i := range overview.Rows {
			if row := &overview.Rows[i]; row.Hidden == "" && !slices.Contains(out.Places, row.Key[at]) {
				out.Places = append(out.Places, row.Key[at])
			}
		}
		slices.Sort(out.Places)
	}
	return out, nil
}
