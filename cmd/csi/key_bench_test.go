//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is a pseudo-terminal with csi in it, and all that it has drawn.
type terminal struct {
	b    *testing.B
	tty  *os.File
	mu   sync.Mutex
	wake *sync.Cond
	seen bytes.Buffer
}

// openTerminal starts csi on a pseudo-terminal of 80 by 24.
func openTerminal(b *testing.B, bin string, args ...string) *terminal {
	b.Helper()
	cmd := exec.Command(bin, args...)
	cmd.Env = append(os.Environ(), "TERM=screen-256color", "CSI_LANG=en")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		b.Fatal(err)
	}
	t := &terminal{b: b, tty: tty}
	t.wake = sync.NewCond(&t.mu)
	go func() {
		part := make([]byte, 1<<16)
		for {
			n, err := tty.Read(part)
			t.mu.Lock()
			t.seen.Write(part[:n])
			t.wake.Broadcast()
			t.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	b.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = tty.Close()
	})
	return t
}

// press sends keys and gives the time until a text was drawn after them.
func (t *terminal) press(keys, text string) time.Duration {
	t.b.Helper()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen.Reset()
	began := time.Now()
	if _, err := t.tty.WriteString(keys); err != nil {
		t.b.Fatal(err)
	}
	timer := time.AfterFunc(10*time.Second, t.wake.Broadcast)
	defer timer.Stop()
	for !strings.Contains(t.seen.String(), text) {
		if time.Since(began) > 10*time.Second {
			t.b.Fatalf("after %q waited for %q; drawn was %q", keys, text, t.seen.String())
		}
		t.wake.Wait()
	}
	return time.Since(began)
}

// median adds the median of durations to a benchmark.
func median(b *testing.B, all []time.Duration) {
	b.Helper()
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-median")
}

// BenchmarkScreen measures what a person feels, on a real pseudo-terminal: a
// key to the repainted item, and Enter to the next item with the response
// synced to the disk.
func BenchmarkScreen(b *testing.B) {
	bin := build(b, root, "./cmd/csi")
	file := filepath.Join(b.TempDir(), "port.csi.yaml")
	if err := os.WriteFile(file, []byte(started), 0o600); err != nil {
		b.Fatal(err)
	}
	t := openTerminal(b, bin, "assess", file)
	t.press("", "Welcome back")
	t.press("\r", "Leave open for now")
	b.Run("key", func(b *testing.B) {
		var all []time.Duration
		for n := 0; b.Loop(); n++ {
			value := string(rune('0' + n%4))
			all = append(all, t.press(value, "saves "+value))
		}
		median(b, all)
	})
	t.press("3\r", "saved  ag-inf")
	b.Run("enter", func(b *testing.B) {
		var all []time.Duration
		for n := 0; b.Loop(); n++ {
			b.StopTimer()
			value := string(rune('0' + n%3))
			t.press("b", "1 of 4")
			t.press(value, "with "+value)
			b.StartTimer()
			all = append(all, t.press("\r", "saved  ag-inf: "+value))
		}
		median(b, all)
	})
}
