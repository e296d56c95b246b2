//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// TestScreen_again asks an assessment again on a real screen: keeps, changes,
// leaves in the middle with Ctrl+C, goes on. Only what was confirmed is in the
// new file, and the old one is as it was.
func TestScreen_again(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			againSitting(t, size[0], size[1])
		})
	}
}

func againSitting(t *testing.T, width, height int) {
	data, err := os.ReadFile(filepath.Join(root, "testdata", "assessments", "worked-example.csi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	before := strings.NewReplacer("2024-11, to: 2026-10", "2023-11, to: 2025-10", "date: 2026-11-20", "date: 2025-11-20",
		"ag-inf: 2", `ag-inf: {value: 2, evidence: 2, note: "Minutes come in time."}`).Replace(string(data)) +
		"plan:\n  - {action: ag-inf/cso/1, status: done}\n  - {action: ag-con/cso/1, status: doing}\n"
	dir := t.TempDir()
	old, file := filepath.Join(dir, "last.csi.yaml"), filepath.Join(dir, "new.csi.yaml")
	if err := os.WriteFile(old, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}

	s := newScreen(t, dir, width, height)
	s.command("csi assess --again last.csi.yaml -o new.csi.yaml", "This assessment asks again what was answered on 20 November 2025")
	s.keys("End")
	s.wait("1 of 2 actions done since. 1 goes on in the new plan.", "> Go on: period and people")
	s.keys("Enter")
	s.wait("1 of 3", "since last time")
	s.keys("Enter")
	s.wait("2 of 3")
	s.write("5")
	s.keys("Enter")
	s.wait("3 of 3")
	s.keys("Enter")
	s.wait("Ready to start")
	if got := load(t, file).Assessment; len(got.Responses) != 0 || got.Previous.File != "last.csi.yaml" {
		t.Errorf("the new file starts with %+v, previous %+v", got.Responses, got.Previous)
	}
	s.keys("Enter")
	s.wait("Go on with Agenda setting")
	s.keys("Enter")
	s.wait("Last time (November 2025): 2 Established · internal record, look again", "Note then: Minutes come in time.", "Done since:", "Still so? k keeps 2 Established")
	s.keys("Down", "Up", "k")
	s.wait("√ kept ag-inf: 2 Established", "Under way:")
	s.keys("3", "Enter")
	s.wait("√ saved ag-con: 3 Formalised", "Last time (November 2025): 1 Ad hoc")
	s.keys("2", "C-c")
	s.wait("csi: stopped; 2 of 36 responses saved in new.csi.yaml")

	s.command("csi assess new.csi.yaml", "Welcome back", "2 of 36 saved")
	s.keys("Enter")
	s.wait("Last time (November 2025): 1 Ad hoc", "k keep")
	s.keys("k")
	s.wait("√ kept ag-dia: 1 Ad hoc")
	s.keys("q")
	s.wait("csi: stopped; 3 of 36 responses saved in new.csi.yaml")
	want := map[string]assess.Response{"ag-inf": {State: assess.Answered, Value: 2}, "ag-con": {State: assess.Answered, Value: 3}, "ag-dia": {State: assess.Answered, Value: 1}}
	got := load(t, file).Assessment
	if diff := cmp.Diff(want, got.Responses); diff != "" {
		t.Errorf("responses (-want +got):\n%s", diff)
	}
	if len(got.Plan) != 1 || got.Plan[0].Status != assess.Doing {
		t.Errorf("plan %+v, want the one entry that goes on", got.Plan)
	}
	if after, err := os.ReadFile(old); err != nil || string(after) != before {
		t.Errorf("the file of last time changed: %v", err)
	}
}
