package form

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"csi/questionnaires/phrases"
)

// plainWidth is the width of a line in columns. With the prompt before it a
// line still fits 80.
const plainWidth = 78

// columns is the width of a line on this terminal: less than plainWidth where
// the window is narrow, so that no word is torn apart at its edge.
func (t Terminal) columns() int {
	if t.Piped || t.Width <= 0 {
		return plainWidth
	}
	return max(20, min(plainWidth, t.Width-2))
}

// maxLine is how much of one line is read, in bytes; the rest is left out.
const maxLine = 16 << 10

// Plain asks line by line: for screen readers, braille lines, slow links and
// pipes. Nothing is redrawn, an empty line never answers, and a line counts
// only when it was ended: what the end of input cuts off is not taken.
type Plain struct{ Terminal }

// Ask asks a sitting from the frame, or from where it was left, to the review.
func (p Plain) Ask(ctx context.Context, s *Sitting) (Result, error) {
	t := newTalk(ctx, p.Terminal, s.Phrases)
	t.session = newSession(s, t.say, p.now())
	return t.result(t.run())
}

func (t Terminal) now() time.Time {
	if t.Now == nil {
		return time.Time{}
	}
	return t.Now()
}

// talk is a conversation in lines.
type talk struct {
	*session
	ctx   context.Context
	term  Terminal
	say   words
	words map[string]string // what can be typed → command

	heard    map[int]bool // items whose list was read in full
	list     int          // the item whose list was read last; -1 for none
	section  int          // the section that was announced last; -1 for none
	toReview bool         // go back to the review after the next item
}

func newTalk(ctx context.Context, t Terminal, p *phrases.Catalogue) *talk {
	w := words{p: p}
	return &talk{ctx: ctx, term: t, say: w, words: commandWords(w), heard: map[int]bool{}, list: -1, section: -1}
}

// The commands of plain mode, by the key of their words in the catalogue.
var commands = []string{"back", "open", "dont_know", "not_applicable", "help", "evidence", "note", "flag",
	"jump", "list", "where", "keep", "take_back", "stop", "yes", "no"}

// commandWords maps letters and full words to commands: those of English, and
// those of the language of the catalogue over them. The letters are the same
// in every language.
func commandWords(w words) map[string]string {
	m := map[string]string{}
	catalogues := []*phrases.Catalogue{w.p}
	if w.p.Lang() != "en" {
		catalogues = []*phrases.Catalogue{phrases.New("en"), w.p}
	}
	for _, p := range catalogues {
		for _, c := range commands {
			for word := range strings.SplitSeq(p.T("form.command."+c), "|") {
				m[word] = c
			}
		}
	}
	return m
}

// command gives the command that a line names; "" for none.
func (t *talk) command(line string) string {
	return t.words[strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(line, "’", "'"))), " ")]
}

// write prints a paragraph.
func (t *talk) write(text string) { t.hang(text, 0) }

// hang prints a paragraph with all lines after the first indented.
func (t *talk) hang(text string, indent int) {
	for _, l := range hang(text, t.term.columns(), indent) {
		fmt.Fprintln(t.term.Out, strings.ReplaceAll(l, noBreak, " "))
	}
}

// noBreak is a space that a line does not end at. What is printed has simple
// spaces: some braille displays show the other as a letter.
const noBreak = "\u00A0"

// tell prints a sentence of the catalogue.
func (t *talk) tell(id string, kv ...any) { t.write(t.say.t(id, kv...)) }

// blank prints an empty line.
func (t *talk) blank() { fmt.Fprintln(t.term.Out) }

// ask reads the next line. ErrInputEnded says that there is none, ErrStopped
// that the context ended.
func (t *talk) ask() (string, error) { return t.askWith("> ") }

func (t *talk) askWith(prompt string) (string, error) {
	if !t.term.Piped {
		fmt.Fprint(t.term.Out, prompt)
	}
	type read struct {
		line string
		err  error
	}
	got := make(chan read, 1)
	// A read cannot be called off. When the context ends first, the reading
	// stays behind and ends with the program.
	go func() {
		line, err := readLine(t.term.In)
		got <- read{line, err}
	}()
	select {
	case <-t.ctx.Done():
		return "", ErrStopped
	case r := <-got:
		if r.err != nil {
			if !t.term.Piped {
				t.tell("plain.end_of_input")
			}
			return "", ErrInputEnded
		}
		return clean(r.line, false), nil
	}
}

// readLine reads byte by byte, so that what follows the line is left to the
// next reader: a menu and a sitting share their input. A line that was not
// ended is an error: nobody confirmed it.
func readLine(in io.Reader) (string, error) {
	var b strings.Builder
	var one [1]byte
	for {
		n, err := in.Read(one[:])
		if n == 1 {
			if one[0] == '\n' {
				return strings.TrimSuffix(b.String(), "\r"), nil
			}
			if b.Len() < maxLine {
				b.WriteByte(one[0])
			}
			continue
		}
		if err != nil {
			return "", err
		}
	}
}

// pick asks for one of n numbered rows until it gets a number, a command that
// is allowed, or the end. It gives the number from 1, or 0 and the command.
func (t *talk) pick(n int, keys string, allowed ...string) (int, string, error) {
	for {
		line, err := t.ask()
		if err != nil {
			return 0, "", err
		}
		if line == "" {
			t.tell("plain.nothing", "keys", keys)
			continue
		}
		if k, err := strconv.Atoi(line); err == nil && k >= 1 && k <= n {
			return k, "", nil
		}
		c := t.command(line)
		if c == "stop" {
			return 0, "", ErrStopped
		}
		for _, a := range allowed {
			if a == c && c != "" {
				return 0, c, nil
			}
		}
		t.tell("plain.not_there", "typed", shorten(line, 30, "…"), "keys", keys)
	}
}

// yes asks a question to be answered with y or n.
func (t *talk) yes() (bool, error) {
	for {
		line, err := t.ask()
		if err != nil {
			return false, err
		}
		switch t.command(line) {
		case "yes":
			return true, nil
		case "no", "not_applicable": // the letter n stands for both
			return false, nil
		case "stop":
			return false, ErrStopped
		}
		t.tell("plain.yes_or_no")
	}
}

// choosePlain prints a list with numbers and reads one.
func choosePlain(ctx context.Context, term Terminal, p *phrases.Catalogue, l List) (string, error) {
	t := newTalk(ctx, term, p)
	for _, line := range l.Intro {
		t.write(line)
	}
	if l.Title != "" {
		t.write(l.Title)
	}
	group := ""
	for i, c := range l.Choices {
		if c.Group != "" && c.Group != group {
			t.tell("plain.group", "name", c.Group)
			group = c.Group
		}
		text := strconv.Itoa(i+1) + " " + c.Label
		if c.Note != "" {
			text += ", " + c.Note
		}
		t.hang(text, 2)
		if c.Help != "" {
			for _, line := range wrap(c.Help, t.term.columns()-2) {
				fmt.Fprintln(term.Out, "  "+line)
			}
		}
	}
	for _, line := range l.Outro {
		t.write(line)
	}
	keys := t.say.t("plain.numbers", "n", len(l.Choices))
	var allowed []string
	if l.Ask != "" {
		keys, allowed = keys+", "+t.say.t("plain.key_help"), append(allowed, "help")
	}
	if l.Back {
		keys, allowed = keys+", "+t.say.t("plain.key_back"), append(allowed, "back")
	}
	keys += ", " + t.say.t("plain.key_stop")
	t.write(keys)
	n, c, err := t.pick(len(l.Choices), keys, allowed...)
	switch {
	case err != nil:
		return "", err
	case c == "help":
		return l.Ask, nil
	case c == "back":
		return "", nil
	}
	return l.Choices[n-1].ID, nil
}

// showPlain prints a text.
func showPlain(term Terminal, panel Panel) error {
	for line := range strings.SplitSeq(strings.TrimRight(panel.Text, "\n"), "\n") {
		if _, err := fmt.Fprintln(term.Out, line); err != nil {
			return err
		}
	}
	if panel.Status != "" {
		fmt.Fprintln(term.Out, panel.Status)
	}
	return nil
}
