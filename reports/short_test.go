package reports_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
	"csi/reports"
)

func markdownOf(t *testing.T, r *reports.Report) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return reports.WriteMarkdown(w, r) })
}

// shortOf is the report on two pages.
func shortOf(in reports.Input) *reports.Report {
	in.Options.Short = true
	return reports.Build(in)
}

// TestShort_words holds what the second page says first.
func TestShort_words(t *testing.T) {
	t.Parallel()
	all := states(t)
	q, a := read(t, "harbour-outreach")
	for _, it := range q.Items() {
		for i := range it.Actions {
			a.Plan = append(a.Plan, assess.PlanEntry{Action: it.Actions[i].ID, Status: assess.Done})
		}
	}
	all["done"] = input(q, a)
	for _, c := range []struct{ state, heading, lead string }{
		{"worked-example", "First steps for both sides", "Here are 5 of the 20 actions of the road map, with the numbers they have there. Agree an owner and a date for each."},
		{"cso-only", "First steps", "Here are 5 of the 10 actions of the road map, with the numbers they have there. Agree an owner and a date for each."},
		{"dont-know", "First find out", "Too little is known to name steps. Share these questions out, and answer the questionnaire again."},
		{"one-response", "First find out", "Too little is known to name steps. Share these questions out, and answer the questionnaire again."},
		{"not-applicable", "Nothing to find out, 36 set aside", "What was set aside stands in the full road map."},
		{"all-in-place", "Keep it", "All targets are met and no action is due. What is in place lasts when it is written down, paid for and carried by more than one person."},
	} {
		s := shortOf(all[c.state]).Short
		if s.Heading != c.heading || s.Lead != c.lead {
			t.Errorf("%s: %q, %q; want %q, %q", c.state, s.Heading, s.Lead, c.heading, c.lead)
		}
	}
	if s := shortOf(all["done"]).Short; s.Heading != "Every step is done or dropped" || len(s.Sides) > 0 {
		t.Errorf("everything is done: %q with %d sides", s.Heading, len(s.Sides))
	}
}

// TestShort_sameAsFull: steps, numbers and things to find out are those of the
// full report, in its order; the limits stand word for word; nothing is named
// that is done.
func TestShort_sameAsFull(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		full, r := reports.Build(in), shortOf(in)
		s := r.Short
		for _, side := range s.Sides {
			var rows []reports.ActionRow
			for _, m := range full.RoadMaps {
				if m.For == side.For {
					for _, h := range m.Horizons {
						rows = append(rows, h.Rows...)
					}
				}
			}
			next := 0
			for _, row := range side.Rows {
				for rows[next].Struck {
					next++
				}
				if row.ActionRow != rows[next] {
					t.Errorf("%s: step %d is %q, the full road map has %q", name, next+1, row.Text, rows[next].Text)
				}
				next++
			}
			if len(side.Rows) == 0 || len(side.Rows) > 5 {
				t.Errorf("%s: %d steps of one side", name, len(side.Rows))
			}
		}
		for i, f := range s.Find {
			if f != full.Unknown.Find[i] {
				t.Errorf("%s: %q, the full road map has %q", name, f.Text, full.Unknown.Find[i].Text)
			}
		}
		if s.Limits != full.Limits || s.Note != full.Cover.Note {
			t.Errorf("%s: other limits than in the full report", name)
		}
		for form, text := range map[string]string{"text": flow(string(document(t, r, reports.TextOptions{}))), "markdown": markdownOf(t, r)} {
			for _, want := range []string{s.Heading, s.Lead, s.Limits, s.Summary.Heading, s.Review} {
				if !strings.Contains(text, want) {
					t.Errorf("%s, %s: lacks %q", name, form, want)
				}
			}
			for _, side := range s.Sides {
				for _, row := range side.Rows {
					if !strings.Contains(text, row.Text) || !strings.Contains(text, row.DoneWhen) {
						t.Errorf("%s, %s: lacks %q", name, form, row.Text)
					}
				}
			}
		}
	}
}

// flow undoes the wrapping of a text.
func flow(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestShort_public: no free text and no organisation on the two pages.
func TestShort_public(t *testing.T) {
	t.Parallel()
	in := withTexts(t, "SECRET")
	if text := markdownOf(t, shortOf(in)); !strings.Contains(text, "SECRET") {
		t.Error("the test tests nothing")
	}
	in.Options.Public = true
	for _, lang := range phrases.Languages() {
		in.Phrases = phrases.New(lang)
		r := shortOf(in)
		if text := markdownOf(t, r) + string(document(t, r, reports.TextOptions{})); strings.Contains(text, "SECRET") || strings.Contains(text, "[[") {
			t.Errorf("%s: a public report on two pages holds what people wrote, or lacks a message", lang)
		}
	}
}

// TestGoldenShortAndAnnex holds the texts.
func TestGoldenShortAndAnnex(t *testing.T) {
	t.Parallel()
	all := states(t)
	for _, name := range []string{"harbour-outreach", "sample-peer-org", "dont-know", "not-applicable"} {
		golden(t, name+".short.txt", document(t, shortOf(all[name]), reports.TextOptions{}))
	}
	golden(t, "harbour-outreach.short.md", []byte(markdownOf(t, shortOf(all["harbour-outreach"]))))
	golden(t, "harbour-outreach.short-60.txt", document(t, shortOf(all["harbour-outreach"]), reports.TextOptions{Width: 60, ASCII: true}))
	for name, in := range map[string]reports.Input{"worked-example": all["worked-example"], "sample-peer-org": all["sample-peer-org"], "weighted": weightedExample(t)} {
		r := reports.Build(explaining(in))
		golden(t, name+".annex.md", []byte(annexOf(markdownOf(t, r), "## How every figure came about")))
		golden(t, name+".annex.txt", []byte(annexOf(string(document(t, r, reports.TextOptions{})), "How every figure came about")))
	}
}

// annexOf cuts a report to its annex.
func annexOf(text, heading string) string {
	if i := strings.Index(text, heading); i >= 0 {
		return text[i:]
	}
	return ""
}

// TestShortAndAnnex_noSentenceIsHardCoded: in the pseudo-language every word
// of the two pages and of the annex is accented, but for what a person gave
// and the signs of items.
func TestShortAndAnnex_noSentenceIsHardCoded(t *testing.T) {
	t.Parallel()
	for _, name := range append(samples(), "worked-example", "harbour-outreach") {
		_, a := read(t, name)
		q, err := questionnaires.Load(a.Questionnaire.ID, locale.Pseudo)
		if err != nil {
			t.Fatal(err)
		}
		in := input(q.Questionnaire, a)
		in.Framework, in.Phrases = questionnaires.Framework(locale.Pseudo), phrases.New(locale.Pseudo)
		in.Profile = assess.NewProfile(q.Questionnaire, a, in.Framework.Targets)
		annex := &reports.Report{Annex: reports.Build(explaining(in)).Annex}
		known := append(given(t, name), "x", "csi", "help", "scoring", "explain")
		for _, it := range q.Questionnaire.Items() {
			known = append(known, locale.Unaccented(it.ID)...)
		}
		text := string(document(t, shortOf(in), reports.TextOptions{})) + markdownOf(t, annex)
		seen := map[string]bool{}
		for _, word := range locale.Unaccented(text) {
			if !slices.Contains(known, word) && !seen[word] {
				seen[word] = true
				t.Errorf("%s: %q stands in the report and in no catalogue", name, word)
			}
		}
	}
}
