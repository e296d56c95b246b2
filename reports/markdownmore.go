package reports

import "strings"

// notes quotes what people wrote, each paragraph on a line of its own.
func (m *markdown) notes(notes []Note) {
	if len(notes) == 0 {
		return
	}
	m.bold(m.r.Words.Notes)
	for _, n := range notes {
		m.raw("> **" + escaped(n.Title) + "**")
		m.tight = true
		for _, paragraph := range strings.Split(n.Text, "\n") {
			if s := escaped(paragraph); s != "" {
				m.row(">")
				m.row("> " + opening(s))
			}
		}
		m.close()
	}
}

func (m *markdown) statements(items []BarrierItem) {
	m.close()
	for _, it := range items {
		text := it.Text
		if it.Critical != "" {
			text += " " + it.Critical
		}
		m.item(escaped((&page{}).symbol(it.Mark.Rating) + " " + text + " – " + it.Value))
	}
}

func (m *markdown) barriers() {
	p := m.r.Barriers
	if p == nil {
		return
	}
	m.head(2, p.Heading)
	m.text(p.Lead)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		m.head(3, b.Bar.Letter+" "+b.Bar.Name)
		m.text(b.Question)
		m.bold(b.Bar.Long)
		m.statements(b.Items)
		m.notes(b.Notes)
	}
	for _, c := range p.Closing {
		m.text(c)
	}
}

func (m *markdown) sections() {
	p := m.r.Sections
	if p == nil {
		return
	}
	m.head(2, p.Heading)
	m.text(p.Lead)
	for i := range p.Bars {
		b := &p.Bars[i]
		m.head(3, b.Name)
		m.bold(b.Figure)
		m.statements(b.Items)
		m.notes(b.Notes)
	}
}

func (m *markdown) roadMap(x *RoadMap) {
	w := &m.r.Words
	m.head(2, x.Heading)
	m.text(x.Lead)
	for _, h := range x.Horizons {
		name := h.Name
		if h.Until != "" {
			name += " (" + h.Until + ")"
		}
		if m.r.Second.In() {
			name += " · " + h.Second.Text
			if h.Second.Until != "" {
				name += " (" + h.Second.Until + ")"
			}
		}
		m.head(3, name)
		m.text(h.Empty)
		if len(h.Rows) == 0 {
			continue
		}
		if s := m.r.Second; s.In() {
			m.columns(w.Number, w.Action+" · "+s.FirstName, s.Action+" · "+s.Name, w.Owner, w.ByWhen, w.Proof)
		} else {
			m.columns(w.Number, w.Action, w.Owner, w.ByWhen, w.Proof)
		}
		for _, row := range h.Rows {
			m.action(&row)
		}
	}
	m.text(strings.Join(x.Totals, " "))
	m.text(x.Closing)
}

// action is one row; what is done or dropped is struck.
func (m *markdown) action(row *ActionRow) {
	text := "**" + escaped(row.Text) + "**"
	if row.Struck {
		text = "~~" + escaped(row.Text) + "~~"
	}
	for _, s := range []string{row.Why, row.DoneWhen, row.Example, row.Takes} {
		if s != "" {
			text += "<br>" + escaped(s)
		}
	}
	when := row.ByWhen
	if row.Status != "" {
		when = strings.TrimSpace(when + " (" + row.Status + ")")
	}
	cells := []string{digits(row.Number), text}
	if m.r.Second.In() {
		twin := escaped(row.Second.Text)
		if row.Second.DoneWhen != "" {
			twin += "<br>" + escaped(row.Second.DoneWhen)
		}
		cells = append(cells, twin)
	}
	m.ready(append(cells, escaped(row.Owner), escaped(when), escaped(row.Proof))...)
}

func (m *markdown) unknown() {
	u := &m.r.Unknown
	m.head(2, u.Heading)
	m.text(u.Lead)
	if len(u.Find) > 0 {
		m.head(3, u.FindTitle)
		m.text(u.FindNote)
	}
	for _, f := range u.Find {
		m.close()
		m.item("**" + escaped(f.Text) + "**")
		m.row("  - " + opening(escaped(f.Place)))
		m.row("  - " + escaped(u.AskLabel+m.r.Words.Colon+f.Ask))
		m.row("  - " + escaped(u.ChangesLabel+m.r.Words.Colon+f.Changes))
	}
	if len(u.Aside) > 0 {
		m.head(3, u.AsideTitle)
		m.text(u.AsideNote)
	}
	for _, g := range u.Aside {
		m.close()
		for _, it := range g.Items {
			m.item(escaped(it.Key + " – " + it.Value))
		}
		if g.Reason != "" {
			m.text(g.ReasonLabel + m.r.Words.Colon + g.Reason)
		}
	}
	if len(u.Firm) > 0 {
		m.head(3, u.FirmTitle)
		for _, f := range u.Firm {
			m.pair(f.Name, f.Text)
		}
		m.text(u.FirmText)
	}
	m.head(3, u.ReviewTitle)
	m.text(u.ReviewText)
	for _, l := range u.ReviewLines {
		m.item(escaped(l) + " ………")
	}
}

func (m *markdown) method() {
	m.head(2, m.r.Method.Heading)
	m.text(m.r.Method.Lead)
	for _, p := range m.r.Method.Parts {
		m.head(3, p.Title)
		m.bold(p.Strong)
		for _, t := range p.Texts {
			m.text(t)
		}
		if p.Table != nil {
			m.columns(append([]string{}, p.Table.Head...)...)
			for _, row := range p.Table.Rows {
				m.cells(append([]string{}, row...)...)
			}
		}
	}
}

func (m *markdown) sources() {
	s := &m.r.Sources
	m.head(2, s.Heading)
	m.text(s.Lead)
	m.head(3, s.SourcesTitle)
	m.text(s.SourcesNote)
	for _, x := range s.Sources {
		m.item(escaped(x))
	}
	m.head(3, s.ExamplesTitle)
	m.text(s.ExamplesNote)
	for _, e := range s.Examples {
		m.pair(e.Key, e.Value)
	}
	if len(s.Words) > 0 {
		m.head(3, s.WordsTitle)
	}
	for _, w := range s.Words {
		m.pair(w.Key, w.Value)
	}
	m.head(3, s.LicenceTitle)
	m.text(s.Licence)
}
