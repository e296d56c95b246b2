package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// disk is the steps that a save takes on the operating system. Tests put one
// in between that fails at a step of their choice.
type disk interface {
	read(path string) ([]byte, error)
	stat(path string) (fs.FileInfo, error)
	chmod(path string, mode fs.FileMode) error
	temp(dir, pattern string) (tempFile, error)
	link(from, to string) error
	rename(from, to string) error
	remove(path string) error
	syncDir(dir string) error
	list(dir string) ([]string, error)
}

// tempFile is a file that is being written. It is for its owner only.
type tempFile interface {
	Name() string
	Write(b []byte) (int, error)
	Sync() error
	Close() error
}

// system is the disk of the operating system.
type system struct{}

func (system) read(path string) ([]byte, error)           { return os.ReadFile(path) }
func (system) stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }
func (system) chmod(path string, mode fs.FileMode) error  { return os.Chmod(path, mode) }
func (system) temp(dir, pattern string) (tempFile, error) { return os.CreateTemp(dir, pattern) }
func (system) link(from, to string) error                 { return os.Link(from, to) }
func (system) rename(from, to string) error               { return rename(from, to) }
func (system) remove(path string) error                   { return os.Remove(path) }
func (system) syncDir(dir string) error                   { return syncDir(dir) }

func (system) list(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

// target follows symbolic links to the file that is really meant, which need
// not exist yet: a save must replace that file and not the link.
func target(path string) string {
	for range 40 {
		to, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path
}

// The names of what a save puts beside the file. All but the backup begin
// with a dot and are gone when the save is over.
func backupName(path string) string { return path + "~" }
func lockName(path string) string   { return hidden(path, ".lock") }
func tempName(path string) string   { return filepath.Base(hidden(path, ".tmp-")) }

func hidden(path, ending string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+ending)
}

// sweep removes what a killed process left behind. Only the holder of the
// lock may do so.
func sweep(d disk, path string) {
	names, err := d.list(filepath.Dir(path))
	if err != nil {
		return // a folder that cannot be listed keeps its litter; nothing depends on it
	}
	for _, name := range names {
		if strings.HasPrefix(name, tempName(path)) {
			_ = d.remove(filepath.Join(filepath.Dir(path), name))
		}
	}
}

// replace puts data at path so that path is at every instant a whole version,
// the old or the new, and keeps the old one as a backup.
func replace(d disk, path string, data []byte, existed bool) error {
	dir := filepath.Dir(path)
	fresh, err := writeTemp(d, dir, tempName(path)+"*", data)
	if err != nil {
		return err
	}
	if existed {
		err = backup(d, path)
	}
	if err == nil {
		err = d.rename(fresh, path)
	}
	if err != nil {
		_ = d.remove(fresh)
		return err
	}
	return d.syncDir(dir)
}

// backup makes the file at path known as its backup as well: as a second link,
// which costs no writing, or as a copy where the disk knows no links.
func backup(d disk, path string) error {
	dir := filepath.Dir(path)
	name := filepath.Join(dir, tempName(path)+"backup")
	_ = d.remove(name)
	if err := d.link(path, name); err != nil {
		data, err := d.read(path)
		if err != nil {
			return err
		}
		if name, err = writeTemp(d, dir, tempName(path)+"*", data); err != nil {
			return err
		}
	}
	err := d.rename(name, backupName(path))
	// Renaming one link of a file to another link of the same file does
	// nothing (POSIX), so the name may still be there after a success.
	_ = d.remove(name)
	return err
}

// writeTemp writes and syncs a new file and gives its path. After an error
// there is no file.
func writeTemp(d disk, dir, pattern string, data []byte) (string, error) {
	f, err := d.temp(dir, pattern)
	if err != nil {
		return "", err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = d.remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
