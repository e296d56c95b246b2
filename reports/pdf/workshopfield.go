package pdf

import (
	"math"

	"csi/reports"
)

// The field of agreement and result.
const (
	fieldLeft  = 29.0
	fieldWide  = 119.0
	fieldHigh  = 104.0
	fieldNotes = 153.0
	pointNear  = 4.0
)

// fieldPicture draws the four fields with their points, one figure, and the
// key beside them.
func (b *book) fieldPicture(f *reports.FieldPicture) {
	d := b.drawing()
	d.open(roleFigure, f.Alt)
	d.put(left, small.rise(), small, d.one(small, fullWidth/2, f.Up))
	frame := box{fieldLeft, 5.2, fieldWide, fieldHigh}
	end := d.fourFields(frame, f)
	d.close()
	end = max(end, d.fieldKey(f, frame))
	b.add(block{marks: d.marks, height: end + 1, gap: 2.5})
	b.settle()
}

// fourFields draws frame, cuts, corners and points, and gives the y below the axis.
func (d *drawing) fourFields(f box, p *reports.FieldPicture) float64 {
	cutX, cutY := f.x+f.w*p.CutX, f.y+f.h*(1-p.CutY)
	d.fill(box{cutX, cutY, f.x + f.w - cutX, f.y + f.h - cutY}, tint)
	d.frame(f, 0.2, ink)
	d.stroke(segment{cutX, f.y, cutX, f.y + f.h}, 0.2, ink)
	d.stroke(segment{f.x, cutY, f.x + f.w, cutY}, 0.2, ink)
	taken := d.corners(f, cutX, p)
	for _, t := range []struct {
		v    float64
		text string
	}{{0, "0"}, {p.CutY, "67"}, {1, "100"}} {
		d.putRight(f.x-1.6, small.centred(f.y+f.h*(1-t.v)), small, d.one(small, 9, t.text))
	}
	for _, t := range []struct {
		v    float64
		text string
	}{{0, "0"}, {p.CutX, "60"}, {1, "100"}} {
		l := d.one(small, 9, t.text)
		d.put(f.x+f.w*t.v-l.width()/2, f.y+f.h+1+small.rise(), small, l)
	}
	across := d.one(small, f.w, p.Across)
	y := f.y + f.h + 1 + small.step()
	d.put(f.x+(f.w-across.width())/2, y+small.rise(), small, across)
	d.points(f, p, append(taken, box{cutX - 0.2, f.y, 0.4, f.h}, box{f.x, cutY - 0.2, f.w, 0.4}))
	return y + small.step()
}

// corners names the four fields in their corners and gives the boxes of the
// names.
func (d *drawing) corners(f box, cutX float64, p *reports.FieldPicture) []box {
	var taken []box
	for i, c := range p.Corners {
		wide, x, y := cutX-f.x-4, f.x+2, f.y+1.4
		atRight := i%2 == 1
		if atRight {
			wide = f.x + f.w - cutX - 4
		}
		advice := d.atMost(small, wide, 2, c.Advice)
		names := d.atMost(h3, wide, 2, c.Name)
		if i >= 2 {
			y = f.y + f.h - 1.4 - float64(len(names))*h3.step() - float64(len(advice))*small.step()
		}
		for _, part := range []struct {
			st    style
			lines []line
		}{{h3, names}, {small, advice}} {
			for _, l := range part.lines {
				at := x
				if atRight {
					at = f.x + f.w - 2 - l.width()
				}
				d.put(at, y+part.st.rise(), part.st, l)
				taken = append(taken, box{at, y, l.width(), part.st.step()})
				y += part.st.step()
			}
		}
	}
	return taken
}

// points draws the points and their labels. Two that lie closer than pointNear
// share one label.
func (d *drawing) points(f box, p *reports.FieldPicture, taken []box) {
	type spot struct{ x, y float64 }
	at := make([]spot, len(p.Points))
	for i, pt := range p.Points {
		at[i] = spot{f.x + f.w*clamp(pt.X), f.y + f.h*(1-clamp(pt.Y))}
		taken = append(taken, box{at[i].x - 2.1, at[i].y - 2.1, 4.2, 4.2})
	}
	labelled := make([]bool, len(p.Points))
	for i, pt := range p.Points {
		d.fieldMark(at[i].x, at[i].y, pt.Letter)
		if labelled[i] {
			continue
		}
		label := pt.Name
		for j := i + 1; j < len(p.Points); j++ {
			if !labelled[j] && math.Hypot(at[i].x-at[j].x, at[i].y-at[j].y) < pointNear {
				labelled[j] = true
				label += ", " + p.Points[j].Name
			}
		}
		taken = append(taken, d.fieldLabel(f, at[i].x, at[i].y, label, taken))
	}
}

func clamp(v float64) float64 { return min(1, max(0, v)) }

func (d *drawing) fieldMark(x, y float64, letter string) {
	if letter != "" {
		d.fill(box{x - 2.2, y - 2.2, 4.4, 4.4}, paper)
		d.chip(x-1.9, y-1.9, 3.8, letter)
		return
	}
	d.add(mark{kind: discMark, x: x, y: y, w: 2, fill: paper})
	d.add(mark{kind: discMark, x: x, y: y, w: 1.7, fill: accent})
}

// fieldLabel sets a label where it meets the least and gives its box.
func (d *drawing) fieldLabel(f box, x, y float64, s string, taken []box) box {
	lines := d.atMost(small.in(ink), 44, 4, s)
	w, h := 0.0, float64(len(lines))*small.step()
	for _, l := range lines {
		w = max(w, l.width())
	}
	best, least := box{}, math.Inf(1)
	for i, c := range labelPlaces(w, h) {
		b := box{x + c[0], y + c[1], w, h}
		cost := 0.01 * float64(i)
		if b.x < f.x+0.6 || b.x+b.w > f.x+f.w-0.6 || b.y < f.y+0.4 || b.y+b.h > f.y+f.h-0.4 {
			cost += 500
		}
		for _, t := range taken {
			cost += overlap(b, t)
		}
		if cost < least {
			best, least = b, cost
		}
	}
	d.lines(best.x, best.y, small.in(ink), lines)
	return best
}

// labelPlaces lists where a label of some size may stand, seen from its point.
func labelPlaces(w, h float64) [][2]float64 {
	up, down := -h-1.9, 1.9
	return [][2]float64{
		{3, -h / 2}, {-3 - w, -h / 2}, {2.4, up + 1.1}, {2.4, down - 1.1}, {-2.4 - w, up + 1.1}, {-2.4 - w, down - 1.1},
		{-w / 2, up}, {-w / 2, down}, {0, up}, {0, down}, {-w, up}, {-w, down}, {-w / 2, up - 3.4}, {-w / 2, down + 3.4},
		{2, up - 3.4}, {2, down + 3.4}, {-2 - w, up - 3.4}, {-2 - w, down + 3.4},
	}
}

// overlap is the area that two boxes share, and something more when they touch.
func overlap(a, b box) float64 {
	w := min(a.x+a.w, b.x+b.w) - max(a.x, b.x)
	h := min(a.y+a.h, b.y+b.h) - max(a.y, b.y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return 4 + w*h
}

// fieldKey explains the marks beside the field and gives the y below.
func (d *drawing) fieldKey(p *reports.FieldPicture, f box) float64 {
	y := f.y + 2
	for i, words := range []string{p.Stage, p.Barrier} {
		if words == "" || i == 0 && !hasMark(p, "") {
			continue
		}
		d.open(roleText, "")
		letter := ""
		if i == 1 {
			letter = "A"
		}
		d.fieldMark(fieldNotes+2, y, letter)
		y = max(y+5.6, d.para(fieldNotes+6, y-small.step()/2, right-fieldNotes-6, small, words)+2.2)
		d.close()
	}
	for _, n := range p.Notes {
		d.open(roleText, "")
		y = d.para(fieldNotes, y, right-fieldNotes, small, n) + 2
		d.close()
	}
	return y
}

// hasMark reports whether some point has the mark of a letter, "" for discs.
func hasMark(p *reports.FieldPicture, letter string) bool {
	for _, pt := range p.Points {
		if (pt.Letter == "") == (letter == "") {
			return true
		}
	}
	return false
}
