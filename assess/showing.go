package assess

import "slices"

// Showing is a round of an item of a group that may be shown.
type Showing struct {
	Group Group
	Item  string
	Round int  // from 1
	Open  bool // the round still takes responses; showing it closes it
}

// ToShow lists what the results of a workshop would show for the first time:
// of every group and item the present round, when it was not shown yet and
// enough people responded. A group that is too small is left alone, so that it
// can grow; only where several small groups together tell enough, and each of
// them said something, they are shown as a total and belong to the list.
func ToShow(w *Workshop, of func(Group) *Questionnaire, people []Participant, log []Event) []Showing {
	var out []Showing
	stands := map[turnOf]ItemStand{}
	for _, e := range log {
		at := turnOf{e.Group, e.Item}
		s := stands[at]
		s.After(e)
		stands[at] = s
	}
	next := func(g Group, item string) Showing {
		s := stands[turnOf{g, item}]
		return Showing{Group: g, Item: item, Round: max(1, s.Round), Open: s.Open}
	}
	listed := map[turnOf]bool{}
	add := func(s Showing) {
		at := turnOf{s.Group, s.Item}
		if stands[at].Shown < s.Round && !listed[at] {
			listed[at] = true
			out = append(out, s)
		}
	}
	for _, party := range w.Parties {
		q := of(party.Group)
		if q == nil {
			continue
		}
		for _, it := range q.Items() {
			s := next(party.Group, it.ID)
			if !NewSpread(it, Ballots(people, party.Group, it.ID, s.Round), w.Minimum, w.Cards > 0).Hidden {
				add(s)
			}
		}
	}
	for _, groups := range sharing(w) {
		q := of(groups[0])
		if q == nil {
			continue
		}
		for _, it := range q.Items() {
			round := next(groups[0], it.ID).Round
			whole := !totalOf(w, groups, it, people, round).Hidden
			for _, g := range groups {
				whole = whole && next(g, it.ID).Round == round && len(Ballots(people, g, it.ID, round)) > 0
			}
			for _, g := range groups {
				if whole {
					add(next(g, it.ID))
				}
			}
		}
	}
	return out
}

// LateCount is what became of those who came in after a showing.
type LateCount struct {
	Ready   []Showing     // late responses to these are enough to be counted in
	Waiting map[Group]int // people of whom some response is not counted
}

// CountLate finds the items whose late responses may be counted in: as many
// people, and organisations, as the minimum, so that the difference to what was
// shown before tells nothing of a few. What was marked late although nothing of
// its group had been seen can be counted at once. A group that was seen only
// within a total stays as it was.
func CountLate(w *Workshop, of func(Group) *Questionnaire, people []Participant, log []Event) LateCount {
	out := LateCount{Waiting: map[Group]int{}}
	ready := map[turnOf]bool{}
	for _, party := range w.Parties {
		q := of(party.Group)
		if q == nil {
			continue
		}
		for _, it := range q.Items() {
			late := lateBallots(people, party.Group, it.ID)
			if len(late) == 0 {
				continue
			}
			round := max(1, Stand(log, party.Group, it.ID).Shown)
			if mayCount(w, party.Group, it, round, people, log, late) {
				ready[turnOf{party.Group, it.ID}] = true
				out.Ready = append(out.Ready, Showing{Group: party.Group, Item: it.ID, Round: round})
			}
		}
	}
	for i := range people {
		p := &people[i]
		if slices.ContainsFunc(p.Late, func(id string) bool { return !ready[turnOf{p.Group, id}] }) {
			out.Waiting[p.Group]++
		}
	}
	return out
}

// lateBallots lists what those say who came in late.
func lateBallots(people []Participant, g Group, item string) []Ballot {
	var out []Ballot
	for i := range people {
		p := &people[i]
		if p.Group != g || !slices.Contains(p.Late, item) {
			continue
		}
		if r := p.Standing(item, len(p.Rounds)); r.State != Blank {
			out = append(out, Ballot{Card: p.Card, Response: r})
		}
	}
	return out
}

// mayCount reports whether late ballots may be counted in: whenever the group
// was not seen yet, and when they are enough. A group that a total told of, and
// perhaps nothing else, would be known by the difference, so nobody is added to
// it. What was seen is judged by the lowest minimum there was.
func mayCount(w *Workshop, g Group, it *Item, round int, people []Participant, log []Event, late []Ballot) bool {
	cards := w.Cards > 0
	before := Ballots(people, g, it.ID, round)
	then := *w
	then.Minimum, then.Before = w.lowest(), Minimum{}
	seen := !NewSpread(it, before, then.Minimum, cards).Hidden
	for _, groups := range sharing(w) {
		if !slices.Contains(groups, g) {
			continue
		}
		for _, r := range commonRounds(shownRounds(log), groups, it.ID) {
			if totalOf(&then, groups, it, people, r).Hidden {
				continue
			}
			if seen = true; len(before) > 0 && NewSpread(it, before, w.Minimum, cards).Hidden {
				return false
			}
		}
	}
	n := count(it, late, cards)
	return !seen || w.Minimum.enough(n.People, n.Organisations, cards)
}

// Uncounted lists the items of a log whose late responses were taken in, but
// not shown since: a program that ended in between left it to the next one to
// complete that.
func Uncounted(log []Event) []Showing {
	var out []Showing
	for _, e := range log {
		at := slices.IndexFunc(out, func(s Showing) bool { return s.Group == e.Group && s.Item == e.Item })
		switch {
		case e.Turn == TurnCounted && at < 0:
			out = append(out, Showing{Group: e.Group, Item: e.Item, Round: e.Round})
		case e.Turn == TurnShown && at >= 0:
			out = slices.Delete(out, at, at+1)
		}
	}
	return out
}

// Reasons tells of every item that was never shown why it is not: nobody
// responded, too few did, or it simply was not shown. It adds hidden spreads
// without a figure.
func (p *Published) Reasons(w *Workshop, people []Participant, log []Event) {
	for i := range p.Groups {
		g := &p.Groups[i]
		for j := range g.Items {
			it := &g.Items[j]
			if len(it.Rounds) > 0 {
				continue
			}
			round := max(1, Stand(log, g.Group, it.Item.ID).Round)
			s := NewSpread(it.Item, Ballots(people, g.Group, it.Item.ID, round), w.Minimum, w.Cards > 0)
			if s.Hidden {
				it.Rounds = []PublishedRound{{Round: round, Spread: s}}
			}
		}
	}
}
