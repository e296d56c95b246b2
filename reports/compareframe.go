package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// newComparison sets up what every comparison has: names, stamp, limits, and
// the frames of all that is compared.
func (c comparer) newComparison(relation string, sheets []assess.Sheet) *Comparison {
	last := sheets[len(sheets)-1]
	f := last.Assessment.Frame
	for _, s := range sheets {
		if d := s.Assessment.Frame.Date; d.String() > f.Date.String() {
			f.Date = d
		}
	}
	place := strings.TrimSpace(f.Jurisdiction)
	c.b.a = last.Assessment
	c.b.q = last.Questionnaire
	kind := c.tell(relation + ".kind")
	names := phrases.V{"kind": kind, "place": place, "date": c.b.date(f.Date)}
	return &Comparison{
		Relation: relation, Language: c.b.Phrases.Lang(), Public: c.b.Options.Public, Date: f.Date,
		Title:    c.tell("doc_title", names),
		Heading:  c.tell("doc_heading", names),
		Stamp:    c.stamp(sheets, f.Date),
		Limits:   c.tell("limits"),
		Footline: c.b.t("limits.line"),
		PageOf:   c.b.t("doc.page_of", phrases.V{"page": "{page}", "pages": "{pages}"}),
		Words:    c.b.words(), GapWord: c.say("head.gap"),
		Kind: kind, Name: place, Policy: c.b.policyLine(), Note: c.note(sheets),
		FramesTitle: c.tell(relation + ".frames"),
	}
}

// stamp names the questionnaires and the latest date.
func (c comparer) stamp(sheets []assess.Sheet, date assess.Date) string {
	parts := []string{"csi"}
	for _, s := range sheets {
		ref := s.Assessment.Questionnaire
		if name := ref.ID + " " + ref.Version; name != parts[len(parts)-1] {
			parts = append(parts, name)
		}
	}
	if d := c.b.date(date); d != "" {
		parts = append(parts, d)
	}
	return strings.Join(parts, " · ")
}

// note says what holds for the whole: fictional, not validated, translated.
func (c comparer) note(sheets []assess.Sheet) string {
	var notes []string
	for _, s := range sheets {
		c.b.a, c.b.q = s.Assessment, s.Questionnaire
		if n := c.b.coverNote(); len(notes) == 0 || n != notes[len(notes)-1] {
			notes = append(notes, n)
		}
	}
	return strings.TrimSpace(strings.Join(notes, " "))
}

// answered says how many of all items were answered; it is c.b.counts for a
// sheet.
func (c comparer) answered(s assess.Sheet) string {
	c.b.p = assess.NewProfile(s.Questionnaire, s.Assessment, nil)
	defer func() { c.b.p = nil }()
	return c.b.counts()
}

// frames is the table of two sides: a column for each.
func (c comparer) frames(heads []string, sheets ...assess.Sheet) Table {
	t := Table{Head: append([]string{c.tell("frame")}, heads...)}
	row := func(key string, of func(s assess.Sheet) string) {
		cells, some := []string{key}, false
		for _, s := range sheets {
			text := of(s)
			some = some || text != ""
			if text == "" {
				text = "–"
			}
			cells = append(cells, text)
		}
		if some {
			t.Rows = append(t.Rows, cells)
		}
	}
	row(c.b.t("fact.who"), c.who)
	row(c.tell("organisation"), c.organisation)
	row(c.b.t("fact.place"), func(s assess.Sheet) string {
		c.b.a = s.Assessment
		return c.b.placeLine()
	})
	row(c.tell("policy"), func(s assess.Sheet) string { return strings.TrimSpace(s.Assessment.Frame.Policy) })
	row(c.b.t("fact.period"), func(s assess.Sheet) string { return c.b.Phrases.Period(s.Assessment.Frame.Period) })
	row(c.b.t("fact.agencies"), func(s assess.Sheet) string {
		c.b.a = s.Assessment
		return c.b.agencies()
	})
	row(c.b.t("fact.answered"), c.answered)
	row(c.b.t("fact.date"), func(s assess.Sheet) string { return c.b.date(s.Assessment.Frame.Date) })
	row(c.b.t("fact.questionnaire"), func(s assess.Sheet) string {
		return s.Assessment.Questionnaire.ID + " " + s.Assessment.Questionnaire.Version
	})
	return t
}

// who gives the group and how many people.
func (c comparer) who(s assess.Sheet) string {
	text := up(c.group(s))
	if n := c.people(s); n != "" {
		text += ", " + n
	}
	return text
}

// organisation gives the name to print, "" in a public comparison.
func (c comparer) organisation(s assess.Sheet) string {
	if c.b.Options.Public {
		return ""
	}
	return strings.TrimSpace(s.Assessment.Frame.Organisation)
}

// methodOf is the part on how a comparison was made.
func (c comparer) methodOf(parts ...MethodPart) Method {
	m := Method{Running: c.b.t("method.running"), Heading: c.tell("method.heading")}
	m.Parts = append(m.Parts, MethodPart{Title: c.b.t("method.limits"), Strong: c.tell("limits"), Texts: []string{c.tell("method.no_order")}})
	m.Parts = append(m.Parts, parts...)
	privacy := "method.privacy"
	if c.b.Options.Public {
		privacy = "method.privacy_public"
	}
	return Method{m.Running, m.Heading, "", append(m.Parts, MethodPart{Title: c.b.t("method.privacy"), Texts: []string{c.tell(privacy)}})}
}
