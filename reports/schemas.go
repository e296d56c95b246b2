package reports

import (
	"bytes"
	_ "embed" // the schemas below
	"encoding/json"
)

//go:embed explanation.schema.json
var explanationSchema string

//go:embed compare.schema.json
var compareSchema string

//go:embed trend.schema.json
var trendSchema string

//go:embed plan.schema.json
var planJSONSchema string

//go:embed what-if.schema.json
var whatIfSchema string

// ExplanationJSONSchema gives the JSON Schema of what WriteExplanationJSON
// writes.
func ExplanationJSONSchema() []byte { return []byte(explanationSchema) }

// CompareJSONSchema gives the JSON Schema of what WriteViewsJSON and
// WriteChangeJSON write.
func CompareJSONSchema() []byte { return []byte(compareSchema) }

// TrendJSONSchema gives the JSON Schema of what WriteTrendJSON writes.
func TrendJSONSchema() []byte { return []byte(trendSchema) }

// PlanJSONSchema gives the JSON Schema of what WritePlanJSON writes.
func PlanJSONSchema() []byte { return []byte(planJSONSchema) }

// WhatIfJSONSchema gives the JSON Schema of what WriteWhatIfJSON writes.
func WhatIfJSONSchema() []byte { return []byte(whatIfSchema) }

// ComparisonsJSONSchema gives one JSON Schema of every comparison: it holds
// those of CompareJSONSchema and TrendJSONSchema whole, and takes what either
// takes.
func ComparisonsJSONSchema() []byte {
	both := `{"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title": "csi comparisons",
		"description": "What csi compare --json writes: csi/compare/1 of two assessments, csi/trend/1 of three or more.",
		"oneOf": [{"$ref": "csi:compare/1"}, {"$ref": "csi:trend/1"}],
		"$defs": {"compare": ` + compareSchema + `, "trend": ` + trendSchema + `}}`
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(both), "", "  "); err != nil {
		return []byte(both) // never: the parts are fixed, and a test reads them
	}
	return append(out.Bytes(), '\n')
}
