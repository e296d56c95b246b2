package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
)

// ExplanationSchema names the layout of the JSON that WriteExplanationJSON
// writes.
const ExplanationSchema = "csi/explanation/1"

// WriteExplanationJSON writes an explanation for machines: every figure as an
// exact fraction and as a number, scores and severities from 0 to 1, depths
// from 0 to 4. Without a part it holds every stage and barrier in full, or
// every section where there are none. It holds responses, but no free text.
func WriteExplanationJSON(w io.Writer, x *assess.Explainer, part Part) error {
	out := explanationJSON{
		Schema:        ExplanationSchema,
		Questionnaire: refJSON{x.Profile.Questionnaire.ID, x.Profile.Questionnaire.Version},
	}
	parts := []Part{part}
	if part.Kind == EveryPart {
		parts = everyPart(x.Profile)
	}
	for _, p := range parts {
		if made, found := newPartJSON(x, p); found {
			out.Parts = append(out.Parts, made)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// everyPart lists the stages and barriers of a profile, its sections where it
// has neither.
func everyPart(p *assess.Profile) []Part {
	var out []Part
	for _, s := range p.Stages {
		out = append(out, Part{StagePart, s.Stage.String()})
	}
	for _, b := range p.Barriers {
		out = append(out, Part{BarrierPart, b.Barrier.String()})
	}
	if len(out) > 0 {
		return out
	}
	for _, s := range p.Sections {
		out = append(out, Part{SectionPart, s.ID})
	}
	return out
}

type explanationJSON struct {
	Schema        string     `json:"schema"`
	Questionnaire refJSON    `json:"questionnaire"`
	Parts         []partJSON `json:"parts"`
}

type partJSON struct {
	Kind     string            `json:"kind"` // stage, barrier, section or item
	ID       string            `json:"id"`
	Attained string            `json:"attained,omitempty"`
	Target   string            `json:"target,omitempty"`
	Next     string            `json:"next,omitempty"`
	Depth    *exactRangeJSON   `json:"depth,omitempty"`
	Band     string            `json:"band,omitempty"`
	Severity *exactRangeJSON   `json:"severity,omitempty"`
	Levels   []levelSumJSON    `json:"levels,omitempty"`
	Sum      *sumJSON          `json:"sum,omitempty"`
	Step     *stepJSON         `json:"step,omitempty"`
	Unknown  []swingJSON       `json:"unknown,omitempty"`
	Response *summandJSON      `json:"response,omitempty"`
	Effects  []followedJSON    `json:"effects,omitempty"`
	Actions  []explainedAction `json:"actions"`
}

type exactJSON struct {
	Exact  string  `json:"exact"`
	Number float64 `json:"number"`
}

type exactRangeJSON struct {
	Value *exactJSON `json:"value"`
	Low   exactJSON  `json:"low"`
	High  exactJSON  `json:"high"`
}

type levelSumJSON struct {
	Level   string     `json:"level"`
	Rating  string     `json:"rating"`
	Running *exactJSON `json:"running_minimum"`
	Sum     sumJSON    `json:"sum"`
}

type sumJSON struct {
	Items    []summandJSON   `json:"items"`
	Points   exactJSON       `json:"points"`
	Answered exactJSON       `json:"answered_weight"`
	Unknown  exactJSON       `json:"unknown_weight"`
	LeftOut  exactJSON       `json:"left_out_weight"`
	Score    *exactRangeJSON `json:"score"`
}

type summandJSON struct {
	Item   string     `json:"item"`
	State  string     `json:"state"`
	Value  *int       `json:"value"`
	Score  *exactJSON `json:"score"`
	Weight exactJSON  `json:"weight"`
}

type stepJSON struct {
	Item  string     `json:"item"`
	State string     `json:"state"`
	From  *int       `json:"from"`
	To    int        `json:"to"`
	After resultJSON `json:"after"`
	// Instead lists other items of which one response would do as well.
	Instead []string `json:"instead"`
}

type swingJSON struct {
	Item    string     `json:"item"`
	State   string     `json:"state"`
	Changes bool       `json:"changes"`
	Low     resultJSON `json:"low"`
	High    resultJSON `json:"high"`
}

type followedJSON struct {
	Value int        `json:"value"`
	After resultJSON `json:"after"`
}

// resultJSON is what the scorer says of the part with another response.
type resultJSON struct {
	Attained string          `json:"attained,omitempty"`
	Depth    *exactRangeJSON `json:"depth,omitempty"`
	Band     string          `json:"band,omitempty"`
	Severity *exactRangeJSON `json:"severity,omitempty"`
	Score    *exactRangeJSON `json:"score,omitempty"`
}

type explainedAction struct {
	ID       string    `json:"id"`
	Item     string    `json:"item"`
	Horizon  string    `json:"horizon"`
	Priority exactJSON `json:"priority"`
	Selected bool      `json:"selected"`
}

func newPartJSON(x *assess.Explainer, p Part) (partJSON, bool) {
	switch p.Kind {
	case StagePart:
		st, _ := assess.ParseStage(p.ID)
		if s := x.Stage(st); s != nil {
			return stagePartJSON(s), true
		}
	case BarrierPart:
		b, _ := assess.ParseBarrier(p.ID)
		if s := x.Barrier(b); s != nil {
			return barrierPartJSON(s), true
		}
	case SectionPart:
		if s := x.Section(p.ID); s != nil {
			sum := newSum(&s.Sum)
			return partJSON{Kind: "section", ID: p.ID, Sum: &sum, Actions: firedJSON(s.Actions)}, true
		}
	case ItemPart:
		if s := x.Item(p.ID); s != nil {
			return itemPartJSON(s), true
		}
	}
	return partJSON{}, false
}

func stagePartJSON(s *assess.StageExplanation) partJSON {
	st := s.Profile.Stage
	result := func(p *assess.Profile) resultJSON { return stageResult(p.Stage(st)) }
	out := partJSON{
		Kind: "stage", ID: st.String(), Target: s.Profile.Target.String(), Attained: s.Profile.Attained.String(),
		Next: s.Profile.Next.String(), Depth: exactRange(s.Profile.Depth),
		Step: newStep(s.Step, result), Unknown: newSwings(&s.Doubt, result), Actions: firedJSON(s.Actions),
	}
	for i := range s.Levels {
		l := &s.Levels[i]
		made := levelSumJSON{Level: l.Cell.Level.String(), Rating: l.Cell.Rating.String(), Sum: newSum(&l.Sum)}
		if l.Cell.HasRunning {
			made.Running = exact(l.Cell.Running)
		}
		out.Levels = append(out.Levels, made)
	}
	return out
}

func barrierPartJSON(s *assess.BarrierExplanation) partJSON {
	b, sum := s.Profile.Barrier, newSum(&s.Sum)
	result := func(p *assess.Profile) resultJSON { return barrierResult(barrierOf(p, b)) }
	return partJSON{
		Kind: "barrier", ID: b.String(), Band: s.Profile.Band.String(), Severity: exactRange(scoreRange(s.Profile.Severity)), Sum: &sum,
		Step: newStep(s.Step, result), Unknown: newSwings(&s.Doubt, result), Actions: firedJSON(s.Actions),
	}
}

func itemPartJSON(s *assess.ItemExplanation) partJSON {
	it, response := s.Item, newSummand(s.Summand)
	out := partJSON{Kind: "item", ID: it.ID, Response: &response}
	for _, f := range s.Effects {
		made := followedJSON{Value: f.Value}
		switch {
		case it.IsCell():
			made.After = stageResult(f.After.Stage(it.Stage))
		case it.Barrier != 0:
			made.After = barrierResult(barrierOf(f.After, it.Barrier))
		default:
			made.After = sectionResult(f.After, s.Section)
		}
		out.Effects = append(out.Effects, made)
	}
	var fired []assess.FiredAction
	for _, a := range s.Actions {
		fired = append(fired, a.FiredAction)
	}
	out.Actions = firedJSON(fired)
	return out
}

func stageResult(s *assess.StageProfile) resultJSON {
	return resultJSON{Attained: s.Attained.String(), Depth: exactRange(s.Depth)}
}

func barrierResult(b *assess.BarrierProfile) resultJSON {
	return resultJSON{Band: b.Band.String(), Severity: exactRange(scoreRange(b.Severity))}
}

func sectionResult(p *assess.Profile, id string) resultJSON {
	for _, s := range p.Sections {
		if s.ID == id && !s.TooFew {
			return resultJSON{Score: exactRange(scoreRange(s.Score))}
		}
	}
	return resultJSON{}
}

func scoreRange(s assess.Score) assess.Range {
	return assess.Range{Applicable: s.Applicable, HasValue: s.HasValue, Value: s.Value, Low: s.Low, High: s.High}
}

func exact(r assess.Ratio) *exactJSON { return &exactJSON{r.String(), r.Float()} }

func exactRange(r assess.Range) *exactRangeJSON {
	if !r.Applicable {
		return nil
	}
	out := &exactRangeJSON{Low: *exact(r.Low), High: *exact(r.High)}
	if r.HasValue {
		out.Value = exact(r.Value)
	}
	return out
}

func newSum(s *assess.Sum) sumJSON {
	out := sumJSON{
		Points: *exact(s.Points), Answered: *exact(s.Answered), Unknown: *exact(s.Unknown), LeftOut: *exact(s.LeftOut),
		Score: exactRange(scoreRange(s.Score)),
	}
	for _, t := range s.Summands {
		out.Items = append(out.Items, newSummand(t))
	}
	return out
}

func newSummand(t assess.Summand) summandJSON {
	out := summandJSON{Item: t.Item.ID, State: t.State.String(), Weight: *exact(t.Weight)}
	if t.State == assess.Answered {
		out.Value, out.Score = &t.Value, exact(t.Score)
	}
	return out
}

func newStep(s *assess.Step, result func(*assess.Profile) resultJSON) *stepJSON {
	if s == nil {
		return nil
	}
	out := &stepJSON{Item: s.Item.ID, State: s.State.String(), To: s.Value, After: result(s.After), Instead: []string{}}
	for _, it := range s.Instead {
		out.Instead = append(out.Instead, it.ID)
	}
	if s.State == assess.Answered {
		out.From = &s.From
	}
	return out
}

func newSwings(d *assess.Doubt, result func(*assess.Profile) resultJSON) []swingJSON {
	var out []swingJSON
	for _, s := range d.Swings {
		out = append(out, swingJSON{s.Item.ID, s.State.String(), s.Changes, result(s.Low), result(s.High)})
	}
	return out
}

func firedJSON(all []assess.FiredAction) []explainedAction {
	out := []explainedAction{}
	for _, f := range all {
		out = append(out, explainedAction{f.Action.ID, f.Item.ID, f.Action.Horizon.String(), *exact(f.Priority), f.Selected})
	}
	return out
}
