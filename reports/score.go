package reports

import (
	"io"
	"slices"
	"strings"

	"csi/assess"
)

// barWidth is how many columns a bar takes in a wide text.
const barWidth = 30

// WriteScore writes the profile of a report as "csi score" prints it: tables,
// short lines under 72 columns, sentences with the option Plain. The text
// ends with the limits; the caller says what to do next.
func WriteScore(w io.Writer, r *Report, o TextOptions) error {
	p := newPage(w, o)
	v := &r.Profile
	switch {
	case o.Plain:
		p.spoken(v)
	case p.width < narrow || p.tableWidth(v) > p.width:
		p.narrowProfile(v)
	default:
		p.wideProfile(v)
	}
	return p.flush()
}

func (p *page) head(v *Profile) {
	p.hang("", 0, v.Title, strong)
	p.joined(0, v.Frame)
	p.joined(0, v.Who)
}

func (p *page) wideProfile(v *Profile) {
	p.head(v)
	column := p.firstColumn(v)
	if len(v.Rows) > 0 {
		p.line("")
		p.matrixTable(v, column)
		p.stageTable(v, column)
	}
	p.bars(v, column, barWidth)
	p.facts(v, column)
	p.actions(v)
	p.line("")
	p.hang("", 0, v.Limits, quiet)
}

// firstColumn is as wide as its longest entry and the gap behind it, 17 at
// least.
func (p *page) firstColumn(v *Profile) int {
	column := 17
	see := func(s string) {
		if n := p.columns(s) + 2; n > column && n <= 32 {
			column = n
		}
	}
	for _, r := range v.Rows {
		see(r.Stage)
	}
	for _, b := range append(v.Bars, v.Sections...) {
		see(b.Name)
	}
	return column
}

// levelColumns gives the width of each column of the matrix.
func (p *page) levelColumns(v *Profile) []int {
	out := make([]int, len(v.Levels))
	for i, l := range v.Levels {
		out[i] = p.columns(l) + 2
		for _, r := range v.Rows {
			if r.Applicable && r.Cells[i].Rating != 0 {
				out[i] = max(out[i], p.columns(p.mark(r.Cells[i]))+2)
			}
		}
	}
	return out
}

func (p *page) tableWidth(v *Profile) int {
	width := p.firstColumn(v)
	for _, n := range p.levelColumns(v) {
		width += n
	}
	return width - 2
}

func (p *page) matrixTable(v *Profile, column int) {
	widths := p.levelColumns(v)
	head := p.pad(v.StageHead, column)
	for i, l := range v.Levels {
		head += p.pad(l, widths[i])
	}
	p.line(p.o.paint(strong, strings.TrimRight(head, " ")))
	for _, r := range v.Rows {
		line := p.pad(r.Stage, column)
		for i, m := range r.Cells {
			text := p.mark(m)
			gap := strings.Repeat(" ", max(0, widths[i]-p.columns(text)))
			line += p.o.paint(roleOf(m.Rating), text) + gap
			if !r.Applicable && m.Rating != 0 {
				break
			}
		}
		p.line(line)
	}
}

// stageTable says in words how far each stage is.
func (p *page) stageTable(v *Profile, column int) {
	heads := []string{v.Heads.Reached, v.Heads.Target, v.Heads.ToGo}
	fields := func(r ProfileRow) []string { return []string{r.Reached, r.Target, r.ToGo, r.Depth} }
	if v.Heads.Depth != "" {
		heads = append(heads, v.Heads.Depth)
	}
	widths := make([]int, len(heads))
	for i, h := range heads {
		widths[i] = p.columns(h) + 2
		for _, r := range v.Rows {
			widths[i] = max(widths[i], p.columns(p.clean(fields(r)[i]))+2)
		}
	}
	write := func(first string, cells []string, r role) {
		line := p.pad(first, column)
		for i := range heads {
			line += p.pad(cells[i], widths[i])
		}
		p.line(p.o.paint(r, strings.TrimRight(line, " ")))
	}
	if !slices.ContainsFunc(v.Rows, func(r ProfileRow) bool { return r.Applicable }) {
		return
	}
	p.line("")
	write(v.StageHead, heads, strong)
	for _, r := range v.Rows {
		if !r.Applicable {
			continue
		}
		write(r.Stage, fields(r), ink)
		if r.Hollow != "" {
			p.hang(strings.Repeat(" ", column), column, r.Hollow, absent)
		}
	}
}

// bars draws barriers and sections, always in model order.
func (p *page) bars(v *Profile, column, width int) {
	p.barGroup(v.Heads.Barrier, v.Heads.Severity, v.Bars, column, width)
	if len(v.Bars) > 0 {
		for _, s := range v.Equal {
			p.text(0, s)
		}
	}
	p.barGroup(v.Heads.Section, "", v.Sections, column, width)
}

func (p *page) barGroup(head, note string, bars []ProfileBar, column, width int) {
	if len(bars) == 0 {
		return
	}
	p.line("")
	p.line(p.o.paint(strong, strings.TrimRight(p.pad(head, column), " ")+
		strings.Repeat(" ", max(1, column-p.columns(head)))+p.clean(note)))
	for _, b := range bars {
		names := p.wrap(b.Name, column-2)
		for _, n := range names[:max(0, len(names)-1)] {
			p.line(n)
		}
		last := ""
		if len(names) > 0 {
			last = names[len(names)-1]
		}
		if b.None {
			p.key(last, column, b.Figure, quiet)
			continue
		}
		p.hang(p.pad(last, column)+p.bar(b.Span, width)+"  ", column+width+2, b.Figure, ink)
	}
}

func (p *page) facts(v *Profile, column int) {
	if len(v.Facts) > 0 {
		p.line("")
	}
	for _, f := range v.Facts {
		p.key(f.Key, column, f.Value, ink)
	}
}

func (p *page) actions(v *Profile) {
	if !p.o.Actions || len(v.Actions) == 0 {
		return
	}
	p.line("")
	p.hang("", 0, v.ActionsHead, strong)
	for _, a := range v.Actions {
		p.hang(p.pad(digits(a.Number), 3), 3, a.Horizon+v.Colon+a.Text+" ("+a.Place+")", ink)
	}
}

// narrowProfile sets each stage on lines of its own.
func (p *page) narrowProfile(v *Profile) {
	p.head(v)
	if len(v.Rows) > 0 {
		p.line("")
		p.narrowStages(v)
		var legend []string
		for _, m := range v.Legend {
			legend = append(legend, p.mark(m))
		}
		p.joined(0, legend)
	}
	column := 13
	for _, b := range append(v.Bars, v.Sections...) {
		if n := p.columns(b.Name) + 2; n > column && n <= 20 {
			column = n
		}
	}
	p.bars(v, column, max(6, min(20, p.width-column-24)))
	for _, f := range v.Facts {
		p.line("")
		p.hang("", 0, f.Key, strong)
		p.text(2, f.Value)
	}
	p.actions(v)
	p.line("")
	p.hang("", 0, v.Limits, quiet)
}

func (p *page) narrowStages(v *Profile) {
	column := p.firstColumn(&Profile{Rows: v.Rows}) // names of barriers stand further down, in a column of their own
	for _, r := range v.Rows {
		if !r.Applicable {
			p.line(p.pad(r.Stage, column) + p.o.paint(quiet, p.mark(outOf(r))))
			continue
		}
		line := p.pad(r.Stage, column)
		for i, m := range r.Cells {
			if m.Rating != 0 {
				line += p.o.paint(roleOf(m.Rating), p.symbol(m.Rating)+" "+p.clean(v.LevelsShort[i])) + "  "
			}
		}
		p.line(line)
		p.text(2, r.Line)
		if r.Hollow != "" {
			p.hang("  ", 2, r.Hollow, absent)
		}
	}
}

// outOf finds the mark of a stage that does not apply.
func outOf(r ProfileRow) Mark {
	for _, m := range r.Cells {
		if m.Rating == assess.Inapplicable {
			return m
		}
	}
	return Mark{}
}

// spoken writes the profile in sentences, one matter after the other.
func (p *page) spoken(v *Profile) {
	for _, s := range v.Intro {
		p.text(0, s)
	}
	if len(v.Rows) > 0 {
		p.line("")
	}
	for _, r := range v.Rows {
		p.hang("", 0, r.Spoken, ink)
		if r.SpokenCells != "" {
			p.text(2, r.SpokenCells)
		}
	}
	if v.Spoken != "" {
		p.line("")
		p.text(0, v.Spoken)
	}
	for i, b := range v.Sections {
		if i == 0 {
			p.line("")
		}
		p.text(0, sentence(b.Name+v.Colon+b.Figure))
	}
	if len(v.FactsSpoken) > 0 {
		p.line("")
	}
	for _, s := range v.FactsSpoken {
		p.text(0, s)
	}
	if len(v.Actions) > 0 {
		p.line("")
		p.text(0, sentence(v.ActionsHead))
	}
	for _, a := range v.Actions {
		p.hang(digits(a.Number)+". ", 3, a.Horizon+v.Colon+a.Text, ink)
	}
	p.line("")
	p.text(0, v.Limits)
}
