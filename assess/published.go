package assess

import "slices"

// Published is what a workshop has shown and may go on showing: of every group
// and item the spread after each round that was shown, and nothing of anybody
// else. It is what remains when the participants are forgotten.
type Published struct {
	Groups []PublishedGroup // in the order of the workshop
	Totals []PublishedTotal // of the questionnaires that several groups share
}

// PublishedGroup is what was shown of one group.
type PublishedGroup struct {
	Group Group
	// People and Organisations are those who responded to anything; both 0 when
	// they are fewer than the minimum, and Organisations when nobody counts them.
	People, Organisations int
	Items                 []PublishedItem // every item, in item order
}

// PublishedTotal is what was shown of several groups together.
type PublishedTotal struct {
	Questionnaire string // id
	Groups        []Group
	Items         []PublishedItem // every item, in item order
}

// PublishedItem is what was shown of one item, the first round first.
type PublishedItem struct {
	Item   *Item
	Rounds []PublishedRound
}

// PublishedRound is the spread after one round.
type PublishedRound struct {
	Round  int // from 1
	Spread Spread
}

// Last gives the spread of the last round that was shown, hidden with NotShown
// when none was.
func (p *PublishedItem) Last() Spread {
	if n := len(p.Rounds); n > 0 {
		return p.Rounds[n-1].Spread
	}
	return Spread{Item: p.Item, Hidden: true, Why: NotShown}
}

// Spreads gives the last spread of every item of a group, in item order, as
// NewGroupProfile takes them; nil when the workshop has no such group.
func (p *Published) Spreads(g Group) []Spread {
	for i := range p.Groups {
		if p.Groups[i].Group == g {
			return lastSpreads(p.Groups[i].Items)
		}
	}
	return nil
}

// Spreads gives the last spread of every item of the groups together, in item
// order.
func (t *PublishedTotal) Spreads() []Spread { return lastSpreads(t.Items) }

func lastSpreads(items []PublishedItem) []Spread {
	out := make([]Spread, len(items))
	for i := range items {
		out[i] = items[i].Last()
	}
	return out
}

// PublishedSpreads counts what was shown of a workshop: of every group and
// item the ballots after each round whose spread was shown, and, where groups
// share a questionnaire, their total after the rounds that were shown of all
// of them. of gives the questionnaire of a group.
//
// Groups are shown one after another and on different days, and what the room
// has seen cannot be taken back. So a group that is large enough is never
// hidden for the sake of a total: the total is hidden instead, whenever it less
// the groups that are shown would tell of fewer people, or organisations, than
// the minimum. It waits until all groups have shown the same round, or a total
// with a group and an earlier one without would tell what that group said.
func PublishedSpreads(w *Workshop, of func(Group) *Questionnaire, people []Participant, log []Event) *Published {
	out := &Published{}
	shown := shownRounds(log)
	for _, party := range w.Parties {
		q := of(party.Group)
		if q == nil {
			continue
		}
		g := PublishedGroup{Group: party.Group}
		for _, it := range q.Items() {
			item := PublishedItem{Item: it}
			for _, round := range shown[turnOf{party.Group, it.ID}] {
				s := NewSpread(it, Ballots(people, party.Group, it.ID, round), w.Minimum, w.Cards > 0)
				item.Rounds = append(item.Rounds, PublishedRound{round, s})
			}
			g.Items = append(g.Items, item)
		}
		g.People, g.Organisations = Responded(w, party.Group, people)
		out.Groups = append(out.Groups, g)
	}
	for _, groups := range sharing(w) {
		t := PublishedTotal{Questionnaire: w.Party(groups[0]).Questionnaire.ID, Groups: groups}
		q := of(groups[0])
		if q == nil {
			continue
		}
		for _, it := range q.Items() {
			item := PublishedItem{Item: it}
			for _, round := range commonRounds(shown, groups, it.ID) {
				item.Rounds = append(item.Rounds, PublishedRound{round, totalOf(w, groups, it, people, round)})
			}
			t.Items = append(t.Items, item)
		}
		out.Totals = append(out.Totals, t)
	}
	return out
}

// turnOf is an item of a group.
type turnOf struct {
	group Group
	item  string
}

// shownRounds lists, of every item of a group, the rounds that were shown,
// rising.
func shownRounds(log []Event) map[turnOf][]int {
	out := map[turnOf][]int{}
	for _, e := range log {
		at := turnOf{e.Group, e.Item}
		if e.Turn == TurnShown && !slices.Contains(out[at], e.Round) {
			out[at] = append(out[at], e.Round)
			slices.Sort(out[at])
		}
	}
	return out
}

// commonRounds lists the rounds of an item that were shown of all groups.
func commonRounds(shown map[turnOf][]int, groups []Group, item string) []int {
	var out []int
	for _, round := range shown[turnOf{groups[0], item}] {
		all := true
		for _, g := range groups[1:] {
			all = all && slices.Contains(shown[turnOf{g, item}], round)
		}
		if all {
			out = append(out, round)
		}
	}
	return out
}

// sharing lists the groups that respond to one questionnaire, where they are
// several. Versions of one workshop are the same.
func sharing(w *Workshop) [][]Group {
	var out [][]Group
	var ids []string
	for _, p := range w.Parties {
		if slices.Contains(ids, p.Questionnaire.ID) {
			continue
		}
		ids = append(ids, p.Questionnaire.ID)
		var groups []Group
		for _, o := range w.Parties {
			if o.Questionnaire.ID == p.Questionnaire.ID && o.File == p.File {
				groups = append(groups, o.Group)
			}
		}
		if len(groups) > 1 {
			out = append(out, groups)
		}
	}
	return out
}

// totalOf counts all groups after a round, and hides the total when it would
// tell what the groups that are hidden said. Where the minimum was raised, a
// group that is hidden now may have been seen before, or not: the total has to
// hold either way. So the groups that were hidden always must be enough
// together; when there is none of them, each of the others could be the only one
// that nobody has seen.
func totalOf(w *Workshop, groups []Group, it *Item, people []Participant, round int) Spread {
	cards := w.Cards > 0
	var all, always []Ballot
	perhaps := false
	for _, g := range groups {
		ballots := Ballots(people, g, it.ID, round)
		all = append(all, ballots...)
		switch {
		case NewSpread(it, ballots, w.lowest(), cards).Hidden:
			always = append(always, ballots...)
		case NewSpread(it, ballots, w.Minimum, cards).Hidden:
			perhaps = true
		}
	}
	total := NewSpread(it, all, w.Minimum, cards)
	if total.Hidden {
		return total
	}
	rest := count(it, always, cards)
	if perhaps && rest.People == 0 || rest.People > 0 && !w.Minimum.enough(rest.People, rest.Organisations, cards) {
		return Spread{Item: it, Hidden: true, Why: WouldTell}
	}
	return total
}

// Responded counts the people, and with cards the organisations, of a group
// who responded to anything; 0 and 0 when they are fewer than the minimum.
func Responded(w *Workshop, g Group, people []Participant) (persons, organisations int) {
	cards := map[int]bool{}
	for i := range people {
		if p := &people[i]; p.Group == g && p.Spoke() {
			persons++
			cards[p.Card] = true
		}
	}
	if !w.Minimum.enough(persons, len(cards), w.Cards > 0) {
		return 0, 0
	}
	if w.Cards == 0 {
		return persons, 0
	}
	return persons, len(cards)
}

// Spoke reports whether a participant responded to anything.
func (p *Participant) Spoke() bool {
	for _, round := range p.Rounds {
		for _, r := range round {
			if r.State != Blank {
				return true
			}
		}
	}
	return false
}

// Figures are the numbers of a spread as a file keeps them: exact, so that
// what is scored from them later is what was scored before.
type Figures struct {
	People, Organisations, DontKnow, NotApplicable int
	Counts                                         []int // people by value
	Mean                                           Ratio // over organisations, 0 to 1; means something when Answered
	Answered                                       bool  // somebody answered with a value
	Low, High, Coverage                            Ratio // 0 to 1; mean something when somebody's response applies
}

// Figures gives the numbers of a spread; the zero value of a hidden one.
func (s Spread) Figures() Figures {
	if s.Hidden {
		return Figures{}
	}
	return Figures{
		People: s.People, Organisations: s.Organisations, DontKnow: s.DontKnow, NotApplicable: s.NotApplicable,
		Counts: slices.Clone(s.Counts), Mean: s.mean, Answered: s.hasMean,
		Low: s.Score.Low, High: s.Score.High, Coverage: s.Score.Coverage,
	}
}

// SpreadOf makes the spread that has these numbers.
func SpreadOf(it *Item, f Figures) Spread {
	s := Spread{Item: it, People: f.People, Organisations: f.Organisations, DontKnow: f.DontKnow,
		NotApplicable: f.NotApplicable, Counts: make([]int, it.Max()+1), mean: f.Mean, hasMean: f.Answered}
	copy(s.Counts, f.Counts)
	var values []int
	for v, n := range s.Counts {
		for range n {
			values = append(values, v)
		}
	}
	s.Consensus = newConsensus(values, it.Max())
	if len(values) == 0 && f.DontKnow == 0 {
		return s // it applies to nobody
	}
	s.Score = Score{Applicable: true, Low: f.Low, High: f.High, Coverage: f.Coverage}
	if s.hasMean && !s.Score.Coverage.Less(leastCoverage) {
		s.Score.HasValue, s.Score.Value = true, s.mean
	}
	return s
}
