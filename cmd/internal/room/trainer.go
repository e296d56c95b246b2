package room

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"csi/assess"
)

// trainerRequest is a request of the trainer.
type trainerRequest struct {
	*tongue
	base string   // "/trainer/SECRET"
	rest []string // what comes after it
	at   place    // the item that the address names
	n    int      // its number
	item *assess.Item
	post bool
}

// routeTrainer answers to the trainer: from this computer, and only to who
// knows the secret address.
func (r *Room) routeTrainer(w http.ResponseWriter, req *http.Request) {
	t := &trainerRequest{tongue: r.trainerTongue(), post: req.Method == http.MethodPost}
	nobody := phone{tongue: r.tongue("")}
	if !r.local(req) {
		r.sayTo(w, req, nobody, http.StatusForbidden, message{Title: t.S("trainer.elsewhere_title"), Text: t.S("trainer.elsewhere")})
		return
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(req.URL.Path, "/trainer"), "/")
	secret, rest, _ := strings.Cut(rest, "/")
	if !same(secret, r.secret) {
		r.notFound(w, req, nobody)
		return
	}
	t.base = "/trainer/" + r.secret
	t.rest = strings.Split(rest, "/")
	t.at.group, t.n = r.shownGroup(), 0
	if len(t.rest) > 1 && !r.readPlace(t) {
		r.notFound(w, req, nobody)
		return
	}
	page := t.rest[0]
	if len(t.rest) > 3 {
		page += "/" + t.rest[3]
	}
	switch {
	case page == "" && !t.post:
		redirect(w, t.link(r.begin()))
	case page == "events" && !t.post:
		r.stream(w, req, func(s *snapshot) string { return r.wideNews(t.tongue, s).event() })
	case page == "count" && !t.post:
		r.countPage(w, req, t)
	case page == "close":
		r.closePage(w, req, t)
	case r.closed():
		r.sayTo(w, req, nobody, http.StatusGone, message{Title: t.S("trainer.over_title"), Text: t.S("trainer.over")})
	case page == "i" && t.item != nil && !t.post:
		r.roundsPage(w, req, t, http.StatusOK, "")
	case page == "i" && t.item != nil:
		r.takeTurn(w, req, t)
	case page == "i/agree" && t.item != nil:
		r.agreePage(w, req, t)
	case page == "all" && !t.post:
		r.allPage(w, req, t)
	case page == "agenda" && !t.post:
		r.agendaPage(w, req, t)
	case page == "people" && !t.post:
		r.peoplePage(w, req, t)
	case page == "paper":
		r.paperPage(w, req, t)
	case page == "screen" && t.post:
		r.setScreen(w, req, t)
	default:
		r.notFound(w, req, nobody)
	}
}

// readPlace reads the group and the number of an item out of an address.
func (r *Room) readPlace(t *trainerRequest) bool {
	q := r.o.Keeper.Questionnaire(assess.Group(t.rest[1]))
	if q == nil || len(t.rest) > 4 {
		return false
	}
	t.at.group = assess.Group(t.rest[1])
	if len(t.rest) < 3 {
		return true
	}
	n, ok := small(t.rest[2])
	items := q.Items()
	if !ok || n < 1 || n > len(items) {
		return false
	}
	t.n, t.at.item = n, items[n-1].ID
	t.item = t.Questionnaires[t.at.group].Item(t.at.item)
	return t.item != nil
}

// shownGroup is the group that the trainer acts on.
func (r *Room) shownGroup() assess.Group {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.present
}

// begin is where the trainer's page opens: at the item that the room looks at,
// or at the first that is open, or at the first that was not open yet.
func (r *Room) begin() (assess.Group, int) {
	g := r.shownGroup()
	q := r.o.Keeper.Questionnaire(g)
	if item := r.look(g); item != "" {
		return g, number(q, item)
	}
	first := 0
	for i, it := range q.Items() {
		s := r.o.Keeper.Stand(g, it.ID)
		if s.Open {
			return g, i + 1
		}
		if s.Round == 0 && first == 0 {
			first = i + 1
		}
	}
	return g, max(first, 1)
}

// link gives the address of an item on the trainer's pages.
func (t *trainerRequest) link(g assess.Group, n int) string {
	return t.base + "/i/" + string(g) + "/" + strconv.Itoa(n)
}

// button is something the trainer can do next.
type button struct {
	Do, Label string
	Link      string // a page instead of a turn
	First     bool   // the usual next step
	Plain     bool
}

// line is one item of the list.
type line struct {
	N       int
	Short   string
	State   string
	Link    string
	Current bool
}

// rounds is the trainer's page of one item.
type rounds struct {
	Groups    []choice // the value is a link
	Section   string
	List      []line
	N, Of     int
	Code      string
	Place     string // of its forms, below the secret address
	Text      string
	Phases    []phase
	State     string // where the item stands, in a sentence
	Count     string // who have responded; "" when it takes none
	Hidden    bool
	Spread    *spreadView
	Talk      string
	Agreed    string
	Buttons   []button
	NextSteps []string
	Go        []button
	Timer     *timer
	Fault     string
	Least     least
	Side      side
}

// phase is one of the five steps of an item.
type phase struct {
	Name      string
	Done, Now bool
}

// timer is what is left of a talk.
type timer struct {
	Left    string // "4:20"
	Seconds int
	At      string // the time the page was made
	Over    bool
}

// side is what stands at the right of every trainer's page.
type side struct {
	Joined, Organisations, Paper int
	Cards                        bool
	Responded                    string
	Screen                       string // what the big screen shows
	Screens                      []choice
	Twice                        bool  // say that two rounds are two sets of counts
	Plan                         *plan // of the agenda; nil on other pages
}

// roundsPage shows where an item stands and what can be done.
func (r *Room) roundsPage(w http.ResponseWriter, req *http.Request, t *trainerRequest, status int, fault string) {
	q := t.Questionnaires[t.at.group]
	stand := r.o.Keeper.Stand(t.at.group, t.at.item)
	sec := sectionOf(q, t.at.item)
	b := rounds{Section: sec.Title, N: t.n, Of: len(q.Items()), Code: t.item.ID, Place: strings.TrimPrefix(t.link(t.at.group, t.n), t.base+"/"), Text: t.item.Text, Talk: t.item.Talk, Fault: fault, Least: r.least()}
	for i := range sec.Items {
		it := &sec.Items[i]
		n := number(q, it.ID)
		b.List = append(b.List, line{n, it.Short, r.stateWord(t.tongue, place{t.at.group, it.ID}), t.link(t.at.group, n), it.ID == t.at.item})
	}
	for _, party := range r.workshop().Parties {
		b.Groups = append(b.Groups, choice{t.link(party.Group, 1), t.Groups[party.Group], party.Group == t.at.group})
	}
	if len(b.Groups) < 2 {
		b.Groups = nil
	}
	step := r.step(t.at, stand)
	for i := range 5 {
		b.Phases = append(b.Phases, phase{t.S("phase.p" + strconv.Itoa(i+1)), i+1 < step, i+1 == step})
	}
	c := r.counts.now().groups[t.at.group]
	if stand.Open {
		b.Count = t.count(c.items[t.at.item], c.people)
	} else if stand.Round > 0 {
		b.Spread, _ = r.shownView(t.tongue, t.at, t.item, stand, assess.Response{})
		b.Hidden = r.spread(t.at, stand.Round).Hidden
		if b.Spread.Hidden {
			b.Spread = nil
		}
	}
	if stand.Agreed {
		b.Agreed = r.agreed(t.tongue, t.at, t.item)
	}
	b.State = r.stateLine(t, stand, b.Hidden)
	b.Buttons = r.buttons(t, stand, sec, b.Hidden)
	b.Timer = r.timer(t.at)
	if next := r.next(t.at); next != "" {
		b.Go = append(b.Go, button{Link: t.link(t.at.group, t.n+1), Label: t.S("trainer.go", "n", t.n+1), First: stand.Agreed || stand.Left})
	}
	b.NextSteps = []string{t.S("then.ask"), t.S("then.again"), t.S("then.agree")}
	b.Side = r.side(t, stand.Round > 0)
	w.Header().Set("Content-Security-Policy", policy(true, "none"))
	pg := r.trainerFrame(t, t.S("trainer.rounds_title", "n", t.n), "rounds")
	pg.Body = b
	r.write(w, req, status, "rounds.html", pg)
}

// step gives the phase of an item: 1 respond, 2 show, 3 talk, 4 again, 5 agree;
// 0 before it was open, 6 when it is settled.
func (r *Room) step(at place, s assess.ItemStand) int {
	_, talking := r.talk(at)
	switch {
	case s.Open && s.Round > 1:
		return 4
	case s.Open:
		return 1
	case s.Agreed || s.Left:
		return 6
	case s.Round == 0:
		return 0
	case s.Round > 1 && s.Shown == s.Round:
		return 5
	case talking:
		return 3
	}
	return 2
}

// stateWord says in a word where an item stands.
func (r *Room) stateWord(t *tongue, at place) string {
	s := r.o.Keeper.Stand(at.group, at.item)
	_, talking := r.talk(at)
	switch {
	case s.Open && s.Round > 1:
		return t.S("state.again")
	case s.Open:
		return t.S("state.open")
	case s.Agreed:
		return t.S("state.agreed")
	case s.Left:
		return t.S("state.left")
	case s.Round == 0:
		return t.S("state.new")
	case talking:
		return t.S("state.talking")
	case s.Shown > 0:
		return t.S("state.shown")
	}
	return t.S("state.closed")
}

// stateLine says in a sentence where an item stands.
func (r *Room) stateLine(t *trainerRequest, s assess.ItemStand, hidden bool) string {
	_, talking := r.talk(t.at)
	switch {
	case s.Open:
		return t.S("line.open", "round", t.roundName(s.Round))
	case s.Agreed:
		return t.S("line.agreed")
	case s.Left:
		return t.S("line.left")
	case s.Round == 0:
		return t.S("line.new")
	case hidden:
		return t.S("line.hidden")
	case s.Shown < s.Round:
		return t.S("line.closed")
	case talking:
		return t.S("line.talking")
	}
	return t.S("line.shown")
}

// buttons lists what can be done with an item, the usual next step first.
func (r *Room) buttons(t *trainerRequest, s assess.ItemStand, sec *assess.Section, hidden bool) []button {
	agree := button{Link: t.link(t.at.group, t.n) + "/agree", Label: t.S("do.agree")}
	leave := button{Do: "leave", Label: t.S("do.leave"), Plain: true}
	screen := button{Do: "look", Label: t.S("do.look"), Plain: true}
	var out []button
	_, talking := r.talk(t.at)
	switch {
	case s.Round == 0:
		out = []button{{Do: "section", Label: t.N("do.section", len(sec.Items), "section", sec.Title)}, {Do: "open", Label: t.S("do.open")}, agree}
	case s.Open:
		label := t.S("do.close")
		if s.Round > 1 {
			label = t.S("do.close_again")
		}
		out = []button{{Do: "show", Label: label}, {Do: "close", Label: t.S("do.quiet")}}
		if r.openIn(t.at.group, sec) > 1 {
			out = append(out, button{Do: "freeze", Label: t.S("do.freeze"), Plain: true})
		}
		out = append(out, screen)
	case s.Agreed || s.Left:
		again := button{Do: "open", Label: t.S("do.again")}
		return []button{again, agree, {Do: "look", Label: t.S("do.look"), Plain: true}}
	case hidden:
		out = []button{{Do: "open", Label: t.S("do.reopen")}, {Link: t.base + "/paper/" + string(t.at.group), Label: t.S("do.paper")}, agree, leave, {Do: "look", Label: t.S("do.tell_hidden"), Plain: true}}
	case s.Shown < s.Round:
		again := "do.reopen"
		if r.wasTold(t.at, s.Round) {
			again = "do.second"
		}
		out = []button{{Do: "show", Label: t.S("do.show")}, {Do: "open", Label: t.S(again)}}
	case s.Round > 1:
		out = []button{agree, {Do: "open", Label: t.S("do.more")}, leave}
	case talking:
		out = []button{{Do: "open", Label: t.S("do.second")}, agree, leave}
	default:
		out = []button{{Do: "talk", Label: t.S("do.talk")}, {Do: "open", Label: t.S("do.second")}, agree, leave}
	}
	if !s.Open && !hidden && s.Round > 0 && s.Shown == s.Round && r.look(t.at.group) != t.at.item {
		out = append(out, screen) // the room came back to an item of before
	}
	out[0].First = true
	return out
}

// openIn counts the items of a section that take responses.
func (r *Room) openIn(g assess.Group, sec *assess.Section) int {
	n := 0
	for i := range sec.Items {
		if r.o.Keeper.Stand(g, sec.Items[i].ID).Open {
			n++
		}
	}
	return n
}

// timer tells what is left of the talk about an item; nil when there is none.
func (r *Room) timer(at place) *timer {
	until, ok := r.talk(at)
	if !ok {
		return nil
	}
	now := r.o.Now()
	left := max(0, int(until.Sub(now)/time.Second))
	return &timer{Left: strconv.Itoa(left/60) + ":" + strconv.Itoa(100 + left%60)[1:], Seconds: left, At: now.Format("15:04:05"), Over: left == 0}
}

// takeTurn does what a button of the trainer's page says.
func (r *Room) takeTurn(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	fields, err := form(req, r.trainers, "do", "turn")
	if err != nil {
		r.refuse(w, req, phone{tongue: t.tongue}, err)
		return
	}
	r.change.Lock()
	defer r.change.Unlock()
	to := t.link(t.at.group, t.n)
	switch {
	case fields["turn"] != "" && fields["turn"] != strconv.Itoa(r.counts.now().turn):
		err = errTurn // the page is an old one: nothing happens twice
	default:
		err = r.do(t, fields["do"])
	}
	switch {
	case errors.Is(err, errTurn):
		r.roundsPage(w, req, t, http.StatusConflict, t.S("trainer.moved"))
	case errors.Is(err, errForm):
		r.refuse(w, req, phone{tongue: t.tongue}, err)
	case err != nil:
		r.o.Trouble(err)
		r.roundsPage(w, req, t, http.StatusInternalServerError, t.S("trainer.unsaved"))
	default:
		r.bump()
		redirect(w, to)
	}
}

// do takes one turn.
func (r *Room) do(t *trainerRequest, what string) error {
	sec := sectionOf(r.o.Keeper.Questionnaire(t.at.group), t.at.item)
	switch what {
	case "section":
		return r.openSection(t.at.group, sec.ID)
	case "freeze":
		return r.closeSection(t.at.group, sec.ID)
	case "open":
		return r.openItem(t.at)
	case "close":
		return r.closeItem(t.at)
	case "show":
		return r.showItem(t.at)
	case "look":
		r.lookAt(t.at)
		return nil
	case "talk":
		return r.talkAbout(t.at, r.minutesFor(t.at))
	case "more":
		return r.moreTime(t.at, 3)
	case "leave":
		return r.leaveItem(t.at, "")
	}
	return errForm
}
