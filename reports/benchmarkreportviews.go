package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ReportViews is civil society beside authorities in the report of a
// collection: pairs of the groups that are shown, all together.
type ReportViews struct {
	Benchmark *assess.Benchmark
	ViewsInput
	Common, Items int // items that both questionnaires ask, of the longer one
}

// MayShowViews reports whether pairs may stand in one report with tables of
// the same assessments of civil society: those in no pair are none or enough
// to be shown themselves, and enough pairs hold several, so that what pairs
// say is no sum of what single assessments say.
func MayShowViews(assessments int, b *assess.Benchmark) bool {
	total := b.Total
	alone := assessments - total.Civil
	return total.Standing.N > 0 && total.Civil-total.Standing.N >= b.Minimum && (alone == 0 || alone >= b.Minimum)
}

func (x *overviewer) pairs(id string, parts ...phrases.V) string {
	return x.Phrases.T("benchmarkviews."+id, parts...)
}

// viewsPart sets civil society beside authorities; nil where there are no
// pairs.
func (x *overviewer) viewsPart() *OverviewPart {
	v := x.in.ViewsPart
	if v == nil || x.none() {
		return nil
	}
	in := x.BenchmarkInput
	in.Benchmark, in.Views, in.Common, in.Items, in.Release = v.Benchmark, &v.ViewsInput, v.Common, v.Items, ""
	of := &benchmarker{in, x.b}
	total := &v.Benchmark.Rows[0] // the only group; MayShowViews says that it is shown
	p := &OverviewPart{ID: "views", Running: x.pairs("running"), Heading: x.pairs("heading")}
	p.Lead = x.Phrases.N("benchmarkviews.lead", total.Standing.N, phrases.V{"count": x.Phrases.Amount(int64(total.Standing.N)), "civil": x.Phrases.Amount(int64(total.Civil))})
	pic := ViewsPicture{Title: x.pairs("cells"), Caption: x.pairs("caption"), KindHead: x.pairs("kind_head"), Axis: []string{"0", "25", "50", "75", "100"}}
	var barriers Table
	for _, m := range v.Benchmark.Measures {
		stage, level, _ := strings.Cut(m.About(), "/")
		switch m.Kind() {
		case assess.MeasureView:
			title := x.subject(m)
			if n := len(pic.Groups); n == 0 || pic.Groups[n-1].Title != title {
				pic.Groups = append(pic.Groups, ViewsGroup{Title: title})
			}
			g := &pic.Groups[len(pic.Groups)-1]
			g.Rows = append(g.Rows, x.pairsRow(m, up(x.b.low(assess.Find(x.Framework.Levels, level).Title)), assess.Find(x.Framework.Stages, stage).Title, total.Figures[m]))
		case assess.MeasureBarrierGap:
			barriers.Rows = append(barriers.Rows, x.gapRow(of, m, total.Figures[m]))
		}
	}
	if len(pic.Groups) > 0 {
		p.Views = append(p.Views, pic)
	}
	if len(barriers.Rows) > 0 {
		barriers.Head = []string{up(x.say("views.key.barrier-gap")), x.pairs("gaps_head"), x.pairs("middle_head")}
		p.Table = &barriers
	}
	p.Notes = append(of.viewWarnings(), x.say("views.note.pair"), x.say("views.note.talk"), x.pairs("note"))
	if p.Table != nil {
		p.Notes = append(p.Notes, x.pairs("note_gaps"))
	}
	return p
}

// pairsRow draws one cell: the share of pairs in which each side has it in
// place, of those in which both know.
func (x *overviewer) pairsRow(m assess.Measure, level, stage string, f assess.MeasureFigures) ViewsRow {
	r := ViewsRow{Name: level}
	if f.Counts == nil {
		r.Kind = x.tell("not_shown")
		r.Alt = stage + ", " + x.b.low(level) + x.colon() + r.Kind + "."
		return r
	}
	c := map[string]assess.Between{}
	for i, class := range assess.Classes(m, 0) {
		c[class] = f.Counts[i]
	}
	both, neither := c[assess.SharedStrength.String()], c[assess.SharedGap.String()]
	blind, hidden := c[assess.BlindSpot.String()], c[assess.HiddenPractice.String()]
	r.A = shareDot(plusBetween(both, hidden), plusBetween(neither, blind))
	r.B = shareDot(plusBetween(both, blind), plusBetween(neither, hidden))
	r.Kind = x.pairs("kind", phrases.V{"blind": x.amount(blind), "hidden": x.amount(hidden)})
	r.Strong = blind.Low+hidden.Low > both.High+neither.High
	r.Alt = x.pairs("alt", phrases.V{"stage": stage, "level": x.b.low(level), "both": x.amount(both), "neither": x.amount(neither),
		"blind": x.amount(blind), "hidden": x.amount(hidden), "authority": x.amount(c[assess.KnownToSecond.String()]), "civil": x.amount(c[assess.KnownToFirst.String()])})
	return r
}

// gapRow puts the gaps of a barrier into words.
func (x *overviewer) gapRow(of *benchmarker, m assess.Measure, f assess.MeasureFigures) []string {
	row := []string{x.subject(m), x.tell("not_shown"), "–"}
	if f.Counts == nil {
		return row
	}
	var said []string
	for i, class := range assess.Classes(m, 0) {
		if f.Counts[i].High > 0 {
			said = append(said, x.pairs("gap."+class)+" "+x.amount(f.Counts[i]))
		}
	}
	row[1] = strings.Join(said, " · ")
	if f.Quartiles != nil {
		row[2] = of.middle(f.Quartiles[0], f.Quartiles[2], true)
	}
	return row
}

func plusBetween(a, b assess.Between) assess.Between {
	return assess.Between{Low: a.Low + b.Low, High: a.High + b.High}
}

// shareDot places the share that some have of these and others together; a
// range where one of the two is one, nothing where both are none.
func shareDot(some, others assess.Between) ViewsDot {
	share := func(a, b int) float64 {
		if a+b == 0 {
			return 0
		}
		return assess.NewRatio(int64(a), int64(a+b)).Float()
	}
	low, high := share(some.Low, others.High), share(some.High, others.Low)
	switch {
	case some.High+others.High == 0:
		return ViewsDot{}
	case some.Exact() && others.Exact():
		return ViewsDot{Known: true, At: low, Figure: digits(assess.NewRatio(int64(some.Low), int64(some.Low+others.Low)).Round100())}
	}
	return ViewsDot{Low: low, High: high}
}

// viewsSheet holds every count of pairs, one in each row.
func (x *overviewer) viewsSheet(p *OverviewPart) Sheet {
	s := Sheet{Name: p.Running, FrozenRows: 1, Filter: true}
	s.widths(50, 40, 12, 12, 14, 14, 14)
	s.add(cellTexts(HeadLook, x.tell("sheet.measure"), x.tell("sheet.class"), x.tell("sheet.low"), x.tell("sheet.high"), x.tell("sheet.lower"), x.tell("sheet.median"), x.tell("sheet.upper"))...)
	b := x.in.ViewsPart.Benchmark
	for _, m := range b.Measures {
		f := b.Rows[0].Figures[m]
		name := x.heading(m)
		if f.Counts == nil {
			s.add(cellText(name, PlainLook), cellText(x.tell("not_shown"), QuietLook))
			continue
		}
		quartiles := make([]SheetCell, 3)
		if f.Quartiles != nil {
			for i, q := range f.Quartiles {
				quartiles[i] = cellNumber(100*q.Float(), Rounded)
			}
		}
		for i, class := range assess.Classes(m, 0) {
			word := x.say("views.kind." + class)
			if m.Kind() != assess.MeasureView {
				word = x.tell("views.gap." + class)
			}
			s.add(append([]SheetCell{cellText(name, PlainLook), cellText(word, PlainLook), cellCount(f.Counts[i].Low), cellCount(f.Counts[i].High)}, quartiles...)...)
		}
	}
	return s
}

// log gives everything that is hidden in the report, pairs last.
func (x *overviewer) log() []assess.HiddenFigure {
	out := slices.Clone(x.Benchmark.Log)
	if x.in.ViewsPart == nil {
		return out
	}
	for _, h := range x.in.ViewsPart.Benchmark.Log {
		if !h.Total { // there is one group, and the total says the same again
			h.Key, h.Total = nil, true
			out = append(out, h)
		}
	}
	return out
}

// kindOf names a kind of measure in the log.
func (x *overviewer) kindOf(kind string) string {
	if isView(assess.Measure(kind)) {
		return x.pairs("log." + kind)
	}
	return x.tell("log.kind." + kind)
}
