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
	for _, c := range []struct{ folder, lang string }{{"day", "en"}, {"day", "fr"}, {"day", "uk"}, {"few", "en"}} {
		t.Run(c.folder+" "+c.lang, func(t *testing.T) {
			openPage(t, chromium, "workshop", "report", filepath.Join(dir, c.folder), "--lang", c.lang)
		})
	}
}
