package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// PlacePanels are small multiples of the matrix, one for each group, in
// alphabetical order. There is no sum and no colour for a whole group.
type PlacePanels struct {
	Levels []string // short names for the heads of columns
	Names  []string // whole names
	Stages []string
	Panels []PlacePanel
	Keys   []ShadeKey
}

// PlacePanel is one group.
type PlacePanel struct {
	Name   string
	Note   string      // how many assessments
	Hidden string      // why nothing is shown; the rest is empty then
	Cells  [][]StateOf // by stage and level
	Alts   []string    // each stage in a sentence
}

// StateOf is the state of one cell; the zero value is a level without items.
type StateOf struct {
	Mark   Mark
	Hidden bool
	Word   string
}

// placesPart sets the groups side by side; nil where there is one group only.
func (x *overviewer) placesPart() *OverviewPart {
	stages := x.stages()
	if len(x.Benchmark.By) == 0 || len(stages) == 0 {
		return nil
	}
	v := &PlacePanels{Keys: x.ratingKeys(true)}
	for _, l := range assess.Levels() {
		v.Levels = append(v.Levels, x.tell("level_short."+l.String()))
		v.Names = append(v.Names, x.b.level(l))
	}
	for _, s := range stages {
		v.Stages = append(v.Stages, x.b.stage(s))
	}
	for _, row := range x.order {
		v.Panels = append(v.Panels, x.panel(v, stages, row))
	}
	p := &OverviewPart{ID: "places", Running: x.tell("places.running"), Heading: x.tell("places.heading"), Panels: v}
	p.Lead = x.tell("places.lead", phrases.V{"by": x.keys()})
	p.Notes = []string{
		x.tell("places.note_cell"), x.tell("places.note_hidden", phrases.V{"minimum": x.Benchmark.Minimum}),
		x.tell("places.note_levels", phrases.V{"short": strings.Join(v.Levels, ", "), "names": strings.Join(v.Names, ", ")}),
	}
	return p
}

// stages lists the stages that have figures, in model order.
func (x *overviewer) stages() []assess.Stage {
	var out []assess.Stage
	for s := assess.AgendaSetting; s <= assess.Reformulation; s++ {
		if slices.Contains(x.Benchmark.Measures, assess.Measure(assess.MeasureAttained+"/"+s.String())) {
			out = append(out, s)
		}
	}
	return out
}

func cellMeasure(s assess.Stage, l assess.Level) assess.Measure {
	return assess.Measure(assess.MeasureCell + "/" + s.String() + "/" + l.String())
}

// panel makes the matrix of one group.
func (x *overviewer) panel(v *PlacePanels, stages []assess.Stage, row *assess.BenchmarkRow) PlacePanel {
	p := PlacePanel{Name: x.name(row.Key)}
	if row.Hidden != "" {
		p.Hidden, p.Note = x.tell("panel_reason", phrases.V{"reason": x.reason(row.Hidden)}), x.tell("panel_hidden")
		return p
	}
	p.Note = x.Phrases.N("benchmark.assessments", row.Standing.N, phrases.V{"count": x.Phrases.Amount(int64(row.Standing.N))})
	for i, s := range stages {
		var cells []StateOf
		var said []string
		for j, l := range assess.Levels() {
			c := x.state(row, cellMeasure(s, l))
			cells = append(cells, c)
			if c.Word != "" {
				said = append(said, v.Names[j]+" "+c.Word)
			}
		}
		p.Cells = append(p.Cells, cells)
		p.Alts = append(p.Alts, v.Stages[i]+x.colon()+strings.Join(said, ", ")+".")
	}
	return p
}

// state gives the state of a cell of a group.
func (x *overviewer) state(row *assess.BenchmarkRow, m assess.Measure) StateOf {
	if !slices.Contains(x.Benchmark.Measures, m) {
		return StateOf{}
	}
	r, ok := assess.RatingOf(row.Figures[m].Counts, row.Standing.N, x.Benchmark.Minimum)
	if !ok {
		return StateOf{Hidden: true, Word: x.tell("not_shown")}
	}
	mark := x.b.mark(r)
	return StateOf{Mark: mark, Word: mark.Word}
}

// ratingKeys explains the ratings, and what is not shown.
func (x *overviewer) ratingKeys(hidden bool) []ShadeKey {
	var out []ShadeKey
	for _, r := range []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown, assess.Inapplicable} {
		m := x.b.mark(r)
		out = append(out, ShadeKey{Shade: Shade(r.String()), Mark: m, Text: m.Word})
	}
	if hidden {
		out = append(out, ShadeKey{Shade: ShadeHidden, Text: x.tell("not_shown")})
	}
	return out
}
