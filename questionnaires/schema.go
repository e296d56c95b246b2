package questionnaires

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"csi/assess"
)

// SchemaFile is what the schema is called beside a questionnaire.
const SchemaFile = "questionnaire.schema.json"

// Schema gives a JSON Schema (draft 7, which editors know best) for
// questionnaire files. Keys and which of them are needed come from the tables
// that the parser reads by, names and bounds from where the parser takes them,
// so the two cannot part. The schema says less than the parser: it cannot see
// that an id is used twice or that an action fires at the top of its scale.
func Schema() ([]byte, error) {
	s := schemer{BuiltinKnown()}
	root, err := s.object(questionnaireKeys, s.questionnaire())
	if err != nil {
		return nil, err
	}
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["$id"] = "urn:csi:questionnaire:" + strconv.Itoa(format)
	root["title"] = "csi questionnaire"
	definitions := map[string]any{}
	for name, part := range map[string]struct {
		keys  string
		shape map[string]shape
	}{
		"anchor":  {anchorKeys, s.anchor()},
		"section": {sectionKeys, s.section()},
		"item":    {itemKeys, s.item()},
		"action":  {actionKeys, s.action()},
	} {
		if definitions[name], err = s.object(part.keys, part.shape); err != nil {
			return nil, err
		}
	}
	restrict(definitions["item"].(schema))
	root["definitions"] = definitions
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(root)
	return b.Bytes(), err
}

// schema is a schema, or a part of one.
type schema map[string]any

// shape is what may stand under a key, and what it is for.
type shape struct {
	schema
	about string
}

// schemer builds the schema from what references may name.
type schemer struct{ known Known }

// object makes the schema of a mapping from a table of keys. Every key of the
// table must have a shape, and every shape a key.
func (s schemer) object(keys string, shapes map[string]shape) (schema, error) {
	properties, required := map[string]any{}, []string{}
	for key := range strings.FieldsSeq(keys) {
		name, needed := strings.CutSuffix(key, "!")
		sh, ok := shapes[name]
		if !ok {
			return nil, fmt.Errorf("schema of keys: no shape for %q", name)
		}
		part := schema{"description": sh.about}
		for k, v := range sh.schema {
			part[k] = v
		}
		properties[name] = part
		if needed {
			required = append(required, name)
		}
	}
	if len(properties) != len(shapes) {
		return nil, fmt.Errorf("schema of keys: %d shapes for %d keys", len(shapes), len(properties))
	}
	return schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}, nil
}

// restrict adds what the keys of an item demand of each other.
func restrict(item schema) {
	item["dependencies"] = schema{
		"stage": []string{"level"},
		"level": []string{"stage"},
		"reasons": schema{
			"required": []string{"not_applicable"}, "properties": schema{"not_applicable": schema{"const": true}},
		},
	}
	item["not"] = schema{"required": []string{"barrier", "stage"}}
}

// The shapes of values.

func line() schema { return schema{"type": "string", "pattern": `^\s*\S[^\n]*\s*$`} }

func paragraph() schema { return schema{"type": "string", "pattern": `\S`} }

func truth() schema { return schema{"type": "boolean"} }

func whole(low, high int) schema { return schema{"type": "integer", "minimum": low, "maximum": high} }

func id() schema { return schema{"type": "string", "pattern": idForm().String(), "maxLength": maxID} }

func oneOfNames(names []string) schema { return schema{"enum": names} }

func list(of any, least int) schema {
	return schema{"type": "array", "items": of, "minItems": least, "uniqueItems": true}
}

func ref(name string) schema { return schema{"$ref": "#/definitions/" + name} }

// works proposes the works that csi lists; a library may have further ones.
func (s schemer) works() schema {
	return list(schema{"anyOf": []schema{oneOfNames(s.known.Sources), id()}}, 1)
}

func (s schemer) questionnaire() map[string]shape {
	return map[string]shape{
		"csi":       {schema{"const": format}, "version of the file format"},
		"kind":      {schema{"const": "questionnaire"}, "what the file is"},
		"id":        {id(), "name of the questionnaire for ever; lower case, digits, hyphens"},
		"version":   {schema{"type": "string", "pattern": versionForm().String()}, "three numbers such as 1.0.0; a change of the first one ends comparison"},
		"language":  {schema{"type": "string", "pattern": languageForm().String()}, "language of the texts, such as en or pt-BR"},
		"title":     {line(), "what it is called"},
		"summary":   {paragraph(), "whom it is for and what it asks, in one or two sentences"},
		"groups":    {list(oneOfNames(s.known.Groups), 1), "who answers; several groups answer apart"},
		"mirror":    {id(), "the questionnaire that asks the other side the same items"},
		"minutes":   {whole(1, maxMinutes), "how long it takes"},
		"sources":   {s.works(), "the works it rests on"},
		"standards": {list(line(), 0), "outside standards that the items follow; may be empty"},
		"validated": {truth(), "true once it was piloted with the people it asks"},
		"scales":    {s.scales(), "the scales that items are answered on, by name"},
		"sections":  {list(ref("section"), 1), "runs of items that are asked and scored together"},
	}
}

// scales gives lists of values that rise by one from 0.
func (s schemer) scales() schema {
	points := make([]schema, maxPoints)
	for v := range points {
		points[v] = schema{"allOf": []schema{ref("anchor"), {"properties": schema{"value": schema{"const": v}}}}}
	}
	return schema{
		"type": "object", "minProperties": 1, "propertyNames": id(),
		"additionalProperties": schema{"type": "array", "items": points, "minItems": minPoints, "maxItems": maxPoints, "additionalItems": false},
	}
}

func (s schemer) anchor() map[string]shape {
	return map[string]shape{
		"value":  {whole(0, maxPoints-1), "0, 1, 2 and so on, the best last"},
		"label":  {line(), "one or two words"},
		"anchor": {line(), "what can be seen at this value"},
	}
}

func (s schemer) section() map[string]shape {
	return map[string]shape{
		"id":      {id(), "name of the section for ever"},
		"title":   {line(), "what it is called"},
		"intro":   {paragraph(), "what to think of before answering"},
		"sources": {s.works(), "the works it rests on; those of the questionnaire where left out"},
		"items":   {list(ref("item"), 1), "the items in the order they are asked"},
	}
}

func (s schemer) item() map[string]shape {
	weights := []json.Number{}
	for tenths := 5; tenths <= 30; tenths++ {
		weights = append(weights, json.Number(strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64)))
	}
	short := line()
	short["maxLength"] = maxShort
	return map[string]shape{
		"id":             {id(), "name of the item for ever"},
		"short":          {short, "for tables: at most " + strconv.Itoa(maxShort) + " characters"},
		"text":           {line(), "one statement about one thing, without negation"},
		"help":           {paragraph(), "what counts, what does not, an example"},
		"ask":            {line(), "whom to ask when the response is not known"},
		"talk":           {line(), "one neutral question for a group"},
		"stage":          {oneOfNames(names(assess.Stages())), "with level: the item counts in a cell"},
		"level":          {oneOfNames(names(assess.Levels())), "with stage: the item counts in a cell"},
		"barrier":        {oneOfNames(names(assess.Barriers())), "the item counts in a barrier; never beside stage and level"},
		"duty":           {oneOfNames(names(assess.Duties())), "what a public authority owes here"},
		"scale":          {id(), "a name under scales"},
		"anchors":        {s.anchors(), "what each value looks like for this item"},
		"sources":        {s.works(), "the works it rests on; those of the section where left out"},
		"weight":         {schema{"enum": weights}, "how much it counts; 1 where left out"},
		"critical":       {truth(), "a must-have: answered 0 it lifts its barrier"},
		"not_applicable": {truth(), "may it be answered \"not applicable\"?"},
		"reasons":        {list(line(), 1), "reasons to choose from for \"not applicable\""},
		"actions":        {list(ref("action"), 1), "steps that a low response leads to"},
	}
}

// anchors gives texts by value.
func (s schemer) anchors() schema {
	return schema{
		"type": "object", "minProperties": 1, "additionalProperties": false,
		"patternProperties": schema{"^[0-" + strconv.Itoa(maxPoints-1) + "]$": line()},
	}
}

func (s schemer) action() map[string]shape {
	return map[string]shape{
		"for":       {oneOfNames(names(assess.Addressees())), "who takes the step; one for both is two actions"},
		"at_most":   {whole(0, maxPoints-2), "the step is proposed at this value or below"},
		"horizon":   {oneOfNames(names(assess.Horizons())), "short: to 3 months, medium: to 12, long: beyond"},
		"text":      {line(), "the step, in one sentence that starts with a verb"},
		"done_when": {line(), "what can be seen when it is done"},
		"example":   {oneOfNames(s.known.Examples), "a good-practice label of the framework"},
	}
}
