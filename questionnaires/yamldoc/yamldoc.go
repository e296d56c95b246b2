// Package yamldoc is the one door to gopkg.in/yaml.v3. It reads a file that a
// person wrote into nodes that know their position, refuses what this project
// refuses (aliases, merge keys, duplicate keys, second documents, control
// characters, files that are empty, over 1 MiB or not UTF-8), and turns a
// panic inside the library into a diagnostic. Every fault has a place that
// lies inside the file, what was found, and what was expected.
//
// Its drop-in successor is go.yaml.in/yaml/v3: change the imports in this
// package.
package yamldoc

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxSize is the most bytes a file may have.
const MaxSize = 1 << 20

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
	Line, Column int    // both from 1; columns count characters, not bytes
	Text         string // of a scalar, as the library decoded it
	Plain        bool   // the scalar was written without quotes
	Refused      bool   // a diagnostic says why nothing was read here; Kind is Null
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
func Parse(file string, data []byte) (root *Node, d *Diagnostics) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	d = &Diagnostics{File: file, data: data}
	defer func() {
		// The library has panicked on hostile input before; whatever it
		// does next, a person gets a diagnostic and not a stack.
		if r := recover(); r != nil {
			root = nil
			d.Add(nil, "syntax", "%s", confused)
		}
	}()
	switch {
	case len(data) > MaxSize:
		d.Add(nil, "too-large", "the file has %s; expected at most 1 MB", size(len(data)))
		return nil, d
	case !utf8.Valid(data):
		d.Add(firstInvalid(data), "not-utf8", "found a byte that is no UTF-8 text; expected the file to be saved as UTF-8")
		return nil, d
	case len(bytes.TrimSpace(data)) == 0:
		d.Add(nil, "empty", "the file is empty; expected it to start with \"csi: 1\"")
		return nil, d
	}
	if d.controls(data); len(d.List) > 0 {
		return nil, d
	}
	docs, err := decode(data)
	if err != nil {
		d.syntax(data, err)
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
	return convert(docs[0].Content[0], d, 0), d
}

// decode reads at most two documents and turns a panic of the library into an
// error.
func decode(data []byte) (docs []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			docs, err = nil, fmt.Errorf("yaml: %s", confused)
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

// firstInvalid finds the first byte that is no UTF-8.
func firstInvalid(data []byte) *Node {
	at := &Node{Line: 1, Column: 1}
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			return at
		case r == '\n':
			at.Line, at.Column = at.Line+1, 1
		default:
			at.Column++
		}
		data = data[n:]
	}
	return at
}

// size writes a number of bytes for people, rounded up so that it never looks
// smaller than the limit it broke.
func size(n int) string {
	tenths := (n*10 + MaxSize - 1) / MaxSize
	if tenths >= 100 {
		return fmt.Sprintf("%d MB", (tenths+9)/10)
	}
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}

// Decode reads trusted data (a catalogue that ships with the program) into a
// Go value.
func Decode(data []byte, into any) error { return yaml.Unmarshal(data, into) }
