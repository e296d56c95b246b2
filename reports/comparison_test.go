package reports_test

import (
	"bytes"
	"testing"

	"csi/assess"
	"csi/reports"
)

// workedTrend is the worked example at four dates: known, hardly answered,
// better, and two statements back where they were.
func workedTrend(t *testing.T) *assess.Trend {
	t.Helper()
	var sheets []assess.Sheet
	for i := range 4 {
		s := sideOf(t, "worked-example")
		s.Assessment.Frame.Date.Year += i
		r := s.Assessment.Responses
		answered := func(v int) assess.Response { return assess.Response{State: assess.Answered, Value: v} }
		switch i {
		case 1:
			for _, id := range []string{"ag-inf", "ag-con", "dr-inf", "b1-1", "b1-2", "b1-3"} {
				r[id] = assess.Response{State: assess.DontKnow}
			}
			r["im-inf"] = answered(1)
		case 2:
			r["dr-con"], r["de-con"], r["b1-2"] = answered(2), answered(1), answered(1)
		case 3:
			r["dr-con"], r["de-con"], r["de-inf"], r["b1-2"], r["im-dia"] = answered(2), answered(2), answered(2), answered(2), answered(1)
		}
		sheets = append(sheets, s)
	}
	sheets[0].Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Planned}}
	sheets[3].Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Done}}
	sheets[0], sheets[2] = sheets[2], sheets[0]
	if _, _, err := assess.RelateAll(sheets); err != nil {
		t.Fatal(err)
	}
	return assess.CompareTrend(sheets)
}

// comparisons are one of each relation, in a language.
func comparisons(t *testing.T, lang string, public bool) map[string]*reports.Comparison {
	t.Helper()
	words := compareWords(lang)
	words.Public = public
	return map[string]*reports.Comparison{
		"views":  reports.ComparisonOfViews(workedViews(t), words),
		"groups": reports.ComparisonOfViews(groupViews(t), words),
		"change": reports.ComparisonOfChange(workedChange(t), words),
		"trend":  reports.ComparisonOfTrend(workedTrend(t), words),
	}
}

// TestComparisonGolden holds comparisons as reports.
func TestComparisonGolden(t *testing.T) {
	t.Parallel()
	for name, c := range comparisons(t, "en", false) {
		var text, markdown bytes.Buffer
		if err := reports.WriteComparison(&text, c, reports.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := reports.WriteComparisonMarkdown(&markdown, c); err != nil {
			t.Fatal(err)
		}
		golden(t, "comparison-"+name+".txt", text.Bytes())
		golden(t, "comparison-"+name+".md", markdown.Bytes())
	}
	var b bytes.Buffer
	if err := reports.WriteTrendJSON(&b, workedTrend(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, "compare-trend.json", b.Bytes())
}
