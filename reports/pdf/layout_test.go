package pdf

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"csi/reports"
)

// check looks at every recorded mark: inside the margins, inside a role.
func checkMargins(tb testing.TB, b *book) {
	tb.Helper()
	for n, p := range b.pages {
		low := bottom
		if p.bare {
			low = coverFoot + 2
		}
		depth := 0
		for _, m := range p.marks {
			switch m.kind {
			case openMark:
				depth++
			case closeMark:
				depth--
			case outlineMark:
			case textMark:
				if m.x < left-0.01 || m.x+m.w > right+0.01 || m.y > low+0.01 || m.y < 10 {
					tb.Errorf("page %d: text at %.1f to %.1f, baseline %.1f: %.60q", n+1, m.x, m.x+m.w, m.y, m.text)
				}
				if depth == 0 {
					tb.Errorf("page %d: text outside every role: %.60q", n+1, m.text)
				}
			case lineMark, boxMark, hatchMark:
				if m.x < left-0.5 || m.x+m.w > right+0.5 || max(m.y, m.y+m.h) > low+0.6 {
					tb.Errorf("page %d: kind %d at %.1f, %.1f by %.1f, %.1f", n+1, m.kind, m.x, m.y, m.w, m.h)
				}
			}
			if depth < 0 {
				tb.Fatalf("page %d: closed what was not opened", n+1)
			}
		}
		if depth != 0 {
			tb.Errorf("page %d: %d roles left open", n+1, depth)
		}
	}
}

// checkOverlap finds texts that run into each other.
func checkOverlap(tb testing.TB, b *book) {
	tb.Helper()
	for n, p := range b.pages {
		var texts []mark
		for _, m := range p.marks {
			if m.kind == textMark {
				texts = append(texts, m)
			}
		}
		for i, a := range texts {
			for _, z := range texts[i+1:] {
				// Heights without ascenders: what counts is that baselines keep apart.
				h := half * min(a.size, z.size) * mmPerPt * 1.6
				if a.x+a.w > z.x+0.3 && z.x+z.w > a.x+0.3 && a.y-h < z.y && z.y-h < a.y {
					tb.Errorf("page %d: %.40q and %.40q overlap at y %.1f and %.1f", n+1, a.text, z.text, a.y, z.y)
				}
			}
		}
	}
}

func checkPages(tb testing.TB, r *reports.Report) *book {
	tb.Helper()
	b, err := layOut(r)
	if err != nil {
		tb.Fatal(err)
	}
	checkMargins(tb, b)
	checkOverlap(tb, b)
	for n, p := range b.pages {
		texts := 0
		for _, m := range p.marks {
			if m.kind == textMark {
				texts++
			}
		}
		if texts == 0 {
			tb.Errorf("page %d is empty", n+1)
		}
	}
	return b
}

func TestLayOut_staysInsideTheMargins(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c, func(t *testing.T) {
			t.Parallel()
			checkPages(t, report(t, c))
		})
	}
}

// texts gives what stands on a page, from top to bottom.
func texts(p *page) []mark {
	var out []mark
	for _, m := range p.marks {
		if m.kind == textMark {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, z mark) int { return cmp.Compare(a.y, z.y) })
	return out
}

// tableOf makes a report with one road map of rows of equal height.
func tableOf(tb testing.TB, counts ...int) *reports.Report {
	tb.Helper()
	r := report(tb, "worked-example")
	m := &r.RoadMaps[0]
	for h, n := range counts {
		m.Horizons[h].Rows = nil
		for i := range n {
			m.Horizons[h].Rows = append(m.Horizons[h].Rows, reports.ActionRow{Number: i + 1, Text: "Action.", Why: "A reason."})
		}
	}
	r.RoadMaps = r.RoadMaps[:1]
	return r
}

// However long the bands above are, no band stands last on a page, no row is
// alone after a break, and every page of the table has its head and a row:
// empty horizons and the closing note never fill one alone.
func TestBook_tablesBreakWell(t *testing.T) {
	t.Parallel()
	for n := 1; n < 90; n++ {
		r := tableOf(t, n%45+1, 3*(n/45), 0)
		b, err := layOut(r)
		if err != nil {
			t.Fatal(err)
		}
		checkMargins(t, b)
		m := r.RoadMaps[0]
		for k, p := range b.pages {
			if p.running != m.Running {
				continue
			}
			all := texts(p)
			last := all[len(all)-1]
			rows, heads, split := 0, 0, false
			for _, x := range all {
				switch string(x.text) {
				case m.Horizons[0].Name, m.Horizons[1].Name, m.Horizons[2].Name:
					if x.y == last.y {
						t.Errorf("%d rows, page %d: the band %q stands last", n, k+1, x.text)
					}
					if heads > 0 && split && rows == 1 {
						t.Errorf("%d rows, page %d: one row of a band stands alone", n, k+1)
					}
					split = false
				case r.Words.Continued:
					split = true
				case r.Words.Action:
					heads++
				case "Action.":
					rows++
				}
			}
			if rows == 0 {
				t.Errorf("%d rows, page %d: no row on the page", n, k+1)
			}
			if heads != 1 {
				t.Errorf("%d rows, page %d: %d heads of the table, want 1", n, k+1, heads)
			}
		}
	}
}

// A row that is taller than 60 mm is split; every other stays whole.
func TestBook_splitsOnlyTallRows(t *testing.T) {
	t.Parallel()
	b, err := layOut(report(t, "worked-example"))
	if err != nil {
		t.Fatal(err)
	}
	short := b.row(reports.ActionRow{Text: strings.Repeat("word ", 100)})
	tall := b.row(reports.ActionRow{Text: strings.Repeat("word ", 400)})
	if len(short) != 1 || short[0].height > rowMost {
		t.Errorf("a short row makes %d blocks of %.1f", len(short), short[0].height)
	}
	if len(tall) < 2 {
		t.Error("a tall row makes one block")
	}
}

// A heading has something under it.
func TestBook_headingsAreNotLast(t *testing.T) {
	t.Parallel()
	for name, r := range edges(t) {
		b, err := layOut(r)
		if err != nil {
			t.Fatal(err)
		}
		for n, p := range b.pages {
			low := 0.0
			for _, x := range texts(p) {
				if x.y > low {
					low = x.y
				}
			}
			for i, m := range p.marks {
				if m.kind != openMark || m.role != roleH1 && m.role != roleH2 && m.role != roleH3 {
					continue
				}
				if h := p.marks[i+1]; h.kind == textMark && h.y > low+0.1 && !p.bare {
					t.Errorf("%s, page %d: %q stands under everything else", name, n+1, h.text)
				}
			}
		}
	}
}

// The summary says what it says in full, in every language.
func TestSummary_cutsNothing(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		for _, lang := range languages {
			r := translated(t, c, lang)
			b, err := layOut(r)
			if err != nil {
				t.Fatal(err)
			}
			for n, p := range b.pages {
				if p.running != r.Summary.Running {
					continue
				}
				said := ""
				for _, m := range p.marks {
					if m.kind == textMark {
						said += " " + string(m.text)
					}
				}
				if strings.Contains(said, "…") {
					t.Errorf("%s %s, page %d: a text is cut: %s", c, lang, n+1, said)
				}
				for _, step := range r.Summary.First {
					words := strings.Fields(step.Text)
					if last := words[len(words)-1]; !strings.Contains(said, last) {
						t.Errorf("%s %s: the end of %q is missing", c, lang, step.Text)
					}
				}
			}
		}
	}
}

// The mock-ups' geometry, so that a change of it is a decision.
func TestStyle_baselines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		st   style
		want float64 // baseline of the first line of a block at 0
	}{{"h1", h1, 6.93}, {"lead", lead, 4.21}, {"body", body, 3.58}, {"table", table, 3.10}, {"small", small, 2.74}} {
		if got := c.st.rise(); got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("%s: baseline %.3f, want %.2f", c.name, got, c.want)
		}
	}
}
