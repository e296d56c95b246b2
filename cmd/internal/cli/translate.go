package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
)

// translateOptions are the flags of "csi questionnaire translate".
type translateOptions struct {
	output string
	accept []string
}

func (a *app) translateCommand() *cobra.Command {
	var o translateOptions
	c := &cobra.Command{
		Use:               "translate ID LANG",
		ValidArgsFunction: a.completeSources,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("translate_missing", nil, "translate")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.translate(args[0], locale.Canonical(args[1]), o)
		},
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringSliceVar(&o.accept, "accept", nil, "")
	return c
}

// completeSources suggests the ids of what can be translated, then files.
func (a *app) completeSources(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.library().Translatable(), cobra.ShellCompDirectiveDefault
}

// translate writes a translation to be filled in, or brings one up to date.
func (a *app) translate(source, lang string, o translateOptions) error {
	if o.output == "" {
		o.output = a.translationFile(source, lang)
	}
	existing, err := a.existing(source, lang, o.output)
	if err != nil {
		return err
	}
	draft, err := a.draft(source, lang, existing, o.accept)
	if err != nil {
		return fromTranslate(err)
	}
	if o.output == "-" {
		_, err = a.env.Out.Write(draft.Data)
		return err
	}
	if err := makeFolders(o.output, lang); err != nil {
		return err
	}
	if err := store.Put(o.output, draft.Data); err != nil {
		return fromStore(err)
	}
	p := a.phrases()
	parts := phrases.V{"file": o.output, "done": draft.Result.Done, "texts": draft.Result.Texts, "percent": draft.Result.Percent()}
	a.env.say(p.T("cli.translate.written", parts))
	if n := draft.Result.Stale; n > 0 {
		a.env.say(p.N("cli.translate.stale", n))
	}
	a.next("csi questionnaire check " + quote(o.output))
	return nil
}

// makeFolders makes the folder that a translation lies in. The folder of a
// language, and that of cases in it, are part of the name, so they are made;
// the folder around them is not, since that is where a slip of the hand shows.
func makeFolders(file, lang string) error {
	dir := filepath.Dir(file)
	list := []string{dir}
	if above := filepath.Dir(dir); filepath.Base(above) == lang {
		list = []string{above, dir}
	}
	for _, folder := range list {
		if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, os.ErrExist) && !errors.Is(err, os.ErrNotExist) {
			return fromStore(&store.Error{Op: "save", File: file, Reason: store.ErrPermission})
		}
	}
	return nil
}

// translationFile is where a translation lies that a person did not name:
// beside its source, in the folder of its language.
func (a *app) translationFile(source, lang string) string {
	if looksLikePath(source) {
		return filepath.Join(filepath.Dir(source), lang, filepath.Base(source))
	}
	return filepath.Join(a.libraryDir, filepath.FromSlash(a.library().OverlayFile(source, lang)))
}

// existing reads the translation that is there: the file that is to be
// written, else the one of the library.
func (a *app) existing(source, lang, file string) (questionnaires.Existing, error) {
	if _, err := os.Stat(file); err == nil && file != "-" {
		data, err := readFile(file)
		return questionnaires.Existing{File: file, Data: data}, err
	}
	if looksLikePath(source) {
		return questionnaires.Existing{File: file}, nil
	}
	e := a.library().Overlay(source, lang)
	e.File = cmpOr(e.File, file)
	return e, nil
}

// draft makes the translation of a questionnaire of the library or of a file.
func (a *app) draft(source, lang string, existing questionnaires.Existing, accept []string) (questionnaires.Draft, error) {
	if !looksLikePath(source) {
		return a.library().Translate(source, lang, existing, accept)
	}
	q, err := a.load(source, "")
	if err != nil {
		return questionnaires.Draft{}, err
	}
	return questionnaires.TranslateOf(q, lang, existing, accept)
}

// fromTranslate turns an error of translating into one of this package.
func fromTranslate(err error) error {
	var (
		lang   *questionnaires.LanguageError
		accept *questionnaires.AcceptError
	)
	switch {
	case errors.As(err, &lang) && lang.Source:
		return usage("language_source", phrases.V{"found": lang.Language})
	case errors.As(err, &lang):
		return usage("language_form", phrases.V{"found": lang.Language})
	case errors.As(err, &accept) && accept.DidYouMean != "":
		return usage("accept_near", phrases.V{"found": accept.Name, "near": accept.DidYouMean})
	case errors.As(err, &accept):
		return usage("accept", phrases.V{"found": accept.Name})
	}
	return fromLibrary(err)
}

// besideSource looks again with a source that lies in the folder above the
// translation, as it does for a questionnaire outside the library.
func (a *app) besideSource(name string, data []byte, before questionnaires.CheckedTranslation) questionnaires.CheckedTranslation {
	source, err := readFile(filepath.Join(filepath.Dir(name), "..", filepath.Base(name)))
	if err != nil {
		return before
	}
	q := a.library().Check(name, source).Questionnaire
	if q == nil || q.ID != before.Of {
		return before
	}
	return questionnaires.CheckTranslationOf(q, name, data)
}

// isCatalogue reports whether a file lies where phrase catalogues do.
func isCatalogue(name string) bool {
	abs, err := filepath.Abs(name)
	return err == nil && filepath.Base(filepath.Dir(filepath.Dir(abs))) == "phrases"
}
