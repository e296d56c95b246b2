package assess

import "math"

// leastAgreement is the share of a set of items that must show a consensus
// before the set has one, as for its value.
const leastAgreement = 3.0 / 5

// WithConsensus gives a profile whose confidence has the agreement of a group
// as a third part: of the report, of stages and of sections the mean consensus
// of their items, where at least three fifths of those that apply show one. The
// profile itself stays as it is. spreads are what the group said before it
// agreed.
func (p *Profile) WithConsensus(q *Questionnaire, spreads []Spread) *Profile {
	by := map[string]*Spread{}
	for i := range spreads {
		by[spreads[i].Item.ID] = &spreads[i]
	}
	out := *p
	out.Confidence = withMean(p.Confidence, by, idsOf(q.Items()))
	out.Stages = append([]StageProfile(nil), p.Stages...)
	for i := range out.Stages {
		s := &out.Stages[i]
		var ids []string
		for _, c := range s.Cells {
			ids = append(ids, c.Items...)
		}
		s.Confidence = withMean(s.Confidence, by, ids)
	}
	out.Sections = append([]SectionProfile(nil), p.Sections...)
	for i := range out.Sections {
		for j := range q.Sections {
			if q.Sections[j].ID != out.Sections[i].ID {
				continue
			}
			var ids []string
			for k := range q.Sections[j].Items {
				ids = append(ids, q.Sections[j].Items[k].ID)
			}
			out.Sections[i].Confidence = withMean(out.Sections[i].Confidence, by, ids)
		}
	}
	return &out
}

func idsOf(items []*Item) []string {
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.ID
	}
	return ids
}

// withMean adds the mean consensus of items to a confidence. It holds a square
// root and is kept to a millionth.
func withMean(c Confidence, by map[string]*Spread, ids []string) Confidence {
	const exact = 1e6
	sum, with, apply := 0.0, 0, 0
	for _, id := range ids {
		s := by[id]
		if s != nil && !s.Hidden && !s.Score.Applicable {
			continue
		}
		apply++
		if s != nil && !s.Hidden && s.Consensus.Has() {
			sum += s.Consensus.Float()
			with++
		}
	}
	if with == 0 || float64(with) < leastAgreement*float64(apply) {
		return c
	}
	return c.WithConsensus(NewRatio(int64(math.Round(exact*sum/float64(with))), exact))
}
