package store

import (
	"slices"

	"csi/assess"
)

// CountLate counts late responses to items in and records that they were
// shown. First the log says that they count, then every participant is saved
// without the mark, then the log says that they were shown. When the program
// ends in between, whoever reads the workshop next takes the marks as removed,
// so that no results show a part of them, and the next call completes it. at is
// the time of the events.
func (w *Workshop) CountLate(at string, items []assess.Showing) error {
	left := assess.Uncounted(w.Log())
	if len(items) > 0 {
		if err := w.Record(events(at, assess.TurnCounted, items)...); err != nil {
			return err
		}
	}
	all := append(left, items...)
	if len(all) == 0 {
		return nil
	}
	if err := w.removeLate(all, len(left) > 0); err != nil {
		return err
	}
	return w.Record(events(at, assess.TurnShown, all)...)
}

func events(at string, turn assess.Turn, items []assess.Showing) []assess.Event {
	out := make([]assess.Event, len(items))
	for i, s := range items {
		out[i] = assess.Event{At: at, Group: s.Group, Item: s.Item, Turn: turn, Round: s.Round}
	}
	return out
}

// RecordShown records that rounds were shown; those that are open are closed
// by it.
func (w *Workshop) RecordShown(at string, items []assess.Showing) error {
	if len(items) == 0 {
		return nil
	}
	return w.Record(events(at, assess.TurnShown, items)...)
}

// removeLate takes the marks off and saves who had one; with all everybody,
// whose marks may be off in memory and not on the disk.
func (w *Workshop) removeLate(items []assess.Showing, all bool) error {
	w.turn.RLock()
	defer w.turn.RUnlock()
	for _, p := range w.standing() {
		m, err := w.member(p.Code)
		if err == nil {
			err = w.removeMarks(m, items, all)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Workshop) removeMarks(m *member, items []assess.Showing, all bool) error {
	m.saving.Lock()
	defer m.saving.Unlock()
	next, had := withoutMarks(w.now(m), items)
	if had || all {
		return w.save(m, next)
	}
	return nil
}

// withoutMarks gives a participant without marks and reports whether it had
// one.
func withoutMarks(p *assess.Participant, items []assess.Showing) (*assess.Participant, bool) {
	next := *p
	next.Late = slices.DeleteFunc(slices.Clone(p.Late), func(id string) bool {
		return slices.ContainsFunc(items, func(s assess.Showing) bool { return s.Group == p.Group && s.Item == id })
	})
	return &next, len(next.Late) < len(p.Late)
}

// settleLate takes off the marks of late responses that the log counts in.
func (w *Workshop) settleLate() {
	items := assess.Uncounted(w.log)
	if len(items) == 0 {
		return
	}
	for _, m := range w.people {
		m.p, _ = withoutMarks(m.p, items)
	}
}
