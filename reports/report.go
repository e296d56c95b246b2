// Package reports turns a profile into a report: a value in which every
// sentence, number, order and omission is decided. Renderers (text and JSON
// here, PDF in reports/pdf) turn that value into bytes and decide nothing, so
// that no two forms of a report can disagree. Scores are never computed here.
package reports

import "csi/assess"

// Report is a road map in words and numbers, ready to be drawn. A field that
// is nil or empty stands for a part that does not apply and is left out.
type Report struct {
	Language string
	Public   bool   // no free text, no organisation
	Title    string // of the document: "Road map, NAME, DATE"
	Heading  string // page header: "Road map · NAME"
	Stamp    string // page footer: "csi · core-cso 1.0.0 · 20 November 2026"
	Limits   string // the fixed limits text, whole
	Footline string // the limits in one line, for the footer
	PageOf   string // "Page {page} of {pages}" with both parts left in
	Date     assess.Date
	Words    Words
	Legend   []LegendEntry
	Second   Second // the action tables carry a second language
	Logo     *Logo  // for the cover; nil for none

	Cover    Cover
	Summary  Summary
	Matrix   *Matrix
	Stages   *StagesPart
	Barriers *BarriersPart
	Sections *SectionsPart // for questionnaires without cells and barriers
	RoadMaps []RoadMap     // own side first; a side without actions is left out
	Unknown  Unknown
	Method   Method
	Sources  SourcesPart
	Profile  Profile // the profile in few words, for a terminal

	Short *Short // the report is to be drawn as these two pages; nil for the full one
	Annex *Annex // after everything else: every figure worked out; nil for none
}

// Words are labels that a renderer puts beside what it draws.
type Words struct {
	Colon                                string // between a word and what it is about, as the language writes it
	Reached, Target, Continued           string
	Number, Action, Owner, ByWhen, Proof string // heads of the road-map table
	Why, DoneWhen                        string
	Stage, Level, Barrier                string
	ReachedAtLeast                       string
	NotApplicable                        string
	Notes                                string // over free text of a stage or barrier
	Contents                             string // over a list of links to the parts
}

// Mark is how a rating is shown: symbol and colour follow from Rating, the
// word stands beside them.
type Mark struct {
	Rating assess.Rating
	Word   string // "in place"
}

// LegendEntry explains one mark; Kind is "rating", "target" or "hollow".
type LegendEntry struct {
	Kind string
	Mark Mark
	Text string
}

// Pair is a label with a text.
type Pair struct{ Key, Value string }

// Span is a figure from 0 to 1 for drawing. Value is drawn only when HasValue.
type Span struct {
	HasValue         bool
	Value, Low, High float64
}

// Cover is the first page.
type Cover struct {
	Kind     string // "Self-assessment", upper right, first line
	KindMore string // "civil society view", second line
	Title    string // "Road map for civil society involvement in drug policy"
	Name     string // organisation, or jurisdiction
	Policy   string // line under the name: policy and tier; may be ""
	Facts    []Pair // frame and who answered, roles and counts only
	Grid     []GridRow
	GridHead string
	Limits   string
	Note     string // "fictional example", "not validated" and the like; may be ""
}

// GridRow is one stage of a small matrix.
type GridRow struct {
	Stage   string
	Cells   []Mark // one per level in order; a level without items has Rating 0
	Hollow  int    // index of the cell that is a hollow step; -1 for none
	Target  int    // index of the target cell; -1 for none
	Reached string // "consultation", "none", "not applicable"
	ToGo    string // "1 step to target", "target met", ""
	Alt     string // the row in a sentence
}

// Summary is the page a minister reads.
type Summary struct {
	Running                     string // right part of the page header
	Heading                     string // the finding
	Lead                        string
	Frame                       string // one line on what was assessed; only in the short version
	GridTitle                   string
	GridNote                    string
	Levels                      []string
	Grid                        []GridRow
	StageHead                   string
	ReachedHead                 string
	BarriersTitle, BarriersNote string
	Barriers                    []BarrierBar
	SectionsTitle, SectionsNote string
	Sections                    []SummaryBar // of questionnaires without cells and barriers
	WorksTitle                  string
	Works                       []Finding // at most three
	MissingTitle                string
	Missing                     []Finding // at most three
	FirstTitle                  string
	First                       []FirstStep // two per side
	Index                       string      // the index sentence with range, breadth, weakest, hollow steps, confidence; may be ""
	IndexBold                   string      // the part of Index that is set in bold; may be ""
}

// SummaryBar is one section in few words.
type SummaryBar struct {
	Name, Figure string // "Recruitment", "67", "33 (22–56)"
	None         bool   // no result: no bar is drawn, Figure says so
	Span         Span
	Alt          string // the bar in a sentence
}

// Finding is one strength or gap.
type Finding struct {
	Mark Mark
	Text string
	Bold string // part of Text that is set in bold; may be ""
}

// FirstStep is one line of the summary's plan.
type FirstStep struct {
	Number int
	Who    string
	Text   string
}

// BarrierBar is one barrier with its severity.
type BarrierBar struct {
	Letter string // A to D
	Name   string
	Short  string // one word, for a terminal: "Structure"
	Figure string // "moderate, 50 (33–67)"
	Long   string // "Moderate, 50 of 100, between 33 and 67"
	Band   assess.Band
	None   bool   // no statement applies: no bar is drawn, Figure and Long say so
	Span   Span   // severity 0 to 1
	Alt    string // the bar in a sentence
}

// Matrix is the page of six stages by four levels.
type Matrix struct {
	Running, Heading, Lead string
	Levels                 []string
	LevelNotes             []string // a few words under each level: "the authority asks"; may be empty
	Rows                   []MatrixRow
	Notes                  []string // what to read below the picture: hollow steps, how to read
}

// MatrixRow is one stage.
type MatrixRow struct {
	Stage      string
	Note       string // under the stage: "reached consultation"; may be ""
	Applicable bool
	Cells      []MatrixCell
	Target     int    // index of the target cell; -1 for none
	Alt        string // the row in a sentence
}

// MatrixCell is one cell with words.
type MatrixCell struct {
	Mark   Mark
	Title  string // short title of the item, or of the items
	Value  string // "2 · Established", "don't know", "mean of 3 items"
	Hollow bool
}

// StagesPart is the run of stage blocks.
type StagesPart struct {
	Running, Heading, Lead string
	Blocks                 []StageBlock
	Key                    []KeyEntry // "How to read", with examples
	KeyTitle               string
}

// StageBlock is one stage: picture, words, what blocks it, what is next.
type StageBlock struct {
	Name        string
	Applicable  bool
	Facts       []Pair // reached, target, to go, depth, confidence
	Steps       []Step
	Target      int    // index of the target step; -1 for none
	Reached     int    // index of the attained step; -1 for none
	ReachedWord string // "Reached" or "Reached at least"
	Text        string // two lines, put together from the anchors that were chosen
	Hollow      string // the hollow-step sentence; "" for none
	Blocks      string // "What blocks it": statement
	BlocksValue string // "1 · Ad hoc"
	BlocksLabel string
	Next        string
	NextLabel   string
	Notes       []Note // notes of its items; empty in public reports
	Alt         string // the picture in a sentence
}

// Step is one level of a stage in the row of steps.
type Step struct {
	Level   string
	Mark    Mark
	Value   string
	Hollow  bool
	Running Span // running minimum of the cell scores, 0 to 1: the counting bar
}

// KeyEntry is one example of how to read a picture.
type KeyEntry struct {
	Step *Step  // nil for target, bracket and hollow entries
	Kind string // "step", "target", "reached", "hollow"
	Text string
}

// Note is free text that a person wrote about an item.
type Note struct {
	Title string // short title of the item
	Text  string
}

// BarriersPart is the page of what holds involvement back.
type BarriersPart struct {
	Running, Heading, Lead string
	BandWords              []string // under the thirds of a bar: low, moderate, severe
	Blocks                 []BarrierBlock
	Closing                []string // pairs that are equal, "goes together with"
}

// BarrierBlock is one barrier with its statements.
type BarrierBlock struct {
	Bar      BarrierBar
	Question string
	Items    []BarrierItem
	Notes    []Note
}

// BarrierItem is one statement of a barrier.
type BarrierItem struct {
	Mark     Mark
	Text     string
	Value    string
	Critical string // "Critical." or ""
}

// SectionsPart shows sections as bars.
type SectionsPart struct {
	Running, Heading, Lead string
	Bars                   []SectionBar
}

// SectionBar is one section with its score.
type SectionBar struct {
	Name, Figure string
	None         bool // no result: no bar is drawn, Figure says so
	Span         Span
	Items        []BarrierItem
	Notes        []Note
}

// RoadMap is the action table of one side.
type RoadMap struct {
	For                    assess.Addressee
	Running, Heading, Lead string
	Horizons               []HorizonPart // always three
	Totals                 []string      // days of work and money of each currency in all; none where nothing was said
	Closing                string
}

// HorizonPart is one band of a road map with its rows.
type HorizonPart struct {
	Squares int    // 1, 2 or 3 filled
	Name    string // "Within 3 months"
	Until   string // "by February 2027"
	Empty   string // the line that stands where no action was selected
	Rows    []ActionRow
	Second  SecondText
}

// ActionRow is one action of a road map.
type ActionRow struct {
	ID                   string // of the action
	Number               int    // runs through the road map of one side
	Text                 string
	Why                  string // item and response
	DoneWhen             string // "Done when …"
	Example              string // "Example: …, 1977 (Charlois 2009)."; may be ""
	Second               SecondText
	Owner, ByWhen, Proof string      // "" is drawn as a line to write on
	Due                  assess.Date // what ByWhen says; zero for none
	Status               string
	Effort               string // "Effort: 5 days."; "" when nothing was said, as the next two
	Cost                 string // "Cost: 1,200 EUR."
	Depends              string // "Comes after no. 2 and no. 5."
	Takes                string // the three in one line
	Struck               bool   // done or dropped: number struck, text quiet
}

// Unknown is the page of what is not known, not applicable, how firm the
// answers are, and when to look again.
type Unknown struct {
	Running, Heading, Lead                      string
	FindTitle, FindNote                         string
	Find                                        []FindEntry
	AskLabel, ChangesLabel, WhoLabel, WhenLabel string
	AsideTitle, AsideNote                       string
	Aside                                       []AsideGroup
	FirmTitle                                   string
	Firm                                        []FirmBar
	FirmText, FirmBold                          string
	ReviewTitle, ReviewText                     string
	ReviewLines                                 []string // labels of lines to write on
}

// FindEntry is one thing to find out.
type FindEntry struct {
	Text, Place, Ask, Changes string
}

// AsideGroup lists items that do not apply for one reason.
type AsideGroup struct {
	Items       []Pair // short title and place
	ReasonLabel string
	Reason      string // left out of public reports
}

// FirmBar is one part of the confidence.
type FirmBar struct {
	Name  string
	Has   bool // false: drawn as a line
	Value float64
	Text  string
}

// Method is how the report was made.
type Method struct {
	Running, Heading, Lead string
	Parts                  []MethodPart
}

// MethodPart is one matter of the method page.
type MethodPart struct {
	Title  string
	Strong string // set in bold before the texts; may be ""
	Texts  []string
	Terms  []string // what each of Texts explains, at its beginning, set in bold; nil for none
	Table  *Table   // below the texts; nil for none
}

// Table is a small table of words and figures.
type Table struct {
	Head []string
	Rows [][]string // each as long as Head
}

// SourcesPart is the list of works and words.
type SourcesPart struct {
	Running, Heading, Lead string
	SourcesTitle           string
	SourcesNote            string // under the title; may be ""
	Sources                []string
	ExamplesTitle          string
	ExamplesNote           string
	Examples               []Pair // the examples that the road maps name, with what they tell
	WordsTitle             string
	Words                  []Pair
	LicenceTitle           string // may be ""
	Licence                string
}
