package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// para is a piece of text above or below a list, drawn for a width.
type para struct {
	lines func(w int) []string
	extra bool // left out when rows are short
	full  bool // left out when the texts of the rows are
}

// row is one row of a list, its lines no wider than the list.
type row struct {
	id    string
	group string   // heading above the first row of a group
	full  []string // everything
	short string   // one line
	open  []string // what the short line leaves out
}

// chooser is a list with one decision and the text around it, folded so that
// it fits the window. What does not fit goes in this order: the texts of rows
// without the cursor, blank lines, the line below, extra text, the head, the
// rule. What is then still too long is shown in part, the row under the
// cursor always among it.
type chooser struct {
	u      *ui
	top    []para
	rows   func(w int) []row
	below  func(w int) []string // nil for nothing
	atFoot bool                 // below stands at the foot of the window
	inline bool                 // the open text stands under its row, not under the list
	start  string               // row to start on
	long   bool                 // the list scrolls in any case: nothing around it is given up for it

	pick  *picker
	laid  []row
	plan  plan
	shown window
}

// plan says what is drawn.
type plan struct {
	full         bool // the texts of all rows
	loose        bool // blank lines between the texts above the list
	gaps         bool // all other blank lines
	below, extra bool
	head, rule   bool
}

// window says how many lines each part has when not all of it fits.
type window struct{ top, list, open int }

// fit lays the list out; the cursor stays on its row.
func (c *chooser) fit() {
	cursor := c.start
	if c.pick != nil {
		cursor = c.pick.cursor()
	}
	c.laid = c.rows(c.u.w)
	p := plan{full: true, loose: true, gaps: true, below: c.below != nil, extra: true, head: true, rule: true}
	folds := []func(){
		func() { p.full = false }, func() { p.loose = false }, func() { p.gaps = false }, func() { p.below = false },
		func() { p.extra = false }, func() { p.head = false }, func() { p.rule = false },
	}
	if c.long {
		folds = folds[:3]
	}
	for _, fold := range folds {
		if c.need(p) <= c.room(p) {
			break
		}
		fold()
	}
	c.plan = c.unfold(p)
	p = c.plan
	c.measure()
	var ids []string
	var texts [][]string
	for _, r := range c.laid {
		ids = append(ids, r.id)
		if p.full {
			texts = append(texts, r.full)
		} else {
			texts = append(texts, []string{r.short})
		}
	}
	c.pick = newPicker(c.u.look, ids, texts, cursor, c.u.w-1)
}

// unfold takes back what turned out to fit once something else was left out.
func (c *chooser) unfold(p plan) plan {
	for _, back := range []func(*plan){
		func(p *plan) { p.full = true }, func(p *plan) { p.gaps = true },
		func(p *plan) { p.loose = p.gaps }, func(p *plan) { p.below = c.below != nil },
	} {
		try := p
		if back(&try); c.need(try) <= c.room(try) {
			p = try
		}
	}
	return p
}

// room counts the lines there are between head and foot.
func (c *chooser) room(p plan) int {
	n := c.u.h - 2
	if p.head {
		n -= 2
	}
	if p.rule {
		n--
	}
	return n
}

// need counts the lines a plan takes.
func (c *chooser) need(p plan) int {
	n := len(c.topLines(p)) + c.listHeight(p)
	if !p.full {
		if open := c.openHeight(); open > 0 {
			n += open
			if p.gaps && !c.inline {
				n++
			}
		}
	}
	if p.gaps && len(c.top) > 0 {
		n++
	}
	if p.below {
		n += len(c.below(c.u.w))
		if p.gaps {
			n++
		}
	}
	return n
}

// measure decides what is shown of the parts when not all of it fits.
func (c *chooser) measure() {
	room := c.room(c.plan)
	w := window{top: len(c.topLines(c.plan)), list: c.listHeight(c.plan)}
	if !c.plan.full {
		w.open = c.openHeight()
	}
	if c.need(c.plan) > room {
		least := min(3, w.list)
		w.open = max(0, min(w.open, room-w.top-least))
		if w.top > room-least {
			least = 1
			w.top = max(1, min(w.top, room-2))
			w.open = max(0, min(1, room-w.top-least))
		}
		w.list = max(1, room-w.top-w.open)
	}
	c.shown = w
}

func (c *chooser) topLines(p plan) []string {
	var lines []string
	for _, t := range c.top {
		if t.extra && !p.extra || t.full && !p.full {
			continue
		}
		if p.loose && len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.lines(c.u.w)...)
	}
	return lines
}

func (c *chooser) listHeight(p plan) int {
	n := 0
	for i, r := range c.laid {
		n += len(c.heading(i, p))
		if p.full {
			n += len(r.full)
		} else {
			n++
		}
	}
	return n
}

// heading gives the lines above row i: a gap and the name of its group.
func (c *chooser) heading(i int, p plan) []string {
	group, before := c.laid[i].group, ""
	if i > 0 {
		before = c.laid[i-1].group
	}
	var lines []string
	if group == before {
		return nil
	}
	if i > 0 && p.gaps {
		lines = append(lines, "")
	}
	if group != "" {
		lines = append(lines, "   "+c.u.look.in("strong", group))
	}
	return lines
}

func (c *chooser) openHeight() int {
	n := 0
	for _, r := range c.laid {
		n = max(n, len(r.open))
	}
	return n
}

// body draws the chooser.
func (c *chooser) body() []string {
	lines := c.topLines(c.plan)
	if len(lines) > c.shown.top {
		lines = lines[:c.shown.top]
		last := len(lines) - 1
		lines[last] = c.u.cutTo(lines[last], c.u.w-5) + " " + c.u.look.in("quiet", c.u.look.ellipsis()+" ?")
	}
	if c.plan.gaps && len(c.top) > 0 {
		lines = append(lines, "")
	}
	lines = append(lines, c.listLines()...)
	if c.shown.open > 0 && !c.inline {
		if c.plan.gaps {
			lines = append(lines, "")
		}
		lines = append(lines, c.openLines(3)...)
	}
	if !c.plan.below {
		return lines
	}
	low := c.below(c.u.w)
	if c.plan.gaps {
		lines = append(lines, "")
	}
	if c.atFoot {
		for free := c.room(c.plan) - len(lines) - len(low); free > 4; free-- {
			lines = append(lines, "")
		}
	}
	return append(lines, low...)
}

// openNow counts the lines for what the row under the cursor leaves out: the
// same for all rows, so that nothing jumps when the cursor moves, unless rows
// had to be left out; then no line is wasted.
func (c *chooser) openNow() int {
	if c.shown.list < c.listHeight(c.plan) {
		return min(c.shown.open, len(c.laid[c.pick.at()].open))
	}
	return c.shown.open
}

// openLines gives what the row under the cursor leaves out.
func (c *chooser) openLines(indent int) []string {
	open := c.laid[c.pick.at()].open
	var lines []string
	for i := range c.openNow() {
		text := ""
		if i < len(open) {
			text = open[i]
			if i == c.shown.open-1 && len(open) > c.shown.open { // more of it under ?
				text = shorten(text, c.u.w-indent-6, "") + c.u.look.ellipsis() + " ?"
			}
			text = strings.Repeat(" ", indent) + c.u.look.in("ink", text)
		}
		lines = append(lines, text)
	}
	return lines
}

// listLines draws the rows, those around the cursor when not all fit.
func (c *chooser) listLines() []string {
	var lines []string
	first, last := 0, 0
	for i, block := range c.pick.blocks() {
		lines = append(lines, c.heading(i, c.plan)...)
		if i == c.pick.at() {
			first = len(lines)
		}
		for _, l := range block {
			lines = append(lines, " "+l)
		}
		if i == c.pick.at() {
			last = len(lines)
			if c.inline && !c.plan.full {
				open := c.laid[i].open
				for _, l := range open[:min(len(open), c.shown.open)] {
					lines = append(lines, "     "+c.u.look.in("quiet", l))
				}
			}
		}
	}
	room := c.shown.list + c.shown.open
	if !c.inline {
		room -= c.openNow()
	}
	if len(lines) <= room {
		return lines
	}
	from := max(0, min(first-(room-(last-first))/2, len(lines)-room))
	cut := append([]string{}, lines[from:from+room]...)
	if from > 0 {
		cut[0] = c.u.mark(cut[0], "↑")
	}
	if from+room < len(lines) {
		cut[room-1] = c.u.mark(cut[room-1], "↓")
	}
	return cut
}

// mark puts a sign at the right end of a line: there is more that way.
func (u *ui) mark(line, sign string) string {
	line = u.cutTo(line, u.w-3)
	return line + strings.Repeat(" ", max(0, u.w-2-width(line))) + u.look.in("quiet", u.look.text(sign))
}

// cutTo cuts a line that is in colour already.
func (u *ui) cutTo(line string, w int) string {
	return u.look.styles["ink"].MaxWidth(max(w, 1)).Render(line)
}

// cut keeps a line inside the window.
func (u *ui) cut(line string) string { return u.cutTo(line, u.w) }

// moves takes the keys that move the cursor.
func (c *chooser) moves(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyUp:
		c.pick.move(-1)
	case tea.KeyDown:
		c.pick.move(1)
	case tea.KeyHome:
		c.pick.move(-len(c.laid))
	case tea.KeyEnd:
		c.pick.move(len(c.laid))
	default:
		return false
	}
	return true
}

// text is a paragraph in a role, indented.
func (u *ui) text(role, text string, indent int) para {
	return para{lines: func(w int) []string {
		lines := wrap(text, w-2-indent)
		for i, l := range lines {
			lines[i] = strings.Repeat(" ", 1+indent) + u.look.in(role, l)
		}
		return lines
	}}
}

// more makes a paragraph one that is left out when rows are short.
func more(p para) para {
	p.extra = true
	return p
}

// sides is a line with a text at its right end.
func (u *ui) sides(role, left, right string) para {
	return para{lines: func(w int) []string {
		if width(left)+width(right)+4 > w {
			right = ""
		}
		gap := strings.Repeat(" ", max(0, w-2-width(left)-width(right)))
		return []string{" " + u.look.in(role, shorten(left, w-2, u.look.ellipsis())) + gap + u.look.in("quiet", right)}
	}}
}

// fixed is a run of lines that are drawn as they are.
func fixed(lines func(w int) []string) para { return para{lines: lines} }

// noteColumn is where the quiet text right of a label starts.
func noteColumn(w int) int { return w*3/5 - 1 }

// entry makes the row of a label with a note beside it and help below.
func (u *ui) entry(id, group, label, note, help string) func(w int) row {
	return func(w int) row {
		space := w - 4 // cursor and margins
		r := row{id: id, group: group}
		labels := wrap(label, space)
		column := max(noteColumn(w)-3, width(labels[0])+3)
		beside := note != "" && len(labels) == 1 && column+width(note) <= space
		if beside {
			labels[0] = padTo(labels[0], column) + note
		}
		r.full = append(r.full, labels...)
		r.short = shorten(labels[0], space, u.look.ellipsis())
		if len(labels) > 1 {
			r.short = shorten(label, space, u.look.ellipsis())
			r.open = append(r.open, wrap(label, space-2)...)
		}
		if note != "" && !beside {
			for _, l := range wrap(note, space-2) {
				r.full = append(r.full, "  "+l)
				r.open = append(r.open, l)
			}
		}
		if help != "" {
			for _, l := range wrap(help, space-2) {
				r.full = append(r.full, "  "+l)
				r.open = append(r.open, l)
			}
		}
		return r
	}
}
