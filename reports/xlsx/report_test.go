package xlsx_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"csi/assess"
	"csi/reports"
)

// open opens a workbook in the library that we did not write it with.
func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// raw gives the cells of a sheet as the file holds them, unrounded.
func raw(t *testing.T, f *excelize.File, sheet int) [][]string {
	t.Helper()
	rows, err := f.GetRows(f.GetSheetName(sheet), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for len(rows[i]) < 16 {
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

// figures writes numbers of the JSON as cells hold them; "" for null.
func figures(values ...any) string {
	var out []string
	for _, v := range values {
		switch v := v.(type) {
		case nil:
			out = append(out, "")
		case float64:
			out = append(out, strconv.FormatFloat(v, 'g', -1, 64))
		default:
			out = append(out, fmt.Sprint(v))
		}
	}
	return strings.Join(out, " | ")
}

// of takes figures out of an object of the JSON; all empty for null.
func of(o any, keys ...string) []any {
	m, _ := o.(map[string]any)
	out := make([]any, len(keys))
	for i, k := range keys {
		out[i] = m[k]
	}
	return out
}

// tables splits the sheet of the profile at its heads: rows by the title over
// them.
func tables(rows [][]string) map[string][][]string {
	out := map[string][][]string{}
	title := ""
	for i, r := range rows {
		switch {
		case r[1] == "" && r[0] != "" && i > 0:
			title = r[0]
		case r[0] != "" && r[0] != "Id":
			out[title] = append(out[title], r)
		}
	}
	return out
}

// TestReport_figures holds every figure of the workbook to the JSON.
func TestReport_figures(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"worked-example", "worked-example-authority", "harbour-outreach", "dublin-supervised-injecting-facility", "sample-network", "sample-peer-org"} {
		in := input(t, name, "en")
		var b bytes.Buffer
		if err := reports.WriteJSON(&b, in.Profile); err != nil {
			t.Fatal(err)
		}
		var j map[string]any
		if err := json.Unmarshal(b.Bytes(), &j); err != nil {
			t.Fatal(err)
		}
		f := open(t, written(t, reports.NewWorkbook(in)))
		got := tables(raw(t, f, 1))
		checked := 0
		hold := func(table string, i int, id any, from int, want ...any) {
			t.Helper()
			checked++
			if i >= len(got[table]) {
				t.Errorf("%s, %s: %d rows, want more", name, table, len(got[table]))
				return
			}
			r := got[table][i]
			if have := strings.Join(r[from:from+len(want)], " | "); r[0] != id || have != figures(want...) {
				t.Errorf("%s, %s, %s %v: found %s, want %s", name, table, r[0], id, have, figures(want...))
			}
		}
		counts := j["counts"].(map[string]any)
		for i, k := range []string{"items", "answered", "dont_know", "not_applicable", "blank"} {
			hold("Counts and index", i, k, 2, counts[k])
		}
		if len(got["Counts and index"]) > 6 {
			hold("Counts and index", 5, "participation_index", 2, of(j["participation_index"], "value", "low", "high")...)
		}
		cell := 0
		for i, s := range j["stages"].([]any) {
			s := s.(map[string]any)
			hold("Stages and levels", i, s["id"], 9, append([]any{s["gap_to_target"]}, of(s["depth"], "value", "low", "high")...)...)
			for _, c := range s["cells"].([]any) {
				hold("Cells: one stage at one level (0–100)", cell, s["id"], 4, of(c.(map[string]any)["score"], "value", "low", "high", "coverage")...)
				cell++
			}
		}
		for i, x := range j["breadth"].([]any) {
			x := x.(map[string]any)
			hold("How many stages reached each level", i, x["level"], 2, x["in_place"], x["applicable"])
		}
		for i, x := range j["barriers"].([]any) {
			x := x.(map[string]any)
			hold("Barriers (severity 0–100, higher is worse)", i, x["id"], 3, of(x["severity"], "value", "low", "high", "coverage")...)
		}
		for i, x := range j["sections"].([]any) {
			x := x.(map[string]any)
			hold("Sections (0–100)", i, x["id"], 2, of(x["score"], "value", "low", "high", "coverage")...)
		}
		for i, x := range j["duties"].([]any) {
			x := x.(map[string]any)
			hold("Duties of the authority (0–100)", i, x["id"], 2, of(x["score"], "value", "low", "high", "coverage")...)
		}
		actions := raw(t, f, 3)[1:]
		for i, x := range j["actions"].([]any) {
			x := x.(map[string]any)
			inPlan := slices.ContainsFunc(in.Assessment.Plan, func(e assess.PlanEntry) bool { return e.Action == x["id"] })
			selected := map[bool]string{true: "yes", false: "no"}[x["selected"].(bool) || inPlan]
			if r := actions[i]; r[0] != x["id"] || r[3] != selected || r[4] != figures(x["priority"]) {
				t.Errorf("%s: action %v, want %v", name, r[:5], x)
			}
		}
		if checked < 8 {
			t.Errorf("%s: only %d figures were compared", name, checked)
		}
	}
}

// TestReport_responses holds the responses to the assessment.
func TestReport_responses(t *testing.T) {
	t.Parallel()
	in := input(t, "harbour-outreach", "en")
	rows := raw(t, open(t, written(t, reports.NewWorkbook(in))), 2)[1:]
	for i, it := range in.Questionnaire.Items() {
		r, row := in.Assessment.Responses[it.ID], rows[i]
		value, evidence := "", ""
		if r.State == assess.Answered {
			value = strconv.Itoa(r.Value)
		}
		if r.Evidence != assess.EvidenceNotRecorded {
			evidence = strconv.Itoa(r.Evidence.Grade())
		}
		if row[0] != it.ID || row[4] != value || row[6] != evidence || row[7] != r.Reason+r.Note {
			t.Errorf("found %v, want %s %s %s %s", row, it.ID, value, evidence, r.Note)
		}
	}
}

// hostile fills every place where people write.
func hostile(t *testing.T, text string) reports.Input {
	t.Helper()
	in := planInput(t, "en")
	in.Assessment.Frame.Organisation = text
	for id, r := range in.Assessment.Responses {
		r.Note = text
		if r.State == assess.NotApplicable {
			r.Reason = text
		}
		in.Assessment.Responses[id] = r
	}
	for i := range in.Assessment.Plan {
		e := &in.Assessment.Plan[i]
		e.Owner, e.Proof, e.Text, e.DoneWhen = text, text, text, text
	}
	return in
}

func TestReport_public(t *testing.T) {
	t.Parallel()
	in := hostile(t, "SECRET")
	has := func() bool {
		book := open(t, written(t, reports.NewWorkbook(in)))
		for i := range book.GetSheetList() {
			for _, r := range raw(t, book, i) {
				if strings.Contains(strings.Join(r, " "), "SECRET") {
					return true
				}
			}
		}
		props, err := book.GetDocProps()
		return err != nil || strings.Contains(fmt.Sprint(*props), "SECRET")
	}
	if !has() {
		t.Error("the test tests nothing")
	}
	in.Options.Public = true
	if has() {
		t.Error("a public workbook holds what people wrote")
	}
}

// TestReport_plan: what the group decided stands on the sheets of the actions
// and of the plan; in public its own words and actions stand on neither.
func TestReport_plan(t *testing.T) {
	t.Parallel()
	sheets := func(public bool) (actions, plan map[string][]string) {
		in := planInput(t, "en")
		in.Options.Public = public
		f := open(t, written(t, reports.NewWorkbook(in)))
		rows := func(sheet int) map[string][]string {
			out := map[string][]string{}
			for _, r := range raw(t, f, sheet)[1:] {
				if out[r[0]] != nil {
					t.Errorf("%s stands twice on sheet %d", r[0], sheet)
				}
				out[r[0]] = r
			}
			return out
		}
		return rows(3), rows(4)
	}
	actions, plan := sheets(false)
	for _, c := range []struct {
		row  []string
		from int
		want string
	}{
		{actions["b1-2/cso/1"], 8, "3 | 1200 | EUR | "},
		{actions["ag-dia/cso/1"], 8, " | 0 | UAH | b1-2/cso/1, own/1"},
		{actions["own/1"], 1, "civil society | Within 3 months | yes |  | Власна дія."},
		{plan["b1-2/cso/1"], 8, "3 | 1200 | EUR | "},
		{plan["ag-dia/cso/1"], 8, " | 0 | UAH | b1-2/cso/1, own/1"},
		{plan["own/4"], 4, "=cmd|' /C calc'!A0 | It  stands,  twice"},
	} {
		n := strings.Count(c.want, " | ") + 1
		if c.row == nil || !strings.EqualFold(strings.Join(c.row[c.from:c.from+n], " | "), c.want) {
			t.Errorf("found %q, want %q from column %d", c.row, c.want, c.from)
		}
	}
	if got := actions["ag-dia/cso/1"]; got[2] != "Beyond 12 months" || !strings.HasPrefix(got[5], "+ a text of our own") {
		t.Errorf("the words and the horizon of the plan are not on the sheet of the actions: %q", got)
	}
	actions, plan = sheets(true)
	for _, r := range [][]string{actions["own/1"], actions["own/4"], plan["own/1"], plan["own/4"]} {
		if r != nil {
			t.Errorf("a public workbook has an action of the group's own: %q", r)
		}
	}
	for _, r := range [][]string{actions["ag-dia/cso/1"], plan["ag-dia/cso/1"]} {
		if text := strings.Join(r, " | "); strings.Contains(text, "our own") || strings.Contains(text, "own/1") || !strings.Contains(text, "b1-2/cso/1") {
			t.Errorf("a public workbook says %q", text)
		}
	}
}

// Severity has a symbol and a word beside its colour.
func TestReport_bands(t *testing.T) {
	t.Parallel()
	rows := tables(raw(t, open(t, written(t, reports.NewWorkbook(input(t, "worked-example", "en")))), 1))["Barriers (severity 0–100, higher is worse)"]
	signs := map[string]string{"low": "■□□", "moderate": "■■□", "severe": "■■■"}
	if len(rows) != 4 {
		t.Fatalf("%d barriers, want 4", len(rows))
	}
	for _, r := range rows {
		sign, word, _ := strings.Cut(r[2], " ")
		if signs[word] == "" || sign != signs[word] {
			t.Errorf("barrier %s: %q, want a word after its symbol", r[0], r[2])
		}
	}
}

// TestNoFormula holds that no text becomes a formula, and none is changed that
// a cell can hold.
func TestNoFormula(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"=1+1", "+1", "-1", "@x", "\t=1", "＝1", "'=1", "=cmd|' /C calc'!A0", "_x000D_ _x005F_", "a\x00\x1f\uFFFEb", strings.Repeat("🙂", 20000)} {
		in := hostile(t, text)
		for _, book := range []*reports.Workbook{reports.NewWorkbook(in), reports.NewPlanWorkbook(in)} {
			data := written(t, book)
			f := open(t, data)
			for i, name := range f.GetSheetList() {
				for r, row := range raw(t, f, i) {
					for c := range row {
						cell := reports.CellName(r, c)
						if formula, _ := f.GetCellFormula(name, cell); formula != "" {
							t.Fatalf("%s!%s is the formula %s", name, cell, formula)
						}
					}
				}
			}
			if !strings.ContainsAny(text, "\x00🙂") && book.Sheets[0].Protected {
				same(t, in, data)
			}
		}
	}
}

func TestReport_document(t *testing.T) {
	t.Parallel()
	in := input(t, "harbour-outreach", "uk")
	data := written(t, reports.NewWorkbook(in))
	if !bytes.Equal(data, written(t, reports.NewWorkbook(input(t, "harbour-outreach", "uk")))) {
		t.Error("twice the same report, other bytes")
	}
	f := open(t, data)
	p, err := f.GetDocProps()
	if err != nil || p.Language != "uk" || p.Creator != "" || p.LastModifiedBy != "" || !strings.Contains(p.Title, "Harbour Outreach") || p.Created != "2026-11-20T00:00:00Z" {
		t.Errorf("properties %+v (%v)", p, err)
	}
	for _, name := range f.GetSheetList() {
		l, err := f.GetPageLayout(name)
		if err != nil || *l.Size != 9 {
			t.Errorf("%s is not printed on A4", name)
		}
		if panes, err := f.GetPanes(name); err != nil || !panes.Freeze {
			t.Errorf("%s: the head does not stay", name)
		}
	}
	if l, _ := f.GetPageLayout(f.GetSheetName(4)); *l.Orientation != "landscape" {
		t.Error("the plan is not printed across")
	}
}
