package cli

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// library gives what can be answered: what comes with csi, and the folder
// that --library names, else the one in the person's configuration folder.
func (a *app) library() *questionnaires.Library {
	if a.lib == nil || a.libFor != a.libraryDir {
		a.lib, a.libFor = questionnaires.Open(a.folders()...), a.libraryDir
	}
	return a.lib
}

// folders gives the folder of the person's own, if there is one.
func (a *app) folders() []questionnaires.Folder {
	dir := a.libraryDir
	if dir == "" && a.env.Config != "" {
		dir = filepath.Join(a.env.Config, "csi", "library")
	}
	if info, err := os.Stat(dir); dir == "" || err != nil || !info.IsDir() {
		return nil
	}
	return []questionnaires.Folder{{Name: filepath.ToSlash(dir), Files: os.DirFS(dir)}}
}

// openLibrary looks at the folder of the person's own. A folder that was asked for must be
// there and without files that take the place of others; of the one in the
// configuration folder only a warning tells, so that a new version of csi with
// a new questionnaire stops nobody.
func (a *app) openLibrary(*cobra.Command, []string) error {
	asked := a.libraryDir != ""
	if asked {
		switch info, err := os.Stat(a.libraryDir); {
		case errors.Is(err, fs.ErrNotExist):
			return failed("no_folder", phrases.V{"folder": a.libraryDir})
		case err != nil:
			return failed("folder_refused", phrases.V{"folder": a.libraryDir})
		case !info.IsDir():
			return failed("not_folder", phrases.V{"folder": a.libraryDir})
		}
	} else if a.folders() == nil {
		return nil
	}
	list := a.library().Refused()
	for _, f := range a.library().Phrases() {
		list = append(list, phrases.Check(f.Name, f.Files)...)
	}
	switch {
	case len(list) == 0:
		return nil
	case asked:
		return &faults{list: list}
	}
	a.tell(list)
	a.warn("library", nil)
	return nil
}

// tell prints remarks, which change no exit code.
func (a *app) tell(list []yamldoc.Diagnostic) {
	for _, d := range list {
		_, _ = a.env.Err.Write([]byte(d.String() + "\n")) // nothing else can be said when this fails
	}
}

// phraseFiles gives the phrase catalogues of the person's own.
func (a *app) phraseFiles() []fs.FS {
	var list []fs.FS
	for _, f := range a.library().Phrases() {
		list = append(list, f.Files)
	}
	return list
}

// catalogue gives the phrases of the language that has them nearest to the
// one that is wanted.
func (a *app) catalogue(wanted string) *phrases.Catalogue {
	more := a.phraseFiles()
	return phrases.Open(phrases.Match(wanted, more...), more...)
}

// language is that of screens and messages.
func (a *app) language() string { return a.env.language(firstOf(a.lang)) }

// reportLanguage is that of reports: its own, else that of the screens.
func (a *app) reportLanguage() string { return cmpOr(a.reportLang, a.language()) }

// reportPhrases gives the phrases that reports are written in.
func (a *app) reportPhrases() *phrases.Catalogue {
	if a.reportLang == "" {
		return a.phrases()
	}
	return a.catalogue(a.reportLang)
}

// framework gives the words of the field in the language of the screens.
func (a *app) framework() *assess.Framework { return a.library().Framework(a.language()) }

// load reads a questionnaire of the library, or of a file, in a language.
func (a *app) load(idOrPath, lang string) (*assess.Questionnaire, error) {
	if !looksLikePath(idOrPath) {
		q, err := a.library().Load(idOrPath, lang)
		return q.Questionnaire, fromLibrary(err)
	}
	data, err := readFile(idOrPath)
	if err != nil {
		return nil, err
	}
	dir := filepath.Dir(idOrPath)
	q, err := a.library().Own(filepath.ToSlash(idOrPath), data, questionnaires.Folder{Name: filepath.ToSlash(dir), Files: os.DirFS(dir)}, lang)
	return q.Questionnaire, fromLibrary(err)
}

// fromLibrary turns an error of the library into one of this package.
func fromLibrary(err error) error {
	var (
		content *questionnaires.FaultsError
		unknown *questionnaires.UnknownError
	)
	switch {
	case errors.As(err, &content):
		return &faults{list: content.Faults}
	case errors.As(err, &unknown):
		parts := phrases.V{"found": unknown.ID, "near": unknown.DidYouMean}
		if unknown.DidYouMean != "" {
			return usage("unknown_questionnaire_near", parts, "list")
		}
		return usage("unknown_questionnaire", parts, "list")
	}
	return err
}

// draftLanguage peeks into an assessment for the language that it was begun
// in; "" when it cannot be read, which whoever opens it next tells.
func draftLanguage(name string) string {
	data, err := readFile(name)
	if err != nil {
		return ""
	}
	root, _ := yamldoc.Parse(name, data)
	if n := root.Get("language"); n != nil {
		return n.Text
	}
	return ""
}

// reported reads an assessment for a report: its questionnaire in the language
// of the report.
func (a *app) reported(name, questionnaire string) (*store.Document, error) {
	doc, err := store.Read(name, a.resolverIn(questionnaire, a.reportLanguage()))
	if err != nil {
		return nil, fromStore(err)
	}
	return doc, nil
}

// forReport gives the questionnaire of a sitting in the language of reports
// where that is another than the person answers in.
func (s *sitting) forReport(q *assess.Questionnaire) *assess.Questionnaire {
	if s.reportLang == "" || s.as.QuestionnaireFile != "" {
		return q
	}
	other, err := s.library().Load(q.ID, s.reportLang)
	if err != nil {
		return q // it was read a moment ago; whatever went wrong, the report tells when it is written
	}
	return other.Questionnaire
}

// warnLanguage says when a text is not all in the language that was asked for,
// or when nobody has checked its translation.
func (a *app) warnLanguage(q *assess.Questionnaire, fw *assess.Framework, wanted string) {
	p := a.phrases()
	asked := a.lang != "" || a.reportLang != "" || a.env.Getenv("CSI_LANG") != ""
	if asked && !locale.IsPseudo(wanted) && locale.Match(wanted, []string{q.Language}) == "" {
		a.warn("language_missing", phrases.V{"id": q.ID, "wanted": p.Language(locale.Canonical(wanted)), "language": p.Language(q.Language)})
	}
	a.warnTranslations(map[string]*assess.Translation{q.ID: q.Translation, "framework": fw.Translation})
}

// warnTranslations says of translations, by the ids of their sources, what
// they lack, and whether nobody has checked one of them.
func (a *app) warnTranslations(all map[string]*assess.Translation) {
	p, reviewed := a.phrases(), true
	for _, id := range slices.Sorted(maps.Keys(all)) {
		t := all[id]
		if t == nil {
			continue
		}
		parts := phrases.V{"id": id, "language": p.Language(t.Language), "percent": t.Percent(), "count": t.Stale}
		if t.Done < t.Texts {
			a.warn("translation_partial", parts)
		}
		if t.Stale > 0 {
			a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.N("cli.warning.translation_stale", t.Stale, parts))
		}
		reviewed = reviewed && t.Reviewed
	}
	if !reviewed {
		a.warn("translation_unreviewed", nil)
	}
}
