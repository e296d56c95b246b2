package assess

import (
	"math"
	"math/rand/v2"
)

// simulatedItem is how a simulation imagines an item in a group: where most
// people stand, how far they are apart and how many do not know.
type simulatedItem struct {
	middle, spread float64 // in parts of the scale, 0 to 1
	unknown        float64 // share of people who do not know
	absent         float64 // share of people who say it does not apply
}

// Simulate makes up what people of a group would say in one round, for
// practising: nobody stands behind it, and whoever keeps it marks it as
// fictional. Items differ in how well known they are and in how far people are
// apart; organisations lean one way; higher levels of a stage are rarer than
// lower ones. The same seed gives the same people. cards is the number of
// organisations, 0 when nobody counts them.
func Simulate(q *Questionnaire, g Group, people, cards int, seed uint64) []Participant {
	rng := rand.New(rand.NewPCG(seed, uint64(len(g))<<32|uint64(len(q.ID))))
	items := q.Items()
	imagined := make([]simulatedItem, len(items))
	for i, it := range items {
		imagined[i] = imagine(rng, it)
	}
	leans := make([]float64, max(cards, 1))
	for i := range leans {
		leans[i] = 0.12 * rng.NormFloat64()
	}
	out := make([]Participant, people)
	for n := range out {
		p := Participant{Group: g, From: FromSimulator, Rounds: []map[string]Response{{}}}
		lean := leans[n%len(leans)]
		if cards > 0 {
			p.Card = 1 + n%cards
		}
		lean += 0.08 * rng.NormFloat64()
		for i, it := range items {
			p.Rounds[0][it.ID] = imagined[i].response(rng, it, lean)
		}
		out[n] = p
	}
	return out
}

// imagine draws how a group sees an item.
func imagine(rng *rand.Rand, it *Item) simulatedItem {
	s := simulatedItem{middle: 0.15 + 0.6*rng.Float64(), spread: 0.06 + 0.1*rng.Float64(), unknown: 0.04 + 0.08*rng.Float64()}
	if it.IsCell() {
		s.middle = min(0.95, max(0.05, 0.85-0.2*float64(it.Level-Information)+0.2*rng.NormFloat64()))
	}
	switch rng.IntN(5) {
	case 0: // people are far apart
		s.spread = 0.3 + 0.15*rng.Float64()
	case 1: // few have seen it
		s.unknown = 0.25 + 0.25*rng.Float64()
	}
	if it.NotApplicable {
		s.absent = 0.05
	}
	return s
}

// response draws what one person says.
func (s simulatedItem) response(rng *rand.Rand, it *Item, lean float64) Response {
	switch x := rng.Float64(); {
	case x < s.unknown:
		return Response{State: DontKnow}
	case x < s.unknown+s.absent:
		reason := "fictional"
		if len(it.Reasons) > 0 {
			reason = it.Reasons[0]
		}
		return Response{State: NotApplicable, Reason: reason}
	}
	top := float64(it.Max())
	v := math.Round(top * (s.middle + lean + s.spread*rng.NormFloat64()))
	return Response{State: Answered, Value: int(min(top, max(0, v)))}
}
