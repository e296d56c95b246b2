package pdf

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"csi/reports"
)

func TestCleaner_lines(t *testing.T) {
	t.Parallel()
	f := mustFaces(t)
	for _, c := range []struct {
		name, in, want string
		missing        int
	}{
		{"plain", "A rule says how.", "A rule says how.", 0},
		{"empty", "", "", 0},
		{"only spaces", " \t ", "", 0},
		{"composed", "e\u0301te\u0301", "été", 0},
		{"marks that stay", "a\u0330\u0301b", "áb", 1},
		{"Vietnamese in parts", "Việt", "Vie\u0323\u0302t", 0},
		{"stacked marks", "x" + strings.Repeat("\u0301", 40) + "y", "x\u0301\u0301y", 38},
		{"mark without a letter", "\u0301a", "a", 1},
		{"soft hyphen", "co\u00adope\u00adration", "cooperation", 0},
		{"zero width", "a\u200bb\u200dc\ufeffd\u2060e", "abcde", 0},
		{"directions", "\u202eabc\u202c \u2067x\u2069", "abc x", 0},
		{"controls", "a\x00b\x1b[31mc\x7f", "ab[31mc", 0},
		{"no-break space", "60\u00a0% 5\u202fkm", "60\u00a0% 5\u202fkm", 0},
		{"wide space", "a\u3000b\u205fc", "a b c", 0},
		{"line breaks", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne", 0},
		{"many empty lines", "a\n\n\n\n\nb\n \n\n c", "a\n\nb\n\n c", 0},
		{"emoji", "Good 👍🏽 work", "Good [?] work", 1},
		{"family of joiners", "👩‍👩‍👧‍👦.", "[?].", 4},
		{"keycap", "1️⃣", "1", 1},
		{"one sign for a run", "東京 都庁 NGO", "[?] NGO", 4},
		{"Arabic with vowels", "مُنَظَّمَة", "[?]", 5},
		{"Hebrew", "שלום", "[?]", 4},
		{"not UTF-8", "a\xffb\xc3", "a[?]b[?]", 2},
		{"replacement character", "a\ufffdb", "a[?]b", 1},
		{"stand-ins", "−5 → 6 ≥ 3 ⅔ ﬁne ＡＢ", "–5 -> 6 >= 3 2/3 fine AB", 0},
		{"superscript is no figure", "10⁴", "10[?]", 1},
		{"noncharacter", "a\uffffb", "a[?]b", 1},
		{"highest", "a\U0010ffffb", "a[?]b", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := newCleaner(f.regular)
			if got := k.lines(c.in); string(got) != c.want {
				t.Errorf("lines(%q) = %q, want %q", c.in, got, c.want)
			}
			if k.missing != c.missing {
				t.Errorf("lines(%q) counts %d missing, want %d", c.in, k.missing, c.missing)
			}
		})
	}
}

func TestCleaner_countsAStringOnce(t *testing.T) {
	t.Parallel()
	k := newCleaner(mustFaces(t).regular)
	k.line("日本")
	k.line("日本")
	if k.missing != 2 {
		t.Errorf("missing = %d, want 2", k.missing)
	}
}

// FuzzText holds that any text in any place of a report is set: no panic, no
// failed document, nothing invisible, nothing over the margin.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "plain", "👍🏽", "مُنَظَّمَة", "שלום", "日本語", "e\u0301", "\u0301", "a\u00adb", "\u202e", "a\x00b", "\xff",
		strings.Repeat("x", 500), strings.Repeat("a\n", 300), strings.Repeat("ẅ̈", 90), "\u2028\u2029\u0085", "[?] {pages}", "\\(()",
	} {
		f.Add(s)
	}
	faces := mustFaces(f)
	base := report(f, "worked-example")
	f.Fuzz(func(t *testing.T, s string) {
		k := newCleaner(faces.regular)
		for _, r := range string(k.lines(s)) {
			if r != '\n' && (!faces.regular.has(r) || r == utf8.RuneError || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("lines(%q) leaves %U", s, r)
			}
		}
		if len(s) > 5_000 {
			s = s[:5_000]
		}
		r := everywhere(base, s)
		b, err := layOut(r)
		if err != nil {
			t.Fatal(err)
		}
		checkMargins(t, b)
		if _, err := Write(&bytes.Buffer{}, r); err != nil {
			t.Fatalf("Write with %q: %v", s, err)
		}
	})
}

// everywhere puts s into the parts of a report that people write.
func everywhere(base *reports.Report, s string) *reports.Report {
	r := *base
	r.Title, r.Heading = s, s
	r.Cover.Name, r.Cover.Policy = s, s
	r.Cover.Facts = append([]reports.Pair{{Key: "Place", Value: s}}, r.Cover.Facts...)
	r.Summary.Heading, r.Summary.First = s, []reports.FirstStep{{Number: 1, Who: s, Text: s}}
	stages := *base.Stages
	stages.Blocks = append([]reports.StageBlock{}, stages.Blocks...)
	stages.Blocks[0].Notes = []reports.Note{{Title: s, Text: s}}
	r.Stages = &stages
	m := base.RoadMaps[0]
	m.Heading = s
	m.Horizons = append([]reports.HorizonPart{}, m.Horizons...)
	m.Horizons[0].Rows = []reports.ActionRow{{Number: 1, Text: s, Why: s, Owner: s, ByWhen: s, Proof: s, Status: s}}
	r.RoadMaps = []reports.RoadMap{m}
	r.Unknown.Aside = []reports.AsideGroup{{Items: []reports.Pair{{Key: s, Value: s}}, ReasonLabel: "Reason", Reason: s}}
	return &r
}
