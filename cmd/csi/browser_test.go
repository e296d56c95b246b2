package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"csi/cmd/internal/browser"
)

// page is a kind of page: the command that makes it, without its language.
type page struct {
	name string
	args []string
}

// pages are the kinds of pages that are opened, all in the three languages:
// reports of everything, of sections without stages, and of a case where much
// is not known; what a flag changes; the three comparisons; and a collection.
func pages(t *testing.T) []page {
	harbour, sections := assessmentFile(t, "harbour-outreach"), assessmentFile(t, "sample-peer-org")
	logo, err := filepath.Abs(filepath.Join(root, "testdata", "logos", "harbour.png"))
	if err != nil {
		t.Fatal(err)
	}
	dates := yearsOf(t, "worked-example")
	return []page{
		{"report", []string{"report", assessmentFile(t, "worked-example")}},
		{"report of sections", []string{"report", sections}},
		{"report of a case", []string{"report", assessmentFile(t, "dublin-supervised-injecting-facility")}},
		{"short", []string{"report", harbour, "--short"}},
		{"short of sections", []string{"report", sections, "--short"}},
		{"explain", []string{"report", harbour, "--explain"}},
		{"logo", []string{"report", harbour, "--logo", logo}},
		{"views", []string{"compare", assessmentFile(t, "worked-example"), assessmentFile(t, "worked-example-authority")}},
		{"change", []string{"compare", dates[0], dates[1]}},
		{"trend", append([]string{"compare"}, dates...)},
		{"benchmark", []string{"benchmark", "report", "--db", collectionFile(t)}},
	}
}

// TestPages opens the HTML of every kind of page in a real browser, in every
// language, on a phone and on a laptop, light and dark.
func TestPages(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	for _, x := range pages(t) {
		for _, lang := range []string{"en", "fr", "uk"} {
			t.Run(x.name+" "+lang, func(t *testing.T) { openPage(t, chromium, append(x.args, "--lang", lang)...) })
		}
	}
	for _, both := range []string{"fr,en", "en,uk", "uk,fr"} {
		t.Run("two languages "+both, func(t *testing.T) {
			openPage(t, chromium, "report", assessmentFile(t, "harbour-outreach"), "--report-lang", both)
		})
	}
}

// assessmentFile gives the path of an assessment of testdata.
func assessmentFile(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(root, "testdata", "assessments", name+".csi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// collectionFile makes a collection of made-up assessments in a few countries,
// one of them with too few to be shown.
func collectionFile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	command(t, dir, "", "benchmark", "simulate", "-n", "260", "--seed", "5", "-o", "s.jsonl")
	command(t, dir, "", "benchmark", "add", "s.jsonl", assessmentFile(t, "worked-example"), "--db", "s.db")
	return filepath.Join(dir, "s.db")
}

// yearsOf gives an assessment as it might have been in three years: less at
// first, then some more, then what it is.
func yearsOf(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(assessmentFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	dir, last := t.TempDir(), string(data)
	replace := func(text, pattern, with string) string {
		changed := regexp.MustCompile(pattern).ReplaceAllString(text, with)
		if changed == text {
			t.Fatalf("%s has no %s", name, pattern)
		}
		return changed
	}
	second := replace(replace(last, `(?m)^  date: 2026`, "  date: 2025"), `(?m)^(  (?:ag|b1)-[a-z0-9]+:) [12]$`, "$1 0")
	first := replace(replace(second, `(?m)^  date: 2025`, "  date: 2024"), `(?m)^(  (?:im|b2)-[a-z0-9]+:) [23]$`, "$1 1")
	var all []string
	for year, text := range map[string]string{"2024": first, "2025": second, "2026": last} {
		if err := os.WriteFile(filepath.Join(dir, year+".csi.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, year := range []string{"2024", "2025", "2026"} {
		all = append(all, filepath.Join(dir, year+".csi.yaml"))
	}
	return all
}

// openPage makes a page by a command, opens it in one window and looks at it
// on a laptop in light colours and on a phone in dark ones.
func openPage(t *testing.T, chromium *browser.Browser, args ...string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	said := command(t, dir, "", append(args, "-o", "page.html")...)
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("no page is written: %s", said)
	}
	lookAt(t, chromium, file)
}

// lookAt opens a page in one window and checks what holds for every page.
func lookAt(t *testing.T, chromium *browser.Browser, file string) {
	t.Helper()
	p := chromium.Page(t, browser.Laptop)
	p.File(file)
	if n := p.Sideways(); n > 0 {
		t.Errorf("at %d pixels the page is %d too wide", browser.Laptop.Width, n)
	}
	p.Accessible("a laptop, light")
	phone := browser.Phone
	phone.Dark = true // colours and widths have nothing to do with each other: two looks see all four
	p.Look(phone)
	if n := p.Sideways(); n > 0 {
		t.Errorf("at %d pixels the page is %d too wide", phone.Width, n)
	}
	if browser.Eval[string](p, "getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)" {
		t.Error("the dark page is white")
	}
	p.Accessible("a phone, dark")
}
