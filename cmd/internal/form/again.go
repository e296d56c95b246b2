package form

import (
	"strings"

	"csi/assess"
)

// An assessment that asks an earlier one anew shows beside each item what was
// said last time. One key says "still so"; nothing of it is a response before
// that, and an item that nobody confirmed stays open.

// again gives a sentence of the area "again"; kv are names and values of its
// parts.
func (w words) again(id string, kv ...any) string {
	return w.shown(w.p.T("again."+id, pairs(kv)))
}

// againN gives the form of such a sentence that fits a count.
func (w words) againN(id string, count int, kv ...any) string {
	return w.shown(w.p.N("again."+id, count, pairs(kv)))
}

// then names when last time was: the month of its date.
func (s *session) then() string {
	return s.say.p.Month(s.Last.Assessment.Frame.Date.YearMonth())
}

// keepable gives the response that k saves for item i; false when there is
// nothing to keep. Where free text is off, a reason is kept only when it is
// one that the item's author offers.
func (s *session) keepable(i int) (assess.Response, bool) {
	if s.Last == nil {
		return assess.Response{}, false
	}
	it := s.items[i]
	r, ok := s.Last.Keep(it)
	if ok && r.State == assess.NotApplicable && s.notesOff() {
		ok = false
		for _, offered := range it.Reasons {
			ok = ok || offered == r.Reason
		}
	}
	old := s.response(i)
	kept := settled(old, r.State, r.Value, r.Reason) // evidence, note and flag of this sitting stay
	return kept, ok
}

// lastSaid says what was said to item i last time, as said puts a response
// into words; "" when there was no last time.
func (s *session) lastSaid(i int, said func(*assess.Item, assess.Response) string) string {
	if s.Last == nil {
		return ""
	}
	it := s.items[i]
	r, alike := s.Last.Response(it.ID)
	switch {
	case !alike:
		return s.say.again("reworded", "when", s.then())
	case r.State == assess.Blank:
		return s.say.again("left_open", "when", s.then())
	}
	text := s.say.again("said", "when", s.then(), "response", said(it, r))
	if r.State == assess.NotApplicable && !s.notesOff() {
		text += " (" + s.say.shown(clean(r.Reason, false)) + ")"
	}
	return text
}

// seen says which evidence there was last time, and whether it needs a fresh
// look, in a few words; "" when none was recorded.
func (s *session) seen(i int) string {
	evidence := s.lastEvidence(i)
	if evidence == "" || s.look(i) == "" {
		return evidence
	}
	return evidence + s.say.p.T("words.list_comma") + " " + s.say.again("look.short")
}

// evidenceThen says which evidence there was last time, whether it needs a
// fresh look, and that k records it again; "" when none was recorded.
func (s *session) evidenceThen(i int) string {
	evidence := s.lastEvidence(i)
	if evidence == "" {
		return ""
	}
	parts := filled(s.say.again("evidence_then", "when", s.then(), "name", evidence), s.look(i), s.say.again("evidence_keep"))
	return strings.Join(parts, " ")
}

// evidenceToKeep gives the evidence that k records again; false when there was
// none.
func (s *session) evidenceToKeep(i int) (assess.Evidence, bool) {
	if s.Last == nil {
		return 0, false
	}
	r, _ := s.Last.Response(s.items[i].ID)
	return r.Evidence, r.Evidence != assess.EvidenceNotRecorded
}

// filled gives the texts that are not empty.
func filled(texts ...string) []string {
	var list []string
	for _, s := range texts {
		if s != "" {
			list = append(list, s)
		}
	}
	return list
}

// lastEvidence says which evidence there was last time; "" when none was
// recorded.
func (s *session) lastEvidence(i int) string {
	if s.Last == nil {
		return ""
	}
	r, _ := s.Last.Response(s.items[i].ID)
	if r.Evidence == assess.EvidenceNotRecorded {
		return ""
	}
	return s.evidenceWords(r.Evidence.Grade())
}

// look says why the evidence of last time needs a fresh look; "" when it needs
// none.
func (s *session) look(i int) string {
	if s.Last == nil {
		return ""
	}
	then := s.say.p.Period(s.Last.Assessment.Frame.Period)
	switch s.Last.Look(s.items[i].ID, s.Assessment.Frame.Period) {
	case assess.LookPeriod:
		return s.say.again("look.period", "period", then)
	case assess.LookPublic:
		return s.say.again("look.public")
	case assess.LookUnknown:
		return s.say.again("look.unknown")
	}
	return ""
}

// stillGood gives the evidence of last time where it still stands for this
// period: then one Enter confirms it.
func (s *session) stillGood(i int) (assess.Evidence, bool) {
	if s.Last == nil {
		return 0, false
	}
	id := s.items[i].ID
	r, _ := s.Last.Response(id)
	return r.Evidence, r.Evidence.Grade() > 0 && s.Last.Look(id, s.Assessment.Frame.Period) == assess.LookNot
}

// lastNote gives the note of last time; "" where there was none, or where free
// text is off.
func (s *session) lastNote(i int) string {
	if s.Last == nil || s.notesOff() {
		return ""
	}
	r, _ := s.Last.Response(s.items[i].ID)
	return strings.Join(strings.Fields(clean(r.Note, false)), " ")
}

// proposedNote is what the field of a note starts with: the note of this
// sitting, or that of last time, which Enter confirms.
func (s *session) proposedNote(i int) (text string, old bool) {
	text = s.response(i).Note
	if text != "" || s.Last == nil || s.notesOff() {
		return text, false
	}
	r, _ := s.Last.Response(s.items[i].ID)
	text = clean(r.Note, true)
	if len([]rune(text)) > maxNote {
		return "", false
	}
	return text, text != ""
}

// lastActions says what became of the actions of item i that the plan of last
// time held.
func (s *session) lastActions(i int) []string {
	if s.Last == nil {
		return nil
	}
	var list []string
	for _, e := range s.Last.Entries(s.items[i]) {
		list = append(list, s.entryWords(e))
	}
	return list
}

// entryWords says how far an entry of the plan has come, and what it is.
func (s *session) entryWords(e assess.PlanEntry) string {
	status := e.Status
	if status == 0 {
		status = assess.Planned
	}
	return s.say.again("action."+status.String(), "text", s.say.shown(s.actionText(e)))
}

// actionText says what an entry of the plan is about: in the words of the
// group where it has its own, else in those of the questionnaire; its id where
// neither says anything.
func (s *session) actionText(e assess.PlanEntry) string {
	if e.Text != "" {
		return strings.Join(strings.Fields(clean(e.Text, false)), " ")
	}
	for _, it := range s.items {
		for _, x := range it.Actions {
			if x.ID == e.Action {
				return x.Text
			}
		}
	}
	return e.Action
}

// lastAbout says in one sentence which assessment is asked anew.
func (s *session) lastAbout() string {
	return s.say.again("about", "date", s.say.p.Date(s.Last.Assessment.Frame.Date))
}

// planSummary says how far the plan of last time has come; "" when there was
// none.
func (s *session) planSummary() string {
	t := assess.TallyPlan(s.Last.Plan())
	if t.Entries == 0 {
		return ""
	}
	parts := []string{s.say.againN("plan.done", t.Entries, "done", t.Done)}
	if n := assess.TallyPlan(s.Assessment.Plan).Open; s.New && n > 0 {
		parts = append(parts, s.say.againN("plan.go_on", n))
	}
	if t.Dropped > 0 {
		parts = append(parts, s.say.againN("plan.dropped", t.Dropped))
	}
	return strings.Join(parts, " ")
}

// planLines lists the plan of last time: done first, then what goes on, then
// what was dropped.
func (s *session) planLines() []string {
	var list []string
	for _, status := range []assess.Status{assess.Done, assess.Doing, assess.Planned, 0, assess.Dropped} {
		for _, e := range s.Last.Plan() {
			if e.Status == status {
				list = append(list, s.entryWords(e))
			}
		}
	}
	return list
}

// askedAgain reports whether a question of the frame is put anew: what differs
// from last time, and what was missing then.
func (s *session) askedAgain(id string) bool {
	switch id {
	case askPeriod, askPeople, askEvidence:
		return true
	}
	return s.current(s.Last.Assessment.Frame, id) == ""
}

// sinceLast is the option for the period that follows that of last time.
const sinceLast = "since"

// since gives the months from the end of last time's period to the one before
// this; false when there are none.
func (s *session) since() (assess.Period, bool) {
	if s.Last == nil || s.Last.Assessment.Frame.Period.To.IsZero() {
		return assess.Period{}, false
	}
	p := assess.Period{From: s.Last.Assessment.Frame.Period.To.Add(1), To: assess.DateOf(s.now).YearMonth().Add(-1)}
	return p, !p.To.Before(p.From)
}

// stillSo says what k would save for item i; "" when it would save nothing.
func (s *session) stillSo(i int) string {
	r, ok := s.keepable(i)
	if !ok {
		return ""
	}
	words := s.responseWords(s.items[i], r)
	return s.say.again("still", "response", words)
}
