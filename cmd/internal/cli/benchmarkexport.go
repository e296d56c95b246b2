package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// benchmarkExportOptions are the flags of "csi benchmark export".
type benchmarkExportOptions struct {
	benchmarkChoice
	public, research        bool
	release, folder, output string
}

func (a *app) benchmarkExportCommand() *cobra.Command {
	var o benchmarkExportOptions
	c := &cobra.Command{
		Use:  "export",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkExport(c.Context(), &o) },
	}
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringSliceVar(&o.where, "where", nil, "")
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().BoolVar(&o.research, "research", false, "")
	c.Flags().StringVar(&o.release, "release", "", "")
	c.Flags().StringVar(&o.folder, "releases", "", "")
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// benchmarkExport writes public tables of a release, or research data.
func (a *app) benchmarkExport(ctx context.Context, o *benchmarkExportOptions) error {
	switch {
	case o.public == o.research || o.public != (o.release != "") || o.public && (o.questionnaire != "" || len(o.where) > 0):
		var found []string
		for flag, given := range map[string]bool{"--public": o.public, "--research": o.research, "--release": o.release != "", "--where": len(o.where) > 0, "--questionnaire": o.questionnaire != ""} {
			if given {
				found = append(found, flag)
			}
		}
		slices.Sort(found)
		if len(found) == 0 {
			found = []string{"–"}
		}
		return a.unbenchmarked(ExitUsage, "one_export", phrases.V{"found": strings.Join(found, " ")})
	case o.output == "":
		return a.unbenchmarked(ExitUsage, "output", phrases.V{"flag": "-o FOLDER"})
	case o.public:
		return a.exportPublic(o)
	}
	return a.withCollection(ctx, func(c *collection.Collection) error { return a.exportResearch(ctx, c, o) })
}

// exportPublic draws the tables from a frozen release, with its minimum.
func (a *app) exportPublic(o *benchmarkExportOptions) error {
	r, err := a.findRelease(releaseFolder(o.folder, a.db), o.release)
	if err != nil {
		return err
	}
	in, err := a.releaseInput(r)
	if err != nil {
		return err
	}
	if r.Views == "" {
		overview, ok := r.Overview(assess.OutputMeasures(in.Questionnaire), nil)
		if !ok {
			return &failure{code: ExitFaults, id: "benchmarkreport.error.old_release", parts: phrases.V{"name": r.Name}, hints: []string{"benchmark.hint.release"}}
		}
		in.Benchmark = overview.Benchmark
	}
	files := map[string]*bytes.Buffer{"benchmark.csv": {}, "benchmark.json": {}, "benchmark.txt": {}, "disclosure-log.json": {}}
	view := reports.NewBenchmarkView(in)
	if err := reports.WriteBenchmarkCSV(files["benchmark.csv"], in); err != nil {
		return err
	}
	if err := reports.WriteBenchmarkJSON(files["benchmark.json"], in, view.Warnings); err != nil {
		return err
	}
	if err := reports.WriteBenchmark(files["benchmark.txt"], view, reports.TextOptions{}); err != nil {
		return err
	}
	if err := reports.WriteDisclosureLog(files["disclosure-log.json"], in.Benchmark); err != nil {
		return err
	}
	return a.exported(o.output, files)
}

// releaseInput makes the benchmark of a release.
func (a *app) releaseInput(r *assess.Release) (reports.BenchmarkInput, error) {
	q, err := a.load(r.Questionnaire, a.reportLanguage())
	if err != nil {
		return reports.BenchmarkInput{}, err
	}
	b := r.Benchmark(r.Measures, tops(q))
	g := &gathered{q: q, countries: r.Countries}
	g.query.Where = r.Where
	if r.Views != "" {
		return a.viewsReleaseInput(r, b, g)
	}
	all := map[assess.Measure]*assess.Histogram{}
	for _, group := range r.Groups {
		for m, text := range group.Histograms {
			h, err := assess.ParseHistogram(text)
			if err != nil {
				return reports.BenchmarkInput{}, err
			}
			if all[m] == nil {
				all[m] = new(assess.Histogram)
			}
			all[m].Merge(&h)
		}
	}
	g.common, g.items = assess.Common(all, b.Total.Standing.N)
	in := a.benchmarkInput(g, b)
	in.Release = r.Name + ", " + r.Date
	return in, nil
}

// viewsReleaseInput makes the benchmark of a release of pairs.
func (a *app) viewsReleaseInput(r *assess.Release, b *assess.Benchmark, g *gathered) (reports.BenchmarkInput, error) {
	second, err := a.load(r.Views, a.reportLanguage())
	if err != nil {
		return reports.BenchmarkInput{}, err
	}
	g.common, g.items = r.Items, max(len(g.q.Items()), len(second.Items()))
	in := a.benchmarkInput(g, b)
	in.Release = r.Name + ", " + r.Date
	in.Views = &reports.ViewsInput{Second: second}
	return in, nil
}

// exported writes the files and says so.
func (a *app) exported(folder string, files map[string]*bytes.Buffer) error {
	if err := written(folder, files); err != nil {
		return err
	}
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	a.env.say(a.phrases().T("benchmark.done.export", phrases.V{"files": strings.Join(names, ", "), "folder": folder}))
	return nil
}

// exportResearch writes one row for each item of each assessment, with a
// codebook. The rows are streamed, since there may be millions.
func (a *app) exportResearch(ctx context.Context, c *collection.Collection, o *benchmarkExportOptions) error {
	g, err := a.choice(&o.benchmarkChoice, assess.MinimumShown)
	if err != nil {
		return err
	}
	if err := a.oneQuestionnaire(ctx, c, g); err != nil {
		return err
	}
	if err := os.MkdirAll(o.output, 0o700); err != nil {
		return failed("folder_refused", phrases.V{"folder": o.output})
	}
	var out [2]*os.File
	for i, name := range []string{"assessments.csv", "assessments.jsonl"} {
		f, err := os.OpenFile(filepath.Join(o.output, name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
		if err != nil {
			return failed("folder_refused", phrases.V{"folder": o.output})
		}
		defer func() { _ = f.Close() }() // closed below; this is for the ways out before
		out[i] = f
	}
	w, n := reports.NewResearchWriter(out[0], out[1]), 0
	err = c.Rows(ctx, g.query, func(r collection.Row) error {
		n++
		s := r.Segment
		return w.Add(reports.ResearchRow{Number: n, Questionnaire: s.Questionnaire, Version: r.Version, Country: s.Country, Tier: s.Tier, Group: s.Group, Year: s.Year, Items: r.Items, Responses: r.Responses})
	})
	if err != nil {
		return err
	}
	rows, err := w.Close()
	if err != nil {
		return err
	}
	for _, f := range out {
		if err := f.Close(); err != nil {
			return err
		}
	}
	book := new(bytes.Buffer)
	if err := reports.WriteDDI(book, a.benchmarkInput(g, nil), rows); err != nil {
		return err
	}
	if err := written(o.output, map[string]*bytes.Buffer{"codebook.xml": book}); err != nil {
		return err
	}
	p := a.phrases()
	a.env.say(p.T("benchmark.done.export", phrases.V{"files": "assessments.csv, assessments.jsonl, codebook.xml", "folder": o.output}))
	a.env.say(p.T("benchmark.done.research"))
	return nil
}
