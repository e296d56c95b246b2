package reports_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"csi/assess"
	"csi/reports"
)

// TestComparison_headings holds that no heading begins with a figure, also
// where a count has no word: all moves, all gaps, in every language.
func TestComparison_headings(t *testing.T) {
	t.Parallel()
	at := func(from string, value, year int) assess.Sheet {
		s := sideOf(t, from)
		a := *s.Assessment
		a.Frame.Date.Year += year
		a.Responses = map[string]assess.Response{}
		for _, it := range s.Questionnaire.Items() {
			a.Responses[it.ID] = assess.Response{State: assess.Answered, Value: value}
		}
		a.Plan = []assess.PlanEntry{{Action: "ag-dia/cso/1", Status: assess.Done}}
		return assess.Sheet{Questionnaire: s.Questionnaire, Assessment: &a}
	}
	low, high, after := at("worked-example", 0, 0), at("worked-example", 3, 1), at("worked-example", 1, 2)
	mixed, middle := at("worked-example", 0, 0), at("worked-example", 1, 1)
	for i, it := range mixed.Questionnaire.Items() {
		mixed.Assessment.Responses[it.ID] = assess.Response{State: assess.Answered, Value: 2 * (i % 2)}
	}
	for _, lang := range []string{"en", "fr", "uk"} {
		words := compareWords(lang)
		for name, c := range map[string]*reports.Comparison{
			"views": reports.ComparisonOfViews(assess.CompareViews(low, at("worked-example-authority", 3, 0)), words),
			"up":    reports.ComparisonOfChange(assess.CompareChange(low, high), words),
			"down":  reports.ComparisonOfChange(assess.CompareChange(high, after), words),
			"both":  reports.ComparisonOfChange(assess.CompareChange(mixed, middle), words),
			"rise":  reports.ComparisonOfTrend(assess.CompareTrend([]assess.Sheet{low, high, after}), words),
			"trend": reports.ComparisonOfTrend(assess.CompareTrend([]assess.Sheet{mixed, middle, after}), words),
		} {
			if len(c.Parts) == 0 {
				t.Fatalf("%s %s: no parts", lang, name)
			}
			for _, p := range c.Parts {
				if r, _ := utf8.DecodeRuneInString(p.Heading); unicode.IsDigit(r) || p.Heading == "" {
					t.Errorf("%s %s: the heading of %s is %q", lang, name, p.ID, p.Heading)
				}
			}
		}
	}
}
