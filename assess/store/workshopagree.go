package store

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"csi/assess"
)

// ErrNotAgreed says that no group has agreed on anything yet.
var ErrNotAgreed = errors.New("nothing was agreed yet")

// Agree records that a group agreed on a response to an item, or left it open:
// in the log first, then in the group's agreed assessment. When it returns nil
// both are on the disk. When the second step fails, or the program is killed
// between them, SettleAgreed does it again. id makes the id of a new
// assessment.
func (w *Workshop) Agree(e assess.Event, id func() (string, error)) error {
	if err := w.checkAgreed(e); err != nil {
		return err
	}
	if err := w.Record(e); err != nil {
		return err
	}
	return w.settle(e.Group, id)
}

// checkAgreed refuses what the log could not be read with again.
func (w *Workshop) checkAgreed(e assess.Event) error {
	q := w.Questionnaire(e.Group)
	if q == nil || q.Item(e.Item) == nil {
		return errors.New("the workshop does not ask this group such an item")
	}
	it, r := q.Item(e.Item), e.Agreed
	switch {
	case e.Turn == assess.TurnLeft:
		return nil
	case e.Turn != assess.TurnAgreed:
		return errors.New("found another turn; expected agreed or left-open")
	case r.State == assess.Answered && r.Value >= 0 && r.Value <= it.Max(), r.State == assess.DontKnow,
		r.State == assess.NotApplicable && it.NotApplicable && r.Reason != "":
		return nil
	}
	return errors.New("found no response that the item takes")
}

// SettleAgreed brings the agreed assessments up to what the log says, so that
// an agreement that was interrupted is complete. It writes nothing when they
// are.
func (w *Workshop) SettleAgreed(id func() (string, error)) error {
	for _, p := range w.Workshop().Parties {
		if err := w.settle(p.Group, id); err != nil {
			return err
		}
	}
	return nil
}

// settle writes what a group agreed into its assessment.
func (w *Workshop) settle(g assess.Group, id func() (string, error)) error {
	log := w.Log()
	agreed, any := agreedItems(log, g)
	if !any {
		return nil
	}
	q, file := w.Questionnaire(g), w.AgreedFile(g)
	known := func(assess.Ref, string) (*assess.Questionnaire, error) { return q, nil }
	f, doc, err := Open(file, known)
	if errors.Is(err, ErrNotFound) {
		return w.createAgreed(g, agreed, id)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	f.d = w.d
	next := *doc.Assessment
	next.Responses = maps.Clone(next.Responses)
	if next.Responses == nil {
		next.Responses = map[string]assess.Response{}
	}
	if !apply(&next, agreed) {
		return nil
	}
	return f.Save(&next)
}

// createAgreed makes the assessment of a group.
func (w *Workshop) createAgreed(g assess.Group, agreed map[string]assess.Event, id func() (string, error)) error {
	description, q := w.Workshop(), w.Questionnaire(g)
	party := description.Party(g)
	a := &assess.Assessment{Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}, QuestionnaireFile: party.File,
		Language: description.Language, Frame: description.Frame, Responses: map[string]assess.Response{}}
	a.Frame.Group, a.Frame.Facilitated = g, true
	var err error
	if a.ID, err = id(); err != nil {
		return err
	}
	if !apply(a, agreed) {
		return nil // everything was left open
	}
	f, err := create(w.d, w.AgreedFile(g), q)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Save(a)
}

// agreedItems gives the last decision of a group on each item; any says
// whether there is one.
func agreedItems(log []assess.Event, g assess.Group) (items map[string]assess.Event, any bool) {
	items = map[string]assess.Event{}
	for _, e := range log {
		if e.Group == g && (e.Turn == assess.TurnAgreed || e.Turn == assess.TurnLeft) {
			items[e.Item] = e
		}
	}
	return items, len(items) > 0
}

// apply puts decisions into an assessment, and reports whether that changed
// anything. Notes, evidence and flags that somebody wrote there stay. People
// is the fewest who agreed an item: that many stand behind all of them.
func apply(a *assess.Assessment, agreed map[string]assess.Event) bool {
	changed := false
	least := 0
	for item, e := range agreed {
		old := a.Responses[item]
		next := old
		next.State, next.Value, next.Reason = e.Agreed.State, e.Agreed.Value, e.Agreed.Reason
		if e.Turn == assess.TurnLeft {
			next.State, next.Value, next.Reason = assess.Blank, 0, ""
		} else {
			if e.People > 0 && (least == 0 || e.People < least) {
				least = e.People
			}
			if day, err := assess.ParseDate(e.At[:min(10, len(e.At))]); err == nil && a.Frame.Date.String() < day.String() {
				a.Frame.Date, changed = day, true
			}
		}
		switch {
		case next == old:
		case next == assess.Response{}:
			delete(a.Responses, item)
			changed = true
		default:
			a.Responses[item] = next
			changed = true
		}
	}
	if least > 0 && a.Frame.People != least {
		a.Frame.People, changed = least, true
	}
	return changed
}

// Agreed reads the assessment that a group agreed on. ErrNotAgreed says that
// there is none yet.
func (w *Workshop) Agreed(g assess.Group) (*Document, error) {
	q := w.Questionnaire(g)
	if q == nil {
		return nil, ErrNotAgreed
	}
	file := w.AgreedFile(g)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Op: "read", File: filepath.ToSlash(file), Reason: ErrNotAgreed}
	}
	return Read(file, func(assess.Ref, string) (*assess.Questionnaire, error) { return q, nil })
}
