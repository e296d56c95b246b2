package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// reviewMonths and againMonths after the assessment a group looks at its road
// map, and answers the questionnaire again.
const (
	reviewMonths = 6
	againMonths  = 12
)

func (b *builder) cover() Cover {
	c := Cover{
		Kind:     b.t("cover.kind"),
		KindMore: b.view(),
		Title:    b.t("cover.title"),
		Name:     b.name(),
		Policy:   b.policyLine(),
		Facts:    b.facts(),
		Grid:     b.grid(),
		GridHead: b.t("cover.grid_head"),
		Limits:   b.t("limits.whole"),
		Note:     b.coverNote(),
	}
	if b.a.Frame.Facilitated {
		c.Kind = b.t("cover.kind_facilitated")
	}
	if !b.hasCells() && len(b.p.Barriers) == 0 {
		c.Title = b.t("cover.title_other", phrases.V{"questionnaire": b.q.Title})
	}
	return c
}

// view says whose eyes the report sees with.
func (b *builder) view() string {
	switch g := b.a.Frame.Group; g {
	case "cso", "authority":
		return b.t("cover.view_" + string(g))
	case "":
		return ""
	default:
		return up(assess.Find(b.f.Groups, string(g)).Title)
	}
}

// policyLine names the policy and who is responsible for it.
func (b *builder) policyLine() string {
	var parts []string
	for _, s := range []string{b.a.Frame.Policy, b.tier()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

func (b *builder) tier() string {
	if b.a.Frame.Tier == "" {
		return ""
	}
	return b.t("tier." + b.a.Frame.Tier)
}

// placeLine is the place with its tier and country.
func (b *builder) placeLine() string {
	var parts []string
	if b.a.Frame.Jurisdiction != "" {
		parts = append(parts, b.a.Frame.Jurisdiction)
	}
	if t := b.tier(); t != "" {
		parts = append(parts, t)
	}
	if b.a.Frame.Country != "" {
		parts = append(parts, b.Phrases.Country(b.a.Frame.Country))
	}
	return strings.Join(parts, ", ")
}

func (b *builder) facts() []Pair {
	f := b.a.Frame
	status := b.t("cover.not_validated")
	if b.q.Validated {
		status = b.t("cover.validated")
	}
	facts := []Pair{
		{b.t("fact.who"), b.whoAnswered()},
		{b.t("fact.place"), b.placeLine()},
		{b.t("fact.period"), b.Phrases.Period(f.Period)},
		{b.t("fact.agencies"), b.agencies()},
		{b.t("fact.relations"), b.relations()},
		{b.t("fact.answered"), b.counts()},
		{b.t("fact.confidence"), b.gradeWhy(b.p.Confidence)},
		{b.t("fact.date"), b.dateLine()},
		{b.t("fact.questionnaire"), b.t("cover.questionnaire", phrases.V{"ref": b.q.ID + " " + b.q.Version, "status": status})},
	}
	var out []Pair
	for _, p := range facts {
		if p.Value != "" {
			out = append(out, p)
		}
	}
	return out
}

// whoAnswered gives role and count. Below five people a public report keeps
// the count to itself.
func (b *builder) whoAnswered() string {
	group := up(assess.Find(b.f.Groups, string(b.a.Frame.Group)).Name())
	people := b.a.Frame.People
	if people == 0 || b.Options.Public && people < smallGroup {
		return group
	}
	v := phrases.V{"group": group, "number": b.number(people)}
	if b.a.Frame.Facilitated {
		return b.n("cover.who_facilitated", people, v)
	}
	return b.n("cover.who", people, v)
}

func (b *builder) agencies() string {
	var names []string
	for _, id := range b.a.Frame.Agencies {
		names = append(names, b.low(assess.Find(b.f.Agencies, id).Name()))
	}
	return b.list(names)
}

// relations says what civil society is to the monitoring agency.
func (b *builder) relations() string {
	if b.Reference == nil {
		return ""
	}
	var names []string
	for _, id := range b.a.Frame.Relations {
		names = append(names, b.low(assess.Find(b.Reference.Relations, id).Name()))
	}
	return b.list(names)
}

// counts says how many items were answered and what became of the rest.
func (b *builder) counts() string {
	n := b.p.Counts
	if n.Answered == n.Items {
		return b.n("counts.all", n.Items)
	}
	return b.n("counts.some", n.Items, phrases.V{"answered": n.Answered, "rest": b.countsRest()})
}

func (b *builder) countsRest() string { return b.list(b.countsParts()) }

// countsParts counts what was not answered, state by state.
func (b *builder) countsParts() []string {
	n := b.p.Counts
	var rest []string
	for _, c := range []struct {
		id string
		n  int
	}{{"counts.dont_know", n.DontKnow}, {"counts.not_applicable", n.NotApplicable}, {"counts.blank", n.Blank}} {
		if c.n > 0 {
			rest = append(rest, b.n(c.id, c.n))
		}
	}
	return rest
}

func (b *builder) dateLine() string {
	d := b.a.Frame.Date
	if d.IsZero() {
		return ""
	}
	return b.t("cover.date", phrases.V{"date": b.date(d), "again": b.Phrases.Month(d.YearMonth().Add(againMonths))})
}

func (b *builder) coverNote() string {
	var notes []string
	if b.a.Frame.Country == "ZZ" {
		notes = append(notes, b.t("cover.fictional"))
	}
	if !b.q.Validated {
		notes = append(notes, b.t("cover.note_not_validated"))
	}
	if n := b.translationNote(); n != "" {
		notes = append(notes, n)
	}
	if b.Note != "" {
		notes = append(notes, sentence(b.Note))
	}
	return strings.Join(notes, " ")
}

// translationNote says what a reader of a translation should know: that no
// native speaker of the field has checked it, or that part of it is missing.
func (b *builder) translationNote() string {
	t := b.q.Translation
	if t == nil {
		t = b.f.Translation
	}
	switch {
	case t == nil:
		return ""
	case !t.Whole() && t.Percent() < 100:
		return b.t("cover.translation_partial", phrases.V{"percent": t.Percent()})
	case !t.Reviewed:
		return b.t("cover.translation_unreviewed")
	}
	return ""
}

// grid is the small matrix of cover and summary.
func (b *builder) grid() []GridRow {
	if b.nothingApplies() {
		return nil
	}
	var rows []GridRow
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		row := GridRow{
			Stage:   b.stage(s.Stage),
			Cells:   make([]Mark, len(assess.Levels())),
			Hollow:  -1,
			Target:  -1,
			Reached: b.reached(s),
			ToGo:    b.toGo(s),
			Alt:     b.stageAlt(s),
		}
		for _, c := range s.Cells {
			row.Cells[c.Level-1] = b.mark(c.Rating)
		}
		if s.Applicable {
			row.Target = int(s.Target) - 1
		}
		if isHollow(s) {
			row.Hollow = int(s.Observed) - 1
		}
		rows = append(rows, row)
	}
	return rows
}

// cell finds the cell of a level; nil when the level has no items.
func cell(s *assess.StageProfile, l assess.Level) *assess.Cell {
	for i := range s.Cells {
		if s.Cells[i].Level == l {
			return &s.Cells[i]
		}
	}
	return nil
}

// split parts the levels missing under the observed one into those known to
// be missing and those nobody knows about.
func split(s *assess.StageProfile) (known, unknown []assess.Level) {
	for _, l := range s.Missing {
		if c := cell(s, l); c != nil && c.Rating == assess.Unknown {
			unknown = append(unknown, l)
		} else {
			known = append(known, l)
		}
	}
	return known, unknown
}

// isHollow reports whether a stage is drawn as hollow: some lower level is
// known to be missing. Over unknown levels alone the report says "not known"
// and asks to find out (design.md section 9, point 9).
func isHollow(s *assess.StageProfile) bool {
	known, _ := split(s)
	return s.Applicable && s.Hollow && len(known) > 0
}

// hollowAt reports whether the cell of a level is in place above a level that
// is known to be missing.
func hollowAt(s *assess.StageProfile, l assess.Level) bool {
	c := cell(s, l)
	if !isHollow(s) || c == nil || c.Rating != assess.InPlace {
		return false
	}
	known, _ := split(s)
	return l > known[0]
}
