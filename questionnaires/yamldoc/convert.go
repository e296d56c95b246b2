package yamldoc

import "gopkg.in/yaml.v3"

// maxDepth bounds nesting; nothing this project reads needs more than ten.
const maxDepth = 50

// convert copies a library node into ours and notes what is refused.
func convert(y *yaml.Node, d *Diagnostics, depth int) *Node {
	n := &Node{Line: max(y.Line, 1), Column: max(y.Column, 1)}
	if y.Anchor != "" {
		d.Add(n, "anchor", "found the anchor %s; expected plain values, repeated where they are needed", Quote("&"+y.Anchor))
	}
	switch {
	case depth > maxDepth:
		d.Add(n, "too-deep", "found more than %d levels of nesting; expected a flat file", maxDepth)
		n.Refused = true
		return n
	case y.Kind == yaml.AliasNode:
		d.Add(n, "alias", "found the alias %s; expected plain values, repeated where they are needed", Quote("*"+y.Value))
		n.Refused = true
		return n
	case y.Style&yaml.TaggedStyle != 0:
		d.tag(n, y)
	}
	switch y.Kind {
	case yaml.ScalarNode:
		n.scalar(y)
	case yaml.SequenceNode:
		n.Kind = List
		for _, c := range y.Content {
			n.Items = append(n.Items, convert(c, d, depth+1))
		}
	case yaml.MappingNode:
		n.Kind = Map
		n.pairs(y, d, depth)
	}
	return n
}

// scalar copies a single value.
func (n *Node) scalar(y *yaml.Node) {
	if y.Style&yaml.TaggedStyle == 0 && y.ShortTag() == "!!null" {
		return
	}
	n.Kind, n.Text = Scalar, y.Value
	n.Plain = y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// pairs copies the entries of a mapping. An entry whose key is refused is
// left out.
func (n *Node) pairs(y *yaml.Node, d *Diagnostics, depth int) {
	first := map[string]*Node{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		key := &Node{Kind: Scalar, Line: max(k.Line, 1), Column: max(k.Column, 1), Text: k.Value}
		if !d.key(key, k) {
			continue
		}
		if before := first[key.Text]; before != nil {
			d.Add(key, "key-duplicate", "found the key %s a second time; expected it once, it stands in line %d already", Quote(key.Text), before.Line)
			continue
		}
		first[key.Text] = key
		n.Pairs = append(n.Pairs, Pair{key, convert(y.Content[i+1], d, depth+1)})
	}
}

// key notes what is refused of a key; false when its entry cannot be read.
func (d *Diagnostics) key(key *Node, k *yaml.Node) bool {
	const keyKind = "found a key that is no plain word; expected a word before the colon"
	switch {
	case k.Kind != yaml.ScalarNode:
		d.Add(key, "key-kind", keyKind)
		return false
	case k.Style&yaml.TaggedStyle != 0:
		d.tag(key, k)
		return false
	case k.ShortTag() == "!!merge":
		d.Add(key, "merge-key", "found the merge key \"<<\"; expected plain values, repeated where they are needed")
		return false
	case k.ShortTag() == "!!null":
		d.Add(key, "key-kind", keyKind)
		return false
	case k.Anchor != "":
		d.Add(key, "anchor", "found the anchor %s; expected plain values, repeated where they are needed", Quote("&"+k.Anchor))
	}
	return true
}

// tag notes a type that was written out: values here need none.
func (d *Diagnostics) tag(at *Node, y *yaml.Node) {
	d.Add(at, "tag", "found the tag %s; expected a plain value", Quote(y.Tag))
}
