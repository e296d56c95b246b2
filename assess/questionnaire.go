package assess

import (
	"strconv"
	"strings"
)

// Questionnaire is a set of items in sections, as its authors wrote it, with
// every reference resolved. A parser builds it and guarantees what the fields
// promise; it is not changed afterwards and may be shared.
type Questionnaire struct {
	ID        string // lower case, hyphens, such as "core-cso"
	Version   string // semantic version
	Language  string // BCP 47, such as "en"
	Title     string
	Summary   string
	Groups    []Group // who answers; at least one
	Mirror    string  // id of the questionnaire that asks the other side; "" for none
	Minutes   int     // how long it takes, 1 to 600
	Sources   []string
	Standards []string // outside standards the items follow; usually empty
	Validated bool     // true once it was piloted with the people it asks
	Scales    []Scale
	Sections  []Section

	Translation *Translation // nil when the texts are the source's

	index map[string]*Item
}

// Group is the id of a kind of respondent, such as "cso" or "authority".
type Group string

// Sensitive reports whether what people of the group write could be turned
// against them: peers, organisations of people who use drugs, participants.
// Free text is off for them by default. Source: domain.md, section F.
func (g Group) Sensitive() bool { return g == "peer" || g == "duo" || g == "participant" }

// Scale is a list of values from 0 rising, each with its anchor.
type Scale struct {
	ID      string
	Anchors []Anchor // 3 to 7; the index is the value
}

// Anchor says what one value of a scale looks like.
type Anchor struct {
	Value int
	Label string // one or two words, such as "Ad hoc"
	Text  string // what can be seen; "" when the label says it all
}

// Said writes the anchor as a response is shown: "2 · Established".
func (a Anchor) Said() string {
	if a.Label == "" {
		return strconv.Itoa(a.Value)
	}
	return strconv.Itoa(a.Value) + " · " + a.Label
}

// Section is a run of items that are asked and scored together.
type Section struct {
	ID      string
	Title   string
	Intro   string
	Sources []string // inherited from the questionnaire where left out
	Items   []Item
}

// Item is one statement with its scale. A cell item has Stage and Level, a
// barrier item has Barrier, another item none of them; never both.
type Item struct {
	ID            string
	Short         string // at most 30 characters, for matrix and tables
	Text          string
	Help          string
	Ask           string // whom to ask when the response is unknown
	Talk          string // one neutral question for a group
	Stage         Stage
	Level         Level
	Barrier       Barrier
	Duty          Duty
	Scale         string   // id of its scale
	Anchors       []Anchor // the scale's, with the item's own texts laid over; the index is the value
	Sources       []string // inherited from the section where left out
	Weight        Weight
	Critical      bool
	NotApplicable bool     // may it be answered "not applicable"?
	Reasons       []string // preset reasons for not applicable
	Actions       []Action
}

// Weight is how much an item counts, in tenths: 5 to 30. The zero value
// counts as 10, that is 1.0.
type Weight int

// Tenths gives the weight in tenths, 10 for the zero value.
func (w Weight) Tenths() int64 {
	if w == 0 {
		return 10
	}
	return int64(w)
}

// Action is a step that a low response to its item suggests.
type Action struct {
	ID       string // item/addressee/ordinal, such as "ag-dia/cso/1"
	For      Addressee
	AtMost   int // fires when the item is answered at or below this value
	Horizon  Horizon
	Text     string
	DoneWhen string
	Example  string // id of a good-practice label of the framework; "" for none
}

// IsCell reports whether the item sits in a cell of the stage and level matrix.
func (it *Item) IsCell() bool { return it.Stage != 0 && it.Level != 0 }

// Max gives the top value of the item's scale.
func (it *Item) Max() int { return len(it.Anchors) - 1 }

// Item finds an item by its id; nil when there is none.
func (q *Questionnaire) Item(id string) *Item {
	if q.index != nil {
		return q.index[id]
	}
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			if q.Sections[i].Items[j].ID == id {
				return &q.Sections[i].Items[j]
			}
		}
	}
	return nil
}

// Items lists all items in the order they are asked.
func (q *Questionnaire) Items() []*Item {
	var items []*Item
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			items = append(items, &q.Sections[i].Items[j])
		}
	}
	return items
}

// Index makes Item a map look-up. A parser calls it once, when the
// questionnaire is complete.
func (q *Questionnaire) Index() {
	q.index = make(map[string]*Item)
	for _, it := range q.Items() {
		q.index[it.ID] = it
	}
}

// Major gives the part of the version that must agree for comparison.
func (q *Questionnaire) Major() string { return Ref{Version: q.Version}.Major() }

// Ref names a questionnaire in a version.
type Ref struct {
	ID      string
	Version string
}

// Major gives the part of the version before the first dot.
func (r Ref) Major() string {
	major, _, _ := strings.Cut(r.Version, ".")
	return major
}
