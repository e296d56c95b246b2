package questionnaires

import (
	"slices"
	"strings"

	"csi/questionnaires/yamldoc"
)

// kindOf notes a file of another format or another kind. Then nothing else is
// worth saying: false.
func (w *walker) kindOf(root *yamldoc.Node, want string) bool {
	if v, ok := root.Get("csi").Int(); ok && v > format {
		w.List = nil
		w.Add(root.Get("csi"), "format-newer", "the file has format %d; this csi reads up to %d, a newer one is needed", v, format)
		return false
	}
	kind := root.Get("kind")
	if kind == nil || kind.Kind != yamldoc.Scalar || kind.Text == want {
		return true
	}
	w.List = nil
	found := strings.TrimSpace(kind.Text)
	if slices.Contains([]string{"questionnaire", "assessment", "framework", "sources", "translation", "workshop", "library", "case"}, found) {
		w.Add(kind, "kind", "the file is %s; expected %s", article(found), article(want))
		return false
	}
	hint := ""
	if yamldoc.Closest(found, []string{want}) != "" {
		hint = " (did you mean \"" + want + "\"?)"
	}
	w.Add(kind, "kind", "unknown kind %s; expected %s%s", yamldoc.Quote(found), want, hint)
	return false
}

// article puts the right one before the name of a kind of file.
func article(kind string) string {
	switch kind {
	case "assessment":
		return "an assessment"
	case "sources":
		return "a list of sources"
	}
	return "a " + kind
}

// head notes what is wrong with the two keys that every file starts with.
func (o object) head() {
	if v, ok := o.integer("csi"); ok && v != format {
		o.w.Add(o.node.Get("csi"), "format", "%s is %d; expected %d", o.name("csi"), v, format)
	}
	o.line("kind")
}
