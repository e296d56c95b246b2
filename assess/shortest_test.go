package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// smallQuestionnaire has one or two stages with a few items in a cell, or one
// crowded cell where a few late actions can stand in for many early ones, so
// that every set of its actions can be tried.
func smallQuestionnaire(rng *rand.Rand) *assess.Questionnaire {
	if rng.IntN(2) == 0 {
		return crowdedCell(rng)
	}
	q := &assess.Questionnaire{ID: "small", Version: "1.0.0", Sections: []assess.Section{{ID: "s"}}}
	left := 10 // actions
	for _, st := range []assess.Stage{assess.Drafting, assess.Monitoring}[:1+rng.IntN(2)] {
		for _, l := range assess.Levels()[rng.IntN(2):] {
			for range 1 + rng.IntN(4) {
				id := fmt.Sprint("i", len(q.Sections[0].Items))
				it := assess.Item{ID: id, Stage: st, Level: l, Anchors: anchors(2 + rng.IntN(5)), NotApplicable: true}
				if rng.IntN(2) == 0 {
					it.Weight = assess.Weight(5 + rng.IntN(26))
				}
				for n := range min(left, rng.IntN(4)) {
					side := assess.Addressee(1 + rng.IntN(2))
					it.Actions = append(it.Actions, assess.Action{
						ID: fmt.Sprintf("%s/%s/%d", id, side, n+1), For: side,
						AtMost: rng.IntN(it.Max() + 1), Horizon: assess.Horizon(1 + rng.IntN(3)),
					})
					left--
				}
				q.Sections[0].Items = append(q.Sections[0].Items, it)
			}
		}
	}
	rng.Shuffle(len(q.Sections[0].Items), func(i, j int) {
		items := q.Sections[0].Items
		items[i], items[j] = items[j], items[i]
	})
	q.Index()
	return q
}

// crowdedCell has up to ten actions for five items of one cell: the higher an
// action lifts, the later it mostly is.
func crowdedCell(rng *rand.Rand) *assess.Questionnaire {
	q := &assess.Questionnaire{ID: "crowded", Version: "1.0.0", Sections: []assess.Section{{ID: "s"}}}
	for i := range 5 {
		id := fmt.Sprint("i", i)
		it := assess.Item{ID: id, Stage: assess.Drafting, Level: assess.Information, Anchors: anchors(6), Weight: assess.Weight(5 + rng.IntN(26))}
		for n := range 2 {
			late := 1 + rng.IntN(2)*n + rng.IntN(2)
			it.Actions = append(it.Actions, assess.Action{
				ID: fmt.Sprintf("%s/cso/%d", id, n+1), For: assess.ForCSO, AtMost: 1 + 2*n + rng.IntN(2), Horizon: assess.Horizon(late),
			})
		}
		q.Sections[0].Items = append(q.Sections[0].Items, it)
	}
	q.Index()
	return q
}

// smallAssessment answers low, leaves some open, and drops or moves some
// actions in the plan.
func smallAssessment(rng *rand.Rand, q *assess.Questionnaire) *assess.Assessment {
	a := &assess.Assessment{Responses: map[string]assess.Response{}, Targets: map[assess.Stage]assess.Level{}}
	open := rng.IntN(3)
	for _, it := range q.Items() {
		switch n := rng.IntN(20); {
		case n < open:
			a.Responses[it.ID] = assess.Response{State: assess.DontKnow}
		case n < 2*open:
			a.Responses[it.ID] = assess.Response{State: assess.NotApplicable}
		default:
			a.Responses[it.ID] = assess.Response{State: assess.Answered, Value: min(rng.IntN(it.Max()+1), rng.IntN(it.Max()+1))}
		}
		for _, x := range it.Actions {
			switch rng.IntN(10) {
			case 0:
				a.Plan = append(a.Plan, assess.PlanEntry{Action: x.ID, Status: assess.Dropped})
			case 1:
				a.Plan = append(a.Plan, assess.PlanEntry{Action: x.ID, Horizon: assess.Horizon(1 + rng.IntN(3))})
			}
		}
	}
	for _, st := range assess.Stages() {
		a.Targets[st] = assess.Level(1 + rng.IntN(4))
	}
	return a
}

// bruteAction is an action as the brute force sees it: worked out anew from the
// rule in the package comment.
type bruteAction struct {
	id      string
	item    *assess.Item
	to      int
	horizon assess.Horizon
}

// bruteActions lists the actions that raise a response, in the order of the
// model: stage, level, item, place among the actions of the item.
func bruteActions(q *assess.Questionnaire, a *assess.Assessment, side assess.Addressee) []bruteAction {
	var out []bruteAction
	for _, st := range assess.Stages() {
		for _, l := range assess.Levels() {
			for _, it := range q.Items() {
				r := a.Responses[it.ID]
				if it.Stage != st || it.Level != l || r.State != assess.Answered {
					continue
				}
				for _, x := range it.Actions {
					entry := assess.PlanEntry{}
					for _, e := range a.Plan {
						if e.Action == x.ID {
							entry = e
						}
					}
					to := min(x.AtMost+1, it.Max())
					if r.Value > x.AtMost || to <= r.Value || entry.Status == assess.Dropped || side != 0 && x.For != side {
						continue
					}
					h := x.Horizon
					if entry.Horizon != 0 {
						h = entry.Horizon
					}
					out = append(out, bruteAction{x.ID, it, to, h})
				}
			}
		}
	}
	return out
}

// brute tries every set of actions. It gives the smallest gap of each stage
// that any set comes to, and the two best of the sets that come to all of them.
func brute(q *assess.Questionnaire, a *assess.Assessment, all []bruteAction) (gaps []int, fewest, earliest string) {
	type option struct {
		gaps             []int
		fewest, earliest [3]int
		places           []int
	}
	var options []option
	for set := range 1 << len(all) {
		changed := &assess.Assessment{Targets: a.Targets, Responses: map[string]assess.Response{}}
		for id, r := range a.Responses {
			changed.Responses[id] = r
		}
		var o option
		var n [4]int
		for i, x := range all {
			if set>>i&1 == 1 {
				r := changed.Responses[x.item.ID]
				r.Value = max(r.Value, x.to)
				changed.Responses[x.item.ID] = r
				n[x.horizon]++
				o.places = append(o.places, i)
			}
		}
		p := assess.NewProfile(q, changed, nil)
		proposed := true
		for _, i := range o.places {
			if all[i].item.Level == assess.Partnership {
				info := p.Stage(all[i].item.Stage).Cell(assess.Information)
				proposed = proposed && info != nil && info.Rating == assess.InPlace
			}
		}
		if !proposed {
			continue
		}
		for _, s := range p.Stages {
			o.gaps = append(o.gaps, s.GapToTarget)
		}
		o.fewest = [3]int{n[1] + n[2] + n[3], n[3], n[2]}
		o.earliest = [3]int{n[3], n[2], n[1] + n[2] + n[3]}
		options = append(options, o)
	}
	gaps = slices.Clone(options[0].gaps)
	for _, o := range options {
		for i := range gaps {
			gaps[i] = min(gaps[i], o.gaps[i])
		}
	}
	best := func(key func(*option) [3]int) string {
		var found *option
		for i := range options {
			o := &options[i]
			if !slices.Equal(o.gaps, gaps) {
				continue
			}
			if found == nil {
				found = o
				continue
			}
			x, y := key(o), key(found)
			if c := slices.Compare(x[:], y[:]); c < 0 || c == 0 && slices.Compare(o.places, found.places) < 0 {
				found = o
			}
		}
		var ids []string
		for _, i := range found.places {
			ids = append(ids, all[i].id)
		}
		slices.Sort(ids)
		return strings.Join(ids, " ")
	}
	return gaps, best(func(o *option) [3]int { return o.fewest }), best(func(o *option) [3]int { return o.earliest })
}

func listText(l assess.ActionList) string {
	var ids []string
	for _, x := range l.Actions {
		ids = append(ids, x.Action.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

func gapsOf(p *assess.Profile) []int {
	var out []int
	for _, s := range p.Stages {
		out = append(out, s.GapToTarget)
	}
	return out
}

// TestReach_agreesWithBruteForce tries every set of actions of small random
// questionnaires and holds both lists, the gaps they leave and what is said
// about the goals against it.
func TestReach_agreesWithBruteForce(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(4, 2026))
	seen := map[string]int{}
	for i := range 800 {
		q := smallQuestionnaire(rng)
		a := smallAssessment(rng, q)
		side := assess.Addressee(rng.IntN(3))
		r := assess.NewSupposer(q, a, nil).Reach(assess.Search{For: side})
		gaps, fewest, earliest := brute(q, a, bruteActions(q, a, side))
		got := []any{gapsOf(r.Fewest.After), gapsOf(r.Earliest.After), listText(r.Fewest), listText(r.Earliest), r.Fewest.Proved, r.Earliest.Proved}
		if diff := cmp.Diff([]any{gaps, gaps, fewest, earliest, true, true}, got); diff != "" {
			t.Fatalf("assessment %d, side %s (-brute force +Reach):\n%s", i, side, diff)
		}
		for k, g := range r.Goals {
			seen[g.State.String()]++
			if g.State == assess.GoalBlocked {
				seen[g.Reason.String()]++
			}
			if met := gaps[k] == 0; met == (g.State == assess.GoalBlocked) {
				t.Fatalf("assessment %d: %s is called %s with %d to go", i, g.Stage, g.State, gaps[k])
			}
		}
		if fewest != earliest {
			seen["two lists"]++
		}
		if len(r.Fewest.Actions) > 2 && fewest != earliest {
			seen["two long lists"]++
		}
	}
	for _, want := range []string{"met", "reached", "blocked", "unknown", "no-action", "other-side", "dropped", "information", "two lists", "two long lists"} {
		if seen[want] < 5 {
			t.Errorf("%s came up %d times only; the case tests little", want, seen[want])
		}
	}
}

// With a limit the lists still reach what can be reached, and say that nobody
// proved them the best. The number of actions may only be higher.
func TestReach_limit(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 8))
	stopped, worse := 0, 0
	for i := range 1500 {
		q := smallQuestionnaire(rng)
		a := smallAssessment(rng, q)
		s := assess.NewSupposer(q, a, nil)
		whole, cut := s.Reach(assess.Search{}), s.Reach(assess.Search{Steps: 1 + rng.IntN(40)})
		for k, pair := range [][2]assess.ActionList{{whole.Fewest, cut.Fewest}, {whole.Earliest, cut.Earliest}} {
			if diff := cmp.Diff(gapsOf(pair[0].After), gapsOf(pair[1].After)); diff != "" {
				t.Fatalf("assessment %d, list %d (-whole +cut):\n%s", i, k, diff)
			}
			same := listText(pair[0]) == listText(pair[1])
			switch {
			case pair[1].Proved && !same:
				t.Fatalf("assessment %d, list %d is called proved and differs: %s, %s", i, k, listText(pair[0]), listText(pair[1]))
			case !pair[1].Proved:
				stopped++
			}
			if !same {
				worse++
			}
		}
		if len(cut.Fewest.Actions) != len(whole.Fewest.Actions) {
			t.Fatalf("assessment %d: %d actions with a limit, %d without", i, len(cut.Fewest.Actions), len(whole.Fewest.Actions))
		}
		if cut.Earliest.Long != whole.Earliest.Long {
			t.Fatalf("assessment %d: %d long actions with a limit, %d without", i, cut.Earliest.Long, whole.Earliest.Long)
		}
	}
	if stopped < 100 || worse == 0 {
		t.Errorf("the limit stopped %d searches and spoilt %d; the case tests nothing", stopped, worse)
	}
}
