package cli

import (
	"errors"
	"fmt"
	"strings"

	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// Exit codes of every command.
const (
	ExitDone    = 0   // done
	ExitFailure = 1   // cannot be opened, locked, written or compared
	ExitUsage   = 2   // wrong use of the command
	ExitFaults  = 3   // faults found in a file
	ExitStopped = 130 // stopped by the person or by the end of input
)

// failure is an error with an exit code and words for people: the ids of a
// message and of hints in the catalogue, with their parts.
type failure struct {
	code  int
	id    string
	text  string // instead of id: a message that is ready
	parts phrases.V
	hints []string // ids; their parts are those of the message
	cause error
}

func (f *failure) Error() string { return f.id + f.text }
func (f *failure) Unwrap() error { return f.cause }

// usage makes the failure of a command used wrongly.
func usage(id string, parts phrases.V, hints ...string) error {
	return &failure{code: ExitUsage, id: "cli.error." + id, parts: parts, hints: hinted(hints)}
}

// failed makes the failure of something that could not be done.
func failed(id string, parts phrases.V, hints ...string) error {
	return &failure{code: ExitFailure, id: "cli.error." + id, parts: parts, hints: hinted(hints)}
}

func hinted(hints []string) []string {
	for i := range hints {
		hints[i] = "cli.hint." + hints[i]
	}
	return hints
}

// faults is the failure of a file with faults in it.
type faults struct {
	list []yamldoc.Diagnostic
	note string // id of the last line: what did not happen because of them
}

func (f *faults) Error() string { return fmt.Sprintf("%d faults", len(f.list)) }

// stopped is the way out of a person who leaves early.
type stopped struct {
	saved, items int
	file         string // "" when nothing was saved
	ended        bool   // the input ended
	plain        bool
	plan         phrases.V // the plan was at hand: its tally
}

func (s *stopped) Error() string { return "stopped" }

// exit prints an error once, for people, and gives the exit code.
func exit(err error, env *Env, p *phrases.Catalogue) int {
	var (
		f *failure
		d *faults
		s *stopped
		q quiet
	)
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &q):
		return int(q)
	case errors.As(err, &s):
		return exitStopped(s, env, p)
	case errors.As(err, &d):
		return exitFaults(d, env, p)
	case errors.As(err, &f):
		if f.text == "" {
			f.text = p.T(f.id, f.parts)
		}
		env.say(f.text)
		for _, h := range f.hints {
			env.hint(p, p.T(h, f.parts))
		}
		return f.code
	}
	env.say(err.Error())
	return ExitFailure
}

// quiet ends a command with a code after everything was said.
type quiet int

func (q quiet) Error() string { return "" }

func exitStopped(s *stopped, env *Env, p *phrases.Catalogue) int {
	parts, command := phrases.V{"saved": s.saved, "items": s.items, "file": s.file}, "csi assess "
	switch {
	case s.plan != nil && s.ended:
		env.say(p.T("plan.input_ended", s.plan))
		command = "csi plan "
	case s.plan != nil:
		env.say(p.T("plan.stopped", s.plan))
		command = "csi plan "
	case s.file == "" && s.ended:
		env.say(p.T("cli.input_ended_nothing"))
		return ExitStopped
	case s.file == "":
		env.say(p.T("cli.stopped_nothing"))
		return ExitStopped
	case s.ended:
		env.say(p.T("cli.input_ended", parts))
	default:
		env.say(p.T("cli.stopped", parts))
	}
	more := ""
	if s.plain {
		more = " --plain"
	}
	env.say(p.T("cli.go_on", phrases.V{"command": command + quote(s.file) + more}))
	return ExitStopped
}

func exitFaults(d *faults, env *Env, p *phrases.Catalogue) int {
	byFile := map[string]int{}
	for _, f := range d.list {
		fmt.Fprintln(env.Err, f)
		byFile[f.File]++
	}
	id := "cli.faults"
	if len(byFile) > 1 {
		id = "cli.faults_files"
	}
	note := ""
	if d.note != "" {
		note = "; " + p.T(d.note)
	}
	env.say(p.N(id, len(d.list), phrases.V{"file": d.list[0].File, "files": len(byFile)}) + note)
	env.hint(p, p.T("cli.hint.formats"))
	return ExitFaults
}

// say writes a message to people: one line in a pipe, wrapped under its first
// word on a terminal.
func (e *Env) say(text string) {
	if !e.ErrTTY {
		fmt.Fprintln(e.Err, "csi: "+text)
		return
	}
	l := &lines{w: e.Err, width: min(80, e.Width())}
	l.hang(0, "csi: ", text)
}

// into gives the same surroundings with what is said to people in a text,
// wrapped as on a terminal.
func (e *Env) into(text *strings.Builder) *Env {
	other := *e
	other.Err, other.ErrTTY = text, true
	return &other
}

// hint writes what to do about the line before.
func (e *Env) hint(p *phrases.Catalogue, text string) { e.say(p.T("cli.hint_word") + text) }

// warn writes a message that changes no exit code.
func (a *app) warn(id string, parts phrases.V) {
	p := a.phrases()
	a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T("cli.warning."+id, parts))
}

// quote puts a file name into quotation marks when a shell would split it.
func quote(file string) string {
	if strings.ContainsAny(file, " \t'\"$&;|<>()*?!~") {
		return `"` + strings.ReplaceAll(file, `"`, `\"`) + `"`
	}
	return file
}
