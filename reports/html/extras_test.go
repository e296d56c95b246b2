package html

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// extra draws an assessment on two pages, or in full with its annex.
func extra(t *testing.T, doc *store.Document, lang string, o reports.Options) string {
	t.Helper()
	fw := questionnaires.Framework(lang)
	in := reports.Input{
		Questionnaire: doc.Questionnaire, Assessment: doc.Assessment, Framework: fw, Phrases: phrases.New(lang), Options: o,
		Profile: assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
	}
	if !o.Short {
		in.Explainer = assess.NewExplainer(doc.Questionnaire, doc.Assessment, fw.Targets)
	}
	var b bytes.Buffer
	if err := Write(&b, reports.Build(in)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestExtras holds the rules of every page for the two pages and the annex, in
// every language, and that a public one has nothing that people wrote.
func TestExtras(t *testing.T) {
	t.Parallel()
	docs := map[string]*store.Document{"hostile": hostile(t), "dont-know": read(t, "worked-example"), "not-applicable": read(t, "worked-example")}
	for _, it := range docs["dont-know"].Questionnaire.Items() {
		docs["dont-know"].Assessment.Responses[it.ID] = assess.Response{State: assess.DontKnow}
		docs["not-applicable"].Assessment.Responses[it.ID] = assess.Response{State: assess.NotApplicable, Reason: evil}
	}
	for _, name := range []string{"harbour-outreach", "worked-example", "sample-peer-org", "sample-core-quick", "sample-network"} {
		docs[name] = read(t, name)
	}
	for name, doc := range docs {
		for _, lang := range []string{"en", "fr", "uk"} {
			for _, o := range []reports.Options{{Short: true}, {}, {Short: true, Public: true}, {Public: true}} {
				text := extra(t, doc, lang, o)
				c := &checker{t: t, ids: map[string]bool{}}
				c.walk(text)
				for _, to := range c.links {
					if !c.ids[to] {
						t.Errorf("%s, %s: a link leads to #%s, which is nowhere", name, lang, to)
					}
				}
				if c.count["h1"] != 1 || c.count["main"] != 1 || c.count["table"] != c.count["caption"] {
					t.Errorf("%s, %s: found %v; expected one h1, one main and a caption for each table", name, lang, c.count)
				}
				if c.ids["annex"] == o.Short || c.ids["next"] != o.Short {
					t.Errorf("%s, %s: %+v has the parts of the other", name, lang, o)
				}
				if strings.Contains(text, "<script") || strings.Contains(text, "[[") {
					t.Errorf("%s, %s: a text became markup, or a message is missing", name, lang)
				}
				if o.Public && strings.Contains(strings.ReplaceAll(text, "Port Example", ""), "1+1") && name == "not-applicable" {
					t.Errorf("%s, %s: a reason in public", name, lang)
				}
			}
		}
	}
}

func TestExtras_golden(t *testing.T) {
	t.Parallel()
	for name, got := range map[string]string{
		"harbour-outreach.short.html": extra(t, read(t, "harbour-outreach"), "en", reports.Options{Short: true}),
		"worked-example.annex.html":   annexOf(extra(t, read(t, "worked-example"), "en", reports.Options{Public: true})),
	} {
		path := filepath.Join("..", "..", "testdata", "golden", "reports", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", name, diff)
		}
	}
}

// annexOf cuts a page to its annex.
func annexOf(text string) string {
	_, after, _ := strings.Cut(text, `<section id="annex">`)
	return after
}
