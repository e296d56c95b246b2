package reports

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// OverviewInput is what the report of a collection is made of.
type OverviewInput struct {
	BenchmarkInput
	Overview *assess.Overview // holds Benchmark
	Date     assess.Date
	Public   bool
	Places   []string // codes of the countries that are shown, rising
	Planned  bool     // plans were looked at
	Looked   bool     // data quality was looked at
	// Pairs of civil society and authority; nil where there are none to show.
	ViewsPart *ReportViews
}

// BenchmarkReport is a collection as a report, in words and figures, ready to
// be drawn. Groups stand in alphabetical order, and no figure of it may be put
// into another one. It is a list of parts: another part is another entry.
type BenchmarkReport struct {
	Language string
	Public   bool
	Title    string // of the document
	Heading  string // page header, left
	Stamp    string // page footer
	Limits   string
	Footline string
	PageOf   string
	Date     assess.Date
	Words    Words

	Kind       string // "Benchmark"
	Name       string // the country or network
	Lead       string // what is shown, in a sentence
	FactsTitle string
	Facts      Table // method and coverage
	Parts      []OverviewPart
}

// OverviewPart is one part of a report with what stands under its heading, in
// the order of the fields.
type OverviewPart struct {
	ID                     string // for links
	Running, Heading, Lead string
	Panels                 *PlacePanels
	Cells                  *CellCounts
	Bars                   *ShareBars
	Counts                 *CountBars
	Views                  []ViewsPicture
	Lists                  []CompareList
	Table                  *Table
	Notes                  []string
}

// Shade is what a stretch of a bar or a cell stands for; colour, symbol and
// hatch follow from it. Ratings have their own names.
type Shade string

// The shades that are no ratings.
const (
	ShadeHidden   Shade = "hidden" // not shown: cross-hatched
	ShadeNone     Shade = "none"   // of a level: none is attained
	ShadeFirst    Shade = "level-1"
	ShadeSecond   Shade = "level-2"
	ShadeThird    Shade = "level-3"
	ShadeFourth   Shade = "level-4"
	ShadeLow      Shade = "low"
	ShadeModerate Shade = "moderate"
	ShadeSevere   Shade = "severe"
	ShadeYes      Shade = "yes"
	ShadeNo       Shade = "no"
)

// ShadeKey explains a shade.
type ShadeKey struct {
	Shade Shade
	Mark  Mark // of a rating
	Text  string
}

// newOverviewer makes the finder of the words of a report.
func newOverviewer(in OverviewInput) *overviewer {
	in.Benchmark = in.Overview.Benchmark
	x := &overviewer{in: in}
	x.benchmarker = benchmarker{in.BenchmarkInput, &builder{Input: Input{Phrases: in.Phrases}, f: in.Framework}}
	for i := range x.Benchmark.Rows {
		x.order = append(x.order, &x.Benchmark.Rows[i])
	}
	c := collate.New(language.Make(in.Phrases.Lang()), collate.IgnoreCase, collate.Numeric)
	slices.SortStableFunc(x.order, func(a, b *assess.BenchmarkRow) int { return c.CompareString(x.name(a.Key), x.name(b.Key)) })
	return x
}

// overviewer finds the words of a report.
type overviewer struct {
	benchmarker
	in    OverviewInput
	order []*assess.BenchmarkRow // groups by name, as the language orders names
}

func (x *overviewer) tell(id string, parts ...phrases.V) string {
	return x.Phrases.T("benchmarkreport."+id, parts...)
}

func (x *overviewer) tellN(id string, n int, parts ...phrases.V) string {
	return x.Phrases.N("benchmarkreport."+id, n, append(parts, phrases.V{"count": x.Phrases.Amount(int64(n))})...)
}

func (x *overviewer) colon() string { return x.Phrases.T("words.colon") }

// NewBenchmarkReport decides every word of a report.
func NewBenchmarkReport(in OverviewInput) *BenchmarkReport {
	x := newOverviewer(in)
	name := x.place()
	minimum := x.Benchmark.Minimum
	r := &BenchmarkReport{
		Language: in.Phrases.Lang(), Public: in.Public, Date: in.Date, Words: x.b.words(),
		Kind: x.tell("kind"), Name: name,
		Title:    x.tell("doc_title", phrases.V{"name": name, "date": x.b.date(in.Date)}),
		Heading:  x.tell("doc_heading", phrases.V{"name": name}),
		Stamp:    strings.Join([]string{"csi", in.Questionnaire.ID + " " + in.Questionnaire.Version, x.b.date(in.Date)}, " · "),
		Limits:   x.tell("limits"),
		Footline: x.tell("footline", phrases.V{"minimum": minimum}),
		PageOf:   x.b.t("doc.page_of", phrases.V{"page": "{page}", "pages": "{pages}"}),
	}
	r.Lead = x.lead()
	r.FactsTitle, r.Facts = x.tell("facts.title"), x.facts()
	for _, part := range []*OverviewPart{
		x.methodPart(), x.placesPart(), x.cellsPart(), x.reachedPart(), x.hollowPart(), x.barriersPart(), x.sectionsPart(), x.unknownPart(),
		x.viewsPart(), x.trendPart(), x.plannedPart(), x.qualityPart(), x.logPart(),
	} {
		if part != nil {
			r.Parts = append(r.Parts, *part)
		}
	}
	return r
}

// place names what the report is about: the place or the country that was
// asked for, the only country there is, or how many there are.
func (x *overviewer) place() string {
	for _, key := range []string{"jurisdiction", "country"} {
		if v := x.Where[key]; v != "" {
			return x.value(key, v)
		}
	}
	switch codes := x.in.Places; {
	case len(codes) == 1:
		return x.value("country", codes[0])
	case len(codes) > 1:
		return x.tellN("countries", len(codes))
	}
	return x.Questionnaire.Title
}

// lead says what is set side by side.
func (x *overviewer) lead() string {
	shown := 0
	for i := range x.Benchmark.Rows {
		if x.Benchmark.Rows[i].Hidden == "" {
			shown++
		}
	}
	parts := phrases.V{"assessments": x.Phrases.N("benchmark.assessments", x.Benchmark.Total.Standing.N, phrases.V{"count": x.Phrases.Amount(int64(x.Benchmark.Total.Standing.N))})}
	switch {
	case shown == 0:
		return x.tell("lead_none")
	case len(x.Benchmark.By) == 0:
		return x.tell("lead_one", parts)
	}
	parts["by"] = x.keys()
	return x.tellN("lead", shown, parts)
}

// keys names what groups are made by: "country, year".
func (x *overviewer) keys() string {
	var keys []string
	for _, key := range x.Benchmark.By {
		keys = append(keys, x.say("key."+key))
	}
	return strings.Join(keys, ", ")
}

// shown gives the rows that are not hidden.
func (x *overviewer) shown() []*assess.BenchmarkRow {
	var out []*assess.BenchmarkRow
	for i := range x.Benchmark.Rows {
		if x.Benchmark.Rows[i].Hidden == "" {
			out = append(out, &x.Benchmark.Rows[i])
		}
	}
	return out
}

// of lists the measures of a kind.
func (x *overviewer) of(kind string) []assess.Measure {
	return slices.DeleteFunc(slices.Clone(x.Benchmark.Measures), func(m assess.Measure) bool { return m.Kind() != kind })
}

// reason says why something is hidden.
func (x *overviewer) reason(w assess.Withheld) string {
	if w == assess.FewOrNone {
		return x.pairs("log.few-or-none", phrases.V{"minimum": x.Benchmark.Minimum})
	}
	return x.tell("reason."+string(w), phrases.V{"minimum": x.Benchmark.Minimum})
}

// none is what a part says where nothing may be shown.
func (x *overviewer) none() bool { return x.Benchmark.Total.Standing.N == 0 }
