package questionnaires

import (
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// The keys of framework.yaml and sources.yaml, required ones with "!".
const (
	frameworkKeys  = "csi! kind! version! language! targets! stages! levels! barriers! duties! ratings! tiers! agencies! groups! horizons! evidence! examples! glossary!"
	termKeys       = "id! title! short text question when sources"
	sourceListKeys = "csi! kind! sources!"
	sourceKeys     = "id! authors! short year! title! publisher url note"
)

// ParseFramework reads the words of the field. It gives either the framework
// or every fault of the file. The ids of works are checked against sources;
// nil is not checked.
func ParseFramework(file string, data []byte, sources []string) (*assess.Framework, []yamldoc.Diagnostic) {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{diagnostics, Known{Sources: sources}}
	f := &assess.Framework{Targets: map[assess.Stage]assess.Level{}}
	if root != nil && w.kindOf(root, "framework") {
		w.framework(root, f)
	}
	if len(w.List) > 0 {
		w.Sort()
		return nil, w.List
	}
	return f, nil
}

// framework reads the root.
func (w *walker) framework(root *yamldoc.Node, f *assess.Framework) {
	o, ok := w.object(root, "the framework", frameworkKeys)
	if !ok {
		return
	}
	o.head()
	f.Version, f.Language = o.version(), o.language()
	w.targets(o, f)
	ratings := []assess.Rating{assess.InPlace, assess.Partial, assess.Absent, assess.Unknown, assess.Inapplicable}
	f.Stages = o.terms("stages", names(assess.Stages()))
	f.Levels = o.terms("levels", names(assess.Levels()))
	f.Barriers = o.terms("barriers", names(assess.Barriers()))
	f.Duties = o.terms("duties", names(assess.Duties()))
	f.Ratings = o.terms("ratings", names(ratings))
	f.Tiers = o.terms("tiers", nil)
	f.Agencies = o.terms("agencies", nil)
	f.Groups = o.terms("groups", nil)
	f.Horizons = o.terms("horizons", names(assess.Horizons()))
	f.Evidence = o.terms("evidence", []string{"0", "1", "2", "3"})
	f.Examples = o.terms("examples", nil)
	f.Glossary = o.terms("glossary", nil)
}

// targets reads the level that each stage aims at by default.
func (w *walker) targets(o object, f *assess.Framework) {
	n := o.get("targets", yamldoc.Map)
	if n == nil {
		return
	}
	t, _ := w.object(n, o.name("targets"), strings.Join(names(assess.Stages()), "! ")+"!")
	for _, s := range assess.Stages() {
		f.Targets[s], _ = assess.ParseLevel(t.oneOf(s.String(), "level-unknown", "level", names(assess.Levels())))
	}
}

// terms reads a list of terms. Where the model fixes them, fixed names all of
// them in their order.
func (o object) terms(key string, fixed []string) []assess.Term {
	var terms []assess.Term
	var found []string
	used := ids{}
	nodes := o.list(key)
	for i, n := range nodes {
		t, ok := o.w.object(n, called("entry", peekID(n), i+1)+" of "+key, termKeys)
		if !ok {
			continue
		}
		term := assess.Term{
			ID: t.termID(), Title: t.line("title"), Short: t.short("short", maxShort),
			Text: t.lines("text"), Question: t.line("question"), When: t.line("when"), Sources: t.sources(nil),
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

// termID reads the id of a term. Grades of evidence have a digit for an id.
func (o object) termID() string {
	if id := peekID(o.node); len(id) == 1 && id >= "0" && id <= "9" {
		return id
	}
	return o.id()
}

// shortList writes some names for a message.
func shortList(names []string) string {
	const most = 15
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// ParseSources reads the works that questionnaires rest on. It gives either
// the list or every fault of the file.
func ParseSources(file string, data []byte) ([]assess.Source, []yamldoc.Diagnostic) {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{Diagnostics: diagnostics}
	var sources []assess.Source
	if root != nil && w.kindOf(root, "sources") {
		sources = w.sources(root)
	}
	if len(w.List) > 0 {
		w.Sort()
		return nil, w.List
	}
	return sources, nil
}

// sources reads the root of the list of works.
func (w *walker) sources(root *yamldoc.Node) []assess.Source {
	o, ok := w.object(root, "the list of sources", sourceListKeys)
	if !ok {
		return nil
	}
	o.head()
	var sources []assess.Source
	used := ids{}
	for i, n := range o.list("sources") {
		s, ok := w.object(n, called("source", peekID(n), i+1), sourceKeys)
		if !ok {
			continue
		}
		source := assess.Source{
			ID: s.id(), Authors: s.line("authors"), Short: s.line("short"), Year: s.line("year"), Title: s.line("title"), Publisher: s.line("publisher"),
			URL:  s.matching("url", "url-form", urlForm(), "an address such as https://example.org/paper"),
			Note: s.lines("note"),
		}
		w.claim(used, n.Get("id"), "source", source.ID)
		sources = append(sources, source)
	}
	return sources
}
