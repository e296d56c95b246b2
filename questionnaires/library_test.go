package questionnaires

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
)

// TestListAgreesWithTheFullReading: the list reads only the head of each file.
func TestListAgreesWithTheFullReading(t *testing.T) {
	t.Parallel()
	var want []Header
	for _, id := range IDs() {
		h := HeaderOf(load(t, id))
		h.Languages = append(h.Languages, Builtin().Languages(id)...)
		want = append(want, h)
	}
	if diff := cmp.Diff(want, List()); diff != "" {
		t.Errorf("list (-full +head):\n%s", diff)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	q, err := Load("core-cso", "")
	if err != nil || q.ID != "core-cso" || q.FellBack {
		t.Fatalf("load: %+v, %v", q, err)
	}
	if it := q.Item("ag-con"); it == nil || it.Max() != 3 || it.Weight != 10 {
		t.Errorf("item ag-con is %+v", it)
	}
	q, err = Load("core-cso", "en")
	if err != nil || q.FellBack {
		t.Errorf("English is said to be a fallback: %v", err)
	}
	q, err = Load("core-cso", "sq")
	if err != nil || !q.FellBack || q.Language != "en" {
		t.Errorf("a language that is not there: language %q, fell back %v, %v", q.Language, q.FellBack, err)
	}
}

func TestLoadUnknown(t *testing.T) {
	t.Parallel()
	known := strings.Join(IDs(), ", ")
	for id, want := range map[string]string{
		"core-csoo":                 `no questionnaire "core-csoo"; did you mean "core-cso"?`,
		"framework":                 `no questionnaire "framework"; expected one of ` + known,
		"../builtin/core-cso":       `no questionnaire "../builtin/core-cso"; expected one of ` + known,
		"":                          `no questionnaire ""; expected one of ` + known,
		strings.Repeat("x", 10_000): `no questionnaire "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"; expected one of ` + known,
	} {
		_, err := Load(id, "")
		var unknown *UnknownError
		if !errors.As(err, &unknown) || err.Error() != want {
			t.Errorf("load %.40q: %v; expected %s", id, err, want)
		}
	}
}

func TestFaultsErrorCounts(t *testing.T) {
	t.Parallel()
	_, list := Parse("a.yaml", []byte("csi: 1\n"), Known{})
	if got := (&FaultsError{"a.yaml", list}).Error(); got != "11 faults in a.yaml" {
		t.Error(got)
	}
	if got := (&FaultsError{"a.yaml", list[:1]}).Error(); got != "1 fault in a.yaml" {
		t.Error(got)
	}
}

// TestWhatParsingBuilds reads the file that uses every key.
func TestWhatParsingBuilds(t *testing.T) {
	t.Parallel()
	c := Check("full.yaml", files(t, "ok")["full.yaml"])
	q := c.Questionnaire
	if q == nil {
		t.Fatal(lines(c.Faults))
	}
	it := q.Item("ag-inf")
	want := assess.Item{
		ID: "ag-inf", Short: "123456789012345678901234567890", Text: "The city publishes the topics that come up.",
		Help: "Counts: a list on the website.\nDoes not count: a hint over coffee.", Ask: "Ask the town hall.", Talk: "Which list did you think of?",
		Stage: assess.AgendaSetting, Level: assess.Information, Duty: assess.DutyInformation, Scale: "practice",
		Anchors: []assess.Anchor{{Value: 0, Label: "Not there", Text: "No list."}, {Value: 1, Label: "In part"}, {Value: 2, Label: "Fully", Text: "A list with dates."}},
		Sources: []string{"hri-sector"}, Weight: 5, Critical: true, NotApplicable: true, Reasons: []string{"The city has no such task."},
		Actions: []assess.Action{
			{ID: "ag-inf/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: assess.Short, Text: "Ask for the list.", DoneWhen: "The letter is sent.", Example: "coalition"},
			{ID: "ag-inf/authority/1", For: assess.ForAuthority, AtMost: 0, Horizon: assess.Long, Text: "Publish a list.", DoneWhen: "It is online."},
			{ID: "ag-inf/cso/2", For: assess.ForCSO, AtMost: 0, Horizon: assess.Medium, Text: "Keep a list.", DoneWhen: "It has ten entries."},
		},
	}
	if diff := cmp.Diff(&want, it); diff != "" {
		t.Errorf("item (-want +got):\n%s", diff)
	}
	if got := q.Scales[0].Anchors[0].Text; got != "Nothing can be seen." {
		t.Errorf("laying an item's anchor over the scale's changed the scale: %q", got)
	}
	if diff := cmp.Diff([]string{"ogorman-schatz-2021"}, q.Item("b1").Sources); diff != "" {
		t.Errorf("sources of the section (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"coe-code-2019", "charlois-2009"}, q.Item("o-1").Sources); diff != "" {
		t.Errorf("sources of the questionnaire (-want +got):\n%s", diff)
	}
	if o := q.Item("o-1"); o.Text != "no" || o.Help != "yes" || o.Weight != 15 || o.Max() != 6 || q.Item("b1").Weight != 30 {
		t.Errorf("item o-1 is %+v", o)
	}
	if q.Version != "2.1.0-rc.1" || !q.Validated || q.Mirror != "my-city-3" || len(q.Groups) != 2 || q.Minutes != 600 {
		t.Errorf("head is %+v", q)
	}
}

// TestJSON compares with the contract of design.md, section 7.
func TestJSON(t *testing.T) {
	t.Parallel()
	full := Check("full.yaml", files(t, "ok")["full.yaml"]).Questionnaire
	minimal := Check("minimal.yaml", files(t, "ok")["minimal.yaml"]).Questionnaire
	for name, value := range map[string]any{
		"questionnaire-show.json":         ShowJSON(full),
		"questionnaire-show-minimal.json": ShowJSON(minimal),
		"questionnaire-list.json":         ListJSON([]Header{HeaderOf(full), HeaderOf(minimal)}),
	} {
		got, err := json.MarshalIndent(value, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, '\n')
		path := "../testdata/golden/" + name
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
