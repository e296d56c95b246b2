package pdf

import (
	"strings"

	"csi/reports"
)

// Places of the small multiples.
const (
	placeLabels = 27.0
	placeWidth  = 43.7
	placeGap    = 6.0
	placesARow  = 3
	placeCell   = 10.3
	placeHeight = 4.5
	placeInner  = 0.8
	placesBelow = 9.0 // between rows of panels
)

func placeX(i int) float64 { return left + placeLabels + float64(i)*(placeWidth+placeGap) }

// placePanels draws one small matrix for each group, twelve a page, with the
// names of the stages in every row and those of the levels once a page.
func (b *book) placePanels(p *reports.PlacePanels) {
	head := func() block { return b.panelHead(p) }
	first := head()
	first.keep = true
	b.add(first)
	for from := 0; from < len(p.Panels); from += placesARow {
		row := b.panelRow(p, p.Panels[from:min(len(p.Panels), from+placesARow)])
		row.again = head
		if from > 0 {
			row.gap = placesBelow
		}
		b.add(row)
	}
	b.settle()
}

// panelHead explains the marks and sets the short names of the levels over
// three panels.
func (b *book) panelHead(p *reports.PlacePanels) block {
	keys := b.shadeKeys(p.Keys)
	d := b.drawing()
	d.marks = keys.marks
	y := keys.height + 4
	d.open(roleDecoration, "")
	for i := range min(placesARow, len(p.Panels)) {
		for j, name := range p.Levels {
			l := d.one(micro, placeCell, name)
			d.put(placeX(i)+float64(j)*(placeCell+placeInner)+(placeCell-l.width())/2, y+micro.rise(), micro, l)
		}
	}
	d.close()
	return block{marks: d.marks, height: y + micro.step() + 1}
}

// panelRow draws up to three groups side by side.
func (b *book) panelRow(p *reports.PlacePanels, panels []reports.PlacePanel) block {
	d := b.drawing()
	lines := make([][]line, len(panels))
	most := 1
	for i := range panels {
		lines[i] = d.atMost(table.strong(), placeWidth, 3, panels[i].Name)
		most = max(most, len(lines[i]))
	}
	grid := float64(most)*table.step() + micro.step() + 1.2
	height := float64(len(p.Stages))*(placeHeight+placeInner) - placeInner
	d.open(roleDecoration, "")
	for s, name := range p.Stages {
		y := grid + float64(s)*(placeHeight+placeInner) + placeHeight/2
		st := small
		if d.width(st.bold, st.size, string(d.clean.line(name))) > placeLabels-1.5 {
			st = micro
		}
		d.put(left, st.centred(y), st, d.one(st, placeLabels-0.8, name))
	}
	d.close()
	for i := range panels {
		x, panel := placeX(i), &panels[i]
		d.open(roleH2, "")
		y := d.lines(x, float64(most-len(lines[i]))*table.step(), table.strong(), lines[i])
		d.close()
		d.open(roleText, "")
		d.put(x, y+micro.rise(), micro, d.one(micro, placeWidth, panel.Note))
		d.close()
		if panel.Hidden != "" {
			d.hiddenPanel(box{x, grid, placeWidth, height}, panel.Hidden)
			continue
		}
		d.open(roleFigure, strings.Join(panel.Alts, " "))
		for s, cells := range panel.Cells {
			for j, c := range cells {
				at := box{x + float64(j)*(placeCell+placeInner), grid + float64(s)*(placeHeight+placeInner), placeCell, placeHeight}
				switch {
				case c.Hidden:
					d.crossed(at)
				case c.Mark.Rating != 0:
					d.symbolCell(at, c.Mark.Rating, 1.1)
				}
			}
		}
		d.close()
	}
	return block{marks: d.marks, height: grid + height}
}

// hiddenPanel crosses a field out and says why on a plate.
func (d *drawing) hiddenPanel(at box, why string) {
	d.open(roleDecoration, "")
	d.crossed(at)
	d.close()
	lines := d.atMost(small.in(ink), at.w-9, 6, why)
	h := float64(len(lines)) * small.step()
	plate := box{at.x + 3, at.y + (at.h-h)/2 - 1.4, at.w - 6, h + 2.8}
	d.open(roleText, "")
	d.fill(plate, paper)
	d.lines(plate.x+1.5, plate.y+1.4, small.in(ink), lines)
	d.close()
}

// Places of the counts of cells.
const (
	countLabel = 34.0
	countGap   = 2.8
	countBar   = 7.4
)

// cellCounts draws how many rate each cell in place, stage by stage.
func (b *book) cellCounts(c *reports.CellCounts) {
	width := (fullWidth - countLabel - float64(len(c.Levels)-1)*countGap) / float64(len(c.Levels))
	at := func(i int) float64 { return left + countLabel + float64(i)*(width+countGap) }
	head := func() block {
		d := b.drawing()
		d.open(roleText, "")
		for i, l := range c.Levels {
			d.put(at(i), table.rise(), table.strong(), d.one(table.strong(), width, l))
		}
		d.close()
		return block{marks: d.marks, height: table.step() + 1}
	}
	first := head()
	first.keep = true
	b.add(first)
	for _, row := range c.Rows {
		d := b.drawing()
		d.hairline(left, right, 0)
		d.open(roleH2, "")
		bottom := d.lines(left, 2, h3, d.atMost(h3, countLabel-2, 3, row.Stage))
		d.close()
		for i, cell := range row.Cells {
			if cell.Figure == "" {
				continue
			}
			st := table.strong()
			if cell.Hidden {
				st = table.in(ink2)
			}
			d.open(roleFigure, cell.Alt)
			y := d.lines(at(i), 2.2, st, d.atMost(st, width, 2, cell.Figure)) + 0.6
			bar := box{at(i), y, width, countBar}
			if cell.Hidden {
				d.crossed(bar)
			} else {
				d.stretched(bar, cell.Bar, true)
			}
			y += countBar + 0.8
			for _, t := range cell.Below {
				y = d.lines(at(i), y, micro, d.atMost(micro, width, 2, t))
			}
			d.close()
			bottom = max(bottom, y)
		}
		b.add(block{marks: d.marks, height: max(bottom, 21) + 2.6, again: head})
	}
	b.settle()
	keys := b.shadeKeys(c.Keys)
	keys.gap, keys.keep = 3, true
	b.add(keys)
}
