package reports

import "strings"

// short writes the two pages.
func (m *markdown) short(s *Short) {
	w := &m.r.Words
	m.head(1, m.r.Title)
	m.summary(&s.Summary)
	m.head(2, s.Heading)
	m.text(s.Lead)
	for _, side := range s.Sides {
		m.head(3, side.Title)
		m.columns(w.Number, w.Action, w.Owner, w.ByWhen)
		for _, row := range side.Rows {
			m.ready(digits(row.Number), "**"+escaped(row.Text)+"**<br>"+escaped(row.when()), escaped(row.Owner), escaped(row.due()))
		}
	}
	if len(s.Find) > 0 {
		m.head(3, s.FindTitle)
		m.close()
		for _, f := range s.Find {
			m.item("**" + escaped(f.Text) + "** " + escaped(s.AskLabel+w.Colon+f.Ask))
		}
		m.text(s.FindMore)
	}
	m.head(3, s.ReviewTitle)
	m.text(s.Review)
	m.head(3, s.LimitsTitle)
	m.text(s.Limits)
	m.text(s.Note)
	m.raw("---")
	m.text(m.r.Stamp)
}

// annex writes how every figure came about.
func (m *markdown) annex() {
	a := m.r.Annex
	if a == nil {
		return
	}
	m.head(2, a.Heading)
	m.text(a.Lead)
	for _, g := range a.Groups {
		m.head(3, g.Title)
		m.text(g.Note)
		for i := range g.Parts {
			m.explained(&g.Parts[i])
		}
		if g.Table != nil {
			m.sums(g.Table)
		}
	}
	m.text(a.Rule)
}

// explained writes one stage, barrier or section.
func (m *markdown) explained(p *ExplainedPart) {
	m.head(4, p.Title)
	m.text(p.Lead)
	if len(p.Table.Rows) > 0 {
		m.sums(&p.Table)
	}
	m.close()
	for _, f := range p.Facts {
		if f.Key == "" {
			m.item(escaped(f.Value))
			continue
		}
		m.pair(f.Key, f.Value)
	}
	for _, b := range p.Blocks {
		m.bold(b.Head)
		for _, l := range b.Lines {
			m.text(l)
		}
	}
}

// sums writes a table of items; figures stand at the right.
func (m *markdown) sums(t *ExplainedTable) {
	m.close()
	m.cells(append([]string{}, t.Heads...)...)
	line := "|"
	for _, right := range t.Right {
		if right {
			line += " ---: |"
		} else {
			line += " --- |"
		}
	}
	m.row(line)
	for _, r := range t.Rows {
		texts := make([]string, len(r))
		for i, c := range r {
			texts[i] = strings.TrimSpace(c.Text)
			if c.Rating != 0 {
				texts[i] = marked(Mark{c.Rating, c.Text})
			}
		}
		m.cells(texts...)
	}
}
