package form

import (
	"strings"
	"testing"

	"csi/questionnaires/phrases"
)

func TestAtlas(t *testing.T) {
	t.Parallel()
	p := phrases.New("en")
	a := newAtlas(p)
	if n := len(a.list); n < 249 || n > 250 {
		t.Errorf("%d countries, want the 249 of ISO 3166-1 and, where the catalogue has it, XK", n)
	}
	for _, c := range a.list {
		if c.name == c.code || strings.HasPrefix(c.name, "[[") {
			t.Errorf("%s has no name", c.code)
		}
		if a.find(c.name) != c.code || a.find(strings.ToLower(c.code)) != c.code {
			t.Errorf("%s is not found by its name %q or its code", c.code, c.name)
		}
	}
	for in, want := range map[string]string{"IRELAND": "IE", "uk": "GB", "côte d'ivoire": "CI", "Cote d’Ivoire": "CI", "zz": "ZZ",
		"Türkiye": "TR", "north macedonia": "MK", "Atlantis": "", "": ""} {
		if got := a.find(in); got != want {
			t.Errorf("find(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"Irland": "IE", "Grmany": "DE", "Ukrane": "UA", "Lithaunia": "LT", "xyzzy": "", "": "", "a": ""} {
		if got, _ := a.near(in); got.code != want {
			t.Errorf("near(%q) = %q, want %q", in, got.code, want)
		}
	}
	if list := a.starting("un", 4, p); len(list) != 3 || list[0].name != "United Arab Emirates" {
		t.Errorf("starting with un: %v", list)
	}
	if list := a.starting("ie", 4, p); len(list) == 0 || list[0].code != "IE" {
		t.Errorf("the code comes first: %v", list)
	}
}
