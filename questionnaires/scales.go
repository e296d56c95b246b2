package questionnaires

import (
	"slices"
	"strconv"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// The bounds of a scale. Source: design.md, section 4.
const (
	minPoints = 3
	maxPoints = 7
)

// scales reads the scales that the items answer on.
func (p *parser) scales(o object) {
	n := o.get("scales", yamldoc.Map)
	if n == nil {
		return
	}
	if len(n.Pairs) == 0 {
		p.Add(n, "list-empty", "%s has no entry; expected at least one", o.name("scales"))
	}
	for _, pair := range n.Pairs {
		id := pair.Key.Text
		p.idForm(pair.Key, id)
		// A scale with faults still has its name, so that items that use it
		// are not reported as well.
		p.q.Scales = append(p.q.Scales, assess.Scale{ID: id, Anchors: p.points(pair, "scale "+yamldoc.Quote(id))})
	}
}

// points reads the values of a scale; nil when one of them has a fault that
// makes their number or order uncertain.
func (p *parser) points(pair yamldoc.Pair, what string) []assess.Anchor {
	if !p.kind(pair.Value, pair.Key, yamldoc.List, what) {
		return nil
	}
	entries := pair.Value.Items
	if len(entries) < minPoints || len(entries) > maxPoints {
		p.Add(pair.Value, "scale-points", "%s has %d values; expected %d to %d", what, len(entries), minPoints, maxPoints)
		entries = entries[:min(len(entries), maxPoints)]
	}
	var anchors []assess.Anchor
	for i, n := range entries {
		o, ok := p.object(n, "value "+strconv.Itoa(i)+" of "+what, anchorKeys)
		if !ok {
			continue
		}
		v, ok := o.integer("value")
		if ok && v != i {
			p.Add(n.Get("value"), "scale-order", "%s has %d as value number %d; expected %d, rising by one from 0", what, v, i+1, i)
		}
		anchors = append(anchors, assess.Anchor{Value: i, Label: o.line("label"), Text: o.line("anchor")})
	}
	if len(anchors) != len(pair.Value.Items) {
		return nil
	}
	return anchors
}

// scaleOf reads the scale of an item and lays the item's own anchors over it.
func (p *parser) scaleOf(o object, it *assess.Item) {
	ids := make([]string, len(p.q.Scales))
	for i, s := range p.q.Scales {
		ids[i] = s.ID
	}
	if len(ids) == 0 {
		ids = nil // the missing scales are a fault of their own
	}
	it.Scale = o.oneOf("scale", "scale-unknown", "scale", ids)
	p.used[it.Scale] = true
	for _, s := range p.q.Scales {
		if s.ID == it.Scale {
			it.Anchors = slices.Clone(s.Anchors)
		}
	}
	n := o.get("anchors", yamldoc.Map)
	if n == nil {
		return
	}
	if len(n.Pairs) == 0 {
		p.Add(n, "list-empty", "%s has no entry; expected at least one", o.name("anchors"))
	}
	for _, pair := range n.Pairs {
		p.anchor(o, it, pair)
	}
}

// anchor reads what one value looks like for an item.
func (p *parser) anchor(o object, it *assess.Item, pair yamldoc.Pair) {
	v, err := strconv.Atoi(pair.Key.Text)
	isValue := err == nil && v >= 0 && strconv.Itoa(v) == pair.Key.Text
	top := len(it.Anchors) - 1
	switch {
	case top >= 0 && (!isValue || v > top):
		p.Add(pair.Key, "anchor-value", "%s has an anchor for %s; expected the values 0 to %d of scale %q", o.what, yamldoc.Quote(pair.Key.Text), top, it.Scale)
	case !isValue:
		p.Add(pair.Key, "anchor-value", "%s has an anchor for %s; expected a value of its scale", o.what, yamldoc.Quote(pair.Key.Text))
	}
	what := "anchor " + yamldoc.Quote(pair.Key.Text) + " of " + o.what
	if !p.kind(pair.Value, pair.Key, yamldoc.Scalar, what) {
		return
	}
	if text := p.line(pair.Value, what); isValue && v <= top {
		it.Anchors[v].Text = text
	}
}

// actions reads the steps that a low response to an item suggests. The
// ordinal in their ids counts per addressee from 1.
func (p *parser) actions(o object, it *assess.Item) {
	count := map[assess.Addressee]int{}
	for i, n := range o.list("actions") {
		a, ok := p.action(n, "action number "+strconv.Itoa(i+1)+" of "+o.what, it)
		if !ok {
			continue
		}
		count[a.For]++
		a.ID = it.ID + "/" + a.For.String() + "/" + strconv.Itoa(count[a.For])
		it.Actions = append(it.Actions, a)
	}
}

// action reads one step.
func (p *parser) action(n *yamldoc.Node, what string, it *assess.Item) (assess.Action, bool) {
	o, ok := p.object(n, what, actionKeys)
	if !ok {
		return assess.Action{}, false
	}
	a := assess.Action{
		Text: o.line("text"), DoneWhen: o.line("done_when"),
		Example: o.oneOf("example", "example-unknown", "example", p.known.Examples),
	}
	a.For, _ = assess.ParseAddressee(o.oneOf("for", "for-unknown", "addressee", names(assess.Addressees())))
	a.Horizon, _ = assess.ParseHorizon(o.oneOf("horizon", "horizon-unknown", "horizon", names(assess.Horizons())))
	v, ok := o.integer("at_most")
	top := len(it.Anchors) - 1
	switch {
	case ok && v < 0:
		p.Add(n.Get("at_most"), "action-never", "%s fires at %d or below, so it never fires; expected at_most 0 or more", what, v)
	case ok && top > 0 && v >= top:
		p.Add(n.Get("at_most"), "action-always", "%s fires at %d or below, so it fires always; expected at_most 0 to %d on this scale", what, v, top-1)
	}
	a.AtMost = v
	return a, true
}
