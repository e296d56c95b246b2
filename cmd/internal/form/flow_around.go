package form

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// help shows what counts for item i; the item stays in the head.
func (f *flow) help(i int) *scrollScreen {
	u, it := f.u, f.items[i]
	s := &scrollScreen{u: u, closes: "?q", close: u.pop}
	s.headLines = func(w int) []string {
		var lines []string
		for _, l := range wrap(f.say.shown(it.Text), w-2) {
			lines = append(lines, " "+u.look.in("strong", l))
		}
		return lines[:min(len(lines), max(1, u.h/4))]
	}
	s.text = func(w int) []string {
		title, text := f.lastHelp(i)
		return f.helpLines(it, w, title, text)
	}
	s.status = f.say.t("help.status", "id", it.ID)
	s.hints = []hint{u.hint("scroll", 1), u.hint("close_help", 0)}
	s.closes = "?"
	s.other = func(k tea.KeyMsg) bool {
		if k.String() == "q" {
			u.stop()
			return true
		}
		return false
	}
	return s
}

// helpLines puts the help of an item together: what its author wrote, whether
// it is critical, whom to ask, what was said last time, and all values in full.
func (f *flow) helpLines(it *assess.Item, w int, lastTitle, last string) []string {
	u := f.u
	var lines []string
	part := func(title, text string) {
		if text == "" {
			return
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		if title != "" {
			lines = append(lines, u.text("strong", title, 2).lines(w)...)
		}
		lines = append(lines, u.text("ink", text, 2).lines(w)...)
	}
	for para := range strings.SplitSeq(strings.TrimSpace(it.Help), "\n") {
		title, text, labelled := strings.Cut(f.say.shown(para), ": ")
		title = strings.TrimRight(title, "\u00a0\u202f") // French sets a space before the colon
		if labelled && width(title) <= 24 {
			part(title, upper(text))
			continue
		}
		part("", f.say.shown(para))
	}
	if it.Critical {
		part(f.say.t("help.critical_title"), f.say.t("help.critical"))
	}
	part(f.say.t("help.whom"), f.say.shown(it.Ask))
	part(lastTitle, last)
	var values []string
	for _, a := range it.Anchors {
		text := f.valueWords(it, a.Value)
		if a.Text != "" {
			text += f.say.p.T("words.colon") + f.say.shown(a.Text)
		}
		values = append(values, text)
	}
	part(f.say.t("help.values"), strings.Join(values, "\n"))
	return lines
}

// panelTop is what a panel about item i shows above its list or field: the
// item, then the question of the panel.
func (f *flow) panelTop(i int, question, right string) []para {
	return []para{more(f.u.text("strong", f.say.shown(f.items[i].Text), 0)), f.u.sides("ink", question, right)}
}

// evidencePanel asks how others could see a response; then is what follows.
func (f *flow) evidencePanel(i int, then func()) *listScreen {
	u, it, r := f.u, f.items[i], f.response(i)
	var rows []func(w int) row
	label := 0 // the widest name with its key
	for g := range 4 {
		label = max(label, width(f.evidenceName(g))+2)
	}
	for g := range 4 {
		id, mark := strconv.Itoa(g), "( )"
		if r.Evidence != assess.EvidenceNotRecorded && r.Evidence.Grade() == g {
			mark = f.say.shown("(•)")
		}
		rows = append(rows, func(w int) row {
			return u.radio(radio{id, mark, id, f.evidenceName(g), f.say.t("evidence.text" + id), label}, w)
		})
	}
	top := f.panelTop(i, f.say.t("evidence.ask"), f.say.t("evidence.for", "id", it.ID))
	if then := f.evidenceThen(i); then != "" {
		top = append(top, u.text("quiet", then, 2))
	}
	l := u.list(top, rows)
	l.below = func(w int) []string { return u.text("quiet", f.say.t("evidence.never"), 2).lines(w) }
	l.head = func() (string, string) { return f.itemHead(i) }
	if r.Evidence != assess.EvidenceNotRecorded {
		l.start = strconv.Itoa(r.Evidence.Grade())
	} else if last, ok := f.stillGood(i); ok {
		l.start = strconv.Itoa(last.Grade())
	}
	l.status = func(string) string {
		if r.State == assess.Blank {
			return ""
		}
		return f.say.t("status.is", "saved", f.responseWords(it, r))
	}
	l.hints = []hint{u.hint("rows", 1, "top", 3), u.hint("save", 0), u.hint("esc_close", 1)}
	record := func(e assess.Evidence) {
		changed := f.response(i)
		changed.Evidence = e
		f.put(i, changed, func() {
			then()
			u.saved("evidence", "id", it.ID, "name", f.evidenceWords(e.Grade()))
		})
	}
	l.enter = func(id string) { record(assess.EvidenceGrade(int(id[0] - '0'))) }
	l.other = func(k tea.KeyMsg, _ string) bool {
		switch {
		case k.Type == tea.KeyEsc, k.String() == "e", isBack(k):
			then()
		case k.String() == "q":
			u.stop()
		case k.String() == "k":
			last, ok := f.evidenceToKeep(i)
			if ok {
				record(last)
			}
			return ok
		default:
			return len(k.String()) == 1 && l.pick.moveTo(k.String())
		}
		return true
	}
	return l
}

// note opens the note of item i, or says why there is none.
func (f *flow) note(i int) {
	u, it := f.u, f.items[i]
	if f.notesOff() {
		u.note = u.quiet(f.say.t("notes_off"))
		return
	}
	text, old := f.proposedNote(i)
	top := f.panelTop(i, f.say.t("note.for", "id", it.ID), f.say.t("note.kept"))
	if old {
		top = append(top, u.text("quiet", f.say.again("note_then", "when", f.then()), 2))
	}
	s := u.noteField(top, text)
	s.head = func() (string, string) { return f.itemHead(i) }
	s.close = u.pop
	s.save = func(text string) {
		f.harmless(i, text, func() {
			r := f.response(i)
			r.Note = text
			f.put(i, r, func() {
				f.closeTo(i)
				id := "note"
				if text == "" {
					id = "note_gone"
				}
				u.saved(id, "id", it.ID)
			})
		})
	}
	u.push(s)
}

// closeTo closes all panels over item i; the cursor is where it was.
func (f *flow) closeTo(i int) {
	for len(f.u.stack) > 1 {
		f.u.pop()
	}
	if s, ok := f.u.top().(*itemScreen); ok && s.i == i {
		s.fit()
	}
}

// harmless asks once before a text is kept that looks like personal data. The
// cursor stands on going back.
func (f *flow) harmless(i int, text string, keep func()) {
	kind := suspect(text)
	if kind == "" {
		keep()
		return
	}
	u := f.u
	l := u.list([]para{u.text("strong", f.say.t("suspect.ask", "what", f.say.t("suspect."+kind)), 0)}, []func(w int) row{
		u.entry("back", "", f.say.t("suspect.back"), "", ""),
		u.entry("keep", "", f.say.t("suspect.keep"), "", ""),
	})
	l.head = func() (string, string) { return f.itemHead(i) }
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("esc_back", 1)}
	l.enter = func(id string) {
		u.pop()
		if id == "keep" {
			keep()
		}
	}
	l.other = func(k tea.KeyMsg, _ string) bool {
		if isBack(k) {
			u.pop()
			return true
		}
		return false
	}
	u.push(l)
}

// flag sets the flag of item i, or takes it off.
func (f *flow) flag(i int) {
	r := f.response(i)
	r.Flag = !r.Flag
	f.put(i, r, func() {
		f.u.fit()
		id := "flag_off"
		if r.Flag {
			id = "flag"
		}
		f.u.saved(id, "id", f.items[i].ID)
	})
}

// ownReason is the row that asks for a sentence of one's own.
const ownReason = "own"

// reason asks why item i does not apply: the reasons that its author offers,
// or a sentence of one's own.
func (f *flow) reason(i int) screen {
	u, it, r := f.u, f.items[i], f.response(i)
	if len(it.Reasons) == 0 {
		return f.reasonLine(i)
	}
	var rows []func(w int) row
	for k, text := range it.Reasons {
		rows = append(rows, u.entry(strconv.Itoa(k), "", f.say.shown(text), "", ""))
	}
	if !f.notesOff() {
		rows = append(rows, u.entry(ownReason, "", f.say.t("reason.own"), "", ""))
	}
	l := u.list(f.panelTop(i, f.say.t("reason.ask"), ""), rows)
	for k, text := range it.Reasons {
		if text == r.Reason {
			l.start = strconv.Itoa(k)
		}
	}
	l.below = func(w int) []string { return u.text("quiet", f.say.t("reason.unsure"), 2).lines(w) }
	l.head = func() (string, string) { return f.itemHead(i) }
	l.hints = []hint{u.hint("choose", 1), u.hint("save", 0), u.hint("esc_back", 1)}
	l.enter = func(id string) {
		if id == ownReason {
			u.push(f.reasonLine(i))
			return
		}
		k, _ := strconv.Atoi(id)
		f.doesNotApply(i, it.Reasons[k])
	}
	l.other = func(k tea.KeyMsg, _ string) bool {
		switch {
		case isBack(k):
			u.pop()
		case k.String() == "q":
			u.stop()
		default:
			return false
		}
		return true
	}
	return l
}

func (f *flow) reasonLine(i int) *textScreen {
	u := f.u
	s := u.field(f.panelTop(i, f.say.t("reason.ask"), ""), f.response(i).Reason, maxReason)
	s.head = func() (string, string) { return f.itemHead(i) }
	s.notes = []para{u.text("quiet", f.say.t("reason.hint"), 2), u.text("quiet", f.say.t("reason.unsure"), 2)}
	s.back = u.pop
	s.hints = []hint{u.hint("save", 0), u.hint("esc_back", 1), u.hint("ctrl_c", 2)}
	s.enter = func(text string) {
		if len([]rune(text)) < 3 {
			u.note = u.look.in("notice", shorten(f.say.t("reason.needed"), u.w-2, u.look.ellipsis()))
			return
		}
		f.harmless(i, text, func() { f.doesNotApply(i, text) })
	}
	return s
}

// doesNotApply saves that item i does not apply, and offers the same reason
// for the items it may hold for as well.
func (f *flow) doesNotApply(i int, reason string) {
	r := settled(f.response(i), assess.NotApplicable, 0, reason)
	more := f.sameReason(i)
	if len(more) == 0 {
		f.settle(i, r)
		return
	}
	f.put(i, r, func() {
		f.u.show(f.sameReasonList(i, r, more))
		f.u.saved("saved", "id", f.items[i].ID, "response", f.stateWords(r))
	})
}

func (f *flow) sameReasonList(i int, r assess.Response, others []int) *listScreen {
	u := f.u
	top := []para{u.text("strong", f.say.n("same.ask", len(others)), 0)}
	top = append(top, more(fixed(func(w int) []string {
		var lines []string
		for _, j := range others {
			lines = append(lines, u.text("quiet", f.say.t("same.item", "n", j+1, "text", shorten(f.say.shown(shortName(f.items[j])), max(10, w-10), u.look.ellipsis())), 2).lines(w)...)
		}
		return lines
	})))
	l := u.list(top, []func(w int) row{
		u.entry("no", "", f.say.t("same.no"), "", ""),
		u.entry("yes", "", f.say.n("same.yes", len(others)), "", ""),
	})
	l.head = func() (string, string) { return f.itemHead(i) }
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("stop", 1)}
	l.enter = func(id string) {
		if id != "yes" {
			f.forward(i)
			return
		}
		changes := map[string]assess.Response{}
		var numbers []int
		for _, j := range others {
			changes[f.items[j].ID] = settled(f.response(j), assess.NotApplicable, 0, r.Reason)
			numbers = append(numbers, j+1)
		}
		f.durably(f.edited(changes), f.commit, f.items[others[0]].ID, func() {
			f.forward(i)
			u.saved("more", "numbers", f.numbersIn(numbers))
		})
	}
	l.other = f.backOrStop(func() { f.forward(i) })
	return l
}
