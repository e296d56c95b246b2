package cli

import (
	"os"
	"path/filepath"
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
	for _, name := range []string{"compare.go", "../../../reports/compare.go", "../../../reports/change.go"} {
		data, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	data, err := os.ReadFile("../../../questionnaires/phrases/en/compare.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, faults := yamldoc.Parse("compare.yaml", data)
	if len(faults.List) > 0 {
		t.Fatal(faults.List)
	}
	var walk func(n *yamldoc.Node, id string)
	walk = func(n *yamldoc.Node, id string) {
		if n.Kind == yamldoc.Map && n.Get("other") == nil {
			for _, p := range n.Pairs {
				walk(p.Value, strings.TrimPrefix(id+"."+p.Key.Text, "."))
			}
			return
		}
		made := strings.HasPrefix(id, "kind.") || strings.HasPrefix(id, "what.")
		if !made && !strings.Contains(source.String(), `"`+id+`"`) && !strings.Contains(source.String(), `"compare.`+id+`"`) {
			t.Errorf("nobody asks for compare.%s", id)
		}
	}
	walk(root, "")
	p := phrases.New("en")
	for _, id := range strings.Fields(`kind.shared-strength kind.shared-gap kind.blind-spot kind.hidden-practice kind.known-to-neither
		what.country what.tier what.jurisdiction what.policy what.organisation what.group what.date`) {
		if !p.Has("compare." + id) {
			t.Errorf("the catalogue lacks compare.%s", id)
		}
	}
}
