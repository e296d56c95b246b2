package pdf

import (
	"slices"

	"csi/reports"
)

// columnsAtOnce is how many columns stand beside the first; a table with more
// is drawn in pieces.
const columnsAtOnce = 5

// compareTable draws a table over the full width. The first column is the head
// of each row; sides are marked over their columns. No row is left alone on a
// page.
func (b *book) compareTable(t *reports.Table, sides bool) {
	for from := 1; from < len(t.Head); from += columnsAtOnce {
		b.tablePiece(t, from, min(len(t.Head), from+columnsAtOnce), sides)
	}
}

// tablePiece draws the first column and those from one to another.
func (b *book) tablePiece(t *reports.Table, from, to int, sides bool) {
	most := paraLines
	if len(b.pages) == 1 {
		most = 4 // the frames stay on the first page
	}
	width := mainWidth / float64(to-from)
	at := func(i int) float64 { return mainLeft + width*float64(i-from) }
	head := func() block {
		d := b.drawing()
		st := small.strong()
		d.open(roleRow, "")
		d.open(roleHead, "")
		y := d.lines(left, 0, st, d.atMost(st, sideWidth, 2, t.Head[0]))
		d.close()
		for i := from; i < to; i++ {
			x, w := at(i), width-2
			d.open(roleHead, "")
			if sides {
				d.viewMark(x+1.7, st.step()/2, i-1)
				x, w = x+5, w-5
			}
			y = max(y, d.lines(x, 0, st, d.atMost(st, w, 2, t.Head[i])))
			d.close()
		}
		d.close()
		d.stroke(segment{left, y + 0.9, right, y + 0.9}, 0.35, ink)
		return block{marks: d.marks, height: y + 1.2}
	}
	first := head()
	first.keep, first.gap = true, 3.5
	b.add(first)
	for n, row := range t.Rows {
		d := b.drawing()
		d.open(roleRow, "")
		d.open(roleHead, "")
		y := d.para(left, 1.1, sideWidth, table.strong(), row[0])
		d.close()
		for i := from; i < to && i < len(row); i++ {
			d.open(roleCell, "")
			y = max(y, d.lines(at(i), 1.1, table, d.atMost(table, width-2, most, row[i])))
			d.close()
		}
		d.close()
		d.hairline(left, right, y+1.1)
		// Neither the last row nor one that names what follows stands alone.
		names := n+1 < len(t.Rows) && !slices.ContainsFunc(row[1:], func(cell string) bool { return cell != "" })
		b.add(block{marks: d.marks, height: y + 1.1, again: head, keep: names || n == len(t.Rows)-2})
	}
}

// Places of the table of what to talk about.
const (
	talkAnswers = 109.0
	talkAsk     = 142.0
)

// talk draws what lies far apart, with a question for each.
func (b *book) talk(c *reports.Comparison, t *reports.TalkTable) {
	head := func() block {
		d := b.drawing()
		st := small.strong()
		d.open(roleRow, "")
		for _, h := range []struct {
			x, w float64
			text string
		}{{left, 81, t.Statement}, {talkAnswers, talkAsk - talkAnswers - 2, t.Answers}, {talkAsk, right - talkAsk, t.Ask}} {
			d.open(roleHead, "")
			d.put(h.x, st.rise(), st, d.one(st, h.w, h.text))
			d.close()
		}
		d.close()
		d.stroke(segment{left, st.step() + 0.9, right, st.step() + 0.9}, 0.35, ink)
		return block{marks: d.marks, height: st.step() + 1.2}
	}
	first := head()
	first.keep, first.gap = true, 1.6
	b.add(first)
	for n, r := range t.Rows {
		d := b.drawing()
		d.open(roleRow, "")
		d.open(roleHead, "")
		y := d.para(left, 1.9, 81, small, r.Place)
		y = d.para(left, y+0.2, 81, table, r.Text)
		d.close()
		d.open(roleCell, "")
		z := d.answers(1.9, r)
		d.close()
		d.open(roleCell, "")
		y = max(y, z, d.para(talkAsk, 1.9, right-talkAsk, table, r.Ask))
		d.close()
		d.close()
		d.hairline(left, right, y+2.1)
		b.add(block{marks: d.marks, height: y + 2.2, again: head, keep: n == len(t.Rows)-2})
	}
}

// answers sets what both sides answered, each with its mark.
func (d *drawing) answers(y float64, r reports.TalkRow) float64 {
	for i, text := range []string{r.A, r.B} {
		d.viewMark(talkAnswers+1.7, y+table.step()/2, i)
		y = d.lines(talkAnswers+5, y, table, d.atMost(table, talkAsk-talkAnswers-7, 3, text)) + 1
	}
	return y - 1
}
