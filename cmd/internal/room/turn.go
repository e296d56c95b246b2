package room

import (
	"errors"

	"csi/assess"
)

// errTurn says that the room is not where the trainer's page thought it was.
var errTurn = errors.New("the room has moved on")

// talkMinutes is how long an item is talked about when no agenda says more.
const talkMinutes = 10

// bump says that the room has moved: pages follow.
func (r *Room) bump() {
	r.mu.Lock()
	r.turn++
	r.mu.Unlock()
	r.recount()
	r.counts.take()
}

// record writes what happened to an item into the log.
func (r *Room) record(events ...assess.Event) error {
	if len(events) == 0 {
		return nil
	}
	return r.o.Keeper.Record(events...)
}

// openSection opens all items of a section that were never open. Phones page
// through them.
func (r *Room) openSection(g assess.Group, section string) error {
	var events []assess.Event
	for _, it := range r.itemsOf(g, section) {
		if r.o.Keeper.Stand(g, it.ID).Round == 0 {
			events = append(events, assess.Event{Group: g, Item: it.ID, Turn: assess.TurnOpened, Round: 1})
		}
	}
	if err := r.record(events...); err != nil {
		return err
	}
	r.mu.Lock()
	delete(r.looks, g)
	r.present, r.screen = g, showsItem
	r.mu.Unlock()
	return nil
}

func (r *Room) itemsOf(g assess.Group, section string) []*assess.Item {
	var out []*assess.Item
	q := r.o.Keeper.Questionnaire(g)
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			if q.Sections[i].ID == section {
				out = append(out, &q.Sections[i].Items[j])
			}
		}
	}
	return out
}

// closeSection freezes every open round of a section and shows nothing.
func (r *Room) closeSection(g assess.Group, section string) error {
	var events []assess.Event
	for _, it := range r.itemsOf(g, section) {
		if s := r.o.Keeper.Stand(g, it.ID); s.Open {
			events = append(events, assess.Event{Group: g, Item: it.ID, Turn: assess.TurnClosed, Round: s.Round})
		}
	}
	return r.record(events...)
}

// openItem opens the next round of one item: the first, the same again when
// nobody saw its counts or heard of them, or one more.
func (r *Room) openItem(at place) error {
	s := r.o.Keeper.Stand(at.group, at.item)
	if s.Open {
		return errTurn
	}
	round := s.Round
	if round == 0 || s.Shown >= round || r.wasTold(at, round) {
		round++
	}
	if err := r.record(assess.Event{Group: at.group, Item: at.item, Turn: assess.TurnOpened, Round: round}); err != nil {
		return err
	}
	r.mu.Lock()
	r.passed[spot{at, s.Round}] = s.Round > 0 && s.Shown < s.Round && round > s.Round
	r.mu.Unlock()
	r.lookAt(at)
	return nil
}

// wasTold reports whether the agenda put a round into words. Somebody who joined
// it again afterwards would be known by what changes.
func (r *Room) wasTold(at place, round int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told[spot{at, round}]
}

// lookAt makes the room look at an item, on the big screen and on phones.
func (r *Room) lookAt(at place) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.looks[at.group] = at.item
	r.present, r.screen = at.group, showsItem
	delete(r.talking, at)
}

// closeItem freezes a round and shows nothing.
func (r *Room) closeItem(at place) error {
	s := r.o.Keeper.Stand(at.group, at.item)
	if !s.Open {
		return errTurn
	}
	return r.record(assess.Event{Group: at.group, Item: at.item, Turn: assess.TurnClosed, Round: s.Round})
}

// showItem freezes a round where it is open, and shows its counts to the room
// unless they are too few. Only what was shown is recorded as shown: paper
// sheets can still be added to what nobody saw.
func (r *Room) showItem(at place) error {
	s := r.o.Keeper.Stand(at.group, at.item)
	if s.Round == 0 {
		return errTurn
	}
	if s.Open {
		if err := r.closeItem(at); err != nil {
			return err
		}
		r.recount()
	}
	if s.Shown < s.Round && !r.spread(at, s.Round).Hidden {
		if err := r.record(assess.Event{Group: at.group, Item: at.item, Turn: assess.TurnShown, Round: s.Round}); err != nil {
			return err
		}
	}
	r.lookAt(at)
	return nil
}

// talkAbout starts or prolongs the talk about an item.
func (r *Room) talkAbout(at place, minutes int) error {
	if s := r.o.Keeper.Stand(at.group, at.item); s.Open || s.Round == 0 {
		return errTurn
	}
	r.lookAt(at)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.talking[at] = r.o.Now().Add(minutesOf(minutes))
	return nil
}

// moreTime adds minutes to a talk, from now on where its time is over.
func (r *Room) moreTime(at place, minutes int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	until, ok := r.talking[at]
	if !ok {
		return errTurn
	}
	if now := r.o.Now(); until.Before(now) {
		until = now
	}
	r.talking[at] = until.Add(minutesOf(minutes))
	return nil
}

// leaveItem records that the group leaves an item open.
func (r *Room) leaveItem(at place, why string) error {
	s := r.o.Keeper.Stand(at.group, at.item)
	if s.Open {
		if err := r.closeItem(at); err != nil {
			return err
		}
	}
	return r.record(assess.Event{Group: at.group, Item: at.item, Turn: assess.TurnLeft, Round: max(s.Round, 1), Why: why})
}

// agree records what the group agreed on.
func (r *Room) agree(at place, e assess.Event) error {
	s := r.o.Keeper.Stand(at.group, at.item)
	if s.Open {
		return errTurn
	}
	e.Group, e.Item, e.Turn, e.Round = at.group, at.item, assess.TurnAgreed, max(s.Round, 1)
	if err := r.o.Keeper.Agree(e); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.talking, at)
	return nil
}

// showOnScreen changes what the big screen shows.
func (r *Room) showOnScreen(what shows) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.screen = what
}

// next gives the item after one, in the order of the questionnaire; "" after
// the last.
func (r *Room) next(at place) string {
	items := r.o.Keeper.Questionnaire(at.group).Items()
	for i, it := range items {
		if it.ID == at.item && i+1 < len(items) {
			return items[i+1].ID
		}
	}
	return ""
}
