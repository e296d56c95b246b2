package store

import (
	"os"
	"strings"
	"unicode"
)

// Occupied reports whether something stands where a new folder is to be made:
// a file, or a folder that holds something.
func Occupied(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		return true
	}
	names, err := os.ReadDir(dir)
	return err != nil || len(names) > 0
}

// CheckFolderName says what keeps a name from being that of a folder on every
// system: "empty", "slash", "sign", "dot", "long" or "device" (a name that
// Windows keeps); "" when all is well.
func CheckFolderName(name string) string {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch {
	case strings.TrimSpace(name) == "":
		return "empty"
	case strings.ContainsAny(name, `/\`):
		return "slash"
	case strings.ContainsAny(name, `<>:"|?*`), strings.ContainsFunc(name, unicode.IsControl):
		return "sign"
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "-"), strings.HasSuffix(name, "."), name != strings.TrimSpace(name):
		return "dot"
	case len(name) > maxName:
		return "long"
	case reserved().MatchString(strings.TrimSpace(stem)):
		return "device"
	}
	return ""
}
