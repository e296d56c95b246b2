// Package ics writes a reports.Calendar as an iCalendar file (RFC 5545): one
// event for each due date, over the whole day, private, not blocking the day,
// with a reminder a week before. An event and no to-do: most calendars that
// people carry, those of phones among them, show no to-dos. It is the only
// package that knows the library.
package ics

import (
	"io"

	ical "github.com/arran4/golang-ical"

	"csi/reports"
)

// Write writes a calendar; the same value gives the same bytes.
func Write(w io.Writer, c *reports.Calendar) error {
	cal := ical.NewCalendarFor("csi")
	cal.SetProductId("-//csi//plan//" + c.Language)
	cal.SetMethod(ical.MethodPublish)
	cal.SetXWRCalName(reports.Printable(c.Name))
	for _, e := range c.Events {
		day := e.Day.Time()
		v := cal.AddEvent(e.UID)
		v.SetDtStampTime(e.Stamp.Time())
		v.SetAllDayStartAt(day)
		v.SetAllDayEndAt(day.AddDate(0, 0, 1))
		v.SetSummary(reports.Printable(e.Summary), language(c.Language))
		v.SetDescription(reports.Printable(e.Text), language(c.Language))
		v.SetClass(ical.ClassificationPrivate)
		v.SetTimeTransparency(ical.TransparencyTransparent)
		a := v.AddAlarm()
		a.SetAction(ical.ActionDisplay)
		a.SetTrigger("-P7D")
		a.SetDescription(reports.Printable(e.Summary), language(c.Language))
	}
	return cal.SerializeTo(w, ical.WithNewLineWindows)
}

func language(tag string) ical.PropertyParameter {
	return &ical.KeyValues{Key: string(ical.ParameterLanguage), Value: []string{tag}}
}
