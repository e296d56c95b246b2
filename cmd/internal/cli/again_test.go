package cli

import (
	"os"
	"path/filepath"
	"testing"

	"csi/assess/store"
)

// The way to a file stays right when the assessment that names it moves.
func TestMoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct{ file, from, to, want string }{
		{"", "a.csi.yaml", "b/a.csi.yaml", ""},
		{"last.csi.yaml", "a.csi.yaml", "b.csi.yaml", "last.csi.yaml"},
		{"last.csi.yaml", "a.csi.yaml", "usb/a.csi.yaml", "../last.csi.yaml"},
		{"../2025/last.csi.yaml", "2026/a.csi.yaml", "a.csi.yaml", "2025/last.csi.yaml"},
		{filepath.Join(dir, "last.csi.yaml"), filepath.Join(dir, "x", "a.csi.yaml"), filepath.Join(dir, "a.csi.yaml"), "last.csi.yaml"},
	} {
		if got := moved(c.file, c.from, c.to); got != c.want {
			t.Errorf("moved(%q, %q, %q) = %q, want %q", c.file, c.from, c.to, got, c.want)
		}
	}
}

func TestSameFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	for _, name := range []string{one, two} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !sameFile(one, filepath.Join(dir, ".", "x", "..", "one")) || sameFile(one, two) || sameFile("", "") || sameFile(one, filepath.Join(dir, "none")) {
		t.Error("one file under two names is two, or two are one")
	}
}

// The menu offers to ask again what nothing is open in.
func TestFinished(t *testing.T) {
	t.Parallel()
	entries := []store.Entry{{Path: "half", Settled: 1, Total: 2}, {Path: "whole", Settled: 2, Total: 2}, {Path: "lost"}, {Path: "faulty", Settled: 2, Total: 2, Faulty: true}}
	if got := finished(entries); len(got) != 1 || got[0].Path != "whole" || len(entries) != 4 {
		t.Errorf("finished() = %v, want the whole one", got)
	}
}
