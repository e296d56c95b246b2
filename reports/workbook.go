package reports

import "csi/assess"

// Workbook is a spreadsheet as a value: every word, number, width and lock is
// decided; package xlsx turns it into a file.
type Workbook struct {
	Title    string // of the document
	Language string // BCP 47
	Date     assess.Date
	Footer   string // under every printed page; the page number follows it
	Sheets   []Sheet
}

// Sheet is one page of a workbook. Rows and columns count from 0.
type Sheet struct {
	Name          string // at most 31 characters, none of []:*?/\
	Columns       []SheetColumn
	Rows          []SheetRow
	FrozenRows    int // rows that stay in sight and are repeated on paper
	FrozenColumns int
	Filter        bool // arrows to filter by, over the last frozen row
	Portrait      bool
	Hidden        bool
	Protected     bool // cells are locked unless they say otherwise; no password
	Choices       []SheetChoice
}

// SheetColumn is how one column is shown.
type SheetColumn struct {
	Width  float64 // in characters
	Hidden bool
}

// SheetRow is one row of cells.
type SheetRow struct {
	Cells  []SheetCell
	Hidden bool
}

// SheetChoice says what may be entered in a run of cells of one column.
type SheetChoice struct {
	Column, From, To int // rows from and to, both included
	Kind             ChoiceKind
	List             string   // of ChooseFrom: where the values stand, such as "csi!$D$2:$D$5"
	Values           []string // of Suggest: values to pick, others may be typed
	Low, High        int64    // of WholeNumber
	Title, Prompt    string   // shown beside the cell
	Error            string   // shown when something else is entered
}

// ChoiceKind is a kind of SheetChoice.
type ChoiceKind uint8

// The kinds of choices.
const (
	ChooseFrom ChoiceKind = iota + 1
	Suggest
	WholeNumber
	AnyDate
)

// SheetCell is one cell. The zero value is empty.
type SheetCell struct {
	Kind     CellKind
	Text     string
	Number   float64
	Date     assess.Date
	Format   NumberFormat
	Look     CellLook
	Unlocked bool
}

// CellKind says what a cell holds.
type CellKind uint8

// The kinds of cells. A text stays a text, whatever it begins with.
const (
	EmptyCell CellKind = iota
	TextCell
	NumberCell
	DateCell
)

// NumberFormat says how a number is shown; the cell holds it unrounded.
type NumberFormat uint8

// The formats of numbers.
const (
	General    NumberFormat = iota
	Rounded                 // 67
	Hundredths              // 2.67
	Percentage              // 83 %, of a share from 0 to 1
	Amount                  // 12 000
	DateFormat              // 2027-02-01, in cells that are empty too
	TextFormat              // what is typed stays a text
)

// CellLook is what a cell is for; its colours follow look/report.md.
type CellLook uint8

// The looks of cells. Those of ratings and bands hold symbol and word too.
const (
	PlainLook CellLook = iota
	TitleLook
	LeadLook
	SectionLook
	HeadLook
	BandLook
	StrongLook
	QuietLook
	EntryLook // to be filled in
	InPlaceLook
	PartialLook
	AbsentLook
	UnknownLook
	InapplicableLook
	LowLook
	ModerateLook
	SevereLook
)

// cellText makes a cell of a text; empty for "".
func cellText(s string, look CellLook) SheetCell {
	if s == "" {
		return SheetCell{Look: look}
	}
	return SheetCell{Kind: TextCell, Text: s, Look: look}
}

// cellNumber is a number, held unrounded.
func cellNumber(v float64, f NumberFormat) SheetCell {
	return SheetCell{Kind: NumberCell, Number: v, Format: f}
}

func cellCount(n int) SheetCell { return cellNumber(float64(n), General) }

// cellFigure is a number that may be missing.
func cellFigure(v *float64, f NumberFormat) SheetCell {
	if v == nil {
		return SheetCell{}
	}
	return cellNumber(*v, f)
}

// cellDay is a date; empty for none.
func cellDay(d assess.Date, look CellLook) SheetCell {
	if d.IsZero() {
		return SheetCell{Look: look, Format: DateFormat}
	}
	return SheetCell{Kind: DateCell, Date: d, Look: look, Format: DateFormat}
}

// cellTexts makes cells of one look.
func cellTexts(look CellLook, all ...string) []SheetCell {
	cells := make([]SheetCell, len(all))
	for i, s := range all {
		cells[i] = cellText(s, look)
	}
	return cells
}

// add puts a row at the end of a sheet.
func (s *Sheet) add(cells ...SheetCell) { s.Rows = append(s.Rows, SheetRow{Cells: cells}) }

// widths sets the width of the columns from the left.
func (s *Sheet) widths(all ...float64) {
	for _, w := range all {
		s.Columns = append(s.Columns, SheetColumn{Width: w})
	}
}

// ratingLook gives the look of a rating.
func ratingLook(r assess.Rating) CellLook {
	switch r {
	case assess.InPlace:
		return InPlaceLook
	case assess.Partial:
		return PartialLook
	case assess.Absent:
		return AbsentLook
	case assess.Inapplicable:
		return InapplicableLook
	}
	return UnknownLook
}

// bandLook gives the look of a band of severity.
func bandLook(b assess.Band) CellLook {
	switch b {
	case assess.LowBand:
		return LowLook
	case assess.ModerateBand:
		return ModerateLook
	case assess.SevereBand:
		return SevereLook
	}
	return UnknownLook
}

// bandSign stands before the word of a band: how many of three fields are
// full.
func bandSign(b assess.Band) string {
	switch b {
	case assess.LowBand:
		return "■□□"
	case assess.ModerateBand:
		return "■■□"
	case assess.SevereBand:
		return "■■■"
	}
	return ratingSign(assess.Unknown)
}

// ratingSign stands before the word of a rating; every spreadsheet font has
// these signs.
func ratingSign(r assess.Rating) string {
	switch r {
	case assess.InPlace:
		return "●"
	case assess.Partial:
		return "◐"
	case assess.Absent:
		return "○"
	case assess.Inapplicable:
		return "–"
	}
	return "?"
}
