package docx

import (
	"fmt"
	"strings"

	"csi/reports"
)

// open begins the text.
func (d *document) open() {
	d.WriteString(declaration + `<w:document xmlns:w="` + wordSpace + `" xmlns:r="` + linkSpace + `"><w:body>`)
}

// end closes the text: A4, the margins of look/report.md section 2, header and
// footer on every page but the cover.
func (d *document) end() {
	if d.tabular {
		d.block(paragraph{style: "Gap"}) // a text does not end with a table
	}
	first := `<w:titlePg/>` // the cover has neither header nor footer
	if d.r.Short != nil {
		first = ""
	}
	fmt.Fprintf(d, `<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`+
		first+`</w:sectPr></w:body></w:document>`,
		11906, 16838, mm(24), mm(20), mm(18), mm(20), mm(10.5), mm(6))
}

// cover is the first page: what this is, about whom, and where to find what.
func (d *document) cover() {
	c := &d.r.Cover
	title := paragraph{style: "Title", runs: []run{plain(c.Title)}}
	if d.picture(d.r.Logo) {
		title.above = 560 // the title keeps its place
	}
	kind := quiet(c.KindMore)
	kind.newLine = c.Kind != ""
	d.paragraph(paragraph{runs: []run{strong(c.Kind), kind}, right: true})
	d.paragraph(title)
	d.p("Subtitle", plain(c.Name))
	d.p("Lead", plain(c.Policy))
	for _, f := range c.Facts {
		d.p("Facts", quiet(f.Key), run{text: f.Value, tab: true})
	}
	d.contents()
	d.paragraph(paragraph{style: "Small", runs: []run{plain(c.Limits)}, above: 360})
	d.p("Small", plain(c.Note))
}

// The bookmarks of the parts.
const (
	toSummary  = "summary"
	toMatrix   = "matrix"
	toStages   = "stages"
	toBarriers = "barriers"
	toSections = "sections"
	toUnknown  = "unknown"
	toMethod   = "method"
	toSources  = "sources"
	toAnnex    = "annex"
)

// toRoadMap is the bookmark of the road map of one side.
func toRoadMap(m *reports.RoadMap) string { return "roadmap_" + m.For.String() }

// contents links to the parts and says what each found. Headings are found by
// Word's own navigation too, so there are no page numbers to keep up to date.
func (d *document) contents() {
	r := d.r
	d.p("TOCHeading", plain(r.Words.Contents))
	line := func(to, name, heading string) {
		if heading != "" {
			d.p("TOC1", run{text: name, style: "Hyperlink", link: to}, run{text: heading, tab: true})
		}
	}
	line(toSummary, r.Summary.Running, r.Summary.Heading)
	if r.Matrix != nil {
		line(toMatrix, r.Matrix.Running, r.Matrix.Heading)
	}
	if r.Stages != nil {
		line(toStages, r.Stages.Running, r.Stages.Heading)
	}
	if r.Barriers != nil {
		line(toBarriers, r.Barriers.Running, r.Barriers.Heading)
	}
	if r.Sections != nil {
		line(toSections, r.Sections.Running, r.Sections.Heading)
	}
	for i := range r.RoadMaps {
		m := &r.RoadMaps[i]
		line(toRoadMap(m), m.Running, m.Heading)
	}
	line(toUnknown, r.Unknown.Running, r.Unknown.Heading)
	line(toMethod, r.Method.Running, r.Method.Heading)
	line(toSources, r.Sources.Running, r.Sources.Heading)
	if r.Annex != nil {
		line(toAnnex, r.Annex.Running, r.Annex.Heading)
	}
}

// header is what stands over every page but the cover: whose report, and whose
// view.
func header(r *reports.Report) []byte {
	var d document
	d.WriteString(declaration + `<w:hdr xmlns:w="` + wordSpace + `">`)
	view := r.Cover.Kind
	if r.Cover.KindMore != "" {
		view = strings.TrimPrefix(view+" · "+r.Cover.KindMore, " · ")
	}
	if r.Short != nil {
		view = strings.TrimSuffix(r.Short.Summary.Running+" · "+view, " · ")
	}
	d.block(paragraph{style: "Header", runs: []run{plain(r.Heading), {text: view, tab: true}}})
	d.WriteString(`</w:hdr>`)
	return d.Bytes()
}

// footer has the limits in one line, what was asked and when, and the page.
func footer(r *reports.Report) []byte {
	var d document
	d.WriteString(declaration + `<w:ftr xmlns:w="` + wordSpace + `">`)
	d.block(paragraph{style: "Footer", runs: []run{plain(r.Footline)}})
	d.block(paragraph{style: "Footer", runs: append([]run{plain(r.Stamp)}, pageOf(r.PageOf)...)})
	d.WriteString(`</w:ftr>`)
	return d.Bytes()
}

// pageOf turns "Page {page} of {pages}" into text and fields, right of a tab.
func pageOf(s string) []run {
	var out []run
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		if before != "" {
			out = append(out, plain(before))
		}
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		field := "PAGE"
		if name == "pages" {
			field = "NUMPAGES"
		}
		out = append(out, run{text: "1", field: field})
		s = after
	}
	if len(out) > 0 {
		out[0].tab = true
	}
	return out
}
