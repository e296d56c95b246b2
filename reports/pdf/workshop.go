package pdf

import (
	"errors"
	"fmt"
	"io"

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
		b.parts(p.RoadMap)
		b.end()
		b.report = sheet
	}
	b.method(r.Method)
	b.end()
	return b, nil
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
	b.remarks(p.Notes)
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
