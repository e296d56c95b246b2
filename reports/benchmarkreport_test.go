package reports_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"csi/reports"
	"csi/reports/internal/collected"
)

// overviews makes the collections in a language.
func overviews(t *testing.T, lang string) map[string]reports.OverviewInput {
	t.Helper()
	all, err := collected.Inputs(lang)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBenchmarkReportGolden holds a network, a country where nearly everything
// is hidden, and the public form.
func TestBenchmarkReportGolden(t *testing.T) {
	t.Parallel()
	all := overviews(t, "en")
	for _, name := range []string{"network", "nearly hidden", "public"} {
		r := reports.NewBenchmarkReport(all[name])
		var text, markdown bytes.Buffer
		if err := reports.WriteBenchmarkReport(&text, r, reports.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := reports.WriteBenchmarkReportMarkdown(&markdown, r); err != nil {
			t.Fatal(err)
		}
		name = strings.ReplaceAll(name, " ", "-")
		golden(t, "benchmark-"+name+".txt", text.Bytes())
		golden(t, "benchmark-"+name+".md", markdown.Bytes())
	}
}

// TestBenchmarkReport_words holds in every language that no message is missing,
// that nothing is ranked, and that the limits stand in it.
func TestBenchmarkReport_words(t *testing.T) {
	t.Parallel()
	ranked := regexp.MustCompile(`(?i)\b(best|worst|better|winner|league|score of a place)\b`)
	for _, lang := range []string{"en", "fr", "uk"} {
		for name, in := range overviews(t, lang) {
			r := reports.NewBenchmarkReport(in)
			var b bytes.Buffer
			if err := reports.WriteBenchmarkReportMarkdown(&b, r); err != nil {
				t.Fatal(err)
			}
			text := b.String()
			if i := strings.Index(text, "[["); i >= 0 {
				t.Errorf("%s, %s: a message is missing: %s", lang, name, text[i:min(len(text), i+60)])
			}
			if hit := ranked.FindString(text); hit != "" {
				t.Errorf("%s, %s: it says %q", lang, name, hit)
			}
			if r.Limits == "" || r.Parts[0].ID != "method" {
				t.Errorf("%s, %s: limits and method do not come first", lang, name)
			}
		}
	}
}

// TestBenchmarkReport_smallGroups holds that a hidden group has a name and a
// reason and nothing else, in every part.
func TestBenchmarkReport_smallGroups(t *testing.T) {
	t.Parallel()
	all := overviews(t, "en")
	hidden := 0
	for name, in := range all {
		for _, part := range reports.NewBenchmarkReport(in).Parts {
			if part.Panels == nil {
				continue
			}
			for _, p := range part.Panels.Panels {
				if p.Hidden == "" {
					continue
				}
				hidden++
				if len(p.Cells)+len(p.Alts) > 0 || strings.ContainsAny(p.Note, "0123456789") {
					t.Errorf("%s: %q is hidden and says %q, %v", name, p.Name, p.Note, p.Alts)
				}
			}
		}
	}
	if hidden < 8 {
		t.Errorf("%d groups are hidden: too little is tried", hidden)
	}
}

// TestBenchmarkReport_order holds that groups stand in the order of the names
// that are printed, in the language of the report.
func TestBenchmarkReport_order(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string][]string{
		"en": {"Communauté", "Donau", "no place", "Port", "Вигадана"},
		"uk": {"Communauté", "Donau", "Port", "Вигадана", "місце"},
	} {
		r := reports.NewBenchmarkReport(overviews(t, lang)["country"])
		for _, part := range r.Parts {
			if part.Panels == nil {
				continue
			}
			var got []string
			for i, p := range part.Panels.Panels {
				if i < len(want) && !strings.HasPrefix(p.Name, want[i]) {
					got = append(got, p.Name)
				}
			}
			if len(got) > 0 {
				t.Errorf("%s: %q stand out of order; expected %q", lang, got, want)
			}
		}
	}
}
