package reports_test

import (
	"strings"
	"testing"

	"csi/questionnaires/phrases"
	"csi/reports"
)

// Every sum names what it explains, in every language, at its beginning.
func TestMethod_terms(t *testing.T) {
	t.Parallel()
	for _, lang := range phrases.Languages() {
		in := input(read(t, "harbour-outreach"))
		in.Phrases = phrases.New(lang)
		found := 0
		for _, p := range reports.Build(in).Method.Parts {
			for i, term := range p.Terms {
				found++
				if term == "" || len(term) > 80 || !strings.HasPrefix(p.Texts[i], term) || !strings.HasSuffix(term, ":") {
					t.Errorf("%s: found the term %q of %q", lang, term, p.Texts[i])
				}
			}
		}
		if found != 8 {
			t.Errorf("%s: found %d terms; expected 8", lang, found)
		}
	}
}
