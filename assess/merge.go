package assess

// says reports whether an entry says anything beside which action it is about.
func (e PlanEntry) says() bool { return !e.Equal(PlanEntry{Action: e.Action}) }

// PlanSide is one of the two that a merge chooses between.
type PlanSide uint8

// The two sides; the zero value chooses neither.
const (
	Theirs PlanSide = iota + 1 // the copy that was edited elsewhere
	Ours                       // the file as it is now
)

// PlanVersions are three versions of one plan: as it was when a copy was
// taken, the copy as it came back, and the plan as it is now. Theirs may hold
// entries that say nothing, of actions that nobody took on.
type PlanVersions struct {
	Base, Theirs, Ours []PlanEntry
	NoBase             bool // Base is not known: whatever differs is in conflict
}

// PlanChange is one field that a merge takes from Theirs. Field 0 is an entry
// that Ours does not have.
type PlanChange struct {
	Action   string
	Field    PlanField
	Was, Now string
}

// PlanConflict is one field that both sides changed to different values.
// Field 0 is an entry that Theirs changed and Ours no longer has.
type PlanConflict struct {
	Action             string
	Field              PlanField
	Base, Theirs, Ours string
	NoBase             bool
}

// PlanMerge is what became of three versions. Where a conflict was not
// decided, Plan has what Ours says.
type PlanMerge struct {
	Plan      []PlanEntry // in the order of Ours, what is new behind it
	Changes   []PlanChange
	Conflicts []PlanConflict // those that nobody decided
	Missing   []string       // actions that Theirs no longer lists; they stay as Ours has them
}

// MergePlans joins three versions of a plan field by field: what only one side
// changed is taken from that side, what both changed alike is taken, and of
// what both changed to different values decide is asked; nil decides nothing.
func MergePlans(v PlanVersions, decide func(PlanConflict) PlanSide) PlanMerge {
	m := &merging{v: v, decide: decide, base: byAction(v.Base), theirs: byAction(v.Theirs)}
	ours := byAction(v.Ours)
	for _, e := range v.Ours {
		if _, listed := m.theirs[e.Action]; !listed {
			if _, was := m.base[e.Action]; was || v.NoBase {
				m.Missing = append(m.Missing, e.Action)
			}
			m.Plan = append(m.Plan, e)
			continue
		}
		m.Plan = append(m.Plan, m.entry(e))
	}
	for _, e := range v.Theirs {
		if _, ok := ours[e.Action]; !ok {
			m.absent(e)
		}
	}
	return m.PlanMerge
}

// merging is a merge under way.
type merging struct {
	PlanMerge
	v            PlanVersions
	decide       func(PlanConflict) PlanSide
	base, theirs map[string]PlanEntry
}

func byAction(plan []PlanEntry) map[string]PlanEntry {
	m := make(map[string]PlanEntry, len(plan))
	for _, e := range plan {
		m[e.Action] = e
	}
	return m
}

// entry merges one entry of Ours that Theirs lists.
func (m *merging) entry(ours PlanEntry) PlanEntry {
	base, theirs, out := m.base[ours.Action], m.theirs[ours.Action], ours
	for _, f := range PlanFields() {
		was, here, now := base.Value(f), theirs.Value(f), ours.Value(f)
		switch {
		case here == now:
			continue
		case !m.v.NoBase && here == was:
			continue
		case !m.v.NoBase && now == was:
		case !m.choose(PlanConflict{ours.Action, f, was, here, now, m.v.NoBase}):
			continue
		}
		out = out.With(f, theirs)
		m.Changes = append(m.Changes, PlanChange{ours.Action, f, now, here})
	}
	return out
}

// absent treats an entry of Theirs that Ours does not have.
func (m *merging) absent(theirs PlanEntry) {
	base, was := m.base[theirs.Action]
	switch {
	case was && theirs.Equal(base), !was && !theirs.says():
		return
	case was && !m.choose(PlanConflict{Action: theirs.Action}):
		return
	case !was && m.v.NoBase && !IsOwnAction(theirs.Action):
		// Without a base nobody knows on which side the entry came or went.
		if e := m.entry(PlanEntry{Action: theirs.Action}); e.says() {
			m.Plan = append(m.Plan, e)
		}
		return
	}
	m.Plan = append(m.Plan, theirs)
	m.Changes = append(m.Changes, PlanChange{Action: theirs.Action})
}

// choose reports whether a conflict was decided for Theirs, and keeps it when
// it was not decided.
func (m *merging) choose(c PlanConflict) bool {
	var side PlanSide
	if m.decide != nil {
		side = m.decide(c)
	}
	if side == 0 {
		m.Conflicts = append(m.Conflicts, c)
	}
	return side == Theirs
}
