package assess_test

import (
	"fmt"
	"strings"

	"csi/assess"
)

// cellItems are the 24 cell items of the core questionnaire: id, duty, and the
// horizons of the action for civil society and of that for the authority.
const cellItems = `
ag-inf information S M
ag-con procedure S M
ag-dia response S S
ag-par resources M L
dr-inf information S S
dr-con response S M
dr-dia procedure M M
dr-par procedure M L
de-inf information S S
de-con procedure S M
de-dia response M M
de-par procedure L L
im-inf information S S
im-con procedure M M
im-dia response S M
im-par resources M L
mo-inf information S S
mo-con response S M
mo-dia procedure M M
mo-par resources L L
re-inf information S S
re-con procedure M M
re-dia response M M
re-par procedure L L`

// barrierItems are its 12 barrier items; a star marks the critical ones.
const barrierItems = `
b1-1* M M
b1-2 S S
b1-3 S M
b2-1* S S
b2-2 M M
b2-3 S M
b3-1 S S
b3-2 M M
b3-3 S M
b4-1 S S
b4-2 M M
b4-3* S S`

var horizons = map[string]assess.Horizon{"S": assess.Short, "M": assess.Medium, "L": assess.Long}

// anchors makes a scale of values 0 to top.
func anchors(top int) []assess.Anchor {
	out := make([]assess.Anchor, top+1)
	for i := range out {
		out[i] = assess.Anchor{Value: i, Label: fmt.Sprint("value ", i)}
	}
	return out
}

// actionsOf makes one action for each side that fires at 0 and 1.
func actionsOf(id, cso, authority string) []assess.Action {
	return []assess.Action{
		{ID: id + "/cso/1", For: assess.ForCSO, AtMost: 1, Horizon: horizons[cso]},
		{ID: id + "/authority/1", For: assess.ForAuthority, AtMost: 1, Horizon: horizons[authority]},
	}
}

// core builds the questionnaire of the worked example: six sections of four
// cell items, then four of three barrier items.
func core() *assess.Questionnaire {
	q := &assess.Questionnaire{ID: "core-cso", Version: "1.0.0"}
	for n, line := range strings.Split(strings.TrimSpace(cellItems), "\n") {
		f := strings.Fields(line)
		stage := assess.Stages()[n/4]
		if n%4 == 0 {
			q.Sections = append(q.Sections, assess.Section{ID: stage.String()})
		}
		duty, _ := assess.ParseDuty(f[1])
		sec := &q.Sections[len(q.Sections)-1]
		sec.Items = append(sec.Items, assess.Item{
			ID: f[0], Stage: stage, Level: assess.Levels()[n%4], Duty: duty, Anchors: anchors(3),
			NotApplicable: strings.HasPrefix(f[0], "re-") || f[0] == "de-par",
			Actions:       actionsOf(f[0], f[2], f[3]),
		})
	}
	for n, line := range strings.Split(strings.TrimSpace(barrierItems), "\n") {
		f := strings.Fields(line)
		barrier := assess.Barriers()[n/3]
		if n%3 == 0 {
			q.Sections = append(q.Sections, assess.Section{ID: barrier.String()})
		}
		id, critical := strings.CutSuffix(f[0], "*")
		sec := &q.Sections[len(q.Sections)-1]
		sec.Items = append(sec.Items, assess.Item{
			ID: id, Barrier: barrier, Critical: critical, Anchors: anchors(3), Actions: actionsOf(id, f[1], f[2]),
		})
	}
	q.Index()
	return q
}

// replies reads responses to the items of q in their order: a digit is a
// value, "dk" and "na" speak for themselves, "-" is blank. Items after the
// last word stay blank.
func replies(q *assess.Questionnaire, words string) *assess.Assessment {
	a := &assess.Assessment{Responses: map[string]assess.Response{}}
	items := q.Items()
	for i, w := range strings.Fields(words) {
		switch w {
		case "-":
		case "dk":
			a.Responses[items[i].ID] = assess.Response{State: assess.DontKnow}
		case "na":
			a.Responses[items[i].ID] = assess.Response{State: assess.NotApplicable, Reason: "no revision in the period"}
		default:
			a.Responses[items[i].ID] = assess.Response{State: assess.Answered, Value: int(w[0] - '0')}
		}
	}
	return a
}

// The two views of the worked example, domain reference E.9.
const (
	csoWords = `2 2 1 0  2 1 1 0  1 dk 0 0  3 2 2 2  1 0 2 0  na na na na
		1 0 1  1 1 2  2 2 1  1 2 dk`
	authorityWords = `3 3 2 1  3 2 2 0  2 2 1 0  3 2 3 2  2 2 2 1  na na na na
		2 2 2  2 2 2  2 2 2  2 2 2`
)

// oneStage builds a questionnaire of single items at the given levels of
// drafting, on scales of 0 to 3.
func oneStage(levels ...assess.Level) *assess.Questionnaire {
	q := &assess.Questionnaire{ID: "one-stage", Version: "1.0.0", Sections: []assess.Section{{ID: "drafting"}}}
	for i, l := range levels {
		q.Sections[0].Items = append(q.Sections[0].Items, assess.Item{
			ID: fmt.Sprintf("i%d", i+1), Stage: assess.Drafting, Level: l, Anchors: anchors(3), NotApplicable: true,
			Actions: actionsOf(fmt.Sprintf("i%d", i+1), "S", "S"),
		})
	}
	return q
}

// ratio reads "2/3" or "4".
func ratio(s string) assess.Ratio {
	var num, den int64 = 0, 1
	if strings.Contains(s, "/") {
		fmt.Sscanf(s, "%d/%d", &num, &den)
	} else {
		fmt.Sscanf(s, "%d", &num)
	}
	return assess.NewRatio(num, den)
}

// rangeText writes a range as "value", "low..high" or "-".
func rangeText(r assess.Range) string {
	switch {
	case !r.Applicable:
		return "-"
	case r.HasValue:
		return r.Value.String()
	}
	return r.Low.String() + ".." + r.High.String()
}

// scoreText does the same for a score.
func scoreText(s assess.Score) string {
	return rangeText(assess.Range{Applicable: s.Applicable, HasValue: s.HasValue, Value: s.Value, Low: s.Low, High: s.High})
}
