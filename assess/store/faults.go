package store

import (
	"errors"
	"fmt"
	"strings"

	"csi/questionnaires/yamldoc"
)

// Format is the version of the file format that this package writes, and the
// highest it reads.
const Format = 1

// FaultsError says that a file has faults of content. It matches ErrNewer,
// ErrKind and ErrTruncated when the one fault it holds is of that kind.
type FaultsError struct {
	File string
	List []yamldoc.Diagnostic // at least one, in the order of the file
}

// Error counts the faults; the list is for the caller to print.
func (e *FaultsError) Error() string {
	if len(e.List) == 1 {
		return fmt.Sprintf("1 fault in %s", e.File)
	}
	return fmt.Sprintf("%d faults in %s", len(e.List), e.File)
}

// Is matches the sentinels that a caller may want to branch on.
func (e *FaultsError) Is(target error) bool {
	code := map[error]string{ErrNewer: codeNewer, ErrKind: codeKind, ErrTruncated: codeTruncated}[target]
	return code != "" && len(e.List) == 1 && e.List[0].Code == code
}

// Faults that a caller may want to tell from others.
var (
	ErrNewer     = errors.New("written by a newer csi")
	ErrKind      = errors.New("not an assessment")
	ErrTruncated = errors.New("ends in the middle of a line")
)

const (
	codeNewer     = "newer"
	codeKind      = "kind"
	codeTruncated = "truncated"
)

// UnknownError is what a Resolver returns for an id that it has no
// questionnaire of.
type UnknownError struct {
	Known []string // the ids that exist
}

// Error says what is missing.
func (e *UnknownError) Error() string { return "no such questionnaire" }

// instead ends a message about a word that is none of a list: with the word
// that was probably meant, or with the list.
func instead(word string, known []string) string {
	if near := yamldoc.Closest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "expected " + oneOf(known)
}

// oneOf writes a list to choose from.
func oneOf(known []string) string {
	if len(known) == 1 {
		return known[0]
	}
	return "one of " + strings.Join(known, ", ")
}

// ids gives the texts of enumeration values.
func ids[T fmt.Stringer](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.String()
	}
	return out
}

// grouped writes a count with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
