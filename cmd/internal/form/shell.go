package form

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	_ "csi/cmd/internal/form/ground" // before bubbletea
	"csi/questionnaires/phrases"
)

// The smallest window that a screen is drawn in.
const (
	leastWidth  = 30
	leastHeight = 10
)

// screen is what a person sees at one time.
type screen interface {
	// fit lays the screen out for the size of the window. It is called when
	// the screen comes up and when the size really changed, never else: huh
	// forms are rebuilt in it.
	fit()
	// press takes a key; false says that it has no meaning here.
	press(k tea.KeyMsg) bool
	// page is what to draw.
	page() page
}

// writer is a screen in which letters are letters.
type writer interface {
	paste(text string)
}

// page is a screen drawn, its lines within the width and already in colour.
// The shell adds rules and fills up.
type page struct {
	head, headEnd string   // one line; plain, drawn quiet
	headLines     []string // instead of head
	noHead        bool     // folded away
	noRule        bool     // the rule above the status line folded away
	body          []string
	status        string // in colour
	hints         []hint
	hintEnd       string // right end of the key line
}

// hint is one key of the key line, with its words in a short form for small
// windows. The higher the rank, the sooner it is left out.
type hint struct {
	long, short string
	rank        int
}

// ui is the shell: a window, the screen in it and those below, the status
// line. It is a bubbletea model; everything happens in Update, one key after
// the other.
type ui struct {
	say   words
	look  *look
	w, h  int
	stack []screen
	note  string // status until the next key, in colour
	ended bool
	err   error // how it ended
}

func newUI(t Terminal, p *phrases.Catalogue) *ui {
	l := newLook(t.Getenv)
	return &ui{say: words{p: p, draw: l.text}, look: l, w: 80, h: 24}
}

// run shows the screens until one of them ends it.
func (u *ui) run(ctx context.Context, t Terminal) error {
	program := tea.NewProgram(u, tea.WithContext(ctx), tea.WithInput(t.In), tea.WithOutput(t.Out), tea.WithAltScreen())
	if _, err := program.Run(); err != nil {
		killed := errors.Is(err, tea.ErrProgramKilled) && !errors.Is(err, tea.ErrProgramPanic)
		if killed || errors.Is(err, tea.ErrInterrupted) {
			return ErrStopped
		}
		return err
	}
	if !u.ended {
		return ErrStopped // a signal
	}
	return u.err
}

// Init has nothing to start: the shell knows its first screen.
func (u *ui) Init() tea.Cmd { return nil }

// Update takes a key or a new size of the window.
func (u *ui) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width != u.w || msg.Height != u.h {
			u.w, u.h = msg.Width, msg.Height
			u.fit()
		}
	case tea.KeyMsg:
		switch {
		case msg.Type == tea.KeyCtrlC:
			u.stop()
		case msg.Type == tea.KeyCtrlZ:
			return u, tea.Suspend
		default:
			u.keys(msg)
		}
	}
	if u.ended {
		return u, tea.Quit
	}
	return u, nil
}

// keys hands keys to the screen one by one. What was typed ahead may arrive
// as one message of several letters; what was pasted is taken only by screens
// that are written in.
func (u *ui) keys(k tea.KeyMsg) {
	if k.Paste {
		if w, ok := u.top().(writer); ok && !u.small() {
			w.paste(string(k.Runes))
		}
		return
	}
	if k.Type != tea.KeyRunes || len(k.Runes) < 2 {
		u.key(k)
		return
	}
	for _, r := range k.Runes {
		if u.ended {
			return
		}
		u.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: k.Alt})
	}
}

func (u *ui) key(k tea.KeyMsg) {
	if u.small() {
		if k.String() == "q" {
			u.stop()
		}
		return // nobody answers what they cannot see
	}
	u.note = ""
	if !u.top().press(k) && u.note == "" {
		u.note = u.look.in("quiet", u.say.t("status.no_key", "key", keyName(k)))
	}
}

// keyName names a key as a person would.
func keyName(k tea.KeyMsg) string {
	if k.Type == tea.KeySpace || k.String() == " " {
		return "Space"
	}
	s := clean(k.String(), false)
	if len([]rune(s)) > 1 {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

func (u *ui) small() bool { return u.w < leastWidth || u.h < leastHeight }

func (u *ui) top() screen { return u.stack[len(u.stack)-1] }

// show replaces everything by a screen.
func (u *ui) show(s screen) {
	u.stack = []screen{s}
	u.fit()
}

// push lays a panel over the screen.
func (u *ui) push(s screen) {
	u.stack = append(u.stack, s)
	u.fit()
}

// pop closes the panel; the screen below is as it was left.
func (u *ui) pop() {
	if len(u.stack) > 1 {
		u.stack = u.stack[:len(u.stack)-1]
		u.fit()
	}
}

func (u *ui) fit() {
	if !u.small() && len(u.stack) > 0 {
		u.top().fit()
	}
}

// end closes the window.
func (u *ui) end(err error) { u.ended, u.err = true, err }

// stop closes the window because the person leaves.
func (u *ui) stop() { u.end(ErrStopped) }

// saved puts "√ saved …" on the status line until the next key.
func (u *ui) saved(id string, kv ...any) {
	u.note = u.look.in("saved", u.say.t("status.tick_"+id, kv...))
}

// View draws the screen: exactly as many lines as the window has.
func (u *ui) View() string {
	if u.ended {
		return ""
	}
	if u.small() {
		return strings.Join(wrap(u.say.t("too_small"), max(u.w, 1)), "\n")
	}
	p := u.top().page()
	rule := u.look.in("rule", strings.Repeat(u.look.text("─"), u.w))
	var lines []string
	if !p.noHead {
		if len(p.headLines) > 0 {
			lines = append(lines, p.headLines...)
		} else {
			lines = append(lines, u.look.in("quiet", ends(p.head, p.headEnd, u.w, u.look.ellipsis())))
		}
		lines = append(lines, rule)
	}
	foot := []string{" " + p.status, u.keyLine(p.hints, p.hintEnd)}
	if u.note != "" {
		foot[0] = " " + u.note
	}
	if !p.noRule {
		foot = append([]string{rule}, foot...)
	}
	for _, l := range p.body {
		if len(lines)+len(foot) < u.h {
			lines = append(lines, l)
		}
	}
	for len(lines)+len(foot) < u.h {
		lines = append(lines, "")
	}
	lines = append(lines, foot...)
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
		if width(lines[i]) > u.w {
			lines[i] = u.cut(lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

// ends puts two texts at the ends of a line, with a margin of one column. The
// right one goes first when there is no room, then the left one is cut.
func ends(left, right string, w int, ellipsis string) string {
	gap := w - 2 - width(left) - width(right)
	if right == "" || gap < 2 {
		return " " + shorten(left, w-2, ellipsis)
	}
	return " " + left + strings.Repeat(" ", gap) + right
}

// keyLine fits the hints into the width: first in short words, then without
// those that matter least.
func (u *ui) keyLine(hints []hint, end string) string {
	sep := u.look.text(" · ")
	join := func(hints []hint, short bool) string {
		var parts []string
		for _, h := range hints {
			text := h.long
			if short && h.short != "" {
				text = h.short
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, sep)
	}
	line := join(hints, false)
	if width(line) > u.w-2 {
		line = join(hints, true)
	}
	for len(hints) > 1 && width(line) > u.w-2 {
		worst := 0
		for i, h := range hints {
			if h.rank >= hints[worst].rank {
				worst = i
			}
		}
		hints = append(append([]hint{}, hints[:worst]...), hints[worst+1:]...)
		line = join(hints, true)
	}
	return u.look.in("quiet", ends(line, end, u.w, u.look.ellipsis()))
}

// hint gives a key of the catalogue: its words, its short words and how soon
// it is left out.
func (u *ui) hint(id string, rank int, kv ...any) hint {
	h := hint{long: strings.TrimSpace(u.say.t("key."+id, kv...)), rank: rank}
	h.short = h.long
	if u.say.p.Has("form.key." + id + "_short") {
		h.short = strings.TrimSpace(u.say.t("key."+id+"_short", kv...))
	}
	return h
}
