package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// File is an assessment file that is open for saving. It holds the lock of
// the file until Close, and may be used by several goroutines.
type File struct {
	mu      sync.Mutex
	d       disk
	q       *assess.Questionnaire
	name    string // as the person gave it
	path    string // the file behind symbolic links
	lock    *lock
	closed  bool
	private bool

	head []byte   // comments above the first line of content
	ours [][]byte // contents that are ours to replace; empty: no file
}

// Read reads an assessment without opening it for saving: no lock, and
// nothing on the disk changes. The error is an *Error, a *FaultsError, or what
// resolve returned.
func Read(path string, resolve Resolver) (*Document, error) {
	data, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, data, resolve)
}

// Create opens a new file for saving. An existing one is refused with
// ErrExists. Nothing but the lock is on the disk before the first Save.
func Create(path string, q *assess.Questionnaire) (*File, error) {
	return create(system{}, path, q)
}

func create(d disk, path string, q *assess.Questionnaire) (*File, error) {
	f := &File{d: d, q: q, name: path, path: target(path)}
	if _, err := d.stat(f.path); err == nil {
		return nil, &Error{Op: "save", File: path, Reason: ErrExists}
	}
	l, err := acquire(path, f.path)
	if err != nil {
		return nil, err
	}
	f.lock = l
	if _, err := d.stat(f.path); !errors.Is(err, fs.ErrNotExist) {
		l.release()
		if err == nil {
			return nil, &Error{Op: "save", File: path, Reason: ErrExists}
		}
		return nil, saving(path, err)
	}
	f.sweep()
	return f, nil
}

// Open reads an assessment and opens it for saving. It takes the lock first,
// so what it reads cannot be older than what another csi saved; ErrLocked says
// since when another one has the file open.
func Open(path string, resolve Resolver) (*File, *Document, error) {
	f := &File{d: system{}, name: path, path: target(path)}
	if _, err := readable(path); err != nil {
		return nil, nil, err
	}
	l, err := acquire(path, f.path)
	if err != nil {
		return nil, nil, err
	}
	f.lock = l
	data, err := ReadFile(path)
	if err == nil {
		var doc *Document
		if doc, err = Parse(path, data, resolve); err == nil {
			f.q, f.head, f.ours = doc.Questionnaire, head(data), [][]byte{data}
			f.sweep()
			return f, doc, nil
		}
	}
	l.release()
	return nil, nil, err
}

// sweep clears away what a killed process left, when the lock is ours.
func (f *File) sweep() {
	if f.lock != nil {
		sweep(f.d, f.path)
	}
}

// Name gives the path as the person gave it, or as SaveAs and SaveBeside
// moved it.
func (f *File) Name() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.name
}

// MadePrivate reports whether a save closed a file that other accounts on
// this computer could read.
func (f *File) MadePrivate() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.private
}

// Save makes an assessment durable. When it returns nil, the file is synced,
// was read back and is what a crash leaves; on any error the file is whole, as
// it was before or as it was to be, and Save can be called again. It refuses
// to write what could not be read again (a *FaultsError), and to write over a
// file that somebody else changed (ErrChanged; see SaveBeside).
func (f *File) Save(a *assess.Assessment) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return &Error{Op: "save", File: f.name, Reason: ErrClosed}
	}
	return f.save(a)
}

func (f *File) save(a *assess.Assessment) error {
	data, err := f.bytes(a)
	if err != nil {
		return err
	}
	there, err := f.check()
	if err != nil {
		return err
	}
	opened := there && f.seal()
	f.ours = append(f.ours, data) // a failing save may have got as far as the rename
	if err := replace(f.d, f.path, data, there); err != nil {
		return saving(f.name, err)
	}
	back, err := f.d.read(f.path)
	switch {
	case err != nil:
		return saving(f.name, err)
	case !bytes.Equal(back, data):
		return &Error{Op: "save", File: f.name, Reason: ErrDamaged}
	}
	f.ours = [][]byte{data}
	f.private = f.private || opened
	return nil
}

// bytes writes the assessment and makes sure that it can be read again: a
// fault must stop the save, not the next opening.
func (f *File) bytes(a *assess.Assessment) ([]byte, error) {
	data := append(bytes.Clone(f.head), Marshal(a, f.q)...)
	if len(data) > yamldoc.MaxSize {
		return nil, &Error{Op: "save", File: f.name, Reason: ErrTooLarge}
	}
	_, err := Parse(f.name, data, func(assess.Ref, string) (*assess.Questionnaire, error) { return f.q, nil })
	return data, err
}

// check reports whether the file is there, and refuses when it holds what we
// did not write. A file that was taken away is written anew.
func (f *File) check() (there bool, err error) {
	data, err := f.d.read(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, saving(f.name, err)
	}
	for _, ours := range f.ours {
		if bytes.Equal(data, ours) {
			return true, nil
		}
	}
	return true, &Error{Op: "save", File: f.name, Reason: ErrChanged}
}

// seal takes the file away from other accounts before it becomes the backup,
// and reports whether they could read it. Disks that know no modes stay as
// they are.
func (f *File) seal() bool {
	const others = 0o077
	info, err := f.d.stat(f.path)
	if !knowsModes || err != nil || info.Mode()&others == 0 {
		return false
	}
	if f.d.chmod(f.path, 0o600) != nil {
		return false
	}
	info, err = f.d.stat(f.path)
	return err == nil && info.Mode()&others == 0
}

// SaveAs saves to another place, which must be free (ErrExists), and stays
// there: later saves go to the new file. The file before stays as it is. After
// an error the File is where it was.
func (f *File) SaveAs(path string, a *assess.Assessment) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return &Error{Op: "save", File: f.name, Reason: ErrClosed}
	}
	g, err := create(f.d, path, f.q)
	if err != nil {
		return err
	}
	g.head = f.head
	if err := g.save(a); err != nil {
		g.lock.release()
		return err
	}
	f.lock.release()
	f.name, f.path, f.lock, f.ours = g.name, g.path, g.lock, g.ours
	return nil
}

// SaveBeside saves under the next free name in the same folder, NAME-2 or a
// higher number, and gives that name: what is left to do after ErrChanged.
// Later saves go to the new file.
func (f *File) SaveBeside(a *assess.Assessment) (string, error) {
	name := f.Name()
	stem, ending := strings.TrimSuffix(name, Ending), Ending
	if stem == name {
		ending = filepath.Ext(name)
		stem = strings.TrimSuffix(name, ending)
	}
	for i := 2; ; i++ {
		next := fmt.Sprintf("%s-%d%s", stem, i, ending)
		err := f.SaveAs(next, a)
		if errors.Is(err, ErrExists) || errors.Is(err, ErrLocked) {
			continue
		}
		return next, err
	}
}

// Close lets go of the lock. It saves nothing: whatever was confirmed is on
// the disk already. A second Close does nothing.
func (f *File) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed {
		f.closed = true
		f.lock.release()
	}
}

// head gives the comments above the first line of content.
func head(data []byte) []byte {
	rest := bytes.TrimPrefix(data, []byte("\ufeff"))
	n := 0
	for n < len(rest) {
		line, _, more := bytes.Cut(rest[n:], []byte("\n"))
		if t := bytes.TrimSpace(line); !more || len(t) > 0 && t[0] != '#' {
			break
		}
		n += len(line) + 1
	}
	if len(bytes.TrimSpace(rest[:n])) == 0 {
		return nil
	}
	return bytes.Clone(rest[:n])
}

// readable finds out what a path stands for before anything is opened.
func readable(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{Op: "read", File: path, Reason: ErrNotFound, Near: near(path), Cause: err}
	case err != nil:
		return nil, reading(path, err)
	case info.IsDir():
		return nil, &Error{Op: "read", File: path, Reason: ErrNoFile}
	}
	return info, nil
}

// ReadFile reads a file that a person named, an assessment or another one of
// the same size. The error is an *Error, or a *FaultsError for a file that is
// far too large.
func ReadFile(path string) ([]byte, error) {
	info, err := readable(path)
	if err != nil {
		return nil, err
	}
	const sensible = 64 << 20 // beyond that not even the message needs the bytes
	if info.Size() > sensible {
		d := &yamldoc.Diagnostics{File: path}
		d.Add(nil, "too-large", "the file has %d MB; expected at most 1 MB", info.Size()>>20)
		return nil, &FaultsError{path, d.List}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, reading(path, err)
	}
	return data, nil
}

// near finds the file in the folder of path that may have been meant; "" when
// there is none.
func near(path string) string {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !strings.HasSuffix(e.Name(), "~") {
			names = append(names, e.Name())
		}
	}
	if name := yamldoc.Closest(filepath.Base(path), names); name != "" {
		return filepath.Join(dir, name)
	}
	return ""
}
