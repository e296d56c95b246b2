package pdf

import "csi/assess"

// kind says what a mark draws.
type kind uint8

const (
	textMark     kind = iota // text at the baseline (x, y), w wide
	lineMark                 // from (x, y) by (w, h)
	boxMark                  // upper left corner (x, y), w wide, h high
	discMark                 // centre (x, y), radius w
	ringMark                 // the same, outlined
	halfMark                 // the left half of a disc
	hatchMark                // lines at 45° in a box, size apart
	crossMark                // the same and its mirror image
	questionMark             // question mark of radius w around (x, y)
	openMark                 // begins a piece of content with a role
	closeMark                // ends it
	logoMark                 // the logo in a box
	outlineMark              // an entry of the bookmarks; h is its depth
	fieldMark                // a place to fill in on a screen, in a box
)

// dash is a broken line: drawn and left out, in mm.
type dash struct {
	on, off float64
	round   bool
}

// The two dashes: steps that do not count, and lines to write on.
var (
	dashed = dash{on: 0.9, off: 0.7}
	dotted = dash{on: 0.3, off: 0.9, round: true}
)

// mark is one thing on a page.
type mark struct {
	kind       kind
	x, y, w, h float64
	fill, ink  colour  // ink is the colour of lines and text
	pen        float64 // mm
	dash       dash
	size       float64 // of text in points; of a hatch in mm
	bold       bool
	text       text // also the sentence that stands for a figure
	role       role
	lang       text   // of what is opened, where it is not that of the document
	field      *field // of a fieldMark
}

// role is what a piece of content is, for readers that cannot see it.
type role uint8

// The roles. A row holds cells, an item its parts; everything else holds text
// or shapes. Rows that follow each other are a table, items a list.
const (
	roleText role = iota
	roleH1
	roleH2
	roleH3
	roleH4
	roleFigure
	roleRow
	roleHead
	roleBand // the only head cell of a row, over all columns of the road map
	roleWide // the only cell of a row of the road map
	rolePart // a stretch of a cell
	roleCell
	roleItem // of a list; it holds a label, a body or both
	roleLabel
	roleBody
	roleMore       // goes on with the text before, perhaps on another page
	roleMoreCell   // goes on with the second cell of the row before
	roleForm       // a place to fill in
	roleDecoration // for the eye only: nothing to read aloud
	roleFurniture  // the same: headers, footers, what a new page repeats
)

// box is a rectangle in mm.
type box struct{ x, y, w, h float64 }

// inset gives the box without a margin of d on every side.
func (b box) inset(d float64) box { return box{b.x + d, b.y + d, b.w - 2*d, b.h - 2*d} }

// drawing is a record of marks. Coordinates are those of the page, or of a
// block that starts at 0 and is moved to its place later.
type drawing struct {
	*setter
	marks []mark
}

func (d *drawing) add(m mark) { d.marks = append(d.marks, m) }

// open begins a piece of content; alt is the sentence that stands for a
// picture, "" elsewhere. close ends the piece opened last.
func (d *drawing) open(r role, alt string) {
	d.add(mark{kind: openMark, role: r, text: d.clean.line(alt)})
}

// openIn is open for a text in another language than the document's.
func (d *drawing) openIn(r role, lang string) {
	d.add(mark{kind: openMark, role: r, lang: d.clean.line(lang)})
}

func (d *drawing) close() { d.add(mark{kind: closeMark}) }

// field makes a place to fill in.
func (d *drawing) field(at box, f field) {
	d.add(mark{kind: fieldMark, x: at.x, y: at.y, w: at.w, h: at.h, field: &f})
}

// outline makes an entry of the bookmarks at y.
func (d *drawing) outline(depth int, title string, y float64) {
	d.add(mark{kind: outlineMark, y: y, h: float64(depth), text: d.clean.line(title)})
}

// put sets one line with its baseline at y and gives the x where it ends.
func (d *drawing) put(x, y float64, st style, l line) float64 {
	for _, s := range l {
		if s.text != "" {
			d.add(mark{kind: textMark, x: x, y: y, w: s.width, size: st.size, bold: s.bold, ink: st.colour, text: s.text})
		}
		x += s.width
	}
	return x
}

// putRight sets one line that ends at x.
func (d *drawing) putRight(x, y float64, st style, l line) { d.put(x-l.width(), y, st, l) }

// lines sets lines from the top y downwards and gives the y below them.
func (d *drawing) lines(x, y float64, st style, lines []line) float64 {
	for _, l := range lines {
		d.put(x, y+st.rise(), st, l)
		y += st.step()
	}
	return y
}

// paraLines is the most lines of a paragraph in a block. A block is never
// split, so everything in it must have an end; free text, which has none, is
// set by prose.
const paraLines = 12

// para wraps s into width and sets it from the top y downwards.
func (d *drawing) para(x, y, width float64, st style, s string) float64 {
	return d.lines(x, y, st, d.atMost(st, width, paraLines, s))
}

// segment is a straight line between two points.
type segment struct{ x1, y1, x2, y2 float64 }

// stroke draws a straight line.
func (d *drawing) stroke(s segment, pen float64, c colour) {
	d.add(mark{kind: lineMark, x: s.x1, y: s.y1, w: s.x2 - s.x1, h: s.y2 - s.y1, pen: pen, ink: c})
}

// rule draws the line above a section, over the full width.
func (d *drawing) rule(y float64) { d.stroke(segment{left, y, right, y}, 0.35, ink) }

// hairline draws a quiet line between rows.
func (d *drawing) hairline(x1, x2, y float64) { d.stroke(segment{x1, y, x2, y}, 0.15, ruling) }

// write draws a dotted line to write on.
func (d *drawing) write(x1, x2, y float64) {
	d.add(mark{kind: lineMark, x: x1, y: y, w: x2 - x1, pen: 0.2, ink: edge, dash: dotted})
}

// fill draws a filled box.
func (d *drawing) fill(b box, c colour) {
	d.add(mark{kind: boxMark, x: b.x, y: b.y, w: b.w, h: b.h, fill: c, ink: none})
}

// frame draws the outline of a box.
func (d *drawing) frame(b box, pen float64, c colour) {
	d.add(mark{kind: boxMark, x: b.x, y: b.y, w: b.w, h: b.h, fill: none, ink: c, pen: pen})
}

// dashedFrame draws the broken outline of a box.
func (d *drawing) dashedFrame(b box, pen float64, on dash, c colour) {
	d.add(mark{kind: boxMark, x: b.x, y: b.y, w: b.w, h: b.h, fill: none, ink: c, pen: pen, dash: on})
}

// hatched draws lines at 45° in a box.
func (d *drawing) hatched(b box, step, pen float64, c colour) {
	d.add(mark{kind: hatchMark, x: b.x, y: b.y, w: b.w, h: b.h, size: step, pen: pen, ink: c, fill: none})
}

// symbol draws the shape of a rating with radius r around (x, y).
func (d *drawing) symbol(x, y, r float64, rating assess.Rating, c colour) {
	pen := 0.187 * r
	ring := mark{kind: ringMark, x: x, y: y, w: r - pen/2, pen: pen, ink: c}
	switch rating {
	case assess.InPlace:
		d.add(mark{kind: discMark, x: x, y: y, w: r, fill: c})
	case assess.Partial:
		d.add(ring)
		d.add(mark{kind: halfMark, x: x, y: y, w: r, fill: c})
	case assess.Absent:
		d.add(ring)
	case assess.Unknown:
		d.add(mark{kind: questionMark, x: x, y: y, w: r, pen: 1.25 * pen, ink: c, fill: c})
	case assess.Inapplicable:
		d.stroke(segment{x - 0.8*r, y, x + 0.8*r, y}, 1.3*pen, c)
	}
}
