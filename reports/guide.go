package reports

import (
	"fmt"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Guide is what the person who runs a workshop holds in the hand.
type Guide struct {
	Title     string
	Lead      string
	About     string // questionnaires with their versions
	Language  string
	Mark      string // says that the workshop is made up; "" when it is not
	PageOf    string
	Continued string
	Parts     []GuidePart
}

// GuidePart is a part of a guide. Rows, paragraphs and points follow each
// other in this order.
type GuidePart struct {
	Title  string
	Rows   []GuideRow
	Paras  []string
	Points []string
	Framed bool // to be read out or copied as it stands
}

// GuideRow is a line of the agenda.
type GuideRow struct{ Time, Name, Text string }

// GuideInput is what a guide is made of: the workshop with the questionnaires
// and titles of its groups, in the order of its parties.
type GuideInput struct {
	Workshop       *assess.Workshop
	Questionnaires []*assess.Questionnaire
	GroupTitles    []string
	Folder         string // as commands name it
	Phrases        *phrases.Catalogue
}

// NewGuide writes the guide of a workshop by its real settings.
func NewGuide(in GuideInput) *Guide {
	p, w := in.Phrases, in.Workshop
	g := &guideBuild{in: in, p: p, parts: phrases.V{
		"minutes": w.Minutes, "minimum": minimumWords(w, p), "folder": in.Folder, "groups": p.List(in.GroupTitles), "cards": w.Cards,
	}}
	for _, party := range w.Parties {
		g.sensitive = g.sensitive || party.Group.Sensitive()
	}
	about := ""
	for i, q := range in.Questionnaires {
		if name := q.ID + " " + q.Version; i == 0 {
			about = name
		} else if !strings.Contains(about, name) { // several groups may respond to the same
			about += " · " + name
		}
		g.longest, g.items = max(g.longest, q.Minutes), max(g.items, len(q.Items()))
	}
	title := w.Title
	if title == "" {
		title = in.Questionnaires[0].Title
	}
	g.parts["title"], g.parts["items"] = title, p.N("cli.list.items", g.items)
	out := &Guide{
		Title: p.T("handout.guide.title"), Lead: p.T("handout.guide.lead", g.parts), About: about, Language: p.Lang(),
		PageOf:    p.T("author.paper.page", phrases.V{"page": "{page}", "pages": "{pages}"}),
		Continued: p.T("author.paper.continued"),
	}
	if w.Fictional {
		out.Mark = p.T("handout.fictional")
	}
	out.Parts = []GuidePart{
		g.agenda(),
		g.part("invitation", true),
		g.before(),
		g.part("room", false, g.when(w.Cards > 0, "cards")),
		g.notice(),
		g.part("responding", false, g.when(g.sensitive, "hands")),
		g.part("hidden", false, g.when(w.Cards > 0, "cards")),
		g.part("agreeing", false),
		g.part("closing", false),
	}
	return out
}

// guideBuild holds what the sentences of a guide need.
type guideBuild struct {
	in             GuideInput
	p              *phrases.Catalogue
	parts          phrases.V
	sensitive      bool
	longest, items int // minutes and items of the longest questionnaire
}

// when gives the id of a sentence under a condition.
func (g *guideBuild) when(holds bool, id string) string {
	if holds {
		return id
	}
	return ""
}

// part makes a part of its numbered sentences and of those named.
func (g *guideBuild) part(id string, framed bool, more ...string) GuidePart {
	at := "handout.guide." + id + "."
	out := GuidePart{Title: g.p.T(at+"title", g.parts), Framed: framed}
	for n := 1; g.p.Has(at + "p" + strconv.Itoa(n)); n++ {
		out.Points = append(out.Points, g.p.T(at+"p"+strconv.Itoa(n), g.parts))
	}
	for _, name := range more {
		if name != "" {
			out.Points = append(out.Points, g.p.T(at+name, g.parts))
		}
	}
	if framed {
		out.Paras, out.Points = out.Points, nil
	}
	return out
}

// before says what to prepare, with the policy and the period to write on the
// wall where they are known.
func (g *guideBuild) before() GuidePart {
	out := g.part("before", false, g.when(g.sensitive, "pay"))
	if wall := frameWords(g.in.Workshop, g.p, "handout.guide.before.wall"); wall != "" {
		out.Points[1] += " " + wall
	}
	return out
}

// notice tells people, before they respond, what is kept and what is shown: by
// the settings, not in general.
func (g *guideBuild) notice() GuidePart {
	w := g.in.Workshop
	text := "notes_off"
	if w.FreeText {
		text = "notes_on"
		if g.sensitive {
			text = "notes_some"
		}
	}
	return g.part("notice", true, text, g.when(w.Fictional, "fictional"))
}

// agenda spreads the minutes over the parts of the session.
func (g *guideBuild) agenda() GuidePart {
	at := "handout.guide.agenda."
	out := GuidePart{Title: g.p.T(at+"title", g.parts)}
	from := 0
	for _, slot := range timetable(g.in.Workshop.Minutes, g.longest) {
		out.Rows = append(out.Rows, GuideRow{
			Time: clock(from) + "–" + clock(from+slot.minutes),
			Name: g.p.T(at + slot.id),
			Text: g.p.T(at+slot.id+"_text", g.parts),
		})
		from += slot.minutes
	}
	if slots := timetable(g.in.Workshop.Minutes, g.longest); slots[1].minutes < g.longest {
		out.Paras = append(out.Paras, g.p.T(at+"short", phrases.V{"minutes": slots[1].minutes, "longest": g.longest}))
	}
	return out
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

// slot is a part of a session with its minutes.
type slot struct {
	id      string
	minutes int
}

// timetable shares out the minutes of a session: a tenth to open, what the
// questionnaire takes to respond but at most a third, a sixth for the plan, a
// fifteenth to close, and the rest to talk. The parts add up to the whole.
func timetable(minutes, responding int) []slot {
	round := func(n int) int {
		if minutes < 60 {
			return max(1, n)
		}
		return max(5, (n+2)/5*5)
	}
	open, plan, end := round(minutes/10), round(minutes/6), round(minutes/15)
	answer := min(responding, round(minutes/3))
	talk := minutes - open - plan - end - answer
	if talk < 0 { // a few minutes: nothing but talk
		return []slot{{"opening", 0}, {"responding", 0}, {"talking", minutes}, {"planning", 0}, {"closing", 0}}
	}
	return []slot{{"opening", open}, {"responding", answer}, {"talking", talk}, {"planning", plan}, {"closing", end}}
}

// Ballots are cards to raise or to lay down, four on a page.
type Ballots struct {
	Title    string
	Language string
	Cards    []Ballot
}

// Ballot is one card.
type Ballot struct {
	Sign string // "2", "?", "n"
	Word string
	Text string
	Foot string // scale, questionnaire and version
}

// NewBallots makes one set of cards for each scale of a questionnaire, and the
// two for don't know and not applicable.
func NewBallots(in HandoutInput) *Ballots {
	q, p := in.Questionnaire, in.Phrases
	out := &Ballots{Title: p.T("handout.ballots.title", phrases.V{"title": q.Title}), Language: p.Lang()}
	foot := func(n int) string {
		about := q.ID + " " + q.Version
		if len(q.Scales) < 2 || n < 0 {
			return about
		}
		return p.T("handout.ballots.scale", phrases.V{"number": n + 1, "of": len(q.Scales)}) + " · " + about
	}
	for i := range q.Scales {
		for _, a := range q.Scales[i].Anchors {
			out.Cards = append(out.Cards, Ballot{Sign: strconv.Itoa(a.Value), Word: a.Label, Text: a.Text, Foot: foot(i)})
		}
	}
	out.Cards = append(out.Cards, Ballot{assess.SignUnknown, p.T("handout.ballots.dont_know"), p.T("handout.ballots.pass"), foot(-1)})
	for _, it := range q.Items() {
		if it.NotApplicable {
			out.Cards = append(out.Cards, Ballot{assess.SignNotApplicable, p.T("handout.form.not_applicable"), p.T("handout.ballots.only_where"), foot(-1)})
			break
		}
	}
	return out
}
