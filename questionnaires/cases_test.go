package questionnaires

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/assess"
	"csi/assess/store"
)

// trainingCases reads all of them.
func trainingCases(t *testing.T) []*Case {
	t.Helper()
	l := Builtin()
	var list []*Case
	for _, id := range l.CaseIDs() {
		c, err := l.Case(id, "")
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// TestCasesAreComplete: what a trainer needs.
func TestCasesAreComplete(t *testing.T) {
	t.Parallel()
	list := trainingCases(t)
	if len(list) < 4 {
		t.Errorf("%d cases; expected at least 4", len(list))
	}
	for _, c := range list {
		q := load(t, c.Questionnaire.ID)
		if n := len(strings.Fields(strings.Join(c.Story, " "))); n < 300 || n > 500 {
			t.Errorf("%s: the story has %d words; expected 300 to 500", c.ID, n)
		}
		if len(c.Story) < 3 || len(c.Discuss) < 3 || c.Task == "" || c.Language != "en" {
			t.Errorf("%s lacks paragraphs, questions or a task", c.ID)
		}
		answered := 0
		for _, it := range q.Items() {
			i := slices.IndexFunc(c.Responses, func(r CaseResponse) bool { return r.Item == it.ID })
			if i < 0 || len(c.Responses[i].Reason) < 20 {
				t.Errorf("%s: item %s has no reference response with a reason", c.ID, it.ID)
				continue
			}
			if c.Responses[i].State == assess.Answered {
				answered++
			}
		}
		if answered < 3 {
			t.Errorf("%s answers %d items", c.ID, answered)
		}
		if data := read("cases/" + c.ID + ".yaml"); !strings.HasPrefix(string(data), "csi: 1\n# Texts: CC BY 4.0") {
			t.Errorf("%s.yaml does not start with its format and its licence", c.ID)
		}
	}
}

func TestCaseInALanguage(t *testing.T) {
	t.Parallel()
	c, err := Builtin().Case("dublin-facility", "xx")
	if err != nil || c.Language != "en" {
		t.Errorf("a language that is not there: %v, %v", c, err)
	}
	_, err = Builtin().Case("dublin-facilty", "")
	var unknown *UnknownCaseError
	if !errors.As(err, &unknown) || unknown.DidYouMean != "dublin-facility" {
		t.Errorf("an unknown case: %v", err)
	}
	_, err = Builtin().Case("../core-cso", "")
	if !errors.As(err, &unknown) || !strings.HasPrefix(err.Error(), `no case "../core-cso"; expected one of city-partnership, `) {
		t.Errorf("a path: %v", err)
	}
}

func TestCompareCase(t *testing.T) {
	t.Parallel()
	q := load(t, "core-quick")
	value := func(id string, v int) CaseResponse {
		return CaseResponse{Item: id, State: assess.Answered, Value: v, Reason: "r " + id}
	}
	c := &Case{Responses: []CaseResponse{
		value("b1-1", 2), value("ag-dia", 2), value("dr-con", 1), value("de-con", 0), value("im-dia", 1),
		{Item: "mo-con", State: assess.DontKnow}, {Item: "re-con", State: assess.NotApplicable},
	}}
	a := &assess.Assessment{Responses: map[string]assess.Response{
		"ag-dia": {State: assess.Answered, Value: 2}, "dr-con": {State: assess.Answered, Value: 2},
		"de-con": {State: assess.Answered, Value: 2}, "im-dia": {State: assess.DontKnow},
		"mo-con": {State: assess.DontKnow}, "b4-3": {State: assess.Answered, Value: 1},
		"re-con": {State: assess.NotApplicable, Reason: "another reason"},
	}}
	got := CompareCase(c, q, a)
	var differ []string
	for _, d := range got.Differences {
		differ = append(differ, d.Item.ID+" "+d.Reference.Reason)
	}
	if got.Alike != 3 || got.Near != 1 || got.Apart != 2 || got.Open != 1 {
		t.Errorf("counts are %+v", got)
	}
	if diff := cmp.Diff([]string{"dr-con r dr-con", "de-con r de-con", "im-dia r im-dia"}, differ); diff != "" {
		t.Errorf("differences (-want +got):\n%s", diff)
	}
	if !got.Differences[0].Near || got.Differences[1].Near || got.Differences[2].Near {
		t.Error("which differences are one value apart is wrong")
	}
}

// TestDublinIsReadOnce: the training case and the published case of the test
// data say the same about every item.
func TestDublinIsReadOnce(t *testing.T) {
	t.Parallel()
	const name = "../testdata/assessments/dublin-supervised-injecting-facility.csi.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := store.Parse(name, data, func(assess.Ref, string) (*assess.Questionnaire, error) { return load(t, "core-cso"), nil })
	if err != nil {
		t.Fatal(err)
	}
	c, err := Builtin().Case("dublin-facility", "")
	if err != nil {
		t.Fatal(err)
	}
	got := CompareCase(c, doc.Questionnaire, doc.Assessment)
	if got.Alike != 36 || len(got.Differences) > 0 {
		t.Errorf("the two readings differ: %+v", got)
	}
}
