package room

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// TestWords holds that every message that a page asks for exists, and that
// every message of the catalogue is asked for.
func TestWords(t *testing.T) {
	t.Parallel()
	asked, starts := map[string]bool{}, []string{"cli."}
	p := phrases.New("en")
	call := regexp.MustCompile(`(?:\.S[ (]|\.N\(|p\.N )"([a-z0-9_.-]+)"`)
	var all strings.Builder
	for _, pattern := range []string{"*.go", "pages/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) < 10 {
			t.Fatalf("found %d files of %s: %v", len(names), pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				all.Write(data)
			}
		}
	}
	for _, m := range call.FindAllStringSubmatch(all.String(), -1) {
		if strings.HasSuffix(m[1], ".") || !p.Has("room."+m[1]) {
			starts = append(starts, m[1]) // the rest is put together, and TestPages sees it
			if !strings.Contains(all.String(), `"`+m[1]+`" +`) && !strings.Contains(all.String(), `"`+m[1]+`"+`) {
				t.Errorf("the message room.%s is asked for and does not exist", m[1])
			}
		}
		asked[m[1]] = true
	}
	starts = append(starts, "left.", "forgotten.") // of leave
	data, err := os.ReadFile("../../../questionnaires/phrases/en/room.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, faults := yamldoc.Parse("room.yaml", data)
	if len(faults.List) > 0 {
		t.Fatal(faults.List)
	}
	var walk func(n *yamldoc.Node, id string)
	walk = func(n *yamldoc.Node, id string) {
		if n.Kind == yamldoc.Map && n.Get("other") == nil {
			for _, pair := range n.Pairs {
				walk(pair.Value, strings.TrimPrefix(id+"."+pair.Key.Text, "."))
			}
			return
		}
		for _, start := range starts {
			if strings.HasPrefix(id, start) {
				return
			}
		}
		if !asked[id] {
			t.Errorf("nobody asks for the message room.%s", id)
		}
	}
	walk(root, "")
}
