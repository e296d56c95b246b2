package reports

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// The codebook is well-formed and keeps to what DDI-Codebook 2.5 asks for: the
// namespace, a title, variables with names whose elements stand in the order
// of the schema, and files that the variables refer to.
func TestWriteDDI(t *testing.T) {
	t.Parallel()
	q := &assess.Questionnaire{ID: "q", Version: "1.0.0", Language: "en", Title: "A <title> & more", Sections: []assess.Section{{ID: "s", Items: []assess.Item{
		{ID: "i1", Text: "Text <1>", Anchors: []assess.Anchor{{Value: 0, Label: "no"}, {Value: 1, Label: "yes"}}}}}}}
	var out bytes.Buffer
	in := BenchmarkInput{Questionnaire: q, Framework: &assess.Framework{}, Phrases: phrases.Open("en")}
	if err := WriteDDI(&out, in, 7); err != nil {
		t.Fatal(err)
	}
	order := []string{"labl", "txt", "catgry", "varFormat"}
	files, names, at := map[string]bool{}, 0, 0
	var path []string
	d := xml.NewDecoder(&out)
	for {
		token, err := d.Token()
		if token == nil {
			if err.Error() != "EOF" {
				t.Fatal(err)
			}
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Space != "ddi:codebook:2_5" {
				t.Fatalf("<%s> is in namespace %q", e.Name.Local, e.Name.Space)
			}
			attr := map[string]string{}
			for _, a := range e.Attr {
				attr[a.Name.Local] = a.Value
			}
			if len(path) == 3 && path[2] == "var" {
				i := -1
				for j, o := range order {
					if o == e.Name.Local {
						i = j
					}
				}
				if i < at {
					t.Errorf("<%s> stands too late in <var>, or is not known", e.Name.Local)
				}
				at = i
			}
			switch e.Name.Local {
			case "fileDscr":
				files[attr["ID"]] = true
			case "var":
				at = 0
				if names++; attr["name"] == "" || attr["ID"] == "" {
					t.Error("a variable without name or ID")
				}
				for _, f := range strings.Fields(attr["files"]) {
					if !files[f] {
						t.Errorf("file %q is not described", f)
					}
				}
			}
			path = append(path, e.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if len(path) > 0 && path[len(path)-1] == "titl" && strings.Join(path, "/") != "codeBook/stdyDscr/citation/titlStmt/titl" {
				t.Errorf("the title is at %v", path)
			}
		}
	}
	if names != len(ResearchColumns()) {
		t.Errorf("%d variables; expected %d", names, len(ResearchColumns()))
	}
}
