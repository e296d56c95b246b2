package form

import (
	"context"
	"slices"
	"strings"

	"csi/assess"
)

// Planning is all that the screens of a plan know: a sitting of which only
// the plan and the targets change.
type Planning struct {
	*Sitting
	// Scored gives the profile of the assessment, of which the road map is
	// made.
	Scored func(*assess.Assessment) *assess.Profile
	// Currency is proposed for a cost until the plan names one; "" for none.
	Currency string
	// IsCurrency knows the codes of ISO 4217.
	IsCurrency func(code string) bool
}

// PlanTally counts a plan.
type PlanTally struct {
	Actions int // of the road maps of both sides, with the own ones
	Taken   int // taken on and not dropped
	Done    int
	Overdue int // taken, not done, and the day has passed
}

// Plan goes through the road map with a person. It returns ErrStopped when
// they left in the middle of something; what they confirmed was saved before.
func Plan(ctx context.Context, t Terminal, p *Planning) (PlanTally, error) {
	if t.Plain {
		k := newPlanTalk(ctx, t, p)
		err := k.run()
		return k.tally(), err
	}
	f := newPlanFlow(t, p)
	f.u.show(f.overview(""))
	err := f.u.run(ctx, t)
	return f.tally(), err
}

// desk is a plan on its way. Screens and lines share it.
type desk struct {
	*session
	in    *Planning
	today assess.Date
	days  *calendar
}

func newDesk(t Terminal, p *Planning, ses *session) *desk {
	ses.planning = true
	return &desk{session: ses, in: p, today: assess.DateOf(t.now()), days: newCalendar(p.Phrases)}
}

// planRow is one action of the plan with its place.
type planRow struct {
	assess.PlannedAction
	side  assess.Addressee
	group string // side and horizon
	brief string // the same without the month, for small windows
}

// heading gives side and horizon as long as a window allows.
func (r planRow) heading(w int) string {
	if width(r.group) > w-5 {
		return r.brief
	}
	return r.group
}

// rows lists all actions: the own side first, by horizon.
func (d *desk) rows() []planRow {
	sides := assess.Addressees()
	if !d.forCSO() {
		slices.Reverse(sides)
	}
	profile := d.in.Scored(d.Assessment)
	var rows []planRow
	for _, side := range sides {
		for _, x := range assess.PlannedActions(d.Questionnaire, d.Assessment, profile, side) {
			group := d.plan("group", "side", d.sideWords(side), "horizon", d.horizonWords(x.Action.Horizon))
			brief := d.plan("group", "side", d.sideWords(side), "horizon", d.plan("horizon."+x.Action.Horizon.String()))
			rows = append(rows, planRow{x, side, group, brief})
		}
	}
	return rows
}

// forCSO reports whether civil society is the own side.
func (d *desk) forCSO() bool { return d.Assessment.Frame.Group.Side() == assess.ForCSO }

// row finds an action.
func (d *desk) row(id string) (planRow, bool) {
	for _, r := range d.rows() {
		if r.Action.ID == id {
			return r, true
		}
	}
	return planRow{}, false
}

// tally counts the plan as it stands.
func (d *desk) tally() PlanTally {
	var n PlanTally
	for _, r := range d.rows() {
		n.Actions++
		if r.Taken && r.Entry.Status != assess.Dropped {
			n.Taken++
		}
		if r.Entry.Status == assess.Done {
			n.Done++
		}
		if r.overdue(d.today) {
			n.Overdue++
		}
	}
	return n
}

// overdue reports whether the day of an action has passed without its end.
func (r planRow) overdue(today assess.Date) bool {
	return r.Taken && assess.Overdue(r.Entry, today)
}

// progress says how far the plan has come.
func (d *desk) planProgress() string {
	n := d.tally()
	text := d.plan("progress", "taken", n.Taken, "of", n.Actions, "done", n.Done)
	if n.Overdue > 0 {
		text += d.say.p.T("words.list_comma") + " " + d.plan("progress_overdue", "n", n.Overdue)
	}
	return text
}

// plan gives a sentence of the area "plan".
func (s *session) plan(id string, kv ...any) string {
	return s.say.shown(s.say.p.T("plan."+id, pairs(kv)))
}

func (s *session) planN(id string, count int, kv ...any) string {
	return s.say.shown(s.say.p.N("plan."+id, count, pairs(kv)))
}

func (d *desk) sideWords(side assess.Addressee) string { return d.plan("side." + side.String()) }

// horizonWords names a horizon with the month it ends in, where the
// assessment has a date.
func (d *desk) horizonWords(h assess.Horizon) string {
	from := d.Assessment.Frame.Date
	if from.IsZero() {
		return d.plan("horizon." + h.String())
	}
	return d.plan("horizon."+h.String()+"_by", "month", d.say.p.Month(from.YearMonth().Add(h.Months())))
}

// stateOf says where an action stands in one word.
func (d *desk) stateOf(r planRow) string {
	switch {
	case !r.Taken:
		return d.plan("state.open")
	case r.overdue(d.today):
		return d.plan("state.overdue")
	case r.Entry.Status == 0:
		return d.plan("state.taken")
	}
	return d.plan("state." + r.Entry.Status.String())
}

// signOf is the sign beside the word of a state.
func (d *desk) signOf(r planRow) string {
	sign := " "
	switch {
	case !r.Taken:
	case r.overdue(d.today):
		sign = "!"
	case r.Entry.Status == assess.Done:
		sign = "√"
	case r.Entry.Status == assess.Dropped:
		sign = "–"
	default:
		sign = "•"
	}
	return d.say.shown(sign)
}

// shortDate writes a day for a column.
func (d *desk) shortDate(day assess.Date) string {
	if day.IsZero() {
		return d.say.shown("–")
	}
	return d.say.shown(d.say.p.ShortDate(day))
}

// reason says what calls for an action.
func (d *desk) reason(r planRow) string {
	switch {
	case r.Item != nil:
		return d.plan("why", "item", r.Item.ID, "title", strings.TrimRight(d.say.shown(shortName(r.Item)), "."),
			"response", d.responseWords(r.Item, d.Assessment.Responses[r.Item.ID]))
	case r.Entry.Stage != 0 || r.Entry.Barrier != 0:
		return d.plan("why_own_about", "about", d.aboutWords(r.Entry))
	}
	return d.plan("why_own")
}

// aboutWords names the stage or the barrier of an own action.
func (d *desk) aboutWords(e assess.PlanEntry) string {
	switch {
	case e.Stage != 0:
		return d.stageName(e.Stage)
	case e.Barrier != 0:
		name := assess.Find(d.Framework.Barriers, e.Barrier.String()).Name()
		return d.say.t("barrier", "name", lower(d.say.shown(name), d.say.p.Lang()))
	}
	return d.say.shown("–")
}

// changed gives a copy of the assessment in which the entry of an action is
// changed. An action that nobody took on yet is taken with it.
func (d *desk) changed(id string, change func(*assess.PlanEntry)) *assess.Assessment {
	next := d.copied()
	for i := range next.Plan {
		if next.Plan[i].Action == id {
			change(&next.Plan[i])
			return next
		}
	}
	e := assess.PlanEntry{Action: id, Status: assess.Planned, Since: d.today}
	change(&e)
	next.Plan = append(next.Plan, e)
	return next
}

// changes reports whether a change says anything new. Nobody takes an action
// on by leaving an empty field empty; a status that was chosen does.
func (d *desk) changes(r planRow, part string, change func(*assess.PlanEntry)) bool {
	e := r.Entry
	change(&e)
	return !e.Equal(r.Entry) || !r.Taken && part == partStatus
}

// without gives a copy of the assessment without an own action. Nothing waits
// for it any more.
func (d *desk) without(id string) *assess.Assessment {
	next := d.copied()
	next.Plan = slices.DeleteFunc(next.Plan, func(e assess.PlanEntry) bool { return e.Action == id })
	for i, e := range next.Plan {
		next.Plan[i].Depends = slices.DeleteFunc(slices.Clone(e.Depends), func(d string) bool { return d == id })
	}
	return next
}

// waiting lists the actions that wait for one.
func (d *desk) waiting(id string) []string {
	var list []string
	for _, e := range d.Assessment.Plan {
		if slices.Contains(e.Depends, id) {
			list = append(list, e.Action)
		}
	}
	return list
}
