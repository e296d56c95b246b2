//go:build linux

package main

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestRoom_fullDisk opens a room on a disk that becomes full. Everybody is told
// that what they send is not saved, pages go on, what was saved stays, and once
// there is space again the same phones save the same.
func TestRoom_fullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no small disk can be made here; CI needs one: %v", err)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: no small disk can be made here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	newDay(t, "csi", dir)
	s := serveRoom(t, "csi", dir, freePort(t))
	phones := s.joinAll(6)
	s.openAll()
	for i, h := range phones {
		if status, _ := h.post("/r/1", "round", "1", "r", value(i, 1)); status != http.StatusSeeOther {
			t.Fatalf("with space a response is answered with %d", status)
		}
	}
	before := s.responses()

	fill(t, filepath.Join(dir, "film"))
	for i, h := range phones {
		for _, path := range []string{"/r/1", "/r/2"} {
			status, text := h.post(path, "round", "1", "r", value(i, 2))
			if status != http.StatusInternalServerError || !strings.Contains(text, "Your saved responses are safe") {
				t.Errorf("on a full disk %s is answered with %d:\n%s", path, status, text)
			}
		}
		if status, _ := h.get("/now"); status != http.StatusOK {
			t.Errorf("on a full disk the page is answered with %d", status)
		}
	}
	if err := newHandset(s.home).join(s.code); err == nil || !strings.Contains(err.Error(), "starting is answered with 500") {
		t.Errorf("on a full disk somebody joins: %v", err)
	}
	if status, text := s.does(1, "show"); status != http.StatusInternalServerError || !strings.Contains(text, "could not be saved") {
		t.Errorf("on a full disk the trainer is answered with %d:\n%s", status, text)
	}
	if now := s.responses(); !maps.Equal(before, now) {
		t.Errorf("a full disk changed what is kept:\n%v\n%v", before, now)
	}

	if err := os.Remove(filepath.Join(dir, "film")); err != nil {
		t.Fatal(err)
	}
	for i, h := range phones {
		if status, _ := h.post("/r/2", "round", "1", "r", value(i, 2)); status != http.StatusSeeOther {
			t.Errorf("with space again a response is answered with %d", status)
		}
	}
	if status, _ := s.does(1, "show"); status != http.StatusSeeOther {
		t.Errorf("with space again the trainer is answered with %d", status)
	}
	s.interrupt()
	after := s.responses()
	for i, h := range phones {
		if got := after[h.code]; got[0] != value(i, 1) || got[1] != value(i, 2) {
			t.Errorf("of phone %d %q is kept", i, got[:2])
		}
	}
	if n := len(after); n != len(phones) {
		t.Errorf("%d people are kept; expected %d", n, len(phones))
	}
	if text := s.stderr.String(); !strings.Contains(text, "no space left") {
		t.Errorf("the terminal does not say why:\n%s", text)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "day", "people", ".*"))
	if more, _ := filepath.Glob(filepath.Join(dir, "day", ".*")); len(left)+len(more) > 0 {
		t.Errorf("a full disk leaves %q %q", left, more)
	}
}

// fill writes a file until the disk takes no more.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
}
