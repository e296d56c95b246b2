package locale

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ wanted, have, want string }{
		{"fr", "en fr uk", "fr"},
		{"fr-BE", "en fr", "fr"},
		{"fr_BE", "en fr fr-BE", "fr-BE"},
		{"FR", "en fr", "fr"},
		{"pt-PT", "en pt-BR", "pt-BR"},
		{"pt", "en pt-BR", "pt-BR"},
		{"zh-Hant", "en zh-Hans", ""},
		{"zh-TW", "zh-Hans zh-Hant", "zh-Hant"},
		{"iw", "en he", "he"},
		{"ru", "en uk", ""},
		{"be", "en uk ru", ""},
		{"de", "en fr", ""},
		{"", "en", ""},
		{"nonsense-tag-here", "en", ""},
		{"../fr", "en fr", ""},
		{"en-XA", "en", "en"},
		{"fr", "", ""},
	} {
		if got := Match(c.wanted, strings.Fields(c.have)); got != c.want {
			t.Errorf("Match(%q, %q) = %q, want %q", c.wanted, c.have, got, c.want)
		}
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{"pt_br": "pt-BR", "FR": "fr", "qps-ploc": Pseudo, "EN_xa": Pseudo, "no such": "no such", "": ""} {
		if got := Canonical(tag); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestAccent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"Save the file", 0, "[Šávé ţĥé fíĺé óñé]"},
		{"{done} of {all} saved", 0, "[{done} óf {all} šávéď ó]"},
		{"  indented\nand more\n", 0, ""},
		{"d", 0, "d"},
		{"{a}: {b}", 0, "{a}: {b}"},
		{"", 0, ""},
		{"Agenda setting", 18, "[Áğéñďá šéţţíñğ ó]"},
		{"A title that is nearly too long", 30, "[Á ţíţĺé ţĥáţ íš ñéáŕĺý ţóó ĺ]"},
	} {
		got := Accent(c.text, c.limit)
		if c.want != "" && got != c.want {
			t.Errorf("Accent(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
	if got := strings.Split(Accent("  indented\nand more\n", 0), "\n"); !strings.HasPrefix(got[0], "  [") || !strings.HasSuffix(got[1], "]") || got[2] != "" {
		t.Errorf("lines are %q", got)
	}
}

// TestAccentIsLonger: two fifths longer at least, and never over a limit.
func TestAccentIsLonger(t *testing.T) {
	t.Parallel()
	for n := 3; n < 300; n++ {
		text := strings.TrimSpace(strings.Repeat("a word here ", 30)[:n])
		long := utf8.RuneCountInString(Accent(text, 0))
		if 5*long < 7*len(text) {
			t.Errorf("%d characters became %d; expected 40 percent more", len(text), long)
		}
		if long > len(text)+len(text)/2+4 {
			t.Errorf("%d characters became %d; expected about 40 percent more", len(text), long)
		}
		if got := utf8.RuneCountInString(Accent(text, 30)); got != 30 {
			t.Errorf("%q has %d characters under a limit of 30; expected 30", Accent(text, 30), got)
		}
	}
}

func TestUnaccented(t *testing.T) {
	t.Parallel()
	if got := Unaccented(Accent("Every word of this is taken from a catalogue.", 0)); len(got) > 0 {
		t.Errorf("accented words are taken for plain ones: %q", got)
	}
	if diff := cmp.Diff([]string{"plain", "core"}, Unaccented("[Ţĥíš íš] plain and core-cso")); diff != "" {
		t.Errorf("plain words (-want +got):\n%s", diff)
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]bool{
		"en": true, "fr": true, "pt_BR": true, "uk": true, "en-XA": true, "qps-ploc": true, "zh-Hant": true,
		"": false, "xx": false, "klingonese": false, "und": false, "fr en": false, "../fr": false, "français": false,
	} {
		if got := Known(tag); got != want {
			t.Errorf("Known(%q) is %v; expected %v", tag, got, want)
		}
	}
}
