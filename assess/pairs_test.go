package assess_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"csi/assess"
)

// pairRow makes of an assessment what a collection gives of it.
func pairRow(hash string, q *assess.Questionnaire, a *assess.Assessment) assess.PairRow {
	r := assess.PairRow{Hash: hash, Segment: assess.SegmentOf(a), Period: a.Frame.Period, Date: a.Frame.Date}
	for _, it := range q.Items() {
		r.Items = append(r.Items, it.ID)
		r.Responses = append(r.Responses, a.Responses[it.ID])
	}
	return r
}

// mirroredPair makes two questionnaires that ask the same items.
func mirroredPair(rng *rand.Rand) (first, second *assess.Questionnaire) {
	first = randomQuestionnaire(rng)
	copied := *first
	first.Mirror, copied.ID, copied.Mirror = "mirror", "mirror", first.ID
	return first, &copied
}

// Where one organisation of civil society stands beside the authority, a pair
// is what CompareViews says of the two.
func TestPairs_ofTwo(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 41))
		first, second := mirroredPair(rng)
		a, b := randomAssessment(rng, first), randomAssessment(rng, second)
		period := assess.Period{From: assess.Month{Year: 2024, Month: 1}, To: assess.Month{Year: 2025, Month: 12}}
		a.Frame.Period, b.Frame.Period = period, period
		want := assess.CompareViews(assess.Sheet{Questionnaire: first, Assessment: a}, assess.Sheet{Questionnaire: second, Assessment: b})
		p := assess.NewPairer(first, second)
		m := p.Place([]assess.PairRow{pairRow("b", second, b)})
		m.Add(pairRow("a", first, a))
		pairs := m.Pairs()
		if len(pairs) != 1 || pairs[0].Civil != 1 || m.Alone != 0 {
			t.Fatalf("seed %d: %d pairs", seed, len(pairs))
		}
		got := map[assess.Measure]string{}
		for _, o := range pairs[0].Observations {
			got[o.Measure] = fmt.Sprint(o.State)
			if o.State == assess.Answered {
				got[o.Measure] += " " + o.Value.String()
			}
		}
		check := func(m string, v assess.Pairing, kind bool) {
			t.Helper()
			said := "not-applicable"
			switch {
			case v.Kind == 0:
			case !kind && v.HasGap:
				said = "answered " + v.Gap.String()
			case kind && v.Kind != assess.KnownToNeither:
				said = fmt.Sprint("answered ", slices.Index(assess.ViewKinds(), v.Kind))
			default:
				said = "dont-know"
			}
			if text := got[assess.Measure(m)]; text != said {
				t.Fatalf("seed %d: %s is %q; CompareViews says %q", seed, m, text, said)
			}
		}
		for _, c := range want.Cells {
			about := "/" + c.Stage.String() + "/" + c.Level.String()
			check("view"+about, c.Pairing, true)
			check("view-gap"+about, c.Pairing, false)
		}
		for _, it := range want.All {
			check("item-gap/"+it.Item.ID, it.Pairing, false)
		}
		for _, x := range want.Barriers() {
			o := got[assess.Measure("barrier-gap/"+x.Barrier.String())]
			if x.HasGap != strings.HasPrefix(o, "answered") || x.HasGap && o != "answered "+x.Gap.String() {
				t.Fatalf("seed %d: severity gap of %s is %q; CompareViews says %v %s", seed, x.Barrier, o, x.HasGap, x.Gap)
			}
		}
	}
}

// Several organisations speak with the mean of those that answered; under 60 %
// of those that it applies to there is none. Counted in math/big, from the
// rules alone.
func TestPairs_mean(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 42))
		first, second := mirroredPair(rng)
		p := assess.NewPairer(first, second)
		b := randomAssessment(rng, second)
		period := assess.Period{From: assess.Month{Year: 2024, Month: 1}, To: assess.Month{Year: 2025, Month: 12}}
		b.Frame.Period = period
		m := p.Place([]assess.PairRow{pairRow("b", second, b)})
		var all []*assess.Assessment
		for i := range 1 + rng.IntN(6) {
			a := randomAssessment(rng, first)
			a.Frame.Period = period
			all = append(all, a)
			m.Add(pairRow(fmt.Sprint("a", i), first, a))
		}
		got := map[assess.Measure]assess.Observation{}
		for _, o := range m.Pairs()[0].Observations {
			got[o.Measure] = o
		}
		for _, it := range first.Items() {
			sum, answered, applies := new(big.Rat), int64(0), int64(0)
			for _, a := range all {
				switch r := a.Responses[it.ID]; r.State {
				case assess.Answered:
					sum.Add(sum, big.NewRat(int64(r.Value), int64(it.Max())))
					answered++
					applies++
				case assess.NotApplicable:
				default:
					applies++
				}
			}
			o := got[assess.Measure("item-gap/"+it.ID)]
			other := b.Responses[it.ID]
			state := assess.Answered
			switch {
			case applies == 0 || other.State == assess.NotApplicable:
				state = assess.NotApplicable
			case 10*answered < 6*applies || other.State != assess.Answered:
				state = assess.DontKnow
			}
			if o.State != state {
				t.Fatalf("seed %d: %s is %v; expected %v", seed, it.ID, o.State, state)
			}
			if state != assess.Answered {
				continue
			}
			want := new(big.Rat).Sub(big.NewRat(int64(other.Value), int64(it.Max())), sum.Quo(sum, big.NewRat(answered, 1)))
			if o.Value.String() != want.RatString() {
				t.Fatalf("seed %d: gap of %s is %s; expected %s", seed, it.ID, o.Value, want.RatString())
			}
		}
	}
}

// Each organisation stands beside the authority's assessment whose period
// shares the most months with its own, of equal ones the later; never in two.
func TestPairs_matching(t *testing.T) {
	t.Parallel()
	cso, authority := twoSides()
	at := func(from, to int) assess.Period {
		return assess.Period{From: assess.Month{Year: from, Month: 1}, To: assess.Month{Year: to, Month: 12}}
	}
	side := func(hash string, s assess.Sheet, period assess.Period, year int) assess.PairRow {
		s.Assessment.Frame.Period, s.Assessment.Frame.Date = period, assess.Date{Year: year, Month: 1, Day: 1}
		return pairRow(hash, s.Questionnaire, s.Assessment)
	}
	m := assess.NewPairer(cso.Questionnaire, authority.Questionnaire).Place([]assess.PairRow{
		side("x", authority, at(2020, 2021), 2022), side("y", authority, at(2022, 2023), 2024), side("z", authority, at(2022, 2023), 2025)})
	for i, period := range []assess.Period{at(2021, 2021), at(2021, 2023), at(2022, 2022), at(2020, 2023), at(2010, 2011), at(2022, 2022)} {
		m.Add(side(fmt.Sprint(i), cso, period, 2026))
	}
	var got []string
	for _, p := range m.Pairs() {
		got = append(got, fmt.Sprint(p.Segment.Year, " ", p.Civil, " ", p.Far))
	}
	slices.Sort(got)
	// 2021-2023 shares two years with y and z; 2020-2023 shares as much with
	// all, and so goes to the latest; one year of two or four is half or less.
	if want := "2021 1 0, 2023 4 0"; strings.Join(got, ", ") != want || m.Alone != 1 {
		t.Errorf("pairs %q and %d alone; expected %q and 1", strings.Join(got, ", "), m.Alone, want)
	}
	far := assess.NewPairer(cso.Questionnaire, authority.Questionnaire).Place([]assess.PairRow{side("x", authority, at(2020, 2022), 2022)})
	far.Add(side("a", cso, at(2022, 2024), 2025))
	if p := far.Pairs(); len(p) != 1 || p[0].Far != 1 {
		t.Errorf("%+v: one of five years in common is less than half", p)
	}
}

// Names that strings.EqualFold calls equal are one matter.
func TestMatterOf(t *testing.T) {
	t.Parallel()
	words := []string{"Port Example", "PORT EXAMPLE ", "Порт", "ПОРТ", "Kelvin", "\u212aelvin", "ſea", "Sea", "straße", "STRASSE"}
	for _, a := range words {
		for _, b := range words {
			same := assess.MatterOf(assess.Segment{Jurisdiction: a}) == assess.MatterOf(assess.Segment{Jurisdiction: b})
			if same != strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
				t.Errorf("%q and %q: one matter %v", a, b, same)
			}
		}
	}
	if assess.MatterOf(assess.Segment{Policy: "A", Year: 2024}) == assess.MatterOf(assess.Segment{Policy: "B", Year: 2024}) || assess.MatterOf(assess.Segment{Major: "1"}) == assess.MatterOf(assess.Segment{Major: "2"}) {
		t.Error("another policy or major version is another matter")
	}
}
