package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// written renders to text.
func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func markdown(t *testing.T, in reports.Input) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return reports.WriteMarkdown(w, reports.Build(in)) })
}

func table(t *testing.T, in reports.Input) string {
	t.Helper()
	return written(t, func(w io.Writer) error { return reports.WriteCSV(w, reports.Build(in), in.Profile) })
}

// rows reads a CSV without its byte order mark and head.
func rows(t *testing.T, text string) [][]string {
	t.Helper()
	bare, found := strings.CutPrefix(text, "\uFEFF")
	if !found {
		t.Error("no byte order mark: a spreadsheet would not read it as UTF-8")
	}
	all, err := csv.NewReader(strings.NewReader(bare)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// written by people: whatever could act as markup or formula.
const evil = "=1+1|</td><script>alert(1)</script>[x](javascript:y) `a` **b** <!-- \n# head\n- list\n1. one\n@sum \u202Eback"

// withTexts fills every place where people write.
func withTexts(t *testing.T, text string) reports.Input {
	t.Helper()
	q, a := read(t, "harbour-outreach")
	a.Frame.Organisation = text
	for id, r := range a.Responses {
		r.Note = text
		if r.State == assess.NotApplicable {
			r.Reason = text
		}
		a.Responses[id] = r
	}
	for i := range a.Plan {
		a.Plan[i].Owner, a.Plan[i].Proof = text, text
	}
	return input(q, a)
}

func TestGoldenForms(t *testing.T) {
	t.Parallel()
	all := states(t)
	for _, name := range []string{"harbour-outreach", "sample-peer-org", "not-applicable"} {
		golden(t, name+".md", []byte(markdown(t, all[name])))
		golden(t, name+".csv", []byte(table(t, all[name])))
	}
	for _, name := range []string{"harbour-outreach.pair", "all-in-place.pair"} {
		golden(t, name+".md", []byte(markdown(t, all[name])))
		golden(t, name+".txt", document(t, reports.Build(all[name]), reports.TextOptions{}))
	}
	in := all["harbour-outreach"]
	in.Options.Public = true
	golden(t, "harbour-outreach.public.md", []byte(markdown(t, in)))
	golden(t, "harbour-outreach.public.csv", []byte(table(t, in)))
	golden(t, "codebook.csv", []byte(written(t, func(w io.Writer) error { return reports.WriteCodebook(w, phrases.New("en")) })))
}

func TestPublicForms(t *testing.T) {
	t.Parallel()
	in := withTexts(t, "SECRET")
	for name, write := range map[string]func(*testing.T, reports.Input) string{"markdown": markdown, "csv": table} {
		if !strings.Contains(write(t, in), "SECRET") {
			t.Errorf("%s: the test tests nothing", name)
		}
		public := in
		public.Options.Public = true
		if strings.Contains(write(t, public), "SECRET") {
			t.Errorf("%s: a public report holds what people wrote", name)
		}
	}
}

func TestCSV_noFormula(t *testing.T) {
	t.Parallel()
	for _, text := range []string{evil, "+1", "-1", "@x", "\t=1", " =1", "\r\n=1", "\u202E=1", "＝1"} {
		for _, row := range rows(t, table(t, withTexts(t, text))) {
			for i, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠ ", []rune(cell)[0]) {
					t.Fatalf("column %d begins like a formula: %q", i, cell)
				}
			}
		}
	}
}

// TestCSV_codebook holds that every figure is explained, in every language,
// and that nothing is explained that never comes.
func TestCSV_codebook(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for _, in := range states(t) {
		for _, row := range rows(t, table(t, in)) {
			found[row[4]+" "+row[7]] = true
		}
	}
	for _, lang := range phrases.Languages() {
		explained := map[string]bool{}
		book := written(t, func(w io.Writer) error { return reports.WriteCodebook(w, phrases.New(lang)) })
		for _, row := range rows(t, book) {
			if row[4] == "" || strings.Contains(row[4], "codebook.") {
				t.Errorf("%s: %v has no meaning", lang, row)
			}
			if row[0] == "figure" {
				explained[row[1]+" "+row[2]] = true
			}
		}
		for f := range found {
			if !explained[f] {
				t.Errorf("%s: the codebook does not explain %s", lang, f)
			}
		}
		for f := range explained {
			if !found[f] {
				t.Errorf("%s: the codebook explains %s, which no state has", lang, f)
			}
		}
	}
}

// TestCSV_equalsJSON holds the figures of the table to those of the profile.
func TestCSV_equalsJSON(t *testing.T) {
	t.Parallel()
	type score struct{ Value, Low, High, Coverage *float64 }
	for name, in := range states(t) {
		var j struct {
			Counts map[string]float64
			Index  *score `json:"participation_index"`
			Stages []struct {
				ID    string
				Gap   *float64 `json:"gap_to_target"`
				Depth *score
				Cells []struct {
					Level string
					Score *score
				}
			}
			Barriers []struct {
				ID       string
				Severity *score
			}
			Sections []struct {
				ID    string
				Score *score
			}
			Actions []struct {
				ID       string
				Priority float64
			}
		}
		if err := json.Unmarshal(profileJSON(t, in), &j); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, row := range rows(t, table(t, in)) {
			got[strings.Join(row[4:8], " ")] = row[8]
		}
		same := func(key string, want *float64) {
			cell, ok := got[key]
			v, err := strconv.ParseFloat(cell, 64)
			if !ok || want == nil && cell != "" || want != nil && (err != nil || v != *want) {
				t.Errorf("%s: %s is %q; expected %v", name, key, cell, want)
			}
		}
		scores := func(key, figure string, s *score) {
			if s == nil {
				s = &score{}
			}
			same(key+" "+figure, s.Value)
			same(key+" "+figure+"_low", s.Low)
			same(key+" "+figure+"_high", s.High)
		}
		for figure, n := range j.Counts {
			same("counts   "+figure, &n)
		}
		scores("report  ", "participation_index", j.Index)
		for _, s := range j.Stages {
			same("stage "+s.ID+"  gap_to_target", s.Gap)
			scores("stage "+s.ID+" ", "depth", s.Depth)
			for _, c := range s.Cells {
				scores("cell "+s.ID+" "+c.Level, "score", c.Score)
			}
		}
		for _, b := range j.Barriers {
			scores("barrier "+b.ID+" ", "severity", b.Severity)
		}
		for _, s := range j.Sections {
			scores("section "+s.ID+" ", "score", s.Score)
		}
		for _, a := range j.Actions {
			same("action "+a.ID+"  priority", &a.Priority)
		}
	}
}

// TestMarkdown_textStaysText holds that nothing people wrote becomes markup.
func TestMarkdown_textStaysText(t *testing.T) {
	t.Parallel()
	got := markdown(t, withTexts(t, evil))
	for _, no := range []string{"\n# head", "\n- list", "> - list", "> 1. one", "> # head", "\u202E", "** b"} {
		if strings.Contains(got, no) {
			t.Errorf("found %q", no)
		}
	}
	bare := strings.NewReplacer(`\\`, "", `\<`, "", `\[`, "", `\]`, "", "\\`", "", `\|`, "").Replace(got)
	for _, no := range []string{"<script", "</td", "[x]", "<!--", "`"} {
		if strings.Contains(bare, no) {
			t.Errorf("found %q unescaped", no)
		}
	}
	for i, line := range strings.Split(bare, "\n") {
		if strings.HasPrefix(line, "| ") && strings.Count(line, "|") < 4 {
			t.Errorf("line %d is no whole row: %s", i+1, line)
		}
	}
	columns := 0
	for i, line := range strings.Split(bare, "\n") {
		n := strings.Count(line, "|")
		if strings.HasPrefix(line, "|") && columns > 0 && n != columns {
			t.Errorf("line %d has %d cells, its table %d", i+1, n-1, columns-1)
		}
		columns = 0
		if strings.HasPrefix(line, "|") {
			columns = n
		}
	}
}

// TestProfileSchema holds the JSON of every state to the published schema, and
// the schema to refusing what is none.
func TestProfileSchema(t *testing.T) {
	t.Parallel()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.ProfileSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("profile.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("profile.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(data string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	all := states(t)
	for name, in := range all {
		if err := check(string(profileJSON(t, in))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole := string(profileJSON(t, all["worked-example"]))
	for _, change := range [][2]string{
		{`"csi/profile/1"`, `"csi/profile/2"`}, {`"answered": 30`, `"answered": -1`}, {`"answered": 30,`, ``},
		{`"attained": "none"`, `"attained": "most"`}, {`"low": 0`, `"low": "0"`}, {`"hollow": false`, `"hollow": false, "note": "x"`},
		{`"coverage": 1`, `"coverage": 1.5`}, {`"for": "cso"`, `"for": "everybody"`},
	} {
		broken := strings.Replace(whole, change[0], change[1], 1)
		if broken == whole {
			t.Fatalf("the profile has no %s", change[0])
		}
		if check(broken) == nil {
			t.Errorf("the schema takes %s for %s", change[1], change[0])
		}
	}
}
