package assess_test

import (
	"fmt"

	"csi/assess"
)

func ExampleNewProfile() {
	scale := []assess.Anchor{
		{Value: 0, Label: "Absent"}, {Value: 1, Label: "Ad hoc"}, {Value: 2, Label: "Established"}, {Value: 3, Label: "Formalised"},
	}
	q := &assess.Questionnaire{ID: "monitoring", Version: "1.0.0", Sections: []assess.Section{{
		ID: "monitoring",
		Items: []assess.Item{
			{ID: "mo-inf", Stage: assess.Monitoring, Level: assess.Information, Anchors: scale},
			{ID: "mo-con", Stage: assess.Monitoring, Level: assess.Consultation, Anchors: scale},
			{ID: "mo-dia", Stage: assess.Monitoring, Level: assess.Dialogue, Anchors: scale},
		},
	}}}
	a := &assess.Assessment{Responses: map[string]assess.Response{
		"mo-inf": {State: assess.Answered, Value: 1},
		"mo-con": {State: assess.DontKnow},
		"mo-dia": {State: assess.Answered, Value: 2},
	}}

	p := assess.NewProfile(q, a, nil)
	st := p.Stage(assess.Monitoring)
	fmt.Println("attained:", st.Attained)
	fmt.Println("observed:", st.Observed, "hollow:", st.Hollow, "missing:", st.Missing)
	fmt.Println("depth:", st.Depth.Low.Fixed(2), "to", st.Depth.High.Fixed(2))
	fmt.Println("steps to", st.Target, "=", st.GapToTarget)
	fmt.Println("to find out:", p.Unknowns)
	// Output:
	// attained: none
	// observed: dialogue hollow: true missing: [information consultation]
	// depth: 0.44 to 1.33
	// steps to dialogue = 3
	// to find out: [mo-con]
}

func ExampleRatio() {
	score := assess.NewRatio(2, 3)
	fmt.Println(score, score.Round100(), score.Fixed(2), score.Less(assess.NewRatio(667, 1000)))
	// Output: 2/3 67 0.67 true
}
