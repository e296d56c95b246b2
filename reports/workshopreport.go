package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// WorkshopReport decides every sentence and figure of the report of a
// workshop.
func WorkshopReport(in WorkshopInput) *Workshop {
	w := newWorkshopper(in)
	out := w.head()
	for i := range w.groups {
		w.about(&w.groups[i])
		out.Pages = append(out.Pages, w.agreementPart(&w.groups[i]))
	}
	if in.Only == "" {
		for i, set := range w.alike() {
			if p := w.betweenPart(set, i+1); p != nil {
				out.Pages = append(out.Pages, *p)
			}
		}
	}
	out.Pages = append(out.Pages, w.minutes())
	for i := range w.groups {
		if r := w.roadMap(&w.groups[i]); r != nil {
			out.Pages = append(out.Pages, WorkshopPart{RoadMap: r, ComparePart: ComparePart{
				ID: "agreed-" + string(w.groups[i].group), Running: r.Summary.Running, Heading: r.Summary.Heading}})
		}
	}
	for i := range w.groups {
		if p := w.everyItem(&w.groups[i]); p != nil {
			out.Pages = append(out.Pages, *p)
		}
	}
	return out
}

// head is what stands around the parts: names, frames, method.
func (w *workshopper) head() *Workshop {
	ws := w.in.Workshop
	f := ws.Frame
	if f.Date = w.in.Date; f.Date.IsZero() {
		f.Date = ws.Created
	}
	w.b.a = &assess.Assessment{Frame: f}
	if len(w.groups) > 0 {
		w.about(&w.groups[0])
	}
	kind, mark := w.res("report.kind"), w.mark()
	if mark != "" {
		kind = w.res("report.kind_rehearsal")
	}
	names := phrases.V{"kind": kind, "place": w.title(), "date": w.b.date(f.Date)}
	out := &Workshop{Fictional: ws.Fictional, Mark: mark, Comparison: Comparison{
		Relation: "workshop", Language: w.in.Phrases.Lang(), Public: w.in.Public, Date: f.Date,
		Title: w.tell("doc_title", names), Heading: w.tell("doc_heading", names), Stamp: w.stampOf(f.Date),
		Limits: w.res("report.limits"), Footline: w.b.t("limits.line"),
		PageOf: w.b.t("doc.page_of", phrases.V{"page": "{page}", "pages": "{pages}"}),
		Words:  w.b.words(), GapWord: w.say("head.gap"), Kind: kind, Name: w.title(), Policy: w.placeAndPolicy(), Note: mark,
		FramesTitle: w.res("report.frames"), Frames: w.frameTable(), Method: w.method(),
	}}
	if mark != "" {
		out.Title, out.Heading = w.res("report.marked", phrases.V{"text": out.Title}), w.res("report.marked", phrases.V{"text": out.Heading})
		out.Footline = mark
	}
	return out
}

// placeAndPolicy names what the workshop was about.
func (w *workshopper) placeAndPolicy() string {
	return strings.Join(slices.DeleteFunc([]string{w.b.placeLine(), strings.TrimSpace(w.in.Workshop.Frame.Policy)},
		func(s string) bool { return s == "" || s == w.title() }), " · ")
}

func (w *workshopper) stampOf(d assess.Date) string {
	parts := []string{"csi"}
	for i := range w.groups {
		if ref := w.groups[i].q.ID + " " + w.groups[i].q.Version; !slices.Contains(parts, ref) {
			parts = append(parts, ref)
		}
	}
	if date := w.b.date(d); date != "" {
		parts = append(parts, date)
	}
	return strings.Join(parts, " · ")
}

// frameTable says of each group who took part and how far it came.
func (w *workshopper) frameTable() Table {
	t := Table{Head: []string{w.res("report.group")}}
	rows := [][]string{{w.b.t("fact.who")}, {w.b.t("fact.questionnaire")}, {w.res("report.shown")}, {w.res("report.agreed")}, {w.res("report.open")}}
	for i := range w.groups {
		g := &w.groups[i]
		agreed, left := w.decisions(g)
		t.Head = append(t.Head, up(g.name))
		for r, text := range []string{
			w.tookPart(g), g.q.ID + " " + g.q.Version,
			w.resN("of_items", len(g.profile.Spreads), phrases.V{"n": g.shownCount()}),
			w.resN("of_items", len(g.profile.Spreads), phrases.V{"n": len(agreed)}),
			w.resN("of_items", len(g.profile.Spreads), phrases.V{"n": len(left)}),
		} {
			rows[r] = append(rows[r], text)
		}
	}
	t.Rows = rows
	return t
}

// decisions gives what a group agreed and what it left open, in item order.
func (w *workshopper) decisions(g *groupView) (agreed, left []assess.Event) {
	decided := w.decided(g.group)
	for _, it := range g.q.Items() {
		switch e, ok := decided[it.ID]; {
		case ok && e.Turn == assess.TurnAgreed:
			agreed = append(agreed, e)
		case ok:
			left = append(left, e)
		}
	}
	return agreed, left
}

// running puts the group before the name of a part, where there are several.
func (w *workshopper) running(g *groupView, s string) string {
	if len(w.groups) < 2 {
		return s
	}
	return up(g.name) + " · " + s
}

// roadMap is the road map of what a group agreed; nil when it agreed nothing.
// The agreement of the people before the talk is a part of its confidence.
func (w *workshopper) roadMap(g *groupView) *Report {
	a := w.in.Agreed[g.group]
	if a == nil {
		return nil
	}
	profile := assess.NewProfile(g.q, a, w.in.Framework.Targets).WithConsensus(g.q, g.profile.Spreads)
	r := Build(Input{Questionnaire: g.q, Assessment: a, Profile: profile, Framework: w.in.Framework, Sources: w.in.Sources,
		Reference: w.in.Reference, Phrases: w.in.Phrases, Note: w.mark(), Options: Options{Public: w.in.Public}})
	r.Summary.Running = w.running(g, r.Summary.Running)
	for _, s := range r.runnings() {
		*s = w.running(g, *s)
	}
	return r
}

// runnings are the names of the parts behind the summary.
func (r *Report) runnings() []*string {
	out := []*string{&r.Unknown.Running, &r.Method.Running, &r.Sources.Running}
	if r.Matrix != nil {
		out = append(out, &r.Matrix.Running)
	}
	if r.Stages != nil {
		out = append(out, &r.Stages.Running)
	}
	if r.Barriers != nil {
		out = append(out, &r.Barriers.Running)
	}
	if r.Sections != nil {
		out = append(out, &r.Sections.Running)
	}
	for i := range r.RoadMaps {
		out = append(out, &r.RoadMaps[i].Running)
	}
	return out
}

// minutes tells who took part, what was agreed and what was left open, what is
// hidden and what becomes of single answers.
func (w *workshopper) minutes() WorkshopPart {
	part := WorkshopPart{ComparePart: ComparePart{ID: "minutes", Running: w.res("minutes.running"), Heading: w.res("minutes.heading"), Lead: w.res("minutes.lead")}}
	if w.in.Public {
		part.Lead = w.res("minutes.lead_public")
	}
	who := CompareList{Title: w.res("minutes.who"), Texts: []string{w.res("minutes.no_names")}}
	hidden := CompareList{Title: w.res("minutes.hidden"), Texts: []string{w.res("minutes.hidden_text", phrases.V{"least": w.least()})}}
	for i := range w.groups {
		g := &w.groups[i]
		who.Items = append(who.Items, up(g.name)+w.colon()+w.tookPart(g))
		for _, n := range append(w.hiddenNotes(g.profile.Spreads), w.lateNote(g)...) {
			hidden.Items = append(hidden.Items, w.running(g, n))
		}
	}
	part.Lists = append(part.Lists, who)
	for i := range w.groups {
		part.Lists = append(part.Lists, w.decisionLists(&w.groups[i])...)
	}
	forget := "minutes.kept"
	if w.in.Forgotten {
		forget = "minutes.forgotten"
	}
	part.Lists = append(part.Lists, hidden, CompareList{Title: w.res("minutes.single"), Texts: []string{w.res(forget)}})
	if w.in.Workshop.Fictional {
		part.Notes = []string{w.mark()}
	}
	return part
}

// decisionLists tells what a group agreed, with reasons and dissent, and what
// it left open.
func (w *workshopper) decisionLists(g *groupView) []CompareList {
	agreed, left := w.decisions(g)
	a := CompareList{Title: w.running(g, w.res("minutes.agreed"))}
	for _, e := range agreed {
		a.Items = append(a.Items, w.agreedText(g, e))
	}
	if len(agreed) == 0 {
		a.Texts = []string{w.res("minutes.agreed_none")}
	}
	out := []CompareList{a}
	if len(left) > 0 {
		o := CompareList{Title: w.running(g, w.res("minutes.open"))}
		for _, e := range left {
			text := w.itemLine(g, e.Item)
			if e.Why != "" && !w.in.Public {
				text += " " + w.res("minutes.why", phrases.V{"text": sentence(e.Why)})
			}
			o.Items = append(o.Items, text)
		}
		out = append(out, o)
	}
	if rest := len(g.profile.Spreads) - len(agreed) - len(left); rest > 0 {
		out[len(out)-1].Texts = append(out[len(out)-1].Texts, w.resN("minutes.untouched", rest))
	}
	return out
}

func (w *workshopper) itemLine(g *groupView, id string) string {
	it := g.q.Item(id)
	return w.res("minutes.item", phrases.V{"place": w.spotOf(g.q, it), "text": sentence(it.Text)})
}

// agreedText tells one agreed response.
func (w *workshopper) agreedText(g *groupView, e assess.Event) string {
	it := g.q.Item(e.Item)
	said := ""
	switch e.Agreed.State {
	case assess.Answered:
		said = digits(e.Agreed.Value) + " · " + w.label(it, e.Agreed.Value)
	case assess.NotApplicable:
		said = w.b.mark(assess.Inapplicable).Word
	default:
		said = w.b.t("state.dont_know")
	}
	text := w.itemLine(g, e.Item) + " " + w.res("minutes.agreed_text", phrases.V{"response": said})
	if e.People > 0 && (!w.in.Public || e.People >= smallGroup) {
		text = w.itemLine(g, e.Item) + " " + w.resN("minutes.agreed_by", e.People, phrases.V{"response": said})
	}
	if w.in.Public {
		return text
	}
	if e.Why != "" {
		text += " " + w.res("minutes.why", phrases.V{"text": sentence(e.Why)})
	}
	if e.Object != "" {
		text += " " + w.res("minutes.dissent", phrases.V{"text": sentence(e.Object)})
	}
	return text
}

// method says how the figures came about.
func (w *workshopper) method() Method {
	privacy := []string{w.res("method.privacy")}
	if w.in.Public {
		privacy = append(privacy, w.res("method.public"))
	}
	return Method{Running: w.res("method.running"), Heading: w.res("method.heading"), Parts: []MethodPart{
		{Title: w.b.t("method.limits"), Strong: w.res("report.limits"), Texts: []string{w.res("method.no_order")}},
		{Title: w.res("method.figures_title"), Texts: []string{w.res("method.mean"), w.res("method.agreement"), w.res("method.fields"), w.res("method.levels")}},
		{Title: w.res("method.hidden_title"), Texts: []string{w.res("method.hidden", phrases.V{"least": w.least()}), w.res("method.rounds")}},
		{Title: w.res("method.agreed_title"), Texts: []string{w.res("method.agreed")}},
		{Title: w.b.t("method.privacy"), Texts: privacy},
	}}
}
