package reports_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// renderings gives every text form of a report.
func renderings(t *testing.T, r *reports.Report) map[string]string {
	t.Helper()
	return map[string]string{
		"score":        string(score(t, r, reports.TextOptions{Actions: true})),
		"score 60":     string(score(t, r, reports.TextOptions{Width: 60, Actions: true})),
		"plain":        string(score(t, r, reports.TextOptions{Plain: true})),
		"report":       string(document(t, r, reports.TextOptions{})),
		"ascii report": string(document(t, r, reports.TextOptions{ASCII: true})),
	}
}

// TestWords holds the word list of the house and what no text may show.
func TestWords(t *testing.T) {
	t.Parallel()
	never := regexp.MustCompile(`(?i)\b(scores?|grades?|compliance|certified|rubric|surveys?|maturity|causes?|caused|leads? to|because of|addicts?|drug users?)\b`)
	// The word the field itself uses for an organisation stands in the glossary.
	allowed := regexp.MustCompile(`(?i)drug user organi[sz]ations?|Drug user participation and European`)
	broken := regexp.MustCompile(`\[\[|[{}]|%!| ,|\w\.\.(\s|$)|\w ;|\(\)`)
	for name, in := range states(t) {
		for form, text := range renderings(t, reports.Build(in)) {
			flat := allowed.ReplaceAllString(strings.Join(strings.Fields(text), " "), "")
			if at := never.FindStringIndex(withoutQuestionnaire(in, flat)); at != nil {
				t.Errorf("%s, %s: a word that is never used: …%s…", name, form, around(withoutQuestionnaire(in, flat), at[0]))
			}
			if at := broken.FindStringIndex(flat); at != nil {
				t.Errorf("%s, %s: broken text in …%s…", name, form, around(flat, at[0]))
			}
		}
	}
}

// withoutQuestionnaire takes the texts of items out: their words are held by
// the tests of the questionnaires.
func withoutQuestionnaire(in reports.Input, text string) string {
	for _, it := range in.Questionnaire.Items() {
		texts := []string{it.Text, it.Short, it.Ask}
		for _, a := range it.Anchors {
			texts = append(texts, a.Text)
		}
		for _, a := range it.Actions {
			texts = append(texts, a.Text, a.DoneWhen)
		}
		for _, s := range texts {
			if s = strings.Trim(s, ". "); s != "" {
				text = strings.ReplaceAll(text, s, "…")
			}
		}
		if note := in.Assessment.Responses[it.ID].Note; note != "" {
			text = strings.ReplaceAll(text, note, "…")
		}
	}
	return text
}

func around(s string, i int) string { return s[max(0, i-50):min(len(s), i+50)] }

// TestNoFigureFirst holds that no sentence starts with a figure.
func TestNoFigureFirst(t *testing.T) {
	t.Parallel()
	figure := regexp.MustCompile(`^[0-9]`)
	for name, in := range states(t) {
		r := reports.Build(in)
		texts := []string{r.Summary.Heading, r.Summary.Lead, r.Summary.Index, r.Unknown.Heading, r.Unknown.Lead, r.Unknown.FirmText}
		if r.Matrix != nil {
			texts = append(append(texts, r.Matrix.Heading, r.Matrix.Lead), r.Matrix.Notes...)
		}
		if r.Stages != nil {
			for _, b := range r.Stages.Blocks {
				texts = append(texts, b.Text, b.Hollow, b.Next, b.Alt)
			}
		}
		if r.Barriers != nil {
			texts = append(append(texts, r.Barriers.Heading, r.Barriers.Lead), r.Barriers.Closing...)
			for _, b := range r.Barriers.Blocks {
				texts = append(texts, b.Bar.Long)
			}
		}
		for _, m := range r.RoadMaps {
			texts = append(texts, m.Heading, m.Lead, m.Closing)
		}
		for _, f := range r.Unknown.Find {
			texts = append(texts, f.Changes, f.Ask)
		}
		for _, s := range texts {
			if figure.MatchString(s) {
				t.Errorf("%s: a sentence starts with a figure: %q", name, s)
			}
		}
	}
}

// TestWidth holds the widest line, in columns.
func TestWidth(t *testing.T) {
	t.Parallel()
	cond := &runewidth.Condition{}
	for name, in := range states(t) {
		r := reports.Build(in)
		for form, text := range renderings(t, r) {
			limit := 80
			if form == "score 60" {
				limit = 60
			}
			for line := range strings.Lines(text) {
				line = strings.TrimSuffix(line, "\n")
				if n := cond.StringWidth(line); n > limit {
					t.Errorf("%s, %s: %d columns, want at most %d: %q", name, form, n, limit, line)
				}
			}
		}
		for r := range strings.SplitSeq(string(score(t, r, reports.TextOptions{ASCII: true})), "") {
			if r > "\x7f" {
				t.Errorf("%s: %q in ASCII output", name, r)
			}
		}
	}
}

// TestPublic holds that a public report has no free text and no organisation.
func TestPublic(t *testing.T) {
	t.Parallel()
	q, a := read(t, "harbour-outreach")
	for id, r := range a.Responses {
		r.Note = "PRIVATE note"
		if r.State == assess.NotApplicable {
			r.Reason = "PRIVATE reason"
		}
		a.Responses[id] = r
	}
	a.Frame.Organisation = "PRIVATE organisation"
	for i := range a.Plan {
		a.Plan[i].Owner, a.Plan[i].Proof = "PRIVATE owner", "PRIVATE proof"
	}
	in := input(q, a)
	for form, text := range renderings(t, reports.Build(in)) {
		if form == "report" && !strings.Contains(text, "PRIVATE") {
			t.Errorf("%s: the own report lacks the free text", form)
		}
	}
	in.Options.Public = true
	r := reports.Build(in)
	for form, text := range renderings(t, r) {
		if i := strings.Index(text, "PRIVATE"); i >= 0 {
			t.Errorf("%s: public report shows …%s…", form, around(text, i))
		}
		if strings.Contains(text, "four people") || strings.Contains(text, "4 people") {
			t.Errorf("%s: public report tells the size of a small group", form)
		}
	}
	for _, s := range []string{r.Title, r.Heading, r.Stamp, r.Cover.Name} {
		if strings.Contains(s, "PRIVATE") {
			t.Errorf("public report shows %q", s)
		}
	}
	if want := "Road map · Port Example"; r.Heading != want {
		t.Errorf("Heading = %q, want %q", r.Heading, want)
	}
	var b bytes.Buffer
	if err := reports.WriteJSON(&b, in.Profile); err != nil || strings.Contains(b.String(), "PRIVATE") {
		t.Errorf("JSON shows free text, or %v", err)
	}
}

// TestHostileText holds that nothing a person typed can steer a terminal.
func TestHostileText(t *testing.T) {
	t.Parallel()
	q, a := read(t, "harbour-outreach")
	nasty := "a\x1b[31mb\x07\u202Ec\r\nd\x00\xff e\u200f " + strings.Repeat("ю", 300)
	r := a.Responses["ag-dia"]
	r.Note = nasty
	a.Responses["ag-dia"] = r
	a.Frame.Organisation, a.Frame.Jurisdiction, a.Frame.Policy = nasty, nasty, nasty
	a.Plan[0].Owner, a.Plan[0].Proof = nasty, nasty
	for form, text := range renderings(t, reports.Build(input(q, a))) {
		if i := strings.IndexAny(text, "\x1b\x07\x00\r\u202e\u200f"); i >= 0 || !strings.Contains(text, "\n") {
			t.Errorf("%s: control character in …%q…", form, around(text, i))
		}
		cond := &runewidth.Condition{}
		for line := range strings.Lines(text) {
			if cond.StringWidth(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("%s: wide line %q", form, line)
			}
		}
	}
}

// TestPhrases holds that catalogue and code know the same messages.
func TestPhrases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "questionnaires", "phrases", "en", "reports.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yamldoc.Decode(data, &tree); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	collect("", tree, ids)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literal := regexp.MustCompile(`"([a-z0-9_.-]+)"`)
	direct := regexp.MustCompile(`\bb\.[tn]\("([a-z0-9_.-]+)"[,)]`)
	prefix := regexp.MustCompile(`\bb\.[tn]\("([a-z0-9_.-]+)"\s*\+`)
	used, starts := map[string]bool{}, []string{"left_out.", "severity."}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range literal.FindAllStringSubmatch(string(source), -1) {
			used[m[1]] = true
		}
		for _, m := range direct.FindAllStringSubmatch(string(source), -1) {
			if !ids[m[1]] {
				t.Errorf("%s asks for %q, which the catalogue lacks", f, m[1])
			}
		}
		for _, m := range prefix.FindAllStringSubmatch(string(source), -1) {
			starts = append(starts, m[1])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !used[id] && !slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(id, s) }) {
			t.Errorf("no code asks for reports.%s", id)
		}
	}
}

// TestPhrasesOfParts holds that a message whose id is put together exists for
// every value of its parts.
func TestPhrasesOfParts(t *testing.T) {
	t.Parallel()
	c := phrases.New("en")
	var made []string
	for _, x := range assess.Stages() {
		made = append(made, "when."+x.String())
	}
	for _, x := range assess.Levels() {
		made = append(made, "level_note."+x.String(), "level_short."+x.String())
	}
	for _, x := range []assess.Band{0, assess.LowBand, assess.ModerateBand, assess.SevereBand, assess.UnknownBand} {
		made = append(made, "band."+x.String())
	}
	for _, x := range assess.Statuses() {
		made = append(made, "status."+x.String())
	}
	for _, x := range assess.Tiers() {
		made = append(made, "tier."+x)
	}
	for _, g := range []assess.Grade{assess.HighConfidence, assess.MediumConfidence, assess.LowConfidence} {
		for _, part := range []string{"coverage", "evidence", "consensus"} {
			made = append(made, "why."+g.String()+"_"+part, "firm.advice_"+part, "firm."+part)
		}
	}
	for _, id := range made {
		if !c.Has("reports." + id) {
			t.Errorf("the catalogue lacks reports.%s", id)
		}
	}
}

// collect lists the messages of a catalogue; a map with "other" is one.
func collect(before string, tree map[string]any, into map[string]bool) {
	for k, v := range tree {
		m, deeper := v.(map[string]any)
		if _, plural := m["other"].(string); !deeper || plural {
			into[before+k] = true
			continue
		}
		collect(before+k+".", m, into)
	}
}
