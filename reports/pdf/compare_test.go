package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// sheetIn reads a side of a comparison with its questionnaire in a language.
func sheetIn(tb testing.TB, lang, name string) assess.Sheet {
	tb.Helper()
	doc := readCase(tb, name)
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		tb.Fatal(err)
	}
	return assess.Sheet{Questionnaire: l.Questionnaire, Assessment: doc.Assessment}
}

// later gives a sheet some years on with other responses.
func later(s assess.Sheet, years int, more map[string]assess.Response) assess.Sheet {
	s.Assessment.Frame.Date.Year += years
	for id, r := range more {
		s.Assessment.Responses[id] = r
	}
	return s
}

// said is an answered response.
func said(v int) assess.Response { return assess.Response{State: assess.Answered, Value: v} }

// everything gives a sheet the same response throughout.
func everything(s assess.Sheet, r assess.Response) assess.Sheet {
	for _, it := range s.Questionnaire.Items() {
		s.Assessment.Responses[it.ID] = r
	}
	return s
}

// comparisonsIn are the comparisons that every page must stand, in a language.
func comparisonsIn(tb testing.TB, lang string) map[string]*reports.Comparison {
	tb.Helper()
	words := reports.CompareWords{Phrases: phrases.New(lang), Framework: questionnaires.Framework(lang)}
	cso := func() assess.Sheet { return sheetIn(tb, lang, "worked-example") }
	pm := func() assess.Sheet { return sheetIn(tb, lang, "worked-example-authority") }
	dontKnow := assess.Response{State: assess.DontKnow}
	peers, managers := sheetIn(tb, lang, "sample-peer-org"), sheetIn(tb, lang, "sample-peer-org")
	managers.Assessment.Frame.Group = "manager"
	managers.Assessment.Responses["p1-a"], managers.Assessment.Responses["p1-b"] = said(3), dontKnow
	one, other := everything(cso(), assess.Response{}), everything(pm(), assess.Response{})
	one.Assessment.Responses["mo-dia"], other.Assessment.Responses["mo-dia"] = said(0), said(3)
	long, wide := cso(), pm()
	long.Assessment.Frame.Organisation = strings.Repeat("Federation of outreach organisations ", 8)
	wide.Assessment.Frame.Organisation = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 9)
	for _, s := range []assess.Sheet{long, wide} {
		s.Assessment.Frame.Policy = strings.Repeat("National strategy on drugs and related harms, ", 9)
		s.Assessment.Frame.Jurisdiction = strings.Repeat("Llanfairpwllgwyngyll", 9)
	}
	dates := []assess.Sheet{cso(), later(cso(), 1, map[string]assess.Response{"ag-inf": dontKnow, "b1-1": dontKnow, "b1-2": dontKnow, "im-inf": said(1)}),
		later(cso(), 2, map[string]assess.Response{"dr-con": said(2), "de-con": said(2), "b1-2": said(2), "mo-dia": said(0)})}
	many := append([]assess.Sheet{}, dates...)
	for i := 3; i < 9; i++ {
		many = append(many, later(cso(), i, map[string]assess.Response{"ag-inf": said(i % 4), "b2-1": said(i % 3)}))
	}
	plan := later(cso(), 1, map[string]assess.Response{"dr-con": said(2), "mo-dia": said(0)})
	plan.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Done}, {Action: "mo-inf/cso/1", Status: assess.Doing}}
	return map[string]*reports.Comparison{
		"views":          reports.ComparisonOfViews(assess.CompareViews(cso(), pm()), words),
		"groups":         reports.ComparisonOfViews(assess.CompareViews(peers, managers), words),
		"unknown":        reports.ComparisonOfViews(assess.CompareViews(everything(cso(), dontKnow), everything(pm(), dontKnow)), words),
		"one cell":       reports.ComparisonOfViews(assess.CompareViews(one, other), words),
		"long names":     reports.ComparisonOfViews(assess.CompareViews(long, wide), words),
		"change":         reports.ComparisonOfChange(assess.CompareChange(cso(), plan), words),
		"change unknown": reports.ComparisonOfChange(assess.CompareChange(cso(), later(everything(cso(), dontKnow), 1, nil)), words),
		"trend":          reports.ComparisonOfTrend(assess.CompareTrend(dates), words),
		"trend of nine":  reports.ComparisonOfTrend(assess.CompareTrend(many), words),
		"trend sections": reports.ComparisonOfTrend(assess.CompareTrend([]assess.Sheet{sheetIn(tb, lang, "sample-peer-org"),
			later(sheetIn(tb, lang, "sample-peer-org"), 1, map[string]assess.Response{"p1-a": said(3)}), later(sheetIn(tb, lang, "sample-peer-org"), 3, nil)}), words),
	}
}

// comparisonFile draws a comparison into a file.
func comparisonFile(tb testing.TB, c *reports.Comparison) (string, []byte) {
	tb.Helper()
	var out bytes.Buffer
	if _, err := WriteComparison(&out, c); err != nil {
		tb.Fatal(err)
	}
	file := filepath.Join(tb.TempDir(), "comparison.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file, out.Bytes()
}

// read runs a tool on a file with a comparison; without the tool the test is
// skipped, except on the build machine.
func readWith(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed; CI needs it", name)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", name)
	}
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

// TestComparison_structure holds text and structure of one comparison of each
// relation, as poppler reads them.
func TestComparison_structure(t *testing.T) {
	t.Parallel()
	all := comparisonsIn(t, "en")
	for _, name := range []string{"views", "groups", "change", "trend"} {
		file, _ := comparisonFile(t, all[name])
		for ending, args := range map[string][]string{
			".pdf.txt":      {"pdftotext", "-layout", "-enc", "UTF-8", file, "-"},
			".pdf.tags.txt": {"pdfinfo", "-enc", "UTF-8", "-struct-text", file},
		} {
			got := readWith(t, args[0], args[1:]...)
			sameAsGolden(t, "compare-"+name+ending, got)
		}
	}
}

// TestComparison_isSound holds for every comparison in every language that the
// file is sound, tagged and the same twice, and that nothing is drawn outside
// its place.
func TestComparison_isSound(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		for name, c := range comparisonsIn(t, lang) {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				file, data := comparisonFile(t, c)
				if _, again := comparisonFile(t, c); !bytes.Equal(data, again) {
					t.Error("the same comparison gives other bytes")
				}
				if out := readWith(t, "qpdf", "--check", file); !bytes.Contains(out, []byte("No syntax or stream encoding errors found")) {
					t.Errorf("qpdf says:\n%s", out)
				}
				if out := readWith(t, "pdfinfo", file); !bytes.Contains(out, []byte("Tagged:          yes")) {
					t.Errorf("pdfinfo says:\n%s", out)
				}
				b, err := layOutComparison(c)
				if err != nil {
					t.Fatal(err)
				}
				withinPages(t, b)
			})
		}
	}
}

// withinPages finds marks outside of their page, and pages without any.
func withinPages(t *testing.T, b *book) {
	t.Helper()
	for i, p := range b.pages {
		drawn := 0
		for _, m := range p.marks {
			e := extentOf(m)
			if m.kind == openMark || m.kind == closeMark || m.kind == outlineMark {
				continue
			}
			drawn++
			low := 281.0
			if p.bare {
				low = 293
			}
			if e.x < left-0.4 || e.x+e.w > right+0.4 || m.y > low {
				t.Errorf("page %d: %q at %.1f, %.1f, %.1f wide leaves the page", i+1, m.text, e.x, m.y, e.w)
			}
		}
		if drawn == 0 {
			t.Errorf("page %d is empty", i+1)
		}
	}
}

// TestComparison_workedExample holds that the figures of the domain reference,
// E.9, are on the pages.
func TestComparison_workedExample(t *testing.T) {
	t.Parallel()
	file, _ := comparisonFile(t, comparisonsIn(t, "en")["views"])
	text := strings.Join(strings.Fields(string(readWith(t, "pdftotext", "-enc", "UTF-8", file, "-"))), " ")
	for _, want := range []string{"The authority sees five stages informed and consulted; civil society sees three and two",
		"19 of 24 cells can be compared", "Mean gap +25 points; 13 gaps are large.", "Six blind spots to talk about"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pages do not say %q", want)
		}
	}
}
