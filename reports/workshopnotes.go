package reports

import (
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// seconds tells what a second vote changed, where both were shown.
func (w *workshopper) seconds(g *groupView) []string {
	var parts []string
	for i := range g.shown.Items {
		it := &g.shown.Items[i]
		n := len(it.Rounds)
		if n < 2 {
			continue
		}
		a, z := it.Rounds[n-2].Spread, it.Rounds[n-1].Spread
		if a.Hidden || z.Hidden {
			continue
		}
		parts = append(parts, w.res("second", phrases.V{"item": it.Item.ID, "before": result(a.Score), "after": result(z.Score),
			"agreed_before": w.agreement(a.Consensus), "agreed_after": w.agreement(z.Consensus)}))
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{w.res("seconds", phrases.V{"items": strings.Join(parts, w.res("semicolon"))})}
}

// lateNote says how many came in late and when they are counted.
func (w *workshopper) lateNote(g *groupView) []string {
	n := w.in.Late[g.group]
	if n == 0 {
		return nil
	}
	return []string{w.resN("late", n, phrases.V{"least": w.least()})}
}

// least says what a group needs, in a few words: "5 people", "5 people and 3
// organisations".
func (w *workshopper) least() string {
	m := w.in.Workshop.Minimum
	people := w.resN("people", max(m.People, assess.LeastPeople))
	if w.in.Workshop.Cards == 0 {
		return people
	}
	return w.resN("least_both", max(m.Organisations, assess.LeastOrganisations), phrases.V{"people": people})
}

// hiddenNotes says what is hidden and why, one sentence for each reason. Which
// limit was missed is never told.
func (w *workshopper) hiddenNotes(spreads []assess.Spread) []string {
	var out []string
	for _, why := range []assess.Hiding{assess.TooSmall, assess.WouldTell, assess.NobodyAsked, assess.NotShown} {
		var ids []string
		for _, s := range spreads {
			if s.Hidden && s.Why == why {
				ids = append(ids, s.Item.ID)
			}
		}
		if n := len(ids); n > 0 {
			out = append(out, w.resN("why."+why.String(), n, phrases.V{"least": w.least(), "items": w.some(ids)}))
		}
	}
	return out
}

// mostNamed is how many items a note names; of more it tells the number.
const mostNamed = 8

// some names items, or gives nothing where they are too many to read.
func (w *workshopper) some(ids []string) string {
	if len(ids) > mostNamed {
		return ""
	}
	return " (" + strings.Join(ids, ", ") + ")"
}
