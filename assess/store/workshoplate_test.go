package store

import (
	"crypto/rand"
	"errors"
	"path/filepath"
	"testing"

	"csi/assess"
)

// lateWorkshop has five people who were shown and five who came in later.
func lateWorkshop(t *testing.T) (*Workshop, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "day")
	w, err := CreateWorkshop(dir, &assess.Workshop{
		ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Language: "en", Minutes: 120, Minimum: assess.DefaultMinimum(),
		Created: assess.Date{Year: 2026, Month: 11, Day: 20},
		Parties: []assess.Party{{Group: "cso", Questionnaire: assess.Ref{ID: "small", Version: "1.2.0"}}},
	}, shelf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	for i := range 10 {
		p := assess.Participant{Group: "cso", From: assess.FromPaper,
			Rounds: []map[string]assess.Response{{"ag-inf": {State: assess.Answered, Value: i % 4}}}}
		if _, err := w.Add(p, rand.Reader); err != nil {
			t.Fatal(err)
		}
		if i == 4 {
			if err := w.RecordShown("2026-11-20T10:00:00Z", []assess.Showing{{Group: "cso", Item: "ag-inf", Round: 1}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return w, dir
}

func shownPeople(w *Workshop) int { return w.Published().Spreads("cso")[0].People }

func TestWorkshop_countLate(t *testing.T) {
	t.Parallel()
	w, dir := lateWorkshop(t)
	if n := shownPeople(w); n != 5 {
		t.Fatalf("before: shown of %d people, want 5", n)
	}
	if err := w.CountLate("2026-11-20T11:00:00Z", []assess.Showing{{Group: "cso", Item: "ag-inf", Round: 1}}); err != nil {
		t.Fatal(err)
	}
	again, err := ReadWorkshop(dir, shelf)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := shownPeople(w), shownPeople(again); a != 10 || b != 10 {
		t.Errorf("shown of %d people, read again of %d; want 10", a, b)
	}
	if left := assess.Uncounted(again.Log()); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

// A disk that fails after every step: whoever reads the workshop then counts
// all late ones or none of them, and the next call completes the count.
func TestWorkshop_countLateInterrupted(t *testing.T) {
	t.Parallel()
	for step := range 12 {
		w, dir := lateWorkshop(t)
		w.d = &failsAfter{disk: w.d, left: step}
		failed := w.CountLate("2026-11-20T11:00:00Z", []assess.Showing{{Group: "cso", Item: "ag-inf", Round: 1}})
		w.Close()
		read, err := ReadWorkshop(dir, shelf)
		if err != nil {
			t.Fatal(err)
		}
		if n := shownPeople(read); n != 5 && n != 10 {
			t.Errorf("interrupted after %d saves: shown of %d people, want 5 or 10", step, n)
		}
		if failed == nil {
			continue
		}
		open, err := OpenWorkshop(dir, shelf)
		if err != nil {
			t.Fatal(err)
		}
		ready := assess.CountLate(ptr(open.Workshop()), open.Questionnaire, open.People(), open.Log()).Ready
		if err := open.CountLate("2026-11-20T12:00:00Z", ready); err != nil {
			t.Fatal(err)
		}
		again, err := ReadWorkshop(dir, shelf)
		if err != nil {
			t.Fatal(err)
		}
		if n := shownPeople(again); n != 10 || len(assess.Uncounted(again.Log())) > 0 {
			t.Errorf("completed after %d saves: shown of %d people, left %v", step, n, assess.Uncounted(again.Log()))
		}
		open.Close()
	}
}

func ptr[T any](v T) *T { return &v }

// failsAfter lets some files be renamed into place and refuses all others.
type failsAfter struct {
	disk
	left int
}

func (f *failsAfter) rename(from, to string) error {
	if f.left == 0 {
		return errors.New("the disk is gone")
	}
	f.left--
	return f.disk.rename(from, to)
}
