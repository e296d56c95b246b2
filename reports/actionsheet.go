package reports

import "csi/assess"

// actionsSheet lists every action that the responses call for, highest
// priority first, and below them what the plan holds beside these. Words and
// horizon are those of the plan where the group changed them.
func (b *builder) actionsSheet() Sheet {
	s := Sheet{Name: b.s("name.actions"), FrozenRows: 1, FrozenColumns: 1, Filter: true}
	s.widths(18, 16, 18, 14, 10, 60, 44, 40, 13, 11, 11, 20)
	s.add(b.heads("id", "for", "horizon", "in_road_map", "priority", "action", "done_when", "why", "effort", "cost", "currency", "depends")...)
	all := b.planned(b.planShown())
	inPlan := map[string]assess.PlannedAction{}
	for _, x := range all {
		inPlan[x.Action.ID] = x
	}
	fired := map[string]bool{}
	for _, f := range b.p.Actions {
		fired[f.Action.ID] = true
		x, found := inPlan[f.Action.ID]
		if !found {
			x = assess.PlannedAction{Action: *f.Action, Item: f.Item}
		}
		s.add(b.actionCells(x, found, cellNumber(f.Priority.Float(), Hundredths))...)
	}
	for _, x := range all {
		if !fired[x.Action.ID] {
			s.add(b.actionCells(x, true, SheetCell{})...)
		}
	}
	return s
}

// actionCells are the cells of one action.
func (b *builder) actionCells(x assess.PlannedAction, inRoadMap bool, priority SheetCell) []SheetCell {
	word := b.s("no")
	if inRoadMap {
		word = b.s("yes")
	}
	cells := []SheetCell{
		b.planCell(x, "id"), b.planCell(x, "for"), b.planCell(x, "horizon"), cellText(word, PlainLook), priority,
		cellText(sentence(x.Action.Text), StrongLook), cellText(sentence(x.Action.DoneWhen), PlainLook), cellText(b.whyPlanned(x), QuietLook),
	}
	for _, key := range []string{"effort", "cost", "currency", "depends"} {
		cells = append(cells, b.planCell(x, key))
	}
	return cells
}
