package pdf

import (
	"strconv"

	"csi/reports"
)

// firstSteps sets the first steps of each side.
func (d *drawing) firstSteps(y float64, s reports.Summary, f fit) float64 {
	const who = 69.5
	what := who
	for _, step := range s.First {
		for _, l := range d.wrap(table, 33, step.Who) {
			what = max(what, who+l.width()+5)
		}
	}
	what = max(what, 90)
	d.open(roleH3, "")
	d.lines(left, y, h3, d.atMost(h3, sideWidth, 2, s.FirstTitle))
	d.close()
	y += 0.4
	number := table.strong().in(accent)
	for _, step := range s.First {
		d.open(roleItem, "")
		d.open(roleLabel, "")
		d.put(mainLeft, y+table.rise(), number, d.one(number, who-mainLeft, strconv.Itoa(step.Number)))
		d.close()
		d.open(roleBody, "")
		side := d.atMost(table, what-who-2, f.step, step.Who)
		text := d.atMost(table, right-what, f.step, step.Text)
		a := d.lines(who, y, table.in(ink2), side)
		y = max(a, d.lines(what, y, table, text)) + 1.4
		d.close()
		d.close()
	}
	return y
}

// wideSteps sets the first steps below their heading, over the full width.
func (d *drawing) wideSteps(y float64, s reports.Summary, f fit) float64 {
	const indent = 6.0
	d.open(roleH3, "")
	y = d.lines(left, y, h3, d.atMost(h3, fullWidth, 1, s.FirstTitle)) + 0.6
	d.close()
	number := table.strong().in(accent)
	for _, step := range s.First {
		d.open(roleItem, "")
		d.open(roleLabel, "")
		d.put(left, y+table.rise(), number, d.one(number, indent-1, strconv.Itoa(step.Number)))
		d.close()
		d.open(roleBody, "")
		width := fullWidth - indent
		y = d.lines(left+indent, y, table, d.most(table, width, f.step, d.wrapBold(table, width, step.Who+" · "+step.Text, step.Who))) + 1.2
		d.close()
		d.close()
	}
	return y
}
