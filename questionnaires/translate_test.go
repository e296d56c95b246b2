package questionnaires

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

func TestSkeleton(t *testing.T) {
	t.Parallel()
	q := Check("my-city.yaml", []byte(city(t))).Questionnaire
	got, err := Skeleton(q, "fr")
	if err != nil {
		t.Fatal(err)
	}
	want := `csi: 1
kind: translation
of: my-city
version: 1.0.0
language: fr
reviewed: false
source: PRINT
# en: Involvement in our city
title: ""
# en: For the people who run services in one city.
summary: ""
scales:
  practice:
    source: PRINT
    0:
      # en: Not there
      label: ""
    1:
      # en: In part
      label: ""
    2:
      # en: Fully
      label: ""
sections:
  agenda:
    source: PRINT
    # en: Agenda
    title: ""
items:
  ag-inf:
    source: PRINT
    # en: Topics public
    short: ""
    # en: The city publishes the topics that come up.
    text: ""
    # en: A list on the website counts.
    help: ""
`
	if diff := cmp.Diff(want, anyPrint().ReplaceAllString(string(got), "source: PRINT")); diff != "" {
		t.Errorf("skeleton (-want +got):\n%s", diff)
	}
	c := CheckTranslationOf(q, "fr.yaml", got)
	if diff := cmp.Diff(&assess.Translation{Language: "fr", Version: "1.0.0", Texts: 9}, c.Translation); diff != "" {
		t.Errorf("translation (-want +got):\n%s\n%s", diff, lines(c.Faults))
	}
}

// TestSkeletonsOfAll: every built-in source has a skeleton that reads without
// faults, also as one of its kind that is full of itself.
func TestSkeletonsOfAll(t *testing.T) {
	t.Parallel()
	l := Builtin()
	for _, id := range append(l.IDs(), "framework") {
		d, err := l.Translate(id, "de", Existing{}, nil)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if d.Result.Done != 0 || d.Result.Stale != 0 || len(d.Open) == 0 {
			t.Errorf("%s: %+v", id, d.Result)
		}
		again, err := l.Translate(id, "de", Existing{"x", d.Data}, nil)
		if err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if diff := cmp.Diff(string(d.Data), string(again.Data)); diff != "" {
			t.Errorf("%s changes when it is written again:\n%s", id, diff)
		}
	}
}

// TestTranslateRoundTrip: whatever the texts are, they come back as they were,
// and a second run changes nothing.
func TestTranslateRoundTrip(t *testing.T) {
	t.Parallel()
	odd := []string{
		"plain", "with: colon", "with # sign", "ends:", `"quoted" \ back`, "null", "true", "- dash", "12", "{a: b}", "[x]", "*star", "&and", "!bang", "%x", "@x", "`x`",
		"« Bonjour\u00a0: ça va\u202f? »", "Ґанок — «так»", "'single'", "it's", "~", "a,b", "?", "| pipe", "> more", "line one\nline two\n\n  indented: x\nlast # no", "e\u0301", "0x1F", "é: x",
	}
	q := load(t, "core-cso")
	tree, _ := questionnaireSlots(q)
	for i, s := range tree.texts(false) {
		text := odd[i%len(odd)]
		if !s.lines {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		if s.limit > 0 && len(text) > s.limit {
			text = "short"
		}
		s.given = text
	}
	tr := &translator{overlaySource: overlaySource{id: q.ID, version: q.Version, language: "en", tree: tree}, head: translationHeader{language: "fr"}}
	if err := tr.accept(nil); err != nil {
		t.Fatal(err)
	}
	first := tr.write()
	d, err := Builtin().Translate(q.ID, "fr", Existing{"fr.yaml", first}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, first[:1000])
	}
	if diff := cmp.Diff(string(first), string(d.Data)); diff != "" {
		t.Errorf("written again (-first +second):\n%s", diff)
	}
	if d.Result.Done != d.Result.Texts || !d.Result.Whole() || len(d.Open) > 0 {
		t.Errorf("%+v\n%s", d.Result, lines(d.Open))
	}
	if strings.Contains(string(d.Data), "# en:") {
		t.Error("a text that is there has its source above it")
	}
}

// TestTranslateKeepsAndAdds follows one translation through its life.
func TestTranslateKeepsAndAdds(t *testing.T) {
	t.Parallel()
	source := city(t)
	hand := "# Traduit par nous.\n" + strings.Replace(frHead, "kind:", "# Licence.\nkind:", 1) + `title: "Notre ville" # gone
items:
  # Relu en juin.
  ag-inf: {short: Sujets, text: Les sujets sont publics., talk: "Encore ?"}
  ag-old: {short: Vieux, help: "# a\nb\n# c", reasons: [x, y]}
`
	l := own(t, map[string]string{"my-city.yaml": source})
	first, err := l.Translate("my-city", "fr", Existing{"fr.yaml", []byte(hand)}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, lines(faultsOf(err)))
	}
	for _, part := range []string{
		"# Traduit par nous.\ncsi: 1\n# Licence.\nkind: translation\n", "\ntitle: Notre ville\n", "\n  # Relu en juin.\n  ag-inf:\n    source: ",
		"\n    short: Sujets\n    text: Les sujets sont publics.\n    # en: A list on the website counts.\n    help: \"\"\n    talk: Encore ?\n",
		"\n  ag-old:\n    short: Vieux\n    help: |\n      # a\n      b\n      # c\n    reasons:\n      - x\n      - y\n",
	} {
		if !strings.Contains(string(first.Data), part) {
			t.Errorf("expected %q in\n%s", part, first.Data)
		}
	}
	if first.Result.Stale != 0 || first.Result.Done != 3 {
		t.Errorf("fingerprints where none stood: %+v", first.Result)
	}

	// The source changes in one item: only this item is stale, until somebody
	// says that it was looked at.
	changed := own(t, map[string]string{"my-city.yaml": strings.Replace(strings.Replace(source, "1.0.0", "1.1.0", 1), "The city publishes", "The town publishes", 1)})
	c := changed.CheckTranslation("fr.yaml", first.Data)
	if c.Translation.Stale != 1 || !strings.Contains(lines(c.Remarks), `item "ag-inf" was translated from an earlier text`) {
		t.Errorf("after a change: %+v\n%s", c.Translation, lines(c.Remarks))
	}
	second, err := changed.Translate("my-city", "fr", Existing{"fr.yaml", first.Data}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if second.Result.Stale != 1 || !strings.Contains(string(second.Data), "# en: The town publishes the topics that come up.\n    text: Les sujets sont publics.\n") {
		t.Errorf("a stale entry shows its source: %+v\n%s", second.Result, second.Data)
	}
	third, err := changed.Translate("my-city", "fr", Existing{"fr.yaml", second.Data}, []string{"ag-inf"})
	if err != nil || third.Result.Stale != 0 || strings.Contains(string(third.Data), "# en: The town") {
		t.Errorf("accepted: %+v, %v\n%s", third.Result, err, third.Data)
	}
	if n := strings.Count(string(third.Data), "# c\n"); n != 1 {
		t.Errorf("a line of a text that starts like a comment stands there %d times", n)
	}
	if third.Result.Version != "1.1.0" {
		t.Errorf("version is %q", third.Result.Version)
	}
}

// TestTranslateOfAnotherVersion: what nobody can know to be fresh is stale.
func TestTranslateOfAnotherVersion(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"my-city.yaml": city(t)})
	old := strings.Replace(frHead, "1.0.0", "0.9.0", 1) + "title: Ville\nitems:\n  ag-inf: {short: Sujets}\n"
	d, err := l.Translate("my-city", "fr", Existing{"fr.yaml", []byte(old)}, []string{"items/ag-inf"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Result.Stale != 1 || !strings.Contains(string(d.Data), "\nsource: 00000000\n# en: Involvement in our city\ntitle: Ville\n") {
		t.Errorf("%+v\n%s", d.Result, d.Data)
	}
	d, err = l.Translate("my-city", "fr", Existing{"fr.yaml", d.Data}, []string{"all"})
	if err != nil || d.Result.Stale != 0 {
		t.Errorf("all accepted: %+v, %v", d.Result, err)
	}
}

func TestTranslateRefuses(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"my-city.yaml": city(t)})
	for _, c := range []struct {
		id, lang, existing string
		accept             []string
		want               string
	}{
		{"my-cty", "fr", "", nil, `no questionnaire "my-cty"; did you mean "my-city"?`},
		{"my-city", "en", "", nil, `the source is in "en" already; expected another language`},
		{"my-city", "french", "", nil, `found the language "french"; expected a code such as fr or pt-BR`},
		{"my-city", "fr", frHead, []string{"ag-in"}, `no entry "ag-in" to accept; did you mean "ag-inf"?`},
		{"my-city", "fr", frHead, []string{"zzzzzz"}, `no entry "zzzzzz" to accept; expected the id of an item, a scale, a section or a term, or all`},
		{"my-city", "uk", frHead, nil, `fr.yaml:5:11: "language" of the translation is "fr"; expected "uk" [language-folder]`},
		{"core-cso", "fr", frHead, nil, `fr.yaml:3:5: the file translates "my-city"; expected "core-cso" [of-unknown]`},
		{"my-city", "fr", "csi: 1\nkind: questionnaire\n", nil, `fr.yaml:2:7: the file is a questionnaire; expected a translation [kind]`},
		{"my-city", "fr", "# only\n", nil, `fr.yaml:1:1: the file holds only comments; expected it to start with "csi: 1" [empty]`},
	} {
		_, err := l.Translate(c.id, c.lang, Existing{"fr.yaml", []byte(c.existing)}, c.accept)
		got := ""
		switch {
		case faultsOf(err) != nil:
			got = strings.TrimSpace(lines(faultsOf(err)))
		case err != nil:
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("translate %s into %s: %s; expected %s", c.id, c.lang, got, c.want)
		}
	}
}

// TestFingerprints: a word gives another one, layout does not, and an entry
// does not depend on others.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	print := func(source, entry string) string {
		tree, _ := questionnaireSlots(Check("x.yaml", []byte(source)).Questionnaire)
		for _, unit := range tree.units() {
			if unit.key == entry {
				return unit.fingerprint()
			}
		}
		t.Fatalf("no entry %q", entry)
		return ""
	}
	source := city(t)
	folded := strings.Replace(source, "text: The city publishes the topics that come up.", "text: >-\n          The city publishes the\n          topics that come up.", 1)
	other := strings.Replace(source, "The city", "The town", 1)
	if print(source, "ag-inf") != print(folded, "ag-inf") {
		t.Error("folding a line changes the fingerprint")
	}
	if print(source, "ag-inf") == print(other, "ag-inf") {
		t.Error("a word does not change the fingerprint")
	}
	if print(source, "practice") != print(other, "practice") || print(source, "") != print(other, "") {
		t.Error("an item changes the fingerprint of another entry")
	}
	if got, want := print(source, "ag-inf"), "96d73a43"; got != want {
		t.Errorf("fingerprint is %s; expected %s, as it stands in files", got, want)
	}
}
