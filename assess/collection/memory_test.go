package collection

import (
	"context"
	"testing"

	"csi/assess"
)

func small() *assess.Questionnaire {
	anchors := []assess.Anchor{{Value: 0}, {Value: 1}, {Value: 2}, {Value: 3}}
	q := &assess.Questionnaire{ID: "small", Version: "1.2.0", Groups: []assess.Group{"cso"}, Sections: []assess.Section{{ID: "ag", Items: []assess.Item{
		{ID: "ag-inf", Stage: assess.AgendaSetting, Level: assess.Information, Anchors: anchors, Actions: []assess.Action{{ID: "ag-inf/cso/1"}}},
		{ID: "ag-con", Stage: assess.AgendaSetting, Level: assess.Consultation, Anchors: anchors, NotApplicable: true},
		{ID: "b1-1", Barrier: assess.Structure, Anchors: anchors, Weight: 15},
		{ID: "b1-2", Barrier: assess.Structure, Anchors: anchors},
		{ID: "other", Anchors: anchors},
	}}}}
	q.Index()
	return q
}

func sample(id, country string, value int) *assess.Assessment {
	return &assess.Assessment{
		ID: id, Questionnaire: assess.Ref{ID: "small", Version: "1.0.0"},
		Frame: assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: country, Policy: "Strategy", Group: "cso",
			Period: assess.Period{From: assess.Month{Year: 2024, Month: 1}, To: assess.Month{Year: 2025, Month: 12}},
			Date:   assess.Date{Year: 2026, Month: 1, Day: 2}, People: 3, Agencies: []string{"police"}},
		Responses: map[string]assess.Response{
			"ag-inf": {State: assess.Answered, Value: value, Evidence: assess.PublicSource},
			"ag-con": {State: assess.NotApplicable, Reason: "secret"},
			"b1-1":   {State: assess.Answered, Value: 1, Note: "secret"},
			"b1-2":   {State: assess.Answered, Value: 2},
		},
		Plan: []assess.PlanEntry{{Action: "ag-inf/cso/1", Owner: "secret"}, {Action: "own/1", Text: "secret"}},
	}
}

// What is packed is what Observations gives, and nothing else is kept.
func TestRow(t *testing.T) {
	t.Parallel()
	q, c := small(), Memory()
	a := sample("1", "XA", 2)
	it, err := c.Prepare(q, a)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Add(context.Background(), []Item{it}, false); err != nil {
		t.Fatal(err)
	}
	n := 0
	err = c.Rows(context.Background(), Query{}, func(r Row) error {
		n++
		want := assess.Observations(q, a, assess.NewProfile(q, a, nil))
		if len(r.Observations) != len(want) {
			t.Fatalf("%d observations; expected %d", len(r.Observations), len(want))
		}
		for i, o := range r.Observations {
			if o.Measure != want[i].Measure || o.State != want[i].State || !o.Value.Equal(want[i].Value) {
				t.Errorf("observation %d is %v; expected %v", i, o, want[i])
			}
		}
		if len(r.Plan) != 1 || r.Responses[1].State != assess.NotApplicable || r.Responses[1].Reason != "" || r.Responses[0].Evidence != assess.PublicSource || r.Period != a.Frame.Period {
			t.Errorf("row is %+v", r)
		}
		return nil
	})
	if err != nil || n != 1 {
		t.Fatal(n, err)
	}
}
