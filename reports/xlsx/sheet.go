package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"csi/reports"
)

// sheet writes one sheet. The order of its elements is the schema's.
func (f *file) sheet(book *reports.Workbook, i int) string {
	s := &book.Sheets[i]
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet %s %s><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`, mainSpace, relSpace)
	view(&b, s, i == 0)
	b.WriteString(`<sheetFormatPr defaultRowHeight="15"/>`)
	columns(&b, s)
	b.WriteString(`<sheetData>`)
	for n := range s.Rows {
		f.row(&b, n, &s.Rows[n], s.Columns)
	}
	b.WriteString(`</sheetData>`)
	if s.Protected {
		// What is not locked may be changed; sizes, filters and new rows are
		// nobody's harm.
		b.WriteString(`<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" insertColumns="0" insertRows="0" sort="0" autoFilter="0"/>`)
	}
	if r := filtered(s); r != "" {
		fmt.Fprintf(&b, `<autoFilter ref="%s"/>`, r)
	}
	validations(&b, s)
	orientation := "landscape"
	if s.Portrait {
		orientation = "portrait"
	}
	fmt.Fprintf(&b, `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>`+
		`<pageSetup paperSize="9" orientation="%s" fitToWidth="1" fitToHeight="0"/>`+
		`<headerFooter><oddFooter>%s</oddFooter></headerFooter></worksheet>`, orientation,
		escape("&L&8"+strings.ReplaceAll(fit(book.Footer), "&", "&&")+"&R&8&P / &N"))
	return b.String()
}

// view freezes what stays in sight.
func view(b *strings.Builder, s *reports.Sheet, first bool) {
	selected := ""
	if first {
		selected = ` tabSelected="1"`
	}
	fmt.Fprintf(b, `<sheetViews><sheetView showGridLines="0"%s workbookViewId="0">`, selected)
	if s.FrozenRows+s.FrozenColumns > 0 {
		split, pane := "", "bottomLeft"
		if s.FrozenColumns > 0 {
			split, pane = fmt.Sprintf(` xSplit="%d"`, s.FrozenColumns), "bottomRight"
		}
		if s.FrozenRows > 0 {
			split += fmt.Sprintf(` ySplit="%d"`, s.FrozenRows)
		} else {
			pane = "topRight"
		}
		at := reports.CellName(s.FrozenRows, s.FrozenColumns)
		fmt.Fprintf(b, `<pane%s topLeftCell="%s" activePane="%s" state="frozen"/><selection pane="%s" activeCell="%s" sqref="%s"/>`, split, at, pane, pane, at, at)
	}
	b.WriteString(`</sheetView></sheetViews>`)
}

func columns(b *strings.Builder, s *reports.Sheet) {
	if len(s.Columns) == 0 {
		return
	}
	b.WriteString(`<cols>`)
	for i, c := range s.Columns {
		hidden := ""
		if c.Hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(b, `<col min="%d" max="%d" width="%s"%s customWidth="1"/>`, i+1, i+1, plain(c.Width), hidden)
	}
	b.WriteString(`</cols>`)
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (f *file) row(b *strings.Builder, n int, r *reports.SheetRow, columns []reports.SheetColumn) {
	// The height is no custom one, so that a row grows with what is typed.
	fmt.Fprintf(b, `<row r="%d" ht="%s"`, n+1, plain(f.height(r, columns)))
	if r.Hidden {
		b.WriteString(` hidden="1"`)
	}
	b.WriteByte('>')
	for i := range r.Cells {
		f.cell(b, reports.CellName(n, i), &r.Cells[i])
	}
	b.WriteString(`</row>`)
}

func (f *file) cell(b *strings.Builder, name string, c *reports.SheetCell) {
	key := styleKey{look: c.Look, format: c.Format, unlocked: c.Unlocked}
	switch c.Kind {
	case reports.TextCell:
		text := fit(c.Text)
		key.quoted, key.text = likeFormula(text), true
		fmt.Fprintf(b, `<c r="%s" s="%d" t="s"><v>%d</v></c>`, name, f.styles.of(key), f.strings.add(text))
	case reports.NumberCell:
		fmt.Fprintf(b, `<c r="%s" s="%d"><v>%s</v></c>`, name, f.styles.of(key), strconv.FormatFloat(c.Number, 'g', -1, 64))
	case reports.DateCell:
		fmt.Fprintf(b, `<c r="%s" s="%d"><v>%d</v></c>`, name, f.styles.of(key), dateSerial(c.Date))
	default:
		if key != (styleKey{}) {
			fmt.Fprintf(b, `<c r="%s" s="%d"/>`, name, f.styles.of(key))
		}
	}
}

// likeFormula reports whether a spreadsheet would take a text for a formula
// when somebody enters it anew.
func likeFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t'＝＋－＠", []rune(s)[0])
}

// filtered gives the area of the arrows to filter by; "" for none.
func filtered(s *reports.Sheet) string {
	if !s.Filter || s.FrozenRows == 0 {
		return ""
	}
	head := s.FrozenRows - 1
	return reports.CellName(head, 0) + ":" + reports.CellName(max(head, len(s.Rows)-1), len(s.Rows[head].Cells)-1)
}

// validations says what may be entered where.
func validations(b *strings.Builder, s *reports.Sheet) {
	if len(s.Choices) == 0 {
		return
	}
	fmt.Fprintf(b, `<dataValidations count="%d">`, len(s.Choices))
	for _, c := range s.Choices {
		kind, first, second := "list", c.List, ""
		switch c.Kind {
		case reports.Suggest:
			first = `"` + strings.Join(c.Values, ",") + `"`
		case reports.WholeNumber:
			kind, first, second = "whole", strconv.FormatInt(c.Low, 10), strconv.FormatInt(c.High, 10)
		case reports.AnyDate:
			// From 2000 to 2199; an operator must be there.
			kind, first, second = "date", "36526", "109574"
		}
		fmt.Fprintf(b, `<dataValidation type="%s" allowBlank="1"`, kind)
		if c.Prompt != "" {
			fmt.Fprintf(b, ` showInputMessage="1" promptTitle="%s" prompt="%s"`, escape(cut(c.Title, 32)), escape(cut(c.Prompt, 255)))
		}
		if c.Error != "" {
			fmt.Fprintf(b, ` showErrorMessage="1" errorTitle="%s" error="%s"`, escape(cut(c.Title, 32)), escape(cut(c.Error, 255)))
		}
		fmt.Fprintf(b, ` sqref="%s:%s"><formula1>%s</formula1>`, reports.CellName(c.From, c.Column), reports.CellName(c.To, c.Column), escape(first))
		if second != "" {
			fmt.Fprintf(b, `<formula2>%s</formula2>`, second)
		}
		b.WriteString(`</dataValidation>`)
	}
	b.WriteString(`</dataValidations>`)
}

// cut shortens a text to what a message beside a cell may hold.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// height guesses how many points a row needs: programs measure rows when a
// person types, not all of them when a file is opened.
func (f *file) height(r *reports.SheetRow, columns []reports.SheetColumn) float64 {
	most := 15.0
	for i, c := range r.Cells {
		l := f.looks[c.Look]
		lines := 1
		if !l.single && i < len(columns) {
			lines = linesOf(c.Text, (columns[i].Width-1)*0.95*10/l.size)
		}
		most = max(most, float64(lines)*l.size*1.33+2)
	}
	return min(most, 409) // the highest that a row may be
}

// linesOf counts the lines of a text that is wrapped at spaces.
func linesOf(s string, width float64) int {
	lines := 0
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines++
		used := 0
		for word := range strings.FieldsSeq(paragraph) {
			n := utf8.RuneCountInString(word)
			if used > 0 && float64(used+1+n) > width {
				lines, used = lines+1, 0
			}
			used += n + 1
			for float64(used) > width+1 { // a word wider than the column
				lines, used = lines+1, used-max(1, int(width))
			}
		}
	}
	return lines
}
