package questionnaires

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"csi/assess"
)

// theFive are the sources that the library is built on, and what each must be
// found in: the questionnaires that cite it first of all.
var theFive = map[string][]string{
	"ogorman-schatz-2021": {"core-cso", "core-pm", "core-quick", "network", "enabling", "process"},
	"mainline-2020":       {"peer-org"},
	"hri-sector":          {"network"},
	"charlois-2009":       {"city-exass"},
	"gpdpd-2022":          nil, // a report on one meeting: examples only
}

// TestEverySourceHasItsPlace holds the list of sources from both ends: each of
// the five stands behind what it should, and nothing is without a source.
func TestEverySourceHasItsPlace(t *testing.T) {
	t.Parallel()
	l := Builtin()
	known := l.Known().Sources
	cited := map[string]bool{}
	check := func(what string, sources []string) {
		t.Helper()
		if len(sources) == 0 {
			t.Errorf("%s has no source", what)
		}
		for _, s := range sources {
			if !slices.Contains(known, s) {
				t.Errorf("%s cites %q, which is not in sources.yaml", what, s)
			}
			cited[s] = true
		}
	}
	for _, id := range IDs() {
		q := load(t, id)
		check("questionnaire "+id, q.Sources)
		for _, s := range q.Sections {
			check(id+": section "+s.ID, s.Sources)
			for _, it := range s.Items {
				check(id+": item "+it.ID, it.Sources)
			}
		}
		for source, ids := range theFive {
			if slices.Contains(ids, id) && !slices.Contains(allSources(q), source) {
				t.Errorf("%s does not cite %s", id, source)
			}
		}
	}
	r := l.Reference("")
	examples := map[string]int{}
	for _, e := range r.Examples {
		check("example "+e.ID, []string{e.Source})
		examples[e.Source]++
	}
	for _, list := range [][]assess.Term{r.Arenas, r.Relations, r.Advocacy, l.Framework("").Examples} {
		for _, term := range list {
			check("entry "+term.ID, term.Sources)
		}
	}
	for _, id := range l.CaseIDs() {
		c, err := l.Case(id, "")
		if err != nil {
			t.Fatal(err)
		}
		check("case "+id, c.Sources)
	}
	for source := range theFive {
		if examples[source] == 0 {
			t.Errorf("no example comes from %s", source)
		}
	}
	for _, term := range l.Framework("").Glossary {
		for _, s := range term.Sources {
			cited[s] = true
		}
	}
	for _, s := range known {
		if !cited[s] {
			t.Errorf("%s is cited by nothing", s)
		}
	}
}

func allSources(q *assess.Questionnaire) []string {
	list := slices.Clone(q.Sources)
	for _, it := range q.Items() {
		list = append(list, it.Sources...)
	}
	return list
}

// mostShared is the longest run of words that a text may have in common with
// a source.
const mostShared = 7

// TestOwnWords holds that no text is copied from a source: no run of more
// than seven words stands in both. Titles of works are excepted. The folder
// with the texts of the sources is named by CSI_SOURCES.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("CSI_SOURCES")
	if folder == "" {
		t.Skip("NOT CHECKED: whether texts are copied from the sources. Set CSI_SOURCES to the folder with the texts of the sources to check it.")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) < 5 {
		t.Fatalf("found %d texts of sources in the folder that CSI_SOURCES names; expected at least 5", len(files))
	}
	runs := map[string]string{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for run := range runsOf(string(data)) {
			runs[run] = filepath.Base(name)
		}
	}
	titles := titlesOfWorks()
	n := 0
	for what, text := range ownTexts(t) {
		n++
		for run := range runsOf(titles.ReplaceAllString(text, " / ")) {
			if source := runs[run]; source != "" {
				t.Errorf("%s: %q stands in %s as well", what, run, source)
			}
		}
	}
	if n < 3000 {
		t.Errorf("looked at %d texts only", n)
	}
}

var (
	hyphenated = regexp.MustCompile(`([\p{L}])-\s*\n\s*([\p{L}])`)
	wordBreak  = func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '/' }
)

// runsOf gives every run of eight words; a slash ends a run.
func runsOf(text string) map[string]bool {
	text = strings.ReplaceAll(hyphenated.ReplaceAllString(strings.ToLower(text), "$1$2"), "’", "'")
	runs := map[string]bool{}
	words := strings.FieldsFunc(text, wordBreak)
	for i := 0; i+mostShared < len(words); i++ {
		if run := words[i : i+mostShared+1]; !slices.Contains(run, "/") {
			runs[strings.Join(run, " ")] = true
		}
	}
	return runs
}

// titlesOfWorks matches the titles in the list of sources.
func titlesOfWorks() *regexp.Regexp {
	var list []string
	for _, s := range Sources() {
		list = append(list, regexp.QuoteMeta(s.Title))
	}
	return regexp.MustCompile(`(?i)` + strings.Join(list, "|"))
}

// ownTexts gives every text of questionnaires, framework, library and cases
// with where it stands.
func ownTexts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	add := func(what string, s *slot) {
		for i, x := range s.texts(false) {
			out[fmt.Sprintf("%s, %s (%d)", what, x.name, i)] = *x.text
		}
	}
	for _, id := range IDs() {
		tree, _ := questionnaireSlots(load(t, id))
		add(id, tree)
	}
	l := Builtin()
	add("framework", frameworkSlots(l.Framework("")))
	add("library", referenceSlots(l.Reference("")))
	for _, id := range l.CaseIDs() {
		c, err := l.Case(id, "")
		if err != nil {
			t.Fatal(err)
		}
		tree, _ := caseSlots(c)
		add("case "+id, tree)
	}
	return out
}

// TestRunsOf: words count, not their layout.
func TestRunsOf(t *testing.T) {
	t.Parallel()
	source := "One two three, four activ-\nist  six “seven” EIGHT nine."
	if !runsOf(source)["two three four activist six seven eight nine"] {
		t.Errorf("runs are %v", runsOf(source))
	}
	if len(runsOf("one two three four five six seven")) > 0 || len(runsOf("one two three four / five six seven eight nine")) > 0 {
		t.Error("a run of seven words, or one that is broken, is counted")
	}
}
