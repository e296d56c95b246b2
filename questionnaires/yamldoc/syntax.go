package yamldoc

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
)

// confused is said when the library panicked.
const confused = "found text that confuses the YAML reader; expected \"key: value\" lines and \"- \" lists"

// notYAML is said of every error of the library without words of its own.
const notYAML = "found text that is not YAML; expected \"key: value\" lines and \"- \" lists, indented with spaces"

// maxLocated bounds the file in which the place of a syntax fault is searched
// for, since the search reads parts of it again.
const maxLocated = 256 << 10

var syntaxLine = Pattern(`^line (\d+): (.*)`)

// syntax notes an error of the library at the line where a person can mend
// it, in words that say how.
func (d *Diagnostics) syntax(data []byte, err error) {
	line, what := cutLine(err)
	// The library names the line where the surrounding block starts, often
	// the first of the file. Only for an open quotation mark is that what one
	// looks for, and then a mark in the first line is put at the end.
	open := strings.Contains(what, "end of stream") && line < bytes.Count(data, []byte("\n"))
	if len(data) <= maxLocated && (line == 0 || !open) {
		line = locate(data, what)
	}
	d.Add(&Node{Line: max(line, 1), Column: indent(data, line) + 1}, "syntax", "%s", plainWords(what))
}

// locate finds the first line with which the file has the fault: the
// shortest beginning that fails in the same way.
func locate(data []byte, what string) int {
	ends := lineEnds(data)
	return 1 + sort.Search(len(ends)-1, func(i int) bool {
		_, err := decode(data[:ends[i]])
		if err == nil {
			return false
		}
		_, found := cutLine(err)
		return found == what
	})
}

// lineEnds gives the offset behind each line.
func lineEnds(data []byte) []int {
	var ends []int
	for i, b := range data {
		if b == '\n' || i == len(data)-1 {
			ends = append(ends, i+1)
		}
	}
	return ends
}

// indent counts the spaces at the start of a line.
func indent(data []byte, line int) int {
	for range line - 1 {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return len(data) - len(bytes.TrimLeft(data, " "))
}

// cutLine takes the line out of an error of the library; 0 when it names
// none.
func cutLine(err error) (line int, what string) {
	what = strings.TrimPrefix(err.Error(), "yaml: ")
	if m := syntaxLine().FindStringSubmatch(what); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = m[2]
	}
	return line, what
}

// plainWords turns the commonest errors of the library into words that an
// author can act on.
func plainWords(what string) string {
	for _, known := range [][2]string{
		{confused, confused},
		{"found character that cannot start any token", "found a tab or a special sign where a value starts; expected spaces, or the value in quotes"},
		{"mapping values are not allowed", "found \": \" inside a value, or a line that is indented too far; expected the value in quotes, or the indentation of the line above"},
		{"did not find expected key", "found a line that fits no key; expected the same indentation as the lines around it"},
		{"did not find expected '-' indicator", "found a line that fits no list entry; expected the same indentation as the lines around it"},
		{"could not find expected ':'", "found a key without a colon; expected \"key: value\""},
		{"found unexpected end of stream", "found a quotation mark that is never closed; expected its partner"},
		{"did not find expected ',' or ']'", "found a list that is never closed; expected \",\" or \"]\""},
		{"did not find expected ',' or '}'", "found a mapping that is never closed; expected \",\" or \"}\""},
		{"found a tab character", "found a tab; expected spaces for indentation"},
		{"found unknown escape character", "found \"\\\" with a sign that means nothing in double quotes; expected \"\\\\\", or single quotes"},
		{"block sequence entries are not allowed", "found a list entry where none can stand; expected the list on lines of its own"},
		{"unknown anchor", "found an alias without an anchor; expected plain values, repeated where they are needed"},
		{"exceeded max depth", "found too many levels of nesting; expected a flat file"},
	} {
		if strings.Contains(what, known[0]) {
			return known[1]
		}
	}
	return notYAML
}
