// Package filled reads the fields of a PDF that somebody filled in. It is the
// only package that knows pdfcpu.
//
// What it reads comes from strangers: sizes are limited, a fault of the library
// is an error like any other, and reading ends after a while.
package filled

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// MaxSize is how large a filled PDF may be, in bytes.
const MaxSize = 8 << 20

// The limits while reading.
const (
	patience  = 20 * time.Second
	maxDepth  = 8
	maxFields = 5000
)

// What can be wrong with a file. They match with errors.Is.
var (
	ErrNotPDF    = errors.New("found no PDF")
	ErrTooLarge  = fmt.Errorf("found a PDF of more than %d MB", MaxSize>>20)
	ErrBroken    = errors.New("found a PDF that cannot be read to the end")
	ErrEncrypted = errors.New("found a PDF that is locked with a password")
	ErrNoFields  = errors.New("found a PDF without fields")
)

// Field is one field of a form.
type Field struct {
	// Values are what is chosen or typed: none for an empty field, several when
	// the boxes of one field contradict each other.
	Values []string
}

// Value gives the only value of the field, "" when it is empty.
func (f Field) Value() string {
	if len(f.Values) == 1 {
		return f.Values[0]
	}
	return ""
}

// Read gives the fields of a PDF by their full names. The error is one of this
// package.
func Read(data []byte) (map[string]Field, error) {
	switch {
	case len(data) > MaxSize:
		return nil, ErrTooLarge
	case !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return nil, ErrNotPDF
	}
	type result struct {
		fields map[string]Field
		err    error
	}
	done := make(chan result, 1)
	go func() {
		fields, err := read(data)
		done <- result{fields, err}
	}()
	select {
	case r := <-done:
		return r.fields, r.err
	case <-time.After(patience): // the reading ends with the program
		return nil, ErrBroken
	}
}

// read opens the file and walks its form. A panic of the library is a broken
// file.
func read(data []byte) (fields map[string]Field, err error) {
	defer func() {
		if recover() != nil {
			fields, err = nil, ErrBroken
		}
	}()
	api.DisableConfigDir() // nothing of this program writes into the person's configuration
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Limits = model.DefaultResourceLimits()
	conf.Limits.MaxStreamBytes = MaxSize
	conf.Limits.MaxDecodeBytes = 64 << 20
	ctx, err := api.ReadContext(io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), conf)
	switch {
	case err != nil && (strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypt")):
		return nil, ErrEncrypted
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	w := &walk{x: ctx.XRefTable, fields: map[string]Field{}}
	return w.form()
}

// walk collects fields.
type walk struct {
	x      *model.XRefTable
	fields map[string]Field
	seen   int
}

func (w *walk) form() (map[string]Field, error) {
	root, err := w.x.Catalog()
	if err != nil {
		return nil, ErrBroken
	}
	form := w.dict(root["AcroForm"])
	if form == nil {
		return nil, ErrNoFields
	}
	for _, o := range w.array(form["Fields"]) {
		w.field(o, "", 0)
	}
	if len(w.fields) == 0 {
		return nil, ErrNoFields
	}
	return w.fields, nil
}

// field takes one knot of the tree of fields: a field of its own when it has a
// name, or else a box of the field above.
func (w *walk) field(o types.Object, above string, depth int) {
	d := w.dict(o)
	if w.seen++; d == nil || depth > maxDepth || w.seen > maxFields {
		return
	}
	name := above
	if t := w.text(d["T"]); t != "" {
		if name != "" {
			name += "."
		}
		name += t
	}
	f := w.fields[name]
	if v := w.value(d["V"]); v != "" {
		f.add(v)
	}
	if as := w.value(d["AS"]); as != "" {
		f.add(as)
	}
	if name != "" {
		w.fields[name] = f
	}
	for _, kid := range w.array(d["Kids"]) {
		w.field(kid, name, depth+1)
	}
}

// add takes a value once; "Off" is the value of a box that is not chosen.
func (f *Field) add(v string) {
	if v == "Off" {
		return
	}
	for _, have := range f.Values {
		if have == v {
			return
		}
	}
	f.Values = append(f.Values, v)
}

func (w *walk) dict(o types.Object) types.Dict {
	d, err := w.x.DereferenceDict(o)
	if err != nil {
		return nil
	}
	return d
}

func (w *walk) array(o types.Object) types.Array {
	a, err := w.x.DereferenceArray(o)
	if err != nil {
		return nil
	}
	return a
}

func (w *walk) text(o types.Object) string {
	if o == nil {
		return ""
	}
	s, err := w.x.DereferenceText(o)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// value reads a name or a text.
func (w *walk) value(o types.Object) string {
	o, err := w.x.Dereference(o)
	if err != nil || o == nil {
		return ""
	}
	if n, ok := o.(types.Name); ok {
		return n.Value()
	}
	return w.text(o)
}
