package store

import (
	"crypto/rand"
	"errors"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// reopened closes a workshop and opens it again: what is there now was on the
// disk.
func reopened(t *testing.T, w *Workshop) *Workshop {
	t.Helper()
	w.Close()
	again, err := OpenWorkshop(w.Dir(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(again.Close)
	return again
}

func TestWorkshop_PutSheet_keepsDrafts(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	first := Sheet{Number: 2, Group: "cso", Card: 3, First: map[string]assess.Response{"ag-inf": value(1), "ag-con": {State: assess.DontKnow}}}
	other := Sheet{Number: 1, Group: "cso", Card: 1, First: map[string]assess.Response{"ag-inf": value(2)}}
	for _, s := range []Sheet{first, other} {
		if err := w.PutSheet(s); err != nil {
			t.Fatal(err)
		}
	}
	w = reopened(t, w)
	got, err := w.Sheets()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Sheet{other, first}, got); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	if len(w.People()) != 0 {
		t.Error("a draft is a participant; expected it not to be")
	}
}

// TestWorkshop_SaveSheet: a sheet becomes one participant, once, also when the
// program is stopped between its steps.
func TestWorkshop_SaveSheet(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	s := Sheet{Number: 1, Group: "cso", Card: 3, First: map[string]assess.Response{"ag-inf": value(1), "ag-con": {}}}

	// Stopped after the code was given: still a draft.
	given := s
	given.Code = "ABCDEFGH"
	if err := w.PutSheet(given); err != nil {
		t.Fatal(err)
	}
	w = reopened(t, w)
	sheets, err := w.Sheets()
	if err != nil || len(sheets) != 1 || sheets[0].Saved() || len(sheets[0].First) != 1 {
		t.Fatalf("found %+v, %v; expected the draft", sheets, err)
	}

	// Stopped after the participant was written: no draft any more.
	if _, err := w.Add(assess.Participant{Code: "ABCDEFGH", Group: "cso", Card: 3, From: assess.FromPaper}, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if sheets, err = w.Sheets(); err != nil || !sheets[0].Saved() || sheets[0].First != nil {
		t.Fatalf("found %+v, %v; expected it saved", sheets, err)
	}

	s.Number = 2
	if late, err := w.SaveSheet(s, rand.Reader); late != 0 || err != nil {
		t.Fatalf("late %d, %v", late, err)
	}
	w = reopened(t, w)
	sheets, _ = w.Sheets()
	p, ok := w.Person(sheets[1].Code)
	want := assess.Participant{Code: sheets[1].Code, Group: "cso", Card: 3, From: assess.FromPaper, Rounds: []map[string]assess.Response{{"ag-inf": value(1)}}}
	if diff := cmp.Diff(want, p); !ok || diff != "" {
		t.Errorf("participant (-want +got):\n%s", diff)
	}
}

func TestWorkshop_Correct(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if _, err := w.SaveSheet(Sheet{Number: 1, Group: "cso", Card: 1, First: map[string]assess.Response{"ag-inf": value(1)}}, rand.Reader); err != nil {
		t.Fatal(err)
	}
	sheets, _ := w.Sheets()
	code := sheets[0].Code
	change := func(card int, said map[string]assess.Response) error { return w.Correct(code, 1, card, said) }
	if err := change(1, map[string]assess.Response{"ag-inf": value(2)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Record(event("ag-inf", assess.TurnShown, 1), event("ag-con", assess.TurnShown, 1)); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"another response": change(1, map[string]assess.Response{"ag-inf": value(0)}),
		"taken back":       change(1, map[string]assess.Response{"ag-inf": {}}),
		"another card":     change(2, nil),
	} {
		if !errors.Is(err, ErrShown) {
			t.Errorf("%s: %v; expected ErrShown", name, err)
		}
	}
	if err := change(1, map[string]assess.Response{"ag-con": value(3)}); err != nil {
		t.Fatal(err)
	}
	w = reopened(t, w)
	p, _ := w.Person(code)
	if p.Rounds[0]["ag-inf"] != value(2) || p.Rounds[0]["ag-con"] != value(3) || !cmp.Equal(p.Late, []string{"ag-con"}) {
		t.Errorf("found %+v; expected the first correction, and the new response late", p)
	}
}

// A first round that the room has seen stays as it was, also when the person
// said something else in the second.
func TestWorkshop_Correct_earlierRound(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	said := []map[string]assess.Response{{"ag-inf": value(1)}, {"ag-inf": value(2)}}
	code, err := w.Add(assess.Participant{Group: "cso", Card: 1, From: assess.FromPaper, Rounds: said}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Record(event("ag-inf", assess.TurnShown, 1), event("ag-inf", assess.TurnShown, 2)); err != nil {
		t.Fatal(err)
	}
	if err := w.Correct(code, 1, 1, map[string]assess.Response{"ag-inf": value(0)}); !errors.Is(err, ErrShown) {
		t.Errorf("found %v; expected ErrShown", err)
	}
}

// TestWorkshop_Tally: counts come out as they went in, and people are not
// multiplied by items.
func TestWorkshop_Tally(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	many := func(counts ...int) (out []assess.Response) {
		for v, n := range counts {
			for range n {
				out = append(out, value(v))
			}
		}
		return out
	}
	counts := func(item string) []int {
		s := assess.NewSpread(w.Questionnaire("cso").Item(item), assess.Ballots(w.People(), "cso", item, 1), assess.DefaultMinimum(), false)
		return s.Counts
	}
	if err := w.Tally("cso", 1, "ag-inf", many(3, 7, 5, 1), false, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if err := w.Tally("cso", 1, "ag-con", many(9, 0, 9), false, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if n := len(w.People()); n != 18 {
		t.Errorf("%d people; expected 18", n)
	}
	if diff := cmp.Diff([]int{3, 7, 5, 1}, counts("ag-inf")); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if err := w.Tally("cso", 1, "ag-inf", many(1), false, rand.Reader); !errors.Is(err, ErrTallied) {
		t.Errorf("%v; expected ErrTallied", err)
	}
	if err := w.Tally("cso", 2, "ag-inf", many(1), false, rand.Reader); err != nil {
		t.Errorf("another card: %v", err)
	}
	w = reopened(t, w)
	if err := w.Tally("cso", 1, "ag-inf", many(2, 2), true, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{3, 2, 0, 0}, counts("ag-inf")); diff != "" {
		t.Errorf("counts after a correction (-want +got):\n%s", diff)
	}
	if n := len(w.People()); n != 19 {
		t.Errorf("%d people; expected 19", n)
	}
	// Counts that were shown stay, also where the same is counted once more.
	if err := w.Tally("cso", 1, "ag-con", many(0, 18), true, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if err := w.Record(event("ag-con", assess.TurnShown, 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Tally("cso", 1, "ag-con", many(0, 18), true, rand.Reader); !errors.Is(err, ErrShown) {
		t.Errorf("%v; expected ErrShown", err)
	}
}

// TestWorkshop_AddFilled: a file is one person, also after it was closed; one
// whose participant was never written is taken again.
func TestWorkshop_AddFilled(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	p := assess.Participant{Group: "cso", Card: 1, From: assess.FromFile, Rounds: []map[string]assess.Response{{"ag-inf": value(1)}}}
	if _, err := w.AddFilled(p, "a1", rand.Reader); err != nil {
		t.Fatal(err)
	}
	w = reopened(t, w)
	if _, err := w.AddFilled(p, "a1", rand.Reader); !errors.Is(err, ErrTaken) {
		t.Errorf("%v; expected ErrTaken", err)
	}
	d, err := w.desk()
	if err != nil {
		t.Fatal(err)
	}
	d.filled = append(d.filled, taken{"b2", "ABCDEFGH"})
	if err := w.writeDesk(d); err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddFilled(p, "b2", rand.Reader); err != nil {
		t.Errorf("stopped in between: %v", err)
	}
	if n := len(w.People()); n != 2 {
		t.Errorf("%d people; expected 2", n)
	}
}
