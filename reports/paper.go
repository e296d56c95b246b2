package reports

import (
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Paper is a questionnaire as it is filled in by hand: every sentence that is
// printed, and where a box or a line to write on stands.
type Paper struct {
	Language  string // of the questionnaire, as in Report.Language
	Title     string
	About     string // id, version, number of items, minutes
	Summary   string
	How       string
	Fields    []string // labels with a line to write on
	Sections  []PaperSection
	PageOf    string // "page {page} of {pages}", as in Report
	Continued string

	// What follows is for people in a workshop; it is empty where one
	// organisation fills in a questionnaire by itself.
	Code      string   // questionnaire, version and group: stands on every page
	Frame     string   // what people respond about: policy, place, period; "" when it is not known
	Privacy   []string // short sentences
	Sheet     string   // label of the place for the number that a typist gives
	Card      string   // label of the place for the card number; "" without cards
	Mark      string   // says that the workshop is made up; "" when it is not
	Large     bool     // letters of 18 points
	Fillable  bool     // the boxes can be chosen on a screen
	SheetMark string   // what a fillable PDF says of itself
	Second    *Paper   // the same in another language, of the same shape
}

// PaperSection is a section with its items.
type PaperSection struct {
	Title string
	Intro string
	Items []PaperItem
}

// PaperItem is one item with its boxes.
type PaperItem struct {
	Number string
	Text   string
	ID     string
	Help   []string
	Boxes  []PaperBox
}

// PaperBox is one thing that can be ticked.
type PaperBox struct {
	Value string // "0"; "" for a box without value
	Text  string
	Line  bool   // a line to write on follows
	Field string // what the field of a fillable PDF holds when the box is chosen
}

// NewPaper lays a questionnaire out for filling in by hand.
func NewPaper(q *assess.Questionnaire, p *phrases.Catalogue) *Paper {
	out := &Paper{
		Language: q.Language,
		Title:    q.Title, Summary: q.Summary, How: p.T("author.paper.how"), Continued: p.T("author.paper.continued"),
		PageOf: p.T("author.paper.page", phrases.V{"page": "{page}", "pages": "{pages}"}),
		About: p.T("author.paper.about", phrases.V{
			"id": q.ID, "version": q.Version, "items": p.N("cli.list.items", len(q.Items())), "minutes": q.Minutes,
		}),
	}
	for _, field := range []string{"place", "policy", "period", "date"} {
		out.Fields = append(out.Fields, p.T("author.paper."+field))
	}
	n := 0
	for i := range q.Sections {
		s := &q.Sections[i]
		section := PaperSection{Title: s.Title, Intro: s.Intro}
		for j := range s.Items {
			n++
			section.Items = append(section.Items, paperItem(n, &s.Items[j], p))
		}
		out.Sections = append(out.Sections, section)
	}
	return out
}

func paperItem(n int, it *assess.Item, p *phrases.Catalogue) PaperItem {
	out := PaperItem{Number: strconv.Itoa(n), Text: it.Text, ID: it.ID}
	for line := range strings.Lines(it.Help) {
		out.Help = append(out.Help, strings.TrimSpace(line))
	}
	for _, a := range it.Anchors {
		text := a.Label
		if a.Text != "" {
			text += p.T("words.colon") + a.Text
		}
		out.Boxes = append(out.Boxes, PaperBox{Value: strconv.Itoa(a.Value), Text: text})
	}
	out.Boxes = append(out.Boxes, PaperBox{Text: p.T("author.paper.dont_know")})
	if it.NotApplicable {
		out.Boxes = append(out.Boxes, PaperBox{Text: p.T("author.paper.not_applicable"), Line: true})
	}
	return out
}

// LongSigns reports whether some sign has two letters, such as "n1".
func (p *Paper) LongSigns() bool {
	for _, s := range p.Sections {
		for _, it := range s.Items {
			for _, b := range it.Boxes {
				if len(b.Value) > 1 {
					return true
				}
			}
		}
	}
	return false
}
