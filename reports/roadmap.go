package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// roadMaps makes the action tables, own side first. A side without actions
// has none; only the own side gets a "keep it" list when all targets are met.
func (b *builder) roadMaps() []RoadMap {
	sides := assess.Addressees()
	if sides[0] != b.own {
		slices.Reverse(sides)
	}
	var out []RoadMap
	for _, side := range sides {
		actions := assess.PlannedActions(b.q, b.planShown(), b.p, side)
		switch {
		case len(actions) > 0:
			out = append(out, b.roadMap(side, actions))
		case side == b.own && b.hasCells() && !b.thin && b.targetsMet():
			out = append(out, b.keepIt())
		}
	}
	return out
}

// planShown gives the assessment whose plan a report may tell. What a group
// wrote itself is free text: a public report has the words of the
// questionnaire and leaves out the actions that have no others.
func (b *builder) planShown() *assess.Assessment {
	if !b.Options.Public {
		return b.a
	}
	shown := *b.a
	shown.Plan = nil
	for _, e := range b.a.Plan {
		if e.IsOwn() {
			continue
		}
		e.Text, e.DoneWhen = "", ""
		e.Depends = slices.DeleteFunc(slices.Clone(e.Depends), assess.IsOwnAction) // they are not shown
		shown.Plan = append(shown.Plan, e)
	}
	return &shown
}

func (b *builder) roadMap(side assess.Addressee, actions []assess.PlannedAction) RoadMap {
	m := RoadMap{
		For:     side,
		Running: b.t("roadmap.running", phrases.V{"side": b.t("side_inside." + b.party(side))}),
		Heading: b.roadMapHeading(side),
		Totals:  planTotals(b.Phrases, actions),
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
			if x.Action.Horizon == h {
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
	month := b.Phrases.Month(d.YearMonth().Add(h.Months()))
	if h == assess.Long {
		part.Until = b.t("roadmap.after", phrases.V{"month": month})
	} else {
		part.Until = b.t("roadmap.by", phrases.V{"month": month})
	}
	return part
}

func (b *builder) row(number int, x assess.PlannedAction) ActionRow {
	row := ActionRow{
		ID:      x.Action.ID,
		Number:  number,
		Text:    sentence(x.Action.Text),
		Why:     b.whyPlanned(x),
		Example: b.exampleLine(&x.Action),
	}
	row.DoneWhen = b.doneWhen(&x.Action)
	if !x.Taken {
		return row
	}
	e := x.Entry
	row.Due, row.ByWhen = e.Due, b.Phrases.ShortDate(e.Due)
	row.Struck = e.Status == assess.Done || e.Status == assess.Dropped
	if e.Status != 0 {
		row.Status = b.t("status." + e.Status.String())
	}
	if !b.Options.Public {
		row.Owner, row.Proof = e.Owner, e.Proof
	}
	b.takes(&row, e)
	return row
}

// whyPlanned gives what calls for an action: an item with its response, or
// what the group said an own action is about.
func (b *builder) whyPlanned(x assess.PlannedAction) string {
	switch {
	case x.Item != nil:
		return b.why(x.Item)
	case x.Entry.Stage != 0:
		return b.t("roadmap.why_own_about", phrases.V{"about": b.stage(x.Entry.Stage)})
	case x.Entry.Barrier != 0:
		return b.t("roadmap.why_own_about", phrases.V{"about": b.low(b.barrier(x.Entry.Barrier))})
	}
	return b.t("roadmap.why_own")
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
