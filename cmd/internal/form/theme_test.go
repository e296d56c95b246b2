package form

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// luminance follows WCAG 2: the relative luminance of a colour "#RRGGBB".
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var parts [3]float64
	for i := range parts {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if parts[i] = c / 12.92; c > 0.04045 {
			parts[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*parts[0] + 0.7152*parts[1] + 0.0722*parts[2]
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// The colours of words can be read on the grounds they are for. Rules are
// lines, not words.
func TestTones_contrast(t *testing.T) {
	t.Parallel()
	for role, tone := range tones() {
		if role == "rule" {
			continue
		}
		for _, c := range []struct {
			hex, ground string
			least       float64
		}{
			{tone.light, "#FFFFFF", 5.3}, {tone.dark, "#12181E", 5.3},
			{tone.either, "#FFFFFF", 4.5}, {tone.either, "#000000", 4.5},
			{tone.either, "#FDF6E3", 3}, {tone.either, "#002B36", 3},
		} {
			if c.hex == "" {
				continue
			}
			if got := contrast(t, c.hex, c.ground); got < c.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", role, c.hex, c.ground, got, c.least)
			}
		}
	}
}

func TestThemeOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		vars []string
		want theme
	}{
		{nil, onEither},
		{[]string{"CSI_THEME", "light"}, onLight},
		{[]string{"CSI_THEME", "dark", "COLORFGBG", "0;15"}, onDark},
		{[]string{"CSI_THEME", "plain"}, noColour},
		{[]string{"CSI_THEME", "pink"}, onEither},
		{[]string{"COLORFGBG", "15;0"}, onDark},
		{[]string{"COLORFGBG", "0;default;15"}, onLight},
		{[]string{"COLORFGBG", "x"}, onEither},
		{[]string{"NO_COLOR", "1", "CSI_THEME", "dark"}, noColour},
	} {
		if got := themeOf(env(c.vars...)); got != c.want {
			t.Errorf("%v gives theme %d, want %d", c.vars, got, c.want)
		}
	}
}

func TestLook_colour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		vars       []string
		bold, tint bool
	}{
		{"true colour", []string{"COLORTERM", "truecolor"}, true, true},
		{"256 colours", []string{"TERM", "xterm-256color"}, true, true},
		{"16 colours, ground unknown", []string{"TERM", "linux"}, true, false},
		{"16 colours, dark", []string{"TERM", "linux", "CSI_THEME", "dark"}, true, true},
		{"no colour", []string{"TERM", "xterm-256color", "NO_COLOR", "1"}, true, false},
		{"plain theme", []string{"COLORTERM", "truecolor", "CSI_THEME", "plain"}, true, false},
	} {
		got := newLook(env(c.vars...)).in("accent", "x")
		if strings.Contains(got, "\x1b[1") != c.bold || strings.Contains(got, ";") != c.tint {
			t.Errorf("%s: accent is %q, want bold %v, colour %v", c.name, got, c.bold, c.tint)
		}
	}
	if p := colours(env("TERM", "dumb")); p != termenv.ANSI {
		t.Errorf("an unknown terminal has profile %v; bold needs one", p)
	}
}

// Symbols take one column, so that rows stay aligned; in ASCII nothing else
// is left.
func TestLook_symbols(t *testing.T) {
	t.Parallel()
	for _, sign := range []string{"■", "▄", "□", "?", "–", "─", "│", "•", "›", "↑", "↓", "√", "·", "…", "█", "▒", "░", ">"} {
		if n := lipgloss.Width(sign); n != 1 {
			t.Errorf("%s takes %d columns", sign, n)
		}
	}
	l := newLook(env("CSI_ASCII", "1"))
	all := symbols()
	for i := 0; i < len(all); i += 2 {
		got := l.text(all[i])
		if got != all[i+1] || slices.ContainsFunc([]rune(got), func(r rune) bool { return r > 0x7E }) {
			t.Errorf("%q is %q in ASCII, want %q", all[i], got, all[i+1])
		}
	}
}

func TestSuspect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"mail me: a.b@example.org":       "mail",
		"call 087 123 4567":              "phone",
		"+353871234567":                  "phone",
		"(01) 555-0123":                  "phone",
		"Ms Smith decided":               "name",
		"we spoke to Dr. Ionescu":        "name",
		"Drug strategy 2017-2025":        "",
		"from 2024-11-20 on":             "",
		"on 20.11.2026":                  "",
		"budget 1,200,000 in 2026":       "",
		"36 items, 24 answered, 12 open": "",
		"law 12/2024, article 3 and 4":   "",
		"Mr and Ms are titles":           "",
		"a note @ the desk":              "",
		"":                               "",
	} {
		if got := suspect(text); got != want {
			t.Errorf("%q looks like %q, want %q", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text      string
		w, indent int
		want      []string
	}{
		{"a bb ccc", 4, 0, []string{"a bb", "ccc"}},
		{"a bb ccc", 5, 2, []string{"a bb", "  ccc"}},
		{"abcdefg", 3, 0, []string{"abc", "def", "g"}},
		{"one\n\ntwo", 9, 0, []string{"one", "", "two"}},
		{"", 9, 0, []string{""}},
		{"日本語", 4, 0, []string{"日本", "語"}},
		{"日", 1, 0, []string{"日"}},
	} {
		if got := hang(c.text, c.w, c.indent); !slices.Equal(got, c.want) {
			t.Errorf("hang(%q, %d, %d) = %q, want %q", c.text, c.w, c.indent, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  a\tb\x1b[31m ": "a b[31m", "e\u0301": "é", "a\x00\u202Eb": "ab", "a\xffb": "a\uFFFDb", "a\nb": "a b"} {
		if got := clean(in, false); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpaced(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line string
		w    int
		want []string
	}{
		{"Gap   none  dialogue  met now", 24, []string{"Gap   none  dialogue", "    met now"}},
		{"Gap   none  dialogue  met", 18, []string{"Gap   none", "    dialogue met"}},
		{"  one two three", 9, []string{"  one two", "  three"}},
	} {
		if got := spaced(c.line, c.w); !slices.Equal(got, c.want) {
			t.Errorf("spaced(%q, %d) = %q, want %q", c.line, c.w, got, c.want)
		}
	}
}
