package reports

import (
	"slices"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ShareBars are bars that show how assessments are spread over the classes of
// a measure, in the order of the model.
type ShareBars struct {
	Name   string // what the rows are, for readers who cannot see the heads
	Groups []ShareGroup
	Keys   []ShadeKey
}

// ShareGroup is a stage, a barrier or a section, with one bar or one for each
// year.
type ShareGroup struct {
	Title  string
	Letter string // of a barrier
	Rows   []ShareRow
}

// ShareRow is one bar.
type ShareRow struct {
	Name   string // the year; "" where the group has one bar
	Hidden string // why there is none
	Note   string // "76 assessments"
	Bar    []Stretch
	Text   string // all counts in words
	More   string // quartiles, hollow steps
}

// shadesOf gives the shades of the classes of a measure.
func shadesOf(m assess.Measure) []Shade {
	var out []Shade
	switch m.Kind() {
	case assess.MeasureAttained:
		out = []Shade{ShadeNone, ShadeFirst, ShadeSecond, ShadeThird, ShadeFourth}
	case assess.MeasureHollow:
		out = []Shade{ShadeNo, ShadeYes}
	case assess.MeasureBarrier:
		out = []Shade{ShadeLow, ShadeModerate, ShadeSevere}
	case assess.MeasureUnknown:
		out = []Shade{ShadeFirst, ShadeSecond, ShadeThird}
	default:
		out = []Shade{ShadeNone, ShadeSecond, ShadeFourth}
	}
	return append(out, Shade(assess.Unknown.String()), Shade(assess.Inapplicable.String()))
}

// className names a class in whole words.
func (x *overviewer) className(m assess.Measure, class string) string {
	switch m.Kind() {
	case assess.MeasureAttained:
		if l, ok := assess.ParseLevel(class); ok {
			return x.b.level(l)
		}
	case assess.MeasureBarrier:
		if b := "band." + class; class == "low" || class == "moderate" || class == "severe" {
			return x.Phrases.T("reports." + b)
		}
	case assess.MeasureHollow:
		if class == "no" || class == "yes" {
			return x.tell("hollow." + class)
		}
	}
	switch class {
	case "unknown":
		return x.b.mark(assess.Unknown).Word
	case "not-applicable":
		return x.b.mark(assess.Inapplicable).Word
	}
	return x.class(m, class)
}

// shareKeys explains the shades of a measure; those of unknown and not
// applicable only where a row has them.
func (x *overviewer) shareKeys(m assess.Measure, groups []ShareGroup) []ShadeKey {
	shades, classes := shadesOf(m), assess.Classes(m, 0)
	used := func(s Shade) bool {
		for _, g := range groups {
			for _, r := range g.Rows {
				if slices.ContainsFunc(r.Bar, func(t Stretch) bool { return t.Shade == s }) {
					return true
				}
			}
		}
		return false
	}
	var out []ShadeKey
	for i, s := range shades {
		if i < len(shades)-2 || used(s) {
			out = append(out, ShadeKey{Shade: s, Mark: x.markOf(s), Text: x.className(m, classes[i])})
		}
	}
	if used(ShadeHidden) {
		out = append(out, ShadeKey{Shade: ShadeHidden, Text: x.tell("open")})
	}
	return out
}

// markOf gives the mark of a shade that is a rating.
func (x *overviewer) markOf(s Shade) Mark {
	for _, r := range []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown, assess.Inapplicable} {
		if s == Shade(r.String()) {
			return x.b.mark(r)
		}
	}
	return Mark{}
}

// shareRow makes the bar of a measure of a row.
func (x *overviewer) shareRow(m assess.Measure, row *assess.BenchmarkRow, name string) ShareRow {
	r := ShareRow{Name: name}
	if row.Hidden != "" {
		r.Hidden = x.reason(row.Hidden)
		return r
	}
	r.Note = x.Phrases.N("benchmark.assessments", row.Standing.N, phrases.V{"count": x.Phrases.Amount(int64(row.Standing.N))})
	f := row.Figures[m]
	if f.Counts == nil {
		r.Hidden = x.reason(assess.Underivable)
		return r
	}
	shades, classes := shadesOf(m), assess.Classes(m, 0)
	r.Bar = x.stretches(f.Counts, row.Standing.N, func(i int) (Shade, Mark) { return shades[i], x.markOf(shades[i]) })
	var said []string
	for i, b := range f.Counts {
		if b.High > 0 {
			said = append(said, x.className(m, classes[i])+" "+x.amount(b))
		}
	}
	r.Text = strings.Join(said, " · ")
	r.More = x.quartilesText(m, f)
	return r
}

// quartilesText says where the middle half lies; "" where it is withheld.
func (x *overviewer) quartilesText(m assess.Measure, f assess.MeasureFigures) string {
	if f.Quartiles == nil || m.Kind() == assess.MeasureCell {
		return ""
	}
	var q [3]string
	for i, v := range f.Quartiles {
		q[i] = strconv.Itoa(v.Round100())
	}
	return x.tell("quartiles", phrases.V{"lower": q[0], "median": q[1], "upper": q[2]})
}

// bars makes the bars of all measures of a kind, over all that is shown.
func (x *overviewer) bars(kind string) *ShareBars {
	list := x.of(kind)
	if len(list) == 0 || x.none() {
		return nil
	}
	v := &ShareBars{Name: x.tell("bars." + kind)}
	for _, m := range list {
		v.Groups = append(v.Groups, ShareGroup{Title: x.subject(m), Letter: x.letterOf(m), Rows: []ShareRow{x.shareRow(m, &x.Benchmark.Total, "")}})
	}
	v.Keys = x.shareKeys(list[0], v.Groups)
	return v
}

// letterOf gives the letter of a barrier; "" for anything else.
func (x *overviewer) letterOf(m assess.Measure) string {
	if m.Kind() != assess.MeasureBarrier {
		return ""
	}
	b, ok := assess.ParseBarrier(m.About())
	if !ok {
		return ""
	}
	return letter(b)
}

// barsPart makes a part of the bars of a kind; nil where there are none.
func (x *overviewer) barsPart(kind, id string) *OverviewPart {
	v := x.bars(kind)
	if v == nil {
		return nil
	}
	return &OverviewPart{ID: id, Running: x.tell(id + ".running"), Heading: x.tell(id + ".heading"),
		Lead: x.tell(id+".lead", phrases.V{"count": x.Phrases.Amount(int64(x.Benchmark.Total.Standing.N))}), Bars: v, Notes: []string{x.tell(id + ".note")}}
}

// reachedPart says how far assessments come in each stage.
func (x *overviewer) reachedPart() *OverviewPart {
	return x.barsPart(assess.MeasureAttained, "reached")
}

// hollowPart counts hollow steps.
func (x *overviewer) hollowPart() *OverviewPart { return x.barsPart(assess.MeasureHollow, "hollow") }

// barriersPart says how severe barriers are.
func (x *overviewer) barriersPart() *OverviewPart {
	return x.barsPart(assess.MeasureBarrier, "barriers")
}

// sectionsPart says how sections are scored, where there are no stages.
func (x *overviewer) sectionsPart() *OverviewPart {
	return x.barsPart(assess.MeasureSection, "sections")
}

// unknownPart says how much is not known.
func (x *overviewer) unknownPart() *OverviewPart {
	p := x.barsPart(assess.MeasureUnknown, "unknown")
	if p != nil {
		p.Bars.Groups[0].Title = x.tell("unknown.row")
	}
	return p
}

// yearName names a year.
func (x *overviewer) yearName(year string) string {
	if year == "" {
		return x.tell("no_year")
	}
	return year
}

// trendPart sets years beside each other; nil where there is one only, or
// where groups are of a year each.
func (x *overviewer) trendPart() *OverviewPart {
	years := x.in.Overview.Years
	if slices.Equal(x.Benchmark.By, []string{"year"}) {
		years = x.Benchmark.Rows
	}
	if len(years) == 0 || x.none() {
		return nil
	}
	p := &OverviewPart{ID: "trend", Running: x.tell("trend.running"), Heading: x.tell("trend.heading"), Lead: x.tell("trend.lead")}
	shown, left := 0, false
	for i := range years {
		if years[i].Hidden == "" {
			shown++
		}
		left = left || years[i].Hidden == assess.YearLeftOut
	}
	p.Notes = []string{x.tell("trend.note")}
	if left {
		p.Notes = append(p.Notes, up(x.reason(assess.YearLeftOut))+".")
	}
	if shown < 2 {
		p.Heading, p.Lead = x.tell("trend.heading_none"), x.tell("trend.none", phrases.V{"minimum": x.Benchmark.Minimum})
		p.Notes = nil
		return p
	}
	v := &ShareBars{Name: x.tell("bars.trend")}
	list := slices.Concat(x.of(assess.MeasureAttained), x.of(assess.MeasureSection))
	barriers := x.of(assess.MeasureBarrier)
	for _, m := range slices.Concat(list, barriers) {
		g := ShareGroup{Title: x.subject(m), Letter: x.letterOf(m)}
		for i := range years {
			if years[i].Hidden == assess.YearLeftOut {
				continue
			}
			r := x.shareRow(m, &years[i], x.yearName(years[i].Key[0]))
			r.More = ""
			g.Rows = append(g.Rows, r)
		}
		v.Groups = append(v.Groups, g)
	}
	if len(list) > 0 {
		v.Keys = x.shareKeys(list[0], v.Groups)
	}
	if len(barriers) > 0 {
		for _, k := range x.shareKeys(barriers[0], v.Groups) {
			if !slices.ContainsFunc(v.Keys, func(o ShadeKey) bool { return o.Shade == k.Shade }) {
				v.Keys = append(v.Keys, k)
			}
		}
	}
	p.Bars = v
	return p
}
