package reports

import "strings"

// groupResults writes one group.
func (p *page) groupResults(r *WorkshopResults, g *GroupResults) {
	p.line("")
	p.hang("", 0, g.Name, strong)
	p.joined(0, g.Intro)
	switch widths, ok := p.resultColumns(g); {
	case len(g.Sections) == 0:
	case p.o.Plain:
		p.spokenResults(r, g)
	case ok:
		p.wideResults(g, widths)
	default:
		p.narrowResults(r, g)
	}
	for i, f := range g.Fields {
		if i == 0 {
			p.line("")
		}
		p.hang("", 0, f.Name+r.Colon+f.Advice, strong)
		for _, m := range f.Matters {
			p.item("-", m)
		}
		if len(f.Items) > 0 {
			p.text(2, strings.Join(f.Items, ", "))
		}
	}
	if len(g.Notes) > 0 {
		p.line("")
	}
	for _, n := range g.Notes {
		p.hang("", 0, n, quiet)
	}
}

// leastTitle is the fewest columns in which a title can be read.
const leastTitle = 16

// resultWidths are the widths of the columns of a table of results.
type resultWidths struct {
	id, title, mean, agreement, field int
	values                            []int
}

// resultColumns fits the columns of a group into the width; false where they
// do not.
func (p *page) resultColumns(g *GroupResults) (resultWidths, bool) {
	h := &g.Heads
	w := resultWidths{id: p.columns(h.Item), mean: p.columns(h.Mean), agreement: p.columns(h.Agreement), field: p.columns(h.Field)}
	for _, v := range h.Values {
		w.values = append(w.values, p.columns(v))
	}
	longest := p.columns(h.Text)
	for _, s := range g.Sections {
		for _, it := range s.Items {
			w.id, longest = max(w.id, p.columns(it.ID)), max(longest, p.columns(it.Title))
			w.mean, w.agreement, w.field = max(w.mean, p.columns(it.Mean)), max(w.agreement, p.columns(it.Agreement)), max(w.field, p.columns(it.Field))
			for i, c := range it.Counts {
				w.values[i] = max(w.values[i], p.columns(c))
			}
		}
	}
	rest := w.id + w.mean + w.agreement + w.field + 5*2
	for i := range w.values {
		w.values[i] += 2
		rest += w.values[i]
	}
	w.title = min(longest, p.width-rest+2)
	return w, w.title >= leastTitle
}

// wideResults is the table of a group.
func (p *page) wideResults(g *GroupResults, w resultWidths) {
	write := func(id, title string, counts []string, mean, agreement, field string, r role) {
		line := p.pad(id, w.id+2) + p.pad(p.cut(title, w.title), w.title)
		for i, c := range counts {
			line += p.right(c, w.values[i])
		}
		line += p.right(mean, w.mean+2) + "  " + p.pad(agreement, w.agreement+2) + field
		p.line(p.o.paint(r, strings.TrimRight(line, " ")))
	}
	p.line("")
	write(g.Heads.Item, g.Heads.Text, g.Heads.Values, g.Heads.Mean, g.Heads.Agreement, g.Heads.Field, strong)
	for _, s := range g.Sections {
		p.hang("", 0, headed(s), quiet)
		for _, it := range s.Items {
			if it.Hidden != "" {
				p.line(p.pad(it.ID, w.id+2) + p.pad(p.cut(it.Title, w.title), w.title+2) + p.o.paint(quiet, p.clean(it.Hidden)))
				continue
			}
			write(it.ID, it.Title, it.Counts, it.Mean, it.Agreement, it.Field, ink)
		}
	}
}

// headed puts title and result of a section on one line.
func headed(s SectionResults) string {
	if s.Line == "" {
		return s.Title
	}
	return s.Title + " · " + s.Line
}

// narrowResults gives every item lines of its own.
func (p *page) narrowResults(r *WorkshopResults, g *GroupResults) {
	for _, s := range g.Sections {
		p.line("")
		p.hang("", 0, headed(s), strong)
		for _, it := range s.Items {
			p.hang("", 2, it.ID+" "+it.Title, ink)
			if it.Hidden != "" {
				p.hang("  ", 2, it.Hidden, quiet)
				continue
			}
			var counts []string
			for i, c := range it.Counts {
				if c != "" {
					counts = append(counts, g.Heads.Values[i]+r.Colon+c)
				}
			}
			p.joined(2, counts)
			p.joined(2, keep(g.Heads.Mean+" "+it.Mean, g.Heads.Agreement+" "+it.Agreement, it.Field))
		}
	}
}

// keep drops what is empty.
func keep(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// spokenResults writes a group in sentences.
func (p *page) spokenResults(r *WorkshopResults, g *GroupResults) {
	for _, s := range g.Sections {
		p.line("")
		p.text(0, sentence(strings.TrimSuffix(s.Title+r.Colon+s.Line, r.Colon)))
		for _, it := range s.Items {
			p.text(0, it.Spoken)
		}
	}
}

// cut shortens a text to a width, with an ellipsis where something is missing.
func (p *page) cut(s string, width int) string {
	s = p.clean(s)
	if p.columns(s) <= width {
		return s
	}
	return p.cond.Truncate(s, width, p.clean("…"))
}

// right sets a text at the right edge of a column.
func (p *page) right(s string, width int) string {
	s = p.clean(s)
	return strings.Repeat(" ", max(0, width-p.columns(s))) + s
}

// dumbbellWidth is how many columns the scale of two groups takes.
const dumbbellWidth = 21

// betweenResults sets groups beside each other, item by item.
func (p *page) betweenResults(r *WorkshopResults, b *BetweenResults) {
	p.line("")
	p.hang("", 0, b.Head, strong)
	if p.o.Plain {
		for _, row := range b.Rows {
			p.text(0, row.Spoken)
		}
	} else {
		for i, g := range b.Groups {
			p.hang(letterOf(i)+"  ", 3, g, ink)
		}
		p.line("")
		p.betweenRows(r, b)
	}
	for _, n := range b.Notes {
		p.hang("", 0, n, quiet)
	}
}

func letterOf(i int) string { return string(rune('A' + i)) }

// betweenRows draws each item with a letter for each group on a scale; where a
// line has no room for it, the means alone.
func (p *page) betweenRows(r *WorkshopResults, b *BetweenResults) {
	id, means := 0, make([]int, len(b.Groups))
	for _, row := range b.Rows {
		id = max(id, p.columns(row.ID))
		for i, m := range row.Means {
			means[i] = max(means[i], p.columns(p.clean(m)))
		}
	}
	rest := id + 2 + dumbbellWidth + 2
	for _, m := range means {
		rest += m + 4
	}
	room := p.width - rest
	for _, row := range b.Rows {
		if room < leastTitle {
			var words []string
			for i, m := range row.Means {
				words = append(words, letterOf(i)+" "+m)
			}
			p.hang("", 2, row.ID+" "+row.Title, ink)
			p.joined(2, words)
			continue
		}
		line := p.pad(row.ID, id+2) + p.pad(p.cut(row.Title, room), room)
		for i, m := range row.Means {
			line += "  " + letterOf(i) + " " + p.pad(m, means[i])
		}
		p.line(line + "  " + p.dumbbell(row.At))
	}
}

// dumbbell draws a scale from 0 to 100 with a letter for each group; a star
// where several stand on one place.
func (p *page) dumbbell(at []float64) string {
	cells := []rune(strings.Repeat("·", dumbbellWidth))
	low, high := dumbbellWidth, -1
	place := func(v float64) int { return int(v*float64(dumbbellWidth-1) + 0.5) }
	for _, v := range at {
		if v >= 0 {
			low, high = min(low, place(v)), max(high, place(v))
		}
	}
	for i := low; i <= high; i++ {
		cells[i] = '─'
	}
	taken := map[int]bool{}
	for i, v := range at {
		if v < 0 {
			continue
		}
		x := place(v)
		cells[x] = rune(letterOf(i)[0])
		if taken[x] {
			cells[x] = '*'
		}
		taken[x] = true
	}
	s := string(cells)
	if p.o.ASCII {
		s = strings.NewReplacer("·", ".", "─", "-").Replace(s)
	}
	return s
}
