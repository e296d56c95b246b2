package reports_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

func compareWords(lang string) reports.CompareWords {
	return reports.CompareWords{Phrases: phrases.New(lang), Framework: questionnaires.Framework(lang)}
}

// sideOf reads a side of a comparison from the test data.
func sideOf(t *testing.T, name string) assess.Sheet {
	t.Helper()
	q, a := read(t, name)
	return assess.Sheet{Questionnaire: q, Assessment: a}
}

func workedViews(t *testing.T) *assess.Views {
	t.Helper()
	return assess.CompareViews(sideOf(t, "worked-example"), sideOf(t, "worked-example-authority"))
}

// groupViews are two groups of a questionnaire without cells.
func groupViews(t *testing.T) *assess.Views {
	t.Helper()
	peers, managers := sideOf(t, "sample-peer-org"), sideOf(t, "sample-peer-org")
	peers.Assessment.Frame.Group, managers.Assessment.Frame.Group = "peer", "manager"
	for i, it := range managers.Questionnaire.Items() {
		switch r := managers.Assessment.Responses[it.ID]; {
		case i%5 == 4:
			delete(managers.Assessment.Responses, it.ID)
		case r.State == assess.Answered && r.Value < it.Max() && i%2 == 0:
			r.Value++
			managers.Assessment.Responses[it.ID] = r
		}
	}
	return assess.CompareViews(peers, managers)
}

// workedChange is the worked example and a later date, with a plan.
func workedChange(t *testing.T) *assess.Change {
	t.Helper()
	before, now := sideOf(t, "worked-example"), sideOf(t, "worked-example")
	now.Assessment.Frame.Date.Year++
	now.Assessment.Responses["dr-con"] = assess.Response{State: assess.Answered, Value: 2}
	now.Assessment.Responses["mo-dia"] = assess.Response{State: assess.Answered, Value: 0}
	before.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Planned}, {Action: "mo-inf/cso/1", Status: assess.Doing}}
	now.Assessment.Plan = []assess.PlanEntry{{Action: "dr-con/cso/1", Status: assess.Done}}
	return assess.CompareChange(before, now)
}

func viewsText(t *testing.T, v *assess.Views, lang string, o reports.TextOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteViews(&b, v, compareWords(lang), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func changeText(t *testing.T, c *assess.Change, lang string, o reports.TextOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteChange(&b, c, compareWords(lang), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCompareGolden holds comparisons as they are read.
func TestCompareGolden(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		golden(t, "compare-views-"+lang+".txt", viewsText(t, workedViews(t), lang, reports.TextOptions{}))
		golden(t, "compare-change-"+lang+".txt", changeText(t, workedChange(t), lang, reports.TextOptions{}))
	}
	golden(t, "compare-views-plain.txt", viewsText(t, workedViews(t), "en", reports.TextOptions{Plain: true}))
	golden(t, "compare-groups.txt", viewsText(t, groupViews(t), "en", reports.TextOptions{}))
	var views, change bytes.Buffer
	if err := reports.WriteViewsJSON(&views, workedViews(t)); err != nil {
		t.Fatal(err)
	}
	if err := reports.WriteChangeJSON(&change, workedChange(t)); err != nil {
		t.Fatal(err)
	}
	golden(t, "compare-views.json", views.Bytes())
	golden(t, "compare-change.json", change.Bytes())
}

// TestCompareText holds what is true of every comparison: no line is too
// wide, no message or part is missing, ASCII is ASCII, and no per cent sign or
// word of statistics slips in.
func TestCompareText(t *testing.T) {
	t.Parallel()
	cond := &runewidth.Condition{}
	for _, lang := range []string{"en", "fr", "uk"} {
		for _, o := range []reports.TextOptions{{}, {Plain: true}, {Width: 60}, {Width: 72}, {ASCII: true}} {
			width := 80
			if o.Width > 0 {
				width = o.Width
			}
			for _, text := range []string{
				string(viewsText(t, workedViews(t), lang, o)), string(viewsText(t, groupViews(t), lang, o)), string(changeText(t, workedChange(t), lang, o)),
			} {
				for line := range strings.Lines(text) {
					if n := cond.StringWidth(strings.TrimRight(line, "\n")); n > width || strings.Contains(line, "[[") || strings.Contains(line, "{") {
						t.Errorf("%s %+v: %q", lang, o, line)
					}
				}
				for _, word := range []string{"%", "significant", "p-value", "average", "index"} {
					if strings.Contains(text, word) {
						t.Errorf("%s: found %q", lang, word)
					}
				}
			}
		}
	}
	for _, r := range string(viewsText(t, workedViews(t), "en", reports.TextOptions{ASCII: true})) {
		if r > 127 {
			t.Fatalf("ASCII text has %q", r)
		}
	}
}

// TestCompareColours holds that colours never change the text, and that a
// large gap is bold without a colour of its own.
func TestCompareColours(t *testing.T) {
	t.Parallel()
	painted := viewsText(t, workedViews(t), "en", reports.TextOptions{Theme: reports.Dark, Colours: reports.TrueColour})
	if strip(string(painted)) != string(viewsText(t, workedViews(t), "en", reports.TextOptions{})) {
		t.Error("colours change the text")
	}
	if !bytes.Contains(painted, []byte("\x1b[1m+67\x1b[0m")) {
		t.Error("a large gap is not bold")
	}
}

// TestCompareJSON holds the figures of the domain reference, E.9, on the way
// out.
func TestCompareJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := reports.WriteViewsJSON(&b, workedViews(t)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema, Relation string
		Views            struct {
			Counts struct {
				All, Comparable, Large int
				MeanGap                float64 `json:"mean_gap"`
				Kinds                  map[string]int
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	n := got.Views.Counts
	if got.Schema != "csi/compare/1" || got.Relation != "views" || n.All != 24 || n.Comparable != 19 || n.Large != 13 ||
		n.MeanGap < 24.5 || n.MeanGap > 24.6 || n.Kinds["blind-spot"] != 6 || n.Kinds["hidden-practice"] != 0 || n.Kinds["known-to-b"] != 1 {
		t.Errorf("%+v", got)
	}
	for _, free := range []string{"Port Example", "Drug strategy", "revision took place"} {
		if strings.Contains(b.String(), free) {
			t.Errorf("the JSON holds free text: %q", free)
		}
	}
}

// An action that the group wrote stands in a comparison as it was written, and
// never in a public one; there a reworded action has the words of the
// questionnaire.
func TestComparison_ownActions(t *testing.T) {
	t.Parallel()
	before, now := sideOf(t, "worked-example"), sideOf(t, "worked-example")
	now.Assessment.Frame.Date.Year++
	now.Assessment.Plan = []assess.PlanEntry{
		{Action: "dr-con/cso/1", Status: assess.Done, Text: "Written otherwise."},
		{Action: "own/1", For: assess.ForCSO, Horizon: assess.Short, Status: assess.Done, Text: "Meet the board."},
	}
	change := assess.CompareChange(before, now)
	text := string(changeText(t, change, "en", reports.TextOptions{}))
	if !strings.Contains(text, "Meet the board.") || !strings.Contains(text, "Written otherwise.") || strings.Contains(text, "own/1") {
		t.Errorf("the words of the group are missing:\n%s", text)
	}
	words := compareWords("en")
	words.Public = true
	for _, p := range reports.ComparisonOfChange(change, words).Parts {
		for _, l := range p.Lists {
			if all := strings.Join(l.Items, " "); strings.Contains(all, "board") || strings.Contains(all, "otherwise") || strings.Contains(all, "own/1") {
				t.Errorf("a public comparison says %q", all)
			}
		}
	}
}
