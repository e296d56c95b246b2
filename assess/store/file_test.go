package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func TestSave(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	f := saved(t, path)
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".x.csi.yaml.lock", "x.csi.yaml"}, folder(t, dir)); diff != "" {
		t.Errorf("after the first save (-want +got):\n%s", diff)
	}

	a := sample()
	a.Responses["dr-con"] = assess.Response{State: assess.DontKnow}
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	if backup, _ := os.ReadFile(path + "~"); !bytes.Equal(backup, first) {
		t.Errorf("the backup holds\n%s\nwant the version before", backup)
	}
	f.Close()
	f.Close()
	if err := f.Save(a); !errors.Is(err, ErrClosed) {
		t.Errorf("Save() after Close = %v", err)
	}
	if diff := cmp.Diff([]string{"x.csi.yaml", "x.csi.yaml~"}, folder(t, dir)); diff != "" {
		t.Errorf("after Close (-want +got):\n%s", diff)
	}
	_, doc := open(t, path)
	if diff := cmp.Diff(a, doc.Assessment); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if f.MadePrivate() {
		t.Error("a file that nobody else could read was called readable")
	}
}

func TestCreate_exists(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	saved(t, path).Close()
	_, err := Create(path, small())
	if !errors.Is(err, ErrExists) || err.Error() != `"`+path+`" exists and holds an assessment` {
		t.Errorf("Create() = %v", err)
	}
	_, err = Create(filepath.Join(filepath.Dir(path), "nowhere", "x.csi.yaml"), small())
	if !errors.Is(err, ErrNoFolder) {
		t.Errorf("Create() in a folder that is not there = %v", err)
	}
}

func TestOpen_refusals(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	saved(t, filepath.Join(dir, "dublin.csi.yaml")).Close()
	_, _, err := Open(filepath.Join(dir, "dubln.csi.yaml"), shelf)
	var e *Error
	if !errors.Is(err, ErrNotFound) || !errors.As(err, &e) || e.Near != filepath.Join(dir, "dublin.csi.yaml") {
		t.Errorf("Open() of a slip = %v, near %q", err, e.Near)
	}
	if _, _, err := Open(dir, shelf); !errors.Is(err, ErrNoFile) {
		t.Errorf("Open() of a folder = %v", err)
	}
	newer := filepath.Join(dir, "newer.csi.yaml")
	if err := os.WriteFile(newer, []byte("csi: 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(newer, shelf); !errors.Is(err, ErrNewer) {
		t.Errorf("Open() of a newer file = %v", err)
	}
	large := filepath.Join(dir, "large.csi.yaml")
	if err := os.WriteFile(large, bytes.Repeat([]byte("# filler\n"), 200_000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(large, shelf); !strings.Contains(faultsOf(t, err), "[too-large]") {
		t.Errorf("Read() of a large file = %v", err)
	}
	if err := os.Truncate(large, 3<<30); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(large, shelf); !strings.Contains(faultsOf(t, err), "the file has 3072 MB; expected at most 1 MB [too-large]") {
		t.Errorf("Read() of a huge file = %v", err)
	}
	if diff := cmp.Diff([]string{"dublin.csi.yaml", "large.csi.yaml", "newer.csi.yaml"}, folder(t, dir)); diff != "" {
		t.Errorf("refused files leave something behind (-want +got):\n%s", diff)
	}
}

func TestOpen_sweeps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	saved(t, path).Close()
	for _, name := range []string{".x.csi.yaml.tmp-123", ".x.csi.yaml.tmp-backup", ".x.csi.yaml.lock", ".y.csi.yaml.tmp-1", "x.csi.yaml.tmp-1"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, _ := open(t, path)
	f.Close()
	if diff := cmp.Diff([]string{".y.csi.yaml.tmp-1", "x.csi.yaml", "x.csi.yaml.tmp-1"}, folder(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSave_changedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	f := saved(t, path)
	theirs := []byte("# theirs\n")
	if err := os.WriteFile(path, theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(sample()); !errors.Is(err, ErrChanged) || err.Error() != `"`+path+`" changed on disk while it was open here` {
		t.Fatalf("Save() = %v, want ErrChanged", err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, theirs) {
		t.Errorf("their file holds %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "x-2.csi.yaml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	name, err := f.SaveBeside(sample())
	if err != nil || name != filepath.Join(dir, "x-3.csi.yaml") || f.Name() != name {
		t.Fatalf("SaveBeside() = %q, %v", name, err)
	}
	if err := f.Save(sample()); err != nil {
		t.Errorf("Save() to the new place = %v", err)
	}
	f.Close()
	if _, err := Read(name, shelf); err != nil {
		t.Errorf("Read() = %v", err)
	}
	want := []string{"x-2.csi.yaml", "x-3.csi.yaml", "x-3.csi.yaml~", "x.csi.yaml"}
	if diff := cmp.Diff(want, folder(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSave_oldVersionPutBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	f := saved(t, path)
	first, _ := os.ReadFile(path)
	a := sample()
	a.Frame.People = 9
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, first, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(a); !errors.Is(err, ErrChanged) {
		t.Errorf("Save() over a version that somebody put back = %v, want ErrChanged", err)
	}
}

func TestSave_takenAway(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	f := saved(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(sample()); err != nil {
		t.Fatalf("Save() = %v", err)
	}
	if _, err := Read(path, shelf); err != nil {
		t.Errorf("Read() = %v", err)
	}
}

func TestSave_unreadable(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	f := saved(t, path)
	before, _ := os.ReadFile(path)
	a := sample()
	a.Responses["ag-inf"] = assess.Response{State: assess.Answered, Value: 9}
	if got := faultsOf(t, f.Save(a)); !strings.Contains(got, "[value-range]") {
		t.Errorf("Save() of a value off the scale: %s", got)
	}
	a = sample()
	a.Frame.Policy = strings.Repeat("\x01", 1<<18+1)
	if err := f.Save(a); !errors.Is(err, ErrTooLarge) {
		t.Errorf("Save() of too much = %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("a refused save changed the file")
	}
}

func TestSave_symlinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, d := range []string{"real", "links"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "links", "x.csi.yaml")
	if err := os.Symlink("../real/y.csi.yaml", filepath.Join(dir, "links", "between")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if err := os.Symlink("between", link); err != nil {
		t.Fatal(err)
	}
	f := saved(t, link)
	if err := f.Save(sample()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(filepath.Join(dir, "real", "y.csi.yaml"), shelf); !errors.Is(err, ErrLocked) {
		t.Errorf("the target is not locked: %v", err)
	}
	f.Close()
	open(t, link)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if diff := cmp.Diff([]string{"between", "x.csi.yaml"}, folder(t, filepath.Join(dir, "links"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSave_private(t *testing.T) {
	t.Parallel()
	if !knowsModes {
		t.Skip("files have no modes here")
	}
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	saved(t, path).Close()
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	f, doc := open(t, path)
	if f.MadePrivate() {
		t.Error("called private before a save")
	}
	if err := f.Save(doc.Assessment); err != nil {
		t.Fatal(err)
	}
	if !f.MadePrivate() {
		t.Error("the person was not told that others could read the file")
	}
	for _, name := range []string{path, path + "~"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v (%v), want 0600", filepath.Base(name), info.Mode(), err)
		}
	}
}

func TestSave_head(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	top := "# Fictional.\n\n#   Port Example does not exist.\n"
	if err := os.WriteFile(path, append([]byte("\ufeff"+top), Marshal(sample(), small())...), 0o600); err != nil {
		t.Fatal(err)
	}
	f, doc := open(t, path)
	for range 2 {
		if err := f.Save(doc.Assessment); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile(path); string(got) != top+string(Marshal(sample(), small())) {
		t.Errorf("the comments on top are not what they were:\n%s", got)
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                   "",
		"csi: 1\n# x\n":      "",
		"\n\ncsi: 1\n":       "",
		"# a\r\ncsi: 1\n":    "# a\r\n",
		"# a\n# b":           "# a\n",
		"# a\n---\ncsi: 1\n": "# a\n",
	} {
		if got := string(head([]byte(in))); got != want {
			t.Errorf("head(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSaveAs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := saved(t, filepath.Join(dir, "x.csi.yaml"))
	other := saved(t, filepath.Join(dir, "y.csi.yaml"))
	if err := f.SaveAs(filepath.Join(dir, "y.csi.yaml"), sample()); !errors.Is(err, ErrExists) {
		t.Errorf("SaveAs() over a file = %v", err)
	}
	other.Close()
	if err := f.Save(sample()); err != nil {
		t.Errorf("Save() after a SaveAs that failed = %v", err)
	}
	if err := f.SaveAs(filepath.Join(dir, "z.csi.yaml"), sample()); err != nil {
		t.Fatal(err)
	}
	open(t, filepath.Join(dir, "x.csi.yaml"))
	if _, _, err := Open(filepath.Join(dir, "z.csi.yaml"), shelf); !errors.Is(err, ErrLocked) {
		t.Errorf("the new place is not locked: %v", err)
	}
}

func TestSave_goroutines(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.csi.yaml")
	f := saved(t, path)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			a := sample()
			a.Frame.People = i + 1
			if err := f.Save(a); err != nil {
				t.Errorf("Save() = %v", err)
			}
		})
	}
	wg.Wait()
}
