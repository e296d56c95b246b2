package form

import (
	"strings"

	"csi/assess"
)

// overview tells which assessment is asked anew, and what became of its plan.
func (t *talk) overview() {
	f := t.Last.Assessment.Frame
	t.write(t.lastAbout())
	if about := t.say.p.List(filled(clean(f.Jurisdiction, false), clean(f.Policy, false))); about != "" {
		t.write(t.say.again("plain.place", "about", about))
	}
	t.write(t.say.again("plain.confirm"))
	if plan := t.planSummary(); plan != "" {
		t.write(plan)
		for _, l := range t.planLines() {
			t.hang(l, 2)
		}
	}
	t.blank()
}

// lastTime says what was said to item i last time, in sentences; "Still so?"
// comes last, before the prompt.
func (t *talk) lastTime(i int) {
	said := t.lastSaid(i, func(_ *assess.Item, r assess.Response) string { return t.spoken(i, r) })
	if said == "" {
		return
	}
	t.write(sentence(said))
	if evidence := t.seen(i); evidence != "" {
		t.write(t.say.again("evidence", "name", evidence))
	}
	if note := t.lastNote(i); note != "" {
		t.write(sentence(t.say.again("note", "text", note)))
	}
	for _, action := range t.lastActions(i) {
		t.write(sentence(action))
	}
	if _, ok := t.keepable(i); ok {
		t.write(t.say.again("plain.still"))
	}
}

// sentence ends a text with a full stop where it has no end.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// keepLast saves for item i what was said last time; left says that the item
// was left.
func (t *talk) keepLast(i int) (next int, how way, left bool, err error) {
	r, ok := t.keepable(i)
	if !ok {
		t.write(t.say.again("plain.nothing", "keys", t.keys(i)))
		return 0, 0, false, nil
	}
	next, how, err = t.settle(i, r.State, r.Value, r.Reason)
	return next, how, true, err
}
