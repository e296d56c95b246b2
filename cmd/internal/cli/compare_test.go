package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// TestCompareWords holds that every message of a comparison is asked for, and
// that those whose ids are put together exist.
func TestCompareWords(t *testing.T) {
	t.Parallel()
	var source strings.Builder
	files, err := filepath.Glob("../../../reports/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, "compare.go", "comparereport.go", "menucompare.go") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	// Ids of these are put together.
	made := regexp.MustCompile(`^(compare\.(kind|what)|comparison\.(views|change|trend)\.(kind|frames)$|comparison\.change\.(ups|downs)_heading|comparison\.[a-z]+\.[a-z_]+_many$)`)
	var walk func(n *yamldoc.Node, id string)
	walk = func(n *yamldoc.Node, id string) {
		if n.Kind == yamldoc.Map && n.Get("other") == nil {
			for _, p := range n.Pairs {
				walk(p.Value, id+"."+p.Key.Text)
			}
			return
		}
		_, short, _ := strings.Cut(id, ".")
		if !made.MatchString(id) && !strings.Contains(source.String(), `"`+short+`"`) && !strings.Contains(source.String(), `"`+id+`"`) {
			t.Errorf("nobody asks for %s", id)
		}
	}
	for _, area := range []string{"compare", "comparison"} {
		data, err := os.ReadFile("../../../questionnaires/phrases/en/" + area + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		root, faults := yamldoc.Parse(area+".yaml", data)
		if len(faults.List) > 0 {
			t.Fatal(faults.List)
		}
		walk(root, area)
	}
	p := phrases.New("en")
	for _, id := range strings.Fields(`kind.shared-strength kind.shared-gap kind.blind-spot kind.hidden-practice kind.known-to-neither
		what.country what.tier what.jurisdiction what.policy what.organisation what.group what.date`) {
		if !p.Has("compare." + id) {
			t.Errorf("the catalogue lacks compare.%s", id)
		}
	}
}
