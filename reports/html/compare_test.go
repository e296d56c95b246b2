package html

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// sheetOf reads a side of a comparison with its questionnaire in a language.
func sheetOf(t *testing.T, lang, name string) assess.Sheet {
	t.Helper()
	doc := read(t, name)
	l, err := questionnaires.Load(doc.Questionnaire.ID, lang)
	if err != nil {
		t.Fatal(err)
	}
	return assess.Sheet{Questionnaire: l.Questionnaire, Assessment: doc.Assessment}
}

func words(lang string, public bool) reports.CompareWords {
	return reports.CompareWords{Phrases: phrases.New(lang), Framework: questionnaires.Framework(lang), Public: public}
}

// comparisonPage draws a comparison.
func comparisonPage(t *testing.T, c *reports.Comparison) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteComparison(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// trendOf is the worked example at three dates.
func trendOf(t *testing.T, lang string) *assess.Trend {
	t.Helper()
	var sheets []assess.Sheet
	for i := range 3 {
		s := sheetOf(t, lang, "worked-example")
		s.Assessment.Frame.Date.Year += i
		s.Assessment.Responses["dr-con"] = assess.Response{State: assess.Answered, Value: i}
		if i == 1 {
			s.Assessment.Responses["ag-inf"] = assess.Response{State: assess.DontKnow}
		}
		sheets = append(sheets, s)
	}
	return assess.CompareTrend(sheets)
}

// comparisonPages are the pages that the rules of this test must hold for.
func comparisonPages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, lang := range []string{"en", "fr", "uk"} {
		w := words(lang, false)
		cso, pm := sheetOf(t, lang, "worked-example"), sheetOf(t, lang, "worked-example-authority")
		out["views "+lang] = comparisonPage(t, reports.ComparisonOfViews(assess.CompareViews(cso, pm), w))
		next := sheetOf(t, lang, "worked-example")
		next.Assessment.Frame.Date.Year++
		next.Assessment.Responses["dr-con"] = assess.Response{State: assess.Answered, Value: 3}
		out["change "+lang] = comparisonPage(t, reports.ComparisonOfChange(assess.CompareChange(cso, next), w))
		out["trend "+lang] = comparisonPage(t, reports.ComparisonOfTrend(trendOf(t, lang), w))
	}
	peers, managers := sheetOf(t, "en", "sample-peer-org"), sheetOf(t, "en", "sample-peer-org")
	managers.Assessment.Frame.Group = "manager"
	managers.Assessment.Responses["p1-a"] = assess.Response{State: assess.Answered, Value: 3}
	out["groups"] = comparisonPage(t, reports.ComparisonOfViews(assess.CompareViews(peers, managers), words("en", false)))
	unknown, other := sheetOf(t, "en", "worked-example"), sheetOf(t, "en", "worked-example-authority")
	for _, s := range []assess.Sheet{unknown, other} {
		s.Assessment.Responses = nil
	}
	unknown.Assessment.Responses, other.Assessment.Responses = map[string]assess.Response{}, map[string]assess.Response{}
	out["nothing known"] = comparisonPage(t, reports.ComparisonOfViews(assess.CompareViews(unknown, other), words("en", false)))
	out["hostile"] = comparisonPage(t, reports.ComparisonOfViews(hostileViews(t), words("en", false)))
	return out
}

// hostileViews have hostile texts wherever people write.
func hostileViews(t *testing.T) *assess.Views {
	t.Helper()
	cso, pm := sheetOf(t, "en", "worked-example"), sheetOf(t, "en", "worked-example-authority")
	for _, s := range []assess.Sheet{cso, pm} {
		f := &s.Assessment.Frame
		f.Organisation, f.Jurisdiction, f.Policy = evil, evil, evil
	}
	return assess.CompareViews(cso, pm)
}

// TestComparisonPage holds the rules of every page for comparisons too.
func TestComparisonPage(t *testing.T) {
	t.Parallel()
	for name, text := range comparisonPages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &checker{t: t, ids: map[string]bool{}}
			c.walk(text)
			for _, to := range c.links {
				if !c.ids[to] {
					t.Errorf("a link leads to #%s, which is nowhere", to)
				}
			}
			if c.count["h1"] != 1 || c.count["main"] != 1 || c.count["title"] == 0 || c.count["table"] != c.count["caption"] {
				t.Errorf("found %v; expected one h1, one main, a title, a caption for each table", c.count)
			}
			for _, no := range []string{"<script", "<img", "[[", "%!", "\x01", "\u202E"} {
				if strings.Contains(text, no) {
					t.Errorf("found %q", no)
				}
			}
		})
	}
}

func TestComparisonGolden(t *testing.T) {
	t.Parallel()
	pages := comparisonPages(t)
	for _, name := range []string{"views", "change", "trend"} {
		path := filepath.Join("..", "..", "testdata", "golden", "reports", "comparison-"+name+".html")
		got := pages[name+" en"]
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", path, diff)
		}
	}
}

// TestComparison_workedExample holds that the figures of the domain reference,
// E.9, are on the page, one picture with words for each comparable row.
func TestComparison_workedExample(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll(comparisonPages(t)["views en"], "&#43;", "+") // as the template writes it
	for _, want := range []string{"The authority sees five stages informed and consulted; civil society sees three and two",
		"19 of 24 cells can be compared", "Mean gap +25 points; 13 gaps are large.", "Six blind spots to talk about",
		"<title>Consultation. Civil society: absent; authority: in place; gap +67, large; blind spot.</title>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestComparison_public holds that no name of an organisation and nothing that
// people wrote is left in a public page.
func TestComparison_public(t *testing.T) {
	t.Parallel()
	make := func(public bool) string {
		cso, pm := sheetOf(t, "en", "worked-example"), sheetOf(t, "en", "worked-example-authority")
		next := sheetOf(t, "en", "worked-example")
		next.Assessment.Frame.Date.Year++
		for _, s := range []assess.Sheet{cso, pm, next} {
			s.Assessment.Frame.Organisation, s.Assessment.Frame.People = "SECRET house", 3
			s.Assessment.Plan = []assess.PlanEntry{{Action: "SECRET step", Status: assess.Done, Owner: "SECRET", Proof: "SECRET"}}
			for id, r := range s.Assessment.Responses {
				r.Note, r.Reason = "SECRET note", "SECRET reason"
				s.Assessment.Responses[id] = r
			}
		}
		w := words("en", public)
		return comparisonPage(t, reports.ComparisonOfViews(assess.CompareViews(cso, pm), w)) +
			comparisonPage(t, reports.ComparisonOfChange(assess.CompareChange(cso, next), w))
	}
	if own := make(false); !strings.Contains(own, "SECRET house") || strings.Contains(own, "SECRET note") || strings.Contains(own, "SECRET reason") {
		t.Error("a comparison names organisations and holds no notes")
	}
	if got := make(true); strings.Contains(got, "SECRET") || strings.Contains(got, "3 people") {
		t.Error("a public page holds what it must leave out")
	}
}
