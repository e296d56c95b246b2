//go:build linux || darwin

package ground_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/creack/pty"
)

// A program that holds bubbletea starts at once on a terminal that answers no
// question, and asks none. Without this package it would wait five seconds.
func TestNoQuestionAtStart(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := filepath.Join(t.TempDir(), "start")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./testdata/start").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(bare(), "TERM=xterm-256color")
	began := time.Now()
	screen, err := pty.Start(cmd)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer screen.Close()
	var seen bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		seen.ReadFrom(screen) // ends with an error on Linux when the program ends
	}()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	<-done
	if took > time.Second {
		t.Errorf("starting took %v, want less than a second", took)
	}
	if bytes.ContainsRune(seen.Bytes(), 0x1B) {
		t.Errorf("the terminal was asked something: %q", seen.Bytes())
	}
	if !bytes.Contains(seen.Bytes(), []byte("started")) {
		t.Errorf("the program said %q", seen.Bytes())
	}
}

// bare is the environment without what keeps bubbletea from asking.
func bare() []string {
	var env []string
	for _, kv := range os.Environ() {
		if name, _, _ := bytes.Cut([]byte(kv), []byte("=")); string(name) != "CI" && string(name) != "TERM" {
			env = append(env, kv)
		}
	}
	return env
}
