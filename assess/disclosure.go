package assess

import "slices"

// The fewest organisations that a figure may stand for (design.md section 6,
// groups). A higher minimum can be asked for, never a lower one.
const (
	MinimumShown  = 3 // on the screen of whoever holds the collection
	MinimumPublic = 5 // in whatever leaves it: exports, cards
)

// Withheld says why a figure is withheld. The zero value is "shown".
type Withheld string

// The reasons to withhold a figure.
const (
	FewOrganisations Withheld = "few-organisations" // fewer than the minimum
	OneWeighsMost    Withheld = "one-weighs-most"   // one organisation may be more than half of it
	DifferenceTells  Withheld = "difference"        // beside other published figures it would tell of fewer
	FewValues        Withheld = "few-values"        // quartiles need twice the minimum
	SmallCount       Withheld = "small-count"       // printed as a range
	FewOrNone        Withheld = "few-or-none"       // of pairs: a range, so that no side knows the other's answer
	Neighbour        Withheld = "neighbour"         // a range, so that another count cannot be worked out
	Underivable      Withheld = "distribution"      // no ranges would keep a small count apart
	YearLeftOut      Withheld = "year-left-out"     // no year is known, or longer ago than a report tells
)

// Standing says how many organisations a group is made of for certain. An
// assessment stands for one organisation, but the same one may have answered
// again in another year or on another policy of the same place, and a
// collection keeps no names to tell. So only the largest number of one year
// and policy counts for each place.
type Standing struct {
	N             int // assessments
	Organisations int // different ones, at the very least
	Repeats       int // assessments that may at most be of one organisation
}

// Withhold says why nothing may be said of a group, or "". Fewer organisations
// than the minimum are never shown; nor is a group that may be one
// organisation by more than half. Two groups without a common member that may
// be shown may also be shown as one.
func (s Standing) Withhold(minimum int) Withheld {
	switch {
	case s.N == 0 || s.Organisations < max(minimum, MinimumShown):
		return FewOrganisations
	case 2*s.Repeats > s.N:
		return OneWeighsMost
	}
	return ""
}

// Headcount counts the organisations of a group. The zero value is empty.
type Headcount struct {
	n      int
	rounds map[Segment]map[Segment]int
}

// Add counts assessments of a segment in.
func (h *Headcount) Add(s Segment, n int) {
	place := Segment{Country: s.Country, Tier: s.Tier, Jurisdiction: s.Jurisdiction, Group: s.Group}
	round := Segment{Questionnaire: s.Questionnaire, Major: s.Major, Policy: s.Policy, Year: s.Year}
	if h.rounds == nil {
		h.rounds = map[Segment]map[Segment]int{}
	}
	if h.rounds[place] == nil {
		h.rounds[place] = map[Segment]int{}
	}
	h.rounds[place][round] += n
	h.n += n
}

// Standing gives what was counted.
func (h *Headcount) Standing() Standing {
	s := Standing{N: h.n}
	for _, rounds := range h.rounds {
		most := 0
		for _, n := range rounds {
			most = max(most, n)
		}
		s.Organisations += most
		s.Repeats = max(s.Repeats, len(rounds))
	}
	return s
}

// Member is one assessment as it counts in published figures. Another content
// of the same assessment is another member: publishing both tells what changed.
type Member struct {
	Digest  string  // of id and content, secret to the collection
	Segment Segment // kept in memory only
}

// PublishedSets keeps the smallest sets of assessments that published figures
// tell apart. Sums and differences of published figures only ever give unions
// of these sets, so nothing under the minimum can be worked out as long as
// each of them may be shown. The zero value has nothing published.
type PublishedSets struct {
	Minimum int
	setOf   map[string]int // by digest; none for what was never published
	sets    map[int][]Member
	next    int
}

// Add publishes the figures of a group, unless somebody could then work out
// those of too few organisations; false says that nothing was added. Sets
// that were there before are not judged again: only what this group cuts off.
func (p *PublishedSets) Add(group []Member) bool { return p.AddAll([][]Member{group}) }

// AddAll is Add for figures that rest on several kinds of member at once, none
// of them in two: all are added, or nothing is.
func (p *PublishedSets) AddAll(groups [][]Member) bool {
	cuts := make([]cut, len(groups))
	for i, group := range groups {
		if cuts[i] = p.cut(group); !p.safe(&cuts[i]) {
			return false
		}
	}
	for _, c := range cuts {
		for set, part := range c.parts {
			if set >= 0 && c.rest[set] == nil {
				continue
			}
			if set >= 0 {
				p.sets[set] = c.rest[set]
			}
			p.put(part)
		}
	}
	return true
}

// cut is what a group takes of each set, -1 for what was never published, and
// what it leaves of those that it does not take whole.
type cut struct{ parts, rest map[int][]Member }

func (p *PublishedSets) cut(group []Member) cut {
	c := cut{map[int][]Member{}, map[int][]Member{}}
	inside := make(map[string]bool, len(group))
	for _, m := range group {
		if inside[m.Digest] {
			continue // counted already
		}
		inside[m.Digest] = true
		set, known := p.setOf[m.Digest]
		if !known {
			set = -1
		}
		c.parts[set] = append(c.parts[set], m)
	}
	for set, part := range c.parts {
		if set >= 0 && len(part) < len(p.sets[set]) {
			c.rest[set] = slices.DeleteFunc(slices.Clone(p.sets[set]), func(m Member) bool { return inside[m.Digest] })
		}
	}
	return c
}

// safe reports whether every set that a cut makes may be shown.
func (p *PublishedSets) safe(c *cut) bool {
	if p.Minimum < 0 {
		return true // it is out already
	}
	for set, part := range c.parts {
		if set >= 0 && c.rest[set] == nil {
			continue
		}
		if withhold(part, p.Minimum) || set >= 0 && withhold(c.rest[set], p.Minimum) {
			return false
		}
	}
	return true
}

// withhold reports whether nothing may be said of some members alone.
func withhold(members []Member, minimum int) bool {
	var h Headcount
	for _, m := range members {
		h.Add(m.Segment, 1)
	}
	return h.Standing().Withhold(minimum) != ""
}

// put makes a set of its own of some members.
func (p *PublishedSets) put(part []Member) {
	if p.sets == nil {
		p.sets, p.setOf = map[int][]Member{}, map[string]int{}
	}
	p.sets[p.next] = part
	for _, m := range part {
		p.setOf[m.Digest] = p.next
	}
	p.next++
}
