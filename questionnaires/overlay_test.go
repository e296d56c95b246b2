package questionnaires

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"csi/assess"
	"csi/questionnaires/locale"
)

// own makes a library with a folder of a person's own.
func own(t testing.TB, files map[string]string) *Library {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Open(Folder{"own", tree})
}

const frHead = "csi: 1\nkind: translation\nof: my-city\nversion: 1.0.0\nlanguage: fr\nreviewed: false\n"

// city gives a small questionnaire and a library with it.
func city(t testing.TB) string {
	t.Helper()
	return string(files(t, "ok")["minimal.yaml"])
}

func TestOverlayIsLaidOverItemByItem(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{
		"my-city.yaml": city(t),
		"fr/my-city.yaml": frHead + `title: Participer dans notre ville
scales:
  practice:
    0: {label: Absent}
    2: {label: Entièrement}
items:
  ag-inf:
    text: La ville publie les sujets à venir.
    help:
    short: ""
`,
	})
	got, err := l.Load("my-city", "fr-BE")
	if err != nil {
		t.Fatal(err)
	}
	it := got.Item("ag-inf")
	for _, c := range []struct{ what, got, want string }{
		{"language", got.Language, "fr"},
		{"title", got.Title, "Participer dans notre ville"},
		{"summary, missing", got.Summary, "For the people who run services in one city."},
		{"text", it.Text, "La ville publie les sujets à venir."},
		{"short, empty", it.Short, "Topics public"},
		{"help, nothing", it.Help, "A list on the website counts."},
		{"label of the scale", got.Scales[0].Anchors[0].Label, "Absent"},
		{"label of the item", it.Anchors[2].Label, "Entièrement"},
		{"label, missing", it.Anchors[1].Label, "In part"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q; expected %q", c.what, c.got, c.want)
		}
	}
	want := &assess.Translation{Language: "fr", Version: "1.0.0", Texts: 9, Done: 4}
	if diff := cmp.Diff(want, got.Translation); diff != "" || got.FellBack {
		t.Errorf("translation (-want +got):\n%s", diff)
	}
	if p := got.Translation.Percent(); p != 44 {
		t.Errorf("%d percent; expected 44", p)
	}
}

// TestOwnAnchorsAreTranslatedApart: what an item says itself is not taken from
// its scale, what it inherits is.
func TestOwnAnchorsAreTranslatedApart(t *testing.T) {
	t.Parallel()
	source := string(files(t, "ok")["full.yaml"])
	q := Check("full.yaml", []byte(source)).Questionnaire
	scale := q.Scales[0].ID
	head := fmt.Sprintf("csi: 1\nkind: translation\nof: %s\nversion: %s\nlanguage: uk\nreviewed: true\n", q.ID, q.Version)
	l := own(t, map[string]string{q.ID + ".yaml": source, "uk/" + q.ID + ".yaml": head + "scales:\n  " + scale + `:
    0: {label: Немає, anchor: Нічого не видно.}
items:
  ag-inf:
    anchors: {2: Перелік з датами.}
    reasons: [Місто не має такого завдання.]
    actions:
      cso/2: {text: Вести перелік.}
      authority/1: {done_when: Він у мережі.}
`})
	got, err := l.Load(q.ID, "uk")
	if err != nil {
		t.Fatal(err)
	}
	it := got.Item("ag-inf")
	want := []assess.Anchor{{Value: 0, Label: "Немає", Text: "No list."}, {Value: 1, Label: "In part"}, {Value: 2, Label: "Fully", Text: "Перелік з датами."}}
	if diff := cmp.Diff(want, it.Anchors); diff != "" {
		t.Errorf("anchors (-want +got):\n%s", diff)
	}
	if it.Reasons[0] != "Місто не має такого завдання." || it.Actions[2].Text != "Вести перелік." || it.Actions[1].DoneWhen != "Він у мережі." || it.Actions[0].Text != "Ask for the list." {
		t.Errorf("reasons %q, actions %+v", it.Reasons, it.Actions)
	}
	if !got.Translation.Reviewed {
		t.Error("the translation is reviewed")
	}
	for _, other := range got.Items() {
		if other.ID != "ag-inf" && other.Scale == scale && other.Anchors[0].Text != "Нічого не видно." && other.Anchors[0].Text == q.Scales[0].Anchors[0].Text {
			t.Errorf("item %q does not inherit the anchor of its scale", other.ID)
		}
	}
}

// TestOnlyTextsChange: a translation can change no id, weight or order.
func TestOnlyTextsChange(t *testing.T) {
	t.Parallel()
	source := load(t, "core-cso")
	pseudo, err := Load("core-cso", "qps-ploc")
	if err != nil || pseudo.Language != locale.Pseudo || pseudo.FellBack {
		t.Fatalf("pseudo-language: %q, %v", pseudo.Language, err)
	}
	texts := []cmp.Option{
		cmpopts.IgnoreUnexported(assess.Questionnaire{}),
		cmpopts.IgnoreFields(assess.Questionnaire{}, "Language", "Title", "Summary"),
		cmpopts.IgnoreFields(assess.Section{}, "Title", "Intro"),
		cmpopts.IgnoreFields(assess.Item{}, "Short", "Text", "Help", "Ask", "Talk", "Reasons"),
		cmpopts.IgnoreFields(assess.Anchor{}, "Label", "Text"),
		cmpopts.IgnoreFields(assess.Action{}, "Text", "DoneWhen"),
	}
	if diff := cmp.Diff(source, pseudo.Questionnaire, texts...); diff != "" {
		t.Errorf("all but the texts (-source +pseudo):\n%s", diff)
	}
	for i, it := range pseudo.Items() {
		was := source.Items()[i]
		if n := utf8.RuneCountInString(it.Short); n != maxShort {
			t.Errorf("short text %q has %d characters; expected %d, the most there may be", it.Short, n, maxShort)
		}
		all := []string{it.Short, it.Text, it.Help, it.Ask, it.Talk}
		for v, a := range it.Anchors {
			all = append(all, a.Label, a.Text)
			if a.Label != pseudo.Scales[slices.IndexFunc(pseudo.Scales, func(s assess.Scale) bool { return s.ID == it.Scale })].Anchors[v].Label {
				t.Errorf("label %d of %q is not that of the scale", v, it.ID)
			}
		}
		for _, a := range it.Actions {
			all = append(all, a.Text, a.DoneWhen)
		}
		for _, text := range append(all, it.Reasons...) {
			if plain := locale.Unaccented(text); len(plain) > 0 || !strings.HasPrefix(text, "[") {
				t.Errorf("%q of %q is not in the pseudo-language: %q", text, it.ID, plain)
			}
		}
		if 5*utf8.RuneCountInString(it.Text) < 7*utf8.RuneCountInString(was.Text) {
			t.Errorf("%q is not 40 percent longer", it.Text)
		}
	}
}

func TestPseudoFramework(t *testing.T) {
	t.Parallel()
	f := Framework(locale.Pseudo)
	for _, list := range termLists(f) {
		for _, term := range list.terms {
			if plain := locale.Unaccented(term.Title + term.Text + term.Question + term.When + term.Short); len(plain) > 0 {
				t.Errorf("%s: %q has plain words: %q", list.key, term.ID, plain)
			}
			if n := utf8.RuneCountInString(term.Title); list.limit > 0 && n != list.limit {
				t.Errorf("%s: title %q has %d characters; expected %d", list.key, term.Title, n, list.limit)
			}
		}
	}
	if f.Language != locale.Pseudo {
		t.Errorf("language is %q", f.Language)
	}
}

// TestRemarksOnTranslations: what is missing, stale and without a source is
// told entry by entry, with its place.
func TestRemarksOnTranslations(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"my-city.yaml": city(t)})
	c := l.CheckTranslation("fr.yaml", []byte(strings.Replace(frHead, "1.0.0", "0.9.0", 1)+`source: 00000000
title: Notre ville
summary: Pour une ville.
scales:
  practice:
    0: {label: Absent}
    1: {label: En partie}
    2: {label: Oui}
    3: {label: Trop}
sections:
  agenda: {title: Sujets, intro: Bonjour}
  agendas: {title: Rien}
items:
  ag-inf:
    source: 12345678
    talk: Encore ?
    short: Sujets publics
    reasons: [Une]
    actions:
      cso/1: {text: Rien.}
`))
	want := `fr.yaml:4:10: the translation follows version 0.9.0; the source has 1.0.0 [translation-version]
fr.yaml:8:1: the head of the translation was translated from an earlier text of the source; expected a new look [translation-stale]
fr.yaml:11:3: scale "practice" was translated from an earlier text of the source; expected a new look [translation-stale]
fr.yaml:15:5: scale "practice" has the value "3", which the source has not; expected no such entry [translation-orphan]
fr.yaml:17:3: section "agenda" was translated from an earlier text of the source; expected a new look [translation-stale]
fr.yaml:17:27: section "agenda" has "intro", which the source has not; expected no such key [translation-orphan]
fr.yaml:18:3: "sections" of the translation has the section "agendas", which the source has not; expected no such entry (did you mean "agenda"?) [translation-orphan]
fr.yaml:20:3: item "ag-inf" lacks 2 of 3 texts: "text", "help" [translation-missing]
fr.yaml:20:3: item "ag-inf" was translated from an earlier text of the source; expected a new look [translation-stale]
fr.yaml:22:5: item "ag-inf" has "talk", which the source has not; expected no such key [translation-orphan]
fr.yaml:24:5: item "ag-inf" has "reasons", which the source has not; expected no such key [translation-orphan]
fr.yaml:25:5: item "ag-inf" has "actions", which the source has not; expected no such key [translation-orphan]
`
	if diff := cmp.Diff(want, lines(c.Remarks)); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&assess.Translation{Language: "fr", Version: "0.9.0", Texts: 9, Done: 7, Stale: 4}, c.Translation); diff != "" {
		t.Errorf("translation (-want +got):\n%s", diff)
	}
}

func TestFrameworkInAnotherLanguage(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"de/framework.yaml": `csi: 1
kind: translation
of: framework
version: 1.0.0
language: de
reviewed: false
stages:
  drafting: {title: Entwurf}
glossary:
  tokenism: {title: Ämterschein}
`})
	f := l.Framework("de-AT")
	if f.Language != "de" || f.Stages[1].Title != "Entwurf" || f.Stages[0].Title != "Agenda setting" || f.Translation == nil || f.Translation.Done != 2 {
		t.Errorf("language %q, stages %+v, translation %+v", f.Language, f.Stages[:2], f.Translation)
	}
	if f.Glossary[1].ID != "tokenism" && f.Glossary[0].ID != "tokenism" {
		t.Errorf("the glossary starts with %q, %q; expected the German order, with Ä by A", f.Glossary[0].ID, f.Glossary[1].ID)
	}
	if en := l.Framework("en-GB"); en.Translation != nil || en.Language != "en" {
		t.Errorf("English is %q with %+v", en.Language, en.Translation)
	}
	c := l.CheckTranslation("x.yaml", []byte("csi: 1\nkind: translation\nof: framework\nversion: 1.0.0\nlanguage: de\nreviewed: false\nstages: {draftin: {title: x}}\n"))
	if c.Translation == nil || !strings.Contains(lines(c.Remarks), `has the entry "draftin", which the source has not; expected no such entry (did you mean "drafting"?) [translation-orphan]`) {
		t.Errorf("check: %+v\n%s", c.Translation, lines(c.Remarks))
	}
}

// TestBuiltinTranslations: what comes with csi has no faults and nothing left
// over.
func TestBuiltinTranslations(t *testing.T) {
	t.Parallel()
	l := Builtin()
	if len(l.Refused()) > 0 {
		t.Errorf("refused:\n%s", lines(l.Refused()))
	}
	for _, id := range l.Translatable() {
		for _, lang := range l.Languages(id) {
			name := l.OverlayFile(id, lang)
			c := l.CheckTranslation(name, read(name))
			if c.Translation == nil || len(c.Remarks) > 0 || c.Of != id {
				t.Errorf("%s:\n%s%s", name, lines(c.Faults), lines(c.Remarks))
			}
			if err := loads(l, id, lang); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// loads reads anything that can be translated in a language.
func loads(l *Library, id, lang string) error {
	got := ""
	switch {
	case id == "framework":
		got = l.Framework(lang).Language
	case id == "library":
		got = l.Reference(lang).Language
	case l.isCase(id):
		c, err := l.Case(id, lang)
		if err != nil {
			return err
		}
		got = c.Language
	default:
		q, err := l.Load(id, lang)
		if err != nil {
			return err
		}
		got = q.Language
	}
	if got != lang {
		return fmt.Errorf("the language is %q; expected %q", got, lang)
	}
	return nil
}
