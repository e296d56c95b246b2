package assess

// DefaultTarget gives the level that a stage aims at unless the framework or
// the assessment says otherwise: dialogue, and consultation where a decision
// is taken, because the last word stays with the body that was elected.
// Source: Council of Europe, Guidelines for civil participation (2017).
func DefaultTarget(s Stage) Level {
	if s == Decision {
		return Consultation
	}
	return Dialogue
}

// NewProfile scores an assessment by its questionnaire. Targets are the
// framework's; the assessment's own go before them, DefaultTarget stands in
// where both are silent, so nil will do. The rules are those of the package
// comment.
//
// It never fails: a response to an unknown item is passed over, and a value
// that the item's scale does not have counts as blank. Readers of files refuse
// both before. The profile shares the questionnaire's items and none of the
// assessment's data.
func NewProfile(q *Questionnaire, a *Assessment, targets map[Stage]Level) *Profile {
	var room [64]reply // on the stack; more items need the heap
	s := sheet{replies: room[:]}
	n := q.size()
	if n > len(room) {
		s.replies = make([]reply, n)
	}
	s.replies = s.replies[:n]
	s.sections = make([]tally, len(q.Sections))
	s.fill(q, a)
	p := &Profile{
		Questionnaire: Ref{ID: q.ID, Version: q.Version},
		Counts:        s.counts,
		Weighted:      s.weighted,
		Confidence:    s.confidence(&s.all),
	}
	p.Stages = s.stageProfiles(a.Targets, targets)
	p.Index = participationIndex(p.Stages)
	p.Breadth = breadth(p.Stages)
	p.Weakest = weakest(p.Stages)
	p.Barriers = s.barrierProfiles()
	p.Sections = s.sectionProfiles(q)
	p.Duties = s.dutyProfiles()
	p.Actions = s.firedActions(p)
	selectActions(p.Actions, p)
	p.FindOut, p.Unknowns = s.findOut()
	return p
}

// reply is an item with what was said to it, in the terms of scoring.
type reply struct {
	item     *Item
	section  int // position of its section
	state    State
	value    int64
	top      int64 // top value of the scale
	weight   int64 // in tenths
	evidence int64 // grade, 0 to 3
}

// sheet is an assessment laid out for scoring: every item once, and the
// tallies of all sets that are scored.
type sheet struct {
	replies  []reply
	counts   Counts
	weighted bool // some weight differs from 1
	recorded bool // evidence was recorded for at least one answered item

	all      tally
	sections []tally
	cells    [Reformulation + 1][Partnership + 1]tally
	barriers [Awareness + 1]tally
	duties   [DutyResponse + 1]tally
}

// size counts the items of a questionnaire.
func (q *Questionnaire) size() int {
	n := 0
	for i := range q.Sections {
		n += len(q.Sections[i].Items)
	}
	return n
}

// fill goes once over all items. It has room for each item and section: a slice
// that grew here would take the room of the caller to the heap.
func (s *sheet) fill(q *Questionnaire, a *Assessment) {
	n := 0
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			response := a.Responses[it.ID]
			r := newReply(it, i, response)
			s.replies[n] = r
			n++
			s.enter(&r, response.Evidence)
		}
	}
}

// newReply reads one response. What the item's scale does not have is blank:
// nothing that could be scored was said.
func newReply(it *Item, section int, r Response) reply {
	out := reply{item: it, section: section, top: int64(it.Max()), weight: it.Weight.Tenths()}
	switch r.State {
	case DontKnow, NotApplicable:
		out.state = r.State
	case Answered:
		if out.top < 1 || points%out.top != 0 || r.Value < 0 || r.Value > it.Max() {
			return out
		}
		out.state, out.value = Answered, int64(r.Value)
		out.evidence = int64(min(r.Evidence.Grade(), PublicSource.Grade()))
	}
	return out
}

// enter adds a reply to the counts and to every set its item belongs to.
func (s *sheet) enter(r *reply, evidence Evidence) {
	s.counts.Items++
	switch r.state {
	case Answered:
		s.counts.Answered++
		s.recorded = s.recorded || evidence != EvidenceNotRecorded
	case DontKnow:
		s.counts.DontKnow++
	case NotApplicable:
		s.counts.NotApplicable++
	default:
		s.counts.Blank++
	}
	s.weighted = s.weighted || r.weight != 10
	s.all.add(r)
	s.sections[r.section].add(r)
	switch it := r.item; {
	case it.IsCell():
		s.cells[it.Stage][it.Level].add(r)
		if it.Duty != 0 {
			s.duties[it.Duty].add(r)
		}
	case it.Barrier != 0:
		s.barriers[it.Barrier].add(r)
	}
}

// points is what an item of weight 0.1 answered at the top brings. Scales
// have 3 to 7 points, so top values are 2 to 6, and 60 divides by all of them.
const points = 60

// tally adds up a set of items. Weights are in tenths.
type tally struct {
	items        int
	points       int64 // Σ weight · value ÷ top · points, over answered items
	answered     int64 // weight of answered items
	unknown      int64 // weight of don't know and blank
	inapplicable int64 // weight of items that do not apply
	responses    int64 // number of answered items
	grades       int64 // Σ evidence over answered items
}

// add takes one reply in.
func (t *tally) add(r *reply) {
	t.items++
	switch r.state {
	case Answered:
		t.points += r.weight * r.value * (points / r.top)
		t.answered += r.weight
		t.responses++
		t.grades += r.evidence
	case NotApplicable:
		t.inapplicable += r.weight
	default:
		t.unknown += r.weight
	}
}

// join takes another tally in.
func (t *tally) join(o *tally) {
	t.items += o.items
	t.points += o.points
	t.answered += o.answered
	t.unknown += o.unknown
	t.inapplicable += o.inapplicable
	t.responses += o.responses
	t.grades += o.grades
}

// score gives the score of the set:
//
//	value    = Σ_A w·v/M ÷ Σ_A w
//	low      = the same with unknown items at 0, over all that apply
//	high     = the same with unknown items at the top
//	coverage = Σ_A w ÷ Σ_A+U w
//
// There is no value when coverage lies below 0.60.
func (t *tally) score() Score {
	applicable := t.answered + t.unknown
	switch {
	case applicable <= 0:
		return Score{}
	case t.unknown == 0:
		v := NewRatio(t.points, points*t.answered)
		return Score{Applicable: true, HasValue: true, Value: v, Low: v, High: v, Coverage: Whole(1)}
	case t.answered == 0:
		return Score{Applicable: true, High: Whole(1)}
	}
	s := Score{
		Applicable: true,
		Low:        NewRatio(t.points, points*applicable),
		High:       NewRatio(t.points+points*t.unknown, points*applicable),
		Coverage:   NewRatio(t.answered, applicable),
	}
	if 5*t.answered >= 3*applicable {
		s.HasValue = true
		s.Value = NewRatio(t.points, points*t.answered)
	}
	return s
}

// sectionProfiles scores every section that has items, whatever else its
// items count in. More than 30 % of inapplicable weight leaves no score.
func (s *sheet) sectionProfiles(q *Questionnaire) []SectionProfile {
	out := make([]SectionProfile, 0, len(s.sections))
	for i := range s.sections {
		t := &s.sections[i]
		if t.items == 0 {
			continue
		}
		sp := SectionProfile{ID: q.Sections[i].ID, Confidence: s.confidence(t)}
		sp.Score, sp.TooFew = t.sectionScore()
		out = append(out, sp)
	}
	return out
}

// sectionScore gives the score of a section, or that too few of its items
// apply.
func (t *tally) sectionScore() (score Score, tooFew bool) {
	if 10*t.inapplicable > 3*(t.answered+t.unknown+t.inapplicable) {
		return Score{}, true
	}
	return t.score(), false
}

// dutyProfiles scores every duty that has cell items.
func (s *sheet) dutyProfiles() []DutyProfile {
	out := make([]DutyProfile, 0, DutyResponse)
	for d := DutyInformation; d <= DutyResponse; d++ {
		if t := &s.duties[d]; t.items > 0 {
			out = append(out, DutyProfile{Duty: d, Score: t.score()})
		}
	}
	return out
}

// findOut lists the unknown items: don't know first, then blank, each in item
// order.
func (s *sheet) findOut() ([]FindOut, []string) {
	n := s.counts.DontKnow + s.counts.Blank
	if n == 0 {
		return nil, nil
	}
	entries, ids := make([]FindOut, 0, n), make([]string, 0, n)
	for _, state := range [...]State{DontKnow, Blank} {
		for i := range s.replies {
			if r := &s.replies[i]; r.state == state {
				entries = append(entries, FindOut{Item: r.item, State: state})
				ids = append(ids, r.item.ID)
			}
		}
	}
	return entries, ids
}
