package docx

import (
	"strconv"

	"csi/reports"
)

// roadMap is the action table of one side. Owner, date and proof are cells to
// fill in. With a second language its actions stand beside the first.
func (d *document) roadMap(m *reports.RoadMap) {
	w, second := &d.r.Words, &d.r.Second
	d.part(toRoadMap(m), m.Heading, m.Lead)
	t := table{
		style: "PlanTable", title: m.Running, alt: m.Lead, head: 1,
		wide: []int{mm(9), mm(83), mm(25), mm(21), mm(32)},
		rows: []row{heads(w.Number, w.Action, w.Owner, w.ByWhen, w.Proof)},
	}
	if second.In() {
		t.wide = []int{mm(9), mm(50), mm(50), mm(21), mm(18), fullWide - mm(9) - 2*mm(50) - mm(21) - mm(18)}
		t.rows = []row{heads(w.Number, w.Action+" · "+second.FirstName, second.Action+" · "+second.Name, w.Owner, w.ByWhen, w.Proof)}
		t.rows[0].cells[2].text[0].runs[0].lang = languageTag(second.Language)
	}
	for i := range m.Horizons {
		h := &m.Horizons[i]
		t.rows = append(t.rows, row{cells: []cell{d.band(h, len(t.wide))}, keep: true})
		if h.Empty != "" {
			empty := words("TableNote", plain(h.Empty))
			empty.span = len(t.wide)
			t.rows = append(t.rows, row{cells: []cell{empty}})
		}
		for k := range h.Rows {
			t.rows = append(t.rows, d.actionRow(&h.Rows[k]))
		}
	}
	d.table(t)
	for _, s := range m.Totals {
		d.p("", strong(s))
	}
	d.p("Caption", plain(m.Closing))
}

// band is the row over the actions of a horizon, in one language or two.
func (d *document) band(h *reports.HorizonPart, columns int) cell {
	line := func(name, until, lang string) []run {
		runs := []run{{text: name, lang: lang}}
		if until != "" {
			runs = append(runs, run{text: " (" + until + ")", style: "Quiet", lang: lang})
		}
		return runs
	}
	c := words("TableText", line(h.Name, h.Until, "")...)
	c.text[0].runs[0].style = "Strong"
	if second := &d.r.Second; second.In() && h.Second.Text != "" {
		c.text = append(c.text, paragraph{style: "TableText", runs: line(h.Second.Text, h.Second.Until, languageTag(second.Language))})
	}
	c.span, c.shade = columns, shade{fill: tint}
	return c
}

// actionRow is one action; what is done or dropped is struck.
func (d *document) actionRow(a *reports.ActionRow) row {
	number := run{text: strconv.Itoa(a.Number), style: "Accent"}
	text, twin := strong(a.Text), run{text: a.Second.Text, lang: languageTag(d.r.Second.Language)}
	if a.Struck {
		number.struck, text.colour, twin.colour = true, ink2, ink2
	}
	what := words("TableText", text)
	if !d.r.Second.In() {
		what.note(a.Why, a.DoneWhen, a.Example, a.Takes)
		return row{cells: []cell{words("TableText", number), what, toFill("TableText", a.Owner), whenCell(a), toFill("TableText", a.Proof)}}
	}
	what.note(a.DoneWhen, a.Why, a.Example, a.Takes) // the conditions stand beside each other
	beside := words("TableText", twin)
	if a.Second.DoneWhen != "" {
		beside.text = append(beside.text, paragraph{style: "TableNote", runs: []run{{text: a.Second.DoneWhen, lang: twin.lang}}})
	}
	return row{cells: []cell{words("TableText", number), what, beside, toFill("TableText", a.Owner), whenCell(a), toFill("TableText", a.Proof)}}
}

// whenCell is the date of an action with its status below.
func whenCell(a *reports.ActionRow) cell {
	when := toFill("TableText", a.ByWhen)
	if a.Status != "" {
		if a.ByWhen == "" {
			when.text = nil
		}
		when.note(a.Status)
	}
	return when
}

// note adds quiet paragraphs to a cell, those that have a text.
func (c *cell) note(texts ...string) {
	for _, s := range texts {
		if s != "" {
			c.text = append(c.text, paragraph{style: "TableNote", runs: []run{plain(s)}})
		}
	}
}
