package docx

import (
	"strconv"
	"strings"
)

// twips of a millimetre, and the width of the text in them.
const (
	twip     = 56.6929
	fullWide = 9638 // 170 mm
)

// mm turns millimetres into twips.
func mm(v float64) int { return int(v*twip + 0.5) }

// table is a table; every row has cells for all its columns.
type table struct {
	style string // of tables
	title string // its name for a screen reader
	alt   string // what it shows, in sentences
	wide  []int  // of the columns, in twips
	head  int    // rows that are repeated on every page
	tight bool   // little air above and below the texts
	rows  []row
}

// row is one row of a table. A row is never split between pages.
type row struct {
	cells []cell
	high  int  // exact height in twips; 0 for what the text needs
	keep  bool // on the page of the next row
}

// cell is one cell of a row.
type cell struct {
	span  int // columns; 0 stands for one
	text  []paragraph
	shade shade
	// borders on the four sides; the zero value leaves them to the table
	top, left, bottom, right border
	middle                   bool // the text stands in the middle of the height
}

// border is a line on one side of a cell: its colour, its width in eighths of
// a point and how it is drawn.
type border struct {
	colour colour
	wide   int
	kind   string // "" for single
}

// table writes a table. Two tables are kept apart by a thin paragraph: Word
// would join them.
func (d *document) table(t table) {
	if len(t.rows) == 0 {
		return
	}
	if d.tabular {
		d.block(paragraph{style: "Gap"})
	}
	total := 0
	for _, w := range t.wide {
		total += w
	}
	look := `<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	if t.head > 0 {
		look = `<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	}
	air := ""
	if t.tight {
		air = `<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar>`
	}
	d.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="` + t.style + `"/><w:tblW w:w="` + strconv.Itoa(total) +
		`" w:type="dxa"/><w:tblLayout w:type="fixed"/>` + air + look + `<w:tblCaption w:val="` + escaped(t.title) + `"/>`)
	if t.alt != "" {
		d.WriteString(`<w:tblDescription w:val="` + escaped(t.alt) + `"/>`)
	}
	d.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.wide {
		d.WriteString(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	d.WriteString(`</w:tblGrid>`)
	for i, r := range t.rows {
		d.row(r, t.wide, i < t.head)
	}
	d.WriteString(`</w:tbl>`)
	d.tabular = true
}

func (d *document) row(r row, wide []int, head bool) {
	d.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if r.high > 0 {
		d.WriteString(`<w:trHeight w:val="` + strconv.Itoa(r.high) + `" w:hRule="exact"/>`)
	}
	if head {
		d.WriteString(`<w:tblHeader/>`)
	}
	d.WriteString(`</w:trPr>`)
	column := 0
	for _, c := range r.cells {
		span, width := max(1, c.span), 0
		for _, w := range wide[column : column+span] {
			width += w
		}
		column += span
		d.cell(c, width, r)
	}
	d.WriteString(`</w:tr>`)
}

func (d *document) cell(c cell, width int, r row) {
	d.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>`)
	if c.span > 1 {
		d.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(c.span) + `"/>`)
	}
	d.WriteString(c.borders())
	switch {
	case c.shade.lines != 0:
		d.WriteString(`<w:shd w:val="thinDiagStripe" w:color="` + c.shade.lines.hex() + `" w:fill="` + c.shade.fill.hex() + `"/>`)
	case c.shade.fill != 0:
		d.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + c.shade.fill.hex() + `"/>`)
	}
	if c.middle {
		d.WriteString(`<w:vAlign w:val="center"/>`)
	}
	d.WriteString(`</w:tcPr>`)
	if len(c.text) == 0 {
		c.text = []paragraph{{style: "Gap"}}
	}
	for _, p := range c.text {
		p.keep = p.keep || r.keep
		d.block(p)
	}
	d.WriteString(`</w:tc>`)
}

// borders gives the lines of a cell in the order that Word asks for.
func (c *cell) borders() string {
	var b strings.Builder
	for _, side := range []struct {
		name string
		border
	}{{"top", c.top}, {"left", c.left}, {"bottom", c.bottom}, {"right", c.right}} {
		if side.wide == 0 {
			continue
		}
		kind := side.kind
		if kind == "" {
			kind = "single"
		}
		b.WriteString(`<w:` + side.name + ` w:val="` + kind + `" w:sz="` + strconv.Itoa(side.wide) + `" w:space="0" w:color="` + side.colour.hex() + `"/>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return "<w:tcBorders>" + b.String() + "</w:tcBorders>"
}

// shareLines draws a line at the right of a cell as one at the left of the next
// too: where two cells meet, programs do not agree on whose line is drawn.
func (r *row) shareLines() {
	for i := range len(r.cells) - 1 {
		if line := r.cells[i].right; line.wide > 0 && r.cells[i+1].left.wide == 0 {
			r.cells[i+1].left = line
		}
	}
}

// words makes a cell of one paragraph.
func words(style string, runs ...run) cell {
	return cell{text: []paragraph{{style: style, runs: runs}}}
}

// heads makes the first row of a table.
func heads(texts ...string) row {
	var r row
	for _, t := range texts {
		r.cells = append(r.cells, words("TableHead", plain(t)))
	}
	return r
}

// toFill is a cell with a text, or with a line to write on.
func toFill(style, text string) cell {
	c := words(style, plain(text))
	if text == "" {
		c.bottom = border{colour: edge, wide: 6, kind: "dotted"}
	}
	return c
}
