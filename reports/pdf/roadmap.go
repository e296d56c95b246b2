package pdf

import (
	"slices"
	"strconv"
	"strings"

	"csi/reports"
)

// The columns of the road map: left edges of the text.
const (
	actionX, actionWidth = 29.2, 81.6
	ownerX, ownerWidth   = 113.2, 22.6
	whenX, whenWidth     = 138.2, 18.6
	proofX, proofWidth   = 159.2, 29.6

	rowAbove, rowBelow = 1.9, 2.1
	rowLeast           = 11.2 // a pen fits
	rowMost            = 60.0 // a taller row is split
	bandHeight         = 6.6
)

// roadMap draws the action table of one side.
func (b *book) roadMap(m reports.RoadMap) {
	b.opening(m.Running, m.Heading, m.Lead)
	b.add(b.tableHead())
	for i, h := range m.Horizons {
		later := m.Horizons[i+1:]
		b.horizon(h, len(later) > 0 && empty(later) || len(later) == 0 && m.Closing != "")
	}
	for i, total := range m.Totals {
		line := b.text(left, fullWidth, small.strong(), total)
		if i == 0 {
			line.gap = betweenParts
		}
		line.keep = m.Closing != "" || i < len(m.Totals)-1
		b.add(line)
	}
	if m.Closing != "" {
		note := b.text(left, fullWidth, small, m.Closing)
		note.gap = betweenParts
		b.add(note)
	}
	b.settle()
}

// tableHead names the columns.
func (b *book) tableHead() block {
	d, w, st, c := b.drawing(), b.report.Words, small.strong(), b.columns()
	head := func(at column, word string) {
		d.put(at.x, st.centred(2.4), st, d.one(st, at.width, word))
		d.close()
	}
	d.open(roleRow, "")
	d.open(roleHead, "")
	head(column{left, actionX - left - 1}, w.Number)
	d.open(roleHead, "")
	if s := b.report.Second; s.In() {
		head(c.action, w.Action+" · "+s.FirstName)
		d.openIn(roleHead, s.Language)
		head(c.second, s.Action+" · "+s.Name)
	} else {
		head(c.action, w.Action)
	}
	for _, x := range []struct {
		at   column
		word string
	}{{c.owner, w.Owner}, {c.when, w.ByWhen}, {c.proof, w.Proof}} {
		d.open(roleHead, "")
		head(x.at, x.word)
	}
	d.close()
	d.stroke(segment{left, 5.2 - 0.175, right, 5.2 - 0.175}, 0.35, ink)
	return block{marks: d.marks, height: 5.2, gap: betweenParts, keep: true}
}

// band draws the head of a horizon. On a later page it says so.
func (b *book) band(h reports.HorizonPart, continued bool) block {
	if b.report.Second.In() {
		return b.pairBand(h, continued)
	}
	d := b.drawing()
	d.fill(box{left, 0, fullWidth, bandHeight}, tint)
	d.squares(left+1.4, (bandHeight-2.6)/2, 2.6, h.Squares)
	d.open(roleRow, "")
	d.open(roleBand, "")
	until := d.one(small, 60, h.Until)
	st := table.strong()
	x := d.put(left+13, st.centred(bandHeight/2), st, d.one(st, fullWidth-13-until.width()-24, h.Name))
	if continued {
		d.put(x+2, small.centred(bandHeight/2), small, d.one(small, 20, b.report.Words.Continued))
	}
	d.putRight(right-1.4, small.centred(bandHeight/2), small, until)
	d.close()
	d.close()
	return block{marks: d.marks, height: bandHeight, keep: true}
}

// empty reports whether no horizon has a row.
func empty(all []reports.HorizonPart) bool {
	return !slices.ContainsFunc(all, func(h reports.HorizonPart) bool { return len(h.Rows) > 0 })
}

// horizon lays a band with its rows. The band never stands last on a page, and
// no row of it is left alone on the next. What follows without a row of its
// own, a closing note or an empty horizon, keeps the last row with it: it would
// say little alone on a page.
func (b *book) horizon(h reports.HorizonPart, closing bool) {
	band := b.band(h, false)
	band.again = b.tableHead
	b.add(band)
	again := func() block { return joined(b.tableHead(), b.band(h, true)) }
	if len(h.Rows) == 0 {
		d := b.drawing()
		d.open(roleRow, "")
		d.open(roleWide, "")
		y := d.para(actionX, 1.2, right-actionX, table.in(ink2), h.Empty)
		d.close()
		d.close()
		b.add(block{marks: d.marks, height: y + 1.2, keep: closing})
		return
	}
	for i, r := range h.Rows {
		rows := b.row(r)
		for k := range rows {
			rows[k].again = again
		}
		if i == len(h.Rows)-2 && len(rows) == 1 {
			rows[0].keep = true
		}
		if i == len(h.Rows)-1 && closing {
			rows[len(rows)-1].keep = true
		}
		b.add(rows...)
	}
}

// joined puts one block under another.
func joined(a, z block) block {
	a.marks = append(a.marks, shifted(z.marks, a.height)...)
	a.height += z.height
	return a
}

// row draws one action as a single block, or line by line when it is too tall
// to be kept whole.
func (b *book) row(r reports.ActionRow) []block {
	if b.report.Second.In() {
		return []block{b.pairRow(r)}
	}
	name, quiet := table.strong(), small
	if r.Struck {
		name = name.in(ink2)
	}
	d := b.drawing()
	type set struct {
		st   style
		line line
	}
	var lines []set
	for _, l := range d.wrap(name, actionWidth, r.Text) {
		lines = append(lines, set{name, l})
	}
	for _, p := range reasons(r) {
		for _, l := range d.wrap(quiet, actionWidth, p) {
			lines = append(lines, set{quiet, l})
		}
	}
	height := rowAbove + rowBelow
	for _, s := range lines {
		height += s.st.step()
	}
	if height <= rowMost {
		d.open(roleRow, "")
		d.rowHead(r)
		d.open(roleCell, "")
		y := rowAbove
		for _, s := range lines {
			d.put(actionX, y+s.st.rise(), s.st, s.line)
			y += s.st.step()
		}
		d.close()
		height = max(height, rowLeast, d.rowPlan(r, b.columns())+rowBelow)
		d.rowLines(r, b.columns(), height)
		d.close()
		return []block{{marks: d.marks, height: height}}
	}
	return b.tallRow(r, func(i int) (style, line, bool) {
		if i >= len(lines) {
			return style{}, nil, false
		}
		return lines[i].st, lines[i].line, true
	})
}

// tallRow draws a row over several blocks: number and plan beside the first
// four lines, then line by line.
func (b *book) tallRow(r reports.ActionRow, at func(int) (style, line, bool)) []block {
	const head = 4
	d := b.drawing()
	d.open(roleRow, "")
	d.rowHead(r)
	y := rowAbove
	d.open(roleCell, "")
	for i := range head {
		st, l, _ := at(i)
		d.put(actionX, y+st.rise(), st, l)
		y += st.step()
	}
	d.close()
	y = max(y, d.rowPlan(r, b.columns()))
	d.rowLines(r, b.columns(), y)
	d.close()
	d.marks = withoutRule(d.marks)
	out := []block{{marks: d.marks, height: y}}
	for i := head; ; i++ {
		st, l, ok := at(i)
		if !ok {
			break
		}
		d := b.drawing()
		d.open(roleMoreCell, "")
		d.put(actionX, st.rise(), st, l)
		d.close()
		out = append(out, block{marks: d.marks, height: st.step()})
	}
	last := &out[len(out)-1]
	foot := b.drawing()
	foot.hairline(left, right, last.height+rowBelow)
	last.marks = append(last.marks, foot.marks...)
	last.height += rowBelow
	if len(out) > 2 {
		out[len(out)-2].keep = true
	}
	return out
}

// withoutRule takes off the line that ends a row.
func withoutRule(marks []mark) []mark {
	var out []mark
	for _, m := range marks {
		if m.kind == lineMark && m.ink == ruling {
			continue
		}
		out = append(out, m)
	}
	return out
}

// reasons are the small texts under an action: in one paragraph as far as they
// are sentences.
func reasons(r reports.ActionRow) []string {
	var out []string
	for _, s := range []string{r.Why, r.DoneWhen, r.Example} {
		s = strings.TrimSpace(s)
		n := len(out)
		switch {
		case s == "":
		case n > 0 && strings.HasSuffix(out[n-1], "."):
			out[n-1] += " " + s
		default:
			out = append(out, s)
		}
	}
	if r.Takes != "" {
		out = append(out, r.Takes)
	}
	return out
}

// rowHead sets the number of a row; that of a done or dropped action is struck.
func (d *drawing) rowHead(r reports.ActionRow) {
	st := table.strong().in(accent)
	if r.Struck {
		st = st.in(ink2)
	}
	l := d.one(st, actionX-left-1, strconv.Itoa(r.Number))
	base := rowAbove + st.rise()
	d.open(roleHead, "")
	d.put(left, base, st, l)
	d.close()
	if r.Struck {
		y := base - half*st.size*mmPerPt
		d.stroke(segment{left - 0.4, y, left + l.width() + 0.4, y}, 0.25, ink2)
	}
}

// rowPlan sets owner, date with status, and proof, some lines each at most, and
// gives the y below them with room for a line to write on.
func (d *drawing) rowPlan(r reports.ActionRow, at columns) float64 {
	st := table
	if r.Struck {
		st = st.in(ink2)
	}
	end := rowAbove
	for _, c := range []struct {
		column
		text, under string
	}{{at.owner, r.Owner, ""}, {at.when, r.ByWhen, r.Status}, {at.proof, r.Proof, ""}} {
		d.open(roleCell, "")
		y := d.lines(c.x, rowAbove, st, d.atMost(st, c.width, at.most, c.text))
		if c.under != "" {
			y = d.lines(c.x, y-0.4, micro, d.atMost(micro, c.width, 1, c.under))
			if c.text == "" {
				y += 3.4 // the line to write on stands below the status
			}
		}
		d.close()
		end = max(end, y)
	}
	return end
}

// rowLines draws what is to be filled in by hand, and the line under a row.
func (d *drawing) rowLines(r reports.ActionRow, at columns, height float64) {
	for _, c := range []struct {
		column
		text string
	}{{at.owner, r.Owner}, {at.when, r.ByWhen}, {at.proof, r.Proof}} {
		if c.text == "" && !r.Struck {
			d.write(c.x, c.x+c.width, height-2.5)
		}
	}
	d.hairline(left, right, height)
}
