package phrases

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"csi/questionnaires/yamldoc"
)

// TestLanguagesAreComplete holds that every language of the program says all
// that English says. What a language lacks is shown in English, so nobody
// would see it in passing.
func TestLanguagesAreComplete(t *testing.T) {
	t.Parallel()
	areas, err := fs.Glob(files, "en/*.yaml")
	if err != nil || len(areas) < 5 {
		t.Fatalf("found %d catalogues: %v", len(areas), err)
	}
	for _, lang := range Languages() {
		for _, file := range areas {
			want, have := keys(t, file), keys(t, path.Join(lang, path.Base(file)))
			for id := range want {
				if !have[id] {
					t.Errorf("%s/%s lacks %s", lang, path.Base(file), id)
				}
			}
			for id := range have {
				if !want[id] {
					t.Errorf("%s/%s has %s, which English has not", lang, path.Base(file), id)
				}
			}
		}
	}
}

// keys lists the messages of a catalogue; none when there is no such file.
func keys(t *testing.T, file string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	data, err := fs.ReadFile(files, file)
	if err != nil {
		return ids
	}
	root, faults := yamldoc.Parse(file, data)
	if len(faults.List) > 0 {
		t.Fatal(faults.List)
	}
	var walk func(n *yamldoc.Node, id string)
	walk = func(n *yamldoc.Node, id string) {
		if n.Kind != yamldoc.Map || n.Get("other") != nil {
			ids[strings.TrimPrefix(id, ".")] = true
			return
		}
		for _, p := range n.Pairs {
			walk(p.Value, id+"."+p.Key.Text)
		}
	}
	walk(root, "")
	return ids
}
