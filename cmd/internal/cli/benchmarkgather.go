package cli

import (
	"context"
	"maps"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/collection"
	"csi/reports"
)

// overviewGather counts everything that a report tells of a collection.
type overviewGather struct {
	q        *assess.Questionnaire
	by       []string
	measures map[assess.Measure]bool
	stages   map[string][]assess.Measure // cells of each stage, in order
	parts    map[string]*overviewPart
	asked    map[string]int // items by how many were asked them
	n        int
	last     *overviewPart // that the last assessment was counted in
}

// overviewPart is one group in one year while it is counted.
type overviewPart struct {
	assess.OverviewPart
	countries map[string]bool
	hidden    bool
}

// newOverviewGather starts with nothing.
func newOverviewGather(q *assess.Questionnaire, by []string) *overviewGather {
	o := &overviewGather{q: q, by: by, measures: map[assess.Measure]bool{}, stages: map[string][]assess.Measure{},
		parts: map[string]*overviewPart{}, asked: map[string]int{}}
	for _, m := range assess.OverviewMeasures(q) {
		o.measures[m] = true
		if m.Kind() == assess.MeasureCell {
			stage, _, _ := strings.Cut(m.About(), "/")
			o.stages[stage] = append(o.stages[stage], m)
		}
	}
	return o
}

// key gives the group of a row.
func (o *overviewGather) key(row *collection.Row) []string {
	return keyOf(&row.Segment, row.Version, o.by)
}

// add counts one assessment in.
func (o *overviewGather) add(row *collection.Row) {
	o.n++
	p := o.part(row)
	o.last = p
	p.countries[row.Segment.Country] = true
	p.Versions[row.Segment.Questionnaire+" "+row.Version]++
	seen := make(map[assess.Measure]assess.Observation, len(row.Observations))
	for _, x := range row.Observations {
		if o.measures[x.Measure] {
			histogramOf(p.Histograms, x.Measure).Add(x)
			seen[x.Measure] = x
		}
	}
	addPatterns(p.Histograms, o.stages, seen)
	addPlan(p.Histograms, row.Plan)
	for _, it := range row.Items {
		o.asked[it]++
	}
}

// part finds the part of a row and counts it in.
func (o *overviewGather) part(row *collection.Row) *overviewPart {
	s := &row.Segment
	key, year := o.key(row), collection.ValueOf(s, collection.KeyYear)
	at := strings.Join(append(slices.Clone(key), year), "\x00")
	p := o.parts[at]
	if p == nil {
		p = &overviewPart{countries: map[string]bool{}}
		p.Key, p.Year, p.Head = key, year, new(assess.Headcount)
		p.Versions, p.Histograms = map[string]int{}, map[assess.Measure]*assess.Histogram{}
		o.parts[at] = p
	}
	p.Head.Add(*s, 1)
	return p
}

// hide counts an assessment of a group that is not shown: nothing but how many
// there are is looked at.
func (o *overviewGather) hide(row *collection.Row) { o.part(row).hidden = true }

// places lists the countries of what is shown.
func (o *overviewGather) places() []string {
	found := map[string]bool{}
	for _, p := range o.parts {
		if !p.hidden {
			maps.Copy(found, p.countries)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// histogramOf gives the histogram of a measure, new where there is none.
func histogramOf(all map[assess.Measure]*assess.Histogram, m assess.Measure) *assess.Histogram {
	if all[m] == nil {
		all[m] = new(assess.Histogram)
	}
	return all[m]
}

// addPatterns counts the ratings of the cells of each stage together. A cell
// that an earlier version did not ask does not apply.
func addPatterns(into map[assess.Measure]*assess.Histogram, stages map[string][]assess.Measure, seen map[assess.Measure]assess.Observation) {
	for stage, cells := range stages {
		all := make([]assess.Observation, len(cells))
		for i, m := range cells {
			x, asked := seen[m]
			if !asked {
				x.State = assess.NotApplicable
			}
			all[i] = x
		}
		m := assess.Measure(assess.MeasurePattern + "/" + stage)
		histogramOf(into, m).Add(assess.Observation{State: assess.Answered, Value: assess.PatternValue(assess.NewPattern(all))})
	}
}

// addPlan counts the actions that are planned. An action counts once.
func addPlan(into map[assess.Measure]*assess.Histogram, plan []string) {
	for i, id := range plan {
		if !slices.Contains(plan[:i], id) {
			histogramOf(into, assess.YesMeasure(assess.MeasurePlan, id)).Add(assess.Observation{State: assess.Answered, Value: assess.Whole(1)})
		}
	}
}

// list gives the parts.
func (o *overviewGather) list() []assess.OverviewPart {
	var out []assess.OverviewPart
	for _, at := range slices.Sorted(maps.Keys(o.parts)) {
		out = append(out, o.parts[at].OverviewPart)
	}
	return out
}

// common says how many items all that are counted were asked, of how many.
func (o *overviewGather) common() (common, items int) {
	for _, n := range o.asked {
		if n == o.n {
			common++
		}
	}
	return common, len(o.asked)
}

// yesMeasures lists the actions and the findings in the order they are told.
func yesMeasures(q *assess.Questionnaire, findings bool) []assess.Measure {
	var out []assess.Measure
	for _, it := range q.Items() {
		for _, a := range it.Actions {
			out = append(out, assess.YesMeasure(assess.MeasurePlan, a.ID))
		}
	}
	if findings {
		for _, kind := range assess.QualityKinds() {
			// One questionnaire is looked at, and its versions are told above all.
			if kind != assess.FindingContradict && kind != assess.FindingVersions {
				out = append(out, assess.YesMeasure(assess.MeasureFlag, kind))
			}
		}
	}
	return out
}

// overviewOf counts the assessments of a choice and decides on all figures.
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
	now := a.env.Now().UTC()
	quality := assess.NewQuality(assess.Month{Year: now.Year(), Month: int(now.Month())})
	all := newOverviewGather(g.q, g.by)
	of := map[string]*overviewPart{} // by hash of the assessment
	err = c.Rows(ctx, g.query, func(row collection.Row) error {
		key := strings.Join(all.key(&row), "\x00")
		if h := heads[key]; h == nil {
			return nil // it came after the groups were counted
		} else if s := h.Standing(); s.Withhold(o.minimum) != "" {
			all.hide(&row)
			return nil
		}
		all.add(&row)
		of[row.Hash] = all.last
		quality.Add(assess.QualityRow{Hash: row.Hash, Segment: row.Segment, Version: row.Version, Period: row.Period, Questionnaire: g.q, Items: row.Items, Responses: row.Responses})
		return nil
	})
	if err != nil {
		return none, err
	}
	flags(quality, g.q, of)
	overview := assess.NewOverview(g.by, all.list(), assess.OverviewMeasures(g.q), yesMeasures(g.q, true), o.minimum)
	g.common, g.items = all.common()
	in := reports.OverviewInput{BenchmarkInput: a.benchmarkInput(g, overview.Benchmark), Overview: overview, Planned: true, Looked: true}
	in.Places = all.places()
	in.Countries = len(in.Places)
	return in, nil
}

// flags notes of each part how many show a finding.
func flags(quality *assess.Quality, q *assess.Questionnaire, of map[string]*overviewPart) {
	found := map[string]bool{}
	for _, f := range quality.Findings(nil, func(_, item string) int {
		if it := q.Item(item); it != nil {
			return it.Max()
		}
		return 0
	}) {
		for _, hash := range f.Hashes {
			p := of[hash]
			if at := f.Kind + " " + hash; p != nil && !found[at] {
				found[at] = true
				histogramOf(p.Histograms, assess.YesMeasure(assess.MeasureFlag, f.Kind)).Add(assess.Observation{State: assess.Answered, Value: assess.Whole(1)})
			}
		}
	}
}
