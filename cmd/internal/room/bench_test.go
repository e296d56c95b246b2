package room

import "testing"

// BenchmarkPage makes the pages that a room makes most, in a workshop of 200
// people who respond to all 36 items, and counts that room once. How it serves
// many phones at once is measured in cmd/csi.
func BenchmarkPage(b *testing.B) {
	h := hold(b, scene{people: 200})
	q := h.keeper.Questionnaire("cso")
	for i := range q.Sections {
		if err := h.openSection("cso", q.Sections[i].ID); err != nil {
			b.Fatal(err)
		}
	}
	h.bump()
	h.join(0)
	base := ""
	for key := range h.sessions.all {
		base = "/k/" + key
	}
	for _, page := range []struct{ name, path string }{
		{"item", base + "/r/5"}, {"now", base + "/now"}, {"join", "/"}, {"screen", "/screen"}, {"trainer", h.path(1)},
	} {
		b.Run(page.name, func(b *testing.B) {
			for b.Loop() {
				if w := h.ask("GET", page.path, "", nil); w.Code != 200 {
					b.Fatalf("the page is answered with %d", w.Code)
				}
			}
		})
	}
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			h.counts.take()
		}
	})
}
