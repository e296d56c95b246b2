package form

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// Rows of an item. The first one carries the unset value, so that an Enter
// pressed too early records nothing.
const (
	rowOpen          = ""
	rowDontKnow      = "d"
	rowNotApplicable = "n"
)

// itemScreen asks one item.
type itemScreen struct {
	*chooser
	f     *flow
	i     int
	moved bool
}

func (f *flow) itemScreen(i int) *itemScreen {
	it := f.items[i]
	s := &itemScreen{f: f, i: i, chooser: &chooser{u: f.u, atFoot: true}}
	s.top = append([]para{f.u.text("strong", f.say.shown(it.Text), 0)}, f.lastTop(i)...)
	s.rows = func(w int) []row { return f.rows(i, w) }
	s.below = func(w int) []string { return []string{f.extras(i, w)} }
	s.start = rowOf(f.response(i))
	return s
}

// rowOf gives the row that shows a saved response.
func rowOf(r assess.Response) string {
	switch r.State {
	case assess.Answered:
		return strconv.Itoa(r.Value)
	case assess.DontKnow:
		return rowDontKnow
	case assess.NotApplicable:
		return rowNotApplicable
	}
	return rowOpen
}

// rows lists all that can be said to an item.
func (f *flow) rows(i, w int) []row {
	it, r := f.items[i], f.response(i)
	saved := rowOf(r)
	label := 13
	for _, a := range it.Anchors {
		if a.Text != "" {
			label = max(label, min(20, 2+width(f.say.shown(a.Label))))
		}
	}
	mark := func(id string) string {
		if id == saved && r.State != assess.Blank {
			return f.say.shown("(•)")
		}
		return "( )"
	}
	rows := []row{f.u.radio(radio{rowOpen, mark(rowOpen), "", f.say.t("row.open"), "", label}, w)}
	rows[0].open = append(rows[0].open, f.lastLines(i, w)...)
	for _, a := range it.Anchors {
		id := strconv.Itoa(a.Value)
		rows = append(rows, f.u.radio(radio{id, mark(id), id, f.say.shown(a.Label), f.say.shown(a.Text), label}, w))
	}
	rows = append(rows, f.u.radio(radio{rowDontKnow, mark(rowDontKnow), rowDontKnow, f.say.t("row.dont_know"), f.say.t("row.dont_know_text"), label}, w))
	if it.NotApplicable {
		rows = append(rows, f.u.radio(radio{rowNotApplicable, mark(rowNotApplicable), rowNotApplicable, f.say.t("row.not_applicable"), f.say.t("row.not_applicable_text"), label}, w))
	}
	return rows
}

// radio is a row with a mark, a key, a label and a text beside them.
type radio struct {
	id, mark, key, label, text string
	labelWidth                 int // of key and label together
}

// radio lays such a row out for a width. Where the window is narrow the text
// stands below the label.
func (u *ui) radio(r radio, w int) row {
	space := w - 4
	label := strings.TrimSpace(r.key + " " + r.label)
	head := r.mark + " " + label
	column := 4 + r.labelWidth + 3
	out := row{id: r.id, short: shorten(head, space, u.look.ellipsis())}
	if width(head) > space {
		out.open = wrap(label, space-2)
	}
	if r.text == "" {
		out.full = hang(head, space, 4)
		return out
	}
	lead := r.key + u.say.p.T("words.colon")
	if len(out.open) > 0 {
		lead = label + u.say.p.T("words.colon")
	}
	out.open = wrap(lead+r.text, space-1)
	switch beside := space - column; {
	case beside < 24:
		out.full = hang(head, space, 4)
		for _, l := range wrap(r.text, space-6) {
			out.full = append(out.full, "      "+l)
		}
	case width(head)+3 <= column:
		for k, l := range wrap(r.text, beside) {
			first := strings.Repeat(" ", column)
			if k == 0 {
				first = padTo(head, column)
			}
			out.full = append(out.full, first+l)
		}
	case width(head)+3+width(r.text) <= space:
		out.full = []string{head + "   " + r.text}
	default:
		out.full = hang(head, space, 4)
		for _, l := range wrap(r.text, beside) {
			out.full = append(out.full, strings.Repeat(" ", column)+l)
		}
	}
	return out
}

// extras is the line with evidence, note and flag; the level or the barrier
// stands at its end.
func (f *flow) extras(i, w int) string {
	r, dash := f.response(i), f.say.shown("–")
	evidence, note, flag := dash, dash, dash
	if r.Evidence != assess.EvidenceNotRecorded {
		evidence = f.evidenceWords(r.Evidence.Grade())
	}
	if r.Note != "" {
		note = f.say.t("extras.yes")
	}
	if r.Flag {
		flag = f.say.t("extras.on")
	}
	parts := []string{f.say.t("extras.evidence", "is", evidence), f.say.t("extras.note", "is", note), f.say.t("extras.flag", "is", flag)}
	if f.notesOff() {
		parts = []string{parts[0], parts[2]}
	}
	left := strings.Join(parts, "    ")
	level := f.level(f.items[i])
	if width(left)+width(level)+4 > w {
		left, level = strings.Join(parts, "  "), ""
	}
	return f.u.look.in("quiet", ends(left, level, w, f.u.look.ellipsis()))
}

func (s *itemScreen) page() page {
	u := s.f.u
	p := page{noHead: !s.plan.head, noRule: !s.plan.rule, body: s.body()}
	p.head, p.headEnd = s.f.itemHead(s.i)
	p.status = u.quiet(s.status())
	p.hints = []hint{u.hint("rows", 1, "top", s.f.items[s.i].Max()), u.hint("item_save", 0), u.hint("leave_open", 2),
		u.hint("back", 3), u.hint("item_help", 2), u.hint("jump", 5), u.hint("stop", 1)}
	if _, ok := s.f.keepable(s.i); ok && s.f.open(s.i) {
		k := hint{long: s.f.say.again("key"), short: s.f.say.again("key_short")}
		p.hints = append([]hint{k}, p.hints...)
	}
	return p
}

// status says what Enter would do.
func (s *itemScreen) status() string {
	f, it, r := s.f, s.f.items[s.i], s.f.response(s.i)
	at := s.pick.cursor()
	saved := f.responseWords(it, r)
	switch {
	case r.State == assess.Blank && at == rowOpen:
		if s.moved {
			return f.say.t("status.leaves_open")
		}
		return f.stillSo(s.i)
	case r.State != assess.Blank && at == rowOf(r):
		if s.moved {
			return f.say.t("status.keeps", "saved", saved)
		}
		return f.say.t("status.is", "saved", saved)
	case r.State != assess.Blank && at == rowOpen:
		return f.say.t("status.takes_back", "saved", saved)
	case at == rowNotApplicable:
		return f.say.t("status.asks_reason")
	case r.State != assess.Blank:
		return f.say.t("status.replaces", "saved", saved, "new", f.rowWords(it, at))
	}
	return f.say.t("status.saves", "new", f.rowWords(it, at))
}

// rowWords names what a row stands for.
func (s *session) rowWords(it *assess.Item, id string) string {
	if v, err := strconv.Atoi(id); err == nil {
		return s.valueWords(it, v)
	}
	return s.say.t("state.dont-know")
}

func (s *itemScreen) press(k tea.KeyMsg) bool {
	if s.moves(k) {
		s.moved = true
		return true
	}
	f, key := s.f, strings.ToLower(k.String())
	switch {
	case k.Type == tea.KeyEnter:
		id, ok := s.pick.enter()
		s.pick, s.start = nil, id
		if ok {
			f.confirm(s.i, id)
		}
		if s.pick == nil {
			s.fit()
		}
	case k.Type == tea.KeyEsc:
		// leaves no panel: nothing to do
	case len(key) == 1 && key >= "0" && key <= "9", key == "d":
		s.moved = true
		return s.pick.moveTo(key)
	case key == "n":
		s.moved = true
		if !s.pick.moveTo(key) {
			f.u.note = f.u.quiet(f.say.t("status.always_applies"))
		}
	default:
		return f.itemKey(s.i, k, key)
	}
	return true
}

// itemKey does what a letter says about item i.
func (f *flow) itemKey(i int, k tea.KeyMsg, key string) bool {
	switch {
	case key == "s":
		f.leaveOpen(i)
	case key == "k" && f.Last != nil:
		f.keepLast(i)
	case key == "b", k.Type == tea.KeyLeft:
		f.back(i)
	case key == "?":
		f.u.push(f.help(i))
	case key == "e":
		f.u.push(f.evidencePanel(i, f.u.pop))
	case key == "t":
		f.note(i)
	case key == "f":
		f.flag(i)
	case key == "j":
		f.u.push(f.jump(i, showAll))
	case key == "q":
		f.u.stop()
	default:
		f.u.note = f.u.quiet(f.say.t("status.no_key_item", "key", keyName(k)))
		return false
	}
	return true
}

// itemHead says where item i stands and how far the sitting is.
func (f *flow) itemHead(i int) (left, right string) {
	it, sp := f.items[i], f.spots[i]
	name := f.say.shown(f.Questionnaire.Sections[sp.section].Title)
	if it.Barrier != 0 {
		name = upper(f.level(it))
	}
	left = f.say.t("head.place", "name", name, "n", sp.place, "of", sp.of)
	return left, f.progress(left)
}

// progress is the right end of the head: place, saved items and a bar, as
// much of it as there is room for beside left.
func (f *flow) progress(left string) string {
	count := f.say.t("head.saved", "saved", f.saved(), "of", len(f.items))
	place := shorten(f.say.shown(f.Assessment.Frame.Jurisdiction), 24, f.u.look.ellipsis())
	long := count
	if place != "" {
		long = f.say.t("head.of", "place", place, "rest", count)
	}
	bar := f.u.look.bar(f.saved(), len(f.items), 18)
	room := f.u.w - 4 - width(left)
	switch {
	case f.u.w >= 76 && width(long)+2+len([]rune(bar)) <= room:
		return long + "  " + bar
	case f.u.w >= 76 && width(long) <= room:
		return long
	}
	return count
}
