package form

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// asking says where a question of the frame stands and what surrounds it.
type asking struct {
	next *assess.Assessment // the frame as it will be
	id   string
	take func() // the frame holds the response: go on
	back func() // nil where there is nothing before
	of   string // right end of the head
}

// ask shows one question of a new frame.
func (f *flow) ask(next *assess.Assessment, id string) {
	ids := f.asked(next.Frame)
	n := slices.Index(ids, id)
	a := asking{next: next, id: id, of: f.say.t("frame.place", "n", n+1, "of", len(ids))}
	a.take = func() {
		ids := f.asked(next.Frame) // the tier may have changed them
		if n+1 < len(ids) {
			f.ask(next, ids[n+1])
			return
		}
		f.frameDone(next)
	}
	switch {
	case n > 0:
		a.back = func() { f.ask(next, ids[n-1]) }
	case f.Last != nil:
		a.back = func() { f.u.show(f.overview(func() { f.ask(next, id) })) }
	}
	f.u.show(f.question(a))
}

// question builds the screen of one question of the frame.
func (f *flow) question(a asking) screen {
	opts := f.options(a.id)
	switch {
	case a.id == askAgencies:
		return f.marks(a, opts)
	case opts != nil:
		return f.rowsOf(a, opts)
	}
	return f.line(a)
}

func (f *flow) frameHead(a asking) func() (string, string) {
	left := f.say.t("frame.head")
	if !f.New {
		left = f.say.t("frame.head_change")
	}
	return headOf(left, a.of)
}

// cardLines draws the frame so far as a card.
func (f *flow) cardLines(fr assess.Frame, whole bool) []para {
	return f.cardOf(f.card(fr, whole))
}

func (f *flow) cardOf(lines []line) []para {
	return []para{fixed(func(w int) []string {
		var out []string
		for _, l := range lines {
			label := f.u.look.in("quiet", padTo(l.label, 16))
			value := l.value
			if l.note != "" && w >= 76 {
				value = padTo(value, noteColumn(w)-19)
			}
			room := max(8, w-2-18)
			if width(value)+width(l.note) > room+1 || w < 76 {
				l.note = ""
			}
			out = append(out, "   "+label+shorten(strings.TrimRight(value, " "), room, f.u.look.ellipsis()))
			if l.note != "" {
				out[len(out)-1] = "   " + label + value + f.u.look.in("quiet", l.note)
			}
		}
		return out
	})}
}

// line asks in words: a text, a number, a country.
func (f *flow) line(a asking) *textScreen {
	u := f.u
	value := f.current(a.next.Frame, a.id)
	if a.id == askCountry && value != "" {
		value = f.say.p.Country(value)
	}
	most := map[string]int{askJurisdiction: maxPlace, askOrganisation: maxPlace, askPolicy: maxPolicy, askPeople: 4, askCountry: 60}[a.id]
	s := u.field([]para{u.text("strong", f.say.t("frame."+a.id+".ask"), 0)}, value, most)
	s.head = f.frameHead(a)
	s.notes = append([]para{u.text("quiet", f.say.t("frame."+a.id+".hint"), 2)}, f.cardLines(a.next.Frame, false)...)
	s.back = func() {
		if a.back != nil {
			a.back()
		}
	}
	if a.back == nil {
		s.hints = []hint{u.hint("next", 0), u.hint("ctrl_c", 2)}
	}
	s.enter = func(text string) {
		if complaint := f.accept(&a.next.Frame, a.id, text); complaint != "" {
			u.note = u.look.in("notice", f.say.t(complaint))
			return
		}
		a.take()
	}
	if a.id == askCountry {
		f.countryLine(s, a)
	}
	return s
}

// countryLine turns the field into a search among all countries.
func (f *flow) countryLine(s *textScreen, a asking) {
	if f.world == nil {
		f.world = newAtlas(f.say.p)
	}
	u, at := f.u, 0
	found := func(text string) []country { return f.world.starting(text, 4, f.say.p) }
	s.typed = func(string) { at = 0 }
	s.arrows = func(n int) { at = max(0, min(at+n, len(found(s.input.Value()))-1)) }
	s.between = func(text string, w int) []string {
		var lines []string
		for k, c := range found(text) {
			name := padTo(shorten(f.say.shown(c.name), w-12, u.look.ellipsis()), min(noteColumn(w)-3, w-8))
			if k == at {
				lines = append(lines, "   "+u.look.in("accent", name+c.code))
			} else {
				lines = append(lines, "   "+name+u.look.in("quiet", c.code))
			}
		}
		return lines
	}
	s.status = func(text string) string {
		if list := found(text); at < len(list) {
			return u.quiet(f.say.t("frame.country.takes", "name", list[at].name))
		}
		return ""
	}
	s.enter = func(text string) {
		list := found(text)
		if at < len(list) {
			f.accept(&a.next.Frame, a.id, list[at].code)
			a.take()
			return
		}
		message := f.say.t("frame.needed")
		if text != "" {
			message = f.say.t("frame.country.none", "typed", shorten(text, 30, u.look.ellipsis()))
			if near, ok := f.world.near(text); ok {
				message = f.say.t("frame.country.near", "typed", shorten(text, 30, u.look.ellipsis()), "near", near.name)
			}
		}
		u.note = u.look.in("notice", shorten(message, u.w-2, u.look.ellipsis()))
	}
}

// rowsOf asks with a list.
func (f *flow) rowsOf(a asking, opts []option) *listScreen {
	u := f.u
	var entries []func(w int) row
	for _, o := range opts {
		entries = append(entries, u.entry(o.id, "", o.label, o.note, ""))
	}
	l := u.list([]para{u.text("strong", f.say.t("frame."+a.id+".ask"), 0)}, entries)
	l.head, l.start = f.frameHead(a), f.current(a.next.Frame, a.id)
	f.cardBelow(l, a)
	l.hints = []hint{u.hint("choose", 1), u.hint("next", 0), u.hint("back", 2), u.hint("stop", 1)}
	l.enter = func(id string) {
		if id == otherPeriod {
			u.push(f.otherPeriod(a))
			return
		}
		f.accept(&a.next.Frame, a.id, id)
		a.take()
	}
	l.other = f.backOrStop(a.back)
	return l
}

// cardBelow puts the hint of a question, where it has one, and the card below its
// list.
func (f *flow) cardBelow(l *listScreen, a asking) {
	l.below = func(w int) []string {
		var lines []string
		if f.say.p.Has("form.frame." + a.id + ".hint") {
			lines = append(f.u.text("quiet", f.say.t("frame."+a.id+".hint"), 2).lines(w), "")
		}
		for _, p := range f.cardLines(a.next.Frame, false) {
			lines = append(lines, p.lines(w)...)
		}
		return lines
	}
}

func (f *flow) backOrStop(back func()) func(tea.KeyMsg, string) bool {
	return func(k tea.KeyMsg, _ string) bool {
		switch {
		case isBack(k) && back != nil:
			back()
		case k.String() == "q":
			f.u.stop()
		default:
			return false
		}
		return true
	}
}

// otherPeriod asks for two months in one line.
func (f *flow) otherPeriod(a asking) *textScreen {
	u, value := f.u, ""
	if p := a.next.Frame.Period; !p.From.IsZero() {
		value = p.From.String() + " " + p.To.String()
	}
	s := u.field([]para{u.text("strong", f.say.t("frame.period.both"), 0)}, value, 20)
	s.head = f.frameHead(a)
	s.notes = append([]para{u.text("quiet", f.say.t("frame.period.example"), 2)}, f.cardLines(a.next.Frame, false)...)
	s.back = u.pop
	s.enter = func(text string) {
		from, to, _ := strings.Cut(text, " ")
		if complaint := f.accept(&a.next.Frame, askPeriod, from+" "+strings.TrimSpace(to)); complaint != "" {
			u.note = u.look.in("notice", f.say.t(complaint))
			return
		}
		a.take()
	}
	return s
}

// marks asks for the agencies: several rows can be marked.
func (f *flow) marks(a asking, opts []option) *listScreen {
	u := f.u
	chosen := slices.Clone(a.next.Frame.Agencies)
	var entries []func(w int) row
	for _, o := range opts {
		entries = append(entries, func(w int) row {
			mark := "[ ] "
			if slices.Contains(chosen, o.id) {
				mark = "[x] "
			}
			return u.entry(o.id, "", mark+o.label, "", "")(w)
		})
	}
	l := u.list([]para{u.text("strong", f.say.t("frame.agencies.ask"), 0)}, entries)
	l.head = f.frameHead(a)
	l.below = func(w int) []string {
		hint := f.say.t("frame.agencies.hint") + " " + f.say.n("frame.agencies.chosen", len(chosen), "number", f.say.p.Number(len(chosen)))
		lines := append(u.text("quiet", hint, 2).lines(w), "")
		for _, p := range f.cardLines(a.next.Frame, false) {
			lines = append(lines, p.lines(w)...)
		}
		return lines
	}
	l.hints = []hint{u.hint("move", 2), u.hint("mark", 0), u.hint("next", 1), u.hint("back", 3), u.hint("stop", 2)}
	l.enter = func(string) {
		if len(chosen) == 0 {
			u.note = u.look.in("notice", shorten(f.say.t("frame.agencies.none"), u.w-2, u.look.ellipsis()))
			return
		}
		f.accept(&a.next.Frame, askAgencies, strings.Join(chosen, " "))
		a.take()
	}
	leave := f.backOrStop(a.back)
	l.other = func(k tea.KeyMsg, id string) bool {
		if k.Type != tea.KeySpace && k.String() != "x" {
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

// frameDone makes the file and shows the summary.
func (f *flow) frameDone(next *assess.Assessment) {
	f.finish(&next.Frame)
	f.durably(next, f.create, f.proposedName(next.Frame), func() {
		f.u.show(f.summary())
		f.u.saved("file", "file", f.Name)
	})
}

// proposedName gives the file of a frame; "" when the caller does not.
func (s *session) proposedName(fr assess.Frame) string {
	if s.FileName == nil {
		return ""
	}
	return s.FileName(fr)
}

// summary shows the frame that was saved, and starts.
func (f *flow) summary() *listScreen {
	u := f.u
	top := []para{u.text("strong", f.say.t("summary.title"), 0)}
	top = append(top, more(f.cardLines(f.Assessment.Frame, true)[0]))
	top = append(top, f.cardOf([]line{{f.say.t("summary.file"), f.say.shown(f.Name), f.say.t("summary.private")}})...)
	top = append(top, u.text("ink", f.say.t("summary.privacy"), 0))
	start := max(f.resumeAt(), f.from)
	title := f.Questionnaire.Sections[f.spots[start].section].Title
	l := u.list(top, []func(w int) row{
		u.entry("go", "", f.say.t("summary.go", "title", title), "", ""),
		u.entry("change", "", f.say.t("summary.change"), "", ""),
	})
	l.head = headOf(f.say.t("frame.head"), f.say.t("summary.ready"))
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", f.say.t("verb.go")), u.hint("stop", 1)}
	l.enter = func(id string) {
		if id == "change" {
			u.show(f.changeFrame(func() { u.show(f.summary()) }))
			return
		}
		f.start(start)
	}
	l.other = f.backOrStop(nil)
	return l
}

// start shows the intro of the first section, where it has one, then its
// first item.
func (f *flow) start(i int) {
	sec := f.Questionnaire.Sections[f.spots[i].section]
	if sec.Intro == "" {
		f.openItem(i)
		return
	}
	u := f.u
	minutes := f.say.n("section.minutes", f.minutes(f.spots[i].of), "items", f.say.n("items", f.spots[i].of))
	l := u.list([]para{u.sides("strong", f.say.shown(sec.Title), minutes), u.text("ink", f.say.shown(sec.Intro), 2)},
		[]func(w int) row{u.entry("go", "", f.say.t("section.go", "title", sec.Title), "", "")})
	l.head = func() (string, string) { left := f.say.shown(f.shortTitle()); return left, f.progress(left) }
	l.hints = []hint{u.hint("enter", 0, "verb", f.say.t("verb.go_on")), u.hint("back", 1), u.hint("stop", 1)}
	l.enter = func(string) { f.openItem(i) }
	l.other = f.around(func() { u.show(f.summary()) })
	u.show(l)
}

// changeFrame lists the frame; what is chosen is asked again and saved.
func (f *flow) changeFrame(done func()) *listScreen {
	u, fr := f.u, f.Assessment.Frame
	var rows []func(w int) row
	for _, id := range f.changeable(fr) {
		help := ""
		if f.say.p.Has("form.frame." + id + ".change") {
			help = f.say.t("frame." + id + ".change")
		}
		value := f.currentWords(fr, id)
		rows = append(rows, func(w int) row {
			label := padTo(f.say.t("card."+id), 16)
			return u.entry(id, "", shorten(label+value, max(10, w-4), u.look.ellipsis()), "", help)(w)
		})
	}
	rows = append(rows, u.entry("done", "", f.say.t("frame.done"), "", ""))
	l := u.list([]para{u.text("strong", f.say.t("frame.which"), 0)}, rows)
	l.head = headOf(f.say.t("frame.head_change"), "")
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", f.say.t("verb.change")), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(id string) {
		if id == "done" {
			done()
			return
		}
		f.changeOne(id, done)
	}
	l.other = f.backOrStop(done)
	return l
}

// changeOne asks one question of the frame again and saves what changed.
func (f *flow) changeOne(id string, done func()) {
	next := f.copied()
	again := func() {
		l := f.changeFrame(done)
		l.start = id
		f.u.show(l)
	}
	save := func() {
		if fmt.Sprint(next.Frame) == fmt.Sprint(f.Assessment.Frame) {
			again() // nothing changed, or only when evidence is asked
			return
		}
		f.durably(next, f.commit, f.Name, func() {
			again()
			f.u.saved("file", "file", f.Name)
		})
	}
	a := asking{next: next, id: id, back: again}
	a.take = func() {
		if assess.HasCountry(next.Frame.Tier) && next.Frame.Country == "" {
			f.u.show(f.question(asking{next: next, id: askCountry, take: save, back: again}))
			return
		}
		save()
	}
	f.u.show(f.question(a))
}
