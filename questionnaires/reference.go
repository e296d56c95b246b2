package questionnaires

import (
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// libraryFile holds the examples, arenas, relations and kinds of advocacy.
const libraryFile = "library.yaml"

// The keys of library.yaml, required ones with "!".
const (
	libraryKeys = "csi! kind! version! language! cases! arenas! relations! advocacy!"
	exampleKeys = "id! title! label! source! year! history fits text!"
	arenaKeys   = "id! title! tier history text! sources!"
	plainKeys   = "id! title! text! sources!"
)

// ParseReference reads the file of examples and arenas. It gives either its
// content or every fault. Works, labels of examples and ids of questionnaires
// are checked against known; nil lists are not checked.
func ParseReference(file string, data []byte, known Known) (*assess.Reference, []yamldoc.Diagnostic) {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{diagnostics, known}
	r := &assess.Reference{}
	if root != nil && w.kindOf(root, "library") {
		w.reference(root, r)
	}
	if len(w.List) > 0 {
		w.Sort()
		return nil, w.List
	}
	return r, nil
}

// reference reads the root.
func (w *walker) reference(root *yamldoc.Node, r *assess.Reference) {
	o, ok := w.object(root, "the library", libraryKeys)
	if !ok {
		return
	}
	o.head()
	r.Version, r.Language = o.version(), o.language()
	used := ids{}
	for i, n := range o.list("cases") {
		if c, ok := w.object(n, called("case", peekID(n), i+1), exampleKeys); ok {
			e := c.example()
			w.claim(used, n.Get("id"), "case", e.ID)
			r.Examples = append(r.Examples, e)
		}
	}
	r.Arenas = o.entriesOf("arenas", arenaKeys, nil)
	r.Relations = o.entriesOf("relations", plainKeys, assess.Relations())
	r.Advocacy = o.entriesOf("advocacy", plainKeys, nil)
}

// example reads one case.
func (o object) example() assess.Example {
	return assess.Example{
		ID: o.id(), Title: o.line("title"), Text: o.line("text"),
		Label:   o.oneOf("label", "example-unknown", "example", o.w.known.Examples),
		Source:  o.oneOf("source", "source-unknown", "source", o.w.known.Sources),
		Year:    o.line("year"),
		History: o.truth("history"),
		Fits:    o.names("fits", "questionnaire-unknown", "questionnaire", o.w.known.Questionnaires),
	}
}

// entriesOf reads a list of terms with their own keys. Where the model fixes
// them, fixed names all of them in their order.
func (o object) entriesOf(key, keys string, fixed []string) []assess.Term {
	var terms []assess.Term
	var found []string
	used := ids{}
	nodes := o.list(key)
	for i, n := range nodes {
		t, ok := o.w.object(n, called("entry", peekID(n), i+1)+" of "+key, keys)
		if !ok {
			continue
		}
		term := assess.Term{
			ID: t.id(), Title: t.line("title"), Text: t.line("text"), Sources: t.sources(nil),
			Tier: t.oneOf("tier", "tier-unknown", "tier", assess.Tiers()), History: t.truth("history"),
		}
		o.w.claim(used, n.Get("id"), "entry", term.ID)
		found = append(found, term.ID)
		terms = append(terms, term)
	}
	if fixed != nil && len(nodes) > 0 && !slices.Equal(found, fixed) {
		o.w.Add(o.node.Get(key), "list-order", "%s has the entries %s; expected %s in this order", o.name(key), shortList(found), strings.Join(fixed, ", "))
	}
	return terms
}

// Reference gives the examples and arenas that come with csi, in a language;
// see Library.Reference.
func Reference(lang string) *assess.Reference { return Builtin().Reference(lang) }

// Reference gives examples, arenas, relations and kinds of advocacy in a
// language, chosen as Load does. A translation in a folder of a person's own
// that has faults is left out; CheckTranslation tells them.
func (l *Library) Reference(lang string) *assess.Reference {
	name, data, err := l.read(0, libraryFile)
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", libraryFile, err))
	}
	r, faults := ParseReference(name, data, Known{})
	if r == nil {
		panic(broken(libraryFile, faults))
	}
	r.Language, r.Translation = l.dress(libraryFile, lang, overlaySource{
		id: "library", version: r.Version, language: r.Language, tree: referenceSlots(r),
	})
	return r
}

// referenceSlots makes the tree of the texts of the library.
func referenceSlots(r *assess.Reference) *slot {
	root := &slot{name: "the translation", keys: "cases arenas relations advocacy"}
	cases := root.add(&slot{key: "cases", name: `"cases" of the translation`, noun: "case"})
	for i := range r.Examples {
		e := &r.Examples[i]
		c := cases.add(&slot{key: e.ID, name: called("case", e.ID, 0), keys: "title year text", unit: true})
		c.line("title", &e.Title, 0)
		c.line("year", &e.Year, 0)
		c.paragraph("text", &e.Text)
	}
	for _, list := range []termList{{"arenas", r.Arenas, 0}, {"relations", r.Relations, 0}, {"advocacy", r.Advocacy, 0}} {
		group := root.add(&slot{key: list.key, name: `"` + list.key + `" of the translation`, noun: "entry"})
		for i := range list.terms {
			t := &list.terms[i]
			term := group.add(&slot{key: t.ID, name: called("entry", t.ID, 0) + " of " + list.key, keys: "title text", unit: true})
			term.line("title", &t.Title, 0)
			term.paragraph("text", &t.Text)
		}
	}
	return root
}

// termFiles are the files beside the questionnaires that have texts of their
// own and are translated like them.
func termFiles() []string { return []string{"framework", "library"} }

// isTermFile reports whether an id names one of them.
func isTermFile(id string) bool { return slices.Contains(termFiles(), id) }

// termSource gives what a translation of one of them is checked against.
func (l *Library) termSource(id string) overlaySource {
	if id == "library" {
		r := l.Reference("")
		return overlaySource{id: id, version: r.Version, language: r.Language, tree: referenceSlots(r)}
	}
	f := l.Framework("")
	return overlaySource{id: id, version: f.Version, language: f.Language, tree: frameworkSlots(f)}
}
