package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// agree holds that the quick reader gives what Parse gives, or nothing.
func agree(t *testing.T, data []byte) bool {
	t.Helper()
	r := NewReader(shelf)
	quick := r.canonical(data)
	// A reader that read something else before, or stopped in the middle of
	// it, gives the same.
	for _, before := range [][]byte{richFile(), richFile()[:len(richFile())*2/3], data} {
		used := NewReader(shelf)
		used.canonical(before)
		again := used.canonical(data)
		if (again == nil) != (quick == nil) {
			t.Fatalf("a fresh reader takes it: %t; a used one: %t\n%s", quick != nil, again != nil, data)
		}
		if quick != nil {
			if d := cmp.Diff(quick.Assessment, again.Assessment); d != "" || quick.Questionnaire.ID != again.Questionnaire.ID {
				t.Fatalf("a used reader reads something else (- fresh, + used):\n%s\n%s", d, data)
			}
		}
	}
	if quick == nil {
		return false
	}
	slow, err := Parse("x", data, shelf)
	if err != nil {
		t.Fatalf("the quick reader takes what Parse refuses: %s\n%s", faultsOf(t, err), data)
	}
	if d := cmp.Diff(slow.Assessment, quick.Assessment); d != "" {
		t.Fatalf("the quick reader reads something else (- Parse, + quick):\n%s\n%s", d, data)
	}
	return true
}

func TestParseQuick_fixtures(t *testing.T) {
	t.Parallel()
	n := 0
	for _, dir := range []string{"ok", "err", ""} {
		files, _ := filepath.Glob(filepath.Join(fixtures, dir, "*"))
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				continue // a folder
			}
			if agree(t, data) {
				n++
				if dir == "err" && !strings.HasSuffix(file, ".out") {
					t.Errorf("%s has faults, and was taken", file)
				}
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d files were read quickly", n)
	}
}

// rich is an assessment with everything that the quick reader knows.
func rich() *assess.Assessment {
	a := sample()
	a.Frame.Organisation = "Harbour \"Outreach\" \\ é ї"
	a.Frame.Relations = []string{"adviser"}
	a.Targets = map[assess.Stage]assess.Level{assess.Drafting: assess.Partnership, assess.Decision: assess.Information}
	a.Responses = map[string]assess.Response{
		"ag-inf": {State: assess.Answered, Value: 3, Evidence: assess.NoEvidence, Note: "one\ntwo\tthree", Flag: true},
		"re-inf": {State: assess.NotApplicable, Reason: "none \u00a0 due"},
		"ag-con": {State: assess.DontKnow}, "dr-con": {Note: "later"},
		"b1-1": {State: assess.Answered}, "1e-3": {State: assess.Answered, Value: 2}, "1": {State: assess.Answered, Value: 1},
	}
	a.Plan = []assess.PlanEntry{{Action: "ag-dia/cso/1", Owner: "coordinator", Status: assess.Doing, Due: assess.Date{Year: 2027, Month: 2, Day: 28}},
		{Action: "ag-dia/authority/1", Proof: "page"}}
	return a
}

// richFile is the file of rich.
var richFile = sync.OnceValue(func() []byte { return Marshal(rich(), small()) })

// What the program writes is read quickly, in both layouts, and alike.
func TestParseQuick_roundTrip(t *testing.T) {
	t.Parallel()
	plain := sample()
	delete(plain.Responses, "no") // a word that YAML could take for false is left to Parse
	for _, a := range []*assess.Assessment{plain, rich()} {
		file := Marshal(a, small())
		if !agree(t, file) {
			t.Errorf("not read quickly:\n%s", file)
		}
		line, err := MarshalLine(a, small())
		if err != nil {
			t.Fatal(err)
		}
		if !agree(t, bytes.TrimSuffix(line, []byte("\n"))) {
			t.Errorf("not read quickly:\n%s", line)
		}
		one, _ := ParseQuick("x", file, shelf)
		two, err := ParseQuick("x", line, shelf)
		if err != nil {
			t.Fatal(faultsOf(t, err))
		}
		if d := cmp.Diff(one.Assessment, two.Assessment); d != "" {
			t.Errorf("the two layouts differ:\n%s", d)
		}
	}
}

// Any one byte that changes gives what Parse gives, or goes to Parse.
func TestParseQuick_everyByte(t *testing.T) {
	t.Parallel()
	file := Marshal(rich(), small())
	line, _ := MarshalLine(rich(), small())
	for _, data := range [][]byte{file, bytes.TrimSpace(line)} {
		for i := range data {
			for _, c := range []byte("\n \",:{}[]0-\\#x") {
				if bytes.IndexByte([]byte("\n\",:{}- "), data[i]) < 0 && i%3 != int(c)%3 {
					continue // a third will do where no structure is
				}
				changed := bytes.Clone(data)
				changed[i] = c
				agree(t, changed)
			}
			agree(t, append(bytes.Clone(data[:i]), data[i+1:]...))
		}
	}
}

func FuzzParseQuick(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join(fixtures, "*", "*.yaml"))
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	line, _ := MarshalLine(rich(), small())
	f.Add(bytes.TrimSpace(line))
	f.Add(Marshal(rich(), small()))
	f.Fuzz(func(t *testing.T, data []byte) { agree(t, data) })
}
