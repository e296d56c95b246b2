package main

import (
	"path/filepath"
	"testing"

	"csi/cmd/internal/browser"
)

// pages are the reports whose pages are opened: everything, sections without
// stages, a case with much that is not known.
var pages = []string{"worked-example", "sample-peer-org", "dublin-supervised-injecting-facility"}

// TestPages opens the HTML of a report in a real browser, in every language,
// light and dark, on a phone and on a laptop.
func TestPages(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	for _, name := range pages {
		for _, lang := range []string{"en", "fr", "uk"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				dir := t.TempDir()
				source, err := filepath.Abs(filepath.Join(root, "testdata", "assessments", name+".csi.yaml"))
				if err != nil {
					t.Fatal(err)
				}
				command(t, dir, "", "report", source, "-o", "page.html", "--lang", lang)
				for _, size := range []browser.View{browser.Phone, browser.Laptop} {
					for _, dark := range []bool{false, true} {
						size.Dark = dark
						look(t, chromium, size, filepath.Join(dir, "page.html"))
					}
				}
			})
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
