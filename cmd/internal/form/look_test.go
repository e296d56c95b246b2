package form

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"csi/questionnaires/phrases"
)

// Every sentence that the code asks for is in the catalogue.
func TestPhrasesExist(t *testing.T) {
	t.Parallel()
	asked := regexp.MustCompile(`(?:say\.[tn]|tell|\bt\.say\.[tn])\("([a-z0-9_.-]+)"`)
	keys := regexp.MustCompile(`u\.hint\("([a-z_]+)"`)
	ticks := regexp.MustCompile(`u\.saved\("([a-z_]+)"`)
	plans := regexp.MustCompile(`\.(plan|planN|speak|tick)\("([a-z0-9_.-]+)"`)
	p := phrases.New("en")
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	check := func(file, id string) {
		n++
		if !strings.HasSuffix(id, ".") && !strings.HasSuffix(id, "_") && !strings.HasSuffix(id, "grade") && !strings.HasSuffix(id, "text") && !p.Has("form."+id) {
			t.Errorf("%s: no sentence form.%s", file, id)
		}
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(text), -1) {
			check(f.Name(), m[1])
		}
		for _, m := range plans.FindAllStringSubmatch(string(text), -1) {
			id := "plan." + m[2]
			if m[1] == "tick" {
				id = "plan.tick." + m[2]
			}
			if n++; !strings.HasSuffix(id, ".") && !p.Has(id) {
				t.Errorf("%s: no sentence %s", f.Name(), id)
			}
		}
		for _, m := range keys.FindAllStringSubmatch(string(text), -1) {
			check(f.Name(), "key."+m[1])
		}
		for _, m := range ticks.FindAllStringSubmatch(string(text), -1) {
			check(f.Name(), "status.tick_"+m[1])
		}
	}
	if n < 200 {
		t.Errorf("only %d sentences found in the code; the pattern no longer fits", n)
	}
}
