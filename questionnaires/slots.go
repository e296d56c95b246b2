package questionnaires

import (
	"strconv"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// slot is a place for one text of a source, or a group of such places. The
// slots of a source are a tree of the shape of its translation: reading a
// translation, laying it over, telling what is missing, writing a new one and
// making the pseudo-language are all walks over it.
type slot struct {
	key   string
	name  string // how messages call it, such as `item "ag-inf"`
	noun  string // of a group whose keys are ids: what they name, such as "item"
	keys  string // of a group whose keys the format fixes: those keys
	list  bool   // the group is a list
	unit  bool   // an entry that has a fingerprint of its own
	slots []*slot

	text  *string // where the text lives; nil for a group
	lines bool    // the text may have several lines
	limit int     // most characters; 0 for none

	// What the translation has here.
	at    *yamldoc.Node  // its key; nil where there is none
	given string         // its text; "" while it is missing
	print string         // fingerprint of the source that an entry was translated from; "" for none
	stray []yamldoc.Pair // what stands here and has no source
}

// The keys that translations have, beside those of their groups.
const (
	translationHead = "csi! kind! of! version! language! reviewed!"
	printKey        = "source"
)

// add puts a group into a group.
func (s *slot) add(child *slot) *slot {
	s.slots = append(s.slots, child)
	return child
}

// line makes a place for a text; none where the source has no text.
func (s *slot) line(key string, text *string, limit int) {
	if *text != "" {
		s.add(&slot{key: key, name: `"` + key + `" of ` + s.name, text: text, limit: limit})
	}
}

// paragraph makes a place for a text of several lines.
func (s *slot) paragraph(key string, text *string) {
	if *text != "" {
		s.add(&slot{key: key, name: `"` + key + `" of ` + s.name, text: text, lines: true})
	}
}

// find gives the child of a key; nil when there is none.
func (s *slot) find(key string) *slot {
	for _, c := range s.slots {
		if c.key == key {
			return c
		}
	}
	return nil
}

// keyList names the children of a group.
func (s *slot) keyList() []string {
	var list []string
	for _, c := range s.slots {
		list = append(list, c.key)
	}
	return list
}

// texts lists the places for texts in the order of the file. Without those of
// the entries below when own is set.
func (s *slot) texts(own bool) []*slot {
	if s.text != nil {
		return []*slot{s}
	}
	var list []*slot
	for _, c := range s.slots {
		if !own || !c.hasUnits() {
			list = append(list, c.texts(own)...)
		}
	}
	return list
}

// hasUnits reports whether a group is an entry or holds entries.
func (s *slot) hasUnits() bool {
	return s.unit || len(s.slots) > 0 && s.slots[0].hasUnits()
}

// units lists the entries that have a fingerprint, in the order of the file.
func (s *slot) units() []*slot {
	var list []*slot
	if s.unit {
		list = append(list, s)
	}
	for _, c := range s.slots {
		list = append(list, c.units()...)
	}
	return list
}

// questionnaireSlots makes the tree of a questionnaire. The second result
// hands labels and anchors of the scales on to the items that inherit them;
// it is called after texts were changed.
func questionnaireSlots(q *assess.Questionnaire) (root *slot, inherit func()) {
	root = &slot{name: "the translation", keys: "title summary scales sections items", unit: true}
	root.line("title", &q.Title, 0)
	root.paragraph("summary", &q.Summary)
	scales := root.add(&slot{key: "scales", name: `"scales" of the translation`, noun: "scale"})
	for i := range q.Scales {
		scales.scale(&q.Scales[i])
	}
	sections := root.add(&slot{key: "sections", name: `"sections" of the translation`, noun: "section"})
	items := root.add(&slot{key: "items", name: `"items" of the translation`, noun: "item"})
	var inherited []func()
	for i := range q.Sections {
		s := &q.Sections[i]
		section := sections.add(&slot{key: s.ID, name: called("section", s.ID, 0), keys: "title intro", unit: true})
		section.line("title", &s.Title, 0)
		section.paragraph("intro", &s.Intro)
		for j := range s.Items {
			inherited = append(inherited, items.item(&s.Items[j], q.Scales))
		}
	}
	return root, func() {
		for _, hand := range inherited {
			hand()
		}
	}
}

// scale adds the places of a scale.
func (s *slot) scale(scale *assess.Scale) {
	name := called("scale", scale.ID, 0)
	group := s.add(&slot{key: scale.ID, name: name, noun: "value", unit: true})
	for v := range scale.Anchors {
		key := strconv.Itoa(v)
		value := group.add(&slot{key: key, name: "value " + key + " of " + name, keys: "label anchor"})
		value.line("label", &scale.Anchors[v].Label, 0)
		value.line("anchor", &scale.Anchors[v].Text, 0)
	}
}

// item adds the places of an item, and gives what lays the texts of its scale
// over those that it takes from there.
func (s *slot) item(it *assess.Item, scales []assess.Scale) (inherit func()) {
	name := called("item", it.ID, 0)
	item := s.add(&slot{key: it.ID, name: name, keys: "short text help ask talk anchors reasons actions", unit: true})
	item.line("short", &it.Short, maxShort)
	item.line("text", &it.Text, 0)
	item.paragraph("help", &it.Help)
	item.line("ask", &it.Ask, 0)
	item.line("talk", &it.Talk, 0)
	inherit = item.anchors(it, scales)
	if len(it.Reasons) > 0 {
		reasons := item.add(&slot{key: "reasons", name: `"reasons" of ` + name, noun: "reason", list: true})
		for i := range it.Reasons {
			reasons.add(&slot{key: strconv.Itoa(i + 1), name: "reason number " + strconv.Itoa(i+1) + " of " + name, text: &it.Reasons[i]})
		}
	}
	if len(it.Actions) > 0 {
		actions := item.add(&slot{key: "actions", name: `"actions" of ` + name, noun: "action"})
		for i := range it.Actions {
			a := &it.Actions[i]
			key := a.ID[len(it.ID)+1:]
			action := actions.add(&slot{key: key, name: called("action", key, 0) + " of " + name, keys: "text done_when"})
			action.line("text", &a.Text, 0)
			action.line("done_when", &a.DoneWhen, 0)
		}
	}
	return inherit
}

// anchors adds the places of the anchors that are an item's own.
func (s *slot) anchors(it *assess.Item, scales []assess.Scale) (inherit func()) {
	group := &slot{key: "anchors", name: `"anchors" of ` + s.name, noun: "anchor"}
	var scale []assess.Anchor
	for i := range scales {
		if scales[i].ID == it.Scale {
			scale = scales[i].Anchors
		}
	}
	var inherits []int
	for v := range it.Anchors {
		if v < len(scale) && it.Anchors[v].Text == scale[v].Text {
			inherits = append(inherits, v)
			continue
		}
		key := strconv.Itoa(v)
		group.add(&slot{key: key, name: "anchor " + yamldoc.Quote(key) + " of " + s.name, text: &it.Anchors[v].Text})
	}
	if len(group.slots) > 0 {
		s.add(group)
	}
	return func() {
		for v := range scale {
			it.Anchors[v].Label = scale[v].Label
		}
		for _, v := range inherits {
			it.Anchors[v].Text = scale[v].Text
		}
	}
}

// termList is one list of the framework by its key.
type termList struct {
	key   string
	terms []assess.Term
	limit int // most characters of a title, which stands in a narrow cell; 0 for none
}

// termLists names the lists of the framework in the order of its file. The
// limits are those of the tables in reports and on screens.
func termLists(f *assess.Framework) []termList {
	return []termList{
		{"stages", f.Stages, 18}, {"levels", f.Levels, 14}, {"barriers", f.Barriers, 0}, {"duties", f.Duties, 0},
		{"ratings", f.Ratings, 16}, {"tiers", f.Tiers, 0}, {"agencies", f.Agencies, 0}, {"groups", f.Groups, 0},
		{"horizons", f.Horizons, 0}, {"evidence", f.Evidence, 0}, {"examples", f.Examples, 0}, {"glossary", f.Glossary, 0},
	}
}

// frameworkSlots makes the tree of the words of the field.
func frameworkSlots(f *assess.Framework) *slot {
	root := &slot{name: "the translation"}
	for _, list := range termLists(f) {
		root.keys += " " + list.key
		group := root.add(&slot{key: list.key, name: `"` + list.key + `" of the translation`, noun: "entry"})
		for i := range list.terms {
			t := &list.terms[i]
			term := group.add(&slot{key: t.ID, name: called("entry", t.ID, 0) + " of " + list.key, keys: "title short text question when", unit: true})
			term.line("title", &t.Title, list.limit)
			term.line("short", &t.Short, maxShort)
			term.paragraph("text", &t.Text)
			term.line("question", &t.Question, 0)
			term.line("when", &t.When, 0)
		}
	}
	return root
}
