package form

import (
	"context"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// maxReasonGiven bounds the reason and the dissent of a group, in characters.
const maxReasonGiven = 500

// Agreement is what a group decided on an item.
type Agreement struct {
	Left     bool            // the group left it open; Response counts for nothing then
	Response assess.Response // never proposed by csi
	People   int             // how many agreed it
	Why      string          // the reason, in the group's words
	Dissent  string          // who saw it otherwise and why, in the group's words
}

// Matter is one item that a group agrees on.
type Matter struct {
	Item    *assess.Item
	Spread  assess.Spread // of the last round that was shown
	Round   int           // that round; 0 when none was shown
	Decided *Agreement    // what was decided before; nil for nothing
}

// Agreeing is a group that agrees, item by item, with the distribution in
// view.
type Agreeing struct {
	Phrases   *phrases.Catalogue
	Framework *assess.Framework
	Group     string   // name of the group, for the head
	Matters   []Matter // in the order they are talked about
	One       bool     // ask the first matter only
	// Decide makes a decision durable. It counts only when Decide returned nil.
	Decide func(item string, a Agreement) error
}

// AskAgreements asks for decisions until all matters have one or the person
// leaves, then with ErrStopped or ErrInputEnded. Nothing is chosen at the
// start of a matter, and csi proposes nothing. An error of Decide ends it.
func AskAgreements(ctx context.Context, t Terminal, a *Agreeing) error {
	if t.Plain {
		return (&agreeTalk{Agreeing: a, talk: newTalk(ctx, t, a.Phrases)}).run()
	}
	u := newUI(t, a.Phrases)
	f := &agreeFlow{Agreeing: a, u: u}
	if f.next(-1); u.ended {
		return u.err
	}
	return u.run(ctx, t)
}

// t gives a sentence of area "workshop".
func (a *Agreeing) t(id string, kv ...any) string { return a.Phrases.T("workshop."+id, pairs(kv)) }

// after finds the next matter without a decision, from the one behind i on and
// round to it; -1 when there is none.
func (a *Agreeing) after(i int) int {
	for k := 1; k <= len(a.Matters); k++ {
		j := (i + k) % len(a.Matters)
		if a.Matters[j].Decided == nil {
			return j
		}
	}
	return -1
}

// counts says how many matters are agreed and how many were left open.
func (a *Agreeing) counts() (agreed, left int) {
	for i := range a.Matters {
		switch d := a.Matters[i].Decided; {
		case d == nil:
		case d.Left:
			left++
		default:
			agreed++
		}
	}
	return agreed, left
}

// decide makes a decision durable and keeps it.
func (a *Agreeing) decide(i int, d Agreement) error {
	if err := a.Decide(a.Matters[i].Item.ID, d); err != nil {
		return err
	}
	a.Matters[i].Decided = &d
	return nil
}

// distribution says how people responded, in one sentence, or why that is not
// shown.
func (a *Agreeing) distribution(m *Matter) string {
	s := m.Spread
	if s.Hidden {
		return a.t("agree.hidden." + s.Why.String())
	}
	var parts []string
	say := func(name string, n int) {
		parts = append(parts, a.t("agree.count", "name", name, "count", n))
	}
	for v, n := range s.Counts {
		say(strconv.Itoa(v), n)
	}
	say(a.t("agree.dont_know"), s.DontKnow)
	if m.Item.NotApplicable {
		say(a.t("agree.not_applicable"), s.NotApplicable)
	}
	text := a.t("agree.after", "round", m.Round, "counts", strings.Join(parts, ", "),
		"people", a.Phrases.N("workshop.agree.people", s.People))
	if g := s.Consensus.Grade(); g != 0 {
		text += " " + a.t("agree.consensus", "grade", a.t("agree.grade."+g.String()))
	}
	return text
}

// said names a decision.
func (a *Agreeing) said(it *assess.Item, d Agreement) string {
	switch {
	case d.Left:
		return a.t("agree.is_open")
	case d.Response.State == assess.DontKnow:
		return a.t("agree.dont_know")
	case d.Response.State == assess.NotApplicable:
		return a.t("agree.not_applicable")
	}
	if v := d.Response.Value; v < len(it.Anchors) && it.Anchors[v].Label != "" && width(it.Anchors[v].Label) <= 24 {
		return strconv.Itoa(v) + " " + it.Anchors[v].Label
	}
	return strconv.Itoa(d.Response.Value)
}

// decided says what was decided before, with how many agreed.
func (a *Agreeing) decided(m *Matter) string {
	if m.Decided.Left || m.Decided.People == 0 {
		return a.t("agree.so_far", "response", a.said(m.Item, *m.Decided))
	}
	return a.t("agree.so_far_by", "response", a.said(m.Item, *m.Decided),
		"people", a.Phrases.N("workshop.agree.people", m.Decided.People))
}

// people reads how many agreed; the id of a complaint when it is no number.
func readPeople(text string) (n int, complaint string) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > maxPeople {
		return 0, "agree.people_digits"
	}
	return n, ""
}
