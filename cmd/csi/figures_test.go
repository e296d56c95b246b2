package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFigures walks every form of a report: what each says is read out of the
// file by means of its own, never by code that writes reports, and held to
// "csi score --json" both ways. A figure that is missing fails, and so does a
// figure that the JSON does not hold.
func TestFigures(t *testing.T) {
	t.Parallel()
	slots := make(chan struct{}, 2)
	for name, source := range figureCases(t) {
		for _, lang := range []string{"en", "fr", "uk"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				t.Parallel()
				slots <- struct{}{}
				defer func() { <-slots }()
				walkForms(t, source, lang)
			})
		}
	}
}

// figureCases gives the assessments of the walk: those of testdata, and states
// that have few figures or none, or items of different weight.
func figureCases(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	cases := map[string]string{}
	for _, name := range []string{"worked-example", "harbour-outreach", "dublin-supervised-injecting-facility", "sample-peer-org"} {
		path, err := filepath.Abs(filepath.Join(root, "testdata", "assessments", name+".csi.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		cases[name] = path
	}
	read := func(path ...string) string {
		data, err := os.ReadFile(filepath.Join(append([]string{root}, path...)...))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole := read("testdata", "assessments", "worked-example.csi.yaml")
	head, responses, _ := strings.Cut(whole, "responses:\n")
	answered := regexp.MustCompile(`(?m)^(  [a-z0-9-]+:) [0-3]$`)
	cases["all don't know"] = write("dont-know.csi.yaml", head+"responses:\n"+answered.ReplaceAllString(responses, "$1 {dont_know: true}"))
	cases["one response"] = write("one.csi.yaml", head+"responses:\n  b1-1: 1\n")
	q := read("questionnaires", "builtin", "core-cso.yaml")
	q = regexp.MustCompile(`(?m)^(id|mirror): .*\n`).ReplaceAllString(q, "")
	for _, item := range []string{"ag-inf", "dr-con", "b1-2", "b4-1"} {
		heavy := strings.Replace(q, "- id: "+item+"\n", "- id: "+item+"\n        weight: 2.5\n", 1)
		if heavy == q {
			t.Fatalf("the questionnaire has no item %s", item)
		}
		q = heavy
	}
	write("weighted-cso.yaml", "id: weighted-cso\n"+q)
	cases["weights"] = write("weights.csi.yaml", strings.Replace(whole, "{id: core-cso", "{id: weighted-cso", 1))
	return cases
}

func walkForms(t *testing.T, source, lang string) {
	t.Helper()
	dir := t.TempDir()
	library := filepath.Dir(source)
	csi := func(args ...string) string {
		t.Helper()
		if strings.HasSuffix(source, "weights.csi.yaml") {
			args = append(args, "--library", library)
		}
		cmd := exec.Command("csi", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CSI_LANG=en")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("csi %s: %v\n%s", strings.Join(args, " "), err, err.(*exec.ExitError).Stderr)
		}
		return string(out)
	}
	scored := csi("score", source, "--json")
	var p figureProfile
	if err := json.Unmarshal([]byte(scored), &p); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"json", "csv", "xlsx", "txt", "md", "html", "docx", "pdf"} {
		csi("report", source, "-o", "r."+form, "--lang", lang)
	}
	path := func(form string) string { return filepath.Join(dir, "r."+form) }
	if d := cmp.Diff(scored, string(fileBytes(t, path("json")))); d != "" {
		t.Errorf("json (-score +report):\n%s", d)
	}
	if d := cmp.Diff(p.csvFigures(), csvFigures(t, path("csv"))); d != "" {
		t.Errorf("csv (-JSON +csv):\n%s", d)
	}
	names, rows := xlsxFigures(t, path("xlsx"))
	if d := cmp.Diff(p.xlsxFigures(), rows); d != "" {
		t.Errorf("xlsx (-JSON +xlsx):\n%s", d)
	}
	said := map[string][]string{}
	for form, text := range map[string]string{
		"txt": oneLine(string(fileBytes(t, path("txt")))), "md": oneLine(strings.ReplaceAll(string(fileBytes(t, path("md"))), "**", "")),
		"html": htmlText(t, path("html")), "docx": docxText(t, path("docx")), "pdf": pdfText(t, path("pdf"), "-raw"),
	} {
		rows := text
		if form == "pdf" {
			rows = pdfText(t, path("pdf"), "-layout")
		}
		p.checkText(t, form, text, rows, names)
		p.checkDepths(t, form, text)
		said[form] = p.checkCounts(t, form, text)
	}
	for form, list := range said {
		if d := cmp.Diff(said["txt"], list); d != "" {
			t.Errorf("sentences that count (-txt +%s):\n%s", form, d)
		}
	}
	if len(said["txt"]) < 2 {
		t.Errorf("the sentences that count are %v", said["txt"])
	}
}

func fileBytes(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
