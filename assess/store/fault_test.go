package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"csi/assess"
)

// faulty is a disk whose steps fail from number at on: only that one, or with
// dead all that follow, as when the process is gone.
type faulty struct {
	disk
	at, step int
	dead     bool
	err      error
	noLinks  bool
	done     []string
}

func (d *faulty) fail(name string) error {
	d.step++
	d.done = append(d.done, name)
	if d.step == d.at || d.dead && d.step > d.at {
		return &fs.PathError{Op: name, Path: "/secret/path", Err: d.err}
	}
	return nil
}

func (d *faulty) read(path string) ([]byte, error) {
	if err := d.fail("read"); err != nil {
		return nil, err
	}
	return d.disk.read(path)
}

func (d *faulty) temp(dir, pattern string) (tempFile, error) {
	if err := d.fail("temp"); err != nil {
		return nil, err
	}
	f, err := d.disk.temp(dir, pattern)
	return &faultyFile{f, d}, err
}

func (d *faulty) link(from, to string) error {
	if d.noLinks {
		return syscall.EPERM
	}
	if err := d.fail("link"); err != nil {
		return err
	}
	return d.disk.link(from, to)
}

func (d *faulty) rename(from, to string) error {
	if err := d.fail("rename"); err != nil {
		return err
	}
	return d.disk.rename(from, to)
}

func (d *faulty) remove(path string) error {
	if d.dead && d.step >= d.at {
		return d.err
	}
	return d.disk.remove(path)
}

func (d *faulty) syncDir(dir string) error {
	if err := d.fail("sync folder"); err != nil {
		return err
	}
	return d.disk.syncDir(dir)
}

// faultyFile writes half of what it is given before it fails.
type faultyFile struct {
	tempFile
	d *faulty
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if err := f.d.fail("write"); err != nil {
		n, _ := f.tempFile.Write(b[:len(b)/2])
		return n, err
	}
	return f.tempFile.Write(b)
}

func (f *faultyFile) Sync() error {
	if err := f.d.fail("sync"); err != nil {
		return err
	}
	return f.tempFile.Sync()
}

func (f *faultyFile) Close() error {
	if err := f.tempFile.Close(); err != nil {
		return err
	}
	return f.d.fail("close")
}

// TestSave_steps holds the order that makes a save durable: nothing is renamed
// before it was synced, and the folder is synced before the file is read back.
func TestSave_steps(t *testing.T) {
	t.Parallel()
	for noLinks, want := range map[bool]string{
		false: "read, temp, write, sync, close, link, rename, rename, sync folder, read",
		true:  "read, temp, write, sync, close, read, temp, write, sync, close, rename, rename, sync folder, read",
	} {
		f := saved(t, filepath.Join(t.TempDir(), "x.csi.yaml"))
		d := &faulty{disk: system{}, noLinks: noLinks}
		f.d = d
		if err := f.Save(sample()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(d.done, ", "); got != want {
			t.Errorf("links %v: %s, want %s", !noLinks, got, want)
		}
	}
}

// TestSave_faults lets every step of a save fail, once or for good, on disks
// with links and without: the file must be whole, old or new; there must be no
// litter; and the next save must work.
func TestSave_faults(t *testing.T) {
	t.Parallel()
	for _, noLinks := range []bool{false, true} {
		for _, dead := range []bool{false, true} {
			for at := 1; ; at++ {
				d := &faulty{disk: system{}, at: at, dead: dead, noLinks: noLinks, err: syscall.ENOSPC}
				saveWithFault(t, d)
				if d.step < at {
					break // every step has failed once
				}
			}
		}
	}
}

func saveWithFault(t *testing.T, d *faulty) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	f := saved(t, path)
	previous := sample()
	previous.Frame.People = 5
	if err := f.Save(previous); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	next := sample()
	next.Responses["dr-con"] = assess.Response{State: assess.Answered, Value: 3}
	after := Marshal(next, small())

	f.d = d
	err := f.Save(next)
	failed := d.step >= d.at
	got, _ := os.ReadFile(path)
	switch {
	case failed && d.done[d.at-1] == "link" && !d.dead:
		if err != nil {
			t.Errorf("a refused link was not replaced by a copy: %v", err)
		}
	case failed != (err != nil):
		t.Errorf("step %d of %q: Save() = %v", d.at, d.done, err)
	case err != nil && !errors.Is(err, ErrNoSpace) || err != nil && strings.Contains(err.Error(), "secret"):
		t.Errorf("Save() = %v, want ErrNoSpace without paths of ours", err)
	}
	if !bytes.Equal(got, before) && !bytes.Equal(got, after) || err == nil && !bytes.Equal(got, after) {
		t.Errorf("step %d of %q leaves\n%s", d.at, d.done, got)
	}
	if backup, _ := os.ReadFile(path + "~"); len(backup) == 0 {
		t.Errorf("step %d of %q leaves no backup", d.at, d.done)
	} else if _, err := Parse("x", backup, shelf); err != nil {
		t.Errorf("step %d of %q leaves a broken backup", d.at, d.done)
	}

	f.d = system{}
	if d.dead {
		f.Close()
		f, _ = open(t, path)
	}
	if names := folder(t, dir); len(names) != 3 {
		t.Errorf("step %d of %q leaves %q", d.at, d.done, names)
	}
	if err := f.Save(next); err != nil {
		t.Errorf("the save after step %d of %q = %v", d.at, d.done, err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, after) {
		t.Errorf("the save after step %d leaves\n%s", d.at, got)
	}
	if names := folder(t, dir); len(names) != 3 {
		t.Errorf("the save after step %d of %q leaves %q", d.at, d.done, names)
	}
}

// forgetful is a disk that gives back something else than was written.
type forgetful struct{ disk }

func (d forgetful) rename(from, to string) error {
	if err := d.disk.rename(from, to); err != nil {
		return err
	}
	return os.Truncate(to, 10)
}

func TestSave_readsBack(t *testing.T) {
	t.Parallel()
	f := saved(t, filepath.Join(t.TempDir(), "x.csi.yaml"))
	f.d = forgetful{system{}}
	if err := f.Save(sample()); !errors.Is(err, ErrDamaged) {
		t.Errorf("Save() = %v, want ErrDamaged", err)
	}
}

// TestErrors holds which errors of the system a person gets which words for.
func TestErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		make  func(string, error) error
		cause error
		is    error
		want  string
	}{
		{saving, syscall.ENOSPC, ErrNoSpace, `save "x.csi.yaml": no space left`},
		{saving, syscall.EDQUOT, ErrNoSpace, `save "x.csi.yaml": no space left`},
		{saving, syscall.EROFS, ErrReadOnly, `save "x.csi.yaml": this folder is read-only`},
		{saving, syscall.EACCES, ErrReadOnly, `save "x.csi.yaml": this folder is read-only`},
		{saving, syscall.ENOENT, ErrNoFolder, `save "x.csi.yaml": there is no such folder`},
		{saving, syscall.EIO, syscall.EIO, `save "x.csi.yaml": input/output error`},
		{reading, syscall.EACCES, ErrPermission, `read assessment "x.csi.yaml": permission denied`},
		{reading, syscall.ENOENT, ErrNotFound, `no file "x.csi.yaml" in this folder`},
		{reading, syscall.EIO, syscall.EIO, `read assessment "x.csi.yaml": input/output error`},
	} {
		err := c.make("x.csi.yaml", &fs.PathError{Op: "open", Path: "/secret/.x.csi.yaml.tmp-1", Err: c.cause})
		if !errors.Is(err, c.is) || !errors.Is(err, c.cause) || err.Error() != c.want {
			t.Errorf("%v: %v, want %s", c.cause, err, c.want)
		}
		linked := c.make("x.csi.yaml", &os.LinkError{Op: "rename", Old: "/secret/1", New: "/secret/2", Err: c.cause})
		if linked.Error() != c.want {
			t.Errorf("%v: %v, want %s", c.cause, linked, c.want)
		}
	}
}

func TestSave_readOnlyFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("the administrator may write everywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csi.yaml")
	saved(t, path).Close()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	if _, err := Read(path, shelf); err != nil {
		t.Errorf("Read() = %v", err)
	}
	if _, _, err := Open(path, shelf); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Open() = %v, want ErrReadOnly", err)
	}
	if _, err := Create(filepath.Join(dir, "y.csi.yaml"), small()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Create() = %v, want ErrReadOnly", err)
	}
}
