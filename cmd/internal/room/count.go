package room

import (
	"slices"
	"sync"
	"time"

	"csi/assess"
)

// often is the shortest time between two counts of a small room. Each more
// phone makes it a little longer, since each hears of every count: with a
// thousand the room is counted once a second.
const (
	often     = 250 * time.Millisecond
	perPerson = 750 * time.Microsecond
)

// tally is how many people there are, and how many of them may be told.
type tally struct {
	n    int
	tell bool // enough of them, from enough organisations
}

// groupCount is how far a group is.
type groupCount struct {
	people int
	from   map[assess.Origin]int
	cards  int      // organisations
	open   []string // items that take responses, in item order
	done   tally    // people who responded to all that is open
	items  map[string]tally
}

// snapshot is what the room knew at one moment, the same for all who ask. It
// holds counts and nothing else.
type snapshot struct {
	turn   int
	ended  bool
	joined int
	groups map[assess.Group]groupCount
	lines  sync.Map // events of phones, by language and group
}

// counter counts the room at most four times a second, however many ask.
// Nobody who asks waits for a count: it can wait for a disk.
type counter struct {
	room     *Room
	counting sync.Mutex // one count at a time

	mu      sync.Mutex
	last    *snapshot
	planned bool
	wake    chan struct{} // closed at the next snapshot
}

// now gives the last snapshot: that of the last turn of the trainer, or of a
// moment ago.
func (c *counter) now() *snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// changed says that somebody responded or joined.
func (c *counter) changed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.planned {
		c.planned = true
		time.AfterFunc(often+time.Duration(c.last.joined)*perPerson, func() { c.take() })
	}
}

// take counts the room now and wakes all who wait for a change.
func (c *counter) take() *snapshot {
	c.counting.Lock()
	defer c.counting.Unlock()
	c.mu.Lock()
	c.planned = false // what comes from now on is for the next count
	c.mu.Unlock()
	s := c.room.count()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = s
	if c.wake != nil {
		close(c.wake)
	}
	c.wake = make(chan struct{})
	return s
}

// next gives the last snapshot and a channel that closes at the one after it.
func (c *counter) next() (*snapshot, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last, c.wake
}

// count looks at all participants once.
func (r *Room) count() *snapshot {
	people := r.o.Keeper.People()
	w := r.workshop()
	s := &snapshot{groups: map[assess.Group]groupCount{}, joined: len(people)}
	r.mu.Lock()
	s.turn, s.ended = r.turn, r.ended
	r.mu.Unlock()
	for _, p := range w.Parties {
		s.groups[p.Group] = r.countGroup(&w, p.Group, people)
	}
	return s
}

func (r *Room) countGroup(w *assess.Workshop, g assess.Group, people []assess.Participant) groupCount {
	c := groupCount{from: map[assess.Origin]int{}, items: map[string]tally{}}
	rounds := map[string]int{}
	for _, it := range r.o.Keeper.Questionnaire(g).Items() {
		stand := r.o.Keeper.Stand(g, it.ID)
		rounds[it.ID] = stand.Round
		if stand.Open {
			c.open = append(c.open, it.ID)
		}
	}
	cards := map[int]bool{}
	said, done := map[string]*crowd{}, newCrowd()
	for i := range people {
		p := &people[i]
		if p.Group != g {
			continue
		}
		c.people++
		c.from[p.From]++
		cards[p.Card] = true
		for id, round := range rounds {
			if saidIn(p, id, round) {
				if said[id] == nil {
					said[id] = newCrowd()
				}
				said[id].add(p.Card)
			}
		}
		if !slices.ContainsFunc(c.open, func(id string) bool { return !saidIn(p, id, rounds[id]) }) {
			done.add(p.Card)
		}
	}
	if w.Cards > 0 {
		c.cards = len(cards)
	}
	c.done = done.tally(w)
	for id, who := range said {
		c.items[id] = who.tally(w)
	}
	return c
}

// saidIn reports whether a participant said something in a round itself.
func saidIn(p *assess.Participant, item string, round int) bool {
	return round > 0 && len(p.Rounds) >= round && p.Rounds[round-1][item].State != assess.Blank
}

// crowd counts people and their organisations.
type crowd struct {
	n     int
	cards map[int]bool
}

func newCrowd() *crowd { return &crowd{cards: map[int]bool{}} }

func (c *crowd) add(card int) {
	c.n++
	c.cards[card] = true
}

// tally tells the number only from the minimum on: before that, even the count
// of responses could point at somebody.
func (c *crowd) tally(w *assess.Workshop) tally {
	enough := c.n >= max(w.Minimum.People, assess.LeastPeople) &&
		(w.Cards == 0 || len(c.cards) >= max(w.Minimum.Organisations, assess.LeastOrganisations))
	return tally{c.n, enough}
}
