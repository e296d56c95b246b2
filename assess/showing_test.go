package assess_test

import (
	"fmt"
	"maps"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"csi/assess"
)

// hall is a workshop in memory whose people come in one by one, as the store
// keeps it.
type hall struct {
	w      *assess.Workshop
	q      *assess.Questionnaire
	people []assess.Participant
	log    []assess.Event
	shown  []sight         // every figure that was ever shown of the item
	older  map[uint64]bool // what was known before the minimum was raised last
}

// sight is who stands behind something that was shown, and what the minimum
// was then.
type sight struct {
	who   []string
	least assess.Minimum
}

const hallItem = "one"

func newHall(groups int, cards int) *hall {
	h := &hall{w: &assess.Workshop{Minimum: assess.DefaultMinimum(), Cards: cards}}
	it := assess.Item{ID: hallItem, Anchors: anchors(3)}
	h.q = &assess.Questionnaire{ID: "q", Sections: []assess.Section{{ID: "s", Items: []assess.Item{it}}}}
	h.q.Index()
	for i := range groups {
		h.w.Parties = append(h.w.Parties, assess.Party{Group: assess.Group(fmt.Sprintf("g%d", i)), Questionnaire: assess.Ref{ID: "q"}})
	}
	return h
}

func (h *hall) of(assess.Group) *assess.Questionnaire { return h.q }

// add lets somebody in; late when the item was shown.
func (h *hall) add(g assess.Group, card, value int) {
	p := assess.Participant{Code: fmt.Sprintf("p%03d", len(h.people)), Group: g, Card: card,
		Rounds: []map[string]assess.Response{{hallItem: {State: assess.Answered, Value: value}}}}
	if assess.Stand(h.log, g, hallItem).Shown > 0 {
		p.Late = []string{hallItem}
	}
	h.people = append(h.people, p)
}

// raise does what the store does when the minimum is raised.
func (h *hall) raise(people, organisations int) {
	if h.w.Before == (assess.Minimum{}) && len(h.people) > 0 {
		h.w.Before = h.w.Minimum
	}
	h.w.Minimum.People += people
	h.w.Minimum.Organisations += organisations
}

// results does what "csi workshop results" does.
func (h *hall) results() {
	record := func(turn assess.Turn, all []assess.Showing) {
		for _, s := range all {
			h.log = append(h.log, assess.Event{Group: s.Group, Item: s.Item, Round: s.Round, Turn: turn})
		}
	}
	ready := assess.CountLate(h.w, h.of, h.people, h.log).Ready
	record(assess.TurnCounted, ready)
	for i := range h.people {
		for _, s := range ready {
			if h.people[i].Group == s.Group {
				h.people[i].Late = nil
			}
		}
	}
	record(assess.TurnShown, ready)
	record(assess.TurnShown, assess.ToShow(h.w, h.of, h.people, h.log))
	h.keep()
}

// keep notes who stands behind what is published now: every group, the total,
// and all shown groups together.
func (h *hall) keep() {
	p := assess.PublishedSpreads(h.w, h.of, h.people, h.log)
	counted := func(g assess.Group) []string {
		var out []string
		for _, x := range h.people {
			if x.Group == g && len(x.Late) == 0 {
				out = append(out, x.Code)
			}
		}
		return out
	}
	var together []string
	for _, g := range p.Groups {
		if !p.Spreads(g.Group)[0].Hidden {
			h.seen(counted(g.Group))
			together = append(together, counted(g.Group)...)
		}
	}
	h.seen(together)
	for _, t := range p.Totals {
		if !t.Spreads()[0].Hidden {
			var all []string
			for _, g := range t.Groups {
				all = append(all, counted(g)...)
			}
			h.seen(all)
		}
	}
}

func (h *hall) seen(who []string) {
	if len(who) > 0 {
		h.shown = append(h.shown, sight{who, h.w.Minimum})
	}
}

// leak finds a figure that tells of too few, two figures whose difference does,
// and differences of such differences; "" when none does. Who stands behind a
// figure is a set of bits. What can be worked out for the first time has to keep
// to the minimum of that day.
func (h *hall) leak() string {
	known := map[uint64]bool{}
	for i, f := range h.shown {
		known[h.bits(f.who)] = true
		if i+1 < len(h.shown) && h.shown[i+1].least == f.least {
			continue // more of the same day
		}
		for set := range known {
			if !h.older[set] && h.few(set, f.least) {
				return fmt.Sprintf("%b is shown: fewer than %v", set, f.least)
			}
		}
		for range 2 {
			all := slices.Collect(maps.Keys(known))
			for _, a := range all {
				for _, b := range all {
					if b&^a != 0 || known[a&^b] || a == b {
						continue
					}
					if known[a&^b] = true; h.few(a&^b, f.least) {
						return fmt.Sprintf("%b less %b: fewer than %v", a, b, f.least)
					}
				}
			}
		}
		h.older = maps.Clone(known)
	}
	return ""
}

func (h *hall) bits(who []string) (set uint64) {
	for i, p := range h.people {
		if slices.Contains(who, p.Code) {
			set |= 1 << i
		}
	}
	return set
}

// few reports whether a set of people is under a minimum.
func (h *hall) few(set uint64, least assess.Minimum) bool {
	cards := map[int]bool{}
	for i, p := range h.people {
		if set&(1<<i) != 0 {
			cards[p.Card] = true
		}
	}
	return bits.OnesCount64(set) < least.People || h.w.Cards > 0 && len(cards) < least.Organisations
}

// However people come in and whenever somebody looks: no figure that was ever
// shown, and no difference of two of them, tells of fewer than the minimum.
func TestToShow_neverTellsOfAFew(t *testing.T) {
	t.Parallel()
	figures := 0
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 11)) // in every second seed the minimum is raised on the way
		cards := rng.IntN(2) * (3 + rng.IntN(3))
		h := newHall(1+rng.IntN(4), cards)
		for range 8 + rng.IntN(40) {
			g := h.w.Parties[rng.IntN(len(h.w.Parties))].Group
			card := 0
			if cards > 0 {
				card = 1 + rng.IntN(cards)
			}
			h.add(g, card, rng.IntN(4))
			switch rng.IntN(16) {
			case 0, 1, 2, 3:
				h.results()
			case 4:
				if seed%2 == 0 {
					h.raise(rng.IntN(3), rng.IntN(2))
				}
			}
		}
		h.results()
		figures += len(h.shown)
		if what := h.leak(); what != "" {
			t.Fatalf("seed %d, %d groups, %d cards: %s", seed, len(h.w.Parties), cards, what)
		}
	}
	if figures < 2000 {
		t.Fatalf("only %d figures were shown: the test says nothing", figures)
	}
}

// A group that is too small is left alone and can grow; late ones wait until
// they are enough.
func TestCountLate_waits(t *testing.T) {
	t.Parallel()
	h := newHall(1, 0)
	for range 4 {
		h.add("g0", 0, 1)
	}
	h.results()
	if len(h.log) > 0 {
		t.Fatalf("four people: recorded %v", h.log)
	}
	h.add("g0", 0, 2)
	h.results()
	people := func() int {
		return assess.PublishedSpreads(h.w, h.of, h.people, h.log).Spreads("g0")[0].People
	}
	if n := people(); n != 5 {
		t.Fatalf("five people: shown of %d", n)
	}
	for i := range 5 {
		if i > 0 {
			if n := assess.CountLate(h.w, h.of, h.people, h.log).Waiting["g0"]; n != i || people() != 5 {
				t.Errorf("%d late: %d wait, shown of %d", i, n, people())
			}
		}
		h.add("g0", 0, 3)
		if i < 4 {
			h.results()
		}
	}
	h.results()
	if n := people(); n != 10 {
		t.Errorf("five late: shown of %d, want 10", n)
	}
}

// Several small groups are shown as a total, and closed by it, only when that
// tells enough and each of them said something: until then each can grow.
func TestToShow_smallGroupsCanGrow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sizes, want []int }{
		"together too few":   {[]int{2, 2}, nil},
		"together enough":    {[]int{2, 3}, []int{0, 1}},
		"one said nothing":   {[]int{3, 3, 0}, nil},
		"one alone":          {[]int{6, 2}, []int{0}},
		"two beside a third": {[]int{6, 3, 2}, []int{0, 1, 2}},
	} {
		h := newHall(len(c.sizes), 0)
		for g, n := range c.sizes {
			for range n {
				h.add(h.w.Parties[g].Group, 0, 1)
			}
		}
		var got []int
		for _, s := range assess.ToShow(h.w, h.of, h.people, h.log) {
			got = append(got, slices.IndexFunc(h.w.Parties, func(p assess.Party) bool { return p.Group == s.Group }))
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: groups %v would be shown, want %v", name, got, c.want)
		}
	}
}

// What was counted in and not shown since is told, so that it can be completed.
func TestUncounted(t *testing.T) {
	t.Parallel()
	e := func(item string, turn assess.Turn) assess.Event {
		return assess.Event{Group: "cso", Item: item, Turn: turn, Round: 1}
	}
	got := assess.Uncounted([]assess.Event{e("a", assess.TurnShown), e("a", assess.TurnCounted), e("b", assess.TurnCounted), e("b", assess.TurnShown)})
	if len(got) != 1 || got[0].Item != "a" {
		t.Errorf("got %v, want a", got)
	}
}
