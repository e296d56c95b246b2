package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"csi/cmd/internal/browser"
)

// pages are the reports whose pages are opened: everything, sections without
// stages, a case with much that is not known.
var pages = []string{"worked-example", "sample-peer-org", "dublin-supervised-injecting-facility"}

// languagesOfPages are the languages that pages are opened in.
var languagesOfPages = []string{"en", "fr", "uk"}

// TestPages opens the HTML of a report in a real browser, in every language,
// light and dark, on a phone and on a laptop.
func TestPages(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	for _, name := range pages {
		for _, lang := range languagesOfPages {
			t.Run(name+" "+lang, func(t *testing.T) {
				openPage(t, chromium, "report", assessmentFile(t, name), "--lang", lang)
			})
		}
	}
}

// TestPages_dates opens the pages of comparisons over two and three dates.
func TestPages_dates(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	dates := yearsOf(t, "worked-example")
	t.Run("change en", func(t *testing.T) { openPage(t, chromium, "compare", dates[0], dates[1], "--lang", "en") })
	t.Run("trend fr", func(t *testing.T) {
		openPage(t, chromium, append(append([]string{"compare"}, dates...), "--lang", "fr")...)
	})
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

// openPage makes a page by a command and opens it on a phone and on a laptop,
// light and dark.
func openPage(t *testing.T, chromium *browser.Browser, args ...string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	said := command(t, dir, "", append(args, "-o", "page.html")...)
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("no page is written: %s", said)
	}
	for _, size := range []browser.View{browser.Phone, browser.Laptop} {
		for _, dark := range []bool{false, true} {
			size.Dark = dark
			look(t, chromium, size, file)
		}
	}
}

// look opens a page and checks what holds for every page.
func look(t *testing.T, chromium *browser.Browser, v browser.View, file string) {
	t.Helper()
	p := chromium.Page(t, v)
	p.File(file)
	if n := p.Sideways(); n > 0 {
		t.Errorf("at %d pixels the page is %d too wide", v.Width, n)
	}
	if v.Dark && browser.Eval[string](p, "getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)" {
		t.Error("the dark page is white")
	}
	p.Accessible(filepath.Base(file))
}
