package form

import (
	"path/filepath"
	"testing"

	"csi/assess"
	"csi/assess/store"
)

// A key press until the screen is drawn.
func BenchmarkKeyToScreen(b *testing.B) {
	s, _ := sitting(false)
	f := newFlow(Terminal{Now: november, Getenv: env("TERM", "xterm-256color")}, s)
	f.begin()
	d := &driver{f: f, u: f.u}
	d.press("enter")
	for i := 0; b.Loop(); i++ {
		d.press([]string{"1", "2"}[i%2])
		_ = f.u.View()
	}
}

// Enter until the next item is drawn, with the response on the disk.
func BenchmarkEnterToNextItem(b *testing.B) {
	s, _ := sitting(false)
	file, err := store.Create(filepath.Join(b.TempDir(), "bench.csi.yaml"), s.Questionnaire)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(file.Close)
	s.Assessment.ID = "01936b2e-0000-7000-8000-000000000000"
	s.Save = func(a *assess.Assessment) error { return file.Save(a) }
	if err := s.Save(s.Assessment); err != nil {
		b.Fatal(err)
	}
	f := newFlow(Terminal{Now: november, Getenv: env("TERM", "xterm-256color")}, s)
	f.begin()
	d := &driver{f: f, u: f.u}
	for i := 0; b.Loop(); i++ {
		f.openItem(0)
		d.press([]string{"1", "2"}[i%2], "enter")
		_ = f.u.View()
		if r := s.Assessment.Responses["ag-inf"]; r.Value != 1+i%2 {
			b.Fatalf("not saved: %+v", r)
		}
	}
}
