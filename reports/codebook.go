package reports

import (
	"encoding/csv"
	"io"
	"strings"

	"csi/questionnaires/phrases"
)

// codebookColumns are the columns of WriteCodebook.
func codebookColumns() []string { return []string{"kind", "part", "name", "unit", "meaning"} }

// codebookEntry is one figure of WriteCSV. The meaning of a figure is the
// message codebook.figure.NAME; bounds and parts of a confidence share one.
type codebookEntry struct{ part, figures, unit string }

// codebook lists every figure that WriteCSV writes, in its order.
func codebook() []codebookEntry {
	return []codebookEntry{
		{"frame", "fact", "text"},
		{"counts", "items answered dont_know not_applicable blank", "count"},
		{"report", "participation_index participation_index_low participation_index_high", "percent"},
		{"report", "confidence confidence_weakest", "id"},
		{"report", "confidence_coverage confidence_evidence confidence_consensus", "share"},
		{"stage", "applicable", "flag"},
		{"stage", "attained", "id"},
		{"stage", "at_least", "flag"},
		{"stage", "observed", "id"},
		{"stage", "hollow", "flag"},
		{"stage", "target", "id"},
		{"stage", "gap_to_target", "count"},
		{"stage", "depth depth_low depth_high", "steps"},
		{"stage", "weakest", "flag"},
		{"stage", "confidence confidence_weakest", "id"},
		{"stage", "confidence_coverage confidence_evidence confidence_consensus", "share"},
		{"cell", "rating", "id"},
		{"cell", "score score_low score_high", "percent"},
		{"cell", "coverage", "share"},
		{"breadth", "in_place applicable_stages", "count"},
		{"barrier", "band", "id"},
		{"barrier", "severity severity_low severity_high", "percent"},
		{"barrier", "coverage", "share"},
		{"barrier", "critical", "id"},
		{"section", "score score_low score_high", "percent"},
		{"section", "coverage", "share"},
		{"section", "confidence confidence_weakest", "id"},
		{"section", "confidence_coverage confidence_evidence confidence_consensus", "share"},
		{"duty", "score score_low score_high", "percent"},
		{"duty", "coverage", "share"},
		{"item", "unknown", "flag"},
		{"action", "item for horizon", "id"},
		{"action", "priority", "number"},
		{"action", "selected", "flag"},
		{"plan", "number", "count"},
		{"plan", "action action_second owner by_when status proof effort cost depends", "text"},
	}
}

// units of the codebook.
func units() []string {
	return []string{"percent", "steps", "share", "number", "count", "flag", "id", "text"}
}

// WriteCodebook writes what the columns, figures and units of WriteCSV mean,
// as a table of its own.
func WriteCodebook(w io.Writer, c *phrases.Catalogue) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	row := func(kind, part, name, unit, id string) {
		_ = out.Write([]string{kind, part, name, unit, guarded(c.T("codebook." + id))}) // Error tells
	}
	_ = out.Write(codebookColumns())
	for _, name := range csvColumns() {
		row("column", "", name, "", "column."+name)
	}
	for _, e := range codebook() {
		for _, name := range strings.Fields(e.figures) {
			row("figure", e.part, name, e.unit, "figure."+meaning(name))
		}
	}
	for _, name := range units() {
		row("unit", "", name, "", "unit."+name)
	}
	out.Flush()
	return out.Error()
}

// meaning gives the name under which a figure is explained.
func meaning(name string) string {
	switch {
	case strings.HasSuffix(name, "_low"):
		return "low"
	case strings.HasSuffix(name, "_high"):
		return "high"
	}
	return name
}
