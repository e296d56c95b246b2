package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
)

// picker is a list with one decision: a huh form with a single select. This
// file is the only one that knows huh.
//
// huh writes the bound variable while the cursor moves, and before any key
// was pressed. It is therefore read only when the form is completed. Only
// Up, Down and Enter reach the form; digits and letters are turned into moves
// by the screens, so that the filter of huh and its other keys never wake.
type picker struct {
	form    *huh.Form
	field   *huh.Select[string]
	value   string
	ids     []string
	heights []int
}

// newPicker builds a list of rows with one text each, which may have several
// lines; no line may be wider than w-2. The cursor starts on a row, on the
// first when there is none of that id.
func newPicker(l *look, ids []string, texts [][]string, cursor string, w int) *picker {
	p := &picker{ids: ids}
	if len(ids) > 0 {
		p.value = ids[0]
	}
	options := make([]huh.Option[string], len(ids))
	for i, id := range ids {
		options[i] = huh.NewOption(strings.Join(texts[i], "\n"), id)
		p.heights = append(p.heights, len(texts[i]))
		if id == cursor {
			p.value = id
		}
	}
	keys := huh.NewDefaultKeyMap()
	keys.Select.Filter.SetEnabled(false)
	p.field = huh.NewSelect[string]().Options(options...).Value(&p.value)
	p.form = huh.NewForm(huh.NewGroup(p.field)).
		WithShowHelp(false).WithShowErrors(false).WithTheme(pickerTheme(l)).WithKeyMap(keys).WithWidth(w)
	// Init asks for the window size and focuses the field. The focus is all
	// we need: the shell knows the size, and passing it on would make every
	// new form ask again.
	p.form.Init()
	p.settle(p.field.Focus())
	return p
}

func pickerTheme(l *look) *huh.Theme {
	t := huh.ThemeBase()
	plain := l.styles["ink"]
	t.Focused.Base = plain
	t.Focused.SelectSelector = l.styles["accent"].SetString("> ")
	t.Focused.SelectedOption = l.styles["accent"]
	t.Focused.UnselectedOption = plain
	t.Focused.Option = plain
	t.Focused.Title = plain
	t.Focused.Description = plain
	t.Blurred = t.Focused
	t.Form.Base, t.Group.Base = plain, plain
	return t
}

// at gives the row under the cursor, counted from 0.
func (p *picker) at() int {
	id, _ := p.field.Hovered()
	for i, have := range p.ids {
		if have == id {
			return i
		}
	}
	return 0
}

// cursor gives the id of the row under the cursor.
func (p *picker) cursor() string {
	id, _ := p.field.Hovered()
	return id
}

// moveTo puts the cursor on a row of an id; false when there is none.
func (p *picker) moveTo(id string) bool {
	for i, have := range p.ids {
		if have == id {
			p.move(i - p.at())
			return true
		}
	}
	return false
}

// move puts the cursor n rows down, up when n is negative. It stays within
// the list: going round would hide where the list ends.
func (p *picker) move(n int) {
	at := p.at()
	n = max(-at, min(n, len(p.ids)-1-at))
	key := tea.KeyMsg{Type: tea.KeyDown}
	if n < 0 {
		key, n = tea.KeyMsg{Type: tea.KeyUp}, -n
	}
	for range n {
		p.update(key)
	}
}

// enter confirms the row under the cursor and gives its id; false when the
// form was not completed. A picker is used once.
func (p *picker) enter() (string, bool) {
	p.update(tea.KeyMsg{Type: tea.KeyEnter})
	return p.value, p.form.State == huh.StateCompleted
}

func (p *picker) update(msg tea.Msg) {
	_, cmd := p.form.Update(msg)
	p.settle(cmd)
}

// settle runs what huh wants done at once. Left to the event loop, a key that
// was typed ahead could move the cursor between Enter and the completion of
// the form, and another row would be taken.
func (p *picker) settle(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			p.settle(c)
		}
	default:
		p.update(msg)
	}
}

// blocks gives the drawn lines of each row.
func (p *picker) blocks() [][]string {
	lines := strings.Split(p.field.View(), "\n")
	blocks := make([][]string, len(p.heights))
	for i, h := range p.heights {
		h = min(h, len(lines))
		blocks[i], lines = lines[:h], lines[h:]
	}
	return blocks
}
