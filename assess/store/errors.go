package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// What can keep a file from being read or saved. An *Error matches one of
// them with errors.Is.
var (
	ErrExists     = errors.New("the file exists")
	ErrNotFound   = errors.New("no such file")
	ErrNoFolder   = errors.New("no such folder")
	ErrNoFile     = errors.New("not a file")
	ErrLocked     = errors.New("open in another window")
	ErrChanged    = errors.New("changed on disk")
	ErrNoSpace    = errors.New("no space left")
	ErrReadOnly   = errors.New("the folder is read-only")
	ErrPermission = errors.New("permission denied")
	ErrTooLarge   = errors.New("too large")
	ErrClosed     = errors.New("the file is closed")
	ErrDamaged    = errors.New("the disk gave back something else than was written")
)

// Error says what could not be done with a file, in words for people and
// without anything that the file holds.
type Error struct {
	Op     string // read, save
	File   string // as the person gave it
	Reason error  // one of the sentinels; nil for what none of them names
	Since  time.Time
	Near   string // of ErrNotFound: a file of that folder that may be meant; ""
	Cause  error  // of the system; may be nil
}

// Error gives the message of look/terminal.md, section 13, without "csi: ".
func (e *Error) Error() string {
	switch e.Reason {
	case ErrExists:
		return fmt.Sprintf("%q exists and holds an assessment", e.File)
	case ErrNotFound:
		return fmt.Sprintf("no file %q in this folder", e.File)
	case ErrNoFolder:
		return fmt.Sprintf("%s %q: there is no such folder", e.verb(), e.File)
	case ErrNoFile:
		return fmt.Sprintf("%q is a folder or a device; expected a file", e.File)
	case ErrLocked:
		return fmt.Sprintf("%q is open in another csi window since %s", e.File, e.Since.Format("15:04"))
	case ErrChanged:
		return fmt.Sprintf("%q changed on disk while it was open here", e.File)
	case ErrReadOnly:
		return fmt.Sprintf("%s %q: this folder is read-only", e.verb(), e.File)
	case ErrTooLarge:
		return fmt.Sprintf("%s %q: it would have more than 1 MB; shorten some notes", e.verb(), e.File)
	case nil:
		return fmt.Sprintf("%s %q: %s", e.verb(), e.File, bare(e.Cause))
	}
	return fmt.Sprintf("%s %q: %s", e.verb(), e.File, e.Reason)
}

// verb gives the operation as messages have it.
func (e *Error) verb() string {
	if e.Op == "read" && strings.HasSuffix(e.File, Ending) {
		return "read assessment"
	}
	return e.Op
}

// Unwrap gives the sentinel and what the system said.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.Reason, e.Cause} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// bare takes the paths out of an error of the system: the person may not have
// given them, and the temporary ones mean nothing to anybody.
func bare(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return fmt.Sprint(errors.Unwrap(err))
}

// reading and saving make an Error of what the system said.
func reading(file string, err error) error { return failure("read", file, err, ErrPermission) }
func saving(file string, err error) error  { return failure("save", file, err, ErrReadOnly) }

// failure finds the sentinel of an error of the system; denied is what a
// refused permission means here.
func failure(op, file string, err, denied error) error {
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	e := &Error{Op: op, File: file, Cause: err}
	switch {
	case isNoSpace(err):
		e.Reason = ErrNoSpace
	case isReadOnly(err):
		e.Reason = ErrReadOnly
	case errors.Is(err, fs.ErrPermission):
		e.Reason = denied
	case errors.Is(err, fs.ErrNotExist) && op == "read":
		e.Reason = ErrNotFound
	case errors.Is(err, fs.ErrNotExist):
		e.Reason = ErrNoFolder
	}
	return e
}
