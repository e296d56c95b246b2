package form

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"syscall"
	"time"

	"csi/assess"
)

// session is a sitting on its way: the items in order, where each stands, and
// what is decided about going on. Screens and lines share it.
type session struct {
	*Sitting
	say   words
	now   time.Time
	items []*assess.Item
	spots []spot
	from  int // the items asked in this sitting: from … to-1
	to    int

	evidence string // when evidence is added: "pass", "go", "none"
	reviewed bool   // the review was reached
	profiled bool   // the profile was seen
	next     string // Result.Next
	planning bool   // the plan is at hand, not the items
}

// spot is where an item stands: its section, its place there, counted from 1,
// and how many items that section has.
type spot struct{ section, place, of int }

// newSession takes a sitting up. A new one without an assessment gets an
// empty one.
func newSession(s *Sitting, say words, now time.Time) *session {
	if s.Assessment == nil {
		s.Assessment = &assess.Assessment{}
	}
	if s.Framework == nil {
		s.Framework = &assess.Framework{}
	}
	q := s.Questionnaire
	a := s.Assessment
	if a.Questionnaire == (assess.Ref{}) {
		a.Questionnaire = assess.Ref{ID: q.ID, Version: q.Version}
	}
	if a.Language == "" {
		a.Language = q.Language
	}
	ses := &session{Sitting: s, say: say, now: now, items: q.Items(), evidence: "pass"}
	ses.to = len(ses.items)
	first := 0
	for i, sec := range q.Sections {
		for j := range sec.Items {
			ses.spots = append(ses.spots, spot{section: i, place: j + 1, of: len(sec.Items)})
		}
		if s.Section != "" && sec.ID == s.Section {
			ses.from, ses.to = first, first+len(sec.Items)
		}
		first += len(sec.Items)
	}
	return ses
}

// response gives what is saved for item i.
func (s *session) response(i int) assess.Response { return s.Assessment.Responses[s.items[i].ID] }

// open reports whether item i is neither answered, nor unknown, nor not
// applicable.
func (s *session) open(i int) bool { return s.response(i).State == assess.Blank }

// tally counts the responses of items from … to-1.
func (s *session) tally(from, to int) (c assess.Counts, flagged, noEvidence int) {
	for i := from; i < to; i++ {
		r := s.response(i)
		c.Items++
		switch r.State {
		case assess.Answered:
			c.Answered++
			if r.Evidence == assess.EvidenceNotRecorded {
				noEvidence++
			}
		case assess.DontKnow:
			c.DontKnow++
		case assess.NotApplicable:
			c.NotApplicable++
		default:
			c.Blank++
		}
		if r.Flag {
			flagged++
		}
	}
	return c, flagged, noEvidence
}

// saved counts the settled items of the whole questionnaire.
func (s *session) saved() int {
	c, _, _ := s.tally(0, len(s.items))
	return c.Items - c.Blank
}

// sectionRange gives the items of section k: from … to-1.
func (s *session) sectionRange(k int) (from, to int) {
	for i, sp := range s.spots {
		if sp.section == k {
			return i, i + sp.of
		}
	}
	return 0, 0
}

// firstOpenAfter finds the next open item of this sitting after item i; -1
// when there is none.
func (s *session) firstOpenAfter(i int) int {
	for j := max(i+1, s.from); j < s.to; j++ {
		if s.open(j) {
			return j
		}
	}
	return -1
}

// resumeAt gives the item to go on with: the first open one after the last
// that is settled, else the first open one, else -1.
func (s *session) resumeAt() int {
	last := s.from - 1
	for i := s.from; i < s.to; i++ {
		if !s.open(i) {
			last = i
		}
	}
	if i := s.firstOpenAfter(last); i >= 0 {
		return i
	}
	return s.firstOpenAfter(s.from - 1)
}

// sameReason lists the later items of the section of item i that may be not
// applicable as well: they allow it and are open.
func (s *session) sameReason(i int) []int {
	var list []int
	_, to := s.sectionRange(s.spots[i].section)
	for j := i + 1; j < min(to, s.to); j++ {
		if s.items[j].NotApplicable && s.open(j) {
			list = append(list, j)
		}
	}
	return list
}

// done reports whether the sitting came to its end.
func (s *session) done() bool {
	return s.profiled || s.reviewed && s.saved() == len(s.items)
}

// result sums up the sitting; stop is nil or why the person left.
func (s *session) result(stop error) (Result, error) {
	r := Result{Saved: s.saved(), Items: len(s.items), Done: s.done(), Next: s.next, Name: s.Name}
	if r.Done && errors.Is(stop, ErrStopped) {
		stop = nil // leaving after the end is not leaving early
	}
	return r, stop
}

// settled makes the response of a new state out of the old one: note, flag
// and evidence stay.
func settled(old assess.Response, state assess.State, value int, reason string) assess.Response {
	old.State, old.Value, old.Reason = state, value, reason
	return old
}

// edited gives a copy of the assessment in which the responses are replaced.
func (s *session) edited(changes map[string]assess.Response) *assess.Assessment {
	next := s.copied()
	for id, r := range changes {
		if r == (assess.Response{}) {
			delete(next.Responses, id)
			continue
		}
		next.Responses[id] = r
	}
	return next
}

// copied gives a copy of the assessment that can be changed and thrown away.
func (s *session) copied() *assess.Assessment {
	next := *s.Assessment
	next.Responses = maps.Clone(next.Responses)
	if next.Responses == nil {
		next.Responses = map[string]assess.Response{}
	}
	next.Targets = maps.Clone(next.Targets)
	if next.Targets == nil {
		next.Targets = map[assess.Stage]assess.Level{}
	}
	next.Frame.Agencies = slices.Clone(next.Frame.Agencies)
	next.Plan = slices.Clone(next.Plan)
	return &next
}

// commit hands a changed assessment to the caller. Only when it is safe there
// does it become the assessment of the sitting.
func (s *session) commit(next *assess.Assessment) error {
	if err := s.Save(next); err != nil {
		return err
	}
	*s.Assessment = *next
	return nil
}

// create makes the file of a new assessment.
func (s *session) create(next *assess.Assessment) error {
	name, err := s.Create(next)
	if err != nil {
		return err
	}
	s.Name, s.New = name, false
	*s.Assessment = *next
	return nil
}

// elsewhere saves to another file.
func (s *session) elsewhere(path string, next *assess.Assessment) error {
	if err := s.SaveElsewhere(path, next); err != nil {
		return err
	}
	s.Name, s.New = path, false
	*s.Assessment = *next
	return nil
}

// trouble puts an error of saving into words.
func (s *session) trouble(err error) string {
	switch {
	case s.Explain != nil:
		return s.say.shown(s.Explain(err))
	case errors.Is(err, syscall.ENOSPC):
		return s.say.t("trouble.disk_full")
	case errors.Is(err, fs.ErrPermission):
		return s.say.t("trouble.permission")
	}
	return s.say.t("trouble.other_reason")
}

// fileName gives the name to show: of the file, or of the one to be made.
func (s *session) fileName() string {
	if s.Name == "" && s.FileName != nil {
		return s.FileName(s.Assessment.Frame)
	}
	return s.Name
}

// minutes estimates how long n items take, at least one minute.
func (s *session) minutes(n int) int {
	if len(s.items) == 0 {
		return 1
	}
	return max(1, (s.Questionnaire.Minutes*n+len(s.items)/2)/len(s.items))
}

// notesOff reports whether free text is off: asked for by the caller, or for
// the group that answers, which may become known only with the frame.
func (s *session) notesOff() bool {
	return s.NotesOff || s.Assessment.Frame.Group.Sensitive()
}
