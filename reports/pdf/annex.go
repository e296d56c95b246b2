package pdf

import (
	"strings"

	"csi/reports"
)

const (
	factX     = left + 29.5 // the sums, right of their keys
	columnGap = 3.0
	signWidth = 3.6 // symbol of a rating before its word
	// A column of text gets at most this much, however long its longest cell.
	columnMost = 64.0
	cellLines  = 40 // of a sum; the longest are those of sections with many items
)

// annex works every figure out: for each part of the report its tables, sums
// and sentences, over the full width.
func (b *book) annex(a *reports.Annex) {
	b.opening(a.Running, a.Heading, a.Lead)
	for _, g := range a.Groups {
		d := b.drawing()
		d.outline(1, g.Title, 0)
		d.rule(0)
		d.open(roleH2, "")
		y := d.lines(left, afterRule, h2, d.atMost(h2, fullWidth, 2, g.Title))
		d.close()
		if g.Note != "" {
			d.open(roleText, "")
			y = d.para(left, y+0.4, fullWidth, small, g.Note)
			d.close()
		}
		b.add(block{marks: d.marks, height: y, gap: 6, keep: true})
		for i := range g.Parts {
			b.explained(&g.Parts[i])
		}
		if g.Table != nil {
			b.add(b.sumTable(g.Table)...)
		}
		b.settle()
	}
	if a.Rule != "" {
		rule := b.text(left, fullWidth, small, a.Rule)
		rule.gap = 6
		b.add(rule)
	}
	b.settle()
}

// explained lays one stage, barrier or section.
func (b *book) explained(p *reports.ExplainedPart) {
	if p.Title != "" {
		title := b.headed(roleH3, h3, p.Title)
		title.gap = 5
		b.add(title)
	}
	about := b.prose(left, table, b.wrap(table, fullWidth, p.Lead))
	for i := range about {
		about[i].keep = true
	}
	b.add(about...)
	if len(p.Table.Rows) > 0 {
		b.add(b.sumTable(&p.Table)...)
	}
	b.add(b.facts(p.Facts)...)
	for _, x := range p.Blocks {
		if x.Head != "" {
			head := b.headed(roleH4, small.strong().in(ink), x.Head)
			head.gap = 2.2
			b.add(head)
		}
		for _, l := range x.Lines {
			lines := b.prose(left, table, b.wrap(table, fullWidth, l))
			if len(lines) > 0 {
				lines[0].gap = 0.6
			}
			b.add(lines...)
		}
	}
}

// headed makes a heading that stays with what follows.
func (b *book) headed(r role, st style, s string) block {
	d := b.drawing()
	d.open(r, "")
	y := d.lines(left, 0, st, d.atMost(st, fullWidth, 2, s))
	d.close()
	return block{marks: d.marks, height: y + 0.4, keep: true}
}

// facts sets keys with their sums, as long as they are. What has no key goes
// on with the fact before.
func (b *book) facts(list []reports.ExplainedFact) []block {
	var out []block
	for i, f := range list {
		lines := b.prose(factX, table, b.wrap(table, right-factX, f.Value))
		if len(lines) == 0 {
			continue
		}
		var label []mark
		if f.Key != "" {
			d := b.drawing()
			d.open(roleLabel, "")
			d.put(left, table.rise(), small, d.one(small, factX-left-2, f.Key))
			d.close()
			label = d.marks
		}
		lines[0].marks = listItem(label, lines[0].marks)
		lines[0].gap = 0.5
		if i == 0 {
			lines[0].gap = 1.8
		}
		out = append(out, lines...)
	}
	return out
}

// sumTable draws a table over the full width, a block per row; its head stands
// on every page.
func (b *book) sumTable(t *reports.ExplainedTable) []block {
	at := b.sumColumns(t)
	head := func() block { return b.sumHead(t, at) }
	first := head()
	first.keep, first.gap = true, 1.6
	out := []block{first}
	for _, row := range t.Rows {
		x := b.sumRow(t, at, row)
		x.again = head
		out = append(out, x)
	}
	if n := len(out); n > 2 {
		out[n-2].keep = true // no row alone on the next page
	}
	return out
}

// sumColumns gives every column the width of its longest cell; where the page
// is too narrow the widest columns of text give way.
func (b *book) sumColumns(t *reports.ExplainedTable) []column {
	want := make([]float64, len(t.Heads))
	total := columnGap * float64(len(t.Heads)-1)
	for i, h := range t.Heads {
		want[i] = b.headWidth(h)
		for _, r := range t.Rows {
			w := b.width(false, table.size, string(b.clean.line(r[i].Text)))
			if r[i].Rating != 0 {
				w += signWidth
			}
			want[i] = max(want[i], w)
		}
		if !t.Right[i] && len(t.Heads) > 2 {
			want[i] = min(want[i], columnMost)
		}
		want[i] += 0.2
		total += want[i]
	}
	for total > fullWidth {
		widest := 0
		for i := range want {
			if want[i] > want[widest] {
				widest = i
			}
		}
		cut := min(total-fullWidth, 1)
		want[widest] -= cut
		total -= cut + 1e-9
	}
	out := make([]column, len(want))
	x, gap := left, columnGap+min(4, max(0, fullWidth-total)/float64(len(want)))
	for i, w := range want {
		out[i] = column{x, w}
		x += w + gap
	}
	return out
}

// headWidth is what a head needs in two lines.
func (b *book) headWidth(s string) float64 {
	st := small.strong()
	w := 0.0
	for _, word := range strings.Fields(s) {
		w = max(w, b.width(true, st.size, string(b.clean.line(word))))
	}
	for len(b.wrap(st, w+0.1, s)) > 2 {
		w++
	}
	return w + 0.1
}

// sumHead names the columns.
func (b *book) sumHead(t *reports.ExplainedTable, at []column) block {
	d, st := b.drawing(), small.strong()
	lines := make([][]line, len(t.Heads))
	most := 0
	for i, h := range t.Heads {
		lines[i] = d.atMost(st, at[i].width, 2, h)
		most = max(most, len(lines[i]))
	}
	d.open(roleRow, "")
	for i := range t.Heads {
		d.open(roleHead, "")
		y := float64(most-len(lines[i])) * st.step()
		d.column(at[i], y, st, lines[i], t.Right[i])
		d.close()
	}
	d.close()
	y := float64(most)*st.step() + 0.9
	d.stroke(segment{left, y, right, y}, 0.2, ink)
	return block{marks: d.marks, height: y}
}

// sumRow draws one row; its first cell is the head of it.
func (b *book) sumRow(t *reports.ExplainedTable, at []column, row []reports.ExplainedCell) block {
	d, end := b.drawing(), table.step()
	d.open(roleRow, "")
	for i, c := range row {
		place := at[i]
		if i == 0 {
			d.open(roleHead, "")
		} else {
			d.open(roleCell, "")
		}
		if c.Rating != 0 {
			d.symbol(place.x+1.25, 0.7+table.step()/2, 1.25, c.Rating, ink)
			place.x, place.width = place.x+signWidth, place.width-signWidth
		}
		end = max(end, d.column(place, 0.7, table, d.atMost(table, place.width, cellLines, c.Text), t.Right[i]))
		d.close()
	}
	d.close()
	d.hairline(left, right, end+0.7)
	return block{marks: d.marks, height: end + 0.8}
}

// column sets lines at the left or the right end of a column.
func (d *drawing) column(at column, y float64, st style, lines []line, flushRight bool) float64 {
	for _, l := range lines {
		if flushRight {
			d.putRight(at.x+at.width, y+st.rise(), st, l)
		} else {
			d.put(at.x, y+st.rise(), st, l)
		}
		y += st.step()
	}
	return y
}
