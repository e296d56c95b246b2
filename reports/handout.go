package reports

import (
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// HandoutInput is what the papers of one group of a workshop are made of.
type HandoutInput struct {
	Workshop      *assess.Workshop
	Group         assess.Group
	GroupTitle    string // in the language of the phrases
	Questionnaire *assess.Questionnaire
	Phrases       *phrases.Catalogue
}

// The names of two fields of a fillable PDF. Every other field is an item.
const (
	FieldSheet = "csi-sheet" // holds SheetMark
	FieldCard  = "csi-card"
)

// SheetMark says in a fillable PDF which sheet it is: format, questionnaire,
// version and group.
func SheetMark(q *assess.Questionnaire, g assess.Group) string {
	return strings.Join([]string{"csi-sheet/1", q.ID, q.Version, string(g)}, " ")
}

// NewHandout lays a questionnaire out for people who respond on paper in a
// workshop: what is kept stands first, every item has its sign for don't know,
// and only items that allow it can be not applicable, for the reasons that
// their authors foresaw.
func NewHandout(in HandoutInput) *Paper {
	q, p, w := in.Questionnaire, in.Phrases, in.Workshop
	out := &Paper{
		Title: q.Title, Summary: p.T("handout.form.lead", phrases.V{"group": in.GroupTitle, "count": p.N("cli.list.items", len(q.Items())), "minutes": q.Minutes}),
		About: q.ID + " " + q.Version, How: p.T("handout.form.how"), Continued: p.T("author.paper.continued"),
		PageOf:   p.T("author.paper.page", phrases.V{"page": "{page}", "pages": "{pages}"}),
		Language: p.Lang(), Sheet: p.T("handout.form.sheet"),
		SheetMark: SheetMark(q, in.Group),
		Code:      "csi " + q.ID + " " + q.Version + " " + string(in.Group),
		Frame:     frameWords(w, p, "handout.form.frame"),
		Privacy: []string{
			p.T("handout.form.privacy_kept"),
			p.T("handout.form.privacy_shown", phrases.V{"minimum": minimumWords(w, p)}),
		},
	}
	if w.Cards > 0 {
		out.Card = p.T("handout.form.card", phrases.V{"cards": w.Cards})
	}
	if w.Fictional {
		out.Mark = p.T("handout.fictional")
	}
	n := 0
	for i := range q.Sections {
		s := &q.Sections[i]
		section := PaperSection{Title: s.Title, Intro: s.Intro}
		for j := range s.Items {
			n++
			section.Items = append(section.Items, handoutItem(n, &s.Items[j], p))
		}
		out.Sections = append(out.Sections, section)
	}
	return out
}

// frameWords says in a sentence what people respond about; "" when a workshop
// does not know all of it.
func frameWords(w *assess.Workshop, p *phrases.Catalogue, sentence string) string {
	f, period := w.Frame, p.Period(w.Frame.Period)
	if f.Policy == "" || f.Jurisdiction == "" || period == "" {
		return ""
	}
	return p.T(sentence, phrases.V{"policy": f.Policy, "place": f.Jurisdiction, "period": period})
}

// minimumWords says from how many on anything is shown.
func minimumWords(w *assess.Workshop, p *phrases.Catalogue) string {
	people := p.N("handout.people", w.Minimum.People)
	if w.Cards == 0 {
		return people
	}
	return p.T("handout.and", phrases.V{"people": people, "organisations": p.N("handout.organisations", w.Minimum.Organisations)})
}

func handoutItem(n int, it *assess.Item, p *phrases.Catalogue) PaperItem {
	out := PaperItem{Number: strconv.Itoa(n), Text: it.Text, ID: it.ID}
	for _, a := range it.Anchors {
		text := a.Label
		if a.Text != "" {
			text += p.T("words.colon") + a.Text
		}
		v := strconv.Itoa(a.Value)
		out.Boxes = append(out.Boxes, PaperBox{Value: v, Text: text, Field: v})
	}
	out.Boxes = append(out.Boxes, PaperBox{Value: assess.SignUnknown, Text: p.T("handout.form.dont_know"), Field: assess.FieldUnknown})
	if !it.NotApplicable {
		return out
	}
	if len(it.Reasons) < 2 {
		text := p.T("handout.form.not_applicable")
		if len(it.Reasons) == 1 {
			text += p.T("words.colon") + it.Reasons[0]
		}
		out.Boxes = append(out.Boxes, PaperBox{Value: assess.SignNotApplicable, Text: text, Field: assess.SignNotApplicable + "1"})
		return out
	}
	for i, reason := range it.Reasons {
		sign := assess.SignNotApplicable + strconv.Itoa(i+1)
		text := p.T("handout.form.not_applicable") + p.T("words.colon") + reason
		out.Boxes = append(out.Boxes, PaperBox{Value: sign, Text: text, Field: sign})
	}
	return out
}
