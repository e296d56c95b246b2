package reports_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// explained renders the explanation of a part; "" is everything in short.
func explained(t *testing.T, in reports.Input, part string, o reports.TextOptions) []byte {
	t.Helper()
	x := assess.NewExplainer(in.Questionnaire, in.Assessment, in.Framework.Targets)
	var b bytes.Buffer
	if err := reports.WriteExplanation(&b, reports.Explain(in, x, partOf(t, in.Questionnaire, part)), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func partOf(t *testing.T, q *assess.Questionnaire, name string) reports.Part {
	t.Helper()
	if name == "" {
		return reports.Part{}
	}
	p, found := reports.FindPart(q, name)
	if !found {
		t.Fatalf("%s has no part %s", q.ID, name)
	}
	return p
}

// weightedExample is the worked example with a second, heavy item in
// consultation of drafting: 3.0 beside 1.5.
func weightedExample(t *testing.T) reports.Input {
	t.Helper()
	q, a := read(t, "worked-example")
	for _, it := range q.Items() {
		switch it.ID {
		case "dr-con":
			it.Weight = 15
		case "ag-con":
			it.Stage, it.Weight = assess.Drafting, 30
		}
	}
	a.Responses["dr-par"] = assess.Response{State: assess.NotApplicable, Reason: "No draft in the period."}
	a.Responses["dr-dia"] = assess.Response{State: assess.DontKnow}
	return input(q, a)
}

// TestExplain_golden holds the texts. Those of the worked example were checked
// by hand against design.md: depth of drafting 4/3, severity of structure 7/9.
func TestExplain_golden(t *testing.T) {
	t.Parallel()
	worked := input(read(t, "worked-example"))
	for part, name := range map[string]string{
		"": "all", "drafting": "drafting", "decision": "decision", "monitoring": "monitoring", "reformulation": "reformulation",
		"structure": "structure", "gap": "gap", "awareness": "awareness", "dr-con": "dr-con", "b4-3": "b4-3",
	} {
		golden(t, "worked-example.explain-"+name+".txt", explained(t, worked, part, reports.TextOptions{}))
	}
	golden(t, "worked-example.explain-plain.txt", explained(t, worked, "drafting", reports.TextOptions{Plain: true}))
	golden(t, "worked-example.explain-60.txt", explained(t, worked, "drafting", reports.TextOptions{Width: 60, ASCII: true}))
	golden(t, "weighted.explain-drafting.txt", explained(t, weightedExample(t), "drafting", reports.TextOptions{}))
	golden(t, "dont-know.explain-all.txt", explained(t, states(t)["dont-know"], "", reports.TextOptions{}))
	golden(t, "one-response.explain-drafting.txt", explained(t, states(t)["one-response"], "drafting", reports.TextOptions{}))
	golden(t, "sample-network.explain-all.txt", explained(t, input(read(t, "sample-network")), "", reports.TextOptions{}))
	for _, lang := range []string{"fr", "uk"} {
		in := worked
		in.Phrases = phrases.New(lang)
		golden(t, "worked-example.explain-"+lang+".txt", explained(t, in, "drafting", reports.TextOptions{}))
	}
}

// TestExplain_everyPart holds for every part of every sample, in all
// languages and widths: no message is missing, no line is too long.
func TestExplain_everyPart(t *testing.T) {
	t.Parallel()
	for name, in := range states(t) {
		x := assess.NewExplainer(in.Questionnaire, in.Assessment, in.Framework.Targets)
		for _, lang := range phrases.Languages() {
			in.Phrases = phrases.New(lang)
			for _, part := range append(reports.Parts(in.Questionnaire), reports.Part{}) {
				view := reports.Explain(in, x, part)
				if len(view.Parts) == 0 {
					t.Errorf("%s, %s: nothing is explained", name, part.ID)
				}
				for _, o := range []reports.TextOptions{{}, {Width: 40}, {Plain: true, Width: 60}} {
					var b bytes.Buffer
					if err := reports.WriteExplanation(&b, view, o); err != nil {
						t.Fatal(err)
					}
					checkLines(t, name+" "+part.ID+" "+lang, b.String(), cmp.Or(o.Width, 80))
				}
			}
		}
	}
}

func checkLines(t *testing.T, what, text string, width int) {
	t.Helper()
	if strings.Contains(text, "[[") {
		t.Errorf("%s: a message is missing:\n%s", what, text)
	}
	for line := range strings.Lines(text) {
		if n := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
			t.Errorf("%s: %d columns: %s", what, n, line)
		}
	}
}

// TestExplain_phrases holds that every word of the area is asked for.
func TestExplain_phrases(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "questionnaires", "phrases", "en", "explain.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yamldoc.Decode(data, &tree); err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	files, err := filepath.Glob("explain*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, filepath.Join("..", "cmd", "internal", "cli", "explain.go")) {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(source)
	}
	made := regexp.MustCompile(`^doubt\.|^column\.|_unknown$`) // put together from parts
	for id := range flat("", tree) {
		if !made.MatchString(id) && !strings.Contains(code.String(), `"`+id+`"`) && !strings.Contains(code.String(), `"explain.`+id+`"`) {
			t.Errorf("nobody asks for explain.%s", id)
		}
	}
}

func flat(before string, tree map[string]any) map[string]bool {
	out := map[string]bool{}
	for k, v := range tree {
		if m, ok := v.(map[string]any); ok {
			for id := range flat(before+k+".", m) {
				out[id] = true
			}
			continue
		}
		out[before+k] = true
	}
	return out
}

// TestWriteExplanationJSON holds that the exact figures are those of the
// profile, and that no free text gets in.
func TestWriteExplanationJSON(t *testing.T) {
	t.Parallel()
	in := weightedExample(t)
	a := in.Assessment
	for id, r := range a.Responses {
		r.Note = "PRIVATE note"
		if r.State == assess.NotApplicable {
			r.Reason = "PRIVATE reason"
		}
		a.Responses[id] = r
	}
	x := assess.NewExplainer(in.Questionnaire, a, in.Framework.Targets)
	var got struct {
		Schema string
		Parts  []struct {
			Kind, ID, Attained string
			Depth              *struct {
				Value     *struct{ Exact string }
				Low, High struct{ Exact string }
			}
			Step *struct {
				Item    string
				To      int
				Instead []string
			}
		}
	}
	var b bytes.Buffer
	for _, part := range append(reports.Parts(in.Questionnaire), reports.Part{}) {
		b.Reset()
		if err := reports.WriteExplanationJSON(&b, x, part); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "PRIVATE") {
			t.Errorf("%s: free text in the JSON", part.ID)
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != reports.ExplanationSchema || len(got.Parts) != 10 {
		t.Fatalf("schema %q with %d parts, want %q with 10", got.Schema, len(got.Parts), reports.ExplanationSchema)
	}
	for i, s := range x.Profile.Stages {
		p := got.Parts[i]
		if p.ID != s.Stage.String() || p.Attained != s.Attained.String() || (p.Depth != nil) != s.Applicable {
			t.Errorf("part %d is %s with %s, want %v with %v", i, p.ID, p.Attained, s.Stage, s.Attained)
		}
		if s.Applicable && (p.Depth.Low.Exact != s.Depth.Low.String() || p.Depth.High.Exact != s.Depth.High.String()) {
			t.Errorf("%s: depth %+v, want %v to %v", p.ID, p.Depth, s.Depth.Low, s.Depth.High)
		}
	}
	// (3 x 2/3 + 1.5 x 1/3) / 4.5 = 5/9; with 3 on ag-con it is 7/9, with 2 on
	// dr-con 2/3. Both climb a third of their scale; the first is named.
	if s := got.Parts[1].Step; s == nil || s.Item != "ag-con" || s.To != 3 || len(s.Instead) != 1 || s.Instead[0] != "dr-con" {
		t.Errorf("drafting: step %+v, want ag-con to 3, or dr-con", s)
	}
}
