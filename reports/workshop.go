package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// WorkshopInput is all that the results and the report of a workshop are made
// of. Workshop, Published, Framework and Phrases must be set.
type WorkshopInput struct {
	Workshop  *assess.Workshop
	Published *assess.Published // what may be shown, and nothing else
	// Questionnaires are those of the parties, in the language of the report.
	Questionnaires map[assess.Group]*assess.Questionnaire
	Log            []assess.Event
	Late           map[assess.Group]int // people who came in later and are not counted
	Agreed         map[assess.Group]*assess.Assessment
	Forgotten      bool // what single people said was removed
	Date           assess.Date
	Framework      *assess.Framework
	Sources        []assess.Source
	Reference      *assess.Reference // may be nil
	Phrases        *phrases.Catalogue
	Only           assess.Group // leave out all other groups; "" for none
	Public         bool         // no reasons, no dissent, no organisation, no small numbers of people
}

// Workshop is the report of a workshop: where its groups agree, how they see
// the same matters, what they agreed on with its road map, and minutes.
type Workshop struct {
	Comparison // head, frames and method; its own Parts are empty
	Fictional  bool
	Mark       string // over every page of a rehearsal; "" for none
	Pages      []WorkshopPart
}

// WorkshopPart is one part of the report of a workshop. A road map stands
// alone; of the others, what is nil or empty is left out.
type WorkshopPart struct {
	ComparePart
	SideNames []CompareSide // of two groups, when Sides is set
	Field     *FieldPicture
	Dots      []DotStrips
	RoadMap   *Report
}

// FieldPicture is the field of agreement (left to right) and result (upwards)
// with its four corners.
type FieldPicture struct {
	Across, Up     string // names of the axes
	CutX, CutY     float64
	Corners        [4]FieldCorner // upper left, upper right, lower left, lower right
	Points         []FieldPoint
	Stage, Barrier string // words of the key; "" for a mark that is not used
	Notes          []string
	Alt            string // the picture in sentences
}

// FieldCorner is one of the four fields.
type FieldCorner struct {
	Field        assess.Field
	Name, Advice string
}

// FieldPoint is a stage, a barrier or a section in the field.
type FieldPoint struct {
	Name   string
	Letter string // of a barrier; "" for others
	X, Y   float64
	Field  assess.Field
	Text   string // in words: "Drafting: result 51, agreement 55"
}

// DotStrips shows how people are spread over the answers: one dot is one
// person, above forty people a bar with its count.
type DotStrips struct {
	Title, Note string
	Statement   string   // head of the first column
	Heads       []string // of the columns of Counts: the answers, then "don't know", then "not applicable"
	Values      int      // so many of Heads are answers
	Agreement   string   // head of the last column
	Bars        bool
	Rows        []DotRow
}

// DotRow is one statement.
type DotRow struct {
	Text, Place string
	Counts      []int // as Heads
	Grade       string
	Alt         string
}

// manyPeople is the number of people above which dots are too many.
const manyPeople = 40

// workshopper finds the words of a workshop.
type workshopper struct {
	comparer
	in     WorkshopInput
	groups []groupView
}

// groupView is one group with what may be shown of it.
type groupView struct {
	group   assess.Group
	name    string // inside a sentence
	q       *assess.Questionnaire
	shown   *assess.PublishedGroup
	profile *assess.GroupProfile
}

func newWorkshopper(in WorkshopInput) *workshopper {
	w := &workshopper{comparer: newComparer(CompareWords{Phrases: in.Phrases, Framework: in.Framework, Public: in.Public}), in: in}
	w.b.Reference, w.b.Sources = in.Reference, in.Sources
	for i := range in.Published.Groups {
		g := &in.Published.Groups[i]
		q := in.Questionnaires[g.Group]
		if q == nil || in.Only != "" && in.Only != g.Group {
			continue
		}
		w.groups = append(w.groups, groupView{
			group: g.Group, name: w.groupName(g.Group), q: q, shown: g,
			profile: assess.NewGroupProfile(q, g.Group, in.Published.Spreads(g.Group), nil, in.Framework.Targets),
		})
	}
	return w
}

// res and resN are the messages of this area.
func (w *workshopper) res(id string, parts ...phrases.V) string {
	return w.in.Phrases.T("results."+id, parts...)
}

func (w *workshopper) resN(id string, n int, parts ...phrases.V) string {
	return w.in.Phrases.N("results."+id, n, parts...)
}

func (w *workshopper) groupName(g assess.Group) string {
	return w.b.low(assess.Find(w.in.Framework.Groups, string(g)).Name())
}

// about sets the builder on a group, for words that depend on its
// questionnaire.
func (w *workshopper) about(g *groupView) { w.b.q = g.q }

// tookPart says how many people of a group responded, and from how many
// organisations; that they are too few to be told where they are.
func (w *workshopper) tookPart(g *groupView) string {
	if g.shown.People == 0 {
		return w.res("people_few")
	}
	text := w.resN("people", g.shown.People)
	if g.shown.Organisations > 0 {
		text = w.resN("people_from", g.shown.Organisations, phrases.V{"people": text})
	}
	return text
}

// shownCount counts the items that something is shown of.
func (g *groupView) shownCount() int {
	n := 0
	for _, s := range g.profile.Spreads {
		if !s.Hidden {
			n++
		}
	}
	return n
}

// hidden says why a spread is not shown, in a few words.
func (w *workshopper) hidden(s assess.Spread) string { return w.res("hidden." + s.Why.String()) }

// result writes a score as whole numbers of 100: "44", "22–56", "–".
func result(s assess.Score) string {
	switch {
	case !s.Applicable:
		return "–"
	case !s.HasValue:
		return dashed(whole(s.Low), whole(s.High))
	}
	return digits(whole(s.Value))
}

// hundredths rounds an agreement to a whole number of 100.
// One that lies below a cut is never printed as if it reached it.
func hundredths(c float64) int {
	n := int(100*c + 0.5)
	for _, cut := range []int{50, 60, 75} {
		if n == cut && c < float64(cut)/100 {
			return n - 1
		}
	}
	return n
}

// agreement writes a consensus as word and figure: "low, 32"; a dash when
// fewer than three people answered.
func (w *workshopper) agreement(c assess.Consensus) string {
	if !c.Has() {
		return "–"
	}
	return w.res("agreement", phrases.V{"grade": w.grade(c), "figure": hundredths(c.Float())})
}

// grade is the word for a consensus.
func (w *workshopper) grade(c assess.Consensus) string { return w.res("grade." + c.Grade().String()) }

// field names one of the four fields in a few words, "" for none.
func (w *workshopper) field(f assess.Field) string {
	if f == 0 {
		return ""
	}
	return w.res("field." + f.String() + ".name")
}

// matter is a stage, a barrier or a section of a group with its place.
type groupMatter struct {
	name, letter string
	assess.Matter
	out bool // it does not apply
}

// matters lists stages and barriers, or sections where there are none.
func (w *workshopper) matters(g *groupView) []groupMatter {
	var out []groupMatter
	for i := range g.profile.Stages {
		s := &g.profile.Stages[i]
		out = append(out, groupMatter{name: w.b.stage(s.Stage), Matter: g.profile.StageMatter(s), out: !s.Applicable})
	}
	for i := range g.profile.Barriers {
		x := &g.profile.Barriers[i]
		out = append(out, groupMatter{name: w.b.barrierShort(x.Barrier), letter: letter(x.Barrier), Matter: g.profile.BarrierMatter(x), out: !x.Severity.Applicable})
	}
	if len(out) > 0 {
		return out
	}
	for i := range g.q.Sections {
		s := &g.q.Sections[i]
		p := g.section(s.ID)
		if p == nil {
			continue
		}
		out = append(out, groupMatter{name: s.Title, Matter: g.profile.Matter(p.Score, itemIDs(s)), out: p.TooFew || !p.Score.Applicable})
	}
	return out
}

// section finds the result of a section; nil when it has none.
func (g *groupView) section(id string) *assess.SectionProfile {
	for i := range g.profile.Sections {
		if g.profile.Sections[i].ID == id {
			return &g.profile.Sections[i]
		}
	}
	return nil
}

func itemIDs(s *assess.Section) []string {
	ids := make([]string, len(s.Items))
	for i := range s.Items {
		ids[i] = s.Items[i].ID
	}
	return ids
}

// decided gives the last decision on each item of a group.
func (w *workshopper) decided(g assess.Group) map[string]assess.Event {
	out := map[string]assess.Event{}
	for _, e := range w.in.Log {
		if e.Group == g && (e.Turn == assess.TurnAgreed || e.Turn == assess.TurnLeft) {
			out[e.Item] = e
		}
	}
	return out
}
