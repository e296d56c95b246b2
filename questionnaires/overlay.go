package questionnaires

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/locale"
	"csi/questionnaires/yamldoc"
)

// overlay is a translation that was read onto the slots of its source.
type overlay struct {
	*walker
	head    translationHeader
	root    *yamldoc.Node
	tree    *slot
	remarks yamldoc.Diagnostics
}

// translationHeader is what a translation says of itself.
type translationHeader struct {
	of, version, language string
	reviewed              bool
}

var printForm = yamldoc.Pattern(`^[0-9a-f]{8}$`)

// headOf reads the keys that a translation starts with. Further keys are
// those that spec names.
func (w *walker) headOf(root *yamldoc.Node, spec string) (translationHeader, bool) {
	o, ok := w.object(root, "the translation", spec)
	if !ok {
		return translationHeader{}, false
	}
	o.head()
	return translationHeader{o.line("of"), o.version(), o.language(), o.truth("reviewed")}, true
}

// readOverlay lays a translation onto a tree and notes faults and remarks.
// Texts that are missing are no fault. Version and language are the source's.
func readOverlay(root *yamldoc.Node, w *walker, tree *slot, version, language string) *overlay {
	v := &overlay{walker: w, root: root, tree: tree}
	v.remarks.File = w.File
	spec := translationHead + " " + printKey + " " + tree.keys
	var ok bool
	if v.head, ok = w.headOf(root, spec); !ok {
		return v
	}
	if v.head.language != "" && v.head.language == language {
		v.Add(root.Get("language"), "language-source", "\"language\" of the translation is %q; expected another than that of its source", language)
	}
	for _, p := range root.Pairs {
		if c := tree.find(p.Key.Text); c != nil {
			v.read(c, p)
		}
	}
	if n := root.Get(printKey); n != nil && tree.unit {
		v.fingerprint(tree, yamldoc.Pair{Key: n, Value: n})
	}
	for _, p := range root.Pairs {
		if slices.Contains(strings.Fields(tree.keys), p.Key.Text) && tree.find(p.Key.Text) == nil {
			v.orphan(tree, p)
		}
	}
	v.remark(version)
	return v
}

// read takes what a translation has for a slot. Empty is missing, not wrong.
func (v *overlay) read(s *slot, p yamldoc.Pair) {
	s.at = p.Key
	n := p.Value
	switch {
	case n.Kind == yamldoc.Null:
	case s.text != nil:
		v.readText(s, p)
	case s.list:
		v.readList(s, p)
	case v.kind(n, p.Key, yamldoc.Map, s.name):
		v.readGroup(s, n)
	}
}

// readText takes one text.
func (v *overlay) readText(s *slot, p yamldoc.Pair) {
	n := p.Value
	if !v.kind(n, p.Key, yamldoc.Scalar, s.name) || strings.TrimSpace(n.Text) == "" {
		return
	}
	if s.lines {
		s.given = v.text(n, s.name)
		return
	}
	text := v.line(n, s.name)
	if long := utf8.RuneCountInString(text); s.limit > 0 && long > s.limit {
		v.Add(n, "text-long", "%s has %d characters; expected at most %d", s.name, long, s.limit)
		return
	}
	s.given = text
}

// readList takes the entries of a list by their place.
func (v *overlay) readList(s *slot, p yamldoc.Pair) {
	if !v.kind(p.Value, p.Key, yamldoc.List, s.name) {
		return
	}
	for i, n := range p.Value.Items {
		if i < len(s.slots) {
			v.read(s.slots[i], yamldoc.Pair{Key: n, Value: n})
			continue
		}
		if len(s.stray) == 0 {
			v.remarks.Add(n, "translation-orphan", "%s has %d entries; the source has %d", s.name, len(p.Value.Items), len(s.slots))
		}
		s.stray = append(s.stray, yamldoc.Pair{Key: n, Value: n})
	}
}

// readGroup takes the entries of a mapping by their keys.
func (v *overlay) readGroup(s *slot, n *yamldoc.Node) {
	names := strings.Fields(s.keys)
	if s.unit {
		names = append(names, printKey)
	}
	for _, p := range n.Pairs {
		c := s.find(p.Key.Text)
		switch {
		case c != nil:
			v.read(c, p)
		case s.unit && p.Key.Text == printKey:
			v.fingerprint(s, p)
		case s.noun != "" || slices.Contains(names, p.Key.Text):
			v.orphan(s, p)
		case !v.Full():
			hint := ""
			if near := yamldoc.Closest(p.Key.Text, names); near != "" && n.Get(near) == nil {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			v.Add(p.Key, "key-unknown", "unknown key %s in %s; expected %s%s", yamldoc.Quote(p.Key.Text), s.name, among(names), hint)
		}
	}
}

// orphan notes a text whose source is gone: a thing to look at, no fault,
// since a new version of a source must not break its translations.
func (v *overlay) orphan(s *slot, p yamldoc.Pair) {
	s.stray = append(s.stray, p)
	key := yamldoc.Quote(p.Key.Text)
	if s.noun == "" {
		v.remarks.Add(p.Key, "translation-orphan", "%s has %s, which the source has not; expected no such key", s.name, key)
		return
	}
	hint := ""
	if near := yamldoc.Closest(p.Key.Text, s.keyList()); near != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", near)
	}
	v.remarks.Add(p.Key, "translation-orphan", "%s has the %s %s, which the source has not; expected no such entry%s", s.name, s.noun, key, hint)
}

// fingerprint takes the fingerprint of the source that an entry was
// translated from.
func (v *overlay) fingerprint(s *slot, p yamldoc.Pair) {
	name := `"` + printKey + `" of ` + s.name
	if p.Value.Kind == yamldoc.Null || !v.kind(p.Value, p.Key, yamldoc.Scalar, name) {
		return
	}
	text := v.line(p.Value, name)
	if text != "" && !printForm().MatchString(text) {
		v.Add(p.Value, "fingerprint", "%s is %s; expected eight digits and letters a to f, as csi questionnaire translate writes them", name, yamldoc.Quote(text))
		return
	}
	s.print = text
}

// stale reports whether an entry was translated from an earlier text: its
// fingerprint says so, or it has none and the translation follows another
// version. What has no translation yet cannot be stale.
func (v *overlay) stale(unit *slot, version string) bool {
	if !slices.ContainsFunc(unit.texts(true), func(s *slot) bool { return s.given != "" }) {
		return false
	}
	if unit.print == "" {
		return v.head.version != version
	}
	return unit.print != unit.fingerprint()
}

// remark tells what is missing and what is stale, entry by entry.
func (v *overlay) remark(version string) {
	for _, unit := range v.tree.units() {
		at, name := unit.at, unit.name
		if unit == v.tree {
			at, name = unit.slots[0].at, "the head of the translation"
		}
		if at == nil {
			at = v.root
		}
		var missing []string
		texts := unit.texts(true)
		for _, s := range texts {
			if s.given == "" {
				missing = append(missing, strings.TrimSuffix(s.name, " of "+unit.name))
			}
		}
		switch {
		case len(missing) == 0:
		case len(missing) == len(texts):
			v.remarks.Add(at, "translation-missing", "%s has none of its texts yet; expected %d", name, len(texts))
		default:
			v.remarks.Add(at, "translation-missing", "%s lacks %d of %d texts: %s", name, len(missing), len(texts), shortList(missing))
		}
		if v.stale(unit, version) {
			v.remarks.Add(at, "translation-stale", "%s was translated from an earlier text of the source; expected a new look", name)
		}
	}
	if len(v.List) == 0 && v.head.version != version {
		v.remarks.Add(v.root.Get("version"), "translation-version", "the translation follows version %s; the source has %s", v.head.version, version)
	}
	v.remarks.Sort()
}

// result says how far the translation goes.
func (v *overlay) result(version string) *assess.Translation {
	t := &assess.Translation{Language: v.head.language, Version: v.head.version, Reviewed: v.head.reviewed}
	for _, s := range v.tree.texts(false) {
		t.Texts++
		if s.given != "" {
			t.Done++
		}
	}
	for _, unit := range v.tree.units() {
		if v.stale(unit, version) {
			t.Stale++
		}
	}
	return t
}

// lay puts the translated texts into the source. Where one is missing, the
// text of the source stays. A stale text is taken: a reader gets on better
// with it than with another language, and is told.
func (s *slot) lay() {
	for _, t := range s.texts(false) {
		if t.given != "" {
			*t.text = t.given
		}
	}
}

// accent turns the texts of a source into the pseudo-language of tests.
func (s *slot) accent() {
	for _, t := range s.texts(false) {
		*t.text = locale.Accent(*t.text, t.limit)
	}
}

// CheckedTranslation is what looking at a translation yields.
type CheckedTranslation struct {
	Of          string              // id of the source; "" when it could not be read
	Translation *assess.Translation // nil when there are faults
	Faults      []yamldoc.Diagnostic
	Remarks     []yamldoc.Diagnostic // what is missing, stale or without a source, in the order of the file
}

// CheckTranslation looks at a translation of a questionnaire or a training
// case of the library, of the framework, or of the examples and arenas. The
// file name only serves the diagnostics.
func (l *Library) CheckTranslation(file string, data []byte) CheckedTranslation {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{Diagnostics: diagnostics}
	of := ""
	if n := root.Get("of"); n != nil && n.Kind == yamldoc.Scalar {
		of = strings.TrimSpace(n.Text)
	}
	if isTermFile(of) {
		return checkOverlay(file, data, l.termSource(of))
	}
	if q, err := l.source(of); err == nil {
		return CheckTranslationOf(q, file, data)
	}
	if source, err := l.caseOverlay(of); err == nil {
		return checkOverlay(file, data, source)
	}
	if root != nil && w.kindOf(root, "translation") {
		keys := []string{
			translationHead, "source title summary scales sections items",
			frameworkSlots(l.Framework("")).keys, referenceSlots(l.Reference("")).keys, "story task responses discuss",
		}
		w.headOf(root, strings.Join(keys, " "))
		if of != "" {
			w.Add(root.Get("of"), "of-unknown", "the file translates %s, which is not in the library; expected the id of a questionnaire or a training case%s", yamldoc.Quote(of), hintFor(of, l.Translatable()))
		}
	}
	w.Sort()
	return CheckedTranslation{Of: of, Faults: w.List}
}

// Translatable lists the ids of what can be translated: questionnaires,
// "framework", "library" and training cases.
func (l *Library) Translatable() []string { return slices.Concat(l.IDs(), termFiles(), l.cases) }

// CheckTranslationOf is CheckTranslation for a source that lies outside the
// library. The questionnaire is not changed.
func CheckTranslationOf(q *assess.Questionnaire, file string, data []byte) CheckedTranslation {
	tree, _ := questionnaireSlots(q)
	return checkOverlay(file, data, overlaySource{id: q.ID, version: q.Version, language: q.Language, tree: tree})
}

// overlaySource is what a translation is compared with.
type overlaySource struct {
	id, version, language string
	folder                string // language of the folder it lies in; "" when that does not matter
	tree                  *slot
}

// checkOverlay reads a translation onto the slots of its source.
func checkOverlay(file string, data []byte, source overlaySource) CheckedTranslation {
	root, diagnostics := yamldoc.Parse(file, data)
	w := &walker{Diagnostics: diagnostics}
	if root == nil || !w.kindOf(root, "translation") {
		return CheckedTranslation{Faults: w.List}
	}
	v := readOverlay(root, w, source.tree, source.version, source.language)
	if v.head.of != "" && v.head.of != source.id {
		w.Add(root.Get("of"), "of-unknown", "the file translates %s; expected %q, as its name says", yamldoc.Quote(v.head.of), source.id)
	}
	if source.folder != "" && v.head.language != "" && v.head.language != source.folder {
		w.Add(root.Get("language"), "language-folder", "\"language\" of the translation is %s; expected %q, as its folder is called", yamldoc.Quote(v.head.language), source.folder)
	}
	checked := CheckedTranslation{Of: source.id, Remarks: v.remarks.List}
	if len(w.List) > 0 {
		w.Sort()
		checked.Faults, checked.Remarks = w.List, nil
		return checked
	}
	checked.Translation = v.result(source.version)
	return checked
}
