package reports_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"csi/assess"
	"csi/reports"
)

// schemaOf compiles a published schema and gives what checks a text by it.
func schemaOf(t *testing.T, data []byte) func(string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
}

// refuses holds that a schema takes a text as it is, and none of the changes.
func refuses(t *testing.T, check func(string) error, text string, changes [][2]string) {
	t.Helper()
	if err := check(text); err != nil {
		t.Error(err)
	}
	for _, c := range changes {
		broken := strings.Replace(text, c[0], c[1], 1)
		if broken == text {
			t.Fatalf("the text has no %s", c[0])
		}
		if check(broken) == nil {
			t.Errorf("the schema takes %s for %s", c[1], c[0])
		}
	}
}

// explanation is "csi explain --json" of one part.
func explanation(t *testing.T, in reports.Input, part reports.Part) string {
	t.Helper()
	x := assess.NewExplainer(in.Questionnaire, in.Assessment, in.Framework.Targets)
	return written(t, func(w io.Writer) error { return reports.WriteExplanationJSON(w, x, part) })
}

// TestExplanationSchema holds the JSON of every part of every state to the
// published schema, and the schema to refusing what is none.
func TestExplanationSchema(t *testing.T) {
	t.Parallel()
	check := schemaOf(t, reports.ExplanationJSONSchema())
	all := states(t)
	all["weighted"] = weightedExample(t)
	for name, in := range all {
		for _, part := range append(reports.Parts(in.Questionnaire), reports.Part{}) {
			if err := check(explanation(t, in, part)); err != nil {
				t.Errorf("%s, part %q: %v", name, part.ID, err)
			}
		}
	}
	refuses(t, check, explanation(t, all["worked-example"], reports.Part{}), [][2]string{
		{`"csi/explanation/1"`, `"csi/explanation/2"`}, {`"kind": "stage"`, `"kind": "step"`}, {`"exact": "4/3"`, `"exact": 1.33`},
		{`"state": "answered"`, `"state": "maybe"`}, {`"rating": "in-place"`, `"rating": "fine"`}, {`"changes": false`, `"changes": "no"`},
		{`"selected": true`, `"selected": true, "note": "x"`}, {`"points"`, `"point"`}, {`"band": "severe"`, `"band": "bad"`},
	})
}

// TestCompareSchema does the same for both shapes of a comparison.
func TestCompareSchema(t *testing.T) {
	t.Parallel()
	check := schemaOf(t, reports.CompareJSONSchema())
	for name, changes := range map[string][][2]string{
		"compare-views.json": {{`"csi/compare/1"`, `"csi/compare/2"`}, {`"relation": "views"`, `"relation": "change"`}, {`"views": {`, `"view": {`},
			{`"kind": "blind-spot"`, `"kind": "spot"`}, {`"gap": 33.33333333333333`, `"gap": "33"`}, {`"size": "large"`, `"size": "huge"`}, {`"common": 36`, `"common": -1`},
			{`"id": "knowhow"`, `"id": "skill"`}, {`"band": "severe"`, `"band": "bad"`}, {`"severity": {`, `"score": {`}},
		"compare-change.json": {{`"relation": "change"`, `"relation": "views"`}, {`"before": 1,`, ``}, {`"depth_change": null`, `"depth_change": 5`},
			{`"done": [`, `"note": "x", "done": [`}, {`"date": "2026-11-20"`, `"date": "today"`}},
	} {
		data, err := os.ReadFile(filepath.Join("..", "testdata", "golden", "reports", name)) // what other tests hold the program to
		if err != nil {
			t.Fatal(err)
		}
		refuses(t, check, string(data), changes)
	}
	if err := check(written(t, func(w io.Writer) error { return reports.WriteViewsJSON(w, groupViews(t)) })); err != nil {
		t.Error(err)
	}
	// Every state beside the worked example, as views and as dates.
	for name, in := range states(t) {
		if in.Questionnaire.ID != "core-cso" {
			continue
		}
		a, b := assess.Sheet{Questionnaire: in.Questionnaire, Assessment: in.Assessment}, sideOf(t, "worked-example")
		for _, both := range [][2]assess.Sheet{{a, b}, {b, a}} {
			for _, text := range []string{
				written(t, func(w io.Writer) error { return reports.WriteViewsJSON(w, assess.CompareViews(both[0], both[1])) }),
				written(t, func(w io.Writer) error { return reports.WriteChangeJSON(w, assess.CompareChange(both[0], both[1])) }),
			} {
				if err := check(text); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

// TestSchemas_areJSON holds that each schema names the version that the
// program writes.
func TestSchemas_areJSON(t *testing.T) {
	t.Parallel()
	for want, data := range map[string][]byte{
		reports.ExplanationSchema: reports.ExplanationJSONSchema(), reports.CompareSchema: reports.CompareJSONSchema(),
		reports.TrendSchema: reports.TrendJSONSchema(), reports.PlanSchema: reports.PlanJSONSchema(), reports.WhatIfSchema: reports.WhatIfJSONSchema(),
	} {
		var got struct {
			Properties struct{ Schema struct{ Const string } }
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if got.Properties.Schema.Const != want {
			t.Errorf("the schema of %s is for %q", want, got.Properties.Schema.Const)
		}
	}
}
