package assess

import "slices"

// Workshop is a session in which people of one or several groups respond
// apart, see where they disagree, talk and agree. What each of them said stays
// in a Participant; what the group agreed is an Assessment like any other.
type Workshop struct {
	ID        string // UUIDv7
	Title     string // for pages and reports; never a person's name
	Language  string // of the pages, unless somebody chooses another
	Created   Date
	Minutes   int   // time for the whole session
	Frame     Frame // of the agreed assessments; Group, People and Facilitated are set when agreeing
	Parties   []Party
	Cards     int     // organisations that respond, each with a numbered card; 0 when nobody counts them
	Minimum   Minimum // what a group needs before anything of it is shown
	Before    Minimum // the minimum when people began to respond, if it was raised since; zero otherwise
	FreeText  bool    // notes may be written
	Fictional bool    // filled by a simulation; every page and report says so
}

// Party is one group of a workshop with the questionnaire that it responds to.
type Party struct {
	Group         Group
	Questionnaire Ref
	File          string // of a questionnaire of one's own, relative to the workshop; "" for a built-in one
}

// Minimum is the smallest group that anything is shown of.
type Minimum struct {
	People        int // at least LeastPeople
	Organisations int // at least LeastOrganisations; counts only when there are cards
}

// The lowest minimum that a workshop may have (design.md section 6, groups).
const (
	LeastPeople        = 5
	LeastOrganisations = 3
)

// DefaultMinimum is the minimum of a workshop that does not raise it.
func DefaultMinimum() Minimum { return Minimum{LeastPeople, LeastOrganisations} }

// lowest gives the minimum that anything may have been shown under.
func (w *Workshop) lowest() Minimum {
	if w.Before == (Minimum{}) {
		return w.Minimum
	}
	return w.Before
}

// Party finds the party of a group; nil when the workshop has none.
func (w *Workshop) Party(g Group) *Party {
	for i := range w.Parties {
		if w.Parties[i].Group == g {
			return &w.Parties[i]
		}
	}
	return nil
}

// NotesOn reports whether people of a group may write notes: never those of a
// sensitive group, whatever the workshop says.
func (w *Workshop) NotesOn(g Group) bool { return w.FreeText && !g.Sensitive() }

// Origin is how the responses of a participant came in. The zero value is
// unset.
type Origin uint8

// The origins.
const (
	FromPhone Origin = iota + 1
	FromPaper
	FromFile      // an assessment that somebody answered at home, or a filled sheet
	FromSimulator // nobody: a simulation
)

var originNames = []string{"phone", "paper", "file", "simulator"}

// String gives the id of the origin, "none" for the zero value.
func (o Origin) String() string { return name(originNames, int(o), "none") }

// ParseOrigin reads the id of an origin.
func ParseOrigin(s string) (Origin, bool) {
	v, ok := value(originNames, s)
	return Origin(v), ok
}

// OriginIDs lists the ids of all origins.
func OriginIDs() []string { return slices.Clone(originNames) }

// Participant is somebody who responds in a workshop, known by a random code
// and nothing else.
type Participant struct {
	Code  string
	Group Group
	Card  int // number of the organisation's card, from 1; 0 when the workshop has no cards
	From  Origin
	// Rounds holds what was said in each round, by item id; the first round
	// first. A later round holds only what was said anew.
	Rounds []map[string]Response
	// Late lists the items that were shown already when this participant
	// responded for the first time: they are left out of what is shown, or the
	// difference to what was shown before would tell what this one said.
	Late []string
	// Added is the fingerprint of the assessment that this participant was made
	// of, so that it is not taken in twice; "" for others.
	Added string
}

// Standing gives what a participant says to an item after a round, counted
// from 1: the response of that round, or of the last one before it. A blank
// response says nothing and leaves the earlier one in place.
func (p *Participant) Standing(item string, round int) Response {
	for i := min(round, len(p.Rounds)) - 1; i >= 0; i-- {
		if r := p.Rounds[i][item]; r.State != Blank {
			return r
		}
	}
	return Response{}
}

// Turn is what happened to an item of a group in a workshop.
type Turn uint8

// The turns of an item. Opening a round that was closed before starts the next
// one.
const (
	TurnOpened  Turn = iota + 1 // a round takes responses
	TurnClosed                  // the round is frozen; nothing was shown yet
	TurnShown                   // the spread of the frozen round was shown
	TurnAgreed                  // the group agreed on a response
	TurnLeft                    // the group left the item open
	TurnCounted                 // late responses were enough to be counted in
)

var turnNames = []string{"opened", "closed", "shown", "agreed", "left-open", "counted"}

// String gives the id of the turn, "none" for the zero value.
func (t Turn) String() string { return name(turnNames, int(t), "none") }

// ParseTurn reads the id of a turn.
func ParseTurn(s string) (Turn, bool) {
	v, ok := value(turnNames, s)
	return Turn(v), ok
}

// TurnIDs lists the ids of all turns.
func TurnIDs() []string { return slices.Clone(turnNames) }

// Event is one line of a workshop's log of decisions. It tells nothing that a
// single person said.
type Event struct {
	At     string // time of the turn, RFC 3339 to the second, in UTC
	Group  Group
	Item   string
	Turn   Turn
	Round  int      // the round that the turn belongs to, from 1
	Agreed Response // of TurnAgreed
	People int      // of TurnAgreed: how many agreed it
	Why    string   // of TurnAgreed and TurnLeft: the reason the group gave
	Object string   // of TurnAgreed: dissent, in the group's words
}

// ItemStand is where an item of a group stands, as the log tells it.
type ItemStand struct {
	Round  int  // the present round, from 1; 0 before the first
	Open   bool // the round takes responses
	Shown  int  // the last round whose spread was shown; 0 when none was
	Agreed bool // the group agreed on a response
	Left   bool // the group left it open
}

// Stand tells where an item of a group stands.
func Stand(log []Event, g Group, item string) ItemStand {
	var s ItemStand
	for _, e := range log {
		if e.Group == g && e.Item == item {
			s.After(e)
		}
	}
	return s
}

// After takes one more event of the same item in.
func (s *ItemStand) After(e Event) {
	switch e.Turn {
	case TurnOpened:
		s.Round, s.Open = e.Round, true
	case TurnClosed:
		s.Open = false
	case TurnShown:
		s.Open, s.Shown = false, e.Round
	case TurnAgreed:
		s.Open, s.Agreed, s.Left = false, true, false
	case TurnLeft:
		s.Open, s.Agreed, s.Left = false, false, true
	}
}

// Ballots lists what the people of a group say to an item after a round, as
// far as it may be counted: without those whose response came late.
func Ballots(people []Participant, g Group, item string, round int) []Ballot {
	var out []Ballot
	for i := range people {
		p := &people[i]
		if p.Group != g || slices.Contains(p.Late, item) {
			continue
		}
		if r := p.Standing(item, round); r.State != Blank {
			out = append(out, Ballot{Card: p.Card, Response: r})
		}
	}
	return out
}
