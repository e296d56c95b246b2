//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"csi/assess"
	"csi/questionnaires"
)

// screen is a real terminal of 80 by 24 that tmux draws, with a shell in it.
type screen struct {
	t      *testing.T
	socket string
}

// newScreen opens a terminal in a folder. Without tmux the test is skipped; in
// CI, where make test installs it, it fails.
func newScreen(t *testing.T, dir string, width, height int) *screen {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("tmux is missing; make test installs it")
		}
		t.Skip("SKIPPED: tmux is missing, no screen was looked at; make test installs it")
	}
	s := &screen{t, filepath.Join(t.TempDir(), "tmux")}
	s.tmux("-f", "/dev/null", "new-session", "-d", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height), "-c", dir,
		"env", "PS1=ready$ ", "CSI_LANG=en", "NO_COLOR=1", "PATH="+os.Getenv("PATH"), "sh")
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", s.socket, "kill-server").Run() })
	s.wait("ready$")
	return s
}

func (s *screen) tmux(args ...string) string {
	s.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", s.socket}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// keys presses keys by their names in tmux: "Enter", "C-c", "b".
func (s *screen) keys(keys ...string) {
	s.t.Helper()
	s.tmux(append([]string{"send-keys"}, keys...)...)
}

// write types a text.
func (s *screen) write(text string) {
	s.t.Helper()
	s.tmux("send-keys", "-l", text)
}

// command types a command and gives what the screen shows when its words are
// there.
func (s *screen) command(line string, words ...string) string {
	s.t.Helper()
	s.write("clear; " + line)
	s.keys("Enter")
	return s.wait(words...)
}

// wait looks at the screen until all words are on it, wherever lines break.
func (s *screen) wait(words ...string) string {
	s.t.Helper()
	var shown string
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		shown = s.tmux("capture-pane", "-p")
		flat := strings.Join(strings.Fields(shown), " ")
		missing := false
		for _, w := range words {
			missing = missing || !strings.Contains(flat, w)
		}
		if !missing {
			return shown
		}
	}
	s.t.Fatalf("waited for %q; the screen shows\n%s", words, shown)
	return ""
}

// frame fills in the frame of a new assessment.
func (s *screen) frame(place string) {
	s.t.Helper()
	s.wait("1 of 8")
	s.write(place)
	s.keys("Enter")
	s.wait("2 of 8")
	s.keys("Enter")
	s.wait("3 of 8")
	s.write("ZZ")
	s.keys("Enter")
	s.wait("4 of 8")
	s.write("City drug plan")
	s.keys("Enter")
	s.wait("5 of 8")
	s.keys("Enter")
	s.wait("6 of 8")
	s.keys("Space", "Enter")
	s.wait("7 of 8")
	s.write("3")
	s.keys("Enter")
	s.wait("8 of 8")
	s.keys("Down", "Enter") // evidence as I go
	s.wait("Ready to start")
	s.keys("Enter")
}

// sitting walks through items on a screen and remembers what was confirmed.
type sitting struct {
	*screen
	q    *assess.Questionnaire
	want map[string]assess.Response
}

// position gives the section of an item, and whether it is its first item.
func (s *sitting) position(it *assess.Item) (section *assess.Section, first bool) {
	for i := range s.q.Sections {
		for j := range s.q.Sections[i].Items {
			if s.q.Sections[i].Items[j].ID == it.ID {
				return &s.q.Sections[i], j == 0
			}
		}
	}
	s.t.Fatalf("no item %s", it.ID)
	return nil, false
}

// answer answers an item: a value, a don't know or a not applicable in turn.
func (s *sitting) answer(n int, it *assess.Item) {
	s.t.Helper()
	section, first := s.position(it)
	if first {
		s.wait("Go on with " + section.Title)
		s.keys("Enter")
	}
	s.wait(it.Text)
	switch {
	case it.NotApplicable && n%2 == 0:
		s.keys("n", "Enter")
		s.wait("Why does this item not apply here?")
		s.keys("Enter")
		if it.ID != section.Items[len(section.Items)-1].ID {
			s.wait("Use the same reason")
			s.keys("Enter") // no, ask me
		}
		s.want[it.ID] = assess.Response{State: assess.NotApplicable, Reason: it.Reasons[0]}
	case n%7 == 3:
		s.keys("d", "Enter")
		s.want[it.ID] = assess.Response{State: assess.DontKnow}
	default:
		s.keys(fmt.Sprint(n%4), "Enter")
		s.want[it.ID] = assess.Response{State: assess.Answered, Value: n % 4}
	}
}

// check compares a file with what was confirmed.
func (s *sitting) check(file string) {
	s.t.Helper()
	got := load(s.t, file).Assessment.Responses
	for id, want := range s.want {
		if got[id] != want {
			s.t.Errorf("%s: the file has %+v, want %+v", id, got[id], want)
		}
	}
	for id := range got {
		if _, ok := s.want[id]; !ok {
			s.t.Errorf("%s: the file has a response that nobody gave", id)
		}
	}
}

// TestScreen answers a whole questionnaire on a real screen: goes back and
// changes a response, moves the cursor without confirming, leaves with Ctrl+C
// in the middle, resumes and finishes.
func TestScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			wholeSitting(t, size[0], size[1])
		})
	}
}

func wholeSitting(t *testing.T, width, height int) {
	q, err := questionnaires.Load("core-cso", "")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "port-example.csi.yaml")
	s := &sitting{newScreen(t, dir, width, height), q.Questionnaire, map[string]assess.Response{}}
	items := q.Items()

	s.command("csi assess core-cso")
	s.frame("Port Example")
	for n := range 10 {
		s.answer(n, items[n])
	}

	// Back to the item before, another value.
	s.wait(items[10].Text)
	s.keys("b")
	s.wait(items[9].Text)
	s.keys("0", "Enter")
	s.want[items[9].ID] = assess.Response{State: assess.Answered, Value: 0}
	for n := 10; n < 19; n++ {
		s.answer(n, items[n])
	}

	// A moved cursor is no response, and Ctrl+C keeps what was confirmed.
	s.wait(items[19].Text)
	s.keys("3", "Down", "Up")
	s.wait("Enter saves 3")
	s.keys("C-c")
	s.wait("csi: stopped; 19 of 36 responses saved in port-example.csi.yaml", "csi: go on with: csi assess port-example.csi.yaml")
	s.check(file)

	s.command("csi assess port-example.csi.yaml", "Welcome back", "19 of 36 saved")
	s.keys("Enter")
	for n := 19; n < len(items); n++ {
		s.answer(n, items[n])
	}
	s.wait("36 of 36 are settled")
	s.check(file)
	s.finish()
	s.check(file)
}

// finish goes from the review over the profile to the way out.
func (s *sitting) finish() {
	s.t.Helper()
	s.keys("Down", "Enter")
	s.wait("Profile", "information", "Agenda setting")
	s.keys("q")
	s.wait("csi report port-example.csi.yaml", "ready$")
}
