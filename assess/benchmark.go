package assess

import (
	"slices"
)

// BenchmarkGroup is what a collection knows of a group.
type BenchmarkGroup struct {
	Key        []string // values of Benchmark.By
	Standing   Standing
	Histograms map[Measure]*Histogram
	Versions   map[string]int // assessments by version of the questionnaire
	From       string         // release that its figures were kept from; "" for this one
	Withheld   Withheld       // decided already; "" for not
	Civil, Far int            // of pairs; see BenchmarkRow
	// Of one year: the places that it has, and those of them that the year
	// before in the same line has as well. 0 where it is not known.
	Places, Stayed int
}

// Benchmark sets groups of assessments side by side, in alphabetical order and
// never by result, with everything withheld that would tell of too few
// organisations. Its totals leave out the groups that are hidden: nothing of
// those is in any of its figures, so nothing of them can be worked out.
type Benchmark struct {
	By       []string
	Minimum  int
	Measures []Measure
	Rows     []BenchmarkRow
	Total    BenchmarkRow // over the rows that are not hidden
	Log      []HiddenFigure
}

// BenchmarkRow is a group, or the total.
type BenchmarkRow struct {
	Key      []string
	Hidden   Withheld // nothing else is known of it when set
	From     string
	Standing Standing
	Versions map[string]int
	// Of pairs: the assessments of civil society behind them, and those of
	// them whose period overlaps the authority's by less than half.
	Civil, Far     int
	Places, Stayed int // as in BenchmarkGroup
	Figures        map[Measure]MeasureFigures
}

// MeasureFigures are what may be said of one measure of a group.
type MeasureFigures struct {
	Counts    []Between // by Classes; nil when withheld
	Quartiles *[3]Ratio // lower, median, upper; rounded as QuartileStep says; nil when withheld
}

// HiddenFigure is one entry of the log of what was hidden: a whole group, the
// distribution or the quartiles of a measure, or one count.
type HiddenFigure struct {
	Key     []string // of the group; nil for the total
	Total   bool
	Measure Measure // "" for the whole group
	Class   string  // "" for the whole measure, "quartiles" for those
	Reason  Withheld
}

// Classes names what the distribution of a measure counts: levels, ratings,
// bands or values, then those without a value and those that it does not
// apply to. Scores are counted by thirds, the bounds of design.md section 6.
func Classes(m Measure, top int) []string {
	var list []string
	switch m.Kind() {
	case MeasureAttained, MeasureObserved:
		list = append([]string{"none"}, levelNames...)
	case MeasureHollow, MeasurePlan, MeasureFlag:
		list = []string{"no", "yes"}
	case MeasureCell:
		list = []string{"absent", "partial", "in-place"}
	case MeasureBarrier:
		list = []string{"low", "moderate", "severe"}
	case MeasureItem:
		for v := 0; v <= top; v++ {
			list = append(list, Whole(int64(v)).String())
		}
	case MeasureView:
		for _, k := range ViewKinds() {
			list = append(list, k.String())
		}
	case MeasureViewGap, MeasureBarrierGap, MeasureItemGap:
		list = []string{"lower-large", "lower-visible", "similar", "higher-visible", "higher-large"}
	default:
		list = []string{"lower-third", "middle-third", "upper-third"}
	}
	return append(list, "unknown", "not-applicable")
}

// Countable reports whether a measure is shown of several organisations. The
// participation index is not: it would invite ranking.
// Nor is the gap of a cell by itself: its quartiles stand beside the kinds.
func Countable(m Measure) bool { return m.Kind() != MeasureIndex && m.Kind() != MeasureViewGap }

// scaleTop is the highest value of a measure that has one for all.
func scaleTop(m Measure) int64 {
	switch m.Kind() {
	case MeasureAttained, MeasureObserved, MeasureDepth:
		return 4
	}
	return 1
}

// QuartileStep is what quartiles of a measure are rounded to: whole levels and
// values stay as they are; scores go to twentieths of their scale, so that no
// quartile is the very score of one organisation. 0 for no rounding.
func QuartileStep(m Measure) Ratio {
	switch m.Kind() {
	case MeasureAttained, MeasureObserved, MeasureHollow, MeasureItem, MeasureView, MeasurePlan, MeasureFlag:
		return Ratio{}
	}
	return NewRatio(scaleTop(m), 20)
}

// classOf gives the class of a value.
func classOf(m Measure, v Ratio) int {
	switch m.Kind() {
	case MeasureAttained, MeasureObserved, MeasureHollow, MeasureItem, MeasureView, MeasurePlan, MeasureFlag:
		return int(v.Round())
	case MeasureViewGap, MeasureBarrierGap, MeasureItemGap:
		return 2 + v.Sign()*int(gapSize(v)-SimilarViews)
	}
	switch top := Whole(scaleTop(m)); {
	case v.Less(top.Mul(NewRatio(1, 3))):
		return 0
	case v.Less(top.Mul(NewRatio(2, 3))):
		return 1
	}
	return 2
}

// Distribution counts a histogram by Classes.
func Distribution(m Measure, h *Histogram, top int) []int {
	out := make([]int, len(Classes(m, top)))
	for _, b := range h.Bins {
		out[min(classOf(m, b.Value), len(out)-3)] += b.Count
	}
	out[len(out)-2], out[len(out)-1] = h.Unknown, h.Inapplicable
	return out
}

// NewBenchmark sets groups side by side. A minimum below MinimumShown counts as
// that. The groups come in alphabetical order of their keys; tops gives the
// highest values of items.
func NewBenchmark(by []string, groups []BenchmarkGroup, measures []Measure, minimum int, tops map[string]int) *Benchmark {
	b := &Benchmark{By: by, Minimum: max(minimum, MinimumShown)}
	b.Measures = slices.DeleteFunc(slices.Clone(measures), func(m Measure) bool { return !Countable(m) })
	groups = slices.Clone(groups)
	slices.SortStableFunc(groups, func(x, y BenchmarkGroup) int { return slices.Compare(x.Key, y.Key) })
	b.Total.Versions, b.Total.Figures = map[string]int{}, map[Measure]MeasureFigures{}
	for i := range groups {
		g := &groups[i]
		row := BenchmarkRow{Key: g.Key, Hidden: g.Withheld, From: g.From}
		if row.Hidden == "" {
			row.Hidden = g.Standing.Withhold(b.Minimum)
		}
		if row.Hidden != "" {
			g.Histograms = nil
			b.Log = append(b.Log, HiddenFigure{Key: g.Key, Reason: row.Hidden})
		} else {
			row.Standing, row.Versions, row.Figures = g.Standing, g.Versions, map[Measure]MeasureFigures{}
			row.Civil, row.Far, row.Places, row.Stayed = g.Civil, g.Far, g.Places, g.Stayed
			b.Total.add(g, repeating(by))
		}
		b.Rows = append(b.Rows, row)
	}
	for _, m := range b.Measures {
		b.measure(m, groups, tops[m.About()])
	}
	return b
}

// repeating reports whether one organisation may be in several groups.
func repeating(by []string) bool {
	return slices.ContainsFunc(by, func(key string) bool {
		return key == "year" || key == "policy" || key == "questionnaire" || key == "version"
	})
}

// add counts a group into the total. Organisations that may be in several
// groups count once at least.
func (r *BenchmarkRow) add(g *BenchmarkGroup, repeating bool) {
	r.Standing.N += g.Standing.N
	if repeating {
		r.Standing.Organisations = max(r.Standing.Organisations, g.Standing.Organisations)
	} else {
		r.Standing.Organisations += g.Standing.Organisations
	}
	r.Standing.Repeats += g.Standing.Repeats
	r.Civil, r.Far = r.Civil+g.Civil, r.Far+g.Far
	for v, n := range g.Versions {
		r.Versions[v] += n
	}
}

// measure fills in the figures of one measure.
func (b *Benchmark) measure(m Measure, groups []BenchmarkGroup, top int) {
	var at []int
	var rows [][]int
	var all Histogram
	for i := range groups {
		if b.Rows[i].Hidden != "" {
			continue
		}
		h := groups[i].Histograms[m]
		if h == nil {
			h = new(Histogram)
		}
		// An earlier version that did not ask it has nothing to say of it.
		whole := Histogram{Bins: h.Bins, Unknown: h.Unknown, Inapplicable: h.Inapplicable + groups[i].Standing.N - h.All()}
		at, rows = append(at, i), append(rows, Distribution(m, &whole, top))
	}
	masked, total := maskTable(rows, b.Minimum, tellingZeros(m))
	for k, i := range at {
		f := MeasureFigures{Counts: masked[k]}
		if f.Counts != nil && groups[i].Histograms[m] != nil {
			of, h := beside(m, &groups[i])
			all.Merge(h)
			f.Quartiles = quartiles(of, h, f.Counts, b.Minimum)
		}
		b.Rows[i].Figures[m] = f
		b.log(HiddenFigure{Key: b.Rows[i].Key, Measure: m}, f, Classes(m, top))
	}
	f := MeasureFigures{Counts: total}
	if total != nil {
		of, _ := beside(m, &BenchmarkGroup{})
		f.Quartiles = quartiles(of, &all, total, b.Minimum)
	}
	b.Total.Figures[m] = f
	if len(rows) > 0 {
		b.log(HiddenFigure{Total: true, Measure: m}, f, Classes(m, top))
	}
}

// tellingZeros counts the classes of a measure whose zeros are not shown.
func tellingZeros(m Measure) int {
	switch m.Kind() {
	case MeasureView, MeasureBarrierGap, MeasureItemGap:
		return len(Classes(m, 0)) - 2
	}
	return 0
}

// beside gives the measure and the histogram that the quartiles of a measure
// are read from: its own, but for kinds of view the gap of the same cell.
func beside(m Measure, g *BenchmarkGroup) (Measure, *Histogram) {
	if m.Kind() == MeasureView {
		m = Measure(MeasureViewGap + "/" + m.About())
	}
	if h := g.Histograms[m]; h != nil {
		return m, h
	}
	return m, new(Histogram)
}

// log notes what is withheld of a measure. Its reasons follow from what is
// printed: from the true counts they would say more, such as that a range from
// 0 to 2 stands for a small count and not for none.
func (b *Benchmark) log(h HiddenFigure, f MeasureFigures, classes []string) {
	if f.Counts == nil {
		h.Reason = Underivable
		b.Log = append(b.Log, h)
		return
	}
	for j, c := range f.Counts {
		if c.Exact() {
			continue
		}
		h.Class, h.Reason = classes[j], Neighbour
		switch {
		case c.High < b.Minimum && j < tellingZeros(h.Measure):
			h.Reason = FewOrNone
		case c.High < b.Minimum:
			h.Reason = SmallCount
		}
		b.Log = append(b.Log, h)
	}
	if f.Quartiles == nil {
		h.Class, h.Reason = "quartiles", FewValues
		b.Log = append(b.Log, h)
	}
}

// quartiles gives the quartiles of a measure where at least twice the minimum
// have a value, and where the published counts already say in which class each
// lies, so that the quartiles tell nothing more of the counts.
func quartiles(m Measure, h *Histogram, counts []Between, minimum int) *[3]Ratio {
	if h.N() < 2*minimum {
		return nil
	}
	if m.Kind() == MeasureViewGap {
		// The counts beside them are of kinds, and the gap is of the first four.
		counts = counts[:KnownToSecond-SharedStrength]
	}
	exact := !slices.ContainsFunc(counts, func(b Between) bool { return !b.Exact() })
	if !exact && m.Kind() == MeasureViewGap {
		return nil
	}
	var out [3]Ratio
	for i := range out {
		share := NewRatio(int64(i+1), 4)
		v, _ := h.Quantile(share)
		if !exact && !implied(counts[:len(counts)-2], classOf(m, v), i+1) {
			return nil
		}
		out[i] = nearest(v, QuartileStep(m))
	}
	return &out
}

// implied reports whether the counts printed say that a quartile lies in a
// class, whatever the true counts are.
func implied(counts []Between, class, quarter int) bool {
	low, high := 0, 0 // of all that have a value
	below, upTo := 0, 0
	for j, c := range counts {
		low, high = low+c.Low, high+c.High
		if j < class {
			below += c.High
		}
		if j <= class {
			upTo += c.Low
		}
	}
	return 4*below < quarter*low && 4*upTo > quarter*high
}

// nearest rounds a value to a multiple of a step, halves away from 0.
func nearest(v, step Ratio) Ratio {
	if step.IsZero() {
		return v
	}
	return Whole(v.Div(step).Round()).Mul(step)
}

// Common says on how many items all assessments of a group were asked, of how
// many that any was: versions of one questionnaire may differ in a few.
func Common(histograms map[Measure]*Histogram, n int) (common, items int) {
	for m, h := range histograms {
		if m.Kind() != MeasureItem {
			continue
		}
		items++
		if h.All() == n {
			common++
		}
	}
	return common, items
}
