package pdf

import (
	"strconv"

	"csi/assess"
	"csi/reports"
)

// Measures of the matrix page.
const (
	matrixLabel  = 31.0
	matrixCell   = 33.55
	matrixHeight = 26.6
	matrixLow    = 14.0 // a row without any applicable cell
	matrixGapX   = 1.6
	matrixGapY   = 2.2
)

// matrix draws the page of stages by levels, on one page whatever its lead
// needs: the rows give way.
func (b *book) matrix(m *reports.Matrix) {
	b.begin(m.Running)
	d := b.drawing()
	y := d.opening(top, m.Running, m.Heading, m.Lead) + betweenParts
	y = d.matrixHead(y, m)

	var notes []line
	for _, n := range m.Notes {
		notes = append(notes, d.wrap(small, fullWidth, n)...)
	}
	rest := float64(len(notes))*small.step() + 3 + 3.6 + 2.6
	low, tall := d.matrixHeights(bottom-rest-y, m.Rows)
	for _, r := range m.Rows {
		h := tall
		if !r.Applicable {
			h = low
		}
		d.matrixRow(y, h, r)
		y += h + matrixGapY
	}
	y = d.legend(box{left, y + 0.8, fullWidth, 0}, b.report.Legend)
	b.fixed(d)
	b.y = y + 3
	for _, x := range b.prose(left, small, notes) {
		b.add(x)
	}
}

// matrixHeights shares the room among the rows: a row without any applicable
// cell needs no more than the words beside it.
func (d *drawing) matrixHeights(room float64, rows []reports.MatrixRow) (low, tall float64) {
	low = matrixLow
	count := 0
	for _, r := range rows {
		room -= matrixGapY
		if r.Applicable {
			count++
			continue
		}
		words := len(d.wrap(small, matrixLabel-2, r.Note))
		low = max(low, 1.5+h3.step()*float64(min(2, len(d.wrap(h3, matrixLabel-1, r.Stage))))+small.step()*float64(min(3, words)))
	}
	if count == 0 {
		return low, 0
	}
	room -= low * float64(len(rows)-count)
	return low, max(18, min(matrixHeight, room/float64(count)))
}

// matrixX gives the left edge of the column of a level.
func matrixX(i int) float64 { return left + matrixLabel + float64(i)*(matrixCell+matrixGapX) }

// matrixHead sets the levels over their columns, numbered from the lowest.
func (d *drawing) matrixHead(y float64, m *reports.Matrix) float64 {
	d.open(roleRow, "")
	d.open(roleCell, "") // over the stages
	d.close()
	end := y
	for i, name := range m.Levels {
		d.open(roleHead, "")
		x := matrixX(i)
		d.put(x, y+h3.rise(), body.in(ink2), d.one(body, 4, strconv.Itoa(i+1)))
		below := d.lines(x+4, y, h3, d.atMost(h3, matrixCell-4, 2, name))
		if i < len(m.LevelNotes) {
			below = d.lines(x, below, small, d.atMost(small, matrixCell, 2, m.LevelNotes[i]))
		}
		d.close()
		end = max(end, below)
	}
	d.close()
	return end + 2.2
}

// matrixRow draws one stage with its cells and target.
func (d *drawing) matrixRow(y, height float64, r reports.MatrixRow) {
	d.open(roleRow, "")
	d.hairline(left, right, y-1.1)
	d.open(roleHead, "")
	name := d.atMost(h3, matrixLabel-1, 2, r.Stage)
	end := d.lines(left, y+0.9, h3, name)
	room := max(1, int((y+height-end)/small.step()))
	d.lines(left, end, small, d.atMost(small, matrixLabel-2, min(room, 4), r.Note))
	d.close()
	for i, c := range r.Cells {
		d.open(roleCell, "")
		d.matrixCell(box{matrixX(i), y, matrixCell, height}, c)
		d.close()
	}
	if i := r.Target; i >= 0 && i < len(r.Cells) {
		x := matrixX(i) + matrixCell + matrixGapX/2
		d.target(min(x, right-0.3), y-0.7, y+height+0.7)
	}
	d.close()
}

// matrixCell draws one cell with symbol, word, title and answer.
func (d *drawing) matrixCell(b box, c reports.MatrixCell) {
	rating := c.Mark.Rating
	d.cell(b, rating)
	if rating == 0 {
		return
	}
	on, plates := paintOf(rating).on, rating == assess.Unknown
	wordOnly := b.h < 17.5 || c.Title == "" && c.Value == ""
	word := style{8, 10.5, true, on}
	middle := b.y + 4.4
	if wordOnly {
		middle = b.y + b.h/2
	}
	l := d.one(word, b.w-7.8-1.2, c.Mark.Word)
	if plates {
		d.plate(box{b.x + 2.9, middle - 1.7, 4.9 + l.width(), 3.4})
	}
	d.symbol(b.x+4.5, middle, 1.6, rating, on)
	d.put(b.x+7.8, word.centred(middle), word, l)
	if wordOnly {
		return
	}
	text, figure := small.in(on), micro.in(on)
	width := b.w - 4.4
	room := int((b.h - 9 - 5.4) / small.step())
	lines := d.atMost(text, width, min(3, max(1, room)), c.Title)
	valueWidth := width
	if c.Hollow {
		valueWidth -= hollowWidth + 1
	}
	value := d.one(figure, valueWidth, c.Value)
	base := b.y + b.h - 2.8
	if plates {
		d.plateLines(b.x+2.9, b.y+9, text, lines)
		if len(value) > 0 {
			d.plate(box{b.x + 2.9, base - 2.2, value.width(), 2.8})
		}
	}
	d.lines(b.x+2.9, b.y+9, text, lines)
	d.put(b.x+2.9, base, figure, value)
	if c.Hollow {
		d.hollow(b.x+b.w-hollowWidth-2.4, b.y+b.h-2.2, on)
	}
}

// plateLines clears the hatch behind a text, line by line.
func (d *drawing) plateLines(x, y float64, st style, lines []line) {
	for i, l := range lines {
		d.plate(box{x, y + float64(i)*st.step() + 0.5, l.width(), st.step() - 1})
	}
}
