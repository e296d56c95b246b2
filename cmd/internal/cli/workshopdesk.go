package cli

import (
	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
)

// workshopDesk is where a workshop's decisions are made: the commands and the
// trainer's page use the same one, so that each decision is written to the log
// and to the agreed assessment, in this order.
type workshopDesk struct {
	*store.Workshop
	app *app
}

// desk opens the decisions of a workshop. An agreement that was interrupted is
// completed.
func (a *app) desk(w *store.Workshop) (*workshopDesk, error) {
	d := &workshopDesk{w, a}
	return d, w.SettleAgreed(a.newID)
}

// Agree records what a group decided on an item. When it returns nil, log and
// agreed assessment are on the disk; an open round of the item is closed.
func (d *workshopDesk) Agree(g assess.Group, item string, m form.Agreement) error {
	e := assess.Event{At: d.app.stamp(), Group: g, Item: item, Turn: assess.TurnAgreed,
		Round: max(1, d.Stand(g, item).Round), Why: m.Why, Agreed: m.Response, People: m.People, Object: m.Dissent}
	if m.Left {
		e.Turn, e.Agreed, e.People, e.Object = assess.TurnLeft, assess.Response{}, 0, ""
	}
	return d.Workshop.Agree(e, d.app.newID)
}

// decided gives what a group decided last on each item.
func (d *workshopDesk) decided(g assess.Group) map[string]form.Agreement {
	out := map[string]form.Agreement{}
	for _, e := range d.Log() {
		if e.Group != g {
			continue
		}
		switch e.Turn {
		case assess.TurnAgreed:
			out[e.Item] = form.Agreement{Response: e.Agreed, People: e.People, Why: e.Why, Dissent: e.Object}
		case assess.TurnLeft:
			out[e.Item] = form.Agreement{Left: true, Why: e.Why}
		}
	}
	return out
}
