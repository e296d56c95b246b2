package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Short is the road map on two pages of A4, for a meeting: where we stand, and
// what to do next. A report that has it is drawn as these two pages and
// nothing else. What fits is decided here, by the length of the texts, so that
// every form of the report names the same steps.
type Short struct {
	Summary Summary // the first page: without first steps, with the frame in one line

	// The second page.
	Heading, Lead string
	Sides         []ShortSide // own side first; none where no step is open
	FindTitle     string      // "" where nothing is to be found out
	AskLabel      string
	Find          []FindEntry
	FindMore      string // how many more the full road map has; may be ""
	ReviewTitle   string
	Review        string // when to look again
	LimitsTitle   string
	Limits        string // the fixed limits text, whole
	Note          string // as on the cover of the full report; may be ""
}

// ShortSide is the first open steps of one side.
type ShortSide struct {
	For   assess.Addressee
	Title string
	Rows  []ShortRow
}

// ShortRow is one step with the horizon it belongs to. Its number is that of
// the full road map.
type ShortRow struct {
	ActionRow
	Squares int    // of the horizon: 1, 2 or 3 filled
	Horizon string // "Within 3 months"
}

// What the second page names at most, and how many things to find out beside
// steps.
const (
	shortSteps  = 5
	shortFind   = 3
	shortFindNo = 10 // where there are no steps
)

// short makes the two pages out of the parts of the full report.
func (b *builder) short(r *Report) *Short {
	s := &Short{
		Summary:     r.Summary,
		AskLabel:    r.Unknown.AskLabel,
		ReviewTitle: r.Unknown.ReviewTitle,
		Review:      b.shortReview(),
		LimitsTitle: b.t("method.limits"),
		Limits:      r.Limits,
		Note:        r.Cover.Note,
	}
	s.Summary.Running = b.Phrases.T("short.running")
	s.Summary.Frame = b.frameLine()
	s.Summary.First, s.Summary.FirstTitle = nil, ""
	open, all := b.openSteps(r.RoadMaps)
	s.Find = b.shortFind(len(open) > 0)
	b.shortWords(s, open, all)
	for n := shortSteps * len(open); n >= len(open); n-- {
		s.Sides = firstOf(open, n)
		b.shortLead(s, all, all-len(rowsOf(open)))
		if shortHeight(s.Sides) <= shortRoom(s, len(open)) {
			break
		}
	}
	if n := len(r.Unknown.Find) - len(s.Find); n > 0 && len(s.Find) > 0 {
		s.FindMore = b.Phrases.N("short.more", n)
	}
	return s
}

// frameLine says in one line what was assessed, when, by whom.
func (b *builder) frameLine() string {
	var parts []string
	for _, s := range []string{b.a.Frame.Policy, b.placeLine(), b.Phrases.Period(b.a.Frame.Period), b.whoAnswered(), b.answeredLine(), b.date(b.a.Frame.Date)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

func (b *builder) answeredLine() string {
	return b.t("fact.answered") + b.Phrases.T("words.colon") + b.counts()
}

// openSteps lists for each side the rows that are not done, and counts all.
func (b *builder) openSteps(maps []RoadMap) (sides []ShortSide, all int) {
	for _, m := range maps {
		side := ShortSide{For: m.For, Title: b.side(m.For)}
		for _, h := range m.Horizons {
			for _, row := range h.Rows {
				all++
				if !row.Struck {
					side.Rows = append(side.Rows, ShortRow{row, h.Squares, h.Name})
				}
			}
		}
		if len(side.Rows) > 0 {
			sides = append(sides, side)
		}
	}
	return sides, all
}

// firstOf takes n rows in turn from the sides, at most five of each.
func firstOf(sides []ShortSide, n int) []ShortSide {
	out := make([]ShortSide, len(sides))
	for i, s := range sides {
		out[i] = ShortSide{For: s.For, Title: s.Title}
	}
	for k := range shortSteps {
		for i, s := range sides {
			if k < len(s.Rows) && n > 0 {
				out[i].Rows = s.Rows[:k+1]
				n--
			}
		}
	}
	return out
}

// rowsOf puts the rows of all sides one after the other.
func rowsOf(sides []ShortSide) []ShortRow {
	var out []ShortRow
	for _, s := range sides {
		out = append(out, s.Rows...)
	}
	return out
}

// shortFind picks what to find out, in the order of the full report.
func (b *builder) shortFind(steps bool) []FindEntry {
	most := shortFindNo
	if steps {
		most = shortFind
	}
	var out []FindEntry
	for _, f := range b.findOrder() {
		if len(out) < most {
			out = append(out, b.findEntry(f))
		}
	}
	return out
}

// shortWords chooses the heading of the second page.
func (b *builder) shortWords(s *Short, open []ShortSide, all int) {
	if len(s.Find) > 0 {
		s.FindTitle = b.Phrases.T("short.find")
	}
	switch {
	case b.nothingApplies():
		s.Heading = b.unknownHeading()
	case all > 0 && len(open) == 0:
		s.Heading = b.Phrases.T("short.heading_done")
	case len(open) == 0:
		s.Heading = b.Phrases.T("short.heading_find")
	case open[0].Rows[0].ID == "":
		s.Heading = b.t("keep.heading")
	case len(open) == 1:
		s.Heading = b.Phrases.T("short.heading_one")
	default:
		s.Heading = b.Phrases.T("short.heading_both")
	}
}

// shortLead says how many steps of how many are named.
func (b *builder) shortLead(s *Short, all, struck int) {
	shown := len(rowsOf(s.Sides))
	v := phrases.V{"shown": shown}
	switch {
	case b.nothingApplies():
		s.Lead = b.Phrases.T("short.lead_nothing")
	case all == 0:
		s.Lead = b.Phrases.T("short.lead_find")
	case shown == 0:
		s.Lead = b.Phrases.N("short.lead_done", all)
	case s.Sides[0].Rows[0].ID == "":
		s.Lead = b.t("keep.lead")
	case shown == all:
		s.Lead = b.Phrases.N("short.lead_all", all)
	default:
		s.Lead = b.Phrases.N("short.lead", all, v)
		if struck > 0 {
			s.Lead += " " + b.Phrases.N("short.struck", struck)
		}
	}
}

func (b *builder) shortReview() string {
	d := b.a.Frame.Date
	if d.IsZero() {
		return b.Phrases.T("short.again_undated")
	}
	return b.Phrases.T("short.again", phrases.V{
		"review": b.Phrases.Month(d.YearMonth().Add(reviewMonths)),
		"again":  b.Phrases.Month(d.YearMonth().Add(againMonths)),
	})
}

// shortTitle names the document.
func (b *builder) shortTitle() string {
	if b.a.Frame.Date.IsZero() {
		return b.Phrases.T("short.title_undated", phrases.V{"name": b.name()})
	}
	return b.Phrases.T("short.title", phrases.V{"name": b.name(), "date": b.date(b.a.Frame.Date)})
}

// The second page in mm, as the PDF draws it, and how many letters a line of
// it holds at least: enough to say how many steps fit.
const (
	shortPage     = 255.0
	shortSideHead = 13.0 // name of a side and head of its table
	shortRowPad   = 4.0  // above and below a row
	shortRowLeast = 11.2
	shortPart     = 6.0 // around the rule over a part
	headStep      = 8.82
	leadStep      = 5.65
	actionStep    = 4.06
	smallStep     = 3.6
)

// linesOf estimates the lines of a text, at most most. Letters beyond Latin
// and Greek are wider.
func linesOf(s string, letters, most int) float64 {
	n := 0
	for _, r := range s {
		n += 100
		if r >= 0x400 {
			n += 10
		}
	}
	return float64(min((n+100*letters-1)/(100*letters), most))
}

// shortRoom is what is left for the rows of so many sides.
func shortRoom(s *Short, sides int) float64 {
	room := shortPage - headStep*linesOf(s.Heading, 44, 2) - leadStep*linesOf(s.Lead, 84, 3) - 7.7
	room -= float64(sides)*shortSideHead + 2*shortPart
	if len(s.Find) > 0 {
		room -= shortPart + smallStep
	}
	for _, f := range s.Find {
		room -= 1.2 + actionStep*linesOf(f.Text, 80, 3) + smallStep*linesOf(s.AskLabel+": "+f.Ask, 92, 2)
	}
	room -= actionStep * linesOf(s.Review, 80, 3)
	return room - actionStep*linesOf(s.Limits, 80, 12) - smallStep*linesOf(s.Note, 94, 6)
}

// shortHeight is what the rows take.
func shortHeight(sides []ShortSide) float64 {
	h := 0.0
	for _, r := range rowsOf(sides) {
		h += max(shortRowPad+actionStep*linesOf(r.Text, 55, 6)+smallStep*linesOf(r.Horizon+". "+r.DoneWhen, 61, 4), shortRowLeast)
	}
	return h
}
