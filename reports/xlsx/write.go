package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"csi/assess"
	"csi/reports"
)

const (
	mainSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// maxCell is how many UTF-16 units one cell may hold.
const maxCell = 32767

// Write writes a workbook. A text that is too long for a cell ends in an
// ellipsis; signs that XML cannot hold are left out.
func Write(w io.Writer, book *reports.Workbook) error {
	f := &file{styles: newStyles(), strings: newTexts(), looks: looks()}
	parts := []part{}
	for i := range book.Sheets {
		parts = append(parts, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), f.sheet(book, i)})
	}
	parts = append([]part{
		{"[Content_Types].xml", contentTypes(len(book.Sheets))},
		{"_rels/.rels", relations([]relation{
			{"officeDocument", "xl/workbook.xml"},
			{"", "docProps/core.xml"},
		})},
		{"docProps/core.xml", core(book)},
		{"xl/workbook.xml", workbook(book)},
		{"xl/_rels/workbook.xml.rels", relations(bookRelations(len(book.Sheets)))},
		{"xl/styles.xml", f.styles.xml()},
		{"xl/sharedStrings.xml", f.strings.xml()},
	}, parts...)
	zw := zip.NewWriter(w)
	for _, p := range parts {
		// Without a time in its head an entry is the same whenever it is written.
		entry, err := zw.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(entry, xml.Header+p.text); err != nil {
			return err
		}
	}
	return zw.Close()
}

// part is one file inside the package.
type part struct{ name, text string }

// file is what the sheets of one workbook share.
type file struct {
	styles  *styles
	strings *texts
	looks   []look
}

// texts is the table of shared strings.
type texts struct {
	index map[string]int
	list  []string
}

func newTexts() *texts { return &texts{index: map[string]int{}} }

func (t *texts) add(s string) int {
	i, ok := t.index[s]
	if !ok {
		i = len(t.list)
		t.index[s] = i
		t.list = append(t.list, s)
	}
	return i
}

func (t *texts) xml() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<sst %s uniqueCount="%d">`, mainSpace, len(t.list))
	for _, s := range t.list {
		b.WriteString(`<si><t xml:space="preserve">` + escape(s) + `</t></si>`)
	}
	return b.String() + `</sst>`
}

// fit makes a text one that a cell can hold.
func fit(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r&0xFFFE == 0xFFFE {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), ""))
	units := utf16.Encode([]rune(s))
	if len(units) <= maxCell {
		return s
	}
	units = units[:maxCell-1]
	if utf16.IsSurrogate(rune(units[len(units)-1])) && units[len(units)-1] < 0xDC00 {
		units = units[:len(units)-1]
	}
	return string(utf16.Decode(units)) + "…"
}

// escape writes a text for XML. Spreadsheets read "_x0041_" as the letter A,
// so that an underscore that would begin such a sign is written as one.
func escape(s string) string {
	for i := 0; i+7 <= len(s); i++ {
		if isEscape(s[i:]) {
			s = s[:i] + "_x005F" + s[i:]
			i += 6
		}
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// isEscape reports whether a text begins like "_x0041_".
func isEscape(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

func contentTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	override := func(name, kind string) {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, name, kind)
	}
	override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	override("xl/workbook.xml", sheetType+"sheet.main+xml")
	override("xl/styles.xml", sheetType+"styles+xml")
	override("xl/sharedStrings.xml", sheetType+"sharedStrings+xml")
	for i := range sheets {
		override(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), sheetType+"worksheet+xml")
	}
	return b.String() + `</Types>`
}

// relation is a link from one part to another; without a kind it leads to the
// properties of the document.
type relation struct{ kind, target string }

func bookRelations(sheets int) []relation {
	var all []relation
	for i := range sheets {
		all = append(all, relation{"worksheet", fmt.Sprintf("worksheets/sheet%d.xml", i+1)})
	}
	return append(all, relation{"styles", "styles.xml"}, relation{"sharedStrings", "sharedStrings.xml"})
}

func relations(all []relation) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, r := range all {
		kind := officeRel + r.kind
		if r.kind == "" {
			kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, kind, r.target)
	}
	return b.String() + `</Relationships>`
}

// core are the properties of the document: title, language and the day of the
// assessment; no author.
func core(book *reports.Workbook) string {
	var when string
	if !book.Date.IsZero() {
		for _, k := range []string{"created", "modified"} {
			when += fmt.Sprintf(`<dcterms:%s xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:%s>`, k, book.Date, k)
		}
	}
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escape(fit(book.Title)) +
		`</dc:title><dc:language>` + escape(book.Language) + `</dc:language>` + when + `</cp:coreProperties>`
}

func workbook(book *reports.Workbook) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<workbook %s %s><workbookPr defaultThemeVersion="124226"/><bookViews><workbookView activeTab="0"/></bookViews><sheets>`, mainSpace, relSpace)
	for i, s := range book.Sheets {
		hidden := ""
		if s.Hidden {
			hidden = ` state="hidden"`
		}
		fmt.Fprintf(&b, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(sheetName(s.Name)), i+1, hidden, i+1)
	}
	b.WriteString(`</sheets><definedNames>`)
	for i, s := range book.Sheets {
		name := "'" + strings.ReplaceAll(sheetName(s.Name), "'", "''") + "'"
		if r := filtered(&book.Sheets[i]); r != "" {
			fmt.Fprintf(&b, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s!%s</definedName>`, i, escape(name), absolute(r))
		}
		if s.FrozenRows > 0 {
			fmt.Fprintf(&b, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s!$1:$%d</definedName>`, i, escape(name), s.FrozenRows)
		}
	}
	return b.String() + `</definedNames></workbook>`
}

// sheetName makes a name that spreadsheets take.
func sheetName(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, fit(s)), "' ")
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	return s
}

// absolute writes "A2:O40" as "$A$2:$O$40".
func absolute(area string) string {
	var b strings.Builder
	letter := false
	for _, r := range area {
		isLetter := r >= 'A' && r <= 'Z'
		if isLetter != letter && r != ':' || b.Len() == 0 {
			b.WriteByte('$')
		}
		letter = isLetter
		b.WriteRune(r)
	}
	return b.String()
}

// dateSerial is the number of a day.
func dateSerial(d assess.Date) int { return reports.DaySerial(d) }
