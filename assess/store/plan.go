package store

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// planKeys are the keys of an entry of the plan.
var planKeys = [...]string{"action", "for", "stage", "barrier", "horizon", "text", "done_when", "owner", "due", "effort",
	"cost", "currency", "depends", "status", "since", "proof"}

// planReader walks the plan of one file.
type planReader struct {
	*reader
	known []string        // ids of the questionnaire's actions
	seen  map[string]bool // ids of the entries so far
}

// plan reads the actions that somebody took on.
func (r *reader) plan(n *yamldoc.Node) {
	if !filled(n) {
		return
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "plan is %s; expected a list of actions", n.Kind)
		return
	}
	pr := planReader{reader: r, seen: map[string]bool{}}
	for _, it := range r.q.Items() {
		for _, a := range it.Actions {
			pr.known = append(pr.known, a.ID)
		}
	}
	for _, item := range n.Items {
		if !r.mapping(item, "an entry of the plan") {
			if item.Kind == yamldoc.Null && !item.Refused {
				r.d.Add(item, "value-missing", "an entry of the plan is empty; expected an action")
			}
			continue
		}
		pr.entry(item)
	}
	pr.dependencies(n)
}

// entry reads one entry of the plan.
func (r *planReader) entry(n *yamldoc.Node) {
	e := r.entries(n, planKeys[:]...)
	if !r.require(n, e, "action") {
		return
	}
	p := assess.PlanEntry{
		Action:   r.text(e["action"].Value, "action"),
		Text:     r.short(e, "text"),
		DoneWhen: r.short(e, "done_when"),
		Owner:    r.short(e, "owner"),
		Due:      r.date(e["due"].Value, "due"),
		Effort:   r.effort(e["effort"].Value),
		Cost:     r.cost(n, e),
		Depends:  r.depends(e["depends"].Value, e["action"].Value),
		Since:    r.date(e["since"].Value, "since"),
		Proof:    r.short(e, "proof"),
	}
	if v := e["status"].Value; filled(v) {
		p.Status, _ = assess.ParseStatus(r.member(v, "status", "status", ids(assess.Statuses())))
	}
	if v := e["horizon"].Value; filled(v) {
		p.Horizon, _ = assess.ParseHorizon(r.member(v, "horizon", "horizon", ids(assess.Horizons())))
	}
	r.action(e["action"].Value, p.Action)
	r.own(n, e, &p)
	r.seen[p.Action] = true
	r.a.Plan = append(r.a.Plan, p)
}

// short reads a free text and checks its length.
func (r *planReader) short(e entries, key string) string {
	s := r.text(e[key].Value, key)
	r.length(e[key].Value, key, s)
	return s
}

// action checks the id of an entry.
func (r *planReader) action(at *yamldoc.Node, id string) {
	switch {
	case at.Kind != yamldoc.Scalar:
	case r.seen[id]:
		r.d.Add(at, "action-duplicate", "found the action %s a second time; expected it once", yamldoc.Quote(id))
	case !assess.IsOwnAction(id) && !slices.Contains(r.known, id):
		r.d.Add(at, "action-unknown", "no action %s in %s; %s", yamldoc.Quote(id), r.name(),
			nearOr(id, r.known, "expected item/addressee/number, such as ag-dia/cso/1, or own/1 for an own action"))
	}
}

// own reads what an action that the group added says of itself, and refuses
// it of an action that the questionnaire describes.
func (r *planReader) own(n *yamldoc.Node, e entries, p *assess.PlanEntry) {
	if !p.IsOwn() {
		for _, key := range []string{"for", "stage", "barrier"} {
			if filled(e[key].Value) {
				r.d.Add(e[key].Key, "own-only", "found %q with an action of the questionnaire; expected it with an own action only", key)
			}
		}
		return
	}
	r.require(n, e, "for", "horizon", "text")
	if v := e["for"].Value; filled(v) {
		p.For, _ = assess.ParseAddressee(r.member(v, "for", "for", ids(assess.Addressees())))
	}
	if v := e["stage"].Value; filled(v) {
		p.Stage, _ = assess.ParseStage(r.member(v, "stage", "stage", ids(assess.Stages())))
	}
	if v := e["barrier"].Value; filled(v) {
		p.Barrier, _ = assess.ParseBarrier(r.member(v, "barrier", "barrier", ids(assess.Barriers())))
		if filled(e["stage"].Value) {
			r.d.Add(e["barrier"].Key, "own-about", "the action has a stage and a barrier; expected one of them at most")
		}
	}
}

// effort reads days of work.
func (r *planReader) effort(n *yamldoc.Node) int {
	if !filled(n) {
		return 0
	}
	v, ok := n.Int()
	if !ok || v < 1 || v > assess.MaxEffort {
		r.d.Add(n, "effort", "effort is no number of days; expected a whole number from 1 to %d", assess.MaxEffort)
		return 0
	}
	return int(v)
}

// cost reads an amount with its currency.
func (r *planReader) cost(at *yamldoc.Node, e entries) assess.Money {
	cost, code := e["cost"].Value, e["currency"].Value
	switch {
	case !filled(cost) && !filled(code):
		return assess.Money{}
	case !filled(cost):
		r.d.Add(code, "cost", "found a currency without a cost; expected both or none")
		return assess.Money{}
	case !filled(code):
		r.d.Add(cost, "cost", "found a cost without a currency; expected one such as \"currency: EUR\"")
		return assess.Money{}
	}
	v, ok := cost.Int()
	if !ok || v < 0 || int64(v) > assess.MaxCost {
		r.d.Add(cost, "cost", "cost is no amount; expected a whole number from 0 to %d", assess.MaxCost)
		return assess.Money{}
	}
	m := assess.Money{Amount: int64(v), Currency: r.text(code, "currency")}
	if !IsCurrency(m.Currency) {
		r.d.Add(code, "currency", "no currency %s; expected a code of ISO 4217, such as EUR", yamldoc.Quote(m.Currency))
	}
	return m
}

// IsCurrency reports whether a code is a currency of ISO 4217, in capitals.
func IsCurrency(code string) bool {
	_, err := currency.ParseISO(code)
	return err == nil && code == strings.ToUpper(code)
}

// depends reads the ids of the actions that come first.
func (r *planReader) depends(n, action *yamldoc.Node) []string {
	if !filled(n) {
		return nil
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "depends is %s; expected a list of actions, such as [ag-inf/cso/1]", n.Kind)
		return nil
	}
	var out []string
	for _, item := range n.Items {
		id := r.text(item, "an entry of depends")
		switch {
		case id == "":
			if item.Kind == yamldoc.Null {
				r.d.Add(item, "value-missing", "an entry of depends is empty; expected an action")
			}
			continue
		case id == action.Text:
			r.d.Add(item, "depends", "the action waits for itself; expected another one")
		case slices.Contains(out, id):
			r.d.Add(item, "depends", "found %s a second time; expected it once", yamldoc.Quote(id))
		case !assess.IsOwnAction(id) && !slices.Contains(r.known, id):
			r.d.Add(item, "action-unknown", "no action %s in %s; expected one of the questionnaire or of the plan", yamldoc.Quote(id), r.name())
		}
		out = append(out, id)
	}
	return out
}

// dependencies checks what only the whole plan can tell: own actions that are
// not there, and actions that wait for each other.
func (r *planReader) dependencies(n *yamldoc.Node) {
	for _, p := range r.a.Plan {
		for _, id := range p.Depends {
			if assess.IsOwnAction(id) && !r.seen[id] {
				r.d.Add(n, "depends", "%s waits for %s, which the plan does not hold; expected an action of the plan", p.Action, id)
			}
		}
	}
	if loop := assess.DependencyLoop(r.a.Plan); len(loop) > 0 {
		r.d.Add(n, "depends", "%s wait for each other; expected one of them to come first", strings.Join(loop, ", "))
	}
}

func planFlow(p assess.PlanEntry) *flow {
	f := &flow{}
	f.put("action", word(p.Action))
	f.id("for", int(p.For), p.For)
	f.id("stage", int(p.Stage), p.Stage)
	f.id("barrier", int(p.Barrier), p.Barrier)
	f.id("horizon", int(p.Horizon), p.Horizon)
	f.text("text", p.Text)
	f.text("done_when", p.DoneWhen)
	f.text("owner", p.Owner)
	if !p.Due.IsZero() {
		f.put("due", p.Due.String())
	}
	if p.Effort > 0 {
		f.put("effort", fmt.Sprint(p.Effort))
	}
	if !p.Cost.IsZero() {
		f.put("cost", fmt.Sprint(p.Cost.Amount))
		f.put("currency", word(p.Cost.Currency))
	}
	if len(p.Depends) > 0 {
		f.put("depends", "["+strings.Join(p.Depends, ", ")+"]")
	}
	f.id("status", int(p.Status), p.Status)
	if !p.Since.IsZero() {
		f.put("since", p.Since.String())
	}
	f.text("proof", p.Proof)
	return f
}

// id adds a value of one of the closed lists where there is one.
func (f *flow) id(key string, v int, name fmt.Stringer) {
	if v != 0 {
		f.put(key, name.String())
	}
}
