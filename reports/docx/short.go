package docx

import (
	"strconv"
	"strings"

	"csi/reports"
)

// toNext is the bookmark of the second of two pages.
const toNext = "next"

// short writes the road map on two pages: where we stand, what to do next.
func (d *document) short(s *reports.Short) {
	d.summary(&s.Summary)
	d.part(toNext, s.Heading, s.Lead)
	for i := range s.Sides {
		d.shortSide(&s.Sides[i])
	}
	if len(s.Find) > 0 {
		d.head(2, s.FindTitle)
	}
	for _, f := range s.Find {
		text := []run{{text: "?", style: "Symbol"}, {text: f.Text, tab: true}, {text: s.AskLabel + d.r.Words.Colon + f.Ask, style: "Quiet", newLine: true}}
		d.p("TableList", text...)
	}
	d.p("Small", plain(s.FindMore))
	d.head(2, s.ReviewTitle)
	d.p("TableText", plain(s.Review))
	d.head(2, s.LimitsTitle)
	d.p("Small", plain(s.Limits))
	d.p("Small", plain(s.Note))
}

// shortSide is the table of the first steps of one side. Owner and date are
// cells to fill in.
func (d *document) shortSide(side *reports.ShortSide) {
	w := &d.r.Words
	d.head(2, side.Title)
	t := table{
		style: "PlanTable", title: side.Title, head: 1, tight: true,
		wide: []int{mm(9), mm(101), mm(36), fullWide - mm(9) - mm(101) - mm(36)},
		rows: []row{heads(w.Number, w.Action, w.Owner, w.ByWhen)},
	}
	for i := range side.Rows {
		r := &side.Rows[i]
		what := words("TableText", strong(r.Text))
		what.note(strings.TrimSpace(r.Horizon + ". " + r.DoneWhen))
		number := words("TableText", run{text: strconv.Itoa(r.Number), style: "Accent"})
		t.rows = append(t.rows, row{cells: []cell{number, what, toFill("TableText", r.Owner), whenCell(&r.ActionRow)}})
	}
	d.table(t)
}
