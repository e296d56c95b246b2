package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"csi/assess"
)

// actionLines lists actions with their priority, those selected with a plus.
func actionLines(p *assess.Profile, side assess.Addressee) []string {
	var out []string
	for _, f := range p.Actions {
		if f.Action.For != side {
			continue
		}
		line := f.Action.ID + " " + f.Priority.String()
		if f.Selected {
			line += " +"
		}
		out = append(out, line)
	}
	return out
}

// simpleItem is an item on a scale of 0 to 3 with one action for civil society.
func simpleItem(id string, h assess.Horizon) assess.Item {
	return assess.Item{ID: id, Anchors: anchors(3), Actions: []assess.Action{
		{ID: id + "/cso/1", For: assess.ForCSO, AtMost: 2, Horizon: h},
	}}
}

func TestActions_priorities(t *testing.T) {
	t.Parallel()
	cell := func(id string, l assess.Level, critical bool) assess.Item {
		it := simpleItem(id, assess.Short)
		it.Stage, it.Level, it.Critical = assess.Monitoring, l, critical
		return it
	}
	barrier := func(id string, critical bool) assess.Item {
		it := simpleItem(id, assess.Short)
		it.Barrier, it.Critical, it.Weight = assess.Gap, critical, 20
		return it
	}
	other, must := simpleItem("other", assess.Short), simpleItem("must", assess.Short)
	must.Critical = true
	q := &assess.Questionnaire{Sections: []assess.Section{
		{ID: "others", Items: []assess.Item{other, must}},
		{ID: "barriers", Items: []assess.Item{barrier("b-must", true), barrier("b-dk", false), barrier("b-top", false)}},
		{ID: "monitoring", Items: []assess.Item{
			cell("below", assess.Information, false), cell("next", assess.Consultation, true), cell("above", assess.Dialogue, false),
		}},
	}}
	p := assess.NewProfile(q, replies(q, "0 0  0 dk 3  2 0 0"), nil)
	// The barrier: value 1/2 at coverage 2/3.
	want(t, "priorities", actionLines(p, assess.ForCSO), []string{
		"b-must/cso/1 9/2 +", // 2 · 1 · (1 + 1/2) · 3/2
		"next/cso/1 2 +",     // critical makes no difference in a cell
		"must/cso/1 3/2 +",
		"other/cso/1 1 +",
		"above/cso/1 1/2 +",
		"below/cso/1 1/3 +",
	})
	want(t, "find out", p.FindOut[0].Item.ID, "b-dk")

	p = assess.NewProfile(q, replies(q, "- -  0 dk dk"), nil)
	// Severity without a value: from 1/3 to 1, in the middle 2/3.
	want(t, "middle of the range", actionLines(p, assess.ForCSO), []string{"b-must/cso/1 5 +"})
}

func TestActions_order(t *testing.T) {
	t.Parallel()
	first, second := simpleItem("first", assess.Medium), simpleItem("second", assess.Medium)
	soon := simpleItem("soon", assess.Short)
	staged := simpleItem("staged", assess.Medium)
	// One item at level 1 of a stage, in place but for one: m is 1 at or below
	// the attained level, so it ties with the items of no stage.
	staged.Stage, staged.Level, staged.Weight = assess.Reformulation, assess.Information, 5
	first.Actions = append(first.Actions,
		assess.Action{ID: "first/authority/1", For: assess.ForAuthority, AtMost: 0, Horizon: assess.Medium},
		assess.Action{ID: "first/cso/2", For: assess.ForCSO, AtMost: 1, Horizon: assess.Medium},
		assess.Action{ID: "first/cso/3", For: assess.ForCSO, AtMost: 0, Horizon: assess.Medium})
	q := &assess.Questionnaire{Sections: []assess.Section{
		{ID: "one", Items: []assess.Item{first, second}}, {ID: "two", Items: []assess.Item{soon, staged}},
	}}
	p := assess.NewProfile(q, replies(q, "1 1 1 1"), nil)
	want(t, "order", actionLines(p, assess.ForCSO), []string{
		"soon/cso/1 2/3 +", "staged/cso/1 2/3 +", "first/cso/1 2/3 +", "first/cso/2 2/3 +", "second/cso/1 2/3 +",
	})
	want(t, "at-most", actionLines(p, assess.ForAuthority), []string(nil))
}

func TestActions_capOfTenWithEverySevereBarrier(t *testing.T) {
	t.Parallel()
	q := core()
	// Cells bring twelve actions of high priority; the four barriers are just
	// severe through items of low weight, so by priority none would be taken.
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			it.Weight = 30
			if it.Barrier != 0 {
				it.Weight = 5
			}
		}
	}
	p := assess.NewProfile(q, replies(q, strings.Repeat("0 ", 24)+strings.Repeat("1 ", 12)), nil)
	for _, side := range assess.Addressees() {
		n, ofBarrier, ofStage := 0, map[assess.Barrier]int{}, map[assess.Stage]int{}
		for _, f := range p.Selected(side) {
			n++
			ofBarrier[f.Item.Barrier]++
			ofStage[f.Item.Stage]++
		}
		if n != 10 {
			t.Errorf("%s has %d actions, want 10", side, n)
		}
		for _, b := range assess.Barriers() {
			if ofBarrier[b] != 1 {
				t.Errorf("%s has %d actions of %s, want 1", side, ofBarrier[b], b)
			}
		}
	}
	var tops []string
	for _, f := range p.Selected(assess.ForCSO) {
		if f.Item.Barrier != 0 {
			tops = append(tops, f.Item.ID)
		}
	}
	want(t, "top actions of the barriers", tops, []string{"b1-2", "b2-1", "b3-1", "b4-1"})
}

func TestActions_atMostThreeOfAStage(t *testing.T) {
	t.Parallel()
	q := oneStage(assess.Information, assess.Consultation, assess.Dialogue, assess.Dialogue, assess.Dialogue, assess.Dialogue)
	p := assess.NewProfile(q, replies(q, "3 0 0 0 1 0"), nil)
	want(t, "selected", actionLines(p, assess.ForCSO), []string{
		"i2/cso/1 2 +", "i3/cso/1 1/2 +", "i4/cso/1 1/2 +", "i6/cso/1 1/2", "i5/cso/1 1/3",
	})
}

func TestActions_noPartnershipWithoutInformation(t *testing.T) {
	t.Parallel()
	for information, selected := range map[string]bool{
		"3": true, "2": true, "1": false, "0": false, "dk": false, "-": false, "na": false,
	} {
		q := oneStage(assess.Information, assess.Partnership)
		p := assess.NewProfile(q, replies(q, information+" 0"), nil)
		for _, f := range p.Actions {
			if f.Item.Level == assess.Partnership && f.Selected != selected {
				t.Errorf("information %s: partnership action selected = %v, want %v", information, f.Selected, selected)
			}
		}
	}
	q := oneStage(assess.Partnership)
	p := assess.NewProfile(q, replies(q, "0"), nil)
	want(t, "information is not asked", p.Actions[0].Selected, false)
}

// Every order of working gives the same bytes.
func TestNewProfile_deterministic(t *testing.T) {
	t.Parallel()
	q := core()
	first := fmt.Sprintf("%+v", plain(assess.NewProfile(q, replies(q, csoWords), nil)))
	for range 50 {
		if got := fmt.Sprintf("%+v", plain(assess.NewProfile(q, replies(q, csoWords), nil))); got != first {
			t.Fatalf("profile differs from run to run:\n%s\n%s", first, got)
		}
	}
}

// plain drops the addresses, which differ between questionnaires in memory.
func plain(p *assess.Profile) assess.Profile {
	out := *p
	out.Actions, out.FindOut = nil, nil
	for _, f := range p.Actions {
		out.Unknowns = append(out.Unknowns, fmt.Sprint(f.Action, f.Item.ID, f.Priority, f.Selected))
	}
	return out
}
