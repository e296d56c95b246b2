package yamldoc

import (
	"regexp"
	"sync"
)

// Pattern gives a regular expression that is compiled when it is first used.
// Compiling all of the project's at the start would cost every command, even
// "csi --version", a third of a millisecond. It panics at that first use when
// the expression is broken.
func Pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
