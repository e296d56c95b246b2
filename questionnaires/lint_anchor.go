package questionnaires

import (
	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// anchors looks for values that do not rise as far as can be seen: two that
// read the same, some that say nothing, a scale that begins with the best.
func (t *linter) anchors() {
	pairs := t.root.Get("scales").Pairs
	for i, s := range t.q.Scales {
		t.scale(pairs[i], s)
	}
	for _, p := range t.places {
		t.itemAnchors(p)
	}
}

// scale looks at a scale by itself.
func (t *linter) scale(pair yamldoc.Pair, s assess.Scale) {
	name := "scale " + yamldoc.Quote(s.ID)
	labels, texts := map[string]int{}, map[string]int{}
	for v, a := range s.Anchors {
		n := pair.Value.Items[v]
		t.same(or(n, "label"), name, "label", a.Label, v, labels)
		t.same(or(n, "anchor"), name, "anchor", a.Text, v, texts)
	}
	if t.words == nil {
		return
	}
	top := len(s.Anchors) - 1
	first, last := tokens(s.Anchors[0].Label), tokens(s.Anchors[top].Label)
	if word := hit(last, t.words.worst); word != "" && hit(first, t.words.worst) == "" {
		t.add(or(pair.Value.Items[top], "label"), "scale-falls", "the top value of %s is called %q; expected the best at the top, since higher values score higher", name, word)
		return
	}
	if word := hit(first, t.words.best); word != "" && hit(last, t.words.best) == "" && hit(first, t.words.worst) == "" {
		t.add(or(pair.Value.Items[0], "label"), "scale-falls", "value 0 of %s is called %q; expected the worst at 0, since higher values score higher", name, word)
	}
}

// itemAnchors looks at what the values of an item look like, its own texts
// laid over those of its scale.
func (t *linter) itemAnchors(p placed) {
	own := p.node.Get("anchors")
	texts := map[string]int{}
	empty := 0
	for v, a := range p.item.Anchors {
		at := anchorNode(own, v)
		if a.Text == "" {
			empty++
		}
		if at != nil && len([]rune(a.Text)) > maxAnchor {
			t.add(at, "anchor-long", "anchor %d of %s has %d characters; expected at most %d", v, p.name(), len([]rune(a.Text)), maxAnchor)
		}
		if at == nil {
			at = or(p.node, "scale")
		}
		if own != nil {
			t.same(at, p.name(), "anchor", a.Text, v, texts)
		}
	}
	at := or(p.node, "anchors")
	switch {
	case empty == len(p.item.Anchors):
		t.add(at, "anchor-none", "%s has no anchors; expected what can be seen for each of its %d values", p.name(), empty)
	case empty > 0:
		t.add(at, "anchor-part", "%s has anchors for %d of its %d values; expected one for each", p.name(), len(p.item.Anchors)-empty, len(p.item.Anchors))
	}
}

// same notes a text that a lower value has as well.
func (t *linter) same(at *yamldoc.Node, name, noun, text string, v int, seen map[string]int) {
	key := plain(text)
	if key == "" {
		return
	}
	if before, ok := seen[key]; ok {
		t.add(at, "anchor-same", "%s of value %d of %s is that of value %d; expected values that rise", noun, v, name, before)
		return
	}
	seen[key] = v
}

// anchorNode gives the item's own text for a value; nil when it has none.
func anchorNode(own *yamldoc.Node, v int) *yamldoc.Node {
	for _, pair := range pairsOf(own) {
		if n := (&yamldoc.Node{Kind: yamldoc.Scalar, Plain: true, Text: pair.Key.Text}); isInt(n, v) {
			return pair.Value
		}
	}
	return nil
}

func isInt(n *yamldoc.Node, v int) bool {
	got, ok := n.Int()
	return ok && got == v
}
