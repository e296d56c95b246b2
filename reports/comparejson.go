package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// CompareSchema names the layout of the JSON that WriteViewsJSON and
// WriteChangeJSON write; the key "relation" says which of the two it is.
const CompareSchema = "csi/compare/1"

type compareJSON struct {
	Schema   string      `json:"schema"`
	Relation string      `json:"relation"`
	A        sideJSON    `json:"a"`
	B        sideJSON    `json:"b"`
	Items    int         `json:"items"`
	Common   int         `json:"common"`
	Views    *viewsJSON  `json:"views,omitempty"`
	Change   *changeJSON `json:"change,omitempty"`
}

type sideJSON struct {
	Questionnaire refJSON       `json:"questionnaire"`
	Group         string        `json:"group"`
	Date          string        `json:"date"`
	Breadth       []breadthJSON `json:"breadth,omitempty"`
}

type viewsJSON struct {
	PeriodsFarApart bool           `json:"periods_far_apart"`
	Counts          viewCountsJSON `json:"counts"`
	Cells           []cellViewJSON `json:"cells"`
	Items           []itemViewJSON `json:"items"`
	// Barriers stand apart: severities are in no count and in no mean.
	Barriers []barrierViewJSON `json:"barriers"`
}

// barrierViewJSON is a barrier as two sides see it; higher is worse.
type barrierViewJSON struct {
	ID   string     `json:"id"`
	A    severityOf `json:"a"`
	B    severityOf `json:"b"`
	Gap  *float64   `json:"gap"`
	Size *string    `json:"size"`
}

type severityOf struct {
	Band     string     `json:"band"`
	Severity *scoreJSON `json:"severity"`
}

type viewCountsJSON struct {
	All        int            `json:"all"`
	Comparable int            `json:"comparable"`
	Large      int            `json:"large"`
	MeanGap    *float64       `json:"mean_gap"`
	Kinds      map[string]int `json:"kinds"`
}

type pairingJSON struct {
	A    string   `json:"a"`
	B    string   `json:"b"`
	Gap  *float64 `json:"gap"`
	Size *string  `json:"size"`
	Kind *string  `json:"kind"`
}

type cellViewJSON struct {
	Stage string `json:"stage"`
	Level string `json:"level"`
	pairingJSON
}

type itemViewJSON struct {
	ID string `json:"id"`
	pairingJSON
}

type changeJSON struct {
	Up            []moveJSON        `json:"up"`
	Down          []moveJSON        `json:"down"`
	Unchanged     int               `json:"unchanged"`
	NotComparable int               `json:"not_comparable"`
	Stages        []stageChangeJSON `json:"stages"`
	Plan          int               `json:"plan"`
	Done          []string          `json:"done"`
}

type moveJSON struct {
	ID     string `json:"id"`
	Before int    `json:"before"`
	Now    int    `json:"now"`
}

type stageChangeJSON struct {
	ID     string       `json:"id"`
	Before attainedJSON `json:"before"`
	Now    attainedJSON `json:"now"`
	Depth  *float64     `json:"depth_change"`
}

type attainedJSON struct {
	Applicable bool   `json:"applicable"`
	Attained   string `json:"attained"`
	AtLeast    bool   `json:"at_least"`
}

// WriteViewsJSON writes two views for machines, unrounded: gaps in points of
// 100, null where there is none. It holds no free text, no place and no
// organisation.
func WriteViewsJSON(w io.Writer, v *assess.Views) error {
	out := compareJSON{
		Schema: CompareSchema, Relation: assess.TwoViews.String(),
		A: newSide(v.A), B: newSide(v.B), Items: v.Items, Common: v.Common,
	}
	out.A.Breadth, out.B.Breadth = breadthOf(v.ProfileA), breadthOf(v.ProfileB)
	n := v.Counts
	views := &viewsJSON{
		PeriodsFarApart: v.PeriodsFarApart, Cells: []cellViewJSON{}, Items: []itemViewJSON{}, Barriers: newBarrierViews(v),
		Counts: viewCountsJSON{All: n.All, Comparable: n.Comparable, Large: n.Large, Kinds: map[string]int{}},
	}
	if n.Comparable > 0 {
		views.Counts.MeanGap = points(n.Mean)
	}
	for k := assess.SharedStrength; k <= assess.KnownToNeither; k++ {
		views.Counts.Kinds[k.String()] = n.Kinds[k]
	}
	for _, c := range v.Cells {
		views.Cells = append(views.Cells, cellViewJSON{c.Stage.String(), c.Level.String(), newPairing(c.Pairing)})
	}
	for _, it := range v.All {
		views.Items = append(views.Items, itemViewJSON{it.Item.ID, newPairing(it.Pairing)})
	}
	out.Views = views
	return encode(w, out)
}

func newBarrierViews(v *assess.Views) []barrierViewJSON {
	out := []barrierViewJSON{}
	for _, b := range v.Barriers() {
		x := barrierViewJSON{ID: b.Barrier.String(),
			A: severityOf{b.A.Band.String(), newScore(b.A.Severity)}, B: severityOf{b.B.Band.String(), newScore(b.B.Severity)}}
		if b.HasGap {
			size := b.Size.String()
			x.Gap, x.Size = points(b.Gap), &size
		}
		out = append(out, x)
	}
	return out
}

// WriteChangeJSON writes two dates for machines. What is null about a depth
// was not known or moved by less than a third of a level.
func WriteChangeJSON(w io.Writer, c *assess.Change) error {
	change := &changeJSON{
		Up: moves(c.Up), Down: moves(c.Down), Unchanged: c.Unchanged, NotComparable: c.NotComparable,
		Stages: []stageChangeJSON{}, Plan: len(c.Plan), Done: []string{},
	}
	for _, s := range c.Stages {
		x := stageChangeJSON{ID: s.Now.Stage.String(), Before: attainedOf(s.Before), Now: attainedOf(s.Now)}
		if s.HasDepth {
			d := s.Depth.Float()
			x.Depth = &d
		}
		change.Stages = append(change.Stages, x)
	}
	for _, e := range c.Done() {
		change.Done = append(change.Done, e.Action)
	}
	return encode(w, compareJSON{
		Schema: CompareSchema, Relation: assess.ThenAndNow.String(),
		A: newSide(c.A), B: newSide(c.B), Items: c.Items, Common: c.Common, Change: change,
	})
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func points(r assess.Ratio) *float64 {
	f := r.Percent()
	return &f
}

func newSide(s assess.Sheet) sideJSON {
	ref := s.Assessment.Questionnaire
	return sideJSON{Questionnaire: refJSON{ref.ID, ref.Version}, Group: string(s.Group()), Date: s.Assessment.Frame.Date.String()}
}

func newPairing(p assess.Pairing) pairingJSON {
	out := pairingJSON{A: p.A.String(), B: p.B.String()}
	if p.Kind != 0 {
		kind := p.Kind.String()
		out.Kind = &kind
	}
	if p.HasGap {
		size := p.Size.String()
		out.Gap, out.Size = points(p.Gap), &size
	}
	return out
}

// breadthOf counts, for each level, the stages in place up to it.
func breadthOf(p *assess.Profile) []breadthJSON {
	var out []breadthJSON
	for _, l := range p.Breadth {
		out = append(out, breadthJSON{Level: l.Level.String(), InPlace: l.InPlace, Applicable: l.Applicable})
	}
	return out
}

func moves(list []assess.Move) []moveJSON {
	out := []moveJSON{}
	for _, m := range list {
		out = append(out, moveJSON{m.Item.ID, m.Before, m.Now})
	}
	return out
}

func attainedOf(s *assess.StageProfile) attainedJSON {
	return attainedJSON{Applicable: s.Applicable, Attained: s.Attained.String(), AtLeast: s.AtLeast}
}
