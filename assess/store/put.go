package store

import (
	"os"
)

// Put writes a finished file that is not an assessment, such as a report:
// whole or not at all, over what was there, for its owner only. A device such
// as /dev/null is written to as it is. The error is an *Error.
func Put(path string, data []byte) error {
	file := target(path)
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return &Error{Op: "save", File: path, Reason: ErrNoFile}
	case err == nil && !info.Mode().IsRegular():
		err = os.WriteFile(file, data, 0o600)
	default:
		err = replace(system{}, file, data, false)
	}
	if err != nil {
		return saving(path, err)
	}
	return nil
}
