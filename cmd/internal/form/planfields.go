package form

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
)

// The parts of an action that can be changed, by their ids in the catalogue.
const (
	partText     = "text"
	partDone     = "done_when"
	partHorizon  = "horizon"
	partAbout    = "about"
	partOwner    = "owner"
	partDue      = "due"
	partEffort   = "effort"
	partCost     = "cost"
	partDepends  = "depends"
	partProof    = "proof"
	partStatus   = "status"
	noAbout      = "none"
	mostPlanText = 500 // characters of an action, its sign and its proof
	mostOwner    = 80
)

// parts lists what can be changed of an action: what it is first, then who
// does it by when.
func (r planRow) parts() []string {
	list := []string{partOwner, partDue, partEffort, partCost, partDepends, partProof, partStatus, partText, partDone, partHorizon}
	if r.Entry.IsOwn() {
		list = append(list, partAbout)
	}
	return list
}

// isLong reports whether a part is a text of several lines.
func isLong(part string) bool { return part == partText || part == partDone || part == partProof }

// most is how long a part may be, in characters.
func most(part string) int {
	switch part {
	case partOwner:
		return mostOwner
	case partDue, partEffort, partCost:
		return 40
	}
	return mostPlanText
}

// partWords says what a part is now, for people; a dash for nothing.
func (d *desk) partWords(r planRow, part string) string {
	text := d.partValue(r, part)
	if text == "" {
		return d.say.shown("–")
	}
	return d.say.shown(text)
}

func (d *desk) partValue(r planRow, part string) string {
	e := r.Entry
	switch part {
	case partText:
		return r.Action.Text
	case partDone:
		return r.Action.DoneWhen
	case partHorizon:
		return d.horizonWords(r.Action.Horizon)
	case partAbout:
		return d.aboutWords(e)
	case partOwner:
		return e.Owner
	case partDue:
		if r.overdue(d.today) {
			return d.plan("due.overdue", "date", d.say.p.Date(e.Due))
		}
		return d.say.p.Date(e.Due)
	case partEffort:
		if e.Effort > 0 {
			return d.planN("days", e.Effort, "amount", d.say.p.Amount(int64(e.Effort)))
		}
	case partCost:
		return d.say.p.Money(e.Cost)
	case partDepends:
		return strings.Join(d.names(e.Depends), "; ")
	case partProof:
		return e.Proof
	case partStatus:
		if !r.Taken {
			return d.plan("state.open")
		}
		return d.statusWords(e)
	}
	return ""
}

// statusWords says where an action stands and since when.
func (d *desk) statusWords(e assess.PlanEntry) string {
	status := d.plan("state.taken")
	if e.Status != 0 {
		status = d.plan("state." + e.Status.String())
	}
	if e.Since.IsZero() {
		return status
	}
	return d.plan("since", "status", status, "date", d.say.p.Date(e.Since))
}

// names gives the words of actions by their ids.
func (d *desk) names(ids []string) []string {
	var list []string
	rows := d.rows()
	for _, id := range ids {
		name := id
		for _, r := range rows {
			if r.Action.ID == id {
				name = shorten(strings.TrimRight(r.Action.Text, ". "), 60, d.say.shown("…"))
			}
		}
		list = append(list, name)
	}
	return list
}

// typed gives what stands in the field of a part at first.
func (d *desk) typed(r planRow, part string) string {
	e := r.Entry
	switch part {
	case partText:
		return r.Action.Text
	case partDone:
		return r.Action.DoneWhen
	case partOwner:
		return e.Owner
	case partDue:
		return e.Due.String()
	case partEffort:
		if e.Effort > 0 {
			return strconv.Itoa(e.Effort)
		}
	case partCost:
		return e.Cost.String()
	case partProof:
		return e.Proof
	}
	return ""
}

// accept puts what was typed into an entry. It gives what was understood and
// what to mind, for people, or the id of a complaint; then the entry is as it
// was. An empty text takes out what was there.
func (d *desk) accept(r planRow, e *assess.PlanEntry, part, text string) (understood, warning, complaint string) {
	text = strings.Join(strings.Fields(text), " ")
	was := d.typed(r, part)
	switch {
	case len([]rune(text)) > max(most(part), len([]rune(was))):
		return "", "", "too_long"
	case (isLong(part) || part == partOwner) && text != "" && text == strings.Join(strings.Fields(was), " "):
		return "", "", "" // the same words, however their lines were broken in the file
	}
	switch part {
	case partText:
		return "", "", d.acceptText(r, e, text)
	case partDone:
		e.DoneWhen = text
		if original, _ := d.original(r); text == original.DoneWhen {
			e.DoneWhen = ""
		}
	case partOwner:
		e.Owner = text
	case partProof:
		e.Proof = text
	case partDue:
		return d.acceptDue(r, e, text)
	case partEffort:
		return d.acceptEffort(e, text)
	case partCost:
		return d.acceptCost(e, text)
	}
	return "", "", ""
}

// acceptText keeps an own wording only where it is another than that of the
// questionnaire. An own action needs words.
func (d *desk) acceptText(r planRow, e *assess.PlanEntry, text string) (complaint string) {
	original, known := d.original(r)
	switch {
	case !known && text == "":
		return "text.needed"
	case known && text == original.Text:
		text = ""
	}
	e.Text = text
	return ""
}

// original gives an action as the questionnaire has it.
func (d *desk) original(r planRow) (assess.Action, bool) {
	if r.Item != nil {
		for _, x := range r.Item.Actions {
			if x.ID == r.Action.ID {
				return x, true
			}
		}
	}
	return assess.Action{}, false
}

func (d *desk) acceptDue(r planRow, e *assess.PlanEntry, text string) (understood, warning, complaint string) {
	if text == "" {
		e.Due = assess.Date{}
		return "", "", ""
	}
	day, ok := d.days.read(text, d.today)
	if !ok {
		return "", "", "due.unread"
	}
	e.Due = day
	horizon := cmp.Or(e.Horizon, r.Action.Horizon)
	switch {
	case day.Time().Before(d.today.Time()):
		warning = d.plan("due.past")
	case !horizon.Holds(d.Assessment.Frame.Date, day):
		warning = d.plan("due.outside", "month", d.say.p.Month(d.Assessment.Frame.Date.YearMonth().Add(horizon.Months())))
	}
	return d.plan("due.understood", "weekday", d.plan("weekday."+"d"+strconv.Itoa(int(day.Time().Weekday()))), "date", d.say.p.Date(day)), warning, ""
}

func (d *desk) acceptEffort(e *assess.PlanEntry, text string) (understood, warning, complaint string) {
	if text == "" {
		e.Effort = 0
		return "", "", ""
	}
	digits, unit, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > assess.MaxEffort || unit != "" && d.days.words[strings.ToLower(unit)] != "day" {
		return "", "", "effort.unread"
	}
	e.Effort = n
	return d.planN("days", n, "amount", d.say.p.Amount(int64(n))), "", ""
}

func (d *desk) acceptCost(e *assess.PlanEntry, text string) (understood, warning, complaint string) {
	if text == "" {
		e.Cost = assess.Money{}
		return "", "", ""
	}
	m, complaint := readMoney(text, d.currency(), d.in.IsCurrency)
	if complaint != "" {
		return "", "", complaint
	}
	e.Cost = m
	return d.say.p.Money(m), "", ""
}

// currency proposes the currency that the plan named last, else that of the
// country; "" for none.
func (d *desk) currency() string {
	for _, e := range slices.Backward(d.Assessment.Plan) {
		if !e.Cost.IsZero() {
			return e.Cost.Currency
		}
	}
	return d.in.Currency
}

// complaint puts a complaint about a part into words.
func (d *desk) complaint(part, id string) string {
	return d.plan(id, "most", most(part), "days", assess.MaxEffort)
}

// hint explains a part where it is asked for.
func (d *desk) hint(part string) string {
	if part == partCost && d.currency() != "" {
		return d.plan("cost.hint", "currency", d.currency())
	}
	if part == partCost {
		return d.plan("cost.hint_no_currency")
	}
	return d.plan(part + ".hint")
}

// empty says what an empty text does to a part of an action; how is "empty"
// or, in lines, "lines.keep".
func (d *desk) empty(how string, r planRow, part string) string {
	if _, known := d.original(r); known && (part == partText || part == partDone) {
		how += "_words"
	}
	return d.plan(how)
}

// horizonRows lists the horizons to choose from.
func (d *desk) horizonRows() []option {
	var rows []option
	for _, h := range assess.Horizons() {
		rows = append(rows, option{h.String(), d.horizonWords(h), ""})
	}
	return rows
}

// withHorizon sets a horizon; that of the questionnaire is none of one's own.
func (d *desk) withHorizon(r planRow, id string) func(*assess.PlanEntry) {
	h, _ := assess.ParseHorizon(id)
	if original, known := d.original(r); known && original.Horizon == h {
		h = 0
	}
	return func(e *assess.PlanEntry) { e.Horizon = h }
}

// aboutRows lists what an own action can be about.
func (d *desk) aboutRows() []option {
	rows := []option{{noAbout, d.plan("about.none"), ""}}
	for _, st := range d.stages() {
		rows = append(rows, option{st.String(), d.stageName(st), ""})
	}
	for _, b := range assess.Barriers() {
		if slices.ContainsFunc(d.items, func(it *assess.Item) bool { return it.Barrier == b }) {
			rows = append(rows, option{b.String(), d.aboutWords(assess.PlanEntry{Barrier: b}), ""})
		}
	}
	return rows
}

func withAbout(id string) func(*assess.PlanEntry) {
	st, _ := assess.ParseStage(id)
	b, _ := assess.ParseBarrier(id)
	return func(e *assess.PlanEntry) { e.Stage, e.Barrier = st, b }
}

// aboutID names the row that an own action stands on.
func aboutID(e assess.PlanEntry) string {
	switch {
	case e.Stage != 0:
		return e.Stage.String()
	case e.Barrier != 0:
		return e.Barrier.String()
	}
	return noAbout
}

// statusRows lists where an action can stand.
func (d *desk) statusRows() []option {
	var rows []option
	for _, s := range assess.Statuses() {
		rows = append(rows, option{s.String(), d.plan("state." + s.String()), ""})
	}
	return rows
}

// since reads the day of a status; a complaint when it is none or lies ahead.
func (d *desk) since(text string) (day assess.Date, complaint string) {
	if strings.TrimSpace(text) == "" {
		return d.today, ""
	}
	day, ok := d.days.readPast(text, d.today)
	switch {
	case !ok:
		return assess.Date{}, "due.unread"
	case d.today.Time().Before(day.Time()):
		return assess.Date{}, "status.ahead"
	}
	return day, ""
}

// others lists the actions that one may wait for.
func (d *desk) others(id string) []planRow {
	return slices.DeleteFunc(d.rows(), func(r planRow) bool { return r.Action.ID == id })
}

// loop says which actions would wait for each other; "" for none.
func (d *desk) loop(id string, depends []string) string {
	next := d.changed(id, func(e *assess.PlanEntry) { e.Depends = depends })
	loop := assess.DependencyLoop(next.Plan)
	if len(loop) == 0 {
		return ""
	}
	return d.plan("depends.loop", "names", d.say.p.List(d.names(loop)))
}

// suspectWords asks about a text that looks like personal data; "" when there
// is nothing to ask.
func (d *desk) suspectWords(text string) string {
	kind := suspect(text)
	if kind == "" {
		return ""
	}
	return d.say.t("suspect." + kind)
}
