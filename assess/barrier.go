package assess

// equalBelow is the difference of two severities from which their order says
// something: one step of an answer in a barrier of three items with four
// points each.
var equalBelow = Ratio{num: 1, den: 9}

// barrierProfiles gives every barrier that has items, in model order.
func (s *sheet) barrierProfiles() []BarrierProfile {
	out := make([]BarrierProfile, 0, Awareness)
	for b := Structure; b <= Awareness; b++ {
		t := &s.barriers[b]
		if t.items == 0 {
			continue
		}
		p := BarrierProfile{Barrier: b, Severity: severity(t.score()), Items: make([]string, 0, t.items)}
		for i := range s.replies {
			r := &s.replies[i]
			if r.item.Barrier != b || r.item.IsCell() {
				continue
			}
			p.Items = append(p.Items, r.item.ID)
			if r.failsCritically() {
				p.Critical = append(p.Critical, r.item.ID)
			}
		}
		p.Band = band(p.Severity)
		if p.Band == LowBand && len(p.Critical) > 0 {
			p.Band, p.Lifted = ModerateBand, true
		}
		out = append(out, p)
	}
	markEqual(out)
	return out
}

// failsCritically reports whether a must-have is answered 0.
func (r *reply) failsCritically() bool {
	return r.item.Critical && r.state == Answered && r.value == 0
}

// severity turns a score round: 1 - score, so that its low comes from the
// score's high.
func severity(s Score) Score {
	if !s.Applicable {
		return s
	}
	one := Whole(1)
	out := Score{
		Applicable: true,
		HasValue:   s.HasValue,
		Low:        one.Sub(s.High),
		High:       one.Sub(s.Low),
		Coverage:   s.Coverage,
	}
	if s.HasValue {
		out.Value = one.Sub(s.Value)
	}
	return out
}

// band gives what a severity amounts to before lifting.
func band(severity Score) Band {
	switch {
	case !severity.HasValue:
		return UnknownBand
	case severity.Value.Less(oneThird):
		return LowBand
	case severity.Value.Less(twoThirds):
		return ModerateBand
	}
	return SevereBand
}

// markEqual notes for each barrier the others whose severity is so close that
// the order says nothing. Without a value nothing is claimed.
func markEqual(all []BarrierProfile) {
	for i := range all {
		for j := range all {
			a, b := &all[i].Severity, &all[j].Severity
			if i == j || !a.HasValue || !b.HasValue {
				continue
			}
			if a.Value.Sub(b.Value).Abs().Less(equalBelow) {
				all[i].Equal = append(all[i].Equal, all[j].Barrier)
			}
		}
	}
}
