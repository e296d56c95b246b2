package pdf

import (
	"csi/assess"
	"csi/reports"
)

// fit says how much of the summary is drawn. It must stay on one page in every
// language, so what matters least is dropped first.
type fit struct {
	missing, works int
	note           bool
	lines          int // of a finding
	step           int // lines of a first step
	wide           bool
	heading        int // lines of heading and lead
}

// fits lists what is tried, fullest first: the first steps over the full width,
// which takes fewer lines; without the third gap, the third strength, the note
// under the matrix heading; then texts are cut.
func fits() []fit {
	return []fit{
		{3, 3, true, 2, 4, false, 4}, {3, 3, true, 2, 3, false, 4},
		{3, 3, true, 2, 3, true, 4}, {2, 3, true, 2, 3, true, 4}, {2, 2, true, 2, 3, true, 4}, {2, 2, false, 2, 3, true, 4},
		{2, 2, false, 2, 2, true, 4}, {2, 2, false, 2, 2, false, 4}, {2, 2, false, 1, 1, false, 3}, {1, 1, false, 1, 1, false, 2},
	}
}

// summary draws the page that a minister reads.
func (b *book) summary(s reports.Summary) {
	b.begin(s.Running)
	draw := func(f fit) (*drawing, bool) {
		d := b.drawing()
		y := d.summary(s, f, b.report.Legend)
		return d, y <= bottom
	}
	var d *drawing
	var f fit
	var fitting bool
	for _, f = range fits() {
		if d, fitting = draw(f); fitting {
			break
		}
	}
	// What was dropped before the last thing that helped may have its place yet.
	for _, n := range []*int{&f.works, &f.missing} {
		for fitting && *n < 3 {
			*n++
			more, ok := draw(f)
			if !ok {
				*n--
				break
			}
			d = more
		}
	}
	b.fixed(d)
}

func (d *drawing) summary(s reports.Summary, f fit, legend []reports.LegendEntry) float64 {
	y := d.summaryHeading(s, f)
	if len(s.Grid) > 0 {
		y = d.summaryGrid(y, s, f, legend)
	}
	if len(s.Sections) > 0 {
		d.rule(y)
		y = d.summarySections(y+afterRule, s) + 1.6
	}
	if len(s.Barriers)+len(s.Works)+len(s.Missing) > 0 {
		d.rule(y)
		x, width := 110.0, right-110.0
		if len(s.Barriers) == 0 {
			x, width = mainLeft, mainWidth
		}
		y = max(d.summaryBarriers(y+afterRule, s), d.findings(box{x, y + afterRule, width, 0}, s, f)) + 3.4
	}
	if len(s.First) > 0 {
		d.rule(y)
		if f.wide {
			y = d.wideSteps(y+afterRule, s, f) + 2.2
		} else {
			y = d.firstSteps(y+afterRule, s, f) + 2.2
		}
	}
	if s.Index == "" {
		return y
	}
	lines := d.most(small, fullWidth-8, 8, d.wrapBold(small, fullWidth-8, s.Index, s.IndexBold))
	height := float64(len(lines))*small.step() + 4.8
	d.fill(box{left, y, fullWidth, height}, tint)
	d.open(roleText, "")
	d.lines(left+4, y+2.4, small, lines)
	d.close()
	return y + height
}

// summaryHeading sets heading and lead and gives the y of the first rule.
func (d *drawing) summaryHeading(s reports.Summary, f fit) float64 {
	title := s.Running
	if title == "" {
		title = s.Heading
	}
	d.outline(0, title, top)
	d.open(roleH1, "")
	y := d.lines(left, top, h1, d.most(h1, fullWidth, f.heading, d.balance(h1, fullWidth, s.Heading)))
	d.close()
	d.open(roleText, "")
	y = d.lines(left, y+1.7, lead, d.most(lead, fullWidth, f.heading, d.balance(lead, fullWidth, s.Lead)))
	d.close()
	if s.Frame != "" {
		d.open(roleText, "")
		y = d.lines(left, y+1.4, small, d.atMost(small, fullWidth, 3, s.Frame))
		d.close()
	}
	return y + 5.4
}

// summaryGrid draws the matrix without words, with what is reached beside it.
func (d *drawing) summaryGrid(y float64, s reports.Summary, f fit, legend []reports.LegendEntry) float64 {
	const width, height, gap = 24.4, 7.2, 1.4
	d.rule(y)
	d.open(roleH3, "")
	y = d.para(left, y+afterRule, fullWidth, h3, s.GridTitle)
	d.close()
	if f.note {
		d.open(roleText, "")
		y = d.lines(left, y-0.4, small, d.atMost(small, fullWidth, 2, s.GridNote))
		d.close()
	}
	y += 2.6
	reached := mainLeft + 4*(width+gap) + 1.5
	base := y + small.rise()
	d.open(roleDecoration, "") // the rows are sentences that name the levels
	d.put(left, base, small, d.one(small, sideWidth, s.StageHead))
	for i, name := range s.Levels {
		d.put(mainLeft+float64(i)*(width+gap), base, small, d.one(small, width, name))
	}
	d.put(reached, base, small, d.one(small, right-reached, s.ReachedHead))
	d.close()
	y += small.step() + 0.8
	for _, row := range s.Grid {
		d.open(roleFigure, row.Alt)
		name := d.atMost(table.strong(), sideWidth, 2, row.Stage)
		d.lines(left, y+(height-table.step()*float64(len(name)))/2, table.strong(), name)
		for i, m := range row.Cells {
			d.symbolCell(box{mainLeft + float64(i)*(width+gap), y, width, height}, m.Rating, 1.45)
		}
		if i := row.Hollow; i >= 0 && i < len(row.Cells) {
			x := mainLeft + float64(i)*(width+gap) + width - hollowWidth - 2.4
			d.hollow(x, y+height/2+hollowHeight/2, paintOf(row.Cells[i].Rating).on)
		}
		d.gridTarget(row, y, width, gap, height)
		d.reached(reached, y, height, row)
		d.close()
		y += height + gap
	}
	return d.legend(box{left, y + 1.1, fullWidth, 0}, legend) + 5.2
}

// gridTarget draws the target of a row of the summary's matrix.
func (d *drawing) gridTarget(row reports.GridRow, y, width, gap, height float64) {
	if row.Target >= 0 && row.Target < len(row.Cells) {
		d.target(mainLeft+float64(row.Target)*(width+gap)+width+gap/2, y-0.7, y+height+0.7)
	}
}

// reached says how far a row holds and what is left to the target.
func (d *drawing) reached(x, y, height float64, row reports.GridRow) {
	width, st := right-x, small.strong().in(ink)
	if row.ToGo == "" {
		d.put(x, small.centred(y+height/2), small, d.one(small, width, row.Reached))
		return
	}
	level := d.atMost(st, width, 2, row.Reached)
	more := d.atMost(micro, width, 3-len(level), row.ToGo)
	first, step := y+2.8, 3.1
	if len(level)+len(more) > 2 {
		first, step = y+1.9, 2.8
	}
	for _, l := range level {
		d.put(x, first, st, l)
		first += step
	}
	for i, l := range more {
		d.put(x, first+step*float64(i), micro, l)
	}
}

// summaryBarriers draws the four bars, always in the same order.
func (d *drawing) summaryBarriers(y float64, s reports.Summary) float64 {
	if len(s.Barriers) == 0 {
		return y
	}
	const width = 82.5
	d.open(roleH3, "")
	y = d.lines(left, y, h3, d.atMost(h3, width, 1, s.BarriersTitle))
	d.close()
	d.open(roleText, "")
	y = d.lines(left, y-0.3, small, d.atMost(small, width, 2, s.BarriersNote))
	d.close()
	y += 2.2
	for _, bar := range s.Barriers {
		d.open(roleFigure, bar.Alt)
		d.chip(left, y, 4, bar.Letter)
		figure := d.one(small, 40, bar.Figure)
		d.putRight(left+width, small.centred(y+2), small, figure)
		st := table.strong()
		d.put(left+6, st.centred(y+2), st, d.one(st, width-6-figure.width()-2, bar.Name))
		if !bar.None {
			d.severity(box{left + 6, y + 5.1, width - 6, 2.7}, bar)
		}
		d.close()
		y += 12.4
	}
	return y - 3.4
}

// summarySections draws the sections in two columns, in their own order down
// the left one and then the right one.
func (d *drawing) summarySections(y float64, s reports.Summary) float64 {
	const width, step = 82.5, 10.6
	d.open(roleH3, "")
	y = d.lines(left, y, h3, d.atMost(h3, fullWidth, 1, s.SectionsTitle))
	d.close()
	d.open(roleText, "")
	y = d.lines(left, y-0.3, small, d.atMost(small, fullWidth, 2, s.SectionsNote))
	d.close()
	y += 2.2
	rows := (len(s.Sections) + 1) / 2
	for i, bar := range s.Sections {
		x, at := left, y+step*float64(i%rows)
		if i >= rows {
			x = right - width
		}
		d.open(roleFigure, bar.Alt)
		figure := d.one(small, 34, bar.Figure)
		d.putRight(x+width, small.centred(at+2), small, figure)
		st := table.strong()
		d.put(x, st.centred(at+2), st, d.one(st, width-figure.width()-2, bar.Name))
		if !bar.None {
			d.spanBar(box{x, at + 4.9, width, 2.7}, bar.Span, accent, false)
		}
		d.close()
	}
	return y + step*float64(rows)
}

// findings sets what works and what is missing.
func (d *drawing) findings(at box, s reports.Summary, f fit) float64 {
	at.y = d.findingList(at, s.WorksTitle, s.Works[:min(len(s.Works), f.works)], f.lines)
	if len(s.Works) > 0 && len(s.Missing) > 0 {
		at.y += 2.6
	}
	return d.findingList(at, s.MissingTitle, s.Missing[:min(len(s.Missing), f.missing)], f.lines)
}

// findingList sets a title and its findings, each of so many lines at most.
func (d *drawing) findingList(at box, title string, list []reports.Finding, most int) float64 {
	x, y, width := at.x, at.y, at.w
	if len(list) == 0 {
		return y
	}
	d.open(roleH3, "")
	y = d.para(x, y, width, h3, title) + 1.2
	d.close()
	for _, f := range list {
		c := ink
		if f.Mark.Rating == assess.InPlace {
			c = accent
		}
		d.open(roleItem, "")
		d.open(roleBody, "")
		d.symbol(x+1.3, table.rise()+y-half*table.size*mmPerPt, 1.25, f.Mark.Rating, c)
		y = d.lines(x+5, y, table, d.most(table, width-5, most, d.wrapBold(table, width-5, f.Text, f.Bold))) + 1.2
		d.close()
		d.close()
	}
	return y
}
