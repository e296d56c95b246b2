package assess

import (
	"cmp"
	"slices"
	"strings"
)

// contradictions finds pairs of a civil society organisation and an authority
// of one place, policy and year that answer a mirrored item from one end of
// its scale to the other. Both may be right: they see different sides.
func (q *Quality) contradictions(mirrored [][2]string, top func(questionnaire, item string) int) []Finding {
	var out []Finding
	for _, pair := range mirrored {
		others := map[Segment][]*qualityKept{}
		for i := range q.rows {
			if r := &q.rows[i]; r.segment.Questionnaire == pair[1] {
				others[sameMatter(r.segment)] = append(others[sameMatter(r.segment)], r)
			}
		}
		for i := range q.rows {
			r := &q.rows[i]
			if r.segment.Questionnaire != pair[0] {
				continue
			}
			for _, o := range others[sameMatter(r.segment)] {
				if f := contradiction(r, o, top); f.Count > 0 {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// sameMatter leaves of a segment what two views of one matter share.
func sameMatter(s Segment) Segment {
	return Segment{Major: s.Major, Country: s.Country, Tier: s.Tier, Jurisdiction: s.Jurisdiction, Policy: s.Policy, Year: s.Year}
}

func contradiction(a, b *qualityKept, top func(questionnaire, item string) int) Finding {
	f := Finding{Kind: FindingContradict, Hashes: []string{a.hash, b.hash}, Segment: a.segment}
	at := make(map[string]int, len(b.items))
	for i, id := range b.items {
		at[id] = i
	}
	var items []string
	for i, id := range a.items {
		j, both := at[id]
		if !both || a.values[i] < 0 || b.values[j] < 0 {
			continue
		}
		f.Of++
		low, high := min(a.values[i], b.values[j]), max(a.values[i], b.values[j])
		if most := top(a.segment.Questionnaire, id); most > 0 && low == 0 && int(high) == most {
			f.Count++
			items = append(items, id)
		}
	}
	if len(items) > 5 {
		items = append(items[:5], "…")
	}
	f.Detail = strings.Join(items, ", ")
	return f
}

// outliers finds assessments whose responses lie far from the middle of their
// group: further than the upper quartile of those distances and three times
// the distance between its quartiles on top (Tukey's outer fence), and at
// least a quarter of the scale. They may be the ones who know best.
func (q *Quality) outliers(top func(questionnaire, item string) int) []Finding {
	groups := map[Segment][]*qualityKept{}
	for i := range q.rows {
		s := q.rows[i].segment
		s.Jurisdiction, s.Policy, s.Year = "", "", 0
		groups[s] = append(groups[s], &q.rows[i])
	}
	var out []Finding
	for _, rows := range groups {
		if len(rows) < outlierGroup {
			continue
		}
		medians := itemMedians(rows)
		var all Histogram
		far := make([]Ratio, len(rows))
		for i, r := range rows {
			far[i] = distance(r, medians, top)
			all.Add(Observation{State: Answered, Value: far[i]})
		}
		lower, _, upper, _ := all.Quartiles()
		fence := upper.Add(Whole(3).Mul(upper.Sub(lower))).Max(NewRatio(1, 4))
		for i, r := range rows {
			if fence.Less(far[i]) {
				out = append(out, Finding{Kind: FindingOutlier, Hashes: []string{r.hash}, Count: far[i].Round100(), Of: fence.Round100(), Segment: r.segment})
			}
		}
	}
	slices.SortFunc(out, func(a, b Finding) int { return cmp.Compare(a.Hashes[0], b.Hashes[0]) })
	return out
}

func itemMedians(rows []*qualityKept) map[string]Ratio {
	counts := map[string]*Histogram{}
	for _, r := range rows {
		for i, id := range r.items {
			if r.values[i] < 0 {
				continue
			}
			if counts[id] == nil {
				counts[id] = new(Histogram)
			}
			counts[id].Add(Observation{State: Answered, Value: Whole(int64(r.values[i]))})
		}
	}
	out := map[string]Ratio{}
	for id, h := range counts {
		out[id], _ = h.Quantile(half)
	}
	return out
}

// distance is the mean distance of the answered items to the medians, as a
// share of their scales.
func distance(r *qualityKept, medians map[string]Ratio, top func(questionnaire, item string) int) Ratio {
	byTop, n := map[int]Ratio{}, int64(0)
	for i, id := range r.items {
		most := top(r.segment.Questionnaire, id)
		if r.values[i] < 0 || most == 0 {
			continue
		}
		byTop[most] = byTop[most].Add(Whole(int64(r.values[i])).Sub(medians[id]).Abs())
		n++
	}
	if n == 0 {
		return Ratio{}
	}
	var total Ratio
	for most, sum := range byTop {
		total = total.Add(sum.Div(Whole(int64(most))))
	}
	return total.Div(Whole(n))
}
