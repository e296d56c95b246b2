package assess

import (
	"slices"
	"strconv"
)

// The kinds of measure that only a whole collection has.
const (
	MeasurePattern = "pattern" // stage: the ratings of all its cells as one number; see newPattern
	MeasurePlan    = "plan"    // action: planned and not dropped, 0 or 1
	MeasureFlag    = "flag"    // kind of finding on data quality: found, 0 or 1
)

// OverviewPart is what a collection knows of the assessments of one group in
// one year.
type OverviewPart struct {
	BenchmarkGroup // its standing is worked out where Head is given
	Year           string
	Head           *Headcount // nil in a release, which has no years
}

// Overview is everything that a report tells of a collection, decided on at
// once: groups side by side as in Benchmark, the same assessments by year, how
// many plan an action and how many show a finding. All of it is of the
// assessments of groups that are shown, so that no table has in it what
// another leaves out.
//
// Tables that tell of each other are widened together: the ratings of the
// cells of a stage say how many attained a level, and groups and years are two
// cuts of the same assessments. A small count stays open when there is another
// collection with everything published the same in which it differs; see
// linkedTables.
type Overview struct {
	*Benchmark
	Years []BenchmarkRow // rising; none where groups are of a year each, or all of one year
	Yes   []YesCount     // actions and findings, in the order of the measures
}

// YesCount is how many of all assessments that are shown have something.
type YesCount struct {
	Measure Measure
	Count   *Between // nil when withheld
}

// OverviewMeasures lists the measures of a report: where a questionnaire has
// stages what is reached, hollow and in place there, else sections; barriers;
// the share of don't know.
func OverviewMeasures(q *Questionnaire) []Measure {
	all := Measures(q)
	of := func(kinds ...string) []Measure {
		return slices.DeleteFunc(slices.Clone(all), func(m Measure) bool { return !slices.Contains(kinds, m.Kind()) })
	}
	out := of(MeasureAttained, MeasureHollow, MeasureCell)
	if len(out) == 0 {
		out = of(MeasureSection)
	}
	return append(out, of(MeasureBarrier, MeasureUnknown)...)
}

// NewOverview decides on all figures of a report. yes are measures of
// MeasurePlan and MeasureFlag.
func NewOverview(by []string, parts []OverviewPart, measures, yes []Measure, minimum int) *Overview {
	o := &Overview{Benchmark: &Benchmark{By: by, Minimum: max(minimum, MinimumShown), Measures: measures}}
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(x, y OverviewPart) int {
		return slices.Compare(append(slices.Clone(x.Key), x.Year), append(slices.Clone(y.Key), y.Year))
	})
	o.Total.Versions = map[string]int{}
	shown := o.groups(parts)
	var years [][]int
	if !slices.Contains(by, "year") {
		years = o.years(shown)
	}
	rows, tables := o.rows(shown, years)
	for _, l := range linkedMeasures(measures, shown) {
		o.decide(l, shown, rows, tables)
	}
	for _, m := range yes {
		o.yes(m, shown)
	}
	slices.SortStableFunc(o.Log, func(x, y HiddenFigure) int { return compareHidden(x, y, measures) })
	return o
}

// compareHidden orders the log: whole groups first, then by measure.
func compareHidden(x, y HiddenFigure, measures []Measure) int {
	return slices.Index(measures, x.Measure) - slices.Index(measures, y.Measure)
}

// groups makes the rows of groups and gives the parts of those that are shown.
func (o *Overview) groups(parts []OverviewPart) []OverviewPart {
	var shown []OverviewPart
	for from := 0; from < len(parts); {
		to := from + 1
		for to < len(parts) && slices.Equal(parts[to].Key, parts[from].Key) {
			to++
		}
		row := BenchmarkRow{Key: parts[from].Key, Hidden: parts[from].Withheld, From: parts[from].From, Versions: map[string]int{}}
		row.Standing = standingOf(parts[from:to])
		if row.Hidden == "" {
			row.Hidden = row.Standing.Withhold(o.Minimum)
		}
		if row.Hidden != "" {
			o.Log = append(o.Log, HiddenFigure{Key: row.Key, Reason: row.Hidden})
			row.Standing, row.Versions = Standing{}, nil
		} else {
			shown = append(shown, parts[from:to]...)
			row.Figures = map[Measure]MeasureFigures{}
			countVersions(row.Versions, parts[from:to])
		}
		o.Rows = append(o.Rows, row)
		from = to
	}
	o.Total.Figures = map[Measure]MeasureFigures{}
	countVersions(o.Total.Versions, shown)
	if len(shown) > 0 && shown[0].Head == nil {
		for i := range o.Rows {
			if o.Rows[i].Hidden == "" {
				o.Total.add(&BenchmarkGroup{Standing: o.Rows[i].Standing}, repeating(o.By))
			}
		}
	} else {
		o.Total.Standing = standingOf(shown)
	}
	return shown
}

func countVersions(into map[string]int, parts []OverviewPart) {
	for i := range parts {
		for v, n := range parts[i].Versions {
			into[v] += n
		}
	}
}

// standingOf says how many organisations parts are made of for certain.
func standingOf(parts []OverviewPart) Standing {
	if len(parts) == 1 && parts[0].Head == nil {
		return parts[0].Standing
	}
	var all Headcount
	for i := range parts {
		all.join(parts[i].Head)
	}
	return all.Standing()
}

// join counts everything of another headcount in.
func (h *Headcount) join(o *Headcount) {
	if o == nil {
		return
	}
	if h.rounds == nil {
		h.rounds = map[Segment]map[Segment]int{}
	}
	for place, rounds := range o.rounds {
		if h.rounds[place] == nil {
			h.rounds[place] = map[Segment]int{}
		}
		for round, n := range rounds {
			h.rounds[place][round] += n
		}
	}
	h.n += o.n
}

// rows lists the rows of every table: groups that are shown, years that are
// shown, all together. Each says which parts it adds up; tables holds where
// its figures go.
func (o *Overview) rows(shown []OverviewPart, years [][]int) (rows [][]int, tables []*BenchmarkRow) {
	at := 0
	var all []int
	for i := range o.Rows {
		if o.Rows[i].Hidden != "" {
			continue
		}
		var own []int
		for at < len(shown) && slices.Equal(shown[at].Key, o.Rows[i].Key) {
			own, all = append(own, at), append(all, at)
			at++
		}
		rows, tables = append(rows, own), append(tables, &o.Rows[i])
	}
	for j, own := range years {
		if o.Years[j].Hidden == "" {
			rows, tables = append(rows, own), append(tables, &o.Years[j])
		}
	}
	if len(all) > 0 {
		rows, tables = append(rows, all), append(tables, &o.Total)
	}
	return rows, tables
}

// decide widens the tables of one family of measures and fills them in.
func (o *Overview) decide(l linked, shown []OverviewPart, rows [][]int, tables []*BenchmarkRow) {
	t := newLinkedTables(l, shown, rows, o.Minimum)
	t.widen()
	for i, row := range tables {
		for k, m := range l.measures {
			f := MeasureFigures{Counts: t.rows[i].masked[k]}
			if f.Counts != nil {
				f.Counts = tightened(f.Counts, t.rows[i].n) // what anybody can see from the sum
			}
			if f.Counts != nil && !QuartileStep(m).IsZero() {
				var all Histogram
				for _, part := range rows[i] {
					if h := shown[part].Histograms[m]; h != nil {
						all.Merge(h)
					}
				}
				f.Quartiles = quartiles(m, &all, f.Counts, o.Minimum)
			}
			row.Figures[m] = f
			h := HiddenFigure{Key: row.Key, Total: row == &o.Total, Measure: m}
			if i := o.yearOf(row); i >= 0 {
				h.Key = []string{o.Years[i].Key[0]}
			}
			if QuartileStep(m).IsZero() || m.Kind() == MeasureCell {
				noQuartiles := f
				noQuartiles.Quartiles = new([3]Ratio) // a report has none of these
				o.log(h, noQuartiles, Classes(m, 0))
				continue
			}
			o.log(h, f, Classes(m, 0))
		}
	}
}

// yearOf finds the year that a row stands for; -1 for none.
func (o *Overview) yearOf(row *BenchmarkRow) int {
	for i := range o.Years {
		if row == &o.Years[i] {
			return i
		}
	}
	return -1
}

// yes counts one action or finding over all that is shown.
func (o *Overview) yes(m Measure, shown []OverviewPart) {
	n, yes := 0, 0
	for i := range shown {
		n += shown[i].size()
		if h := shown[i].Histograms[m]; h != nil {
			yes += h.AtLeast(Whole(1))
		}
	}
	masked, _ := Mask([][]int{{n - yes, yes}}, o.Minimum)
	c := YesCount{Measure: m}
	if len(masked) > 0 && masked[0] != nil {
		c.Count = &masked[0][1]
	}
	if c.Count == nil || !c.Count.Exact() {
		reason := SmallCount
		if c.Count == nil || c.Count.High >= o.Minimum {
			reason = Neighbour
		}
		o.Log = append(o.Log, HiddenFigure{Total: true, Measure: m, Class: "yes", Reason: reason})
	}
	o.Yes = append(o.Yes, c)
}

// size gives the assessments of a part.
func (p *OverviewPart) size() int {
	if p.Head != nil {
		return p.Head.n
	}
	return p.Standing.N
}

// years decides which years are shown beside the groups, and gives the parts
// of each. Groups less years, and years less groups, are sets of organisations
// that anybody can work out: where one of them would be too small, the year
// with the fewest assessments is hidden, until none is. Years that are hidden
// count as one more year then, since groups less all others tell of it.
func (o *Overview) years(shown []OverviewPart) [][]int {
	var names []string
	parts := map[string][]int{}
	for i := range shown {
		y := shown[i].Year
		if parts[y] == nil {
			names = append(names, y)
		}
		parts[y] = append(parts[y], i)
	}
	if len(names) < 2 {
		return nil
	}
	slices.Sort(names)
	var out [][]int
	hidden := make([]Withheld, len(names))
	size := make([]int, len(names))
	for j, y := range names {
		pick := make([]OverviewPart, 0, len(parts[y]))
		for _, i := range parts[y] {
			pick = append(pick, shown[i])
			size[j] += shown[i].size()
		}
		row := BenchmarkRow{Key: []string{y}, Standing: standingOf(pick), Versions: map[string]int{}, Figures: map[Measure]MeasureFigures{}}
		countVersions(row.Versions, pick)
		hidden[j] = row.Standing.Withhold(o.Minimum)
		if _, err := strconv.Atoi(y); err != nil || j < len(names)-yearsAtMost {
			hidden[j] = YearLeftOut
		}
		o.Years, out = append(o.Years, row), append(out, parts[y])
	}
	cuts := newCuts(shown, o.Minimum)
	for cuts.tell(names, hidden) {
		least := -1
		for j := range names {
			if hidden[j] == "" && (least < 0 || size[j] < size[least]) {
				least = j
			}
		}
		hidden[least] = DifferenceTells
	}
	for j := range o.Years {
		if o.Years[j].Hidden = hidden[j]; hidden[j] != "" {
			o.Log = append(o.Log, HiddenFigure{Key: o.Years[j].Key, Reason: hidden[j]})
			o.Years[j].Standing, o.Years[j].Versions, o.Years[j].Figures = Standing{}, nil, nil
		}
	}
	return out
}

// yearsAtMost is the most years that a report tells of, the latest.
const yearsAtMost = 8
