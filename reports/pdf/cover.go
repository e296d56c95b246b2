package pdf

import "csi/reports"

// Places of the cover. They do not move as long as the names are short.
const (
	coverBar    = 74.0
	coverTop    = 80.0
	coverGrid   = 137.0
	coverFacts  = 196.0
	coverLimits = 264.0
	coverFoot   = 287.0
)

// cover draws the first page: whose road map, of which policy, who answered.
func (b *book) cover(c reports.Cover) {
	b.begin("")
	b.pages[len(b.pages)-1].bare = true
	var d *drawing
	for _, names := range []int{4, 3, 2, 1} { // lines of the name, fewer when the facts need the room
		d = b.drawing()
		if d.coverPage(c, b.report, names) <= coverFoot {
			break
		}
	}
	b.fixed(d)
}

// coverPage draws the cover with so many lines of the name and gives the y
// below it.
func (d *drawing) coverPage(c reports.Cover, r *reports.Report, names int) float64 {
	d.logo(r.Logo)
	d.open(roleText, "")
	d.putRight(right, 24, table.in(ink2), d.one(table, fullWidth/2, c.Kind))
	d.putRight(right, 28.2, table.in(ink2), d.one(table, fullWidth/2, c.KindMore))
	d.close()
	surplus := d.coverNames(c, names)
	if len(c.Grid) > 0 {
		d.coverMatrix(coverGrid+surplus, c.Grid, r)
	}
	d.coverSections(coverGrid+surplus, r.Summary.Sections)
	return d.coverFacts(coverFacts+surplus, c)
}

// coverNames sets title, name and policy and gives what they need beyond the
// room that the grid leaves them.
func (d *drawing) coverNames(c reports.Cover, most int) float64 {
	d.fill(box{left, coverBar, 25, 1.6}, accent)
	d.outline(0, c.Title, coverBar)
	d.open(roleH1, "")
	y := d.lines(left, coverTop, coverTitle, d.most(coverTitle, fullWidth, 3, d.balance(coverTitle, fullWidth, c.Title)))
	d.close()
	d.open(roleText, "")
	y = d.lines(left, y+4.4, coverName, d.most(coverName, fullWidth, most, d.balance(coverName, fullWidth, c.Name)))
	if c.Policy != "" {
		y = d.lines(left, y+1.4, lead, d.most(lead, fullWidth, 2, d.balance(lead, fullWidth, c.Policy)))
	}
	d.close()
	return max(0, y+6-(coverGrid-2.6))
}

// coverMatrix draws the small labelled matrix. The cells start below y.
func (d *drawing) coverMatrix(y float64, grid []reports.GridRow, r *reports.Report) {
	const width, height, gapX, gapY = 30.1, 4.8, 2.0, 1.5
	d.open(roleDecoration, "") // the rows are sentences that name the levels
	for i, name := range r.Summary.Levels {
		d.put(mainLeft+float64(i)*(width+gapX), y, small, d.one(small, width, name))
	}
	d.close()
	y += 2.1
	for _, row := range grid {
		d.open(roleFigure, row.Alt)
		d.put(left, table.centred(y+height/2), table.in(ink2), d.one(table, sideWidth, row.Stage))
		for i, m := range row.Cells {
			d.symbolCell(box{mainLeft + float64(i)*(width+gapX), y, width, height}, m.Rating, 1.2)
		}
		d.close()
		y += height + gapY
	}
	d.legend(box{mainLeft, y + 1.4, mainWidth, 0}, ratings(r.Legend))
}

// coverSections draws the results of a questionnaire that has sections only,
// where the matrix would stand.
func (d *drawing) coverSections(y float64, bars []reports.SummaryBar) {
	const step, height = 5.6, 2.7
	for _, bar := range bars {
		d.open(roleFigure, bar.Alt)
		name := d.atMost(table, sideWidth, 2, bar.Name)
		for i, l := range name {
			d.put(left, table.centred(y+height/2)+table.step()*float64(i), table.in(ink2), l)
		}
		if bar.None {
			d.put(mainLeft, small.centred(y+height/2), small, d.one(small, mainWidth, bar.Figure))
		} else {
			d.spanBar(box{mainLeft, y, mainWidth, height}, bar.Span, accent, false)
		}
		d.close()
		y += step + table.step()*float64(max(0, len(name)-1))
	}
}

// coverFacts sets the frame as a table and the limits at the foot, and gives
// the y below them. Long facts are cut after as many lines as the page has room for.
func (d *drawing) coverFacts(y float64, c reports.Cover) float64 {
	limits := d.wrap(small, fullWidth, c.Limits)
	limits = d.most(small, fullWidth, 6, append(limits, d.wrap(small, fullWidth, c.Note)...))
	foot := min(coverLimits, coverFoot-float64(len(limits))*small.step())
	rows := make([][]line, len(c.Facts))
	for most := 4; most >= 1; most-- {
		height := 2.2
		for i, f := range c.Facts {
			rows[i] = d.atMost(table, mainWidth, most, f.Value)
			height += 2.2 + table.step()*float64(max(1, len(rows[i])))
		}
		if y+height <= foot-2 {
			break
		}
	}
	d.rule(y)
	y += 1.1
	for i, f := range c.Facts {
		d.open(roleRow, "")
		d.open(roleHead, "")
		d.put(left, y+1.1+table.rise(), table.in(ink2), d.one(table, sideWidth, f.Key))
		d.close()
		d.open(roleCell, "")
		end := d.lines(mainLeft, y+1.1, table, rows[i])
		d.close()
		d.close()
		y = max(end, y+1.1+table.step()) + 1.1
		d.hairline(left, right, y)
	}
	d.open(roleText, "")
	y = d.lines(left, max(foot, y+3), small, limits)
	d.close()
	return y
}
