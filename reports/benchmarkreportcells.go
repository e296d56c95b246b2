package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// CellCounts says of each cell how many rate it in place, partial, absent and
// unknown, over all groups that are shown.
type CellCounts struct {
	Levels []string
	Rows   []CellCountRow
	Keys   []ShadeKey
}

// CellCountRow is one stage.
type CellCountRow struct {
	Stage string
	Cells []CellCount
}

// CellCount is one cell. Without a figure there is no item; Bar is whole.
type CellCount struct {
	Figure string // "44 of 76"; what is hidden says so
	Hidden bool
	Bar    []Stretch
	Below  []string // "4 unknown"
	Alt    string
}

// Stretch is a part of a bar: from 0 to 1 of its length.
type Stretch struct {
	Shade    Shade
	Mark     Mark // of a rating
	From, To float64
	Figure   string // the count, for where there is room
}

// cellsPart counts the cells over all that is shown.
func (x *overviewer) cellsPart() *OverviewPart {
	stages := x.stages()
	if len(stages) == 0 || x.none() {
		return nil
	}
	v := &CellCounts{}
	for _, k := range x.ratingKeys(true) {
		if k.Shade != Shade(assess.Inapplicable.String()) {
			v.Keys = append(v.Keys, k)
		}
	}
	for _, l := range assess.Levels() {
		v.Levels = append(v.Levels, up(x.b.level(l)))
	}
	common, rare := 0, 0
	for _, s := range stages {
		row := CellCountRow{Stage: x.b.stage(s)}
		for _, l := range assess.Levels() {
			m := cellMeasure(s, l)
			row.Cells = append(row.Cells, x.cellCount(s, l, m))
			counts := x.Benchmark.Total.Figures[m].Counts
			if counts == nil {
				continue
			}
			known := counts[0].High + counts[1].High + counts[2].High
			switch {
			case l == assess.Information && 2*counts[2].Low >= known && known > 0:
				common++
			case l == assess.Partnership && 4*counts[2].High <= counts[0].Low+counts[1].Low+counts[2].Low:
				rare++
			}
		}
		v.Rows = append(v.Rows, row)
	}
	p := &OverviewPart{ID: "cells", Running: x.tell("cells.running"), Heading: x.tell("cells.heading"), Cells: v}
	if 3*common >= 2*len(stages) && 3*rare >= 2*len(stages) {
		p.Heading = x.tell("cells.heading_common")
	}
	p.Lead = x.tell("cells.lead", phrases.V{"count": x.Phrases.Amount(int64(x.Benchmark.Total.Standing.N))})
	p.Notes = []string{x.tell("cells.note"), x.say("note.total")}
	return p
}

// cellCount makes one cell.
func (x *overviewer) cellCount(s assess.Stage, l assess.Level, m assess.Measure) CellCount {
	if !slices.Contains(x.Benchmark.Measures, m) {
		return CellCount{}
	}
	name := x.b.stage(s) + ", " + x.b.level(l) + x.colon()
	counts := x.Benchmark.Total.Figures[m].Counts
	if counts == nil {
		hidden := x.tell("not_shown")
		return CellCount{Figure: hidden, Hidden: true, Below: []string{x.tell("too_few")}, Alt: name + hidden + "."}
	}
	n := x.Benchmark.Total.Standing.N
	aside := counts[4]
	applies := assess.Between{Low: n - aside.High, High: n - aside.Low}
	c := CellCount{Figure: x.tell("of", phrases.V{"count": x.amount(counts[2]), "all": x.amount(applies)})}
	if applies.High == 0 {
		c.Figure = x.b.mark(assess.Inapplicable).Word
	}
	shades := []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown}
	var parts []assess.Between
	var said []string
	for i, r := range shades {
		b := counts[[...]int{2, 1, 0, 3}[i]]
		parts = append(parts, b)
		if b.High > 0 {
			said = append(said, x.amount(b)+" "+x.b.mark(r).Word)
		}
	}
	c.Bar = x.stretches(parts, applies.High, func(i int) (Shade, Mark) { return Shade(shades[i].String()), x.b.mark(shades[i]) })
	for i, r := range []assess.Rating{assess.Unknown, assess.Inapplicable} {
		if b := counts[3+i]; b.High > 0 {
			c.Below = append(c.Below, x.amount(b)+" "+x.b.mark(r).Word)
			if r == assess.Inapplicable {
				said = append(said, x.amount(b)+" "+x.b.mark(r).Word)
			}
		}
	}
	c.Alt = name + strings.Join(said, ", ") + "."
	return c
}

// amount prints a count: "44", "0–2".
func (x *overviewer) amount(b assess.Between) string {
	if b.High == 0 {
		return "0"
	}
	return x.between(b)
}

// stretches makes a bar of counts: what is certain of each in its shade, and
// what ranges leave open as not shown.
func (x *overviewer) stretches(counts []assess.Between, all int, shade func(i int) (Shade, Mark)) []Stretch {
	if all <= 0 {
		return nil
	}
	var out []Stretch
	at := 0.0
	add := func(n int, s Stretch) {
		if n <= 0 || at >= 1 {
			return
		}
		s.From, s.To = at, min(1, at+float64(n)/float64(all))
		at = s.To
		out = append(out, s)
	}
	for i, b := range counts {
		s := Stretch{}
		s.Shade, s.Mark = shade(i)
		if b.Exact() {
			s.Figure = x.amount(b)
		}
		add(b.Low, s)
	}
	if 1-at > 1e-9 {
		out = append(out, Stretch{Shade: ShadeHidden, From: at, To: 1})
	}
	return out
}
