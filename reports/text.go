package reports

import (
	"io"
	"strings"
)

// WriteText writes the whole road map as text to read: the form "csi report
// -o x.txt" makes. Colour and width of the options hold, Plain and Actions
// have no meaning here.
func WriteText(w io.Writer, r *Report, o TextOptions) error {
	p := newPage(w, o)
	if r.Short != nil {
		p.short(r)
		return p.flush()
	}
	p.cover(r)
	p.summary(r, &r.Summary)
	p.matrix(r)
	p.stages(r)
	p.barriers(r)
	p.sections(r)
	for i := range r.RoadMaps {
		p.roadMap(r, &r.RoadMaps[i])
	}
	p.unknown(r)
	p.method(r)
	p.sources(r)
	p.annex(r)
	p.line("")
	p.line(p.rule("─", p.width))
	p.text(0, r.Footline)
	p.text(0, r.Stamp)
	return p.flush()
}

// keyColumn is where texts start that stand beside a key.
const keyColumn = 17

// title opens a part of the report.
func (p *page) title(heading, lead string) {
	p.line("")
	p.line("")
	p.hang("", 0, heading, strong)
	p.line(p.o.paint(quiet, p.rule("=", p.width)))
	if lead != "" {
		p.text(0, lead)
	}
}

// part opens a matter within a part of the report.
func (p *page) part(name string) {
	if name == "" {
		return
	}
	p.line("")
	p.hang("", 0, name, strong)
	p.line(p.o.paint(quiet, p.rule("─", max(1, p.columns(p.clean(name))))))
}

// item writes a text behind a bullet.
func (p *page) item(sign, text string) {
	p.hang(p.pad(sign, 2), 2, text, ink)
}

func (p *page) cover(r *Report) {
	c := &r.Cover
	p.hang("", 0, c.Title, strong)
	p.text(0, c.Name)
	p.joined(0, []string{c.Policy})
	p.joined(0, []string{c.Kind, c.KindMore})
	p.line("")
	for _, f := range c.Facts {
		p.key(f.Key, keyColumn, f.Value, ink)
	}
	p.line("")
	p.text(0, c.Limits)
	if c.Note != "" {
		p.text(0, c.Note)
	}
}

func (p *page) summary(r *Report, s *Summary) {
	p.title(s.Heading, s.Lead)
	p.summaryParts(r, s)
}

// summaryParts writes what stands under the lead of a summary.
func (p *page) summaryParts(r *Report, s *Summary) {
	if len(s.Barriers) > 0 {
		p.part(s.BarriersTitle)
		p.text(0, s.BarriersNote)
		for _, b := range s.Barriers {
			p.hang(b.Letter+"  ", 3, b.Name+r.Words.Colon+b.Figure, ink)
		}
	}
	if len(s.Sections) > 0 {
		p.part(s.SectionsTitle)
		p.text(0, s.SectionsNote)
		for _, b := range s.Sections {
			p.item("-", b.Name+r.Words.Colon+b.Figure)
		}
	}
	p.findings(s.WorksTitle, s.Works)
	p.findings(s.MissingTitle, s.Missing)
	if len(s.First) > 0 {
		p.part(s.FirstTitle)
		for _, f := range s.First {
			p.hang(p.pad(digits(f.Number), 3), 3, f.Who+r.Words.Colon+f.Text, ink)
		}
	}
	if s.Index != "" {
		p.line("")
		p.text(0, s.Index)
	}
}

func (p *page) findings(name string, fs []Finding) {
	if len(fs) == 0 {
		return
	}
	p.part(name)
	for _, f := range fs {
		p.item(p.symbol(f.Mark.Rating), f.Text)
	}
}

// matrix lists each stage with its cells in words: a table with titles does
// not fit 80 columns.
func (p *page) matrix(r *Report) {
	m := r.Matrix
	if m == nil {
		return
	}
	p.title(m.Heading, m.Lead)
	p.grid(r)
	for _, row := range m.Rows {
		p.line("")
		p.hang("", 0, row.Stage+r.Words.Colon+row.Note, strong)
		if !row.Applicable {
			continue
		}
		for i, c := range row.Cells {
			if c.Mark.Rating == 0 {
				continue
			}
			text := p.mark(c.Mark) + " – " + c.Title
			if c.Value != "" {
				text += " – " + c.Value
			}
			if c.Hollow {
				text += " – " + hollowWord(r)
			}
			p.key("  "+m.Levels[i], keyColumn, text, ink)
		}
	}
	p.line("")
	for _, n := range m.Notes {
		p.text(0, n)
	}
}

// grid draws the table of stages and levels where it fits.
func (p *page) grid(r *Report) bool {
	v := &r.Profile
	if p.width < narrow || p.tableWidth(v) > p.width {
		return false
	}
	p.line("")
	p.matrixTable(v, p.firstColumn(v))
	return true
}

// hollowWord takes the word for a hollow step from the legend.
func hollowWord(r *Report) string {
	for _, l := range r.Legend {
		if l.Kind == "hollow" {
			return l.Text
		}
	}
	return ""
}

func (p *page) stages(r *Report) {
	if r.Stages == nil {
		return
	}
	p.title(r.Stages.Heading, "")
	for i := range r.Stages.Blocks {
		b := &r.Stages.Blocks[i]
		p.part(b.Name)
		for _, f := range b.Facts {
			p.key(f.Key, keyColumn, f.Value, ink)
		}
		p.line("")
		if b.Hollow != "" {
			p.hang("", 0, b.Hollow, absent)
		}
		p.text(0, b.Text)
		if b.Blocks != "" {
			p.key(b.BlocksLabel, keyColumn, b.Blocks+" "+b.BlocksValue, ink)
		}
		p.key(b.NextLabel, keyColumn, b.Next, strong)
		p.notes(r, b.Notes)
	}
}

// notes prints free text, paragraph by paragraph.
func (p *page) notes(r *Report, notes []Note) {
	if len(notes) == 0 {
		return
	}
	p.line("")
	p.text(0, r.Words.Notes)
	for _, n := range notes {
		p.item("-", n.Title)
		for _, paragraph := range strings.Split(n.Text, "\n") {
			p.text(4, paragraph)
		}
	}
}

func (p *page) statements(items []BarrierItem) {
	for _, it := range items {
		text := it.Text + " – " + it.Value
		if it.Critical != "" {
			text = it.Text + " " + it.Critical + " – " + it.Value
		}
		p.item(p.symbol(it.Mark.Rating), text)
	}
}

func (p *page) barriers(r *Report) {
	if r.Barriers == nil {
		return
	}
	p.title(r.Barriers.Heading, r.Barriers.Lead)
	for i := range r.Barriers.Blocks {
		b := &r.Barriers.Blocks[i]
		p.part(b.Bar.Letter + "  " + b.Bar.Name)
		if b.Question != "" {
			p.text(0, b.Question)
		}
		if !b.Bar.None {
			p.line(p.bar(b.Bar.Span, min(p.width, 60)))
		}
		p.hang("", 0, b.Bar.Long, strong)
		p.statements(b.Items)
		p.notes(r, b.Notes)
	}
	p.line("")
	for _, c := range r.Barriers.Closing {
		p.text(0, c)
	}
}

func (p *page) sections(r *Report) {
	if r.Sections == nil {
		return
	}
	p.title(r.Sections.Heading, r.Sections.Lead)
	for i := range r.Sections.Bars {
		b := &r.Sections.Bars[i]
		p.part(b.Name)
		if !b.None {
			p.line(p.bar(b.Span, min(p.width, 60)))
		}
		p.text(0, b.Figure)
		p.statements(b.Items)
		p.notes(r, b.Notes)
	}
}
