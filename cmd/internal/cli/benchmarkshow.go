package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/collection"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// benchmarkChoice are the flags that choose and group assessments.
type benchmarkChoice struct {
	questionnaire string
	by, where     []string
	minimum       int
	samePlaces    bool
}

// flags adds the flags of a choice to a command.
func (o *benchmarkChoice) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringSliceVar(&o.by, "by", nil, "")
	c.Flags().StringSliceVar(&o.where, "where", nil, "")
	c.Flags().IntVar(&o.minimum, "minimum", 0, "")
}

// benchmarkShowOptions are the flags of "csi benchmark show".
type benchmarkShowOptions struct {
	benchmarkChoice
	stage, barrier, section, item string
	unknown, views, json          bool
}

func (a *app) benchmarkShowCommand() *cobra.Command {
	var o benchmarkShowOptions
	c := &cobra.Command{
		Use:  "show",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.benchmarkShow(c.Context(), &o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.stage, "stage", "", "")
	c.Flags().StringVar(&o.barrier, "barrier", "", "")
	c.Flags().StringVar(&o.section, "section", "", "")
	c.Flags().StringVar(&o.item, "item", "", "")
	c.Flags().BoolVar(&o.unknown, "unknown", false, "")
	c.Flags().BoolVar(&o.views, "views", false, "")
	c.Flags().BoolVar(&o.samePlaces, "same-places", false, "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// unbenchmarked makes a failure of these commands.
func (a *app) unbenchmarked(code int, id string, parts phrases.V, hints ...string) error {
	for i := range hints {
		hints[i] = "benchmark.hint." + hints[i]
	}
	return &failure{code: code, id: "benchmark.error." + id, parts: parts, hints: hints}
}

// gathered is what a choice found in a collection.
type gathered struct {
	query     collection.Query // without By
	by        []string
	q         *assess.Questionnaire
	groups    []assess.BenchmarkGroup
	keep      func(*assess.Segment) bool // nil keeps all
	countries int
	common    int
	items     int
}

// choice reads --by, --where and --minimum; floor is the lowest minimum.
func (a *app) choice(o *benchmarkChoice, floor int) (*gathered, error) {
	g := &gathered{query: collection.Query{Where: map[string]string{}}}
	keys := strings.Join(collection.AllKeys(), ", ")
	for _, by := range o.by {
		if by = strings.TrimSpace(by); !slices.Contains(collection.AllKeys(), by) || by == collection.KeyQuestionnaire || slices.Contains(g.by, by) {
			return nil, a.unbenchmarked(ExitUsage, "by", phrases.V{"found": by, "keys": strings.Join(collection.AllKeys()[1:], ", ")})
		}
		g.by = append(g.by, by)
	}
	for _, w := range o.where {
		key, value, ok := strings.Cut(w, "=")
		if !ok || !slices.Contains(collection.AllKeys(), key) {
			return nil, a.unbenchmarked(ExitUsage, "where", phrases.V{"found": w, "keys": keys})
		}
		g.query.Where[key] = value
	}
	if o.questionnaire != "" {
		g.query.Where[collection.KeyQuestionnaire] = o.questionnaire
	}
	if o.minimum != 0 && o.minimum < floor {
		return nil, a.unbenchmarked(ExitUsage, "minimum", phrases.V{"found": o.minimum, "minimum": floor})
	}
	o.minimum = max(o.minimum, floor)
	return g, nil
}

// gather counts the assessments of a choice.
func (a *app) gather(ctx context.Context, c *collection.Collection, o *benchmarkChoice, floor int, measures func(q *assess.Questionnaire) ([]assess.Measure, error)) (*gathered, error) {
	g, err := a.choice(o, floor)
	if err != nil {
		return nil, err
	}
	if err := a.oneQuestionnaire(ctx, c, g); err != nil {
		return nil, err
	}
	q := g.query
	q.By = g.by
	if q.Measures, err = measures(g.q); err != nil {
		return nil, err
	}
	for _, it := range g.q.Items() {
		if m := assess.Measure(assess.MeasureItem + "/" + it.ID); !slices.Contains(q.Measures, m) {
			q.Measures = append(q.Measures, m) // to say how many items the versions share
		}
	}
	heads, segments, err := a.heads(ctx, c, g)
	if err != nil {
		return nil, err
	}
	if o.samePlaces {
		if !slices.Contains(g.by, collection.KeyYear) {
			return nil, a.unbenchmarked(ExitUsage, "same_places", nil)
		}
		segments = samePlaces(segments, g.by)
		heads.of, heads.all = nil, 0
		kept := map[assess.Segment]bool{}
		for i := range segments {
			heads.add(&segments[i])
			kept[segments[i].Segment] = true
		}
		g.keep = func(s *assess.Segment) bool { return kept[*s] }
		q.Keep = g.keep
	}
	found, err := c.Groups(ctx, q)
	if err != nil {
		return nil, err
	}
	all, n := map[assess.Measure]*assess.Histogram{}, 0
	for _, f := range found {
		b := assess.BenchmarkGroup{Key: f.Key, Standing: heads.standing(f.Key), Histograms: f.Histograms, Versions: f.Versions}
		g.groups = append(g.groups, b)
		n += f.N
		for m, x := range f.Histograms {
			if all[m] == nil {
				all[m] = new(assess.Histogram)
			}
			all[m].Merge(x)
		}
	}
	g.common, g.items = assess.Common(all, n)
	followPlaces(g, segments, o.minimum)
	return g, nil
}

// oneQuestionnaire finds out which questionnaire is meant: one major version
// of one, since others ask other things.
func (a *app) oneQuestionnaire(ctx context.Context, c *collection.Collection, g *gathered) error {
	q := g.query
	q.By, q.Measures = []string{collection.KeyQuestionnaire}, []assess.Measure{}
	found, err := c.Groups(ctx, q)
	if err != nil {
		return err
	}
	var names []string
	for _, f := range found {
		names = append(names, f.Key[0])
	}
	switch len(names) {
	case 0:
		return a.unbenchmarked(ExitFailure, "empty", nil, "empty")
	case 1:
	default:
		return a.unbenchmarked(ExitUsage, "several", phrases.V{"found": strings.Join(names, ", "), "first": quote(names[0])}, "several")
	}
	g.query.Where[collection.KeyQuestionnaire] = names[0]
	id, _, _ := strings.Cut(names[0], " ")
	g.q, err = a.load(id, a.reportLanguage())
	return err
}

// heads counts the organisations of every group. Where groups are of single
// years it also lists the segments, so that places can be followed; a
// collection may have as many as assessments, so they are not kept otherwise.
func (a *app) heads(ctx context.Context, c *collection.Collection, g *gathered) (heads, []collection.Count, error) {
	found := heads{by: g.by}
	var segments []collection.Count
	yearly := slices.Contains(g.by, collection.KeyYear)
	countries := map[string]bool{}
	err := c.Counts(ctx, g.query, func(n collection.Count) {
		found.add(&n)
		countries[n.Segment.Country] = true
		if yearly {
			segments = append(segments, n)
		}
	})
	g.countries = len(countries)
	return found, segments, err
}

// heads are the organisations of groups.
type heads struct {
	by  []string
	of  map[string]*assess.Headcount // by the values of by
	all int                          // assessments of all groups
}

func (h *heads) add(n *collection.Count) {
	if h.of == nil {
		h.of = map[string]*assess.Headcount{}
	}
	at := strings.Join(keyOf(&n.Segment, n.Version, h.by), "\x00")
	if h.of[at] == nil {
		h.of[at] = new(assess.Headcount)
	}
	h.of[at].Add(n.Segment, n.N)
	h.all += n.N
}

// standing gives what is known of a group; nothing of one that was not counted.
func (h *heads) standing(key []string) assess.Standing {
	if counted := h.of[strings.Join(key, "\x00")]; counted != nil {
		return counted.Standing()
	}
	return assess.Standing{}
}

// keyOf gives the values of some keys of an assessment.
func keyOf(s *assess.Segment, version string, by []string) []string {
	key := make([]string, len(by))
	for i, k := range by {
		if key[i] = collection.ValueOf(s, k); k == collection.KeyVersion {
			key[i] = version
		}
	}
	return key
}

// tops gives the highest values of the items.
func tops(q *assess.Questionnaire) map[string]int {
	out := map[string]int{}
	for _, it := range q.Items() {
		out[it.ID] = it.Max()
	}
	return out
}

// withCollection opens the collection for as long as a run needs it.
func (a *app) withCollection(ctx context.Context, run func(*collection.Collection) error) error {
	c, err := a.openCollection(ctx)
	if err != nil {
		return err
	}
	err = run(c)
	if closed := c.Close(); err == nil {
		err = a.fromCollection(closed)
	}
	return err
}

// benchmarkShow sets groups of a collection side by side.
func (a *app) benchmarkShow(ctx context.Context, o *benchmarkShowOptions) error {
	return a.withCollection(ctx, func(c *collection.Collection) error {
		if o.views {
			return a.benchmarkViews(ctx, c, o)
		}
		var measures []assess.Measure
		g, err := a.gather(ctx, c, &o.benchmarkChoice, assess.MinimumShown, func(q *assess.Questionnaire) ([]assess.Measure, error) {
			var err error
			measures, err = a.shownMeasures(q, o)
			return measures, err
		})
		if err != nil {
			return err
		}
		b, err := a.decided(ctx, c, g, measures, o.minimum)
		if err != nil {
			return err
		}
		return a.writeBenchmark(a.benchmarkInput(g, b), o.json)
	})
}

// writeBenchmark writes a benchmark to standard output.
func (a *app) writeBenchmark(in reports.BenchmarkInput, json bool) error {
	view := reports.NewBenchmarkView(in)
	if json {
		return reports.WriteBenchmarkJSON(a.env.Out, in, view.Warnings)
	}
	return reports.WriteBenchmark(a.env.Out, view, a.textOptions(a.env.Width(), a.env.OutTTY))
}

func (a *app) benchmarkInput(g *gathered, b *assess.Benchmark) reports.BenchmarkInput {
	return reports.BenchmarkInput{Benchmark: b, Questionnaire: g.q, Framework: a.library().Framework(a.reportLanguage()), Phrases: a.reportPhrases(),
		Where: g.query.Where, Countries: g.countries, Common: g.common, Items: g.items}
}

// shownMeasures gives the measures that were asked for: without any, the
// levels reached, else severities, else sections; as JSON all that one output
// may hold.
func (a *app) shownMeasures(q *assess.Questionnaire, o *benchmarkShowOptions) ([]assess.Measure, error) {
	all := slices.DeleteFunc(assess.Measures(q), func(m assess.Measure) bool { return !assess.Countable(m) })
	ofKind := func(kinds ...string) []assess.Measure {
		return slices.DeleteFunc(slices.Clone(all), func(m assess.Measure) bool { return !slices.Contains(kinds, m.Kind()) })
	}
	var out []assess.Measure
	for _, f := range []struct {
		flag, about string
		kinds       []string
	}{
		{"--stage", o.stage, []string{assess.MeasureAttained, assess.MeasureObserved, assess.MeasureHollow, assess.MeasureCell}},
		{"--barrier", o.barrier, []string{assess.MeasureBarrier}},
		{"--section", o.section, []string{assess.MeasureSection}},
		{"--item", o.item, []string{assess.MeasureItem}},
	} {
		if f.about == "" {
			continue
		}
		some, err := a.about(ofKind(f.kinds...), f.flag, f.about)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	if o.unknown {
		out = append(out, assess.MeasureUnknown)
	}
	switch {
	case len(out) > 0:
		return out, a.tellTwice(q, out)
	case o.json:
		return assess.OutputMeasures(q), nil
	}
	for _, kind := range []string{assess.MeasureAttained, assess.MeasureBarrier, assess.MeasureSection} {
		if out = ofKind(kind); len(out) > 0 {
			return out, nil
		}
	}
	return all, nil
}

// about gives those of some measures that a flag asks for, or all.
func (a *app) about(measures []assess.Measure, flag, wanted string) ([]assess.Measure, error) {
	var out []assess.Measure
	var names []string
	for _, m := range measures {
		about, _, _ := strings.Cut(m.About(), "/")
		if wanted == "all" || about == wanted {
			out = append(out, m)
		}
		if !slices.Contains(names, about) {
			names = append(names, about)
		}
	}
	if len(out) == 0 {
		return nil, a.unbenchmarked(ExitUsage, "about", phrases.V{"found": wanted, "flag": flag, "names": strings.Join(append(names, "all"), ", ")})
	}
	return out, nil
}
