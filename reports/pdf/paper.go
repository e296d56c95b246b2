package pdf

import (
	"errors"
	"fmt"
	"io"

	"csi/reports"
)

// boxSize is the side of a box to tick, in mm.
const boxSize = 3.4

// The columns of an item on paper.
const (
	itemLeft = left + 9
	boxLeft  = itemLeft
	tickText = boxLeft + 6
)

// WritePaper draws a questionnaire to be filled in by hand. As with Write, the
// same value gives the same bytes, and an error comes from w or the library.
func WritePaper(w io.Writer, p *reports.Paper) (Info, error) {
	if p == nil {
		return Info{}, errors.New("draw questionnaire: found none")
	}
	f, err := loadFaces()
	if err != nil {
		return Info{}, fmt.Errorf("draw questionnaire: %w", err)
	}
	shell := &reports.Report{Language: p.Language, Title: p.Title, Heading: p.Title, PageOf: p.PageOf, Footline: p.About}
	shell.Words.Continued = p.Continued
	b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: shell, y: top, bottom: bottom}
	b.paper(p)
	if err := b.print().write(w, shell.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// paper lays everything on pages.
func (b *book) paper(p *reports.Paper) {
	b.opening("", p.Title, p.Summary)
	b.add(b.text(left, fullWidth, body, p.How))
	for _, field := range p.Fields {
		d := b.drawing()
		label := d.one(body, 60, field)
		d.open(roleText, "")
		d.put(left, body.rise()+3, body, label)
		d.close()
		d.stroke(segment{left + label.width() + 3, 6.5, left + 120, 6.5}, 0.2, edge)
		b.add(block{marks: d.marks, height: 8})
	}
	for _, s := range p.Sections {
		d := b.drawing()
		d.outline(0, s.Title, 0)
		d.rule(0)
		d.open(roleH2, "")
		y := d.para(left, afterRule, fullWidth, h2, s.Title)
		d.close()
		b.add(block{marks: d.marks, height: y + 1, gap: 7, keep: true})
		for _, x := range b.prose(left, body.in(ink2), b.wrap(body, fullWidth, s.Intro)) {
			x.keep = true
			b.add(x)
		}
		for _, it := range s.Items {
			b.add(b.paperItem(it)...)
		}
	}
	b.end()
}

// paperItem makes the blocks of one item. They stay on one page as long as
// they fit on one.
func (b *book) paperItem(it reports.PaperItem) []block {
	d := b.drawing()
	d.open(roleH3, "")
	d.put(left, h3.rise(), h3, d.one(h3, itemLeft-left-1, it.Number))
	y := d.para(itemLeft, 0, right-itemLeft-18, h3, it.Text)
	d.close()
	d.open(roleText, "")
	d.putRight(right, h3.rise(), micro, d.one(micro, 17, it.ID))
	d.close()
	out := []block{{marks: d.marks, height: y, gap: 5.5}}
	for _, line := range it.Help {
		out = append(out, b.prose(itemLeft, small, b.wrap(small, right-itemLeft, line))...)
	}
	for _, x := range it.Boxes {
		out = append(out, b.tick(x))
	}
	for i := range out {
		out[i].keep = i < len(out)-1
	}
	return out
}

// tick makes the block of one box, with a line to write on where it has one.
func (b *book) tick(x reports.PaperBox) block {
	d := b.drawing()
	d.frame(box{boxLeft, 0.6, boxSize, boxSize}, 0.25, edge)
	at := tickText
	d.open(roleItem, "")
	if x.Value != "" {
		d.open(roleLabel, "")
		d.put(at, body.rise(), body.strong(), d.one(body.strong(), 5, x.Value))
		d.close()
		at += 5
	}
	d.open(roleBody, "")
	y := d.para(at, 0, right-at, body, x.Text)
	d.close()
	d.close()
	if x.Line {
		end := at + d.one(body, fullWidth, x.Text).width() + 2
		d.stroke(segment{end, y - 0.8, right, y - 0.8}, 0.2, edge)
	}
	return block{marks: d.marks, height: y, gap: 1.2}
}
