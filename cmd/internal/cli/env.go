// Package cli is the command line: one file per command, one place for what
// comes from outside (Env), one for errors and exit codes. It is the only
// package that knows cobra.
package cli

import (
	"io"
	"strings"
	"time"
)

// Env is everything that a command may take from outside. main fills it from
// the operating system, tests from what they like.
type Env struct {
	In       io.Reader
	Out, Err io.Writer

	InTTY, OutTTY, ErrTTY bool

	Getenv  func(string) string
	Now     func() time.Time
	Rand    io.Reader  // for ids
	Width   func() int // columns of the terminal; 80 where there is none
	Version string
	Config  string // the person's configuration folder; "" for none
	// OwnWindow says that the console window closes with the program, as it
	// does after a double click on Windows.
	OwnWindow bool
}

// language takes the language from a flag, CSI_LANG or the locale, in this
// order, as "en" or "pt-BR".
func (e *Env) language(flag string) string {
	for _, v := range []string{flag, e.Getenv("CSI_LANG"), e.Getenv("LC_ALL"), e.Getenv("LC_MESSAGES"), e.Getenv("LANG")} {
		v, _, _ = strings.Cut(v, ".")
		v, _, _ = strings.Cut(v, "@")
		if v == "C" || v == "POSIX" {
			return "en"
		}
		if v != "" {
			return strings.ReplaceAll(v, "_", "-")
		}
	}
	return "en"
}

// plain reports whether to talk in lines: asked for, or no terminal that can
// move its cursor.
func (e *Env) plain(flag bool) bool {
	return flag || e.Getenv("CSI_PLAIN") != "" || e.Getenv("TERM") == "dumb" || !e.InTTY || !e.ErrTTY
}
