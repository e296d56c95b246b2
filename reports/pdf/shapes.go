package pdf

import (
	"csi/assess"
	"csi/reports"
)

// cell draws the ground of a cell: fill, hatch when unknown, edge.
func (d *drawing) cell(b box, r assess.Rating) {
	p := paintOf(r)
	d.fill(b, p.fill)
	if r == assess.Unknown {
		d.hatched(b, 1.6, 0.18, hatch)
	}
	d.edge(b, r)
}

// edge draws the frame of a cell.
func (d *drawing) edge(b box, r assess.Rating) { d.frame(b.inset(0.1), 0.2, paintOf(r).edge) }

// plate clears the hatch behind a symbol or a word.
func (d *drawing) plate(b box) { d.fill(box{b.x - 0.9, b.y - 0.9, b.w + 1.8, b.h + 1.8}, paper) }

// symbolCell draws a cell with its symbol in the middle and no word; a legend
// stands on the same page.
func (d *drawing) symbolCell(b box, r assess.Rating, radius float64) {
	d.cell(b, r)
	x, y := b.x+b.w/2, b.y+b.h/2
	if r == assess.Unknown {
		w, h := 0.62*radius+0.9, min(radius+0.9, b.h/2)
		d.fill(box{x - w, y - h, 2 * w, 2 * h}, paper)
		d.edge(b, r)
	}
	d.symbol(x, y, radius, r, paintOf(r).on)
}

// target draws the line after a target cell at x, from y1 to y2.
func (d *drawing) target(x, y1, y2 float64) { d.fill(box{x - 0.325, y1, 0.65, y2 - y1}, ink) }

// hollow draws the sign of a hollow step with its lower left corner at (x, y):
// a low step that is missing, a high one that stands. It is hollowWidth wide.
func (d *drawing) hollow(x, y float64, c colour) {
	d.dashedFrame(box{x + 0.15, y - 2, 3.2 - 0.3, 2 - 0.15}, 0.3, dash{on: 0.6, off: 0.5}, c)
	d.fill(box{x + 3.5, y - 4.4, 3.5, 4.4}, c)
}

const (
	hollowWidth  = 7.0
	hollowHeight = 4.4
)

// squares draws the three squares of a horizon, the first n filled.
func (d *drawing) squares(x, y, size float64, n int) {
	for i := range 3 {
		b := box{x + float64(i)*(size+0.6), y, size, size}
		if i < n {
			d.fill(b, accent)
		}
		d.frame(b.inset(0.125), 0.25, accent)
	}
}

// chip draws the letter of a barrier on its colour.
func (d *drawing) chip(x, y, size float64, letter string) {
	d.fill(box{x, y, size, size}, chipColour(letter))
	st := small.strong().in(paper)
	l := d.one(st, size, letter)
	d.put(x+(size-l.width())/2, st.centred(y+size/2), st, l)
}

// severity draws a bar from 0 to 100 with the value, the range or both.
func (d *drawing) severity(b box, bar reports.BarrierBar) {
	d.spanBar(b, bar.Span, bandColour(bar.Band), true)
}

// spanBar draws a bar over its track. Without a value nothing is filled and
// only the range shows: not knowing never looks like a low result.
func (d *drawing) spanBar(b box, s reports.Span, c colour, thirds bool) {
	at := func(v float64) float64 { return b.x + b.w*min(1, max(0, v)) }
	d.fill(b, tint)
	if s.HasValue {
		d.fill(box{b.x, b.y, at(s.Value) - b.x, b.h}, c)
	}
	if thirds {
		for _, x := range []float64{at(1. / 3), at(2. / 3)} {
			d.stroke(segment{x, b.y, x, b.y + b.h}, 0.5, paper)
			d.stroke(segment{x, b.y - 0.6, x, b.y + b.h + 0.6}, 0.15, ink3)
		}
	}
	if s.High > s.Low {
		r := box{at(s.Low), b.y, at(s.High) - at(s.Low), b.h}
		if !s.HasValue {
			d.fill(r, paper)
		}
		step := 1.1
		if b.h < 3.5 {
			step = 0.9
		}
		d.hatched(r, step, 0.16, ink)
		for _, x := range []float64{r.x, r.x + r.w} {
			x = min(max(x, b.x+0.2), b.x+b.w-0.2)
			d.stroke(segment{x, b.y - 0.6, x, b.y + b.h + 0.6}, 0.4, ink)
		}
	}
	if s.HasValue {
		x := min(max(at(s.Value), b.x+0.45), b.x+b.w-0.45)
		d.fill(box{x - 0.75, b.y - 0.9, 1.5, b.h + 1.8}, paper)
		d.fill(box{x - 0.45, b.y - 0.9, 0.9, b.h + 1.8}, ink)
	}
}

// counting draws the bar under a step: how much of it counts.
func (d *drawing) counting(b box, st reports.Step) {
	switch {
	case st.Mark.Rating == assess.Inapplicable || st.Mark.Rating == 0:
		d.stroke(segment{b.x, b.y + b.h/2, b.x + b.w, b.y + b.h/2}, 0.2, ruling)
		return
	case st.Hollow:
		d.fill(b, tint)
		d.dashedFrame(b.inset(0.125), 0.25, dashed, warn)
		return
	}
	r := st.Running
	d.fill(b, tint)
	if r.HasValue && r.Value > 0 {
		d.fill(box{b.x, b.y, b.w * min(1, r.Value), b.h}, accent)
	}
	if r.High > r.Low {
		from, to := b.x+b.w*max(0, r.Low), b.x+b.w*min(1, r.High)
		f := box{from, b.y, to - from, b.h}
		d.hatched(f, 0.9, 0.16, ink)
		d.frame(f.inset(0.08), 0.16, ink)
	}
}

// bracket draws the line under the steps that are reached.
func (d *drawing) bracket(x1, x2, y float64) {
	d.fill(box{x1, y - 0.25, x2 - x1, 0.5}, ink)
	for _, x := range []float64{x1, x2 - 0.5} {
		d.fill(box{x, y - 1, 0.5, 1}, ink)
	}
}

// legend draws the marks with their words from x on, in rows within width, and
// gives the y below. The box of an entry is 5 by 3.6.
func (d *drawing) legend(at box, entries []reports.LegendEntry) float64 {
	x, y := at.x, at.y
	for _, e := range entries {
		mark, gap := 5.0, 1.2
		switch e.Kind {
		case "target":
			mark = 0.65
		case "hollow":
			mark = hollowWidth
		}
		words := e.Text
		if words == "" {
			words = e.Mark.Word
		}
		l := d.one(small, at.w-mark-gap, words)
		if x > at.x && x+mark+gap+l.width() > at.x+at.w {
			x, y = at.x, y+5
		}
		d.open(roleItem, "")
		d.open(roleBody, "")
		switch e.Kind {
		case "target":
			d.target(x+0.325, y-0.4, y+4)
		case "hollow":
			d.hollow(x, y+4, warn)
		default:
			d.symbolCell(box{x, y, 5, 3.6}, e.Mark.Rating, 1.1)
		}
		x = d.put(x+mark+gap, small.centred(y+1.8), small, l) + 5
		d.close()
		d.close()
	}
	return y + 3.6
}

// ratings keeps the entries of a legend that explain a rating.
func ratings(entries []reports.LegendEntry) []reports.LegendEntry {
	var out []reports.LegendEntry
	for _, e := range entries {
		if e.Kind != "target" && e.Kind != "hollow" {
			out = append(out, e)
		}
	}
	return out
}
