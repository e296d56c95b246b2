package form

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// review sums up before the profile.
func (f *flow) review() *listScreen {
	u := f.u
	f.reviewed, f.toReview, f.lookAgain = true, false, -1
	c, flagged, bare := f.tally(f.from, f.to)
	sum := f.say.n("review.settled", c.Items-c.Blank, "of", c.Items)
	if c.Blank > 0 {
		sum = f.say.n("review.open", c.Blank)
	}
	short := sum
	switch {
	case c.Answered > 0 && bare == 0:
		sum += " " + f.say.t("review.evidence_all")
	case c.Answered > 0:
		sum += " " + f.say.n("review.no_evidence", bare)
	}
	if u.h < 16 {
		sum = short
	}
	rows := []func(w int) row{u.entry("profile", "", f.say.t("review.profile"), "", "")}
	if bare > 0 {
		pass := u.entry("evidence", "", f.say.t("review.evidence"), f.say.n("review.minutes", max(1, (bare+2)/3)), "")
		if f.evidence == "pass" {
			rows = append([]func(w int) row{pass}, rows...)
		} else {
			rows = append(rows, pass)
		}
	}
	if c.Blank+c.DontKnow+flagged > 0 {
		id := "review.list"
		if c.Blank > 0 {
			id = "review.list_open"
		}
		rows = append(rows, u.entry("list", "", f.say.t(id), "", ""))
	}
	if len(f.stages()) > 0 {
		rows = append(rows, u.entry("targets", "", f.say.t("review.targets"), "", ""))
	}
	rows = append(rows, u.entry("frame", "", f.say.t("review.frame"), "", ""))
	l := u.list([]para{more(fixed(f.table)), u.text("ink", sum, 2)}, rows)
	counts := f.statesIn(c)
	place := shorten(f.say.shown(f.Assessment.Frame.Jurisdiction), 24, u.look.ellipsis())
	l.head = func() (string, string) {
		left, right := f.say.t("review.head"), f.say.t("head.of", "place", place, "rest", counts)
		if place == "" || width(left)+width(right)+4 > u.w {
			right = counts
		}
		return left, right
	}
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("back", 2), u.hint("stop", 1)}
	l.enter = f.fromReview
	l.other = f.around(func() { f.openItem(f.to - 1) })
	return l
}

// fromReview does what was chosen in the review.
func (f *flow) fromReview(id string) {
	u := f.u
	again := func() { u.show(f.review()) }
	switch id {
	case "profile":
		u.show(f.profile())
	case "evidence":
		f.evidencePass(f.from)
	case "list":
		u.push(f.jump(-1, showUnsettled))
	case "targets":
		u.show(f.targetList(again))
	case "frame":
		u.show(f.changeFrame(again))
	}
}

// table counts the states of each section.
func (f *flow) table(w int) []string {
	columns := []string{f.say.t("state.answered"), f.say.t("state.dont-know"), f.say.t("state.not-applicable"), f.say.t("state.blank")}
	name := 0
	for _, sec := range f.Questionnaire.Sections {
		name = max(name, width(f.say.shown(sec.Title)))
	}
	wide := 3 + max(name, 15) + 3
	for _, c := range columns {
		wide += width(c) + 3
	}
	if wide > w {
		return f.shortTable(w)
	}
	column := max(name, 15) + 3
	head := strings.Repeat(" ", 3+column)
	for _, c := range columns {
		head += c + "   "
	}
	lines := []string{f.u.look.in("quiet", strings.TrimRight(head, " "))}
	for k, sec := range f.Questionnaire.Sections {
		from, to := f.sectionRange(k)
		if to <= f.from || from >= f.to {
			continue
		}
		c, _, _ := f.tally(from, to)
		line := "   " + padTo(f.say.shown(sec.Title), column)
		for j, n := range []int{c.Answered, c.DontKnow, c.NotApplicable, c.Blank} {
			cell := f.say.shown("–")
			if n > 0 {
				cell = strconv.Itoa(n)
			}
			left := max(0, width(columns[j])/2+1-width(cell))
			line += padTo(strings.Repeat(" ", left)+cell, width(columns[j])+3)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// shortTable counts what is settled in each section.
func (f *flow) shortTable(w int) []string {
	var lines []string
	for k, sec := range f.Questionnaire.Sections {
		from, to := f.sectionRange(k)
		if to <= f.from || from >= f.to {
			continue
		}
		c, _, _ := f.tally(from, to)
		lines = append(lines, f.u.sides("ink", "  "+f.say.shown(sec.Title), f.say.t("head.saved", "saved", c.Items-c.Blank, "of", c.Items)).lines(w)...)
	}
	return lines
}

// evidencePass asks for the evidence of the next response from item i on that
// has none yet, then goes back to the review.
func (f *flow) evidencePass(i int) {
	for ; i < f.to; i++ {
		r := f.response(i)
		if r.State != assess.Answered || r.Evidence != assess.EvidenceNotRecorded {
			continue
		}
		l := f.evidencePanel(i, func() { f.evidencePass(i + 1) })
		top := l.top
		l.top = []para{top[0], f.u.text("quiet", f.say.t("status.is", "saved", f.responseWords(f.items[i], r)), 2)}
		l.top = append(l.top, top[1:]...)
		l.status = nil // it stands above
		other := l.other
		l.other = func(k tea.KeyMsg, id string) bool {
			switch {
			case k.Type == tea.KeyEsc:
				f.u.show(f.review())
				return true
			case k.String() == "s":
				f.evidencePass(i + 1)
				return true
			}
			return other(k, id)
		}
		l.hints = append(l.hints[:2:2], f.u.hint("skip", 1), f.u.hint("esc_review", 2))
		f.u.show(l)
		return
	}
	f.u.show(f.review())
}

// profile shows where involvement stands, then what can be done with it.
func (f *flow) profile() *scrollScreen {
	u := f.u
	f.profiled = true
	date := f.say.p.Date(f.Assessment.Frame.Date)
	place := f.say.shown(f.Assessment.Frame.Jurisdiction)
	_, next := f.Profile(f.Assessment, u.w-2)
	s := &scrollScreen{u: u}
	s.head = func() (string, string) {
		right := f.say.t("head.of", "place", place, "rest", date)
		left := f.say.t("profile.head_of", "title", f.say.shown(f.Questionnaire.Title))
		if width(left)+width(right)+4 > u.w {
			left = f.say.t("profile.head")
		}
		return left, right
	}
	s.text = func(w int) []string {
		text, _ := f.Profile(f.Assessment, w-2)
		return u.reading(text)(w)
	}
	if next != "" {
		s.status = f.say.t("profile.next", "command", next)
	}
	s.tail = []option{{"report", f.say.t("profile.report"), ""}, {"review", f.say.t("profile.review"), ""}, {"leave", f.say.t("profile.leave"), ""}}
	s.hints = []hint{u.hint("scroll", 1), u.hint("road_map", 1), u.hint("back", 2), u.hint("leave", 0)}
	s.endHints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("back", 2), u.hint("leave", 0)}
	s.close = func() { u.show(f.review()) }
	s.closes = "b"
	s.enter = f.afterProfile
	s.other = func(k tea.KeyMsg) bool {
		switch {
		case k.String() == "r":
			f.afterProfile("report")
		case k.String() == "q":
			u.end(nil)
		case k.Type == tea.KeyLeft:
			s.close()
		default:
			return false
		}
		return true
	}
	return s
}

func (f *flow) afterProfile(id string) {
	switch id {
	case "report":
		f.next = "report"
		f.u.end(nil)
	case "review":
		f.u.show(f.review())
	case "leave":
		f.u.end(nil)
	}
}

// targetList lists the targets of the stages.
func (f *flow) targetList(done func()) *listScreen {
	u := f.u
	var rows []func(w int) row
	for _, st := range f.stages() {
		rows = append(rows, u.entry(st.String(), "", f.stageName(st), f.targetWords(st), ""))
	}
	rows = append(rows, u.entry("done", "", f.say.t("targets.done"), "", ""))
	l := u.list([]para{u.text("strong", f.say.t("targets.title"), 0), more(u.text("quiet", f.say.t("targets.hint"), 2))}, rows)
	l.head = headOf(f.say.t("targets.head"), "")
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", f.say.t("verb.change")), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(id string) {
		if st, ok := assess.ParseStage(id); ok {
			u.show(f.targetOf(st, done))
			return
		}
		done()
	}
	l.other = f.backOrStop(done)
	return l
}

func (f *flow) targetOf(st assess.Stage, done func()) *listScreen {
	u := f.u
	var rows []func(w int) row
	for _, o := range f.targetRows(st) {
		rows = append(rows, u.entry(o.id, "", o.label, "", ""))
	}
	again := func() {
		l := f.targetList(done)
		l.start = st.String()
		u.show(l)
	}
	l := u.list([]para{u.text("strong", f.say.t("targets.ask", "stage", f.stageName(st)), 0)}, rows)
	l.head, l.start = headOf(f.say.t("targets.head"), ""), f.currentTarget(st)
	l.hints = []hint{u.hint("choose", 1), u.hint("save", 0), u.hint("back", 1), u.hint("stop", 2)}
	l.enter = func(id string) {
		if id == f.currentTarget(st) {
			again()
			return
		}
		f.durably(f.withTarget(st, id), f.commit, f.Name, func() {
			again()
			u.saved("target", "stage", f.stageName(st))
		})
	}
	l.other = f.backOrStop(again)
	return l
}

// troubleScreen says that a change could not be saved, and asks what to do.
// The change waits until it is safe or the person stops.
func (f *flow) troubleScreen(err error, next *assess.Assessment, save func(*assess.Assessment) error, what string, then func()) *listScreen {
	u := f.u
	file := f.Name
	if file == "" {
		file = f.proposedName(next.Frame)
	}
	safe := f.say.n("trouble.safe", f.saved(), "file", file)
	stop := f.say.t("trouble.stop")
	switch {
	case f.planning:
		safe, stop = f.plan("trouble.safe", "file", file), f.plan("trouble.stop")
	case f.Name == "":
		safe = f.say.t("trouble.no_file", "file", file)
	}
	l := u.list([]para{
		u.text("strong", f.say.t("trouble.title", "why", f.trouble(err)), 0),
		u.text("ink", safe, 2),
		more(u.text("ink", f.say.t("trouble.helps"), 2)),
	}, []func(w int) row{
		u.entry("again", "", f.say.t("trouble.again"), "", ""),
		u.entry("elsewhere", "", f.say.t("trouble.elsewhere"), "", ""),
		u.entry("stop", "", stop, "", ""),
	})
	l.head = func() (string, string) {
		left := f.say.t("trouble.head")
		if f.planning {
			return left, ""
		}
		return left, f.progress(left)
	}
	l.status = func(string) string { return f.say.t("status.not_saved", "what", what) }
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", "")}
	retry := func(err error) {
		u.pop()
		if err == nil {
			then()
			return
		}
		u.push(f.troubleScreen(err, next, save, what, then))
	}
	l.enter = func(id string) {
		switch id {
		case "again":
			retry(save(next))
		case "elsewhere":
			u.push(f.otherPlace(file, func(path string) {
				u.pop()
				retry(f.elsewhere(path, next))
			}))
		case "stop":
			u.stop()
		}
	}
	l.other = func(k tea.KeyMsg, _ string) bool {
		if k.String() == "q" {
			u.stop()
			return true
		}
		return false
	}
	return l
}

// otherPlace asks where to save instead.
func (f *flow) otherPlace(file string, take func(path string)) *textScreen {
	u := f.u
	s := u.field([]para{u.text("strong", f.say.t("trouble.where"), 0)}, file, 400)
	s.head = headOf(f.say.t("trouble.head"), "")
	s.notes = []para{u.text("quiet", f.say.t("trouble.where_hint"), 2)}
	s.back = u.pop
	s.hints = []hint{u.hint("save", 0), u.hint("esc_back", 1), u.hint("ctrl_c", 2)}
	s.enter = func(path string) {
		if path == "" {
			u.note = u.look.in("notice", f.say.t("frame.needed"))
			return
		}
		take(path)
	}
	return s
}
