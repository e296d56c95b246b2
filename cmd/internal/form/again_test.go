package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// askAgain gives a sitting a last time, one year before: a value with a record
// and a note, a public source, a don't know, an item left open, a reworded
// one, and reasons, with a plan of which some is done.
func askAgain(s *Sitting) {
	q := s.Questionnaire
	for i := range 3 {
		id := q.Sections[0].Items[i].ID
		q.Sections[0].Items[i].Actions = []assess.Action{
			{ID: id + "/cso/1", For: assess.ForCSO, Horizon: assess.Short, Text: "Ask for the list of topics."},
			{ID: id + "/authority/1", For: assess.ForAuthority, Horizon: assess.Medium, Text: "Publish the list of topics."}}
	}
	f := frame()
	f.Period = assess.Period{From: assess.Month{Year: 2023, Month: 11}, To: assess.Month{Year: 2025, Month: 10}}
	f.Date, f.Organisation = assess.Date{Year: 2025, Month: 11, Day: 20}, "Harbour"
	last := &assess.Assessment{ID: "01a1f89d-07c1-740a-abc1-c299778e6176", Questionnaire: assess.Ref{ID: "small", Version: "1.0.0"}, Frame: f,
		Responses: map[string]assess.Response{
			"ag-inf": {State: assess.Answered, Value: 2, Evidence: assess.InternalRecord, Note: "Minutes come in time.", Flag: true},
			"ag-con": {State: assess.Answered, Value: 1, Evidence: assess.PublicSource},
			"ag-dia": {State: assess.DontKnow},
			"re-inf": {State: assess.NotApplicable, Reason: "No revision in the period"},
			"re-con": {State: assess.NotApplicable, Reason: "Our own words"},
			"re-dia": {State: assess.Answered, Value: 3},
			"b1-1":   {State: assess.Answered, Value: 0},
		}, Plan: []assess.PlanEntry{
			{Action: "ag-inf/cso/1", Status: assess.Done},
			{Action: "ag-con/cso/1", Status: assess.Doing},
			{Action: "ag-con/authority/1"},
			{Action: "ag-dia/cso/1", Status: assess.Dropped},
		}}
	then := small()
	then.Sections[1].Items[2].Text = "In other words."
	for i := range 3 {
		then.Sections[0].Items[i].Actions = q.Sections[0].Items[i].Actions
	}
	s.Last = assess.NewEarlier(last, then, q)
	if s.New {
		s.Assessment = assess.Again(last, then, q, assess.DateOf(november()))
		return
	}
	s.Assessment.Frame.Period = assess.Period{From: f.Period.To.Add(1), To: assess.Month{Year: 2026, Month: 10}}
}

// The screens: what is shown, what k saves, and that nothing else saves.
func TestTUI_again(t *testing.T) {
	t.Parallel()
	s, disk := sitting(true)
	askAgain(s)
	d := drive(t, s, 80, 24)
	d.sees("This assessment asks again what was answered on 20 November 2025", "an item that you do not confirm stays open",
		"1 of 4 actions done since. 2 go on in the new plan. 1 was dropped.", "Done since: Ask for the list of topics.")
	d.press("end", "enter").sees("1 of 3").press("b").sees("1 of 4 actions done since").press("end", "enter").sees("1 of 3", "since last time", "November 2025 to October 2026")
	d.press("enter").sees("2 of 3", "How many people").press("3", "enter").sees("3 of 3").press("enter")
	d.sees("Ready to start", "Port Example", "Harbour", "November 2025 to October 2026", "3 people")
	if got := disk.last(); len(got.Responses) != 0 || disk.created != 1 || len(got.Plan) != 2 {
		t.Fatalf("with the frame %+v was made, %d files", got, disk.created)
	}
	d.press("enter", "enter").sees("Last time (November 2025): 2 Established · internal record, look again",
		"Note then: Minutes come in time.", "Done since: Ask for the list of topics.", "Still so? k keeps 2 Established", "> ( ) Leave open for now", "k keep")
	d.press("?").sees("Evidence then: internal record. That evidence is of an earlier period (November 2023 to October 2025)").press("?")
	d.press("k").sees("√ kept ag-inf: 2 Established", "Last time (November 2025): 1 Ad hoc · public source", "Under way: Ask for")
	if got := disk.last().Responses["ag-inf"]; got != (assess.Response{State: assess.Answered, Value: 2}) {
		t.Fatalf("kept %+v, want the value alone", got)
	}
	d.press("3", "enter").sees("√ saved ag-con: 3 Formalised", "Last time (November 2025): don't know")
	d.press("k").sees("√ kept ag-dia: don't know", "Last time (November 2025): left open")
	n := len(disk.saves)
	d.press("k").sees("There is nothing to keep from last time here", "Agenda setting · 4 of 4")
	if strings.Contains(d.screen(), "Still so") || strings.Contains(d.screen(), "k keep") || len(disk.saves) != n {
		t.Error("k is offered, or saves, where there is nothing to keep")
	}
	d.press("s", "enter").sees("Last time (November 2025): not applicable (No revision in the period)")
	d.press("k").sees("√ kept re-inf: not applicable")
	d.press("k", "b", "b").sees("Saved is not applicable").press("k").sees("not asked in these words")
	want := map[string]assess.Response{"ag-inf": {State: assess.Answered, Value: 2}, "ag-con": {State: assess.Answered, Value: 3}, "ag-dia": {State: assess.DontKnow},
		"re-inf": {State: assess.NotApplicable, Reason: "No revision in the period"}, "re-con": {State: assess.NotApplicable, Reason: "Our own words"}}
	if diff := cmp.Diff(want, disk.last().Responses); diff != "" {
		t.Errorf("on the disk (-want +got):\n%s", diff)
	}
}

// Enter pressed through everything takes nothing over.
func TestTUI_againInventsNothing(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		s, disk := sitting(false)
		askAgain(s)
		d := drive(t, s, size[0], size[1])
		for range 30 {
			d.press("enter", "down", "up", "x")
		}
		for _, a := range disk.saves {
			if len(a.Responses) != 0 {
				t.Fatalf("%v: a response that nobody gave: %+v", size, a.Responses)
			}
		}
	}
}

// Evidence and notes of last time are proposed, and taken over by Enter alone.
func TestTUI_againEvidenceAndNote(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	askAgain(s)
	d := drive(t, s, 80, 24)
	d.sees("This assessment asks again what was answered on 20 November 2025")
	d.press("enter", "k", "b", "e").sees("Last time (November 2025): internal record. That evidence is of an earlier period", "> ( ) 0 None")
	d.press("esc", "t").sees("This is the note of last time (November 2025)", "Minutes come in time.")
	d.press("esc")
	if got := disk.last().Responses["ag-inf"]; got.Note != "" || got.Evidence != assess.EvidenceNotRecorded {
		t.Fatalf("looking at evidence and note saved %+v", got)
	}
	d.press("t", "enter").sees("√ saved note for ag-inf")
	if got := disk.last().Responses["ag-inf"].Note; got != "Minutes come in time." {
		t.Errorf("the note that Enter confirmed is %q", got)
	}
	s.Assessment.Frame.Period.From = assess.Month{Year: 2025, Month: 5} // the periods overlap: the record still stands
	d.press("e").sees("> ( ) 2 Internal record")
	if strings.Contains(d.screen(), "look again") {
		t.Error("a fresh look is asked for where the period is the same")
	}
	d.press("enter").sees("√ saved evidence for ag-inf: internal record")
	d.press("k", "e").sees("A public source may be out of date: look again before you record it. Still so? k records it again.", "> ( ) 0 None")
	d.press("k").sees("√ saved evidence for ag-con: public source")
}

// Where free text is off, neither a note nor a reason in own words is shown or
// kept.
func TestTUI_againNotesOff(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	askAgain(s)
	s.NotesOff = true
	d := drive(t, s, 80, 24)
	d.press("enter")
	if strings.Contains(d.screen(), "Minutes") {
		t.Error("a note of last time is shown where notes are off")
	}
	d.press("j", "6", "enter").sees("Last time (November 2025): not applicable").press("k").sees("There is nothing to keep")
	if strings.Contains(d.screen(), "own words") || len(disk.saves) != 0 {
		t.Error("a reason in own words is shown or kept where notes are off")
	}
	d.press("b", "k").sees("√ kept re-inf")
}

// The notice of a last time that was not found stands on the welcome.
func TestTUI_againNotice(t *testing.T) {
	t.Parallel()
	s, _ := sitting(false)
	s.Notice = "the assessment of last time is not there; going on without it"
	drive(t, s, 80, 24).sees("The assessment of last time is not there").press("enter").sees("Agenda setting · 1 of 4")
}
