package docx

import (
	"slices"

	"csi/assess"
	"csi/reports"
)

// strip is a picture made of table cells: rows of pieces along one scale.
type strip struct {
	title, alt string
	scale      int // where the last piece of every row ends
	head       int // rows that are names for what is below them
	rows       []stripRow
}

// stripRow is one row of pieces.
type stripRow struct {
	high   int // exact height in twips; 0 for what the text needs
	pieces []piece
}

// piece is a cell that reaches to a place on the scale.
type piece struct {
	to int
	cell
}

// strip draws the picture over the full width, on the page of what follows. The
// columns of its table are the places where any of its pieces ends.
func (d *document) strip(s strip) {
	var ends []int
	for _, r := range s.rows {
		for _, p := range r.pieces {
			ends = append(ends, p.to)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	t := table{style: "BarTable", title: s.title, alt: s.alt, head: s.head}
	last := 0
	for _, e := range ends {
		t.wide = append(t.wide, (e*fullWide)/s.scale-(last*fullWide)/s.scale)
		last = e
	}
	for _, r := range s.rows {
		out := row{high: r.high, keep: true}
		from := 0
		for _, p := range r.pieces {
			at := slices.Index(ends, p.to) + 1
			p.span = at - from
			from = at
			out.cells = append(out.cells, p.cell)
		}
		t.rows = append(t.rows, out)
	}
	d.table(t)
}

// barHigh is the height of a bar.
const barHigh = 249 // 4.4 mm

// bar draws a figure of 0 to 100 with its range. Without a value there is no
// fill and no point: a range must not look like a low result. The words, if
// any, stand below the parts between the ticks.
func (d *document) bar(title, alt string, s reports.Span, fill colour, ticks []int, below []string) {
	out := strip{title: title, alt: alt, scale: 100}
	out.rows = append(out.rows, stripRow{barHigh, barPieces(0, s, fill, ticks)})
	if len(below) == len(ticks)+1 {
		var r stripRow
		for i, to := range append(slices.Clone(ticks), 100) {
			r.pieces = append(r.pieces, piece{to, words("TableNote", plain(below[i]))})
		}
		out.rows = append(out.rows, r)
	}
	d.strip(out)
}

// percent turns a share into a whole place on the scale.
func percent(v float64) int { return min(100, max(0, int(v*100+0.5))) }

// barPieces are the pieces of a bar that begins at a place on the scale.
func barPieces(begin int, s reports.Span, fill colour, ticks []int) []piece {
	low, high, value := percent(s.Low), percent(s.High), -1
	if s.HasValue {
		value = percent(s.Value)
	}
	ends := append([]int{100, low, high, value}, ticks...)
	slices.Sort(ends)
	ends = slices.DeleteFunc(slices.Compact(ends), func(e int) bool { return e <= 0 })
	line := func(at int) border {
		switch {
		case at == value:
			return border{colour: ink, wide: 24}
		case high > low && (at == low || at == high):
			return border{colour: ink2, wide: 8}
		case slices.Contains(ticks, at):
			return border{colour: paper, wide: 8}
		}
		return border{}
	}
	var out []piece
	from := 0
	for _, to := range ends {
		c := cell{shade: shade{fill: tint}, left: line(from), right: line(to)}
		if to <= value {
			c.shade.fill = fill
		}
		if high > low && from >= low && to <= high {
			c.shade.lines = ink2
			if !s.HasValue {
				c.shade.fill = paper
			}
		}
		out = append(out, piece{begin + to, c})
		from = to
	}
	return out
}

// inRow puts a text before a bar, with some air between the rows.
func inRow(text []run, bar []piece) stripRow {
	p := []piece{{100, cell{text: []paragraph{{style: "TableText", runs: text}}, middle: true}}}
	if bar == nil {
		bar = []piece{{to: 200}}
	}
	for _, b := range bar {
		b.top, b.bottom = border{colour: paper, wide: 18}, border{colour: paper, wide: 18}
		p = append(p, b)
	}
	return stripRow{pieces: p}
}

// thirds are the ends of the bands of severity.
func thirds() []int { return []int{33, 67} }

// barrierBar draws the severity of a barrier.
func (d *document) barrierBar(b reports.BarrierBar, below []string) {
	if !b.None {
		d.bar(b.Name, b.Alt, b.Span, bandColour(b.Band), thirds(), below)
	}
}

// each is the length of one step on the scale of a row of steps.
const each = 60

// steps draws the row of steps of a stage: target, names, cells, what of them
// counts, and how far the row holds.
func (d *document) steps(b *reports.StageBlock) {
	n := len(b.Steps)
	if n == 0 {
		return
	}
	s := strip{title: b.Name, alt: b.Alt, scale: n * each}
	if b.Target >= 0 {
		c := words("StepText", strong(d.r.Words.Target))
		c.text[0].right, c.right = true, targetLine()
		s.rows = append(s.rows, stripRow{pieces: rest((b.Target+1)*each, c, s.scale)})
	}
	var names, cells, counts stripRow
	for i := range b.Steps {
		st := &b.Steps[i]
		name, c, bar := words("StepText", strong(st.Level)), d.stepCell(st), counting(st, i*each)
		for _, at := range []struct{ first, last *cell }{{&name, &name}, {&c, &c}, {&bar[0].cell, &bar[len(bar)-1].cell}} {
			at.first.left, at.last.right = sideOf(i-1, b.Target), sideOf(i, b.Target)
		}
		names.pieces = append(names.pieces, piece{(i + 1) * each, name})
		cells.pieces = append(cells.pieces, piece{(i + 1) * each, c})
		counts.pieces = append(counts.pieces, bar...)
	}
	counts.high = 125 // 2.2 mm
	s.head = len(s.rows) + 1
	between := []piece{{to: s.scale}}
	if b.Target >= 0 {
		between = rest((b.Target+1)*each, cell{right: targetLine()}, s.scale)
	}
	s.rows = append(s.rows, names, cells, stripRow{60, between}, counts)
	if b.Reached >= 0 && b.ReachedWord != "" {
		c := words("StepText", plain(b.ReachedWord))
		c.top = border{colour: ink, wide: 12}
		s.rows = append(s.rows, stripRow{80, []piece{{to: s.scale}}}, stripRow{pieces: rest((b.Reached+1)*each, c, s.scale)})
	}
	d.strip(s)
}

// rest fills a row behind its first piece, whose right line both share.
func rest(to int, c cell, scale int) []piece {
	out := []piece{{to, c}}
	if to < scale {
		out = append(out, piece{scale, cell{left: c.right}})
	}
	return out
}

// targetLine stands behind the step that is aimed for.
func targetLine() border { return border{colour: ink, wide: 12} }

// sideOf is what stands right of a step: the line of the target, or a gap.
func sideOf(step, target int) border {
	if target >= 0 && step == target {
		return targetLine()
	}
	return border{colour: paper, wide: 24}
}

// stepCell is one step with symbol, word, value and, in words, whether it is
// hollow.
func (d *document) stepCell(s *reports.Step) cell {
	if s.Mark.Rating == 0 {
		return cell{}
	}
	p := paintOf(s.Mark.Rating)
	c := cell{shade: p.shade, text: []paragraph{{style: "StepText", runs: on(s.Mark)}}}
	if s.Value != s.Mark.Word {
		c.add("StepText", p, s.Value)
	}
	if s.Hollow {
		c.add("StepText", p, legendText(d.r, "hollow"))
	}
	return c
}

// add writes another line into a painted cell.
func (c *cell) add(style string, p paint, text string) {
	if text != "" {
		c.text = append(c.text, paragraph{style: style, runs: []run{{text: text, colour: p.on, fill: p.plate()}}})
	}
}

// counting is the bar below a step: full up to what counts, hatched over what
// may count, dashed where a step in place counts for nothing.
func counting(s *reports.Step, from int) []piece {
	end := from + each
	if s.Mark.Rating == 0 || s.Mark.Rating == assess.Inapplicable {
		return []piece{{end, cell{top: border{colour: ruling, wide: 4}}}}
	}
	low, high := s.Running.Low, s.Running.High
	if s.Running.HasValue && low == high {
		low, high = s.Running.Value, s.Running.Value
	}
	at := func(v float64) int { return from + min(each, max(0, int(v*each+0.5))) }
	var out []piece
	last := from
	for _, p := range []piece{
		{at(low), cell{shade: shade{fill: accent}}},
		{at(high), cell{shade: shade{fill: paper, lines: ink2}}},
		{end, cell{shade: shade{fill: tint}}},
	} {
		if p.to > last {
			out = append(out, p)
			last = p.to
		}
	}
	if s.Hollow {
		dashed := border{colour: warn, wide: 6, kind: "dashed"}
		for i := range out {
			out[i].top, out[i].bottom = dashed, dashed
		}
	}
	return out
}

// legendText takes a word from the legend; "" where there is none.
func legendText(r *reports.Report, kind string) string {
	for _, l := range r.Legend {
		if l.Kind == kind {
			return l.Text
		}
	}
	return ""
}
