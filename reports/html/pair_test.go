package html

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"regexp"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// inTwo draws a page in two languages, with a logo.
func inTwo(t *testing.T, lang, other string) string {
	t.Helper()
	doc := read(t, "harbour-outreach")
	in := func(lang string) *assess.Questionnaire {
		l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
		if err != nil {
			t.Fatal(err)
		}
		return l.Questionnaire
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, image.NewCMYK(image.Rect(0, 0, 90, 30)), nil); err != nil {
		t.Fatal(err)
	}
	logo, err := reports.NewLogo(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	q, fw := in(lang), questionnaires.Framework(lang)
	var b bytes.Buffer
	err = Write(&b, reports.Build(reports.Input{
		Questionnaire: q,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(q, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference(lang),
		Phrases:       phrases.New(lang),
		Second:        &reports.SecondInput{Questionnaire: in(other), Phrases: phrases.New(other)},
		Logo:          logo,
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every action, horizon and head of the second language says which it is.
func TestSecondLanguage(t *testing.T) {
	t.Parallel()
	got := inTwo(t, "fr", "en")
	marked := regexp.MustCompile(`<(\w+)[^>]* lang="en">`).FindAllStringSubmatch(got, -1)
	count := map[string]int{}
	for _, m := range marked {
		count[m[1]]++
	}
	if count["th"] != 2 || count["span"] != 6 || count["td"] != 20 {
		t.Errorf("found %v in English; expected 2 heads, 6 horizons and 20 actions", count)
	}
	if !strings.Contains(got, `lang="en"><span class="lv" aria-hidden="true">English</span>Send each body`) {
		t.Error("the first action does not stand in English")
	}
}

// The logo lies in the page itself, with a sentence for who cannot see it, and
// the page allows no other picture.
func TestLogo(t *testing.T) {
	t.Parallel()
	got := inTwo(t, "en", "fr")
	m := regexp.MustCompile(`<img class="logo" src="data:image/png;base64,([^"]+)" alt="Logo of Harbour Outreach, Port Example" width="90" height="30"/>`).FindStringSubmatch(got)
	if m == nil {
		t.Fatal("found no logo")
	}
	data, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(m[1], "&#43;", "+"))
	if err != nil {
		t.Fatal(err)
	}
	if _, kind, err := image.Decode(bytes.NewReader(data)); err != nil || kind != "png" {
		t.Errorf("found a picture of kind %q, %v", kind, err)
	}
	if !strings.Contains(got, "img-src data:") {
		t.Error("the page forbids its own logo")
	}
	if strings.Contains(page(t, read(t, "harbour-outreach"), "en", false), "img-src") {
		t.Error("a page without a logo allows pictures")
	}
}
