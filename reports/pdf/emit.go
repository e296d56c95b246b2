package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

const family = "noto"

// press writes recorded pages with gofpdf. It repeats no setting that still
// holds, which keeps the pages small.
type press struct {
	doc       *gofpdf.Fpdf
	size      float64
	bold      bool
	textInk   colour
	fill, ink colour
	pen       float64
	dash      dash
	tags      *tags
	number    int  // of the page, from 0
	content   bool // marked content is open
	widgets   []widget
	links     links
}

func newPress(doc *gofpdf.Fpdf) *press {
	return &press{doc: doc, textInk: none, fill: none, ink: none, tags: newTags(), number: -1}
}

// page draws the marks of one page.
func (p *press) page(marks []mark) {
	p.doc.AddPage()
	p.number++
	for i, m := range marks {
		if m.kind == textMark && spaced(m, marks[i+1:]) {
			m.text += " "
		}
		p.mark(m)
	}
	p.endContent()
}

// spaced reports whether a space follows the text of m, so that a reader that
// goes by the tree does not join the last word of a line with the first of the
// next. Pieces of one line have their own spaces.
func spaced(m mark, next []mark) bool {
	for _, n := range next {
		switch n.kind {
		case textMark:
			return n.y != m.y || n.x > m.x+m.w+0.1 || n.x < m.x
		case openMark:
			if n.role != roleMore && n.role != roleMoreCell {
				return false
			}
		}
	}
	return true // it may go on on the next page
}

// write ends the document and gives its bytes, tagged.
func (p *press) write(w io.Writer, language string) error {
	var out bytes.Buffer
	if err := p.doc.Output(&out); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	file, err := compress(out.Bytes())
	if err != nil {
		return fmt.Errorf("compress PDF: %w", err)
	}
	if file, err = addTags(file, p.tags, p.widgets, language); err != nil {
		return fmt.Errorf("tag PDF: %w", err)
	}
	if _, err := w.Write(file); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// beginContent opens marked content for what is open in the tree: a run with
// its number, or an artifact.
func (p *press) beginContent() {
	if p.content {
		return
	}
	p.content = true
	kind, mcid, ok := p.tags.run(p.number)
	if !ok {
		op := "/Artifact BMC"
		if p.tags.furniture() {
			op = "/Artifact <</Type /Pagination>> BDC"
		}
		p.doc.RawWriteStr(op)
		return
	}
	p.doc.RawWriteStr("/" + kind + " <</MCID " + strconv.Itoa(mcid) + ">> BDC")
}

// endContent closes marked content. It never spans pages.
func (p *press) endContent() {
	if p.content {
		p.doc.RawWriteStr("EMC")
		p.content = false
	}
}

// mark draws one mark, inside marked content.
func (p *press) mark(m mark) {
	switch m.kind {
	case openMark:
		p.endContent()
		p.tags.begin(m)
		return
	case closeMark:
		p.endContent()
		p.tags.end()
		return
	case outlineMark:
	case fieldMark:
		p.endContent()
		p.widgets = append(p.widgets, widget{
			field: *m.field, page: p.number, at: box{m.x, m.y, m.w, m.h}, element: p.tags.form(p.number, len(p.widgets)),
		})
		return
	default:
		p.beginContent()
		p.tags.stretch(m)
	}
	switch m.kind {
	case outlineMark:
		p.setFont(h1.size, true)
		p.doc.Bookmark(string(m.text), int(m.h), m.y)
	case textMark:
		p.setFont(m.size, m.bold)
		if p.textInk != m.ink {
			p.doc.SetTextColor(rgb(m.ink))
			p.textInk = m.ink
		}
		p.doc.Text(m.x, m.y, string(m.text))
		p.link(m)
	default:
		p.shape(m)
	}
}

// shape draws a line or a figure.
func (p *press) shape(m mark) {
	p.setColours(m)
	switch m.kind {
	case lineMark:
		p.doc.Line(m.x, m.y, m.x+m.w, m.y+m.h)
	case boxMark:
		op := "D"
		if m.ink == none {
			op = "F"
		}
		p.doc.Rect(m.x, m.y, m.w, m.h, op)
	case hatchMark:
		p.hatch(m, false)
	case crossMark:
		p.hatch(m, false)
		p.hatch(m, true)
	case discMark:
		p.doc.Circle(m.x, m.y, m.w, "F")
	case ringMark:
		p.doc.Circle(m.x, m.y, m.w, "D")
	case halfMark:
		p.doc.MoveTo(m.x, m.y-m.w)
		p.doc.ArcTo(m.x, m.y, m.w, m.w, 0, 90, 270)
		p.doc.ClosePath()
		p.doc.DrawPath("F")
	case logoMark:
		p.doc.ImageOptions(logoName, m.x, m.y, m.w, m.h, false, gofpdf.ImageOptions{}, 0, "")
	case questionMark:
		x, y, r := m.x, m.y, m.w
		p.doc.MoveTo(x-0.62*r, y-0.45*r)
		p.doc.ArcTo(x, y-0.45*r, 0.62*r, 0.62*r, 0, 180, -10)
		p.doc.CurveTo(x, y+0.1*r, x, y+0.42*r)
		p.doc.DrawPath("D")
		p.doc.Circle(x, y+0.86*r, 0.64*m.pen, "F")
	}
}

// hatch draws the lines of a hatched box, computed for the box, without
// clipping. They are written from the corner of the box as one path: boxes of
// one size then read the same, and the page compresses to a fraction. Mirrored
// lines fall from the upper left.
func (p *press) hatch(m mark, mirrored bool) {
	k := p.doc.GetConversionRatio()
	path := fmt.Appendf(nil, "q 1 0 0 1 %.2f %.2f cm", m.x*k, (pageHeight-m.y)*k)
	point := func(x, y float64, op string) {
		if mirrored {
			x = m.w - x
		}
		path = append(path, ' ')
		path = strconv.AppendFloat(path, x*k, 'f', 1, 64)
		path = append(path, ' ')
		path = strconv.AppendFloat(path, -y*k, 'f', 1, 64)
		path = append(path, op...)
	}
	for s := m.size; s < m.w+m.h; s += m.size {
		point(max(0, s-m.h), min(s, m.h), " m")
		point(min(s, m.w), max(0, s-m.w), " l")
	}
	path = append(path, " S Q\n"...)
	p.doc.RawWriteStr(string(path))
}

// setColours brings fill, line colour, pen and dash to what m needs.
func (p *press) setColours(m mark) {
	if m.fill != none && m.kind != lineMark && m.kind != ringMark && m.fill != p.fill {
		p.doc.SetFillColor(rgb(m.fill))
		p.fill = m.fill
	}
	if m.pen == 0 {
		return
	}
	if m.ink != p.ink {
		p.doc.SetDrawColor(rgb(m.ink))
		p.ink = m.ink
	}
	if m.pen != p.pen {
		p.doc.SetLineWidth(m.pen)
		p.pen = m.pen
	}
	if m.dash == p.dash {
		return
	}
	if m.dash.round != p.dash.round {
		ends := "butt"
		if m.dash.round {
			ends = "round"
		}
		p.doc.SetLineCapStyle(ends)
	}
	var pattern []float64
	if m.dash.on > 0 {
		pattern = []float64{m.dash.on, m.dash.off}
	}
	p.doc.SetDashPattern(pattern, 0)
	p.dash = m.dash
}

func (p *press) setFont(size float64, bold bool) {
	if size == p.size && bold == p.bold {
		return
	}
	style := ""
	if bold {
		style = "B"
	}
	p.doc.SetFont(family, style, size)
	p.size, p.bold = size, bold
}

func rgb(c colour) (r, g, b int) { return int(c >> 16 & 0xFF), int(c >> 8 & 0xFF), int(c & 0xFF) }

// furniture draws the header and footer of page n of total.
func (b *book) furniture(p *page, n, total int) []mark {
	if p.bare {
		return nil
	}
	d, r := b.drawing(), b.report
	d.open(roleFurniture, "")
	running := d.one(micro, fullWidth/2, p.running)
	d.putRight(right, 13.6, micro, running)
	d.put(left, 13.6, micro, d.one(micro, fullWidth-running.width()-6, r.Heading))
	d.stroke(segment{left, 16, right, 16}, 0.2, ruling)

	of := strings.NewReplacer("{page}", strconv.Itoa(n), "{pages}", strconv.Itoa(total)).Replace(r.PageOf)
	number := d.one(micro, fullWidth/3, of)
	d.stroke(segment{left, 281, right, 281}, 0.2, ruling)
	d.putRight(right, 285.4, micro, number)
	d.put(left, 285.4, micro, d.one(micro, fullWidth-number.width()-6, r.Footline))
	d.put(left, 289, micro.in(ink3), d.one(micro, fullWidth, r.Stamp))
	if p.legend { // read aloud once, with the matrix
		d.legend(box{left, 272.6, fullWidth, 0}, ratings(r.Legend))
	}
	d.close()
	return d.marks
}
