package pdf

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every address among the sources is a link, once for each time it is printed,
// and nothing that a person wrote becomes one.
func TestWrite_sourcesAreLinks(t *testing.T) {
	t.Parallel()
	r := report(t, "harbour-outreach")
	for i := range r.Stages.Blocks {
		for j := range r.Stages.Blocks[i].Notes {
			r.Stages.Blocks[i].Notes[j].Text = "see https://example.org/leaked"
		}
	}
	var want []string
	for _, s := range r.Sources.Sources {
		for _, word := range strings.Fields(s) {
			if strings.Contains(word, "://") {
				want = append(want, strings.TrimRight(word, "."))
			}
		}
	}
	var got []string
	for _, line := range strings.Split(string(tool(t, r, "pdfinfo", "-url", "FILE")), "\n") {
		if f := strings.Fields(line); len(f) == 3 && f[1] == "Annotation" {
			got = append(got, f[2])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("%d addresses; links (-want +got):\n%s", len(want), diff)
	}
}

// A link stands in the tree where it is read: the element holds its words and
// the place that can be clicked, and the place leads back to the element.
func TestWrite_linksStandInTheTree(t *testing.T) {
	t.Parallel()
	var file struct{ Qpdf []json.RawMessage }
	if err := json.Unmarshal(tool(t, report(t, "harbour-outreach"), "qpdf", "--json=2", "--json-key=qpdf", "FILE"), &file); err != nil {
		t.Fatal(err)
	}
	var raw map[string]struct{ Value json.RawMessage }
	if err := json.Unmarshal(file.Qpdf[1], &raw); err != nil {
		t.Fatal(err)
	}
	type knot struct {
		Type     string         `json:"/Type"`
		Subtype  string         `json:"/Subtype"`
		Kind     string         `json:"/S"`
		Back     *int           `json:"/StructParent"`
		Contents string         `json:"/Contents"`
		Kids     any            `json:"/K"`
		Nums     []any          `json:"/Nums"`
		Action   map[string]any `json:"/A"`
	}
	all, places := map[string]knot{}, map[string]knot{}
	var nums []any
	for name, o := range raw {
		var k knot
		if json.Unmarshal(o.Value, &k) != nil { // a stream, a list
			continue
		}
		name = strings.TrimPrefix(name, "obj:")
		all[name] = k
		if k.Subtype == "/Link" {
			places[name] = k
		}
		if k.Nums != nil {
			nums = k.Nums
		}
	}
	back := map[int]string{}
	for i := 0; i+1 < len(nums); i += 2 {
		if to, ok := nums[i+1].(string); ok {
			back[int(nums[i].(float64))] = to
		}
	}
	for name, place := range places {
		if place.Back == nil || place.Contents == "" || place.Contents != place.Action["/URI"] {
			t.Errorf("place %s: %+v", name, place)
			continue
		}
		element := all[back[*place.Back]]
		kids, _ := element.Kids.([]any)
		if element.Kind != "/Link" || len(kids) != 2 {
			t.Errorf("place %s leads back to %+v", name, element)
			continue
		}
		if to, _ := kids[1].(map[string]any); to["/Type"] != "/OBJR" || to["/Obj"] != name {
			t.Errorf("place %s: its element holds %v", name, kids)
		}
	}
	if len(places) < 3 {
		t.Errorf("%d places, want one for each address", len(places))
	}
}
