package ics_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/reports"
	"csi/reports/ics"
)

func calendar() *reports.Calendar {
	day := assess.Date{Year: 2027, Month: 2, Day: 1}
	return &reports.Calendar{Name: "План; Порт, приклад", Language: "uk", Events: []reports.CalendarEvent{
		{UID: "ag-dia-cso-1@x.csi", Day: day, Stamp: assess.Date{Year: 2026, Month: 11, Day: 20},
			Summary: "Строк: надіслати листа, усім; \\ і \"ще\"", Text: strings.Repeat("Довгий рядок із літерами по два байти. ", 6) + "\nдругий рядок"},
		{UID: "own-1@x.csi", Day: day, Stamp: day, Summary: "BEGIN:VEVENT\nEND:VCALENDAR", Text: "\r\nX-EVIL:1\x00\u202e"},
	}}
}

// TestWrite opens what was written in the parser of another library.
func TestWrite(t *testing.T) {
	t.Parallel()
	want := calendar()
	var b bytes.Buffer
	if err := ics.Write(&b, want); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	cal, err := ical.NewDecoder(bytes.NewReader(b.Bytes())).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	if n := len(cal.Events()); n != len(want.Events) {
		t.Fatalf("found %d events, want %d", n, len(want.Events))
	}
	for i, e := range cal.Events() {
		text := func(name string) string {
			s, err := e.Props.Text(name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return s
		}
		w := want.Events[i]
		got := []string{text(ical.PropUID), text(ical.PropSummary), text(ical.PropDescription), text(ical.PropClass), text(ical.PropTransparency)}
		if d := cmp.Diff([]string{w.UID, reports.Printable(w.Summary), reports.Printable(w.Text), "PRIVATE", "TRANSPARENT"}, got); d != "" {
			t.Error(d)
		}
		start, err := e.DateTimeStart(nil)
		if err != nil || assess.DateOf(start) != w.Day || e.Props.Get(ical.PropDateTimeStart).ValueType() != ical.ValueDate {
			t.Errorf("starts %v (%v), want the whole of %v", start, err, w.Day)
		}
		if stamp, err := e.Props.DateTime(ical.PropDateTimeStamp, nil); err != nil || assess.DateOf(stamp) != w.Stamp {
			t.Errorf("stamped %v (%v), want %v", stamp, err, w.Stamp)
		}
		if len(e.Children) != 1 || e.Children[0].Name != ical.CompAlarm || e.Children[0].Props.Get(ical.PropTrigger).Value != "-P7D" {
			t.Error("no alarm a week before")
		}
	}
	var again bytes.Buffer
	if err := ics.Write(&again, calendar()); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
		t.Error("twice the same calendar, other bytes")
	}
}
