package pdf

import "csi/reports"

// Places of bars by year.
const (
	yearWidth  = 14.0
	yearBar    = 4.8
	wholeBar   = 7.0
	chipBeside = 5.0
)

// shareBars draws how assessments are spread, stage by stage or barrier by
// barrier; with several years one bar for each.
func (b *book) shareBars(v *reports.ShareBars) {
	keys := b.shadeKeys(v.Keys)
	keys.keep = true
	b.add(keys)
	for i := range v.Groups {
		g := &v.Groups[i]
		var blocks []block
		for j := range g.Rows {
			if g.Rows[j].Name == "" {
				blocks = append(blocks, b.wholeRow(g, &g.Rows[j]))
			} else {
				blocks = append(blocks, b.yearRow(g, &g.Rows[j]))
			}
		}
		b.shareGroup(g, padded(blocks))
	}
	b.settle()
}

// shareGroup lays the bars of a group beside its name.
func (b *book) shareGroup(g *reports.ShareGroup, blocks []block) {
	if g.Letter == "" {
		b.section(g.Title, "", blocks)
		return
	}
	d := b.drawing()
	d.rule(0)
	d.open(roleDecoration, "")
	d.chip(left, afterRule, chipBeside, g.Letter)
	d.close()
	d.open(roleH3, "")
	y := d.para(left+chipBeside+2, afterRule, sideWidth-chipBeside-2, h3, g.Title)
	d.close()
	b.lay(b.beside(block{marks: d.marks, height: max(y, afterRule+chipBeside)}, g.Title, 60, blocks))
}

// wholeRow draws one bar over the main column with its counts in words.
func (b *book) wholeRow(g *reports.ShareGroup, r *reports.ShareRow) block {
	d := b.drawing()
	at := box{mainLeft, 0.6, mainWidth, wholeBar}
	d.open(roleDecoration, "")
	if r.Hidden != "" {
		d.crossed(at)
	} else {
		d.stretched(at, r.Bar, false)
	}
	d.close()
	d.open(roleText, "")
	y := at.y + at.h + 0.9
	for _, t := range []string{r.Text, r.More, r.Hidden} {
		if t != "" {
			y = d.para(mainLeft, y, mainWidth, small, t)
		}
	}
	d.close()
	return block{marks: d.marks, height: y}
}

// yearRow draws the bar of a year beside it.
func (b *book) yearRow(g *reports.ShareGroup, r *reports.ShareRow) block {
	d := b.drawing()
	at := box{mainLeft + yearWidth, 0.5, mainWidth - yearWidth, yearBar}
	words := r.Text
	if r.Hidden != "" {
		words = r.Hidden
	}
	d.open(roleFigure, g.Title+", "+r.Name+b.report.Words.Colon+words)
	d.put(mainLeft, small.centred(at.y+at.h/2), small, d.one(small, yearWidth-1, r.Name))
	if r.Hidden == "" {
		d.stretched(at, r.Bar, false)
	} else {
		d.crossed(at)
		l := d.one(micro, at.w-6, r.Hidden)
		d.fill(box{at.x + 2, at.y + 0.5, l.width() + 2, at.h - 1}, paper)
		d.put(at.x+3, micro.centred(at.y+at.h/2), micro, l)
	}
	d.close()
	return block{marks: d.marks, height: at.y + at.h + 0.4}
}

// Places of the counts with a bar each.
const (
	countsText  = 104.0
	countsLeft  = left + countsText + 4
	countsWidth = 48.0
)

// countBars draws counts as a table, each with a bar.
func (b *book) countBars(c *reports.CountBars) {
	head := func() block {
		d := b.drawing()
		st := small.strong()
		d.open(roleRow, "")
		d.open(roleHead, "")
		d.put(left, st.rise(), st, d.one(st, countsText, c.What))
		d.close()
		d.open(roleHead, "")
		d.putRight(right, st.rise(), st, d.one(st, 30, c.Count))
		d.close()
		d.close()
		d.stroke(segment{left, st.step() + 0.9, right, st.step() + 0.9}, 0.35, ink)
		return block{marks: d.marks, height: st.step() + 1.2}
	}
	first := head()
	first.keep, first.gap = true, 1.6
	b.add(first)
	for i := range c.Rows {
		r := &c.Rows[i]
		d := b.drawing()
		d.open(roleRow, "")
		d.open(roleHead, "")
		y := d.para(left, 1.4, countsText, table, r.Text)
		if r.Note != "" {
			y = d.para(left, y+0.2, countsText, small, r.Note)
		}
		d.close()
		d.open(roleCell, "")
		middle := 1.4 + table.step()/2
		d.fill(box{countsLeft, middle - 1.6, countsWidth, 3.2}, tint)
		if r.Share > 0 {
			d.fill(box{countsLeft, middle - 1.6, countsWidth * r.Share, 3.2}, accent)
		}
		if r.Open > 0 {
			d.crossed(box{countsLeft, middle - 1.6, max(1.2, countsWidth*r.Open), 3.2})
		}
		d.putRight(right, table.centred(middle), table.strong(), d.one(table.strong(), 14, r.Figure))
		d.close()
		d.close()
		d.hairline(left, right, y+1.4)
		b.add(block{marks: d.marks, height: y + 1.5, again: head})
	}
	b.settle()
}
