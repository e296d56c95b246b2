package assess_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"csi/assess"

	"github.com/google/go-cmp/cmp"
)

// ballots makes one person per word: a value, "dk" or "na"; "card:value" with
// the card of an organisation.
func ballots(words ...any) []assess.Ballot {
	var out []assess.Ballot
	for _, w := range words {
		b := assess.Ballot{}
		switch v := w.(type) {
		case int:
			b.Response = assess.Response{State: assess.Answered, Value: v}
		case string:
			b.Response.State = map[string]assess.State{"dk": assess.DontKnow, "na": assess.NotApplicable}[v]
		case [2]int:
			b.Card, b.Response = v[0], assess.Response{State: assess.Answered, Value: v[1]}
		}
		out = append(out, b)
	}
	return out
}

func itemOf(top int) *assess.Item {
	return &assess.Item{ID: "x", Anchors: anchors(top), NotApplicable: true}
}

// domain.md E.9: the same middle score, a different next step.
func TestNewSpread_workedExample(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ballots   []assess.Ballot
		score     int
		consensus float64
		field     assess.Field
	}{
		"divided": {ballots(3, 2, 2, 0, 1), 53, 0.32, assess.AgreeFirst},
		"agreed":  {ballots(2, 2, 2, 1, 2), 60, 0.73, assess.ReadyToAct},
	} {
		s := assess.NewSpread(itemOf(3), c.ballots, assess.DefaultMinimum(), false)
		if got := s.Score.Value.Round100(); s.Hidden || got != c.score {
			t.Errorf("%s: score %d (hidden %v), want %d", name, got, s.Hidden, c.score)
		}
		if got := math.Round(100*s.Consensus.Float()) / 100; got != c.consensus {
			t.Errorf("%s: consensus %v, want %v", name, got, c.consensus)
		}
		if s.Field() != c.field {
			t.Errorf("%s: field %v, want %v", name, s.Field(), c.field)
		}
	}
}

func TestNewSpread_organisationsCountEqually(t *testing.T) {
	t.Parallel()
	// Four people of one organisation do not outvote two others.
	s := assess.NewSpread(itemOf(3), ballots([2]int{1, 3}, [2]int{1, 3}, [2]int{1, 3}, [2]int{1, 3}, [2]int{2, 0}, [2]int{3, 0}),
		assess.DefaultMinimum(), true)
	if got := s.Score.Value.String(); got != "1/3" {
		t.Errorf("the mean over organisations is %s, want 1/3", got)
	}
	if s.People != 6 || s.Organisations != 3 {
		t.Errorf("counted %d people of %d organisations", s.People, s.Organisations)
	}
}

func TestNewSpread_hidesSmallGroups(t *testing.T) {
	t.Parallel()
	least := assess.DefaultMinimum()
	for name, c := range map[string]struct {
		ballots []assess.Ballot
		least   assess.Minimum
		cards   bool
		why     assess.Hiding
	}{
		"four people":         {ballots(1, 1, 2, "dk"), least, false, assess.TooSmall},
		"five people":         {ballots(1, 1, 2, "dk", "na"), least, false, 0},
		"blank is nobody":     {ballots(1, 1, 2, 3, "-"), least, false, assess.TooSmall},
		"nobody":              {ballots("-"), least, false, assess.NobodyAsked},
		"two organisations":   {ballots([2]int{1, 1}, [2]int{1, 1}, [2]int{2, 1}, [2]int{2, 1}, [2]int{2, 2}), least, true, assess.TooSmall},
		"three organisations": {ballots([2]int{1, 1}, [2]int{1, 1}, [2]int{2, 1}, [2]int{2, 1}, [2]int{3, 2}), least, true, 0},
		"raised":              {ballots(1, 1, 2, 2, 3), assess.Minimum{People: 6}, false, assess.TooSmall},
		"never lowered":       {ballots(1, 1, 2, 2), assess.Minimum{People: 1, Organisations: 1}, false, assess.TooSmall},
	} {
		s := assess.NewSpread(itemOf(3), c.ballots, c.least, c.cards)
		if s.Why != c.why || s.Hidden != (c.why != 0) {
			t.Errorf("%s: hidden %v because %v, want %v", name, s.Hidden, s.Why, c.why)
		}
		if s.Hidden && (s.People != 0 || s.Counts != nil || s.Score.Applicable || s.Consensus.Has()) {
			t.Errorf("%s: a hidden spread tells %+v", name, s)
		}
	}
}

// A group that all say the same is scored like one of them alone.
func TestNewGroupProfile_likeOneOfThem(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 5))
		q := randomQuestionnaire(rng)
		a := randomAssessment(rng, q)
		want := assess.NewProfile(q, a, nil)
		var spreads []assess.Spread
		for _, it := range q.Items() {
			var all []assess.Ballot
			for i := range 6 {
				all = append(all, assess.Ballot{Card: 1 + i%3, Response: a.Responses[it.ID]})
			}
			spreads = append(spreads, assess.NewSpread(it, all, assess.DefaultMinimum(), true))
		}
		got := assess.NewGroupProfile(q, "cso", spreads, a.Targets, nil)
		for i := range want.Stages {
			want.Stages[i].Confidence = assess.Confidence{}
		}
		for i := range want.Sections {
			want.Sections[i].Confidence = assess.Confidence{}
		}
		for i := range want.Barriers {
			b := &want.Barriers[i]
			b.Critical = nil
			if b.Lifted {
				b.Lifted, b.Band = false, assess.LowBand
			}
		}
		equal := cmp.Comparer(func(x, y assess.Ratio) bool { return x.Equal(y) })
		for name, pair := range map[string][2]any{
			"stages": {want.Stages, got.Stages}, "index": {want.Index, got.Index}, "weakest": {want.Weakest, got.Weakest},
			"barriers": {want.Barriers, got.Barriers}, "sections": {want.Sections, got.Sections},
		} {
			if diff := cmp.Diff(fmt.Sprintf("%+v", pair[0]), fmt.Sprintf("%+v", pair[1])); diff != "" && !cmp.Equal(pair[0], pair[1], equal) {
				t.Fatalf("seed %d, %s: %s", seed, name, diff)
			}
		}
	}
}

// Whatever people say, every range holds its value.
func TestNewGroupProfile_rangesHold(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 6))
		q := randomQuestionnaire(rng)
		people := make([]*assess.Assessment, 5+rng.IntN(12))
		for i := range people {
			people[i] = randomAssessment(rng, q)
		}
		var spreads []assess.Spread
		for _, it := range q.Items() {
			var all []assess.Ballot
			for i, a := range people {
				all = append(all, assess.Ballot{Card: 1 + i%4, Response: a.Responses[it.ID]})
			}
			spreads = append(spreads, assess.NewSpread(it, all, assess.DefaultMinimum(), true))
		}
		p := assess.NewGroupProfile(q, "cso", spreads, nil, nil)
		check := func(what string, s assess.Score) {
			if s.Applicable && (s.High.Less(s.Low) || s.HasValue && (s.Value.Less(s.Low) || s.High.Less(s.Value))) {
				t.Fatalf("seed %d, %s: %v not within %v to %v", seed, what, s.Value, s.Low, s.High)
			}
		}
		for _, s := range spreads {
			check(s.Item.ID, s.Score)
		}
		for _, s := range p.Stages {
			for _, c := range s.Cells {
				check(s.Stage.String(), c.Score)
			}
		}
		for _, b := range p.Barriers {
			check(b.Barrier.String(), b.Severity)
		}
		for _, s := range p.Sections {
			check(s.ID, s.Score)
		}
	}
}

// The exact cut agrees with floats wherever those are not at the very cut.
func TestConsensus_AtLeast(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 7))
	for range 3000 {
		top := 2 + rng.IntN(5)
		var all []any
		for range 3 + rng.IntN(30) {
			all = append(all, rng.IntN(top+1))
		}
		all = append(all, "dk", "dk")
		c := assess.NewSpread(itemOf(top), ballots(all...), assess.DefaultMinimum(), false).Consensus
		mean, squares, n := 0.0, 0.0, float64(len(all)-2)
		for _, v := range all[:len(all)-2] {
			mean += float64(v.(int)) / float64(top) / n
		}
		for _, v := range all[:len(all)-2] {
			d := float64(v.(int))/float64(top) - mean
			squares += d * d / n
		}
		want := 1 - 2*math.Sqrt(squares)
		if math.Abs(c.Float()-max(0, want)) > 1e-9 {
			t.Fatalf("consensus of %v is %v, want %v", all, c.Float(), want)
		}
		for _, cut := range []assess.Ratio{assess.ConsensusCut(), assess.NewRatio(1, 2), assess.NewRatio(3, 4)} {
			if math.Abs(want-cut.Float()) > 1e-9 && c.AtLeast(cut) != (want > cut.Float()) {
				t.Fatalf("%v at %v: %v", all, cut, c.AtLeast(cut))
			}
		}
	}
	two := assess.NewSpread(itemOf(3), ballots(1, 1, "dk", "dk", "dk"), assess.DefaultMinimum(), false)
	if two.Consensus.Has() || two.Consensus.Grade() != 0 {
		t.Error("two people have a consensus")
	}
}

func TestAgenda(t *testing.T) {
	t.Parallel()
	q := core()
	say := map[string][]assess.Ballot{
		"ag-inf": ballots(2, 2, 2, 2, 2, 2, 2, 2, 2, 3), // agreed and in place
		"ag-con": ballots(0, 3, 0, 3, 1),                // next rung, far apart
		"ag-dia": ballots(0, 3, 0, 3, 1),                // the same, one level further
		"b1-1":   ballots(0, 0, 0, 0, 0),                // must-have, agreed to be absent
		"b1-2":   ballots(3, 3, 3, 3, 3),                // nothing to talk about
		"b1-3":   ballots(0, 3, 0, 3),                   // too few
	}
	var spreads []assess.Spread
	for _, it := range q.Items() {
		spreads = append(spreads, assess.NewSpread(it, say[it.ID], assess.DefaultMinimum(), false))
	}
	p := assess.NewGroupProfile(q, "cso", spreads, nil, nil)
	type topic struct {
		ID      string
		Minutes int
		Next    bool
	}
	list := func(minutes int) (out []topic) {
		for _, x := range assess.Agenda(p, minutes) {
			out = append(out, topic{x.Item.ID, x.Minutes, x.Next})
		}
		return out
	}
	all := []topic{{"ag-con", 12, true}, {"ag-dia", 12, false}, {"ag-inf", 8, false}, {"b1-1", 10, false}}
	if diff := cmp.Diff(all, list(120)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]topic{all[0], all[2]}, list(20)); diff != "" {
		t.Errorf("a topic that does not fit is not passed over: %s", diff)
	}
}

func TestParticipant_Standing(t *testing.T) {
	t.Parallel()
	one, two := assess.Response{State: assess.Answered, Value: 1}, assess.Response{State: assess.DontKnow}
	p := assess.Participant{Rounds: []map[string]assess.Response{{"a": one, "b": one}, {"a": two, "b": {}}}}
	for _, c := range []struct {
		item  string
		round int
		want  assess.Response
	}{
		{"a", 1, one}, {"a", 2, two}, {"a", 3, two}, {"b", 2, one}, {"c", 2, assess.Response{}}, {"a", 0, assess.Response{}},
	} {
		if got := p.Standing(c.item, c.round); got != c.want {
			t.Errorf("%s after round %d: %+v, want %+v", c.item, c.round, got, c.want)
		}
	}
}
