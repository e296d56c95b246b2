package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStructure holds what a screen reader finds in the PDFs that package pdf
// has no golden file of: a report with a logo, a blank questionnaire. Every
// kind of PDF is sound, and its bookmarks lead to pages that are there.
func TestStructure(t *testing.T) {
	t.Parallel()
	logo, err := filepath.Abs(filepath.Join(root, "testdata", "logos", "harbour.png"))
	if err != nil {
		t.Fatal(err)
	}
	harbour := assessmentFile(t, "harbour-outreach")
	cso, pm, dates := assessmentFile(t, "worked-example"), assessmentFile(t, "worked-example-authority"), yearsOf(t, "worked-example")
	for name, c := range map[string]struct {
		golden bool
		args   []string
	}{
		"logo":          {true, []string{"report", harbour, "--logo", logo}},
		"questionnaire": {true, []string{"questionnaire", "preview", "core-quick"}},
		"full":          {false, []string{"report", harbour}},
		"short":         {false, []string{"report", harbour, "--short"}},
		"annex":         {false, []string{"report", harbour, "--explain"}},
		"two languages": {false, []string{"report", harbour, "--report-lang", "fr,en"}},
		"views":         {false, []string{"compare", cso, pm}},
		"change":        {false, []string{"compare", dates[0], dates[1]}},
		"trend":         {false, append([]string{"compare"}, dates...)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			command(t, dir, "", append(c.args, "-o", "a.pdf")...)
			if c.golden {
				sameAsGolden(t, "command-"+name+".pdf.tags.txt", looked(t, dir, "pdfinfo", "-enc", "UTF-8", "-struct-text", "a.pdf"))
			}
			if info := looked(t, dir, "pdfinfo", "a.pdf"); !regexp.MustCompile(`(?m)^Tagged: +yes$`).MatchString(info) {
				t.Errorf("pdfinfo does not say that it is tagged:\n%s", info)
			}
			if said := looked(t, dir, "qpdf", "--check", "a.pdf"); !strings.Contains(said, "No syntax or stream encoding errors found") {
				t.Errorf("qpdf says:\n%s", said)
			}
			checkDestinations(t, looked(t, dir, "qpdf", "--json=2", "--json-key=qpdf", "a.pdf"))
		})
	}
}

// checkDestinations follows every bookmark and every link inside a file.
func checkDestinations(t *testing.T, text string) {
	t.Helper()
	var file struct{ Qpdf []map[string]json.RawMessage }
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	objects := map[string]map[string]any{}
	for id, raw := range file.Qpdf[1] {
		var o struct{ Value map[string]any }
		if json.Unmarshal(raw, &o) == nil { // streams and lists are passed over
			objects[strings.TrimPrefix(id, "obj:")] = o.Value
		}
	}
	found := 0
	for id, o := range objects {
		dest, has := o["/Dest"]
		if action, ok := o["/A"].(map[string]any); ok && action["/S"] == "/GoTo" {
			dest, has = action["/D"], true
		}
		if !has {
			continue
		}
		found++
		list, ok := dest.([]any)
		if !ok || len(list) < 2 {
			t.Errorf("object %s leads to %v; expected a page and a place", id, dest)
			continue
		}
		if page := objects[fmt.Sprint(list[0])]; page["/Type"] != "/Page" {
			t.Errorf("object %s leads to %v, which is no page", id, list[0])
		}
	}
	if found == 0 && len(file.Qpdf) > 0 {
		t.Log("it has no bookmarks and no links inside")
	}
}

// TestAnchors holds that each link inside a page leads to a part of it.
func TestAnchors(t *testing.T) {
	t.Parallel()
	link, name := regexp.MustCompile(`(?:href|xlink:href|aria-labelledby|aria-describedby)="#?([^":/]+)"`), regexp.MustCompile(` id="([^"]+)"`)
	harbour := assessmentFile(t, "harbour-outreach")
	for what, args := range map[string][]string{
		"full": {"report", harbour}, "short": {"report", harbour, "--short"}, "annex": {"report", harbour, "--explain"},
		"views": {"compare", assessmentFile(t, "worked-example"), assessmentFile(t, "worked-example-authority")},
		"trend": append([]string{"compare"}, yearsOf(t, "worked-example")...),
	} {
		dir := t.TempDir()
		command(t, dir, "", append(args, "-o", "a.html")...)
		page := string(fileBytes(t, filepath.Join(dir, "a.html")))
		ids := map[string]int{}
		for _, x := range name.FindAllStringSubmatch(page, -1) {
			ids[x[1]]++
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: %d parts have the id %s", what, n, id)
			}
		}
		links := link.FindAllStringSubmatch(page, -1)
		if len(links) == 0 {
			t.Errorf("%s: the page has no link inside", what)
		}
		for _, x := range links {
			for _, id := range strings.Fields(x[1]) {
				if ids[id] == 0 {
					t.Errorf("%s: %s leads nowhere", what, x[0])
				}
			}
		}
	}
}

// looked runs a program that looks at PDFs. Where it is missing the test is
// skipped, except on the build machine.
func looked(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed; CI needs it (make tools)", name)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed (make tools)", name)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// sameAsGolden holds a text to a golden file.
func sameAsGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join(root, "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(strings.Split(string(fileBytes(t, path)), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s differs; if it should, run go test -update (-want +got):\n%s", name, d)
	}
}
