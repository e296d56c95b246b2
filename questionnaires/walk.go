package questionnaires

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"csi/questionnaires/yamldoc"
)

// walker turns nodes into values and notes every fault on the way. A value
// that has a fault is read as its zero value, so that the walk goes on.
type walker struct {
	*yamldoc.Diagnostics
	known Known
}

// object is a mapping whose keys were checked. Its zero value has no keys.
type object struct {
	w    *walker
	node *yamldoc.Node
	what string // how messages call it, such as `item "ag-con"`
}

// object checks that a node is a mapping with the keys that spec names, in
// the order of the format, required ones marked with "!".
func (w *walker) object(n *yamldoc.Node, what, spec string) (object, bool) {
	if !w.kind(n, n, yamldoc.Map, what) {
		return object{}, false
	}
	names := strings.Fields(strings.ReplaceAll(spec, "!", ""))
	meant := map[string]bool{} // keys that a misspelt one stands for
	for _, p := range n.Pairs {
		if slices.Contains(names, p.Key.Text) || w.Full() {
			continue
		}
		hint, closest := "", yamldoc.Closest(p.Key.Text, names)
		if closest != "" && n.Get(closest) == nil {
			meant[closest] = true
			hint = fmt.Sprintf(" (did you mean %q?)", closest)
		}
		w.Add(p.Key, "key-unknown", "unknown key %s in %s; expected %s%s",
			yamldoc.Quote(p.Key.Text), what, among(names), hint)
	}
	for _, key := range strings.Fields(spec) {
		name, required := strings.CutSuffix(key, "!")
		if required && n.Get(name) == nil && !meant[name] {
			w.Add(n, "key-missing", "no key %q in %s; expected one", name, what)
		}
	}
	return object{w, n, what}, true
}

// kind notes a value of another shape than wanted; at is where an empty value
// is reported, since the library puts it onto the next line.
func (w *walker) kind(n, at *yamldoc.Node, want yamldoc.Kind, what string) bool {
	switch {
	case n.Refused:
		return false
	case n.Kind == want:
		return true
	case n.Kind == yamldoc.Null:
		w.Add(at, "value-empty", "%s is empty; expected %s", what, want)
	default:
		w.Add(n, "value-kind", "%s is %s; expected %s", what, n.Kind, want)
	}
	return false
}

// get finds the value of a key of the wanted shape; nil when it is absent or
// has a fault.
func (o object) get(key string, want yamldoc.Kind) *yamldoc.Node {
	if o.node == nil {
		return nil
	}
	for _, p := range o.node.Pairs {
		if p.Key.Text != key {
			continue
		}
		if o.w.kind(p.Value, p.Key, want, o.name(key)) {
			return p.Value
		}
	}
	return nil
}

// has reports whether a key stands there, whatever its value.
func (o object) has(key string) bool { return o.node.Get(key) != nil }

// name calls the value of a key in messages.
func (o object) name(key string) string { return `"` + key + `" of ` + o.what }

// line reads a text of one line; "" when it is absent or has a fault.
func (o object) line(key string) string {
	n := o.get(key, yamldoc.Scalar)
	if n == nil {
		return ""
	}
	return o.w.line(n, o.name(key))
}

// line reads a scalar as a text of one line.
func (w *walker) line(n *yamldoc.Node, what string) string {
	text := w.text(n, what)
	if strings.Contains(text, "\n") {
		w.Add(n, "text-lines", "%s has more than one line; expected one", what)
		return ""
	}
	return text
}

// lines reads a text that may have several lines.
func (o object) lines(key string) string {
	n := o.get(key, yamldoc.Scalar)
	if n == nil {
		return ""
	}
	return o.w.text(n, o.name(key))
}

// text reads a scalar as a text without space around it.
func (w *walker) text(n *yamldoc.Node, what string) string {
	text := strings.TrimSpace(n.Text)
	if text == "" {
		w.Add(n, "value-empty", "%s is empty; expected a text", what)
		return ""
	}
	for _, r := range text {
		if r != '\n' && yamldoc.IsControl(r) {
			w.Add(n, "text-control", "%s holds the control character %U; expected plain text", what, r)
			return ""
		}
	}
	return text
}

// short reads a text of one line with at most limit characters.
func (o object) short(key string, limit int) string {
	text := o.line(key)
	if n := utf8.RuneCountInString(text); n > limit {
		o.w.Add(o.node.Get(key), "text-long", "%s has %d characters; expected at most %d", o.name(key), n, limit)
	}
	return text
}

// number reads a whole number within bounds; false when it is absent or has a
// fault.
func (o object) number(key, code string, low, high int) (int, bool) {
	v, ok := o.integer(key)
	if ok && (v < low || v > high) {
		o.w.Add(o.node.Get(key), code, "%s is %d; expected %d to %d", o.name(key), v, low, high)
		return 0, false
	}
	return v, ok
}

// integer reads a whole number; false when it is absent or has a fault.
func (o object) integer(key string) (int, bool) {
	n := o.get(key, yamldoc.Scalar)
	if n == nil {
		return 0, false
	}
	v, ok := n.Int()
	if !ok {
		o.w.Add(n, "value-kind", "%s is %s; expected a whole number", o.name(key), asWritten(n))
	}
	return v, ok
}

// asWritten quotes a scalar for a message that expects no text, and says so
// when only the quotation marks are wrong.
func asWritten(n *yamldoc.Node) string {
	if n.Plain {
		return yamldoc.Quote(n.Text)
	}
	return yamldoc.Quote(n.Text) + " in quotation marks"
}

// truth reads true or false; false when it is absent or has a fault.
func (o object) truth(key string) bool {
	n := o.get(key, yamldoc.Scalar)
	if n == nil {
		return false
	}
	v, ok := n.Bool()
	if !ok {
		o.w.Add(n, "value-kind", "%s is %s; expected true or false", o.name(key), asWritten(n))
	}
	return v
}

// list gives the entries of a list that has at least one; nil when it is
// absent or has a fault.
func (o object) list(key string) []*yamldoc.Node {
	n := o.get(key, yamldoc.List)
	if n == nil {
		return nil
	}
	if len(n.Items) == 0 {
		o.w.Add(n, "list-empty", "%s has no entry; expected at least one", o.name(key))
	}
	return n.Items
}

// entry is a text of a list with its node.
type entry struct {
	node *yamldoc.Node
	text string
}

// entries reads a list of different texts of one line.
func (o object) entries(key string) []entry {
	var entries []entry
	seen := map[string]bool{}
	what := "an entry of " + o.name(key)
	for _, n := range o.list(key) {
		if !o.w.kind(n, n, yamldoc.Scalar, what) {
			continue
		}
		text := o.w.line(n, what)
		if seen[text] {
			o.w.Add(n, "list-duplicate", "%s has %s a second time; expected it once", o.name(key), yamldoc.Quote(text))
		} else if text != "" {
			seen[text] = true
			entries = append(entries, entry{n, text})
		}
	}
	return entries
}

// texts reads a list of different texts of one line; nil when it is absent.
func (o object) texts(key string) []string {
	var texts []string
	for _, e := range o.entries(key) {
		texts = append(texts, e.text)
	}
	return texts
}

// names reads a list of different names from a closed set. A nil set is not
// checked.
func (o object) names(key, code, noun string, from []string) []string {
	var names []string
	for _, e := range o.entries(key) {
		if from != nil && !slices.Contains(from, e.text) {
			o.w.unknown(e.node, code, noun, e.text, o.what, from)
			continue
		}
		names = append(names, e.text)
	}
	return names
}

// oneOf reads one name from a closed set; "" when it is absent or has a fault.
// A nil set is not checked.
func (o object) oneOf(key, code, noun string, from []string) string {
	text := o.line(key)
	if text == "" || from == nil || slices.Contains(from, text) {
		return text
	}
	o.w.unknown(o.node.Get(key), code, noun, text, o.what, from)
	return ""
}

// unknown notes a name that is not in its closed set.
func (w *walker) unknown(at *yamldoc.Node, code, noun, text, where string, from []string) {
	if w.Full() {
		return
	}
	hint := ""
	if closest := yamldoc.Closest(text, from); closest != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", closest)
	}
	w.Add(at, code, "unknown %s %s in %s; expected %s%s", noun, yamldoc.Quote(text), where, among(from), hint)
}

// among writes what a closed set allows.
func among(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "one of " + strings.Join(names, ", ")
}
