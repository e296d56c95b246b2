package assess

// Observer gives the measures of many assessments of one questionnaire, one
// after the other, in the same memory: a collection takes a million of them in,
// and making a Profile of each costs more than all the sums. It is for one
// goroutine.
type Observer struct {
	q     *Questionnaire
	s     sheet
	p     Profile // with what is measured alone
	cells []Cell
	out   []Observation
}

// NewObserver makes an observer of a questionnaire, which must not change.
func NewObserver(q *Questionnaire) *Observer {
	return &Observer{q: q, s: sheet{replies: make([]reply, q.size()), sections: make([]tally, len(q.Sections))}}
}

// Observe gives what Observations gives of an assessment and its profile, but
// for the names of the measures, which Measures lists. It holds until the next
// call.
func (o *Observer) Observe(a *Assessment) []Observation {
	replies, sections := o.s.replies, o.s.sections
	clear(sections)
	o.s = sheet{replies: replies, sections: sections}
	s, p := &o.s, &o.p
	s.fill(o.q, a)
	p.Counts = s.counts
	p.Stages, o.cells = p.Stages[:0], o.cells[:0]
	for st := AgendaSetting; st <= Reformulation; st++ {
		var whole tally
		start := len(o.cells)
		if o.cells = s.stageCells(st, o.cells, &whole); start == len(o.cells) {
			continue
		}
		p.Stages = append(p.Stages, StageProfile{Stage: st, Cells: o.cells[start:]})
		p.Stages[len(p.Stages)-1].climb()
	}
	p.Index = participationIndex(p.Stages)
	p.Barriers = p.Barriers[:0]
	for b := Structure; b <= Awareness; b++ {
		if t := &s.barriers[b]; t.items > 0 {
			p.Barriers = append(p.Barriers, BarrierProfile{Severity: severity(t.score())})
		}
	}
	p.Sections = p.Sections[:0]
	for i := range sections {
		if t := &sections[i]; t.items > 0 {
			score, _ := t.sectionScore()
			p.Sections = append(p.Sections, SectionProfile{Score: score})
		}
	}
	o.out = p.observe(o.out[:0], replies)
	return o.out
}
