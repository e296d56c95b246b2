// Package form asks in a terminal: screen by screen on a terminal that can
// move its cursor (tui*.go and the files of its screens), line by line
// everywhere else (plain*.go). It hands what a person confirmed to its caller
// and never saves or scores itself.
package form

import (
	"context"
	"errors"
	"io"
	"time"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ErrStopped says that the person left before the end: by key, by Ctrl+C or
// by the end of input. Everything confirmed was handed over before.
var ErrStopped = errors.New("stopped")

// ErrInputEnded is the ErrStopped of an input that ended.
var ErrInputEnded = errors.Join(ErrStopped, errors.New("input ended"))

// Terminal is where the asking happens.
type Terminal struct {
	In     io.Reader
	Out    io.Writer // the screen; standard error in the program, so that standard output stays clean
	Getenv func(string) string
	Now    func() time.Time
	Plain  bool // lines only
	// Piped says that the lines come from a file or another program: nobody
	// sees a prompt, so none is written. Plain mode only.
	Piped bool
	Width int // columns, where they are known; plain mode wraps at them when they are few
}

// Sitting is all that the screens know: what is asked, what was said so far,
// and whom to hand a confirmed response.
type Sitting struct {
	Questionnaire *assess.Questionnaire
	Framework     *assess.Framework
	Phrases       *phrases.Catalogue
	Assessment    *assess.Assessment // as it stands; changed only after Save returned nil
	New           bool               // ask the frame first
	Section       string             // ask only this section; "" for all
	AskEvidence   bool               // ask for evidence after each item
	NotesOff      bool               // free text is off; it always is for sensitive groups
	Last          *assess.Earlier    // what was said last time, shown beside each item; nil for none
	Notice        string             // what the welcome of a screen has to say beside; lines have said it before
	LastSaved     time.Time          // when Assessment was saved; zero when not known

	// FileName proposes where an assessment of a frame is saved.
	FileName func(assess.Frame) string
	// Create makes the file of a new assessment when its frame is complete;
	// it returns the name to show. Nothing is on disk before.
	Create func(*assess.Assessment) (name string, err error)
	// Name is the file of an assessment that exists already.
	Name string
	// Save makes the assessment durable. A response counts as given only
	// when Save returned nil; it is then on the disk and was read back.
	Save func(*assess.Assessment) error
	// SaveElsewhere moves the assessment to another file after Save or
	// Create failed.
	SaveElsewhere func(path string, a *assess.Assessment) error
	// Explain puts an error of Save, Create or SaveElsewhere into words for
	// people: a fragment in lower case. nil leaves it to this package.
	Explain func(error) string
	// Profile renders the profile of the assessment as it stands, as text
	// for a width; the second result is the command to make the road map.
	Profile func(a *assess.Assessment, width int) (text, next string)
}

// Result says how a sitting ended.
type Result struct {
	Saved int // settled items: answered, don't know, not applicable
	Items int
	Done  bool   // the review was reached with nothing open, or the profile was seen
	Next  string // what the person chose at the end: "", "report"
	Name  string // the file at the end: Create or SaveElsewhere may have named it; "" when there is none
}

// Asker asks a sitting. It returns ErrStopped when the person left early.
type Asker interface {
	Ask(ctx context.Context, s *Sitting) (Result, error)
}

// Choice is one row of a list to choose from.
type Choice struct {
	ID    string
	Group string // heading above the first row of a group; "" for none
	Label string
	Note  string // right of the label, quiet
	Help  string // lines under the label, shown when the cursor is on it or there is room
	Same  string // the command that does the same; "" for none
}

// List is a screen, or a numbered list in plain mode, with one decision.
type List struct {
	Head    string // left part of the head line
	HeadEnd string // right part
	Intro   []string
	Title   string
	Choices []Choice
	Outro   []string // below the list
	Back    bool     // b goes back: Choose returns "" then
	Cursor  string   // id of the row to start on; "" for the first
	Verb    string   // what Enter does, such as "open"; "" for "choose"
	Ask     string   // id that the key ? chooses; "" when there is no such key
	AskVerb string   // what ? does, such as "help"
	Foot    string   // right end of the key line; left out when there is no room
}

// Panel is a text to read, scrolled on a terminal.
type Panel struct {
	Head, HeadEnd string
	Text          string
	Status        string // line above the keys, such as the next command
}

// New gives the way of asking that fits the terminal.
func New(t Terminal) Asker {
	if t.Plain {
		return Plain{Terminal: t}
	}
	return TUI{Terminal: t}
}

// Choose shows a list and gives the id of the row that was chosen. It returns
// "" when the person went back, and ErrStopped when they left.
func Choose(ctx context.Context, t Terminal, p *phrases.Catalogue, l List) (string, error) {
	if t.Plain {
		return choosePlain(ctx, t, p, l)
	}
	return chooseTUI(ctx, t, p, l)
}

// Show shows a text until the person closes it; in plain mode it is printed.
func Show(ctx context.Context, t Terminal, p *phrases.Catalogue, panel Panel) error {
	if t.Plain {
		return showPlain(t, panel)
	}
	return showTUI(ctx, t, p, panel)
}
