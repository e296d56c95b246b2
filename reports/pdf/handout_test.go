package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// handoutOf gathers what the papers of a questionnaire are made of.
func handoutOf(tb testing.TB, id, lang string) reports.HandoutInput {
	tb.Helper()
	l, err := questionnaires.Load(id, lang)
	if err != nil {
		tb.Fatal(err)
	}
	q := l.Questionnaire
	w := &assess.Workshop{Title: "Port Example day", Language: lang, Minutes: 150, Cards: 9, Minimum: assess.DefaultMinimum(), FreeText: true,
		Parties: []assess.Party{{Group: q.Groups[0], Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}}}}
	return reports.HandoutInput{Workshop: w, Group: q.Groups[0], Questionnaire: q, Phrases: phrases.New(lang),
		GroupTitle: assess.Find(questionnaires.Framework(lang).Groups, string(q.Groups[0])).Title}
}

// handouts are the papers that tests look at, by the names of their goldens.
func handouts(tb testing.TB) map[string]func(*bytes.Buffer) (Info, error) {
	tb.Helper()
	form := func(id, lang, second string, set func(*reports.Paper)) func(*bytes.Buffer) (Info, error) {
		p := reports.NewHandout(handoutOf(tb, id, lang))
		if second != "" {
			p.Second = reports.NewHandout(handoutOf(tb, id, second))
		}
		set(p)
		return func(b *bytes.Buffer) (Info, error) { return WritePaper(b, p) }
	}
	plain := func(*reports.Paper) {}
	guide := func(id, lang string) func(*bytes.Buffer) (Info, error) {
		in := handoutOf(tb, id, lang)
		g := reports.NewGuide(reports.GuideInput{Workshop: in.Workshop, Questionnaires: []*assess.Questionnaire{in.Questionnaire},
			GroupTitles: []string{in.GroupTitle}, Folder: "day", Phrases: in.Phrases})
		return func(b *bytes.Buffer) (Info, error) { return WriteGuide(b, g) }
	}
	cards := reports.NewBallots(handoutOf(tb, "core-cso", "en"))
	return map[string]func(*bytes.Buffer) (Info, error){
		"handout-form":         form("core-quick", "en", "", plain),
		"handout-form-peer":    form("peer-org", "fr", "", func(p *reports.Paper) { p.Fillable = true }),
		"handout-form-large":   form("core-quick", "uk", "", func(p *reports.Paper) { p.Large = true }),
		"handout-form-two":     form("core-quick", "fr", "en", plain),
		"handout-form-two-big": form("core-quick", "uk", "en", func(p *reports.Paper) { p.Large, p.Fillable = true, true }),
		"handout-guide":        guide("core-cso", "en"),
		"handout-guide-fr":     guide("peer-org", "fr"),
		"handout-guide-uk":     guide("peer-org", "uk"),
		"handout-ballots":      func(b *bytes.Buffer) (Info, error) { return WriteBallots(b, cards) },
	}
}

// run gives what a program says of a file.
func run(t *testing.T, file []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed; CI needs it", name)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", name)
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// TestHandouts: every paper is sound, the same twice, and reads as it did.
func TestHandouts(t *testing.T) {
	t.Parallel()
	for name, draw := range handouts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var first, second bytes.Buffer
			info, err := draw(&first)
			if err != nil || info.Replaced > 0 || info.Pages == 0 {
				t.Fatalf("%+v, %v; expected pages and no sign without a shape", info, err)
			}
			if _, err := draw(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("written twice it differs, %v", err)
			}
			if out := run(t, first.Bytes(), "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Errorf("qpdf says:\n%s", out)
			}
			compare(t, name+".pdf.txt", run(t, first.Bytes(), "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"))
			compare(t, name+".pdf.tags.txt", run(t, first.Bytes(), "pdfinfo", "-enc", "UTF-8", "-struct-text", "FILE"))
		})
	}
}

// compare holds a text against its golden file.
func compare(t *testing.T, name, got string) {
	t.Helper()
	golden := filepath.Join("..", "..", "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("differs from %s; if it should, run go test -update (-want +got):\n%s", golden, diff)
	}
}

// TestHandouts_everyPageIsKnown: a page that fell out of its staple says which
// sheet it is of, and which page.
func TestHandouts_everyPageIsKnown(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	info, err := WritePaper(&out, reports.NewHandout(handoutOf(t, "core-cso", "en")))
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(run(t, out.Bytes(), "pdftotext", "-enc", "UTF-8", "FILE", "-"), "\f"), "\f")
	if len(pages) != info.Pages {
		t.Fatalf("%d pages; expected %d", len(pages), info.Pages)
	}
	for i, page := range pages {
		if !strings.Contains(page, "csi core-cso 1.0.0 cso") {
			t.Errorf("page %d does not say which sheet it is of", i+1)
		}
	}
}

// TestHandouts_stayOnThePage: no text leaves the margins, in any language, size
// and number of columns, also of texts that never end.
func TestHandouts_stayOnThePage(t *testing.T) {
	t.Parallel()
	endless := reports.NewHandout(handoutOf(t, "core-quick", "en"))
	endless.Sections[0].Items[0].Text = strings.Repeat("word ", 900)
	endless.Sections[0].Items[0].Boxes[1].Text = strings.Repeat("x", 3000)
	endless.Sections[0].Intro = strings.Repeat("word ", 3000)
	for _, lang := range []string{"en", "fr", "uk"} {
		for _, second := range []string{"", "en"} {
			for _, large := range []bool{false, true} {
				p := reports.NewHandout(handoutOf(t, "peer-org", lang))
				if second != "" {
					p.Second = reports.NewHandout(handoutOf(t, "peer-org", second))
				}
				p.Large = large
				onThePage(t, p)
			}
		}
	}
	onThePage(t, endless)
}

func onThePage(t *testing.T, p *reports.Paper) {
	t.Helper()
	b, err := newBook(&reports.Report{})
	if err != nil {
		t.Fatal(err)
	}
	b.paper(p)
	for i, pg := range b.pages {
		for _, m := range pg.marks {
			if m.kind == textMark && (m.y > bottom+1 || m.x+m.w > right+0.5 || m.x < left-0.5) {
				t.Errorf("%s, large %t, page %d: %q from %.1f to %.1f at %.1f", p.Language, p.Large, i+1, m.text, m.x, m.x+m.w, m.y)
				return
			}
		}
	}
	checkTree(t, p.Title, b.print().tags)
}
