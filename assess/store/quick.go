package store

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// ParseQuick is Parse for many files: it gives the same, and is some ten
// times as fast on what Marshal and MarshalLine wrote. It reads these two
// layouts strictly, byte for byte; whatever it does not fully recognise, from
// a comment to a fault, it leaves to Parse.
func ParseQuick(file string, data []byte, resolve Resolver) (*Document, error) {
	return NewReader(resolve).Parse(file, data)
}

// Reader is ParseQuick for one file after the other, in the same memory. It is
// for one goroutine.
type Reader struct{ s quick }

// NewReader makes a reader. resolve has to give the same questionnaire
// whenever it is asked for the same one: the reader remembers the last.
func NewReader(resolve Resolver) *Reader {
	return &Reader{quick{resolve: resolve, answers: make(map[string]assess.Response, 40)}}
}

// Parse gives what ParseQuick gives. The document holds until the next call.
func (r *Reader) Parse(file string, data []byte) (*Document, error) {
	if doc := r.canonical(data); doc != nil {
		return doc, nil
	}
	return Parse(file, data, r.s.resolve)
}

// canonical reads a canonical file; nil when it is none.
func (r *Reader) canonical(data []byte) *Document {
	if len(data) > yamldoc.MaxSize {
		return nil
	}
	s := &r.s
	s.b, s.bad, s.json = data, false, bytes.HasPrefix(data, []byte("{"))
	s.before = s.a.Frame
	s.a = assess.Assessment{}
	s.file()
	s.b = nil // not ours to keep
	if s.bad {
		return nil
	}
	return &Document{&s.a, s.q}
}

// quick scans a canonical file. The first thing that it does not expect sets
// bad, and nothing that follows counts.
type quick struct {
	b       []byte // what is left
	json    bool
	bad     bool
	resolve Resolver
	a       assess.Assessment
	q       *assess.Questionnaire

	// Of the file before, whose places and questionnaire are mostly the same,
	// and whose memory serves again.
	before  assess.Frame
	ref     assess.Ref // of q, once it was found
	answers map[string]assess.Response
	entries []assess.PlanEntry
}

// scope is a mapping that is being read: with a line for each entry, indented,
// or all of it on one line.
type scope struct {
	indent int // -1 on one line
	n      int // entries so far
}

// take consumes a text, if it comes next.
func (s *quick) take(text string) bool {
	if len(s.b) < len(text) || string(s.b[:len(text)]) != text {
		return false
	}
	s.b = s.b[len(text):]
	return true
}

// want consumes a text that must come next.
func (s *quick) want(text string) {
	if !s.take(text) {
		s.bad = true
	}
}

// start begins a mapping: on one line, or below its key.
func (s *quick) start(indent int) scope {
	if s.json || indent < 0 {
		s.want("{")
		return scope{indent: -1}
	}
	if indent > 0 {
		s.want("\n")
	}
	return scope{indent: indent}
}

// stop ends a mapping.
func (s *quick) stop(c scope) {
	if c.indent < 0 {
		s.want("}")
	}
}

// lead consumes what stands before a key.
func (s *quick) lead(c *scope) bool {
	switch {
	case s.json:
		return (c.n == 0 || s.take(",")) && s.take(`"`)
	case c.indent < 0:
		return c.n == 0 || s.take(", ")
	case c.indent > 0:
		return s.take("  ")
	}
	return true
}

// key consumes a key, if it is the next one.
func (s *quick) key(c *scope, name string) bool {
	before := s.b
	if s.bad || !s.lead(c) || !s.take(name) || !s.colon() {
		s.b = before
		return false
	}
	c.n++
	return true
}

// colon consumes what stands between a key and its value. A block mapping
// follows without a space.
func (s *quick) colon() bool {
	if s.json {
		return s.take(`":`)
	}
	return s.take(": ") || len(s.b) > 1 && s.b[0] == ':' && s.b[1] == '\n' && s.take(":")
}

// end consumes what follows a value.
func (s *quick) end(c *scope) {
	if c.indent >= 0 {
		s.want("\n")
	}
}

// word reads an id. It is a part of the file.
func (s *quick) word() []byte {
	if s.json {
		s.want(`"`)
	}
	n := 0
	for n < len(s.b) && wordSign(s.b[n]) {
		n++
	}
	w := s.b[:n]
	s.b = s.b[n:]
	if s.json {
		s.want(`"`)
	}
	if n == 0 || !alphanumeric(w[0]) || !alphanumeric(w[n-1]) || n < 6 && reservedWord(w) {
		s.bad = true
	}
	return w
}

// keyWord reads a key that can be any id.
func (s *quick) keyWord(c *scope) []byte {
	if !s.lead(c) {
		s.bad = true
		return nil
	}
	n := 0
	for n < len(s.b) && wordSign(s.b[n]) {
		n++
	}
	w := s.b[:n]
	s.b = s.b[n:]
	if !s.colon() || n == 0 || !alphanumeric(w[0]) || !alphanumeric(w[n-1]) || n < 6 && reservedWord(w) {
		s.bad = true
	}
	c.n++
	return w
}

func alphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
}

func wordSign(c byte) bool { return alphanumeric(c) || c == '-' || c == '.' || c == '/' }

// reservedWord reports whether YAML could take a word for something else.
func reservedWord(w []byte) bool {
	switch strings.ToLower(string(w)) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return true
	}
	return false
}

// text reads a free text in quotes that says something. before is one that it
// may well be again.
func (s *quick) text(before string) string {
	s.want(`"`)
	if s.bad {
		return ""
	}
	n, plain := 0, true
	for {
		if n >= len(s.b) {
			s.bad = true
			return ""
		}
		c := s.b[n]
		if c == '"' {
			break
		}
		if c < 0x20 || c == 0x7f {
			s.bad = true
			return ""
		}
		if c == '\\' {
			plain = false
			n++
		} else if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(s.b[n:])
			if r == utf8.RuneError || visible(r) != string(r) {
				s.bad = true
				return ""
			}
			n += size - 1
		}
		n++
	}
	raw := s.b[:n]
	s.b = s.b[n+1:]
	out := before
	switch {
	case !plain:
		out = s.unescape(raw)
	case string(raw) != before:
		out = string(raw)
	}
	if len(out) > MaxText || strings.TrimSpace(out) == "" {
		s.bad = true // perhaps still allowed: Parse counts characters
	}
	return out
}

// unescape reads the escapes that both layouts have.
func (s *quick) unescape(raw []byte) string {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\\' {
			i++
			switch raw[i] {
			case '"', '\\':
				c = raw[i]
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			default:
				s.bad = true
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// number reads a whole number without a sign and of at most nine digits.
func (s *quick) number() int {
	n, v := 0, 0
	for n < len(s.b) && n < 9 && s.b[n] >= '0' && s.b[n] <= '9' {
		v = v*10 + int(s.b[n]-'0')
		n++
	}
	if n == 0 || n > 1 && s.b[0] == '0' {
		s.bad = true
	}
	s.b = s.b[n:]
	return v
}

// flag reads true or false.
func (s *quick) flag() bool {
	if s.take("true") {
		return true
	}
	s.want("false")
	return false
}

// digits reads a number of a fixed width.
func (s *quick) digits(width int) int {
	if len(s.b) < width {
		s.bad = true
		return 0
	}
	v := 0
	for _, c := range s.b[:width] {
		if c < '0' || c > '9' {
			s.bad = true
			return 0
		}
		v = v*10 + int(c-'0')
	}
	s.b = s.b[width:]
	return v
}

// month reads a month; in JSON it stands in quotes.
func (s *quick) month() assess.Month {
	if s.json {
		s.want(`"`)
	}
	m := assess.Month{Year: s.digits(4)}
	s.want("-")
	m.Month = s.digits(2)
	if s.json {
		s.want(`"`)
	}
	if m.Month < 1 || m.Month > 12 || m.Year < 1 {
		s.bad = true
	}
	return m
}

// date reads a day of the calendar.
func (s *quick) date() assess.Date {
	if s.json {
		s.want(`"`)
	}
	d := assess.Date{Year: s.digits(4)}
	s.want("-")
	d.Month = s.digits(2)
	s.want("-")
	d.Day = s.digits(2)
	if s.json {
		s.want(`"`)
	}
	if s.bad || d.Year < 1 || assess.DateOf(d.Time()) != d {
		s.bad = true
	}
	return d
}

// list reads some of a closed list, in its order.
func (s *quick) list(from []string) []string {
	s.want("[")
	var out []string
	at := -1
	for !s.bad {
		if len(out) > 0 {
			if s.take("]") {
				return out
			}
			s.want(",")
			if !s.json {
				s.want(" ")
			}
		}
		w := s.word()
		next := slices.IndexFunc(from, func(one string) bool { return one == string(w) })
		if next <= at {
			s.bad = true
			return nil
		}
		at = next
		out = append(out, from[at])
	}
	return nil
}
