package questionnaires

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"csi/assess"
	"csi/questionnaires/locale"
)

const deCase = `csi: 1
kind: translation
of: outsider-insider
version: 1.0.0
language: de
reviewed: true
title: Von der Straße in den Vorstand
story: |
  Erster Absatz,
  noch immer der erste.

  Zweiter Absatz.
responses:
  n-6: {reason: Die Delegierten stimmen mit.}
discuss: ["Was meinen Sie?"]
`

// TestCaseIsTranslatedTextByText: what a translation has is taken, the rest
// stays in the language of the source, and nothing but texts changes.
func TestCaseIsTranslatedTextByText(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"de/cases/outsider-insider.yaml": deCase})
	if len(l.Refused()) > 0 {
		t.Fatalf("refused:\n%s", lines(l.Refused()))
	}
	source, err := l.Case("outsider-insider", "")
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Case("outsider-insider", "de-AT")
	if err != nil {
		t.Fatal(err)
	}
	if c.Title != "Von der Straße in den Vorstand" || c.Task != source.Task || c.Language != "de" {
		t.Errorf("title %q, task %q, language %q", c.Title, c.Task, c.Language)
	}
	if diff := cmp.Diff([]string{"Erster Absatz, noch immer der erste.", "Zweiter Absatz."}, c.Story); diff != "" {
		t.Errorf("story (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(append([]string{"Was meinen Sie?"}, source.Discuss[1:]...), c.Discuss); diff != "" {
		t.Errorf("discuss (-want +got):\n%s", diff)
	}
	for i, r := range c.Responses {
		want := source.Responses[i]
		if r.Item == "n-6" {
			want.Reason = "Die Delegierten stimmen mit."
		}
		if r != want {
			t.Errorf("response %+v; expected %+v", r, want)
		}
	}
	all := 3 + len(source.Responses) + len(source.Discuss)
	if diff := cmp.Diff(&assess.Translation{Language: "de", Version: "1.0.0", Reviewed: true, Texts: all, Done: 4}, c.Translation); diff != "" {
		t.Errorf("translation (-want +got):\n%s", diff)
	}
	texts := cmpopts.IgnoreFields(Case{}, "Language", "Title", "Story", "Task", "Responses", "Discuss", "Translation")
	if diff := cmp.Diff(source, c, texts); diff != "" {
		t.Errorf("all but the texts (-source +translation):\n%s", diff)
	}
}

func TestCaseInPseudo(t *testing.T) {
	t.Parallel()
	for _, id := range Builtin().CaseIDs() {
		c, err := Builtin().Case(id, locale.Pseudo)
		if err != nil || c.Language != locale.Pseudo {
			t.Fatalf("%s: %v", id, err)
		}
		all := slices.Concat(c.Story, c.Discuss, []string{c.Title, c.Task})
		for _, r := range c.Responses {
			all = append(all, r.Reason)
		}
		for _, text := range all {
			if plain := locale.Unaccented(text); len(plain) > 0 {
				t.Errorf("%s has plain words: %q", id, plain)
			}
		}
	}
}

// TestTranslationsOfCasesThatAreLeftOut: a case is translated in the folder
// for cases only, one that is there already is not shadowed, and one with
// faults is told when it is asked for.
func TestTranslationsOfCasesThatAreLeftOut(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{
		"dublin-facility.yaml":           city(t),
		"de/outsider-insider.yaml":       deCase,
		"de/cases/outsider-insidr.yaml":  deCase,
		"de/cases/core-cso.yaml":         deCase,
		"fr/cases/outsider-insider.yaml": deCase,
		"it/cases/outsider-insider.yaml": deCase,
		"it/cases/notes.txt":             "x",
	})
	want := `own/dublin-facility.yaml:1:1: the id "dublin-facility" is taken: a file of this id comes with csi; expected an id of its own [id-builtin]
own/de/outsider-insider.yaml:1:1: the file translates "outsider-insider", which is not in the library; expected the name of a questionnaire [of-unknown]
own/de/cases/core-cso.yaml:1:1: the file translates "core-cso", which is not in the library; expected the name of a training case [of-unknown]
own/de/cases/outsider-insidr.yaml:1:1: the file translates "outsider-insidr", which is not in the library; expected the name of a training case (did you mean "outsider-insider"?) [of-unknown]
own/fr/cases/outsider-insider.yaml:1:1: a translation of "outsider-insider" into this language comes with csi; expected another language [id-builtin]
`
	if diff := cmp.Diff(want, lines(l.Refused())); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	_, err := l.Case("outsider-insider", "it")
	want = "own/it/cases/outsider-insider.yaml:5:11: \"language\" of the translation is \"de\"; expected \"it\", as its folder is called [language-folder]\n"
	if diff := cmp.Diff(want, lines(faultsOf(err))); diff != "" {
		t.Errorf("a translation with faults (-want +got):\n%s", diff)
	}
}

// TestRemarksOnACase: what is missing, stale and without a source is told.
func TestRemarksOnACase(t *testing.T) {
	t.Parallel()
	text := strings.Replace(deCase, "n-6: {reason", "n-66: {reason: Weg.}\n  n-6: {source: 12345678, reason", 1)
	text = strings.Replace(text, `["Was meinen Sie?"]`, "[a, b, c, d, e, f, g, h]", 1)
	c := Builtin().CheckTranslation("de.yaml", []byte(text))
	got := lines(c.Remarks)
	for _, want := range []string{
		`de.yaml:7:1: the head of the translation lacks 1 of `, `: "task" [translation-missing]`,
		`de.yaml:14:3: "responses" of the translation has the response "n-66", which the source has not; expected no such entry (did you mean "n-6"?) [translation-orphan]`,
		`de.yaml:15:3: response to "n-6" was translated from an earlier text of the source; expected a new look [translation-stale]`,
		`"discuss" of the translation has 8 entries; the source has `,
		`response to "n-5" has none of its texts yet; expected 1 [translation-missing]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no remark %q in:\n%s%s", want, got, lines(c.Faults))
		}
	}
	if c.Of != "outsider-insider" || c.Translation == nil || c.Translation.Stale != 1 {
		t.Errorf("of %q, %+v", c.Of, c.Translation)
	}
}

// TestTranslateACase: what is there stays, what is missing shows its source,
// and the result reads as the same texts.
func TestTranslateACase(t *testing.T) {
	t.Parallel()
	l := Builtin()
	d, err := l.Translate("outsider-insider", "de", Existing{"de.yaml", []byte(deCase)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(d.Data)
	for _, want := range []string{
		"of: outsider-insider\nversion: 1.0.0\nlanguage: de\nreviewed: true\nsource: ",
		"\nstory: |\n  Erster Absatz,\n  noch immer der erste.\n\n  Zweiter Absatz.\n# en: ",
		"\ntask: \"\"\nresponses:\n",
		"    reason: Die Delegierten stimmen mit.\n", "\ndiscuss:\n  - Was meinen Sie?\n  # en: ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
	if d.Result.Done != 4 || d.Result.Stale != 0 {
		t.Errorf("result %+v", d.Result)
	}
	again, err := l.Translate("outsider-insider", "de", Existing{"de.yaml", d.Data}, []string{"n-6", "title", "responses/n-5"})
	if err != nil || string(again.Data) != text {
		t.Errorf("a second run changes the file (%v):\n%s", err, cmp.Diff(text, string(again.Data)))
	}
	if _, err := l.Translate("outsider-insider", "de", Existing{}, []string{"1"}); err == nil {
		t.Error("a question is no entry to accept")
	}
	if _, err := l.Translate("outsider-insidr", "de", Existing{}, nil); err == nil || !strings.Contains(err.Error(), `did you mean "outsider-insider"?`) {
		t.Errorf("an unknown case: %v", err)
	}
}

// TestReferenceInAnotherLanguage: the library falls back text by text.
func TestReferenceInAnotherLanguage(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"de/library.yaml": `csi: 1
kind: translation
of: library
version: 1.0.0
language: de
reviewed: false
cases:
  dublin-facility: {title: Ein Konsumraum für Dublin}
arenas:
  un-cnd: {text: Das Gremium.}
`})
	r, en := l.Reference("de"), l.Reference("")
	if r.Language != "de" || r.Examples[0].Title != "Ein Konsumraum für Dublin" || r.Examples[0].Text != en.Examples[0].Text || r.Examples[1].Title != en.Examples[1].Title {
		t.Errorf("language %q, examples %+v", r.Language, r.Examples[:2])
	}
	if a := assess.Find(r.Arenas, "un-cnd"); a.Text != "Das Gremium." || a.Title != "Commission on Narcotic Drugs" {
		t.Errorf("arena %+v", a)
	}
	if r.Translation == nil || r.Translation.Done != 2 || r.Translation.Texts < 100 {
		t.Errorf("translation %+v", r.Translation)
	}
	d, err := l.Translate("library", "de", l.Overlay("library", "de"), nil)
	if err != nil || d.Result.Done != 2 || !strings.Contains(string(d.Data), "    title: Ein Konsumraum für Dublin\n") {
		t.Errorf("translate: %v\n%s", err, d.Data)
	}
}
