package docx

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"csi/reports"
)

// clean takes out what XML 1.0 does not allow or what has no shape; signs of
// every alphabet and emoji stay. A line end becomes a space: paragraphs are
// parted before.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t':
			return ' '
		case 0xFFFE, 0xFFFF:
			return -1
		}
		return r
	}, reports.Printable(s))
}

// escaped is clean, ready for XML.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(clean(s))); err != nil {
		return "" // a Builder takes everything
	}
	return b.String()
}

// run is a piece of text within a paragraph. The zero value of a colour is
// that of the style.
type run struct {
	text    string
	style   string // of characters; "" for that of the paragraph
	colour  colour
	fill    colour // behind the text
	bold    bool
	struck  bool
	tab     bool   // a tab stands before the text
	link    string // bookmark that the text leads to
	field   string // Word works the text out: "PAGE"
	newLine bool   // a line end stands before the text
	lang    string // of the text, as Word names it: "fr-FR"; "" for that of the document
}

func plain(s string) run  { return run{text: s} }
func strong(s string) run { return run{text: s, style: "Strong"} }
func quiet(s string) run  { return run{text: s, style: "Quiet"} }

// paragraph is one paragraph.
type paragraph struct {
	style string // "" for the normal one
	runs  []run
	keep  bool   // on the page of the next paragraph
	right bool   // set to the right edge
	name  string // bookmark around it
	above int    // distance from what stands above, in twips; 0 for that of the style
	below int    // and from what stands below
}

// document collects the text.
type document struct {
	bytes.Buffer
	r       *reports.Report
	names   int  // bookmarks so far
	tabular bool // the last block was a table
}

// p writes a paragraph of a style; nothing when there is no text in it.
func (d *document) p(style string, runs ...run) {
	d.paragraph(paragraph{style: style, runs: runs})
}

// paragraph writes a paragraph, unless it has no text.
func (d *document) paragraph(p paragraph) {
	for _, r := range p.runs {
		if r.text != "" || r.field != "" {
			d.block(p)
			return
		}
	}
}

// block writes a paragraph, even an empty one.
func (d *document) block(p paragraph) {
	d.WriteString("<w:p>")
	if d.tabular && p.above == 0 && p.style != "Gap" && !strings.HasPrefix(p.style, "Heading") {
		p.above = 120 // headings have their own distance from a table
	}
	d.tabular = false
	d.properties(p)
	mark := ""
	if p.name != "" {
		d.names++
		mark = `w:id="` + strconv.Itoa(d.names) + `"`
		d.WriteString(`<w:bookmarkStart ` + mark + ` w:name="` + p.name + `"/>`)
	}
	for _, r := range p.runs {
		d.run(r)
	}
	if mark != "" {
		d.WriteString(`<w:bookmarkEnd ` + mark + `/>`)
	}
	d.WriteString("</w:p>")
}

// properties writes how a paragraph is set, in the order that Word asks for.
func (d *document) properties(p paragraph) {
	if p.style == "" && !p.keep && !p.right && p.above == 0 && p.below == 0 {
		return
	}
	d.WriteString("<w:pPr>")
	if p.style != "" {
		d.WriteString(`<w:pStyle w:val="` + p.style + `"/>`)
	}
	if p.keep {
		d.WriteString("<w:keepNext/>")
	}
	if p.above != 0 || p.below != 0 {
		d.WriteString(`<w:spacing` + twips("before", p.above) + twips("after", p.below) + `/>`)
	}
	if p.right {
		d.WriteString(`<w:jc w:val="right"/>`)
	}
	d.WriteString("</w:pPr>")
}

// twips writes a length as an attribute, unless it is that of the style.
func twips(name string, length int) string {
	if length == 0 {
		return ""
	}
	return ` w:` + name + `="` + strconv.Itoa(length) + `"`
}

func (d *document) run(r run) {
	if r.tab {
		d.WriteString("<w:r><w:tab/></w:r>")
	}
	if r.text == "" && r.field == "" {
		return
	}
	if r.newLine {
		d.WriteString("<w:r><w:br/></w:r>")
	}
	before, after := "", ""
	switch {
	case r.link != "":
		before, after = `<w:hyperlink w:anchor="`+r.link+`" w:history="1">`, "</w:hyperlink>"
	case r.field != "":
		before, after = `<w:fldSimple w:instr=" `+r.field+` ">`, "</w:fldSimple>"
	}
	d.WriteString(before + "<w:r>")
	d.look(r)
	d.WriteString(`<w:t xml:space="preserve">` + escaped(r.text) + "</w:t></w:r>" + after)
}

// look writes the properties of a run in the order that Word asks for.
func (d *document) look(r run) {
	if r.style == "" && !r.bold && !r.struck && r.colour == 0 && r.fill == 0 && r.lang == "" {
		return
	}
	d.WriteString("<w:rPr>")
	if r.style != "" {
		d.WriteString(`<w:rStyle w:val="` + r.style + `"/>`)
	}
	if r.bold {
		d.WriteString("<w:b/><w:bCs/>")
	}
	if r.struck {
		d.WriteString("<w:strike/>")
	}
	if r.colour != 0 {
		d.WriteString(`<w:color w:val="` + r.colour.hex() + `"/>`)
	}
	if r.fill != 0 {
		d.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + r.fill.hex() + `"/>`)
	}
	if r.lang != "" {
		d.WriteString(`<w:lang w:val="` + r.lang + `" w:eastAsia="` + r.lang + `" w:bidi="` + r.lang + `"/>`)
	}
	d.WriteString("</w:rPr>")
}

// cut parts a text at the words that are set in bold.
func cut(text, bold string) []run {
	before, after, found := strings.Cut(text, bold)
	if bold == "" || !found {
		return []run{plain(text)}
	}
	return []run{plain(before), strong(bold), plain(after)}
}

// head opens a part or a matter within it; level is 1 to 4.
func (d *document) head(level int, text string) {
	d.p("Heading"+strconv.Itoa(level), plain(text))
}

// part opens a part of the report with its bookmark.
func (d *document) part(name, heading, lead string) {
	d.paragraph(paragraph{style: "Heading1", runs: []run{plain(heading)}, name: name})
	d.p("Lead", plain(lead))
}

// pair is a label with a text, in one paragraph.
func (d *document) pair(style, key, value string) {
	if value != "" {
		d.paragraph(paragraph{style: style, runs: []run{strong(key + d.r.Words.Colon), plain(value)}, below: 60})
	}
}

// notes quotes what people wrote, each paragraph on its own.
func (d *document) notes(notes []reports.Note) {
	if len(notes) == 0 {
		return
	}
	d.head(3, d.r.Words.Notes)
	for _, n := range notes {
		d.paragraph(paragraph{style: "Quote", runs: []run{strong(n.Title)}, keep: true})
		for line := range strings.SplitSeq(n.Text, "\n") {
			d.p("Quote", plain(strings.TrimSpace(line)))
		}
	}
}
