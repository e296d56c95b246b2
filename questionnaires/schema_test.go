package questionnaires

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"csi/questionnaires/yamldoc"
)

const schemaPath = "schema.json"

// TestSchemaIsFresh holds the committed schema to the parser's tables.
func TestSchemaIsFresh(t *testing.T) {
	t.Parallel()
	got, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaPath, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is out of date, run this test with -update (-committed +generated):\n%s", schemaPath, diff)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("questionnaire.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("questionnaire.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON gives a node as an editor hands it to a schema.
func asJSON(n *yamldoc.Node) any {
	switch n.Kind {
	case yamldoc.Scalar:
		if b, ok := n.Bool(); ok {
			return b
		}
		if n.Plain && json.Valid([]byte(n.Text)) && n.Text[0] != '"' {
			return json.Number(n.Text)
		}
		return n.Text
	case yamldoc.List:
		list := []any{}
		for _, i := range n.Items {
			list = append(list, asJSON(i))
		}
		return list
	case yamldoc.Map:
		m := map[string]any{}
		for _, p := range n.Pairs {
			m[p.Key.Text] = asJSON(p.Value)
		}
		return m
	}
	return nil
}

func TestSchemaTakesWhatTheParserTakes(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	all := files(t, "ok")
	for _, id := range IDs() {
		all[id+".yaml"] = read(id + ".yaml")
	}
	for name, data := range all {
		root, _ := yamldoc.Parse(name, data)
		if err := s.Validate(asJSON(root)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// beyondSchema lists the codes that a schema cannot see: what one place of a
// file says about another, and what is lost before a schema sees the file.
var beyondSchema = []string{
	"id-duplicate", "mirror-self", "scale-unknown", "anchor-value", "action-always", "source-unknown", "text-control",
}

func TestSchemaRefusesWhatTheParserRefuses(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	known := BuiltinKnown()
	refused := 0
	for name, data := range files(t, "err") {
		root, d := yamldoc.Parse(name, data)
		if root == nil || len(d.List) > 0 || KindOf(data) == "translation" {
			continue // refused as YAML, or another kind of file
		}
		_, list := Parse(name, data, known)
		seen := slices.ContainsFunc(list, func(d yamldoc.Diagnostic) bool { return !slices.Contains(beyondSchema, d.Code) })
		switch err := s.Validate(asJSON(root)); {
		case err != nil:
			refused++
		case seen:
			t.Errorf("%s passes the schema, and has the faults\n%s", name, lines(list))
		}
	}
	if refused < 40 {
		t.Errorf("the schema refuses %d cases; expected at least 40", refused)
	}
}
