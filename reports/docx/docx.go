// Package docx writes a report as a document for Word and its kin, for people
// who edit the narrative: real styles, headings to navigate by, tables with
// repeated heads, cells to fill in. It draws from reports.Report and decides
// nothing; the look is that of look/report.md, the order that of the web page.
//
// The parts of the file are written with the standard library alone: no Go
// library that may be used here can give styles, language and the same bytes
// twice (CONTRIBUTING has the candidates).
package docx

import (
	"errors"
	"fmt"
	"io"

	"csi/reports"
)

// program names the maker in the file. Nothing else about where and by whom a
// report was made goes into it: no author, no path.
const program = "csi"

// Write writes r as a DOCX file (ISO/IEC 29500, transitional). The same report
// gives the same bytes, in every process and on every day: the only date in
// the file is the report's own. Documents can be written side by side. An
// error comes from w, never from the content of r.
func Write(w io.Writer, r *reports.Report) error {
	if r == nil {
		return errors.New("write document: found no report")
	}
	d := &document{r: r}
	d.open()
	if r.Short != nil {
		d.short(r.Short)
	} else {
		d.full()
	}
	d.end()
	if err := pack(w, r, d.Bytes()); err != nil {
		return fmt.Errorf("write document: %w", err)
	}
	return nil
}

// full writes the whole report, part by part.
func (d *document) full() {
	r := d.r
	d.cover()
	d.summary(&r.Summary)
	d.matrix()
	d.stages()
	d.barriers()
	d.sections()
	for i := range r.RoadMaps {
		d.roadMap(&r.RoadMaps[i])
	}
	d.unknown()
	d.method()
	d.sources()
	d.annex()
}
