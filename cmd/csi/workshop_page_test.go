package main

import (
	"path/filepath"
	"testing"

	"csi/cmd/internal/browser"
)

// TestWorkshopPages opens the report of a workshop in a real browser: two
// groups in every language, and a group that is too small.
func TestWorkshopPages(t *testing.T) {
	t.Parallel()
	chromium := browser.Open(t)
	dir := t.TempDir()
	command(t, dir, "", "workshop", "simulate", "day", "--people", "14", "--cards", "5", "--questionnaire", "core-cso,core-pm")
	command(t, dir, "", "workshop", "results", "day", "--yes")
	command(t, dir, "", "workshop", "simulate", "few", "--people", "4", "--questionnaire", "core-quick")
	dark := browser.Laptop
	dark.Dark = true
	for _, c := range []struct {
		folder, lang string
		views        []browser.View
	}{
		{"day", "en", []browser.View{browser.Phone, dark}},
		{"day", "fr", []browser.View{browser.Phone}},
		{"day", "uk", []browser.View{browser.Phone}},
		{"few", "en", []browser.View{browser.Phone, dark}},
	} {
		t.Run(c.folder+" "+c.lang, func(t *testing.T) {
			file := c.folder + "-" + c.lang + ".html"
			command(t, dir, "", "workshop", "report", c.folder, "-o", file, "--lang", c.lang)
			for _, v := range c.views {
				look(t, chromium, v, filepath.Join(dir, file))
			}
		})
	}
}
