package xlsx_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"csi/reports"
	"csi/reports/internal/collected"
)

// TestBenchmark_figures holds that the workbook of a report opens elsewhere,
// is the same twice, and that no figure of its tables is below the minimum.
func TestBenchmark_figures(t *testing.T) {
	t.Parallel()
	all, err := collected.Inputs("en")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for name, in := range all {
		book := reports.NewBenchmarkWorkbook(in)
		data := written(t, book)
		if !bytes.Equal(data, written(t, reports.NewBenchmarkWorkbook(in))) {
			t.Errorf("%s: the same report gives other bytes", name)
		}
		f := open(t, data)
		for i, sheet := range f.GetSheetList() {
			for _, row := range raw(t, f, i) {
				if sheet != "Figures" || row[5] == "" || row[0] == "Group" {
					continue
				}
				rows++
				low, _ := strconv.Atoi(row[5])
				high, _ := strconv.Atoi(row[6])
				if low == high && low > 0 && low < in.Overview.Minimum {
					t.Errorf("%s: a count of %d is printed: %q", name, low, row)
				}
			}
		}
	}
	if rows < 1000 {
		t.Errorf("%d figures: too little is tried", rows)
	}
}

// TestBenchmark_noFormula holds that a place whose name looks like a formula
// stays a text.
func TestBenchmark_noFormula(t *testing.T) {
	t.Parallel()
	all, err := collected.Inputs("en")
	if err != nil {
		t.Fatal(err)
	}
	in := all["country"]
	own, overview := *in.Overview.Benchmark, *in.Overview
	own.Rows = slices.Clone(own.Rows)
	for i := range own.Rows {
		own.Rows[i].Key = []string{"=cmd|' /C calc'!A" + strconv.Itoa(i)}
	}
	overview.Benchmark, in.Overview = &own, &overview
	f := open(t, written(t, reports.NewBenchmarkWorkbook(in)))
	found := 0
	for i, sheet := range f.GetSheetList() {
		for r, row := range raw(t, f, i) {
			for c := range row {
				name, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(sheet, name); err != nil || formula != "" {
					t.Errorf("%s %s holds the formula %q (%v)", sheet, name, formula, err)
				}
				if len(row[c]) > 0 && row[c][0] == '=' {
					found++
				}
			}
		}
	}
	if found == 0 {
		t.Error("no name looks like a formula: nothing is tried")
	}
}

// TestBenchmark_libreOffice lets another program open the workbook.
func TestBenchmark_libreOffice(t *testing.T) {
	t.Parallel()
	all, err := collected.Inputs("uk")
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, reports.NewBenchmarkWorkbook(all["country"]))
	text := string(converted(t, data, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"))
	if !strings.Contains(text, "Порівняння") {
		t.Errorf("the first sheet does not read back:\n%s", text)
	}
}
