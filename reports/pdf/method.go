package pdf

import "csi/reports"

// method draws how the report was made: text only.
func (b *book) method(m reports.Method) {
	b.opening(m.Running, m.Heading, m.Lead)
	for _, p := range m.Parts {
		var blocks []block
		if p.Strong != "" {
			blocks = append(blocks, b.prose(mainLeft, body.strong(), b.wrap(body.strong(), mainWidth, p.Strong))...)
		}
		for i, t := range p.Texts {
			term := ""
			if i < len(p.Terms) {
				term = p.Terms[i]
			}
			more := b.prose(mainLeft, body, b.wrapBold(body, mainWidth, t, term))
			if len(blocks) > 0 && len(more) > 0 {
				more[0].gap = 1.8
			}
			blocks = append(blocks, more...)
		}
		if p.Table != nil {
			blocks = append(blocks, b.wordTable(p.Table)...)
		}
		b.section(p.Title, "", padded(blocks))
	}
}

// padded leaves room below the last block of a section.
func padded(blocks []block) []block {
	if n := len(blocks); n > 0 {
		blocks[n-1].height += 1.2
	}
	return blocks
}

// wordTable draws a small table in the main column. The columns share the
// width; the first has more of it.
func (b *book) wordTable(t *reports.Table) []block {
	if len(t.Head) == 0 {
		return nil
	}
	first := mainWidth * 1.25 / (float64(len(t.Head)) + 0.25)
	other := (mainWidth - first) / max(1, float64(len(t.Head)-1))
	at := func(i int) (x, width float64) {
		if i == 0 {
			return mainLeft, first - 2
		}
		return mainLeft + first + other*float64(i-1), other - 1.5
	}
	d := b.drawing()
	st := small.strong()
	d.open(roleRow, "")
	y := 0.0
	for i, h := range t.Head {
		x, w := at(i)
		d.open(roleHead, "")
		y = max(y, d.lines(x, 0, st, d.atMost(st, w, 2, h)))
		d.close()
	}
	d.close()
	d.stroke(segment{mainLeft, y + 0.9, right, y + 0.9}, 0.2, ink)
	out := []block{{marks: d.marks, height: y + 1, keep: true}}
	for _, row := range t.Rows {
		d := b.drawing()
		d.open(roleRow, "")
		y := 0.0
		for i, cell := range row {
			if i >= len(t.Head) {
				break
			}
			x, w := at(i)
			d.open(roleCell, "")
			y = max(y, d.para(x, 0.7, w, table, cell))
			d.close()
		}
		d.close()
		d.hairline(mainLeft, right, y+0.7)
		out = append(out, block{marks: d.marks, height: max(y, table.step()) + 0.8})
	}
	return out
}

// sources draws the list of works and the words of the report.
func (b *book) sources(s reports.SourcesPart) {
	b.links.note(s.Sources)
	b.opening(s.Running, s.Heading, s.Lead)
	var works []block
	for i, w := range s.Sources {
		x := b.text(mainLeft, mainWidth, table, w)
		x.marks = listItem(nil, x.marks)
		if i > 0 {
			x.gap = 1.3
		}
		works = append(works, x)
	}
	b.section(s.SourcesTitle, s.SourcesNote, padded(works))

	b.section(s.ExamplesTitle, s.ExamplesNote, padded(b.pairs(s.Examples)))
	b.section(s.WordsTitle, "", padded(b.pairs(s.Words)))
	if s.Licence != "" {
		b.section(s.LicenceTitle, "", b.prose(mainLeft, body, b.wrap(body, mainWidth, s.Licence)))
	}
}

// pairs sets words with what they mean, one block each.
func (b *book) pairs(list []reports.Pair) []block {
	var out []block
	for i, p := range list {
		d := b.drawing()
		d.open(roleItem, "")
		d.open(roleLabel, "")
		y := d.para(mainLeft, 0, 30, table.strong(), p.Key)
		d.close()
		d.open(roleBody, "")
		z := d.para(95.5, 0, right-95.5, table, p.Value)
		d.close()
		d.close()
		x := block{marks: d.marks, height: max(y, z)}
		if i > 0 {
			x.gap = 1.3
		}
		out = append(out, x)
	}
	return out
}
