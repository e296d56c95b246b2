package store

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

var sameFigures = cmp.Options{
	cmp.Comparer(func(a, b assess.Ratio) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b assess.Spread) bool {
		return a.Hidden == b.Hidden && a.Why == b.Why && a.Item.ID == b.Item.ID && cmp.Equal(a.Figures(), b.Figures(), ratio)
	}),
}

var ratio = cmp.Comparer(func(a, b assess.Ratio) bool { return a.Equal(b) })

func newUUID() (string, error) { return "01a1f833-df1e-7c5e-a6d0-49bab80469b9", nil }

var forgotOn = assess.Date{Year: 2026, Month: 11, Day: 20}

// answered fills a workshop: seven people on ag-inf, three on ag-con.
func answered(t *testing.T, w *Workshop) {
	t.Helper()
	w.d = hasty{}
	defer func() { w.d = system{} }()
	for i := range 7 {
		said := map[string]assess.Response{"ag-inf": value(i % 4)}
		if i < 3 {
			said["ag-con"] = value(3)
		}
		p := assess.Participant{Group: "cso", Card: 1 + i%3, From: assess.FromPaper, Rounds: []map[string]assess.Response{said}}
		if _, err := w.Add(p, rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Record(event("ag-inf", assess.TurnShown, 1), event("ag-con", assess.TurnShown, 1)); err != nil {
		t.Fatal(err)
	}
}

// traces lists what is left of participants in a folder, and every file whose
// bytes hold a code.
func traces(t *testing.T, dir string, codes []string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name := d.Name()
		if d.IsDir() || strings.Contains(name, ".tmp-") || strings.Contains(path, peopleFolder) {
			found = append(found, path)
			return nil
		}
		data, err := os.ReadFile(path)
		for _, code := range codes {
			if strings.Contains(string(data), code) {
				found = append(found, path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWorkshop_Forget(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	answered(t, w)
	before := w.Published()
	if s := before.Spreads("cso")[1]; !s.Hidden || s.Why != assess.TooSmall {
		t.Fatalf("three people are shown as %+v", s)
	}
	var codes []string
	for _, p := range w.People() {
		codes = append(codes, p.Code)
	}
	if err := os.WriteFile(filepath.Join(w.Dir(), peopleFolder, ".x.tmp-1"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.Forget(forgotOn, []byte("All was removed.\n")); err != nil {
		t.Fatal(err)
	}
	if left := traces(t, w.Dir(), codes); left != nil {
		t.Errorf("left: %q", left)
	}
	data, _ := os.ReadFile(w.ResultsFile())
	if !strings.Contains(string(data), "{item: ag-con, round: 1, hidden: too-small}") {
		t.Errorf("a small group is kept as\n%s", data)
	}
	if _, err := w.Add(assess.Participant{Group: "cso", Card: 1}, rand.Reader); !errors.Is(err, ErrForgotten) {
		t.Errorf("afterwards a participant is taken in: %v", err)
	}
	w.Close()
	again, err := OpenWorkshop(w.Dir(), shelf)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if diff := cmp.Diff(before, again.Published(), sameFigures); diff != "" {
		t.Error(diff)
	}
	if on, yes := again.Forgotten(); !yes || on != forgotOn {
		t.Errorf("Forgotten() = %v, %v", on, yes)
	}
	later := assess.Date{Year: 2027, Month: 1, Day: 1}
	if err := again.Forget(later, []byte("Again.\n")); err != nil {
		t.Errorf("a second time: %v", err)
	}
	if text, _ := os.ReadFile(again.StatementFile()); string(text) != "All was removed.\n" {
		t.Errorf("a second time changed the statement to %q", text)
	}
}

// TestWorkshop_Forget_faults lets every step fail, once or for good. Before
// the results are whole, nobody is removed; afterwards a second run completes.
func TestWorkshop_Forget_faults(t *testing.T) {
	t.Parallel()
	for _, dead := range []bool{false, true} {
		for at := 1; ; at++ {
			d := &faulty{disk: system{}, at: at, dead: dead, err: syscall.EIO}
			forgetWithFault(t, d)
			if d.step < at {
				break
			}
		}
	}
}

// countedRemovals makes removing a step as well.
type countedRemovals struct{ *faulty }

func (d countedRemovals) remove(path string) error {
	if err := d.fail("remove"); err != nil {
		return err
	}
	return d.faulty.disk.remove(path)
}

func forgetWithFault(t *testing.T, d *faulty) {
	t.Helper()
	w := openedWorkshop(t)
	answered(t, w)
	before := w.Published()
	w.d = countedRemovals{d}
	err := w.Forget(forgotOn, []byte("All was removed.\n"))
	if failed := d.step >= d.at; failed != (err != nil) {
		t.Errorf("step %d of %q: Forget() = %v", d.at, d.done, err)
	}
	w.Close()
	again, openErr := OpenWorkshop(w.Dir(), shelf)
	if openErr != nil {
		t.Fatalf("step %d of %q: %v", d.at, d.done, openErr)
	}
	defer again.Close()
	_, forgotten := again.Forgotten()
	if !forgotten && len(again.People()) != 7 {
		t.Errorf("step %d of %q: %d of 7 people are left without results", d.at, d.done, len(again.People()))
	}
	if forgotten && len(again.People()) != 0 {
		t.Errorf("step %d of %q: results and people", d.at, d.done)
	}
	if diff := cmp.Diff(before, again.Published(), sameFigures); diff != "" {
		t.Errorf("step %d of %q: %s", d.at, d.done, diff)
	}
	if err := again.Forget(forgotOn, []byte("All was removed.\n")); err != nil {
		t.Errorf("after step %d of %q: %v", d.at, d.done, err)
	}
	if left := traces(t, again.Dir(), nil); left != nil {
		t.Errorf("after step %d of %q: left %q", d.at, d.done, left)
	}
	if diff := cmp.Diff(before, again.Published(), sameFigures); diff != "" {
		t.Errorf("after step %d of %q: %s", d.at, d.done, diff)
	}
}

func TestParseResults_faults(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	head := "csi: 1\nkind: workshop-results\nworkshop: 01a1f833-df1e-7c5e-a6d0-49bab80469b8\nforgotten: 2026-11-20\ngroups:\n  - group: cso\n    items:\n      - "
	for line, code := range map[string]string{
		"{item: ag-inf, round: 1, people: 5, counts: [1, 1, 1, 1]}":                 "counts",
		"{item: ag-inf, round: 1, people: 4, counts: [1, 1, 2]}":                    "counts",
		"{item: ag-inf, round: 1, people: 4, counts: [1, 1, 1, 1], mean: 7/3}":      "mean",
		"{item: ag-inf, round: 1, people: 4, counts: [1, 1, 1, 1], low: \"1.5e9\"}": "low",
		"{item: nothing, round: 1, hidden: too-small}":                              "item-unknown",
		"{item: ag-inf, round: 1, hidden: tired}":                                   "hidden",
		"{item: ag-inf, hidden: too-small}":                                         "key-missing",
	} {
		_, err := parseResults("r", []byte(head+line+"\n"), w.parsed)
		var faults *FaultsError
		if !errors.As(err, &faults) || faults.List[0].Code != code {
			t.Errorf("%s: %v, want the fault %q", line, err, code)
		}
	}
}

func agreement(item string, r assess.Response, people int) assess.Event {
	e := event(item, assess.TurnAgreed, 1)
	e.Agreed, e.People, e.Why = r, people, "the calendar is public"
	return e
}

func TestWorkshop_Agree(t *testing.T) {
	t.Parallel()
	w := openedWorkshop(t)
	if _, err := w.Agreed("cso"); !errors.Is(err, ErrNotAgreed) {
		t.Errorf("before: %v", err)
	}
	left := event("ag-con", assess.TurnLeft, 1)
	for i, err := range []error{
		w.Agree(left, newUUID),
		w.Agree(agreement("ag-inf", value(2), 18), newUUID),
		w.Agree(agreement("ag-con", assess.Response{State: assess.DontKnow}, 12), newUUID),
		w.Agree(agreement("ag-inf", value(1), 18), newUUID),
	} {
		if err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
	doc, err := w.Agreed("cso")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]assess.Response{"ag-inf": value(1), "ag-con": {State: assess.DontKnow}}
	if diff := cmp.Diff(want, doc.Assessment.Responses); diff != "" {
		t.Error(diff)
	}
	if f := doc.Assessment.Frame; f.People != 12 || !f.Facilitated || f.Group != "cso" || f.Jurisdiction != "Port Example" || f.Date != forgotOn {
		t.Errorf("the frame is %+v", f)
	}
	if err := w.Agree(left, newUUID); err != nil {
		t.Fatal(err)
	}
	if doc, _ := w.Agreed("cso"); doc.Assessment.Responses["ag-con"] != (assess.Response{}) {
		t.Error("an item that was left open again keeps its response")
	}
	for _, bad := range []assess.Event{agreement("ag-inf", value(9), 5), agreement("nothing", value(1), 5),
		agreement("ag-inf", assess.Response{}, 5), event("ag-inf", assess.TurnShown, 1)} {
		if err := w.Agree(bad, newUUID); err == nil {
			t.Errorf("took %+v", bad)
		}
	}
}

// TestWorkshop_Agree_faults kills an agreement at every step: the log and the
// assessment are whole, and settling brings them together.
func TestWorkshop_Agree_faults(t *testing.T) {
	t.Parallel()
	for _, dead := range []bool{false, true} {
		for at := 1; ; at++ {
			w := openedWorkshop(t)
			if err := w.Agree(agreement("ag-inf", value(2), 18), newUUID); err != nil {
				t.Fatal(err)
			}
			d := &faulty{disk: system{}, at: at, dead: dead, err: syscall.ENOSPC}
			w.d = d
			err := w.Agree(agreement("ag-inf", value(1), 9), newUUID)
			w.Close()
			again, openErr := OpenWorkshop(w.Dir(), shelf)
			if openErr != nil {
				t.Fatalf("step %d of %q: %v", at, d.done, openErr)
			}
			if err := again.SettleAgreed(newUUID); err != nil {
				t.Fatalf("settling after step %d of %q: %v", at, d.done, err)
			}
			doc, readErr := again.Agreed("cso")
			if readErr != nil {
				t.Fatal(readErr)
			}
			logged := 2
			if n := len(again.Log()); n == 2 {
				logged = 1
			}
			if got := doc.Assessment.Responses["ag-inf"]; got != value(logged) || err == nil && logged != 1 {
				t.Errorf("step %d of %q: log and assessment differ: %+v", at, d.done, got)
			}
			again.Close()
			if d.step < at {
				break
			}
		}
	}
}
