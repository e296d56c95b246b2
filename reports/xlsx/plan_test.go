package xlsx_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/xlsx"
)

// same asks that a sheet changes nothing.
func same(t *testing.T, in reports.Input, data []byte) {
	t.Helper()
	sheet := readBack(t, in, data)
	if sheet.Base == nil {
		t.Error("the sheet lost its base")
	}
	m := merged(in, sheet)
	if d := cmp.Diff(in.Assessment.Plan, m.Plan); d != "" || len(m.Conflicts)+len(m.Changes)+len(m.Missing) > 0 {
		t.Errorf("%s\nchanges %+v\nconflicts %+v\nmissing %v", d, m.Changes, m.Conflicts, m.Missing)
	}
}

func TestPlan_roundTrip(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		in := planInput(t, lang)
		data := written(t, reports.NewPlanWorkbook(in))
		same(t, in, data)
		same(t, planInput(t, "en"), data) // read where another language is spoken
		if !bytes.Equal(data, written(t, reports.NewPlanWorkbook(planInput(t, lang)))) {
			t.Error("twice the same plan, other bytes")
		}
	}
}

// converted gives a file as LibreOffice saves it in another format.
func converted(t *testing.T, data []byte, format string) []byte {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is not there; CI must have it")
		}
		t.Skip("soffice is not there: LibreOffice was not asked")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ending, _, _ := strings.Cut(format, ":")
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless",
		"--convert-to", format, "--outdir", filepath.Join(dir, "out"), in)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "out", "book."+ending))
	if err != nil {
		t.Fatal("LibreOffice did not open the file (is libreoffice-calc there?): ", err)
	}
	return saved
}

func TestPlan_libreOffice(t *testing.T) {
	t.Parallel()
	in := planInput(t, "uk")
	data := written(t, reports.NewPlanWorkbook(in))
	same(t, in, converted(t, data, "xlsx:Calc MS Excel 2007 XML"))
	if text := string(converted(t, data, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")); !strings.Contains(text, "=SUM(A1:A9)") {
		t.Errorf("a text became a formula:\n%s", text)
	}
}

// edited opens a plan's spreadsheet in another program, so to say.
func edited(t *testing.T, in reports.Input, edit func(f *excelize.File, s string)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, reports.NewPlanWorkbook(in))))
	if err != nil {
		t.Fatal(err)
	}
	edit(f, f.GetSheetName(0))
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestPlan_moved holds that columns and rows may be moved, added and hidden.
func TestPlan_moved(t *testing.T) {
	t.Parallel()
	in := planInput(t, "en")
	same(t, in, edited(t, in, func(f *excelize.File, s string) {
		must(t, f.UnprotectSheet(s))
		must(t, f.InsertCols(s, "C", 2))
		must(t, f.SetCellStr(s, "C5", "a remark"))
		must(t, f.InsertRows(s, 3, 2))
		must(t, f.SetColVisible(s, "H", false))
		must(t, f.SetRowVisible(s, 6, false))
		must(t, f.DuplicateRowTo(s, 6, 30)) // sort: one row to the end …
		must(t, f.RemoveRow(s, 6))          // … and away from where it was
		must(t, f.SetCellStr(s, "A2", "Kennung"))
		must(t, f.RemoveCol(s, "B"))
	}))
}

func TestPlan_changes(t *testing.T) {
	t.Parallel()
	in := planInput(t, "en")
	sheet := readBack(t, in, edited(t, in, func(f *excelize.File, s string) {
		must(t, f.SetCellStr(s, "G3", "Board"))
		must(t, f.SetCellValue(s, "H3", 46054)) // 1 February 2026, as a number
		must(t, f.SetCellStr(s, "H4", "3.2.2027"))
		must(t, f.SetCellStr(s, "M3", "done"))
		must(t, f.SetCellStr(s, "J3", "1 300"))
		rows, err := f.GetRows(s)
		must(t, err)
		last := fmt.Sprint(len(rows) + 5) // one of the empty rows
		must(t, f.SetCellStr(s, "C"+last, "civil society"))
		must(t, f.SetCellStr(s, "D"+last, "short"))
		must(t, f.SetCellStr(s, "E"+last, "A new one"))
	}))
	m := merged(in, sheet)
	want := fullPlan()
	want[0].Owner, want[0].Due, want[0].Status, want[0].Cost.Amount = "Board", assess.Date{Year: 2026, Month: 2, Day: 1}, assess.Done, 1300
	want = append(want, assess.PlanEntry{Action: "own/5", For: assess.ForCSO, Horizon: assess.Short, Text: "A new one"})
	// Row 4 is whatever the road map has second.
	second := sheet.Entries[1].Action
	found := false
	for i := range want {
		if want[i].Action == second {
			want[i].Due, found = assess.Date{Year: 2027, Month: 2, Day: 3}, true
		}
	}
	if !found {
		want = append(want[:6:6], assess.PlanEntry{Action: second, Due: assess.Date{Year: 2027, Month: 2, Day: 3}}, want[6])
	}
	if d := cmp.Diff(want, m.Plan); d != "" || len(m.Conflicts) > 0 {
		t.Errorf("%s %+v", d, m.Conflicts)
	}
	if place := sheet.Place("b1-2/cso/1", assess.PlanOwner); place != "Plan!G3" {
		t.Errorf("the owner stands at %s, want Plan!G3", place)
	}
}

func TestPlan_faults(t *testing.T) {
	t.Parallel()
	in := planInput(t, "en")
	for cell, c := range map[string]struct{ value, code string }{
		"A3": {"ag-dia/cso/99", "id-unknown"}, "A4": {"b1-2/cso/1", "id-twice"},
		"C3": {"Authority", "for-fixed"}, "D3": {"soon", "choice"}, "H3": {"02/01/2027", "date"}, "I3": {"half", "effort"},
		"J3": {"a lot", "cost"}, "K3": {"EURO", "currency"}, "L3": {"own/x", "id-unknown"}, "M3": {"finished", "choice"},
		"N3": {"2027-02-30", "date"}, "O3": {strings.Repeat("x", 5001), "length"}, "E40": {"only a text", "own-for"},
	} {
		data := edited(t, in, func(f *excelize.File, s string) { must(t, f.SetCellStr(s, cell, c.value)) })
		book, err := xlsx.Read(data)
		must(t, err)
		sheet, faults := reports.ReadPlan(book, rules(in))
		if sheet != nil || len(faults) == 0 {
			t.Errorf("%s %q: taken", cell, c.value)
			continue
		}
		wantPlace := "Plan!" + cell
		if c.code == "own-for" {
			wantPlace = "Plan!C40"
		}
		ok := false
		for _, f := range faults {
			ok = ok || f.Code == c.code && f.Place == wantPlace
			if text := f.Text(phrases.New("en")); strings.Contains(text, "[[") {
				t.Error(text)
			}
		}
		if !ok {
			t.Errorf("%s %q: %+v, want %s", cell, c.value, faults, c.code)
		}
	}
	other := planInput(t, "en")
	other.Assessment.ID = "another"
	book, err := xlsx.Read(written(t, reports.NewPlanWorkbook(other)))
	must(t, err)
	if _, faults := reports.ReadPlan(book, rules(in)); len(faults) != 1 || faults[0].Code != "other-assessment" {
		t.Errorf("the plan of another assessment: %+v", faults)
	}
}

// TestPlan_noBase holds that a sheet whose record was touched counts as one
// without.
func TestPlan_noBase(t *testing.T) {
	t.Parallel()
	in := planInput(t, "en")
	for name, edit := range map[string]func(f *excelize.File, s string){
		"touched": func(f *excelize.File, _ string) { must(t, f.SetCellStr("csi", "B2", "x")) },
		"deleted": func(f *excelize.File, _ string) { must(t, f.DeleteSheet("csi")) },
	} {
		sheet := readBack(t, in, edited(t, in, edit))
		if sheet.Base != nil {
			t.Errorf("%s: the base was believed", name)
		}
		if m := merged(in, sheet); len(m.Conflicts)+len(m.Changes) > 0 {
			t.Errorf("%s: %+v %+v", name, m.Conflicts, m.Changes)
		}
		sheet = readBack(t, in, edited(t, in, func(f *excelize.File, s string) {
			edit(f, s)
			must(t, f.SetCellStr(s, "G3", "Board"))
		}))
		if m := merged(in, sheet); len(m.Conflicts) != 1 {
			t.Errorf("%s: %+v, want one conflict", name, m.Conflicts)
		}
	}
}
