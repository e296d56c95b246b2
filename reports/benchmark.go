package reports

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// BenchmarkInput is what a benchmark is told with.
type BenchmarkInput struct {
	Benchmark     *assess.Benchmark
	Questionnaire *assess.Questionnaire
	Framework     *assess.Framework
	Phrases       *phrases.Catalogue
	Where         map[string]string // what the assessments were chosen by
	Release       string            // name and date of the release that it comes from; ""
	Countries     int               // that the assessments come from
	Common, Items int               // items that all were asked, and that any was
	Views         *ViewsInput       // of pairs; nil of single assessments
}

// Benchmark is groups of a collection side by side, in words and figures,
// ready to be drawn. Groups stand in alphabetical order; no figure of it may
// be put into another one.
type Benchmark struct {
	Title    string   // of the document
	Subject  []string // what is shown: questionnaire, choice, assessments, order
	Warnings []string
	Coverage string          // how many groups are hidden, and how small counts are printed
	Trends   []BenchmarkPart // over years: Classes are years, Counts shares
	Parts    []BenchmarkPart
	Notes    []string // how to read it
	Colon    string
}

// BenchmarkPart is one measure: a table with a row for each group and one for
// all that are shown.
type BenchmarkPart struct {
	ID        string // the measure
	Heading   string // "Drafting: organisations by level reached"
	KeyHead   string
	CountHead string   // "" where the number is said once, above
	Classes   []string // heads of the counts
	Middle    string   // head of the middle half; "" where there is none
	Worse     bool     // a higher class is worse
	Rows      []BenchmarkLine
}

// BenchmarkLine is a group of a part.
type BenchmarkLine struct {
	Name          string
	Total         bool
	Hidden        string // why there are no figures; the rest is empty then
	Organisations string
	Counts        []string // "5", "1–2", "–"
	Between       []assess.Between
	Middle        string // "40–65"; "–" where it is withheld
	Alt           string // the line in a sentence
}

// benchmarker finds the words of a benchmark.
type benchmarker struct {
	BenchmarkInput
	b *builder
}

func (x *benchmarker) say(id string, parts ...phrases.V) string {
	return x.Phrases.T("benchmark."+id, parts...)
}

// NewBenchmarkView decides every word of a benchmark.
func NewBenchmarkView(in BenchmarkInput) *Benchmark {
	x := &benchmarker{in, &builder{Input: Input{Phrases: in.Phrases}, f: in.Framework}}
	v := &Benchmark{Title: x.say("title", phrases.V{"questionnaire": in.Questionnaire.Title}), Colon: in.Phrases.T("words.colon")}
	v.Subject = []string{versionsOf(in.Questionnaire)}
	if in.Views != nil {
		v.Title = x.say("views.title", phrases.V{"first": in.Questionnaire.Title, "second": in.Views.Second.Title})
		v.Subject = append(v.Subject, versionsOf(in.Views.Second))
	}
	for _, key := range slices.Sorted(maps.Keys(in.Where)) {
		if key != "questionnaire" {
			v.Subject = append(v.Subject, x.say("key."+key)+v.Colon+x.value(key, in.Where[key]))
		}
	}
	if in.Release != "" {
		v.Subject = append(v.Subject, x.say("release", phrases.V{"name": in.Release}))
	}
	v.Subject = append(append(v.Subject, x.counted()...), x.say("alphabetical"))
	v.Warnings = x.warnings()
	for _, m := range in.Benchmark.Measures {
		v.Parts = append(v.Parts, x.part(m))
	}
	v.Trends = x.trends()
	if in.Views != nil && len(in.Benchmark.By) == 0 {
		v.Parts = x.joined(v.Parts)
	}
	for i := range v.Parts {
		v.Parts[i].dropEmpty()
	}
	hidden := 0
	for i := range in.Benchmark.Rows {
		if in.Benchmark.Rows[i].Hidden != "" {
			hidden++
		}
	}
	coverage := "hidden"
	if in.Views != nil {
		coverage = "views.hidden"
	}
	v.Coverage = x.say(coverage, phrases.V{"hidden": hidden, "all": len(in.Benchmark.Rows), "minimum": in.Benchmark.Minimum, "small": in.Benchmark.Minimum - 1})
	v.Notes = []string{x.say("note.own"), x.say("note.lines")}
	if in.Views != nil {
		v.Notes = x.viewNotes()
	}
	if v.Trends != nil {
		v.Notes = append(v.Notes, x.say("trend.note.share"), x.say("trend.note.cohort"))
		if in.Views == nil && in.Release == "" {
			v.Notes = append(v.Notes, x.say("trend.note.places"))
		}
	}
	v.Notes = append(v.Notes, x.say("note.total"))
	return v
}

// versionsOf names a questionnaire with its major version.
func versionsOf(q *assess.Questionnaire) string {
	major, _, _ := strings.Cut(q.Version, ".")
	return q.ID + " " + major + ".x"
}

// counted says how many assessments are in what is shown.
func (x *benchmarker) counted() []string {
	total := x.Benchmark.Total.Standing
	if x.Views != nil {
		return x.countedPairs()
	}
	out := []string{x.Phrases.N("benchmark.assessments", total.N)}
	if total.Organisations < total.N {
		out = append(out, x.Phrases.N("benchmark.organisations_least", total.Organisations))
	}
	return out
}

// warnings says what makes groups hard to compare.
func (x *benchmarker) warnings() []string {
	var out []string
	if x.Countries > 1 && !slices.Contains(x.Benchmark.By, "country") {
		out = append(out, x.say("warning.pooled", phrases.V{"countries": x.Countries}))
	} else if x.Countries > 1 {
		out = append(out, x.say("warning.expectations"))
	}
	if x.Views != nil {
		out = append(out, x.viewWarnings()...)
	} else if versions := slices.Sorted(maps.Keys(x.Benchmark.Total.Versions)); len(versions) > 1 {
		out = append(out, x.say("warning.versions", phrases.V{"versions": strings.Join(versions, ", "), "common": x.Common, "items": x.Items}))
	}
	for _, r := range x.Benchmark.Rows {
		if r.From != "" {
			out = append(out, x.say("warning.kept", phrases.V{"name": x.name(r.Key), "release": r.From}))
		}
	}
	return out
}

// value gives the word of one value of a key.
func (x *benchmarker) value(key, v string) string {
	switch {
	case v == "":
		return x.say("no_value", phrases.V{"key": x.say("key." + key)})
	case key == "country":
		return x.Phrases.Country(v)
	case key == "tier":
		return assess.Find(x.Framework.Tiers, v).Name()
	case key == "group":
		return assess.Find(x.Framework.Groups, v).Name()
	}
	return v
}

// name gives the name of a group.
func (x *benchmarker) name(key []string) string {
	var parts []string
	for i, v := range key {
		parts = append(parts, x.value(x.Benchmark.By[i], v))
	}
	return strings.Join(parts, ", ")
}

// part makes the table of one measure.
func (x *benchmarker) part(m assess.Measure) BenchmarkPart {
	top := 3
	if it := x.Questionnaire.Item(m.About()); it != nil {
		top = it.Max()
	}
	p := BenchmarkPart{ID: string(m), Heading: x.heading(m), CountHead: x.say("head.assessments"), Worse: m.Kind() == assess.MeasureBarrier}
	var keys []string
	for _, key := range x.Benchmark.By {
		keys = append(keys, x.say("key."+key))
	}
	p.KeyHead = strings.Join(keys, ", ")
	classes := assess.Classes(m, top)
	for _, c := range classes {
		p.Classes = append(p.Classes, x.class(m, c))
	}
	if !quartileScale(m).IsZero() {
		p.Middle = x.say("head.middle")
	}
	if isView(m) {
		p.Middle = x.say("head.gaps")
	}
	for i := range x.Benchmark.Rows {
		p.Rows = append(p.Rows, x.line(&p, m, &x.Benchmark.Rows[i], x.name(x.Benchmark.Rows[i].Key)))
	}
	shown := 0
	for i := range p.Rows {
		if p.Rows[i].Hidden == "" {
			shown++
		}
	}
	if shown > 1 {
		l := x.line(&p, m, &x.Benchmark.Total, x.say("total"))
		l.Total = true
		p.Rows = append(p.Rows, l)
	}
	return p
}

// dropEmpty takes the columns of the unknown and the inapplicable out where
// they hold nothing but zeros.
func (p *BenchmarkPart) dropEmpty() {
	for j, last := len(p.Classes)-1, max(0, len(p.Classes)-2); j >= last; j-- {
		empty := true
		for _, r := range p.Rows {
			empty = empty && (r.Between == nil || r.Between[j] == assess.Between{})
		}
		if !empty {
			continue
		}
		p.Classes = slices.Delete(p.Classes, j, j+1)
		for i := range p.Rows {
			if r := &p.Rows[i]; r.Between != nil {
				r.Between, r.Counts = slices.Delete(r.Between, j, j+1), slices.Delete(r.Counts, j, j+1)
			}
		}
	}
}

// isView reports whether a measure is one of pairs.
func isView(m assess.Measure) bool {
	return slices.Contains([]string{assess.MeasureView, assess.MeasureBarrierGap, assess.MeasureItemGap}, m.Kind())
}

// quartileScale gives what quartiles are printed as hundredths of; 0 where
// none are printed.
func quartileScale(m assess.Measure) assess.Ratio {
	if isView(m) {
		return assess.Whole(1)
	}
	return assess.QuartileStep(m).Mul(assess.Whole(20))
}

// line makes the line of one group.
func (x *benchmarker) line(p *BenchmarkPart, m assess.Measure, r *assess.BenchmarkRow, name string) BenchmarkLine {
	if name == "" {
		name = x.say("total")
	}
	l := BenchmarkLine{Name: name}
	f := r.Figures[m]
	if r.Hidden != "" {
		l.Hidden = x.say("reason."+string(r.Hidden), phrases.V{"minimum": x.Benchmark.Minimum})
		l.Alt = name + x.Phrases.T("words.colon") + l.Hidden + "."
		return l
	}
	l.Organisations = x.Phrases.Amount(int64(r.Standing.N))
	if f.Counts == nil {
		l.Hidden = x.say("reason." + string(assess.Underivable))
		l.Alt = name + x.Phrases.T("words.colon") + l.Hidden + "."
		return l
	}
	l.Between = slices.Clone(f.Counts)
	var said []string
	for j, c := range f.Counts {
		text := x.between(c)
		l.Counts = append(l.Counts, text)
		if c != (assess.Between{}) {
			said = append(said, p.Classes[j]+" "+text)
		}
	}
	l.Middle = "–"
	if f.Quartiles != nil {
		scale := quartileScale(m)
		if scale.IsZero() {
			scale = assess.Whole(1)
		}
		l.Middle = x.middle(f.Quartiles[0].Div(scale), f.Quartiles[2].Div(scale), isView(m))
	}
	line, middle := "benchmark.line", "line_middle"
	if isView(m) {
		line, middle = "benchmark.views.line", "views.line_middle"
	}
	l.Alt = x.Phrases.N(line, r.Standing.N, phrases.V{"name": name, "counts": strings.Join(said, ", ")})
	if p.Middle != "" && l.Middle != "–" {
		l.Alt += " " + x.say(middle, phrases.V{"middle": l.Middle})
	}
	return l
}

// middle prints the bounds of the middle half; gaps with their signs.
func (x *benchmarker) middle(low, high assess.Ratio, gaps bool) string {
	a, b := low.Round100(), high.Round100()
	switch {
	case gaps && a == b:
		return signed(low)
	case gaps:
		return signed(low) + "…" + signed(high)
	case a == b:
		return strconv.Itoa(a)
	}
	return strconv.Itoa(a) + "–" + strconv.Itoa(b)
}

// between prints a count.
func (x *benchmarker) between(c assess.Between) string {
	switch {
	case c == assess.Between{}:
		return "–"
	case c.Exact():
		return x.Phrases.Amount(int64(c.Low))
	}
	return x.Phrases.Amount(int64(c.Low)) + "–" + x.Phrases.Amount(int64(c.High))
}

// heading names what a table counts.
func (x *benchmarker) heading(m assess.Measure) string {
	_, second, _ := strings.Cut(m.About(), "/")
	return x.say("heading."+m.Kind(), phrases.V{"name": x.subject(m), "level": x.b.low(assess.Find(x.Framework.Levels, second).Title)})
}

// subject names the stage, barrier, section or item of a measure.
func (x *benchmarker) subject(m assess.Measure) string {
	about, _, _ := strings.Cut(m.About(), "/")
	switch m.Kind() {
	case assess.MeasureBarrier, assess.MeasureBarrierGap:
		return up(assess.Find(x.Framework.Barriers, about).Title)
	case assess.MeasureSection:
		for _, s := range x.Questionnaire.Sections {
			if s.ID == about {
				return s.Title
			}
		}
		return about
	case assess.MeasureItem, assess.MeasureItemGap:
		if it := x.Questionnaire.Item(about); it != nil {
			return up(nameOf(it))
		}
		return about
	}
	return up(assess.Find(x.Framework.Stages, about).Title)
}

// class names a column.
func (x *benchmarker) class(m assess.Measure, class string) string {
	if _, err := strconv.Atoi(class); err == nil {
		return class
	}
	if m.Kind() == assess.MeasureView && class == "unknown" {
		return x.say("class.known-to-neither")
	}
	return x.say("class." + class)
}
