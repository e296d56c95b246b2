package pdf

import (
	"strconv"

	"csi/assess"
	"csi/reports"
)

// The columns of the short table: left edges of the text.
const (
	shortActionWidth             = 92.0 - 2.4
	shortOwnerX, shortOwnerWidth = 121.2, 35.6
	shortWhenX, shortWhenWidth   = 159.2, 29.6
	shortSquare                  = 1.9
	shortSquares                 = 3*shortSquare + 2*0.6 + 1.8
	entryIndent                  = 5.0
	limitsLines                  = 14 // more than any language needs
)

// shortFit says how many lines a text of the second page has at most. What
// stands there is decided in the report; only a text that is far too long for
// its place is cut.
type shortFit struct{ action, done, find, ask, note int }

// shortFits lists what is tried, fullest first.
func shortFits() []shortFit {
	return []shortFit{{6, 4, 3, 2, 6}, {4, 2, 2, 2, 4}, {3, 1, 2, 1, 3}, {2, 1, 1, 1, 2}, {1, 0, 1, 0, 1}}
}

// short draws the road map on two pages.
func (b *book) short(s *reports.Short) {
	b.summary(s.Summary)
	b.begin(s.Summary.Running)
	var d *drawing
	for _, f := range shortFits() {
		d = b.drawing()
		if y := d.steps(s, f, b.report.Words); y <= bottom {
			break
		}
	}
	b.fixed(d)
}

// steps draws the second page: what to do next, what to find out, limits.
func (d *drawing) steps(s *reports.Short, f shortFit, w reports.Words) float64 {
	d.outline(0, s.Heading, top)
	d.open(roleH1, "")
	y := d.lines(left, top, h1, d.most(h1, fullWidth, 2, d.balance(h1, fullWidth, s.Heading)))
	d.close()
	if lines := d.most(lead, fullWidth, 3, d.balance(lead, fullWidth, s.Lead)); len(lines) > 0 {
		d.open(roleText, "")
		y = d.lines(left, y+1.7, lead, lines)
		d.close()
	}
	y += 2.6
	for i, side := range s.Sides {
		if i > 0 {
			y += 3.6
		}
		y = d.shortSide(y, side, f, w)
	}
	y += 3.4
	if len(s.Find) > 0 {
		y = d.beside(y, s.FindTitle, func(y float64) float64 { return d.shortFind(y, s, f, w.Colon) })
	}
	if s.Review != "" {
		y = d.beside(y, s.ReviewTitle, func(y float64) float64 { return d.paragraph(y, table, 3, s.Review) })
	}
	return d.beside(y, s.LimitsTitle, func(y float64) float64 {
		y = d.paragraph(y, table.in(ink2), limitsLines, s.Limits)
		if s.Note == "" {
			return y
		}
		return d.paragraph(y+0.6, small, f.note, s.Note)
	}) - 3
}

// paragraph sets a text in the main column.
func (d *drawing) paragraph(y float64, st style, most int, s string) float64 {
	d.open(roleText, "")
	y = d.lines(mainLeft, y, st, d.atMost(st, mainWidth, most, s))
	d.close()
	return y
}

// beside draws a rule, a name in the side column and a text beside it, and
// gives the y of what follows.
func (d *drawing) beside(y float64, name string, text func(float64) float64) float64 {
	d.rule(y)
	y += afterRule
	d.open(roleH2, "")
	end := d.lines(left, y, h3, d.atMost(h3, sideWidth, 2, name))
	d.close()
	return max(end, text(y+0.4)) + 3
}

// shortSide draws the steps of one side as a table.
func (d *drawing) shortSide(y float64, side reports.ShortSide, f shortFit, w reports.Words) float64 {
	d.open(roleH2, "")
	d.put(left, y+h2.rise(), h2, d.one(h2, fullWidth, side.Title))
	d.close()
	y += h2.step() + 0.6
	st := small.strong()
	d.open(roleRow, "")
	for _, c := range []struct {
		x, width float64
		word     string
	}{
		{left, actionX - left - 1, w.Number}, {actionX, shortActionWidth, w.Action},
		{shortOwnerX, shortOwnerWidth, w.Owner}, {shortWhenX, shortWhenWidth, w.ByWhen},
	} {
		d.open(roleHead, "")
		d.put(c.x, st.centred(y+2.4), st, d.one(st, c.width, c.word))
		d.close()
	}
	d.close()
	y += 5.2
	d.stroke(segment{left, y - 0.175, right, y - 0.175}, 0.35, ink)
	for _, r := range side.Rows {
		y = d.shortRow(y, r, f)
	}
	return y
}

// shortRow draws one step: the action with its horizon and how to tell that it
// is done, who does it and by when.
func (d *drawing) shortRow(y float64, r reports.ShortRow, f shortFit) float64 {
	from := y
	name, number := table.strong(), table.strong().in(accent)
	d.open(roleRow, "")
	d.open(roleHead, "")
	d.put(left, from+rowAbove+number.rise(), number, d.one(number, actionX-left-1, strconv.Itoa(r.Number)))
	d.close()
	d.open(roleCell, "")
	y = d.lines(actionX, from+rowAbove, name, d.atMost(name, shortActionWidth, f.action, r.Text))
	if f.done > 0 {
		text := r.Horizon + "."
		if r.DoneWhen != "" {
			text += " " + r.DoneWhen
		}
		d.squares(actionX, y+small.step()/2-shortSquare/2, shortSquare, r.Squares)
		y = d.lines(actionX+shortSquares, y, small, d.atMost(small, shortActionWidth-shortSquares, f.done, text))
	}
	d.close()
	for _, c := range []struct {
		x, width    float64
		text, under string
	}{{shortOwnerX, shortOwnerWidth, r.Owner, ""}, {shortWhenX, shortWhenWidth, r.ByWhen, r.Status}} {
		d.open(roleCell, "")
		z := d.lines(c.x, from+rowAbove, table, d.atMost(table, c.width, 3, c.text))
		if c.under != "" {
			z = d.lines(c.x, z-0.4, micro, d.atMost(micro, c.width, 1, c.under))
		}
		d.close()
		y = max(y, z)
	}
	y = max(y+rowBelow, from+rowLeast)
	d.close()
	if r.Owner == "" {
		d.write(shortOwnerX, shortOwnerX+shortOwnerWidth, y-2.5)
	}
	if r.ByWhen == "" {
		d.write(shortWhenX, right, y-2.5)
	}
	d.hairline(left, right, y)
	return y
}

// shortFind lists what to find out, and whom to ask.
func (d *drawing) shortFind(y float64, s *reports.Short, f shortFit, colon string) float64 {
	for i, e := range s.Find {
		if i > 0 {
			y += 1.2
		}
		d.open(roleItem, "")
		d.open(roleBody, "")
		d.symbol(mainLeft+1.3, y+table.rise()-half*table.size*mmPerPt, 1.25, assess.Unknown, ink)
		y = d.lines(mainLeft+entryIndent, y, table, d.atMost(table, mainWidth-entryIndent, f.find, e.Text))
		if f.ask > 0 {
			ask := s.AskLabel + colon + e.Ask
			y = d.lines(mainLeft+entryIndent, y, small, d.atMost(small, mainWidth-entryIndent, f.ask, ask))
		}
		d.close()
		d.close()
	}
	if s.FindMore != "" {
		d.open(roleText, "")
		y = d.lines(mainLeft, y+0.8, small, d.atMost(small, mainWidth, 1, s.FindMore))
		d.close()
	}
	return y
}
