package assess

import (
	"maps"
	"slices"
	"strings"
)

// OverviewCount counts assessments one by one for an Overview.
type OverviewCount struct {
	measures map[Measure]bool
	stages   map[string][]Measure // cells of each stage, in order
	parts    map[string]*overviewPart
	asked    map[string]int // items by how many were asked them
	n        int
}

// overviewPart is one group in one year while it is counted.
type overviewPart struct {
	OverviewPart
	countries map[string]bool
	hidden    bool
}

// CountedRow is what is counted of one assessment.
type CountedRow struct {
	Key          []string // of its group
	Segment      Segment
	Version      string
	Items        []string // that it was asked
	Observations []Observation
	Plan         []string // ids of the actions that are planned and not dropped
}

// NewOverviewCount starts with nothing.
func NewOverviewCount(q *Questionnaire) *OverviewCount {
	o := &OverviewCount{measures: map[Measure]bool{}, stages: StageCells(q), parts: map[string]*overviewPart{}, asked: map[string]int{}}
	for _, m := range OverviewMeasures(q) {
		o.measures[m] = true
	}
	return o
}

// StageCells lists the measures of the cells of every stage, in order.
func StageCells(q *Questionnaire) map[string][]Measure {
	out := map[string][]Measure{}
	for _, m := range Measures(q) {
		if stage, _, _ := strings.Cut(m.About(), "/"); m.Kind() == MeasureCell {
			out[stage] = append(out[stage], m)
		}
	}
	return out
}

// Add counts one assessment in. What it gives marks it with a finding.
func (o *OverviewCount) Add(r *CountedRow) (flag func(kind string)) {
	o.n++
	p := o.part(r)
	p.countries[r.Segment.Country] = true
	p.Versions[r.Segment.Questionnaire+" "+r.Version]++
	for _, x := range r.Observations {
		if o.measures[x.Measure] {
			histogramOf(p.Histograms, x.Measure).Add(x)
		}
	}
	CountReport(p.Histograms, o.stages, r.Observations, r.Plan)
	for _, it := range r.Items {
		o.asked[it]++
	}
	return func(kind string) { histogramOf(p.Histograms, YesMeasure(MeasureFlag, kind)).Add(yesObservation) }
}

// Hide counts an assessment of a group that is not shown: nothing but how many
// there are is looked at.
func (o *OverviewCount) Hide(r *CountedRow) { o.part(r).hidden = true }

// part finds the part of an assessment and counts it in.
func (o *OverviewCount) part(r *CountedRow) *overviewPart {
	year := ""
	if r.Segment.Year != 0 {
		year = Whole(int64(r.Segment.Year)).String()
	}
	at := strings.Join(append(slices.Clone(r.Key), year), "\x00")
	p := o.parts[at]
	if p == nil {
		p = &overviewPart{countries: map[string]bool{}}
		p.Key, p.Year, p.Head = slices.Clone(r.Key), year, new(Headcount)
		p.Versions, p.Histograms = map[string]int{}, map[Measure]*Histogram{}
		o.parts[at] = p
	}
	p.Head.Add(r.Segment, 1)
	return p
}

// Parts gives what was counted.
func (o *OverviewCount) Parts() []OverviewPart {
	var out []OverviewPart
	for _, at := range slices.Sorted(maps.Keys(o.parts)) {
		out = append(out, o.parts[at].OverviewPart)
	}
	return out
}

// Countries lists the countries of what is shown.
func (o *OverviewCount) Countries() []string {
	found := map[string]bool{}
	for _, p := range o.parts {
		if !p.hidden {
			maps.Copy(found, p.countries)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// Common says how many items all that are shown were asked, of how many.
func (o *OverviewCount) Common() (common, items int) {
	for _, n := range o.asked {
		if n == o.n {
			common++
		}
	}
	return common, len(o.asked)
}

// yesObservation is a finding, or an action that is planned.
var yesObservation = Observation{State: Answered, Value: Whole(1)}

// histogramOf gives the histogram of a measure, new where there is none.
func histogramOf(all map[Measure]*Histogram, m Measure) *Histogram {
	if all[m] == nil {
		all[m] = new(Histogram)
	}
	return all[m]
}

// CountReport counts into the histograms of a group what a report needs beside
// the measures: the ratings of the cells of each stage together, and what is
// planned, each action once. A cell that an earlier version did not ask does
// not apply.
func CountReport(into map[Measure]*Histogram, stages map[string][]Measure, all []Observation, plan []string) {
	seen := make(map[Measure]Observation, len(all))
	for _, x := range all {
		if x.Measure.Kind() == MeasureCell {
			seen[x.Measure] = x
		}
	}
	for stage, cells := range stages {
		list := make([]Observation, len(cells))
		for i, m := range cells {
			x, asked := seen[m]
			if !asked {
				x.State = NotApplicable
			}
			list[i] = x
		}
		histogramOf(into, Measure(MeasurePattern+"/"+stage)).Add(Observation{State: Answered, Value: Whole(int64(newPattern(list)))})
	}
	for i, id := range plan {
		if !slices.Contains(plan[:i], id) {
			histogramOf(into, YesMeasure(MeasurePlan, id)).Add(yesObservation)
		}
	}
}

// YesMeasures lists the actions of a questionnaire, and the kinds of finding
// where data quality was looked at, in the order they are told. One
// questionnaire is looked at, so that no two views contradict each other, and
// its versions are told elsewhere.
func YesMeasures(q *Questionnaire, findings bool) []Measure {
	var out []Measure
	for _, it := range q.Items() {
		for _, a := range it.Actions {
			out = append(out, YesMeasure(MeasurePlan, a.ID))
		}
	}
	if findings {
		for _, kind := range QualityKinds() {
			if kind != FindingContradict && kind != FindingVersions {
				out = append(out, YesMeasure(MeasureFlag, kind))
			}
		}
	}
	return out
}
