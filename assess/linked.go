package assess

import (
	"slices"
	"strings"
)

// OutputMeasures lists the measures that one output may hold together: of a
// stage what is reached, observed, hollow and in place, which are decided on
// together; barriers; sections that ask nothing of those; the share of don't
// know. Depths, items and the other sections tell of the same answers again.
func OutputMeasures(q *Questionnaire) []Measure {
	told := map[string]bool{}
	for _, it := range q.Items() {
		told[it.ID] = it.IsCell() || it.Barrier != 0
	}
	return slices.DeleteFunc(Measures(q), func(m Measure) bool {
		switch m.Kind() {
		case MeasureAttained, MeasureObserved, MeasureHollow, MeasureCell, MeasureBarrier, MeasureUnknown:
			return false
		case MeasureSection:
			return slices.ContainsFunc(itemsOf(q, m), func(id string) bool { return told[id] })
		}
		return true
	})
}

// itemsOf lists the items that a measure tells of; nil for the share of don't
// know, which tells of all and of none.
func itemsOf(q *Questionnaire, m Measure) []string {
	var out []string
	about, level, _ := strings.Cut(m.About(), "/")
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			in := false
			switch m.Kind() {
			case MeasureCell:
				in = it.IsCell() && it.Stage.String() == about && it.Level.String() == level
			case MeasureAttained, MeasureObserved, MeasureHollow, MeasureDepth:
				in = it.IsCell() && it.Stage.String() == about
			case MeasureBarrier:
				in = !it.IsCell() && it.Barrier != 0 && it.Barrier.String() == about
			case MeasureSection:
				in = q.Sections[i].ID == about
			case MeasureItem:
				in = it.ID == about
			}
			if in {
				out = append(out, it.ID)
			}
		}
	}
	return out
}

// staged reports whether a measure is one of those of a stage that are decided
// on together.
func staged(m Measure) bool {
	return slices.Contains([]string{MeasureAttained, MeasureObserved, MeasureHollow, MeasureCell}, m.Kind())
}

// TellTwice finds two measures that tell of the same answers and are not
// decided on together: one output holds one of them only.
func TellTwice(q *Questionnaire, measures []Measure) (a, b Measure, twice bool) {
	first := map[string]Measure{}
	for _, m := range measures {
		for _, id := range itemsOf(q, m) {
			o, seen := first[id]
			if !seen {
				first[id] = m
				continue
			}
			if !staged(o) || !staged(m) {
				return o, m, true
			}
		}
	}
	return "", "", false
}

// Linked reports whether measures tell of each other, so that they have to be
// decided on together: several of one stage.
func Linked(measures []Measure) bool {
	stages := map[string]bool{}
	for _, m := range measures {
		stage, _, _ := strings.Cut(m.About(), "/")
		if staged(m) {
			if stages[stage] {
				return true
			}
			stages[stage] = true
		}
	}
	return false
}

// NewLinked is NewBenchmark for measures of which several tell of one stage.
// Parts hold the patterns of the stages, as in an Overview; years of a group
// count together.
func NewLinked(by []string, parts []OverviewPart, measures []Measure, minimum int) *Benchmark {
	o := &Overview{Benchmark: &Benchmark{By: by, Minimum: max(minimum, MinimumShown), Measures: measures}}
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(x, y OverviewPart) int { return slices.Compare(x.Key, y.Key) })
	o.Total.Versions = map[string]int{}
	shown := o.groups(parts)
	rows, tables := o.rows(shown, nil)
	for _, l := range linkedMeasures(measures, shown) {
		o.decide(l, shown, rows, tables)
	}
	slices.SortStableFunc(o.Log, func(x, y HiddenFigure) int { return compareHidden(x, y, measures) })
	return o.Benchmark
}
