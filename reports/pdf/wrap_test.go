package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func newSetter(tb testing.TB) *setter {
	tb.Helper()
	f := mustFaces(tb)
	return &setter{faces: f, clean: newCleaner(f.regular)}
}

func plainLines(lines []line) []string {
	out := []string{}
	for _, l := range lines {
		s := ""
		for _, p := range l {
			s += string(p.text)
		}
		out = append(out, s)
	}
	return out
}

func TestSetter_wrap(t *testing.T) {
	t.Parallel()
	set := newSetter(t)
	for _, c := range []struct {
		name, in string
		width    float64
		want     []string
	}{
		{"fits", "one two", 40, []string{"one two"}},
		{"at spaces", "one two three", 14, []string{"one two", "three"}},
		{"no-break space holds", "one 60\u00a0% two", 12, []string{"one", "60\u00a0%", "two"}},
		{"long word at the character", "Donaudampfschiff", 12, []string{"Donau", "dampfs", "chiff"}},
		{"address after a slash", "road/map/file", 18, []string{"road/map/", "file"}},
		{"never before a mark", "xxxxxx\u0301x", 9.3, []string{"xxxxx", "x\u0301x"}},
		{"nothing", "", 20, []string{}},
		{"narrower than a letter", "ab", 0.1, []string{"a", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plainLines(set.wrap(body, c.width, c.in))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("wrap(%q, %.1f) (-want +got):\n%s", c.in, c.width, diff)
			}
		})
	}
}

func TestSetter_wrapLinesKeepsBreaks(t *testing.T) {
	t.Parallel()
	got := plainLines(newSetter(t).wrapLines(body, 100, "one\n\ntwo"))
	if diff := cmp.Diff([]string{"one", "", "two"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSetter_wrapBoldKeepsTheSpaces(t *testing.T) {
	t.Parallel()
	lines := newSetter(t).wrapBold(body, 100, "between 33 and 35 of 100", "33 and 35")
	if diff := cmp.Diff([]string{"between 33 and 35 of 100"}, plainLines(lines)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(lines[0]) != 3 || !lines[0][1].bold || lines[0][0].bold {
		t.Errorf("spans %+v, want regular, bold, regular", lines[0])
	}
}

// A balanced heading has no more lines than it needs, and no lonely word.
func TestSetter_balance(t *testing.T) {
	t.Parallel()
	set := newSetter(t)
	s := "Involved when policy is put into practice, rarely when it is decided"
	plain, even := set.wrap(h1, fullWidth, s), set.balance(h1, fullWidth, s)
	if len(plain) != len(even) {
		t.Fatalf("balanced to %d lines, want %d", len(even), len(plain))
	}
	if got := even[1].width() / even[0].width(); got < 0.8 {
		t.Errorf("second line is %.2f of the first, want at least 0.8: %q", got, plainLines(even))
	}
}

func TestSetter_oneEndsInAnEllipsis(t *testing.T) {
	t.Parallel()
	set := newSetter(t)
	l := set.one(body, 20, strings.Repeat("word ", 20))
	if got := plainLines([]line{l})[0]; !strings.HasSuffix(got, "word…") {
		t.Errorf("one = %q, want an ellipsis after a whole word", got)
	}
	long := set.one(body, 40, "of "+strings.Repeat("x", 300))
	if w := long.width(); w < 30 || w > 40 {
		t.Errorf("one with a long word is %.2f wide, want most of 40: %q", w, plainLines([]line{long}))
	}
	if l.width() > 20 {
		t.Errorf("one is %.2f wide, want at most 20", l.width())
	}
}
