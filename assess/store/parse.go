package store

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Document is an assessment with the questionnaire that it responds to.
type Document struct {
	Assessment    *assess.Assessment
	Questionnaire *assess.Questionnaire // of the same major version; the assessment keeps its own
}

// Resolver finds the questionnaire of an assessment: the built-in one of an
// id, or the one in a file when the assessment names one. file is ready to be
// opened, "" for a built-in one. For an id without a questionnaire it returns
// an *UnknownError; any other error goes back to the caller of Parse as it is.
type Resolver func(ref assess.Ref, file string) (*assess.Questionnaire, error)

// Parse reads an assessment. file is its path: faults name it, and a
// questionnaire of one's own is looked for from its folder. The error is a
// *FaultsError that holds every fault, or what resolve returned.
func Parse(file string, data []byte, resolve Resolver) (*Document, error) {
	r := &reader{a: new(assess.Assessment), file: file, resolve: resolve}
	root, err := r.open(data, assessmentKind)
	if err != nil {
		return nil, err
	}
	r.walk(root)
	if err := r.finish(); err != nil {
		return nil, err
	}
	return &Document{r.a, r.q}, nil
}

// walk reads everything, and goes on after faults.
func (r *reader) walk(root *yamldoc.Node) {
	e := r.top(root)
	r.require(root, e, "csi", "kind", "questionnaire")
	r.identity(e)
	r.previous(e["previous"].Value)
	r.frame(e["frame"].Value)
	r.targets(e["targets"].Value)
	if r.q != nil {
		r.responses(e["responses"].Value)
		r.plan(e["plan"].Value)
	}
}

// top gives the entries that the whole file may have.
func (r *reader) top(root *yamldoc.Node) entries {
	return r.entries(root, "csi", "kind", "id", "questionnaire", "language", "previous", "frame", "targets", "responses", "plan")
}

// reader walks one file.
type reader struct {
	a       *assess.Assessment
	q       *assess.Questionnaire // nil until found
	d       *yamldoc.Diagnostics
	file    string
	resolve Resolver
	failed  error // of resolve
}

// kind is what a file says it is, with its article as messages have it.
type kind struct{ id, one string }

var assessmentKind = kind{"assessment", "an assessment"}

// open parses the nodes and settles what makes the rest pointless: a file
// that is no YAML, that a newer csi wrote, or that is something else.
func (r *reader) open(data []byte, expected kind) (*yamldoc.Node, error) {
	root, d := yamldoc.Parse(r.file, plainJSON(data))
	r.d = d
	if root == nil {
		r.truncated(data)
		return nil, r.faults()
	}
	if root.Kind != yamldoc.Map {
		d.List = nil
		d.Add(root, codeKind, "found %s; expected %s that starts with \"csi: 1\"", root.Kind, expected.one)
		return nil, r.faults()
	}
	format := root.Get("csi")
	if v, ok := format.Int(); ok && v > Format {
		d.List = nil
		d.Add(format, codeNewer, "this file was written by a newer csi (format %d); expected format %d at most", v, Format)
		return nil, r.faults()
	}
	if kind := root.Get("kind"); kind != nil && kind.Text != expected.id && !kind.Refused {
		d.List = nil
		d.Add(kind, codeKind, "this file is %s; expected %s", ofKind(kind), expected.one)
		return nil, r.faults()
	}
	if v, ok := format.Int(); format != nil && !format.Refused && (!ok || v != Format) {
		d.Add(format, "format", "found no format that this csi knows; expected \"csi: %d\"", Format)
	}
	return root, nil
}

// ofKind names what a file says it is.
func ofKind(kind *yamldoc.Node) string {
	if kind.Kind != yamldoc.Scalar {
		return "of no kind"
	}
	return "a " + strings.Trim(yamldoc.Quote(kind.Text), `"`)
}

// truncated puts a better word to a syntax fault at the end of a file whose
// last line was never ended: half a file, not a slip of the person.
func (r *reader) truncated(data []byte) {
	if len(r.d.List) != 1 || r.d.List[0].Code != "syntax" || bytes.HasSuffix(data, []byte("\n")) {
		return
	}
	last := bytes.Count(data, []byte("\n")) + 1
	if !strings.Contains(r.d.List[0].Message, "never closed") && r.d.List[0].Line < last-1 {
		return
	}
	width := len([]rune(string(data[bytes.LastIndexByte(data, '\n')+1:])))
	r.d.List = nil
	r.d.Add(&yamldoc.Node{Line: last, Column: width + 1}, codeTruncated,
		"the file ends in the middle of line %d; expected the rest of the assessment", last)
}

// faults makes the error of what was collected; nil when nothing was.
func (r *reader) faults() error {
	if len(r.d.List) == 0 {
		return nil
	}
	r.d.Sort()
	return &FaultsError{r.file, r.d.List}
}

// finish gives the error of the whole walk.
func (r *reader) finish() error {
	if r.failed != nil {
		return r.failed
	}
	return r.faults()
}

// uuid is the shape of an id. The version is not checked: an id only has to
// differ from others.
var uuid = yamldoc.Pattern(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

var languageTag = yamldoc.Pattern(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

var semver = yamldoc.Pattern(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`)

// identity reads what names the assessment and its questionnaire.
func (r *reader) identity(e entries) {
	if n := e["id"].Value; filled(n) {
		r.a.ID = strings.ToLower(r.text(n, "id"))
		if r.a.ID != "" && !uuid().MatchString(r.a.ID) {
			r.d.Add(n, "id", "id is no UUID; expected one such as 01a1f833-df1e-7c5e-a6d0-49bab80469b8, or none")
		}
	}
	r.questionnaire(e["questionnaire"].Value)
	if n := e["language"].Value; filled(n) {
		r.a.Language = r.text(n, "language")
		if r.a.Language != "" && !languageTag().MatchString(r.a.Language) {
			r.d.Add(n, "language", "no language %s; expected a code such as en, fr or pt-BR", yamldoc.Quote(r.a.Language))
		}
	} else if r.q != nil {
		r.a.Language = r.q.Language
	}
}

// questionnaire reads which questionnaire was answered, and finds it.
func (r *reader) questionnaire(n *yamldoc.Node) {
	if n == nil || !r.mapping(n, "questionnaire") {
		return
	}
	e := r.entries(n, "id", "version", "file")
	if !r.require(n, e, "id", "version") {
		return
	}
	ref := assess.Ref{ID: r.text(e["id"].Value, "questionnaire id"), Version: r.text(e["version"].Value, "questionnaire version")}
	if ref.Version != "" && !semver().MatchString(ref.Version) {
		r.d.Add(e["version"].Value, "version", "found no version of three numbers; expected one such as 1.0.0")
		return
	}
	if filled(e["file"].Value) {
		r.a.QuestionnaireFile = r.text(e["file"].Value, "questionnaire file")
	}
	r.a.Questionnaire = ref
	if ref.ID != "" && ref.Version != "" {
		r.find(ref, e["id"].Value, e["version"].Value)
	}
}

// find asks for the questionnaire and checks that it is of the same major
// version: another one asks other things under the same names.
func (r *reader) find(ref assess.Ref, id, version *yamldoc.Node) {
	file := r.a.QuestionnaireFile
	if file != "" && !filepath.IsAbs(file) {
		file = filepath.Join(filepath.Dir(r.file), filepath.FromSlash(file))
	}
	q, err := r.resolve(ref, file)
	var unknown *UnknownError
	switch {
	case errors.As(err, &unknown):
		r.d.Add(id, "questionnaire-unknown", "no questionnaire %s; %s", yamldoc.Quote(ref.ID), instead(ref.ID, unknown.Known))
	case err != nil:
		r.failed = err
	case q.ID != ref.ID:
		r.d.Add(id, "questionnaire-unknown", "the file of the questionnaire holds %q; expected %s", q.ID, yamldoc.Quote(ref.ID))
	case q.Major() != ref.Major():
		r.d.Add(version, "questionnaire-version", "answered with %s %s, and here is %s; expected the same first number",
			ref.ID, ref.Version, q.Version)
	default:
		r.q = q
	}
}

// entries are the known entries of a mapping by key. A key that is not there
// has the zero Pair.
type entries map[string]yamldoc.Pair

// entries notes unknown keys and gives the others.
func (r *reader) entries(n *yamldoc.Node, known ...string) entries {
	e := entries{}
	for _, k := range known {
		e[k] = yamldoc.Pair{}
	}
	for _, p := range n.Pairs {
		if _, ok := e[p.Key.Text]; !ok {
			r.d.Add(p.Key, "key-unknown", "unknown key %s; expected one of %s", yamldoc.Quote(p.Key.Text), strings.Join(known, ", "))
			continue
		}
		e[p.Key.Text] = p
	}
	return e
}

// require notes keys that are missing or empty; false when some are.
func (r *reader) require(n *yamldoc.Node, e entries, keys ...string) bool {
	all := true
	for _, k := range keys {
		v := e[k].Value
		switch {
		case v == nil:
			r.d.Add(n, "key-missing", "the key %q is missing; expected it here", k)
		case v.Refused:
		case v.Kind == yamldoc.Null, v.Kind == yamldoc.Scalar && strings.TrimSpace(v.Text) == "":
			r.d.Add(v, "value-missing", "%s is empty; expected a value", k)
		default:
			continue
		}
		all = false
	}
	return all
}

// filled reports whether there is something to read in a node.
func filled(n *yamldoc.Node) bool { return n != nil && n.Kind != yamldoc.Null }

// text reads a scalar; "" with a fault when it is none.
func (r *reader) text(n *yamldoc.Node, what string) string {
	if n == nil || n.Kind == yamldoc.Null {
		return ""
	}
	if n.Kind != yamldoc.Scalar {
		r.d.Add(n, "value-kind", "%s is %s; expected a text", what, n.Kind)
		return ""
	}
	return n.Text
}

// mapping reports whether a node is a mapping that can be walked, and notes
// when it is something else. An empty value is an empty mapping.
func (r *reader) mapping(n *yamldoc.Node, what string) bool {
	if n == nil || n.Kind == yamldoc.Null {
		return false
	}
	if n.Kind != yamldoc.Map {
		r.d.Add(n, "value-kind", "%s is %s; expected a mapping of \"key: value\"", what, n.Kind)
	}
	return n.Kind == yamldoc.Map
}

// flag reads true or false; an empty value is false.
func (r *reader) flag(n *yamldoc.Node, what string) bool {
	if !filled(n) {
		return false
	}
	v, ok := n.Bool()
	if !ok {
		r.d.Add(n, "value-kind", "%s is neither true nor false; expected one of them", what)
	}
	return v
}

// member reads a text that must be one of a list.
func (r *reader) member(n *yamldoc.Node, what, code string, known []string) string {
	s := r.text(n, what)
	for _, k := range known {
		if s == k {
			return s
		}
	}
	if n.Kind == yamldoc.Scalar {
		r.d.Add(n, code, "no %s %s; %s", what, yamldoc.Quote(s), instead(s, known))
	}
	return ""
}

// name writes the questionnaire for messages.
func (r *reader) name() string { return fmt.Sprintf("%s %s", r.q.ID, r.q.Version) }
