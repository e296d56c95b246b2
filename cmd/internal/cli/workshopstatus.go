package cli

import (
	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

func (a *app) workshopStatusCommand() *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:  "status FOLDER",
		Args: oneWorkshop,
		RunE: func(_ *cobra.Command, args []string) error { return a.workshopStatus(args[0], asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// workshopState is where a workshop stands, without a figure of a group under
// the minimum.
type workshopState struct {
	Schema    string       `json:"schema"`
	ID        string       `json:"id"`
	Title     string       `json:"title"`
	Fictional bool         `json:"fictional"`
	Forgotten string       `json:"forgotten,omitempty"`
	Minutes   int          `json:"minutes"`
	Cards     int          `json:"cards"`
	Minimum   leastState   `json:"minimum"`
	FreeText  bool         `json:"free_text"`
	Groups    []partyState `json:"groups"`
}

type leastState struct {
	People        int `json:"people"`
	Organisations int `json:"organisations"`
}

// partyState is where a group stands. Joined and Responded are nil when they
// are fewer than the minimum.
type partyState struct {
	ID            string     `json:"id"`
	Questionnaire assess.Ref `json:"-"`
	Asked         string     `json:"questionnaire"`
	Version       string     `json:"version"`
	Joined        *int       `json:"joined"`
	Responded     *int       `json:"responded"`
	Organisations *int       `json:"organisations"`
	Items         int        `json:"items"`
	Open          int        `json:"open"`
	Shown         int        `json:"shown"`
	Agreed        int        `json:"agreed"`
	Left          int        `json:"left_open"`

	nobody bool // nobody joined: that is no figure of anybody
}

// workshopStatus says what a workshop is, how far it is and what is next.
func (a *app) workshopStatus(folder string, asJSON bool) error {
	w, err := a.readWorkshop(folder)
	if err != nil {
		return err
	}
	s := stateOf(w)
	if asJSON {
		return writeJSON(a.env.Out, s)
	}
	p, description, out := a.phrases(), w.Workshop(), a.workshopOut()
	out.say(0, description.Title)
	out.say(2, a.fictional(&description))
	if f := description.Frame; f.Jurisdiction != "" {
		out.say(2, p.T("workshop.status.about", phrases.V{"place": f.Jurisdiction, "policy": f.Policy}))
	}
	out.say(2, p.T("workshop.status.made", phrases.V{"date": p.Date(description.Created), "minutes": description.Minutes,
		"language": p.Language(description.Language)}))
	if description.Cards > 0 {
		out.say(2, p.N("workshop.status.cards", description.Cards))
	}
	out.say(2, a.minimumWords(&description))
	notes := "notes_off"
	if description.FreeText {
		notes = "notes_on"
	}
	out.say(2, p.T("workshop.new."+notes))
	if on, yes := w.Forgotten(); yes {
		out.say(2, p.T("workshop.status.forgotten", phrases.V{"date": p.Date(on)}))
	}
	for _, g := range s.Groups {
		a.tellParty(out, g, description.Minimum)
	}
	if out.err == nil {
		a.next(nextOf(w, s)...)
	}
	return out.err
}

// stateOf counts what may be told of a workshop.
func stateOf(w *store.Workshop) workshopState {
	description := w.Workshop()
	s := workshopState{Schema: "csi/workshop/1", ID: description.ID, Title: description.Title, Fictional: description.Fictional,
		Minutes: description.Minutes, Cards: description.Cards, FreeText: description.FreeText,
		Minimum: leastState{description.Minimum.People, description.Minimum.Organisations}}
	on, forgotten := w.Forgotten()
	if forgotten {
		s.Forgotten = on.String()
	}
	people, published := w.People(), w.Published()
	for _, party := range description.Parties {
		g := partyState{ID: string(party.Group), Questionnaire: party.Questionnaire,
			Asked: party.Questionnaire.ID, Version: party.Questionnaire.Version}
		joined := 0
		for i := range people {
			if people[i].Group == party.Group {
				joined++
			}
		}
		g.nobody = joined == 0 && !forgotten
		persons, organisations := 0, 0
		for i := range published.Groups {
			if p := &published.Groups[i]; p.Group == party.Group {
				persons, organisations = p.People, p.Organisations
			}
		}
		g.Responded, g.Organisations = told(persons), told(organisations)
		if joined >= max(description.Minimum.People, assess.LeastPeople) {
			g.Joined = &joined
		}
		for _, it := range w.Questionnaire(party.Group).Items() {
			g.count(w.Stand(party.Group, it.ID))
		}
		if forgotten {
			g.Open = 0 // nothing takes responses any more
		}
		s.Groups = append(s.Groups, g)
	}
	return s
}

// count takes the stand of one more item in.
func (g *partyState) count(s assess.ItemStand) {
	g.Items++
	for _, c := range []struct {
		yes bool
		n   *int
	}{{s.Open, &g.Open}, {s.Shown > 0, &g.Shown}, {s.Agreed, &g.Agreed}, {s.Left, &g.Left}} {
		if c.yes {
			*c.n++
		}
	}
}

// told gives a count that may be told; nil for the 0 of one that may not.
func told(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// tellParty prints where a group stands.
func (a *app) tellParty(out *lines, g partyState, least assess.Minimum) {
	p := a.phrases()
	out.gap()
	out.say(0, p.T("workshop.status.party", phrases.V{"group": a.groupName(assess.Group(g.ID)), "id": g.Asked, "version": g.Version}))
	switch {
	case g.nobody:
		out.say(2, p.T("workshop.status.nobody"))
	case g.Joined != nil && g.Responded != nil && g.Organisations != nil:
		out.say(2, p.N("workshop.status.joined", *g.Joined)+p.T("workshop.status.and")+
			p.T("workshop.status.responded_cards", phrases.V{"people": *g.Responded, "organisations": *g.Organisations}))
	case g.Joined != nil && g.Responded != nil:
		out.say(2, p.N("workshop.status.joined", *g.Joined)+p.T("workshop.status.and")+
			p.T("workshop.status.responded", phrases.V{"people": *g.Responded}))
	case g.Joined != nil:
		out.say(2, p.N("workshop.status.joined", *g.Joined)+p.T("workshop.status.and")+p.T("workshop.status.few_responded"))
	case g.Responded != nil:
		out.say(2, p.T("workshop.status.responded_forgotten", phrases.V{"people": *g.Responded}))
	default:
		out.say(2, p.T("workshop.status.few", phrases.V{"least": least.People}))
	}
	out.say(2, p.T("workshop.status.items", phrases.V{"items": p.N("cli.list.items", g.Items), "open": g.Open,
		"shown": g.Shown, "agreed": g.Agreed, "left": g.Left}))
}

// nextOf names the commands that follow.
func nextOf(w *store.Workshop, s workshopState) []string {
	folder := quote(w.Dir())
	nobody, shown, settled, items := true, 0, 0, 0
	for _, g := range s.Groups {
		nobody = nobody && g.nobody
		shown, settled, items = shown+g.Shown, settled+g.Agreed+g.Left, items+g.Items
	}
	switch {
	case s.Forgotten != "":
		return []string{"csi workshop report " + folder}
	case settled == items:
		return []string{"csi workshop report " + folder, "csi workshop forget " + folder}
	case shown > 0:
		return []string{"csi workshop agree " + folder}
	case nobody:
		return []string{"csi workshop room " + folder, "csi workshop add " + folder + " FILE..."}
	}
	return []string{"csi workshop results " + folder, "csi workshop agree " + folder}
}
