package room

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"csi/assess"
)

// asked is the page of one item.
type asked struct {
	N, Of    int
	Round    int
	Again    bool // a later round
	Text     string
	Help     string
	Lang     string // of the item, where it is not that of the page
	Options  []option
	Missing  bool   // nothing was chosen
	Saved    string // what was saved just before; "" for nothing
	Before   int    // numbers of the open items beside it; 0 for none
	After    int
	Progress string
	Code     string
	Offline  offline
}

// offline is what the page says when the room cannot be reached.
type offline struct{ Wifi string }

// nowPage gives the page that fits the present phase of the room.
func (r *Room) nowPage(w http.ResponseWriter, req *http.Request, p phone) {
	if p.in && p.code == "" && !r.closed() {
		r.aboutPage(w, req, p)
		return
	}
	who, ok := r.participant(w, req, p)
	if !ok {
		return
	}
	if r.closed() {
		r.endPage(w, req, p)
		return
	}
	turn := r.counts.now().turn
	q := p.tongue.Questionnaires[who.Group]
	open := r.openItems(who.Group)
	look := r.look(who.Group)
	if look != "" {
		stand := r.o.Keeper.Stand(who.Group, look)
		switch {
		case stand.Open && !saidIn(&who, look, stand.Round):
			r.askPage(w, req, p, &who, q.Item(look), http.StatusOK)
			return
		case !stand.Open && stand.Round > 0:
			r.revealPage(w, req, p, &who, q.Item(look), stand, turn)
			return
		}
	}
	for _, id := range open {
		if stand := r.o.Keeper.Stand(who.Group, id); stand.Round == 1 && !saidIn(&who, id, 1) {
			r.askPage(w, req, p, &who, q.Item(id), http.StatusOK)
			return
		}
	}
	r.waitPage(w, req, p, &who, open, turn)
}

// openItems lists what takes responses of a group, in item order.
func (r *Room) openItems(g assess.Group) []string {
	var open []string
	for _, it := range r.o.Keeper.Questionnaire(g).Items() {
		if r.o.Keeper.Stand(g, it.ID).Open {
			open = append(open, it.ID)
		}
	}
	return open
}

// itemPage gives the item of a number, with the person's own response, while
// it is open.
func (r *Room) itemPage(w http.ResponseWriter, req *http.Request, p phone, n int) {
	who, ok := r.participant(w, req, p)
	if !ok {
		return
	}
	items := p.tongue.Questionnaires[who.Group].Items()
	if n > len(items) {
		r.notFound(w, req, p)
		return
	}
	if r.closed() || !r.o.Keeper.Stand(who.Group, items[n-1].ID).Open {
		redirect(w, p.base+"/now")
		return
	}
	r.askPage(w, req, p, &who, items[n-1], http.StatusOK)
}

// askPage asks one item.
func (r *Room) askPage(w http.ResponseWriter, req *http.Request, p phone, who *assess.Participant, it *assess.Item, status int) {
	t, q := p.tongue, p.tongue.Questionnaires[who.Group]
	stand := r.o.Keeper.Stand(who.Group, it.ID)
	a := asked{N: number(q, it.ID), Of: len(q.Items()), Round: stand.Round, Again: stand.Round > 1, Text: it.Text, Help: it.Help,
		Missing: status == http.StatusUnprocessableEntity, Code: grouped(who.Code), Offline: offline{r.o.Wifi}}
	if q.Language != t.Lang {
		a.Lang = q.Language
	}
	var own, before assess.Response
	if a.Again {
		before = who.Standing(it.ID, stand.Round-1)
	}
	if saidIn(who, it.ID, stand.Round) {
		own = who.Rounds[stand.Round-1][it.ID]
	}
	a.Options = t.options(it, own, before, r.o.Keeper.Questionnaire(who.Group).Item(it.ID).Reasons)
	open := r.openItems(who.Group)
	if at := slices.Index(open, it.ID); at >= 0 {
		if at > 0 {
			a.Before = number(q, open[at-1])
		}
		if at+1 < len(open) {
			a.After = number(q, open[at+1])
		}
	}
	heading := t.S("item.of", "n", a.N, "of", a.Of)
	if a.Missing {
		heading = t.S("wrong.title") + t.Phrases.T("words.colon") + heading
	}
	pg := r.itemFrame(p, who, it, heading)
	pg.More = t.roundName(stand.Round)
	pg.Body = a
	r.write(w, req, status, "item.html", pg)
}

// roundName names a round.
func (t *tongue) roundName(round int) string {
	switch round {
	case 0:
		return ""
	case 1, 2:
		return t.S("round.r" + strconv.Itoa(round))
	}
	return t.S("round.more", "n", round)
}

// itemFrame makes a page that belongs to an item.
func (r *Room) itemFrame(p phone, who *assess.Participant, it *assess.Item, heading string) *page {
	q := p.tongue.Questionnaires[who.Group]
	pg := r.newPage(p.tongue, heading)
	pg.Base, pg.Token = p.base, r.sign("phone "+p.key)
	pg.Strong = sectionOf(q, it.ID).Title
	pg.Right = p.tongue.S("item.of", "n", number(q, it.ID), "of", len(q.Items()))
	pg.Live = p.base + "/events"
	return pg
}

// respond saves one response. It is acknowledged, by the page that follows,
// only after it is safe.
func (r *Room) respond(w http.ResponseWriter, req *http.Request, p phone, n int) {
	fields, err := form(req, r.ours(p), "r", "round")
	if err != nil {
		if !p.in && errors.Is(err, errForged) {
			r.participant(w, req, p) // a phone of an earlier start: it can come back
			return
		}
		r.refuse(w, req, p, err)
		return
	}
	who, ok := r.participant(w, req, p)
	if !ok {
		return
	}
	kept := r.o.Keeper.Questionnaire(who.Group)
	round, whole := small(fields["round"])
	if n > len(kept.Items()) || !whole {
		r.notFound(w, req, p)
		return
	}
	it := kept.Items()[n-1]
	stand := r.o.Keeper.Stand(who.Group, it.ID)
	if r.closed() || !stand.Open || stand.Round != round {
		r.late(w, req, p, &who, it, stand)
		return
	}
	if fields["r"] == "" {
		r.askPage(w, req, p, &who, p.tongue.Questionnaires[who.Group].Item(it.ID), http.StatusUnprocessableEntity)
		return
	}
	response, ok := read(it, fields["r"], r.tongue("").S("response.no_reason"))
	if !ok {
		r.refuse(w, req, p, errForm)
		return
	}
	switch err := r.o.Keeper.Respond(who.Code, it.ID, round, response); {
	case errors.Is(err, ErrClosed):
		r.late(w, req, p, &who, it, r.o.Keeper.Stand(who.Group, it.ID))
	case err != nil:
		r.trouble(w, req, p, err)
	default:
		r.counts.changed()
		redirect(w, p.base+"/now")
	}
}

// late answers a response to a round that is closed or over. Nothing changes,
// so that nobody can be worked out from a difference.
func (r *Room) late(w http.ResponseWriter, req *http.Request, p phone, who *assess.Participant, it *assess.Item, stand assess.ItemStand) {
	t := p.tongue
	text := t.S("late.none")
	switch {
	case stand.Open:
		text = t.S("late.moved")
	case who.Standing(it.ID, max(stand.Round, 1)).State != assess.Blank:
		text = t.S("late.earlier")
	}
	r.sayTo(w, req, p, http.StatusConflict, message{Title: t.S("late.title"), Text: text, Warn: true})
}
