package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"

	"csi/cmd/internal/cli"
)

// version is set by the linker for a release; a build from a checkout takes
// it from the build information.
var version string

func main() { os.Exit(run()) }

// run is main with an exit code, so that a test can register it as a command.
func run() int {
	// A command lives for milliseconds. Collecting garbage less often saves a
	// sixth of a report's time, and the whole stays under 40 MiB.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Main(ctx, os.Args[1:], &cli.Env{
		In:        os.Stdin,
		Out:       os.Stdout,
		Err:       os.Stderr,
		InTTY:     isTerminal(os.Stdin),
		OutTTY:    isTerminal(os.Stdout),
		ErrTTY:    isTerminal(os.Stderr),
		Getenv:    os.Getenv,
		Now:       time.Now,
		Rand:      rand.Reader,
		Width:     width,
		Version:   ownVersion(),
		Config:    config(),
		OwnWindow: mousetrap.StartedByExplorer(),
	})
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// width gives the columns of the terminal that people read, 80 where there is
// none.
func width() int {
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return 80
}

// config gives the folder where people keep settings; "" where there is none.
func config() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return dir
}

// ownVersion names this build: the release, or the revision it was built from.
func ownVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			revision = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if revision == "" {
		return "development"
	}
	return "development-" + revision + changed
}
