// Package questionnaires holds the questionnaires that ship with the program,
// the words of the field, and the works they rest on. It reads questionnaire
// files, built-in ones and a reader's own, and reports every fault of a file
// at once with its position.
//
// A questionnaire is walked as nodes, not decoded into structs, so that each
// fault has a line and a column and none hides another. Nothing is parsed
// before somebody asks for it: reading a questionnaire takes ten times as
// long as starting the program.
//
// Translations are overlays, builtin/<language>/<id>.yaml, that hold texts by
// id. There are none yet; Load falls back to the language of the source.
package questionnaires

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

//go:embed builtin
var builtin embed.FS

// folder is where the built-in files are; framework and sources lie beside
// the questionnaires.
const (
	folder        = "builtin"
	frameworkFile = "framework.yaml"
	sourcesFile   = "sources.yaml"
)

// IDs lists the built-in questionnaires, sorted.
func IDs() []string {
	entries, err := fs.ReadDir(builtin, folder)
	if err != nil {
		panic(fmt.Sprintf("embedded questionnaires: %v", err))
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() && e.Name() != frameworkFile && e.Name() != sourcesFile {
			ids = append(ids, id)
		}
	}
	return ids
}

// UnknownError says that there is no built-in questionnaire of an id.
type UnknownError struct {
	ID         string
	DidYouMean string // the nearest id; "" when none is near
}

// Error names the id and the nearest one.
func (e *UnknownError) Error() string {
	if e.DidYouMean != "" {
		return fmt.Sprintf("no questionnaire %s; did you mean %q?", yamldoc.Quote(e.ID), e.DidYouMean)
	}
	return fmt.Sprintf("no questionnaire %s; expected one of %s", yamldoc.Quote(e.ID), strings.Join(IDs(), ", "))
}

// Loaded is a built-in questionnaire with the language its texts are in.
type Loaded struct {
	*assess.Questionnaire
	FellBack bool // the wanted language is not there; the texts are in the source's
}

// Load reads a built-in questionnaire in a language; "" stands for the
// language of the source. The error is an *UnknownError when there is no such
// questionnaire, a *FaultsError when a built-in file is broken.
func Load(id, lang string) (Loaded, error) {
	if !slices.Contains(IDs(), id) {
		return Loaded{}, &UnknownError{ID: id, DidYouMean: yamldoc.Closest(id, IDs())}
	}
	name := id + ".yaml"
	q, faults := Parse(name, read(name), Known{})
	if q == nil {
		return Loaded{}, fmt.Errorf("read questionnaire %q: %w", id, &FaultsError{name, faults})
	}
	return Loaded{q, lang != "" && lang != q.Language}, nil
}

// Framework gives the words of the field in a language; in English when they
// are not there in it, which its field Language tells.
func Framework(string) *assess.Framework {
	f, faults := ParseFramework(frameworkFile, read(frameworkFile), nil)
	if f == nil {
		panic(broken(frameworkFile, faults))
	}
	return f
}

// Sources gives the works that the built-in files cite.
func Sources() []assess.Source {
	s, faults := ParseSources(sourcesFile, read(sourcesFile))
	if len(faults) > 0 {
		panic(broken(sourcesFile, faults))
	}
	return s
}

// BuiltinKnown lists what a questionnaire may refer to.
func BuiltinKnown() Known {
	var known Known
	f := Framework("")
	for _, t := range f.Groups {
		known.Groups = append(known.Groups, t.ID)
	}
	for _, t := range f.Examples {
		known.Examples = append(known.Examples, t.ID)
	}
	for _, s := range Sources() {
		known.Sources = append(known.Sources, s.ID)
	}
	return known
}

// read gives an embedded file. Only names that this package made come here.
func read(name string) []byte {
	data, err := builtin.ReadFile(path.Join(folder, name))
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", name, err))
	}
	return data
}

// broken is said when a file that ships with the program has faults; a test
// parses all of them, so nobody ever reads it.
func broken(file string, faults []yamldoc.Diagnostic) string {
	return fmt.Sprintf("embedded %s: %s", file, faults[0])
}
