package reports_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// supposed asks one of the questions of "csi plan what-if".
func supposed(in reports.Input, kind string, steps int) (*assess.Supposer, reports.Supposition) {
	s := assess.NewSupposer(in.Questionnaire, in.Assessment, in.Framework.Targets)
	x := reports.Supposition{Sides: assess.Addressees(), Numbers: in.Assessment.Frame.Group.Side()}
	switch kind {
	case "selected":
		x.Done = s.Done(s.Mapped(x.Sides...))
	case "planned":
		x.Done = s.Done(s.Intended(x.Sides...))
	case "cso":
		x.Sides = x.Sides[:1]
		x.Reach = s.Reach(assess.Search{For: assess.ForCSO, Steps: steps})
	case "beyond":
		given := s.Intended(x.Sides...)
		x.Done, x.Reach = s.Done(given), s.Reach(assess.Search{Given: given, Steps: steps})
	case "reach":
		x.Reach = s.Reach(assess.Search{Steps: steps})
	}
	return s, x
}

func whatIf(t *testing.T, in reports.Input, kind string, steps int, o reports.TextOptions) []byte {
	t.Helper()
	s, x := supposed(in, kind, steps)
	var b bytes.Buffer
	if err := reports.WriteWhatIf(&b, reports.WhatIf(in, s, x), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inLanguage(in reports.Input, lang string) reports.Input {
	in.Phrases, in.Framework = phrases.New(lang), questionnaires.Framework(lang)
	return in
}

// TestWhatIf_golden holds the texts. The lists of the worked example are worked
// out by hand in package assess.
func TestWhatIf_golden(t *testing.T) {
	t.Parallel()
	worked, harbour := input(read(t, "worked-example")), input(read(t, "harbour-outreach"))
	for name, got := range map[string][]byte{
		"worked-example.what-if-singles.txt": whatIf(t, worked, "singles", 0, reports.TextOptions{}),
		"worked-example.what-if-cso.txt":     whatIf(t, worked, "cso", 0, reports.TextOptions{}),
		"worked-example.what-if-fr.txt":      whatIf(t, inLanguage(worked, "fr"), "cso", 0, reports.TextOptions{}),
		"worked-example.what-if-uk.txt":      whatIf(t, inLanguage(worked, "uk"), "cso", 0, reports.TextOptions{}),
		"harbour-outreach.what-if.txt":       whatIf(t, harbour, "beyond", 0, reports.TextOptions{}),
		"harbour-outreach.what-if-60.txt":    whatIf(t, harbour, "beyond", 0, reports.TextOptions{Width: 60, ASCII: true}),
		"harbour-outreach.what-if-plain.txt": whatIf(t, harbour, "planned", 0, reports.TextOptions{Plain: true}),
		"dont-know.what-if.txt":              whatIf(t, states(t)["dont-know"], "reach", 0, reports.TextOptions{}),
		"sample-peer-org.what-if.txt":        whatIf(t, input(read(t, "sample-peer-org")), "selected", 0, reports.TextOptions{}),
	} {
		golden(t, name, got)
	}
}

// TestWhatIf_everyState holds for every sample and edge state, in all
// languages and widths: no message is missing, no line is too long, nothing is
// promised.
func TestWhatIf_everyState(t *testing.T) {
	t.Parallel()
	promise := regexp.MustCompile(`(?i)\bwill\b|\b(leads? to|causes?|compliance|scores?)\b`)
	all := states(t)
	for _, lang := range phrases.Languages() {
		words, fw := phrases.New(lang), questionnaires.Framework(lang)
		for name, in := range all {
			in.Phrases, in.Framework = words, fw
			kinds := []string{"singles", "selected", "beyond"}
			if lang == "en" {
				kinds = append(kinds, "planned", "cso", "reach")
			}
			for _, kind := range kinds {
				s, x := supposed(in, kind, 0)
				view := reports.WhatIf(in, s, x)
				for _, o := range []reports.TextOptions{{}, {Width: 40}, {Plain: true, Width: 60}} {
					var b bytes.Buffer
					if err := reports.WriteWhatIf(&b, view, o); err != nil {
						t.Fatal(err)
					}
					what := name + " " + kind + " " + lang
					checkLines(t, what, b.String(), cmp.Or(o.Width, 80))
					flat := strings.Join(strings.Fields(b.String()), " ")
					if lang != "en" || o.Width == 0 || !promise.MatchString(flat) {
						continue
					}
					flat = strings.ReplaceAll(withoutQuestionnaire(in, flat), "Political will", "…")
					if at := promise.FindStringIndex(flat); at != nil {
						t.Errorf("%s: a promise, or a word that is never used: …%s…", what, around(flat, at[0]))
					}
				}
			}
		}
	}
}

// A search that its limit stopped says so, in every language.
func TestWhatIf_limit(t *testing.T) {
	t.Parallel()
	in := input(read(t, "worked-example"))
	for lang, words := range map[string]string{"en": "Best found, not proved", "fr": "sans preuve", "uk": "без доведення"} {
		if text := string(whatIf(t, inLanguage(in, lang), "reach", 1, reports.TextOptions{})); !strings.Contains(text, words) {
			t.Errorf("%s: the limit is not told:\n%s", lang, text)
		}
		if text := string(whatIf(t, inLanguage(in, lang), "reach", 0, reports.TextOptions{})); strings.Contains(text, words) {
			t.Errorf("%s: a limit is told that nobody reached", lang)
		}
	}
}

// TestWhatIf_phrases holds that every word of the area is asked for.
func TestWhatIf_phrases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "questionnaires", "phrases", "en", "whatif.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yamldoc.Decode(data, &tree); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("whatif*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, f := range append(files, filepath.Join("..", "cmd", "internal", "cli", "planwhatif.go")) {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(source)
	}
	made := regexp.MustCompile(`^(effect|goal|blocked)\.|^proved_`) // put together from ids, which the next test tries
	for id := range flat("", tree) {
		id = strings.TrimSuffix(strings.TrimSuffix(id, ".one"), ".other")
		if !made.MatchString(id) && !strings.Contains(code.String(), `"`+id+`"`) && !strings.Contains(code.String(), `"whatif.`+id+`"`) {
			t.Errorf("nobody asks for whatif.%s", id)
		}
	}
	p := phrases.New("en")
	for e := assess.Lifts; e <= assess.CoveredAlready; e++ {
		if !p.Has("whatif.effect." + e.String()) {
			t.Errorf("the catalogue lacks whatif.effect.%s", e)
		}
	}
	for r := assess.LevelUnknown; r <= assess.InformationMissing; r++ {
		if !p.Has("whatif.blocked." + r.String()) {
			t.Errorf("the catalogue lacks whatif.blocked.%s", r)
		}
	}
}

// TestWriteWhatIfJSON holds that its figures are those of csi/profile/1 for the
// changed responses, and that no free text gets in.
func TestWriteWhatIfJSON(t *testing.T) {
	t.Parallel()
	in := input(read(t, "harbour-outreach"))
	in.Assessment.Plan = append(in.Assessment.Plan, assess.PlanEntry{
		Action: "own/1", For: assess.ForCSO, Horizon: assess.Short, Text: "PRIVATE words", Owner: "PRIVATE role", Status: assess.Planned})
	s, x := supposed(in, "beyond", 0)
	var b bytes.Buffer
	if err := reports.WriteWhatIfJSON(&b, s, x); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "PRIVATE") {
		t.Error("free text in the JSON")
	}
	type results = map[string]any
	var got struct {
		Schema string
		Done   struct{ Before, After results }
		Reach  struct {
			Before           results
			Fewest, Earliest struct {
				After  results
				Proved bool
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != reports.WhatIfSchema || !got.Reach.Fewest.Proved {
		t.Errorf("schema %q, proved %t", got.Schema, got.Reach.Fewest.Proved)
	}
	for name, pair := range map[string]struct {
		got  results
		want *assess.Profile
	}{
		"before": {got.Done.Before, x.Done.Before}, "after": {got.Done.After, x.Done.After}, "given": {got.Reach.Before, x.Done.After},
		"fewest": {got.Reach.Fewest.After, x.Reach.Fewest.After}, "earliest": {got.Reach.Earliest.After, x.Reach.Earliest.After},
	} {
		b.Reset()
		if err := reports.WriteJSON(&b, pair.want); err != nil {
			t.Fatal(err)
		}
		var profile results
		if err := json.Unmarshal(b.Bytes(), &profile); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"stages", "participation_index", "barriers", "sections"} {
			if diff := gocmp.Diff(profile[key], pair.got[key]); diff != "" {
				t.Errorf("%s, %s (-profile +what-if):\n%s", name, key, diff)
			}
		}
	}
}

// TestWhatIf_underASecond holds the aim of the command on the core questionnaire
// with room to spare for a busy machine; the benchmarks have the figures.
func TestWhatIf_underASecond(t *testing.T) {
	in := input(read(t, "worked-example"))
	start := time.Now()
	whatIf(t, in, "reach", 0, reports.TextOptions{})
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v, want less than a second", took)
	}
}
