package pdf

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"csi/reports"
)

// look is how a paper is set: in the usual size, or in large print. Lengths are
// in mm.
type look struct {
	title, lead, section, item, text, help, micro style
	box                                           float64 // side of a box to tick
	indent                                        float64 // of an item's text
	sign                                          float64 // from a box to its sign, and from the sign to the text
}

// lookOf gives the two looks. Large print follows the usual advice for people
// who see little: letters of 18 points throughout.
func lookOf(large bool) look {
	if large {
		return look{
			title: style{26, 32, true, ink}, lead: style{18, 25, false, ink}, section: style{21, 27, true, ink},
			item: style{18, 24, true, ink}, text: style{18, 24, false, ink}, help: style{18, 24, false, ink},
			micro: style{12, 15, false, ink}, box: 6, indent: 14, sign: 9.5,
		}
	}
	return look{
		title: h1, lead: lead, section: h2, item: h3, text: body, help: small, micro: micro,
		box: 3.4, indent: 9, sign: 6,
	}
}

// between is the room between two columns of text in two languages.
const between = 5.0

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
	if p.Code != "" {
		b.codes(p)
	}
	if err := b.print().write(w, p.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// paperSheet lays out one paper.
type paperSheet struct {
	*book
	l    look
	p, q *reports.Paper // q is the same in another language; nil for one language
}

// paper lays everything on pages.
func (b *book) paper(p *reports.Paper) {
	s := &paperSheet{book: b, l: lookOf(p.Large), p: p, q: p.Second}
	if p.LongSigns() {
		s.l.sign *= 1.15
	}
	s.begin("")
	if p.Code != "" { // its own head and foot
		b.part.bare, b.pages[0].bare = true, true
	}
	s.head()
	for i := range p.Sections {
		s.section(i)
		for j := range p.Sections[i].Items {
			b.add(s.itemBlocks(i, j)...)
		}
	}
	b.end()
}

// other gives a text of the second language; "" when there is none.
func (s *paperSheet) other(of func(*reports.Paper) string) string {
	if s.q == nil {
		return ""
	}
	return of(s.q)
}

// both sets a text, and the same in the other language: beside it, or under it
// in large print. It gives the y below both.
func (s *paperSheet) both(d *drawing, at box, st style, a, z string) float64 {
	switch {
	case z == "" || z == a:
		return d.para(at.x, at.y, right-at.x, st, a)
	case s.p.Large:
		y := d.para(at.x, at.y, right-at.x, st, a)
		return d.para(at.x, y+1, right-at.x, st.in(ink2), z)
	}
	// The second column begins at the same x for every text of the paper.
	middle := (left + s.l.indent + 2*s.l.sign + right) / 2
	y := d.para(at.x, at.y, middle-between/2-at.x, st, a)
	return max(y, d.para(middle+between/2, at.y, right-middle-between/2, st, z))
}

// line adds a paragraph in both languages as a block.
func (s *paperSheet) line(st style, gap float64, a, z string) {
	d := s.drawing()
	d.open(roleText, "")
	y := s.both(d, box{x: left}, st, a, z)
	d.close()
	if y > 0 {
		s.add(block{marks: d.marks, height: y, gap: gap})
	}
}

// head sets the title, what to do, and the places for what the sheet is.
func (s *paperSheet) head() {
	p := s.p
	d := s.drawing()
	d.outline(0, p.Title, 0)
	d.open(roleH1, "")
	y := d.lines(left, 0, s.l.title, d.most(s.l.title, fullWidth, 5, d.balance(s.l.title, fullWidth, p.Title)))
	if z := s.other(func(q *reports.Paper) string { return q.Title }); z != "" && z != p.Title {
		y = d.lines(left, y, s.l.section.in(ink2), d.most(s.l.section, fullWidth, 5, d.balance(s.l.section, fullWidth, z)))
	}
	d.close()
	s.add(block{marks: d.marks, height: y, keep: true})
	s.line(s.l.lead.in(ink2), 2, p.Summary, s.other(func(q *reports.Paper) string { return q.Summary }))
	if p.Mark != "" {
		s.line(s.l.text.strong().in(warn), 2, p.Mark, s.other(func(q *reports.Paper) string { return q.Mark }))
	}
	if p.Frame != "" {
		s.line(s.l.text.strong(), 2, p.Frame, s.other(func(q *reports.Paper) string { return q.Frame }))
	}
	for i, text := range p.Privacy {
		s.line(s.l.text, 2, text, s.other(func(q *reports.Paper) string { return q.Privacy[i] }))
	}
	s.line(s.l.text.strong(), 2, p.How, s.other(func(q *reports.Paper) string { return q.How }))
	for _, label := range p.Fields {
		s.blank(label)
	}
	if p.Card != "" {
		s.place(p.Card, s.other(func(q *reports.Paper) string { return q.Card }), reports.FieldCard)
	}
	if p.Fillable { // which sheet it is, for whoever reads it back
		d := s.drawing()
		d.field(box{left, 0, 0.1, 0.1}, field{name: reports.FieldSheet, value: p.SheetMark, group: "csi", kind: hiddenField})
		s.add(block{marks: d.marks})
		return
	}
	if p.Sheet != "" {
		s.place(p.Sheet, s.other(func(q *reports.Paper) string { return q.Sheet }), "")
	}
}

// blank adds a label with a line to write on.
func (s *paperSheet) blank(label string) {
	d := s.drawing()
	words := d.one(s.l.text, 60, label)
	d.open(roleText, "")
	d.put(left, s.l.text.rise()+3, s.l.text, words)
	d.close()
	d.stroke(segment{left + words.width() + 3, 6.5, left + 120, 6.5}, 0.2, edge)
	s.add(block{marks: d.marks, height: 8})
}

// place adds a frame for a number, with its label behind it. Where the paper
// can be filled in on a screen, name is the field; "" for a frame that is filled
// in by hand.
func (s *paperSheet) place(label, other, name string) {
	d := s.drawing()
	high := max(8, s.l.text.step()+2)
	frame := box{left, 0, 22, high}
	d.frame(frame, 0.3, edge)
	d.open(roleText, "")
	y := s.both(d, box{x: left + 26, y: (high - s.l.text.step()) / 2}, s.l.text, label, other)
	d.close()
	if s.p.Fillable && name != "" {
		d.field(frame.inset(0.4), field{name: name, group: d.clean.line(label), kind: textField})
	}
	s.add(block{marks: d.marks, height: max(y, high), gap: 2.5})
}

// section adds the head of a section.
func (s *paperSheet) section(i int) {
	of := s.p.Sections[i]
	var title, intro string
	if s.q != nil {
		title, intro = s.q.Sections[i].Title, s.q.Sections[i].Intro
	}
	d := s.drawing()
	d.outline(0, of.Title, 0)
	d.rule(0)
	d.open(roleH2, "")
	y := s.both(d, box{x: left, y: afterRule}, s.l.section, of.Title, title)
	d.close()
	s.add(block{marks: d.marks, height: y + 1, gap: 7, keep: true})
	if intro != "" {
		d := s.drawing()
		d.open(roleText, "")
		y := s.both(d, box{x: left}, s.l.text.in(ink2), of.Intro, intro)
		d.close()
		s.add(block{marks: d.marks, height: y, keep: true})
		return
	}
	for _, x := range s.prose(left, s.l.text.in(ink2), s.wrap(s.l.text, fullWidth, of.Intro)) {
		x.keep = true
		s.add(x)
	}
}

// itemBlocks makes the blocks of one item. They stay on one page as long as
// they fit on one.
func (s *paperSheet) itemBlocks(i, j int) []block {
	it := s.p.Sections[i].Items[j]
	other := reports.PaperItem{}
	if s.q != nil {
		other = s.q.Sections[i].Items[j]
	}
	d := s.drawing()
	at := left + s.l.indent
	d.open(roleH3, "")
	d.put(left, s.l.item.rise(), s.l.item, d.one(s.l.item, s.l.indent-1, it.Number))
	var y float64
	if other.Text == "" || s.p.Large {
		y = d.para(at, 0, right-at-s.codeWidth(), s.l.item, it.Text)
		if other.Text != "" {
			y = d.para(at, y+1, right-at, s.l.item.in(ink2), other.Text)
		}
	} else {
		y = s.both(d, box{x: at}, s.l.item, it.Text, other.Text)
	}
	d.close()
	d.open(roleText, "")
	if other.Text == "" || s.p.Large {
		d.putRight(right, s.l.item.rise(), s.l.micro, d.one(s.l.micro, s.codeWidth()-1, it.ID))
	} else { // the code stands under the number, where no column is
		d.put(left, s.l.item.rise()+s.l.micro.step(), s.l.micro, d.one(s.l.micro, s.l.indent-1, it.ID))
		y = max(y, s.l.item.rise()+s.l.micro.step()+1)
	}
	d.close()
	out := []block{{marks: d.marks, height: y, gap: 5.5}}
	for _, line := range it.Help {
		out = append(out, s.prose(at, s.l.help, s.wrap(s.l.help, right-at, line))...)
	}
	for k, x := range it.Boxes {
		z := ""
		if s.q != nil {
			z = other.Boxes[k].Text
		}
		out = append(out, s.tick(it, x, z))
	}
	for i := range out {
		out[i].keep = i < len(out)-1
	}
	return out
}

// codeWidth is the room for an item's id at the right edge.
func (s *paperSheet) codeWidth() float64 { return 18 * s.l.micro.size / micro.size }

// tick makes the block of one box, with a line to write on where it has one.
func (s *paperSheet) tick(it reports.PaperItem, x reports.PaperBox, other string) block {
	d := s.drawing()
	at := left + s.l.indent
	frame := box{at, (s.l.text.step()-s.l.box)/2 - 0.1, s.l.box, s.l.box}
	d.frame(frame, 0.25, edge)
	at += s.l.sign
	d.open(roleItem, "")
	if s.p.Fillable && x.Field != "" {
		d.field(frame, field{name: it.ID, value: x.Field, group: d.clean.line(it.Number + ". " + it.Text), tip: d.clean.line(x.Value + " " + x.Text)})
	}
	if x.Value != "" {
		d.open(roleLabel, "")
		d.put(at, s.l.text.rise(), s.l.text.strong(), d.one(s.l.text.strong(), s.l.sign, x.Value))
		d.close()
		at += s.l.sign - 1
	}
	d.open(roleBody, "")
	y := s.both(d, box{x: at}, s.l.text, x.Text, other)
	d.close()
	d.close()
	if x.Line {
		end := at + d.one(s.l.text, fullWidth, x.Text).width() + 2
		d.stroke(segment{end, y - 0.8, right, y - 0.8}, 0.2, edge)
	}
	return block{marks: d.marks, height: y, gap: 1.2}
}

// codes sets the code of the sheet, and which page it is, on every page, so
// that a page that was scanned or fell out of its staple is known.
func (b *book) codes(p *reports.Paper) {
	st := lookOf(p.Large).micro
	for i, pg := range b.pages {
		d := b.drawing()
		d.open(roleFurniture, "")
		of := pageOf(p.PageOf, i+1, len(b.pages))
		code := d.one(st.strong(), fullWidth, p.Code+"  "+strconv.Itoa(i+1)+"/"+strconv.Itoa(len(b.pages)))
		at := box{right - code.width() - 4, 9, code.width() + 4, st.step() + 1.4}
		d.frame(at, 0.35, ink)
		d.put(at.x+2, at.y+0.7+st.rise(), st.strong(), code)
		d.put(left, at.y+0.7+st.rise(), st, d.one(st, fullWidth-at.w-6, p.Title))
		d.stroke(segment{left, 281, right, 281}, 0.2, ruling)
		number := d.one(st, fullWidth/3, of)
		d.putRight(right, 286.4, st, number)
		d.put(left, 286.4, st, d.one(st, fullWidth-number.width()-6, p.Mark))
		d.close()
		pg.marks = append(pg.marks, d.marks...)
	}
}

// pageOf writes which page of how many it is.
func pageOf(words string, n, of int) string {
	return strings.NewReplacer("{page}", strconv.Itoa(n), "{pages}", strconv.Itoa(of)).Replace(words)
}
