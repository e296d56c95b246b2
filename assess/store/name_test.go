package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"
)

func TestFileName(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{
		"Dublin":                     "dublin",
		"Port Example":               "port-example",
		"  Frankfurt (Main)  ":       "frankfurt-main",
		"Saint-Étienne":              "saint-étienne",
		"E\u0301vora":                "évora",
		"Чернівці":                   "чернівці",
		"თბილისი":                    "თბილისი",
		"दिल्ली":                     "दिल्ली",
		"東京":                         "東京",
		"European Union":             "european-union",
		"../../etc/passwd":           "etc-passwd",
		`C:\Users\x`:                 "c-users-x",
		"CON":                        "place-con",
		"Lpt1":                       "place-lpt1",
		"COM¹":                       "place-com¹",
		"Console":                    "console",
		"":                           "assessment",
		" . ":                        "assessment",
		"👍":                          "assessment",
		"\u0301":                     "assessment",
		"a\x00b\u202ec\n":            "a-b-c",
		"\xff\xfe":                   "assessment",
		strings.Repeat("é", 500):     strings.Repeat("é", 60),
		"x" + strings.Repeat("-", 9): "x",
	} {
		if got := FileName(place); got != want+Ending {
			t.Errorf("FileName(%q) = %q, want %q", place, got, want+Ending)
		}
	}
}

func FuzzFileName(f *testing.F) {
	for _, s := range texts() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, place string) {
		got := FileName(place)
		if !utf8.ValidString(got) || len(got) > maxName+len("place-")+len(Ending) || strings.ContainsAny(got, "/\\:*?\"<>| \x00") ||
			strings.HasPrefix(got, ".") || strings.HasPrefix(got, "-") {
			t.Errorf("FileName(%q) = %q", place, got)
		}
	})
}

func TestNewID(t *testing.T) {
	t.Parallel()
	// The example of RFC 9562, appendix A.6.
	now := time.UnixMilli(0x017F22E279B0)
	id, err := NewID(now, bytes.NewReader([]byte{0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F}))
	if want := "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"; id != want || err != nil {
		t.Errorf("NewID() = %q, %v, want %q", id, err, want)
	}
	if !uuid().MatchString(id) {
		t.Errorf("the reader refuses the id %q", id)
	}
	broken := errors.New("broken")
	if _, err := NewID(now, iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("NewID() = %v, want the error of random", err)
	}
}
