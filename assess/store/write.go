package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// Marshal writes an assessment in the one canonical layout: same assessment,
// same bytes. Responses come in the order of the questionnaire; q may be nil,
// then in the order of their ids. Bytes that are no UTF-8 become U+FFFD. What
// Parse reads from the result equals a, as far as a keeps to what Parse
// accepts.
func Marshal(a *assess.Assessment, q *assess.Questionnaire) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: assessment\n", Format)
	if a.ID != "" {
		fmt.Fprintf(&b, "id: %s\n", word(a.ID))
	}
	ref := &flow{}
	ref.put("id", word(a.Questionnaire.ID))
	ref.put("version", word(a.Questionnaire.Version))
	ref.text("file", a.QuestionnaireFile)
	fmt.Fprintf(&b, "questionnaire: %s\n", ref)
	if a.Language != "" {
		fmt.Fprintf(&b, "language: %s\n", word(a.Language))
	}
	if !a.Previous.IsZero() {
		fmt.Fprintf(&b, "previous: %s\n", previousFlow(a.Previous))
	}
	writeFrame(&b, &a.Frame)
	if len(a.Targets) > 0 {
		t := &flow{}
		for _, stage := range slices.Sorted(maps.Keys(a.Targets)) {
			t.put(stage.String(), a.Targets[stage].String())
		}
		fmt.Fprintf(&b, "targets: %s\n", t)
	}
	writeResponses(&b, a, q)
	if len(a.Plan) > 0 {
		b.WriteString("plan:\n")
		for _, p := range a.Plan {
			fmt.Fprintf(&b, "  - %s\n", planFlow(p))
		}
	}
	return b.Bytes()
}

// writeFrame writes what is known of the frame.
func writeFrame(b *bytes.Buffer, f *assess.Frame) {
	b.WriteString("frame:\n")
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(b, "  %s: %s\n", key, value)
		}
	}
	line("jurisdiction", optional(f.Jurisdiction))
	line("tier", f.Tier)
	line("country", word(f.Country))
	line("policy", optional(f.Policy))
	if f.Period != (assess.Period{}) {
		line("period", fmt.Sprintf("{from: %s, to: %s}", f.Period.From, f.Period.To))
	}
	if len(f.Agencies) > 0 {
		line("agencies", "["+strings.Join(f.Agencies, ", ")+"]")
	}
	if len(f.Relations) > 0 {
		line("relations", "["+strings.Join(f.Relations, ", ")+"]")
	}
	line("group", word(string(f.Group)))
	line("organisation", optional(f.Organisation))
	if f.People > 0 {
		line("people", fmt.Sprint(f.People))
	}
	line("facilitated", fmt.Sprint(f.Facilitated))
	line("date", f.Date.String())
}

// writeResponses writes one line per item that somebody said something about.
func writeResponses(b *bytes.Buffer, a *assess.Assessment, q *assess.Questionnaire) {
	var order []string
	if q != nil {
		for _, it := range q.Items() {
			order = append(order, it.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.Responses)) {
		if q == nil || q.Item(id) == nil {
			order = append(order, id)
		}
	}
	lines := 0
	for _, id := range order {
		resp := a.Responses[id]
		if resp == (assess.Response{}) {
			continue
		}
		if lines == 0 {
			b.WriteString("responses:\n")
		}
		fmt.Fprintf(b, "  %s: %s\n", word(id), responseFlow(resp))
		lines++
	}
	if lines == 0 {
		b.WriteString("responses: {}\n")
	}
}

func responseFlow(resp assess.Response) *flow {
	f := &flow{}
	switch resp.State {
	case assess.Answered:
		f.put("value", fmt.Sprint(resp.Value))
	case assess.DontKnow:
		f.put("dont_know", "true")
	case assess.NotApplicable:
		f.put("not_applicable", quoted(resp.Reason))
	}
	if resp.Evidence != assess.EvidenceNotRecorded {
		f.put("evidence", fmt.Sprint(resp.Evidence.Grade()))
	}
	f.text("note", resp.Note)
	if resp.Flag {
		f.put("flag", "true")
	}
	return f
}

// flow is a mapping on one line. The zero value is empty.
type flow struct{ parts []string }

// put adds an entry whose value is YAML already.
func (f *flow) put(key, value string) { f.parts = append(f.parts, key+": "+value) }

// text adds a free text where there is one.
func (f *flow) text(key, s string) {
	if s != "" {
		f.put(key, quoted(s))
	}
}

// String writes the mapping.
func (f *flow) String() string { return "{" + strings.Join(f.parts, ", ") + "}" }

// plainWord is what may stand without quotes: ids, versions, codes. None of
// them can be taken for something else, except the words in reserved.
var plainWord = yamldoc.Pattern(`^[A-Za-z0-9]([A-Za-z0-9./-]*[A-Za-z0-9])?$`)

// word writes an id: as it is where that is safe, else in quotes. "" stays "".
func word(s string) string {
	switch strings.ToLower(s) {
	case "":
		return ""
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return quoted(s)
	}
	if plainWord().MatchString(s) {
		return s
	}
	return quoted(s)
}

// optional writes a free text, "" when there is none.
func optional(s string) string {
	if s == "" {
		return ""
	}
	return quoted(s)
}

// quoted writes a free text between double quotes on one line. Texts are
// always quoted, so that none is ever taken for a number, a date or a list.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, string(utf8.RuneError)) {
		switch r {
		case '"':
			b.WriteString(`\"`)
		case '\\':
			b.WriteString(`\\`)
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteString(visible(r))
		}
	}
	b.WriteByte('"')
	return b.String()
}

// visible writes a character as it is when a person can see it or needs it to
// spell, and as an escape when it would change how the file is read.
func visible(r rune) string {
	switch {
	case r == '\u00a0', r == '\u202f', r == '\u200c', r == '\u200d', r == '\u00ad': // spaces and joins that languages spell with
		return string(r)
	case unicode.IsPrint(r) && !yamldoc.IsControl(r):
		return string(r)
	case r <= 0xff:
		return fmt.Sprintf(`\x%02X`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04X`, r)
	}
	return fmt.Sprintf(`\U%08X`, r)
}
