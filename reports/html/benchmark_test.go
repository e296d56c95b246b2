package html

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"csi/reports"
	"csi/reports/internal/collected"
)

// benchmarkPages draws every made-up collection in every language.
func benchmarkPages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, lang := range []string{"en", "fr", "uk"} {
		all, err := collected.Inputs(lang)
		if err != nil {
			t.Fatal(err)
		}
		for name, in := range all {
			if lang != "en" && name != "country" {
				continue
			}
			var b bytes.Buffer
			if err := WriteBenchmark(&b, reports.NewBenchmarkReport(in)); err != nil {
				t.Fatal(err)
			}
			out[name+" "+lang] = b.String()
		}
	}
	return out
}

// TestBenchmark_standsAlone holds for every page that it fetches nothing, runs
// nothing, names every picture and every table, and holds no message that is
// missing.
func TestBenchmark_standsAlone(t *testing.T) {
	t.Parallel()
	for name, page := range benchmarkPages(t) {
		for _, bad := range []string{"<script", "http://", "https://", "<link", "<img", "@import", "[[", "ZgotmplZ"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: the page has %q", name, bad)
			}
		}
		for _, svg := range regexp.MustCompile(`<svg[^>]*>`).FindAllString(page, -1) {
			if !strings.Contains(svg, "aria-hidden") && !strings.Contains(svg, `role="img"`) {
				t.Errorf("%s: a picture without a word: %s", name, svg)
			}
		}
		if n, captions := strings.Count(page, "<table"), strings.Count(page, "<caption"); n != captions {
			t.Errorf("%s: %d tables have %d captions", name, n, captions)
		}
		for _, head := range regexp.MustCompile(`<th[ >][^>]*>?`).FindAllString(page, -1) {
			if !strings.Contains(head, "scope=") {
				t.Errorf("%s: a head without a scope: %s", name, head)
			}
		}
	}
}

// TestBenchmark_saysEveryState holds that no state stands there as a colour
// alone: each cell of a group has its word.
func TestBenchmark_saysEveryState(t *testing.T) {
	t.Parallel()
	page := benchmarkPages(t)["country en"]
	cells := regexp.MustCompile(`(?s)<td class="(c [a-z-]+|cross)">(.*?)</td>`).FindAllStringSubmatch(page, -1)
	if len(cells) < 90 {
		t.Fatalf("%d cells of groups; expected those of four groups", len(cells))
	}
	for _, c := range cells {
		if !regexp.MustCompile(`<span class="vh">[^<]+</span>`).MatchString(c[2]) {
			t.Errorf("a cell of class %q has no word: %s", c[1], c[2])
		}
	}
}
