package form

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"csi/assess"
)

var sizes = [][2]int{{80, 24}, {60, 20}, {40, 12}, {30, 10}, {120, 50}}

// Moving never saves: arrows, digits, d and n leave the disk as it was.
func TestTUI_cursorNeverAnswers(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter")
	for range 3 {
		d.press("down", "down", "up", "0", "1", "2", "3", "d", "n", "9", "x", "esc", "?", "down", "esc", "j", "down", "esc", "e", "down", "esc")
	}
	d.u.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.u.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.press("ctrl+c")
	if len(disk.saves) != 0 || len(s.Assessment.Responses) != 0 {
		t.Errorf("%d saves and %d responses without Enter", len(disk.saves), len(s.Assessment.Responses))
	}
	if !d.u.ended || !errors.Is(d.u.err, ErrStopped) {
		t.Errorf("Ctrl+C ended with %v, want stopped", d.u.err)
	}
}

func TestTUI_enterTooEarly(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	for range 13 {
		d.press("enter")
	}
	if len(disk.saves) != 0 {
		t.Errorf("%d saves after Enter on fresh items, want none", len(disk.saves))
	}
	d.sees("10 items are open")
}

func TestTUI_saveAndGoOn(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter").sees("Agenda setting · 1 of 4", "Port Example · 0 of 10 saved", "> ( ) Leave open for now")
	d.press("2").sees("Enter saves 2 Established", "> ( ) 2 Established")
	d.press("enter").sees("√ saved ag-inf: 2 Established", "Agenda setting · 2 of 4", "1 of 10 saved", "> ( ) Leave open for now")
	if got := disk.last().Responses["ag-inf"]; got != (assess.Response{State: assess.Answered, Value: 2}) {
		t.Fatalf("on the disk is %+v", got)
	}
	d.press("left").sees("> (•) 2 Established", "Saved is 2 Established")
	d.press("1").sees("Saved is 2 Established. Enter replaces it with 1 Ad hoc")
	d.press("s").sees("Agenda setting · 2 of 4", "√ saved ag-inf: 2 Established")
	d.press("n").sees("This item always applies. If you are not sure, d is the fitting response")
	d.press("x").sees("x does nothing here; ? explains this item")
	d.press("d", "enter").sees("√ saved ag-con: don't know")
	d.press("s").sees("√ open ag-dia left open", "Agenda setting · 4 of 4")
	d.press("3", "enter").sees("Agenda setting: 1 item is open.", "3 of 4 saved · 1 open · 0 flagged", "Next: Reformulation", "√ saved ag-par: 3 Formalised")
	d.press("b").sees("Agenda setting · 4 of 4", "> (•) 3 Formalised")
	d.press("up", "up", "up", "up").sees("Saved is 3 Formalised. Enter takes it back")
	d.press("enter").sees("√ open ag-par left open")
	if _, there := disk.last().Responses["ag-par"]; there || len(disk.saves) != 4 {
		t.Errorf("after taking back, %d saves and response there: %v", len(disk.saves), there)
	}
}

// Keys that were typed ahead reach the screens one by one, in order.
func TestTUI_typedAhead(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter", "12", "enter", "0d", "enter")
	if a := disk.last(); a.Responses["ag-inf"].Value != 2 || a.Responses["ag-con"].State != assess.DontKnow {
		t.Errorf("typed ahead: %+v", a.Responses)
	}
	d.u.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("22q"), Paste: true})
	if d.u.ended || d.u.top().(*itemScreen).moved {
		t.Error("a text that was pasted pressed keys")
	}
}

func TestTUI_noteFlagEvidence(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter", "2", "f").sees("√ flag ag-inf: to talk about later", "f flag: on", "> ( ) 2 Established")
	d.press("t", "A call", "ctrl+j", "in March", "enter").sees("√ saved note for ag-inf", "t note: yes", "> ( ) 2 Established")
	d.press("e", "3").sees("Public source", "evidence for ag-inf")
	d.press("enter").sees("√ saved evidence for ag-inf: public source", "> ( ) 2 Established")
	want := assess.Response{Note: "A call\nin March", Flag: true, Evidence: assess.PublicSource}
	if got := disk.last().Responses["ag-inf"]; got != want {
		t.Fatalf("not answered yet, on the disk is %+v, want %+v", got, want)
	}
	d.press("enter", "b", "f").sees("√ flag ag-inf: taken off")
	want = assess.Response{State: assess.Answered, Value: 2, Note: want.Note, Evidence: want.Evidence}
	if got := disk.last().Responses["ag-inf"]; got != want {
		t.Errorf("answered, on the disk is %+v, want %+v", got, want)
	}
	n := len(disk.saves)
	d.press("t", "x", "esc").sees("Agenda setting · 1 of 4")
	for text, what := range map[string]string{"ring 087 123 4567": "a phone number", "mail a@b.example": "an e-mail address", "Ms Smith said": "a person's name"} {
		d.press("t", " "+text, "enter").sees("This looks like "+what, "> Go back and take it out")
		d.press("enter").sees("Note for ag-inf")
		d.press("esc")
	}
	if len(disk.saves) != n {
		t.Error("a note was saved that the person took back")
	}
	d.press("t", " Ms Smith", "enter", "down", "enter").sees("√ saved note for ag-inf")
}

func TestTUI_notesOff(t *testing.T) {
	t.Parallel()
	s, _ := sitting(false)
	s.NotesOff = true
	d := drive(t, s, 80, 24)
	d.press("enter", "t").sees("Notes are off for this group")
	if strings.Contains(d.screen(), "t note") {
		t.Error("t is offered where notes are off")
	}
	d.press("j", "5", "enter", "n", "enter").sees("No revision in the period")
	if strings.Contains(d.screen(), "own words") {
		t.Error("an own reason is offered where free text is off")
	}
}

func TestTUI_notApplicable(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter", "j", "5", "enter", "n").sees("Enter asks for the reason")
	d.press("enter").sees("Why does this item not apply here?", "> No revision in the period", "In your own words")
	d.press("esc").sees("> ( ) n Not applicable")
	if len(disk.saves) != 0 {
		t.Fatal("Esc saved a reason")
	}
	d.press("enter", "end", "enter", "a", "enter").sees("One short sentence is needed")
	d.press("bc d", "enter").sees("√ saved re-inf: not applicable", "3 more items", "> No, ask me")
	if got := disk.last().Responses["re-inf"].Reason; got != "abc d" {
		t.Errorf("reason %q", got)
	}
	d.press("down", "enter").sees("√ saved items 6 to 8: not applicable", "Reformulation is done.")
	if got := disk.last().Responses["re-par"]; got.State != assess.NotApplicable || got.Reason != "abc d" {
		t.Errorf("the last of the same reason is %+v", got)
	}
}

func TestTUI_jumpList(t *testing.T) {
	t.Parallel()
	s, _ := sitting(false)
	s.Assessment.Responses["re-dia"] = assess.Response{State: assess.DontKnow}
	d := drive(t, s, 80, 24)
	d.press("j").sees("[all] open 9 don't know 1 flagged 0", "Reformulation 1 of 4 saved")
	d.press("tab", "tab").sees("[don't know 1]", "> 7")
	d.press("tab").sees("No item fits")
	d.press("enter").sees("No item fits")
	d.press("tab", "standing").sees("Narrowed to: standing", "> 4")
	d.press("backspace", "enter").sees("Agenda setting · 4 of 4")
	d.press("j", "10").sees("> 10")
	d.press("enter").sees("Barrier: structure · 2 of 2")
}

func TestTUI_resume(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		settled []int
		want    string
	}{
		{nil, "Go on with Agenda setting, item 1 of 4"},
		{[]int{0, 2}, "Go on with Agenda setting, item 4 of 4"},
		{[]int{1, 9}, "Go on with Agenda setting, item 1 of 4"},
		{[]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "Review what is there"},
	} {
		s, _ := sitting(false)
		for _, i := range c.settled {
			s.Assessment.Responses[s.Questionnaire.Items()[i].ID] = assess.Response{State: assess.DontKnow}
		}
		drive(t, s, 80, 24).sees("Welcome back.", "> "+c.want)
	}
}

func TestTUI_saveFails(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 80, 24)
	disk.fail = 2
	d.press("enter", "1", "enter").sees("! Not saved", "! not saved ag-inf", "0 responses are safe in port-example.csi.yaml", "> Try again")
	if len(s.Assessment.Responses) != 0 || strings.Contains(d.screen(), "secret") {
		t.Error("a response counts that was not saved, or the screen shows the error's own text")
	}
	d.press("enter").sees("! Not saved")
	d.press("enter").sees("√ saved ag-inf: 1 Ad hoc", "Agenda setting · 2 of 4")
	disk.fail = 1
	d.press("2", "enter", "down", "enter").sees("Where should it be saved instead?")
	d.press("2", "enter").sees("√ saved ag-con: 2 Established")
	if disk.path != "port-example.csi.yaml2" || s.Name != disk.path || disk.last().Responses["ag-con"].Value != 2 {
		t.Errorf("saved to %q with %+v", disk.path, disk.last().Responses)
	}
	disk.fail = 1
	d.press("3", "enter", "end", "enter")
	if r, err := d.f.result(d.u.err); !errors.Is(err, ErrStopped) || r.Saved != 2 || r.Name != disk.path {
		t.Errorf("stopped with %+v, %v", r, err)
	}
}

func TestTUI_frame(t *testing.T) {
	t.Parallel()
	s, disk := sitting(true)
	d := drive(t, s, 80, 24)
	d.press("enter").sees("Nothing entered yet", "1 of 8")
	d.press("Port q Example", "enter").sees("2 of 8", "Jurisdiction Port q Example")
	d.press("b").sees("> Port q Example")
	d.press("enter", "down", "down", "down", "enter").sees("3 of 7", "Which policy")
	d.press("esc", "up", "enter").sees("3 of 8", "In which country?")
	d.press("xyzzy", "enter").sees(`No country "xyzzy"`)
	for range 5 {
		d.press("backspace")
	}
	d.press("irel").sees("Enter takes Ireland", "IE")
	d.press("enter", "Drug strategy", "enter").sees("the last 24 months", "November 2024 to October 2026")
	d.press("down", "down", "enter", "2025-02 2024-01", "enter").sees("The period ends before it starts")
	d.press("esc", "enter").sees("From which month to which?")
	d.press("2024-01 2025-02", "enter").sees("6 of 8", "January 2024 to February 2025")
	d.press("enter").sees("Mark at least one")
	d.press("space", "down", "down", "space").sees("[x] health", "[x] police", "Chosen so far: two.")
	d.press("enter", "four", "enter").sees("Please write the number in digits")
	for range 4 {
		d.press("backspace")
	}
	if d.press("4", "enter").sees("8 of 8"); disk.created != 0 || len(disk.saves) != 0 {
		t.Fatal("something is on the disk before the frame is complete")
	}
	d.press("enter").sees("Ready to start", "√ saved port-example.csi.yaml", "Port q Example, national, Ireland", "civil society, 4 people", "Organisation left out")
	want := assess.Frame{Jurisdiction: "Port q Example", Tier: "national", Country: "IE", Policy: "Drug strategy",
		Period:   assess.Period{From: assess.Month{Year: 2024, Month: 1}, To: assess.Month{Year: 2025, Month: 2}},
		Agencies: []string{"health", "police"}, Group: "cso", People: 4, Date: assess.Date{Year: 2026, Month: 11, Day: 20}}
	if got := disk.last().Frame; fmt.Sprint(got) != fmt.Sprint(want) || disk.created != 1 {
		t.Errorf("frame %+v, want %+v", got, want)
	}
	d.press("down", "enter").sees("What would you like to change?")
	for range 7 {
		d.press("down")
	}
	d.press("enter").sees("Which organisation answers?")
	d.press("Our group", "enter").sees("√ saved port-example.csi.yaml", "Our group")
	if got := disk.last().Frame.Organisation; got != "Our group" {
		t.Errorf("organisation %q", got)
	}
	d.press("b", "enter").sees("Agenda setting 4 items · 5 min")
	d.press("enter").sees("Agenda setting · 1 of 4")
}

// A whole sitting from the first item to the road map, with every screen in
// the window and every save one response further.
func TestTUI_wholeSitting(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			s, disk := sitting(false)
			d := drive(t, s, size[0], size[1])
			d.press("enter")
			for i := 0; i < 40; i++ {
				if item, ok := d.u.top().(*itemScreen); ok {
					d.inside(item)
					d.press("12"[i%2:i%2+1], "enter")
					continue
				}
				d.inside(nil)
				if s.Assessment.Responses["b1-2"].State != assess.Blank {
					break
				}
				d.press("enter")
			}
			if len(disk.saves) != 10 {
				t.Fatalf("%d saves for 10 items", len(disk.saves))
			}
			d.press("enter") // the evidence pass
			for range 10 {
				d.inside(nil)
				d.press("2", "enter")
			}
			if got := disk.last().Responses["b1-2"].Evidence; got != assess.InternalRecord || len(disk.saves) != 20 {
				t.Fatalf("evidence %v after %d saves", got, len(disk.saves))
			}
			d.press("enter", "end").inside(nil)
			d.sees("Make the road map (PDF)").press("enter")
			if r, err := d.f.result(d.u.err); err != nil || r != (Result{Saved: 10, Items: 10, Done: true, Next: "report", Name: "port-example.csi.yaml"}) {
				t.Errorf("ended with %+v, %v", r, err)
			}
		})
	}
}

// inside holds what every screen promises: it fits the window, the key line
// is there, and an item shows its text, the row under the cursor and its
// status line.
func (d *driver) inside(item *itemScreen) {
	d.t.Helper()
	text := d.screen()
	lines := strings.Split(text, "\n")
	if len(lines) != d.u.h {
		d.t.Fatalf("%d lines in a window of %d:\n%s", len(lines), d.u.h, text)
	}
	for _, l := range lines {
		if lipgloss.Width(l) > d.u.w {
			d.t.Fatalf("a line of %d columns in a window of %d: %q", lipgloss.Width(l), d.u.w, l)
		}
	}
	if !strings.Contains(lines[len(lines)-1], "Enter") {
		d.t.Fatalf("the key line does not name Enter:\n%s", text)
	}
	if item == nil {
		return
	}
	it := d.f.items[item.i]
	flat := strings.Join(strings.Fields(text), " ")
	if d.u.h >= 12 && !strings.Contains(flat, d.f.u.look.text(it.Text)) || !strings.Contains(flat, d.f.u.look.text(it.Text)[:40]) {
		d.t.Fatalf("the text of the item is not there:\n%s", text)
	}
	if strings.Count(text, "> (") != 1 {
		d.t.Fatalf("the row under the cursor is not there:\n%s", text)
	}
	if !strings.Contains(text, "[[") {
		return
	}
	d.t.Fatalf("a sentence is missing:\n%s", text)
}

// Every row of every item can be reached and is seen, in every size and
// without colour and symbols, and what Enter would do is said in words.
func TestTUI_everyRow(t *testing.T) {
	t.Parallel()
	for _, vars := range [][]string{nil, {"NO_COLOR", "1"}, {"CSI_ASCII", "1"}, {"CSI_ASCII", "1", "NO_COLOR", "1", "CSI_THEME", "dark"}} {
		for _, size := range sizes {
			t.Run(fmt.Sprint(size, vars), func(t *testing.T) {
				t.Parallel()
				s, _ := sitting(false)
				d := drive(t, s, size[0], size[1], vars...)
				for _, i := range []int{0, 4, 8, 9} {
					d.f.openItem(i)
					d.inside(d.u.top().(*itemScreen))
					for range 7 {
						d.press("down").inside(d.u.top().(*itemScreen))
						if !strings.Contains(d.screen(), "Enter") {
							t.Fatalf("what Enter does is not said:\n%s", d.screen())
						}
					}
				}
				if d.u.look.ascii {
					for _, r := range d.screen() {
						if r > 0x7E {
							t.Fatalf("%q in ASCII:\n%s", r, d.screen())
						}
					}
				}
			})
		}
	}
}

func TestTUI_tooSmall(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	d := drive(t, s, 29, 10)
	d.sees("Please make the window a little larger (30 by 10 at least). Everything is saved.")
	d.press("enter", "2", "enter", "e", "enter")
	if len(disk.saves) != 0 {
		t.Error("a window that shows nothing took a response")
	}
	d.u.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.sees("Welcome back.")
	d.u.Update(tea.WindowSizeMsg{Width: 1, Height: 1})
	d.u.View()
	if d.press("q"); !d.u.ended {
		t.Error("q does not leave a small window")
	}
}

// The cursor stays on its row when the window changes, and a window that
// reports the size it has rebuilds nothing.
func TestTUI_resize(t *testing.T) {
	t.Parallel()
	s, _ := sitting(false)
	d := drive(t, s, 80, 24)
	d.press("enter", "3")
	before := d.u.top().(*itemScreen).pick
	d.u.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if d.u.top().(*itemScreen).pick != before {
		t.Error("the form was rebuilt although the size is the same")
	}
	for _, size := range sizes {
		d.u.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		d.sees("> ( ) 3 Formalised")
	}
}

func TestTUI_targets(t *testing.T) {
	t.Parallel()
	s, disk := sitting(false)
	settleAll(s)
	d := drive(t, s, 80, 24)
	d.press("enter").sees("10 of 10 are settled. 10 responses have no evidence yet.", "answered don't know not applicable open")
	d.press("down", "down", "down", "enter").sees("How far should each stage reach?", "dialogue, as proposed")
	d.press("down", "enter").sees("How far should Reformulation reach?", "> dialogue, as proposed")
	d.press("up", "enter").sees("√ saved target for Reformulation", "partnership")
	if got := disk.last().Targets[assess.Reformulation]; got != assess.Partnership {
		t.Errorf("target %v", got)
	}
	d.press("enter", "end", "enter")
	if _, own := disk.last().Targets[assess.Reformulation]; own {
		t.Error("the proposed target was not taken back")
	}
	d.press("b").sees("Review")
	if r, err := d.f.result(ErrStopped); err != nil || !r.Done {
		t.Errorf("leaving the review of a settled assessment: %+v, %v", r, err)
	}
}

func TestTUI_section(t *testing.T) {
	t.Parallel()
	s, _ := sitting(false)
	s.Section = "structure"
	d := drive(t, s, 80, 24)
	d.press("enter").sees("Barrier: structure · 1 of 2")
	d.press("b").sees("This is the first item")
	d.press("1", "enter", "1", "enter").sees("Review", "2 of 2 are settled.")
}
