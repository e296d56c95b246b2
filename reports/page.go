package reports

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"csi/assess"
)

// TextOptions say how text is laid out. The zero value is 80 columns, no
// colour, full symbols: what a pipe gets.
type TextOptions struct {
	Width   int  // columns of the terminal; 0 stands for 80, more than 80 gives no wider text
	ASCII   bool // only characters that every console can show
	Plain   bool // sentences instead of tables, for screen readers
	Actions bool // name the next actions below the profile; plain words always do
	Theme   Theme
	Colours Colours
}

// textWidth is the widest a line may be: longer lines are hard to read.
const textWidth = 80

// narrow is the width under which tables give way to short lines.
const narrow = 72

// page collects lines of text. Widths are counted in columns, with East Asian
// ambiguity off.
type page struct {
	w     *bufio.Writer
	o     TextOptions
	width int
	cond  *runewidth.Condition
	ascii *strings.Replacer
}

func newPage(w io.Writer, o TextOptions) *page {
	p := &page{w: bufio.NewWriter(w), o: o, width: textWidth, cond: &runewidth.Condition{}}
	if o.Width > 0 && o.Width < textWidth {
		p.width = max(o.Width, 20)
	}
	if o.ASCII {
		p.ascii = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "–", "-", "—", "-", "…", "...", "·", "-", "\u00a0", " ")
	}
	return p
}

// line writes one line as it is; trailing spaces go.
func (p *page) line(s string) {
	_, _ = p.w.WriteString(strings.TrimRight(s, " "))
	_ = p.w.WriteByte('\n')
}

// text wraps a text into lines under an indent.
func (p *page) text(indent int, s string) { p.hang(strings.Repeat(" ", indent), indent, s, ink) }

// hang writes a text behind a head; further lines stand under the first one.
func (p *page) hang(head string, indent int, s string, r role) {
	for i, l := range p.wrap(s, p.width-indent) {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		p.line(head + p.o.paint(r, l))
	}
}

// key writes "key   text" with the text in a column of its own.
func (p *page) key(key string, column int, s string, r role) {
	if p.columns(p.clean(key)) >= column { // no room left between the two
		p.hang("", 0, key, r)
		key = ""
	}
	p.hang(p.pad(key, column), column, s, r)
}

// clean makes a text safe for a terminal: control characters and marks that
// turn the direction of writing become spaces or nothing.
func (p *page) clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar,
			r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0xFEFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if p.ascii != nil {
		s = p.ascii.Replace(s)
	}
	return s
}

// wrap breaks a text at plain spaces; a word wider than a line is broken at
// the character.
func (p *page) wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Split(p.clean(s), " ") {
		if word == "" {
			continue
		}
		w := p.cond.StringWidth(word)
		if used > 0 && used+1+w <= width {
			line, used = line+" "+word, used+1+w
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for w > width {
			head := p.cond.Truncate(word, width, "")
			if head == "" {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
			w = p.cond.StringWidth(word)
		}
		line, used = word, w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// joined wraps parts that belong together, "a · b · c", so that a line breaks
// between parts where it can.
func (p *page) joined(indent int, parts []string) {
	line := ""
	for _, part := range parts {
		part = p.clean(part)
		switch {
		case line == "":
			line = part
		case p.columns(line)+3+p.columns(part) <= p.width-indent:
			line += p.clean(" · ") + part
		default:
			p.text(indent, line)
			line = part
		}
	}
	if line != "" {
		p.text(indent, line)
	}
}

// columns counts the columns that a text takes.
func (p *page) columns(s string) int { return p.cond.StringWidth(s) }

// pad fills a text up to a width.
func (p *page) pad(s string, width int) string {
	s = p.clean(s)
	return s + strings.Repeat(" ", max(0, width-p.columns(s)))
}

// symbol gives the sign of a rating (look/terminal.md section 2.1).
func (p *page) symbol(r assess.Rating) string {
	signs := map[assess.Rating][2]string{
		assess.InPlace: {"■", "#"}, assess.Partial: {"▄", "+"}, assess.Absent: {"□", "-"},
		assess.Unknown: {"?", "?"}, assess.Inapplicable: {"–", "/"},
	}[r]
	if p.o.ASCII {
		return signs[1]
	}
	return signs[0]
}

// mark is a symbol with its word.
func (p *page) mark(m Mark) string {
	if m.Rating == 0 {
		return ""
	}
	return p.symbol(m.Rating) + " " + p.clean(m.Word)
}

// bar draws a figure: full up to it, hatched over its range, empty behind.
// Without a value nothing is full: a range must not look like a low result.
func (p *page) bar(s Span, width int) string {
	full, hatch, empty := "█", "▒", "░"
	if p.o.ASCII {
		full, hatch, empty = "#", ":", "."
	}
	at := func(v float64) int { return min(width, max(0, int(v*float64(width)+0.5))) }
	low, high := at(s.Low), at(s.High)
	before := full
	if !s.HasValue {
		before = empty
	}
	drawn := p.o.paint(bar, strings.Repeat(before, low)+strings.Repeat(hatch, high-low))
	return drawn + p.o.paint(quiet, strings.Repeat(empty, width-high))
}

// rule draws a line under a heading.
func (p *page) rule(sign string, width int) string {
	if p.o.ASCII && sign == "─" {
		sign = "-"
	}
	return strings.Repeat(sign, min(width, p.width))
}

func (p *page) flush() error { return p.w.Flush() }
