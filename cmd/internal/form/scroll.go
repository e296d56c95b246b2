package form

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/questionnaires/phrases"
)

// scrollScreen is a text to read. It may end in a few choices, which the
// cursor reaches when the text is at its end.
type scrollScreen struct {
	u         *ui
	headLines func(w int) []string // instead of head; may be nil
	head      func() (left, right string)
	text      func(w int) []string // in colour
	status    string
	hints     []hint
	endHints  []hint // when the cursor is on the choices at the end
	close     func()
	closes    string // letters that close, beside Esc
	other     func(k tea.KeyMsg) bool
	tail      []option // choices at the end
	enter     func(id string)

	lines []string
	from  int
	pick  *picker
}

func (s *scrollScreen) fit() {
	s.lines = s.text(s.u.w)
	if len(s.tail) > 0 {
		var ids []string
		var rows [][]string
		for _, o := range s.tail {
			ids = append(ids, o.id)
			rows = append(rows, []string{shorten(o.label, s.u.w-4, s.u.look.ellipsis())})
		}
		cursor := ""
		if s.pick != nil {
			cursor = s.pick.cursor()
		}
		s.pick = newPicker(s.u.look, ids, rows, cursor, s.u.w-1)
	}
	s.from = max(0, min(s.from, s.last()))
}

// all gives the text and its choices.
func (s *scrollScreen) all() []string {
	lines := s.lines
	if s.pick == nil {
		return lines
	}
	lines = append(append([]string{}, lines...), "")
	for _, b := range s.pick.blocks() {
		for _, l := range b {
			lines = append(lines, " "+l)
		}
	}
	return lines
}

// room counts the lines of the window that are the text's. One is kept for
// how much follows.
func (s *scrollScreen) room() int {
	head := 1
	if s.headLines != nil {
		head = len(s.headLines(s.u.w))
	}
	return max(1, s.u.h-4-head)
}

func (s *scrollScreen) count() int {
	n := len(s.lines)
	if s.pick != nil {
		n += 1 + len(s.tail)
	}
	return n
}

// last gives the line the window starts with when the end is seen.
func (s *scrollScreen) last() int { return max(0, s.count()-s.room()) }

// atEnd reports whether the end is seen.
func (s *scrollScreen) atEnd() bool { return s.from >= s.last() }

func (s *scrollScreen) scroll(n int) { s.from = max(0, min(s.from+n, s.last())) }

func (s *scrollScreen) press(k tea.KeyMsg) bool {
	pageful := max(1, s.room()-2)
	switch {
	case k.Type == tea.KeyEsc, len(k.String()) == 1 && strings.Contains(s.closes, strings.ToLower(k.String())):
		s.close()
	case k.Type == tea.KeyUp:
		if s.pick != nil && s.atEnd() && s.pick.at() > 0 {
			s.pick.move(-1)
			return true
		}
		s.scroll(-1)
	case k.Type == tea.KeyDown:
		if s.atEnd() && s.pick != nil {
			s.pick.move(1)
			return true
		}
		s.scroll(1)
	case k.Type == tea.KeyPgUp:
		s.scroll(-pageful)
	case k.Type == tea.KeyPgDown, k.Type == tea.KeySpace:
		s.scroll(pageful)
	case k.Type == tea.KeyHome:
		s.from = 0
	case k.Type == tea.KeyEnd:
		s.from = s.last()
	case k.Type == tea.KeyEnter && s.pick != nil && s.atEnd():
		id, ok := s.pick.enter()
		s.pick = nil
		if ok {
			s.enter(id)
		}
		if s.pick == nil {
			s.fit()
		}
	case k.Type == tea.KeyEnter && s.pick != nil:
		s.scroll(pageful)
	default:
		return s.other != nil && s.other(k)
	}
	return true
}

func (s *scrollScreen) page() page {
	p := page{hints: s.hints, status: s.u.quiet(s.status)}
	if s.headLines != nil {
		p.headLines = s.headLines(s.u.w)
	} else {
		p.head, p.headEnd = s.head()
	}
	if s.pick != nil && s.atEnd() {
		p.hints = s.endHints
	}
	lines := s.all()
	room := s.room()
	if len(lines) <= room {
		p.body = lines
		return p
	}
	s.from = max(0, min(s.from, s.last()))
	p.body = append([]string{}, lines[s.from:s.from+room]...)
	if rest := len(lines) - s.from - room; rest > 0 {
		p.body[room-1] = " " + s.u.quiet(s.u.say.n("scroll.more", rest+1))
	}
	return p
}

// reading wraps a text for the width: lines that fit stay as they are, so
// that tables keep their columns; longer ones are wrapped with their indent.
func (u *ui) reading(text string) func(w int) []string {
	return func(w int) []string {
		var lines []string
		for l := range strings.SplitSeq(strings.TrimRight(u.look.text(text), "\n"), "\n") {
			l = strings.TrimRight(l, " ")
			if width(l) <= w-2 {
				lines = append(lines, " "+u.heading(l))
				continue
			}
			for _, part := range spaced(l, w-2) {
				lines = append(lines, " "+u.look.tint(part))
			}
		}
		return lines
	}
}

// spaced wraps a line and keeps what spaces stand in it: the columns of a
// table stay where they are as far as they fit. Further lines have the indent
// of the first, and those of a table a little more.
func spaced(line string, w int) []string {
	text := strings.TrimLeft(line, " ")
	indent := min(len(line)-len(text), w/2)
	margin := strings.Repeat(" ", indent)
	if !strings.Contains(text, "  ") {
		var lines []string
		for _, l := range wrap(text, w-indent) {
			lines = append(lines, margin+l)
		}
		return lines
	}
	head, tail := cutAt(text, w-indent)
	at := strings.LastIndex(head, "  ") // between columns; a rating stays with its symbol
	if at < 0 {
		at = strings.LastIndexByte(head, ' ')
	}
	if at > 0 && tail != "" && tail[0] != ' ' {
		head, tail = head[:at], head[at:]+tail
	}
	lines := []string{margin + strings.TrimRight(head, " ")}
	for _, l := range wrap(tail, max(8, w-indent-4)) {
		lines = append(lines, margin+"    "+l)
	}
	return lines
}

// heading draws a line of capitals bold, and ratings in their colours.
func (u *ui) heading(line string) string {
	if len(line) > 3 && line == strings.ToUpper(line) && strings.ToLower(line) != line {
		return u.look.in("strong", line)
	}
	return u.look.tint(line)
}

// showTUI shows a text until it is closed.
func showTUI(ctx context.Context, t Terminal, p *phrases.Catalogue, panel Panel) error {
	u := newUI(t, p)
	u.show(u.panel(panel))
	return u.run(ctx, t)
}

func (u *ui) panel(panel Panel) *scrollScreen {
	s := &scrollScreen{u: u, head: headOf(u.look.text(panel.Head), u.look.text(panel.HeadEnd)),
		text: u.reading(panel.Text), status: u.look.text(panel.Status), closes: "qb"}
	s.hints = []hint{u.hint("scroll", 1), u.hint("close", 0)}
	s.close = func() { u.end(nil) }
	return s
}
