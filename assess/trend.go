package assess

import (
	"cmp"
	"slices"
)

// Course is an item whose response was not the same at all dates that have an
// answer.
type Course struct {
	Item *Item // of the latest questionnaire
	// Values holds what was answered at each date; Known says where there was
	// an answer. Both are as long as Trend.Sheets.
	Values []int
	Known  []bool
}

// Steps gives how many descriptors lie between the first and the last answer,
// above 0 for up, below for down, 0 for there and back.
func (c Course) Steps() int {
	var known []int
	for i, v := range c.Values {
		if c.Known[i] {
			known = append(known, v)
		}
	}
	return known[len(known)-1] - known[0]
}

// Trend is one side at three or more dates. Like Change it tells what was
// answered and says nothing of causes or chance.
type Trend struct {
	Sheets        []Sheet    // by date, the earliest first
	Profiles      []*Profile // of the common items alone, one for each sheet
	Items, Common int        // items of the largest version; asked alike at all dates
	ByID          bool       // a version is not at hand; see share
	Moved         []Course   // in item order
	Unchanged     int
	NotComparable int         // answered at fewer than two dates
	Plan          []PlanEntry // as in Change, over all dates
}

// Up counts the items whose last answer lies above the first.
func (t *Trend) Up() int { return t.count(1) }

// Down counts the items whose last answer lies below the first.
func (t *Trend) Down() int { return t.count(-1) }

// Back counts the items that moved and came back to where they were.
func (t *Trend) Back() int { return t.count(0) }

func (t *Trend) count(sign int) int {
	n := 0
	for _, c := range t.Moved {
		if cmp.Compare(c.Steps(), 0) == sign {
			n++
		}
	}
	return n
}

// Done lists the entries of the plan that are done.
func (t *Trend) Done() []PlanEntry { return doneOf(t.Plan) }

// RelateAll says whether three or more sheets are one side at as many dates.
// It gives the two that do not go together, and as a *Mismatch why. Two views
// among them are a mismatch of the name "views".
func RelateAll(sheets []Sheet) (x, y int, err error) {
	for i := range sheets {
		for j := range i {
			r, err := Relate(sheets[j], sheets[i])
			if err == nil && r != ThenAndNow {
				err = &Mismatch{What: "views", A: string(sheets[j].Group()), B: string(sheets[i].Group())}
			}
			if err != nil {
				return j, i, err
			}
		}
	}
	if len(commonToAll(byDate(sheets))) == 0 {
		return 0, len(sheets) - 1, &Mismatch{What: "items"}
	}
	return 0, 0, nil
}

// byDate gives the sheets in the order of their dates.
func byDate(sheets []Sheet) []Sheet {
	sorted := slices.Clone(sheets)
	slices.SortStableFunc(sorted, func(a, b Sheet) int {
		return cmp.Compare(a.Assessment.Frame.Date.String(), b.Assessment.Frame.Date.String())
	})
	return sorted
}

// commonToAll gives the ids of the items that every sheet is asked alike.
func commonToAll(sheets []Sheet) map[string]bool {
	ids := common(sheets[0], sheets[0])
	for _, s := range sheets[1:] {
		with := common(sheets[0], s)
		for id := range ids {
			if !with[id] {
				delete(ids, id)
			}
		}
	}
	return ids
}

// CompareTrend sets sheets that RelateAll lets pass in a row, in any order. It
// needs two of them at least.
func CompareTrend(sheets []Sheet) *Trend {
	t := &Trend{Sheets: byDate(sheets)}
	ids := commonToAll(t.Sheets)
	t.Common, t.ByID = share(ids, t.Sheets...)
	var parts []*Questionnaire
	for _, s := range t.Sheets {
		q := s.Questionnaire.only(ids)
		parts = append(parts, q)
		t.Items = max(t.Items, s.Questionnaire.size())
		t.Profiles = append(t.Profiles, NewProfile(q, s.Assessment, nil))
		t.Plan = planOf(t.Plan, s.Assessment.Plan)
	}
	for _, it := range parts[len(parts)-1].Items() {
		t.follow(it, parts)
	}
	return t
}

// follow looks at one item over all dates.
func (t *Trend) follow(it *Item, parts []*Questionnaire) {
	c := Course{Item: it}
	answered, moved, first := 0, false, 0
	for i, s := range t.Sheets {
		r := newReply(parts[i].Item(it.ID), 0, s.Assessment.Responses[it.ID])
		known := r.state == Answered
		v := 0
		if known {
			v = int(r.value)
			if answered == 0 {
				first = v
			}
			answered++
			moved = moved || v != first
		}
		c.Values, c.Known = append(c.Values, v), append(c.Known, known)
	}
	switch {
	case answered < 2:
		t.NotComparable++
	case moved:
		t.Moved = append(t.Moved, c)
	default:
		t.Unchanged++
	}
}

// doneOf lists the entries of a plan that are done.
func doneOf(plan []PlanEntry) []PlanEntry {
	var done []PlanEntry
	for _, e := range plan {
		if e.Status == Done {
			done = append(done, e)
		}
	}
	return done
}
