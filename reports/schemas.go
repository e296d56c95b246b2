package reports

import _ "embed" // the schemas below

//go:embed explanation.schema.json
var explanationSchema string

//go:embed compare.schema.json
var compareSchema string

// ExplanationJSONSchema gives the JSON Schema of what WriteExplanationJSON
// writes.
func ExplanationJSONSchema() []byte { return []byte(explanationSchema) }

// CompareJSONSchema gives the JSON Schema of what WriteViewsJSON and
// WriteChangeJSON write.
func CompareJSONSchema() []byte { return []byte(compareSchema) }
