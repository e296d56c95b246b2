package collection

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"csi/assess"
)

// Simulated makes up n assessments of a questionnaire, for trying things out
// and for measuring: nobody stands behind them, and each says so in its
// jurisdiction, its policy and its organisation. The countries are codes that
// ISO 3166 keeps for private use. The same seed gives the same assessments.
func Simulated(q *assess.Questionnaire, n int, seed uint64) iter.Seq[*assess.Assessment] {
	return func(yield func(*assess.Assessment) bool) {
		rng := rand.New(rand.NewPCG(seed, 6))
		for made, place := 0, 0; made < n; place++ {
			frame := fictional(rng, q, place)
			some := min(n-made, 8+rng.IntN(80))
			for i, p := range assess.Simulate(q, frame.Group, some, 0, rng.Uint64()) {
				if !yield(simulated(rng, q, frame, place, i, p)) {
					return
				}
			}
			made += some
		}
	}
}

// SimulatedViews is Simulated for two questionnaires that mirror each other:
// in each place one to eight organisations of civil society answer the first
// one, and one or two assessments of an authority stand beside them.
func SimulatedViews(first, second *assess.Questionnaire, n int, seed uint64) iter.Seq2[*assess.Questionnaire, *assess.Assessment] {
	return func(yield func(*assess.Questionnaire, *assess.Assessment) bool) {
		rng := rand.New(rand.NewPCG(seed, 7))
		for made, place := 0, 0; made < n; place++ {
			frame := fictional(rng, first, place)
			for side, q := range []*assess.Questionnaire{first, second} {
				frame.Group = q.Groups[rng.IntN(len(q.Groups))]
				some := min(n-made, []int{1 + rng.IntN(8), 1 + rng.IntN(2)}[side])
				for i, p := range assess.Simulate(q, frame.Group, some, 0, rng.Uint64()) {
					if !yield(q, simulated(rng, q, frame, place, 100*side+i, p)) {
						return
					}
				}
				made += some
			}
		}
	}
}

// simulated makes up the rest of one assessment.
func simulated(rng *rand.Rand, q *assess.Questionnaire, frame assess.Frame, place, i int, p assess.Participant) *assess.Assessment {
	a := &assess.Assessment{
		ID: uuid7(rng), Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}, Language: q.Language,
		Frame: frame, Responses: p.Rounds[0],
	}
	a.Frame.Organisation = fmt.Sprintf("Fictional organisation %d-%d", place+1, i+1)
	a.Frame.People = 1 + rng.IntN(9)
	year := 2021 + rng.IntN(5)
	a.Frame.Period = assess.Period{From: assess.Month{Year: year - 1, Month: 1}, To: assess.Month{Year: year, Month: 12}}
	a.Frame.Date = assess.Date{Year: year + 1, Month: 1 + rng.IntN(6), Day: 1 + rng.IntN(28)}
	vary(rng, q, a)
	return a
}

// fictional makes up a place with its policy and who answers there.
func fictional(rng *rand.Rand, q *assess.Questionnaire, place int) assess.Frame {
	// Private use: XA to XZ, QM to QZ, ZZ.
	country := rng.IntN(26 + 14 + 1)
	code := "ZZ"
	switch {
	case country < 26:
		if code = "X" + string(rune('A'+country)); code == "XK" {
			code = "ZZ" // many use it for a place that there is
		}
	case country < 40:
		code = "Q" + string(rune('M'+country-26))
	}
	return assess.Frame{
		Jurisdiction: fmt.Sprintf("Fictional place %d", 1+place%400), Tier: assess.Tiers()[rng.IntN(3)], Country: code,
		Policy: "Fictional drug strategy", Group: q.Groups[rng.IntN(len(q.Groups))], Agencies: []string{"health"},
	}
}

// vary adds what people add: evidence, a note here and there, a plan.
func vary(rng *rand.Rand, q *assess.Questionnaire, a *assess.Assessment) {
	recorded := rng.IntN(2) == 0
	planned := rng.IntN(3) == 0
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			r := a.Responses[it.ID]
			if recorded && r.State == assess.Answered {
				r.Evidence = assess.EvidenceGrade(rng.IntN(4))
			}
			if rng.IntN(6) == 0 {
				r.Note = "Fictional: the group talked about this for a while and agreed."
			}
			a.Responses[it.ID] = r
			if planned && len(it.Actions) > 0 && rng.IntN(12) == 0 {
				a.Plan = append(a.Plan, assess.PlanEntry{Action: it.Actions[rng.IntN(len(it.Actions))].ID, Status: assess.Planned})
			}
		}
	}
}

// uuid7 makes an id in the form of those of real assessments, of a time long
// before any.
func uuid7(rng *rand.Rand) string {
	a, b := rng.Uint64(), rng.Uint64()
	return fmt.Sprintf("0000%04x-%04x-7%03x-8%03x-%012x", uint16(a), uint16(a>>16), a>>52, b>>52, b&(1<<48-1))
}
