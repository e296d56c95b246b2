package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// inTwo gives the report of a case in two languages, with a logo.
func inTwo(tb testing.TB, name, lang, other string) *reports.Report {
	tb.Helper()
	doc := readCase(tb, name)
	in := func(lang string) *assess.Questionnaire {
		l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
		if err != nil {
			tb.Fatal(err)
		}
		return l.Questionnaire
	}
	fw := questionnaires.Framework(lang)
	q := in(lang)
	return reports.Build(reports.Input{
		Questionnaire: q,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(q, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       questionnaires.Sources(),
		Reference:     questionnaires.Reference(lang),
		Phrases:       phrases.New(lang),
		Second:        &reports.SecondInput{Questionnaire: in(other), Phrases: phrases.New(other)},
		Logo:          drawnLogo(tb, 900, 300),
	})
}

// drawnLogo is a logo of so many points.
func drawnLogo(tb testing.TB, w, h int) *reports.Logo {
	tb.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.NRGBA{0x0E, uint8(x), 0x6B, uint8(255 - y)})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		tb.Fatal(err)
	}
	l, err := reports.NewLogo(out.Bytes())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// pairs are reports in two languages, to the longest texts.
func pairs(tb testing.TB) map[string]*reports.Report {
	tb.Helper()
	all := map[string]*reports.Report{
		"fr and en":         inTwo(tb, "harbour-outreach", "fr", "en"),
		"uk and fr":         inTwo(tb, "harbour-outreach", "uk", "fr"),
		"longest":           inTwo(tb, "worked-example", "en-XA", "uk"),
		"in a short column": inTwo(tb, "worked-example", "en", "fr"),
		"endless actions":   planned(tb, strings.Repeat("Ask for the rules in writing and keep the reply. ", 40)),
		"actions in a word": planned(tb, strings.Repeat("x", 900)),
	}
	for _, name := range []string{"endless actions", "actions in a word"} {
		r := all[name]
		r.Second = reports.Second{Language: "fr", Name: "français", FirstName: "English", Action: "Action"}
		for i := range r.RoadMaps {
			for j := range r.RoadMaps[i].Horizons {
				h := &r.RoadMaps[i].Horizons[j]
				h.Second = reports.SecondText{Text: strings.Repeat(h.Name, 4), Until: h.Until}
				for k := range h.Rows {
					h.Rows[k].Second = reports.SecondText{Text: h.Rows[k].Text, DoneWhen: h.Rows[k].DoneWhen}
				}
			}
		}
	}
	return all
}

func TestPair_pages(t *testing.T) {
	t.Parallel()
	for name, r := range pairs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := checkPages(t, r)
			checkTree(t, name, b.print().tags)
			if out := tool(t, r, "qpdf", "--check", "FILE"); !bytes.Contains(out, []byte("No syntax or stream encoding errors found")) {
				t.Errorf("qpdf says:\n%s", out)
			}
		})
	}
}

// What is in the second language says so, and nothing else does.
func TestPair_language(t *testing.T) {
	t.Parallel()
	r := inTwo(t, "harbour-outreach", "fr", "en")
	want := map[string]int{}
	for _, m := range r.RoadMaps {
		want["TH"]++
		for _, h := range m.Horizons {
			want["Span"]++
			want["TD"] += len(h.Rows)
		}
	}
	b, err := layOut(r)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, e := range b.print().tags.elements {
		if e.lang != "" {
			found[e.kind]++
			if e.lang != "en" {
				t.Errorf("found a %s in %q; expected en", e.kind, e.lang)
			}
		}
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("elements with a language (-want +got):\n%s", diff)
	}
	if out := tool(t, r, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-"); bytes.Count(out, []byte("/Lang (en)")) != want["TH"]+want["Span"]+want["TD"] {
		t.Errorf("the file has %d pieces in English", bytes.Count(out, []byte("/Lang (en)")))
	}
}

// The text and the structure of the pages in two languages.
func TestPair_golden(t *testing.T) {
	t.Parallel()
	r := inTwo(t, "harbour-outreach", "fr", "en")
	for ending, got := range map[string][]byte{
		"pdf.txt":      tool(t, r, "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"),
		"pdf.tags.txt": tool(t, r, "pdfinfo", "-enc", "UTF-8", "-struct-text", "FILE"),
	} {
		sameAsGolden(t, "harbour-outreach.fr-en."+ending, got)
	}
}

// A logo fits its box, whatever its shape, and is opaque; its place is the
// only one on the cover that changes.
func TestLogo(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{900, 300}, {300, 900}, {1, 4000}, {4000, 1}, {16, 16}} {
		r := report(t, "harbour-outreach")
		plain, err := layOut(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Logo = drawnLogo(t, size.X, size.Y)
		r.Logo.Alt = "Logo of Harbour Outreach"
		b := checkPages(t, r)
		var rest []mark
		for _, m := range b.pages[0].marks {
			if m.kind != logoMark {
				rest = append(rest, m)
			} else if m.x != left || m.y < 20 || m.y+m.h > 36.001 || m.w > 40.001 {
				t.Errorf("%v stands at %.1f, %.1f with %.1f × %.1f; expected to be in the box of 40 × 16 at 20, 20", size, m.x, m.y, m.w, m.h)
			}
		}
		if diff := cmp.Diff(plain.pages[0].marks, rest[2:], cmp.AllowUnexported(mark{}, dash{})); diff != "" {
			t.Errorf("%v: something moved:\n%s", size, diff)
		}
	}
}

func TestLogo_inTheFile(t *testing.T) {
	t.Parallel()
	r := inTwo(t, "harbour-outreach", "fr", "en")
	if e := treeOf(t, r).elements[1]; e.kind != "Figure" || !strings.Contains(string(e.alt), "Harbour Outreach") {
		t.Errorf("the logo is a %s with the sentence %q", e.kind, e.alt)
	}
	out := tool(t, r, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	if n := len(regexp.MustCompile(`/Subtype /Image`).FindAll(out, -1)); n != 1 {
		t.Errorf("found %d pictures; expected one, without a mask", n)
	}
	first, _ := write(t, r)
	if again, _ := write(t, r); !bytes.Equal(first, again) {
		t.Error("two runs differ")
	}
}
