package assess

import "slices"

// Move is an item whose response moved between two dates, by descriptors of
// its scale: above 0 for up, below for down.
type Move struct {
	Item        *Item // of the later questionnaire
	Before, Now int
}

// Steps gives how many descriptors the response moved.
func (m Move) Steps() int { return m.Now - m.Before }

// StageChange is one stage at two dates. Depth is the later depth less the
// earlier one, -4 to 4, and means something when HasDepth: both are known and
// they differ by a third at least.
type StageChange struct {
	Before, Now *StageProfile
	HasDepth    bool
	Depth       Ratio
}

// Moved reports whether the attained level differs.
func (s StageChange) Moved() bool {
	return s.Before.Attained != s.Now.Attained || s.Before.AtLeast != s.Now.AtLeast || s.Before.Applicable != s.Now.Applicable
}

// Change is one side at two dates. It counts what moved and says nothing of
// causes or chance: the numbers are too small for that.
type Change struct {
	A, B          Sheet // earlier, later
	Items, Common int   // items of the larger version; asked alike at both dates
	ByID          bool  // a version is not at hand; see share
	Up, Down      []Move
	Unchanged     int
	NotComparable int // without an answer at one date at least
	Stages        []StageChange
	Plan          []PlanEntry // entries of either date, as the later one has them, in the order of the earlier
}

// CompareChange compares two sheets that Relate calls then and now, the
// earlier one first.
func CompareChange(earlier, later Sheet) *Change {
	ids := common(earlier, later)
	p, q := earlier.Questionnaire.only(ids), later.Questionnaire.only(ids)
	c := &Change{
		A: earlier, B: later,
		Items: max(earlier.Questionnaire.size(), later.Questionnaire.size()),
		Plan:  planOf(earlier.Assessment.Plan, later.Assessment.Plan),
	}
	c.Common, c.ByID = share(ids, earlier, later)
	for _, it := range q.Items() {
		x := newReply(p.Item(it.ID), 0, earlier.Assessment.Responses[it.ID])
		y := newReply(it, 0, later.Assessment.Responses[it.ID])
		m := Move{Item: it, Before: int(x.value), Now: int(y.value)}
		switch {
		case x.state != Answered || y.state != Answered:
			c.NotComparable++
		case m.Steps() > 0:
			c.Up = append(c.Up, m)
		case m.Steps() < 0:
			c.Down = append(c.Down, m)
		default:
			c.Unchanged++
		}
	}
	before, now := NewProfile(p, earlier.Assessment, nil), NewProfile(q, later.Assessment, nil)
	for i := range before.Stages {
		s := StageChange{Before: &before.Stages[i], Now: now.Stage(before.Stages[i].Stage)}
		if x, y := s.Before.Depth, s.Now.Depth; x.Applicable && x.HasValue && y.Applicable && y.HasValue {
			s.Depth = y.Value.Sub(x.Value)
			s.HasDepth = !s.Depth.Abs().Less(NewRatio(1, 3))
		}
		c.Stages = append(c.Stages, s)
	}
	return c
}

// planOf joins the plans of two dates. What became of an entry is in the later
// one, where it stands there.
func planOf(earlier, later []PlanEntry) []PlanEntry {
	plan := slices.Clone(earlier)
	for _, e := range later {
		i := slices.IndexFunc(plan, func(o PlanEntry) bool { return sameAction(o, e) })
		if i < 0 {
			plan = append(plan, e)
			continue
		}
		plan[i] = e
	}
	return plan
}

// Done lists the entries of the plan that are done.
func (c *Change) Done() []PlanEntry { return doneOf(c.Plan) }
