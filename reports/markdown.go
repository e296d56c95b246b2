package reports

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteMarkdown writes the whole road map as Markdown with tables (the GitHub
// flavour). A paragraph, an entry and a table row are one line each and cells
// are not padded, so that a change moves no line but its own. What people
// wrote is text and never markup.
func WriteMarkdown(w io.Writer, r *Report) error {
	m := newMarkdown(w, r)
	if r.Short != nil {
		m.short(r.Short)
		return m.w.Flush()
	}
	m.cover()
	m.summary(&r.Summary)
	m.matrix()
	m.stages()
	m.barriers()
	m.sections()
	for i := range r.RoadMaps {
		m.roadMap(&r.RoadMaps[i])
	}
	m.unknown()
	m.method()
	m.sources()
	m.annex()
	m.raw("---")
	m.text(r.Footline)
	m.text(r.Stamp)
	return m.w.Flush()
}

func newMarkdown(w io.Writer, r *Report) *markdown { return &markdown{w: bufio.NewWriter(w), r: r} }

// markdown collects the lines.
type markdown struct {
	w     *bufio.Writer
	r     *Report
	begun bool
	tight bool // the last line was an entry or a row: another follows without a gap
}

// raw writes a block of its own.
func (m *markdown) raw(s string) {
	if m.begun {
		_ = m.w.WriteByte('\n')
	}
	_, _ = m.w.WriteString(s + "\n")
	m.begun, m.tight = true, false
}

// close ends a list or table, so that the next one is another.
func (m *markdown) close() { m.tight = false }

func (m *markdown) head(level int, s string) {
	if s != "" {
		m.raw(strings.Repeat("#", level) + " " + escaped(s))
	}
}

func (m *markdown) text(s string) {
	if s != "" {
		m.raw(opening(escaped(s)))
	}
}

func (m *markdown) bold(s string) {
	if s != "" {
		m.raw("**" + escaped(s) + "**")
	}
}

// row writes one line of a list or table; markup and texts come ready.
func (m *markdown) row(s string) {
	if m.begun && !m.tight {
		_ = m.w.WriteByte('\n')
	}
	_, _ = m.w.WriteString(s + "\n")
	m.begun, m.tight = true, true
}

func (m *markdown) item(s string) { m.row("- " + opening(s)) }

func (m *markdown) pair(key, value string) {
	if value != "" {
		m.item("**" + escaped(key) + "**" + escaped(m.r.Words.Colon+value))
	}
}

// cells writes one row of a table; texts are escaped here.
func (m *markdown) cells(texts ...string) {
	for i := range texts {
		texts[i] = escaped(texts[i])
	}
	m.ready(texts...)
}

// ready is cells for texts that are escaped already.
func (m *markdown) ready(texts ...string) {
	m.row(strings.TrimRight("| "+strings.Join(texts, " | ")+" |", " "))
}

// columns writes the head of a table.
func (m *markdown) columns(heads ...string) {
	m.close()
	m.cells(heads...)
	m.row("|" + strings.Repeat(" --- |", len(heads)))
}

// escaped makes a text safe inside a line: whatever could be markup or HTML
// gets a backslash, a line end becomes a space.
func escaped(s string) string {
	s = strings.Join(strings.Fields(Printable(s)), " ")
	var b strings.Builder
	last := ' '
	for i, r := range s {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '>', '|', '~', '&', '$', '#', '!':
			b.WriteByte('\\')
		case '_':
			next, _ := utf8.DecodeRuneInString(s[i+1:])
			if !word(last) || !word(next) { // inside a word or an address it is no markup
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// opening guards the beginning of a line, where signs make lists, rules and
// headings.
func opening(s string) string {
	if s == "" {
		return s
	}
	if strings.ContainsRune("-+=", rune(s[0])) {
		return `\` + s
	}
	digits := strings.TrimLeft(s, "0123456789")
	if n := len(s) - len(digits); n > 0 && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		return s[:n] + `\` + digits
	}
	return s
}

// marked is a mark for a cell or an entry: the symbol of a terminal and its word.
func marked(k Mark) string {
	if k.Rating == 0 {
		return ""
	}
	return (&page{}).symbol(k.Rating) + " " + k.Word
}

func (m *markdown) cover() {
	c := &m.r.Cover
	m.head(1, m.r.Title)
	m.text(c.Title)
	for _, s := range []string{c.Kind, c.KindMore, c.Policy} {
		if s != "" {
			m.item(escaped(s))
		}
	}
	for _, f := range c.Facts {
		m.pair(f.Key, f.Value)
	}
	m.text(c.Limits)
	m.text(c.Note)
}

func (m *markdown) summary(s *Summary) {
	m.head(2, s.Heading)
	m.text(s.Lead)
	m.text(s.Frame)
	if len(s.Grid) > 0 {
		m.head(3, s.GridTitle)
		m.columns(append(append([]string{s.StageHead}, s.Levels...), s.ReachedHead, m.r.Words.Target)...)
		for _, row := range s.Grid {
			texts := []string{row.Stage}
			for i, c := range row.Cells {
				text := marked(c)
				if i == row.Hollow {
					text += " (" + hollowWord(m.r) + ")"
				}
				texts = append(texts, text)
			}
			m.cells(append(texts, row.Reached, m.targetOf(row))...)
		}
	}
	m.head(3, s.BarriersTitle)
	for _, b := range s.Barriers {
		m.pair(b.Letter+" "+b.Name, b.Figure)
	}
	m.head(3, s.SectionsTitle)
	for _, b := range s.Sections {
		m.pair(b.Name, b.Figure)
	}
	m.findings(s.WorksTitle, s.Works)
	m.findings(s.MissingTitle, s.Missing)
	m.head(3, s.FirstTitle)
	for _, f := range s.First {
		m.row(digits(f.Number) + ". **" + escaped(f.Who) + "**" + escaped(m.r.Words.Colon+f.Text))
	}
	m.text(s.Index)
}

// targetOf names the target of a row and the way to it.
func (m *markdown) targetOf(row GridRow) string {
	if row.Target < 0 || row.Target >= len(m.r.Summary.Levels) {
		return row.ToGo
	}
	name := m.r.Summary.Levels[row.Target]
	if row.ToGo == "" {
		return name
	}
	return name + " (" + row.ToGo + ")"
}

func (m *markdown) findings(name string, fs []Finding) {
	m.head(3, name)
	for _, f := range fs {
		m.item(escaped((&page{}).symbol(f.Mark.Rating) + " " + f.Text))
	}
}

func (m *markdown) matrix() {
	x := m.r.Matrix
	if x == nil {
		return
	}
	m.head(2, x.Heading)
	m.text(x.Lead)
	for _, row := range x.Rows {
		m.head(3, row.Stage)
		m.text(row.Note)
		for i, c := range row.Cells {
			if c.Mark.Rating == 0 || !row.Applicable {
				continue
			}
			parts := []string{marked(c.Mark), c.Title}
			if c.Value != "" {
				parts = append(parts, c.Value)
			}
			if c.Hollow {
				parts = append(parts, hollowWord(m.r))
			}
			m.pair(x.Levels[i], strings.Join(parts, " – "))
		}
	}
	for _, n := range x.Notes {
		m.text(n)
	}
}

func (m *markdown) stages() {
	if m.r.Stages == nil {
		return
	}
	m.head(2, m.r.Stages.Heading)
	for i := range m.r.Stages.Blocks {
		b := &m.r.Stages.Blocks[i]
		m.head(3, b.Name)
		for _, f := range b.Facts {
			m.pair(f.Key, f.Value)
		}
		m.bold(b.Hollow)
		m.text(b.Text)
		if b.Blocks != "" {
			m.pair(b.BlocksLabel, b.Blocks+" "+b.BlocksValue)
		}
		m.pair(b.NextLabel, b.Next)
		m.notes(b.Notes)
	}
}
