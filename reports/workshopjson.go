package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// ResultsSchema names the layout of the JSON that WriteResultsJSON writes.
const ResultsSchema = "csi/workshop-results/1"

type spreadsJSON struct {
	Schema    string             `json:"schema"`
	Workshop  string             `json:"workshop"`
	Fictional bool               `json:"fictional"`
	Minimum   minimumJSON        `json:"minimum"`
	Groups    []groupResultsJSON `json:"groups"`
	Totals    []totalJSON        `json:"totals"`
	Between   []betweenJSON      `json:"between"`
	Decisions []decisionJSON     `json:"decisions,omitempty"`
}

// minimumJSON is what a group needs; organisations is null where nobody counts
// them.
type minimumJSON struct {
	People        int  `json:"people"`
	Organisations *int `json:"organisations"`
}

type groupResultsJSON struct {
	Group         string          `json:"group"`
	Questionnaire refJSON         `json:"questionnaire"`
	People        *int            `json:"people"` // null below the minimum
	Organisations *int            `json:"organisations"`
	Late          int             `json:"late"` // came in later and are not counted
	Items         []itemShownJSON `json:"items"`
	Stages        []placedStage   `json:"stages"`
	Index         *rangeJSON      `json:"participation_index"`
	Barriers      []placedBarrier `json:"barriers"`
	Sections      []placedSection `json:"sections"`
}

type totalJSON struct {
	Questionnaire string          `json:"questionnaire"`
	Groups        []string        `json:"groups"`
	Items         []itemShownJSON `json:"items"`
}

// itemShownJSON is one item: hidden says why nothing is shown, null when
// something is.
type itemShownJSON struct {
	ID     string            `json:"id"`
	Hidden *string           `json:"hidden"`
	Rounds []spreadRoundJSON `json:"rounds"`
}

type spreadRoundJSON struct {
	Round         int            `json:"round"`
	People        int            `json:"people"`
	Organisations *int           `json:"organisations"`
	Counts        []int          `json:"counts"`
	DontKnow      int            `json:"dont_know"`
	NotApplicable int            `json:"not_applicable"`
	Score         *scoreJSON     `json:"score"`
	Consensus     *consensusJSON `json:"consensus"`
	Field         *string        `json:"field"`
}

type consensusJSON struct {
	People int     `json:"people"`
	Value  float64 `json:"value"`
	Grade  string  `json:"grade"`
}

// placeJSON is the place of a matter in the four fields; null without one.
type placeJSON struct {
	Result    float64 `json:"result"`
	Consensus float64 `json:"consensus"`
	Field     string  `json:"field"`
}

type placedStage struct {
	stageJSON
	Place *placeJSON `json:"place"`
}

type placedBarrier struct {
	ID       string     `json:"id"`
	Band     string     `json:"band"`
	Severity *scoreJSON `json:"severity"`
	Place    *placeJSON `json:"place"`
}

type placedSection struct {
	sectionJSON
	Place *placeJSON `json:"place"`
}

type betweenJSON struct {
	Groups []string          `json:"groups"`
	Items  []betweenItemJSON `json:"items"`
}

type betweenItemJSON struct {
	ID     string       `json:"id"`
	Scores []*scoreJSON `json:"scores"` // of the groups; null where nothing is shown
}

type decisionJSON struct {
	Group    string  `json:"group"`
	Item     string  `json:"item"`
	Decision string  `json:"decision"` // agreed or left-open
	State    *string `json:"state"`
	Value    *int    `json:"value"`
	People   *int    `json:"people"`
	Why      string  `json:"why,omitempty"`
	Dissent  string  `json:"dissent,omitempty"`
}

// WriteResultsJSON writes what a workshop may show for machines, unrounded:
// scores and severities 0 to 100, consensus 0 to 1. Nothing that is hidden is
// in it, not even a count. decisions adds what the groups agreed on; reasons
// and dissent are left out of public results.
func WriteResultsJSON(out io.Writer, in WorkshopInput, decisions bool) error {
	w := newWorkshopper(in)
	ws := in.Workshop
	v := spreadsJSON{Schema: ResultsSchema, Workshop: ws.ID, Fictional: ws.Fictional,
		Minimum: minimumJSON{People: max(ws.Minimum.People, assess.LeastPeople)},
		Groups:  []groupResultsJSON{}, Totals: []totalJSON{}, Between: []betweenJSON{}}
	if ws.Cards > 0 {
		n := max(ws.Minimum.Organisations, assess.LeastOrganisations)
		v.Minimum.Organisations = &n
	}
	for i := range w.groups {
		v.Groups = append(v.Groups, w.groupJSON(&w.groups[i]))
		if decisions {
			v.Decisions = append(v.Decisions, w.decisionsJSON(&w.groups[i])...)
		}
	}
	if in.Only == "" {
		for i := range in.Published.Totals {
			t := &in.Published.Totals[i]
			x := totalJSON{Questionnaire: t.Questionnaire, Groups: []string{}, Items: w.itemsJSON(t.Items)}
			for _, g := range t.Groups {
				x.Groups = append(x.Groups, string(g))
			}
			v.Totals = append(v.Totals, x)
		}
		for _, set := range w.alike() {
			v.Between = append(v.Between, newBetween(set))
		}
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// filled gives a pointer to a count, nil for none.
func filled(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func (w *workshopper) groupJSON(g *groupView) groupResultsJSON {
	out := groupResultsJSON{Group: string(g.group), Questionnaire: refJSON{g.q.ID, g.q.Version},
		People: filled(g.shown.People), Organisations: filled(g.shown.Organisations), Late: w.in.Late[g.group],
		Items: w.itemsJSON(g.shown.Items), Stages: []placedStage{}, Barriers: []placedBarrier{}, Sections: []placedSection{},
		Index: newRange(g.profile.Index, percent)}
	for i := range g.profile.Stages {
		s := &g.profile.Stages[i]
		out.Stages = append(out.Stages, placedStage{newStage(s), newPlace(g.profile.StageMatter(s))})
	}
	for i := range g.profile.Barriers {
		b := &g.profile.Barriers[i]
		band := b.Band
		if !b.Severity.HasValue {
			band = assess.UnknownBand
		}
		out.Barriers = append(out.Barriers, placedBarrier{b.Barrier.String(), band.String(), newScore(b.Severity), newPlace(g.profile.BarrierMatter(b))})
	}
	for i := range g.q.Sections {
		s := &g.q.Sections[i]
		p := g.section(s.ID)
		if p == nil {
			continue
		}
		x := placedSection{sectionJSON: sectionJSON{ID: s.ID}}
		if !p.TooFew {
			x.Score, x.Place = newScore(p.Score), newPlace(g.profile.Matter(p.Score, itemIDs(s)))
		}
		out.Sections = append(out.Sections, x)
	}
	return out
}

func newPlace(m assess.Matter) *placeJSON {
	if m.Field == 0 {
		return nil
	}
	return &placeJSON{m.Score.Percent(), m.Consensus, m.Field.String()}
}

func (w *workshopper) itemsJSON(items []assess.PublishedItem) []itemShownJSON {
	out := []itemShownJSON{}
	for i := range items {
		x := itemShownJSON{ID: items[i].Item.ID, Rounds: []spreadRoundJSON{}}
		if last := items[i].Last(); last.Hidden {
			why := last.Why.String()
			x.Hidden = &why
		}
		for _, r := range items[i].Rounds {
			if !r.Spread.Hidden {
				x.Rounds = append(x.Rounds, newSpreadRound(r))
			}
		}
		out = append(out, x)
	}
	return out
}

func newSpreadRound(r assess.PublishedRound) spreadRoundJSON {
	s := r.Spread
	out := spreadRoundJSON{Round: r.Round, People: s.People, Organisations: filled(s.Organisations), Counts: s.Counts,
		DontKnow: s.DontKnow, NotApplicable: s.NotApplicable, Score: newScore(s.Score)}
	if s.Consensus.Has() {
		out.Consensus = &consensusJSON{s.Consensus.People, s.Consensus.Float(), s.Consensus.Grade().String()}
	}
	if f := s.Field(); f != 0 {
		id := f.String()
		out.Field = &id
	}
	return out
}

func newBetween(set []*groupView) betweenJSON {
	out := betweenJSON{Groups: []string{}, Items: []betweenItemJSON{}}
	for _, g := range set {
		out.Groups = append(out.Groups, string(g.group))
	}
	for _, x := range bothShown(set) {
		row := betweenItemJSON{ID: x.item.ID}
		for _, s := range x.spreads {
			if s.Hidden {
				row.Scores = append(row.Scores, nil)
			} else {
				row.Scores = append(row.Scores, newScore(s.Score))
			}
		}
		out.Items = append(out.Items, row)
	}
	return out
}

// decisionsJSON lists what a group decided, in item order.
func (w *workshopper) decisionsJSON(g *groupView) []decisionJSON {
	var out []decisionJSON
	decided := w.decided(g.group)
	for _, it := range g.q.Items() {
		e, ok := decided[it.ID]
		if !ok {
			continue
		}
		d := decisionJSON{Group: string(g.group), Item: it.ID, Decision: e.Turn.String()}
		if e.Turn == assess.TurnAgreed {
			state := e.Agreed.State.String()
			d.State = &state
			if e.Agreed.State == assess.Answered {
				d.Value = &e.Agreed.Value
			}
			if !w.in.Public || e.People >= smallGroup {
				d.People = filled(e.People)
			}
		}
		if !w.in.Public {
			d.Why, d.Dissent = e.Why, e.Object
		}
		out = append(out, d)
	}
	return out
}
