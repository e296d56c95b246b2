// Package yamldoc is the one door to gopkg.in/yaml.v3. It reads a file that a
// person wrote into nodes that know their position, refuses what this project
// refuses (aliases, merge keys, duplicate keys, second documents, files that
// are empty, over 1 MiB or not UTF-8), and turns a panic inside the library
// into a diagnostic. Every fault has a place, what was found, and what was
// expected.
//
// Its drop-in successor is go.yaml.in/yaml/v3: change the one import below.
package yamldoc

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxSize is the most bytes a file may have.
const MaxSize = 1 << 20

// Diagnostic is one fault in a file that a person wrote.
type Diagnostic struct {
	File         string
	Line, Column int    // both from 1
	Message      string // what was found; what was expected
	Code         string // stable, lower case with hyphens
}

// String gives "file:line:column: message [code]".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s [%s]", d.File, d.Line, d.Column, d.Message, d.Code)
}

// Diagnostics collects faults. Its zero value is ready to use.
type Diagnostics struct {
	File string
	List []Diagnostic
}

// Add notes a fault at a node; a nil node stands for the start of the file.
func (d *Diagnostics) Add(at *Node, code, format string, args ...any) {
	line, column := 1, 1
	if at != nil {
		line, column = at.Line, at.Column
	}
	d.List = append(d.List, Diagnostic{d.File, line, column, fmt.Sprintf(format, args...), code})
}

// Sort puts the faults into the order of the file.
func (d *Diagnostics) Sort() {
	slices.SortStableFunc(d.List, func(a, b Diagnostic) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}

// Kind is the shape of a node.
type Kind uint8

// The shapes. Null is an empty value.
const (
	Null Kind = iota
	Scalar
	List
	Map
)

// String names the kind for messages.
func (k Kind) String() string {
	return [...]string{"nothing", "a text", "a list", "a mapping"}[k]
}

// Node is one value of a document with its position.
type Node struct {
	Kind         Kind
	Line, Column int
	Text         string // of a scalar, as the library decoded it
	Plain        bool   // the scalar was written without quotes
	Items        []*Node
	Pairs        []Pair // of a mapping, in file order
}

// Pair is one entry of a mapping. Key is always a scalar.
type Pair struct {
	Key, Value *Node
}

// Get finds the value of a key in a mapping; nil when it is not there.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, p := range n.Pairs {
		if p.Key.Text == key {
			return p.Value
		}
	}
	return nil
}

// Int gives a scalar as a whole number; false when it is none.
func (n *Node) Int() (int, bool) {
	if n == nil || n.Kind != Scalar || !n.Plain {
		return 0, false
	}
	v, err := strconv.Atoi(n.Text)
	return v, err == nil && strconv.Itoa(v) == n.Text
}

// Bool gives a scalar as true or false; the second result is false when it is
// neither.
func (n *Node) Bool() (value, ok bool) {
	if n == nil || n.Kind != Scalar || !n.Plain {
		return false, false
	}
	return n.Text == "true", n.Text == "true" || n.Text == "false"
}

// Parse reads one document. The root is nil exactly when a fault was found
// that leaves nothing to walk; faults that leave something come with a root.
func Parse(file string, data []byte) (*Node, *Diagnostics) {
	d := &Diagnostics{File: file}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case len(data) > MaxSize:
		d.Add(nil, "too-large", "the file has %s; expected at most 1 MB", size(len(data)))
		return nil, d
	case !utf8.Valid(data):
		line, column := firstInvalid(data)
		d.Add(&Node{Line: line, Column: column}, "not-utf8", "found a byte that is no UTF-8 text; expected the file to be saved as UTF-8")
		return nil, d
	case len(bytes.TrimSpace(data)) == 0:
		d.Add(nil, "empty", "the file is empty; expected it to start with \"csi: 1\"")
		return nil, d
	}
	docs, err := decode(data)
	if err != nil {
		line, message := syntax(err)
		d.Add(&Node{Line: line, Column: 1}, "syntax", "%s", message)
		return nil, d
	}
	if len(docs) == 0 || len(docs[0].Content) == 0 {
		d.Add(nil, "empty", "the file holds only comments; expected it to start with \"csi: 1\"")
		return nil, d
	}
	if len(docs) > 1 {
		at := &Node{Line: max(docs[1].Line, 1), Column: max(docs[1].Column, 1)}
		d.Add(at, "second-document", "found a second document after \"---\"; expected one document in a file")
	}
	root := convert(docs[0].Content[0], d, 0)
	return root, d
}

// maxDepth bounds nesting; nothing this project reads needs more than ten.
const maxDepth = 50

// convert copies a library node into ours and notes what is refused.
func convert(y *yaml.Node, d *Diagnostics, depth int) *Node {
	n := &Node{Line: max(y.Line, 1), Column: max(y.Column, 1)}
	if y.Anchor != "" {
		d.Add(n, "anchor", "found the anchor \"&%s\"; expected plain values, repeated where they are needed", y.Anchor)
	}
	if depth > maxDepth {
		d.Add(n, "too-deep", "found more than %d levels of nesting; expected a flat file", maxDepth)
		return n
	}
	switch y.Kind {
	case yaml.AliasNode:
		d.Add(n, "alias", "found the alias \"*%s\"; expected plain values, repeated where they are needed", y.Value)
	case yaml.ScalarNode:
		if y.ShortTag() == "!!null" {
			return n
		}
		if y.Style&yaml.TaggedStyle != 0 || !knownTag(y.ShortTag()) {
			d.Add(n, "tag", "found the tag %q; expected a plain value", y.ShortTag())
		}
		n.Kind, n.Text = Scalar, y.Value
		n.Plain = y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	case yaml.SequenceNode:
		n.Kind = List
		for _, c := range y.Content {
			n.Items = append(n.Items, convert(c, d, depth+1))
		}
	case yaml.MappingNode:
		n.Kind = Map
		n.convertPairs(y, d, depth)
	}
	return n
}

// convertPairs copies the entries of a mapping.
func (n *Node) convertPairs(y *yaml.Node, d *Diagnostics, depth int) {
	first := map[string]*Node{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		key := &Node{Kind: Scalar, Line: k.Line, Column: k.Column, Text: k.Value}
		switch {
		case k.Kind != yaml.ScalarNode:
			d.Add(key, "key-kind", "found a key that is no plain word; expected a word before the colon")
			continue
		case k.ShortTag() == "!!merge":
			d.Add(key, "merge-key", "found the merge key \"<<\"; expected plain values, repeated where they are needed")
			continue
		case k.Anchor != "":
			d.Add(key, "anchor", "found the anchor \"&%s\"; expected plain values, repeated where they are needed", k.Anchor)
		}
		if before := first[key.Text]; before != nil {
			d.Add(key, "key-duplicate", "found the key %q a second time; expected it once, it stands in line %d already", key.Text, before.Line)
			continue
		}
		first[key.Text] = key
		n.Pairs = append(n.Pairs, Pair{key, convert(y.Content[i+1], d, depth+1)})
	}
}

// knownTag reports whether a scalar is of a kind that people write without
// saying so.
func knownTag(tag string) bool {
	return slices.Contains([]string{"!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp", "!!merge"}, tag)
}

// decode reads at most two documents and turns a panic of the library into an
// error.
func decode(data []byte) (docs []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			docs, err = nil, fmt.Errorf("yaml: the file confuses the YAML reader")
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for len(docs) < 2 {
		doc := new(yaml.Node)
		if err := dec.Decode(doc); err != nil {
			if err.Error() == "EOF" {
				return docs, nil
			}
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

var syntaxLine = regexp.MustCompile(`line (\d+): (.*)`)

// syntax takes the line out of an error of the library and puts its commonest
// messages into words that an author can act on.
func syntax(err error) (line int, message string) {
	line, what := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := syntaxLine.FindStringSubmatch(what); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = m[2]
	}
	for _, known := range [][2]string{
		{"found character that cannot start any token", "found a tab or a special sign where a value starts; expected spaces, or the value in quotes"},
		{"mapping values are not allowed", "found \": \" inside a value; expected the value in quotes"},
		{"did not find expected key", "found a line that fits no key; expected the same indentation as the lines around it"},
		{"could not find expected ':'", "found a key without a colon; expected \"key: value\""},
		{"found unexpected end of stream", "found a quotation mark that is never closed; expected its partner"},
		{"did not find expected ',' or ']'", "found a list that is never closed; expected \",\" or \"]\""},
		{"did not find expected ',' or '}'", "found a mapping that is never closed; expected \",\" or \"}\""},
		{"control characters are not allowed", "found a control character; expected plain text"},
		{"found a tab character", "found a tab; expected spaces for indentation"},
		{"block sequence entries are not allowed", "found a list entry where none can stand; expected the list on lines of its own"},
		{"unknown anchor", "found an alias without an anchor; expected plain values, repeated where they are needed"},
		{"exceeded max depth", "found too many levels of nesting; expected a flat file"},
	} {
		if strings.Contains(what, known[0]) {
			return max(line, 1), known[1]
		}
	}
	return max(line, 1), "found text that is not YAML here; expected \"key: value\" lines and \"- \" lists, indented with spaces"
}

// firstInvalid finds the first byte that is no UTF-8.
func firstInvalid(data []byte) (line, column int) {
	line, column = 1, 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			return line, column
		case r == '\n':
			line, column = line+1, 1
		default:
			column++
		}
		data = data[n:]
	}
	return line, column
}

// size writes a number of bytes for people.
func size(n int) string {
	if n >= 10<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// Decode reads trusted data (a catalogue that ships with the program) into a
// Go value.
func Decode(data []byte, into any) error { return yaml.Unmarshal(data, into) }
