package cli

import (
	"encoding/binary"
	"math/rand/v2"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// rehearseOptions are the flags of "csi workshop simulate".
type rehearseOptions struct {
	workshopOptions
	people int
	seed   int64
}

// workshopSimulateCommand is "csi workshop simulate": a workshop to practise
// with.
func (a *app) workshopSimulateCommand() *cobra.Command {
	var o rehearseOptions
	c := &cobra.Command{
		Use:  "simulate FOLDER",
		Args: oneWorkshop,
		RunE: func(_ *cobra.Command, args []string) error { return a.workshopSimulate(args[0], o) },
	}
	o.flags(c)
	c.Flags().IntVar(&o.people, "people", 20, "")
	c.Flags().Int64Var(&o.seed, "seed", 1, "")
	return c
}

// mostSimulated bounds the people of one simulated group.
const mostSimulated = 2000

// workshopSimulate fills a workshop without participants, or a new one, with
// people whom nobody stands behind.
func (a *app) workshopSimulate(folder string, o rehearseOptions) error {
	if o.people < 1 || o.people > mostSimulated {
		return workshopUsage("number", phrases.V{"flag": "--people", "found": o.people, "low": 1, "high": mostSimulated})
	}
	if o.cards < 0 || o.cards > o.people {
		return workshopUsage("number", phrases.V{"flag": "--cards", "found": o.cards, "low": 0, "high": o.people})
	}
	w, err := a.practice(folder, o)
	if err != nil {
		return err
	}
	defer w.Close()
	if err := a.checkPractice(w, folder, o); err != nil {
		return err
	}
	err = w.Change(func(next *assess.Workshop) {
		next.Fictional = true
		if o.cards > 0 {
			next.Cards = o.cards
		}
		if next.Frame.Jurisdiction != "" {
			next.Frame.Jurisdiction = a.phrases().T("workshop.fictional_place", phrases.V{"place": next.Frame.Jurisdiction})
		}
		if assess.HasCountry(next.Frame.Tier) {
			next.Frame.Country = "ZZ"
		}
	})
	if err != nil {
		return fromWorkshop(folder, err)
	}
	if err := a.fill(w, o); err != nil {
		return fromWorkshop(folder, err)
	}
	p := a.phrases()
	a.env.say(p.T("workshop.simulate.made", phrases.V{"people": p.N("workshop.simulate.people", o.people*len(w.Workshop().Parties)), "folder": folder}))
	a.env.say(p.T("workshop.fictional"))
	f := quote(folder)
	a.next("csi workshop results "+f, "csi workshop agree "+f, "csi workshop room "+f, "csi workshop status "+f)
	return nil
}

// practice opens the workshop of a folder, or makes one to practise with.
func (a *app) practice(folder string, o rehearseOptions) (*store.Workshop, error) {
	if store.Occupied(folder) {
		if len(o.questionnaires)+len(o.groups) > 0 {
			return nil, workshopUsage("simulate_parties", phrases.V{"folder": quote(folder)})
		}
		return a.openWorkshop(folder)
	}
	name := filepath.Base(folder)
	if err := checkFolderName(name); err != nil {
		return nil, err
	}
	if len(o.questionnaires) == 0 {
		o.questionnaires = []string{"core-cso"}
	}
	o.title = a.phrases().T("workshop.simulate.title")
	o.minutes, o.least, o.leastOrganisation = 120, assess.LeastPeople, assess.LeastOrganisations
	description, _, err := a.describeWorkshop(folder, o.workshopOptions)
	if err != nil {
		return nil, err
	}
	to := assess.DateOf(a.env.Now()).YearMonth().Add(-1)
	description.Frame = assess.Frame{Jurisdiction: "Port Example", Tier: "local", Country: "ZZ", Policy: a.phrases().T("workshop.simulate.policy"),
		Period: assess.Period{From: to.Add(-23), To: to}, Agencies: []string{"health", "police"}}
	description.Fictional = true
	w, err := store.CreateWorkshop(folder, description, a.resolverIn("", a.language()))
	return w, fromWorkshop(folder, err)
}

// checkPractice refuses to mix made-up people with anybody.
func (a *app) checkPractice(w *store.Workshop, folder string, o rehearseOptions) error {
	parts := phrases.V{"folder": quote(folder)}
	if _, yes := w.Forgotten(); yes {
		return fromWorkshop(folder, &store.Error{Op: "save", File: folder, Reason: store.ErrForgotten})
	}
	people := w.People()
	real := slices.ContainsFunc(people, func(p assess.Participant) bool { return p.From != assess.FromSimulator })
	switch {
	case real, len(people) == 0 && len(w.Log()) > 0:
		return workshopFailed("real_people", parts, "simulate")
	case len(people) > 0:
		return workshopFailed("simulated_before", parts, "simulate")
	}
	if cards := w.Workshop().Cards; cards > 0 && o.cards == 0 && cards > o.people {
		return workshopUsage("number", phrases.V{"flag": "--people", "found": o.people, "low": cards, "high": mostSimulated})
	}
	return nil
}

// fill lets made-up people respond, and leaves the items of each group in
// every stand there is.
func (a *app) fill(w *store.Workshop, o rehearseOptions) error {
	description := w.Workshop()
	// The same seed makes the same workshop, codes included.
	var seed [32]byte
	binary.BigEndian.PutUint64(seed[:], uint64(o.seed))
	random := rand.NewChaCha8(seed)
	for _, party := range description.Parties {
		q := w.Questionnaire(party.Group)
		people := assess.Simulate(q, party.Group, o.people, description.Cards, uint64(o.seed))
		rounds := simulatedRounds(q)
		var codes []string
		for _, p := range people {
			code, err := w.Add(p, random)
			if err != nil {
				return err
			}
			codes = append(codes, code)
		}
		var log []assess.Event
		for _, r := range rounds {
			for _, turn := range r.turns {
				log = append(log, assess.Event{At: a.stamp(), Group: party.Group, Item: r.item, Turn: turn, Round: 1})
			}
		}
		if err := w.Record(log...); err != nil {
			return err
		}
		if err := w.RecordShown(a.stamp(), a.toShow(w, party.Group, rounds)); err != nil {
			return err
		}
		if item := mostApart(w.Published().Spreads(party.Group)); item != "" {
			if err := a.secondRound(w, party.Group, item, codes); err != nil {
				return err
			}
		}
		if err := a.pretend(w, party.Group, o.people); err != nil {
			return err
		}
	}
	return nil
}

// toShow lists the rounds of a group that its room would have shown: those that
// are meant to be, and that enough people responded to.
func (a *app) toShow(w *store.Workshop, g assess.Group, rounds []simulatedRound) []assess.Showing {
	description := w.Workshop()
	var out []assess.Showing
	for _, s := range assess.ToShow(&description, w.Questionnaire, w.People(), w.Log()) {
		at := slices.IndexFunc(rounds, func(r simulatedRound) bool { return r.item == s.Item })
		if s.Group == g && at >= 0 && rounds[at].show {
			out = append(out, s)
		}
	}
	return out
}

// mostApart gives the item that is shown and has the least consensus, the first
// of equals; "" when none is shown.
func mostApart(spreads []assess.Spread) string {
	item, least := "", 2.0
	for _, s := range spreads {
		if !s.Hidden && s.Consensus.Has() && s.Consensus.Float() < least {
			item, least = s.Item.ID, s.Consensus.Float()
		}
	}
	return item
}

// pretend lets a made-up group agree on its first two items, with dissent on
// the second, and leave the third open, so that a report can be looked at.
func (a *app) pretend(w *store.Workshop, g assess.Group, people int) error {
	d, err := a.desk(w)
	if err != nil {
		return err
	}
	items, spreads, p := w.Questionnaire(g).Items(), w.Published().Spreads(g), a.phrases()
	for i, it := range items[:min(3, len(items))] {
		m := form.Agreement{People: people, Why: p.T("workshop.simulate.why"),
			Response: assess.Response{State: assess.Answered, Value: most(spreads[i])}}
		switch i {
		case 1:
			m.People, m.Dissent = max(1, people-people/5), p.T("workshop.simulate.dissent")
		case 2:
			m.Left = true
		}
		if err := d.Agree(g, it.ID, m); err != nil {
			return err
		}
	}
	return nil
}

// most gives the value that most people chose, the lowest of equals.
func most(s assess.Spread) int {
	best := 0
	for v, n := range s.Counts {
		if n > s.Counts[best] {
			best = v
		}
	}
	return best
}

// simulatedRound is what happens to an item of a simulated workshop.
type simulatedRound struct {
	item  string
	turns []assess.Turn
	show  bool
}

// simulatedRounds opens all items; of four sections in turn two are shown, one
// is closed but not shown, and one is still open.
func simulatedRounds(q *assess.Questionnaire) []simulatedRound {
	var out []simulatedRound
	for i := range q.Sections {
		for j := range q.Sections[i].Items {
			turns := []assess.Turn{assess.TurnOpened}
			switch i % 4 {
			case 0, 1, 2:
				turns = append(turns, assess.TurnClosed)
			}
			out = append(out, simulatedRound{q.Sections[i].Items[j].ID, turns, i%4 < 2})
		}
	}
	return out
}

// secondRound lets people respond again to an item after talking: each a step
// towards where most of them stand.
func (a *app) secondRound(w *store.Workshop, g assess.Group, item string, codes []string) error {
	turn := func(t assess.Turn) error {
		return w.Record(assess.Event{At: a.stamp(), Group: g, Item: item, Turn: t, Round: 2})
	}
	sum, n := 0, 0
	for _, code := range codes {
		if p, _ := w.Person(code); p.Rounds[0][item].State == assess.Answered {
			sum, n = sum+p.Rounds[0][item].Value, n+1
		}
	}
	if n == 0 {
		return nil
	}
	if err := turn(assess.TurnOpened); err != nil {
		return err
	}
	middle := (2*sum + n) / (2 * n)
	for _, code := range codes {
		p, _ := w.Person(code)
		r := p.Rounds[0][item]
		switch {
		case r.State != assess.Answered || r.Value == middle:
			continue
		case r.Value < middle:
			r.Value++
		default:
			r.Value--
		}
		if err := w.Respond(code, item, 2, r); err != nil {
			return err
		}
	}
	return turn(assess.TurnShown)
}
