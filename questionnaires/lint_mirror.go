package questionnaires

import (
	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// mirror looks whether the questionnaire that asks the other side asks the
// same: every item is there on both sides, at the same place, on a scale with
// as many values. What only the other side has is noted at the key "mirror".
func (t *linter) mirror(find Mirrors) {
	if t.q.Mirror == "" {
		return
	}
	at, name := t.root.Get("mirror"), yamldoc.Quote(t.q.Mirror)
	other := find(t.q.Mirror)
	if other == nil {
		t.add(at, "mirror-unknown", "no questionnaire %s here; expected it in the library or beside this file", name)
		return
	}
	if other.Mirror != t.q.ID {
		t.add(at, "mirror-one-way", "%s mirrors %s; expected %q", name, orNothing(other.Mirror), t.q.ID)
	}
	for _, p := range t.places {
		it := other.Item(p.item.ID)
		if it == nil {
			t.add(or(p.node, "id"), "mirror-item", "%s is not in %s; expected it on both sides", p.name(), name)
			continue
		}
		if what := differs(p.item, it); what != "" {
			t.add(or(p.node, "id"), "mirror-differs", "%s has another %s in %s; expected the same on both sides", p.name(), what, name)
		}
	}
	var missing []string
	for _, it := range other.Items() {
		if t.q.Item(it.ID) == nil {
			missing = append(missing, it.ID)
		}
	}
	if n := len(missing); n > 0 {
		t.add(at, "mirror-item", "%d of %d items of %s are not in this questionnaire: %s; expected them on both sides", n, len(other.Items()), name, shortList(missing))
	}
}

func orNothing(id string) string {
	if id == "" {
		return "no other"
	}
	return yamldoc.Quote(id)
}

// differs names the first thing that keeps two items from being compared value
// by value; "" when nothing does.
func differs(a, b *assess.Item) string {
	switch {
	case a.Stage != b.Stage:
		return "stage"
	case a.Level != b.Level:
		return "level"
	case a.Barrier != b.Barrier:
		return "barrier"
	case a.Max() != b.Max():
		return "number of values"
	case a.Weight.Tenths() != b.Weight.Tenths():
		return "weight"
	case a.Critical != b.Critical:
		return `"critical"`
	}
	return ""
}
