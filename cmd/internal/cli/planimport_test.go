package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// planTrial is a folder with an assessment and its plan as a spreadsheet.
type planTrial struct {
	t           *testing.T
	file, sheet string
}

func newPlanTrial(t *testing.T) planTrial {
	t.Helper()
	dir := t.TempDir()
	p := planTrial{t, filepath.Join(dir, "h.csi.yaml"), filepath.Join(dir, "plan.xlsx")}
	data, err := os.ReadFile("../../../testdata/assessments/harbour-outreach.csi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p.write(string(data))
	if code, _, said := p.run("", false, "export", p.file, "-o", p.sheet); code != ExitDone {
		t.Fatal(said)
	}
	return p
}

func (p planTrial) write(text string) {
	p.t.Helper()
	if err := os.WriteFile(p.file, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func (p planTrial) text() string {
	p.t.Helper()
	data, err := os.ReadFile(p.file)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

// edit types texts into cells of the sheet.
func (p planTrial) edit(cells map[string]string) {
	p.t.Helper()
	f, err := excelize.OpenFile(p.sheet)
	if err != nil {
		p.t.Fatal(err)
	}
	for cell, text := range cells {
		if err := f.SetCellStr("Plan", cell, text); err != nil {
			p.t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		p.t.Fatal(err)
	}
}

// run calls "csi plan …" and gives what was printed.
func (p planTrial) run(input string, terminal bool, args ...string) (code int, out, said string) {
	p.t.Helper()
	var o, e bytes.Buffer
	code = Main(context.Background(), append([]string{"plan"}, args...), &Env{
		In: strings.NewReader(input), Out: &o, Err: &e, InTTY: terminal, ErrTTY: terminal,
		Getenv: func(string) string { return "" }, Width: func() int { return 80 },
		Now: func() time.Time { return time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC) },
	})
	return code, o.String(), e.String()
}

func (p planTrial) has(text string, parts ...string) {
	p.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			p.t.Errorf("found no %q in\n%s", part, text)
		}
	}
}

func TestPlanImport_takes(t *testing.T) {
	t.Parallel()
	p := newPlanTrial(t)
	before := p.text()
	p.edit(map[string]string{"G3": "Board", "M3": "done", "E23": "Our own step", "C23": "civil society", "D23": "Within 3 months"})
	p.write(strings.Replace(before, `owner: "Office"`, `owner: "Treasurer"`, 1))
	before = p.text()
	code, out, said := p.run("", false, "import", p.sheet, p.file, "--dry-run")
	if code != ExitDone || p.text() != before {
		t.Errorf("a trial gave %d and wrote: %s", code, said)
	}
	p.has(out, "Plan!G3 · b1-2/cso/1, Owner (a role): Coordinator → Board", "own/1: added to the plan")
	p.has(said, "3 changes would be written")
	code, _, said = p.run("", false, "import", p.sheet, p.file)
	if code != ExitDone {
		t.Fatal(said)
	}
	p.has(p.text(), `{action: b1-2/cso/1, owner: "Board", due: 2027-01-15, status: done, since: 2026-12-24`, `owner: "Treasurer"`,
		`{action: own/1, for: cso, horizon: short, text: "Our own step"}`)
	// The same sheet once more: its new row still has no id, and yet the own
	// action is not taken twice.
	code, out, said = p.run("", false, "import", p.sheet, p.file)
	if code != ExitDone || out != "" {
		t.Errorf("the second time: %d\n%s", code, out)
	}
	p.has(said, "the sheet changes nothing")
}

func TestPlanImport_conflicts(t *testing.T) {
	t.Parallel()
	p := newPlanTrial(t)
	p.edit(map[string]string{"G3": "Board", "H3": "2027-03-01"})
	changed := strings.Replace(p.text(), `owner: "Coordinator", due: 2027-01-15`, `owner: "Treasurer", due: 2027-01-20`, 1)
	p.write(changed)
	code, out, said := p.run("", false, "import", p.sheet, p.file)
	if code != ExitFailure || p.text() != changed {
		t.Errorf("conflicts gave %d, or the file was written", code)
	}
	p.has(out, "Plan!G3 · b1-2/cso/1, Owner (a role)", "at export: Coordinator", "sheet: Board", "file: Treasurer", "Plan!H3", "2027-03-01", "2027-01-20")
	p.has(said, "2 cells were changed in the sheet and in the file; nothing was written", "--take sheet or --take file")

	if code, _, _ := p.run("s\nq\n", true, "import", p.sheet, p.file); code != ExitStopped || p.text() != changed {
		t.Errorf("stopping gave %d, or the file was written", code)
	}
	if code, _, _ := p.run("", true, "import", p.sheet, p.file); code != ExitStopped || p.text() != changed {
		t.Errorf("the end of the input gave %d, or the file was written", code)
	}
	if code, _, said := p.run("x\ns\nf\n", true, "import", p.sheet, p.file); code != ExitDone {
		t.Errorf("deciding gave %d: %s", code, said)
	}
	p.has(p.text(), `owner: "Board", due: 2027-01-20`)
	p.write(changed)
	if code, _, _ := p.run("", false, "import", p.sheet, p.file, "--take", "file"); code != ExitDone || p.text() != changed {
		t.Errorf("--take file gave %d, or changed something", code)
	}
	if code, _, _ := p.run("", false, "import", p.sheet, p.file, "--take", "sheet"); code != ExitDone {
		t.Errorf("--take sheet gave %d", code)
	}
	p.has(p.text(), `owner: "Board", due: 2027-03-01`)
}

func TestPlanImport_faults(t *testing.T) {
	t.Parallel()
	p := newPlanTrial(t)
	before := p.text()
	p.edit(map[string]string{"H3": "soon", "M4": "late", "L3": "own/9", "O3": "private words"})
	code, _, said := p.run("", false, "import", p.sheet, p.file)
	if code != ExitFaults || p.text() != before {
		t.Errorf("faults gave %d, or the file was written", code)
	}
	p.has(said, "plan.xlsx: Plan!H3: found “soon”; expected a day, such as 2027-02-01 [date]", "Plan!M4: found “late”; expected one of planned, doing, done, dropped [choice]", "2 faults in")
	if strings.Contains(said, "private words") {
		t.Error("a message holds what a person wrote")
	}
	p.edit(map[string]string{"H3": "", "M4": ""})
	code, _, said = p.run("", false, "import", p.sheet, p.file)
	if code != ExitFaults || p.text() != before {
		t.Errorf("an action that waits for nothing gave %d", code)
	}
	p.has(said, "Plan!L3: found own/9, which the plan does not hold; expected an action of the plan [depends-missing]")
	p.edit(map[string]string{"L3": "ag-dia/cso/1", "L4": "b1-2/cso/1"})
	_, _, said = p.run("", false, "import", p.sheet, p.file)
	p.has(said, "wait for each other: ", "[depends-loop]")
}
