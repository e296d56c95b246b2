package pdf

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/reports"
)

const (
	perPage    = 3     // stages on a page
	keyWidth   = 26.0  // "What blocks it", "Next"
	longNotes  = 110.0 // a stage with notes taller than this may cross pages
	stageFoot  = 270.0 // above the legend at the foot
	stepGap    = 2.0
	stepHeight = 13.0
)

// stages draws the run of stage blocks, three on a page at most, and the key.
func (b *book) stages(p *reports.StagesPart) {
	b.opening(p.Running, p.Heading, p.Lead)
	b.part.legend, b.pages[len(b.pages)-1].legend = true, true
	b.bottom = stageFoot
	b.settle()
	all := make([]stageBlocks, 0, len(p.Blocks))
	for _, x := range p.Blocks {
		all = append(all, b.stage(x))
	}
	var key []block
	if len(p.Key) > 0 {
		key = []block{b.key(p)}
	}
	on := 0 // stages on the page
	for len(all) > 0 {
		if all[0].long() {
			if on == perPage {
				b.newPage()
			}
			before := len(b.pages)
			b.add(all[0].blocks...)
			b.settle()
			if on++; len(b.pages) > before {
				on = 1
			}
			all = all[1:]
			continue
		}
		n := slices.IndexFunc(all, stageBlocks.long)
		if n < 0 {
			n = len(all)
		}
		run := spread{most: perPage, on: on, bottom: b.bottom}
		for _, x := range all[:n] {
			run.heights = append(run.heights, x.height)
		}
		if n == len(all) && len(key) > 0 {
			run.key = key[0].height
		}
		for i, count := range run.pages(b.y) {
			if i > 0 {
				b.newPage()
				on = 0
			}
			for _, x := range all[:count] {
				b.add(x.blocks...)
				b.settle()
			}
			all, on = all[count:], on+count
		}
	}
	b.add(key...)
	b.end()
}

// stageBlocks is one stage with its notes.
type stageBlocks struct {
	blocks []block
	height float64 // without the gap above
}

// long reports whether the notes of a stage may cross pages.
func (s stageBlocks) long() bool { return s.height > longNotes }

// stage makes the blocks of one stage with its notes. Only long notes let it
// cross a page.
func (b *book) stage(s reports.StageBlock) stageBlocks {
	core := b.stageCore(s)
	notes := b.notes(s.Notes, s.Name)
	all := stageBlocks{height: core.height + chainHeight(notes, true)}
	core.keep = len(notes) > 0
	if !all.long() {
		for i := range notes {
			notes[i].keep = i < len(notes)-1
		}
	}
	all.blocks = append([]block{core}, notes...)
	return all
}

// stageCore draws everything of a stage but its notes.
func (b *book) stageCore(s reports.StageBlock) block {
	d := b.drawing()
	d.rule(0)
	d.outline(1, s.Name, 0)
	d.open(roleH2, "")
	side := d.lines(left, afterRule, h2, d.atMost(h2, sideWidth, 2, s.Name)) + 1.8
	d.close()
	st := small.in(ink)
	for i, f := range s.Facts {
		d.open(roleItem, "")
		d.open(roleLabel, "")
		d.put(left, side+small.rise(), small, d.one(small, 17, f.Key))
		d.close()
		d.open(roleBody, "")
		value := st
		if i == 0 {
			value = st.strong()
		}
		side = max(side+small.step(), d.lines(38, side, value, d.atMost(value, left+sideWidth-38, 4, f.Value))) + 0.5
		d.close()
		d.close()
	}
	d.open(roleFigure, s.Alt)
	y := b.picture(d, 6.7, s)
	d.close()
	y = d.stageWords(y, s)
	return block{marks: d.marks, height: max(side, y), gap: betweenParts}
}

// picture draws the row of steps from the top y and gives the y below it.
func (b *book) picture(d *drawing, y float64, s reports.StageBlock) float64 {
	n := max(1, len(s.Steps))
	width := (mainWidth - stepGap*float64(n-1)) / float64(n)
	at := func(i int) float64 { return mainLeft + float64(i)*(width+stepGap) }
	head := small.strong().in(ink)
	cells := y + 4.2
	bar := cells + stepHeight + 1.4
	for i, step := range s.Steps {
		d.put(at(i), y+2.6, head, d.one(head, width, step.Level))
		d.step(box{at(i), cells, width, stepHeight}, step)
		d.counting(box{at(i), bar, width, 2.2}, step)
	}
	end := cells + stepHeight + 6
	if r := s.Reached; r >= 0 && r < len(s.Steps) {
		d.bracket(mainLeft, at(r)+width, cells+stepHeight+5.4)
		word := micro.strong().in(ink)
		d.put(mainLeft, cells+stepHeight+8.9, word, d.one(word, mainWidth, s.ReachedWord))
		end = cells + stepHeight + 9.6
	}
	if t := s.Target; t >= 0 && t < len(s.Steps) {
		x := at(t) + width + stepGap/2
		if t == len(s.Steps)-1 {
			x = right - 0.325
		}
		d.target(x, y-4.2, bar+2.2)
		d.targetLabel(x+0.325, y-4.2, b.report.Words.Target)
	}
	return end
}

// targetLabel draws the box that names the target line, with its right edge
// at x.
func (d *drawing) targetLabel(x, y float64, word string) {
	st := micro.strong().in(paper)
	l := d.one(st, 30, word)
	w := l.width() + 2.4
	d.fill(box{x - w, y, w, 3.6}, ink)
	d.put(x-w+1.2, st.centred(y+1.8), st, l)
}

// step draws one cell of the row of steps with symbol, word and answer.
func (d *drawing) step(b box, s reports.Step) {
	rating := s.Mark.Rating
	d.cell(b, rating)
	if rating == 0 {
		return
	}
	on := paintOf(rating).on
	word, value := small.strong().in(on), micro.in(on)
	first, second := b.y+4.6, b.y+9.4
	if s.Value == "" || rating == assess.Inapplicable {
		first = b.y + b.h/2
	}
	w := d.one(word, b.w-7.6-1, s.Mark.Word)
	v := d.one(value, b.w-3-1, s.Value)
	if rating == assess.Unknown {
		d.plate(box{b.x + 3, first - 1.5, 4.6 + w.width(), 3})
		if len(v) > 0 {
			d.plate(box{b.x + 3, second - 1.1, v.width(), 2.2})
		}
	}
	d.symbol(b.x+4.5, first, 1.5, rating, on)
	d.put(b.x+7.6, word.centred(first), word, w)
	if first != b.y+b.h/2 {
		d.put(b.x+3, value.centred(second), value, v)
	}
}

// stageWords sets the sentences under a picture and gives the y below them.
func (d *drawing) stageWords(y float64, s reports.StageBlock) float64 {
	y += 2.2
	if s.Hollow != "" {
		y -= 0.4
		d.open(roleText, "")
		d.hollow(mainLeft, y+4.6, warn)
		st := table.in(warn)
		before, _, found := cutLead(s.Hollow)
		strong := ""
		if found {
			strong = before
		}
		y = d.lines(mainLeft+9, y, st, d.most(st, mainWidth-9, 4, d.wrapBold(st, mainWidth-9, s.Hollow, strong))) + 1.2
		d.close()
	}
	d.open(roleText, "")
	y = d.para(mainLeft, y, mainWidth, body, s.Text) + 1
	d.close()
	if s.Blocks != "" {
		y = d.labelled(y, s.BlocksLabel, d.most(table, mainWidth-keyWidth, paraLines, d.wrapPieces(table, mainWidth-keyWidth, []piece{
			{text: s.Blocks + " "}, {text: unbroken(s.BlocksValue), bold: true},
		})))
	}
	if s.Next != "" {
		st := table.strong()
		y = d.labelled(y, s.NextLabel, d.atMost(st, mainWidth-keyWidth, paraLines, s.Next))
	}
	return y
}

// unbroken keeps a short answer on one line.
func unbroken(s string) string {
	if len(s) > 30 {
		return s
	}
	return strings.ReplaceAll(s, " ", "\u00a0")
}

// labelled sets a key and what it says beside it.
func (d *drawing) labelled(y float64, key string, lines []line) float64 {
	d.open(roleItem, "")
	d.open(roleLabel, "")
	a := d.lines(mainLeft, y+0.4, small, d.atMost(small, keyWidth-2, 2, key))
	d.close()
	d.open(roleBody, "")
	z := d.lines(mainLeft+keyWidth, y, table, lines)
	d.close()
	d.close()
	return max(a, z) + 0.9
}

// key draws "How to read": six examples in two columns.
func (b *book) key(p *reports.StagesPart) block {
	const picture, words, column = 12.0, 17.0, 65.0
	d := b.drawing()
	d.rule(0)
	d.open(roleH2, "")
	d.para(left, afterRule, sideWidth, h3, p.KeyTitle)
	d.close()
	y, next := afterRule, afterRule
	for i, k := range p.Key {
		x := mainLeft
		if i%2 == 1 {
			x += column
		} else {
			y = next
		}
		d.open(roleText, "")
		end := d.para(x+words, y, min(column-words-3, right-x-words), small, k.Text)
		d.close()
		d.open(roleDecoration, "") // the words say it
		d.keyPicture(box{x, y, picture, 7.2}, k, b.report.Words.Target)
		d.close()
		next = max(next, end+2.6, y+9.8)
	}
	return block{marks: d.marks, height: next, gap: betweenParts}
}

// keyPicture draws one example.
func (d *drawing) keyPicture(b box, k reports.KeyEntry, target string) {
	middle := b.y + b.h/2
	switch {
	case k.Step != nil:
		d.counting(box{b.x, middle - 1.1, b.w, 2.2}, *k.Step)
	case k.Kind == "target":
		d.target(b.x+b.w-0.325, b.y, b.y+b.h+0.6)
		d.targetLabel(b.x+b.w, b.y, target)
	case k.Kind == "reached":
		d.bracket(b.x, b.x+b.w, middle)
	case k.Kind == "hollow":
		d.hollow(b.x+2, middle+hollowHeight/2, warn)
	}
}
