package form

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires/phrases"
)

var update = flag.Bool("update", false, "write the golden files")

// echo is an input that repeats what it gives, as a terminal does.
type echo struct {
	in  io.Reader
	out io.Writer
}

func (e echo) Read(p []byte) (int, error) {
	n, err := e.in.Read(p)
	e.out.Write(p[:n])
	return n, err
}

// speak holds a conversation: lines in, transcript out.
func speak(t *testing.T, s *Sitting, input string) (string, Result, error) {
	t.Helper()
	var out bytes.Buffer
	term := Terminal{In: echo{strings.NewReader(input), &out}, Out: &out, Now: november, Plain: true}
	r, err := New(term).Ask(context.Background(), s)
	return out.String(), r, err
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

const frameLines = "Port Example\n1\nIrland\ny\nDrug strategy 2017-2025\n1\n1 3\nfour\n4\n1\n"

// Transcripts of look/terminal.md, section 10, and what lies around them.
var transcripts = []struct {
	name, input string
	fresh       bool
	prepare     func(*Sitting)
	done        bool
}{
	{name: "start", fresh: true, input: frameLines + "\n\n7\nn\n?\n2\nb\nk\nt\nCall in March, two weeks, only by mailing list.\n\n2\nwhere\nf\nlist\n"},
	{name: "resume", input: "n\n\nn\nThe plan is new\n2\ny\nj\n4\ns\nj\n99\n\nstop\n", prepare: func(s *Sitting) {
		for _, id := range []string{"ag-inf", "ag-con", "ag-dia"} {
			s.Assessment.Responses[id] = assess.Response{State: assess.Answered, Value: 2}
		}
		s.Assessment.Responses["ag-par"] = assess.Response{State: assess.DontKnow}
	}},
	{name: "private", input: "t\nCall Ms Smith\n\nn\nt\nring +353 87 123 4567\n\ny\nt\n\nb\nclear\nk\nz\ne\n9\n2\n1\nb\nclear\nq\n"},
	{name: "notes-off", input: "t\n1\n", prepare: func(s *Sitting) { s.NotesOff = true }},
	{name: "end", done: true, input: "d\n2\n1\n0\n3\n\ns\n1\n3\n", prepare: func(s *Sitting) {
		for _, it := range s.Questionnaire.Items()[:8] {
			s.Assessment.Responses[it.ID] = assess.Response{State: assess.Answered, Value: 1, Evidence: assess.PublicSource}
		}
	}},
	{name: "review", done: true, input: "4\n7\nOur group\n2\n8\nOur group\nb\n5\n1\n4\nb\n1\n0\n1\n2\n3\n\n0\n0\n0\n0\n0\n3\n2\n0\n2\n1\n", prepare: settleAll},
	{name: "evidence-each", input: "2\n3\n1\n\n1\nq\n", prepare: func(s *Sitting) { s.AskEvidence = true }},
	{name: "section", input: "1\n2\n", prepare: func(s *Sitting) { s.Section = "structure" }},
	{name: "again", fresh: true, prepare: askAgain, input: "\n?\n1\n3\n1\n" + "k\nlist\n1\nk\nk\nd\nt\n=\n\nk\nk\nb\nk\ns\nq\n"},
	{name: "again-on", prepare: askAgain, input: "k\ne\n\nb\nt\n=\n\nk\nkeep\n"},
	{name: "again-evidence", prepare: func(s *Sitting) { askAgain(s); s.AskEvidence = true }, input: "k\n\n1\n3\n"},
	{name: "frame-ways", fresh: true, input: "\n?\nPort Example\nb\nEurope\n4\nb\n3\nZZ\nb\nuk\nA plan\n3\n2025-05\n2024-01\n01/2024\n2026-10\n9\nx\n1,3 8\n2\nq\n"},
}

func settleAll(s *Sitting) {
	for _, it := range s.Questionnaire.Items() {
		s.Assessment.Responses[it.ID] = assess.Response{State: assess.Answered, Value: 2}
	}
	r := s.Assessment.Responses["ag-con"]
	r.Flag = true
	s.Assessment.Responses["ag-con"] = r
}

func TestPlain_transcripts(t *testing.T) {
	t.Parallel()
	for _, c := range transcripts {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, _ := sitting(c.fresh)
			if c.prepare != nil {
				c.prepare(s)
			}
			text, r, err := speak(t, s, c.input)
			if c.done != (err == nil) || c.done != r.Done {
				t.Errorf("ended with done %v and %v, want done %v", r.Done, err, c.done)
			}
			golden(t, "plain-"+c.name+".txt", text)
			fitForReading(t, text)
		})
	}
}

// fitForReading holds the rules of plain mode: no escape byte, no line over 80
// columns, no line of symbols alone. Lines that a person typed are not ours.
func fitForReading(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsRune(text, 0x1B) {
		t.Error("an escape byte in plain mode")
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ">") || strings.HasPrefix(line, ": ") || line == "" || line == ":" {
			continue
		}
		if n := width(line); n > 80 {
			t.Errorf("a line of %d columns: %q", n, line)
		}
		if !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			t.Errorf("a line of symbols alone: %q", line)
		}
	}
}

// The input may end after every byte: what was confirmed before is kept,
// nothing is added, and the end of input is told from a wish to stop.
func TestPlain_cutAnywhere(t *testing.T) {
	t.Parallel()
	for _, c := range transcripts {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			run := func(input string) ([]assess.Assessment, Result, error) {
				s, d := sitting(c.fresh)
				if c.prepare != nil {
					c.prepare(s)
				}
				var out bytes.Buffer
				r, err := New(Terminal{In: strings.NewReader(input), Out: &out, Now: november, Plain: true, Piped: true}).Ask(context.Background(), s)
				fitForReading(t, out.String())
				return d.saves, r, err
			}
			whole, _, _ := run(c.input)
			before, ended := 0, 0 // saves so far, and at the end of the last line
			for n := range len(c.input) {
				saves, r, err := run(c.input[:n])
				if len(saves) < before || len(saves) > len(whole) || len(saves) > 0 && !cmp.Equal(saves, whole[:len(saves)]) {
					t.Fatalf("cut after %d bytes: %d saves, want a beginning of the %d of the whole, at least %d", n, len(saves), len(whole), before)
				}
				before = len(saves)
				if err != nil && !errors.Is(err, ErrInputEnded) || err == nil && !r.Done {
					t.Fatalf("cut after %d bytes: %v, want the end of input", n, err)
				}
				if n > 0 && c.input[n-1] == '\n' {
					ended = len(saves)
				}
				if len(saves) != ended {
					t.Fatalf("a line that was not ended was taken: %q", c.input[:n])
				}
			}
		})
	}
}

func TestPlain_nothingBeforeTheFrame(t *testing.T) {
	t.Parallel()
	s, d := sitting(true)
	_, r, err := speak(t, s, strings.TrimSuffix(frameLines, "1\n"))
	if d.created != 0 || len(d.saves) != 0 || r.Name != "" || !errors.Is(err, ErrInputEnded) {
		t.Errorf("created %d, saved %d, name %q, %v before the frame was complete", d.created, len(d.saves), r.Name, err)
	}
	s, d = sitting(true)
	_, r, _ = speak(t, s, frameLines)
	if d.created != 1 || r.Name == "" {
		t.Errorf("created %d, name %q when the frame was complete", d.created, r.Name)
	}
	if d := cmp.Diff(assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "IE", Policy: "Drug strategy 2017-2025",
		Period: frame().Period, Agencies: []string{"health", "police"}, Group: "cso", People: 4,
		Date: assess.Date{Year: 2026, Month: 11, Day: 20}}, s.Assessment.Frame); d != "" {
		t.Errorf("frame (-want +got):\n%s", d)
	}
}

func TestPlain_saveFails(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, input string
		fails       int
		saved       int
		path        string
		says        string
	}{
		{"try again", "2\n1\n1\nq\n", 2, 1, "", "Not saved: the file could not be written."},
		{"another place", "2\n2\nusb/x.csi.yaml\nq\n", 1, 1, "usb/x.csi.yaml", "Saved: item 1, 2, Established."},
		{"stop", "2\n3\n", 1, 0, "", "0 responses are safe"},
		{"end of input", "2\n", 1, 0, "", "the last one is not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, d := sitting(false)
			d.fail = c.fails
			text, r, err := speak(t, s, c.input)
			if r.Saved != c.saved || len(d.saves) != c.saved || d.path != c.path || !errors.Is(err, ErrStopped) {
				t.Errorf("saved %d (disk %d, %q), %v; want %d, %q", r.Saved, len(d.saves), d.path, err, c.saved, c.path)
			}
			if !strings.Contains(text, c.says) || strings.Contains(text, "secret") {
				t.Errorf("the transcript lacks %q or holds the error's own text:\n%s", c.says, text)
			}
		})
	}
}

func TestPlain_choose(t *testing.T) {
	t.Parallel()
	l := List{Title: "What would you like to do?", Back: true, Ask: "help", AskVerb: "help", Choices: []Choice{
		{ID: "a", Group: "CONTINUE", Label: "Port Example, civil society view", Note: "14 of 36 saved"},
		{ID: "b", Group: "START", Label: "New assessment", Help: "For a CSO with two to five colleagues."}}}
	for _, c := range []struct {
		input, want string
		err         error
	}{{"2\n", "b", nil}, {"\n9\n1\n", "a", nil}, {"b\n", "", nil}, {"?\n", "help", nil}, {"q\n", "", ErrStopped}, {"", "", ErrInputEnded}, {"2", "", ErrInputEnded}} {
		in := strings.NewReader(c.input + "rest\n")
		if c.err == ErrInputEnded {
			in = strings.NewReader(c.input)
		}
		var out bytes.Buffer
		got, err := Choose(context.Background(), Terminal{In: in, Out: &out, Plain: true}, phrases.New("en"), l)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q chose %q, %v; want %q, %v", c.input, got, err, c.want, c.err)
		}
		if rest, _ := io.ReadAll(in); c.err != ErrInputEnded && string(rest) != "rest\n" {
			t.Errorf("%q left %q for the next reader, want the rest", c.input, rest)
		}
		fitForReading(t, out.String())
	}
}

// A context that ends stops the conversation although nobody types.
func TestPlain_context(t *testing.T) {
	t.Parallel()
	in, w := io.Pipe()
	t.Cleanup(func() { w.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, _ := sitting(false)
	_, err := New(Terminal{In: in, Out: io.Discard, Now: november, Plain: true}).Ask(ctx, s)
	if !errors.Is(err, ErrStopped) || errors.Is(err, ErrInputEnded) {
		t.Errorf("got %v, want stopped", err)
	}
}
