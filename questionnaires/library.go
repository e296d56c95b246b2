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
// Translations are overlays, <language>/<id>.yaml beside the questionnaires
// (of training cases <language>/cases/<id>.yaml), that hold texts by id. What a translation lacks is taken from the source and
// counted. Each of its entries (an item, a scale, a section, a term) may carry
// a fingerprint of the texts it was made from, so that a change of the source
// shows which entries need a new look; see Translate.
package questionnaires

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"csi/assess"
	"csi/questionnaires/locale"
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
func IDs() []string { return Builtin().IDs() }

// Load reads a built-in questionnaire in a language; see Library.Load.
func Load(id, lang string) (Loaded, error) { return Builtin().Load(id, lang) }

// Framework gives the words of the field in a language; see
// Library.Framework.
func Framework(lang string) *assess.Framework { return Builtin().Framework(lang) }

// Sources gives the works that the built-in files cite.
func Sources() []assess.Source { return Builtin().Sources() }

// BuiltinKnown lists what a questionnaire may refer to.
func BuiltinKnown() Known { return Builtin().Known() }

// IDs lists the questionnaires, sorted.
func (l *Library) IDs() []string { return slices.Sorted(maps.Keys(l.places)) }

// Languages lists the languages that a questionnaire, a training case,
// "framework" or "library" is translated into, sorted; not that of the source.
func (l *Library) Languages(id string) []string { return slices.Sorted(maps.Keys(l.overlays[id])) }

// Overlay gives the file of a translation of a questionnaire, of a training
// case, of "framework" or of "library"; the zero value when there is none.
func (l *Library) Overlay(id, lang string) Existing {
	place, ok := l.overlays[id][lang]
	if !ok {
		return Existing{}
	}
	name, data, err := l.read(place, l.OverlayFile(id, lang))
	if err != nil {
		return Existing{}
	}
	return Existing{name, data}
}

// UnknownError says that there is no questionnaire of an id.
type UnknownError struct {
	ID         string
	DidYouMean string   // the nearest id; "" when none is near
	Known      []string // what there is, sorted
}

// Error names the id and the nearest one.
func (e *UnknownError) Error() string {
	if e.DidYouMean != "" {
		return fmt.Sprintf("no questionnaire %s; did you mean %q?", yamldoc.Quote(e.ID), e.DidYouMean)
	}
	return fmt.Sprintf("no questionnaire %s; expected one of %s", yamldoc.Quote(e.ID), strings.Join(e.Known, ", "))
}

// Loaded is a questionnaire with the language its texts are in. Its field
// Translation tells how far they are translated; it is nil when they are the
// source's.
type Loaded struct {
	*assess.Questionnaire
	FellBack bool // the wanted language is not there; English or the source's serves
}

// Load reads a questionnaire in a language: the wanted one, else its base
// language, else English, else that of the source, which "" stands for as
// well. Texts that a translation lacks are the source's. The error is an
// *UnknownError when there is no such questionnaire, a *FaultsError when a
// file is broken.
func (l *Library) Load(id, lang string) (Loaded, error) {
	q, err := l.source(id)
	if err != nil {
		return Loaded{}, err
	}
	return inLanguage(q, lang, l.Languages(id), func(have string) (string, []byte, error) {
		return l.read(l.overlays[id][have], path.Join(have, id+".yaml"))
	})
}

// source reads a questionnaire as its authors wrote it.
func (l *Library) source(id string) (*assess.Questionnaire, error) {
	place, ok := l.places[id]
	if !ok {
		return nil, &UnknownError{ID: id, DidYouMean: yamldoc.Closest(id, l.IDs()), Known: l.IDs()}
	}
	name, data, err := l.read(place, id+".yaml")
	if err != nil {
		return nil, fmt.Errorf("read questionnaire %q: %w", id, err)
	}
	known := Known{} // a test checks the references of what comes with csi
	if place > 0 {
		known = l.Known()
	}
	q, faults := Parse(name, data, known)
	if q == nil {
		return nil, fmt.Errorf("read questionnaire %q: %w", id, &FaultsError{name, faults})
	}
	if q.ID != id {
		d := yamldoc.Diagnostics{File: name}
		d.Add(nil, "id-file", "the file holds the questionnaire %q; expected the id %q, as the file is called", q.ID, id)
		return nil, fmt.Errorf("read questionnaire %q: %w", id, &FaultsError{name, d.List})
	}
	return q, nil
}

// read gives a file of the library with the name that messages call it by.
func (l *Library) read(place int, name string) (string, []byte, error) {
	f := l.folders[place]
	data, err := readFile(f, name)
	return path.Join(f.Name, name), data, err
}

// Own reads a questionnaire that lies outside the library, with the
// translations in folders beside it (LANGUAGE/NAME.yaml). file only serves the
// diagnostics; beside is the folder it lies in. The error is a *FaultsError
// when a file is broken.
func (l *Library) Own(file string, data []byte, beside Folder, lang string) (Loaded, error) {
	q, faults := Parse(file, data, l.Known())
	if q == nil {
		return Loaded{}, &FaultsError{file, faults}
	}
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	var have []string
	entries, _ := fs.ReadDir(beside.Files, ".")
	for _, e := range entries {
		if e.IsDir() && languageForm().MatchString(e.Name()) {
			if _, err := fs.Stat(beside.Files, path.Join(e.Name(), base)); err == nil {
				have = append(have, e.Name())
			}
		}
	}
	return inLanguage(q, lang, have, func(lang string) (string, []byte, error) {
		name := path.Join(lang, base)
		data, err := readFile(beside, name)
		return path.Join(beside.Name, name), data, err
	})
}

// choose picks the language for a person: wanted, its base, English, the
// source's.
func choose(wanted, source string, have []string) (lang string, fellBack bool) {
	have = append([]string{source}, have...)
	switch lang = locale.Match(wanted, have); {
	case wanted == "":
		return source, false
	case lang != "":
		return lang, false
	case slices.Contains(have, "en"):
		return "en", true
	}
	return source, true
}

// inLanguage lays the translation that fits over a questionnaire.
func inLanguage(q *assess.Questionnaire, wanted string, have []string, read func(lang string) (string, []byte, error)) (Loaded, error) {
	tree, inherit := questionnaireSlots(q)
	if locale.IsPseudo(wanted) {
		tree.accent()
		inherit()
		q.Language = locale.Pseudo
		return Loaded{q, false}, nil
	}
	lang, fellBack := choose(wanted, q.Language, have)
	if lang == q.Language {
		return Loaded{q, fellBack}, nil
	}
	name, data, err := read(lang)
	if err != nil {
		return Loaded{}, fmt.Errorf("read the translation of %q: %w", q.ID, err)
	}
	checked := checkOverlay(name, data, overlaySource{id: q.ID, version: q.Version, language: q.Language, folder: lang, tree: tree})
	if checked.Translation == nil {
		return Loaded{}, fmt.Errorf("read the translation of %q: %w", q.ID, &FaultsError{name, checked.Faults})
	}
	tree.lay()
	inherit()
	q.Language, q.Translation = lang, checked.Translation
	return Loaded{q, fellBack}, nil
}

// Framework gives the words of the field in a language, chosen as Load does.
// Its fields Language and Translation tell what it became. A translation in a
// folder of a person's own that has faults is left out; CheckTranslation tells
// them.
func (l *Library) Framework(lang string) *assess.Framework {
	name, data, err := l.read(0, frameworkFile)
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", frameworkFile, err))
	}
	f, faults := ParseFramework(name, data, nil)
	if f == nil {
		panic(broken(frameworkFile, faults))
	}
	f.Language, f.Translation = l.dress(frameworkFile, lang, overlaySource{
		id: "framework", version: f.Version, language: f.Language, tree: frameworkSlots(f),
	})
	if f.Translation != nil {
		sortTerms(f.Glossary, f.Language)
	}
	return f
}

// dress lays a translation over the texts of a file that comes with csi, and
// gives the language they are in then, with the state of the translation; nil
// where the texts stay as they were.
func (l *Library) dress(file, lang string, source overlaySource) (string, *assess.Translation) {
	if locale.IsPseudo(lang) {
		source.tree.accent()
		return locale.Pseudo, nil
	}
	lang, _ = choose(lang, source.language, l.Languages(source.id))
	if lang == source.language {
		return lang, nil
	}
	place := l.overlays[source.id][lang]
	name, data, err := l.read(place, path.Join(lang, file))
	source.folder = lang
	checked := checkOverlay(name, data, source)
	switch {
	case err == nil && checked.Translation != nil:
		source.tree.lay()
		return lang, checked.Translation
	case place == 0:
		panic(broken(name, checked.Faults))
	}
	return source.language, nil
}

// sortTerms puts terms into the alphabetical order of a language.
func sortTerms(terms []assess.Term, lang string) {
	c := collate.New(language.Make(lang), collate.IgnoreCase)
	slices.SortStableFunc(terms, func(a, b assess.Term) int { return c.CompareString(a.Title, b.Title) })
}

// Sources gives the works that the files of the library cite.
func (l *Library) Sources() []assess.Source {
	name, data, err := l.read(0, sourcesFile)
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", sourcesFile, err))
	}
	s, faults := ParseSources(name, data)
	if len(faults) > 0 {
		panic(broken(sourcesFile, faults))
	}
	return append(s, l.own...)
}

// Known lists what a questionnaire of the library may refer to.
func (l *Library) Known() Known {
	var known Known
	f := l.Framework("")
	for _, t := range f.Groups {
		known.Groups = append(known.Groups, t.ID)
	}
	for _, t := range f.Examples {
		known.Examples = append(known.Examples, t.ID)
	}
	for _, s := range l.Sources() {
		known.Sources = append(known.Sources, s.ID)
	}
	known.Questionnaires = l.IDs()
	return known
}

// broken is said when a file that ships with the program has faults; a test
// parses all of them, so nobody ever reads it.
func broken(file string, faults []yamldoc.Diagnostic) string {
	return fmt.Sprintf("embedded %s: %s", file, faults[0])
}
