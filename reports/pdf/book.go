package pdf

import "csi/reports"

// block is a recorded piece of content of known height, drawn from y 0 on. It
// is never split.
type block struct {
	marks  []mark
	height float64
	gap    float64 // above the block, left out at the top of a page
	keep   bool    // stays on the page of the next block
	// again is what is drawn first when this block opens a page: the head of a
	// table, the name of the section. nil for nothing.
	again func() block
}

// page is one page with the name of its part in the header.
type page struct {
	marks   []mark
	running string
	bare    bool // the cover: no header, no footer
	legend  bool // the ratings stand at its foot
}

// book lays blocks on pages. Page breaks are always its own.
type book struct {
	*setter
	report *reports.Report
	links  links // addresses among the sources that were laid out
	pages  []*page
	y      float64 // where the next block goes
	fresh  bool    // nothing but what is repeated stands on the page
	bottom float64 // what no block may pass on this part's pages
	chain  []block // blocks that wait for the one they must stay with
	part   page    // what the pages of this part have in common
	// answers is the width of the column of answers in the part that is laid.
	answers float64
}

// drawing starts a record.
func (b *book) drawing() *drawing { return &drawing{setter: b.setter} }

// newPage starts a page of the current part.
func (b *book) newPage() {
	p := b.part
	b.pages = append(b.pages, &p)
	b.y, b.fresh = top, true
}

// begin ends the part before and starts a page of a new one.
func (b *book) begin(running string) {
	b.end()
	b.part = page{running: running}
	b.bottom = bottom
	b.newPage()
}

// fixed puts a drawing in page coordinates on the current page.
func (b *book) fixed(d *drawing) {
	p := b.pages[len(b.pages)-1]
	p.marks = append(p.marks, d.marks...)
}

// add puts a block on the page when the chain it belongs to is complete.
func (b *book) add(blocks ...block) {
	for _, x := range blocks {
		b.chain = append(b.chain, x)
		if !x.keep {
			b.settle()
		}
	}
}

// end settles what still waits for a follower.
func (b *book) end() { b.settle() }

// settle places the chain: on this page if it fits, else on the next; a chain
// taller than a page is broken between its blocks.
func (b *book) settle() {
	chain := b.chain
	b.chain = nil
	if len(chain) == 0 {
		return
	}
	whole := chainHeight(chain, !b.fresh)
	again := chain[0].againHeight()
	if !b.fresh && b.y+whole > b.bottom+slack && (again+chainHeight(chain, false) <= b.bottom-top+slack || !b.fits(chain[0])) {
		b.turn(chain[0])
	}
	for _, x := range chain {
		if !b.fresh && !b.fits(x) {
			b.turn(x)
		}
		b.place(x)
	}
}

// slack takes up what sums of decimals lose.
const slack = 1e-6

func chainHeight(chain []block, gap bool) float64 {
	h := 0.0
	for i, x := range chain {
		if gap || i > 0 {
			h += x.gap
		}
		h += x.height
	}
	return h
}

func (x block) againHeight() float64 {
	if x.again == nil {
		return 0
	}
	return x.again().height
}

// fits reports whether a single block fits below what stands on the page.
func (b *book) fits(x block) bool { return b.y+x.gap+x.height <= b.bottom+slack }

// turn starts a page and draws what x wants repeated.
func (b *book) turn(x block) {
	b.newPage()
	if x.again != nil {
		r := x.again()
		b.put(unread(r))
		b.y += r.height
	}
}

// unread makes a block of what was read before: a screen reader passes over
// what is repeated for the eye.
func unread(x block) block {
	marks := make([]mark, 0, len(x.marks)+2)
	marks = append(marks, mark{kind: openMark, role: roleFurniture})
	marks = append(marks, x.marks...)
	x.marks = append(marks, mark{kind: closeMark})
	return x
}

// place puts a block at y and moves y below it.
func (b *book) place(x block) {
	if !b.fresh {
		b.y += x.gap
	}
	b.put(x)
	b.y += x.height
	b.fresh = false
}

// put moves the marks of a block to their place.
func (b *book) put(x block) {
	p := b.pages[len(b.pages)-1]
	for _, m := range x.marks {
		m.y += b.y
		p.marks = append(p.marks, m)
	}
}

// opening begins a part with its heading and lead.
func (b *book) opening(running, heading, intro string) {
	b.begin(running)
	d := b.drawing()
	y := d.opening(0, running, heading, intro)
	b.add(block{marks: d.marks, height: y, keep: true})
}

// opening sets the heading of a page and its lead, both balanced, from y on,
// with the bookmark of the part; it gives the y below them. What follows brings
// its own gap.
func (d *drawing) opening(y float64, running, heading, intro string) float64 {
	title := running
	if title == "" {
		title = heading
	}
	d.outline(0, title, y)
	d.open(roleH1, "")
	y = d.lines(left, y, h1, d.most(h1, fullWidth, 5, d.balance(h1, fullWidth, heading)))
	d.close()
	if lines := d.most(lead, fullWidth, 8, d.balance(lead, fullWidth, intro)); len(lines) > 0 {
		d.open(roleText, "")
		y = d.lines(left, y+1.7, lead, lines)
		d.close()
	}
	return y + 2.2
}

// text makes one block of a paragraph that must not be split.
func (b *book) text(x, width float64, st style, s string) block {
	d := b.drawing()
	d.open(roleText, "")
	y := d.para(x, 0, width, st, s)
	d.close()
	return block{marks: d.marks, height: y}
}

// prose makes a block of each line of a long text; the first two lines stay
// together and so do the last two.
func (b *book) prose(x float64, st style, lines []line) []block {
	out := make([]block, len(lines))
	for i, l := range lines {
		d := b.drawing()
		if i == 0 {
			d.open(roleText, "")
		} else {
			d.open(roleMore, "")
		}
		d.put(x, st.rise(), st, l)
		d.close()
		out[i] = block{marks: d.marks, height: st.step(), keep: i == 0 || i == len(lines)-2}
	}
	if n := len(out); n > 0 {
		out[n-1].keep = false
	}
	return out
}

// section lays blocks in the main column under a rule, with a name and a note
// in the side column. It never leaves the name alone: the first block stands
// beside it, and where the section crosses a page the name is repeated.
func (b *book) section(name, note string, blocks []block) {
	if len(blocks) == 0 {
		return
	}
	d := b.drawing()
	d.rule(0)
	d.open(roleH3, "")
	y := d.para(left, afterRule, sideWidth, h3, name)
	d.close()
	if note != "" {
		d.open(roleText, "")
		y = d.para(left, y, sideWidth, small, note)
		d.close()
	}
	b.lay(b.beside(block{marks: d.marks, height: y}, name, 60, blocks))
}

// lay puts the blocks of a section on pages.
func (b *book) lay(blocks []block) {
	b.add(blocks...)
	if !blocks[len(blocks)-1].keep { // else it waits for what follows
		b.settle()
	}
}

// beside puts blocks beside the side column drawn in side. A section up to
// whole mm high is kept on one page.
func (b *book) beside(side block, name string, whole float64, blocks []block) []block {
	tall := afterRule + chainHeight(blocks, false)
	first := &blocks[0]
	first.marks = append(side.marks, shifted(first.marks, afterRule)...)
	first.height += afterRule
	first.gap = betweenParts
	last := &blocks[len(blocks)-1]
	if spare := side.height - tall; spare > 0 {
		last.height += spare
	}
	for i := range blocks[1:] {
		blocks[i+1].again = func() block { return b.continued(name) }
	}
	reach := 0.0
	for i := range blocks[:len(blocks)-1] {
		reach += blocks[i].gap + blocks[i].height
		if tall <= whole || reach < side.height { // short, or the name would pass the foot of the page
			blocks[i].keep = true
		}
	}
	return blocks
}

// continued opens a page in the middle of a section. It takes no height in
// the main column.
func (b *book) continued(name string) block {
	d := b.drawing()
	d.open(roleFurniture, "")
	d.rule(0)
	y := d.lines(left, afterRule, h3, d.atMost(h3, sideWidth, 2, name))
	d.lines(left, y, small, d.atMost(small, sideWidth, 1, b.report.Words.Continued))
	d.close()
	return block{marks: d.marks, height: afterRule}
}

// shifted moves marks down.
func shifted(marks []mark, dy float64) []mark {
	out := make([]mark, len(marks))
	for i, m := range marks {
		m.y += dy
		out[i] = m
	}
	return out
}
