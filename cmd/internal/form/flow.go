package form

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// TUI asks screen by screen on a terminal that can move its cursor.
type TUI struct{ Terminal }

// Ask asks a sitting from the frame, or from where it was left, to the review.
func (t TUI) Ask(ctx context.Context, s *Sitting) (Result, error) {
	f := newFlow(t.Terminal, s)
	f.begin()
	return f.result(f.u.run(ctx, t.Terminal))
}

// flow leads through a sitting: which screen follows which. It changes the
// assessment through put and durably alone.
type flow struct {
	*session
	u         *ui
	say       words
	lookAgain int  // walk through to the end of this section although it is settled; -1 for none
	toReview  bool // go back to the review after the next item
	world     *atlas
}

func newFlow(t Terminal, s *Sitting) *flow {
	u := newUI(t, s.Phrases)
	u.say.draw = u.look.text
	return &flow{session: newSession(s, u.say, t.now()), u: u, say: u.say, lookAgain: -1}
}

// begin shows the first screen.
func (f *flow) begin() {
	if f.New {
		next := f.copied()
		ask := func() { f.ask(next, f.asked(next.Frame)[0]) }
		if f.Last != nil {
			f.u.show(f.overview(ask))
			return
		}
		ask()
		return
	}
	f.u.show(f.welcome())
}

// durably saves a changed assessment, then goes on. When saving fails the
// screen of trouble asks what to do; what is the id of the item or file that
// waits.
func (f *flow) durably(next *assess.Assessment, save func(*assess.Assessment) error, what string, then func()) {
	if err := save(next); err != nil {
		f.u.push(f.troubleScreen(err, next, save, what, then))
		return
	}
	then()
}

// put saves one response, then goes on.
func (f *flow) put(i int, r assess.Response, then func()) {
	id := f.items[i].ID
	if r == f.response(i) {
		then() // nothing to write: it is saved as it is
		return
	}
	f.durably(f.edited(map[string]assess.Response{id: r}), f.commit, id, then)
}

// open shows item i.
func (f *flow) openItem(i int) { f.u.show(f.itemScreen(i)) }

// confirm takes the row of item i that was confirmed with Enter.
func (f *flow) confirm(i int, row string) {
	old, it := f.response(i), f.items[i]
	switch row {
	case rowOpen:
		if old.State == assess.Blank {
			f.leaveOpen(i)
			return
		}
		f.put(i, settled(old, assess.Blank, 0, ""), func() {
			f.forward(i)
			f.u.saved("open", "id", it.ID)
		})
	case rowNotApplicable:
		f.u.push(f.reason(i))
	case rowDontKnow:
		f.settle(i, settled(old, assess.DontKnow, 0, ""))
	default:
		f.settle(i, settled(old, assess.Answered, int(row[0]-'0'), ""))
	}
}

// settle saves a response and goes on.
func (f *flow) settle(i int, r assess.Response) {
	it := f.items[i]
	f.settleSaying(i, r, func() { f.u.saved("saved", "id", it.ID, "response", f.responseWords(it, r)) })
}

// settleSaying saves a response, goes on and says so; with evidence in between
// where the sitting asks for it.
func (f *flow) settleSaying(i int, r assess.Response, said func()) {
	f.put(i, r, func() {
		if f.AskEvidence && r.State == assess.Answered {
			f.u.show(f.itemScreen(i))
			f.u.push(f.evidencePanel(i, func() { f.forward(i) }))
			said()
			return
		}
		f.forward(i)
		said()
	})
}

// leaveOpen goes on without saving; what is saved already stays.
func (f *flow) leaveOpen(i int) {
	it, r := f.items[i], f.response(i)
	f.forward(i)
	if r.State == assess.Blank {
		f.u.saved("open", "id", it.ID)
		return
	}
	f.u.saved("saved", "id", it.ID, "response", f.responseWords(it, r))
}

// back shows the item before.
func (f *flow) back(i int) {
	if i > f.from {
		f.openItem(i - 1)
		return
	}
	f.u.note = f.u.quiet(f.say.t("status.first_item"))
}

// forward shows what follows item i: the next open item, by way of the change
// of section where there is one, or the review.
func (f *flow) forward(i int) {
	next := f.firstOpenAfter(i)
	switch {
	case f.lookAgain == f.spots[i].section && i+1 < f.to && f.spots[i+1].section == f.lookAgain:
		f.openItem(i + 1)
		return
	case f.toReview:
		next = -1
	}
	f.lookAgain, f.toReview = -1, false
	switch {
	case next < 0:
		f.u.show(f.review())
	case f.spots[next].section != f.spots[i].section:
		f.u.show(f.sectionChange(i, next))
	default:
		f.openItem(next)
	}
}

// sectionChange sums up the section of item i and opens the one of item next.
func (f *flow) sectionChange(i, next int) *listScreen {
	u, q := f.u, f.Questionnaire
	was, comes := q.Sections[f.spots[i].section], q.Sections[f.spots[next].section]
	from, to := f.sectionRange(f.spots[i].section)
	c, flagged, _ := f.tally(from, to)
	title := f.say.t("section.done", "title", was.Title)
	if c.Blank > 0 {
		title = f.say.n("section.not_done", c.Blank, "title", was.Title)
	}
	minutes := f.say.n("section.minutes", f.minutes(f.spots[next].of), "items", f.say.n("items", f.spots[next].of))
	top := []para{
		u.text("strong", title, 0),
		more(u.text("quiet", f.say.t("section.tally", "saved", c.Items-c.Blank, "of", c.Items, "open", c.Blank, "flagged", flagged), 2)),
		u.sides("strong", f.say.t("section.next", "title", comes.Title), minutes),
	}
	if comes.Intro != "" {
		top = append(top, more(u.text("ink", f.say.shown(comes.Intro), 2)))
	}
	l := u.list(top, []func(w int) row{
		u.entry("go", "", f.say.t("section.go", "title", comes.Title), "", ""),
		u.entry("again", "", f.say.t("section.again", "title", was.Title), "", ""),
		u.entry("stop", "", f.say.t("section.stop"), "", ""),
	})
	l.head = func() (string, string) {
		left := f.say.shown(f.shortTitle())
		return left, f.progress(left)
	}
	l.hints = []hint{u.hint("enter", 0, "verb", f.say.t("verb.go_on")), u.hint("back", 1), u.hint("jump", 2), u.hint("stop", 1)}
	l.enter = func(id string) {
		switch id {
		case "go":
			f.openItem(next)
		case "again":
			f.lookAgain = f.spots[i].section
			f.openItem(max(from, f.from))
		case "stop":
			u.stop()
		}
	}
	l.other = f.around(func() { f.openItem(i) })
	return l
}

// shortTitle is the part of the questionnaire's title after the colon, which
// tells it from its mirror.
func (f *flow) shortTitle() string {
	title := f.Questionnaire.Title
	if _, rest, ok := strings.Cut(title, ": "); ok && rest != "" {
		return upper(rest)
	}
	return title
}

// around gives the keys that screens between items have: back, jump, stop.
func (f *flow) around(back func()) func(tea.KeyMsg, string) bool {
	return func(k tea.KeyMsg, _ string) bool {
		switch {
		case isBack(k) && back != nil:
			back()
		case k.String() == "j":
			f.u.push(f.jump(-1, showAll))
		case k.String() == "q":
			f.u.stop()
		default:
			return false
		}
		return true
	}
}

// statesIn says how many responses there are of each state, those that there
// are none of left out.
func (f *flow) statesIn(c assess.Counts) string {
	parts := []string{f.say.t("counts.answered", "n", c.Answered)}
	if c.DontKnow > 0 {
		parts = append(parts, f.say.t("counts.dont_know", "n", c.DontKnow))
	}
	if c.NotApplicable > 0 {
		parts = append(parts, f.say.t("counts.not_applicable", "n", c.NotApplicable))
	}
	return strings.Join(parts, f.say.p.T("words.list_comma")+" ")
}

// welcome is the first screen of an assessment that exists.
func (f *flow) welcome() *listScreen {
	u, fr := f.u, f.Assessment.Frame
	c, flagged, _ := f.tally(0, len(f.items))
	where := f.placeWords(fr)
	if fr.Policy != "" {
		where = f.say.t("head.of", "place", where, "rest", fr.Policy)
	}
	top := []para{u.text("strong", f.say.t("welcome.title"), 0), more(u.text("ink", f.say.shown(where), 2))}
	if !f.LastSaved.IsZero() {
		top = append(top, more(u.text("quiet", f.say.t("welcome.last", "date", f.say.p.Date(assess.DateOf(f.LastSaved)),
			"time", f.LastSaved.Format("15:04")), 2)))
	}
	top = append(top, u.text("ink", f.say.t("welcome.tally", "saved", c.Items-c.Blank, "of", c.Items,
		"states", f.statesIn(c), "flagged", flagged, "open", c.Blank), 2))
	if f.Notice != "" {
		top = append(top, u.text("notice", f.say.shown(upper(f.Notice)), 2))
	}
	if f.Last != nil {
		top = append(top, more(u.text("quiet", f.lastAbout(), 2)))
		if plan := f.planSummary(); plan != "" {
			top = append(top, more(u.text("quiet", plan, 2)))
		}
	}
	at := f.resumeAt()
	var rows []func(w int) row
	if at >= 0 {
		sp := f.spots[at]
		rows = append(rows, u.entry("go", "", f.say.t("welcome.go", "title", f.Questionnaire.Sections[sp.section].Title, "n", sp.place, "of", sp.of), "", ""))
		rows = append(rows, u.entry("list", "", f.say.t("welcome.list"), "", ""))
	}
	rows = append(rows, u.entry("review", "", f.say.t("welcome.review"), "", ""), u.entry("frame", "", f.say.t("welcome.frame"), "", ""))
	l := u.list(top, rows)
	l.head = func() (string, string) {
		return f.say.shown(f.Questionnaire.Title), u.look.bar(f.saved(), len(f.items), 18)
	}
	l.hints = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", ""), u.hint("leave", 1)}
	l.enter = func(id string) {
		switch id {
		case "go":
			f.openItem(at)
		case "list":
			u.push(f.jump(-1, showUnsettled))
		case "review":
			u.show(f.review())
		case "frame":
			u.show(f.changeFrame(func() { u.show(f.welcome()) }))
		}
	}
	l.other = f.around(nil)
	return l
}
