package store

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// knowsModes says that the system keeps others from files by their mode.
// Windows does so by lists that a file inherits from its folder.
const knowsModes = false

// Codes of Windows that package syscall has no names for.
const (
	errorWriteProtect   = syscall.Errno(19)
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
)

func isNoSpace(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}

func isReadOnly(err error) bool { return errors.Is(err, errorWriteProtect) }

// rename replaces a file. Virus scanners and indexers hold new files for a
// moment; a second of patience saves the person an error.
func rename(from, to string) error {
	var err error
	for wait := 5 * time.Millisecond; wait < time.Second; wait *= 2 {
		err = os.Rename(from, to)
		if !errors.Is(err, errorSharingViolation) && !errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

// syncDir does nothing: Windows cannot sync a folder, and its file systems
// journal renames.
func syncDir(string) error { return nil }
