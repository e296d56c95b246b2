package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// looksLikePath tells a file from the id of a questionnaire: ids have neither
// a dot nor a slash.
func looksLikePath(s string) bool { return strings.ContainsAny(s, `./\`) }

// readFile reads a file that a person named, at most limit bytes of it.
func readFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	if info.IsDir() {
		return nil, failed("is_folder", phrases.V{"file": name})
	}
	if info.Size() > limit {
		return nil, &faults{list: []yamldoc.Diagnostic{{
			File: name, Line: 1, Column: 1, Code: "too-large",
			Message: fmt.Sprintf("the file has %.1f MB; expected at most %d MB", float64(info.Size())/(1<<20), limit>>20),
		}}}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return data, nil
}

// unreadable puts the reason why a file cannot be read into words.
func unreadable(name string, err error) error {
	parts := phrases.V{"file": name}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if near := nearFile(name); near != "" {
			parts["near"] = near
			return failed("no_file", parts, "near_file")
		}
		return failed("no_file", parts)
	case errors.Is(err, fs.ErrPermission):
		return failed("permission", parts, "permission")
	}
	return failed("unreadable", parts)
}

// nearFile finds a file of the same folder whose name is nearly the same.
func nearFile(name string) string {
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	near := yamldoc.Closest(filepath.Base(name), names)
	if near == "" {
		return ""
	}
	if dir := filepath.Dir(name); dir != "." {
		return filepath.Join(dir, near)
	}
	return near
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
		return err
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
