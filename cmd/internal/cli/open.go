package cli

import (
	"errors"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// looksLikePath tells a file from the id of a questionnaire: ids have neither
// a dot nor a slash.
func looksLikePath(s string) bool { return strings.ContainsAny(s, `./\`) }

// readFile reads a file that a person named.
func readFile(name string) ([]byte, error) {
	data, err := store.ReadFile(name)
	return data, fromStore(err)
}

// resolver finds the questionnaire of an assessment as its authors wrote it.
func (a *app) resolver(flag string) store.Resolver { return a.resolverIn(flag, "") }

// resolverIn finds the questionnaire of an assessment in a language: the one a
// flag names, the one the assessment names, or one of the library.
func (a *app) resolverIn(flag, lang string) store.Resolver {
	return func(ref assess.Ref, file string) (*assess.Questionnaire, error) {
		switch {
		case flag != "":
			q, err := a.load(flag, lang)
			if err == nil && q.ID != ref.ID {
				return nil, failed("other_questionnaire", phrases.V{"file": flag, "found": q.ID, "wanted": ref.ID})
			}
			return q, err
		case file != "":
			return a.load(file, lang)
		}
		q, err := a.library().Load(ref.ID, lang)
		var unknown *questionnaires.UnknownError
		if errors.As(err, &unknown) {
			return nil, &store.UnknownError{Known: unknown.Known}
		}
		return q.Questionnaire, fromLibrary(err)
	}
}

// assessment reads an assessment to look at, without a lock.
func (a *app) assessment(name, questionnaire string) (*store.Document, error) {
	doc, err := store.Read(name, a.resolver(questionnaire))
	if err != nil {
		return nil, fromStore(err)
	}
	return doc, nil
}

// fromStore adds to an error of package store its exit code and what to do.
func fromStore(err error) error {
	var (
		content *store.FaultsError
		e       *store.Error
	)
	if errors.As(err, &content) {
		return &faults{list: content.List}
	}
	if !errors.As(err, &e) {
		return err // nil as well
	}
	f := &failure{code: ExitFailure, text: e.Error(), parts: phrases.V{"file": quote(e.File), "near": quote(e.Near)}, cause: err}
	for _, known := range []struct {
		reason error
		hint   string
	}{
		{store.ErrLocked, "locked"},
		{store.ErrNoSpace, "no_space"},
		{store.ErrReadOnly, "other_place"},
		{store.ErrNoFolder, "other_place"},
		{store.ErrPermission, "permission"},
	} {
		if errors.Is(err, known.reason) {
			f.hints = hinted([]string{known.hint})
		}
	}
	switch {
	case errors.Is(err, store.ErrExists):
		f.code, f.hints = ExitUsage, hinted([]string{"exists"})
	case errors.Is(err, store.ErrNotFound) && e.Near != "":
		f.hints = hinted([]string{"near_file"})
	}
	return f
}
