package phrases

import (
	"testing"
	"testing/fstest"

	"csi/assess"
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
