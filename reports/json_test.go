package reports_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/reports"
)

// TestJSONContract holds the example of design.md section 7, key by key.
func TestJSONContract(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := reports.WriteJSON(&b, states(t)["worked-example"].Profile); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema   json.RawMessage
		Counts   json.RawMessage
		Stages   []json.RawMessage
		Index    json.RawMessage `json:"participation_index"`
		Barriers []json.RawMessage
		Sections []json.RawMessage
		Actions  []json.RawMessage
		Unknowns json.RawMessage
		Weakest  json.RawMessage
		Breadth  []json.RawMessage
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		got  json.RawMessage
		want string
	}{
		{"schema", got.Schema, `"csi/profile/1"`},
		{"counts", got.Counts, `{"items":36,"answered":30,"dont_know":2,"not_applicable":4,"blank":0}`},
		{"decision", got.Stages[2], `{"id":"decision","applicable":true,"attained":"none","at_least":false,"observed":"none","hollow":false,` +
			`"target":"consultation","gap_to_target":2,"depth":{"value":null,"low":0.3333333333333333,"high":0.6666666666666666},"cells":[` +
			`{"level":"information","rating":"partial","score":{"value":33.33333333333333,"low":33.33333333333333,"high":33.33333333333333,"coverage":1}},` +
			`{"level":"consultation","rating":"unknown","score":{"value":null,"low":0,"high":100,"coverage":0}},` +
			`{"level":"dialogue","rating":"absent","score":{"value":0,"low":0,"high":0,"coverage":1}},` +
			`{"level":"partnership","rating":"absent","score":{"value":0,"low":0,"high":0,"coverage":1}}]}`},
		{"reformulation", got.Stages[5], `{"id":"reformulation","applicable":false,"attained":"none","at_least":false,"observed":"none","hollow":false,` +
			`"target":null,"gap_to_target":null,"depth":null,"cells":[{"level":"information","rating":"not-applicable","score":null},` +
			`{"level":"consultation","rating":"not-applicable","score":null},{"level":"dialogue","rating":"not-applicable","score":null},` +
			`{"level":"partnership","rating":"not-applicable","score":null}]}`},
		{"index", got.Index, `{"value":null,"low":33.33333333333333,"high":35}`},
		{"structure", got.Barriers[0], `{"id":"structure","band":"severe","critical":[],"severity":{"value":77.77777777777779,"low":77.77777777777779,"high":77.77777777777779,"coverage":1}}`},
		{"first section", got.Sections[0], `{"id":"agenda-setting","score":{"value":41.66666666666667,"low":41.66666666666667,"high":41.66666666666667,"coverage":1}}`},
		{"section that does not apply", got.Sections[5], `{"id":"reformulation","score":null}`},
		{"third action", got.Actions[2], `{"id":"ag-dia/cso/1","item":"ag-dia","for":"cso","horizon":"short","priority":1.3333333333333333,"selected":true}`},
		{"unknowns", got.Unknowns, `["de-con","b4-3"]`},
		{"weakest", got.Weakest, `["decision","monitoring"]`},
		{"breadth", got.Breadth[0], `{"level":"information","in_place":3,"applicable":5}`},
	} {
		var compact bytes.Buffer
		if err := json.Compact(&compact, c.got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, compact.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestJSONOfNothing holds that lists are never null.
func TestJSONOfNothing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"not-applicable", "all-in-place", "sections"} {
		var b bytes.Buffer
		if err := reports.WriteJSON(&b, states(t)[name].Profile); err != nil {
			t.Fatal(err)
		}
		var got map[string]json.RawMessage
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"stages", "barriers", "sections", "actions", "unknowns", "breadth", "weakest", "duties"} {
			if s := string(got[key]); s == "" || s == "null" {
				t.Errorf("%s: %s is %q, want a list", name, key, s)
			}
		}
	}
}
