package form

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// decisions is a fake of what the caller does with an agreement.
type decisions struct {
	items []string
	made  []Agreement
	err   error
}

func (d *decisions) decide(item string, a Agreement) error {
	if d.err != nil {
		return d.err
	}
	d.items, d.made = append(d.items, item), append(d.made, a)
	return nil
}

// agreeing gives three matters: one with a distribution, one of a small group,
// one that may be not applicable.
func agreeing() (*Agreeing, *decisions) {
	q, d := small(), &decisions{}
	a := &Agreeing{Phrases: english(), Framework: framework(), Group: "civil society", Decide: d.decide}
	items := q.Items()
	shown := assess.NewSpread(items[0], votes(2, 2, 1, 3, 0, 2), assess.DefaultMinimum(), false)
	few := assess.NewSpread(items[1], votes(2, 2), assess.DefaultMinimum(), false)
	a.Matters = []Matter{{Item: items[0], Spread: shown, Round: 1}, {Item: items[1], Spread: few, Round: 1},
		{Item: items[4], Spread: assess.Spread{Item: items[4], Hidden: true, Why: assess.NotShown}}}
	return a, d
}

func votes(values ...int) []assess.Ballot {
	var out []assess.Ballot
	for _, v := range values {
		out = append(out, assess.Ballot{Response: assess.Response{State: assess.Answered, Value: v}})
	}
	return out
}

func agreeInLines(a *Agreeing, input string) (string, error) {
	var out bytes.Buffer
	err := AskAgreements(context.Background(), Terminal{In: strings.NewReader(input), Out: &out, Plain: true, Piped: true}, a)
	return out.String(), err
}

func TestAgree_plain(t *testing.T) {
	t.Parallel()
	a, d := agreeing()
	out, err := agreeInLines(a, "2\n18\nthe calendar is public\ntwo saw it once\ns\nno facts\nn\n1\n\n\n\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Agreement{
		{Response: assess.Response{State: assess.Answered, Value: 2}, People: 18, Why: "the calendar is public", Dissent: "two saw it once"},
		{Left: true, Why: "no facts"},
		{Response: assess.Response{State: assess.NotApplicable, Reason: "No revision in the period"}, People: 18},
	}
	if diff := cmp.Diff(want, d.made); diff != "" {
		t.Error(diff)
	}
	flat := strings.Join(strings.Fields(out), " ")
	for _, part := range []string{"After round 1, 6 people. By value 0: 1 · 1: 1 · 2: 3 · 3: 1 · don't know: 0.",
		"too few people or organisations responded", "Enter for 18 again", "Saved: ag-inf, 2 Established.",
		"Every item has a decision: 2 of 3 agreed, 1 left open."} {
		if !strings.Contains(flat, part) {
			t.Errorf("%q is not said in\n%s", part, out)
		}
	}
}

// TestAgree_plainNeverInvents cuts the input of a whole talk after every byte:
// only what was confirmed to its end is decided, in full.
func TestAgree_plainNeverInvents(t *testing.T) {
	t.Parallel()
	input := "\n\n2\n18\nwhy\nobject\nx\nd\n\n\n\n"
	a, whole := agreeing()
	_, _ = agreeInLines(a, input)
	if len(whole.made) != 2 {
		t.Fatalf("the whole input decides %d matters, want 2", len(whole.made))
	}
	for n := range len(input) {
		a, d := agreeing()
		if _, err := agreeInLines(a, input[:n]); !errors.Is(err, ErrInputEnded) {
			t.Errorf("after %d bytes: %v", n, err)
		}
		if len(d.made) > 0 && !cmp.Equal(d.made, whole.made[:len(d.made)]) {
			t.Errorf("after %d bytes decided %+v", n, d.made)
		}
	}
	a, d := agreeing()
	if _, err := agreeInLines(a, "4\n-1\n22\nn\nq\n"); !errors.Is(err, ErrStopped) || len(d.made) > 0 {
		t.Errorf("of values that the item lacks, %d are taken (%v)", len(d.made), err)
	}
}

func TestAgree_plainPersonalData(t *testing.T) {
	t.Parallel()
	a, d := agreeing()
	out, _ := agreeInLines(a, "2\n7\nask ana@example.org\nn\nask the office\n\nq\n")
	if len(d.made) != 1 || d.made[0].Why != "ask the office" || !strings.Contains(out, "looks like an e-mail address") {
		t.Errorf("kept %+v\n%s", d.made, out)
	}
}

func TestAgree_failingDisk(t *testing.T) {
	t.Parallel()
	a, d := agreeing()
	d.err = errDisk
	if _, err := agreeInLines(a, "2\n7\n\n\n2\n"); !errors.Is(err, errDisk) || a.Matters[0].Decided != nil {
		t.Errorf("a decision that is not on the disk counts: %v", err)
	}
	a, d = agreeing()
	d.err = errDisk
	s := agreeOnScreens(t, a, 80, 24)
	s.press("2", "enter", "7", "enter", "enter", "enter")
	if !s.u.ended || !errors.Is(s.u.err, errDisk) {
		t.Errorf("the screens went on: %v", s.u.err)
	}
}

func agreeOnScreens(t *testing.T, a *Agreeing, w, h int) *driver {
	t.Helper()
	u := newUI(Terminal{Getenv: func(string) string { return "" }}, a.Phrases)
	f := &agreeFlow{Agreeing: a, u: u}
	f.next(-1)
	d := &driver{t: t, u: u}
	u.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

func TestAgree_screens(t *testing.T) {
	t.Parallel()
	a, d := agreeing()
	s := agreeOnScreens(t, a, 80, 24)
	s.sees("civil society · ag-inf", "0 agreed · 0 left open · 3 items", "After round 1, 6 people", "> ( ) Nothing decided, go on")
	s.press("down", "up", "3", "2").sees("> ( ) 2 Established", "Enter asks how many agreed, then saves")
	s.press("enter").sees("How many people agreed?").press("x", "enter").sees("Expected a number of people, 1 or more.")
	s.press("esc", "enter", "1", "8", "enter").sees("The reason").press("enter").sees("Dissent").press("t", "w", "o", "enter")
	s.sees("civil society · ag-con", "too few people or organisations", "√ saved ag-inf: 2 Established", "1 agreed")
	s.press("s", "enter").sees("The reason").press("enter").sees("re-inf", "1 left open")
	s.press("b").sees("ag-con", "So far: left open.").press("b").sees("ag-inf", "So far: 2 Established, agreed by 18 people.", "> ( ) Nothing decided, go on")
	s.press("enter").sees("re-inf").press("n", "enter").sees("Why does it not apply?").press("x", "enter").sees("Expected a reason of a few words.")
	s.press("x", "x", "enter", "enter", "enter", "enter")
	want := []Agreement{
		{Response: assess.Response{State: assess.Answered, Value: 2}, People: 18, Dissent: "two"},
		{Left: true},
		{Response: assess.Response{State: assess.NotApplicable, Reason: "xxx"}, People: 18},
	}
	if diff := cmp.Diff(want, d.made); diff != "" || !s.u.ended || s.u.err != nil {
		t.Errorf("ended %v with %v: %s", s.u.ended, s.u.err, diff)
	}
}

// TestAgree_screensNeverInvent: moving and Enter on the first row decide
// nothing, in every size of the window.
func TestAgree_screensNeverInvent(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		a, d := agreeing()
		s := agreeOnScreens(t, a, size[0], size[1])
		s.press("enter", "down", "up", "enter", "1", "d", "n", "s", "9", "x", "pgdown", "esc", "left", "enter", "enter", "1", "enter", "esc", "ctrl+c")
		if len(d.made) > 0 || !errors.Is(s.u.err, ErrStopped) {
			t.Errorf("%v: decided %+v, ended with %v", size, d.made, s.u.err)
		}
		for line := range strings.SplitSeq(s.screen(), "\n") {
			if width(line) > size[0] {
				t.Errorf("%v: a line is wider than the window: %q", size, line)
			}
		}
	}
}

func TestAskFrame(t *testing.T) {
	t.Parallel()
	s, disk := sitting(true)
	s.Assessment = nil
	var out bytes.Buffer
	f, err := AskFrame(context.Background(), Terminal{In: strings.NewReader("Port Example\n1\nZZ\nb\nZZ\nDrug strategy\n1\n1 3\n"),
		Out: &out, Now: november, Plain: true, Piped: true}, s)
	if err != nil {
		t.Fatal(err)
	}
	want := frame()
	want.Policy, want.Agencies, want.Group, want.People, want.Date = "Drug strategy", []string{"health", "police"}, "", 0, assess.Date{}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(out.String(), "of 8") || len(disk.saves) > 0 || disk.created > 0 {
		t.Errorf("asked who answers, or saved:\n%s", out.String())
	}
	if _, err := AskFrame(context.Background(), Terminal{In: strings.NewReader("Port Example\n1\n"), Out: &out, Now: november, Plain: true, Piped: true}, s); !errors.Is(err, ErrInputEnded) {
		t.Errorf("an input that ends gives %v", err)
	}
}
