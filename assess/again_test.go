package assess_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

var (
	lastYear = assess.Date{Year: 2025, Month: 11, Day: 20}
	thisYear = assess.Date{Year: 2026, Month: 11, Day: 20}
)

func months(fromYear, from, toYear, to int) assess.Period {
	return assess.Period{From: assess.Month{Year: fromYear, Month: from}, To: assess.Month{Year: toYear, Month: to}}
}

// versions makes a questionnaire in two minor versions: of the later one an
// item is worded anew, one has another scale, one is gone and one is new.
func versions() (from, to *assess.Questionnaire) {
	from, to = pair()
	to.ID, to.Version = from.ID, "1.1.0"
	from.Sections[0].Items[0].Critical, to.Sections[0].Items[5].Critical = true, true
	return from, to
}

func lastTime() *assess.Assessment {
	return &assess.Assessment{
		ID: "01a1f89d-07c1-740a-abc1-c299778e6176", Questionnaire: assess.Ref{ID: "short", Version: "1.0.0"},
		Frame: assess.Frame{Jurisdiction: "Port Example", Policy: "Plan", Agencies: []string{"health"}, Group: "cso", Organisation: "Harbour",
			Period: months(2023, 11, 2025, 10), People: 4, Facilitated: true, Date: lastYear},
		Targets: map[assess.Stage]assess.Level{assess.Drafting: assess.Dialogue},
		Responses: map[string]assess.Response{
			"one":   {State: assess.Answered, Value: 2, Evidence: assess.InternalRecord, Note: "a note", Flag: true},
			"two":   {State: assess.Answered, Value: 1},
			"na-2":  {State: assess.DontKnow, Evidence: assess.PublicSource},
			"three": {State: assess.Answered, Value: 1},
			"na":    {State: assess.NotApplicable, Reason: "no such body"},
			"blank": {Note: "open"},
		},
		Plan: []assess.PlanEntry{
			{Action: "one/cso/1", Status: assess.Done, Proof: "letter"},
			{Action: "three/cso/1", Status: assess.Doing, Owner: "board", Depends: []string{"one/cso/1", "own/1", "na/cso/1"}},
			{Action: "na/cso/1"},
			{Action: "gone/cso/1", Status: assess.Planned},
			{Action: "own/1", Status: assess.Dropped, Text: "Own", For: assess.ForCSO},
			{Action: "own/2", Status: assess.Planned, Text: "Go on", For: assess.ForCSO, Depends: []string{"own/1"}},
			{Action: "blank/cso/1", Status: assess.Done, Since: assess.Date{Year: 2025, Month: 3, Day: 1}},
		},
	}
}

// What is asked anew starts without a response, with the frame of last time
// but for what a new sitting must say, and with what is left to do.
func TestAgain(t *testing.T) {
	t.Parallel()
	from, to := versions()
	last := lastTime()
	got := assess.Again(last, from, to, thisYear)
	want := &assess.Assessment{
		Questionnaire: assess.Ref{ID: "short", Version: "1.1.0"},
		Previous:      assess.Previous{ID: last.ID, Date: lastYear, Own: 2},
		Frame: assess.Frame{Jurisdiction: "Port Example", Policy: "Plan", Agencies: []string{"health"}, Group: "cso", Organisation: "Harbour",
			Date: thisYear},
		Targets:   map[assess.Stage]assess.Level{assess.Drafting: assess.Dialogue},
		Responses: map[string]assess.Response{},
		Plan: []assess.PlanEntry{
			{Action: "three/cso/1", Status: assess.Doing, Owner: "board", Depends: []string{"na/cso/1"}},
			{Action: "na/cso/1"},
			{Action: "own/2", Status: assess.Planned, Text: "Go on", For: assess.ForCSO},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got.Targets[assess.Decision], got.Frame.Agencies[0], got.Plan[0].Depends[0] = assess.Dialogue, "police", "x"
	if diff := cmp.Diff(lastTime(), last); diff != "" {
		t.Errorf("the earlier assessment changed (-want +got):\n%s", diff)
	}
}

// An own action that was done or dropped keeps its id for itself, also two
// years later, when no plan holds it any more.
func TestAgain_ownActions(t *testing.T) {
	t.Parallel()
	from, to := versions()
	last := lastTime()
	last.Plan = append(last.Plan, assess.PlanEntry{Action: "own/7", Status: assess.Dropped, Text: "Gone", For: assess.ForCSO})
	next := assess.Again(last, from, to, thisYear)
	if got := assess.NextOwnAction(assess.LastOwnAction(next), nil); got != "own/8" {
		t.Errorf("a year later: %s, want own/8", got)
	}
	next.Plan = nil
	after := assess.Again(next, to, to, assess.Date{Year: 2027, Month: 11, Day: 20})
	if got := assess.NextOwnAction(assess.LastOwnAction(after), after.Plan); got != "own/8" {
		t.Errorf("two years later: %s, want own/8", got)
	}
}

func TestEarlier_keep(t *testing.T) {
	t.Parallel()
	from, to := versions()
	last := lastTime()
	e := assess.NewEarlier(last, from, to)
	for id, want := range map[string]assess.Response{
		"one":  {State: assess.Answered, Value: 2},
		"na-2": {State: assess.DontKnow},
		"na":   {State: assess.NotApplicable, Reason: "no such body"},
	} {
		if got, ok := e.Keep(to.Item(id)); !ok || got != want {
			t.Errorf("Keep(%s) = %+v, %v; want %+v without evidence, note and flag", id, got, ok, want)
		}
	}
	for _, id := range []string{"two", "three", "blank", "new"} {
		if got, ok := e.Keep(to.Item(id)); ok || got != (assess.Response{}) {
			t.Errorf("Keep(%s) = %+v, %v; want nothing: reworded, rescaled, left open or new", id, got, ok)
		}
	}
	if _, alike := e.Response("two"); alike {
		t.Error("a reworded item shows what was said to other words")
	}
	always := *to.Item("na")
	always.NotApplicable = false
	if _, ok := e.Keep(&always); ok {
		t.Error("not applicable is kept for an item that always applies by now")
	}
}

// Evidence shows what happened in its own period.
func TestEarlier_look(t *testing.T) {
	t.Parallel()
	from, to := versions()
	for _, c := range []struct {
		name     string
		evidence assess.Evidence
		then     assess.Period
		now      assess.Period
		want     assess.Look
	}{
		{"the period before", assess.InternalRecord, months(2023, 11, 2025, 10), months(2025, 11, 2026, 10), assess.LookPeriod},
		{"the period before, public", assess.PublicSource, months(2023, 11, 2025, 10), months(2025, 11, 2026, 10), assess.LookPeriod},
		{"one month in common", assess.InternalRecord, months(2023, 11, 2025, 11), months(2025, 11, 2026, 10), assess.LookNot},
		{"memory in common", assess.SharedMemory, months(2024, 11, 2026, 10), months(2025, 1, 2026, 12), assess.LookNot},
		{"public in common", assess.PublicSource, months(2024, 11, 2026, 10), months(2025, 1, 2026, 12), assess.LookPublic},
		{"no period then", assess.SharedMemory, assess.Period{}, months(2025, 1, 2026, 12), assess.LookUnknown},
		{"no period now", assess.SharedMemory, months(2025, 1, 2026, 12), assess.Period{}, assess.LookUnknown},
		{"none", assess.NoEvidence, months(2023, 11, 2025, 10), months(2025, 11, 2026, 10), assess.LookNot},
		{"not recorded", assess.EvidenceNotRecorded, assess.Period{}, assess.Period{}, assess.LookNot},
	} {
		last := lastTime()
		last.Frame.Period = c.then
		last.Responses["one"] = assess.Response{State: assess.Answered, Evidence: c.evidence}
		if got := assess.NewEarlier(last, from, to).Look("one", c.now); got != c.want {
			t.Errorf("%s: Look() = %v, want %v", c.name, got, c.want)
		}
	}
}

// What was done before last time is no news of this year.
func TestEarlier_plan(t *testing.T) {
	t.Parallel()
	from, to := versions()
	e := assess.NewEarlier(lastTime(), from, to)
	if got, want := assess.TallyPlan(e.Plan()), (assess.PlanTally{Entries: 6, Done: 1, Dropped: 1, Open: 4}); got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if got := e.Entries(to.Item("one")); len(got) != 1 || got[0].Proof != "letter" {
		t.Errorf("Entries(one) = %+v, want the one that is done", got)
	}
	if got := e.Entries(to.Item("blank")); len(got) != 0 {
		t.Errorf("Entries(blank) = %+v, want none: done before last time", got)
	}
}

func TestCheckAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(last *assess.Assessment, from, to *assess.Questionnaire)
		what   string
	}{
		{"a year later", func(*assess.Assessment, *assess.Questionnaire, *assess.Questionnaire) {}, ""},
		{"the day before", func(l *assess.Assessment, _, _ *assess.Questionnaire) { l.Frame.Date.Year, l.Frame.Date.Day = 2026, 19 }, ""},
		{"the same day", func(l *assess.Assessment, _, _ *assess.Questionnaire) { l.Frame.Date = thisYear }, "date"},
		{"tomorrow", func(l *assess.Assessment, _, _ *assess.Questionnaire) { l.Frame.Date.Year, l.Frame.Date.Day = 2026, 21 }, "date"},
		{"no date", func(l *assess.Assessment, _, _ *assess.Questionnaire) { l.Frame.Date = assess.Date{} }, "date"},
		{"another questionnaire", func(_ *assess.Assessment, _, q *assess.Questionnaire) { q.ID = "long" }, "questionnaire"},
		{"another major version", func(_ *assess.Assessment, _, q *assess.Questionnaire) { q.Version = "2.0.0" }, "version"},
		{"a version that the file has not", func(l *assess.Assessment, _, _ *assess.Questionnaire) { l.Questionnaire.Version = "2.0.0" }, "version"},
		{"nothing in common", func(_ *assess.Assessment, p, _ *assess.Questionnaire) {
			for i := range p.Sections[0].Items {
				p.Sections[0].Items[i].Text += " reworded"
			}
		}, "items"},
	} {
		from, to := versions()
		last := lastTime()
		c.change(last, from, to)
		err := assess.CheckAgain(assess.Sheet{Questionnaire: from, Assessment: last}, to, thisYear)
		var m *assess.Mismatch
		if errors.As(err, &m); c.what == "" && err != nil || c.what != "" && (m == nil || m.What != c.what) {
			t.Errorf("%s: CheckAgain() = %v, want %q", c.name, err, c.what)
		}
	}
}

// In an assessment that was begun without the earlier one the id of an own
// action that was done may stand for something else: both are told.
func TestCompareChange_ownActions(t *testing.T) {
	t.Parallel()
	from, to := versions()
	a, b := lastTime(), lastTime()
	a.Plan = []assess.PlanEntry{{Action: "own/1", Text: "Write a letter", Status: assess.Done}, {Action: "own/2", Text: "Meet", Status: assess.Doing}}
	b.Frame.Date = thisYear
	b.Plan = []assess.PlanEntry{{Action: "own/2", Text: "Meet twice", Status: assess.Done}, {Action: "own/1", Text: "Hold a hearing", Status: assess.Planned}}
	got := assess.CompareChange(assess.Sheet{Questionnaire: from, Assessment: a}, assess.Sheet{Questionnaire: to, Assessment: b})
	var texts []string
	for _, e := range got.Plan {
		texts = append(texts, e.Text)
	}
	if diff := cmp.Diff([]string{"Write a letter", "Meet twice", "Hold a hearing"}, texts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
