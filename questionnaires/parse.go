package questionnaires

import (
	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// format is the version of the file formats that this package reads.
const format = 1

// maxShort is the most characters of an item's short text: it stands in
// matrix cells and tables.
const maxShort = 30

// maxMinutes is the longest time a questionnaire may be said to take.
const maxMinutes = 600

// The keys of a questionnaire file in the order of the format, required ones
// with "!". Source: design.md, sections 4 and 9.1.
const (
	questionnaireKeys = "csi! kind! id! version! language! title! summary! groups! mirror minutes! sources! standards validated scales! sections!"
	anchorKeys        = "value! label! anchor"
	sectionKeys       = "id! title! intro sources items!"
	itemKeys          = "id! short! text! help! ask talk stage level barrier duty scale! anchors sources weight critical not_applicable reasons actions"
	actionKeys        = "for! at_most! horizon! text! done_when! example"
)

// Known lists what the references of a file may name. A nil list is not
// checked; that is how built-in files are read, whose references a test
// checks.
type Known struct {
	Groups   []string // kinds of respondents
	Sources  []string // works
	Examples []string // good-practice labels

	Questionnaires []string // ids, for files that name questionnaires
}

// Parse reads a questionnaire. It gives either the questionnaire or every
// fault of the file in the order of the file, never both and never neither.
// The file name only serves the diagnostics.
func Parse(file string, data []byte, known Known) (*assess.Questionnaire, []yamldoc.Diagnostic) {
	c := check(file, data, known)
	return c.Questionnaire, c.Faults
}

// parser reads one questionnaire.
type parser struct {
	*walker
	q        *assess.Questionnaire
	sections ids
	items    ids
	remarks  yamldoc.Diagnostics
	gaps     map[assess.Stage]*stageUse
	used     map[string]bool // scales that an item names
}

// questionnaire reads the root.
func (p *parser) questionnaire(root *yamldoc.Node) {
	o, ok := p.object(root, "the questionnaire", questionnaireKeys)
	if !ok {
		return
	}
	o.head()
	q := p.q
	q.ID, q.Version, q.Language = o.id(), o.version(), o.language()
	q.Title, q.Summary = o.line("title"), o.lines("summary")
	for _, g := range o.names("groups", "group-unknown", "group", p.known.Groups) {
		q.Groups = append(q.Groups, assess.Group(g))
	}
	q.Mirror = p.mirror(o)
	q.Minutes, _ = o.number("minutes", "minutes", 1, maxMinutes)
	q.Sources = o.sources(nil)
	q.Standards = o.standards()
	q.Validated = o.truth("validated")
	p.scales(o)
	for i, n := range o.list("sections") {
		if s, ok := p.section(n, i+1); ok {
			q.Sections = append(q.Sections, s)
		}
	}
}

// mirror reads the id of the questionnaire that asks the other side.
func (p *parser) mirror(o object) string {
	id := o.line("mirror")
	if id == "" || !p.idForm(o.node.Get("mirror"), id) {
		return ""
	}
	if id == p.q.ID {
		p.Add(o.node.Get("mirror"), "mirror-self", "%s is its own id %q; expected the id of another questionnaire, or no such key", o.name("mirror"), id)
	}
	return id
}

// sources reads the ids of works; inherited where the key is left out.
func (o object) sources(inherited []string) []string {
	if !o.has("sources") {
		return inherited
	}
	return o.names("sources", "source-unknown", "source", o.w.known.Sources)
}

// standards reads a list that, unlike all others, may be empty.
func (o object) standards() []string {
	if n := o.node.Get("standards"); n != nil && n.Kind == yamldoc.List && len(n.Items) == 0 {
		return nil
	}
	return o.texts("standards")
}

// section reads one section.
func (p *parser) section(n *yamldoc.Node, place int) (assess.Section, bool) {
	what := called("section", peekID(n), place)
	o, ok := p.object(n, what, sectionKeys)
	if !ok {
		return assess.Section{}, false
	}
	s := assess.Section{ID: o.id(), Title: o.line("title"), Intro: o.lines("intro"), Sources: o.sources(p.q.Sources)}
	p.claim(p.sections, n.Get("id"), "section", s.ID)
	for i, item := range o.list("items") {
		if it, ok := p.item(item, i+1, what, s.Sources); ok {
			s.Items = append(s.Items, it)
		}
	}
	return s, true
}

// item reads one item; where names its section while it has no id.
func (p *parser) item(n *yamldoc.Node, place int, where string, inherited []string) (assess.Item, bool) {
	id := peekID(n)
	what := called("item", id, place)
	if id == "" {
		what += " of " + where
	}
	o, ok := p.object(n, what, itemKeys)
	if !ok {
		return assess.Item{}, false
	}
	it := assess.Item{
		ID: o.id(), Short: o.short("short", maxShort), Text: o.line("text"), Help: o.lines("help"),
		Ask: o.line("ask"), Talk: o.line("talk"), Weight: p.weight(o), Critical: o.truth("critical"),
		NotApplicable: o.truth("not_applicable"), Sources: o.sources(inherited),
	}
	p.claim(p.items, n.Get("id"), "item", it.ID)
	p.place(o, &it)
	p.scaleOf(o, &it)
	it.Reasons = p.reasons(o, it.NotApplicable)
	p.actions(o, &it)
	return it, true
}

// place reads what an item counts in: a cell, a barrier, or nothing.
func (p *parser) place(o object, it *assess.Item) {
	it.Stage, _ = assess.ParseStage(o.oneOf("stage", "stage-unknown", "stage", names(assess.Stages())))
	it.Level, _ = assess.ParseLevel(o.oneOf("level", "level-unknown", "level", names(assess.Levels())))
	it.Barrier, _ = assess.ParseBarrier(o.oneOf("barrier", "barrier-unknown", "barrier", names(assess.Barriers())))
	it.Duty, _ = assess.ParseDuty(o.oneOf("duty", "duty-unknown", "duty", names(assess.Duties())))
	stage, level := o.has("stage"), o.has("level")
	switch {
	case o.has("barrier") && (stage || level):
		p.Add(o.node.Get("barrier"), "item-two-indexes", "%s has a barrier and a stage or level; expected one of the two, since an item counts in one index only", o.what)
	case stage && !level:
		p.Add(o.node.Get("stage"), "item-half-cell", "%s has a stage without a level; expected both or none", o.what)
	case level && !stage:
		p.Add(o.node.Get("level"), "item-half-cell", "%s has a level without a stage; expected both or none", o.what)
	case stage && it.IsCell():
		p.use(o.node.Get("stage"), it.Stage, it.Level)
	}
}

// weight reads how much an item counts; 10 tenths where it is left out.
func (p *parser) weight(o object) assess.Weight {
	if !o.has("weight") {
		return 10
	}
	n := o.get("weight", yamldoc.Scalar)
	if n == nil {
		return 0
	}
	m := weightForm().FindStringSubmatch(n.Text)
	if m != nil && n.Plain {
		tenths := 10 * int(m[1][0]-'0')
		if m[2] != "" {
			tenths += int(m[2][0] - '0')
		}
		if tenths >= 5 && tenths <= 30 {
			return assess.Weight(tenths)
		}
	}
	p.Add(n, "weight", "%s is %s; expected 0.5 to 3 in steps of 0.1", o.name("weight"), asWritten(n))
	return 0
}

// reasons reads the preset reasons for "not applicable".
func (p *parser) reasons(o object, applies bool) []string {
	reasons := o.texts("reasons")
	if o.has("reasons") && !applies {
		p.Add(o.node.Get("reasons"), "reasons-unused", "%s has reasons but always applies; expected \"not_applicable: true\" beside them", o.what)
	}
	return reasons
}

// names lists the ids of a closed set in its own order.
func names[T interface{ String() string }](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = v.String()
	}
	return list
}
