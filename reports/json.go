package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// Schema names the layout of the JSON that WriteJSON writes.
const Schema = "csi/profile/1"

// WriteJSON writes a profile for machines, unrounded, in the layout of
// design.md section 7. What does not apply is null as a whole. It holds no
// free text and no frame.
func WriteJSON(w io.Writer, p *assess.Profile) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(newProfileJSON(p))
}

type profileJSON struct {
	Schema        string         `json:"schema"`
	Questionnaire refJSON        `json:"questionnaire"`
	Counts        countsJSON     `json:"counts"`
	Stages        []stageJSON    `json:"stages"`
	Index         *rangeJSON     `json:"participation_index"`
	Barriers      []barrierJSON  `json:"barriers"`
	Sections      []sectionJSON  `json:"sections"`
	Actions       []actionJSON   `json:"actions"`
	Unknowns      []string       `json:"unknowns"`
	Confidence    confidenceJSON `json:"confidence"`
	Breadth       []breadthJSON  `json:"breadth"`
	Weakest       []string       `json:"weakest"`
	Duties        []dutyJSON     `json:"duties"`
}

type refJSON struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

type countsJSON struct {
	Items         int `json:"items"`
	Answered      int `json:"answered"`
	DontKnow      int `json:"dont_know"`
	NotApplicable int `json:"not_applicable"`
	Blank         int `json:"blank"`
}

type stageJSON struct {
	ID          string     `json:"id"`
	Applicable  bool       `json:"applicable"`
	Attained    string     `json:"attained"`
	AtLeast     bool       `json:"at_least"`
	Observed    string     `json:"observed"`
	Hollow      bool       `json:"hollow"`
	Target      *string    `json:"target"`
	GapToTarget *int       `json:"gap_to_target"`
	Depth       *rangeJSON `json:"depth"`
	Cells       []cellJSON `json:"cells"`
}

type rangeJSON struct {
	Value *float64 `json:"value"`
	Low   float64  `json:"low"`
	High  float64  `json:"high"`
}

type scoreJSON struct {
	Value    *float64 `json:"value"`
	Low      float64  `json:"low"`
	High     float64  `json:"high"`
	Coverage float64  `json:"coverage"`
}

type cellJSON struct {
	Level  string     `json:"level"`
	Rating string     `json:"rating"`
	Score  *scoreJSON `json:"score"`
}

type barrierJSON struct {
	ID       string     `json:"id"`
	Band     string     `json:"band"`
	Critical []string   `json:"critical"`
	Severity *scoreJSON `json:"severity"`
}

type sectionJSON struct {
	ID    string     `json:"id"`
	Score *scoreJSON `json:"score"`
}

type actionJSON struct {
	ID       string  `json:"id"`
	Item     string  `json:"item"`
	For      string  `json:"for"`
	Horizon  string  `json:"horizon"`
	Priority float64 `json:"priority"`
	Selected bool    `json:"selected"`
}

type confidenceJSON struct {
	Report   *gradeJSON    `json:"report"`
	Stages   []idGradeJSON `json:"stages"`
	Sections []idGradeJSON `json:"sections"`
}

type idGradeJSON struct {
	ID         string     `json:"id"`
	Confidence *gradeJSON `json:"confidence"`
}

type gradeJSON struct {
	Grade     string   `json:"grade"`
	Weakest   string   `json:"weakest"`
	Coverage  float64  `json:"coverage"`
	Evidence  *float64 `json:"evidence"`
	Consensus *float64 `json:"consensus"`
}

type breadthJSON struct {
	Level      string `json:"level"`
	InPlace    int    `json:"in_place"`
	Applicable int    `json:"applicable"`
}

type dutyJSON struct {
	ID    string     `json:"id"`
	Score *scoreJSON `json:"score"`
}

func newProfileJSON(p *assess.Profile) profileJSON {
	n := p.Counts
	out := profileJSON{
		Schema:        Schema,
		Questionnaire: refJSON{p.Questionnaire.ID, p.Questionnaire.Version},
		Counts:        countsJSON{n.Items, n.Answered, n.DontKnow, n.NotApplicable, n.Blank},
		Stages:        []stageJSON{},
		Index:         newRange(p.Index, percent),
		Barriers:      []barrierJSON{},
		Sections:      []sectionJSON{},
		Actions:       []actionJSON{},
		Unknowns:      append([]string{}, p.Unknowns...),
		Confidence:    confidenceJSON{Report: newGrade(p.Confidence), Stages: []idGradeJSON{}, Sections: []idGradeJSON{}},
		Breadth:       []breadthJSON{},
		Weakest:       []string{},
		Duties:        []dutyJSON{},
	}
	for i := range p.Stages {
		s := &p.Stages[i]
		out.Stages = append(out.Stages, newStage(s))
		out.Confidence.Stages = append(out.Confidence.Stages, idGradeJSON{s.Stage.String(), newGrade(s.Confidence)})
	}
	for _, b := range p.Barriers {
		band := b.Band
		if !b.Severity.HasValue {
			band = assess.UnknownBand
		}
		out.Barriers = append(out.Barriers, barrierJSON{b.Barrier.String(), band.String(), append([]string{}, b.Critical...), newScore(b.Severity)})
	}
	for _, s := range p.Sections {
		score := newScore(s.Score)
		if s.TooFew {
			score = nil
		}
		out.Sections = append(out.Sections, sectionJSON{s.ID, score})
		out.Confidence.Sections = append(out.Confidence.Sections, idGradeJSON{s.ID, newGrade(s.Confidence)})
	}
	for _, f := range p.Actions {
		out.Actions = append(out.Actions, actionJSON{f.Action.ID, f.Item.ID, f.Action.For.String(), f.Action.Horizon.String(), f.Priority.Float(), f.Selected})
	}
	for _, c := range p.Breadth {
		out.Breadth = append(out.Breadth, breadthJSON{c.Level.String(), c.InPlace, c.Applicable})
	}
	for _, s := range p.Weakest {
		out.Weakest = append(out.Weakest, s.String())
	}
	for _, d := range p.Duties {
		out.Duties = append(out.Duties, dutyJSON{d.Duty.String(), newScore(d.Score)})
	}
	return out
}

// newStage lays out one stage. One that does not apply keeps its cells.
func newStage(s *assess.StageProfile) stageJSON {
	out := stageJSON{ID: s.Stage.String(), Applicable: s.Applicable, Attained: "none", Observed: "none", Cells: []cellJSON{}}
	for _, c := range s.Cells {
		out.Cells = append(out.Cells, cellJSON{c.Level.String(), c.Rating.String(), newScore(c.Score)})
	}
	if !s.Applicable {
		return out
	}
	target, gap := s.Target.String(), s.GapToTarget
	out.Attained, out.Observed = s.Attained.String(), s.Observed.String()
	out.AtLeast, out.Hollow = s.AtLeast, s.Hollow
	out.Target, out.GapToTarget = &target, &gap
	out.Depth = newRange(s.Depth, assess.Ratio.Float)
	return out
}

func percent(r assess.Ratio) float64 { return r.Percent() }

func newRange(r assess.Range, unit func(assess.Ratio) float64) *rangeJSON {
	if !r.Applicable {
		return nil
	}
	out := &rangeJSON{Low: unit(r.Low), High: unit(r.High)}
	if r.HasValue {
		v := unit(r.Value)
		out.Value = &v
	}
	return out
}

func newScore(s assess.Score) *scoreJSON {
	if !s.Applicable {
		return nil
	}
	out := &scoreJSON{Low: s.Low.Percent(), High: s.High.Percent(), Coverage: s.Coverage.Float()}
	if s.HasValue {
		v := s.Value.Percent()
		out.Value = &v
	}
	return out
}

// newGrade lays out a confidence, its parts from 0 to 1; nil when nothing
// applies.
func newGrade(c assess.Confidence) *gradeJSON {
	if c.Grade == 0 {
		return nil
	}
	out := &gradeJSON{Grade: c.Grade.String(), Weakest: c.Weakest, Coverage: c.Coverage.Float()}
	if c.HasEvidence {
		v := c.Evidence.Float()
		out.Evidence = &v
	}
	if c.HasConsensus {
		v := c.Consensus.Float()
		out.Consensus = &v
	}
	return out
}
