package html

import (
	"math"
	"regexp"
	"strconv"
	"testing"
)

// TestContrast holds the tokens of both schemes to WCAG 2.2 AA: 4.5 for text,
// 3 for marks that mean something.
func TestContrast(t *testing.T) {
	t.Parallel()
	style, err := files.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`:root[^{]*\{([^}]*--paper[^}]*)\}`).FindAllSubmatch(style, -1)
	if len(blocks) != 3 {
		t.Fatalf("found %d schemes; expected light, dark and dark by choice", len(blocks))
	}
	text := [][2]string{{"ink", "paper"}, {"ink", "tint"}, {"ink-2", "paper"}, {"ink-2", "tint"}, {"accent", "paper"}, {"warn", "paper"},
		{"on-in-place", "in-place"}, {"on-partial", "partial"}, {"on-absent", "absent"}, {"on-unknown", "unknown"}, {"on-na", "na"},
		{"on-barrier", "structure"}, {"on-barrier", "gap"}, {"on-barrier", "knowhow"}, {"on-barrier", "awareness"}}
	marks := [][2]string{{"edge", "paper"}, {"ink-3", "paper"}, {"edge-partial", "paper"}, {"edge-absent", "paper"}, {"edge-unknown", "paper"}, {"accent", "tint"}}
	for i, b := range blocks {
		tokens := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z0-9-]+): #([0-9A-F]{6});`).FindAllSubmatch(b[1], -1) {
			tokens[string(m[1])] = string(m[2])
		}
		check := func(pairs [][2]string, least float64) {
			for _, p := range pairs {
				if got := contrast(t, tokens[p[0]], tokens[p[1]]); got < least {
					t.Errorf("scheme %d: %s on %s has %.2f; expected %.1f", i, p[0], p[1], got, least)
				}
			}
		}
		check(text, 4.5)
		check(marks, 3)
	}
}

// contrast is the ratio of WCAG 2 of two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatalf("no colour: %q", hex)
	}
	part := func(v uint64) float64 {
		c := float64(v&0xFF) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}
