package assess

import (
	"math"
	"slices"
)

// Ballot is what one person of a group says to an item.
type Ballot struct {
	Card     int // organisation; all of one number are one organisation
	Response Response
}

// Spread is how the people of one group responded to an item. When Hidden, it
// holds nothing but the item: not even how many there were.
type Spread struct {
	Item          *Item
	Hidden        bool
	Why           Hiding
	People        int   // who said something: answered, don't know or not applicable
	Organisations int   // of these people; 0 when nobody counts organisations
	Counts        []int // people by value, 0 to the top of the scale
	DontKnow      int
	NotApplicable int
	// Score is the mean over organisations of the mean over their people, 0 to
	// 1. Don't knows widen its range; not applicable counts for nothing.
	Score     Score
	Consensus Consensus

	mean    Ratio // what Score.Value would be at any coverage
	hasMean bool  // somebody answered
}

// Hiding is why a spread is hidden. The zero value is "it is not".
type Hiding uint8

// The reasons. Which of the two limits a small group missed is never told.
const (
	TooSmall    Hiding = iota + 1 // fewer people or organisations than the minimum
	WouldTell                     // it would let a small group be worked out from a total
	NobodyAsked                   // nobody of the group responded
	NotShown                      // no round of it was shown yet
)

var hidingNames = []string{"too-small", "would-tell", "nobody", "not-shown"}

// String gives the id of the reason, "none" for the zero value.
func (h Hiding) String() string { return name(hidingNames, int(h), "none") }

// ParseHiding reads the id of a reason.
func ParseHiding(s string) (Hiding, bool) {
	v, ok := value(hidingNames, s)
	return Hiding(v), ok
}

// HidingIDs lists the ids of all reasons.
func HidingIDs() []string { return slices.Clone(hidingNames) }

// enough reports whether a set of ballots may be shown.
func (m Minimum) enough(people, organisations int, cards bool) bool {
	return people >= max(m.People, LeastPeople) && (!cards || organisations >= max(m.Organisations, LeastOrganisations))
}

// NewSpread counts the ballots of one group on an item, and hides them when
// they are too few. cards says whether people respond for organisations.
// Blank ballots are nobody's.
func NewSpread(it *Item, ballots []Ballot, least Minimum, cards bool) Spread {
	s := count(it, ballots, cards)
	switch {
	case s.People == 0:
		return Spread{Item: it, Hidden: true, Why: NobodyAsked}
	case !least.enough(s.People, s.Organisations, cards):
		return Spread{Item: it, Hidden: true, Why: TooSmall}
	}
	return s
}

// count makes the spread of ballots, however few.
func count(it *Item, ballots []Ballot, cards bool) Spread {
	s := Spread{Item: it, Counts: make([]int, it.Max()+1)}
	var seats seating
	var values []int
	for _, b := range ballots {
		r := newReply(it, 0, b.Response)
		if r.state == Blank {
			continue
		}
		s.People++
		seat := seats.of(b.Card, cards)
		switch r.state {
		case Answered:
			s.Counts[r.value]++
			values = append(values, int(r.value))
			seat.answered++
			seat.sum += r.value
		case DontKnow:
			s.DontKnow++
			seat.unknown++
		case NotApplicable:
			s.NotApplicable++
		}
	}
	if cards {
		s.Organisations = len(seats)
	}
	s.mean, s.hasMean = seats.mean(int64(it.Max()))
	s.Score = seats.score(int64(it.Max()))
	if s.hasMean && s.Score.Applicable && !s.Score.Coverage.Less(leastCoverage) {
		s.Score.HasValue, s.Score.Value = true, s.mean
	}
	s.Consensus = newConsensus(values, it.Max())
	return s
}

// seat is one organisation at the table.
type seat struct {
	card                   int
	answered, unknown, sum int64
}

// seating is all organisations; one alone when nobody counts them.
type seating []*seat

// of finds the seat of a card.
func (s *seating) of(card int, cards bool) *seat {
	if !cards {
		card = 0
	}
	for _, x := range *s {
		if x.card == card {
			return x
		}
	}
	*s = append(*s, &seat{card: card})
	return (*s)[len(*s)-1]
}

// leastCoverage is what a score needs to have a value.
var leastCoverage = NewRatio(3, 5)

// mean gives the mean over organisations of the mean over their people
// (design.md section 6, groups); false when nobody answered.
func (s seating) mean(top int64) (Ratio, bool) {
	var sum Ratio
	answered := int64(0)
	for _, x := range s {
		if x.answered > 0 {
			answered++
			sum = sum.Add(NewRatio(x.sum, top*x.answered))
		}
	}
	if answered == 0 {
		return Ratio{}, false
	}
	return sum.Div(Whole(answered)), true
}

// score gives the range and the coverage. Low and high put the don't knows of
// an organisation at 0 and at the top; an organisation where nobody answered
// has no mean and counts in both.
func (s seating) score(top int64) Score {
	var low, high, coverage Ratio
	all := int64(0)
	for _, x := range s {
		n := x.answered + x.unknown
		if n == 0 {
			continue
		}
		all++
		low = low.Add(NewRatio(x.sum, top*n))
		high = high.Add(NewRatio(x.sum+top*x.unknown, top*n))
		coverage = coverage.Add(NewRatio(x.answered, n))
	}
	if all == 0 {
		return Score{}
	}
	part := NewRatio(1, all)
	return Score{Applicable: true, Low: low.Mul(part), High: high.Mul(part), Coverage: coverage.Mul(part)}
}

// Consensus is how far people agree: 1 - 2·SD, SD being the population
// standard deviation of v/M, which is at most one half. 1 is full agreement, 0
// two halves at the two ends. It exists from three people on.
//
// Source: the capacity and consensus scores of the PROSE instruments
// (domain.md A.6.15, E.4). Kept as a variance, so that it is compared exactly.
type Consensus struct {
	People   int   // who answered with a value
	Variance Ratio // of v/M, 0 to 1/4
}

// Has reports whether there is a consensus to speak of.
func (c Consensus) Has() bool { return c.People >= 3 }

// AtLeast reports whether the consensus reaches a cut between 0 and 1. It is
// exact: 1 - 2·SD ≥ cut is the same as variance ≤ ((1 - cut)/2)².
func (c Consensus) AtLeast(cut Ratio) bool {
	side := Whole(1).Sub(cut).Mul(half)
	return c.Has() && !side.Mul(side).Less(c.Variance)
}

// Float gives the consensus as the nearest float64, 0 to 1; 0 without one.
func (c Consensus) Float() float64 {
	if !c.Has() {
		return 0
	}
	return max(0, 1-2*math.Sqrt(c.Variance.Float()))
}

// Grade puts the consensus into the bands of every confidence: high from 3/4,
// medium from 1/2. The zero grade means that there is none.
func (c Consensus) Grade() Grade {
	switch {
	case !c.Has():
		return 0
	case c.AtLeast(threeQuarters):
		return HighConfidence
	case c.AtLeast(half):
		return MediumConfidence
	}
	return LowConfidence
}

// newConsensus gives the consensus of values on a scale from 0 to top:
// variance = (n·Σv² - (Σv)²) ÷ (n·M)².
func newConsensus(values []int, top int) Consensus {
	n := int64(len(values))
	if n == 0 || top == 0 {
		return Consensus{}
	}
	var sum, squares int64
	for _, v := range values {
		sum += int64(v)
		squares += int64(v) * int64(v)
	}
	return Consensus{People: int(n), Variance: NewRatio(n*squares-sum*sum, n*n).Div(Whole(int64(top) * int64(top)))}
}
