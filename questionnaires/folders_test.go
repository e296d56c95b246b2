package questionnaires

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/questionnaires/phrases"
)

// TestLanguageAndQuestionnaireWithoutCode: a new language for what comes with
// csi and a new questionnaire are files in a folder, no line of Go.
func TestLanguageAndQuestionnaireWithoutCode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"my-city.yaml":         city(t),
		"de/my-city.yaml":      strings.Replace(frHead, "fr", "de", 1) + "title: Mitwirken in unserer Stadt\n",
		"de/core-cso.yaml":     "csi: 1\nkind: translation\nof: core-cso\nversion: 1.0.0\nlanguage: de\nreviewed: false\nitems:\n  ag-inf: {short: Themen sind bekannt}\n",
		"de/framework.yaml":    "csi: 1\nkind: translation\nof: framework\nversion: 1.0.0\nlanguage: de\nreviewed: false\nstages:\n  drafting: {title: Entwurf}\n",
		"phrases/de/cli.yaml":  "next: \"Weiter: {command}\"\n",
		"phrases/fr-BE/x.yaml": "a: b\n",
		"notes.txt":            "not read",
		"port.csi.yaml":        "not read",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l := Open(Folder{"lib", os.DirFS(dir)})
	if len(l.Refused()) > 0 {
		t.Fatalf("refused:\n%s", lines(l.Refused()))
	}
	q, err := l.Load("my-city", "de")
	if err != nil || q.Title != "Mitwirken in unserer Stadt" {
		t.Errorf("my-city: %v, %v", q.Questionnaire, err)
	}
	q, err = l.Load("core-cso", "de-AT")
	if err != nil || q.Item("ag-inf").Short != "Themen sind bekannt" || q.Language != "de" {
		t.Errorf("core-cso: %v", err)
	}
	if f := l.Framework("de"); f.Stages[1].Title != "Entwurf" {
		t.Errorf("framework: %+v", f.Stages[1])
	}
	headers, faults := l.List("de")
	i := slices.IndexFunc(headers, func(h Header) bool { return h.ID == "my-city" })
	if len(faults) > 0 || i < 0 || headers[i].Title != "Mitwirken in unserer Stadt" {
		t.Fatalf("list: %+v\n%s", headers, lines(faults))
	}
	if diff := cmp.Diff([]string{"en", "de"}, headers[i].Languages); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	words := l.Phrases()
	if len(words) != 1 || words[0].Name != "lib/phrases" {
		t.Fatalf("phrases: %+v", words)
	}
	c := phrases.Open(phrases.Match("de-CH", words[0].Files), words[0].Files)
	if got := c.T("cli.next", phrases.V{"command": "x"}); got != "Weiter: x" {
		t.Errorf("phrase is %q", got)
	}
	if got := c.T("cli.nothing_saved"); got != phrases.New("en").T("cli.nothing_saved") {
		t.Errorf("a phrase that is missing is %q", got)
	}
}

// TestWhatComesWithCSIIsNotShadowed: the same id is refused, told, and what
// comes with csi serves.
func TestWhatComesWithCSIIsNotShadowed(t *testing.T) {
	t.Parallel()
	mine := strings.Replace(city(t), "id: my-city", "id: core-cso", 1)
	l := own(t, map[string]string{
		"core-cso.yaml":    mine,
		"framework.yaml":   "csi: 1\n",
		"sources.yaml":     "csi: 1\nkind: sources\nsources:\n  - {id: coe-code-2019, authors: A, year: \"2020\", title: T}\n  - {id: my-paper, authors: A, year: \"2020\", title: T}\n",
		"fr/my-cty.yaml":   frHead,
		"fr/core-cs.yaml":  frHead,
		"de/core-cso.yaml": "csi: 1\n",
	})
	second := Open(l.folders[1], Folder{"other", l.folders[1].Files})
	want := `own/core-cso.yaml:1:1: the id "core-cso" is taken: a file of this id comes with csi; expected an id of its own [id-builtin]
own/framework.yaml:1:1: the id "framework" is taken: a file of this id comes with csi; expected an id of its own [id-builtin]
own/sources.yaml:1:1: the source id "coe-code-2019" is taken already; expected an id of its own [id-builtin]
own/fr/core-cs.yaml:1:1: the file translates "core-cs", which is not in the library; expected the name of a questionnaire (did you mean "core-cso"?) [of-unknown]
own/fr/my-cty.yaml:1:1: the file translates "my-cty", which is not in the library; expected the name of a questionnaire [of-unknown]
`
	if diff := cmp.Diff(want, lines(l.Refused())); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	if !strings.Contains(lines(second.Refused()), `other/de/core-cso.yaml:1:1: a translation of "core-cso" into this language lies in own; expected another language [id-builtin]`) {
		t.Errorf("a second folder:\n%s", lines(second.Refused()))
	}
	if q, err := l.Load("core-cso", ""); err != nil || len(q.Items()) != 36 {
		t.Errorf("core-cso is not what comes with csi: %v", err)
	}
	if works := l.Sources(); works[len(works)-1].ID != "my-paper" {
		t.Errorf("a work of one's own is not there: %+v", works[len(works)-1])
	}
	if _, err := l.Load("core-cso", "de"); err == nil || !strings.Contains(err.Error(), "own/de/core-cso.yaml") {
		t.Errorf("a translation with faults: %v", err)
	}
}

func TestFilesOfALibraryAreCalledAsTheyAre(t *testing.T) {
	t.Parallel()
	l := own(t, map[string]string{"town.yaml": city(t), "bad.yaml": "csi: 1\n", "uk/town.yaml": frHead})
	_, err := l.Load("town", "")
	var content *FaultsError
	if !errors.As(err, &content) || lines(content.Faults) != "own/town.yaml:1:1: the file holds the questionnaire \"my-city\"; expected the id \"town\", as the file is called [id-file]\n" {
		t.Errorf("another id: %v", err)
	}
	headers, faults := l.List("")
	if len(headers) != len(IDs()) || len(faults) != 12 {
		t.Errorf("%d headers and %d faults; files with faults are left out and told", len(headers), len(faults))
	}
	l = own(t, map[string]string{"my-city.yaml": city(t), "uk/my-city.yaml": frHead})
	_, err = l.Load("my-city", "uk")
	if !errors.As(err, &content) || lines(content.Faults) != "own/uk/my-city.yaml:5:11: \"language\" of the translation is \"fr\"; expected \"uk\", as its folder is called [language-folder]\n" {
		t.Errorf("another folder: %v", err)
	}
}

// TestOwnFileBesideItsTranslations: a questionnaire that is named by its path
// finds the translations in folders beside it, and no others.
func TestOwnFileBesideItsTranslations(t *testing.T) {
	t.Parallel()
	mine := strings.Replace(city(t), "id: my-city", "id: core-cso", 1)
	l := own(t, map[string]string{"fr/quiz.yaml": strings.Replace(frHead, "my-city", "core-cso", 1) + "title: Ville\n", "uk/core-cso.yaml": "broken"})
	beside := l.folders[1]
	for lang, want := range map[string]string{"fr": "Ville", "uk": "Involvement in our city", "": "Involvement in our city"} {
		q, err := l.Own("dir/quiz.yaml", []byte(mine), beside, lang)
		if err != nil || q.Title != want || q.FellBack != (lang == "uk") {
			t.Errorf("in %q: %v", lang, err)
		}
	}
	if _, err := l.Own("dir/quiz.yaml", []byte("x: 1"), beside, ""); err == nil {
		t.Error("faults are not told")
	}
}

func TestFolderThatCannotBeRead(t *testing.T) {
	t.Parallel()
	l := Open(Folder{"nowhere", os.DirFS(filepath.Join(t.TempDir(), "nowhere"))})
	if got := lines(l.Refused()); got != "nowhere:1:1: the folder cannot be read; expected one with questionnaires [folder]\n" {
		t.Error(got)
	}
}
