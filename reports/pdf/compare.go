package pdf

import (
	"errors"
	"fmt"
	"io"

	"csi/reports"
)

// WriteComparison draws a comparison as a PDF, under the promises of Write.
func WriteComparison(w io.Writer, c *reports.Comparison) (Info, error) {
	if c == nil {
		return Info{}, errors.New("draw comparison: found no comparison")
	}
	b, err := layOutComparison(c)
	if err != nil {
		return Info{}, fmt.Errorf("draw comparison: %w", err)
	}
	if err := b.print().write(w, c.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// layOutComparison records all pages of c.
func layOutComparison(c *reports.Comparison) (*book, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, err
	}
	b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: sheetOf(c), y: top, bottom: bottom}
	b.compareCover(c)
	for i := range c.Parts {
		b.comparePart(c, &c.Parts[i], i > 0)
	}
	b.method(c.Method)
	b.end()
	return b, nil
}

// sheetOf gives what header, footer and title of the pages say.
func sheetOf(c *reports.Comparison) *reports.Report {
	return &reports.Report{
		Language: c.Language, Public: c.Public, Title: c.Title, Heading: c.Heading, Stamp: c.Stamp,
		Limits: c.Limits, Footline: c.Footline, PageOf: c.PageOf, Date: c.Date, Words: c.Words,
	}
}

// compareCover draws the first page: what is compared, and the frames.
func (b *book) compareCover(c *reports.Comparison) {
	b.begin("")
	b.part.running = c.FramesTitle // of a second page, when the frames need one
	b.pages[0].bare = true
	d := b.drawing()
	d.fill(box{left, coverBar - 26, 25, 1.6}, accent)
	d.outline(0, c.Kind, coverBar-26)
	d.open(roleH1, "")
	y := d.lines(left, coverTop-26, coverTitle, d.most(coverTitle, fullWidth, 3, d.balance(coverTitle, fullWidth, c.Kind)))
	d.close()
	d.open(roleText, "")
	y = d.lines(left, y+4.4, coverName, d.most(coverName, fullWidth, 3, d.balance(coverName, fullWidth, c.Name)))
	if c.Policy != "" {
		y = d.lines(left, y+1.4, lead, d.most(lead, fullWidth, 3, d.balance(lead, fullWidth, c.Policy)))
	}
	d.close()
	b.fixed(d)
	b.y, b.fresh = max(y+10, 104), false
	name := b.drawing()
	name.open(roleH3, "")
	height := name.para(left, 0, fullWidth, h2, c.FramesTitle)
	name.close()
	b.add(block{marks: name.marks, height: height + 1.5, keep: true})
	b.compareTable(&c.Frames, len(c.Sides) > 0)
	b.settle()
	foot := b.drawing()
	foot.open(roleText, "")
	end := foot.para(left, 0, fullWidth, small, c.Limits)
	end = foot.para(left, end, fullWidth, small, c.Note)
	foot.close()
	if len(b.pages) == 1 {
		b.y = max(b.y, coverFoot-end-4)
		b.bottom = coverFoot
	}
	b.add(block{marks: foot.marks, height: end, gap: 4})
	b.settle()
}

// comparePart draws one part.
func (b *book) comparePart(c *reports.Comparison, p *reports.ComparePart, short bool) {
	if short && b.joins(p) {
		b.continuedPart(p.Running, p.Heading, p.Lead)
	} else {
		b.opening(p.Running, p.Heading, p.Lead)
	}
	if p.Sides {
		b.add(b.sides(c))
	}
	for i := range p.Views {
		b.viewsPicture(&p.Views[i])
	}
	if p.Pairs != nil {
		b.pairsPicture(p.Pairs)
	}
	if p.Panels != nil {
		b.panels(p.Panels, c.Words.NotApplicable)
	}
	b.tally(p.Tally)
	if p.Table != nil {
		b.compareTable(p.Table, false)
	}
	if p.Talk != nil {
		b.talk(c, p.Talk)
	}
	for _, l := range p.Lists {
		b.list(l)
	}
	b.remarks(p.Notes)
}

// How far down a page a part may still begin, and one with small multiples.
const (
	joinBelow  = 205.0
	joinPanels = 120.0
)

// joins reports whether a part follows on the page that is begun, where there
// is room: tables and lists do, pictures open a page.
func (b *book) joins(p *reports.ComparePart) bool {
	if p.Panels != nil {
		return b.y < joinPanels
	}
	return len(p.Views) == 0 && p.Pairs == nil && b.y < joinBelow
}

// continuedPart sets the heading of a part below the one before.
func (b *book) continuedPart(running, heading, intro string) {
	b.settle()
	b.part.running = running
	d := b.drawing()
	y := d.opening(0, running, heading, intro)
	b.add(block{marks: d.marks, height: y, gap: 12, keep: true})
}

// sides names the two sides with their marks.
func (b *book) sides(c *reports.Comparison) block {
	d := b.drawing()
	y := 0.0
	d.open(roleText, "")
	x := left
	for i, s := range c.Sides {
		st := table.strong().in(viewColour(i))
		lines := d.atMost(st, fullWidth-6, 2, s.Name)
		if len(lines) == 0 {
			continue
		}
		if w := lines[0].width(); i > 0 && (len(lines) > 1 || x+6+w > right) {
			x, y = left, y+5.2
		}
		d.viewMark(x+1.7, y+2.6, i)
		d.lines(x+4.8, y+2.6-st.step()/2, st, lines)
		x += 4.8 + lines[0].width() + 6
		y += float64(len(lines)-1) * st.step()
	}
	d.close()
	return block{marks: d.marks, height: y + 5.6, gap: 1.6, keep: true}
}

// tally sets figures with their words side by side.
func (b *book) tally(all []reports.Tally) {
	if len(all) == 0 {
		return
	}
	width := fullWidth / float64(max(6, len(all)))
	d := b.drawing()
	bottom := 0.0
	for i, t := range all {
		x := left + width*float64(i)
		d.open(roleText, "")
		y := d.para(x, 0, width-2, h2, fmt.Sprint(t.Count))
		bottom = max(bottom, d.lines(x, y, small, d.atMost(small, width-3.5, 3, t.Words)))
		d.close()
	}
	b.add(block{marks: d.marks, height: bottom, gap: betweenParts})
}

// list sets a name in the side column, sentences and a list beside it.
func (b *book) list(l reports.CompareList) {
	var blocks []block
	for _, t := range l.Texts {
		blocks = append(blocks, b.text(mainLeft, mainWidth, body, t))
	}
	for i, t := range l.Items {
		if lines := b.wrap(table, mainWidth-3.6, t); len(lines) > paraLines {
			blocks = append(blocks, b.longEntry(lines)...)
			continue
		}
		x := b.text(mainLeft+3.6, mainWidth-3.6, table, t)
		d := b.drawing()
		d.open(roleDecoration, "")
		d.fill(box{mainLeft + 0.6, table.step()/2 - 0.4, 0.8, 0.8}, ink2)
		d.close()
		x.marks = append(d.marks, listItem(nil, x.marks)...)
		x.gap = 0.7
		if i == 0 {
			x.gap = 1.4
		}
		blocks = append(blocks, x)
	}
	b.section(l.Title, "", padded(blocks))
}

// longEntry sets an entry of a list that may cross a page: what people wrote
// has no end that a block could hold.
func (b *book) longEntry(lines []line) []block {
	blocks := b.prose(mainLeft+3.6, table, lines)
	d := b.drawing()
	d.open(roleDecoration, "")
	d.fill(box{mainLeft + 0.6, table.step()/2 - 0.4, 0.8, 0.8}, ink2)
	d.close()
	blocks[0].marks = append(d.marks, blocks[0].marks...)
	blocks[0].gap = 1.4
	return blocks
}
