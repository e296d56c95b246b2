package phrases

import (
	"slices"
	"testing"
	"testing/fstest"

	"csi/assess"
	"csi/questionnaires/locale"
)

func TestCatalogue(t *testing.T) {
	t.Parallel()
	source := fstest.MapFS{
		"en/demo.yaml": {Data: []byte("hello: \"hello {name}\"\nonly: English\nyaml: \"{{a: {name}}, b}\"\nsteps:\n  one: \"{count} step\"\n  other: \"{count} steps\"\ndeep:\n  er: down\n")},
		"uk/demo.yaml": {Data: []byte("steps:\n  one: \"{count} крок\"\n  few: \"{count} кроки\"\n  many: \"{count} кроків\"\n  other: \"{count} кроку\"\n")},
	}
	en, uk := NewFrom(source, "en"), NewFrom(source, "uk")
	for _, c := range []struct{ name, got, want string }{
		{"part", en.T("demo.hello", V{"name": "x {y} %d"}), "hello x {y} %d"},
		{"missing part", en.T("demo.hello"), "[[demo.hello]]"},
		{"missing message", en.T("demo.nothing"), "[[demo.nothing]]"},
		{"missing area", en.T("nowhere.nothing"), "[[nowhere.nothing]]"},
		{"braces to print", en.T("demo.yaml", V{"name": 1}), "{a: 1}, b}"},
		{"nested", en.T("demo.deep.er"), "down"},
		{"one", en.N("demo.steps", 1), "1 step"},
		{"other", en.N("demo.steps", 0), "0 steps"},
		{"few in Ukrainian", uk.N("demo.steps", 3), "3 кроки"},
		{"many in Ukrainian", uk.N("demo.steps", 11), "11 кроків"},
		{"English where a language has nothing", uk.T("demo.only"), "English"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if !en.Has("demo.hello") || en.Has("demo.nothing") {
		t.Error("Has does not tell what exists")
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	c := New("en")
	for _, x := range []struct{ got, want string }{
		{c.Date(assess.Date{Year: 2026, Month: 11, Day: 20}), "20 November 2026"},
		{c.Date(assess.Date{}), ""},
		{c.Period(assess.Period{From: assess.Month{Year: 2024, Month: 11}, To: assess.Month{Year: 2026, Month: 10}}), "November 2024 to October 2026"},
		{c.Number(4), "four"},
		{c.Number(13), "13"},
		{c.List(nil), ""},
		{c.List([]string{"a"}), "a"},
		{c.List([]string{"a", "b", "c"}), "a, b and c"},
		{c.Country("IE"), "Ireland"},
		{c.Country("ZZ"), "a fictional place"},
	} {
		if x.got != x.want {
			t.Errorf("got %q, want %q", x.got, x.want)
		}
	}
}

// TestSeveralSources: another folder adds languages and messages, and changes
// none of those that are there.
func TestSeveralSources(t *testing.T) {
	t.Parallel()
	mine := fstest.MapFS{
		"de/cli.yaml":     {Data: []byte("next: \"Weiter: {command}\"\nfaults:\n  one: \"{count} Fehler in {file}\"\n  other: \"{count} Fehler in {file}\"\n")},
		"de/words.yaml":   {Data: []byte("broken: [\n")},
		"en/cli.yaml":     {Data: []byte("next: shadowed\nown: added\n")},
		"notes/cli.yaml":  {Data: []byte("next: x\n")},
		"stray-file.yaml": {Data: []byte("next: x\n")},
	}
	second := fstest.MapFS{"de/cli.yaml": {Data: []byte("next: second\nstopped: \"second {file}\"\n")}}
	de := Open("de", mine, second)
	for _, c := range []struct{ name, got, want string }{
		{"own language", de.T("cli.next", V{"command": "x"}), "Weiter: x"},
		{"plural", de.N("cli.faults", 2, V{"file": "f"}), "2 Fehler in f"},
		{"from the second folder", de.T("cli.stopped", V{"file": "f"}), "second f"},
		{"missing, so English", de.T("cli.nothing_saved"), New("en").T("cli.nothing_saved")},
		{"broken file, so English", de.T("words.month.m1"), "January"},
		{"English is not shadowed", Open("en", mine).T("cli.next", V{"command": "x"}), "Next: x"},
		{"English may be added to", Open("en", mine).T("cli.own"), "added"},
		{"language of a person", Match("de-AT", mine), "de"},
		{"no such language", Match("sq", mine), "en"},
		{"pseudo", Match("qps-ploc"), "en-XA"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if langs := Languages(mine); !slices.Contains(langs, "de") || slices.Contains(langs, "stray-file.yaml") {
		t.Errorf("languages are %q", langs)
	}
	list := Check("mine", mine)
	if len(list) != 2 || list[0].File != "mine/de/words.yaml" || list[1].Code != "message-unknown" {
		t.Errorf("check: %v", list)
	}
}

// TestPseudoLanguage: every message has its English parts, and no plain word.
func TestPseudoLanguage(t *testing.T) {
	t.Parallel()
	c := New(locale.Pseudo)
	if got := c.T("cli.saved", V{"saved": 3, "items": 36, "file": "x.yaml"}); got != "[3 óf 36 ŕéšpóñšéš šávéď íñ x.yaml óñé ţŵó]" {
		t.Errorf("message is %q", got)
	}
	if got := c.N("cli.faults", 1, V{"file": "x"}); got != "[1 fáúĺţ íñ x ó]" {
		t.Errorf("plural is %q", got)
	}
	if c.Lang() != locale.Pseudo || c.Language("fr") == "fr" || c.Country("IE") == "Ireland" {
		t.Errorf("language %q, French is %q, Ireland is %q", c.Lang(), c.Language("fr"), c.Country("IE"))
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	c := New("en")
	for tag, want := range map[string]string{"fr": "French", "pt-BR": "Portuguese", "xx": "xx", "": ""} {
		if got := c.Language(tag); got != want {
			t.Errorf("Language(%q) = %q, want %q", tag, got, want)
		}
	}
}

// TestCataloguesHaveNoFaults holds the languages that come with csi to the
// messages and parts of English.
func TestCataloguesHaveNoFaults(t *testing.T) {
	t.Parallel()
	for _, d := range Check("", files) {
		t.Error(d)
	}
}
