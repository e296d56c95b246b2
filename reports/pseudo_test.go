package reports_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// pseudo makes the report of an assessment in the pseudo-language of tests.
func pseudo(t *testing.T, name string) *reports.Report {
	t.Helper()
	_, a := read(t, name)
	q, err := questionnaires.Load(a.Questionnaire.ID, locale.Pseudo)
	if err != nil {
		t.Fatal(err)
	}
	in := input(q.Questionnaire, a)
	in.Framework, in.Phrases = questionnaires.Framework(locale.Pseudo), phrases.New(locale.Pseudo)
	in.Reference = questionnaires.Reference(locale.Pseudo)
	in.Profile = assess.NewProfile(q.Questionnaire, a, in.Framework.Targets)
	return reports.Build(in)
}

// given lists the words that a report takes as they are: what a person wrote,
// the works, names of the program.
func given(t *testing.T, name string) []string {
	t.Helper()
	_, a := read(t, name)
	words := []string{a.Frame.Jurisdiction, a.Frame.Policy, a.Frame.Organisation, a.Questionnaire.ID}
	for _, r := range a.Responses {
		words = append(words, r.Note, r.Reason)
	}
	for _, p := range a.Plan {
		words = append(words, p.Owner, p.Proof)
	}
	for _, s := range questionnaires.Sources() {
		words = append(words, s.Authors, s.Title, s.Publisher, s.URL, s.Year, s.Note, s.Short)
	}
	return locale.Unaccented(strings.Join(words, " "))
}

// TestNoSentenceIsHardCoded: in the pseudo-language every word of a report is
// accented, but for what the person or a source gave.
func TestNoSentenceIsHardCoded(t *testing.T) {
	t.Parallel()
	for _, name := range append(samples(), "worked-example", "harbour-outreach", "dublin-supervised-injecting-facility") {
		r, known := pseudo(t, name), given(t, name)
		var text, score bytes.Buffer
		if err := reports.WriteText(&text, r, reports.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := reports.WriteScore(&score, r, reports.TextOptions{Width: 80, Actions: true}); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, word := range locale.Unaccented(text.String() + score.String()) {
			if !slices.Contains(known, word) && !seen[word] {
				seen[word] = true
				t.Errorf("%s: %q stands in the report and in no catalogue", name, word)
			}
		}
	}
}

// TestLongerLanguagesFit: texts that are 40 percent longer, and short ones as
// long as they may be, stay within the width.
func TestLongerLanguagesFit(t *testing.T) {
	t.Parallel()
	for _, width := range []int{60, 80, 100, 140} {
		var b bytes.Buffer
		if err := reports.WriteScore(&b, pseudo(t, "worked-example"), reports.TextOptions{Width: width, Actions: true}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("a line of %d columns at a width of %d: %q", n, width, line)
			}
		}
	}
}
