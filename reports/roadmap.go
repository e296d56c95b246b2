package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// until holds the months after the assessment in which a horizon ends; the
// last has no end.
var until = [...]int{assess.Short: 3, assess.Medium: 12, assess.Long: 12}

// roadMaps makes the action tables, own side first. A side without actions
// has none; only the own side gets a "keep it" list when all targets are met.
func (b *builder) roadMaps() []RoadMap {
	sides := assess.Addressees()
	if sides[0] != b.own {
		slices.Reverse(sides)
	}
	var out []RoadMap
	for _, side := range sides {
		actions := b.actionsOf(side)
		switch {
		case len(actions) > 0:
			out = append(out, b.roadMap(side, actions))
		case side == b.own && b.hasCells() && !b.thin && b.targetsMet():
			out = append(out, b.keepIt())
		}
	}
	return out
}

// planned is an action of a road map with what the group agreed about it.
type planned struct {
	action *assess.Action
	item   *assess.Item
	entry  assess.PlanEntry
	taken  bool // somebody took it on
}

// actionsOf lists the selected actions of a side by horizon and priority, and
// after them, within the horizon, what the plan holds beside the selection.
func (b *builder) actionsOf(side assess.Addressee) []planned {
	entries := map[string]assess.PlanEntry{}
	for _, e := range b.a.Plan {
		entries[e.Action] = e
	}
	chosen := map[string]bool{}
	var all []planned
	for _, f := range b.p.Selected(side) {
		e, taken := entries[f.Action.ID]
		chosen[f.Action.ID] = true
		all = append(all, planned{f.Action, f.Item, e, taken})
	}
	for _, it := range b.q.Items() {
		for i := range it.Actions {
			a := &it.Actions[i]
			if e, taken := entries[a.ID]; taken && a.For == side && !chosen[a.ID] {
				all = append(all, planned{a, it, e, true})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y planned) int { return int(x.action.Horizon) - int(y.action.Horizon) })
	return all
}

func (b *builder) roadMap(side assess.Addressee, actions []planned) RoadMap {
	m := RoadMap{
		For:     side,
		Running: b.t("roadmap.running", phrases.V{"side": b.t("side_inside." + b.party(side))}),
		Heading: b.roadMapHeading(side),
		Closing: b.roadMapClosing(side),
	}
	if side == b.own {
		m.Lead = b.n("roadmap.lead_own", len(actions), phrases.V{"number": b.number(len(actions))})
	} else {
		m.Lead = b.n("roadmap.lead_other", len(actions), phrases.V{"number": b.number(len(actions))})
	}
	number := 0
	for _, h := range assess.Horizons() {
		part := b.horizon(h)
		for _, x := range actions {
			if x.action.Horizon == h {
				number++
				part.Rows = append(part.Rows, b.row(number, x))
			}
		}
		if len(part.Rows) == 0 {
			part.Empty = b.t("roadmap.empty")
		}
		m.Horizons = append(m.Horizons, part)
	}
	return m
}

func (b *builder) roadMapHeading(side assess.Addressee) string {
	if org := b.organisation(); side == b.own && org != "" {
		return b.t("roadmap.heading", phrases.V{"name": org})
	}
	return b.t("roadmap.heading_" + b.party(side))
}

func (b *builder) horizon(h assess.Horizon) HorizonPart {
	part := HorizonPart{Squares: int(h), Name: b.t("horizon." + h.String())}
	d := b.a.Frame.Date
	if d.IsZero() {
		return part
	}
	month := b.Phrases.Month(d.YearMonth().Add(until[h]))
	if h == assess.Long {
		part.Until = b.t("roadmap.after", phrases.V{"month": month})
	} else {
		part.Until = b.t("roadmap.by", phrases.V{"month": month})
	}
	return part
}

func (b *builder) row(number int, x planned) ActionRow {
	row := ActionRow{
		ID:     x.action.ID,
		Number: number,
		Text:   sentence(x.action.Text),
		Why:    b.why(x.item),
	}
	row.DoneWhen = b.doneWhen(x.action)
	row.Example = b.exampleLine(x.action)
	if !x.taken {
		return row
	}
	row.Due, row.ByWhen = x.entry.Due, b.date(x.entry.Due)
	row.Struck = x.entry.Status == assess.Done || x.entry.Status == assess.Dropped
	if x.entry.Status != 0 {
		row.Status = b.t("status." + x.entry.Status.String())
	}
	if !b.Options.Public {
		row.Owner, row.Proof = x.entry.Owner, x.entry.Proof
	}
	return row
}

// why gives the item and the response that call for an action.
func (b *builder) why(it *assess.Item) string {
	v := phrases.V{"title": title(it), "response": b.response(it)}
	switch {
	case it.IsCell():
		v["stage"], v["level"] = b.stage(it.Stage), b.level(it.Level)
		s := b.p.Stage(it.Stage)
		switch {
		case s == nil || s.Next != it.Level:
			return b.t("roadmap.why_cell", v)
		case isHollow(s):
			v["over"] = b.level(s.Observed)
			return b.t("roadmap.why_hollow", v)
		}
		return b.t("roadmap.why_next", v)
	case it.Barrier != 0:
		v["letter"], v["name"] = letter(it.Barrier), b.low(b.barrier(it.Barrier))
		if it.Critical && b.a.Responses[it.ID].State == assess.Answered && b.a.Responses[it.ID].Value == 0 {
			return b.t("roadmap.why_critical", v)
		}
		return b.t("roadmap.why_barrier", v)
	}
	v["section"] = b.sectionOf(it)
	return b.t("roadmap.why_section", v)
}

// roadMapClosing says how the list was chosen and how many actions wait.
func (b *builder) roadMapClosing(side assess.Addressee) string {
	waiting := 0
	for _, f := range b.p.Actions {
		if f.Action.For == side && !f.Selected {
			waiting++
		}
	}
	switch {
	case waiting == 0:
		return b.t("roadmap.closing_all")
	case !b.hasCells() && len(b.p.Barriers) == 0:
		return b.n("roadmap.closing_sections", waiting, phrases.V{"number": b.number(waiting)})
	}
	return b.n("roadmap.closing", waiting, phrases.V{"number": b.number(waiting)})
}

// keepIt is the road map of a side that has nothing to add: what makes it
// last, one step for each horizon.
func (b *builder) keepIt() RoadMap {
	m := RoadMap{
		For:     b.own,
		Running: b.t("roadmap.running", phrases.V{"side": b.t("side_inside." + b.party(b.own))}),
		Heading: b.t("keep.heading"),
		Lead:    b.t("keep.lead"),
		Closing: b.t("keep.closing"),
	}
	for _, h := range assess.Horizons() {
		part := b.horizon(h)
		part.Rows = []ActionRow{b.kept(h)}
		m.Horizons = append(m.Horizons, part)
	}
	return m
}
