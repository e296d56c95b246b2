package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jung-kurt/gofpdf"

	"csi/reports"
)

// Info says what was written.
type Info struct {
	Pages    int // at least 1
	Replaced int // characters that the font has no shape for, set as [?]
}

// creator names the program in the file. Nothing else about where and by whom
// a report was made goes into it: no author, no path.
const creator = "csi"

// Write draws r as a PDF. The same report gives the same bytes, in every
// process and on every day: the only date in the file is the report's own.
// Documents can be written side by side. An error comes from w or from the
// library, never from the content of r.
func Write(w io.Writer, r *reports.Report) (Info, error) {
	if r == nil {
		return Info{}, errors.New("draw report: found no report")
	}
	b, err := layOut(r)
	if err != nil {
		return Info{}, fmt.Errorf("draw report: %w", err)
	}
	if err := b.print().write(w, r.Language); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(b.pages), Replaced: b.clean.missing}, nil
}

// layOut records all pages of r.
func layOut(r *reports.Report) (*book, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, err
	}
	b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: r, y: top, bottom: bottom}
	if r.Short != nil {
		b.short(r.Short)
		b.end()
		return b, nil
	}
	b.cover(r.Cover)
	b.parts(r)
	if r.Annex != nil {
		b.annex(r.Annex)
	}
	b.end()
	return b, nil
}

// parts lays out everything between cover and annex, as far as the report has
// it.
func (b *book) parts(r *reports.Report) {
	if r.Summary.Heading != "" {
		b.summary(r.Summary)
	}
	if r.Matrix != nil {
		b.matrix(r.Matrix)
	}
	if r.Stages != nil {
		b.stages(r.Stages)
	}
	if r.Barriers != nil {
		b.barriers(r.Barriers)
	}
	if r.Sections != nil {
		b.sections(r.Sections)
	}
	for _, m := range r.RoadMaps {
		b.roadMap(m)
	}
	if r.Unknown.Heading != "" {
		b.unknown(r.Unknown)
	}
	if r.Method.Heading != "" {
		b.method(r.Method)
	}
	if r.Sources.Heading != "" {
		b.sources(r.Sources)
	}
}

// print draws all pages.
func (b *book) print() *press {
	p := newPress(newDocument(b))
	p.links = b.links
	if b.report.Second.In() {
		p.tags.columns++
	}
	for i, pg := range b.pages {
		p.page(append(b.furniture(pg, i+1, len(b.pages)), pg.marks...))
	}
	return p
}

// newDocument sets up an empty PDF for the book: fonts, dates, title.
func newDocument(b *book) *gofpdf.Fpdf {
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(0, 0, 0)
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // compress does it
	date := b.report.Date.Time()
	if b.report.Date.IsZero() {
		date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // not the clock: same report, same bytes
	}
	doc.SetCreationDate(date)
	doc.SetModificationDate(date)
	doc.SetTitle(string(b.clean.line(b.report.Title)), true)
	doc.SetCreator(creator, true)
	doc.SetProducer(creator, true)
	doc.AddUTF8FontFromBytes(family, "", []byte(regularFile))
	doc.AddUTF8FontFromBytes(family, "B", []byte(boldFile))
	if l := b.report.Logo; l != nil {
		doc.RegisterImageOptionsReader(logoName, gofpdf.ImageOptions{ImageType: l.Type}, bytes.NewReader(l.Data))
	}
	return doc
}
