package reports

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// WorkshopAgenda is what the groups of a workshop should talk about, in order
// and fitted to the time.
type WorkshopAgenda struct {
	Title, Mark string
	Groups      []GroupAgenda
	Colon       string
}

// GroupAgenda is the agenda of one group.
type GroupAgenda struct {
	Group assess.Group
	Name  string // "" when the workshop has one group
	Lead  string // how many minutes for how many items
	Rows  []AgendaRow
	Note  string // why there is nothing, or how the order came about
}

// AgendaRow is one item of an agenda.
type AgendaRow struct {
	At      int    // minutes after midnight, or after the beginning
	Clock   string // the same as a person reads it: "13:42", "0:12"
	Item    string
	Title   string
	Minutes int
	Length  string // "12 min"
	Why     string
	Next    bool
	Grade   assess.Grade
	Field   assess.Field
}

// AgendaOf chooses and words the items to talk about. start is a time of day
// in minutes after midnight, negative for none; items that a group has decided
// on are left out.
func AgendaOf(in WorkshopInput, minutes, start int) *WorkshopAgenda {
	w := newWorkshopper(in)
	out := &WorkshopAgenda{Title: w.title(), Mark: w.mark(), Colon: w.colon()}
	for i := range w.groups {
		g := &w.groups[i]
		w.about(g)
		x := GroupAgenda{Group: g.group}
		if len(w.groups) > 1 {
			x.Name = up(g.name)
		}
		at := max(0, start)
		for _, t := range assess.Agenda(w.undecided(g), minutes) {
			x.Rows = append(x.Rows, AgendaRow{
				At: at, Clock: fmt.Sprintf("%d:%02d", at/60%24, at%60), Item: t.Item.ID, Title: title(t.Item),
				Minutes: t.Minutes, Length: w.res("agenda.length", phrases.V{"minutes": t.Minutes}), Why: w.topicWhy(g, t),
				Next: t.Next, Grade: t.Spread.Consensus.Grade(), Field: t.Spread.Field(),
			})
			at += t.Minutes
		}
		x.Lead, x.Note = w.agendaWords(g, len(x.Rows), minutes)
		out.Groups = append(out.Groups, x)
	}
	return out
}

// agendaWords says what the minutes are for, and why there is nothing where
// there is nothing.
func (w *workshopper) agendaWords(g *groupView, rows, minutes int) (lead, note string) {
	switch {
	case rows > 0:
		return w.resN("agenda.lead", rows, phrases.V{"minutes": minutes}), w.res("agenda.note")
	case g.shownCount() == 0:
		return w.res("agenda.nothing"), w.res("agenda.nothing_shown")
	}
	return w.res("agenda.nothing"), w.res("agenda.nothing_left")
}

// undecided is the profile of a group with what it decided on hidden.
func (w *workshopper) undecided(g *groupView) *assess.GroupProfile {
	p := *g.profile
	p.Spreads = nil
	decided := w.decided(g.group)
	for _, s := range g.profile.Spreads {
		if _, ok := decided[s.Item.ID]; ok {
			s = assess.Spread{Item: s.Item, Hidden: true}
		}
		p.Spreads = append(p.Spreads, s)
	}
	return &p
}

// topicWhy says in words why an item is on the agenda.
func (w *workshopper) topicWhy(g *groupView, t assess.Topic) string {
	parts := []string{w.res("agenda.why." + t.Spread.Field().String())}
	if t.Item.Critical {
		parts = append(parts, w.res("agenda.critical"))
	}
	if t.Next {
		id := "agenda.next"
		for i := range g.profile.Stages {
			if s := &g.profile.Stages[i]; s.Stage == t.Item.Stage && s.Hollow {
				id = "agenda.next_hollow"
			}
		}
		parts = append(parts, w.res(id))
	}
	return strings.Join(parts, w.res("semicolon"))
}

// WriteAgenda writes an agenda for a terminal.
func WriteAgenda(out io.Writer, a *WorkshopAgenda, o TextOptions) error {
	p := newPage(out, o)
	p.hang("", 0, a.Title, strong)
	if a.Mark != "" {
		p.hang("", 0, a.Mark, absent)
	}
	for i := range a.Groups {
		g := &a.Groups[i]
		if i > 0 || g.Name != "" {
			p.line("")
		}
		lead := g.Lead
		if g.Name != "" {
			lead = g.Name + a.Colon + g.Lead
		}
		p.hang("", 0, lead, strong)
		id, clock, length := 0, 5, 0
		for _, r := range g.Rows {
			id, length = max(id, p.columns(r.Item)), max(length, p.columns(r.Length))
		}
		for _, r := range g.Rows {
			head := p.right(r.Clock, clock) + "  " + p.pad(r.Item, id+2) + p.right(r.Length, length) + "  "
			if p.o.Plain || p.width-p.columns(head) < 30 {
				p.hang("", 2, r.Clock+" "+r.Item+", "+r.Length+a.Colon+sentence(r.Title)+" "+sentence(r.Why), ink)
				continue
			}
			p.hang(head, p.columns(head), r.Title, strong)
			p.hang(strings.Repeat(" ", p.columns(head)), p.columns(head), r.Why, ink)
		}
		p.hang("", 0, g.Note, quiet)
	}
	return p.flush()
}

// AgendaSchema names the layout of the JSON that WriteAgendaJSON writes.
const AgendaSchema = "csi/workshop-agenda/1"

type agendaJSON struct {
	Schema    string            `json:"schema"`
	Fictional bool              `json:"fictional"`
	Minutes   int               `json:"minutes"`
	Groups    []groupAgendaJSON `json:"groups"`
}

type groupAgendaJSON struct {
	Group string      `json:"group"`
	Items []topicJSON `json:"items"`
}

type topicJSON struct {
	Item      string `json:"item"`
	Begin     int    `json:"begin"` // minutes after midnight, or after the beginning of the talk
	Minutes   int    `json:"minutes"`
	Agreement string `json:"agreement"`
	Field     string `json:"field"`
	NextRung  bool   `json:"next_rung"`
}

// WriteAgendaJSON writes an agenda for machines.
func WriteAgendaJSON(out io.Writer, a *WorkshopAgenda, minutes int) error {
	v := agendaJSON{Schema: AgendaSchema, Fictional: a.Mark != "", Minutes: minutes, Groups: []groupAgendaJSON{}}
	for _, g := range a.Groups {
		x := groupAgendaJSON{Group: string(g.Group), Items: []topicJSON{}}
		for _, r := range g.Rows {
			x.Items = append(x.Items, topicJSON{r.Item, r.At, r.Minutes, r.Grade.String(), r.Field.String(), r.Next})
		}
		v.Groups = append(v.Groups, x)
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
