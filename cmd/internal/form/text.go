package form

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textarea"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
)

// textScreen asks for one line of text. Letters are letters here: only Enter,
// Esc and Ctrl+C act.
type textScreen struct {
	u       *ui
	head    func() (left, right string)
	top     []para
	notes   []para // below the field, left out from the end when rows are short
	input   textinput.Model
	hints   []hint
	enter   func(text string)
	back    func()
	typed   func(text string)                 // after every key; may be nil
	arrows  func(n int)                       // ↑ and ↓; may be nil
	status  func(text string) string          // in colour; may be nil
	between func(text string, w int) []string // between field and notes; may be nil
}

func (u *ui) field(top []para, text string, most int) *textScreen {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = most
	in.Cursor.SetMode(cursor.CursorStatic) // nothing blinks
	in.Cursor.Style = u.look.styles["ink"]
	in.TextStyle, in.PromptStyle = u.look.styles["strong"], u.look.styles["accent"]
	in.Cursor.TextStyle = u.look.styles["strong"]
	in.SetValue(text)
	in.CursorEnd()
	in.Focus()
	return &textScreen{u: u, top: top, input: in,
		hints: []hint{u.hint("next", 0), u.hint("esc_back", 1), u.hint("ctrl_c", 2)}}
}

func (s *textScreen) fit() { s.input.Width = max(1, s.u.w-6) }

func (s *textScreen) press(k tea.KeyMsg) bool {
	switch {
	case k.Type == tea.KeyEnter:
		s.enter(clean(s.input.Value(), false))
	case k.Type == tea.KeyEsc:
		s.back()
	case (k.Type == tea.KeyUp || k.Type == tea.KeyDown) && s.arrows != nil:
		s.arrows(map[tea.KeyType]int{tea.KeyUp: -1, tea.KeyDown: 1}[k.Type])
	case k.Type == tea.KeyUp, k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		return false
	default:
		s.input, _ = s.input.Update(k)
		if s.typed != nil {
			s.typed(s.input.Value())
		}
	}
	return true
}

func (s *textScreen) paste(text string) {
	s.input, _ = s.input.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(clean(text, false))})
	if s.typed != nil {
		s.typed(s.input.Value())
	}
}

func (s *textScreen) page() page {
	p := page{hints: s.hints}
	p.head, p.headEnd = s.head()
	if s.status != nil {
		p.status = s.status(s.input.Value())
	}
	p.body = s.u.around(s.top, s.middle(), s.notes, &p)
	return p
}

// middle is the field and what stands right under it.
func (s *textScreen) middle() []string {
	lines := []string{" " + s.u.look.in("accent", ">") + " " + s.input.View()}
	if s.between != nil {
		lines = append(lines, s.between(s.input.Value(), s.u.w)...)
	}
	return lines
}

// around puts texts above and below a field that must be seen, folding blank
// lines, then the texts below from the end, then the head.
func (u *ui) around(top []para, middle []string, below []para, p *page) []string {
	for fold := 0; ; fold++ {
		gaps := fold < 1
		keep := max(0, len(below)-max(0, fold-1))
		noHead := fold > len(below)+1
		var lines []string
		for _, t := range top {
			lines = u.add(lines, t.lines(u.w), gaps)
		}
		lines = u.add(lines, middle, gaps)
		for _, t := range below[:keep] {
			lines = u.add(lines, t.lines(u.w), gaps)
		}
		room := u.h - 5
		if noHead {
			room = u.h - 2
		}
		if len(lines) <= room {
			p.noHead, p.noRule = noHead, noHead
			return lines
		}
		if noHead {
			p.noHead, p.noRule = true, true
			return lines[max(0, len(lines)-room):]
		}
	}
}

func (u *ui) add(lines, more []string, gap bool) []string {
	if gap && len(lines) > 0 && len(more) > 0 {
		lines = append(lines, "")
	}
	return append(lines, more...)
}

// noteScreen writes the note of an item.
type noteScreen struct {
	u     *ui
	head  func() (left, right string)
	top   []para
	area  textarea.Model
	save  func(text string)
	close func()
	flat  bool // line ends count as spaces, so none is offered
}

func (u *ui) noteField(top []para, text string) *noteScreen {
	a := textarea.New()
	a.Prompt = u.look.text("│") + " "
	a.ShowLineNumbers = false
	a.CharLimit = maxNote
	a.MaxHeight = 0
	a.Cursor.SetMode(cursor.CursorStatic)
	a.Cursor.Style = u.look.styles["ink"]
	plain := u.look.styles["ink"]
	a.FocusedStyle = textarea.Style{Base: plain, CursorLine: plain, Text: plain, Prompt: u.look.styles["quiet"],
		EndOfBuffer: plain, Placeholder: plain, CursorLineNumber: plain, LineNumber: plain}
	a.BlurredStyle = a.FocusedStyle
	a.EndOfBufferCharacter = ' '
	a.KeyMap.InsertNewline.SetKeys("ctrl+j")
	a.SetWidth(u.w - 4)
	a.SetHeight(4)
	a.SetValue(text)
	a.Focus()
	return &noteScreen{u: u, top: top, area: a}
}

func (s *noteScreen) fit() {
	s.area.SetWidth(max(10, s.u.w-4))
	s.area.SetHeight(max(2, min(6, s.u.h-18)))
}

func (s *noteScreen) press(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyEnter:
		s.save(clean(s.area.Value(), true))
	case tea.KeyEsc:
		s.close()
	default:
		s.area, _ = s.area.Update(k)
	}
	return true
}

func (s *noteScreen) paste(text string) { s.area.InsertString(clean(text, true)) }

func (s *noteScreen) page() page {
	u := s.u
	p := page{hints: []hint{u.hint("save", 0), u.hint("new_line", 2), u.hint("esc_close", 1)}}
	if s.flat {
		p.hints = slices.Delete(p.hints, 1, 2)
	}
	p.head, p.headEnd = s.head()
	p.status = u.quiet(u.say.t("note.count", "length", len([]rune(s.area.Value())), "most", strconv.Itoa(maxNote)))
	var lines []string
	for l := range strings.SplitSeq(s.area.View(), "\n") {
		lines = append(lines, " "+l)
	}
	p.body = u.around(s.top, lines, []para{u.text("ink", u.say.t("note.warning"), 2)}, &p)
	return p
}
