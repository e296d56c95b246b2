package reports

import "io"

// WriteBenchmarkReport writes a report as text: what pictures show stands in
// sentences.
func WriteBenchmarkReport(w io.Writer, r *BenchmarkReport, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, r.Kind+" · "+r.Name, strong)
	p.text(0, r.Lead)
	p.line("")
	for _, row := range r.Facts.Rows {
		p.hang("  ", 4, row[0]+r.Words.Colon+row[1], ink)
	}
	for i := range r.Parts {
		p.overviewPart(r, &r.Parts[i])
	}
	p.line("")
	p.hang("", 0, r.Footline, quiet)
	return p.flush()
}

// overviewPart writes one part.
func (p *page) overviewPart(r *BenchmarkReport, part *OverviewPart) {
	p.line("")
	p.hang("", 0, part.Heading, strong)
	p.text(0, part.Lead)
	for _, l := range part.lines(r.Words.Colon) {
		if l.strong {
			p.hang("", 0, l.text, strong)
			continue
		}
		p.hang("  ", 4, l.text, ink)
	}
	for _, n := range part.Notes {
		p.hang("", 0, n, quiet)
	}
}

// overviewLine is one line of a part in words; strong ones are headings.
type overviewLine struct {
	text   string
	strong bool
}

// lines puts everything of a part into words.
func (p *OverviewPart) lines(colon string) []overviewLine {
	var out []overviewLine
	head := func(s string) { out = append(out, overviewLine{s, true}) }
	say := func(s string) {
		if s != "" {
			out = append(out, overviewLine{s, false})
		}
	}
	if p.Panels != nil {
		for _, panel := range p.Panels.Panels {
			head(panel.Name + " (" + panel.Note + ")")
			say(up(panel.Hidden))
			for _, alt := range panel.Alts {
				say(alt)
			}
		}
	}
	if p.Cells != nil {
		for _, row := range p.Cells.Rows {
			for _, c := range row.Cells {
				say(c.Alt)
			}
		}
	}
	if p.Bars != nil {
		for _, g := range p.Bars.Groups {
			head(g.Title)
			for _, row := range g.Rows {
				name := ""
				if row.Name != "" {
					name = row.Name + colon
				}
				for _, t := range []string{row.Text, row.Hidden} {
					if t != "" {
						say(name + t)
					}
				}
				say(row.More)
			}
		}
	}
	if p.Counts != nil {
		for _, c := range p.Counts.Rows {
			say(c.Text + " (" + c.Note + ")" + colon + c.Alt)
		}
	}
	for _, v := range p.Views {
		head(v.Title)
		for _, g := range v.Groups {
			for _, row := range g.Rows {
				say(row.Alt)
			}
		}
	}
	for _, l := range p.Lists {
		head(l.Title)
		for _, t := range append(append([]string{}, l.Texts...), l.Items...) {
			say(t)
		}
	}
	if p.Table != nil {
		for _, row := range p.Table.Rows {
			say(row[0] + colon + row[1] + colon + row[2])
		}
	}
	return out
}

// WriteBenchmarkReportMarkdown writes a report in Markdown.
func WriteBenchmarkReportMarkdown(w io.Writer, r *BenchmarkReport) error {
	m := newMarkdown(w, &Report{Words: r.Words})
	m.head(1, r.Kind+" · "+r.Name)
	m.text(r.Lead)
	m.bold(r.Limits)
	m.head(2, r.FactsTitle)
	m.table(&r.Facts)
	for i := range r.Parts {
		part := &r.Parts[i]
		m.head(2, part.Heading)
		m.text(part.Lead)
		for _, l := range part.lines(r.Words.Colon) {
			if l.strong {
				m.close()
				m.head(3, l.text)
				continue
			}
			m.item(l.text)
		}
		m.close()
		for _, n := range part.Notes {
			m.text(n)
		}
	}
	m.raw("---")
	m.text(r.Footline)
	m.text(r.Stamp)
	return m.w.Flush()
}
