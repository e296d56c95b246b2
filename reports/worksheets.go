package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// NewWorkbook makes the spreadsheet of a report: what it is and what it is
// not, the profile, the responses, every action that fires, and the plan.
// Figures are those of WriteJSON, unrounded; what the report leaves out in
// public is left out here.
func NewWorkbook(in Input) *Workbook {
	b := newBuilder(in)
	r := Build(in)
	return &Workbook{
		Title: r.Title, Language: r.Language, Date: r.Date, Footer: r.Stamp,
		Sheets: []Sheet{b.aboutSheet(r), b.profileSheet(), b.responsesSheet(), b.actionsSheet(), b.plainPlanSheet()},
	}
}

// s gives a message of the area of spreadsheets.
func (b *builder) s(id string, parts ...phrases.V) string { return b.Phrases.T("sheet."+id, parts...) }

// heads gives the heads of columns by their ids.
func (b *builder) heads(ids ...string) []SheetCell {
	cells := make([]SheetCell, len(ids))
	for i, id := range ids {
		if l, ok := assess.ParseLevel(id); ok {
			cells[i] = cellText(up(b.level(l)), HeadLook)
			continue
		}
		cells[i] = b.head(id)
	}
	return cells
}

// head is the head of one column, over figures at the right.
func (b *builder) head(id string) SheetCell {
	c := cellText(b.s("column."+id), HeadLook)
	switch id {
	case "value", "low", "high", "score", "severity", "coverage", "depth", "to_go", "reached_stages", "applicable_stages",
		"evidence", "priority", "effort", "cost", "due", "since":
		c.Format = Rounded
	}
	return c
}

// aboutSheet says what the workbook is, and the limits word for word.
func (b *builder) aboutSheet(r *Report) Sheet {
	s := Sheet{Name: b.s("name.about"), Portrait: true, FrozenRows: 1}
	s.widths(30, 76)
	s.add(cellText(r.Title, TitleLook))
	s.add(cellText(r.Cover.Title, LeadLook))
	if note := r.Cover.Note; note != "" {
		s.add(SheetCell{}, cellText(note, StrongLook))
	}
	s.add()
	for _, f := range r.Cover.Facts {
		s.add(cellText(f.Key, QuietLook), cellText(f.Value, PlainLook))
	}
	s.add()
	s.add(cellText(b.s("about.title"), SectionLook))
	for _, id := range []string{"profile", "responses", "actions", "plan"} {
		s.add(cellText(b.s("name."+id), QuietLook), cellText(b.s("about."+id), PlainLook))
	}
	s.add(cellText(b.s("about.figures_title"), QuietLook), cellText(b.s("about.figures"), PlainLook))
	for _, part := range r.Method.Parts {
		if part.Table != nil {
			continue // its figures stand on the sheet of the profile
		}
		s.add()
		s.add(cellText(part.Title, SectionLook))
		for _, t := range append([]string{part.Strong}, part.Texts...) {
			look := PlainLook
			if t == part.Strong {
				look = StrongLook
			}
			if t != "" {
				s.add(SheetCell{}, cellText(t, look))
			}
		}
	}
	return s
}

// profileSheet holds what scoring yields, one table under the other.
func (b *builder) profileSheet() Sheet {
	s := Sheet{Name: b.s("name.profile"), FrozenRows: 1}
	s.widths(20, 26, 18, 18, 18, 18, 14, 15, 14, 9, 10, 10, 10, 16, 10)
	s.add(cellText(b.s("profile.title"), TitleLook))
	j := newProfileJSON(b.p)
	b.totals(&s, &j)
	b.stageRows(&s, &j)
	b.cellRows(&s, &j)
	b.barrierRows(&s, &j)
	b.sectionRows(&s, &j)
	return s
}

// table begins a table of the profile.
func (b *builder) table(s *Sheet, title string, heads ...string) {
	s.add()
	s.add(cellText(b.s("profile."+title), SectionLook))
	s.add(b.heads(heads...)...)
}

// totals are the counts and the index, which never stands without its range.
func (b *builder) totals(s *Sheet, j *profileJSON) {
	b.table(s, "counts", "id", "figure", "value", "low", "high")
	for _, n := range []struct {
		id    string
		count int
	}{
		{"items", j.Counts.Items}, {"answered", j.Counts.Answered}, {"dont_know", j.Counts.DontKnow},
		{"not_applicable", j.Counts.NotApplicable}, {"blank", j.Counts.Blank},
	} {
		s.add(cellText(n.id, QuietLook), cellText(b.s("count."+n.id), PlainLook), cellCount(n.count))
	}
	if j.Index != nil && b.wholeMatrix() {
		row := []SheetCell{cellText("participation_index", QuietLook), cellText(b.s("profile.index"), PlainLook)}
		s.add(append(row, ranged(j.Index, Rounded)...)...)
		s.add(SheetCell{}, cellText(b.s("profile.index_note"), QuietLook))
	}
	if g := j.Confidence.Report; g != nil {
		s.add(cellText("confidence", QuietLook), cellText(b.s("column.confidence"), PlainLook), cellText(b.gradeWith(b.p.Confidence), PlainLook))
	}
}

// ranged are the cells of a figure with its bounds.
func ranged(r *rangeJSON, f NumberFormat) []SheetCell {
	if r == nil {
		return make([]SheetCell, 3)
	}
	return []SheetCell{cellFigure(r.Value, f), cellNumber(r.Low, f), cellNumber(r.High, f)}
}

// scored are the cells of a score with its bounds and its coverage.
func scored(sc *scoreJSON) []SheetCell {
	if sc == nil {
		return make([]SheetCell, 4)
	}
	return []SheetCell{cellFigure(sc.Value, Rounded), cellNumber(sc.Low, Rounded), cellNumber(sc.High, Rounded), cellNumber(sc.Coverage, Percentage)}
}

// rated is a rating as colour, sign and word.
func (b *builder) rated(r assess.Rating) SheetCell {
	m := b.mark(r)
	return cellText(ratingSign(r)+" "+m.Word, ratingLook(r))
}

func (b *builder) stageRows(s *Sheet, j *profileJSON) {
	if len(j.Stages) == 0 {
		return
	}
	b.table(s, "stages", "id", "stage", "information", "consultation", "dialogue", "partnership",
		"reached", "observed", "target", "to_go", "depth", "low", "high", "confidence", "coverage")
	for i := range j.Stages {
		st, row := &b.p.Stages[i], &j.Stages[i]
		cells := []SheetCell{cellText(row.ID, QuietLook), cellText(b.stage(st.Stage), StrongLook)}
		for _, l := range assess.Levels() {
			if c := st.Cell(l); c != nil {
				cells = append(cells, b.rated(c.Rating))
			} else {
				cells = append(cells, SheetCell{})
			}
		}
		reached, observed, target := b.reached(st), "", ""
		if st.Applicable {
			observed, target = b.level(st.Observed), b.level(st.Target)
		}
		if row.Hollow {
			observed += " (" + b.t("word.hollow") + ")"
		}
		cells = append(cells, cellTexts(PlainLook, reached, observed, target)...)
		gap := SheetCell{}
		if row.GapToTarget != nil {
			gap = cellCount(*row.GapToTarget)
		}
		cells = append(append(cells, gap), ranged(row.Depth, Hundredths)...)
		s.add(append(cells, b.graded(j.Confidence.Stages[i].Confidence, st.Confidence)...)...)
	}
	b.table(s, "breadth", "id", "level", "reached_stages", "applicable_stages")
	for i, l := range j.Breadth {
		s.add(cellText(l.Level, QuietLook), cellText(up(b.level(b.p.Breadth[i].Level)), PlainLook), cellCount(l.InPlace), cellCount(l.Applicable))
	}
}

// graded are the cells of a confidence.
func (b *builder) graded(g *gradeJSON, c assess.Confidence) []SheetCell {
	if g == nil {
		return make([]SheetCell, 2)
	}
	return []SheetCell{cellText(b.gradeWith(c), PlainLook), cellNumber(g.Coverage, Percentage)}
}

func (b *builder) cellRows(s *Sheet, j *profileJSON) {
	if len(j.Stages) == 0 {
		return
	}
	b.table(s, "cells", "id", "stage", "level", "rating", "score", "low", "high", "coverage")
	for i, st := range j.Stages {
		for k, c := range st.Cells {
			from := &b.p.Stages[i].Cells[k]
			s.add(append([]SheetCell{
				cellText(st.ID, QuietLook), cellText(b.stage(b.p.Stages[i].Stage), PlainLook),
				cellText(b.level(from.Level), PlainLook), b.rated(from.Rating),
			}, scored(c.Score)...)...)
		}
	}
}

func (b *builder) barrierRows(s *Sheet, j *profileJSON) {
	if len(j.Barriers) == 0 {
		return
	}
	b.table(s, "barriers", "id", "barrier", "band", "severity", "low", "high", "coverage", "critical")
	for i, x := range j.Barriers {
		from := &b.p.Barriers[i]
		band := from.Band
		if !from.Severity.HasValue {
			band = assess.UnknownBand
		}
		word := bandSign(band) + " " + b.t("band."+band.String())
		if !from.Severity.Applicable {
			word = ratingSign(assess.Inapplicable) + " " + b.t("band.none")
		}
		cells := []SheetCell{
			cellText(x.ID, QuietLook), cellText(letter(from.Barrier)+" · "+b.barrier(from.Barrier), StrongLook), cellText(word, bandLook(band)),
		}
		s.add(append(append(cells, scored(x.Severity)...), cellText(strings.Join(x.Critical, ", "), PlainLook))...)
	}
}

func (b *builder) sectionRows(s *Sheet, j *profileJSON) {
	b.table(s, "sections", "id", "section", "score", "low", "high", "coverage", "confidence")
	for i, x := range j.Sections {
		cells := append([]SheetCell{cellText(x.ID, QuietLook), cellText(b.q.Sections[i].Title, PlainLook)}, scored(x.Score)...)
		s.add(append(cells, cellText(b.gradeWith(b.p.Sections[i].Confidence), PlainLook))...)
	}
	if len(j.Duties) == 0 {
		return
	}
	b.table(s, "duties", "id", "duty", "score", "low", "high", "coverage")
	for i, d := range j.Duties {
		name := up(assess.Find(b.f.Duties, b.p.Duties[i].Duty.String()).Title)
		s.add(append([]SheetCell{cellText(d.ID, QuietLook), cellText(name, PlainLook)}, scored(d.Score)...)...)
	}
}

// responsesSheet lists every item with what was said.
func (b *builder) responsesSheet() Sheet {
	s := Sheet{Name: b.s("name.responses"), FrozenRows: 1, FrozenColumns: 1, Filter: true}
	s.widths(11, 24, 52, 16, 8, 30, 12)
	heads := []string{"item", "section", "statement", "state", "value", "anchor", "evidence"}
	if !b.Options.Public {
		heads = append(heads, "note")
		s.widths(40)
	}
	s.add(b.heads(heads...)...)
	for i := range b.q.Sections {
		for k := range b.q.Sections[i].Items {
			s.add(b.responseRow(&b.q.Sections[i], &b.q.Sections[i].Items[k])...)
		}
	}
	return s
}

func (b *builder) responseRow(section *assess.Section, it *assess.Item) []SheetCell {
	r := b.a.Responses[it.ID]
	m := b.itemMark(it)
	cells := []SheetCell{cellText(it.ID, QuietLook), cellText(section.Title, PlainLook), cellText(it.Text, PlainLook)}
	state := cellText(b.s("state."+strings.ReplaceAll(r.State.String(), "-", "_")), ratingLook(m.Rating))
	value, anchor, evidence := SheetCell{}, "", SheetCell{}
	if r.State == assess.Answered {
		state.Text = ratingSign(m.Rating) + " " + m.Word
		value, anchor = cellCount(r.Value), b.anchor(it).Label
	}
	if r.Evidence != assess.EvidenceNotRecorded {
		evidence = cellCount(r.Evidence.Grade())
	}
	cells = append(cells, state, value, cellText(anchor, PlainLook), evidence)
	if !b.Options.Public {
		cells = append(cells, cellText(cmpText(r.Reason, r.Note), PlainLook))
	}
	return cells
}

// cmpText joins what was written about one item.
func cmpText(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " · ")
}
