package pdf

import (
	"errors"
	"fmt"
	"io"
	"math"

	"csi/reports"
)

// WriteWorkshop draws the report of a workshop as a PDF, under the promises of
// Write.
func WriteWorkshop(w io.Writer, r *reports.Workshop) (Info, error) {
	if r == nil {
		return Info{}, errors.New("draw workshop: found no workshop")
	}
	b, err := layOutWorkshop(r)
	if err != nil {
		return Info{}, fmt.Errorf("draw workshop: %w", err)
	}
	if err := b.print().write(w, r.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// layOutWorkshop records all pages of r.
func layOutWorkshop(r *reports.Workshop) (*book, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, err
	}
	sheet := sheetOf(&r.Comparison)
	b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: sheet, y: top, bottom: bottom}
	b.compareCover(&r.Comparison)
	for i := range r.Pages {
		p := &r.Pages[i]
		if p.RoadMap == nil {
			b.workshopPart(r, p)
			continue
		}
		sheet.Legend = p.RoadMap.Legend // the same for all: it stands at the foot of matrix pages
		b.report = p.RoadMap
		b.roadMapParts(p.RoadMap)
		b.end()
		b.report = sheet
	}
	b.method(r.Method)
	b.end()
	return b, nil
}

// roadMapParts lays out what a group agreed on: a road map without its cover.
func (b *book) roadMapParts(r *reports.Report) {
	b.summary(r.Summary)
	if r.Matrix != nil {
		b.matrix(r.Matrix)
	}
	if r.Stages != nil {
		b.stages(r.Stages)
	}
	if r.Barriers != nil {
		b.barriers(r.Barriers)
	}
	if r.Sections != nil {
		b.sections(r.Sections)
	}
	for _, m := range r.RoadMaps {
		b.roadMap(m)
	}
	b.unknown(r.Unknown)
	b.method(r.Method)
	b.sources(r.Sources)
}

// workshopPart draws one part. Its notes come last, below the pictures.
func (b *book) workshopPart(r *reports.Workshop, p *reports.WorkshopPart) {
	c := r.Comparison
	c.Sides = p.SideNames
	part := p.ComparePart
	if p.Field != nil || len(p.Dots) > 0 {
		part.Notes = nil
	}
	b.comparePart(&c, &part, false)
	if p.Field != nil {
		b.fieldPicture(p.Field)
	}
	for i := range p.Dots {
		b.dotStrips(&p.Dots[i])
	}
	if p.Field == nil && len(p.Dots) == 0 {
		return
	}
	for i, n := range p.Notes {
		x := b.text(left, fullWidth, small, n)
		x.gap = 0.8
		if i == 0 {
			x.gap = betweenParts
		}
		b.add(x)
	}
	b.settle()
}

// Places of the rows of dots.
const (
	dotWords     = 63.0
	dotLeft      = left + dotWords + 3
	dotAgreement = 17.0 // the last column
	dotRadius    = 1.25
	dotPitch     = 3.2
	dotsARow     = 3
)

// dotStrips draws how people are spread over the answers.
func (b *book) dotStrips(s *reports.DotStrips) {
	if s.Title != "" {
		d := b.drawing()
		d.rule(0)
		d.open(roleH2, "")
		y := d.para(left, afterRule, fullWidth, h3, s.Title)
		d.close()
		d.open(roleText, "")
		y = d.para(left, y, fullWidth, small, s.Note)
		d.close()
		b.add(block{marks: d.marks, height: y + 1, gap: betweenParts, keep: true})
	}
	head := func() block { return b.dotHead(s) }
	first := head()
	first.keep, first.gap = true, 1
	b.add(first)
	for i := range s.Rows {
		x := b.dotRow(s, &s.Rows[i])
		x.again = head
		b.add(x)
	}
	b.settle()
}

// dotColumn gives the middle and the width of a column of answers.
func dotColumn(s *reports.DotStrips, i int) (x, width float64) {
	width = (right - dotAgreement - dotLeft) / float64(len(s.Heads))
	return dotLeft + width*(float64(i)+0.5), width
}

func (b *book) dotHead(s *reports.DotStrips) block {
	d := b.drawing()
	st := small
	d.open(roleRow, "")
	d.open(roleHead, "")
	lines := make([][]line, len(s.Heads))
	most := 1
	for i, h := range s.Heads {
		_, w := dotColumn(s, i)
		lines[i] = d.atMost(st, w-0.4, 2, h)
		most = max(most, len(lines[i]))
	}
	height := float64(most) * st.step()
	d.put(left, height-st.step()+st.rise(), st, d.one(st, dotWords, s.Statement))
	d.close()
	for i := range s.Heads {
		x, _ := dotColumn(s, i)
		d.open(roleHead, "")
		y := height - float64(len(lines[i]))*st.step()
		for _, l := range lines[i] {
			d.put(x-l.width()/2, y+st.rise(), st, l)
			y += st.step()
		}
		d.close()
	}
	d.open(roleHead, "")
	d.putRight(right, height-st.step()+st.rise(), st, d.one(st, dotAgreement-1, s.Agreement))
	d.close()
	d.close()
	d.stroke(segment{left, height + 0.9, right, height + 0.9}, 0.2, ruling)
	return block{marks: d.marks, height: height + 1}
}

// dotRow draws one statement: a dot for each person, or bars.
func (b *book) dotRow(s *reports.DotStrips, r *reports.DotRow) block {
	d := b.drawing()
	rows := 1
	if !s.Bars {
		for _, n := range r.Counts {
			rows = max(rows, (n+dotsARow-1)/dotsARow)
		}
	}
	d.open(roleRow, "")
	d.open(roleHead, "")
	y := d.lines(left, 1.6, table, d.atMost(table, dotWords, 4, r.Text))
	y = d.lines(left, y, small, d.atMost(small, dotWords, 2, r.Place))
	d.close()
	height := max(y+1.4, float64(rows)*dotPitch+5)
	most := 1
	for _, n := range r.Counts {
		most = max(most, n)
	}
	for i, n := range r.Counts {
		d.open(roleCell, "")
		// The count is set for readers who cannot see the dots, and small
		// under them for those who do not want to count.
		x, w := dotColumn(s, i)
		base := height - 5.4
		if s.Bars {
			h := (height - 7.3) * float64(n) / float64(most)
			d.fill(box{x - min(4, w/2-1), base + 1.2 - h, 2 * min(4, w/2-1), h}, dotColour(s, i))
		} else {
			d.dots(x, base, n, i < s.Values)
		}
		l := d.one(micro, w, fmt.Sprint(n))
		d.put(x-l.width()/2, height-2.6+micro.rise()-micro.step()/2+0.4, micro, l)
		d.close()
	}
	d.open(roleCell, "")
	d.putRight(right, 1.6+table.rise(), table.strong(), d.one(table.strong(), dotAgreement, r.Grade))
	d.close()
	d.close()
	d.hairline(left, right, height)
	return block{marks: d.marks, height: height + 0.1}
}

func dotColour(s *reports.DotStrips, i int) colour {
	if i < s.Values {
		return accent
	}
	return ink3
}

// dots draws n dots from the bottom up, three in a row; rings for who gave no
// value.
func (d *drawing) dots(x, bottom float64, n int, filled bool) {
	for i := range n {
		row := i / dotsARow
		inRow := min(dotsARow, n-row*dotsARow)
		at := x + (float64(i%dotsARow)-float64(inRow-1)/2)*dotPitch
		y := bottom - float64(row)*dotPitch
		if filled {
			d.add(mark{kind: discMark, x: at, y: y, w: dotRadius, fill: accent})
		} else {
			d.add(mark{kind: ringMark, x: at, y: y, w: dotRadius - 0.12, pen: 0.24, ink: ink2})
		}
	}
}

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
