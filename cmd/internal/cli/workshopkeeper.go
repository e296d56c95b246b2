package cli

import (
	"errors"

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
	for i := range events {
		events[i].At = k.a.stamp()
	}
	if len(events) == 1 && events[0].Turn == assess.TurnLeft {
		return k.w.Agree(events[0], k.a.newID) // what was agreed before is open again
	}
	return k.w.Record(events...)
}

// Agree saves what a group agreed, in the log and in its assessment.
func (k *keeper) Agree(e assess.Event) error {
	e.At = k.a.stamp()
	return k.w.Agree(e, k.a.newID)
}
