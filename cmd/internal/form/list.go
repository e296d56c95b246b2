package form

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"csi/questionnaires/phrases"
)

// listScreen is a chooser with a head, keys and what they lead to.
type listScreen struct {
	*chooser
	head    func() (left, right string)
	entries []func(w int) row
	hints   []hint
	hintEnd string
	status  func(id string) string             // above the keys, for the row under the cursor; may be nil
	enter   func(id string)                    // Enter
	other   func(k tea.KeyMsg, id string) bool // further keys; may be nil
}

func (u *ui) list(top []para, entries []func(w int) row) *listScreen {
	l := &listScreen{chooser: &chooser{u: u, top: top, inline: true}, entries: entries}
	l.rows = func(w int) []row {
		rows := make([]row, len(l.entries))
		for i, e := range l.entries {
			rows[i] = e(w)
		}
		return rows
	}
	return l
}

func (l *listScreen) press(k tea.KeyMsg) bool {
	if l.moves(k) {
		return true
	}
	if k.Type == tea.KeyEnter {
		id, ok := l.pick.enter()
		l.pick = nil
		l.start = id
		if ok {
			l.enter(id)
		}
		if l.pick == nil {
			l.fit() // a huh form is used once
		}
		return true
	}
	return l.other != nil && l.other(k, l.pick.cursor())
}

func (l *listScreen) page() page {
	p := page{noHead: !l.plan.head, noRule: !l.plan.rule, body: l.body(), hints: l.hints, hintEnd: l.hintEnd}
	if l.head != nil {
		p.head, p.headEnd = l.head()
	}
	if l.status != nil {
		p.status = l.u.quiet(l.status(l.pick.cursor()))
	}
	return p
}

// quiet draws a status that fits the line.
func (u *ui) quiet(text string) string {
	return u.look.in("quiet", shorten(text, u.w-2, u.look.ellipsis()))
}

// headOf is a head that does not change.
func headOf(left, right string) func() (string, string) {
	return func() (string, string) { return left, right }
}

// chooseTUI shows a list on the screen.
func chooseTUI(ctx context.Context, t Terminal, p *phrases.Catalogue, list List) (string, error) {
	u := newUI(t, p)
	chosen := ""
	u.show(u.menu(list, &chosen))
	err := u.run(ctx, t)
	return chosen, err
}

// menu builds the screen of a list; what was chosen is written to chosen.
func (u *ui) menu(list List, chosen *string) *listScreen {
	x := u.look.text
	var top []para
	for i, line := range list.Intro {
		p := u.text("ink", x(line), 0)
		p.extra = i > 0 || list.Title != ""
		top = append(top, p)
	}
	if list.Title != "" {
		top = append(top, u.text("ink", x(list.Title), 0))
	}
	var entries []func(w int) row
	same := map[string]string{}
	for _, c := range list.Choices {
		entries = append(entries, u.entry(c.ID, x(c.Group), x(c.Label), x(c.Note), x(c.Help)))
		same[c.ID] = c.Same
	}
	l := u.list(top, entries)
	l.head, l.start = headOf(x(list.Head), x(list.HeadEnd)), list.Cursor
	if len(list.Outro) > 0 {
		l.below = func(w int) []string {
			var lines []string
			for _, o := range list.Outro {
				lines = append(lines, u.text("quiet", x(o), 0).lines(w)...)
			}
			return lines
		}
	}
	verb := list.Verb
	if verb == "" {
		verb = u.say.t("verb.choose")
	}
	l.hints, l.hintEnd = []hint{u.hint("choose", 1), u.hint("enter", 0, "verb", x(verb))}, x(list.Foot)
	if list.Ask != "" {
		l.hints = append(l.hints, hint{long: u.say.t("key.ask", "verb", x(list.AskVerb)), rank: 3})
	}
	if list.Back {
		l.hints = append(l.hints, u.hint("back", 2), u.hint("leave", 5)) // b leads out as well
	} else {
		l.hints = append(l.hints, u.hint("leave", 1))
	}
	l.status = func(id string) string {
		if same[id] == "" {
			return ""
		}
		return u.say.t("same_as", "command", same[id])
	}
	l.enter = func(id string) { *chosen = id; u.end(nil) }
	l.other = func(k tea.KeyMsg, _ string) bool {
		switch {
		case k.String() == "q":
			u.stop()
		case k.String() == "?" && list.Ask != "":
			*chosen = list.Ask
			u.end(nil)
		case list.Back && isBack(k):
			u.end(nil)
		default:
			return false
		}
		return true
	}
	return l
}

// isBack reports whether a key goes one step back.
func isBack(k tea.KeyMsg) bool {
	return k.String() == "b" || k.Type == tea.KeyLeft || k.Type == tea.KeyEsc
}
