package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// stageLine writes a stage in one line: id, attained, observed, depth, target
// and gap, and the marks for "at least" and a hollow step.
func stageLine(p *assess.StageProfile) string {
	line := fmt.Sprintf("%s %s %s %s to %s %d", p.Stage, p.Attained, p.Observed, rangeText(p.Depth), p.Target, p.GapToTarget)
	if p.AtLeast {
		line += " at-least"
	}
	if p.Hollow {
		line += fmt.Sprint(" hollow ", p.Missing)
	}
	return line
}

func stageLines(p *assess.Profile) []string {
	var out []string
	for i := range p.Stages {
		out = append(out, stageLine(&p.Stages[i]))
	}
	return out
}

func barrierLines(p *assess.Profile) []string {
	var out []string
	for _, b := range p.Barriers {
		line := fmt.Sprintf("%s %s %s equal %v", b.Barrier, scoreText(b.Severity), b.Band, b.Equal)
		if len(b.Critical) > 0 {
			line += fmt.Sprintf(" critical %v lifted %v", b.Critical, b.Lifted)
		}
		out = append(out, line)
	}
	return out
}

func sectionLines(p *assess.Profile) []string {
	var out []string
	for _, s := range p.Sections {
		line := s.ID + " " + scoreText(s.Score)
		if s.TooFew {
			line += " too few"
		}
		out = append(out, line)
	}
	return out
}

func breadthLine(p *assess.Profile) string {
	var out []string
	for _, n := range p.Breadth {
		out = append(out, fmt.Sprintf("%s %d/%d", n.Level, n.InPlace, n.Applicable))
	}
	return strings.Join(out, ", ")
}

func dutyLines(p *assess.Profile) []string {
	var out []string
	for _, d := range p.Duties {
		out = append(out, d.Duty.String()+" "+scoreText(d.Score))
	}
	return out
}

// want compares with go-cmp; the difference shows what was expected with -.
func want[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Domain reference E.9, the view of civil society.
func TestNewProfile_workedExampleCSO(t *testing.T) {
	t.Parallel()
	q := core()
	p := assess.NewProfile(q, replies(q, csoWords), nil)
	want(t, "counts", p.Counts, assess.Counts{Items: 36, Answered: 30, DontKnow: 2, NotApplicable: 4})
	want(t, "stages", stageLines(p), []string{
		"agenda-setting consultation consultation 5/3 to dialogue 1",
		"drafting information information 4/3 to dialogue 2",
		"decision none none 1/3..2/3 to consultation 2",
		"implementation partnership partnership 3 to dialogue 0",
		"monitoring none dialogue 1/3 to dialogue 3 hollow [information consultation]",
		"reformulation none none - to dialogue 0",
	})
	want(t, "index", rangeText(p.Index), "1/3..7/20")
	want(t, "breadth", breadthLine(p), "information 3/5, consultation 2/5, dialogue 1/5, partnership 1/5")
	want(t, "weakest", p.Weakest, []assess.Stage{assess.Decision, assess.Monitoring})
	want(t, "barriers", barrierLines(p), []string{
		"structure 7/9 severe equal []",
		"gap 5/9 moderate equal [awareness]",
		"knowhow 4/9 moderate equal [awareness]",
		"awareness 1/2 moderate equal [gap knowhow]",
	})
	b4 := p.Barriers[3].Severity
	want(t, "range of awareness", []string{b4.Low.String(), b4.High.String(), b4.Coverage.String()}, []string{"1/3", "2/3", "2/3"})
	want(t, "sections", sectionLines(p), []string{
		"agenda-setting 5/12", "drafting 1/3", "decision 1/9", "implementation 3/4", "monitoring 1/4",
		"reformulation - too few", "structure 2/9", "gap 4/9", "knowhow 5/9", "awareness 1/2",
	})
	want(t, "unknowns", p.Unknowns, []string{"de-con", "b4-3"})
	want(t, "find out", len(p.FindOut), 2)
	want(t, "cells of decision", p.Stage(assess.Decision).Cell(assess.Consultation).Rating, assess.Unknown)
}

// Domain reference E.9, the view of the authority.
func TestNewProfile_workedExampleAuthority(t *testing.T) {
	t.Parallel()
	q := core()
	p := assess.NewProfile(q, replies(q, authorityWords), nil)
	want(t, "stages", stageLines(p), []string{
		"agenda-setting dialogue dialogue 3 to dialogue 0",
		"drafting dialogue dialogue 7/3 to dialogue 0",
		"decision consultation consultation 5/3 to consultation 0",
		"implementation partnership partnership 3 to dialogue 0",
		"monitoring dialogue dialogue 7/3 to dialogue 0",
		"reformulation none none - to dialogue 0",
	})
	want(t, "index", p.Index.Value.Round100(), 62)
	want(t, "breadth", breadthLine(p), "information 5/5, consultation 5/5, dialogue 4/5, partnership 1/5")
	want(t, "weakest", p.Weakest, []assess.Stage{assess.Decision})
}

// Domain reference E.9: priorities, and the order they give.
func TestNewProfile_workedExampleRoadMap(t *testing.T) {
	t.Parallel()
	q := core()
	p := assess.NewProfile(q, replies(q, csoWords), nil)
	var fired, selected []string
	for _, f := range p.Actions {
		if f.Action.For != assess.ForCSO {
			continue
		}
		fired = append(fired, f.Item.ID+" "+f.Priority.Fixed(2))
		if f.Selected {
			selected = append(selected, f.Item.ID)
		}
	}
	want(t, "fired", fired, []string{
		"b1-2 1.78", "ag-dia 1.33", "dr-con 1.33", "de-inf 1.33", "mo-inf 1.33", "b1-3 1.19", "b1-1 1.19",
		"b2-1 1.04", "b2-2 1.04", "b4-1 1.00", "b3-3 0.96", "mo-con 0.50", "ag-par 0.50", "dr-par 0.50",
		"de-dia 0.50", "de-par 0.50", "mo-par 0.50", "dr-dia 0.33",
	})
	want(t, "selected", selected, []string{
		"b1-2", "ag-dia", "dr-con", "de-inf", "mo-inf", "b1-3", "b1-1", "b2-1", "b2-2", "b4-1",
	})
	var byHorizon []string
	for _, f := range p.Selected(assess.ForCSO) {
		byHorizon = append(byHorizon, f.Item.ID)
	}
	want(t, "road map", byHorizon, []string{
		"b1-2", "ag-dia", "dr-con", "de-inf", "mo-inf", "b1-3", "b2-1", "b4-1", "b1-1", "b2-2",
	})
}

// The test values of the scoring rules, whole questionnaires and single stages.
func TestNewProfile_namedValues(t *testing.T) {
	t.Parallel()
	all := func(w string) string { return strings.Repeat(w+" ", 36) }
	four := assess.Levels()
	tests := []struct {
		name, words string
		q           *assess.Questionnaire
		stage       string // line of the first stage
		index       string
		index100    int
	}{
		{"all 2", all("2"), core(), "agenda-setting partnership partnership 8/3 to dialogue 0", "2/3", 67},
		{"all 3", all("3"), core(), "agenda-setting partnership partnership 4 to dialogue 0", "1", 100},
		{"all 0", all("0"), core(), "agenda-setting none none 0 to dialogue 3", "0", 0},
		{"nothing answered", "", core(), "agenda-setting none none 0..4 to dialogue 3 at-least", "0..1", 0},
		{"nothing applies", all("na"), core(), "agenda-setting none none - to dialogue 0", "-", 0},
		{"only partnership", "0 0 0 3", oneStage(four...),
			"drafting none partnership 0 to dialogue 3 hollow [information consultation dialogue]", "0", 0},
		{"levels that do not apply are skipped", "3 na 3 na", oneStage(four...),
			"drafting dialogue dialogue 4 to dialogue 0", "1", 100},
		{"target does not apply", "1 1 na 1", oneStage(four...), "drafting none none 4/3 to dialogue 2", "1/3", 33},
		{"unknown stops the climb", "3 dk 3 0", oneStage(four...),
			"drafting information dialogue 1..3 to dialogue 2 at-least hollow [consultation]", "1/4..3/4", 0},
		{"unknown above the stop is no at least", "3 1 dk 0", oneStage(four...),
			"drafting information information 4/3..5/3 to dialogue 2", "1/3..5/12", 0},
		{"levels that are not asked", "3 2", oneStage(assess.Consultation, assess.Dialogue),
			"drafting dialogue dialogue 10/3 to dialogue 0", "5/6", 83},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p := assess.NewProfile(tc.q, replies(tc.q, tc.words), nil)
			want(t, "stage", stageLine(&p.Stages[0]), tc.stage)
			want(t, "index", rangeText(p.Index), tc.index)
			want(t, "index in print", p.Index.Value.Round100(), tc.index100)
		})
	}
}

func TestNewProfile_nothingAnswered(t *testing.T) {
	t.Parallel()
	q := core()
	p := assess.NewProfile(q, &assess.Assessment{}, nil)
	want(t, "blank", p.Counts, assess.Counts{Items: 36, Blank: 36})
	want(t, "unknowns", len(p.Unknowns), 36)
	want(t, "actions", len(p.Actions), 0)
	want(t, "weakest", p.Weakest, assess.Stages())
	want(t, "barrier", barrierLines(p)[0], "structure 0..1 unknown equal []")
	want(t, "confidence", p.Confidence.Grade, assess.LowConfidence)
}

// weighted gives one cell with an item for every weight, in tenths.
func weighted(top int, weights ...int) *assess.Questionnaire {
	q := &assess.Questionnaire{Sections: []assess.Section{{ID: "s"}}}
	for i, w := range weights {
		q.Sections[0].Items = append(q.Sections[0].Items, assess.Item{
			ID: fmt.Sprintf("i%d", i+1), Stage: assess.Decision, Level: assess.Information, Duty: assess.DutyResponse,
			Weight: assess.Weight(w), Anchors: anchors(top), NotApplicable: true,
		})
	}
	return q
}

// Every threshold is met exactly, and missed by the smallest step.
func TestNewProfile_thresholds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		q       *assess.Questionnaire
		words   string
		rating  assess.Rating
		score   string
		section string
	}{
		{"in place at 2/3", weighted(3, 10), "2", assess.InPlace, "2/3", "s 2/3"},
		{"in place at 4/6", weighted(6, 10), "4", assess.InPlace, "2/3", "s 2/3"},
		{"in place at 2/3 by weights", weighted(2, 20, 10), "2 0", assess.InPlace, "2/3", "s 2/3"},
		{"just below 2/3", weighted(2, 19, 10), "2 0", assess.Partial, "19/29", "s 19/29"},
		{"partial at 1/3", weighted(3, 10), "1", assess.Partial, "1/3", "s 1/3"},
		{"partial at 2/6", weighted(6, 10), "2", assess.Partial, "1/3", "s 1/3"},
		{"just below 1/3", weighted(2, 10, 21), "2 0", assess.Absent, "10/31", "s 10/31"},
		{"coverage 0.60", weighted(3, 10, 10, 10, 10, 10), "3 3 0 dk -", assess.InPlace, "2/3", "s 2/3"},
		{"coverage 0.60 by weights", weighted(3, 30, 20), "3 dk", assess.InPlace, "1", "s 1"},
		{"coverage below 0.60", weighted(3, 29, 20), "3 dk", assess.Unknown, "29/49..1", "s 29/49..1"},
		{"not applicable is left out", weighted(3, 10, 30), "3 na", assess.InPlace, "1", "s - too few"},
		{"20 % not applicable", weighted(3, 7, 28), "na 3", assess.InPlace, "1", "s 1"},
		{"exactly 30 %", weighted(3, 6, 14), "na 3", assess.InPlace, "1", "s 1"},
		{"more than 30 %", weighted(3, 13, 30), "na 3", assess.InPlace, "1", "s - too few"},
		{"all not applicable", weighted(3, 10, 10), "na na", assess.Inapplicable, "-", "s - too few"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p := assess.NewProfile(tc.q, replies(tc.q, tc.words), nil)
			cell := p.Stages[0].Cells[0]
			want(t, "rating", cell.Rating, tc.rating)
			want(t, "score", scoreText(cell.Score), tc.score)
			want(t, "section", sectionLines(p)[0], tc.section)
			want(t, "duty", dutyLines(p), []string{"response " + tc.score})
		})
	}
}

func TestNewProfile_scoreWithinItsRange(t *testing.T) {
	t.Parallel()
	q := weighted(3, 10, 20, 10)
	s := assess.NewProfile(q, replies(q, "3 1 dk"), nil).Stages[0].Cells[0].Score
	want(t, "value, low, high, coverage",
		[]string{s.Value.String(), s.Low.String(), s.High.String(), s.Coverage.String()},
		[]string{"5/9", "5/12", "2/3", "3/4"})
}

func TestNewProfile_targets(t *testing.T) {
	t.Parallel()
	q := core()
	a := replies(q, strings.Repeat("0 ", 36))
	a.Targets = map[assess.Stage]assess.Level{assess.Drafting: assess.Information}
	framework := map[assess.Stage]assess.Level{assess.Drafting: assess.Partnership, assess.Monitoring: assess.Partnership}
	want(t, "targets", stageLines(assess.NewProfile(q, a, framework))[1:5], []string{
		"drafting none none 0 to information 1",
		"decision none none 0 to consultation 2",
		"implementation none none 0 to dialogue 3",
		"monitoring none none 0 to partnership 4",
	})
}

func TestNewProfile_runningMinimum(t *testing.T) {
	t.Parallel()
	q := oneStage(assess.Levels()...)
	p := assess.NewProfile(q, replies(q, "3 1 dk 2"), nil)
	var got []string
	for _, c := range p.Stages[0].Cells {
		got = append(got, fmt.Sprintf("%v %s %s..%s", c.HasRunning, c.Running, c.RunLow, c.RunHigh))
	}
	want(t, "running minimum", got, []string{"true 1 1..1", "true 1/3 1/3..1/3", "false 0 0..1/3", "false 0 0..1/3"})
}

// A file that got past its reader must not stop a report.
func TestNewProfile_foreignResponses(t *testing.T) {
	t.Parallel()
	q := oneStage(assess.Levels()...)
	a := replies(q, "3 3")
	a.Responses["i1"] = assess.Response{State: assess.Answered, Value: 4}
	a.Responses["i2"] = assess.Response{State: assess.Answered, Value: -1}
	a.Responses["i3"] = assess.Response{State: 99, Value: 3}
	a.Responses["i4"] = assess.Response{State: assess.Answered, Value: 3, Evidence: 200}
	a.Responses["nowhere"] = assess.Response{State: assess.Answered, Value: 3}
	p := assess.NewProfile(q, a, nil)
	want(t, "counts", p.Counts, assess.Counts{Items: 4, Answered: 1, Blank: 3})
	want(t, "evidence", p.Confidence.Evidence, assess.Whole(1))

	none := &assess.Questionnaire{Sections: []assess.Section{{ID: "empty"}}}
	p = assess.NewProfile(none, a, nil)
	want(t, "empty questionnaire", []bool{p.Index.Applicable, len(p.Sections) > 0, len(p.Breadth) > 0}, []bool{false, false, false})

	q.Sections[0].Items[3].Anchors = nil
	want(t, "item without a scale", assess.NewProfile(q, a, nil).Counts.Answered, 0)
}

func TestNewProfile_weakestByRange(t *testing.T) {
	t.Parallel()
	q := core()
	// Agenda setting is known to lie at 3. Nothing of drafting is known, so it
	// may lie anywhere; decision lies between 1 and 2 whatever comes out.
	a := replies(q, `3 3 3 0  dk dk dk dk  3 1 dk 0  3 3 3 3  3 3 3 3  3 3 3 3`)
	want(t, "weakest", assess.NewProfile(q, a, nil).Weakest, []assess.Stage{assess.Drafting, assess.Decision})
}
