package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// The rows of the overview that are no action.
const (
	rowAdd     = "+add"
	rowTargets = "+targets"
	rowFinish  = "+finish"
)

// planFlow leads through a plan: which screen follows which.
type planFlow struct {
	*desk
	f *flow // saving, trouble and targets are those of a sitting
	u *ui
}

func newPlanFlow(t Terminal, p *Planning) *planFlow {
	f := newFlow(t, p.Sitting)
	return &planFlow{desk: newDesk(t, p, f.session), f: f, u: f.u}
}

// again shows the overview with the cursor on an action.
func (f *planFlow) again(id string) { f.u.show(f.overview(id)) }

// save makes a changed assessment durable, then goes on.
func (f *planFlow) save(next *assess.Assessment, id string, then func()) {
	f.f.durably(next, f.commit, id, then)
}

// tick says on the status line that something was saved.
func (f *planFlow) tick(id string, kv ...any) {
	f.u.note = f.u.look.in("saved", shorten(f.plan("tick."+id, kv...), f.u.w-2, f.u.look.ellipsis()))
}

// notice puts a complaint on the status line.
func (f *planFlow) notice(text string) {
	f.u.note = f.u.look.in("notice", shorten(text, f.u.w-2, f.u.look.ellipsis()))
}

// overview lists the actions of both sides with what was agreed.
func (f *planFlow) overview(cursor string) *listScreen {
	u, rows := f.u, f.rows()
	var entries []func(w int) row
	for _, r := range rows {
		entries = append(entries, f.actionEntry(r, rows))
	}
	tools := f.plan("overview.tools")
	entries = append(entries, u.entry(rowAdd, tools, f.plan("overview.add"), "", ""))
	if len(f.stages()) > 0 {
		entries = append(entries, u.entry(rowTargets, tools, f.plan("overview.targets"), "", ""))
	}
	entries = append(entries, u.entry(rowFinish, tools, f.plan("overview.finish"), "", ""))
	var top []para
	if len(rows) > 0 {
		top = append(top, fixed(func(w int) []string { return f.columnHeads(rows, w) }))
	} else {
		top = append(top, u.text("ink", f.plan("overview.none"), 0))
	}
	l := u.list(top, entries)
	l.inline, l.long, l.start = false, len(rows) > 0, cursor
	place := shorten(f.say.shown(f.Assessment.Frame.Jurisdiction), 24, u.look.ellipsis())
	l.head = func() (string, string) {
		left, right := f.plan("overview.head", "place", place), f.planProgress()
		if place == "" || width(left)+width(right)+4 > u.w {
			left = f.plan("overview.head_short")
		}
		return left, right
	}
	l.hints = []hint{u.hint("choose", 2), u.hint("enter", 0, "verb", f.plan("verb.open")),
		{long: f.plan("key.take"), rank: 1}, {long: f.plan("key.add"), rank: 2}, {long: f.plan("key.targets"), rank: 3}, {long: f.plan("key.finish"), rank: 0}}
	l.status = func(id string) string {
		if r, ok := f.row(id); ok {
			return f.rowStatus(r)
		}
		return ""
	}
	l.enter = f.open
	l.other = f.overviewKeys
	return l
}

// rowStatus says in words where the action under the cursor stands.
func (f *planFlow) rowStatus(r planRow) string {
	if !r.Taken {
		return f.plan("status.open")
	}
	parts := []string{f.statusWords(r.Entry)}
	if !r.Entry.Due.IsZero() {
		parts = append(parts, f.plan("status.due", "date", f.partWords(r, partDue)))
	}
	if r.Entry.Owner != "" {
		parts = append(parts, f.say.shown(r.Entry.Owner))
	}
	return strings.Join(parts, f.say.shown(" · "))
}

// open does what Enter means on a row of the overview.
func (f *planFlow) open(id string) {
	switch id {
	case rowAdd:
		f.addSide()
	case rowTargets:
		f.targets()
	case rowFinish:
		f.u.end(nil)
	default:
		f.u.show(f.action(id, ""))
	}
}

func (f *planFlow) overviewKeys(k tea.KeyMsg, id string) bool {
	switch {
	case k.Type == tea.KeySpace || k.String() == " ":
		f.take(id)
	case k.String() == "a":
		f.addSide()
	case k.String() == "g" && len(f.stages()) > 0:
		f.targets()
	case k.String() == "q":
		f.u.end(nil)
	default:
		return false
	}
	return true
}

// targets shows the targets of the stages. They change what is selected.
func (f *planFlow) targets() {
	f.u.show(f.f.targetList(func() { f.again(rowTargets) }))
}

// take takes an action on as it is.
func (f *planFlow) take(id string) {
	r, ok := f.row(id)
	switch {
	case !ok:
		f.u.note = f.u.quiet(f.plan("status.no_action"))
	case r.Taken:
		f.u.note = f.u.quiet(f.plan("status.taken_already"))
	default:
		f.save(f.changed(id, func(*assess.PlanEntry) {}), id, func() {
			f.again(id)
			f.tick("taken", "action", r.Action.Text)
		})
	}
}

// Bounds of the overview's columns.
const (
	mostOwnerColumn = 14
	dueFrom         = 56 // columns of a window in which the date finds room
	ownerFrom       = 76 // … and the owner
)

// columns gives the widths of the overview's columns, no wider than what
// stands in them: the text, then owner, due and state. One that finds no room
// has width 0.
func (f *planFlow) columns(rows []planRow, w int) (text, owner, due, state int) {
	state = width(f.plan("column.state"))
	wide, day := width(f.plan("column.owner")), width(f.plan("column.due"))
	for _, r := range rows {
		state = max(state, width(f.stateOf(r)))
		wide = max(wide, min(width(f.say.shown(r.Entry.Owner)), mostOwnerColumn))
		day = max(day, width(f.shortDate(r.Entry.Due)))
	}
	text = w - 7 - 2 - state - 2 // the sign that there is more stands at the end of a line
	if w >= dueFrom {
		due = day
		text -= due + 2
	}
	if w >= ownerFrom {
		owner = wide
		text -= owner + 2
	}
	return text, owner, due, state
}

// columnHeads names the columns.
func (f *planFlow) columnHeads(rows []planRow, w int) []string {
	text, owner, due, _ := f.columns(rows, w)
	line := strings.Repeat(" ", 3+2+text+2)
	if owner > 0 {
		line += padTo(f.plan("column.owner"), owner+2)
	}
	if due > 0 {
		line += padTo(f.plan("column.due"), due+2)
	}
	return []string{f.u.look.in("quiet", line+f.plan("column.state"))}
}

// actionEntry is the row of an action: its text with owner, date and state
// beside it.
func (f *planFlow) actionEntry(r planRow, rows []planRow) func(w int) row {
	return func(w int) row {
		text, owner, due, _ := f.columns(rows, w)
		dots := f.u.look.ellipsis()
		words := f.say.shown(r.Action.Text)
		wrapped := wrap(words, text)
		beside := ""
		if owner > 0 {
			name := f.say.shown("–")
			if r.Entry.Owner != "" {
				name = shorten(f.say.shown(r.Entry.Owner), owner, dots)
			}
			beside += padTo(name, owner+2)
		}
		if due > 0 {
			beside += padTo(f.shortDate(r.Entry.Due), due+2)
		}
		beside += f.stateOf(r)
		line := func(s string) string { return padTo(f.signOf(r)+" "+s, 2+text+2) + beside }
		x := row{id: r.Action.ID, group: r.heading(w), short: line(shorten(words, text, dots)), full: []string{line(wrapped[0])}}
		for _, l := range wrapped[1:] {
			x.full = append(x.full, "  "+l)
		}
		x.open = wrap(words, w-6)
		if r.Action.DoneWhen != "" {
			x.open = append(x.open, wrap(f.plan("sign", "what", f.say.shown(r.Action.DoneWhen)), w-6)...)
		}
		if most := max(2, f.u.h/5); len(x.open) > most {
			x.open = x.open[:most]
			x.open[most-1] = shorten(x.open[most-1], w-10, "") + dots
		}
		return x
	}
}

// action shows one action with all that can be agreed about it.
func (f *planFlow) action(id, cursor string) screen {
	u := f.u
	r, ok := f.row(id)
	if !ok {
		return f.overview("") // its last words were taken out
	}
	top := []para{u.text("strong", f.say.shown(r.Action.Text), 0), more(u.text("quiet", f.say.shown(f.reason(r)), 2))}
	var entries []func(w int) row
	if !r.Taken {
		entries = append(entries, u.entry("take", "", f.plan("action.take"), "", ""))
	}
	for _, part := range r.parts() {
		entries = append(entries, f.partEntry(r, part))
	}
	switch {
	case r.Entry.IsOwn():
		entries = append(entries, u.entry("delete", "", f.plan("action.delete"), "", ""))
	case r.Entry.Status != assess.Dropped:
		entries = append(entries, u.entry("drop", "", f.plan("action.drop"), "", ""))
	}
	entries = append(entries, u.entry("back", "", f.plan("action.back"), "", ""))
	l := u.list(top, entries)
	l.head, l.start = f.headOf(r, f.stateOf(r)), cursor
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", f.say.t("verb.change")), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(row string) { f.change(r, row) }
	l.other = f.f.backOrStop(func() { f.again(id) })
	return l
}

// headOf is the head of a screen about an action.
func (f *planFlow) headOf(r planRow, right string) func() (string, string) {
	return func() (string, string) { return r.heading(f.u.w - width(right)), right }
}

// partEntry is the row of one part: its name and what it is.
func (f *planFlow) partEntry(r planRow, part string) func(w int) row {
	return func(w int) row {
		label := padTo(f.plan("part."+part), 16)
		value := f.partWords(r, part)
		line := shorten(label+value, max(10, w-4), f.u.look.ellipsis())
		return row{id: part, full: []string{line}, short: line}
	}
}

// change does what Enter means on a row of an action.
func (f *planFlow) change(r planRow, row string) {
	id := r.Action.ID
	switch {
	case row == "take":
		f.save(f.changed(id, func(*assess.PlanEntry) {}), id, func() {
			f.u.show(f.action(id, partOwner))
			f.tick("taken", "action", r.Action.Text)
		})
	case row == "back":
		f.again(id)
	case row == "drop":
		f.put(r, partStatus, func(e *assess.PlanEntry) { e.Status, e.Since = assess.Dropped, f.today })
	case row == "delete":
		f.u.show(f.deleteOwn(r))
	case row == partHorizon:
		f.u.show(f.rowsOf(r, partHorizon, f.horizonRows(), r.Action.Horizon.String(), func(v string) { f.put(r, row, f.withHorizon(r, v)) }))
	case row == partAbout:
		f.u.show(f.rowsOf(r, partAbout, f.aboutRows(), aboutID(r.Entry), func(v string) { f.put(r, row, withAbout(v)) }))
	case row == partStatus:
		f.u.show(f.rowsOf(r, partStatus, f.statusRows(), r.Entry.Status.String(), func(v string) { f.u.show(f.statusDay(r, v)) }))
	case row == partDepends:
		f.u.show(f.depends(r))
	case isLong(row):
		f.u.show(f.longText(r, row))
	default:
		f.u.show(f.line(r, row))
	}
}

// put saves a changed entry and shows the action again.
func (f *planFlow) put(r planRow, part string, change func(*assess.PlanEntry)) {
	id := r.Action.ID
	if !f.changes(r, part, change) {
		f.u.show(f.action(id, part))
		return
	}
	f.save(f.changed(id, change), id, func() {
		f.u.show(f.action(id, part))
		f.tick("part", "part", lower(f.plan("part."+part), f.say.p.Lang()))
	})
}
