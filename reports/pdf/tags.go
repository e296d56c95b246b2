package pdf

import "strconv"

// A tagged PDF holds, beside its pages, a tree of headings, paragraphs, lists,
// tables and figures. Each leaf of the tree names pieces of marked content on
// the pages, by page and number; everything else on a page is an artifact,
// which a screen reader passes over.

// kid is what an element holds: another element, or a run of marks.
type kid struct {
	element    int // 0 for a run of marks
	page, mcid int
	widget     int // a place to fill in, counted from 1; 0 for none
	link       int // a place that leads elsewhere, counted from 1; 0 for none
}

// element is one knot of the tree.
type element struct {
	kind   string // a standard structure type of PDF: "P", "TD"
	parent int
	kids   []kid
	alt    text // the sentence that stands for a figure
	lang   text // where it is not that of the document
	attr   string
	extent box // of a figure, in mm on its page
}

// tags is the tree of a document while it grows. Element 0 is the document.
type tags struct {
	elements []element
	pages    [][]int // for each page the elements of its runs, by number
	open     []opened
	heads    []role // the headings above what is read now
	last     int    // the element that took the last run, 0 for none
	long     int    // the cell of the last row that may go on below it
	columns  int    // of the road map
}

// opened is a piece of content that is not closed yet.
type opened struct {
	role    role
	element int // 0 until it has one
	alt     text
}

func newTags() *tags { return &tags{elements: []element{{kind: "Document"}}, columns: 5} }

// begin opens a piece of content. Cells, rows and items stand in the tree even
// when they are empty; anything else enters it with its first mark.
func (t *tags) begin(m mark) {
	o := opened{role: m.role, alt: m.text}
	if !t.hidden() {
		switch m.role {
		case roleDecoration, roleFurniture:
		case roleRow, roleItem, roleHead, roleBand, roleWide, roleCell, rolePart:
			o.element = t.grow(m.role, "")
			t.elements[o.element].lang = m.lang
		case roleMore:
			o.element = t.last
		case roleMoreCell:
			o.element = t.long
		default:
			t.last = 0 // what goes on with an empty text goes on with nothing before it
		}
	}
	t.open = append(t.open, o)
}

// end closes the piece opened last.
func (t *tags) end() {
	n := len(t.open) - 1
	if n < 0 {
		return
	}
	o := t.open[n]
	t.open = t.open[:n]
	if o.role == roleRow && o.element != 0 {
		t.endRow(o.element)
	}
}

// hidden reports whether what is drawn now is not to be read.
func (t *tags) hidden() bool {
	for _, o := range t.open {
		if o.role == roleDecoration || o.role == roleFurniture {
			return true
		}
	}
	return false
}

// furniture reports whether what is drawn now belongs to the page and not to
// what is told.
func (t *tags) furniture() bool {
	return len(t.open) > 0 && t.open[0].role == roleFurniture
}

// run makes a new run of marks on the page for the piece that is open and
// gives its structure type and number; ok is false for an artifact.
func (t *tags) run(page int) (kind string, mcid int, ok bool) {
	at := t.reached()
	if at == 0 {
		return "", 0, false
	}
	return t.elements[at].kind, t.number(page, at), true
}

// reached gives the element of the piece that is open, 0 for an artifact.
func (t *tags) reached() int {
	if len(t.open) == 0 || t.hidden() {
		return 0
	}
	o := &t.open[len(t.open)-1]
	if o.role == roleRow || o.role == roleItem {
		return 0 // rules between the cells
	}
	if o.element == 0 {
		o.element = t.grow(o.role, o.alt)
	}
	t.last = o.element
	return o.element
}

// number gives an element the next run of marks of a page.
func (t *tags) number(page, element int) (mcid int) {
	for len(t.pages) <= page {
		t.pages = append(t.pages, nil)
	}
	mcid = len(t.pages[page])
	t.pages[page] = append(t.pages[page], element)
	e := &t.elements[element]
	e.kids = append(e.kids, kid{page: page, mcid: mcid})
	return mcid
}

// link puts a link into the piece that is open, with a run of marks and the
// place that leads elsewhere; n counts the places from 0. What follows goes on
// in the piece. ok is false for an artifact.
func (t *tags) link(page, n int) (mcid, at int, ok bool) {
	in := t.reached()
	if in == 0 {
		return 0, 0, false
	}
	at = t.append(element{kind: "Link", parent: in})
	mcid = t.number(page, at)
	e := &t.elements[at]
	e.kids = append(e.kids, kid{page: page, link: n + 1})
	return mcid, at, true
}

// form puts a place to fill in into the tree, where it stands, and gives its
// element; n counts the places from 0.
func (t *tags) form(page, n int) int {
	at := t.grow(roleForm, "")
	e := &t.elements[at]
	e.kids = append(e.kids, kid{page: page, widget: n + 1})
	return at
}

// grow puts a new element into the tree.
func (t *tags) grow(r role, alt text) int {
	parent := 0
	for _, o := range t.open {
		if o.role == roleRow || o.role == roleItem || r == rolePart {
			parent = o.element
		}
	}
	if parent == 0 {
		switch r {
		case roleRow:
			parent = t.group("Table")
		case roleItem:
			parent = t.group("L")
		}
	}
	e := element{kind: t.kindOf(r), parent: parent, alt: alt}
	switch r {
	case roleBand:
		e.attr = "/O/Table/Scope/Row/ColSpan " + strconv.Itoa(t.columns)
	case roleWide:
		e.attr = "/O/Table/ColSpan " + strconv.Itoa(t.columns)
	}
	return t.append(e)
}

// group gives the table or list that the document ends in, or a new one.
func (t *tags) group(kind string) int {
	if kids := t.elements[0].kids; len(kids) > 0 {
		if last := kids[len(kids)-1].element; t.elements[last].kind == kind {
			return last
		}
	}
	return t.append(element{kind: kind})
}

func (t *tags) append(e element) int {
	n := len(t.elements)
	t.elements = append(t.elements, e)
	p := &t.elements[e.parent]
	p.kids = append(p.kids, kid{element: n})
	return n
}

// endRow says what the head cells of a row are heads of: the first of a row
// with other cells is the head of the row, all others are heads of columns. The
// cell over the heads of rows is no head.
func (t *tags) endRow(row int) {
	scope := "/O/Table/Scope/Column"
	kids := t.elements[row].kids
	for _, k := range kids {
		if t.elements[kids[0].element].kind == "TH" && t.elements[k.element].kind == "TD" {
			scope = "/O/Table/Scope/Row"
		}
	}
	for _, k := range kids {
		if e := &t.elements[k.element]; e.kind == "TH" && e.attr == "" {
			e.attr = scope
		}
	}
	if len(kids) > 1 {
		t.long = kids[1].element
	}
}

// kindOf gives the structure type of a role. Headings follow each other
// without a gap: what stands under a part's name is its second level, whatever
// its size.
func (t *tags) kindOf(r role) string {
	switch r {
	case roleH1, roleH2, roleH3, roleH4:
		for len(t.heads) > 0 && t.heads[len(t.heads)-1] >= r {
			t.heads = t.heads[:len(t.heads)-1]
		}
		t.heads = append(t.heads, r)
		return [...]string{"H1", "H2", "H3", "H4"}[len(t.heads)-1]
	case roleFigure:
		return "Figure"
	case roleForm:
		return "Form"
	case roleRow:
		return "TR"
	case roleHead, roleBand:
		return "TH"
	case roleCell, roleWide:
		return "TD"
	case roleItem:
		return "LI"
	case rolePart:
		return "Span"
	case roleLabel:
		return "Lbl"
	case roleBody:
		return "LBody"
	}
	return "P"
}

// stretch widens the box of the figure that is open by a mark.
func (t *tags) stretch(m mark) {
	if len(t.open) == 0 {
		return
	}
	o := t.open[len(t.open)-1]
	if o.role != roleFigure || o.element == 0 {
		return
	}
	e, b := &t.elements[o.element], extentOf(m)
	if len(e.kids) == 1 && e.extent == (box{}) {
		e.extent = b
		return
	}
	x, y := min(e.extent.x, b.x), min(e.extent.y, b.y)
	e.extent = box{x, y, max(e.extent.x+e.extent.w, b.x+b.w) - x, max(e.extent.y+e.extent.h, b.y+b.h) - y}
}

// extentOf gives the box that a mark fills.
func extentOf(m mark) box {
	switch m.kind {
	case textMark:
		em := m.size * mmPerPt
		return box{m.x, m.y - em, m.w, 1.3 * em}
	case discMark, ringMark, halfMark, questionMark:
		return box{m.x - m.w, m.y - m.w, 2 * m.w, 2 * m.w}
	}
	return box{min(m.x, m.x+m.w), min(m.y, m.y+m.h), max(m.w, -m.w), max(m.h, -m.h)}
}
