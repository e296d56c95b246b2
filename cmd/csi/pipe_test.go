package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
)

// load reads an assessment of a built-in questionnaire.
func load(t *testing.T, file string) *store.Document {
	t.Helper()
	doc, err := store.Read(file, func(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
		q, err := questionnaires.Load(ref.ID, "")
		return q.Questionnaire, err
	})
	if err != nil {
		t.Fatalf("read %s: %v", filepath.Base(file), err)
	}
	return doc
}

// frameLines answer the eight questions of the frame, then the start.
var frameLines = []string{"Port Example", "1", "ZZ", "City drug plan", "1", "1 3", "4", "3"}

// dialogue gives the lines that answer a whole questionnaire, and what each
// item is answered with.
func dialogue(t *testing.T) (lines []string, want []assess.Response, items []*assess.Item) {
	t.Helper()
	q, err := questionnaires.Load("core-cso", "")
	if err != nil {
		t.Fatal(err)
	}
	lines = append(lines, frameLines...)
	for n := range q.Items() {
		if n%5 == 4 {
			lines = append(lines, "d")
			want = append(want, assess.Response{State: assess.DontKnow})
			continue
		}
		lines = append(lines, strconv.Itoa(n%4))
		want = append(want, assess.Response{State: assess.Answered, Value: n % 4})
	}
	return lines, want, q.Items()
}

// pipe runs csi assess with lines on standard input; it gives the exit code
// and all that was printed.
func pipe(t *testing.T, dir, input string) (code int, printed string) {
	t.Helper()
	cmd := exec.Command("csi", "assess", "core-cso", "-o", "a.csi.yaml")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CSI_LANG=en")
	cmd.Stdin = strings.NewReader(input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// TestPipe_endOfInput ends the input at every prompt of a whole sitting: what
// was confirmed is in the file, nothing else is, and the exit code says that
// it was a stop.
func TestPipe_endOfInput(t *testing.T) {
	t.Parallel()
	lines, want, items := dialogue(t)
	for cut := range lines {
		dir := t.TempDir()
		code, printed := pipe(t, dir, strings.Join(lines[:cut], "\n")+"\n")
		if code != 130 {
			t.Fatalf("input cut after %d lines: exit code %d, want 130\n%s", cut, code, printed)
		}
		if strings.ContainsRune(printed, '\x1b') {
			t.Fatalf("input cut after %d lines: an escape byte was printed", cut)
		}
		file := filepath.Join(dir, "a.csi.yaml")
		if cut < len(frameLines) {
			if _, err := os.Stat(file); err == nil {
				t.Errorf("input cut after %d lines: a file stands before the frame is complete", cut)
			}
			continue
		}
		got := load(t, file).Assessment.Responses
		given := max(0, cut-len(frameLines))
		if len(got) != given {
			t.Errorf("input cut after %d lines: the file has %d responses, want %d", cut, len(got), given)
		}
		for n := range given {
			if got[items[n].ID] != want[n] {
				t.Errorf("input cut after %d lines: %s is %+v, want %+v", cut, items[n].ID, got[items[n].ID], want[n])
			}
		}
	}
}

// TestPipe_whole answers a whole questionnaire through a pipe.
func TestPipe_whole(t *testing.T) {
	t.Parallel()
	lines, want, items := dialogue(t)
	dir := t.TempDir()
	code, printed := pipe(t, dir, strings.Join(lines, "\n")+"\n")
	if code != 0 {
		t.Fatalf("exit code %d, want 0\n%s", code, printed)
	}
	got := load(t, filepath.Join(dir, "a.csi.yaml")).Assessment.Responses
	for n, it := range items {
		if got[it.ID] != want[n] {
			t.Errorf("%s is %+v, want %+v", it.ID, got[it.ID], want[n])
		}
	}
	if !strings.Contains(printed, "csi report a.csi.yaml") {
		t.Error("the end names no next command")
	}
}
