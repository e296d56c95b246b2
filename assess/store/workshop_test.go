package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

func aWorkshop() *assess.Workshop {
	return &assess.Workshop{
		ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Title: "Port Example, spring", Language: "en",
		Created: assess.Date{Year: 2026, Month: 11, Day: 20}, Minutes: 120, Cards: 3, Minimum: assess.DefaultMinimum(),
		Parties: []assess.Party{{Group: "cso", Questionnaire: assess.Ref{ID: "small", Version: "1.2.0"}}},
		Frame:   assess.Frame{Jurisdiction: "Port Example", Policy: "Drug strategy", Group: "cso"},
	}
}

func openedWorkshop(t *testing.T) *Workshop {
	t.Helper()
	w, err := CreateWorkshop(filepath.Join(t.TempDir(), "day"), aWorkshop(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

func event(item string, turn assess.Turn, round int) assess.Event {
	return assess.Event{At: "2026-11-20T10:15:00Z", Group: "cso", Item: item, Turn: turn, Round: round}
}

func join(t *testing.T, w *Workshop, card int) string {
	t.Helper()
	code, err := w.Join("cso", card, assess.FromPhone, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func value(v int) assess.Response { return assess.Response{State: assess.Answered, Value: v} }

func TestWorkshop_keepsEverything(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	code := join(t, w, 2)
	steps := []error{
		w.Record(event("ag-inf", assess.TurnOpened, 1), event("ag-con", assess.TurnOpened, 1)),
		w.Respond(code, "ag-inf", 1, value(1)),
		w.Respond(code, "ag-con", 1, assess.Response{State: assess.DontKnow}),
		w.Record(event("ag-inf", assess.TurnShown, 1)),
		w.Record(event("ag-inf", assess.TurnOpened, 2)),
		w.Respond(code, "ag-inf", 2, value(2)),
		w.Record(assess.Event{At: "2026-11-20T10:30:00Z", Group: "cso", Item: "ag-inf", Turn: assess.TurnAgreed, Round: 2,
			Agreed: value(2), People: 7, Why: "the calendar is public", Object: "two saw it \"once\"\nonly"}),
		w.Change(func(w *assess.Workshop) { w.Minimum.People, w.Title = 8, "Another day" }),
	}
	for i, err := range steps {
		if err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
	before := []any{w.Workshop(), w.People(), w.Log(), w.Stand("cso", "ag-inf")}
	if _, err := OpenWorkshop(w.Dir(), shelf); !errors.Is(err, ErrLocked) {
		t.Errorf("a second process got %v, want ErrLocked", err)
	}
	w.Close()
	again, err := OpenWorkshop(w.Dir(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if diff := cmp.Diff(before, []any{again.Workshop(), again.People(), again.Log(), again.Stand("cso", "ag-inf")}); diff != "" {
		t.Error(diff)
	}
	p, _ := again.Person(code)
	if got := p.Standing("ag-inf", 2); got != value(2) {
		t.Errorf("stands at %+v after the second round", got)
	}
}

func TestWorkshop_roundsAreFrozen(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	code := join(t, w, 1)
	if err := w.Respond(code, "ag-inf", 1, value(1)); !errors.Is(err, ErrRoundClosed) {
		t.Errorf("before opening: %v", err)
	}
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Respond(code, "ag-inf", 2, value(1)); !errors.Is(err, ErrRoundClosed) {
		t.Errorf("into another round: %v", err)
	}
	if err := w.Respond("AAAAAAAA", "ag-inf", 1, value(1)); !errors.Is(err, ErrNoParticipant) {
		t.Errorf("with a strange code: %v", err)
	}
	if err := w.Respond(code, "ag-inf", 1, value(1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Record(event("ag-inf", assess.TurnClosed, 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Respond(code, "ag-inf", 1, value(3)); !errors.Is(err, ErrRoundClosed) {
		t.Errorf("after closing: %v", err)
	}
	if p, _ := w.Person(code); p.Standing("ag-inf", 1) != value(1) {
		t.Error("a late response changed what stands")
	}
}

func TestWorkshop_Change_neverLowersTheMinimum(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	set := func(n int) error { return w.Change(func(w *assess.Workshop) { w.Minimum.People = n }) }
	if err := errors.Join(set(9), set(6)); err != nil {
		t.Fatalf("before any response: %v", err)
	}
	if err := set(4); err == nil {
		t.Error("a minimum under that of the rules was taken")
	}
	code := join(t, w, 1)
	if err := errors.Join(w.Record(event("ag-inf", assess.TurnOpened, 1)), w.Respond(code, "ag-inf", 1, value(1))); err != nil {
		t.Fatal(err)
	}
	if err := set(5); !errors.Is(err, ErrMinimum) {
		t.Errorf("lowering gives %v, want ErrMinimum", err)
	}
	if err := errors.Join(set(7), set(8)); err != nil {
		t.Errorf("raising gives %v", err)
	}
	// What groups were seen under is known to whoever opens it next.
	again, err := ReadWorkshop(w.Dir(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Workshop(); got.Minimum.People != 8 || got.Before.People != 6 {
		t.Errorf("the minimum is %v, was %v; want 8, was 6", got.Minimum, got.Before)
	}
}

// The files of the people do not tell who responded when.
func TestWorkshop_Respond_keepsNoTime(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	for range 3 {
		join(t, w, 1)
	}
	code := join(t, w, 2)
	if err := errors.Join(w.Record(event("ag-inf", assess.TurnOpened, 1)), w.Respond(code, "ag-inf", 1, value(1))); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Join(w.Dir(), peopleFolder))
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files, %v; expected 4", len(files), err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if at := info.ModTime().UTC().Format(time.RFC3339); at != "2026-11-20T12:00:00Z" {
			t.Errorf("%s has the time %s; expected noon of the day of the workshop", f.Name(), at)
		}
	}
}

func TestWorkshop_Add_marksLateResponses(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if err := w.Record(event("ag-inf", assess.TurnOpened, 1), event("ag-inf", assess.TurnShown, 1)); err != nil {
		t.Fatal(err)
	}
	said := map[string]assess.Response{"ag-inf": value(1), "ag-con": value(2)}
	if _, err := w.Add(assess.Participant{Group: "cso", Card: 1, From: assess.FromPaper, Rounds: []map[string]assess.Response{said}}, rand.Reader); err != nil {
		t.Fatal(err)
	}
	people := w.People()
	if n := len(assess.Ballots(people, "cso", "ag-inf", 1)); n != 0 {
		t.Error("what came after the spread was shown is counted")
	}
	if n := len(assess.Ballots(people, "cso", "ag-con", 1)); n != 1 {
		t.Error("what was not shown yet is not counted")
	}
}

// Many phones at once, while rounds close: what was confirmed is there after
// reopening, what was refused is not.
func TestWorkshop_manyAtOnce(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	items := []string{"ag-inf", "ag-con", "ag-dia"}
	for _, it := range items {
		if err := w.Record(event(it, assess.TurnOpened, 1)); err != nil {
			t.Fatal(err)
		}
	}
	type said struct{ code, item string }
	var mu sync.Mutex
	confirmed := map[said]int{}
	var wg sync.WaitGroup
	for i := range 12 {
		code := join(t, w, 1+i%3)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range 4 {
				for _, it := range items {
					err := w.Respond(code, it, 1, value(v))
					if err == nil {
						mu.Lock()
						confirmed[said{code, it}] = v
						mu.Unlock()
					} else if !errors.Is(err, ErrRoundClosed) {
						t.Error(err)
					}
				}
			}
		}()
	}
	for _, it := range items {
		if err := w.Record(event(it, assess.TurnClosed, 1)); err != nil {
			t.Fatal(err)
		}
	}
	wg.Wait()
	w.Close()
	again, err := ReadWorkshop(w.Dir(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, p := range again.People() {
		for _, it := range items {
			v, ok := confirmed[said{p.Code, it}]
			got := p.Standing(it, 1)
			if ok != (got.State == assess.Answered) || ok && got.Value != v {
				t.Errorf("%s: %+v, confirmed %v %d", it, got, ok, v)
			}
			n++
		}
	}
	if n != 36 {
		t.Errorf("found %d responses to look at", n)
	}
}

// A step of a save that fails leaves what was there, and the next try works.
func TestWorkshop_faults(t *testing.T) {
	t.Parallel()
	for at := 1; at <= 3; at++ {
		w := openedWorkshop(t)
		code := join(t, w, 1)
		if err := w.Record(event("ag-inf", assess.TurnOpened, 1)); err != nil {
			t.Fatal(err)
		}
		w.d = &faulty{disk: system{}, at: at, err: syscall.ENOSPC}
		err := w.Respond(code, "ag-inf", 1, value(2))
		if !errors.Is(err, ErrNoSpace) {
			t.Fatalf("step %d: %v, want ErrNoSpace", at, err)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the message tells a path: %v", err)
		}
		if p, _ := w.Person(code); p.Standing("ag-inf", 1) != (assess.Response{}) {
			t.Error("what was not confirmed stands")
		}
		if err := w.Respond(code, "ag-inf", 1, value(2)); err != nil {
			t.Errorf("the second try: %v", err)
		}
	}
}

func TestReadWorkshop_faults(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	code := join(t, w, 1)
	w.Close()
	person := filepath.Join(w.Dir(), "people", code+".yaml")
	for name, c := range map[string]struct{ file, content, want string }{
		"other workshop": {person, "csi: 1\nkind: participant\nworkshop: 01a1f833-df1e-7c5e-a6d0-49bab80469b9\ncode: " + code + "\ngroup: cso\n", "another workshop"},
		"other kind":     {person, "csi: 1\nkind: assessment\n", "expected a participant"},
		"value":          {person, "csi: 1\nkind: participant\nworkshop: 01a1f833-df1e-7c5e-a6d0-49bab80469b8\ncode: " + code + "\ngroup: cso\nrounds:\n  - {ag-inf: 9}\n", "not on its scale"},
		"log":            {filepath.Join(w.Dir(), "log.yaml"), "csi: 1\nkind: workshop-log\nworkshop: x\nevents:\n  - {at: noon, group: cso, item: ag-inf, turn: opened, round: 1}\n", "at is no time"},
		"minimum":        {filepath.Join(w.Dir(), "workshop.yaml"), strings.Replace(string(marshalWorkshop(aWorkshop())), "people: 5", "people: 4", 1), "people is out of range"},
	} {
		old, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(c.file, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = ReadWorkshop(w.Dir(), shelf)
		var faults *FaultsError
		if !errors.As(err, &faults) || !strings.Contains(fmt.Sprint(faults.List), c.want) {
			t.Errorf("%s: %v, want a fault with %q", name, err, c.want)
		}
		if err := os.WriteFile(c.file, old, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ReadWorkshop(t.TempDir(), shelf); !errors.Is(err, ErrNoWorkshop) {
		t.Errorf("an empty folder gives %v", err)
	}
}

func TestReadCode(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"7k3m 9qwx": "7K3M9QWX", "7K3M-9QWX": "7K3M9QWX", " 7K3M9QWX ": "7K3M9QWX",
		"7K3M9QW": "", "7K3M9QW1": "", "../../..": "", "": "",
	} {
		if got := ReadCode(typed); got != want {
			t.Errorf("ReadCode(%q) = %q, want %q", typed, got, want)
		}
	}
}
