package reports

import "csi/assess"

// Comparison is two or more assessments set beside each other, in words and
// figures, ready to be drawn. Its results are never merged and nothing stands
// in the order of results. What is nil or empty does not apply and is left out.
type Comparison struct {
	Relation string // "views", "change" or "trend"
	Language string
	Public   bool   // no organisation, no small numbers of people, no own actions
	Title    string // of the document
	Heading  string // page header, left
	Stamp    string // page footer
	Limits   string // what the comparison cannot say, whole
	Footline string // the same in one line
	PageOf   string // as in Report
	Date     assess.Date
	Words    Words
	GapWord  string // head of a column of gaps

	Kind        string // "Two views compared"
	Name        string // the place
	Policy      string // policy and tier
	Note        string // "fictional example" and the like; may be ""
	Sides       []CompareSide
	FramesTitle string
	Frames      Table // what was answered by whom and when: both frames, named
	Parts       []ComparePart
	Method      Method
}

// CompareSide is a side of two views; the first is drawn as a disc, the second
// as a square.
type CompareSide struct{ Name string }

// ComparePart is one part of a comparison with its heading and what stands
// under it, in the order of the fields.
type ComparePart struct {
	ID                     string // for links
	Running, Heading, Lead string
	Sides                  bool // the sides are named over it
	Views                  []ViewsPicture
	Pairs                  *StagePairs
	Panels                 *TrendPanels
	Tally                  []Tally
	Table                  *Table
	Talk                   *TalkTable
	Lists                  []CompareList
	Notes                  []string
}

// ViewsPicture sets two views on a scale, row by row.
type ViewsPicture struct {
	Title   string // over the picture; may be ""
	Caption string // how to read it; may be ""
	// Axis names the marks of the scale, which lie evenly from its low to its
	// high end; with Thirds it names the thirds between them.
	Axis     []string
	Thirds   bool
	KindHead string
	Groups   []ViewsGroup
}

// ViewsGroup is a stage, a barrier or a section.
type ViewsGroup struct {
	Title string
	Alike string // what holds for all its rows, which are then not drawn; may be ""
	Rows  []ViewsRow
}

// ViewsRow is one matter as two sides see it.
type ViewsRow struct {
	Name   string
	A, B   ViewsDot
	Gap    string // "+33"; "" where there is none
	Large  bool
	Kind   string // what both say together; may be ""
	Strong bool   // the kind is something to talk about
	Alt    string // the row in a sentence
}

// ViewsDot is what one side says. At most one of Known, Unknown and Aside
// holds; a range is drawn where High lies above Low.
type ViewsDot struct {
	Word      string
	Rating    assess.Rating // zero for a severity
	Known     bool          // drawn at At, 0 to 1
	Unknown   bool          // nobody of the side knows
	Aside     bool          // it does not apply
	At        float64
	Low, High float64
	Figure    string // beside the mark, where it lies between the marks of the scale
}

// Tally is a figure with its words.
type Tally struct {
	Count int
	Words string
}

// TalkTable lists what lies far apart, with a neutral question for each.
type TalkTable struct {
	Statement, Answers, Ask string // heads
	Rows                    []TalkRow
}

// TalkRow is one matter to talk about.
type TalkRow struct {
	Place, Text string
	A, B        string // what each side answered
	Ask         string
}

// CompareList is a name with sentences or with a list.
type CompareList struct {
	Title string
	Texts []string
	Items []string
}

// StagePairs sets the stages at two dates beside each other.
type StagePairs struct {
	Stage  string    // head of the names
	Dates  [2]string // heads of the two pictures
	Levels []string
	Rows   []StagePair
	Legend []LegendEntry
}

// StagePair is one stage at two dates.
type StagePair struct {
	Stage       string
	Before, Now []Mark // one per level; a level without items has Rating 0
	Text        string // the levels reached, then and now
	Moved       bool
	Alt         string // the row in a sentence
}

// TrendPanels are small pictures over the dates, one for each stage, barrier
// or section.
type TrendPanels struct {
	Axis   []string // names of the scale from low to high, evenly
	Worse  bool     // higher is worse
	Dates  []string // the first and the last date
	Panels []TrendPanel
}

// TrendPanel is one line over the dates.
type TrendPanel struct {
	Name   string
	Points []TrendPoint
	Alt    string // the line in a sentence
}

// TrendPoint is one date of a panel. A point that is not applicable is left
// out of the line; one without a value shows its range only and the line has a
// gap there.
type TrendPoint struct {
	When  float64 // 0 for the first date, 1 for the last
	Asked bool    // something applies
	Span  Span    // 0 to 1 of the scale
	Label string  // the attained level or the band
}
