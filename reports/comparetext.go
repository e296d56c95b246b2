package reports

import (
	"io"
	"strings"
)

// WriteComparison writes a comparison as text to read: the form "csi compare
// -o x.txt" makes, and what a terminal shows of a trend. It reads the same with
// Plain: there are no tables in it.
func WriteComparison(w io.Writer, c *Comparison, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, c.Kind+c.Words.Colon+joinedText(c.Policy, c.Name), strong)
	p.line("")
	p.hang("", 0, c.FramesTitle, strong)
	p.compareTable(c, &c.Frames)
	for i := range c.Parts {
		p.comparePart(c, &c.Parts[i])
	}
	p.title(c.Method.Heading, c.Method.Lead)
	for _, m := range c.Method.Parts {
		p.part(m.Title)
		if m.Strong != "" {
			p.text(0, m.Strong)
		}
		for _, t := range m.Texts {
			p.text(0, t)
		}
	}
	p.line("")
	p.line(p.rule("─", p.width))
	if c.Note != "" {
		p.text(0, c.Note)
	}
	p.text(0, c.Footline)
	p.text(0, c.Stamp)
	return p.flush()
}

// joinedText puts two texts beside each other; one of them may be missing.
func joinedText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

func (p *page) comparePart(c *Comparison, x *ComparePart) {
	p.title(x.Heading, x.Lead)
	for i := range x.Views {
		p.viewsPicture(&x.Views[i])
	}
	if x.Pairs != nil {
		p.line("")
		for _, r := range x.Pairs.Rows {
			p.item("-", r.Alt)
		}
	}
	if x.Panels != nil && x.Table == nil {
		for _, r := range x.Panels.Panels {
			p.item("-", r.Alt)
		}
	}
	if len(x.Tally) > 0 {
		p.line("")
		p.joined(0, tallied(x.Tally))
	}
	if x.Table != nil {
		p.compareTable(c, x.Table)
	}
	if x.Talk != nil {
		for _, r := range x.Talk.Rows {
			p.part(r.Place)
			p.text(0, r.Text)
			p.item("-", c.side(0)+c.Words.Colon+r.A)
			p.item("-", c.side(1)+c.Words.Colon+r.B)
			p.text(0, r.Ask)
		}
	}
	for _, l := range x.Lists {
		p.part(l.Title)
		for _, t := range l.Texts {
			p.text(0, t)
		}
		for _, t := range l.Items {
			p.item("-", t)
		}
	}
	if len(x.Notes) > 0 {
		p.line("")
	}
	for _, n := range x.Notes {
		p.hang("", 0, n, quiet)
	}
}

// side names a side of two views; "" where there are none.
func (c *Comparison) side(i int) string {
	if i < len(c.Sides) {
		return c.Sides[i].Name
	}
	return ""
}

// tallied writes figures with their words.
func tallied(all []Tally) []string {
	var out []string
	for _, t := range all {
		out = append(out, digits(t.Count)+" "+t.Words)
	}
	return out
}

// viewsPicture lists the rows of a picture as sentences.
func (p *page) viewsPicture(v *ViewsPicture) {
	if v.Title != "" {
		p.part(v.Title)
		if v.Caption != "" {
			p.text(0, v.Caption)
		}
	}
	for _, g := range v.Groups {
		switch {
		case g.Alike != "":
			p.line("")
			p.hang("", 2, g.Title+" · "+g.Alike, quiet)
			continue
		case g.Title != "":
			p.line("")
			p.hang("", 0, g.Title, strong)
		}
		for _, r := range g.Rows {
			p.hang("  ", 4, r.Alt, ink)
		}
	}
}

// compareTable writes each row as lines: its name, then a line for each
// column.
func (p *page) compareTable(c *Comparison, t *Table) {
	for _, row := range t.Rows {
		p.line("")
		p.hang("", 2, row[0], strong)
		for i, cell := range row[1:] {
			p.hang("  ", 4, t.Head[i+1]+c.Words.Colon+cell, ink)
		}
	}
}

// WriteComparisonMarkdown writes a comparison as Markdown with tables, under
// the rules of WriteMarkdown.
func WriteComparisonMarkdown(w io.Writer, c *Comparison) error {
	m := newMarkdown(w, &Report{Words: c.Words})
	m.head(1, c.Kind+c.Words.Colon+joinedText(c.Policy, c.Name))
	m.bold(c.Limits)
	m.text(c.Note)
	m.head(2, c.FramesTitle)
	m.table(&c.Frames)
	for i := range c.Parts {
		m.comparePart(c, &c.Parts[i])
	}
	m.head(2, c.Method.Heading)
	for _, x := range c.Method.Parts {
		m.head(3, x.Title)
		m.text(x.Strong)
		for _, t := range x.Texts {
			m.text(t)
		}
	}
	m.raw("---")
	m.text(c.Footline)
	m.text(c.Stamp)
	return m.w.Flush()
}

func (m *markdown) table(t *Table) {
	m.columns(t.Head...)
	for _, r := range t.Rows {
		m.cells(r...)
	}
	m.close()
}

func (m *markdown) comparePart(c *Comparison, x *ComparePart) {
	m.head(2, x.Heading)
	m.text(x.Lead)
	for i := range x.Views {
		m.viewsPicture(c, &x.Views[i])
	}
	if x.Pairs != nil {
		m.columns(x.Pairs.Stage, x.Pairs.Dates[0], x.Pairs.Dates[1], "")
		for _, r := range x.Pairs.Rows {
			m.cells(r.Stage, marksLine(x.Pairs.Levels, r.Before), marksLine(x.Pairs.Levels, r.Now), r.Text)
		}
		m.close()
	}
	if len(x.Tally) > 0 {
		m.text(strings.Join(tallied(x.Tally), " · "))
	}
	if x.Table != nil {
		m.table(x.Table)
	}
	if x.Talk != nil {
		m.columns(x.Talk.Statement, c.side(0), c.side(1), x.Talk.Ask)
		for _, r := range x.Talk.Rows {
			m.cells(r.Place+c.Words.Colon+r.Text, r.A, r.B, r.Ask)
		}
		m.close()
	}
	for _, l := range x.Lists {
		m.head(3, l.Title)
		for _, t := range l.Texts {
			m.text(t)
		}
		for _, t := range l.Items {
			m.item(escaped(t))
		}
		m.close()
	}
	for _, n := range x.Notes {
		m.text(n)
	}
}

// marksLine names the ratings of a stage with their levels.
func marksLine(levels []string, marks []Mark) string {
	var out []string
	for i, m := range marks {
		if m.Rating != 0 {
			out = append(out, levels[i]+" "+m.Word)
		}
	}
	return strings.Join(out, ", ")
}

func (m *markdown) viewsPicture(c *Comparison, v *ViewsPicture) {
	m.head(3, v.Title)
	m.text(v.Caption)
	for _, g := range v.Groups {
		if g.Alike != "" {
			m.text(g.Title + " · " + g.Alike)
			continue
		}
		m.columns(g.Title, c.side(0), c.side(1), c.GapWord, v.KindHead)
		for _, r := range g.Rows {
			m.cells(r.Name, r.A.Word, r.B.Word, r.Gap, r.Kind)
		}
		m.close()
	}
}
