package assess

// Explainer tells how the figures of one profile came about and what one
// other response would do to them. It holds exact numbers and no words; every
// "what would follow" is the scorer's own answer to the changed assessment.
type Explainer struct {
	Profile *Profile

	q       *Questionnaire
	a       *Assessment
	targets map[Stage]Level
}

// NewExplainer scores an assessment as NewProfile does and keeps what it was
// made of. It changes neither.
func NewExplainer(q *Questionnaire, a *Assessment, targets map[Stage]Level) *Explainer {
	return &Explainer{Profile: NewProfile(q, a, targets), q: q, a: a, targets: targets}
}

// Summand is what one item brings into a sum.
type Summand struct {
	Item   *Item
	State  State
	Value  int   // meaningful when Answered
	Score  Ratio // value over the top of the scale, 0 to 1; 0 unless Answered
	Weight Ratio // 1 unless the questionnaire says otherwise
}

// Sum is a score taken apart:
//
//	value = Points ÷ Answered
//	low   = Points ÷ (Answered + Unknown)
//	high  = (Points + Unknown) ÷ (Answered + Unknown)
type Sum struct {
	Summands []Summand // in item order
	Points   Ratio     // Σ weight · score over answered items
	Answered Ratio     // weight of the answered items
	Unknown  Ratio     // weight of don't know and blank
	LeftOut  Ratio     // weight of the items that do not apply
	Score    Score     // as the profile has it
}

// LevelSum is one cell of a stage taken apart.
type LevelSum struct {
	Cell *Cell
	Sum  Sum
}

// StageExplanation takes the result of a stage apart. Its depth is
// 4 ÷ Applicable · Running, and Low and High alike.
type StageExplanation struct {
	Profile    *StageProfile
	Levels     []LevelSum // every level that has items, rising
	Applicable int64      // levels that apply
	Running    Ratio      // Σ of the running minimum; meaningful when the depth has a value
	Low, High  Ratio      // the same of the low and high scores
	Step       *Step      // the one response that brings the next level; nil when none alone does
	Doubt      Doubt
	Actions    []FiredAction
}

// BarrierExplanation takes the severity of a barrier apart: it is 1 - the
// score of Sum.
type BarrierExplanation struct {
	Profile *BarrierProfile
	Sum     Sum
	Step    *Step // the one response that brings a lower band; nil when none alone does
	Doubt   Doubt
	Actions []FiredAction
}

// SectionExplanation takes the score of a section apart.
type SectionExplanation struct {
	Profile *SectionProfile
	Sum     Sum
	Actions []FiredAction
}

// ItemExplanation says what a response counts for, and what every other value
// of its scale would lead to.
type ItemExplanation struct {
	Summand
	Section string     // id
	Effects []Followed // one per value of the scale, rising
	Actions []ActionSum
}

// ActionSum takes the priority of an action apart:
// Weight · Shortfall · Factor.
type ActionSum struct {
	FiredAction
	Weight    Ratio // of the item
	Shortfall Ratio // 1 - score
	Factor    Ratio // the m of the rules; meaningful when Shortfall is not 0
}

// Followed is what the scorer says when one item is answered with a value.
type Followed struct {
	Value int
	After *Profile
}

// Step is one other response, and what follows from it.
type Step struct {
	Item  *Item
	State State // of the response as it is
	From  int   // its value, meaningful when Answered
	Followed
	Instead []*Item // other items of which one response would do as well, in item order
}

// Doubt says what the unknown items of a part leave open.
type Doubt struct {
	Swings      []Swing // one per unknown item, in item order
	Worst, Best *Profile
	Changes     bool // the level or band of Worst and Best differ
}

// Swing is one unknown item at both ends of its scale, all else as it is.
type Swing struct {
	Item      *Item
	State     State
	Low, High *Profile // with 0 and with the top
	Changes   bool     // the level or band differ
}

// Stage explains one stage; nil when it has no items.
func (e *Explainer) Stage(st Stage) *StageExplanation {
	p := e.Profile.Stage(st)
	if p == nil {
		return nil
	}
	x := &StageExplanation{Profile: p}
	for i := range p.Cells {
		c := &p.Cells[i]
		x.Levels = append(x.Levels, LevelSum{Cell: c, Sum: e.sum(c.Items, c.Score)})
		if c.Rating == Inapplicable {
			continue
		}
		x.Applicable++
		x.Running = x.Running.Add(c.Running)
		x.Low, x.High = x.Low.Add(c.RunLow), x.High.Add(c.RunHigh)
	}
	items := e.items(func(it *Item) bool { return it.IsCell() && it.Stage == st })
	if p.Next != 0 {
		x.Step = e.step(e.items(func(it *Item) bool { return it.Stage == st && it.Level == p.Next }),
			func(after *Profile) bool { return after.Stage(st).Attained >= p.Next })
	}
	x.Doubt = e.doubt(items, func(p *Profile) int { return int(p.Stage(st).Attained) })
	x.Actions = e.actions(items)
	return x
}

// Barrier explains one barrier; nil when it has no items.
func (e *Explainer) Barrier(b Barrier) *BarrierExplanation {
	p := e.Profile.barrier(b)
	if p == nil {
		return nil
	}
	items := e.items(func(it *Item) bool { return !it.IsCell() && it.Barrier == b })
	x := &BarrierExplanation{Profile: p, Sum: e.sum(p.Items, severity(p.Severity)), Actions: e.actions(items)}
	if p.Band == ModerateBand || p.Band == SevereBand {
		x.Step = e.step(items, func(after *Profile) bool { return after.barrier(b).Band < p.Band })
	}
	x.Doubt = e.doubt(items, func(p *Profile) int { return int(p.barrier(b).Band) })
	return x
}

// Section explains one section; nil when there is none or it has no items.
func (e *Explainer) Section(id string) *SectionExplanation {
	for i := range e.Profile.Sections {
		p := &e.Profile.Sections[i]
		if p.ID != id {
			continue
		}
		items := e.sectionItems(id)
		var ids []string
		for _, it := range items {
			ids = append(ids, it.ID)
		}
		return &SectionExplanation{Profile: p, Sum: e.sum(ids, p.Score), Actions: e.actions(items)}
	}
	return nil
}

// Item explains one item; nil when the questionnaire has none of the id.
func (e *Explainer) Item(id string) *ItemExplanation {
	it := e.q.Item(id)
	if it == nil {
		return nil
	}
	x := &ItemExplanation{Summand: e.summand(it), Section: e.sectionOf(id)}
	for v := range it.Anchors {
		x.Effects = append(x.Effects, Followed{Value: v, After: e.with(map[*Item]int{it: v})})
	}
	for _, f := range e.actions([]*Item{it}) {
		x.Actions = append(x.Actions, e.Action(f))
	}
	return x
}

// Action takes the priority of an action of the profile apart.
func (e *Explainer) Action(f FiredAction) ActionSum {
	r := e.summand(f.Item)
	s := ActionSum{FiredAction: f, Weight: r.Weight, Shortfall: Whole(1).Sub(r.Score)}
	if !s.Shortfall.IsZero() {
		s.Factor = f.Priority.Div(s.Weight.Mul(s.Shortfall))
	}
	return s
}

// items lists the items that are kept, in item order.
func (e *Explainer) items(keep func(*Item) bool) []*Item {
	var out []*Item
	for _, it := range e.q.Items() {
		if keep(it) {
			out = append(out, it)
		}
	}
	return out
}

func (e *Explainer) sectionItems(id string) []*Item {
	var out []*Item
	for i := range e.q.Sections {
		for j := range e.q.Sections[i].Items {
			if e.q.Sections[i].ID == id {
				out = append(out, &e.q.Sections[i].Items[j])
			}
		}
	}
	return out
}

func (e *Explainer) sectionOf(item string) string {
	for i := range e.q.Sections {
		for j := range e.q.Sections[i].Items {
			if e.q.Sections[i].Items[j].ID == item {
				return e.q.Sections[i].ID
			}
		}
	}
	return ""
}

// summand reads one response as the scorer does.
func (e *Explainer) summand(it *Item) Summand {
	r := newReply(it, 0, e.a.Responses[it.ID])
	s := Summand{Item: it, State: r.state, Weight: NewRatio(r.weight, 10)}
	if r.state == Answered {
		s.Value, s.Score = int(r.value), NewRatio(r.value, r.top)
	}
	return s
}

// sum takes a score apart.
func (e *Explainer) sum(ids []string, score Score) Sum {
	out := Sum{Score: score}
	for _, id := range ids {
		s := e.summand(e.q.Item(id))
		out.Summands = append(out.Summands, s)
		switch s.State {
		case Answered:
			out.Points = out.Points.Add(s.Weight.Mul(s.Score))
			out.Answered = out.Answered.Add(s.Weight)
		case NotApplicable:
			out.LeftOut = out.LeftOut.Add(s.Weight)
		default:
			out.Unknown = out.Unknown.Add(s.Weight)
		}
	}
	return out
}

// with scores the assessment with other values.
func (e *Explainer) with(values map[*Item]int) *Profile {
	return NewProfile(e.q, answered(e.a, values), e.targets)
}

// step finds the one response that reaches a goal with the smallest part of
// its scale to climb, the first of several alike. Items that do not apply are
// no way to it.
func (e *Explainer) step(items []*Item, reached func(*Profile) bool) *Step {
	var best *Step
	var least Ratio
	var able []*Item
	for _, it := range items {
		s := e.summand(it)
		from := 0
		switch s.State {
		case NotApplicable:
			continue
		case Answered:
			from = s.Value + 1
		}
		for v := from; v <= it.Max(); v++ {
			after := e.with(map[*Item]int{it: v})
			if !reached(after) {
				continue
			}
			able = append(able, it)
			if raise := NewRatio(int64(v), int64(it.Max())).Sub(s.Score); best == nil || raise.Less(least) {
				best, least = &Step{Item: it, State: s.State, From: s.Value, Followed: Followed{v, after}}, raise
			}
			break
		}
	}
	for _, it := range able {
		if it != best.Item {
			best.Instead = append(best.Instead, it)
		}
	}
	return best
}

// doubt sets every unknown item to both ends of its scale, each alone and all
// at once.
func (e *Explainer) doubt(items []*Item, result func(*Profile) int) Doubt {
	var d Doubt
	worst, best := map[*Item]int{}, map[*Item]int{}
	for _, it := range items {
		s := e.summand(it)
		if s.State == Answered || s.State == NotApplicable || it.Max() < 1 {
			continue
		}
		worst[it], best[it] = 0, it.Max()
		w := Swing{Item: it, State: s.State, Low: e.with(map[*Item]int{it: 0}), High: e.with(map[*Item]int{it: it.Max()})}
		w.Changes = result(w.Low) != result(w.High)
		d.Swings = append(d.Swings, w)
	}
	if len(d.Swings) > 0 {
		d.Worst, d.Best = e.with(worst), e.with(best)
		d.Changes = result(d.Worst) != result(d.Best)
	}
	return d
}

// actions lists what fires for some items, highest priority first.
func (e *Explainer) actions(items []*Item) []FiredAction {
	own := map[*Item]bool{}
	for _, it := range items {
		own[it] = true
	}
	var out []FiredAction
	for _, f := range e.Profile.Actions {
		if own[f.Item] {
			out = append(out, f)
		}
	}
	return out
}
