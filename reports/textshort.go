package reports

import "strings"

// short writes the two pages as text: where we stand, what to do next.
func (p *page) short(r *Report) {
	s := r.Short
	p.text(0, r.Title)
	p.title(s.Summary.Heading, s.Summary.Lead)
	p.text(0, s.Summary.Frame)
	if len(s.Summary.Grid) > 0 {
		p.part(s.Summary.GridTitle)
		p.shortGrid(r)
	}
	p.summaryParts(r, &s.Summary)
	p.title(s.Heading, s.Lead)
	for i := range s.Sides {
		p.part(s.Sides[i].Title)
		for k, row := range s.Sides[i].Rows {
			if k > 0 {
				p.line("")
			}
			p.shortRow(&r.Words, &row)
		}
	}
	if len(s.Find) > 0 {
		p.part(s.FindTitle)
		for _, f := range s.Find {
			p.item("?", f.Text)
			p.text(2, s.AskLabel+r.Words.Colon+f.Ask)
		}
		if s.FindMore != "" {
			p.text(0, s.FindMore)
		}
	}
	p.part(s.ReviewTitle)
	p.text(0, s.Review)
	p.part(s.LimitsTitle)
	p.text(0, s.Limits)
	if s.Note != "" {
		p.text(0, s.Note)
	}
	p.line("")
	p.line(p.rule("─", p.width))
	p.text(0, r.Stamp)
}

// shortGrid is the small matrix with what every stage has reached; sentences
// where the table does not fit.
func (p *page) shortGrid(r *Report) {
	if !p.grid(r) {
		for _, row := range r.Short.Summary.Grid {
			p.item("-", row.Alt)
		}
		return
	}
	p.line("")
	column := 0
	for _, row := range r.Short.Summary.Grid {
		column = max(column, p.columns(p.clean(row.Stage))+2)
	}
	for _, row := range r.Short.Summary.Grid {
		if row.ToGo != "" {
			p.key(row.Stage, column, r.Words.Reached+r.Words.Colon+row.Reached+"; "+row.ToGo, ink)
		}
	}
}

// shortRow is one step; what nobody has agreed yet stays a line to write on.
func (p *page) shortRow(w *Words, row *ShortRow) {
	p.hang(p.pad(digits(row.Number), 4), 4, row.Text, strong)
	p.text(4, row.when())
	for _, f := range []Pair{{w.Owner, row.Owner}, {w.ByWhen, row.due()}} {
		if f.Value == "" {
			f.Value = strings.Repeat("_", 30)
		}
		p.key("    "+f.Key, keyColumn, f.Value, ink)
	}
}

// when says by when a step is due, and how to tell that it is done.
func (r *ShortRow) when() string {
	return strings.TrimSpace(r.Horizon + ". " + r.DoneWhen)
}

// due is the date that was agreed, with the status.
func (r *ActionRow) due() string {
	if r.Status == "" {
		return r.ByWhen
	}
	return strings.TrimSpace(r.ByWhen + " (" + r.Status + ")")
}

// annex writes how every figure came about.
func (p *page) annex(r *Report) {
	a := r.Annex
	if a == nil {
		return
	}
	p.title(a.Heading, a.Lead)
	for _, g := range a.Groups {
		p.part(g.Title)
		if g.Note != "" {
			p.text(0, g.Note)
		}
		for i := range g.Parts {
			p.line("")
			p.explained(&g.Parts[i], r.Words.Colon)
		}
		if g.Table != nil {
			p.line("")
			p.explainedTable(g.Table, r.Words.Colon)
		}
	}
	p.line("")
	p.text(0, a.Rule)
}
