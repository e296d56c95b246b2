package form

import (
	"slices"
	"strings"
	"time"

	"csi/assess"
)

// PlanChange is one change of an action that was asked for in words, by a
// script or on the command line.
type PlanChange struct {
	Part string // owner, due, effort, cost, depends, proof, status, since, text, done_when, horizon, for, about
	Text string // as it is typed on the screens; "" takes out what is there
}

// NewOwn stands for the id of an own action that is still to be made.
const NewOwn = "own"

// PlanRefusal says which change was not taken, and why.
type PlanRefusal struct {
	Part    string // "" when the action itself is meant
	Kind    string // value, private, loop, action
	Why     string // for people, of kind value and private
	Actions []string
}

// Error names the kind and the part, for programmers.
func (r *PlanRefusal) Error() string { return r.Kind + " " + r.Part }

// Set makes changes as the screens do and gives the changed assessment with
// the id of the action. Nothing is saved.
func (p *Planning) Set(now time.Time, id string, changes []PlanChange) (*assess.Assessment, string, error) {
	d := newDesk(Terminal{Now: func() time.Time { return now }}, p, newSession(p.Sitting, words{p: p.Phrases}, now))
	r, found := d.row(id)
	if !found {
		r = d.unlisted(id)
	}
	e := r.Entry
	switch {
	case id == NewOwn:
		e = d.newOwn(assess.PlanEntry{})
		r.Entry = e
	case r.Action.ID == "":
		return nil, "", &PlanRefusal{Kind: "action"}
	case !r.Taken:
		e = assess.PlanEntry{Action: id, Status: assess.Planned, Since: d.today}
	}
	for _, c := range changes {
		if refusal := d.set(r, &e, c); refusal != nil {
			return nil, "", refusal
		}
	}
	if e.IsOwn() && (e.For == 0 || e.Horizon == 0 || e.Text == "") {
		return nil, "", &PlanRefusal{Part: "text", Kind: "value", Why: d.plan("set.own")}
	}
	next := d.changed(e.Action, func(have *assess.PlanEntry) { *have = e })
	if loop := assess.DependencyLoop(next.Plan); len(loop) > 0 {
		return nil, "", &PlanRefusal{Part: partDepends, Kind: "loop", Actions: loop}
	}
	return next, e.Action, nil
}

// unlisted finds an action of the questionnaire that the profile did not
// select; a script may take it on.
func (d *desk) unlisted(id string) planRow {
	for _, it := range d.items {
		for _, x := range it.Actions {
			if x.ID == id {
				return planRow{PlannedAction: assess.PlannedAction{Action: x, Item: it}, side: x.For}
			}
		}
	}
	return planRow{}
}

// set makes one change of an entry.
func (d *desk) set(r planRow, e *assess.PlanEntry, c PlanChange) error {
	refuse := func(why string) error { return &PlanRefusal{Part: c.Part, Kind: "value", Why: why} }
	text, ok := clean(c.Text, false), true
	switch c.Part {
	case partStatus:
		st, known := assess.ParseStatus(text)
		if ok = known; ok && st != e.Status {
			e.Status, e.Since = st, d.today
		}
	case "since":
		day, complaint := d.since(text)
		if complaint != "" {
			return refuse(d.complaint(partStatus, complaint))
		}
		e.Since = day
	case partHorizon:
		if _, ok = assess.ParseHorizon(text); ok {
			d.withHorizon(r, text)(e)
		}
	case "for":
		side, known := assess.ParseAddressee(text)
		if ok = known && e.IsOwn(); ok {
			e.For = side
		}
	case partAbout:
		known := slices.ContainsFunc(d.aboutRows(), func(o option) bool { return o.id == text })
		if ok = known && e.IsOwn(); ok {
			withAbout(text)(e)
		}
	case partDepends:
		return d.setDepends(e, text)
	default:
		if what := d.suspectWords(text); what != "" && !slices.Contains([]string{partDue, partEffort, partCost}, c.Part) {
			return &PlanRefusal{Part: c.Part, Kind: "private", Why: what}
		}
		if _, _, complaint := d.accept(r, e, c.Part, text); complaint != "" {
			return refuse(d.complaint(c.Part, complaint))
		}
	}
	if !ok {
		return refuse(d.plan("set." + c.Part))
	}
	return nil
}

// setDepends reads ids with commas or spaces between them.
func (d *desk) setDepends(e *assess.PlanEntry, text string) error {
	var ids []string
	for _, id := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		_, listed := d.row(id)
		if !listed && d.unlisted(id).Action.ID == "" {
			return &PlanRefusal{Part: partDepends, Kind: "value", Why: d.plan("set.depends")}
		}
		if id == e.Action {
			return &PlanRefusal{Part: partDepends, Kind: "loop", Actions: []string{id}}
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	e.Depends = ids
	return nil
}
