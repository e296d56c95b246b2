package yamldoc

import (
	"bytes"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Diagnostic is one fault in a file that a person wrote.
type Diagnostic struct {
	File         string
	Line, Column int    // both from 1; columns count characters, not bytes
	Message      string // what was found; what was expected
	Code         string // stable, lower case with hyphens
}

// String gives "file:line:column: message [code]".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s [%s]", d.File, d.Line, d.Column, d.Message, d.Code)
}

// maxFaults bounds what one file can make us print; a file of a megabyte
// could otherwise hold a quarter of a million faults.
const maxFaults = 1000

// Diagnostics collects faults. Its zero value is ready to use; one that Parse
// made also keeps every position inside the file it read.
type Diagnostics struct {
	File string
	List []Diagnostic

	data   []byte // the file, until the first fault measures it
	widths []int  // characters per line of the file
}

// Add notes a fault at a node; a nil node stands for the start of the file.
// After a thousand faults one last one says so and the rest is dropped.
func (d *Diagnostics) Add(at *Node, code, format string, args ...any) {
	if d.Full() {
		return
	}
	line, column := 1, 1
	if at != nil {
		line, column = d.inside(at.Line, at.Column)
	}
	d.List = append(d.List, Diagnostic{d.File, line, column, fmt.Sprintf(format, args...), code})
	if len(d.List) == maxFaults {
		d.List = append(d.List, Diagnostic{d.File, line, column,
			fmt.Sprintf("found more than %d faults; expected these to be mended first", maxFaults), "too-many"})
	}
}

// Full reports whether further faults would be dropped.
func (d *Diagnostics) Full() bool { return len(d.List) > maxFaults }

// Sort puts the faults into the order of the file.
func (d *Diagnostics) Sort() {
	slices.SortStableFunc(d.List, func(a, b Diagnostic) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}

// inside moves a position that points past a line, or past the last one, to
// the nearest place a person can go to: the library puts some faults behind
// the end of the file.
func (d *Diagnostics) inside(line, column int) (int, int) {
	if d.widths == nil && d.data != nil {
		d.widths = lineWidths(d.data)
	}
	if d.widths == nil {
		return max(line, 1), max(column, 1)
	}
	if line > len(d.widths) {
		line = len(d.widths)
		column = d.widths[line-1] + 1
	}
	line = max(line, 1)
	return line, min(max(column, 1), d.widths[line-1]+1)
}

// lineWidths counts the characters of each line, without its end. The empty
// line behind a final line break is not counted.
func lineWidths(data []byte) []int {
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	widths := make([]int, len(lines))
	for i, line := range lines {
		widths[i] = utf8.RuneCount(bytes.TrimSuffix(line, []byte("\r")))
	}
	return widths
}

// controls notes the first control character of every line. The library
// refuses some of them without saying where and takes others for line ends,
// which would shift every later position.
func (d *Diagnostics) controls(data []byte) {
	line, column, noted := 1, 0, false
	for i, r := range string(data) {
		column++
		switch {
		case r == '\n':
			line, column, noted = line+1, 0, false
		case r == '\t', noted, !IsControl(r), r == '\r' && bytes.HasPrefix(data[i+1:], []byte("\n")):
		default:
			noted = true
			d.Add(&Node{Line: line, Column: column}, "control-character", "found the control character %U; expected plain text", r)
		}
	}
}

// IsControl reports whether a character steers a terminal, a reader or the
// direction of text instead of being seen, so that no text may hold it. Line
// breaks and tabs are among them.
func IsControl(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true // overrides and isolates: what is read is not what is there
	}
	return r&0xfffe == 0xfffe // not characters
}
