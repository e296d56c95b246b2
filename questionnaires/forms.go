package questionnaires

import (
	"regexp"
	"strconv"
	"strings"

	"csi/questionnaires/yamldoc"
)

// The forms that ids, versions, languages and addresses have. Versions follow
// semver.org 2.0.0, languages are the part of BCP 47 that translations use:
// language, script, region.
var (
	idForm       = yamldoc.Pattern(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	versionForm  = yamldoc.Pattern(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)
	languageForm = yamldoc.Pattern(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$`)
	urlForm      = yamldoc.Pattern(`^https?://[^\s/]+\.[^\s]+$`)
	weightForm   = yamldoc.Pattern(`^(\d)(?:\.(\d)0*)?$`)
)

// maxID is the most characters of an id: it has to fit file names and tables.
const maxID = 40

// id reads the key "id"; "" when it is absent or has a fault.
func (o object) id() string {
	text := o.line("id")
	if text == "" {
		return ""
	}
	if !o.w.idForm(o.node.Get("id"), text) {
		return ""
	}
	return text
}

// idForm notes a word that cannot be an id.
func (w *walker) idForm(n *yamldoc.Node, id string) bool {
	switch {
	case len(id) > maxID:
		w.Add(n, "id-form", "found the id %s with %d characters; expected at most %d", yamldoc.Quote(id), len(id), maxID)
	case !idForm().MatchString(id):
		w.Add(n, "id-form", "found the id %s; expected lower-case letters, digits and hyphens, such as \"ag-con\"", yamldoc.Quote(id))
	default:
		return true
	}
	return false
}

// matching reads a text of one line that has a form; "" when it is absent or
// has a fault.
func (o object) matching(key, code string, form *regexp.Regexp, expected string) string {
	text := o.line(key)
	if text == "" || form.MatchString(text) {
		return text
	}
	o.w.Add(o.node.Get(key), code, "%s is %s; expected %s", o.name(key), yamldoc.Quote(text), expected)
	return ""
}

// version reads a semantic version.
func (o object) version() string {
	return o.matching("version", "version-form", versionForm(), "three numbers such as 1.0.0")
}

// language reads the code of a language.
func (o object) language() string {
	return o.matching("language", "language-form", languageForm(), "a code such as en or pt-BR")
}

// ids remembers where each id of one sort was first used.
type ids map[string]int

// claim notes an id that is used already; false then, and for "".
func (w *walker) claim(used ids, n *yamldoc.Node, noun, id string) bool {
	if id == "" {
		return false
	}
	if line, ok := used[id]; ok {
		w.Add(n, "id-duplicate", "%s id %s is used twice, first in line %d; expected an id of its own", noun, yamldoc.Quote(id), line)
		return false
	}
	used[id] = n.Line
	return true
}

// called names a thing in messages by its id, or by its place in the list
// while it has none.
func called(noun, id string, place int) string {
	if id != "" {
		return noun + " " + yamldoc.Quote(id)
	}
	return noun + " number " + strconv.Itoa(place)
}

// peekID gives the id that a mapping claims to have, for messages about it.
func peekID(n *yamldoc.Node) string {
	id := n.Get("id")
	if id == nil || id.Kind != yamldoc.Scalar {
		return ""
	}
	return strings.TrimSpace(id.Text)
}
