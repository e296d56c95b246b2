package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// matrix is the page of stages by levels; nil without cells.
func (b *builder) matrix() *Matrix {
	if !b.hasCells() || b.nothingApplies() {
		return nil
	}
	m := &Matrix{
		Running: b.t("matrix.running"),
		Heading: b.matrixHeading(),
		Lead:    b.t("matrix.lead"),
		Levels:  b.levelTitles(),
	}
	for _, l := range assess.Levels() {
		m.LevelNotes = append(m.LevelNotes, b.t("level_note."+l.String()))
	}
	for i := range b.p.Stages {
		m.Rows = append(m.Rows, b.matrixRow(&b.p.Stages[i]))
	}
	m.Notes = b.matrixNotes()
	return m
}

// matrixHeading counts the cells in place, and names the stage that has half
// of them or more.
func (b *builder) matrixHeading() string {
	all, inPlace, known := 0, 0, 0
	var most *assess.StageProfile
	mostCount, tie := 0, false
	for i := range b.p.Stages {
		n := 0
		for _, c := range b.p.Stages[i].Cells {
			if c.Rating != assess.Inapplicable {
				all++
			}
			if c.Rating != assess.Inapplicable && c.Rating != assess.Unknown {
				known++
			}
			if c.Rating == assess.InPlace {
				n++
			}
		}
		inPlace += n
		switch {
		case n > mostCount:
			most, mostCount, tie = &b.p.Stages[i], n, false
		case n == mostCount:
			tie = true
		}
	}
	v := phrases.V{"number": up(b.number(inPlace)), "all": all, "count": inPlace}
	switch {
	case known == 0:
		return b.t("matrix.heading_unknown")
	case inPlace == 0 && known < all:
		return b.t("matrix.heading_none_known")
	case inPlace == 0:
		return b.t("matrix.heading_none")
	case b.thin && inPlace <= lastWord:
		return b.n("matrix.heading_known", inPlace, v)
	case inPlace == all:
		return b.t("matrix.heading_all", v)
	}
	head := b.stepsInPlace(v, inPlace)
	if tie || inPlace < 2 || 2*mostCount < inPlace {
		return head
	}
	v["head"], v["stage"] = head, b.stageList([]assess.Stage{most.Stage})
	switch {
	case mostCount == inPlace:
		return b.t("matrix.heading_all_in", v)
	case 2*mostCount == inPlace:
		return b.t("matrix.heading_half_in", v)
	}
	return b.t("matrix.heading_most_in", v)
}

// stepsInPlace avoids a figure at the head of a sentence: counts above twelve
// have no word.
func (b *builder) stepsInPlace(v phrases.V, n int) string {
	if n > lastWord {
		return b.n("matrix.heading_many", n, v)
	}
	return b.n("matrix.heading", n, v)
}

func (b *builder) matrixRow(s *assess.StageProfile) MatrixRow {
	row := MatrixRow{
		Stage:      b.stage(s.Stage),
		Note:       b.rowNote(s),
		Applicable: s.Applicable,
		Cells:      make([]MatrixCell, len(assess.Levels())),
		Target:     -1,
		Alt:        b.stageAlt(s),
	}
	if s.Applicable {
		row.Target = int(s.Target) - 1
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		row.Cells[c.Level-1] = MatrixCell{
			Mark:   b.mark(c.Rating),
			Title:  b.cellTitle(c),
			Value:  b.cellValue(c),
			Hollow: hollowAt(s, c.Level),
		}
	}
	return row
}

// rowNote says under a stage what was reached.
func (b *builder) rowNote(s *assess.StageProfile) string {
	switch {
	case !s.Applicable:
		if reasons := b.reasons(s); len(reasons) == 1 {
			return b.low(bare(reasons[0]))
		}
		return b.mark(assess.Inapplicable).Word
	case isHollow(s):
		return b.t("matrix.note_hollow", phrases.V{"reached": b.reachedPhrase(s), "level": b.level(s.Observed)})
	}
	return b.reachedPhrase(s)
}

// reachedPhrase is reached with its verb: "reached consultation".
func (b *builder) reachedPhrase(s *assess.StageProfile) string {
	switch {
	case s.AtLeast && s.Attained == 0:
		return b.t("matrix.note_unknown")
	case s.Attained == 0:
		return b.t("matrix.note_nothing")
	}
	return b.t("matrix.note_reached", phrases.V{"level": b.reached(s)})
}

// reasons lists the different reasons why items of a stage do not apply; none
// in a public report.
func (b *builder) reasons(s *assess.StageProfile) []string {
	if b.Options.Public {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, c := range s.Cells {
		for _, id := range c.Items {
			r := b.a.Responses[id]
			if r.State == assess.NotApplicable && r.Reason != "" && !seen[r.Reason] {
				seen[r.Reason] = true
				out = append(out, r.Reason)
			}
		}
	}
	return out
}

// cellTitle names the item of a cell, or its items.
func (b *builder) cellTitle(c *assess.Cell) string {
	var titles []string
	for _, id := range c.Items {
		if it := b.q.Item(id); it != nil {
			titles = append(titles, title(it))
		}
	}
	return strings.Join(titles, "; ")
}

// cellValue says what was answered.
func (b *builder) cellValue(c *assess.Cell) string {
	if len(c.Items) == 1 {
		if it := b.q.Item(c.Items[0]); it != nil && c.Rating != assess.Inapplicable {
			return b.response(it)
		}
		return ""
	}
	answered := 0
	for _, id := range c.Items {
		if b.a.Responses[id].State == assess.Answered {
			answered++
		}
	}
	switch {
	case c.Rating == assess.Inapplicable:
		return ""
	case !c.Score.HasValue:
		return b.n("matrix.too_few", len(c.Items), phrases.V{"answered": answered})
	}
	return b.n("matrix.mean", answered)
}

// stageAlt is the row of steps in a sentence.
func (b *builder) stageAlt(s *assess.StageProfile) string {
	name := b.stage(s.Stage)
	if !s.Applicable {
		return b.t("alt.stage_out", phrases.V{"stage": name})
	}
	var parts []string
	for _, c := range s.Cells {
		parts = append(parts, b.t("alt.step", phrases.V{"level": b.level(c.Level), "rating": b.mark(c.Rating).Word}))
	}
	v := phrases.V{"stage": name, "steps": strings.Join(parts, ", "), "reached": b.reachedPhrase(s), "target": b.level(s.Target)}
	if isHollow(s) {
		return b.t("alt.stage_hollow", v)
	}
	return b.t("alt.stage", v)
}

func (b *builder) matrixNotes() []string {
	if !b.wholeMatrix() {
		return append([]string{b.t("matrix.not_asked")}, b.wholeNotes()...)
	}
	return b.wholeNotes()
}

// wholeNotes are the notes of a matrix that was asked about in full.
func (b *builder) wholeNotes() []string {
	notes := []string{b.targetNote(), b.t("matrix.how_to_read")}
	for i := range b.p.Stages {
		if s := &b.p.Stages[i]; isHollow(s) {
			notes = append(notes, b.t("matrix.hollow", phrases.V{"stage": b.stage(s.Stage), "sentence": b.hollowWords(s)}))
		}
	}
	return notes
}

// targetNote says who set the targets.
func (b *builder) targetNote() string {
	if len(b.a.Targets) > 0 {
		return b.t("matrix.targets_own")
	}
	return b.t("matrix.targets_default")
}

// hollowWords names what stands on what is missing: "dialogue without
// information and consultation".
func (b *builder) hollowWords(s *assess.StageProfile) string {
	known, _ := split(s)
	return b.t("hollow.words", phrases.V{"level": b.level(s.Observed), "missing": b.levels(known)})
}
