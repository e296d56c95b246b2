package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// trends makes the tables over the years of a benchmark by year: a row for
// each matter where there is nothing but years, else a table for each matter
// with a row for each group. Every share follows from counts that are printed
// as well, ranges included, so what is hidden in one year stays hidden.
func (x *benchmarker) trends() []BenchmarkPart {
	at := slices.Index(x.Benchmark.By, "year")
	if at < 0 {
		return nil
	}
	var years []string
	var lines [][]string // keys without the year
	rows := map[string]*assess.BenchmarkRow{}
	for i := range x.Benchmark.Rows {
		r := &x.Benchmark.Rows[i]
		if !slices.Contains(years, r.Key[at]) {
			years = append(years, r.Key[at])
		}
		rest := slices.Delete(slices.Clone(r.Key), at, at+1)
		if !slices.ContainsFunc(lines, func(l []string) bool { return slices.Equal(l, rest) }) {
			lines = append(lines, rest)
		}
		rows[strings.Join(append(rest, r.Key[at]), "\x00")] = r
	}
	slices.Sort(years)
	slices.SortFunc(lines, slices.Compare)
	if len(years) < 2 {
		return nil
	}
	find := func(line []string, year string) *assess.BenchmarkRow {
		return rows[strings.Join(append(slices.Clone(line), year), "\x00")]
	}
	if len(x.Benchmark.By) > 1 {
		return x.trendOfGroups(at, years, lines, find)
	}
	p := BenchmarkPart{ID: "trend", Heading: x.say("trend.all"), KeyHead: x.say(x.ofPairs("trend.share", "trend.share_pairs")), Classes: x.yearNames(years)}
	p.Rows = append(p.Rows, x.trendLine(x.say(x.ofPairs("trend.n", "trend.pairs")), years, func(y string) string { return x.rowN(find(nil, y)) }))
	if places := x.places(years, func(y string) *assess.BenchmarkRow { return find(nil, y) }); places != nil {
		p.Rows = append(p.Rows, places...)
	}
	for _, m := range x.Benchmark.Measures {
		if name := x.trendName(m); name != "" {
			p.Rows = append(p.Rows, x.trendLine(name, years, func(y string) string { return x.share(m, find(nil, y)) }))
		}
	}
	return []BenchmarkPart{p}
}

// trendOfGroups makes a table for each matter.
func (x *benchmarker) trendOfGroups(at int, years []string, lines [][]string, find func([]string, string) *assess.BenchmarkRow) []BenchmarkPart {
	by := slices.Delete(slices.Clone(x.Benchmark.By), at, at+1)
	named := &benchmarker{x.BenchmarkInput, x.b}
	named.Benchmark = &assess.Benchmark{By: by}
	var keys []string
	for _, key := range by {
		keys = append(keys, x.say("key."+key))
	}
	table := func(id, heading string, cell func(*assess.BenchmarkRow) string) BenchmarkPart {
		p := BenchmarkPart{ID: id, Heading: heading, KeyHead: strings.Join(keys, ", "), Classes: x.yearNames(years)}
		for _, line := range lines {
			p.Rows = append(p.Rows, x.trendLine(named.name(line), years, func(y string) string { return cell(find(line, y)) }))
		}
		return p
	}
	out := []BenchmarkPart{table("trend", x.say(x.ofPairs("trend.n_years", "trend.n_years_pairs")), x.rowN)}
	for _, m := range x.Benchmark.Measures {
		if name := x.trendName(m); name != "" {
			out = append(out, table("trend/"+string(m), x.say("trend.over_years", phrases.V{"name": name}), func(r *assess.BenchmarkRow) string { return x.share(m, r) }))
		}
	}
	return out
}

// ofPairs chooses the words for single assessments or for pairs.
func (x *benchmarker) ofPairs(single, pairs string) string {
	if x.Views != nil {
		return pairs
	}
	return single
}

func (x *benchmarker) yearNames(years []string) []string {
	var out []string
	for _, y := range years {
		out = append(out, x.value("year", y))
	}
	return out
}

// trendLine is a row with a cell for each year.
func (x *benchmarker) trendLine(name string, years []string, cell func(year string) string) BenchmarkLine {
	l := BenchmarkLine{Name: name}
	var said []string
	for _, y := range years {
		text := cell(y)
		l.Counts = append(l.Counts, text)
		said = append(said, x.value("year", y)+" "+text)
	}
	l.Alt = name + x.Phrases.T("words.colon") + strings.Join(said, ", ") + "."
	return l
}

// rowN gives how many assessments or pairs a group of one year has.
func (x *benchmarker) rowN(r *assess.BenchmarkRow) string {
	if r == nil || r.Hidden != "" {
		return "–"
	}
	return x.Phrases.Amount(int64(r.Standing.N))
}

// places says how many places answered in each year, and how many of those in
// the year before as well; nil where it is not known.
func (x *benchmarker) places(years []string, row func(string) *assess.BenchmarkRow) []BenchmarkLine {
	known := false
	count := func(of func(*assess.BenchmarkRow) int) func(string) string {
		return func(y string) string {
			r := row(y)
			if r == nil || r.Hidden != "" || r.Places == 0 {
				return "–"
			}
			known = true
			return x.between(closed(of(r), r.Places, x.Benchmark.Minimum))
		}
	}
	out := []BenchmarkLine{
		x.trendLine(x.say("trend.places"), years, count(func(r *assess.BenchmarkRow) int { return r.Places })),
		x.trendLine(x.say("trend.stayed"), years, count(func(r *assess.BenchmarkRow) int { return r.Stayed })),
	}
	if !known {
		return nil
	}
	out[1].Counts[0] = "–" // there is no year before
	return out
}

// closed prints a part of a whole as a range where it or the rest is small.
func closed(part, whole, minimum int) assess.Between {
	switch {
	case part > 0 && part < minimum:
		return assess.Between{Low: 1, High: min(minimum-1, whole)}
	case part < whole && whole-part < minimum:
		return assess.Between{Low: max(0, whole-minimum+1), High: whole - 1}
	}
	return assess.Between{Low: part, High: part}
}

// trendClasses gives the classes of a measure that its share counts; nil where
// no share says much.
func trendClasses(m assess.Measure, top int) []string {
	classes := assess.Classes(m, top)
	switch m.Kind() {
	case assess.MeasureAttained, assess.MeasureObserved:
		target := assess.Dialogue
		for _, s := range assess.Stages() {
			if s.String() == m.About() {
				target = assess.DefaultTarget(s)
			}
		}
		return classes[slices.Index(classes, target.String()) : len(classes)-2]
	case assess.MeasureHollow:
		return []string{"yes"}
	case assess.MeasureCell:
		return []string{"in-place"}
	case assess.MeasureBarrier:
		return []string{"severe"}
	case assess.MeasureDepth, assess.MeasureSection:
		return []string{"upper-third"}
	case assess.MeasureItem:
		return classes[(2*top+2)/3 : len(classes)-2]
	case assess.MeasureView:
		return []string{assess.BlindSpot.String()}
	case assess.MeasureBarrierGap, assess.MeasureItemGap:
		return []string{"similar"}
	}
	return nil
}

// trendName names a share; "" where none is given.
func (x *benchmarker) trendName(m assess.Measure) string {
	top := topOf(x.Questionnaire, m)
	counted := trendClasses(m, top)
	if counted == nil {
		return ""
	}
	_, second, _ := strings.Cut(m.About(), "/")
	parts := phrases.V{"name": x.subject(m), "level": x.b.low(assess.Find(x.Framework.Levels, second).Title), "value": counted[0], "top": top}
	if m.Kind() == assess.MeasureAttained || m.Kind() == assess.MeasureObserved {
		parts["level"] = x.b.low(assess.Find(x.Framework.Levels, counted[0]).Title)
	}
	return x.say("trend."+m.Kind(), parts)
}

// share gives the share of a group of one year in whole hundredths, over
// those that the matter applies to; a range where counts are ranges.
func (x *benchmarker) share(m assess.Measure, r *assess.BenchmarkRow) string {
	if r == nil || r.Hidden != "" || r.Figures[m].Counts == nil {
		return "–"
	}
	top := topOf(x.Questionnaire, m)
	counted, counts := trendClasses(m, top), r.Figures[m].Counts
	low, high := 0, 0
	for i, class := range assess.Classes(m, top) {
		if slices.Contains(counted, class) {
			low, high = low+counts[i].Low, high+counts[i].High
		}
	}
	out := counts[len(counts)-1]
	most, least := r.Standing.N-out.Low, r.Standing.N-out.High
	if most <= 0 {
		return "–"
	}
	a := assess.NewRatio(int64(low), int64(most)).Round100()
	b := 100
	if high < least {
		b = assess.NewRatio(int64(high), int64(least)).Round100()
	}
	if a == b {
		return digits(a)
	}
	return digits(a) + "–" + digits(b)
}
