package assess_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// randomQuestionnaire mixes everything that a questionnaire may hold: scales
// of 3 to 7 points, all weights, several items in a cell and cells without
// any, barriers, items of neither, and none to three actions.
func randomQuestionnaire(rng *rand.Rand) *assess.Questionnaire {
	q := &assess.Questionnaire{ID: "random", Version: "1.0.0"}
	plainWeights := rng.IntN(2) == 0
	for i := range 1 + rng.IntN(8) {
		sec := assess.Section{ID: fmt.Sprintf("s%d", i)}
		for j := range rng.IntN(9) {
			it := assess.Item{
				ID: fmt.Sprintf("s%d-%d", i, j), Anchors: anchors(2 + rng.IntN(5)),
				Critical: rng.IntN(4) == 0, NotApplicable: true,
			}
			if !plainWeights {
				it.Weight = assess.Weight(5 + rng.IntN(26))
			}
			switch rng.IntN(5) {
			case 0:
				it.Barrier = assess.Barrier(1 + rng.IntN(4))
			case 1:
				it.Duty = assess.Duty(rng.IntN(5))
			default:
				it.Stage, it.Level = assess.Stage(1+rng.IntN(6)), assess.Level(1+rng.IntN(4))
				it.Duty = assess.Duty(rng.IntN(5))
			}
			count := map[assess.Addressee]int{}
			// Civil society first, as ordinals decide before addressees.
			for range rng.IntN(3) {
				for _, side := range assess.Addressees() {
					count[side]++
					it.Actions = append(it.Actions, assess.Action{
						ID: fmt.Sprintf("%s/%s/%d", it.ID, side, count[side]), For: side,
						AtMost: rng.IntN(it.Max() + 1), Horizon: assess.Horizon(1 + rng.IntN(3)),
					})
				}
			}
			sec.Items = append(sec.Items, it)
		}
		q.Sections = append(q.Sections, sec)
	}
	return q
}

// randomAssessment answers with a mood of its own, so that profiles full of
// unknown and of inapplicable items come up as often as plain ones.
func randomAssessment(rng *rand.Rand, q *assess.Questionnaire) *assess.Assessment {
	a := &assess.Assessment{Responses: map[string]assess.Response{}, Targets: map[assess.Stage]assess.Level{}}
	unknown, apart, top := rng.IntN(60), rng.IntN(50), 1+rng.IntN(10)
	evidence := rng.IntN(2) == 0
	for _, it := range q.Items() {
		r := assess.Response{State: assess.Answered, Value: rng.IntN(it.Max() + 1)}
		if rng.IntN(10) >= top {
			r.Value = it.Max()
		}
		switch n := rng.IntN(150); {
		case n < unknown/2:
			r = assess.Response{State: assess.DontKnow}
		case n < unknown:
			continue
		case n < unknown+apart:
			r = assess.Response{State: assess.NotApplicable}
		}
		if evidence {
			r.Evidence = assess.Evidence(rng.IntN(5))
		}
		a.Responses[it.ID] = r
	}
	for _, st := range assess.Stages() {
		if rng.IntN(3) == 0 {
			a.Targets[st] = assess.Level(1 + rng.IntN(4))
		}
	}
	return a
}

// figureOf turns a result into the figure of the second scorer.
func figureOf(applicable, hasValue bool, value, low, high assess.Ratio) string {
	switch {
	case !applicable:
		return "null"
	case !hasValue:
		return fmt.Sprint("none ", low, " ", high)
	}
	return fmt.Sprint(value, " ", low, " ", high)
}

func scoreFigure(s assess.Score) string {
	f := figureOf(s.Applicable, s.HasValue, s.Value, s.Low, s.High)
	if s.Applicable {
		f += " " + s.Coverage.String()
	}
	return f
}

func rangeFigure(r assess.Range) string {
	return figureOf(r.Applicable, r.HasValue, r.Value, r.Low, r.High)
}

func confidenceText(c assess.Confidence) string {
	if c.Grade == 0 {
		return "none"
	}
	return c.Grade.String() + " " + c.Lowest().String()
}

// outcomeOf turns a profile into the outcome of the second scorer.
func outcomeOf(p *assess.Profile) outcome {
	var o outcome
	for _, s := range p.Stages {
		var cells []string
		for _, c := range s.Cells {
			cells = append(cells, fmt.Sprintf("%s %s (%s)", c.Level, c.Rating, scoreFigure(c.Score)))
		}
		o.Stages = append(o.Stages, fmt.Sprint(s.Stage, " ", s.Attained, " ", s.Observed, " next ", s.Next, " at least ", s.AtLeast,
			" hollow ", s.Hollow, " target ", s.Target, " ", s.GapToTarget, " depth ", rangeFigure(s.Depth), " ", confidenceText(s.Confidence), " ", cells))
	}
	for _, b := range p.Barriers {
		o.Barriers = append(o.Barriers, fmt.Sprint(b.Barrier, " ", scoreFigure(b.Severity), " ", b.Band, " ", b.Critical, " equal ", b.Equal))
	}
	for _, s := range p.Sections {
		o.Sections = append(o.Sections, fmt.Sprint(s.ID, " ", scoreFigure(s.Score), " ", confidenceText(s.Confidence)))
	}
	for _, d := range p.Duties {
		o.Duties = append(o.Duties, fmt.Sprint(d.Duty, " ", scoreFigure(d.Score)))
	}
	for _, f := range p.Actions {
		o.Actions = append(o.Actions, fmt.Sprint(f.Action.ID, " ", f.Priority, " ", f.Selected))
	}
	var names []string
	for _, s := range p.Weakest {
		names = append(names, s.String())
	}
	for _, n := range p.Breadth {
		o.Breadth = append(o.Breadth, fmt.Sprint(n.Level, " ", n.InPlace, " of ", n.Applicable))
	}
	o.Unknowns, o.Weakest = p.Unknowns, strings.Join(names, " ")
	o.Index, o.Confidence = rangeFigure(p.Index), confidenceText(p.Confidence)
	return o
}

func TestNewProfile_agreesWithSecondScorer(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(2026, 11))
	framework := map[assess.Stage]assess.Level{assess.AgendaSetting: assess.Partnership, assess.Drafting: assess.Consultation}
	for i := range 3000 {
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		got := outcomeOf(assess.NewProfile(q, a, framework))
		if diff := cmp.Diff(naive{q, a, framework}.outcome(), got); diff != "" {
			t.Fatalf("assessment %d (-second scorer +NewProfile):\n%s", i, diff)
		}
	}
}

// climbs checks that no result fell from before to after.
func climbs(before, after *assess.Profile) error {
	var errs []string
	check := func(what string, b, a assess.Range) {
		if b.Applicable != a.Applicable || b.HasValue != a.HasValue || a.Low.Less(b.Low) || a.High.Less(b.High) || b.HasValue && a.Value.Less(b.Value) {
			errs = append(errs, fmt.Sprintf("%s fell from %s to %s", what, rangeFigure(b), rangeFigure(a)))
		}
	}
	score := func(what string, b, a assess.Score) {
		check(what, assess.Range{Applicable: b.Applicable, HasValue: b.HasValue, Value: b.Value, Low: b.Low, High: b.High},
			assess.Range{Applicable: a.Applicable, HasValue: a.HasValue, Value: a.Value, Low: a.Low, High: a.High})
	}
	for i, b := range before.Stages {
		a := after.Stages[i]
		check(b.Stage.String(), b.Depth, a.Depth)
		if a.Attained < b.Attained || a.Observed < b.Observed || a.GapToTarget > b.GapToTarget {
			errs = append(errs, fmt.Sprintf("%s: %s, %s, gap %d to %s, %s, gap %d", b.Stage, b.Attained, b.Observed, b.GapToTarget, a.Attained, a.Observed, a.GapToTarget))
		}
		for j := range b.Cells {
			score(fmt.Sprint(b.Stage, " ", b.Cells[j].Level), b.Cells[j].Score, a.Cells[j].Score)
		}
	}
	check("index", before.Index, after.Index)
	for i := range before.Barriers {
		// A severity is a score turned round: it may only fall.
		score(before.Barriers[i].Barrier.String(), after.Barriers[i].Severity, before.Barriers[i].Severity)
		if b, a := before.Barriers[i].Band, after.Barriers[i].Band; a > b {
			errs = append(errs, fmt.Sprintf("band rose from %s to %s", b, a))
		}
	}
	for i := range before.Sections {
		score(before.Sections[i].ID, before.Sections[i].Score, after.Sections[i].Score)
	}
	for i := range before.Duties {
		score(before.Duties[i].Duty.String(), before.Duties[i].Score, after.Duties[i].Score)
	}
	if len(errs) > 0 {
		return fmt.Errorf("%s", strings.Join(errs, "; "))
	}
	return nil
}

func TestNewProfile_aBetterAnswerNeverLowersAResult(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 5))
	for i := range 800 {
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		before := assess.NewProfile(q, a, nil)
		for _, it := range q.Items() {
			r := a.Responses[it.ID]
			if r.State != assess.Answered || r.Value == it.Max() {
				continue
			}
			better := &assess.Assessment{Targets: a.Targets, Responses: maps.Clone(a.Responses)}
			r.Value++
			better.Responses[it.ID] = r
			if err := climbs(before, assess.NewProfile(q, better, nil)); err != nil {
				t.Fatalf("assessment %d, %s raised to %d: %v", i, it.ID, r.Value, err)
			}
		}
	}
}

func TestNewProfile_valueLiesInItsRange(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 11))
	inside := func(what string, applicable, hasValue bool, value, low, high, top assess.Ratio) {
		if !applicable {
			return
		}
		if low.Sign() < 0 || high.Less(low) || top.Less(high) || hasValue && (value.Less(low) || high.Less(value)) {
			t.Fatalf("%s = %s, want 0 <= low <= value <= high <= %s", what, figureOf(applicable, hasValue, value, low, high), top)
		}
	}
	score := func(what string, s assess.Score) {
		inside(what, s.Applicable, s.HasValue, s.Value, s.Low, s.High, assess.Whole(1))
	}
	for range 3000 {
		q := randomQuestionnaire(rng)
		p := assess.NewProfile(q, randomAssessment(rng, q), nil)
		for _, s := range p.Stages {
			inside("depth", s.Depth.Applicable, s.Depth.HasValue, s.Depth.Value, s.Depth.Low, s.Depth.High, assess.Whole(4))
			for _, c := range s.Cells {
				score("cell", c.Score)
			}
		}
		inside("index", p.Index.Applicable, p.Index.HasValue, p.Index.Value, p.Index.Low, p.Index.High, assess.Whole(1))
		for _, b := range p.Barriers {
			score("severity", b.Severity)
		}
		for _, s := range p.Sections {
			score("section", s.Score)
		}
	}
}

// shuffled gives the same sections and items in another order.
func shuffled(rng *rand.Rand, q *assess.Questionnaire) *assess.Questionnaire {
	out := *q
	out.Sections = slices.Clone(q.Sections)
	rng.Shuffle(len(out.Sections), func(i, j int) { out.Sections[i], out.Sections[j] = out.Sections[j], out.Sections[i] })
	for i := range out.Sections {
		items := slices.Clone(out.Sections[i].Items)
		rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		out.Sections[i].Items = items
	}
	return &out
}

// Order decides only between actions that are equal in everything else, so
// which of those are selected is left out here.
func TestNewProfile_orderOfItemsDoesNotMatter(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(13, 17))
	sorted := func(p *assess.Profile) outcome {
		for i := range p.Actions {
			p.Actions[i].Selected = false
		}
		for i := range p.Barriers {
			slices.Sort(p.Barriers[i].Critical)
		}
		o := outcomeOf(p)
		for _, list := range [][]string{o.Sections, o.Actions, o.Unknowns} {
			slices.Sort(list)
		}
		return o
	}
	for i := range 1500 {
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		was := sorted(assess.NewProfile(q, a, nil))
		if diff := cmp.Diff(was, sorted(assess.NewProfile(shuffled(rng, q), a, nil))); diff != "" {
			t.Fatalf("assessment %d (-in order +shuffled):\n%s", i, diff)
		}
	}
}

// Eight items of odd weights in each of 24 cells give sums that machine words
// cannot hold; the result stays exact.
func TestNewProfile_exactBeyondMachineWords(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(19, 23))
	beyond := 0
	for i := range 40 {
		q := &assess.Questionnaire{Sections: []assess.Section{{ID: "all"}}}
		a := &assess.Assessment{Responses: map[string]assess.Response{}}
		for n := range 24 * 8 {
			it := assess.Item{
				ID: fmt.Sprint("i", n), Stage: assess.Stage(1 + n/32), Level: assess.Level(1 + n/8%4),
				Weight: assess.Weight(5 + rng.IntN(26)), Anchors: anchors(2 + rng.IntN(5)),
			}
			// Falling with the level, so that every cell is a new minimum.
			value := max(0, it.Max()-n/8%4-rng.IntN(2))
			a.Responses[it.ID] = assess.Response{State: assess.Answered, Value: value}
			q.Sections[0].Items = append(q.Sections[0].Items, it)
		}
		p := assess.NewProfile(q, a, nil)
		if diff := cmp.Diff(naive{q, a, nil}.outcome(), outcomeOf(p)); diff != "" {
			t.Fatalf("assessment %d (-second scorer +NewProfile):\n%s", i, diff)
		}
		if len(p.Index.Value.String()) > 40 {
			beyond++
		}
	}
	if beyond == 0 {
		t.Error("no index left machine words; the case tests nothing")
	}
}
