package assess_test

import (
	"fmt"
	"testing"

	"csi/assess"
)

// barriers builds three items for each barrier; the first of each is critical.
func barriers(top int) *assess.Questionnaire {
	q := &assess.Questionnaire{Sections: []assess.Section{{ID: "barriers"}}}
	for _, b := range assess.Barriers() {
		for i := range 3 {
			id := fmt.Sprintf("%s-%d", b, i+1)
			q.Sections[0].Items = append(q.Sections[0].Items, assess.Item{
				ID: id, Barrier: b, Critical: i == 0, Anchors: anchors(top), Actions: actionsOf(id, "S", "M"),
			})
		}
	}
	return q
}

func TestBarriers_bands(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, words string
		lines       []string
	}{
		{"at and around the cuts", "1 1 1  2 2 2  1 2 3  2 2 3", []string{
			"structure 2/3 severe equal []",
			"gap 1/3 moderate equal [knowhow]",
			"knowhow 1/3 moderate equal [gap]",
			"awareness 2/9 low equal []", // exactly 1/9 apart is not equal
		}},
		{"critical lifts low only", "0 3 3  0 0 0  0 2 2  1 3 3", []string{
			"structure 1/3 moderate equal [] critical [structure-1] lifted false",
			"gap 1 severe equal [] critical [gap-1] lifted false",
			"knowhow 5/9 moderate equal [] critical [knowhow-1] lifted false",
			"awareness 2/9 low equal []",
		}},
		{"without a value nothing is claimed", "0 dk dk  0 na na  na na na  3 dk 3", []string{
			"structure 1/3..1 unknown equal [] critical [structure-1] lifted false",
			"gap 1 severe equal [] critical [gap-1] lifted false",
			"knowhow - unknown equal []",
			"awareness 0 low equal []",
		}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			q := barriers(3)
			want(t, "barriers", barrierLines(assess.NewProfile(q, replies(q, tc.words), nil)), tc.lines)
		})
	}
}

func TestBarriers_criticalLiftsLow(t *testing.T) {
	t.Parallel()
	q := barriers(3)
	q.Sections[0].Items[0].Weight = 5
	p := assess.NewProfile(q, replies(q, "0 3 3"), nil)
	want(t, "lifted", barrierLines(p)[0], "structure 1/5 moderate equal [] critical [structure-1] lifted true")
	want(t, "weighted", p.Weighted, true)
}

func TestConfidence(t *testing.T) {
	t.Parallel()
	grades := []int{3, 2, 0, 1, 3, 2, 0, 0, 2, 1} // domain reference E.9
	type result struct {
		Grade   assess.Grade
		Weakest string
		Lowest  string
	}
	of := func(c assess.Confidence) result { return result{c.Grade, c.Weakest, c.Lowest().String()} }

	q := weighted(3, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)
	a := replies(q, "3 3 3 3 3 3 3 3 3 3")
	want(t, "evidence never recorded", of(assess.NewProfile(q, a, nil).Confidence), result{assess.HighConfidence, "coverage", "1"})
	for i, g := range grades {
		r := a.Responses[fmt.Sprintf("i%d", i+1)]
		r.Evidence = assess.EvidenceGrade(g)
		a.Responses[fmt.Sprintf("i%d", i+1)] = r
	}
	p := assess.NewProfile(q, a, nil)
	want(t, "report", of(p.Confidence), result{assess.LowConfidence, "evidence", "7/15"})
	want(t, "stage", of(p.Stages[0].Confidence), result{assess.LowConfidence, "evidence", "7/15"})
	want(t, "section", of(p.Sections[0].Confidence), result{assess.LowConfidence, "evidence", "7/15"})
	want(t, "with consensus", of(p.Confidence.WithConsensus(ratio("73/100"))), result{assess.LowConfidence, "evidence", "7/15"})
	want(t, "low consensus", of(p.Confidence.WithConsensus(ratio("1/3"))), result{assess.LowConfidence, "consensus", "1/3"})
	want(t, "nothing applies", assess.Confidence{}.WithConsensus(ratio("1")), assess.Confidence{})
}

// Evidence was recorded in one stage; items of another count 0 in its mean.
func TestConfidence_evidenceRecordedElsewhere(t *testing.T) {
	t.Parallel()
	q := core()
	a := replies(q, "2 2 2 2 2 2 2 2")
	a.Responses["ag-inf"] = assess.Response{State: assess.Answered, Value: 2, Evidence: assess.PublicSource}
	p := assess.NewProfile(q, a, nil)
	want(t, "stage with evidence", p.Stages[0].Confidence.Evidence, ratio("1/4"))
	want(t, "stage without", []any{p.Stages[1].Confidence.HasEvidence, p.Stages[1].Confidence.Grade}, []any{true, assess.LowConfidence})
	want(t, "stage without an answer", p.Stages[2].Confidence.HasEvidence, false)
}

func TestConfidence_cuts(t *testing.T) {
	t.Parallel()
	for words, grade := range map[string]assess.Grade{
		"3 3 3 dk":   assess.HighConfidence,
		"3 3 dk -":   assess.MediumConfidence,
		"3 dk - -":   assess.LowConfidence,
		"na na na 3": assess.HighConfidence,
		"na na na":   assess.LowConfidence,
		"- - - -":    assess.LowConfidence,
	} {
		q := weighted(3, 10, 10, 10, 10)
		if got := assess.NewProfile(q, replies(q, words), nil).Confidence.Grade; got != grade {
			t.Errorf("confidence of %q = %v, want %v", words, got, grade)
		}
	}
}
