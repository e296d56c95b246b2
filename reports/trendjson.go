package reports

import (
	"io"

	"csi/assess"
)

// TrendSchema names the layout of the JSON that WriteTrendJSON writes.
const TrendSchema = "csi/trend/1"

type trendJSON struct {
	Schema        string            `json:"schema"`
	Dates         []sideJSON        `json:"dates"`
	Items         int               `json:"items"`
	Common        int               `json:"common"`
	Stages        []trendStageJSON  `json:"stages"`
	Barriers      []trendSeriesJSON `json:"barriers"`
	Sections      []trendSeriesJSON `json:"sections"`
	Moved         []courseJSON      `json:"moved"`
	Up            int               `json:"up"`
	Down          int               `json:"down"`
	Back          int               `json:"back"`
	Unchanged     int               `json:"unchanged"`
	NotComparable int               `json:"not_comparable"`
	Plan          int               `json:"plan"`
	Done          []string          `json:"done"`
}

type trendStageJSON struct {
	ID    string           `json:"id"`
	Dates []trendLevelJSON `json:"dates"`
}

type trendLevelJSON struct {
	attainedJSON
	Depth *rangeJSON `json:"depth"`
}

type trendSeriesJSON struct {
	ID    string           `json:"id"`
	Dates []trendScoreJSON `json:"dates"`
}

type trendScoreJSON struct {
	Band  string     `json:"band,omitempty"`
	Score *scoreJSON `json:"score"`
}

type courseJSON struct {
	ID     string `json:"id"`
	Values []*int `json:"values"`
}

// WriteTrendJSON writes three or more dates for machines, unrounded, the
// earliest first: depth 0 to 4, severities and sections 0 to 100, null where
// nothing applies or nothing was answered.
func WriteTrendJSON(w io.Writer, t *assess.Trend) error {
	out := trendJSON{
		Schema: TrendSchema, Items: t.Items, Common: t.Common, Up: t.Up(), Down: t.Down(), Back: t.Back(),
		Unchanged: t.Unchanged, NotComparable: t.NotComparable, Plan: len(t.Plan),
		Stages: []trendStageJSON{}, Barriers: []trendSeriesJSON{}, Sections: []trendSeriesJSON{}, Moved: []courseJSON{}, Done: []string{},
	}
	for _, s := range t.Sheets {
		out.Dates = append(out.Dates, newSide(s))
	}
	first := t.Profiles[0]
	for _, s := range first.Stages {
		x := trendStageJSON{ID: s.Stage.String()}
		for _, p := range t.Profiles {
			y := p.Stage(s.Stage)
			x.Dates = append(x.Dates, trendLevelJSON{attainedOf(y), newRange(y.Depth, assess.Ratio.Float)})
		}
		out.Stages = append(out.Stages, x)
	}
	for i := range first.Barriers {
		x := trendSeriesJSON{ID: first.Barriers[i].Barrier.String()}
		for _, p := range t.Profiles {
			x.Dates = append(x.Dates, trendScoreJSON{p.Barriers[i].Band.String(), newScore(p.Barriers[i].Severity)})
		}
		out.Barriers = append(out.Barriers, x)
	}
	for i := range first.Sections {
		x := trendSeriesJSON{ID: first.Sections[i].ID}
		for _, p := range t.Profiles {
			x.Dates = append(x.Dates, trendScoreJSON{Score: newScore(p.Sections[i].Score)})
		}
		out.Sections = append(out.Sections, x)
	}
	for _, m := range t.Moved {
		x := courseJSON{ID: m.Item.ID}
		for i := range m.Values {
			if m.Known[i] {
				x.Values = append(x.Values, &m.Values[i])
			} else {
				x.Values = append(x.Values, nil)
			}
		}
		out.Moved = append(out.Moved, x)
	}
	for _, e := range t.Done() {
		out.Done = append(out.Done, e.Action)
	}
	return encode(w, out)
}
