package docx

import (
	"slices"

	"csi/reports"
)

// unknown is what is not known, what was set aside, how firm the responses
// are, and when to look again.
func (d *document) unknown() {
	u := &d.r.Unknown
	d.part(toUnknown, u.Heading, u.Lead)
	if len(u.Find) > 0 {
		d.head(2, u.FindTitle)
		d.p("Small", plain(u.FindNote))
		d.find(u)
	}
	if len(u.Aside) > 0 {
		d.head(2, u.AsideTitle)
		d.p("Small", plain(u.AsideNote))
	}
	for _, g := range u.Aside {
		for _, it := range g.Items {
			d.p("ListBullet", plain(it.Key), quiet(" – "+it.Value))
		}
		if g.Reason != "" {
			d.pair("", g.ReasonLabel, g.Reason)
		}
	}
	if len(u.Firm) > 0 {
		d.head(2, u.FirmTitle)
	}
	for _, f := range u.Firm {
		d.paragraph(paragraph{style: "TableText", keep: true, runs: []run{strong(f.Name + d.r.Words.Colon), plain(f.Text)}})
		if f.Has {
			s := reports.Span{HasValue: true, Value: f.Value, Low: f.Value, High: f.Value}
			d.bar(f.Name, f.Name+d.r.Words.Colon+f.Text, s, ink2, []int{50, 75}, nil)
		}
	}
	if len(u.Firm) > 0 {
		d.paragraph(paragraph{runs: cut(u.FirmText, u.FirmBold), above: 120})
	}
	d.head(2, u.ReviewTitle)
	d.p("", plain(u.ReviewText))
	t := table{style: "PlanTable", title: u.ReviewTitle, wide: []int{mm(50), mm(120)}}
	for _, l := range u.ReviewLines {
		t.rows = append(t.rows, row{cells: []cell{words("TableText", quiet(l)), toFill("TableText", "")}})
	}
	d.table(t)
}

// find is the list of things to find out, with cells for who and by when.
func (d *document) find(u *reports.Unknown) {
	t := table{
		style: "PlanTable", title: u.FindTitle, alt: u.FindNote, head: 1,
		wide: []int{mm(106), mm(36), mm(28)},
		rows: []row{heads(u.FindTitle, u.WhoLabel, u.WhenLabel)},
	}
	colon := d.r.Words.Colon
	for _, f := range u.Find {
		c := words("TableText", strong(f.Text))
		for _, s := range []string{f.Place, u.AskLabel + colon + f.Ask, u.ChangesLabel + colon + f.Changes} {
			c.text = append(c.text, paragraph{style: "TableNote", runs: []run{plain(s)}})
		}
		t.rows = append(t.rows, row{cells: []cell{c, toFill("TableText", ""), toFill("TableText", "")}})
	}
	d.table(t)
}

// method is how the report was made, and its limits.
func (d *document) method() {
	m := &d.r.Method
	d.part(toMethod, m.Heading, m.Lead)
	for _, p := range m.Parts {
		d.head(2, p.Title)
		d.p("", strong(p.Strong))
		for _, t := range p.Texts {
			d.p("", plain(t))
		}
		if p.Table != nil {
			d.small(p.Title, p.Table)
		}
	}
}

// small is a table of words and figures: a narrow first column, the others
// share what is left.
func (d *document) small(title string, x *reports.Table) {
	t := table{style: "PlanTable", title: title, head: 1, rows: []row{heads(x.Head...)}}
	n := len(x.Head)
	if n == 0 {
		return
	}
	first := fullWide
	if n > 1 {
		first = mm(44)
	}
	t.wide = append([]int{first}, slices.Repeat([]int{(fullWide - first) / max(1, n-1)}, n-1)...)
	for _, line := range x.Rows {
		var r row
		for _, c := range line {
			r.cells = append(r.cells, words("TableText", plain(c)))
		}
		t.rows = append(t.rows, r)
	}
	d.table(t)
}

// sources are the works, the examples and the words.
func (d *document) sources() {
	s := &d.r.Sources
	d.part(toSources, s.Heading, s.Lead)
	if len(s.Sources) > 0 {
		d.head(2, s.SourcesTitle)
		d.p("Small", plain(s.SourcesNote))
	}
	for _, x := range s.Sources {
		d.p("ListBullet", plain(x))
	}
	if len(s.Examples) > 0 {
		d.head(2, s.ExamplesTitle)
		d.p("Small", plain(s.ExamplesNote))
	}
	for _, e := range s.Examples {
		d.pair("TableText", e.Key, e.Value)
	}
	if len(s.Words) > 0 {
		d.head(2, s.WordsTitle)
	}
	for _, w := range s.Words {
		d.pair("TableText", w.Key, w.Value)
	}
	if s.Licence != "" {
		d.head(2, s.LicenceTitle)
		d.p("", plain(s.Licence))
	}
}
