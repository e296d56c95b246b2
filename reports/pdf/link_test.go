package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every address among the sources is a link, once for each time it is printed,
// and nothing that a person wrote becomes one.
func TestWrite_sourcesAreLinks(t *testing.T) {
	t.Parallel()
	r := report(t, "harbour-outreach")
	for i := range r.Stages.Blocks {
		for j := range r.Stages.Blocks[i].Notes {
			r.Stages.Blocks[i].Notes[j].Text = "see https://example.org/leaked"
		}
	}
	var want []string
	for _, s := range r.Sources.Sources {
		for _, word := range strings.Fields(s) {
			if strings.Contains(word, "://") {
				want = append(want, strings.TrimRight(word, "."))
			}
		}
	}
	var got []string
	for _, line := range strings.Split(string(tool(t, r, "pdfinfo", "-url", "FILE")), "\n") {
		if f := strings.Fields(line); len(f) == 3 && f[1] == "Annotation" {
			got = append(got, f[2])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("%d addresses; links (-want +got):\n%s", len(want), diff)
	}
}
