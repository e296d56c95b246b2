package reports_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// TestSecond holds that every action stands in both languages, as each
// language alone would say it, and that nothing else of the report moves.
func TestSecond(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		if in.Second != nil || in.Questionnaire.ID != "core-cso" || len(in.Questionnaire.Items()) != 36 || name == "cso-only" || name == "sections" {
			continue
		}
		alone := reports.Build(in)
		fr := in
		fr.Second = nil
		fr.Questionnaire, fr.Phrases = second(t, in, "fr").Questionnaire, phrases.New("fr")
		fr.Framework = questionnaires.Framework("fr")
		fr.Profile = assess.NewProfile(fr.Questionnaire, fr.Assessment, fr.Framework.Targets)
		french := reports.Build(fr)
		in.Second = second(t, in, "fr")
		both := reports.Build(in)
		if len(both.RoadMaps) > 0 && both.Second != (reports.Second{Language: "fr", Name: "français", FirstName: "English", Action: "Action"}) {
			t.Errorf("%s: found %+v", name, both.Second)
		}
		both.Second = reports.Second{}
		for i := range both.RoadMaps {
			for j := range both.RoadMaps[i].Horizons {
				h, f := &both.RoadMaps[i].Horizons[j], &french.RoadMaps[i].Horizons[j]
				if h.Second.Text != f.Name || h.Second.Until != f.Until {
					t.Errorf("%s: found the horizon %+v; expected %q, %q", name, h.Second, f.Name, f.Until)
				}
				h.Second = reports.SecondText{}
				for k := range h.Rows {
					row, other := &h.Rows[k], &f.Rows[k]
					want := reports.SecondText{Text: notOwn(other.Text), DoneWhen: notOwn(other.DoneWhen)}
					if row.Second != want || row.Second.Text == "" && notOwn(row.Text) != "" {
						t.Errorf("%s: found %+v; expected %+v", name, row.Second, want)
					}
					row.Second = reports.SecondText{}
				}
			}
		}
		if diff := cmp.Diff(alone, both); diff != "" {
			t.Errorf("%s: more than the action tables moved:\n%s", name, diff)
		}
	}
}

// notOwn leaves out what the group of a fixture wrote itself: it has one
// language and stands once.
func notOwn(text string) string {
	if strings.Contains(text, "PRIVATE") {
		return ""
	}
	return text
}

// TestLogo holds that a public report has no logo: it names the organisation.
func TestLogo(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	logo, err := reports.NewLogo(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	in := input(read(t, "harbour-outreach"))
	in.Logo = logo
	r := reports.Build(in)
	if r.Logo == nil || !strings.Contains(r.Logo.Alt, "Harbour Outreach") || logo.Alt != "" {
		t.Errorf("found %+v; expected a logo with the name of the organisation", r.Logo)
	}
	in.Options.Public = true
	if reports.Build(in).Logo != nil {
		t.Error("a public report has a logo")
	}
}
