package reports_test

import (
	"bytes"
	"slices"
	"testing"

	"csi/reports"
)

// TestGolden holds every text form for the samples and the edge states, and
// the whole report and the JSON where a state changes more than figures.
func TestGolden(t *testing.T) {
	t.Parallel()
	all := states(t)
	whole := []string{"worked-example", "harbour-outreach", "dont-know", "not-applicable", "gap-in-the-row", "all-in-place", "sample-peer-org", "sample-core-quick"}
	for _, name := range append(samples(), "worked-example", "harbour-outreach", "dont-know", "one-response", "all-in-place",
		"not-applicable", "gap-in-the-row", "sections", "few-cells", "worked-example-authority", "dublin-supervised-injecting-facility") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reports.Build(all[name])
			golden(t, name+".score.txt", score(t, r, reports.TextOptions{}))
			golden(t, name+".plain.txt", score(t, r, reports.TextOptions{Plain: true}))
			if slices.Contains(whole, name) {
				golden(t, name+".report.txt", document(t, r, reports.TextOptions{}))
				golden(t, name+".json", profileJSON(t, all[name]))
			}
		})
	}
	r := reports.Build(all["worked-example"])
	golden(t, "worked-example.score-60.txt", score(t, r, reports.TextOptions{Width: 60, Actions: true}))
	golden(t, "worked-example.score-ascii.txt", score(t, r, reports.TextOptions{ASCII: true, Actions: true}))
	golden(t, "worked-example.score-dark.txt", score(t, r, reports.TextOptions{Theme: reports.Dark, Colours: reports.TrueColour}))
	in := all["harbour-outreach"]
	in.Options.Public = true
	golden(t, "harbour-outreach.public.txt", document(t, reports.Build(in), reports.TextOptions{}))
}

func profileJSON(t *testing.T, in reports.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteJSON(&b, in.Profile); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
