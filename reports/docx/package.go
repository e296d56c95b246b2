package docx

import (
	"archive/zip"
	"embed"
	"io"
	"strings"
	"time"

	"golang.org/x/text/language"

	"csi/reports"
)

//go:embed parts/*.xml
var parts embed.FS

// part is one file within the document.
type part struct {
	name string // without the leading slash
	kind string // content type; "" for the relationships, which have a default
	data []byte
}

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	linkSpace   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	office      = "application/vnd.openxmlformats-officedocument."
	wordKind    = office + "wordprocessingml."
)

// related lists what the text refers to, by the name of its relationship.
func related() [][2]string {
	return [][2]string{
		{"rId1", "styles"}, {"rId2", "numbering"}, {"rId3", "settings"},
		{"rId4", "fontTable"}, {"rId5", "theme"}, {"rId6", "header"}, {"rId7", "footer"},
	}
}

// pack puts the parts into one file.
func pack(w io.Writer, r *reports.Report, body []byte) error {
	tag := languageTag(r.Language)
	all := []part{
		{"_rels/.rels", "", rootLinks()},
		{"word/document.xml", wordKind + "document.main+xml", body},
		{"word/_rels/document.xml.rels", "", documentLinks(r.Logo)},
	}
	for _, p := range []part{
		{name: "styles", kind: wordKind + "styles+xml"},
		{name: "numbering", kind: wordKind + "numbering+xml"},
		{name: "settings", kind: wordKind + "settings+xml"},
		{name: "fontTable", kind: wordKind + "fontTable+xml"},
		{name: "theme1", kind: office + "theme+xml"},
	} {
		data, err := parts.ReadFile("parts/" + p.name + ".xml")
		if err != nil {
			return err
		}
		folder := "word/"
		if p.name == "theme1" {
			folder = "word/theme/"
		}
		all = append(all, part{folder + p.name + ".xml", p.kind, []byte(strings.ReplaceAll(string(data), "LANGUAGE", tag))})
	}
	if r.Logo != nil {
		all = append(all, part{"word/" + pictureFile(r.Logo), "", r.Logo.Data})
	}
	all = append(all,
		part{"word/header1.xml", wordKind + "header+xml", header(r)},
		part{"word/footer1.xml", wordKind + "footer+xml", footer(r)},
		part{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", coreProperties(r, tag)},
		part{"docProps/app.xml", office + "extended-properties+xml", programProperties()})
	return zipped(w, append([]part{{"[Content_Types].xml", "", contentTypes(all)}}, all...), dateOf(r))
}

// zipped writes the parts with one date, in one order.
func zipped(w io.Writer, all []part, date time.Time) error {
	z := zip.NewWriter(w)
	for _, p := range all {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: date})
		if err != nil {
			return err
		}
		if _, err := f.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// dateOf gives the date that stands in the file: the report's own, never the
// clock. Archives know no day before 1980.
func dateOf(r *reports.Report) time.Time {
	if r.Date.IsZero() || r.Date.Time().Year() < 1980 {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return r.Date.Time()
}

// languageTag adds the country to a language, without which Word checks no
// spelling: that of most speakers, for English that of our spelling.
func languageTag(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil || lang == "" {
		return "en-GB"
	}
	base, _ := tag.Base()
	if region, how := tag.Region(); how == language.Exact {
		return base.String() + "-" + region.String()
	} else if base.String() != "en" {
		return base.String() + "-" + region.String()
	}
	return "en-GB"
}

func contentTypes(all []part) []byte {
	var b strings.Builder
	b.WriteString(declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range all {
		if ending, found := strings.CutPrefix(p.name, "word/"+pictureName); found {
			b.WriteString(`<Default Extension="` + ending + `" ContentType="image/` + ending + `"/>`)
		}
	}
	for _, p := range all {
		if p.kind != "" {
			b.WriteString(`<Override PartName="/` + p.name + `" ContentType="` + p.kind + `"/>`)
		}
	}
	b.WriteString(`</Types>`)
	return []byte(b.String())
}

const linksHead = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

func rootLinks() []byte {
	return []byte(linksHead +
		`<Relationship Id="rId1" Type="` + linkSpace + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`<Relationship Id="rId3" Type="` + linkSpace + `/extended-properties" Target="docProps/app.xml"/></Relationships>`)
}

func documentLinks(logo *reports.Logo) []byte {
	var b strings.Builder
	b.WriteString(linksHead)
	for _, l := range related() {
		target := l[1] + ".xml"
		switch l[1] {
		case "theme":
			target = "theme/theme1.xml"
		case "header", "footer":
			target = l[1] + "1.xml"
		}
		b.WriteString(`<Relationship Id="` + l[0] + `" Type="` + linkSpace + `/` + l[1] + `" Target="` + target + `"/>`)
	}
	if logo != nil {
		b.WriteString(`<Relationship Id="` + pictureLink + `" Type="` + linkSpace + `/image" Target="` + pictureFile(logo) + `"/>`)
	}
	b.WriteString(`</Relationships>`)
	return []byte(b.String())
}

func coreProperties(r *reports.Report, tag string) []byte {
	date := dateOf(r).Format(time.RFC3339)
	return []byte(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(r.Title) + `</dc:title><dc:language>` + tag + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + date + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + date + `</dcterms:modified></cp:coreProperties>`)
}

func programProperties() []byte {
	return []byte(declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
		`<Application>` + program + `</Application></Properties>`)
}
