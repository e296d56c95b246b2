package reports

import (
	"bufio"
	"io"
	"strings"
)

// WriteWorkshop writes the report of a workshop as text to read.
func WriteWorkshop(out io.Writer, r *Workshop, o TextOptions) error {
	p := newPage(out, o)
	c := &r.Comparison
	p.hang("", 0, c.Kind+c.Words.Colon+c.Name, strong)
	p.text(0, c.Policy)
	if r.Mark != "" {
		p.hang("", 0, r.Mark, absent)
	}
	p.line("")
	p.hang("", 0, c.FramesTitle, strong)
	p.compareTable(c, &c.Frames)
	for i := range r.Pages {
		p.workshopPart(r, &r.Pages[i])
	}
	p.method(&Report{Method: c.Method})
	p.line("")
	p.line(p.rule("─", p.width))
	p.text(0, c.Footline)
	p.text(0, c.Stamp)
	return p.flush()
}

func (p *page) workshopPart(r *Workshop, x *WorkshopPart) {
	if m := x.RoadMap; m != nil {
		p.roadMapParts(m)
		return
	}
	c := r.Comparison
	c.Sides = x.SideNames
	part := x.ComparePart
	part.Notes = nil
	p.comparePart(&c, &part)
	if x.Field != nil {
		p.fieldPicture(r, x.Field)
	}
	for i := range x.Dots {
		p.dotStrips(r, &x.Dots[i])
	}
	if len(x.Notes) > 0 {
		p.line("")
	}
	for _, n := range x.Notes {
		p.hang("", 0, n, quiet)
	}
}

// roadMapParts writes what a group agreed on, without a cover.
func (p *page) roadMapParts(m *Report) {
	p.summary(m, &m.Summary)
	p.matrix(m)
	p.stages(m)
	p.barriers(m)
	p.sections(m)
	for i := range m.RoadMaps {
		p.roadMap(m, &m.RoadMaps[i])
	}
	p.unknown(m)
	p.method(m)
	p.sources(m)
}

// fieldPicture lists the four fields with what lies in each.
func (p *page) fieldPicture(r *Workshop, f *FieldPicture) {
	for _, c := range f.Corners {
		p.line("")
		p.hang("", 0, c.Name+r.Words.Colon+c.Advice, strong)
		some := false
		for _, x := range f.Points {
			if x.Field == c.Field {
				p.item("-", x.Text)
				some = true
			}
		}
		if !some {
			p.text(0, "–")
		}
	}
	p.line("")
	for _, n := range f.Notes {
		p.text(0, n)
	}
}

func (p *page) dotStrips(r *Workshop, d *DotStrips) {
	p.part(d.Title)
	if d.Note != "" {
		p.text(0, d.Note)
	}
	for _, row := range d.Rows {
		p.line("")
		p.hang("", 0, row.Text, strong)
		p.text(0, row.Place)
		for i, n := range row.Counts {
			if n > 0 {
				p.text(2, d.Heads[i]+r.Words.Colon+digits(n))
			}
		}
		p.text(2, d.Agreement+r.Words.Colon+row.Grade)
	}
}

// WriteWorkshopMarkdown writes the report of a workshop as Markdown, under the
// rules of WriteMarkdown.
func WriteWorkshopMarkdown(out io.Writer, r *Workshop) error {
	c := &r.Comparison
	m := newMarkdown(out, &Report{Words: c.Words, Method: c.Method})
	m.head(1, c.Kind+c.Words.Colon+c.Name)
	m.text(c.Policy)
	m.bold(r.Mark)
	m.bold(c.Limits)
	m.head(2, c.FramesTitle)
	m.table(&c.Frames)
	for i := range r.Pages {
		m.workshopPart(r, &r.Pages[i])
	}
	m.method()
	m.raw("---")
	m.text(c.Footline)
	m.text(c.Stamp)
	return m.w.Flush()
}

func (m *markdown) workshopPart(r *Workshop, x *WorkshopPart) {
	if x.RoadMap != nil {
		roadMapMarkdown(m.w, x.RoadMap)
		return
	}
	c := r.Comparison
	c.Sides = x.SideNames
	part := x.ComparePart
	part.Notes = nil
	m.comparePart(&c, &part)
	if f := x.Field; f != nil {
		for _, corner := range f.Corners {
			m.head(3, corner.Name)
			m.text(corner.Advice)
			for _, p := range f.Points {
				if p.Field == corner.Field {
					m.item(escaped(p.Text))
				}
			}
			m.close()
		}
		m.text(strings.Join(f.Notes, " "))
	}
	for i := range x.Dots {
		m.dotStrips(&x.Dots[i])
	}
	for _, n := range x.Notes {
		m.text(n)
	}
}

func (m *markdown) dotStrips(d *DotStrips) {
	m.head(3, d.Title)
	m.text(d.Note)
	m.columns(append(append([]string{d.Statement}, d.Heads...), d.Agreement)...)
	for _, row := range d.Rows {
		cells := []string{row.Place + " · " + row.Text}
		for _, n := range row.Counts {
			cells = append(cells, digits(n))
		}
		m.cells(append(cells, row.Grade)...)
	}
	m.close()
}

// roadMapMarkdown writes what a group agreed on, without a cover.
func roadMapMarkdown(out *bufio.Writer, r *Report) {
	m := &markdown{w: out, r: r, begun: true}
	m.summary(&r.Summary)
	m.matrix()
	m.stages()
	m.barriers()
	m.sections()
	for i := range r.RoadMaps {
		m.roadMap(&r.RoadMaps[i])
	}
	m.unknown()
	m.method()
	m.sources()
}
