package form

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// agreeFlow is agreeing on screens.
type agreeFlow struct {
	*Agreeing
	u      *ui
	people string // how many agreed the item before, as the person typed it
}

// The rows beside the values: nothing decided, and left open.
const (
	rowGoOn = ""
	rowLeft = "s"
)

// next shows the next matter without a decision, or ends.
func (f *agreeFlow) next(i int) {
	if f.One && i >= 0 {
		f.u.end(nil)
		return
	}
	at := 0
	if !f.One {
		at = f.after(i)
	}
	if at < 0 {
		f.u.end(nil)
		return
	}
	f.u.show(f.screen(at))
}

// screen asks one matter. The cursor stands on the row that decides nothing.
func (f *agreeFlow) screen(i int) *listScreen {
	u, m, x := f.u, &f.Matters[i], f.u.look.text
	top := []para{u.text("strong", x(m.Item.Text), 0), u.text("ink", x(f.distribution(m)), 2)}
	if m.Decided != nil {
		top = append(top, u.text("quiet", x(f.decided(m)), 2))
	}
	l := u.list(top, f.rows(m))
	l.inline = false
	l.head = func() (string, string) { return f.head(i) }
	if m.Item.Talk != "" {
		l.below = func(w int) []string {
			return u.text("quiet", x(f.t("agree.talk", "question", m.Item.Talk)), 0).lines(w)
		}
	}
	l.status = func(id string) string { return x(f.t(f.statusOf(id))) }
	l.hints = []hint{u.hint("rows", 1, "top", m.Item.Max()), u.hint("enter", 0, "verb", x(f.t("agree.verb"))),
		{long: x(f.t("agree.key_left")), short: x(f.t("agree.key_left")), rank: 2}, u.hint("back", 3), u.hint("stop", 1)}
	l.enter = func(id string) { f.take(i, id) }
	l.other = func(k tea.KeyMsg, _ string) bool {
		switch key := strings.ToLower(k.String()); {
		case len(key) == 1 && key >= "0" && key <= "9", key == "d", key == "n", key == "s":
			return l.pick.moveTo(key)
		case isBack(k):
			u.show(f.screen((i + len(f.Matters) - 1) % len(f.Matters)))
		case key == "q":
			u.stop()
		default:
			return false
		}
		return true
	}
	return l
}

// head says which group, and how far it is.
func (f *agreeFlow) head(i int) (left, right string) {
	agreed, open := f.counts()
	return f.u.look.text(f.t("agree.head", "group", f.Group, "id", f.Matters[i].Item.ID)),
		f.u.look.text(f.t("agree.progress", "agreed", agreed, "left", open, "items", len(f.Matters)))
}

// rows lists what a group can decide.
func (f *agreeFlow) rows(m *Matter) []func(w int) row {
	u, x := f.u, f.u.look.text
	label := 13
	for _, a := range m.Item.Anchors {
		label = max(label, min(20, 2+width(a.Label)))
	}
	add := func(id, key, name, text string) func(w int) row {
		return func(w int) row { return u.radio(radio{id, "( )", key, x(name), x(text), label}, w) }
	}
	rows := []func(w int) row{add(rowGoOn, "", f.t("agree.row_go_on"), "")}
	for _, a := range m.Item.Anchors {
		key := strconv.Itoa(a.Value)
		rows = append(rows, add(key, key, a.Label, a.Text))
	}
	rows = append(rows, add(rowDontKnow, rowDontKnow, f.t("agree.row_dont_know"), ""))
	if m.Item.NotApplicable {
		rows = append(rows, add(rowNotApplicable, rowNotApplicable, f.t("agree.row_not_applicable"), ""))
	}
	return append(rows, add(rowLeft, rowLeft, f.t("agree.row_left"), ""))
}

// statusOf says what Enter does.
func (f *agreeFlow) statusOf(id string) string {
	switch id {
	case rowGoOn:
		return "agree.status_go_on"
	case rowLeft:
		return "agree.status_left"
	case rowNotApplicable:
		return "agree.status_na"
	}
	return "agree.status_value"
}

// take goes on from the row that was confirmed.
func (f *agreeFlow) take(i int, id string) {
	m := &f.Matters[i]
	switch id {
	case rowGoOn:
		next := f.after(i)
		if next < 0 || next == i || f.One {
			f.u.end(nil)
			return
		}
		f.u.show(f.screen(next))
	case rowLeft:
		f.why(i, Agreement{Left: true})
	case rowDontKnow:
		f.howMany(i, Agreement{Response: assess.Response{State: assess.DontKnow}})
	case rowNotApplicable:
		proposal := ""
		if len(m.Item.Reasons) == 1 {
			proposal = m.Item.Reasons[0]
		}
		f.ask(i, "agree.na_reason_screen", proposal, maxReasonGiven, func(text string) {
			if len([]rune(text)) < 3 {
				f.complain("agree.na_needed")
				return
			}
			f.howMany(i, Agreement{Response: assess.Response{State: assess.NotApplicable, Reason: text}})
		})
	default:
		v, _ := strconv.Atoi(id)
		f.howMany(i, Agreement{Response: assess.Response{State: assess.Answered, Value: v}})
	}
}

// ask pushes a line of text over the matter.
func (f *agreeFlow) ask(i int, id, text string, most int, take func(string)) {
	u, x := f.u, f.u.look.text
	s := u.field([]para{u.text("quiet", x(f.Matters[i].Item.Text), 0), u.text("strong", x(f.t(id)), 0)}, text, most)
	s.head = func() (string, string) { return f.head(i) }
	if most == maxReasonGiven {
		s.notes = []para{u.text("quiet", x(f.t("agree.no_names")), 2)}
	}
	s.back = u.pop
	s.enter = take
	u.push(s)
}

func (f *agreeFlow) complain(id string) {
	f.u.note = f.u.look.in("notice", shorten(f.u.look.text(f.t(id)), f.u.w-2, f.u.look.ellipsis()))
}

// howMany asks how many agreed; the field holds what was typed for the item
// before.
func (f *agreeFlow) howMany(i int, d Agreement) {
	f.ask(i, "agree.how_many", f.people, 4, func(text string) {
		n, complaint := readPeople(text)
		if complaint != "" {
			f.complain(complaint)
			return
		}
		f.people, d.People = strconv.Itoa(n), n
		f.why(i, d)
	})
}

// why asks for the reason, then for dissent, then saves.
func (f *agreeFlow) why(i int, d Agreement) {
	f.ask(i, "agree.why_screen", "", maxReasonGiven, func(text string) {
		f.harmless(i, text, func() {
			d.Why = text
			if d.Left {
				f.save(i, d)
				return
			}
			f.ask(i, "agree.dissent_screen", "", maxReasonGiven, func(text string) {
				f.harmless(i, text, func() {
					d.Dissent = text
					f.save(i, d)
				})
			})
		})
	})
}

// harmless asks once before a text is kept that looks like personal data.
func (f *agreeFlow) harmless(i int, text string, keep func()) {
	kind := suspect(text)
	if kind == "" {
		keep()
		return
	}
	u := f.u
	l := u.list([]para{u.text("strong", u.say.t("suspect.ask", "what", u.say.t("suspect."+kind)), 0)}, []func(w int) row{
		u.entry("back", "", u.say.t("suspect.back"), "", ""), u.entry("keep", "", u.say.t("suspect.keep"), "", "")})
	l.head = func() (string, string) { return f.head(i) }
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("esc_back", 1)}
	l.enter = func(id string) {
		u.pop()
		if id == "keep" {
			keep()
		}
	}
	l.other = func(k tea.KeyMsg, _ string) bool {
		if !isBack(k) {
			return false
		}
		u.pop()
		return true
	}
	u.push(l)
}

// save makes a decision durable and goes on.
func (f *agreeFlow) save(i int, d Agreement) {
	if err := f.decide(i, d); err != nil {
		f.u.end(err)
		return
	}
	m := &f.Matters[i]
	said := f.said(m.Item, d)
	f.next(i)
	if !f.u.ended {
		f.u.note = f.u.look.in("saved", shorten(f.u.look.text(f.t("agree.tick", "id", m.Item.ID, "response", said)), f.u.w-2, f.u.look.ellipsis()))
	}
}
