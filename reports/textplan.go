package reports

import "strings"

func (p *page) roadMap(r *Report, m *RoadMap) {
	p.title(m.Heading, m.Lead)
	for _, h := range m.Horizons {
		name := h.Name
		if h.Until != "" {
			name += " (" + h.Until + ")"
		}
		if r.Second.In() {
			name += p.clean(" · ") + h.Second.Text
			if h.Second.Until != "" {
				name += " (" + h.Second.Until + ")"
			}
		}
		p.part(name)
		if h.Empty != "" {
			p.text(0, h.Empty)
		}
		for i, row := range h.Rows {
			if i > 0 {
				p.line("")
			}
			p.row(r, &row)
		}
	}
	for i, total := range m.Totals {
		if i == 0 {
			p.line("")
		}
		p.text(0, total)
	}
	if m.Closing != "" {
		p.line("")
		p.text(0, m.Closing)
	}
}

// row is one action; what nobody has agreed yet stays a line to write on.
func (p *page) row(r *Report, row *ActionRow) {
	role := strong
	if row.Struck {
		role = quiet
	}
	p.hang(p.pad(digits(row.Number), 4), 4, row.Text, role)
	for _, s := range []string{row.Why, row.DoneWhen, row.Example, row.Takes} {
		if s != "" {
			p.text(4, s)
		}
	}
	if s := row.Second; r.Second.In() {
		p.key("    "+r.Second.Name, keyColumn, strings.TrimSpace(s.Text+" "+s.DoneWhen), ink)
	}
	w := &r.Words
	byWhen := row.ByWhen
	if row.Status != "" {
		byWhen = strings.TrimSpace(byWhen + " (" + row.Status + ")")
	}
	for _, f := range []Pair{{w.Owner, row.Owner}, {w.ByWhen, byWhen}, {w.Proof, row.Proof}} {
		if f.Value == "" {
			f.Value = strings.Repeat("_", 30)
		}
		p.key("    "+f.Key, keyColumn, f.Value, ink)
	}
}

func (p *page) unknown(r *Report) {
	u := &r.Unknown
	p.title(u.Heading, u.Lead)
	if len(u.Find) > 0 {
		p.part(u.FindTitle)
		p.text(0, u.FindNote)
	}
	for _, f := range u.Find {
		p.line("")
		p.item("?", f.Text)
		p.text(2, f.Place)
		p.key("  "+u.AskLabel, keyColumn+2, f.Ask, ink)
		p.key("  "+u.ChangesLabel, keyColumn+2, f.Changes, ink)
		p.key("  "+u.WhoLabel, keyColumn+2, strings.Repeat("_", 20)+"  "+u.WhenLabel+" "+strings.Repeat("_", 12), ink)
	}
	if len(u.Aside) > 0 {
		p.part(u.AsideTitle)
		p.text(0, u.AsideNote)
	}
	for _, g := range u.Aside {
		for _, it := range g.Items {
			p.item("-", it.Key+" – "+it.Value)
		}
		if g.Reason != "" {
			p.text(2, g.ReasonLabel+r.Words.Colon+g.Reason)
		}
	}
	if len(u.Firm) > 0 {
		p.part(u.FirmTitle)
		for _, f := range u.Firm {
			p.key(f.Name, keyColumn, f.Text, ink)
		}
		p.text(0, u.FirmText)
	}
	p.part(u.ReviewTitle)
	p.text(0, u.ReviewText)
	for _, l := range u.ReviewLines {
		p.key(l, 28, strings.Repeat("_", 30), ink)
	}
}

func (p *page) method(r *Report) {
	p.title(r.Method.Heading, r.Method.Lead)
	for _, m := range r.Method.Parts {
		p.part(m.Title)
		if m.Strong != "" {
			p.hang("", 0, m.Strong, strong)
		}
		for _, t := range m.Texts {
			p.text(0, t)
		}
		if m.Table != nil {
			p.table(m.Table)
		}
	}
}

// table sets a small table; the last column takes what is left.
func (p *page) table(t *Table) {
	widths := make([]int, len(t.Head))
	rows := append([][]string{t.Head}, t.Rows...)
	for _, row := range rows {
		for i, c := range row {
			widths[i] = max(widths[i], p.columns(p.clean(c))+2)
		}
	}
	for i, row := range rows {
		head, column := "", 0
		for j, c := range row[:len(row)-1] {
			head += p.pad(c, widths[j])
			column += widths[j]
		}
		r := ink
		if i == 0 {
			r = strong
		}
		if column > p.width-12 {
			p.text(0, strings.Join(row, " · "))
			continue
		}
		p.hang(head, column, row[len(row)-1], r)
	}
}

func (p *page) sources(r *Report) {
	s := &r.Sources
	p.title(s.Heading, s.Lead)
	p.part(s.SourcesTitle)
	p.text(0, s.SourcesNote)
	for _, x := range s.Sources {
		p.item("-", x)
	}
	if len(s.Examples) > 0 {
		p.part(s.ExamplesTitle)
		p.text(0, s.ExamplesNote)
	}
	for _, e := range s.Examples {
		p.text(0, e.Key+r.Words.Colon+e.Value)
	}
	if len(s.Words) > 0 {
		p.part(s.WordsTitle)
	}
	for _, w := range s.Words {
		p.text(0, w.Key+r.Words.Colon+w.Value)
	}
	p.part(s.LicenceTitle)
	p.text(0, s.Licence)
}
