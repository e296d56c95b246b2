package docx

import (
	"strconv"
	"strings"

	"csi/reports"
)

// summary is the page a minister reads.
func (d *document) summary(s *reports.Summary) {
	d.part(toSummary, s.Heading, s.Lead)
	d.p("Small", plain(s.Frame))
	if len(s.Grid) > 0 {
		d.head(2, s.GridTitle)
		d.grid(s)
		d.p("Caption", plain(s.GridNote))
	}
	if len(s.Barriers) > 0 {
		d.head(2, s.BarriersTitle)
		d.p("Small", plain(s.BarriersNote))
	}
	bars := strip{title: s.BarriersTitle, scale: 200}
	for _, b := range s.Barriers {
		var bar []piece
		if !b.None {
			bar = barPieces(100, b.Span, bandColour(b.Band), thirds())
		}
		bars.rows = append(bars.rows, inRow([]run{letter(b.Letter), strong(" " + b.Name + d.r.Words.Colon), plain(b.Figure)}, bar))
		bars.alt = sentence(bars.alt, b.Alt)
	}
	d.strip(bars)
	if len(s.Sections) > 0 {
		d.head(2, s.SectionsTitle)
		d.p("Small", plain(s.SectionsNote))
	}
	bars = strip{title: s.SectionsTitle, scale: 200}
	for _, b := range s.Sections {
		var bar []piece
		if !b.None {
			bar = barPieces(100, b.Span, accent, nil)
		}
		bars.rows = append(bars.rows, inRow([]run{strong(b.Name + d.r.Words.Colon), plain(b.Figure)}, bar))
		bars.alt = sentence(bars.alt, b.Alt)
	}
	d.strip(bars)
	d.findings(s)
	if len(s.First) > 0 {
		d.head(2, s.FirstTitle)
	}
	for _, f := range s.First {
		d.p("TableList", run{text: strconv.Itoa(f.Number), style: "Accent"}, run{text: f.Who + d.r.Words.Colon, style: "Strong", tab: true}, plain(f.Text))
	}
	d.p("Caption", cut(s.Index, s.IndexBold)...)
}

// grid is the small matrix: stages by levels, with how far each row holds.
func (d *document) grid(s *reports.Summary) {
	n := len(s.Levels)
	t := table{style: "CellTable", title: s.GridTitle, head: 1}
	first, last := mm(33), mm(29)
	t.wide = append(t.wide, first)
	for range n {
		t.wide = append(t.wide, (fullWide-first-last)/n)
	}
	t.wide = append(t.wide, last)
	t.rows = append(t.rows, heads(append(append([]string{s.StageHead}, s.Levels...), s.ReachedHead)...))
	for _, g := range s.Grid {
		r := row{cells: []cell{words("TableText", strong(g.Stage))}}
		for i := range n {
			var m reports.Mark
			if i < len(g.Cells) {
				m = g.Cells[i]
			}
			r.cells = append(r.cells, d.markCell(m, i == g.Hollow, i == g.Target, "", ""))
		}
		reached := words("TableText", strong(g.Reached))
		if g.ToGo != "" {
			reached.text = append(reached.text, paragraph{style: "TableNote", runs: []run{plain(g.ToGo)}})
		}
		r.cells = append(r.cells, reached)
		r.shareLines()
		t.rows = append(t.rows, r)
		t.alt = sentence(t.alt, g.Alt)
	}
	d.table(t)
}

// sentence puts what a row shows behind what the rows before show.
func sentence(before, next string) string {
	switch {
	case before == "" || next == "":
		return before + next
	case strings.HasSuffix(before, "."):
		return before + " " + next
	}
	return before + "; " + next
}

// markCell is a cell of the matrix in the colours of its rating. What the
// other forms draw, a target and a hollow step, is said in words here.
func (d *document) markCell(m reports.Mark, hollow, target bool, title, value string) cell {
	var c cell
	p := paintOf(m.Rating)
	if m.Rating != 0 {
		c.shade = p.shade
		c.text = []paragraph{{style: "CellText", runs: on(m)}}
		c.add("TableNote", p, title)
		c.add("TableNote", p, value)
	}
	var also []string
	if hollow {
		also = append(also, legendText(d.r, "hollow"))
	}
	if target {
		also = append(also, legendText(d.r, "target"))
		c.right = border{colour: ink, wide: 18}
	}
	c.add("TableNote", p, strings.Join(also, " · "))
	return c
}

// findings sets what works beside what is missing.
func (d *document) findings(s *reports.Summary) {
	var sides [][]reports.Finding
	var names []string
	if len(s.Works) > 0 {
		sides, names = append(sides, s.Works), append(names, s.WorksTitle)
	}
	if len(s.Missing) > 0 {
		sides, names = append(sides, s.Missing), append(names, s.MissingTitle)
	}
	if len(sides) == 0 {
		return
	}
	t := table{style: "PlanTable", title: strings.Join(names, " · "), head: 1, tight: true}
	var top row
	for _, n := range names {
		t.wide = append(t.wide, fullWide/len(sides))
		top.cells = append(top.cells, cell{text: []paragraph{{style: "TableHead", runs: []run{{text: n, style: "Large"}}}}})
	}
	t.rows = append(t.rows, top)
	for i := range max(len(s.Works), len(s.Missing)) {
		var r row
		for _, side := range sides {
			var c cell
			if i < len(side) {
				c = words("TableList", signed(side[i].Mark, cut(side[i].Text, side[i].Bold))...)
			}
			r.cells = append(r.cells, c)
		}
		t.rows = append(t.rows, r)
	}
	d.block(paragraph{style: "Gap", above: 110})
	d.table(t)
}

// matrix is the page of stages by levels in words.
func (d *document) matrix() {
	m := d.r.Matrix
	if m == nil {
		return
	}
	d.part(toMatrix, m.Heading, m.Lead)
	n := max(1, len(m.Levels))
	t := table{style: "CellTable", title: m.Running, head: 1, wide: []int{mm(30)}}
	top := heads(d.r.Words.Stage)
	for i, l := range m.Levels {
		t.wide = append(t.wide, (fullWide-mm(30))/n)
		c := words("TableHead", plain(l))
		if i < len(m.LevelNotes) {
			c.text = append(c.text, paragraph{style: "TableNote", keep: true, runs: []run{plain(m.LevelNotes[i])}})
		}
		top.cells = append(top.cells, c)
	}
	t.rows = append(t.rows, top)
	for _, x := range m.Rows {
		t.rows = append(t.rows, d.matrixRow(&x, len(m.Levels)))
		t.alt = sentence(t.alt, x.Alt)
	}
	d.table(t)
	for _, note := range m.Notes {
		d.p("Caption", plain(note))
	}
}

func (d *document) matrixRow(x *reports.MatrixRow, n int) row {
	stage := words("TableText", strong(x.Stage))
	if x.Note != "" {
		stage.text = append(stage.text, paragraph{style: "TableNote", runs: []run{plain(x.Note)}})
	}
	r := row{cells: []cell{stage}}
	for i := range n {
		var c reports.MatrixCell
		if i < len(x.Cells) {
			c = x.Cells[i]
		}
		if !x.Applicable {
			c.Title, c.Value = "", ""
		}
		r.cells = append(r.cells, d.markCell(c.Mark, c.Hollow, i == x.Target, c.Title, c.Value))
	}
	r.shareLines()
	return r
}
