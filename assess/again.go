package assess

import (
	"maps"
	"slices"
	"strings"
)

// Previous names the assessment that another one asks anew. The zero value
// means that there is none.
type Previous struct {
	// File is where it lay, relative to the folder of the later assessment
	// and with slashes; "" when that is not known. Like QuestionnaireFile it
	// may tell about the computer: never for public outputs.
	File string
	ID   string // the id of it; "" when it had none
	Date Date   // the day it stands for; zero when it had none
	Own  int    // the highest number of an own action up to it; 0 for none
}

// IsZero reports whether there is no earlier assessment.
func (p Previous) IsZero() bool { return p == Previous{} }

// CheckAgain says whether an assessment can be asked anew with a questionnaire
// on a day: nil, or a *Mismatch. The questionnaire and its major version are
// the same, at least one item is asked in the same words, and the assessment
// is from a day before: what would be compared later must have two dates.
func CheckAgain(last Sheet, to *Questionnaire, today Date) error {
	a := last.Assessment
	switch {
	case last.Questionnaire.ID != to.ID || a.Questionnaire.ID != to.ID:
		return &Mismatch{What: "questionnaire", A: a.Questionnaire.ID, B: to.ID}
	case a.Questionnaire.Major() != to.Major() || last.Questionnaire.Major() != to.Major():
		return &Mismatch{What: "version", A: a.Questionnaire.ID + " " + a.Questionnaire.Version, B: to.ID + " " + to.Version}
	case a.Frame.Date.IsZero() || a.Frame.Date.String() >= today.String():
		return &Mismatch{What: "date", A: a.Frame.Date.String(), B: today.String()}
	}
	if len(NewEarlier(a, last.Questionnaire, to).alike) == 0 {
		return &Mismatch{What: "items"}
	}
	return nil
}

// Again starts the assessment that asks an earlier one anew: the same frame
// but for its period, its people and its day, the same targets, and what is
// left to do of its plan. It has no response: everything is asked. Both
// questionnaires must be in the same language. The earlier one stays as it is.
func Again(last *Assessment, from, to *Questionnaire, today Date) *Assessment {
	f := last.Frame
	f.Agencies, f.Relations = slices.Clone(f.Agencies), slices.Clone(f.Relations)
	f.Period, f.People, f.Facilitated, f.Date = Period{}, 0, false, today
	return &Assessment{
		Questionnaire: Ref{ID: to.ID, Version: to.Version},
		Previous:      Previous{ID: last.ID, Date: last.Frame.Date, Own: LastOwnAction(last)},
		Frame:         f,
		Targets:       maps.Clone(last.Targets),
		Responses:     map[string]Response{},
		Plan:          openEntries(last.Plan, from, to),
	}
}

// openEntries gives the entries of a plan that are neither done nor dropped,
// as they are. An action that the questionnaire gave up, or words in another
// way, is left out; one that a group added itself is not. Nothing waits for an
// entry that stayed behind: it is done, or nobody will do it.
func openEntries(plan []PlanEntry, from, to *Questionnaire) []PlanEntry {
	before, now := actionTexts(from), actionTexts(to)
	behind := map[string]bool{}
	for id, text := range before {
		behind[id] = now[id] != text
	}
	for _, e := range plan {
		if e.Status == Done || e.Status == Dropped {
			behind[e.Action] = true
		}
	}
	var list []PlanEntry
	for _, e := range plan {
		if behind[e.Action] {
			continue
		}
		e.Depends = slices.DeleteFunc(slices.Clone(e.Depends), func(id string) bool { return behind[id] })
		if len(e.Depends) == 0 {
			e.Depends = nil
		}
		list = append(list, e)
	}
	return list
}

// sameAction reports whether an entry of a plan and one of a later plan stand
// for one action. What is done or dropped does not go on: where the later
// assessment was begun without the earlier one, the id of an own action may
// stand for something else.
func sameAction(earlier, later PlanEntry) bool {
	closed := earlier.Status == Done || earlier.Status == Dropped
	return earlier.Action == later.Action && !(earlier.IsOwn() && closed && earlier.Text != later.Text)
}

// actionTexts gives what the actions of a questionnaire say, by id.
func actionTexts(q *Questionnaire) map[string]string {
	texts := map[string]string{}
	for _, it := range q.Items() {
		for _, x := range it.Actions {
			texts[x.ID] = x.Text
		}
	}
	return texts
}

// Earlier is an assessment that is asked anew, to be shown beside the items.
// It only tells: nothing of it is a response of the later assessment before a
// person confirms it.
type Earlier struct {
	Assessment *Assessment // as it was said then; not to be changed
	alike      map[string]bool
}

// NewEarlier sets an assessment beside a questionnaire of the same id. Items
// that the two versions of it ask in other words, on another scale or in
// another place have nothing to show. Both must be in the same language.
func NewEarlier(a *Assessment, from, to *Questionnaire) *Earlier {
	return &Earlier{a, common(Sheet{from, a}, Sheet{to, a})}
}

// Response gives what was said to an item; false when the item was not asked
// in the same words.
func (e *Earlier) Response(item string) (Response, bool) {
	if !e.alike[item] {
		return Response{}, false
	}
	return e.Assessment.Responses[item], true
}

// Keep gives the response that says "still so": the value, the don't know or
// the not applicable of last time. Evidence, note and flag stay behind, since
// they belong to the time that they were given for. false when there is
// nothing to keep: the item was left open, is new, is asked in other words, or
// always applies by now.
func (e *Earlier) Keep(it *Item) (Response, bool) {
	r, alike := e.Response(it.ID)
	switch {
	case !alike, r.State == Blank:
		return Response{}, false
	case r.State == NotApplicable && (!it.NotApplicable || strings.TrimSpace(r.Reason) == ""):
		return Response{}, false
	case r.State == Answered && (r.Value < 0 || r.Value > it.Max()):
		return Response{}, false
	}
	return Response{State: r.State, Value: r.Value, Reason: r.Reason}, true
}

// Look says why evidence of last time needs a fresh look. The zero value means
// that it needs none.
type Look uint8

// The reasons for a fresh look.
const (
	LookNot     Look = iota
	LookPeriod       // it is of a period that ended before this one starts
	LookUnknown      // one of the two periods is not known
	LookPublic       // a public source may have changed, or may be gone
)

// Look says whether the evidence given to an item last time needs a fresh look
// before it is evidence for a period of now. Evidence shows what happened in
// its own period: after that it shows nothing of this one. Where the periods
// overlap, memory and records still stand; a public source may be out of date.
// Nothing recorded, and "none", leave nothing to look at.
func (e *Earlier) Look(item string, now Period) Look {
	r, _ := e.Response(item)
	then := e.Assessment.Frame.Period
	switch {
	case r.Evidence.Grade() == 0:
		return LookNot
	case then.months() == 0 || now.months() == 0:
		return LookUnknown
	case then.To.Before(now.From):
		return LookPeriod
	case r.Evidence == PublicSource:
		return LookPublic
	}
	return LookNot
}

// Plan gives the entries of last time's plan that were still open then, in its
// order: those that the plan does not say were done or dropped by that day.
func (e *Earlier) Plan() []PlanEntry {
	var list []PlanEntry
	for _, p := range e.Assessment.Plan {
		closed := p.Status == Done || p.Status == Dropped
		if closed && !p.Since.IsZero() && p.Since.String() <= e.Assessment.Frame.Date.String() {
			continue
		}
		list = append(list, p)
	}
	return list
}

// Entries gives what Plan has of the actions of an item.
func (e *Earlier) Entries(it *Item) []PlanEntry {
	return slices.DeleteFunc(e.Plan(), func(p PlanEntry) bool {
		return !slices.ContainsFunc(it.Actions, func(x Action) bool { return x.ID == p.Action })
	})
}

// PlanTally counts the entries of a plan.
type PlanTally struct {
	Entries, Done, Dropped, Open int // Open: planned, under way, or without a status
}

// TallyPlan counts the entries of a plan by how far they have come.
func TallyPlan(plan []PlanEntry) PlanTally {
	t := PlanTally{Entries: len(plan)}
	for _, e := range plan {
		switch e.Status {
		case Done:
			t.Done++
		case Dropped:
			t.Dropped++
		default:
			t.Open++
		}
	}
	return t
}
