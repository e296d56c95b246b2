package questionnaires

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"

	"csi/assess"
	"csi/questionnaires/locale"
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

// List gives the headers of the built-in questionnaires in the language of
// their sources, sorted by id.
func List() []Header {
	list, _ := Builtin().List("")
	return list
}

// List gives the headers of the questionnaires, sorted by id, with titles and
// summaries in a language where they are there in it. It reads no more of each
// built-in file than that takes. Files with faults are left out and told of.
func (l *Library) List(lang string) ([]Header, []yamldoc.Diagnostic) {
	var list []Header
	var faults []yamldoc.Diagnostic
	for _, id := range l.IDs() {
		h, err := l.header(id)
		var content *FaultsError
		if errors.As(err, &content) {
			faults = append(faults, content.Faults...)
			continue
		}
		if err != nil {
			panic(fmt.Sprintf("questionnaire %q: %v", id, err))
		}
		h.Languages = append(h.Languages, l.Languages(id)...)
		l.translateHeader(&h, lang)
		list = append(list, h)
	}
	return list, faults
}

// header reads the header of one questionnaire. The layout of files that come
// with csi is fixed, so that their head can be read alone.
func (l *Library) header(id string) (Header, error) {
	if l.places[id] > 0 {
		q, err := l.source(id)
		if err != nil {
			return Header{}, err
		}
		return HeaderOf(q), nil
	}
	_, data, err := l.read(0, id+".yaml")
	if err != nil {
		return Header{}, err
	}
	return header(data)
}

// translateHeader puts title and summary into a language. What cannot be read
// stays as it is: Load tells why.
func (l *Library) translateHeader(h *Header, wanted string) {
	if locale.IsPseudo(wanted) {
		h.Title, h.Summary = locale.Accent(h.Title, 0), locale.Accent(h.Summary, 0)
		return
	}
	lang, _ := choose(wanted, h.Language, l.Languages(h.ID))
	if lang == h.Language {
		return
	}
	_, data, err := l.read(l.overlays[h.ID][lang], path.Join(lang, h.ID+".yaml"))
	if err != nil {
		return
	}
	for _, key := range []string{"\nscales:", "\nsections:", "\nitems:"} {
		data, _, _ = bytes.Cut(data, []byte(key))
	}
	root, diagnostics := yamldoc.Parse("", append(slices.Clip(data), '\n'))
	w := &walker{Diagnostics: diagnostics}
	for key, text := range map[string]*string{"title": &h.Title, "summary": &h.Summary} {
		if n := root.Get(key); n != nil && n.Kind == yamldoc.Scalar && len(w.List) == 0 {
			if t := w.text(n, key); t != "" {
				*text = t
			}
		}
	}
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
