package questionnaires

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// The shapes that a new questionnaire can have.
const (
	ShapeSections = "sections" // themes of its own, each scored apart
	ShapeStages   = "stages"   // one item for each stage and each barrier
)

// Shapes lists the shapes of a new questionnaire.
func Shapes() []string { return []string{ShapeSections, ShapeStages} }

// New is what is known of a questionnaire that is to be written. Empty fields
// get a default, but for the id and the title.
type New struct {
	ID       string
	Title    string
	Summary  string
	Language string   // of the texts; "en"
	Groups   []string // who answers; "cso"
	Mirror   string   // "" for none
	Minutes  int      // 20
	Sources  []string // the Code of good practice
	Shape    string   // ShapeSections
	Sections []string // titles, for ShapeSections
}

// NewError says what is wrong with an entry of New.
type NewError struct {
	Field    string // id, title, language, group, source, mirror, minutes, shape, section
	Found    string
	Expected string
}

// Error says what was found and what was expected.
func (e *NewError) Error() string {
	return fmt.Sprintf("found the %s %s; expected %s", e.Field, yamldoc.Quote(e.Found), e.Expected)
}

// Check looks at one entry, so that a person who is asked learns of it at
// once. What is empty and has a default is fine. The error is a *NewError.
func (n New) Check(field string, known Known) error {
	refuse := func(found, expected string) error { return &NewError{field, found, expected} }
	switch field {
	case "id", "mirror":
		id := n.ID
		if field == "mirror" {
			if id = n.Mirror; id == "" {
				return nil
			}
		}
		if len(id) > maxID || !idForm().MatchString(id) {
			return refuse(id, "lower-case letters, digits and hyphens, such as my-city")
		}
	case "title":
		if strings.TrimSpace(n.Title) == "" || strings.ContainsFunc(n.Title, yamldoc.IsControl) {
			return refuse(n.Title, "a text of one line")
		}
	case "language":
		if n.Language != "" && !languageForm().MatchString(n.Language) {
			return refuse(n.Language, "a code such as en or pt-BR")
		}
	case "minutes":
		if n.Minutes < 0 || n.Minutes > maxMinutes {
			return refuse(strconv.Itoa(n.Minutes), "1 to "+strconv.Itoa(maxMinutes))
		}
	case "shape":
		if n.Shape != "" && !slices.Contains(Shapes(), n.Shape) {
			return refuse(n.Shape, among(Shapes()))
		}
	case "group":
		return n.checkNames(field, n.Groups, known.Groups)
	case "source":
		return n.checkNames(field, n.Sources, known.Sources)
	}
	return nil
}

func (n New) checkNames(field string, found, from []string) error {
	for _, name := range found {
		if from != nil && !slices.Contains(from, name) {
			return &NewError{field, name, among(from)}
		}
	}
	return nil
}

// fill sets what is left out.
func (n *New) fill() {
	if n.Language == "" {
		n.Language = "en"
	}
	if len(n.Groups) == 0 {
		n.Groups = []string{"cso"}
	}
	if n.Minutes == 0 {
		n.Minutes = 20
	}
	if len(n.Sources) == 0 {
		n.Sources = []string{"coe-code-2019"}
	}
	if n.Shape == "" {
		n.Shape = ShapeSections
	}
}

// Words gives a text of a new file by its name: comments and texts to start
// from, with the parts it names.
type Words func(name string, parts map[string]any) string

// Draft writes a questionnaire with a comment on every key and texts to start
// from, which are valid as they stand. schema is the file or address that
// editors check by; "" leaves that line out. The error is a *NewError.
func (n New) Draft(known Known, fw *assess.Framework, words Words, schema string) ([]byte, error) {
	for _, field := range []string{"id", "title", "language", "group", "source", "mirror", "minutes", "shape"} {
		if err := n.Check(field, known); err != nil {
			return nil, err
		}
	}
	n.fill()
	w := &draftWriter{New: n, fw: fw, words: words}
	if len(n.Sections) == 0 {
		w.Sections = []string{words("first_section", nil)}
	}
	if w.Summary == "" {
		w.Summary = words("summary", nil)
	}
	w.head(schema)
	w.scale()
	w.line("sections:")
	if n.Shape == ShapeStages {
		w.stages()
	} else {
		w.sections()
	}
	return []byte(w.b.String()), nil
}

// draftWriter writes one new questionnaire.
type draftWriter struct {
	New
	fw    *assess.Framework
	words Words
	b     strings.Builder
	items int
}

func (w *draftWriter) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

// text gives a text to start from, as YAML under an indentation.
func (w *draftWriter) text(name, indent string, parts map[string]any) string {
	return yamlText(w.words(name, parts), indent)
}

// note writes a comment of one or more lines.
func (w *draftWriter) note(indent, name string) {
	for line := range strings.SplitSeq(strings.TrimSpace(w.words("note_"+name, nil)), "\n") {
		w.line("%s# %s", indent, strings.TrimSpace(line))
	}
}

// head writes the keys of the questionnaire itself.
func (w *draftWriter) head(schema string) {
	if schema != "" {
		w.line("# yaml-language-server: $schema=%s", schema)
	}
	w.line("csi: %d", format)
	w.note("", "file")
	w.line("kind: questionnaire")
	w.line("id: %s", w.ID)
	w.note("", "version")
	w.line("version: 1.0.0")
	w.line("language: %s", w.Language)
	w.line("title: %s", yamlText(strings.TrimSpace(w.Title), ""))
	w.line("summary: %s", yamlText(w.Summary, ""))
	w.note("", "groups")
	w.line("groups: [%s]", strings.Join(w.Groups, ", "))
	if w.Mirror != "" {
		w.note("", "mirror")
		w.line("mirror: %s", w.Mirror)
	}
	w.line("minutes: %d", w.Minutes)
	w.note("", "sources")
	w.line("sources: [%s]", strings.Join(w.Sources, ", "))
	w.line("standards: []")
	w.note("", "validated")
	w.line("validated: false")
}

// scale writes the one scale to start from.
func (w *draftWriter) scale() {
	w.note("", "scales")
	w.line("scales:")
	w.line("  practice:")
	for v := range 4 {
		w.line("    - value: %d", v)
		w.line("      label: %s", w.text("label_"+strconv.Itoa(v), "", nil))
		w.line("      anchor: %s", w.text("scale_"+strconv.Itoa(v), "", nil))
	}
}

// sections writes one item under each title.
func (w *draftWriter) sections() {
	for i, title := range w.Sections {
		w.section("part-"+strconv.Itoa(i+1), strings.TrimSpace(title))
		n := map[string]any{"n": i + 1}
		w.item("p"+strconv.Itoa(i+1)+"-1", w.words("short", n), w.words("text", n), nil)
	}
}

// stages writes one item for each stage and each barrier.
func (w *draftWriter) stages() {
	for _, s := range assess.Stages() {
		term := assess.Find(w.fw.Stages, s.String())
		w.section(s.String(), term.Title)
		parts := map[string]any{"stage": term.Title, "when": term.When}
		w.item(s.String()[:2]+"-con", w.words("stage_short", parts), w.words("stage_text", parts),
			[]string{"stage: " + s.String(), "level: " + assess.Consultation.String()})
	}
	w.section("barriers", w.words("barriers", nil))
	for i, b := range assess.Barriers() {
		w.item("b"+strconv.Itoa(i+1)+"-1", assess.Find(w.fw.Barriers, b.String()).Name(), w.words("barrier_"+b.String(), nil),
			[]string{"barrier: " + b.String()})
	}
}

func (w *draftWriter) section(id, title string) {
	if w.items == 0 {
		w.note("  ", "section")
	}
	w.line("  - id: %s", id)
	w.line("    title: %s", yamlText(title, ""))
	w.line("    sources: [%s]", strings.Join(w.Sources, ", "))
	w.line("    items:")
}

// item writes an item whose texts are to be replaced. Comments stand at the
// first one only.
func (w *draftWriter) item(id, short, text string, place []string) {
	note := func(name string) {
		if w.items == 0 {
			w.note("        ", name)
		}
	}
	if w.items == 0 {
		w.note("      ", "item")
	}
	w.line("      - id: %s", id)
	note("short")
	w.line("        short: %s", yamlText(cutShort(short), ""))
	note("text")
	w.line("        text: %s", yamlText(text, ""))
	note("help")
	w.line("        help: %s", w.text("help", "        ", nil))
	note("ask")
	w.line("        ask: %s", w.text("ask", "", nil))
	for _, key := range place {
		w.line("        %s", key)
	}
	w.line("        scale: practice")
	note("anchors")
	w.line("        anchors:")
	for v := range 4 {
		w.line("          %d: %s", v, w.text("anchor_"+strconv.Itoa(v), "", nil))
	}
	note("actions")
	w.line("        actions:")
	for _, side := range assess.Addressees() {
		w.line("          - for: %s", side)
		w.line("            at_most: 1")
		w.line("            horizon: short")
		w.line("            text: %s", w.text("action_"+side.String(), "", nil))
		w.line("            done_when: %s", w.text("done_"+side.String(), "", nil))
	}
	w.items++
}

// cutShort keeps a short text within its place.
func cutShort(text string) string {
	r := []rune(text)
	if len(r) <= maxShort {
		return text
	}
	return strings.TrimSpace(string(r[:maxShort]))
}
