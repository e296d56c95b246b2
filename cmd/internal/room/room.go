package room

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math/big"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"csi/assess"
)

// codeDigits is the length of the code on the big screen.
const codeDigits = 8

// place is an item of a group.
type place struct {
	group assess.Group
	item  string
}

// shows is what the big screen shows.
type shows uint8

const (
	showsJoin shows = iota
	showsItem
	showsFields
)

// Room is a workshop that people take part in over the network. Make it with
// New; all its methods may be called by several goroutines.
type Room struct {
	o        Options
	tongues  map[string]*tongue
	order    []*tongue
	pages    *template.Template
	assets   map[string]asset
	code     string // eight digits
	secret   string // of the trainer's address
	key      []byte // signs tokens; new at every start
	sessions *sessions
	guard    *guard

	mu      sync.Mutex
	looks   map[assess.Group]string // the item that a group looks at; "" for none
	present assess.Group            // the group that the trainer acts on, and the screen shows
	screen  shows
	talking map[place]time.Time // until when an item is talked about
	turn    int                 // rises with every turn of the trainer
	spreads map[spot]assess.Spread
	told    map[spot]bool // rounds that the agenda put into words before they were shown
	passed  map[spot]bool // of these, the rounds that were followed by another instead of being shown
	started time.Time     // when the room opened
	ended   bool

	change sync.Mutex // one turn of the trainer at a time

	codes   sync.Map     // of participants, by their digest
	people  atomic.Int64 // participants, with those who are joining now
	counts  counter
	done    chan struct{} // closed when the trainer closes the room
	close   sync.Once
	streams atomic.Int64
	heard   listeners
	wait    patience
}

// spot is a round of an item of a group.
type spot struct {
	place
	round int
}

// New makes a room with a new code and a new secret. It fails when random does
// or when a built-in page is broken.
func New(o Options) (*Room, error) {
	if o.Most == 0 {
		o.Most = 1000
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Trouble == nil {
		o.Trouble = func(error) {}
	}
	if len(o.Tongues) == 0 {
		return nil, errors.New("a room needs a language")
	}
	r := &Room{o: o, tongues: map[string]*tongue{}, looks: map[assess.Group]string{}, talking: map[place]time.Time{},
		spreads: map[spot]assess.Spread{}, told: map[spot]bool{}, passed: map[spot]bool{}, done: make(chan struct{}), guard: newGuard(o.Now), started: o.Now()}
	for _, t := range o.Tongues {
		r.order = append(r.order, newTongue(t))
		r.tongues[t.Lang] = r.order[len(r.order)-1]
	}
	var err error
	if r.code, err = digits(o.Random); err != nil {
		return nil, err
	}
	if r.secret, err = randomHex(o.Random, 10); err != nil {
		return nil, err
	}
	key, err := randomHex(o.Random, 32)
	if err != nil {
		return nil, err
	}
	r.key = []byte(key)
	r.sessions = newSessions(o.Random, 4*o.Most)
	if r.pages, r.assets, err = loadPages(); err != nil {
		return nil, err
	}
	r.present = r.workshop().Parties[0].Group
	r.resume()
	r.wait = patient
	for _, p := range r.o.Keeper.People() {
		r.people.Add(1)
		r.codes.Store(sha256.Sum256([]byte(p.Code)), p.Code)
	}
	r.counts.room = r
	r.counts.take()
	return r, nil
}

// resume finds what the room looked at before a restart: the item that was
// shown last.
func (r *Room) resume() {
	for _, e := range r.o.Keeper.Log() {
		switch e.Turn {
		case assess.TurnShown:
			r.looks[e.Group], r.present = e.Item, e.Group
		case assess.TurnAgreed, assess.TurnLeft:
			delete(r.looks, e.Group)
		}
	}
}

// digits draws the code on the big screen.
func digits(random io.Reader) (string, error) {
	n, err := rand.Int(random, big.NewInt(100_000_000))
	if err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	return fmt.Sprintf("%0*d", codeDigits, n), nil
}

// randomHex draws a secret of so many bytes.
func randomHex(random io.Reader, bytes int) (string, error) {
	b := make([]byte, bytes)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("make a key: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// sign gives the token that proves that a form came from this room.
func (r *Room) sign(what string) string {
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(what))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// same compares two secrets in constant time.
func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

func (r *Room) workshop() assess.Workshop { return r.o.Keeper.Workshop() }

// grouped writes a code in two halves, as it is read aloud.
func grouped(code string) string {
	if len(code) != codeDigits {
		return code
	}
	return code[:4] + " " + code[4:]
}

// Code gives the code of the room, "4827 6135".
func (r *Room) Code() string { return grouped(r.code) }

// JoinAddress gives the address that phones open, without the code.
func (r *Room) JoinAddress() string { return "http://" + r.o.Join }

// joinLink is what the QR code holds: address and code.
func (r *Room) joinLink() string { return r.JoinAddress() + "/j/" + r.code }

// ScreenAddress gives the address of the big screen on this computer.
func (r *Room) ScreenAddress() string { return "http://" + r.o.Local + "/screen" }

// TrainerAddress gives the secret address of the trainer's page on this
// computer.
func (r *Room) TrainerAddress() string { return "http://" + r.o.Local + r.trainerPath() }

func (r *Room) trainerPath() string { return "/trainer/" + r.secret + "/" }

// Done is closed when the trainer closes the room on the page.
func (r *Room) Done() <-chan struct{} { return r.done }

// Close ends the room: from now on every phone gets the last page, and nothing
// is taken any more.
func (r *Room) Close() {
	r.close.Do(func() {
		r.mu.Lock()
		r.ended = true
		r.turn++
		r.mu.Unlock()
		r.counts.take()
		close(r.done)
	})
}

// closed reports whether the room has ended.
func (r *Room) closed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ended
}

// look gives the item that a group looks at; "" for none.
func (r *Room) look(g assess.Group) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.looks[g]
}

// talk gives until when an item is talked about; false when it is not.
func (r *Room) talk(at place) (time.Time, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	until, ok := r.talking[at]
	return until, ok
}

// spread gives how a group responded to a round of an item that is closed. It
// is counted once; a round that takes responses has no spread at all.
func (r *Room) spread(at place, round int) assess.Spread {
	it := r.o.Keeper.Questionnaire(at.group).Item(at.item)
	stand := r.o.Keeper.Stand(at.group, at.item)
	if stand.Open && stand.Round == round {
		return assess.Spread{Item: it, Hidden: true, Why: assess.TooSmall}
	}
	r.mu.Lock()
	kept, ok := r.spreads[spot{at, round}]
	r.mu.Unlock()
	if ok {
		return kept
	}
	w := r.workshop()
	s := assess.NewSpread(it, assess.Ballots(r.o.Keeper.People(), at.group, at.item, round), w.Minimum, w.Cards > 0)
	r.mu.Lock()
	r.spreads[spot{at, round}] = s
	r.mu.Unlock()
	return s
}

// recount forgets the spreads that nobody has seen: something may have been
// added to them.
func (r *Room) recount() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for at := range r.spreads {
		if r.o.Keeper.Stand(at.group, at.item).Shown < at.round {
			delete(r.spreads, at)
		}
	}
}

// number gives the place of an item in its questionnaire, from 1; 0 when it is
// not there.
func number(q *assess.Questionnaire, item string) int {
	return slices.IndexFunc(q.Items(), func(it *assess.Item) bool { return it.ID == item }) + 1
}

// sectionOf finds the section of an item.
func sectionOf(q *assess.Questionnaire, item string) *assess.Section {
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			if q.Sections[i].Items[j].ID == item {
				return &q.Sections[i]
			}
		}
	}
	return &q.Sections[0]
}

// Status gives what the terminal says.
func (r *Room) Status() Status {
	r.mu.Lock()
	g := r.present
	r.mu.Unlock()
	c := r.counts.now().groups[g]
	q := r.o.Keeper.Questionnaire(g)
	s := Status{Joined: r.counts.now().joined, Items: len(q.Items()), Opened: len(c.open)}
	if item := r.look(g); item != "" {
		s.Item, s.Open = number(q, item), r.o.Keeper.Stand(g, item).Open
	} else if len(c.open) == 1 {
		s.Item, s.Open = number(q, c.open[0]), true
	}
	if len(c.open) > 0 {
		s.Count = r.trainerTongue().count(c.done, c.people)
	}
	return s
}

// trainerTongue is the language of the trainer's pages.
func (r *Room) trainerTongue() *tongue { return r.tongue(r.o.Trainer) }

// tongue finds a language that the room has; that of the workshop for another.
func (r *Room) tongue(lang string) *tongue {
	for _, want := range []string{lang, r.workshop().Language} {
		if t := r.tongues[want]; t != nil {
			return t
		}
		base, _, _ := strings.Cut(want, "-")
		if t := r.tongues[base]; t != nil {
			return t
		}
	}
	return r.order[0]
}
