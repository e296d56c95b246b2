package form

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// toAction is the way back to an action, on one of its parts.
func (f *planFlow) toAction(r planRow, part string) func() {
	return func() { f.u.show(f.action(r.Action.ID, part)) }
}

// question is the text above a field or a list about an action.
func (f *planFlow) question(r planRow, part string) []para {
	return []para{more(f.u.text("quiet", f.say.shown(r.Action.Text), 0)), f.u.text("strong", f.plan(part+".ask"), 0)}
}

// rowsOf asks for a part with a list.
func (f *planFlow) rowsOf(r planRow, part string, options []option, now string, take func(id string)) *listScreen {
	u := f.u
	var entries []func(w int) row
	for _, o := range options {
		entries = append(entries, u.entry(o.id, "", o.label, o.note, ""))
	}
	l := u.list(f.question(r, part), entries)
	l.head, l.start = f.headOf(r, f.plan("part."+part)), now
	l.hints = []hint{u.hint("choose", 1), u.hint("save", 0), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = take
	l.other = f.f.backOrStop(f.toAction(r, part))
	return l
}

// line asks for a part in one line. What was understood stands under the
// field while it is written.
func (f *planFlow) line(r planRow, part string) *textScreen {
	u := f.u
	s := u.field(f.question(r, part), f.typed(r, part), max(most(part), len([]rune(f.typed(r, part)))))
	s.head = f.headOf(r, f.plan("part."+part))
	s.notes = []para{u.text("quiet", f.hint(part)+" "+f.empty("empty", r, part), 2)}
	s.hints = []hint{u.hint("save", 0), u.hint("esc_back", 1), u.hint("ctrl_c", 2)}
	s.back = f.toAction(r, part)
	s.between = func(text string, w int) []string {
		scratch := r.Entry
		understood, warning, complaint := f.accept(r, &scratch, part, clean(text, false))
		if complaint != "" || understood == "" {
			return nil
		}
		lines := u.text("ink", understood, 2).lines(w)
		if warning != "" {
			lines = append(lines, u.text("notice", warning, 2).lines(w)...)
		}
		return lines
	}
	s.enter = func(text string) {
		scratch := r.Entry
		if _, _, complaint := f.accept(r, &scratch, part, text); complaint != "" {
			f.notice(f.complaint(part, complaint))
			return
		}
		f.harmless(r, text, func() {
			f.put(r, part, func(e *assess.PlanEntry) { f.accept(r, e, part, text) })
		})
	}
	return s
}

// longText asks for a part that may have several lines on the screen.
func (f *planFlow) longText(r planRow, part string) *noteScreen {
	u := f.u
	top := []para{u.text("strong", f.plan(part+".ask"), 0), more(u.text("quiet", f.hint(part)+" "+f.empty("empty", r, part), 2))}
	if part != partText {
		top = append([]para{u.text("quiet", f.say.shown(r.Action.Text), 0)}, top...)
	}
	s := u.noteField(top, "")
	s.flat = true
	s.area.CharLimit = max(mostPlanText, len([]rune(f.typed(r, part)))) // a file may hold more than is typed
	s.area.SetValue(f.typed(r, part))
	s.head = f.headOf(r, f.plan("part."+part))
	s.close = f.toAction(r, part)
	s.save = func(text string) {
		scratch := r.Entry
		if _, _, complaint := f.accept(r, &scratch, part, text); complaint != "" {
			f.notice(f.complaint(part, complaint))
			return
		}
		f.harmless(r, text, func() {
			f.put(r, part, func(e *assess.PlanEntry) { f.accept(r, e, part, text) })
		})
	}
	return s
}

// harmless asks once before a text is kept that looks like personal data. The
// cursor stands on going back.
func (f *planFlow) harmless(r planRow, text string, keep func()) {
	what := f.suspectWords(text)
	if what == "" {
		keep()
		return
	}
	u := f.u
	l := u.list([]para{u.text("strong", f.say.t("suspect.ask", "what", what), 0), u.text("quiet", f.plan("suspect"), 2)}, []func(w int) row{
		u.entry("back", "", f.say.t("suspect.back"), "", ""),
		u.entry("keep", "", f.say.t("suspect.keep"), "", ""),
	})
	l.head = f.headOf(r, "")
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("esc_back", 1)}
	l.enter = func(id string) {
		u.pop()
		if id == "keep" {
			keep()
		}
	}
	l.other = f.f.backOrStop(u.pop)
	u.push(l)
}

// statusDay asks since when an action stands where it does; today when
// nothing else is said.
func (f *planFlow) statusDay(r planRow, status string) *textScreen {
	u := f.u
	st, _ := assess.ParseStatus(status)
	start := f.today
	if r.Entry.Status == st && !r.Entry.Since.IsZero() {
		start = r.Entry.Since
	}
	s := u.field([]para{more(u.text("quiet", f.say.shown(r.Action.Text), 0)),
		u.text("strong", f.plan("status.since", "status", f.plan("state."+status)), 0)}, start.String(), 40)
	s.head = f.headOf(r, f.plan("part.status"))
	s.notes = []para{u.text("quiet", f.plan("status.hint"), 2)}
	s.hints = []hint{u.hint("save", 0), u.hint("esc_back", 1), u.hint("ctrl_c", 2)}
	s.back = f.toAction(r, partStatus)
	s.between = func(text string, w int) []string {
		day, complaint := f.since(text)
		if complaint != "" {
			return nil
		}
		return u.text("ink", f.say.p.Date(day), 2).lines(w)
	}
	s.enter = func(text string) {
		day, complaint := f.since(text)
		if complaint != "" {
			f.notice(f.complaint(partStatus, complaint))
			return
		}
		f.put(r, partStatus, func(e *assess.PlanEntry) { e.Status, e.Since = st, day })
	}
	return s
}

// depends asks which actions come first: several rows can be marked.
func (f *planFlow) depends(r planRow) screen {
	u, others := f.u, f.others(r.Action.ID)
	chosen := slices.Clone(r.Entry.Depends)
	var entries []func(w int) row
	for _, o := range others {
		entries = append(entries, func(w int) row {
			mark := "[ ] "
			if slices.Contains(chosen, o.Action.ID) {
				mark = "[x] "
			}
			return row{id: o.Action.ID, group: o.heading(w), short: shorten(mark+f.say.shown(o.Action.Text), w-4, u.look.ellipsis()),
				full: hang(mark+f.say.shown(o.Action.Text), w-4, 4)}
		})
	}
	if len(entries) == 0 {
		f.notice(f.plan("depends.none"))
		return f.action(r.Action.ID, partDepends)
	}
	l := u.list(f.question(r, partDepends), entries)
	l.head, l.long = f.headOf(r, f.plan("part.depends")), true
	l.hints = []hint{u.hint("move", 2), u.hint("mark", 0), u.hint("save", 0), u.hint("esc_back", 1)}
	l.enter = func(string) {
		if loop := f.loop(r.Action.ID, chosen); loop != "" {
			f.notice(loop)
			return
		}
		f.put(r, partDepends, func(e *assess.PlanEntry) { e.Depends = slices.Clone(chosen) })
	}
	leave := f.f.backOrStop(f.toAction(r, partDepends))
	l.other = func(k tea.KeyMsg, id string) bool {
		if k.Type != tea.KeySpace && k.String() != "x" && k.String() != " " {
			return leave(k, id)
		}
		if n := slices.Index(chosen, id); n >= 0 {
			chosen = slices.Delete(chosen, n, n+1)
		} else {
			chosen = append(chosen, id)
		}
		l.fit() // the marks are part of the rows
		return true
	}
	return l
}

// deleteOwn asks before an own action is deleted. The cursor stands on
// keeping it.
func (f *planFlow) deleteOwn(r planRow) *listScreen {
	u, id := f.u, r.Action.ID
	top := []para{u.text("strong", f.plan("delete.ask"), 0), u.text("ink", f.say.shown(r.Action.Text), 2)}
	if n := len(f.waiting(id)); n > 0 {
		top = append(top, u.text("ink", f.planN("delete.waiting", n), 2))
	}
	l := u.list(top, []func(w int) row{
		u.entry("keep", "", f.plan("delete.keep"), "", ""),
		u.entry("delete", "", f.plan("delete.yes"), "", ""),
	})
	l.head = f.headOf(r, "")
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("back", 1)}
	l.enter = func(row string) {
		if row != "delete" {
			f.u.show(f.action(id, "delete"))
			return
		}
		f.save(f.without(id), id, func() {
			f.again("")
			f.tick("deleted")
		})
	}
	l.other = f.f.backOrStop(f.toAction(r, "delete"))
	return l
}
