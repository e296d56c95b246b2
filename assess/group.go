package assess

// GroupProfile is what a group of people together say to a questionnaire:
// scored from what may be shown of it, and from nothing else, so that no
// figure tells more than the spreads do. An item that is hidden counts as
// unknown.
type GroupProfile struct {
	Questionnaire Ref
	Group         Group
	Spreads       []Spread // every item, in item order
	Stages        []StageProfile
	Index         Range // participation index, 0 to 1
	Barriers      []BarrierProfile
	Sections      []SectionProfile // Confidence is not set
	Weakest       []Stage
}

// NewGroupProfile scores a group by the spreads of its items. Levels come from
// the group's cell scores, never from the levels of its people. own and
// framework are targets as in NewProfile.
func NewGroupProfile(q *Questionnaire, g Group, spreads []Spread, own, framework map[Stage]Level) *GroupProfile {
	p := &GroupProfile{Questionnaire: Ref{ID: q.ID, Version: q.Version}, Group: g, Spreads: spreads}
	by := map[string]*Spread{}
	for i := range spreads {
		by[spreads[i].Item.ID] = &spreads[i]
	}
	p.Stages = groupStages(q, by, own, framework)
	p.Index = participationIndex(p.Stages)
	p.Weakest = weakest(p.Stages)
	p.Barriers = groupBarriers(q, by)
	for i := range q.Sections {
		s := &q.Sections[i]
		if len(s.Items) == 0 {
			continue
		}
		items := make([]*Item, len(s.Items))
		for j := range s.Items {
			items[j] = &s.Items[j]
		}
		sp := SectionProfile{ID: s.ID}
		if sp.TooFew = tooFewApply(items, by); !sp.TooFew {
			sp.Score = scoreOf(items, by)
		}
		p.Sections = append(p.Sections, sp)
	}
	return p
}

// groupStages gives every stage that has items, in the order of the cycle.
func groupStages(q *Questionnaire, by map[string]*Spread, own, framework map[Stage]Level) []StageProfile {
	var out []StageProfile
	for st := AgendaSetting; st <= Reformulation; st++ {
		p := StageProfile{Stage: st, Target: target(st, own, framework)}
		for l := Information; l <= Partnership; l++ {
			items := pick(q, func(it *Item) bool { return it.Stage == st && it.Level == l })
			if len(items) == 0 {
				continue
			}
			score := scoreOf(items, by)
			cell := Cell{Level: l, Score: score, Rating: score.rating()}
			for _, it := range items {
				cell.Items = append(cell.Items, it.ID)
			}
			p.Cells = append(p.Cells, cell)
		}
		if len(p.Cells) == 0 {
			continue
		}
		p.climb()
		p.gaps()
		out = append(out, p)
	}
	return out
}

// groupBarriers gives every barrier that has items. A must-have is answered 0
// by a group when it agreed so, which is not known here: no band is lifted.
func groupBarriers(q *Questionnaire, by map[string]*Spread) []BarrierProfile {
	var out []BarrierProfile
	for b := Structure; b <= Awareness; b++ {
		items := pick(q, func(it *Item) bool { return it.Barrier == b && !it.IsCell() })
		if len(items) == 0 {
			continue
		}
		p := BarrierProfile{Barrier: b, Severity: severity(scoreOf(items, by))}
		p.Band = band(p.Severity)
		for _, it := range items {
			p.Items = append(p.Items, it.ID)
		}
		out = append(out, p)
	}
	markEqual(out)
	return out
}

// pick lists the items of a set, in item order.
func pick(q *Questionnaire, in func(*Item) bool) []*Item {
	var out []*Item
	for _, it := range q.Items() {
		if in(it) {
			out = append(out, it)
		}
	}
	return out
}

// usable gives the spread of an item as it may be used: a hidden one is
// unknown, an item without a spread as well.
func usable(it *Item, by map[string]*Spread) Spread {
	if s := by[it.ID]; s != nil && !s.Hidden {
		return *s
	}
	return Spread{Score: Score{Applicable: true, High: Whole(1)}}
}

// scoreOf joins the scores of items by weight: the value over the items that
// somebody answered, low, high and coverage over all that apply. For one
// person it is the score of design.md section 6.
func scoreOf(items []*Item, by map[string]*Spread) Score {
	var value, valued, low, high, coverage, all Ratio
	for _, it := range items {
		s := usable(it, by)
		if !s.Score.Applicable {
			continue
		}
		w := Whole(it.Weight.Tenths())
		all = all.Add(w)
		low, high = low.Add(w.Mul(s.Score.Low)), high.Add(w.Mul(s.Score.High))
		coverage = coverage.Add(w.Mul(s.Score.Coverage))
		if s.hasMean {
			value, valued = value.Add(w.Mul(s.mean)), valued.Add(w)
		}
	}
	if all.IsZero() {
		return Score{}
	}
	out := Score{Applicable: true, Low: low.Div(all), High: high.Div(all), Coverage: coverage.Div(all)}
	if !valued.IsZero() && !out.Coverage.Less(leastCoverage) {
		out.HasValue, out.Value = true, value.Div(valued)
	}
	return out
}

// tooFewApply reports whether more than 30 % of the weight does not apply.
func tooFewApply(items []*Item, by map[string]*Spread) bool {
	var all, out int64
	for _, it := range items {
		all += it.Weight.Tenths()
		if !usable(it, by).Score.Applicable {
			out += it.Weight.Tenths()
		}
	}
	return 10*out > 3*all
}

// Field is the place of a matter in the four fields of score and consensus.
// The zero value is "no place": one of the two is not known.
type Field uint8

// The four fields. Source: PROSE instruments, domain.md E.4.
const (
	Keep        Field = iota + 1 // high score, high consensus: write down what works
	NotEveryone                  // high score, low consensus: not everyone sees it
	ReadyToAct                   // low score, high consensus: go straight to the plan
	AgreeFirst                   // low score, low consensus: first agree on the facts
)

var fieldNames = []string{"keep", "not-everyone", "ready-to-act", "agree-first"}

// String gives the id of the field, "none" for the zero value.
func (f Field) String() string { return name(fieldNames, int(f), "none") }

var consensusCut = NewRatio(3, 5)

// ConsensusCut gives the consensus from which agreement counts as high in the
// four fields: 0.6. High scores begin at 2/3, as "in place" does.
func ConsensusCut() Ratio { return consensusCut }

// Field gives the place of an item.
func (s Spread) Field() Field {
	if s.Hidden || !s.Score.HasValue || !s.Consensus.Has() {
		return 0
	}
	return fieldOf(!s.Score.Value.Less(twoThirds), s.Consensus.AtLeast(consensusCut))
}

func fieldOf(high, agreed bool) Field {
	switch {
	case high && agreed:
		return Keep
	case high:
		return NotEveryone
	case agreed:
		return ReadyToAct
	}
	return AgreeFirst
}

// Matter is a stage, barrier or section in the four fields. Score is 0 to 1,
// up is better: of a stage the mean of its cells, of a barrier 1 - severity.
// Consensus is the mean of the consensus of its items, 0 to 1, a float because
// consensus holds a square root; both mean something when Field is set.
type Matter struct {
	Score     Ratio
	Consensus float64
	Field     Field
}

// Matter puts a set of items into the four fields. It has a place when its
// score has a value and every item that applies shows a consensus.
func (p *GroupProfile) Matter(score Score, ids []string) Matter {
	if !score.HasValue {
		return Matter{}
	}
	by := map[string]*Spread{}
	for i := range p.Spreads {
		by[p.Spreads[i].Item.ID] = &p.Spreads[i]
	}
	sum, n := 0.0, 0
	for _, id := range ids {
		s := by[id]
		if s != nil && !s.Hidden && !s.Score.Applicable {
			continue
		}
		if s == nil || s.Hidden || !s.Consensus.Has() {
			return Matter{}
		}
		sum += s.Consensus.Float()
		n++
	}
	if n == 0 {
		return Matter{}
	}
	m := Matter{Score: score.Value, Consensus: sum / float64(n)}
	m.Field = fieldOf(!score.Value.Less(twoThirds), m.Consensus >= consensusCut.Float())
	return m
}

// StageMatter puts a stage into the four fields.
func (p *GroupProfile) StageMatter(s *StageProfile) Matter {
	var mean Ratio
	var ids []string
	cells := int64(0)
	for _, c := range s.Cells {
		if c.Rating == Inapplicable {
			continue
		}
		if !c.Score.HasValue {
			return Matter{}
		}
		mean = mean.Add(c.Score.Value)
		ids = append(ids, c.Items...)
		cells++
	}
	if cells == 0 {
		return Matter{}
	}
	return p.Matter(Score{Applicable: true, HasValue: true, Value: mean.Div(Whole(cells))}, ids)
}

// BarrierMatter puts a barrier into the four fields.
func (p *GroupProfile) BarrierMatter(b *BarrierProfile) Matter {
	score := b.Severity
	score.Value = Whole(1).Sub(score.Value)
	return p.Matter(score, b.Items)
}
