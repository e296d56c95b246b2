package room

import (
	"net/http"

	"csi/assess"
)

// waiting is the page between items: what was saved, and how far the room is.
type waiting struct {
	Own    []own
	Count  string // how many have responded; "" when nothing is open
	Talk   string // something to think of meanwhile
	Before bool   // the room has not begun
	Code   string
}

// own is what a person said to an open item.
type own struct {
	N          int
	Text, Said string
	Lang       string
}

// waitPage says what is saved, and waits for the room.
func (r *Room) waitPage(w http.ResponseWriter, req *http.Request, p phone, who *assess.Participant, open []string, turn int) {
	t, q := p.tongue, p.tongue.Questionnaires[who.Group]
	b := waiting{Code: grouped(who.Code)}
	for _, id := range open {
		it := q.Item(id)
		b.Own = append(b.Own, own{number(q, id), it.Short, t.said(it, who.Standing(id, r.o.Keeper.Stand(who.Group, id).Round)), q.Language})
	}
	heading := t.S("wait.title_talking")
	switch {
	case len(open) > 0:
		c := r.counts.now().groups[who.Group]
		b.Count = t.count(c.done, c.people)
		heading = t.S("wait.title_saved")
		if len(open) == 1 {
			b.Talk = q.Item(open[0]).Talk
		}
	case len(r.o.Keeper.Log()) == 0:
		b.Before, heading = true, t.S("wait.title_before")
	}
	pg := r.newPage(t, heading)
	pg.Base, pg.Token, pg.Turn, pg.Live = p.base, r.sign("phone "+p.key), turn, p.base+"/events"
	if len(open) > 0 {
		pg.Strong = sectionOf(q, open[0]).Title
		pg.More = t.roundName(r.o.Keeper.Stand(who.Group, open[0]).Round)
		if len(open) == 1 {
			pg.Right = t.S("item.of", "n", b.Own[0].N, "of", len(q.Items()))
		}
	}
	pg.follow(req)
	pg.Body = b
	r.write(w, req, http.StatusOK, "wait.html", pg)
}

// follow makes a page look at the room again by itself, unless that is turned
// off.
func (p *page) follow(req *http.Request) {
	p.Still = req.URL.Query().Get("still") != ""
	p.Follow = !p.Still
	p.Refresh = !p.Still
}

// revealed is the page that shows how the room responded, or that it does not.
type revealed struct {
	Text, Lang string
	Spread     *spreadView
	NotShown   bool   // closed, and not shown yet
	Own        string // "" when the person said nothing
	Talk       string
	Agreed     string
	Left       bool
	Others     int // number of an open item that the person has not responded to
	Least      least
	Code       string
}

// least is the minimum, for the notice.
type least struct {
	People, Organisations int
	Cards                 bool
}

func (r *Room) least() least {
	w := r.workshop()
	return least{max(w.Minimum.People, assess.LeastPeople), max(w.Minimum.Organisations, assess.LeastOrganisations), w.Cards > 0}
}

// revealPage shows the counts of the item that the room looks at, with the
// person's own response in words.
func (r *Room) revealPage(w http.ResponseWriter, req *http.Request, p phone, who *assess.Participant, it *assess.Item, stand assess.ItemStand, turn int) {
	t, q := p.tongue, p.tongue.Questionnaires[who.Group]
	standing := who.Standing(it.ID, stand.Round)
	b := revealed{Text: it.Text, Talk: it.Talk, Least: r.least(), Code: grouped(who.Code), Left: stand.Left}
	if q.Language != t.Lang {
		b.Lang = q.Language
	}
	if standing.State != assess.Blank {
		b.Own = t.said(it, standing)
	}
	if stand.Agreed {
		b.Agreed = r.agreed(t, place{who.Group, it.ID}, it)
	}
	heading := t.S("reveal.title")
	b.Spread, b.NotShown = r.shownView(t, place{who.Group, it.ID}, it, stand, standing)
	switch {
	case b.NotShown:
		heading = t.S("closed.title")
	case b.Spread.Hidden:
		heading = t.S("hidden.title")
	}
	for _, id := range r.openItems(who.Group) {
		if !saidIn(who, id, r.o.Keeper.Stand(who.Group, id).Round) && b.Others == 0 {
			b.Others = number(q, id)
		}
	}
	pg := r.itemFrame(p, who, it, heading)
	pg.Turn = turn
	pg.More = t.S("round.talking")
	pg.follow(req)
	pg.Body = b
	r.write(w, req, http.StatusOK, "reveal.html", pg)
}

// shownView lays out the counts of an item: shown, hidden because there are
// too few, or closed and not shown yet.
func (r *Room) shownView(t *tongue, at place, it *assess.Item, stand assess.ItemStand, own assess.Response) (v *spreadView, notShown bool) {
	s := r.spread(at, stand.Round)
	if s.Hidden {
		return &spreadView{Hidden: true}, false
	}
	if stand.Shown < stand.Round {
		return &spreadView{Hidden: true}, true
	}
	var before *assess.Spread
	r.mu.Lock()
	passed := r.passed[spot{at, 1}]
	r.mu.Unlock()
	if stand.Round > 1 && !passed {
		first := r.spread(at, 1)
		before = &first
	}
	return t.view(it, s, before, own), false
}

// agreed writes what a group agreed on last.
func (r *Room) agreed(t *tongue, at place, it *assess.Item) string {
	text := ""
	for _, e := range r.o.Keeper.Log() {
		if e.Turn == assess.TurnAgreed && e.Group == at.group && e.Item == at.item {
			text = t.said(it, e.Agreed)
		}
	}
	return text
}

// ending is the last page.
type ending struct {
	Done, Of int // items that the person responded to; Of is 0 for a stranger
	In       bool
}

// endPage thanks.
func (r *Room) endPage(w http.ResponseWriter, req *http.Request, p phone) {
	e := ending{In: p.in}
	if who, ok := r.o.Keeper.Person(p.code); ok && p.in {
		for _, it := range r.o.Keeper.Questionnaire(who.Group).Items() {
			if stand := r.o.Keeper.Stand(who.Group, it.ID); stand.Round > 0 {
				e.Of++
				if who.Standing(it.ID, stand.Round).State != assess.Blank {
					e.Done++
				}
			}
		}
	}
	pg := r.newPage(p.tongue, p.tongue.S("end.title"))
	pg.Base, pg.Right, pg.Languages = p.base, p.tongue.S("end.closed"), false
	if p.in {
		pg.Token = r.sign("phone " + p.key)
	}
	pg.Body = e
	r.write(w, req, http.StatusOK, "end.html", pg)
}
