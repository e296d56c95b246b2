package reports

import (
	"cmp"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// agreementPart is the page of where a group agrees: the four fields and the
// statements that people are furthest apart on.
func (w *workshopper) agreementPart(g *groupView) WorkshopPart {
	part := WorkshopPart{ComparePart: ComparePart{ID: "agreement-" + string(g.group), Running: w.running(g, w.res("agree.running"))}}
	if g.shownCount() == 0 {
		part.Heading, part.Lead = w.res("agree.heading_hidden"), w.res("agree.lead_hidden", phrases.V{"least": w.least()})
		if w.in.Agreed[g.group] != nil {
			part.Lead += " " + w.res("agree.road_map")
		}
		part.Notes = w.hiddenNotes(g.profile.Spreads)
		return part
	}
	matters := w.matters(g)
	part.Heading = w.agreeHeading(matters)
	part.Lead = w.res("agree.lead", phrases.V{"people": up(w.tookPart(g))})
	part.Field = w.fieldPicture(g, matters)
	part.Dots = w.dots(g)
	note := w.res("agree.note")
	if w.in.Workshop.Cards > 0 {
		note += " " + w.res("agree.note_cards")
	}
	if f := part.Field; f != nil {
		f.Notes = append(f.Notes, note)
		if out := w.unplaced(matters); out != "" {
			f.Notes = append(f.Notes, out)
		}
	} else {
		part.Notes = append(part.Notes, w.res("agree.no_field"), note)
	}
	if len(part.Dots) == 0 {
		part.Notes = append(part.Notes, w.res("agree.no_dots"))
	}
	part.Notes = append(append(part.Notes, w.seconds(g)...), w.hiddenNotes(g.profile.Spreads)...)
	return part
}

// agreeHeading names the matter that is agreed on most and the one that divides
// most, where they lie on both sides of the cut.
func (w *workshopper) agreeHeading(matters []groupMatter) string {
	placed := slices.DeleteFunc(slices.Clone(matters), func(m groupMatter) bool { return m.Field == 0 })
	if len(placed) == 0 {
		return w.res("agree.heading")
	}
	by := func(a, b groupMatter) int { return cmp.Compare(a.Consensus, b.Consensus) }
	low, high := slices.MinFunc(placed, by), slices.MaxFunc(placed, by)
	cut := assess.ConsensusCut().Float()
	switch {
	case low.Consensus >= cut:
		return w.res("agree.heading_alike")
	case high.Consensus < cut:
		return w.res("agree.heading_apart")
	}
	return w.res("agree.heading_both", phrases.V{"high": w.b.low(high.name), "low": w.b.low(low.name)})
}

// fieldPicture draws stages and barriers, or sections, by agreement and result;
// nil when none has a place.
func (w *workshopper) fieldPicture(g *groupView, matters []groupMatter) *FieldPicture {
	f := &FieldPicture{Across: w.res("agree.across"), Up: w.res("agree.up"), CutX: assess.ConsensusCut().Float(), CutY: 2. / 3}
	if g.shown.People > 0 {
		f.Across = w.resN("agree.across_people", g.shown.People)
	}
	for i, x := range []assess.Field{assess.NotEveryone, assess.Keep, assess.AgreeFirst, assess.ReadyToAct} {
		f.Corners[i] = FieldCorner{x, w.field(x), w.res("field." + x.String() + ".advice")}
	}
	var words []string
	barriers := false
	for _, m := range matters {
		if m.Field == 0 {
			continue
		}
		p := FieldPoint{Name: m.name, Letter: m.letter, X: m.Consensus, Y: m.Score.Float(), Field: m.Field, Text: w.matterText(m)}
		f.Points = append(f.Points, p)
		barriers = barriers || m.letter != ""
		words = append(words, w.res("agree.point", phrases.V{"text": p.Text, "field": w.b.low(w.field(m.Field))}))
	}
	if len(f.Points) == 0 {
		return nil
	}
	f.Stage = w.res("agree.key_section")
	if len(g.profile.Stages) > 0 {
		f.Stage = w.res("agree.key_stage")
		f.Notes = append(f.Notes, w.res("agree.of_stages"))
	}
	if barriers {
		f.Barrier = w.res("agree.key_barrier")
		f.Notes = append(f.Notes, w.res("agree.of_barriers"))
	}
	f.Notes = append(f.Notes, w.res("agree.two_things"))
	f.Alt = strings.Join(words, ". ") + "."
	return f
}

// unplaced names what has no place in the field, and why it may be.
func (w *workshopper) unplaced(matters []groupMatter) string {
	var without, out []string
	for _, m := range matters {
		switch {
		case m.out:
			out = append(out, w.b.low(m.name))
		case m.Field == 0:
			without = append(without, w.b.low(m.name))
		}
	}
	var texts []string
	if len(without) > 0 {
		texts = append(texts, w.res("agree.unplaced", phrases.V{"names": w.b.list(without)}))
	}
	if len(out) > 0 {
		texts = append(texts, w.res("agree.inapplicable", phrases.V{"names": w.b.list(out)}))
	}
	return strings.Join(texts, " ")
}

// mostDots is how many statements the page of agreement shows person by person.
const mostDots = 3

// dots shows the statements with the lowest agreement, those of one scale
// together; nothing when people agree well on all of them.
func (w *workshopper) dots(g *groupView) []DotStrips {
	var low []assess.Spread
	for _, s := range g.profile.Spreads {
		if !s.Hidden && s.Consensus.Has() && s.Consensus.Grade() != assess.HighConfidence {
			low = append(low, s)
		}
	}
	slices.SortStableFunc(low, func(a, b assess.Spread) int { return b.Consensus.Variance.Cmp(a.Consensus.Variance) })
	low = low[:min(mostDots, len(low))]
	// Those of one scale stand together, under one head.
	var scales []string
	for _, s := range low {
		scales = append(scales, s.Item.Scale)
	}
	slices.SortStableFunc(low, func(a, b assess.Spread) int {
		return cmp.Compare(slices.Index(scales, a.Item.Scale), slices.Index(scales, b.Item.Scale))
	})
	var out []DotStrips
	for _, s := range low {
		heads := w.dotHeads(s.Item, slices.ContainsFunc(low, func(x assess.Spread) bool { return x.NotApplicable > 0 }))
		if n := len(out); n == 0 || !slices.Equal(out[n-1].Heads, heads) {
			out = append(out, DotStrips{Statement: w.tell("talk.statement"), Heads: heads, Values: s.Item.Max() + 1, Agreement: up(w.res("head.agreement"))})
		}
		strip := &out[len(out)-1]
		strip.Rows = append(strip.Rows, w.dotRow(g, s, len(heads)))
		strip.Bars = strip.Bars || s.People > manyPeople
	}
	if len(out) > 0 {
		out[0].Title, out[0].Note = w.res("agree.talk"), w.res("agree.dots")
		if slices.ContainsFunc(out, func(d DotStrips) bool { return d.Bars }) {
			out[0].Note = w.res("agree.bars")
		}
	}
	return out
}

func (w *workshopper) dotHeads(it *assess.Item, aside bool) []string {
	var heads []string
	for v := range it.Max() + 1 {
		heads = append(heads, w.label(it, v))
	}
	heads = append(heads, up(w.b.t("state.dont_know")))
	if aside {
		heads = append(heads, up(w.b.mark(assess.Inapplicable).Word))
	}
	return heads
}

func (w *workshopper) dotRow(g *groupView, s assess.Spread, columns int) DotRow {
	r := DotRow{Text: s.Item.Text, Place: w.spotOf(g.q, s.Item), Grade: w.grade(s.Consensus)}
	r.Counts = append(append(r.Counts, s.Counts...), s.DontKnow)
	if columns > len(r.Counts) {
		r.Counts = append(r.Counts, s.NotApplicable)
	}
	r.Alt = sentence(bare(s.Item.Text) + w.colon() + strings.Join(w.spreadWords(s), ", ") + w.res("semicolon") + w.res("spoken_agreement", phrases.V{"agreement": w.agreement(s.Consensus)}))
	return r
}

// everyItem is the table of all items that are shown of a group; nil where
// there are none.
func (w *workshopper) everyItem(g *groupView) *WorkshopPart {
	if g.shownCount() == 0 {
		return nil
	}
	part := &WorkshopPart{ComparePart: ComparePart{ID: "items-" + string(g.group), Running: w.running(g, w.res("every.running")),
		Heading: w.res("every.heading"), Lead: w.res("every.lead")}}
	t := &Table{Head: []string{w.tell("talk.statement"), w.res("every.answers"), up(w.res("head.mean")), up(w.res("head.agreement")), up(w.res("head.field"))}}
	titles := sectionTitles(g.q)
	last := ""
	for _, s := range g.profile.Spreads {
		name := nameOf(s.Item)
		if at := titles[s.Item.ID]; at != last {
			last = at
			t.Rows = append(t.Rows, []string{at, "", "", "", ""})
		}
		if s.Hidden {
			t.Rows = append(t.Rows, []string{name, w.hidden(s), "–", "–", "–"})
			continue
		}
		t.Rows = append(t.Rows, []string{name, w.countsText(s), result(s.Score), w.agreement(s.Consensus), cmp.Or(w.field(s.Field()), "–")})
	}
	part.Table = t
	return part
}

// countsText writes the counts of a spread for a narrow place: "4 · 1 · 1 · 5,
// ? 2".
func (w *workshopper) countsText(s assess.Spread) string {
	var parts []string
	for _, n := range s.Counts {
		parts = append(parts, digits(n))
	}
	text := strings.Join(parts, " · ")
	if s.DontKnow > 0 {
		text += ", ? " + digits(s.DontKnow)
	}
	if s.NotApplicable > 0 {
		text += ", – " + digits(s.NotApplicable)
	}
	return text
}
