package form

import (
	"csi/assess"
)

// An own action is asked for in three steps: for whom, by when, what. Nothing
// is kept before the last.

// addSide asks for whom an own action is.
func (f *planFlow) addSide() {
	u := f.u
	var entries []func(w int) row
	for _, side := range assess.Addressees() {
		entries = append(entries, u.entry(side.String(), "", f.sideWords(side), "", ""))
	}
	l := u.list([]para{u.text("strong", f.plan("add.side"), 0)}, entries)
	if !f.forCSO() {
		l.start = assess.ForAuthority.String()
	}
	l.head = headOf(f.plan("add.head"), f.plan("add.step", "n", 1))
	l.hints = []hint{u.hint("choose", 1), u.hint("next", 0), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(id string) {
		side, _ := assess.ParseAddressee(id)
		f.addHorizon(assess.PlanEntry{For: side})
	}
	l.other = f.f.backOrStop(func() { f.again(rowAdd) })
	u.show(l)
}

// addHorizon asks by when.
func (f *planFlow) addHorizon(e assess.PlanEntry) {
	u := f.u
	var entries []func(w int) row
	for _, o := range f.horizonRows() {
		entries = append(entries, u.entry(o.id, "", o.label, "", ""))
	}
	l := u.list([]para{u.text("strong", f.plan("horizon.ask"), 0)}, entries)
	l.head = headOf(f.plan("add.head"), f.plan("add.step", "n", 2))
	l.hints = []hint{u.hint("choose", 1), u.hint("next", 0), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(id string) {
		e.Horizon, _ = assess.ParseHorizon(id)
		f.addText(e)
	}
	l.other = f.f.backOrStop(f.addSide)
	u.show(l)
}

// addText asks what is to be done, and saves the action.
func (f *planFlow) addText(e assess.PlanEntry) {
	u := f.u
	top := []para{u.text("strong", f.plan("add.text"), 0), more(u.text("quiet", f.hint(partText+"_own"), 2))}
	s := u.noteField(top, "")
	s.flat = true
	s.head = headOf(f.plan("add.head"), f.plan("add.step", "n", 3))
	s.close = func() { f.addHorizon(e) }
	s.save = func(text string) {
		own := f.newOwn(e)
		if _, _, complaint := f.accept(planRow{}, &own, partText, text); complaint != "" {
			f.notice(f.complaint(partText, complaint))
			return
		}
		f.harmless(planRow{group: f.plan("add.head")}, text, func() {
			f.save(f.withOwn(own), own.Action, func() {
				f.u.show(f.action(own.Action, partAbout))
				f.tick("added")
			})
		})
	}
	u.show(s)
}

// newOwn gives an own action its id and takes it on.
func (d *desk) newOwn(e assess.PlanEntry) assess.PlanEntry {
	e.Action, e.Status, e.Since = assess.NextOwnAction(assess.LastOwnAction(d.Assessment), nil), assess.Planned, d.today
	return e
}

// withOwn gives a copy of the assessment with one more entry.
func (d *desk) withOwn(e assess.PlanEntry) *assess.Assessment {
	next := d.copied()
	next.Plan = append(next.Plan, e)
	return next
}
