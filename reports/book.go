package reports

import (
	"math"
	"strconv"
	"strings"
	"time"

	"csi/assess"
)

// Book is what a spreadsheet file holds, as package xlsx read it.
type Book struct {
	Sheets    []BookSheet
	Since1904 bool // days are counted from 1904, as old Macs did
}

// BookSheet is one sheet; its cells come by row, then by column.
type BookSheet struct {
	Name  string
	Cells []BookCell
}

// BookCell is one cell that holds something. Row and column count from 0.
type BookCell struct {
	Row, Column int
	Text        string // of a number: as the file writes it
	IsNumber    bool
	IsError     bool // such as #REF!
}

// CellName gives "B7" for row 6, column 1.
func CellName(row, column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name + strconv.Itoa(row+1)
}

// place names a cell with its sheet.
func (s *BookSheet) place(row, column int) string { return s.Name + "!" + CellName(row, column) }

// DaySerial gives the number by which spreadsheets count a day. Day 60 is a
// 29 February 1900 that never was, so that days before March 1900 have no
// number here; no plan reaches back to them.
func DaySerial(d assess.Date) int {
	return int(d.Time().Sub(dayZero).Hours() / 24)
}

var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// dateIn reads the date of a cell: a serial number, or a text that means one
// day only, "2027-02-01" or "1.2.2027".
func (b *Book) dateIn(c BookCell) (assess.Date, bool) {
	text := strings.TrimSpace(c.Text)
	if c.IsNumber {
		n, err := strconv.ParseFloat(text, 64)
		if b.Since1904 {
			n += 1462
		}
		if err != nil || n < 61 || n > 2958465 { // to the end of 9999
			return assess.Date{}, false
		}
		return assess.DateOf(dayZero.AddDate(0, 0, int(math.Floor(n)))), true
	}
	for _, layout := range []string{time.DateOnly, "2006-1-2", "2.1.2006", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 {
			return assess.DateOf(t), true
		}
	}
	return assess.Date{}, false
}

// wholeIn reads a whole number of a cell, with or without spaces between
// thousands.
func wholeIn(c BookCell) (int64, bool) {
	text := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(c.Text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !c.IsNumber || v != math.Trunc(v) || math.Abs(v) > 1e15 {
		return 0, false
	}
	return int64(v), true
}
