package cli

import (
	"slices"
	"strings"

	"csi/questionnaires/phrases"
)

// readable are the formats that can be two pages, or have an annex: those
// that people read. Tables and JSON hold every figure as they are.
var readable = []string{"pdf", "html", "docx", "txt", "md"}

// extrasOf refuses what "--short" and "--explain" cannot give.
func extrasOf(o reportOptions, format string) error {
	if o.short && o.explain {
		return misused("short.error.with_explain", "short.hint.with_explain", nil)
	}
	area := ""
	switch {
	case o.short:
		area = "short"
	case o.explain:
		area = "annex"
	}
	if area == "" || slices.Contains(readable, format) {
		return nil
	}
	return misused(area+".error.format", area+".hint.format", phrases.V{"format": format, "formats": strings.Join(readable, ", ")})
}

// misused makes the failure of a command used wrongly, in words of another
// area than that of the commands.
func misused(id, hint string, parts phrases.V) error {
	return &failure{code: ExitUsage, id: id, parts: parts, hints: []string{hint}}
}

// ending is the end of a file name when none was given.
func (o reportOptions) ending() string {
	if o.short {
		return "-short"
	}
	return "-road-map"
}
