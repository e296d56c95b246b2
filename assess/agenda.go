package assess

import (
	"cmp"
	"slices"
)

// Topic is one item of an agenda.
type Topic struct {
	Item    *Item
	Spread  Spread
	Minutes int
	// Next says that the item sits on the next rung of its stage: agreeing on
	// it may move the stage.
	Next bool
}

// Minutes that a group needs for an item, by how far it is from agreement.
const (
	minutesApart    = 12 // low consensus: facts first
	minutesCritical = 10 // a must-have, or medium consensus
	minutesAgreed   = 8  // high consensus: choose an action
)

// Agenda chooses the items that a group should talk about, fitted to the
// minutes there are: ordered by disagreement × weight × distance to the next
// level, then by how low the score is, then in item order. An item that would
// not fit any more is passed over for a shorter one. Items that are hidden or
// that nobody disagrees on at the top of the scale are left out.
//
// Disagreement is 2·SD, the part that consensus lacks. Order is found from the
// squares, which are exact.
func Agenda(p *GroupProfile, minutes int) []Topic {
	var all []candidate
	for i := range p.Spreads {
		if c, ok := p.candidate(&p.Spreads[i], i); ok {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(b.apart.Cmp(a.apart), b.short.Cmp(a.short), cmp.Compare(a.place, b.place))
	})
	var out []Topic
	for _, c := range all {
		if c.topic.Minutes <= minutes {
			minutes -= c.topic.Minutes
			out = append(out, c.topic)
		}
	}
	return out
}

// candidate is an item with what it is ordered by.
type candidate struct {
	topic Topic
	apart Ratio // (2·SD · weight · nearness)²
	short Ratio // (1 - score) · weight · nearness
	place int
}

// candidate weighs one item; false when there is nothing to talk about.
func (p *GroupProfile) candidate(s *Spread, place int) (candidate, bool) {
	if s.Hidden || !s.Score.HasValue || !s.Consensus.Has() {
		return candidate{}, false
	}
	short := Whole(1).Sub(s.Score.Value)
	if short.IsZero() && s.Consensus.Variance.IsZero() {
		return candidate{}, false
	}
	near, next := p.nearness(s.Item)
	w := NewRatio(s.Item.Weight.Tenths(), 10).Mul(near)
	c := candidate{place: place, short: short.Mul(w)}
	c.apart = Whole(4).Mul(s.Consensus.Variance).Mul(w).Mul(w)
	c.topic = Topic{Item: s.Item, Spread: *s, Next: next, Minutes: minutesAgreed}
	switch {
	case !s.Consensus.AtLeast(half):
		c.topic.Minutes = minutesApart
	case !s.Consensus.AtLeast(threeQuarters), s.Item.Critical:
		c.topic.Minutes = minutesCritical
	}
	return c, true
}

// nearness says how close an item is to moving a level: 1 on the next rung of
// its stage, 1/(1 + n) n levels above it, 1/2 at or below what is attained. A
// barrier or another item counts 1, a must-have 3/2.
func (p *GroupProfile) nearness(it *Item) (near Ratio, next bool) {
	if !it.IsCell() {
		if it.Critical {
			return NewRatio(3, 2), false
		}
		return Whole(1), false
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		if s.Stage != it.Stage {
			continue
		}
		switch {
		case s.Next == 0 || it.Level < s.Next:
			return half, false
		case it.Level == s.Next:
			return Whole(1), true
		}
		return NewRatio(1, 1+int64(it.Level-s.Next)), false
	}
	return Whole(1), false
}
