package pdf

import (
	"csi/assess"
	"csi/reports"
)

// The width of the column of answers: as wide as the widest of a part asks
// for, so that statements have the rest and most stand on one line.
const (
	answerLeast = 18.0
	answerMost  = 44.0
	wordsIndent = 5.5 // of a statement, for its symbol
)

// barriers draws the page of what holds involvement back.
func (b *book) barriers(p *reports.BarriersPart) {
	b.opening(p.Running, p.Heading, p.Lead)
	var all []reports.BarrierItem
	for _, x := range p.Blocks {
		all = append(all, x.Items...)
	}
	b.answers = b.answerWidth(all)
	b.settle()
	run := spread{most: len(p.Blocks), bottom: b.bottom}
	blocks := make([][]block, len(p.Blocks))
	long := false // notes cross a page
	for i, x := range p.Blocks {
		blocks[i] = b.barrier(x, p.BandWords)
		long = long || chainHeight(blocks[i], false) > longNotes
		if i == len(p.Blocks)-1 && len(p.Closing) > 0 {
			// The closing words would be lost alone on a page.
			blocks[i][len(blocks[i])-1].keep = true
			blocks[i] = append(blocks[i], b.closing(p.Closing)...)
		}
		run.heights = append(run.heights, chainHeight(blocks[i], false))
	}
	counts := []int{len(blocks)}
	if !long {
		counts = run.pages(b.y)
	}
	for i, count := range counts {
		if i > 0 {
			b.newPage()
		}
		for _, x := range blocks[:count] {
			b.add(x...)
			b.settle()
		}
		blocks = blocks[count:]
	}
}

// barrier makes the blocks of one barrier: bar, statements, notes.
func (b *book) barrier(x reports.BarrierBlock, bands []string) []block {
	side := b.drawing()
	side.rule(0)
	side.outline(1, x.Bar.Name, 0)
	side.open(roleH2, "")
	side.chip(left, afterRule+0.4, 5, x.Bar.Letter)
	y := side.para(27.5, afterRule, left+sideWidth-27.5, h3, x.Bar.Name)
	side.close()
	side.open(roleText, "")
	y = side.para(left, max(y, afterRule+6), sideWidth, small, x.Question)
	side.close()

	d := b.drawing()
	d.open(roleFigure, x.Bar.Alt)
	end := d.para(mainLeft, 0, mainWidth, h3, x.Bar.Long) + 2.2
	if !x.Bar.None {
		d.severity(box{mainLeft, end, mainWidth, 4.4}, x.Bar)
		end = d.bandWords(end+5, bands) + 0.6
	}
	d.close()
	blocks := []block{{marks: d.marks, height: end, keep: true}}
	blocks = append(blocks, b.items(x.Items)...)
	blocks = append(blocks, b.notes(x.Notes, x.Bar.Name)...)
	return b.beside(block{marks: side.marks, height: y}, x.Bar.Name, longNotes, blocks)
}

// bandWords names the thirds of a bar.
func (d *drawing) bandWords(y float64, words []string) float64 {
	for i, w := range words {
		x := mainLeft + mainWidth/3*float64(i)
		if i > 0 {
			x += 1
		}
		d.put(x, y+micro.rise(), micro, d.one(micro, mainWidth/3-2, w))
	}
	return y + micro.step()
}

// answerWidth gives the width of the column that answers stand in.
func (b *book) answerWidth(list []reports.BarrierItem) float64 {
	width := answerLeast
	for _, it := range list {
		width = max(width, b.one(table, answerMost, it.Value).width()+1)
	}
	return min(width, answerMost)
}

// items sets statements with their answers, one row each.
func (b *book) items(list []reports.BarrierItem) []block {
	out := make([]block, 0, len(list))
	for _, it := range list {
		d := b.drawing()
		d.hairline(mainLeft, right, 0)
		d.open(roleRow, "")
		d.open(roleHead, "")
		base := 0.7 + table.rise() - half*table.size*mmPerPt
		if it.Mark.Rating != 0 {
			d.symbol(mainLeft+1.6, base, 1.25, it.Mark.Rating, symbolInk(it.Mark.Rating))
		}
		words := []piece{{text: it.Text}}
		if it.Critical != "" {
			words = append(words, piece{text: " " + it.Critical, bold: true})
		}
		y := d.lines(mainLeft+wordsIndent, 0.7, table, d.wrapItem(mainWidth-wordsIndent-b.answers-3, words))
		d.close()
		d.open(roleCell, "")
		quiet := table.in(ink2)
		z := d.para(right-b.answers, 0.7, b.answers, quiet, it.Value)
		d.close()
		d.close()
		out = append(out, block{marks: d.marks, height: max(y, z) + 0.5})
	}
	return out
}

// symbolInk gives the colour of a symbol that stands on paper.
func symbolInk(r assess.Rating) colour {
	if r == assess.Inapplicable {
		return ink2
	}
	return ink
}

// wrapItem wraps a statement, with the space between its parts kept.
func (d *drawing) wrapItem(width float64, words []piece) []line {
	return d.most(table, width, paraLines, d.wrapPieces(table, width, words))
}

// closing makes the notes at the end of a part, under a rule, kept together.
func (b *book) closing(texts []string) []block {
	var out []block
	for i, s := range texts {
		d := b.drawing()
		y, gap := 0.0, 1.2
		if i == 0 {
			d.rule(0)
			y, gap = afterRule, betweenParts
		}
		d.open(roleText, "")
		y = d.para(left, y, fullWidth, small, s)
		d.close()
		out = append(out, block{marks: d.marks, height: y, gap: gap, keep: i < len(texts)-1})
	}
	return out
}

// sections draws the results of questionnaires without stages and barriers: a
// bar for each section, in accent, because more is better.
func (b *book) sections(p *reports.SectionsPart) {
	b.opening(p.Running, p.Heading, p.Lead)
	var all []reports.BarrierItem
	for _, s := range p.Bars {
		all = append(all, s.Items...)
	}
	b.answers = b.answerWidth(all)
	for _, s := range p.Bars {
		d := b.drawing()
		d.open(roleFigure, s.Name+b.report.Words.Colon+s.Figure)
		y := d.para(mainLeft, 0, mainWidth, h3, s.Figure) + 2.2
		if !s.None {
			d.spanBar(box{mainLeft, y, mainWidth, 4.4}, s.Span, accent, false)
			y += 6.2
		}
		d.close()
		blocks := []block{{marks: d.marks, height: y, keep: true}}
		blocks = append(blocks, b.items(s.Items)...)
		blocks = append(blocks, b.notes(s.Notes, s.Name)...)
		b.section(s.Name, "", blocks)
	}
	b.settle()
}
