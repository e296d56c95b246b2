package store

import (
	"bytes"
	"encoding/json"
	"strings"

	"csi/assess"
)

// MarshalLine writes an assessment as one line of JSON, with its end: the
// same keys in the same order as Marshal. Parse reads it like a file.
func MarshalLine(a *assess.Assessment, q *assess.Questionnaire) ([]byte, error) {
	o := &object{}
	o.put("csi", Format).put("kind", "assessment").some("id", a.ID)
	ref := (&object{}).put("id", a.Questionnaire.ID).put("version", a.Questionnaire.Version).some("file", a.QuestionnaireFile)
	o.put("questionnaire", ref).some("language", a.Language)
	if !a.Previous.IsZero() {
		o.put("previous", (&object{}).some("file", a.Previous.File).some("id", a.Previous.ID).some("date", a.Previous.Date.String()))
	}
	o.put("frame", frameObject(&a.Frame))
	if len(a.Targets) > 0 {
		targets := &object{}
		for _, stage := range assess.Stages() {
			if level, ok := a.Targets[stage]; ok {
				targets.put(stage.String(), level.String())
			}
		}
		o.put("targets", targets)
	}
	responses := &object{}
	for _, it := range q.Items() {
		if resp := a.Responses[it.ID]; resp != (assess.Response{}) {
			responses.put(it.ID, responseObject(resp))
		}
	}
	o.put("responses", responses)
	if len(a.Plan) > 0 {
		plan := make([]*object, len(a.Plan))
		for i, p := range a.Plan {
			plan[i] = planObject(p)
		}
		o.put("plan", plan)
	}
	line, err := o.MarshalJSON()
	return append(line, '\n'), err
}

func frameObject(f *assess.Frame) *object {
	o := (&object{}).some("jurisdiction", f.Jurisdiction).some("tier", f.Tier).some("country", f.Country).some("policy", f.Policy)
	if f.Period != (assess.Period{}) {
		o.put("period", (&object{}).put("from", f.Period.From.String()).put("to", f.Period.To.String()))
	}
	if len(f.Agencies) > 0 {
		o.put("agencies", f.Agencies)
	}
	if len(f.Relations) > 0 {
		o.put("relations", f.Relations)
	}
	o.some("group", string(f.Group)).some("organisation", f.Organisation)
	if f.People > 0 {
		o.put("people", f.People)
	}
	return o.put("facilitated", f.Facilitated).some("date", f.Date.String())
}

func responseObject(r assess.Response) *object {
	o := &object{}
	switch r.State {
	case assess.Answered:
		o.put("value", r.Value)
	case assess.DontKnow:
		o.put("dont_know", true)
	case assess.NotApplicable:
		o.put("not_applicable", r.Reason)
	}
	if r.Evidence != assess.EvidenceNotRecorded {
		o.put("evidence", r.Evidence.Grade())
	}
	o.some("note", r.Note)
	if r.Flag {
		o.put("flag", true)
	}
	return o
}

func planObject(p assess.PlanEntry) *object {
	o := (&object{}).put("action", p.Action)
	name := func(key string, v uint8, text string) {
		if v != 0 {
			o.put(key, text)
		}
	}
	name("for", uint8(p.For), p.For.String())
	name("stage", uint8(p.Stage), p.Stage.String())
	name("barrier", uint8(p.Barrier), p.Barrier.String())
	name("horizon", uint8(p.Horizon), p.Horizon.String())
	o.some("text", p.Text).some("done_when", p.DoneWhen).some("owner", p.Owner).some("due", p.Due.String())
	if p.Effort > 0 {
		o.put("effort", p.Effort)
	}
	if !p.Cost.IsZero() {
		o.put("cost", p.Cost.Amount).put("currency", p.Cost.Currency)
	}
	if len(p.Depends) > 0 {
		o.put("depends", p.Depends)
	}
	name("status", uint8(p.Status), p.Status.String())
	return o.some("since", p.Since.String()).some("proof", p.Proof)
}

// object is a JSON object whose keys keep their order. The zero value is
// empty.
type object struct {
	b   bytes.Buffer
	err error
}

func (o *object) put(key string, v any) *object {
	if o.b.Len() > 0 {
		o.b.WriteByte(',')
	}
	o.b.WriteString(`"` + key + `":`)
	enc := json.NewEncoder(&o.b)
	enc.SetEscapeHTML(false)
	if s, ok := v.(string); ok {
		v = strings.ToValidUTF8(s, "\ufffd")
	}
	if err := enc.Encode(v); err != nil && o.err == nil {
		o.err = err
	}
	o.b.Truncate(o.b.Len() - 1) // the end of line of the encoder
	return o
}

func (o *object) some(key, text string) *object {
	if text == "" {
		return o
	}
	return o.put(key, text)
}

// MarshalJSON writes the object.
func (o *object) MarshalJSON() ([]byte, error) {
	return append(append([]byte("{"), o.b.Bytes()...), '}'), o.err
}
