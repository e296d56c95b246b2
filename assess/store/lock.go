package store

import (
	"errors"
	"os"
	"time"
)

// errNoLocks says that the disk knows no locks.
var errNoLocks = errors.New("this disk knows no locks")

// errHeld says that another process holds the lock.
var errHeld = errors.New("the lock is held")

// lock is a held lock. nil is the lock of a disk that knows none.
type lock struct {
	f    *os.File
	path string
}

// acquire takes the lock of a file. The error is an *Error: ErrLocked with
// the time since when, or why the lock file could not be made.
func acquire(file, path string) (*lock, error) {
	name := lockName(path)
	f, err := takeLock(name)
	switch {
	case err == nil:
		return &lock{f, name}, nil
	case errors.Is(err, errNoLocks):
		return nil, nil
	case errors.Is(err, errHeld):
		return nil, &Error{Op: "save", File: file, Reason: ErrLocked, Since: lockedSince(name)}
	}
	return nil, saving(file, err)
}

// lockedSince gives the time the lock was taken: its holder wrote to the lock
// file then, and never again.
func lockedSince(name string) time.Time {
	if info, err := os.Stat(name); err == nil {
		return info.ModTime()
	}
	return time.Now()
}
