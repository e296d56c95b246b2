package assess_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// ratios compares spreads by their exact numbers.
var ratios = cmp.Options{
	cmp.Comparer(func(a, b assess.Ratio) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b assess.Spread) bool {
		return a.Hidden == b.Hidden && a.Why == b.Why && a.Item.ID == b.Item.ID && cmp.Equal(a.Score, b.Score) &&
			cmp.Equal(a.Consensus, b.Consensus) && cmp.Equal(a.Figures(), b.Figures())
	}),
}

// day is a workshop of three groups, two of which share a questionnaire.
type day struct {
	w      *assess.Workshop
	q      map[assess.Group]*assess.Questionnaire
	people []assess.Participant
	log    []assess.Event
}

func newDay(cards int) *day {
	shared := &assess.Questionnaire{ID: "shared", Sections: []assess.Section{{ID: "s", Items: []assess.Item{
		{ID: "a", Anchors: anchors(3), NotApplicable: true}, {ID: "b", Anchors: anchors(4), NotApplicable: true}}}}}
	d := &day{q: map[assess.Group]*assess.Questionnaire{"peer": shared, "manager": shared, "service": shared}}
	d.w = &assess.Workshop{Cards: cards, Minimum: assess.DefaultMinimum()}
	for _, g := range []assess.Group{"peer", "manager", "service"} {
		d.w.Parties = append(d.w.Parties, assess.Party{Group: g, Questionnaire: assess.Ref{ID: "shared"}})
	}
	return d
}

func (d *day) published() *assess.Published {
	return assess.PublishedSpreads(d.w, func(g assess.Group) *assess.Questionnaire { return d.q[g] }, d.people, d.log)
}

func (d *day) show(g assess.Group, item string, round int) {
	d.log = append(d.log, assess.Event{Group: g, Item: item, Turn: assess.TurnShown, Round: round})
}

// say lets n people of a group respond to item a; late ones came after it was
// shown.
func (d *day) say(g assess.Group, n int, late bool) {
	for range n {
		p := assess.Participant{Code: fmt.Sprint(len(d.people)), Group: g,
			Rounds: []map[string]assess.Response{{"a": {State: assess.Answered, Value: len(d.people) % 4}}}}
		if d.w.Cards > 0 {
			p.Card = 1 + len(d.people)%d.w.Cards
		}
		if late {
			p.Late = []string{"a"}
		}
		d.people = append(d.people, p)
	}
}

func TestPublishedSpreads(t *testing.T) {
	t.Parallel()
	d := newDay(0)
	d.say("peer", 6, false)
	d.say("manager", 3, false)
	d.say("service", 7, false)
	p := d.published()
	if s := p.Spreads("peer")[0]; !s.Hidden || s.Why != assess.NotShown {
		t.Errorf("before anything was shown: %+v", s)
	}
	d.show("peer", "a", 1)
	d.show("service", "a", 1)
	p = d.published()
	if s := p.Spreads("peer")[0]; s.Hidden || s.People != 6 {
		t.Errorf("what was shown is %+v", s)
	}
	if s := p.Totals[0].Spreads()[0]; s.Why != assess.NotShown {
		t.Errorf("a total before the last group showed the round: %+v", s)
	}
	d.show("manager", "a", 1)
	p = d.published()
	if s := p.Spreads("manager")[0]; s.Why != assess.TooSmall || s.People != 0 {
		t.Errorf("a small group is %+v", s)
	}
	if s := p.Totals[0].Spreads()[0]; s.Why != assess.WouldTell {
		t.Errorf("a total that tells of three people: %+v", s)
	}
	if s := p.Spreads("peer")[0]; s.Hidden {
		t.Error("a group that the room has seen is hidden afterwards")
	}
	if p.Groups[0].People != 6 || p.Groups[1].People != 0 {
		t.Errorf("%d and %d people responded; want 6, and not told", p.Groups[0].People, p.Groups[1].People)
	}
	if p.Spreads("city") != nil {
		t.Error("a group that is not there has spreads")
	}
}

func TestPublishedSpreads_rounds(t *testing.T) {
	t.Parallel()
	d := newDay(0)
	d.say("peer", 5, false)
	d.show("peer", "a", 1)
	d.people[0].Rounds = append(d.people[0].Rounds, map[string]assess.Response{"a": {State: assess.Answered, Value: 3}})
	if got := d.published().Groups[0].Items[0].Rounds; len(got) != 1 || got[0].Spread.Counts[3] != 1 {
		t.Errorf("an open round is published: %+v", got)
	}
	d.show("peer", "a", 2)
	got := d.published().Groups[0].Items[0]
	if len(got.Rounds) != 2 || got.Last().Counts[3] != 2 || got.Rounds[0].Spread.Counts[3] != 1 {
		t.Errorf("two rounds: %+v", got)
	}
}

// TestPublishedSpreads_tellNothing keeps all that was ever published of a
// random day, and takes every total less every set of groups shown at the same
// round: what is left must be nobody or at least the minimum.
func TestPublishedSpreads_tellNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 7))
		d := newDay([]int{0, 4}[rng.IntN(2)])
		seen := map[int]map[assess.Group][]int{} // by round: people seen of each group, and of the total under ""
		for range 14 {
			g := d.w.Parties[rng.IntN(3)].Group
			last := assess.Stand(d.log, g, "a").Shown
			switch rng.IntN(3) {
			case 0:
				d.say(g, rng.IntN(6), last > 0)
			case 1:
				d.show(g, "a", last+1)
			case 2:
				if d.w.Before == (assess.Minimum{}) && len(d.people) > 0 {
					d.w.Before = d.w.Minimum
				}
				d.w.Minimum.People += rng.IntN(2)
			}
			p := d.published()
			for i := range p.Groups {
				keep(seen, p.Groups[i].Group, p.Groups[i].Items[0])
			}
			keep(seen, "", p.Totals[0].Items[0])
			told(t, seed, seen)
		}
	}
}

func keep(seen map[int]map[assess.Group][]int, g assess.Group, it assess.PublishedItem) {
	for _, r := range it.Rounds {
		if r.Spread.Hidden {
			continue
		}
		if seen[r.Round] == nil {
			seen[r.Round] = map[assess.Group][]int{}
		}
		seen[r.Round][g] = append(seen[r.Round][g], r.Spread.People)
	}
}

func told(t *testing.T, seed uint64, seen map[int]map[assess.Group][]int) {
	t.Helper()
	for round, by := range seen {
		for g, counts := range by {
			for _, n := range counts {
				if n != counts[0] {
					t.Fatalf("seed %d: round %d of %q was %d people, then %d", seed, round, g, counts[0], n)
				}
			}
		}
		if len(by[""]) == 0 {
			continue
		}
		rest := by[""][0]
		for g, counts := range by {
			if g != "" {
				rest -= counts[0]
			}
		}
		if rest != 0 && rest < assess.LeastPeople {
			t.Fatalf("seed %d: round %d tells of %d people", seed, round, rest)
		}
	}
}

// TestPublished_ForPublic: nothing of fewer than five organisations leaves the
// room, neither shown nor worked out from a total.
func TestPublished_ForPublic(t *testing.T) {
	t.Parallel()
	hidden, totals := 0, 0
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 9))
		d := newDay(9)
		for _, p := range d.w.Parties {
			d.say(p.Group, 2+rng.IntN(9), false)
			for i := range d.people {
				d.people[i].Card = 1 + (d.people[i].Card+rng.IntN(2))%(4+rng.IntN(6))
			}
			d.show(p.Group, "a", 1)
		}
		p := d.published().ForPublic()
		cards := map[int]bool{}
		shown := map[assess.Group]bool{}
		for _, g := range p.Groups {
			if s := g.Items[0].Last(); !s.Hidden {
				shown[g.Group] = true
				if s.Organisations < assess.MinimumPublic {
					t.Fatalf("seed %d: %d organisations of %s are published", seed, s.Organisations, g.Group)
				}
			} else if !d.published().Spreads(g.Group)[0].Hidden {
				hidden++
			}
		}
		if p.Totals[0].Spreads()[0].Hidden {
			continue
		}
		totals++
		for _, x := range d.people {
			if !shown[x.Group] {
				cards[x.Card] = true
			}
		}
		if len(cards) > 0 && len(cards) < assess.MinimumPublic {
			t.Fatalf("seed %d: a total tells of %d organisations", seed, len(cards))
		}
	}
	if hidden == 0 || totals == 0 {
		t.Errorf("%d groups hidden and %d totals shown: the test says nothing", hidden, totals)
	}
}

// TestFigures: a spread that was written and read scores as before.
func TestFigures(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		it := itemOf(2 + rng.IntN(5))
		var all []assess.Ballot
		for range 5 + rng.IntN(20) {
			b := assess.Ballot{Card: 1 + rng.IntN(5), Response: assess.Response{State: assess.Answered, Value: rng.IntN(it.Max() + 1)}}
			switch rng.IntN(4) {
			case 0:
				b.Response = assess.Response{State: assess.DontKnow}
			case 1:
				b.Response = assess.Response{State: assess.NotApplicable}
			}
			all = append(all, b)
		}
		s := assess.NewSpread(it, all, assess.DefaultMinimum(), rng.IntN(2) == 0)
		if s.Hidden {
			continue
		}
		if diff := cmp.Diff(s, assess.SpreadOf(it, s.Figures()), ratios); diff != "" {
			t.Fatal(diff)
		}
	}
}
