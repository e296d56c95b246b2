package pdf

import (
	"math"

	"csi/reports"
)

// The colours of two views: civil society, or the side with less say, and the
// side with more. Disc and square tell them apart without colour.
const (
	firstView  colour = 0xB5501B
	secondView colour = 0x1F4E8C
)

func viewColour(i int) colour {
	if i == 0 {
		return firstView
	}
	return secondView
}

// Places of the rows of two views.
const (
	viewName   = 24.0
	viewAside  = 62.5 // what is not on the scale: first side, then second
	viewScale  = 73.0
	viewWide   = 70.0
	viewKind   = 153.0
	viewRow    = 6.15
	viewRanges = 8.4 // of a row with ranges over and under its line
	viewStep   = 4.3
	tooNarrow  = 16.0 // below this much room only the ends of a scale are named
	markRadius = 1.7
	markSquare = 3.06
)

// viewMark draws the mark of a side.
func (d *drawing) viewMark(x, y float64, side int) {
	if side == 0 {
		d.add(mark{kind: discMark, x: x, y: y, w: markRadius, fill: firstView})
		return
	}
	d.fill(box{x - markSquare/2, y - markSquare/2, markSquare, markSquare}, secondView)
}

// sameMark draws two views that agree: the disc in the square.
func (d *drawing) sameMark(x, y float64) {
	const side = 3.9
	b := box{x - side/2, y - side/2, side, side}
	d.fill(b, paper)
	d.frame(b.inset(0.25), 0.5, secondView)
	d.add(mark{kind: discMark, x: x, y: y, w: 1.2, fill: firstView})
}

// offScale draws what cannot stand on the scale: a question mark in the mark
// of the side, or a dash.
func (d *drawing) offScale(x, y float64, side int, dot reports.ViewsDot) {
	c := viewColour(side)
	switch {
	case dot.Aside:
		d.stroke(segment{x - 1.5, y, x + 1.5, y}, 0.5, c)
		return
	case !dot.Unknown:
		return
	case side == 0:
		d.add(mark{kind: ringMark, x: x, y: y, w: markRadius, pen: 0.3, ink: c})
	default:
		d.frame(box{x - 1.7, y - 1.7, 3.4, 3.4}, 0.3, c)
	}
	d.add(mark{kind: questionMark, x: x, y: y, w: 0.95, pen: 0.26, ink: c, fill: c})
}

// viewsPicture draws two views row by row, group by group.
func (b *book) viewsPicture(v *reports.ViewsPicture) {
	if v.Title != "" {
		d := b.drawing()
		d.open(roleH3, "")
		y := d.para(left, 0, fullWidth, h2, v.Title)
		d.close()
		if v.Caption != "" {
			d.open(roleText, "")
			y = d.para(left, y, fullWidth, small, v.Caption)
			d.close()
		}
		b.add(block{marks: d.marks, height: y, gap: betweenParts, keep: true})
	}
	first := b.axis(v)
	first.keep, first.gap = true, betweenParts
	b.add(first)
	again := func() block { return b.axis(v) }
	for i := range v.Groups {
		b.viewsGroup(v, &v.Groups[i], again)
	}
	d := b.drawing()
	d.stroke(segment{left, 0, right, 0}, 0.35, ink)
	b.add(block{marks: d.marks, height: 0.4})
}

// axis names the marks of the scale over a line.
func (b *book) axis(v *reports.ViewsPicture) block {
	d := b.drawing()
	d.open(roleDecoration, "") // the rows are sentences
	n := len(v.Axis)
	pitch, offset := viewWide/float64(max(1, n-1)), 0.0
	if v.Thirds {
		pitch = viewWide / float64(n)
		offset = pitch / 2
	}
	lines := make([][]line, n)
	most := 1
	for i, name := range v.Axis {
		if pitch < tooNarrow && i > 0 && i < n-1 {
			continue
		}
		lines[i] = d.atMost(small, max(pitch, tooNarrow)-1, 2, name)
		most = max(most, len(lines[i]))
	}
	height := float64(most) * small.step()
	for i := range lines {
		y := height - float64(len(lines[i]))*small.step()
		for _, l := range lines[i] {
			x := viewScale + offset + pitch*float64(i) - l.width()/2
			if !v.Thirds {
				x = min(max(x, viewScale-3), viewScale+viewWide+5-l.width())
			}
			d.put(x, y+small.rise(), small, l)
			y += small.step()
		}
	}
	d.put(viewKind, height-small.step()+small.rise(), small, d.one(small, right-viewKind, v.KindHead))
	d.close()
	d.stroke(segment{left, height + 0.8, right, height + 0.8}, 0.35, ink)
	return block{marks: d.marks, height: height + 1}
}

// viewsGroup draws the rows of a stage or barrier; they stay on one page.
func (b *book) viewsGroup(v *reports.ViewsPicture, g *reports.ViewsGroup, again func() block) {
	if g.Title != "" {
		d := b.drawing()
		d.open(roleH4, "")
		st := table.strong()
		y := d.lines(left, 0.9, st, d.atMost(st, viewAside-left-4, 2, g.Title))
		d.close()
		if g.Alike != "" {
			d.open(roleText, "")
			y = max(y, d.para(viewScale, 0.9, right-viewScale, table.in(ink2), g.Alike))
			d.close()
		}
		keep := g.Alike == ""
		if !keep {
			y += 0.8
			d.hairline(left, right, y)
		}
		b.add(block{marks: d.marks, height: y + 0.2, keep: keep, again: again})
		if !keep {
			return
		}
	}
	for i, r := range g.Rows {
		x := b.viewsRow(v, &r, g.Title != "")
		last := i == len(g.Rows)-1
		x.keep = !last && len(g.Rows) <= 8
		x.again = again
		if last && g.Title != "" {
			d := drawing{setter: b.setter, marks: x.marks}
			d.hairline(left, right, x.height+0.6)
			x.marks, x.height = d.marks, x.height+0.8
		}
		b.add(x)
	}
}

// viewsRow draws one matter: a line with both marks.
func (b *book) viewsRow(v *reports.ViewsPicture, r *reports.ViewsRow, indent bool) block {
	d := b.drawing()
	x := left
	if indent {
		x = viewName
	}
	name := d.atMost(table, viewAside-x-2.5, 3, r.Name)
	st := style{8, 10.6, r.Strong, ink2}
	if r.Strong {
		st = st.in(ink)
	}
	kind := d.atMost(st, right-viewKind, 3, r.Kind)
	height := max(viewRow, float64(len(name))*table.step()+1, float64(len(kind))*st.step()+1)
	if r.A.High > r.A.Low || r.B.High > r.B.Low {
		height = max(height, viewRanges)
	}
	y := height / 2
	d.open(roleFigure, r.Alt)
	d.lines(x, y-float64(len(name))*table.step()/2, table, name)
	d.lines(viewKind, y-float64(len(kind))*st.step()/2, st, kind)
	d.dumbbell(y, steps(v), r)
	d.close()
	return block{marks: d.marks, height: height}
}

// steps counts the steps between the marks of a scale.
func steps(v *reports.ViewsPicture) int {
	if v.Thirds {
		return len(v.Axis)
	}
	return max(1, len(v.Axis)-1)
}

// dumbbell draws the scale with both marks.
func (d *drawing) dumbbell(y float64, steps int, r *reports.ViewsRow) {
	at := func(v float64) float64 { return viewScale + viewWide*min(1, max(0, v)) }
	d.stroke(segment{viewScale, y, viewScale + viewWide, y}, 0.15, ruling)
	for i := range steps + 1 {
		x := at(float64(i) / float64(steps))
		d.stroke(segment{x, y - 0.8, x, y + 0.8}, 0.15, ruling)
	}
	for i, dot := range []reports.ViewsDot{r.A, r.B} {
		if dot.High > dot.Low {
			top := y - 2.5
			if i == 1 {
				top = y + 1.1
			}
			f := box{at(dot.Low), top, at(dot.High) - at(dot.Low), 1.4}
			d.hatched(f, 0.9, 0.2, viewColour(i))
			d.frame(f, 0.12, viewColour(i))
		}
		d.offScale(viewAside+viewStep*float64(i), y, i, dot)
	}
	a, z := at(r.A.At), at(r.B.At)
	switch {
	case r.A.Known && r.B.Known && math.Abs(a-z) < 0.01:
		d.sameMark(a, y)
		d.figure(a+2.6, y, r.A.Figure, false)
		return
	case r.A.Known && r.B.Known:
		d.stroke(segment{a, y, z, y}, 0.7, ink2)
	}
	if r.B.Known {
		d.viewMark(z, y, 1)
		d.figure(z, y, r.B.Figure, r.A.Known && z < a)
	}
	if r.A.Known {
		d.viewMark(a, y, 0)
		d.figure(a, y, r.A.Figure, r.B.Known && a < z)
	}
}

// figure sets a whole number beside a mark.
func (d *drawing) figure(x, y float64, s string, before bool) {
	if s == "" {
		return
	}
	l := d.one(micro, 8, s)
	x += 2.4
	if before {
		x -= 4.8 + l.width()
	}
	d.put(x, micro.centred(y), micro, l)
}

// pairsPicture draws the stages at two dates.
func (b *book) pairsPicture(p *reports.StagePairs) {
	const each, gap, half = 14.3, 1.4, 65.0
	head := func() block {
		d := b.drawing()
		st := small.strong()
		d.open(roleDecoration, "")
		d.put(left, st.rise(), st, d.one(st, sideWidth, p.Stage))
		for i, date := range p.Dates {
			d.put(mainLeft+half*float64(i), st.rise(), st, d.one(st, half-3, date))
		}
		d.close()
		d.stroke(segment{left, st.step() + 0.9, right, st.step() + 0.9}, 0.35, ink)
		return block{marks: d.marks, height: st.step() + 1.2}
	}
	first := head()
	first.keep, first.gap = true, 2
	b.add(first)
	for _, r := range p.Rows {
		d := b.drawing()
		d.open(roleFigure, r.Alt)
		d.lines(left, 1.6, table.strong(), d.atMost(table.strong(), sideWidth, 3, r.Stage))
		for k, marks := range [][]reports.Mark{r.Before, r.Now} {
			for i, m := range marks {
				d.symbolCell(box{mainLeft + half*float64(k) + float64(i)*(each+gap), 1.6, each, 4.8}, m.Rating, 1.2)
			}
		}
		st := small
		if r.Moved {
			st = small.strong().in(ink)
		}
		y := d.para(mainLeft, 7.2, mainWidth, st, r.Text)
		d.close()
		d.hairline(left, right, y+1.4)
		b.add(block{marks: d.marks, height: y + 1.6, again: head})
	}
	d := b.drawing()
	y := d.legend(box{left, 0, fullWidth, 0}, p.Legend)
	b.add(block{marks: d.marks, height: y, gap: 2.4})
}

// Places of a small multiple.
const (
	panelWide  = 51.0
	panelGap   = 8.5
	panelAxis  = 6.0
	panelHigh  = 24.0
	panelHead  = 4.6 // room for a label over the highest point
	panelsARow = 3
)

// panels draws small pictures over the dates, three in a row.
func (b *book) panels(p *reports.TrendPanels, notApplicable string) {
	for from := 0; from < len(p.Panels); from += panelsARow {
		d := b.drawing()
		row := p.Panels[from:min(len(p.Panels), from+panelsARow)]
		names, most := make([][]line, len(row)), 1
		for i := range row {
			names[i] = d.atMost(table.strong(), panelWide, 3, row[i].Name)
			most = max(most, len(names[i]))
		}
		end := 0.0
		for i := range row {
			x := left + float64(i)*(panelWide+panelGap)
			d.open(roleFigure, row[i].Alt)
			d.lines(x, 0, table.strong(), names[i])
			end = d.panel(x, float64(most)*table.step()+0.8, p, &row[i], notApplicable)
			d.close()
		}
		b.add(block{marks: d.marks, height: end, gap: betweenParts})
	}
}

// panel draws one line over the dates and gives the y below it.
func (d *drawing) panel(x, y float64, p *reports.TrendPanels, t *reports.TrendPanel, notApplicable string) float64 {
	f := box{x + panelAxis, y + panelHead, panelWide - panelAxis, panelHigh}
	high := func(v float64) float64 { return f.y + f.h - f.h*min(1, max(0, v)) }
	for i, name := range p.Axis {
		at := high(float64(i) / float64(max(1, len(p.Axis)-1)))
		d.stroke(segment{f.x, at, f.x + f.w, at}, 0.15, ruling)
		d.putRight(f.x-1.4, micro.centred(at), micro, d.one(micro, panelAxis, name))
	}
	for i, date := range p.Dates {
		l := d.one(micro, f.w*0.55, date)
		if i == 0 {
			d.put(f.x, f.y+f.h+1+micro.rise(), micro, l)
		} else {
			d.putRight(f.x+f.w, f.y+f.h+1+micro.rise(), micro, l)
		}
	}
	d.course(f, p.Worse, t)
	if !asked(t) {
		l := d.one(small, f.w, notApplicable)
		d.put(f.x+(f.w-l.width())/2, small.centred(f.y+f.h/2), small, l)
	}
	return f.y + f.h + 1 + micro.step()
}

// asked reports whether anything applied at some date.
func asked(t *reports.TrendPanel) bool {
	for _, p := range t.Points {
		if p.Asked {
			return true
		}
	}
	return false
}

// course draws ranges, line, points and labels into f. The first and last
// dates lie within it, so that no mark passes its ends.
func (d *drawing) course(f box, worse bool, t *reports.TrendPanel) {
	c := accent
	if worse {
		c = warn
	}
	at := func(p reports.TrendPoint) (float64, float64) {
		return f.x + 2 + (f.w-4)*p.When, f.y + f.h - f.h*min(1, max(0, p.Span.Value))
	}
	for i, p := range t.Points {
		x, y := at(p)
		if p.Asked && p.Span.High > p.Span.Low {
			r := box{x - 1.2, f.y + f.h - f.h*p.Span.High, 2.4, f.h * (p.Span.High - p.Span.Low)}
			d.hatched(r, 0.9, 0.16, ink)
			d.frame(r, 0.16, ink)
		}
		if i == 0 || !p.Asked || !p.Span.HasValue {
			continue
		}
		if q := t.Points[i-1]; q.Asked && q.Span.HasValue {
			x1, y1 := at(q)
			d.stroke(segment{x1, y1, x, y}, 0.5, c)
		}
	}
	for _, p := range t.Points {
		if x, y := at(p); p.Asked && p.Span.HasValue {
			d.add(mark{kind: discMark, x: x, y: y, w: 1.5, fill: paper})
			d.add(mark{kind: discMark, x: x, y: y, w: 1.1, fill: c})
		}
	}
	d.pointLabels(f, t)
}

// pointLabels sets the labels that have room: the last first, then the first,
// then the rest in order. One that would hide another
// date is left out: the table under the panels has them all.
func (d *drawing) pointLabels(f box, t *reports.TrendPanel) {
	var taken []box
	n := len(t.Points)
	order := []int{n - 1, 0}
	for i := 1; i < n-1; i++ {
		order = append(order, i)
	}
	for _, i := range order {
		p := t.Points[i]
		if !p.Asked || p.Label == "" {
			continue
		}
		v := max(p.Span.Value, p.Span.High)
		l := d.one(micro, f.w, p.Label)
		x := f.x + 2 + (f.w-4)*p.When
		b := box{min(max(x-l.width()/2, f.x), f.x+f.w-l.width()), f.y + f.h - f.h*v - 4.4, l.width(), micro.step()}
		if d.meets(b, taken) || i < n-1 && d.meets(b, otherMarks(f, t, i)) {
			continue
		}
		taken = append(taken, b)
		d.fill(box{b.x - 0.4, b.y + 0.2, b.w + 0.8, b.h - 0.4}, paper)
		d.put(b.x, b.y+micro.rise(), micro.in(ink), l)
	}
}

// otherMarks gives the boxes of what is drawn at every date but one.
func otherMarks(f box, t *reports.TrendPanel, but int) []box {
	var out []box
	for i, p := range t.Points {
		if i == but || !p.Asked {
			continue
		}
		x := f.x + 2 + (f.w-4)*p.When
		low, high := min(p.Span.Low, p.Span.High), p.Span.High
		out = append(out, box{x - 0.6, f.y + f.h - f.h*high - 0.8, 1.2, f.h*(high-low) + 1.6})
	}
	return out
}

// meets reports whether a label would touch one of the boxes.
func (d *drawing) meets(b box, taken []box) bool {
	for _, o := range taken {
		if b.x < o.x+o.w+1.5 && o.x < b.x+b.w+1.5 && b.y < o.y+o.h && o.y < b.y+b.h {
			return true
		}
	}
	return false
}
