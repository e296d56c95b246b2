package reports

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Calendar is the due dates of a plan as a value; package ics turns it into a
// file.
type Calendar struct {
	Name     string
	Language string
	Events   []CalendarEvent // by date, then in the order of the plan's sheet
}

// CalendarEvent is one due date: a whole day, with a reminder a week before.
type CalendarEvent struct {
	UID     string // the same whenever the plan is exported
	Day     assess.Date
	Stamp   assess.Date // the day the entry is from; the due date where none is known
	Summary string
	Text    string
}

// NewCalendar makes a calendar of the actions that have a due date and are
// neither done nor dropped.
func NewCalendar(in Input) *Calendar {
	b := newBuilder(in)
	c := &Calendar{Name: b.s("calendar.name", phrases.V{"name": b.name()}), Language: in.Phrases.Lang()}
	for _, x := range b.planned(b.planShown()) {
		e := x.Entry
		if e.Due.IsZero() || e.Status == assess.Done || e.Status == assess.Dropped {
			continue
		}
		stamp := b.a.Frame.Date
		if stamp.Time().Before(e.Since.Time()) {
			stamp = e.Since
		}
		if stamp.IsZero() {
			stamp = e.Due
		}
		c.Events = append(c.Events, CalendarEvent{
			UID: strings.ReplaceAll(x.Action.ID, "/", "-") + "@" + b.a.ID + ".csi", Day: e.Due, Stamp: stamp,
			Summary: b.s("calendar.due", phrases.V{"action": bare(x.Action.Text)}),
			Text:    b.calendarText(x),
		})
	}
	slices.SortStableFunc(c.Events, func(x, y CalendarEvent) int { return x.Day.Time().Compare(y.Day.Time()) })
	return c
}

// calendarText tells what a reminder should: a line for each thing said.
func (b *builder) calendarText(x assess.PlannedAction) string {
	var lines []string
	line := func(id, value string) {
		if value != "" {
			lines = append(lines, b.s("calendar."+id, phrases.V{"value": value}))
		}
	}
	line("for", b.t("side."+b.party(x.Action.For)))
	line("done_when", bare(x.Action.DoneWhen))
	if !b.Options.Public {
		line("owner", x.Entry.Owner)
	}
	if x.Entry.Status != 0 {
		line("status", b.t("status."+x.Entry.Status.String()))
	}
	line("id", x.Action.ID)
	return strings.Join(lines, "\n")
}

// WritePlanCSV writes the plan as a table: the columns of the plan's sheet
// under their keys, dates and numbers as they are, no cell a formula.
func WritePlanCSV(w io.Writer, in Input) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	b := newBuilder(in)
	out := csv.NewWriter(w)
	var keys []string
	for _, c := range planColumns() {
		keys = append(keys, c.key)
	}
	_ = out.Write(keys) // Error tells
	for _, x := range b.planned(b.planShown()) {
		var row []string
		for _, c := range b.planCells(x, false) {
			switch c.Kind {
			case NumberCell:
				row = append(row, strconv.FormatFloat(c.Number, 'f', -1, 64))
			case DateCell:
				row = append(row, c.Date.String())
			default:
				row = append(row, guarded(c.Text))
			}
		}
		_ = out.Write(row)
	}
	out.Flush()
	return out.Error()
}
