package cli

import (
	"errors"
	"maps"
	"time"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/room"
)

// keeper is a workshop on disk as the room keeps it.
type keeper struct {
	w *store.Workshop
	a *app
	// words are the questionnaires in the language of the workshop, in which
	// reasons are kept.
	words map[assess.Group]*assess.Questionnaire
}

// Workshop gives what the workshop is.
func (k *keeper) Workshop() assess.Workshop { return k.w.Workshop() }

// Questionnaire gives that of a group in the language of the workshop.
func (k *keeper) Questionnaire(g assess.Group) *assess.Questionnaire {
	if q := k.words[g]; q != nil {
		return q
	}
	return k.w.Questionnaire(g)
}

// Add takes in a participant.
func (k *keeper) Add(p assess.Participant) (string, error) { return k.w.Add(p, k.a.env.Rand) }

// Respond saves one response.
func (k *keeper) Respond(code, item string, round int, r assess.Response) error {
	err := k.w.Respond(code, item, round, r)
	switch {
	case errors.Is(err, store.ErrRoundClosed):
		return room.ErrClosed
	case errors.Is(err, store.ErrNoParticipant):
		return room.ErrNobody
	}
	return err
}

// Person gives a participant.
func (k *keeper) Person(code string) (assess.Participant, bool) { return k.w.Person(code) }

// People gives all participants.
func (k *keeper) People() []assess.Participant { return k.w.People() }

// ReadCode reads a code as it was typed.
func (k *keeper) ReadCode(typed string) string { return store.ReadCode(typed) }

// Log gives the log of decisions.
func (k *keeper) Log() []assess.Event { return k.w.Log() }

// Stand tells where an item stands.
func (k *keeper) Stand(g assess.Group, item string) assess.ItemStand { return k.w.Stand(g, item) }

// Record adds to the log.
func (k *keeper) Record(events ...assess.Event) error {
	at := k.a.env.Now().UTC().Format(time.RFC3339)
	for i := range events {
		events[i].At = at
	}
	return k.w.Record(events...)
}

// Agree saves what a group agreed: first in its assessment, then in the log.
// When the log cannot be written the group agrees once more, which changes
// nothing in the assessment.
func (k *keeper) Agree(e assess.Event) error {
	if err := k.a.saveAgreed(k.w, e); err != nil {
		return err
	}
	return k.Record(e)
}

// saveAgreed puts one agreed response into the assessment of a group, which is
// an assessment like any other.
func (a *app) saveAgreed(w *store.Workshop, e assess.Event) error {
	name := w.AgreedFile(e.Group)
	f, doc, err := store.Open(name, a.resolver(""))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return a.beginAgreed(w, e)
	case err != nil:
		return err
	}
	defer f.Close()
	as := doc.Assessment
	as.Responses = maps.Clone(as.Responses)
	if as.Responses == nil {
		as.Responses = map[string]assess.Response{}
	}
	as.Responses[e.Item] = e.Agreed
	as.Frame.People, as.Frame.Facilitated = max(as.Frame.People, e.People), true
	return f.Save(as)
}

// beginAgreed makes the assessment of a group with its first response.
func (a *app) beginAgreed(w *store.Workshop, e assess.Event) error {
	ws := w.Workshop()
	id, err := store.NewID(a.env.Now(), a.env.Rand)
	if err != nil {
		return err
	}
	party := ws.Party(e.Group)
	as := &assess.Assessment{ID: id, Questionnaire: party.Questionnaire, QuestionnaireFile: party.File, Language: ws.Language,
		Frame: ws.Frame, Responses: map[string]assess.Response{e.Item: e.Agreed}}
	as.Frame.Group, as.Frame.People, as.Frame.Facilitated = e.Group, e.People, true
	if as.Frame.Date.IsZero() {
		as.Frame.Date = assess.DateOf(a.env.Now())
	}
	f, err := store.Create(w.AgreedFile(e.Group), w.Questionnaire(e.Group))
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Save(as)
}
