package phrases

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"csi/questionnaires/yamldoc"
)

// Check looks at the catalogues of a folder that did not ship with the
// program: can they be read, do their messages exist, and do they ask for
// parts that the program fills in? Without faults the program never shows a
// message in brackets because of them. The name of the folder only serves the
// diagnostics.
func Check(name string, source fs.FS) []yamldoc.Diagnostic {
	var list []yamldoc.Diagnostic
	paths, _ := fs.Glob(source, "*/*.yaml")
	for _, p := range paths {
		data, err := fs.ReadFile(source, p)
		if err != nil {
			continue
		}
		list = append(list, CheckFile(path.Join(name, p), data)...)
	}
	return list
}

// CheckFile looks at one catalogue; its name tells the area.
func CheckFile(name string, data []byte) []yamldoc.Diagnostic {
	root, d := yamldoc.Parse(name, data)
	if root == nil {
		return d.List
	}
	area := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".yaml")
	english, err := fs.ReadFile(files, path.Join("en", area+".yaml"))
	if err != nil {
		d.Add(nil, "area-unknown", "the catalogue is called %s; expected the name of one that comes with csi, such as cli.yaml", yamldoc.Quote(area+".yaml"))
		return d.List
	}
	source, _ := yamldoc.Parse("", english)
	c := &checker{d}
	c.walk(root, source, area)
	d.Sort()
	return d.List
}

// checker compares a catalogue with the English one of its area.
type checker struct{ *yamldoc.Diagnostics }

// walk compares a mapping with that of English.
func (c *checker) walk(n, english *yamldoc.Node, where string) {
	if n.Kind != yamldoc.Map {
		if !n.Refused {
			c.Add(n, "value-kind", "%s is %s; expected a mapping", where, n.Kind)
		}
		return
	}
	if english.Get("other") != nil {
		c.forms(n, english, where)
		return
	}
	var keys []string
	for _, p := range english.Pairs {
		keys = append(keys, p.Key.Text)
	}
	for _, p := range n.Pairs {
		id := where + "." + p.Key.Text
		source := english.Get(p.Key.Text)
		switch {
		case source == nil:
			hint := ""
			if near := yamldoc.Closest(p.Key.Text, keys); near != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", near)
			}
			c.Add(p.Key, "message-unknown", "the program has no message %s; expected one that English has%s", yamldoc.Quote(id), hint)
		case p.Value.Kind == yamldoc.Null:
			// left open: English serves
		case source.Kind == yamldoc.Map:
			c.walk(p.Value, source, id)
		default:
			c.message(p.Value, []*yamldoc.Node{source}, id)
		}
	}
}

// forms compares the plural forms of a message: every language has its own.
func (c *checker) forms(n, english *yamldoc.Node, where string) {
	var sources []*yamldoc.Node
	for _, p := range english.Pairs {
		sources = append(sources, p.Value)
	}
	plurals := []string{"zero", "one", "two", "few", "many", "other"}
	for _, p := range n.Pairs {
		if !slices.Contains(plurals, p.Key.Text) {
			c.Add(p.Key, "key-unknown", "unknown plural form %s in %s; expected one of %s", yamldoc.Quote(p.Key.Text), where, strings.Join(plurals, ", "))
			continue
		}
		c.message(p.Value, sources, where+"."+p.Key.Text)
	}
	if n.Get("other") == nil {
		c.Add(n, "key-missing", "no key \"other\" in %s; expected one", where)
	}
}

// message compares the parts that a message asks for with those that it is
// given.
func (c *checker) message(n *yamldoc.Node, english []*yamldoc.Node, id string) {
	if n.Kind != yamldoc.Scalar {
		if !n.Refused {
			c.Add(n, "value-kind", "%s is %s; expected a text", id, n.Kind)
		}
		return
	}
	found, err := partsOf(n.Text)
	if err != nil {
		c.Add(n, "message-brace", "%s has an opening brace without a closing one; expected {name}, or {{ for a brace to print", id)
		return
	}
	given := []string{"count"}
	for _, e := range english {
		parts, _ := partsOf(e.Text)
		given = append(given, parts...)
	}
	for _, part := range found {
		if !slices.Contains(given, part) {
			c.Add(n, "message-part", "%s asks for the part %s; expected one that English has there%s", id, yamldoc.Quote("{"+part+"}"), among(given[1:]))
		}
	}
}

// partsOf lists the names in braces of a message.
func partsOf(text string) ([]string, error) {
	t, err := braces{}.Parse(text, "", "")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range t.(pieces) {
		if p.part != "" {
			names = append(names, p.part)
		}
	}
	return names, nil
}

// among lists the parts that a message may ask for.
func among(parts []string) string {
	slices.Sort(parts)
	parts = slices.Compact(parts)
	if len(parts) == 0 {
		return ", which is none"
	}
	return ": " + strings.Join(parts, ", ")
}
