package pdf

import (
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
