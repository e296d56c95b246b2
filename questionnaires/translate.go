package questionnaires

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Draft is a translation that is being made, as Translate leaves it.
type Draft struct {
	Data   []byte               // the file
	Result *assess.Translation  // how far it goes
	Open   []yamldoc.Diagnostic // what is missing, stale or without a source, by its place in Data
}

// Existing is a translation that is there already. The zero value stands for
// none.
type Existing struct {
	File string // for diagnostics
	Data []byte
}

// LanguageError says that a language is none to translate into.
type LanguageError struct {
	Language string
	Source   bool // it is the language of the source
}

// Error says what is wrong with the language.
func (e *LanguageError) Error() string {
	if e.Source {
		return fmt.Sprintf("the source is in %q already; expected another language", e.Language)
	}
	return fmt.Sprintf("found the language %s; expected a code such as fr or pt-BR", yamldoc.Quote(e.Language))
}

// AcceptError says that there is no entry of a name to accept.
type AcceptError struct {
	Name       string
	DidYouMean string // "" when none is near
}

// Error names the entry and the nearest one.
func (e *AcceptError) Error() string {
	if e.DidYouMean != "" {
		return fmt.Sprintf("no entry %s to accept; did you mean %q?", yamldoc.Quote(e.Name), e.DidYouMean)
	}
	return fmt.Sprintf("no entry %s to accept; expected the id of an item, a scale, a section or a term, or all", yamldoc.Quote(e.Name))
}

// Skeleton writes a new translation: every text empty, with that of the
// source in a comment above. It reads as one that lacks everything.
func Skeleton(q *assess.Questionnaire, lang string) ([]byte, error) {
	d, err := TranslateOf(q, lang, Existing{}, nil)
	return d.Data, err
}

// Translate writes a translation of a questionnaire or a training case of the
// library, or of "framework" or "library", into a language, or brings an
// existing one up to date:
//
//   - Every text that is there stays, also one that the source no longer has.
//   - What is missing is added empty; the text of the source stands in a
//     comment above it, and above every text of a stale entry.
//   - An entry gets the fingerprint of its source where it has none, or where
//     accept names it ("ag-inf", "items/ag-inf", "title", "all"): the
//     translator has looked at it again. Other fingerprints stay, so that
//     nothing that is stale looks fresh. An entry without one that follows
//     another version of the source gets a fingerprint that fits nothing.
//   - Comments on lines of their own stay with the line below them.
//
// The error is an *UnknownError, a *LanguageError, an *AcceptError, or a
// *FaultsError about the existing file.
func (l *Library) Translate(id, lang string, existing Existing, accept []string) (Draft, error) {
	if isTermFile(id) {
		return translate(l.termSource(id), lang, existing, accept)
	}
	if l.isCase(id) {
		source, err := l.caseOverlay(id)
		if err != nil {
			return Draft{}, err
		}
		return translate(source, lang, existing, accept)
	}
	q, err := l.source(id)
	if err != nil {
		var unknown *UnknownError
		if errors.As(err, &unknown) {
			unknown.DidYouMean = yamldoc.Closest(id, l.Translatable())
		}
		return Draft{}, err
	}
	return TranslateOf(q, lang, existing, accept)
}

// TranslateOf is Translate for a source that lies outside the library. The
// questionnaire is not changed.
func TranslateOf(q *assess.Questionnaire, lang string, existing Existing, accept []string) (Draft, error) {
	tree, _ := questionnaireSlots(q)
	return translate(overlaySource{id: q.ID, version: q.Version, language: q.Language, tree: tree}, lang, existing, accept)
}

func translate(source overlaySource, lang string, existing Existing, accept []string) (Draft, error) {
	if !languageForm().MatchString(lang) {
		return Draft{}, &LanguageError{Language: lang}
	}
	if lang == source.language {
		return Draft{}, &LanguageError{lang, true}
	}
	tr := &translator{overlaySource: source, head: translationHeader{of: source.id, version: source.version, language: lang}}
	if len(existing.Data) > 0 {
		if err := tr.take(existing, lang); err != nil {
			return Draft{}, err
		}
	}
	if err := tr.accept(accept); err != nil {
		return Draft{}, err
	}
	data := tr.write()
	fresh := source
	fresh.tree = source.tree.bare()
	checked := checkOverlay(existing.File, data, fresh)
	if checked.Translation == nil {
		return Draft{}, fmt.Errorf("write the translation of %q: %w", source.id, &FaultsError{existing.File, checked.Faults})
	}
	return Draft{data, checked.Translation, checked.Remarks}, nil
}

// translator writes one translation.
type translator struct {
	overlaySource
	head  translationHeader
	was   *overlay         // what was there; nil for nothing
	notes map[int][]string // comments by the line that they stand above
	stale map[*slot]bool
	out   strings.Builder
}

// take reads what is there already.
func (tr *translator) take(existing Existing, lang string) error {
	root, diagnostics := yamldoc.Parse(existing.File, existing.Data)
	w := &walker{Diagnostics: diagnostics}
	if root != nil && w.kindOf(root, "translation") {
		tr.was = readOverlay(root, w, tr.tree, tr.version, tr.language)
		if of := tr.was.head.of; of != "" && of != tr.id {
			w.Add(root.Get("of"), "of-unknown", "the file translates %s; expected %q", yamldoc.Quote(of), tr.id)
		}
		if found := tr.was.head.language; found != "" && found != lang {
			w.Add(root.Get("language"), "language-folder", "\"language\" of the translation is %s; expected %q", yamldoc.Quote(found), lang)
		}
	}
	if len(w.List) > 0 {
		w.Sort()
		return &FaultsError{existing.File, w.List}
	}
	tr.head.reviewed = tr.was.head.reviewed
	tr.notes = tr.comments(string(existing.Data))
	return nil
}

// comments collects the comments on lines of their own, without those that
// show the source. A line of a text may start like a comment: it is indented
// further than the key below it.
func (tr *translator) comments(data string) map[int][]string {
	notes := map[int][]string{}
	var above []string
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(data, "\ufeff")) {
		number++
		body := strings.TrimSpace(line)
		indent := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case strings.HasPrefix(body, strings.TrimSpace(tr.sourcePrefix())):
		case strings.HasPrefix(body, "#"):
			above = append(above, strings.Repeat(" ", indent)+body)
		case body != "":
			for _, note := range above {
				if body := strings.TrimLeft(note, " "); len(note)-len(body) <= indent {
					notes[number] = append(notes[number], body)
				}
			}
			above = nil
		}
	}
	return notes
}

// accept gives every entry its fingerprint.
func (tr *translator) accept(names []string) error {
	tr.stale = map[*slot]bool{}
	known := map[string][]*slot{"all": tr.tree.units()}
	var list []string
	note := func(name string, unit *slot) {
		known[name] = append(known[name], unit)
		list = append(list, name)
	}
	if tr.tree.unit {
		note("title", tr.tree)
	}
	for _, group := range tr.tree.slots {
		for _, unit := range group.slots {
			if unit.unit {
				note(unit.key, unit)
				note(group.key+"/"+unit.key, unit)
			}
		}
	}
	accepted := map[*slot]bool{}
	for _, name := range names {
		if known[name] == nil {
			return &AcceptError{name, yamldoc.Closest(name, list)}
		}
		for _, unit := range known[name] {
			accepted[unit] = true
		}
	}
	for _, unit := range tr.tree.units() {
		stale := tr.was != nil && tr.was.stale(unit, tr.version) && !accepted[unit]
		tr.stale[unit] = stale
		switch {
		case !stale:
			unit.print = unit.fingerprint()
		case unit.print == "":
			unit.print = unknownPrint
		}
	}
	return nil
}

// bare copies a tree without what a translation has in it.
func (s *slot) bare() *slot {
	c := &slot{key: s.key, name: s.name, noun: s.noun, keys: s.keys, list: s.list, unit: s.unit, text: s.text, lines: s.lines, limit: s.limit}
	for _, child := range s.slots {
		c.slots = append(c.slots, child.bare())
	}
	return c
}

// sourcePrefix starts the comments that show the source.
func (tr *translator) sourcePrefix() string { return "# " + tr.language + ": " }

// write writes the file.
func (tr *translator) write() []byte {
	for _, key := range []string{"csi", "kind", "of", "version", "language", "reviewed"} {
		if tr.was != nil {
			tr.above(tr.was.keyOf(key), "")
		}
		tr.out.WriteString(key + ": " + tr.headValue(key) + "\n")
	}
	if tr.tree.unit {
		tr.out.WriteString(printKey + ": " + tr.tree.print + "\n")
	}
	for _, c := range tr.tree.slots {
		tr.slot(c, "", tr.stale[tr.tree])
	}
	for _, p := range tr.tree.stray {
		tr.pair(p, "")
	}
	return []byte(tr.out.String())
}

// keyOf finds the node of a key of the root.
func (v *overlay) keyOf(key string) *yamldoc.Node {
	i := slices.IndexFunc(v.root.Pairs, func(p yamldoc.Pair) bool { return p.Key.Text == key })
	if i < 0 {
		return nil
	}
	return v.root.Pairs[i].Key
}

func (tr *translator) headValue(key string) string {
	switch key {
	case "csi":
		return fmt.Sprint(format)
	case "kind":
		return "translation"
	case "of":
		return tr.id
	case "version":
		return tr.version
	case "language":
		return tr.head.language
	}
	return fmt.Sprint(tr.head.reviewed)
}

// above writes the comments that stood above a node, once.
func (tr *translator) above(at *yamldoc.Node, indent string) {
	if at == nil {
		return
	}
	for _, note := range tr.notes[at.Line] {
		tr.out.WriteString(indent + note + "\n")
	}
	delete(tr.notes, at.Line)
}

// slot writes a place and what is below it.
func (tr *translator) slot(s *slot, indent string, stale bool) {
	tr.above(s.at, indent)
	if s.text != nil {
		tr.text(s, indent, yamlKey(s.key)+":", stale)
		return
	}
	tr.out.WriteString(indent + yamlKey(s.key) + ":\n")
	indent += "  "
	if s.unit {
		stale = tr.stale[s]
		tr.out.WriteString(indent + printKey + ": " + s.print + "\n")
	}
	for _, c := range s.slots {
		if s.list {
			tr.above(c.at, indent)
			tr.text(c, indent, "-", stale)
			continue
		}
		tr.slot(c, indent, stale)
	}
	for _, p := range s.stray {
		if s.list {
			tr.node("-", p.Value, indent)
			continue
		}
		tr.pair(p, indent)
	}
}

// text writes one text, under that of its source where it is missing or
// stale.
func (tr *translator) text(s *slot, indent, key string, stale bool) {
	if s.given == "" || stale {
		for line := range strings.Lines(*s.text) {
			tr.out.WriteString(strings.TrimRight(indent+tr.sourcePrefix()+strings.TrimSpace(line), " ") + "\n")
		}
	}
	tr.out.WriteString(indent + key + " " + yamlText(s.given, indent) + "\n")
}

// pair writes what has no source as it stood there.
func (tr *translator) pair(p yamldoc.Pair, indent string) {
	tr.above(p.Key, indent)
	tr.node(yamlKey(p.Key.Text)+":", p.Value, indent)
}

func (tr *translator) node(key string, n *yamldoc.Node, indent string) {
	switch n.Kind {
	case yamldoc.Scalar:
		text := yamlText(strings.TrimSpace(n.Text), indent)
		if n.Plain && !strings.Contains(n.Text, "\n") {
			text = n.Text
		}
		tr.out.WriteString(indent + key + " " + text + "\n")
	case yamldoc.List:
		tr.out.WriteString(indent + key + "\n")
		for _, item := range n.Items {
			tr.node("-", item, indent+"  ")
		}
	case yamldoc.Map:
		tr.out.WriteString(indent + key + "\n")
		for _, p := range n.Pairs {
			tr.pair(p, indent+"  ")
		}
	default:
		tr.out.WriteString(indent + key + "\n")
	}
}
