package questionnaires

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Folder is one place of a library: questionnaires as ID.yaml, translations
// as LANGUAGE/ID.yaml, LANGUAGE/framework.yaml, LANGUAGE/library.yaml and
// LANGUAGE/cases/ID.yaml, further works in sources.yaml, phrase catalogues as phrases/LANGUAGE/AREA.yaml. Nothing of it
// must be there.
type Folder struct {
	Name  string // as messages call it: its path; "" for what comes with csi
	Files fs.FS
}

// Library is what can be answered and in which languages: what comes with
// csi, and folders of a person's own. It reads a file when it is asked for it.
// It is not changed after it was opened and may be shared.
type Library struct {
	folders  []Folder
	places   map[string]int            // folder of each questionnaire
	cases    []string                  // ids of the training cases, sorted
	overlays map[string]map[string]int // folder of each translation, by id and language
	own      []assess.Source           // works of the folders behind the first
	refused  []yamldoc.Diagnostic
}

// Builtin gives the library that comes with csi.
func Builtin() *Library {
	files, err := fs.Sub(builtin, folder)
	if err != nil {
		panic(fmt.Sprintf("embedded questionnaires: %v", err))
	}
	l := &Library{places: map[string]int{}, overlays: map[string]map[string]int{}}
	l.cases = caseNames(Folder{Files: files}, casesFolder)
	l.include(Folder{Files: files})
	return l
}

// Open gives the library that comes with csi with further folders behind it.
// What would take the place of something that is there already is refused and
// left out: see Refused.
func Open(more ...Folder) *Library {
	l := Builtin()
	for _, f := range more {
		l.include(f)
	}
	return l
}

// Refused tells which files of the folders were left out, and why: an id that
// comes with csi already, a translation of nothing, works with faults.
func (l *Library) Refused() []yamldoc.Diagnostic { return l.refused }

// Phrases gives the folders with phrase catalogues beside those that come with
// csi, to be handed to phrases.Open.
func (l *Library) Phrases() []Folder {
	var list []Folder
	for _, f := range l.folders[1:] {
		if files, err := fs.Sub(f.Files, "phrases"); err == nil && isFolder(f.Files, "phrases") {
			list = append(list, Folder{path.Join(f.Name, "phrases"), files})
		}
	}
	return list
}

func isFolder(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.IsDir()
}

// include takes the names of a folder into the library.
func (l *Library) include(f Folder) {
	entries, err := fs.ReadDir(f.Files, ".")
	l.folders = append(l.folders, f)
	place := len(l.folders) - 1
	if err != nil {
		l.refuse(f, ".", "folder", "the folder cannot be read; expected one with questionnaires")
		return
	}
	for _, e := range entries {
		id, isYAML := strings.CutSuffix(e.Name(), ".yaml")
		switch {
		case e.IsDir() || !isYAML || !idForm().MatchString(id):
		case place > 0 && e.Name() == sourcesFile:
			l.takeSources(f)
		case e.Name() == sourcesFile || place == 0 && isTermFile(id):
		default:
			l.takeQuestionnaire(id, place)
		}
	}
	for _, e := range entries {
		if e.IsDir() && languageForm().MatchString(e.Name()) {
			l.takeOverlays(e.Name(), place)
		}
	}
}

func (l *Library) takeQuestionnaire(id string, place int) {
	if _, taken := l.places[id]; taken || isTermFile(id) || l.isCase(id) {
		l.refuse(l.folders[place], id+".yaml", "id-builtin", "the id %q is taken: a file of this id %s; expected an id of its own", id, l.whose(l.places[id]))
		return
	}
	l.places[id] = place
}

// whose says where a file comes from that was there first.
func (l *Library) whose(place int) string {
	if l.folders[place].Name == "" {
		return "comes with csi"
	}
	return "lies in " + l.folders[place].Name
}

// takeOverlays takes the translations in the folder of a language.
func (l *Library) takeOverlays(language string, place int) {
	f := l.folders[place]
	entries, err := fs.ReadDir(f.Files, language)
	if err != nil {
		return
	}
	for _, e := range entries {
		id, isYAML := strings.CutSuffix(e.Name(), ".yaml")
		if e.IsDir() || !isYAML || !idForm().MatchString(id) {
			continue
		}
		if _, known := l.places[id]; !known && !isTermFile(id) {
			l.refuse(f, path.Join(language, e.Name()), "of-unknown", "the file translates %q, which is not in the library; expected the name of a questionnaire%s", id, hintFor(id, l.IDs()))
			continue
		}
		l.takeOverlay(id, language, place)
	}
	for _, id := range caseNames(f, path.Join(language, casesFolder)) {
		if !l.isCase(id) {
			l.refuse(f, path.Join(language, casesFolder, id+".yaml"), "of-unknown", "the file translates %q, which is not in the library; expected the name of a training case%s", id, hintFor(id, l.cases))
			continue
		}
		l.takeOverlay(id, language, place)
	}
}

// takeOverlay takes one translation of what is in the library.
func (l *Library) takeOverlay(id, language string, place int) {
	if first, taken := l.overlays[id][language]; taken {
		l.refuse(l.folders[place], l.OverlayFile(id, language), "id-builtin", "a translation of %q into this language %s; expected another language", id, l.whose(first))
		return
	}
	if l.overlays[id] == nil {
		l.overlays[id] = map[string]int{}
	}
	l.overlays[id][language] = place
}

// OverlayFile names the file of a translation within a folder of the library,
// such as "fr/core-cso.yaml" or "fr/cases/dublin-facility.yaml".
func (l *Library) OverlayFile(id, language string) string {
	if l.isCase(id) {
		return path.Join(language, casesFolder, id+".yaml")
	}
	return path.Join(language, id+".yaml")
}

// hintFor proposes the nearest name; "" when none is near.
func hintFor(word string, names []string) string {
	if near := yamldoc.Closest(word, names); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// takeSources adds the works of a folder. Ids that are taken are refused one
// by one.
func (l *Library) takeSources(f Folder) {
	data, _ := readFile(f, sourcesFile)
	works, faults := ParseSources(path.Join(f.Name, sourcesFile), data)
	l.refused = append(l.refused, faults...)
	known := l.Sources()
	for _, s := range works {
		if slices.ContainsFunc(known, func(k assess.Source) bool { return k.ID == s.ID }) {
			l.refuse(f, sourcesFile, "id-builtin", "the source id %q is taken already; expected an id of its own", s.ID)
			continue
		}
		l.own = append(l.own, s)
	}
}

// refuse notes why a file is left out.
func (l *Library) refuse(f Folder, name, code, format string, args ...any) {
	d := yamldoc.Diagnostics{File: path.Join(f.Name, name)}
	d.Add(&yamldoc.Node{Line: 1, Column: 1}, code, format, args...)
	l.refused = append(l.refused, d.List...)
}

// readFile reads a file of a folder, no more of it than shows that it is too
// large.
func readFile(f Folder, name string) ([]byte, error) {
	file, err := f.Files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, yamldoc.MaxSize+1))
}
