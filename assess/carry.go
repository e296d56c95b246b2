package assess

import "slices"

// Carried is what CarryOver took from one assessment for another.
type Carried struct {
	Responses map[string]Response
	Plan      []PlanEntry
	Taken     []string // item ids, in the order of the new questionnaire
	Left      []string // answered before and not asked alike; in the order of the old one
}

// CarryOver takes the responses of an assessment that answer another
// questionnaire as well, with evidence, notes and flags: those to items of the
// same id that are asked in the same words, on the same scale, with the same
// anchors. "Not applicable" is taken where the other item allows it. The plan
// comes along as far as its actions are the same or the group's own. Both questionnaires must be
// in the same language, or nothing is asked alike.
func CarryOver(a *Assessment, from, to *Questionnaire) Carried {
	c := Carried{Responses: map[string]Response{}}
	actions := map[string]bool{}
	for _, it := range to.Items() {
		old, r := from.Item(it.ID), a.Responses[it.ID]
		if old == nil || !sameItem(old, it) || r.State == NotApplicable && !it.NotApplicable {
			continue
		}
		for _, x := range it.Actions {
			if i := slices.IndexFunc(old.Actions, func(o Action) bool { return o.ID == x.ID }); i >= 0 && old.Actions[i].Text == x.Text {
				actions[x.ID] = true
			}
		}
		if r == (Response{}) {
			continue
		}
		c.Responses[it.ID] = r
		if r.State != Blank {
			c.Taken = append(c.Taken, it.ID)
		}
	}
	for _, it := range from.Items() {
		if a.Responses[it.ID].State != Blank && !slices.Contains(c.Taken, it.ID) {
			c.Left = append(c.Left, it.ID)
		}
	}
	c.Plan = carriedPlan(a.Plan, actions)
	return c
}

// carriedPlan gives the entries of own actions and of those that are the same
// here, without dependencies on others.
func carriedPlan(plan []PlanEntry, same map[string]bool) []PlanEntry {
	left := func(id string) bool { return !IsOwnAction(id) && !same[id] }
	var out []PlanEntry
	for _, e := range plan {
		if left(e.Action) {
			continue
		}
		e.Depends = slices.DeleteFunc(slices.Clone(e.Depends), left)
		if len(e.Depends) == 0 {
			e.Depends = nil
		}
		out = append(out, e)
	}
	return out
}

// sameItem reports whether two items ask the same, so that a response to one
// is a response to the other.
func sameItem(a, b *Item) bool {
	return a.ID == b.ID && a.Text == b.Text && a.Scale == b.Scale && slices.Equal(a.Anchors, b.Anchors)
}
