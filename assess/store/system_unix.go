//go:build !windows

package store

import (
	"errors"
	"os"
	"syscall"
)

// knowsModes says that the system keeps others from files by their mode.
const knowsModes = true

func isNoSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func rename(from, to string) error { return os.Rename(from, to) }

// syncDir makes renames in a folder durable. Some network drives refuse to
// sync folders; then there is nothing more that could be done.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOTTY) {
		return nil
	}
	return err
}
