package questionnaires

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Header is what a list of questionnaires tells of one.
type Header struct {
	ID        string
	Version   string
	Language  string // of the source
	Title     string
	Summary   string
	Groups    []assess.Group
	Mirror    string // "" for none
	Minutes   int
	Items     int
	Languages []string // the source's first, then those of translations, sorted
}

// HeaderOf takes the header out of a questionnaire.
func HeaderOf(q *assess.Questionnaire) Header {
	return Header{
		ID: q.ID, Version: q.Version, Language: q.Language, Title: q.Title, Summary: q.Summary, Groups: q.Groups,
		Mirror: q.Mirror, Minutes: q.Minutes, Items: len(q.Items()), Languages: []string{q.Language},
	}
}

// List gives the headers of the built-in questionnaires, sorted by id. It
// reads no more of each file than that takes.
func List() []Header {
	var list []Header
	for _, id := range IDs() {
		h, err := header(read(id + ".yaml"))
		if err != nil {
			panic(fmt.Sprintf("embedded questionnaire %q: %v", id, err))
		}
		h.Languages = append(h.Languages, translations(id)...)
		list = append(list, h)
	}
	return list
}

// itemLine starts every item of a built-in file: their layout is fixed, and a
// test compares the count with the full reading.
const itemLine = "\n      - id: "

// header reads the part above the sections and counts the items.
func header(data []byte) (Header, error) {
	head, _, found := bytes.Cut(data, []byte("\nsections:"))
	root, diagnostics := yamldoc.Parse("", append(slices.Clip(head), '\n'))
	if !found || len(diagnostics.List) > 0 {
		return Header{}, fmt.Errorf("no header that can be read alone")
	}
	w := &walker{Diagnostics: diagnostics}
	o := object{w, root, "the questionnaire"}
	h := Header{
		ID: o.id(), Version: o.version(), Language: o.language(), Title: o.line("title"), Summary: o.lines("summary"),
		Mirror: o.line("mirror"), Items: bytes.Count(data, []byte(itemLine)),
	}
	h.Minutes, _ = o.integer("minutes")
	for _, g := range o.texts("groups") {
		h.Groups = append(h.Groups, assess.Group(g))
	}
	h.Languages = []string{h.Language}
	if len(w.List) > 0 {
		return Header{}, fmt.Errorf("%s", w.List[0].Message)
	}
	return h, nil
}

// translations lists the languages that have an overlay for a questionnaire,
// sorted.
func translations(id string) []string {
	var languages []string
	entries, err := fs.ReadDir(builtin, folder)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		if _, err := fs.Stat(builtin, path.Join(folder, e.Name(), id+".yaml")); err == nil {
			languages = append(languages, e.Name())
		}
	}
	return languages
}
