package pdf

import (
	"csi/assess"
	"csi/reports"
)

const (
	entryX   = 69.5 // text of an entry, right of its symbol
	entryKey = 26.0
	whoX     = entryX + entryKey
)

// unknown draws what is not known, what does not apply, how firm the answers
// are, and when to look again.
func (b *book) unknown(u reports.Unknown) {
	b.opening(u.Running, u.Heading, u.Lead)
	var find []block
	for i, f := range u.Find {
		find = append(find, b.findOut(f, u, i < len(u.Find)-1))
	}
	b.section(u.FindTitle, u.FindNote, find)

	var aside []block
	for _, g := range u.Aside {
		aside = append(aside, b.aside(g)...)
	}
	b.section(u.AsideTitle, u.AsideNote, aside)

	if len(u.Firm) > 0 || u.FirmText != "" {
		b.section(u.FirmTitle, "", b.firm(u))
	}
	if u.ReviewText != "" || len(u.ReviewLines) > 0 {
		b.section(u.ReviewTitle, "", b.review(u))
	}
}

// findOut draws one thing to find out, with lines for who asks and by when.
func (b *book) findOut(f reports.FindEntry, u reports.Unknown, ruled bool) block {
	d := b.drawing()
	st := body.strong()
	d.symbol(mainLeft+1.6, st.step()/2, 1.6, assess.Unknown, ink)
	d.open(roleH4, "")
	y := d.para(entryX, 0, right-entryX, st, f.Text)
	d.close()
	d.open(roleText, "")
	y = d.para(entryX, y-0.3, right-entryX, small, f.Place) + 1.2
	d.close()
	for _, p := range []reports.Pair{{Key: u.AskLabel, Value: f.Ask}, {Key: u.ChangesLabel, Value: f.Changes}} {
		if p.Value == "" {
			continue
		}
		d.open(roleItem, "")
		d.open(roleLabel, "")
		d.put(entryX, y+table.rise(), small, d.one(small, entryKey-1.5, p.Key))
		d.close()
		d.open(roleBody, "")
		y = d.para(whoX, y, right-whoX, table, p.Value) + 0.7
		d.close()
		d.close()
	}
	y += 0.5
	d.open(roleText, "")
	base := y + table.rise()
	who := d.one(small, entryKey-1.5, u.WhoLabel)
	d.put(entryX, base, small, who)
	d.write(whoX, 136, base+1.2)
	when := d.one(small, 22, u.WhenLabel)
	x := d.put(139.5, base, small, when)
	d.write(max(153.5, x+2), right, base+1.2)
	d.close()
	if ruled {
		d.hairline(mainLeft, right, base+3)
	}
	return block{marks: d.marks, height: base + 4.6}
}

// aside lists items that do not apply, with the reason they share.
func (b *book) aside(g reports.AsideGroup) []block {
	var out []block
	for i, p := range g.Items {
		d := b.drawing()
		d.open(roleRow, "")
		d.open(roleHead, "")
		title := d.atMost(table, 62, paraLines, p.Key)
		d.symbol(mainLeft+1.6, 1+table.step()/2, 1.3, assess.Inapplicable, ink2)
		y := d.lines(entryX, 1, table, title)
		d.close()
		d.open(roleCell, "")
		z := d.lines(135.5, 1.3, small, d.atMost(small, right-135.5, 4, p.Value))
		d.close()
		d.close()
		y = max(y, z) + 1.1
		d.hairline(mainLeft, right, y)
		out = append(out, block{marks: d.marks, height: y, keep: i == len(g.Items)-1 && g.Reason != ""})
	}
	if g.Reason == "" {
		return out
	}
	const reasonX = 107.5
	lines := b.wrap(table, right-reasonX, g.Reason)
	blocks := b.prose(reasonX, table, lines)
	if len(blocks) == 0 {
		return out
	}
	d := b.drawing()
	d.open(roleText, "")
	y := d.lines(entryX, 0.3, small, d.atMost(small, reasonX-entryX-2, 3, g.ReasonLabel))
	d.close()
	blocks[0].marks = append(d.marks, blocks[0].marks...)
	blocks[0].gap = 1
	last := &blocks[len(blocks)-1]
	last.height += max(0, y-chainHeight(blocks, false)) + 2
	return append(out, blocks...)
}

// firm draws the parts of the confidence as quiet bars with ticks at the cuts.
// The names have the room that they need, the words the rest.
func (b *book) firm(u reports.Unknown) []block {
	const barWidth = 32.0
	names := 15.0
	for _, f := range u.Firm {
		names = max(names, b.one(table.strong(), 40, f.Name).width())
	}
	barX := mainLeft + names + 4
	textX := barX + barWidth + 4
	var out []block
	for _, f := range u.Firm {
		d := b.drawing()
		st := table.strong()
		d.open(roleText, "")
		name := d.lines(mainLeft, 0, st, d.atMost(st, barX-mainLeft-2, 3, f.Name))
		bar := box{barX, 0.5, barWidth, 3.2}
		d.fill(bar, tint)
		if f.Has {
			d.fill(box{bar.x, bar.y, bar.w * min(1, max(0, f.Value)), bar.h}, ink2)
			for _, cut := range []float64{0.5, 0.75} {
				x := bar.x + bar.w*cut
				d.stroke(segment{x, bar.y, x, bar.y + bar.h}, 0.5, paper)
				d.stroke(segment{x, bar.y - 0.6, x, bar.y + bar.h + 0.6}, 0.25, ink)
			}
		} else {
			d.stroke(segment{bar.x, bar.y + bar.h/2, bar.x + bar.w, bar.y + bar.h/2}, 0.2, edge)
		}
		words := d.para(textX, 0.3, right-textX, small, f.Text)
		d.close()
		out = append(out, block{marks: d.marks, height: max(name, words, 5.6) + 0.9})
	}
	if u.FirmText != "" {
		lines := b.wrapBold(table, mainWidth, u.FirmText, u.FirmBold)
		blocks := b.prose(mainLeft, table, lines)
		if len(blocks) > 0 && len(out) > 0 {
			blocks[0].gap = 1.2
		}
		out = append(out, blocks...)
	}
	if n := len(out); n > 0 {
		out[n-1].height += 1.5
	}
	return out
}

// review sets when to look again, with lines to write on.
func (b *book) review(u reports.Unknown) []block {
	d := b.drawing()
	d.open(roleText, "")
	y := d.para(mainLeft, 0, mainWidth, body, u.ReviewText) + 1.5
	for _, label := range u.ReviewLines {
		y += 7.6
		l := d.one(small, 42, label)
		d.put(mainLeft, y-1.2, small, l)
		d.write(109.5, right, y)
	}
	d.close()
	return []block{{marks: d.marks, height: y + 2}}
}
