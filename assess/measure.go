package assess

import (
	"fmt"
	"strings"
)

// Segment is what the assessments of a collection are grouped by. Two
// assessments of one segment differ in who answered and when, not in what they
// are about.
type Segment struct {
	Questionnaire string // id
	Major         string // first number of its version: another one asks other things
	Country       string // "" for eu and un
	Tier          string
	Jurisdiction  string
	Policy        string
	Group         Group
	Year          int // of the last month of the period; of the date where there is none; 0 when neither is known
}

// SegmentOf gives the segment of an assessment.
func SegmentOf(a *Assessment) Segment {
	f := &a.Frame
	year := f.Period.To.Year
	if year == 0 {
		year = f.Date.Year
	}
	return Segment{
		Questionnaire: a.Questionnaire.ID, Major: a.Questionnaire.Major(), Country: f.Country, Tier: f.Tier,
		Jurisdiction: f.Jurisdiction, Policy: f.Policy, Group: f.Group, Year: year,
	}
}

// Measure names one figure of a profile that collections are made of: a kind,
// and what it is about, such as "attained/drafting" or
// "cell/drafting/dialogue". The kinds are those below.
type Measure string

// The kinds of measure, with the range of their values.
const (
	MeasureAttained = "attained" // stage: the level reached for certain, 0 to 4
	MeasureObserved = "observed" // stage: the highest level in place, 0 to 4
	MeasureHollow   = "hollow"   // stage: a hollow step, 0 or 1
	MeasureDepth    = "depth"    // stage: 0 to 4
	MeasureCell     = "cell"     // stage and level: score, 0 to 1
	MeasureBarrier  = "barrier"  // severity, 0 to 1
	MeasureSection  = "section"  // score, 0 to 1
	MeasureIndex    = "index"    // participation index, 0 to 1
	MeasureItem     = "item"     // the value given to an item, 0 to the top of its scale
	MeasureUnknown  = "unknown"  // share of applicable items that are don't know or open, 0 to 1
)

// Kind gives the kind of a measure.
func (m Measure) Kind() string {
	kind, _, _ := strings.Cut(string(m), "/")
	return kind
}

// About gives what a measure is about: "drafting", "drafting/dialogue", an id
// of a section or item; "" for the index and the unknown.
func (m Measure) About() string {
	_, about, _ := strings.Cut(string(m), "/")
	return about
}

// Observation is one measure of one assessment. It has a value, or is unknown,
// or does not apply.
type Observation struct {
	Measure Measure
	State   State // Answered, DontKnow (no value) or NotApplicable
	Value   Ratio // meaningful when Answered
}

// Observations gives every measure of an assessment, in model order: the same
// ones, in the same order, for every assessment of one questionnaire. A stage
// whose climb stopped at an unknown level has no attained value: "at least" is
// no level.
func Observations(q *Questionnaire, a *Assessment, p *Profile) []Observation {
	replies := make([]reply, 0, q.size())
	for _, it := range q.Items() {
		replies = append(replies, newReply(it, 0, a.Responses[it.ID]))
	}
	out := p.observe(nil, replies)
	for i, m := range Measures(q) {
		out[i].Measure = m
	}
	return out
}

// Measures lists the measures of a questionnaire in the order of Observations.
func Measures(q *Questionnaire) []Measure {
	var out []Measure
	add := func(kind string, about ...any) {
		m := Measure(kind)
		for _, x := range about {
			m += Measure(fmt.Sprint("/", x))
		}
		out = append(out, m)
	}
	p := NewProfile(q, &Assessment{}, nil)
	for i := range p.Stages {
		s := &p.Stages[i]
		for _, kind := range [...]string{MeasureAttained, MeasureObserved, MeasureHollow, MeasureDepth} {
			add(kind, s.Stage)
		}
		for j := range s.Cells {
			add(MeasureCell, s.Stage, s.Cells[j].Level)
		}
	}
	for i := range p.Barriers {
		add(MeasureBarrier, p.Barriers[i].Barrier)
	}
	for i := range p.Sections {
		add(MeasureSection, p.Sections[i].ID)
	}
	if len(p.Stages) > 0 {
		add(MeasureIndex)
	}
	for _, it := range q.Items() {
		add(MeasureItem, it.ID)
	}
	add(MeasureUnknown)
	return out
}

// observe adds every measure, without its name, to out.
func (p *Profile) observe(out []Observation, replies []reply) []Observation {
	for i := range p.Stages {
		s := &p.Stages[i]
		hollow := int64(0)
		if s.Hollow {
			hollow = 1
		}
		out = append(out,
			s.whole(int64(s.Attained), !s.AtLeast),
			s.whole(int64(s.Observed), true),
			s.whole(hollow, true),
			observed(s.Depth.Applicable, s.Depth.HasValue, s.Depth.Value))
		for j := range s.Cells {
			out = append(out, s.Cells[j].Score.observation())
		}
	}
	for i := range p.Barriers {
		out = append(out, p.Barriers[i].Severity.observation())
	}
	for i := range p.Sections {
		out = append(out, p.Sections[i].Score.observation())
	}
	if len(p.Stages) > 0 {
		out = append(out, observed(p.Index.Applicable, p.Index.HasValue, p.Index.Value))
	}
	for i := range replies {
		r := &replies[i]
		out = append(out, observed(r.state != NotApplicable, r.state == Answered, Whole(r.value)))
	}
	c := p.Counts
	if applicable := int64(c.Items - c.NotApplicable); applicable > 0 {
		return append(out, observed(true, true, NewRatio(int64(c.DontKnow+c.Blank), applicable)))
	}
	return append(out, observed(false, false, Ratio{}))
}

// whole makes the observation of a whole number of a stage.
func (p *StageProfile) whole(v int64, known bool) Observation {
	return observed(p.Applicable, known, Whole(v))
}

// observation makes the observation of a score.
func (s Score) observation() Observation { return observed(s.Applicable, s.HasValue, s.Value) }

func observed(applies, known bool, v Ratio) Observation {
	switch {
	case !applies:
		return Observation{State: NotApplicable}
	case !known:
		return Observation{State: DontKnow}
	}
	return Observation{State: Answered, Value: v}
}
