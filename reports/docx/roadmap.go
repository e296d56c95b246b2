package docx

import (
	"strconv"

	"csi/reports"
)

// roadMap is the action table of one side. Owner, date and proof are cells to
// fill in.
func (d *document) roadMap(m *reports.RoadMap) {
	w := &d.r.Words
	d.part(toRoadMap(m), m.Heading, m.Lead)
	t := table{
		style: "PlanTable", title: m.Running, alt: m.Lead, head: 1,
		wide: []int{mm(9), mm(83), mm(25), mm(21), mm(32)},
		rows: []row{heads(w.Number, w.Action, w.Owner, w.ByWhen, w.Proof)},
	}
	for _, h := range m.Horizons {
		band := words("TableText", strong(h.Name))
		if h.Until != "" {
			band.text[0].runs = append(band.text[0].runs, quiet(" ("+h.Until+")"))
		}
		band.span, band.shade = 5, shade{fill: tint}
		t.rows = append(t.rows, row{cells: []cell{band}, keep: true})
		if h.Empty != "" {
			empty := words("TableNote", plain(h.Empty))
			empty.span = 5
			t.rows = append(t.rows, row{cells: []cell{empty}})
		}
		for i := range h.Rows {
			t.rows = append(t.rows, actionRow(&h.Rows[i]))
		}
	}
	d.table(t)
	d.p("Caption", plain(m.Closing))
}

// actionRow is one action; what is done or dropped is struck.
func actionRow(a *reports.ActionRow) row {
	number := run{text: strconv.Itoa(a.Number), style: "Accent"}
	text := strong(a.Text)
	if a.Struck {
		number.struck, text.colour = true, ink2
	}
	what := words("TableText", text)
	for _, s := range []string{a.Why, a.DoneWhen, a.Example} {
		if s != "" {
			what.text = append(what.text, paragraph{style: "TableNote", runs: []run{plain(s)}})
		}
	}
	when := toFill("TableText", a.ByWhen)
	if a.Status != "" {
		status := paragraph{style: "TableNote", runs: []run{plain(a.Status)}}
		if a.ByWhen == "" {
			when.text = nil
		}
		when.text = append(when.text, status)
	}
	return row{cells: []cell{words("TableText", number), what, toFill("TableText", a.Owner), when, toFill("TableText", a.Proof)}}
}
