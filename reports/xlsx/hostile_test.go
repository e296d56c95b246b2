package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"csi/reports"
	"csi/reports/xlsx"
)

// packed makes a package of parts.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(f, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts gives the parts of a plan's spreadsheet.
func parts(t testing.TB) map[string]string {
	t.Helper()
	data := written(t, reports.NewPlanWorkbook(planInput(t, "en")))
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

func with(t testing.TB, name, text string) []byte {
	t.Helper()
	p := parts(t)
	p[name] = text
	return packed(t, p)
}

func TestRead_refuses(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	var locked bytes.Buffer
	if err := book.Write(&locked, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	sheet := func(rows string) string { return `<worksheet><sheetData>` + rows + `</sheetData></worksheet>` }
	many := strings.Repeat("<c><v>1</v></c>", 250_000)
	parts := make(map[string]string)
	for i := range 2100 {
		parts[fmt.Sprint(i)] = ""
	}
	whole := written(t, reports.NewPlanWorkbook(planInput(t, "en")))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":              {nil, xlsx.ErrNoSpreadsheet},
		"a text":               {[]byte("id;owner\n"), xlsx.ErrNoSpreadsheet},
		"a PDF":                {[]byte("%PDF-1.4"), xlsx.ErrNoSpreadsheet},
		"a zip of other files": {packed(t, map[string]string{"a.txt": "x"}), xlsx.ErrNoSpreadsheet},
		"a text document":      {packed(t, map[string]string{"[Content_Types].xml": "wordprocessingml"}), xlsx.ErrNoSpreadsheet},
		"an ods file":          {packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), xlsx.ErrOpenDocument},
		"an old xls file":      {append([]byte{0xD0, 0xCF, 0x11, 0xE0}, make([]byte, 600)...), xlsx.ErrOld},
		"a locked file":        {locked.Bytes(), xlsx.ErrEncrypted},
		"macros":               {with(t, "xl/vbaProject.bin", "x"), xlsx.ErrMacros},
		"half a file":          {whole[:len(whole)/2], xlsx.ErrDamaged},
		"no workbook":          {with(t, "_rels/.rels", "<Relationships/>"), xlsx.ErrDamaged},
		"broken XML":           {with(t, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"), xlsx.ErrDamaged},
		"a string that is not": {with(t, "xl/worksheets/sheet1.xml", sheet(`<row><c t="s"><v>99999</v></c></row>`)), xlsx.ErrDamaged},
		"a row out of reach":   {with(t, "xl/worksheets/sheet1.xml", sheet(`<row r="-5"><c><v>1</v></c></row>`)), xlsx.ErrDamaged},
		"a column out of reach": {with(t, "xl/worksheets/sheet1.xml", sheet(`<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>`)),
			xlsx.ErrDamaged},
		"an entity":       {with(t, "xl/sharedStrings.xml", `<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>`), xlsx.ErrDamaged},
		"a zip bomb":      {with(t, "xl/worksheets/sheet1.xml", sheet(strings.Repeat(" ", 30<<20))), xlsx.ErrTooLarge},
		"too many cells":  {with(t, "xl/worksheets/sheet1.xml", sheet("<row>"+many[:len(many)/20]+"</row>"+strings.Repeat("<row>"+many[:len(many)/20]+"</row>", 19))), xlsx.ErrTooLarge},
		"too many parts":  {packed(t, parts), xlsx.ErrTooLarge},
		"far too large":   {append([]byte("PK"), make([]byte, xlsx.MaxFile)...), xlsx.ErrTooLarge},
		"a wrong default": {with(t, "[Content_Types].xml", "macroEnabled spreadsheetml"), xlsx.ErrMacros},
	} {
		if _, err := xlsx.Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, faults := reports.ReadPlan(&reports.Book{Sheets: []reports.BookSheet{{Name: "Other"}}}, rules(planInput(t, "en"))); len(faults) != 1 || faults[0].Code != "no-plan" {
		t.Errorf("another spreadsheet: %+v", faults)
	}
}

// FuzzRead feeds the reader with sheets and tables of texts: it must not
// panic, and what it takes must keep to the order that it promises.
func FuzzRead(f *testing.F) {
	whole := parts(f)
	p := whole
	f.Add(p["xl/worksheets/sheet1.xml"], p["xl/sharedStrings.xml"])
	f.Add(p["xl/worksheets/sheet3.xml"], p["xl/sharedStrings.xml"])
	f.Add(`<worksheet><sheetData><row r="2"><c r="B1" t="inlineStr"><is><r><t>csi:</t></r><r><t>id</t></r></is></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData></worksheet>`, `<sst/>`)
	for _, name := range []string{"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/styles.xml"} {
		whole[name] = "<worksheet/>" // what does not change only costs time
	}
	in := planInput(f, "en")
	r := rules(in)
	f.Fuzz(func(t *testing.T, sheet, texts string) {
		p := map[string]string{}
		for name, text := range whole {
			p[name] = text
		}
		p["xl/worksheets/sheet1.xml"], p["xl/sharedStrings.xml"] = sheet, texts
		book, err := xlsx.Read(packed(t, p))
		if err != nil {
			if book != nil {
				t.Error("a book and an error")
			}
			return
		}
		for _, s := range book.Sheets {
			for i, c := range s.Cells {
				if c.Row < 0 || c.Column < 0 || c.Text == "" || i > 0 && c.Row < s.Cells[i-1].Row {
					t.Errorf("cell %d of %s is %+v", i, s.Name, c)
				}
			}
		}
		plan, faults := reports.ReadPlan(book, r)
		if (plan == nil) == (len(faults) == 0) {
			t.Errorf("a plan %v and %d faults", plan != nil, len(faults))
		}
		if plan != nil {
			merged(in, plan)
		}
	})
}
