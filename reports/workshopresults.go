package reports

import (
	"io"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// WorkshopResults is what a workshop may show of its groups, in words and
// figures, for a terminal. Nothing stands in the order of results.
type WorkshopResults struct {
	Title   string
	Mark    string // of a rehearsal; "" for none
	Groups  []GroupResults
	Between []BetweenResults
	Colon   string
}

// GroupResults is one group, or several together.
type GroupResults struct {
	Name     string
	Intro    []string
	Heads    ResultHeads
	Sections []SectionResults
	Fields   []FieldResults
	Notes    []string // second rounds, late responses, what is hidden and why
}

// ResultHeads are the heads of the columns.
type ResultHeads struct {
	Item, Text, Mean, Agreement, Field string
	Values                             []string // of the columns of counts
}

// SectionResults is one section with its items.
type SectionResults struct {
	Title, Line string // Line: result and agreement of the section
	Items       []ItemResult
}

// ItemResult is one item: its counts, or why there are none.
type ItemResult struct {
	ID, Title              string
	Hidden                 string // why it is not shown; "" when it is
	Counts                 []string
	Mean, Agreement, Field string
	Spoken                 string // all of it in a sentence
}

// FieldResults is one of the four fields with what lies in it.
type FieldResults struct {
	Name, Advice string
	Matters      []string
	Items        []string
}

// BetweenResults sets groups that were asked alike beside each other.
type BetweenResults struct {
	Head   string
	Groups []string // names; the letters of the rows are A, B, C …
	Rows   []BetweenRow
	Notes  []string
}

// BetweenRow is one item as the groups see it.
type BetweenRow struct {
	ID, Title string
	Means     []string
	At        []float64 // 0 to 1; negative where there is no mean
	Spoken    string
}

// ResultsOf decides every sentence and figure of the results of a workshop.
func ResultsOf(in WorkshopInput) *WorkshopResults {
	w := newWorkshopper(in)
	out := &WorkshopResults{Title: w.title(), Mark: w.mark(), Colon: w.colon()}
	for i := range w.groups {
		out.Groups = append(out.Groups, w.groupResults(&w.groups[i]))
	}
	if in.Only != "" {
		return out
	}
	for i := range in.Published.Totals {
		if g := w.totalResults(&in.Published.Totals[i]); g != nil {
			out.Groups = append(out.Groups, *g)
		}
	}
	for _, alike := range w.alike() {
		if b := w.between(alike); len(b.Rows) > 0 {
			out.Between = append(out.Between, b)
		}
	}
	return out
}

// title names the workshop.
func (w *workshopper) title() string {
	if w.in.Workshop.Title != "" {
		return w.in.Workshop.Title
	}
	if place := strings.TrimSpace(w.in.Workshop.Frame.Jurisdiction); place != "" {
		return place
	}
	return w.res("workshop")
}

// mark says that nobody stands behind a rehearsal; "" for a real workshop.
func (w *workshopper) mark() string {
	if !w.in.Workshop.Fictional {
		return ""
	}
	return w.in.Phrases.T("workshop.fictional")
}

func (w *workshopper) groupResults(g *groupView) GroupResults {
	w.about(g)
	out := GroupResults{Name: up(g.name), Intro: []string{
		w.tookPart(g),
		w.resN("shown_of", len(g.profile.Spreads), phrases.V{"shown": g.shownCount()}),
		g.q.ID + " " + g.q.Version,
	}}
	if g.shownCount() > 0 {
		out.Heads, out.Sections = w.table(g)
	}
	out.Fields = w.fields(g)
	out.Notes = append(out.Notes, w.seconds(g)...)
	out.Notes = append(out.Notes, w.lateNote(g)...)
	out.Notes = append(out.Notes, w.hiddenNotes(g.profile.Spreads)...)
	return out
}

// totalResults is what several groups say together; nil while nothing of it
// may be shown.
func (w *workshopper) totalResults(t *assess.PublishedTotal) *GroupResults {
	q := w.in.Questionnaires[t.Groups[0]]
	spreads := t.Spreads()
	if q == nil || !slices.ContainsFunc(spreads, func(s assess.Spread) bool { return !s.Hidden }) {
		return nil
	}
	var names []string
	for _, id := range t.Groups {
		names = append(names, w.groupName(id))
	}
	g := &groupView{name: w.res("together"), q: q, shown: &assess.PublishedGroup{Items: t.Items},
		profile: assess.NewGroupProfile(q, "", spreads, nil, w.in.Framework.Targets)}
	w.about(g)
	out := &GroupResults{Name: up(g.name), Intro: []string{w.b.list(names),
		w.resN("shown_of", len(spreads), phrases.V{"shown": g.shownCount()}), q.ID + " " + q.Version}}
	out.Heads, out.Sections = w.table(g)
	if out.Notes = w.hiddenNotes(spreads); len(out.Notes) > 0 {
		out.Notes = append(out.Notes, w.res("together_note"))
	}
	return out
}

// table writes every item in its section.
func (w *workshopper) table(g *groupView) (ResultHeads, []SectionResults) {
	top := 0
	by := map[string]assess.Spread{}
	for _, s := range g.profile.Spreads {
		by[s.Item.ID] = s
		if !s.Hidden {
			top = max(top, s.Item.Max())
		}
	}
	heads := ResultHeads{Item: w.res("head.item"), Text: w.res("head.text"), Mean: w.res("head.mean"),
		Agreement: w.res("head.agreement"), Field: w.res("head.field")}
	for v := range top + 1 {
		heads.Values = append(heads.Values, digits(v))
	}
	heads.Values = append(heads.Values, "?", "–")
	var out []SectionResults
	for i := range g.q.Sections {
		s := &g.q.Sections[i]
		sec := SectionResults{Title: s.Title, Line: w.sectionLine(g, s)}
		for j := range s.Items {
			sec.Items = append(sec.Items, w.itemResult(by[s.Items[j].ID], &s.Items[j], top))
		}
		out = append(out, sec)
	}
	return heads, out
}

// sectionLine gives result and agreement of a section; "" when nothing of it
// is shown.
func (w *workshopper) sectionLine(g *groupView, s *assess.Section) string {
	p := g.section(s.ID)
	seen := slices.ContainsFunc(g.profile.Spreads, func(x assess.Spread) bool {
		return !x.Hidden && slices.Contains(itemIDs(s), x.Item.ID)
	})
	if p == nil || !seen || p.TooFew || !p.Score.Applicable {
		return ""
	}
	m := g.profile.Matter(p.Score, itemIDs(s))
	if m.Field == 0 {
		return w.res("section_result", phrases.V{"result": result(p.Score)})
	}
	return w.res("section_line", phrases.V{"result": result(p.Score), "agreement": hundredths(m.Consensus)})
}

func (w *workshopper) itemResult(s assess.Spread, it *assess.Item, top int) ItemResult {
	r := ItemResult{ID: it.ID, Title: title(it)}
	if s.Item == nil || s.Hidden {
		r.Hidden = w.hidden(s)
		r.Spoken = r.ID + ", " + bare(r.Title+w.colon()+r.Hidden) + "."
		return r
	}
	for v := range top + 1 {
		n := ""
		if v < len(s.Counts) {
			n = digits(s.Counts[v])
		}
		r.Counts = append(r.Counts, n)
	}
	r.Counts = append(r.Counts, digits(s.DontKnow), digits(s.NotApplicable))
	r.Mean, r.Agreement = result(s.Score), w.agreement(s.Consensus)
	parts := append(w.spreadWords(s), w.res("spoken_mean", phrases.V{"mean": r.Mean}), w.res("spoken_agreement", phrases.V{"agreement": r.Agreement}))
	if f := s.Field(); f != 0 {
		r.Field = w.res("field." + f.String() + ".short")
		parts = append(parts, w.b.low(w.field(f)))
	}
	r.Spoken = r.ID + ", " + bare(r.Title+w.colon()+strings.Join(parts, w.res("semicolon"))) + "."
	return r
}

// spreadWords tells the counts of a spread in words: "Absent 4", "don't know 1".
func (w *workshopper) spreadWords(s assess.Spread) []string {
	var out []string
	for v, n := range s.Counts {
		out = append(out, w.label(s.Item, v)+" "+digits(n))
	}
	if s.DontKnow > 0 {
		out = append(out, w.b.t("state.dont_know")+" "+digits(s.DontKnow))
	}
	if s.NotApplicable > 0 {
		out = append(out, w.b.mark(assess.Inapplicable).Word+" "+digits(s.NotApplicable))
	}
	return out
}

// label names a value of an item.
func (w *workshopper) label(it *assess.Item, v int) string {
	if v < len(it.Anchors) && it.Anchors[v].Label != "" {
		return it.Anchors[v].Label
	}
	return digits(v)
}

// fieldOrder is how the four fields are read: what needs talk comes first.
func fieldOrder() []assess.Field {
	return []assess.Field{assess.AgreeFirst, assess.NotEveryone, assess.ReadyToAct, assess.Keep}
}

// fields lists what lies in each of the four fields; nothing when nothing has
// a place.
func (w *workshopper) fields(g *groupView) []FieldResults {
	var out []FieldResults
	for _, f := range fieldOrder() {
		x := FieldResults{Name: w.field(f), Advice: w.res("field." + f.String() + ".advice")}
		for _, m := range w.matters(g) {
			if m.Field == f {
				x.Matters = append(x.Matters, w.matterText(m))
			}
		}
		for _, s := range g.profile.Spreads {
			if s.Field() == f {
				x.Items = append(x.Items, s.Item.ID)
			}
		}
		if len(x.Matters)+len(x.Items) > 0 {
			out = append(out, x)
		}
	}
	return out
}

func (w *workshopper) matterText(m groupMatter) string {
	return w.res("matter", phrases.V{"name": m.name, "result": whole(m.Score), "agreement": hundredths(m.Consensus)})
}

// WriteResults writes the results of a workshop for a terminal: tables, short
// lines where they do not fit, sentences with the option Plain.
func WriteResults(out io.Writer, r *WorkshopResults, o TextOptions) error {
	p := newPage(out, o)
	p.hang("", 0, r.Title, strong)
	if r.Mark != "" {
		p.hang("", 0, r.Mark, absent)
	}
	for i := range r.Groups {
		p.groupResults(r, &r.Groups[i])
	}
	for i := range r.Between {
		p.betweenResults(r, &r.Between[i])
	}
	return p.flush()
}
