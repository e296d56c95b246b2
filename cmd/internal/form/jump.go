package form

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"csi/assess"
)

// show says which items the jump list has.
type show int

const (
	showAll show = iota
	showOpen
	showDontKnow
	showFlagged
	showUnsettled // open, unknown and flagged together
)

// jumpScreen is the list of all items, narrowed by what is typed.
type jumpScreen struct {
	f      *flow
	here   int // the item it was opened from; -1 for none
	show   show
	filter string
	at     int // item under the cursor; -1 when the list is empty
}

func (f *flow) jump(here int, what show) *jumpScreen {
	s := &jumpScreen{f: f, here: here, show: what, at: here}
	s.settle()
	return s
}

func (s *jumpScreen) fit() {}

// listed reports whether item i is in the list as it is narrowed.
func (s *jumpScreen) listed(i int) bool {
	r := s.f.response(i)
	switch s.show {
	case showOpen:
		if r.State != assess.Blank {
			return false
		}
	case showDontKnow:
		if r.State != assess.DontKnow {
			return false
		}
	case showFlagged:
		if !r.Flag {
			return false
		}
	case showUnsettled:
		if r.State != assess.Blank && r.State != assess.DontKnow && !r.Flag {
			return false
		}
	}
	if s.filter == "" {
		return true
	}
	if n, err := strconv.Atoi(s.filter); err == nil {
		return n == i+1 || strings.HasPrefix(strconv.Itoa(i+1), s.filter)
	}
	it := s.f.items[i]
	for _, text := range []string{it.Short, it.Text, it.ID} {
		if strings.Contains(strings.ToLower(text), strings.ToLower(s.filter)) {
			return true
		}
	}
	return false
}

func (s *jumpScreen) items() []int {
	var list []int
	for i := s.f.from; i < s.f.to; i++ {
		if s.listed(i) {
			list = append(list, i)
		}
	}
	return list
}

// settle puts the cursor on an item that is listed: where it was, or the
// number that was typed, or the first.
func (s *jumpScreen) settle() {
	list := s.items()
	if n, err := strconv.Atoi(s.filter); err == nil {
		for _, i := range list {
			if i == n-1 {
				s.at = i
			}
		}
	}
	for _, i := range list {
		if i == s.at {
			return
		}
	}
	s.at = -1
	if len(list) > 0 {
		s.at = list[0]
	}
}

func (s *jumpScreen) move(n int) {
	list := s.items()
	for k, i := range list {
		if i == s.at {
			s.at = list[max(0, min(k+n, len(list)-1))]
			return
		}
	}
}

func (s *jumpScreen) press(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyUp:
		s.move(-1)
	case tea.KeyDown:
		s.move(1)
	case tea.KeyPgUp:
		s.move(-10)
	case tea.KeyPgDown:
		s.move(10)
	case tea.KeyTab:
		s.show = (s.show + 1) % (showFlagged + 1)
		if s.show > showFlagged {
			s.show = showAll
		}
		s.settle()
	case tea.KeyEsc:
		s.f.u.pop()
	case tea.KeyBackspace:
		if r := []rune(s.filter); len(r) > 0 {
			s.filter = string(r[:len(r)-1])
			s.settle()
		}
	case tea.KeyEnter:
		if s.at < 0 {
			return false
		}
		if _, fromReview := s.f.u.stack[0].(*listScreen); fromReview && s.here < 0 {
			s.f.toReview = s.f.reviewed
		}
		s.f.openItem(s.at)
	case tea.KeyRunes, tea.KeySpace:
		if k.Alt {
			return false
		}
		s.paste(string(k.Runes))
	default:
		return false
	}
	return true
}

func (s *jumpScreen) paste(text string) {
	if text == " " && s.filter != "" {
		s.filter += text
	} else {
		s.filter += clean(text, false)
	}
	s.settle()
}

func (s *jumpScreen) page() page {
	f := s.f
	u := f.u
	left := f.say.t("jump.head")
	p := page{head: left, headEnd: f.progress(left)}
	p.status = u.quiet(f.say.t("jump.narrow"))
	if s.filter != "" {
		p.status = u.look.in("accent", shorten(f.say.t("jump.filter", "typed", s.filter), u.w-2, u.look.ellipsis()))
	}
	p.hints = []hint{u.hint("choose", 2), u.hint("go_there", 0), u.hint("tab", 3), u.hint("esc_back", 1)}
	lines, at := s.lines()
	tabs := []string{s.tabs(), ""}
	room := u.h - 5 - len(tabs)
	if room < 6 {
		tabs, room = tabs[:1], u.h-6
	}
	p.body = append(tabs, u.windowed(lines, at, room)...)
	return p
}

// windowed gives the lines around line at, as many as there is room for, and
// says how many follow.
func (u *ui) windowed(lines []string, at, room int) []string {
	if len(lines) <= room {
		return lines
	}
	room--
	from := max(0, min(at-room/2, len(lines)-room))
	cut := append([]string{}, lines[from:from+room]...)
	if rest := len(lines) - from - room; rest > 0 {
		cut = append(cut, " "+u.quiet(u.say.n("scroll.more", rest)))
	}
	return cut
}

// tabs says which items are shown and how many there are of each kind.
func (s *jumpScreen) tabs() string {
	f := s.f
	c, flagged, _ := f.tally(f.from, f.to)
	parts := []string{f.say.t("jump.all"), f.say.t("jump.open", "n", c.Blank), f.say.t("jump.dont_know", "n", c.DontKnow), f.say.t("jump.flagged", "n", flagged)}
	if s.show == showUnsettled {
		parts = append(parts, f.say.t("jump.unsettled"))
	}
	parts[s.show] = "[" + parts[s.show] + "]"
	return f.u.look.in("quiet", ends(f.say.t("jump.show")+"   "+strings.Join(parts, "  "), "", f.u.w, f.u.look.ellipsis()))
}

// any reports whether an item of section k is listed.
func (s *jumpScreen) any(k int) bool {
	from, to := s.f.sectionRange(k)
	for i := from; i < to; i++ {
		if s.listed(i) {
			return true
		}
	}
	return false
}

// lines draws the list; at is the line of the cursor.
func (s *jumpScreen) lines() (lines []string, at int) {
	f := s.f
	u := f.u
	section := -1
	for i := f.from; i < f.to; i++ {
		if k := f.spots[i].section; k != section {
			section = k
			if s.filter != "" && !s.any(k) {
				continue
			}
			from, to := f.sectionRange(k)
			c, _, _ := f.tally(from, to)
			count := f.say.t("head.saved", "saved", c.Items-c.Blank, "of", c.Items)
			lines = append(lines, "  "+u.sides("strong", f.say.shown(f.Questionnaire.Sections[k].Title), count).lines(u.w - 2)[0])
		}
		if !s.listed(i) {
			continue
		}
		if i == s.at {
			at = len(lines)
		}
		lines = append(lines, s.line(i))
	}
	if len(s.items()) == 0 {
		lines = append(lines, "", " "+u.quiet(f.say.t("jump.nothing")))
	}
	return lines, at
}

func (s *jumpScreen) line(i int) string {
	f := s.f
	u, it, r := f.u, f.items[i], f.response(i)
	state := f.stateWords(r)
	if r.Flag {
		state = f.say.t("jump.state_flagged", "state", state)
	}
	name := shortName(it)
	room := u.w - 8 - width(state) - 3
	name = shorten(f.say.shown(name), max(8, room), u.look.ellipsis())
	number := strconv.Itoa(i + 1)
	text := strings.Repeat(" ", max(0, 3-len(number))) + number + "  " + padTo(name, u.w-8-width(state)-1) + state
	if i == s.at {
		return " " + u.look.in("accent", ">") + u.look.in("accent", text)
	}
	return "  " + text
}

// shortName names an item in a list.
func shortName(it *assess.Item) string {
	if it.Short != "" {
		return it.Short
	}
	return it.Text
}
