package store

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// desk reads the file of sheets. A sheet whose code was given but whose
// participant was never written is a draft again.
func (w *Workshop) desk() (desk, error) {
	var d desk
	file := filepath.Join(w.dir, peopleFolder, sheetsFile)
	data, err := ReadFile(file)
	if errors.Is(err, ErrNotFound) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	r := &reader{a: new(assess.Assessment), file: file}
	root, err := r.open(data, sheetsKind)
	if err != nil {
		return d, err
	}
	e := r.entries(root, "csi", "kind", "workshop", "sheets", "tallies", "filled")
	r.require(root, e, "csi", "kind", "workshop")
	if id := r.uuid(e["workshop"].Value); id != w.parsed.id {
		r.d.Add(e["workshop"].Value, "workshop", "the sheets belong to another workshop; expected this one")
	}
	for _, n := range r.list(e["sheets"].Value, "sheets") {
		d.sheets = append(d.sheets, w.sheet(r, n))
	}
	for _, n := range r.list(e["tallies"].Value, "tallies") {
		d.tallies = append(d.tallies, w.readTally(r, n))
	}
	for _, n := range r.list(e["filled"].Value, "filled") {
		e := r.entries(n, "sum", "code")
		d.filled = append(d.filled, taken{r.text(e["sum"].Value, "sum"), r.text(e["code"].Value, "code")})
	}
	return d, r.finish()
}

// list gives the entries of a list of mappings.
func (r *reader) list(n *yamldoc.Node, what string) []*yamldoc.Node {
	if !filled(n) {
		return nil
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "%s is %s; expected a list", what, n.Kind)
		return nil
	}
	var out []*yamldoc.Node
	for _, item := range n.Items {
		if r.mapping(item, "an entry of "+what) {
			out = append(out, item)
		}
	}
	return out
}

// sheet reads one sheet.
func (w *Workshop) sheet(r *reader, n *yamldoc.Node) Sheet {
	e := r.entries(n, "number", "group", "card", "code", "first", "second", "twice")
	r.require(n, e, "number", "group")
	s := Sheet{
		Number: r.number(e["number"].Value, "number", 1, 99999), Group: assess.Group(r.text(e["group"].Value, "group")),
		Card: r.number(e["card"].Value, "card", 1, 999), Code: r.text(e["code"].Value, "code"), Twice: r.flag(e["twice"].Value, "twice"),
	}
	if r.q = w.parsed.questionnaires[s.Group]; r.q == nil {
		r.d.Add(e["group"].Value, "group", "the workshop has no such group; expected one of its parties")
		return s
	}
	read := func(key string) map[string]assess.Response {
		if !filled(e[key].Value) {
			return nil
		}
		r.a.Responses = nil
		r.responses(e[key].Value)
		return r.a.Responses
	}
	s.First, s.Second = read("first"), read("second")
	if _, there := w.Person(s.Code); s.Code != "" && there {
		s.First = nil
	} else if s.Code != "" && s.First != nil {
		s.Code = ""
	}
	return s
}

// readTally reads the people of one tally.
func (w *Workshop) readTally(r *reader, n *yamldoc.Node) tally {
	e := r.entries(n, "group", "card", "people", "open")
	t := tally{
		group: assess.Group(r.text(e["group"].Value, "group")), card: r.number(e["card"].Value, "card", 1, 999),
		open: r.text(e["open"].Value, "open"),
	}
	if v := e["people"].Value; filled(v) && v.Kind == yamldoc.List {
		for _, code := range v.Items {
			if s := r.text(code, "code"); validCode(s) {
				t.codes = append(t.codes, s)
			}
		}
	}
	return t
}

// writeDesk puts the file of sheets onto the disk.
func (w *Workshop) writeDesk(d desk) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: %s\nworkshop: %s\n", Format, sheetsKind.id, word(w.parsed.id))
	b.WriteString("sheets:\n")
	for _, s := range d.sheets {
		f := &flow{}
		f.put("number", fmt.Sprint(s.Number))
		f.put("group", word(string(s.Group)))
		if s.Card > 0 {
			f.put("card", fmt.Sprint(s.Card))
		}
		if s.Code != "" {
			f.put("code", word(s.Code))
		}
		if s.Twice {
			f.put("twice", "true")
		}
		w.putSaid(f, "first", s.Group, s.First)
		w.putSaid(f, "second", s.Group, s.Second)
		fmt.Fprintf(&b, "  - %s\n", f)
	}
	b.WriteString("tallies:\n")
	for _, t := range d.tallies {
		f := &flow{}
		f.put("group", word(string(t.group)))
		if t.card > 0 {
			f.put("card", fmt.Sprint(t.card))
		}
		codes := slices.Clone(t.codes)
		for i := range codes {
			codes[i] = word(codes[i])
		}
		f.put("people", "["+strings.Join(codes, ", ")+"]")
		if t.open != "" {
			f.put("open", word(t.open))
		}
		fmt.Fprintf(&b, "  - %s\n", f)
	}
	if len(d.filled) > 0 {
		b.WriteString("filled:\n")
	}
	for _, t := range d.filled {
		f := &flow{}
		f.put("sum", quoted(t.sum))
		f.put("code", word(t.code))
		fmt.Fprintf(&b, "  - %s\n", f)
	}
	return w.write(filepath.Join(peopleFolder, sheetsFile), b.Bytes())
}

// putSaid writes responses in the order of the questionnaire.
func (w *Workshop) putSaid(f *flow, key string, g assess.Group, of map[string]assess.Response) {
	if of == nil {
		return
	}
	line := &flow{}
	for _, it := range w.parsed.questionnaires[g].Items() {
		if r := of[it.ID]; r.State != assess.Blank {
			line.put(word(it.ID), responseFlow(r).String())
		}
	}
	f.put(key, line.String())
}
