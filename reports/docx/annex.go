package docx

import (
	"slices"
	"strings"

	"csi/reports"
)

// annex works every figure out, for those who check it.
func (d *document) annex() {
	a := d.r.Annex
	if a == nil {
		return
	}
	d.part(toAnnex, a.Heading, a.Lead)
	for i := range a.Groups {
		g := &a.Groups[i]
		d.head(2, g.Title)
		d.p("Small", plain(g.Note))
		for k := range g.Parts {
			d.explained(&g.Parts[k])
		}
		if g.Table != nil {
			d.sums(g.Title, g.Table)
		}
	}
	d.p("Caption", plain(a.Rule))
}

// explained is one stage, barrier or section: what came out, the items of its
// sum, the sum, and what would change it.
func (d *document) explained(p *reports.ExplainedPart) {
	level := 3
	if p.Title == "" {
		level = 2 // the part has no heading, so those below move up
	} else {
		d.head(3, p.Title)
	}
	d.paragraph(paragraph{runs: []run{plain(p.Lead)}, keep: len(p.Table.Rows) > 0})
	d.sums(p.Lead, &p.Table)
	for i, f := range p.Facts {
		x := paragraph{style: "Facts", runs: []run{quiet(f.Key), {text: f.Value, tab: true}}}
		if i == 0 {
			x.above = 120
		}
		d.paragraph(x)
	}
	for _, b := range p.Blocks {
		if b.Head != "" {
			d.head(level+1, b.Head)
		}
		for _, l := range b.Lines {
			d.p("TableText", plain(l))
		}
	}
}

// wholeRows is the most rows of a table that is never parted.
const wholeRows = 6

// sums is a table of items with figures at the right.
func (d *document) sums(title string, x *reports.ExplainedTable) {
	if len(x.Rows) == 0 {
		return
	}
	t := table{style: "PlanTable", title: title, head: 1, tight: true, wide: sumWidths(x), rows: []row{heads(x.Heads...)}}
	for _, line := range x.Rows {
		var r row
		for _, c := range line {
			text := []run{plain(c.Text)}
			if c.Rating != 0 {
				text = []run{{text: sign(c.Rating), style: "Symbol"}, plain(noBreak + c.Text)}
			}
			r.cells = append(r.cells, words("TableText", text...))
		}
		t.rows = append(t.rows, r)
	}
	last := len(t.rows) - 1
	for i := range t.rows {
		t.rows[i].keep = i < last && (last <= wholeRows || i >= last-1) // none stands alone on the next page
		for k := range t.rows[i].cells {
			t.rows[i].cells[k].text[0].right = x.Right[k]
		}
	}
	d.table(t)
}

// sumWidths shares the width out by the longest text of each column. None is
// narrower than its longest word; those that have the most give way first.
func sumWidths(x *reports.ExplainedTable) []int {
	wide, least := make([]int, len(x.Heads)), make([]int, len(x.Heads))
	for i, h := range x.Heads {
		bold := func(s string) int { return wideOf(s) * 115 / 100 }
		wide[i] = bold(h)/2 + cellAir // a head may take two lines
		for _, w := range strings.Fields(h) {
			least[i] = max(least[i], bold(w)+cellAir)
		}
		for _, r := range x.Rows {
			text := r[i].Text
			if r[i].Rating != 0 {
				text = "– " + text
			}
			wide[i] = max(wide[i], wideOf(text)+cellAir)
			for _, w := range strings.Fields(text) {
				least[i] = max(least[i], wideOf(w)+cellAir)
			}
		}
		wide[i] = max(wide[i], least[i])
	}
	for sum(wide) > fullWide {
		most := 0
		for i, w := range wide {
			if w-least[i] > wide[most]-least[most] {
				most = i
			}
		}
		if wide[most] <= least[most] {
			most = slices.Index(wide, slices.Max(wide)) // a word of its own is too long
		}
		wide[most] -= min(40, sum(wide)-fullWide)
	}
	rest := fullWide - sum(wide)
	for i := range wide {
		wide[i] += rest / len(wide)
	}
	wide[0] += rest % len(wide)
	return wide
}

// cellAir is what the margins of a cell take, in twips.
const cellAir = 236

// wideOf estimates the length of a text of a table in twips; letters beyond
// Latin and Greek are wider.
func wideOf(s string) int {
	n := 0
	for _, r := range s {
		n += 92
		if r >= 0x400 {
			n += 8
		}
	}
	return n
}

// sum adds lengths.
func sum(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}
