package collection

import (
	"os"

	"csi/assess"
	"csi/assess/store"
)

// reading is what one goroutine of an import reads with: everything that one
// document takes serves for the next.
type reading struct {
	im           *importer
	own, foreign *store.Reader
	prepare      preparer
	file         []byte
}

// work reads pieces until there are none.
func (im *importer) work() {
	r := &reading{im: im, own: store.NewReader(im.resolve), foreign: store.NewReader(im.resolveForeign), prepare: preparer{c: im.c}}
	for p := range im.pieces {
		im.done <- r.piece(p)
		select {
		case im.rooms <- p.room:
		default:
		}
	}
}

// piece reads one piece.
func (r *reading) piece(p *piece) *result {
	out := &result{seq: p.seq, size: p.size, over: p.over, found: make([]found, 0, len(p.aside)+len(p.docs))}
	for i := range p.aside {
		out.found = append(out.found, found{source: p.aside[i].Source, aside: &p.aside[i]})
	}
	for i := range p.docs {
		out.found = append(out.found, r.read(&p.docs[i]))
	}
	for i := range out.found {
		if out.found[i].aside != nil {
			out.aside++
		}
	}
	return out
}

// read reads one document and makes it ready for the database.
func (r *reading) read(d *document) found {
	f := found{source: d.source, line: d.line}
	data, with, err := d.data, r.foreign, error(nil)
	if d.file {
		with = r.own
		r.file, err = readFile(d.source, r.file[:0])
		data = r.file
	}
	if err == nil {
		var doc *store.Document
		if doc, err = with.Parse(d.source, data); err == nil {
			f.item, err = r.prepare.prepare(doc.Questionnaire, doc.Assessment)
		}
	}
	if err != nil {
		f.aside = asideOf(err)
		f.aside.Source, f.aside.Line = d.source, d.line
	}
	return f
}

// resolveForeign is resolve for what is no file of ours: that must not make us
// open files of this computer.
func (im *importer) resolveForeign(ref assess.Ref, file string) (*assess.Questionnaire, error) {
	if file != "" {
		return nil, &SetAside{Code: "questionnaire"}
	}
	return im.resolve(ref, "")
}

// readFile reads a file that should hold one assessment into the memory of
// room.
func readFile(path string, room []byte) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return room, &SetAside{Code: refusal(err)}
	}
	defer file.Close()
	return readLimited(file, room)
}
