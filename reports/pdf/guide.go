package pdf

import (
	"errors"
	"fmt"
	"io"

	"csi/reports"
)

// WriteGuide draws the guide of a facilitator. As with Write, the same value
// gives the same bytes.
func WriteGuide(w io.Writer, g *reports.Guide) (Info, error) {
	if g == nil {
		return Info{}, errors.New("draw guide: found none")
	}
	shell := &reports.Report{Title: g.Title, Heading: g.Title, PageOf: g.PageOf, Footline: g.About, Stamp: g.Mark}
	shell.Words.Continued = g.Continued
	b, err := newBook(shell)
	if err != nil {
		return Info{}, fmt.Errorf("draw guide: %w", err)
	}
	b.opening("", g.Title, g.Lead)
	if g.Mark != "" {
		b.add(b.text(left, fullWidth, body.strong().in(warn), g.Mark))
	}
	for _, p := range g.Parts {
		b.guidePart(p)
	}
	b.end()
	if err := b.print().write(w, g.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// newBook opens a book for a paper that is no report.
func newBook(shell *reports.Report) (*book, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, err
	}
	return &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: shell, y: top, bottom: bottom}, nil
}

// guideText is what is read standing, at arm's length.
var guideText = style{10.5, 15, false, ink}

// guidePart lays one part of a guide in the main column, with its name at the
// side.
func (b *book) guidePart(p reports.GuidePart) {
	var blocks []block
	for _, row := range p.Rows {
		blocks = append(blocks, b.agendaRow(row))
	}
	for i, text := range p.Paras {
		x := b.text(mainLeft, mainWidth, guideText, text)
		if p.Framed {
			x = b.framed(text, i == 0, i == len(p.Paras)-1)
		} else {
			x.gap = 2
		}
		blocks = append(blocks, x)
	}
	for _, text := range p.Points {
		blocks = append(blocks, b.point(text))
	}
	b.section(p.Title, "", blocks)
}

// agendaRow sets one part of the session with its time.
func (b *book) agendaRow(row reports.GuideRow) block {
	const at = mainLeft + 26
	d := b.drawing()
	d.open(roleRow, "")
	d.open(roleHead, "")
	d.put(mainLeft, guideText.rise(), guideText.strong(), d.one(guideText.strong(), 25, row.Time))
	d.close()
	d.open(roleCell, "")
	y := d.para(at, 0, right-at, guideText.strong(), row.Name)
	d.close()
	d.open(roleCell, "")
	y = d.para(at, y, right-at, guideText, row.Text)
	d.close()
	d.close()
	return block{marks: d.marks, height: y, gap: 2}
}

// point sets one thing to do, behind a box to tick.
func (b *book) point(text string) block {
	d := b.drawing()
	d.open(roleItem, "")
	d.frame(box{mainLeft, (guideText.step() - 3) / 2, 3, 3}, 0.25, edge)
	d.open(roleBody, "")
	y := d.para(mainLeft+6, 0, mainWidth-6, guideText, text)
	d.close()
	d.close()
	return block{marks: d.marks, height: y, gap: 1.6}
}

// framed sets a paragraph to read aloud, on a tint that runs through all of
// them.
func (b *book) framed(text string, first, last bool) block {
	d := b.drawing()
	const pad = 3
	y := 1.0
	if first {
		y = pad
	}
	lines := d.atMost(guideText, mainWidth-2*pad, paraLines, text)
	high := y + float64(len(lines))*guideText.step()
	if last {
		high += pad
	}
	d.open(roleDecoration, "")
	d.fill(box{mainLeft, 0, mainWidth, high + 0.05}, tint)
	d.close()
	d.open(roleText, "")
	d.lines(mainLeft+pad, y, guideText, lines)
	d.close()
	return block{marks: d.marks, height: high}
}

// WriteBallots draws ballot cards, four on a page, with marks to cut along.
func WriteBallots(w io.Writer, c *reports.Ballots) (Info, error) {
	if c == nil || len(c.Cards) == 0 {
		return Info{}, errors.New("draw ballot cards: found none")
	}
	b, err := newBook(&reports.Report{Title: c.Title})
	if err != nil {
		return Info{}, fmt.Errorf("draw ballot cards: %w", err)
	}
	for i, card := range c.Cards {
		if i%4 == 0 {
			b.begin("")
			b.pages[len(b.pages)-1].bare = true
			b.fixed(b.cuts())
		}
		k := i % 4
		d := b.drawing()
		if i == 0 {
			d.outline(0, c.Title, 0)
		}
		d.card(box{float64(k%2) * pageWidth / 2, float64(k/2) * pageHeight / 2, pageWidth / 2, pageHeight / 2}, card)
		b.fixed(d)
	}
	b.end()
	if err := b.print().write(w, c.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// cuts draws short marks where the page is cut, at its edges and in its middle.
func (b *book) cuts() *drawing {
	d := b.drawing()
	const long = 6.0
	x, y := pageWidth/2, pageHeight/2
	d.open(roleDecoration, "")
	for _, s := range []segment{
		{x, 0, x, long}, {x, pageHeight - long, x, pageHeight}, {0, y, long, y}, {pageWidth - long, y, pageWidth, y},
		{x - long, y, x + long, y}, {x, y - long, x, y + long},
	} {
		d.stroke(s, 0.2, ink3)
	}
	d.close()
	return d
}

// The letters of a card, to be read across a table.
var (
	cardSign = style{110, 118, true, ink}
	cardWord = style{24, 29, true, ink}
	cardText = style{12, 16.5, false, ink}
)

// card draws one card: its sign, its word, what it means, and which scale it
// belongs to.
func (d *drawing) card(at box, c reports.Ballot) {
	in := at.inset(11)
	middle := at.x + at.w/2
	centred := func(y float64, st style, lines []line) float64 {
		for _, l := range lines {
			d.put(middle-l.width()/2, y+st.rise(), st, l)
			y += st.step()
		}
		return y
	}
	d.open(roleH2, "")
	y := centred(in.y+4, cardSign, []line{d.one(cardSign, in.w, c.Sign)})
	y = centred(y+2, cardWord, d.atMost(cardWord, in.w, 2, c.Word))
	d.close()
	d.open(roleText, "")
	centred(y+3, cardText, d.atMost(cardText, in.w, 8, c.Text))
	d.close()
	d.open(roleText, "")
	centred(at.y+at.h-13, micro, []line{d.one(micro, in.w, c.Foot)})
	d.close()
}
