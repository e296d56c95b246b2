//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"errors"
	"os"
	"syscall"
)

// takeLock opens the lock file and locks it. The system lets go of the lock
// when the process ends; a file that is left behind locks nothing.
func takeLock(name string) (*os.File, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
		if err != nil {
			return nil, err
		}
		if err := flock(f); err != nil {
			f.Close()
			return nil, err
		}
		if current(f, name) {
			return f, stamp(f)
		}
		// The holder before us removed the file between our opening and
		// our locking it: what we hold is a file that nobody can find.
		f.Close()
	}
}

// flock locks without waiting.
func flock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errHeld
		case errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.EOPNOTSUPP),
			errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.EINVAL):
			_ = os.Remove(f.Name())
			return errNoLocks
		}
		return err
	}
}

// current reports whether the open file is the one that the name stands for.
func current(f *os.File, name string) bool {
	ours, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(name)
	return err == nil && os.SameFile(ours, there)
}

// stamp sets the time of the lock file to now. A full disk must not keep a
// person from opening a file, so a failure costs only the right time.
func stamp(f *os.File) error {
	_ = f.Truncate(0)
	_, _ = f.WriteString("csi\n")
	return nil
}

// release removes the lock file while it is still locked, so that nobody can
// lock a file that is about to vanish without noticing (see takeLock).
func (l *lock) release() {
	if l == nil {
		return
	}
	_ = os.Remove(l.path)
	_ = l.f.Close()
}
