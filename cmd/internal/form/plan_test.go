package form

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// planning makes a plan of an assessment in which every item was answered
// with 1, so that four actions fire, and keeps what it saves in a fake disk.
func planningOf(lang string) (*Planning, *disk) {
	s, d := sitting(false)
	if lang != "en" {
		s.Phrases = phrases.New(lang)
	}
	actions := map[string][]assess.Action{
		"ag-inf": {{ID: "ag-inf/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Short, Text: "Ask for the calendar of the office.", DoneWhen: "The calendar is public."}},
		"ag-con": {{ID: "ag-con/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Medium, Text: "Send a list of needs.", DoneWhen: "The list is on file."},
			{ID: "ag-con/authority/1", For: assess.ForAuthority, AtMost: 1, Horizon: assess.Short, Text: "Publish a call for needs.", DoneWhen: "The call is on the website."}},
		"b1-1": {{ID: "b1-1/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Short, Text: "Draft a rule.", DoneWhen: "The draft is sent."}},
	}
	for _, it := range s.Questionnaire.Items() {
		it.Weight = 10
		it.Actions = actions[it.ID]
		s.Assessment.Responses[it.ID] = assess.Response{State: assess.Answered, Value: 1}
	}
	p := &Planning{Sitting: s, Currency: "EUR",
		Scored: func(a *assess.Assessment) *assess.Profile {
			return assess.NewProfile(s.Questionnaire, a, s.Framework.Targets)
		},
		IsCurrency: func(code string) bool { return code == "EUR" || code == "CHF" },
	}
	return p, d
}

// driver of the screens of a plan.
func drivePlan(t *testing.T, p *Planning, w, h int) *driver {
	t.Helper()
	f := newPlanFlow(Terminal{Now: november, Getenv: env("TERM", "xterm-256color")}, p)
	f.u.show(f.overview(""))
	d := &driver{t, f.f, f.u}
	d.u.w, d.u.h = w, h
	d.u.fit()
	return d
}

// entry finds an entry of the plan on the disk.
func (d *disk) entry(t *testing.T, id string) assess.PlanEntry {
	t.Helper()
	for _, e := range d.last().Plan {
		if e.Action == id {
			return e
		}
	}
	t.Fatalf("the plan on the disk has no %s: %+v", id, d.last().Plan)
	return assess.PlanEntry{}
}

func date(y, m, d int) assess.Date { return assess.Date{Year: y, Month: m, Day: d} }

func TestPlan_screens(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 12}} {
		p, disk := planningOf("en")
		d := drivePlan(t, p, size[0], size[1])
		d.sees("0 of 4 taken, 0 done", "not taken")
		if len(disk.saves) != 0 {
			t.Fatal("something was saved before anybody confirmed anything")
		}
		d.press("space").sees("saved", "1 of 4 taken")
		d.press("enter", "enter", "coordinator", "enter").sees("√ saved owner", "coordinator")
		d.press("down", "enter", "in 3 months").sees("Saturday, 20 February 2027")
		if len(disk.saves) != 2 {
			t.Errorf("%d saves while a day is written, want 2", len(disk.saves))
		}
		d.press("enter", "down", "enter", "5 days", "enter", "down", "enter", "1,200", "enter").sees("1,200 EUR")
		want := assess.PlanEntry{Action: "ag-inf/cso/1", Owner: "coordinator", Due: date(2027, 2, 20), Effort: 5,
			Cost: assess.Money{Amount: 1200, Currency: "EUR"}, Status: assess.Planned, Since: date(2026, 11, 20)}
		if diff := cmp.Diff(want, disk.entry(t, "ag-inf/cso/1")); diff != "" {
			t.Errorf("%v: the plan on the disk (-want +got):\n%s", size, diff)
		}
		d.press("b", "b").sees("1 of 4 taken")
		d.press("q")
		if !d.u.ended || d.u.err != nil {
			t.Errorf("q on the overview ended with %v", d.u.err)
		}
	}
}

// TestPlan_typingSavesNothing holds that moving, writing and going back change
// nothing.
func TestPlan_typingSavesNothing(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	d := drivePlan(t, p, 80, 24)
	d.press("down", "up", "enter", "down")
	for range 10 { // every row: open it, write or move, go back
		d.press("enter", "7", "esc", "enter", "esc", "down")
	}
	d.press("esc", "enter", "down", "enter", "enter", "down", "down", "enter", "enter") // empty fields left empty
	d.press("esc", "a", "enter", "enter", "An idea", "esc", "b", "b")
	if len(disk.saves) != 0 || len(p.Assessment.Plan) != 0 {
		t.Errorf("the plan has %+v after keys that confirm nothing", p.Assessment.Plan)
	}
}

func TestPlan_own(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	d := drivePlan(t, p, 80, 24)
	d.press("a", "down", "enter", "down", "enter").sees("What is to be done?", "3 of 3")
	d.press("enter").sees("An action needs words")
	d.press("Meet the board", "enter").sees("√ saved your own action", "An action of your own")
	d.press("enter", "down", "enter").sees("About Agenda setting")
	want := assess.PlanEntry{Action: "own/1", For: assess.ForAuthority, Horizon: assess.Medium, Stage: assess.AgendaSetting,
		Text: "Meet the board", Status: assess.Planned, Since: date(2026, 11, 20)}
	if diff := cmp.Diff(want, disk.entry(t, "own/1")); diff != "" {
		t.Errorf("the plan on the disk (-want +got):\n%s", diff)
	}
	// Another action waits for it; deleting is asked back, the cursor on keeping.
	next := *p.Assessment
	next.Plan = append(slices.Clone(next.Plan), assess.PlanEntry{Action: "ag-inf/cso/1", Depends: []string{"own/1"}})
	*p.Assessment = next
	d.press("end", "up", "enter").sees("Delete this action of your own?", "1 action comes after it")
	d.press("enter")
	if len(p.Assessment.Plan) != 2 {
		t.Fatal("Enter on Keep it deleted the action")
	}
	d.press("enter", "down", "enter")
	if diff := cmp.Diff([]assess.PlanEntry{{Action: "ag-inf/cso/1", Depends: []string{}}}, disk.last().Plan); diff != "" {
		t.Errorf("after deleting (-want +got):\n%s", diff)
	}
}

func TestPlan_depends(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	p.Assessment.Plan = []assess.PlanEntry{{Action: "b1-1/cso/1", Depends: []string{"ag-inf/cso/1"}}}
	d := drivePlan(t, p, 80, 24)
	// ag-inf may not wait for b1-1, which waits for it.
	d.press("enter", "down", "down", "down", "down", "down", "enter")
	d.press("space", "enter").sees("They would wait for each other")
	d.press("space", "down", "space", "enter").sees("√ saved comes after")
	if got := disk.entry(t, "ag-inf/cso/1").Depends; !slices.Equal(got, []string{"ag-con/cso/1"}) {
		t.Errorf("depends %v", got)
	}
}

func TestPlan_privateTextIsAskedBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"anna@example.org", "ring +353 87 123 4567", "Dr Smith"} {
		p, disk := planningOf("en")
		d := drivePlan(t, p, 80, 24)
		d.press("enter", "down", "enter", text, "enter").sees("This looks like")
		d.press("enter")
		if len(disk.saves) != 0 {
			t.Errorf("%q was saved without a question", text)
		}
		d.press("enter", "down", "enter")
		if got := disk.entry(t, "ag-inf/cso/1").Owner; got != text {
			t.Errorf("owner %q after it was confirmed", got)
		}
	}
}

// TestPlan_fullDisk holds that a change waits until it is safe, or is given up
// by the person.
func TestPlan_fullDisk(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	disk.fail = 2
	d := drivePlan(t, p, 80, 24)
	d.press("space").sees("could not be saved", "What was saved before is safe")
	if len(p.Assessment.Plan) != 0 {
		t.Fatal("the plan holds what is not on the disk")
	}
	d.press("enter").sees("could not be saved")
	d.press("enter").sees("1 of 4 taken")
	if len(disk.saves) != 1 {
		t.Errorf("%d saves", len(disk.saves))
	}
}

func TestPlan_statusAndWords(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	p.Assessment.Plan = []assess.PlanEntry{{Action: "ag-inf/cso/1", Due: date(2026, 11, 1), Status: assess.Planned}}
	d := drivePlan(t, p, 80, 24)
	d.sees("1 overdue", "! Ask for the calendar", "overdue")
	d.press("enter").sees("1 November 2026, overdue")
	for range 6 {
		d.press("down")
	}
	d.press("enter", "down", "down", "enter").sees("since which day?")
	for range 12 {
		d.press("backspace")
	}
	d.press("tomorrow", "enter").sees("This day is still to come")
	for range 8 {
		d.press("backspace")
	}
	d.press("18 November", "enter").sees("done since 18 November 2026")
	d.press("down", "enter", " Twice.", "enter").sees("Ask for the calendar of the office. Twice.")
	want := assess.PlanEntry{Action: "ag-inf/cso/1", Due: date(2026, 11, 1), Status: assess.Done, Since: date(2026, 11, 18),
		Text: "Ask for the calendar of the office. Twice."}
	if diff := cmp.Diff(want, disk.entry(t, "ag-inf/cso/1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// conversation in lines; it ends done and each confirmed line is one save.
const planLines = "1\n1\n1\ncoordinator\n2\nend of March\nn\nin 3 months\ny\n3\n5\ny\n4\n300 CHF\ny\n5\n1 2\n6\nthe minutes\n" +
	"7\n2\n\n8\nAsk twice\n10\n2\nb\na\n1\n2\nMeet the board\n11\n2\n12\ny\ng\n1\n1\nb\n2\n11\nb\nl\nq\n"

func talkPlan(p *Planning, input string) (string, error) {
	var out bytes.Buffer
	term := Terminal{In: echo{strings.NewReader(input), &out}, Out: &out, Now: november, Plain: true}
	_, err := Plan(context.Background(), term, p)
	return out.String(), err
}

func TestPlan_lines(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	text, err := talkPlan(p, planLines)
	if err != nil {
		t.Errorf("ended with %v", err)
	}
	golden(t, "plain-plan.txt", text)
	fitForReading(t, text)
	want := []assess.PlanEntry{{Action: "ag-inf/cso/1", Text: "Ask twice", Horizon: assess.Medium, Owner: "coordinator", Due: date(2027, 2, 20), Effort: 5,
		Cost: assess.Money{Amount: 300, Currency: "CHF"}, Depends: []string{"b1-1/cso/1", "ag-con/cso/1"}, Status: assess.Dropped,
		Since: date(2026, 11, 20), Proof: "the minutes"}}
	if diff := cmp.Diff(want, disk.last().Plan); diff != "" {
		t.Errorf("the plan on the disk (-want +got):\n%s", diff)
	}
}

// TestPlan_cut ends the input after every line and in the middle of each: what
// is on the disk is what was confirmed before, nothing less and nothing more.
func TestPlan_cut(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "uk"} {
		words := phrases.New(lang)
		planningOf := func(lang string) (*Planning, *disk) {
			p, d := planningOf("en")
			p.Phrases = words
			return p, d
		}
		whole, disk := planningOf(lang)
		if _, err := talkPlan(whole, planLines); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		var states [][]assess.PlanEntry
		states = append(states, nil)
		for _, a := range disk.saves {
			states = append(states, a.Plan)
		}
		for i := range len(planLines) {
			p, cut := planningOf(lang)
			_, err := talkPlan(p, planLines[:i])
			if !errors.Is(err, ErrInputEnded) {
				t.Fatalf("%s: cut after %q ended with %v", lang, planLines[:i], err)
			}
			n := len(cut.saves)
			if n >= len(states) || !slices.EqualFunc(cut.last().Plan, states[n], assess.PlanEntry.Equal) {
				t.Fatalf("%s: cut after %q has on the disk %+v, want %+v", lang, planLines[:i], cut.last().Plan, states[min(n, len(states)-1)])
			}
			if !slices.EqualFunc(p.Assessment.Plan, cut.last().Plan, assess.PlanEntry.Equal) {
				t.Fatalf("%s: cut after %q: the plan in hand is not the one on the disk", lang, planLines[:i])
			}
		}
	}
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	today := date(2026, 11, 20)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "2027-01-15", "2027-01-15"}, {"en", "15 Jan 2027", "2027-01-15"}, {"en", "15th January", "2027-01-15"},
		{"en", "January 15, 2027", "2027-01-15"}, {"en", "15.1.2027", "2027-01-15"}, {"en", "15/01/2027", "2027-01-15"},
		{"en", "in 3 months", "2027-02-20"}, {"en", "in three months", "2027-02-20"}, {"en", "in a year", "2027-11-20"},
		{"en", "2 weeks", "2026-12-04"}, {"en", "tomorrow", "2026-11-21"}, {"en", "today", "2026-11-20"},
		{"en", "end of March", "2027-03-31"}, {"en", "by the end of March 2028", "2028-03-31"}, {"en", "November", "2026-11-30"},
		{"en", "Feb 2028", "2028-02-29"}, {"en", "2028-02", "2028-02-29"}, {"en", "end of the year", "2026-12-31"},
		{"en", "end of 2027", "2027-12-31"}, {"en", "20 nov", "2026-11-20"}, {"en", "19 nov", "2027-11-19"},
		{"fr", "le 15 janvier 2027", "2027-01-15"}, {"fr", "15 janv. 2027", "2027-01-15"}, {"fr", "1er février 2027", "2027-02-01"},
		{"fr", "fin mars", "2027-03-31"}, {"fr", "dans 3 mois", "2027-02-20"}, {"fr", "fin de l’année", "2026-12-31"}, {"fr", "end of March", "2027-03-31"},
		{"fr", "dans un an", "2027-11-20"}, {"fr", "demain", "2026-11-21"},
		{"fr", "aujourd’hui", "2026-11-20"}, {"fr", "d’ici 3 mois", "2027-02-20"}, {"fr", "15 sept. 2027", "2027-09-15"}, {"uk", "через п’ять днів", "2026-11-25"},
		{"uk", "15 січня 2027", "2027-01-15"}, {"uk", "15 січня 2027 року", "2027-01-15"}, {"uk", "кінець березня", "2027-03-31"},
		{"uk", "до кінця березня 2027 року", "2027-03-31"}, {"uk", "через 3 місяці", "2027-02-20"}, {"uk", "за місяць", "2026-12-20"}, {"uk", "завтра", "2026-11-21"},
		{"en", "31 February 2027", ""}, {"en", "soon", ""}, {"en", "", ""}, {"en", "3", ""}, {"en", "2027", ""}, {"en", "month", ""},
		{"en", "15 Jan 27", ""}, {"en", "32.1.2027", ""}, {"en", "in 3", ""}, {"en", "99999 months", ""}, {"en", "15 march april", ""},
		{"en", "29 February", ""}, {"en", "Jan 15 2027 extra", ""},
	} {
		d, ok := newCalendar(phrases.New(c.lang)).read(c.text, today)
		if got := d.String(); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s %q is %q, %v; want %q", c.lang, c.text, got, ok, c.want)
		}
	}
	if d, _ := newCalendar(english()).read("in 1 month", date(2027, 1, 31)); d != date(2027, 2, 28) {
		t.Errorf("a month after 31 January is %v", d)
	}
}

// FuzzCalendar holds that whatever is written yields a day of the calendar or
// none.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"in 3 months", "end of march", "15 jan", "number year", "0 jan 0", "in in in", "13.13.2027", "end", "year year"} {
		f.Add(s)
	}
	c := newCalendar(phrases.New("uk"))
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := c.read(s, date(2026, 11, 20)); ok {
			if back, err := assess.ParseDate(d.String()); err != nil || back != d {
				t.Errorf("%q gave %v, which is no day", s, d)
			}
		}
	})
}

func TestReadMoney(t *testing.T) {
	t.Parallel()
	known := func(c string) bool { return c == "EUR" || c == "CHF" || c == "UAH" }
	for _, c := range []struct{ text, proposed, want, complaint string }{
		{"1200 EUR", "", "1200 EUR", ""}, {"EUR 1,200", "", "1200 EUR", ""}, {"1 200", "CHF", "1200 CHF", ""}, {"1'200 chf", "", "1200 CHF", ""},
		{"1.200.000 EUR", "", "1200000 EUR", ""}, {"€5", "", "5 EUR", ""}, {"500₴", "", "500 UAH", ""}, {"0", "EUR", "0 EUR", ""}, {"1\u00a0200 EUR", "", "1200 EUR", ""},
		{"12.50 EUR", "", "", "cost.whole"}, {"12", "", "", "cost.currency"}, {"12 XXZ", "", "", "cost.no_currency"}, {"EUR 1 CHF", "", "", "cost.unread"},
		{"-5 EUR", "", "", "cost.unread"}, {"much", "EUR", "", "cost.unread"}, {"9999999999999 EUR", "", "", "cost.unread"}, {"1 2 EUR", "", "", "cost.unread"},
	} {
		m, complaint := readMoney(c.text, c.proposed, known)
		if m.String() != c.want || complaint != c.complaint {
			t.Errorf("%q is %q, %q; want %q, %q", c.text, m, complaint, c.want, c.complaint)
		}
	}
}

func TestPlanning_Set(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	next, id, err := p.Set(november(), "ag-inf/cso/1", []PlanChange{{"owner", "board"}, {"due", "end of March"}, {"status", "doing"}, {"since", "1 November"}})
	want := assess.PlanEntry{Action: "ag-inf/cso/1", Owner: "board", Due: date(2027, 3, 31), Status: assess.Doing, Since: date(2026, 11, 1)}
	if err != nil || id != "ag-inf/cso/1" || !next.Plan[0].Equal(want) {
		t.Errorf("Set gave %+v, %s, %v", next, id, err)
	}
	if len(disk.saves) != 0 || len(p.Assessment.Plan) != 0 {
		t.Error("Set saved or changed the assessment")
	}
	for _, c := range []struct {
		id, part, text, kind string
	}{
		{"nothing/cso/1", "owner", "x", "action"}, {"own/7", "owner", "x", "action"}, {"own", "for", "cso", "value"},
		{"ag-inf/cso/1", "owner", "anna@example.org", "private"}, {"ag-inf/cso/1", "due", "soon", "value"},
		{"ag-inf/cso/1", "depends", "ag-inf/cso/1", "loop"}, {"ag-inf/cso/1", "depends", "zz", "value"}, {"ag-inf/cso/1", "for", "cso", "value"},
		{"ag-inf/cso/1", "since", "2027-01-01", "value"}, {"ag-inf/cso/1", "status", "Done", "value"}, {"ag-inf/cso/1", "owner", strings.Repeat("x", 81), "value"},
	} {
		_, _, err := p.Set(november(), c.id, []PlanChange{{c.part, c.text}})
		var r *PlanRefusal
		if !errors.As(err, &r) || r.Kind != c.kind {
			t.Errorf("--%s %q of %s gave %v, want a refusal of kind %s", c.part, c.text, c.id, err, c.kind)
		}
	}
}

// A file may hold longer texts than are typed, on several lines. Looking at
// them changes nothing, and what is added stands behind the whole.
func TestPlan_longTextsOfAFile(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 200) + "\nend"
	for _, part := range []int{5, 7} { // proof, text
		p, disk := planningOf("en")
		p.Assessment.Plan = []assess.PlanEntry{{Action: "ag-inf/cso/1", Text: long, Proof: long, Status: assess.Planned}}
		d := drivePlan(t, p, 80, 24)
		d.press("enter")
		for range part {
			d.press("down")
		}
		d.press("enter", "enter")
		if len(disk.saves) != 0 {
			t.Fatalf("looking at a long text saved %q", disk.last().Plan[0].Proof)
		}
	}
}

func TestPlan_linesFullDisk(t *testing.T) {
	t.Parallel()
	p, disk := planningOf("en")
	disk.fail = 1
	text, err := talkPlan(p, "1\n1\n3\n")
	if !errors.Is(err, ErrStopped) || len(disk.saves) != 0 || len(p.Assessment.Plan) != 0 {
		t.Errorf("a stop after a full disk ended with %v and %+v", err, p.Assessment.Plan)
	}
	if !strings.Contains(text, "Not saved:") || strings.Contains(text, "Saved") {
		t.Errorf("the conversation says\n%s", text)
	}
	p, disk = planningOf("en")
	disk.fail = 1
	if _, err := talkPlan(p, "1\n1\n2\nother.csi.yaml\nb\nq\n"); err != nil || disk.path != "other.csi.yaml" || len(disk.last().Plan) != 1 {
		t.Errorf("saving elsewhere ended with %v at %q", err, disk.path)
	}
}
