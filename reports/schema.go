package reports

import _ "embed" // the schema below

//go:embed profile.schema.json
var profileSchema string

// ProfileSchema gives the JSON Schema of what WriteJSON writes.
func ProfileSchema() []byte { return []byte(profileSchema) }
