package store

import (
	"errors"
	"os"
	"syscall"
)

// Codes of Windows that package syscall has no names for.
const (
	errorSharingViolation = syscall.Errno(32)
	fileFlagDeleteOnClose = 0x04000000
	fileAttributeHidden   = 0x2
)

// takeLock opens the lock file for itself alone. Windows closes and deletes
// it when the process ends, however it ends.
func takeLock(name string) (*os.File, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	const alone = 0 // no sharing
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, alone, nil,
		syscall.CREATE_ALWAYS, fileAttributeHidden|fileFlagDeleteOnClose, 0)
	switch {
	case errors.Is(err, errorSharingViolation):
		return nil, errHeld
	case err != nil:
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	f := os.NewFile(uintptr(h), name)
	_, _ = f.WriteString("csi\n")
	return f, nil
}

// release closes the lock file, which deletes it.
func (l *lock) release() {
	if l != nil {
		_ = l.f.Close()
	}
}
