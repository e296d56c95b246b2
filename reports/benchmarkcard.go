package reports

import (
	"encoding/json"
	"io"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// CardInput is an assessment beside a benchmark card.
type CardInput struct {
	Comparison    *assess.CardComparison
	Questionnaire *assess.Questionnaire
	Framework     *assess.Framework
	Phrases       *phrases.Catalogue
	File          string // name of the assessment
	Signer        string // fingerprint
	Trusted       bool   // the signer is the one the person named
}

// CardView says where an assessment lies against the middle half of similar
// organisations; never a rank.
type CardView struct {
	Title, Segment, Valid string
	Pooled                string // a warning; ""
	Parts                 []CardPart
	Note                  string
}

// CardPart is the stages, the barriers or the sections.
type CardPart struct {
	Heading string
	Rows    []CardRow
}

// CardRow is one matter.
type CardRow struct{ Name, Place, Bounds string }

// NewCardView decides every word of it.
func NewCardView(in CardInput) *CardView {
	c := in.Comparison
	say := func(id string, parts phrases.V) string { return in.Phrases.T("benchmark."+id, parts) }
	x := &benchmarker{BenchmarkInput{Benchmark: &assess.Benchmark{By: c.Card.By}, Questionnaire: in.Questionnaire, Framework: in.Framework, Phrases: in.Phrases}, &builder{Input: Input{Phrases: in.Phrases}, f: in.Framework}}
	v := &CardView{
		Title:   say("card.title", phrases.V{"file": in.File, "count": c.Segment.Organisations, "name": c.Card.Name}),
		Segment: say("card.whole", nil),
		Valid:   say("card.valid", phrases.V{"release": c.Card.Name, "from": c.Card.From, "until": c.Card.Until, "key": in.Signer}),
		Note:    say("card.note", nil),
	}
	if !c.Whole {
		v.Segment = say("card.segment", phrases.V{"segment": x.name(c.Segment.Key)})
	}
	if c.Pooled() {
		v.Pooled = say("card.pooled", phrases.V{"countries": c.Card.Countries})
	}
	for _, p := range []struct{ kind, heading string }{{assess.MeasureDepth, "stages"}, {assess.MeasureBarrier, "barriers"}, {assess.MeasureSection, "sections"}} {
		part := CardPart{Heading: say("card."+p.heading, nil)}
		for _, m := range c.Placings {
			if m.Measure.Kind() != p.kind {
				continue
			}
			row := CardRow{Name: x.subject(m.Measure), Place: say("card.place."+m.Place.String(), nil)}
			if m.Place != assess.NoPlace {
				scale := assess.QuartileStep(m.Measure).Mul(assess.Whole(20))
				row.Bounds = say("card.bounds", phrases.V{"mine": m.Mine.Value.Div(scale).Round100(), "lower": m.Lower.Div(scale).Round100(), "upper": m.Upper.Div(scale).Round100()})
			}
			part.Rows = append(part.Rows, row)
		}
		if len(part.Rows) > 0 {
			v.Parts = append(v.Parts, part)
		}
	}
	return v
}

// WriteCard writes an assessment beside a card.
func WriteCard(w io.Writer, v *CardView, o TextOptions) error {
	p := newPage(w, o)
	p.hang("", 0, v.Title, strong)
	p.text(0, v.Segment)
	p.hang("", 0, v.Valid, quiet)
	if v.Pooled != "" {
		p.text(0, v.Pooled)
	}
	for _, part := range v.Parts {
		p.line("")
		p.hang("", 0, part.Heading, strong)
		for _, r := range part.Rows {
			text := r.Place
			if r.Bounds != "" {
				text += " (" + r.Bounds + ")"
			}
			p.hang("  ", 4, r.Name+" · "+text, ink)
		}
	}
	p.line("")
	p.hang("", 0, v.Note, quiet)
	return p.flush()
}

// WriteCardJSON writes the same for machines, on 0 to 1 of each scale as
// exact figures.
func WriteCardJSON(w io.Writer, in CardInput) error {
	type row struct {
		Measure string   `json:"measure"`
		Mine    *float64 `json:"mine"`
		Lower   *float64 `json:"lower"`
		Upper   *float64 `json:"upper"`
		Place   string   `json:"place"`
	}
	c := in.Comparison
	out := struct {
		Schema   string   `json:"schema"`
		Release  string   `json:"release"`
		Signer   string   `json:"signer"`
		Trusted  bool     `json:"trusted"`
		Segment  []string `json:"segment"` // null for all
		Pooled   bool     `json:"pooled"`  // of several countries, whose people expect different things
		Measures []row    `json:"measures"`
	}{Schema: "csi/placing/1", Release: c.Card.Name, Signer: in.Signer, Trusted: in.Trusted, Pooled: c.Pooled(), Measures: []row{}}
	if !c.Whole {
		out.Segment = c.Segment.Key
	}
	for _, p := range c.Placings {
		r := row{Measure: string(p.Measure), Place: p.Place.String()}
		if p.Mine.State == assess.Answered {
			v := p.Mine.Value.Float()
			r.Mine = &v
		}
		if p.HasGroup {
			low, high := p.Lower.Float(), p.Upper.Float()
			r.Lower, r.Upper = &low, &high
		}
		out.Measures = append(out.Measures, r)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(out)
}
