package reports

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"csi/assess"
)

// csvColumns are the columns of WriteCSV; the codebook explains them.
func csvColumns() []string {
	return []string{"questionnaire", "version", "date", "name", "part", "id", "level", "figure", "value", "text"}
}

// WriteCSV writes a profile and its road map as a tidy table: one row for each
// figure, so that the files of several assessments can be put under each
// other. Figures are those of WriteJSON, unrounded; an empty value is not
// known or does not apply. Texts come from the report, so what that leaves out
// in public is left out here, and no cell can become a formula. It starts with
// the byte order mark that spreadsheets need to read it as UTF-8.
func WriteCSV(w io.Writer, r *Report, p *assess.Profile) error {
	j := newProfileJSON(p)
	t := newTable(w, j.Questionnaire.ID, j.Questionnaire.Version, r.Date.String(), r.Cover.Name)
	for _, f := range r.Cover.Facts {
		t.text("frame", f.Key, "", "fact", f.Value)
	}
	n := j.Counts
	t.count("counts", "", "", "items", n.Items)
	t.count("counts", "", "", "answered", n.Answered)
	t.count("counts", "", "", "dont_know", n.DontKnow)
	t.count("counts", "", "", "not_applicable", n.NotApplicable)
	t.count("counts", "", "", "blank", n.Blank)
	t.ranged("report", "", "participation_index", j.Index)
	t.grade("report", "", j.Confidence.Report)
	for i := range j.Stages {
		t.stage(&j, i)
	}
	for _, b := range j.Breadth {
		t.count("breadth", "", b.Level, "in_place", b.InPlace)
		t.count("breadth", "", b.Level, "applicable_stages", b.Applicable)
	}
	for _, b := range j.Barriers {
		t.text("barrier", b.ID, "", "band", b.Band)
		t.score("barrier", b.ID, "", "severity", b.Severity)
		t.text("barrier", b.ID, "", "critical", strings.Join(b.Critical, " "))
	}
	for i, s := range j.Sections {
		t.score("section", s.ID, "", "score", s.Score)
		t.grade("section", s.ID, j.Confidence.Sections[i].Confidence)
	}
	for _, d := range j.Duties {
		t.score("duty", d.ID, "", "score", d.Score)
	}
	for _, id := range j.Unknowns {
		t.count("item", id, "", "unknown", 1)
	}
	for _, a := range j.Actions {
		t.text("action", a.ID, "", "item", a.Item)
		t.text("action", a.ID, "", "for", a.For)
		t.text("action", a.ID, "", "horizon", a.Horizon)
		t.number("action", a.ID, "", "priority", &a.Priority)
		t.flag("action", a.ID, "", "selected", a.Selected)
	}
	t.roadMaps(r)
	return t.done()
}

// table writes rows that begin alike.
type table struct {
	w    io.Writer
	rows *csv.Writer
	lead []string
	err  error
}

func newTable(w io.Writer, lead ...string) *table {
	t := &table{w: w, rows: csv.NewWriter(w)}
	_, t.err = io.WriteString(w, "\uFEFF")
	_ = t.rows.Write(csvColumns()) // Error tells
	for _, s := range lead {
		t.lead = append(t.lead, guarded(s))
	}
	return t
}

func (t *table) done() error {
	t.rows.Flush()
	if t.err != nil {
		return t.err
	}
	return t.rows.Error()
}

// row writes one figure; value is ready, the texts are guarded here.
func (t *table) row(part, id, level, figure, value, text string) {
	cells := append([]string{}, t.lead...)
	_ = t.rows.Write(append(cells, part, guarded(id), level, figure, value, guarded(text)))
}

func (t *table) text(part, id, level, figure, text string) { t.row(part, id, level, figure, "", text) }

// number writes a figure, nothing for nil.
func (t *table) number(part, id, level, figure string, v *float64) {
	value := ""
	if v != nil {
		value = strconv.FormatFloat(*v, 'f', -1, 64)
	}
	t.row(part, id, level, figure, value, "")
}

func (t *table) count(part, id, level, figure string, n int) {
	t.row(part, id, level, figure, digits(n), "")
}

// flag writes 1 for yes and 0 for no.
func (t *table) flag(part, id, level, figure string, yes bool) {
	n := 0
	if yes {
		n = 1
	}
	t.count(part, id, level, figure, n)
}

// ranged writes a figure with its bounds.
func (t *table) ranged(part, id, figure string, r *rangeJSON) {
	var value, low, high *float64
	if r != nil {
		value, low, high = r.Value, &r.Low, &r.High
	}
	t.number(part, id, "", figure, value)
	t.number(part, id, "", figure+"_low", low)
	t.number(part, id, "", figure+"_high", high)
}

// score writes a score with its bounds and its coverage.
func (t *table) score(part, id, level, figure string, s *scoreJSON) {
	var value, low, high, coverage *float64
	if s != nil {
		value, low, high, coverage = s.Value, &s.Low, &s.High, &s.Coverage
	}
	t.number(part, id, level, figure, value)
	t.number(part, id, level, figure+"_low", low)
	t.number(part, id, level, figure+"_high", high)
	t.number(part, id, level, "coverage", coverage)
}

// grade writes a confidence with its parts.
func (t *table) grade(part, id string, g *gradeJSON) {
	if g == nil {
		g = &gradeJSON{}
		t.text(part, id, "", "confidence", "")
		t.text(part, id, "", "confidence_weakest", "")
		t.number(part, id, "", "confidence_coverage", nil)
	} else {
		t.text(part, id, "", "confidence", g.Grade)
		t.text(part, id, "", "confidence_weakest", g.Weakest)
		t.number(part, id, "", "confidence_coverage", &g.Coverage)
	}
	t.number(part, id, "", "confidence_evidence", g.Evidence)
	t.number(part, id, "", "confidence_consensus", g.Consensus)
}

func (t *table) stage(j *profileJSON, i int) {
	s := &j.Stages[i]
	weakest := false
	for _, id := range j.Weakest {
		weakest = weakest || id == s.ID
	}
	target := ""
	if s.Target != nil {
		target = *s.Target
	}
	t.flag("stage", s.ID, "", "applicable", s.Applicable)
	t.text("stage", s.ID, "", "attained", s.Attained)
	t.flag("stage", s.ID, "", "at_least", s.AtLeast)
	t.text("stage", s.ID, "", "observed", s.Observed)
	t.flag("stage", s.ID, "", "hollow", s.Hollow)
	t.text("stage", s.ID, "", "target", target)
	if s.GapToTarget != nil {
		t.count("stage", s.ID, "", "gap_to_target", *s.GapToTarget)
	} else {
		t.number("stage", s.ID, "", "gap_to_target", nil)
	}
	t.ranged("stage", s.ID, "depth", s.Depth)
	t.flag("stage", s.ID, "", "weakest", weakest)
	t.grade("stage", s.ID, j.Confidence.Stages[i].Confidence)
	for _, c := range s.Cells {
		t.text("cell", s.ID, c.Level, "rating", c.Rating)
		t.score("cell", s.ID, c.Level, "score", c.Score)
	}
}

// roadMaps writes what the action tables say beside the figures.
func (t *table) roadMaps(r *Report) {
	for _, m := range r.RoadMaps {
		for _, h := range m.Horizons {
			for _, a := range h.Rows {
				if a.ID == "" {
					continue // a "keep it" line is no action of the questionnaire
				}
				t.count("plan", a.ID, "", "number", a.Number)
				t.text("plan", a.ID, "", "action", a.Text)
				if r.Second.In() {
					t.text("plan", a.ID, "", "action_second", a.Second.Text)
				}
				t.text("plan", a.ID, "", "owner", a.Owner)
				t.text("plan", a.ID, "", "by_when", a.Due.String())
				t.text("plan", a.ID, "", "status", a.Status)
				t.text("plan", a.ID, "", "proof", a.Proof)
				for _, x := range []struct{ key, text string }{{"effort", a.Effort}, {"cost", a.Cost}, {"depends", a.Depends}} {
					if x.text != "" {
						t.text("plan", a.ID, "", x.key, x.text)
					}
				}
			}
		}
	}
}

// guarded makes a text safe for a spreadsheet: one line, and an apostrophe
// before what would be read as a formula.
func guarded(s string) string {
	s = strings.Join(strings.Fields(Printable(s)), " ")
	if s != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}
