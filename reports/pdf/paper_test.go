package pdf

import (
	"bytes"
	"strings"
	"testing"

	"csi/reports"
)

func sheet(help string, items int) *reports.Paper {
	p := &reports.Paper{Title: "Our city", About: "my-city 1.0.0", Summary: "For everyone.", How: "Tick one box.",
		Fields: []string{"Place:"}, PageOf: "Page {page} of {pages}", Continued: "continued"}
	s := reports.PaperSection{Title: "Agenda", Intro: "Think of the last year."}
	for range items {
		s.Items = append(s.Items, reports.PaperItem{Number: "1", Text: "The city publishes its topics.", ID: "ag-inf", Help: []string{help},
			Boxes: []reports.PaperBox{{Value: "0", Text: "Absent: nothing can be seen."}, {Text: "Do not know"}, {Text: "Not applicable, because", Line: true}}})
	}
	p.Sections = append(p.Sections, s)
	return p
}

func TestWritePaper(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		paper *reports.Paper
		least int // pages
		most  int
	}{
		"one item":                      {sheet("Counts: a list.", 1), 1, 1},
		"many items":                    {sheet("Counts: a list.", 40), 4, 12},
		"an item longer than two pages": {sheet(strings.Repeat("A list on the website counts. ", 600), 1), 3, 8},
		"nothing asked":                 {&reports.Paper{Title: "Empty"}, 1, 1},
		"signs without a shape":         {sheet("\U0001F600 \u202e", 1), 1, 1},
	} {
		var first, second bytes.Buffer
		info, err := WritePaper(&first, c.paper)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if info.Pages < c.least || info.Pages > c.most {
			t.Errorf("%s: %d pages; expected %d to %d", name, info.Pages, c.least, c.most)
		}
		if _, err := WritePaper(&second, c.paper); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: written twice it differs, %v", name, err)
		}
	}
	if _, err := WritePaper(&bytes.Buffer{}, nil); err == nil {
		t.Error("no questionnaire is drawn; expected an error")
	}
}

// TestWritePaper_staysOnThePage: every mark lies inside the page, also of
// texts that fill more than one.
func TestWritePaper_staysOnThePage(t *testing.T) {
	t.Parallel()
	f, err := loadFaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []*reports.Paper{sheet(strings.Repeat("word ", 3000), 2), sheet(strings.Repeat("x", 3000), 3)} {
		b := &book{setter: &setter{faces: f, clean: newCleaner(f.regular)}, report: &reports.Report{}, y: top, bottom: bottom}
		b.paper(p)
		for i, pg := range b.pages {
			for _, m := range pg.marks {
				if m.kind == textMark && (m.y > bottom+1 || m.x+m.w > right+0.5) {
					t.Errorf("page %d: a text ends at %.1f, %.1f; expected at most %.1f, %.1f", i+1, m.x+m.w, m.y, right, bottom)
				}
			}
		}
	}
}
