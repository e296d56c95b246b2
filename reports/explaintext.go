package reports

import (
	"io"
	"strings"
)

// WriteExplanation writes an explanation as "csi explain" prints it: a table
// where it fits, a line per row where not and with the option Plain.
func WriteExplanation(w io.Writer, x *Explanation, o TextOptions) error {
	p := newPage(w, o)
	for i := range x.Parts {
		if i > 0 {
			p.line("")
		}
		p.explained(&x.Parts[i], x.Colon)
	}
	p.line("")
	p.hang("", 0, x.Rule, quiet)
	return p.flush()
}

func (p *page) explained(x *ExplainedPart, colon string) {
	p.hang("", 0, x.Lead, strong)
	table := func() {
		if len(x.Table.Rows) > 0 {
			p.line("")
			p.explainedTable(&x.Table, colon)
		}
	}
	if !x.Item {
		table()
	}
	if len(x.Facts) > 0 {
		p.line("")
		p.explainedFacts(x.Facts, colon)
	}
	if x.Item {
		table()
	}
	for _, b := range x.Blocks {
		if b.Head != "" {
			p.line("")
			p.hang("", 0, b.Head, strong)
		}
		for _, l := range b.Lines {
			p.text(2, l)
		}
	}
	if len(x.Actions) == 0 {
		return
	}
	p.line("")
	p.hang("", 0, x.Head, strong)
	for _, a := range x.Actions {
		text := a.ID + " · " + a.Horizon + colon + a.Text
		if a.Note != "" {
			text += " (" + a.Note + ")"
		}
		p.hang("  ", 4, text, ink)
	}
}

// explainedFacts sets keys and values beside each other; one under the other
// where a line is short or read aloud.
func (p *page) explainedFacts(facts []ExplainedFact, colon string) {
	column := 0
	for _, f := range facts {
		column = max(column, p.columns(f.Key)+2)
	}
	column = min(column, 20)
	for _, f := range facts {
		switch {
		case p.o.Plain && f.Key != "":
			p.hang("", 2, f.Key+colon+f.Value, ink)
		case p.o.Plain:
			p.text(0, f.Value)
		case p.columns(f.Key)+2 > column:
			p.hang("", 0, f.Key, ink)
			p.text(column, f.Value)
		default:
			p.key(f.Key, column, f.Value, ink)
		}
	}
}

// explainedTable draws a table, or a line per row where it does not fit.
func (p *page) explainedTable(t *ExplainedTable, colon string) {
	text := func(c ExplainedCell) string {
		if c.Rating != 0 {
			return p.symbol(c.Rating) + " " + p.clean(c.Text)
		}
		return p.clean(c.Text)
	}
	widths, total := make([]int, len(t.Heads)), -2
	for i, h := range t.Heads {
		widths[i] = p.columns(p.clean(h))
		for _, r := range t.Rows {
			widths[i] = max(widths[i], p.columns(text(r[i])))
		}
		total += widths[i] + 2
	}
	if p.o.Plain || total > p.width {
		for _, r := range t.Rows {
			var parts []string
			for i, c := range r {
				if c.Text != "" {
					parts = append(parts, t.Heads[i]+colon+p.clean(c.Text))
				}
			}
			p.hang("", 2, strings.Join(parts, "; "), ink)
		}
		return
	}
	field := func(s string, i int) string {
		gap := strings.Repeat(" ", widths[i]-p.columns(s))
		if t.Right[i] {
			return gap + s + "  "
		}
		return s + gap + "  "
	}
	head := ""
	for i, h := range t.Heads {
		head += field(p.clean(h), i)
	}
	p.line(p.o.paint(strong, strings.TrimRight(head, " ")))
	for _, r := range t.Rows {
		line := ""
		for i, c := range r {
			f := field(text(c), i)
			if c.Rating != 0 {
				f = p.o.paint(roleOf(c.Rating), text(c)) + strings.TrimPrefix(f, text(c))
			}
			line += f
		}
		p.line(line)
	}
}
