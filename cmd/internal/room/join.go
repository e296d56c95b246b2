package room

import (
	"errors"
	"net/http"
	"slices"

	"csi/assess"
)

// joining is the page where people join.
type joining struct {
	Code, Card string
	Group      string
	Cards      int
	Groups     []choice
	Token      string
	Action     string // with the language
	CodeWrong  string // messages; "" where nothing is wrong
	CardWrong  string
	GroupWrong string
	Closed     bool
}

// Wrong reports whether something has to be put right.
func (j joining) Wrong() bool { return j.CodeWrong+j.CardWrong+j.GroupWrong != "" }

// choice is one of several things to choose from.
type choice struct {
	Value, Label string
	Chosen       bool
}

// joinPage asks for the code, for the table card and for the group.
func (r *Room) joinPage(w http.ResponseWriter, req *http.Request, p phone, status int, j joining) {
	if p.in && p.code != "" {
		redirect(w, p.base+"/now")
		return
	}
	if r.closed() {
		r.endPage(w, req, p)
		return
	}
	if j.Token == "" {
		var err error
		if j.Token, err = r.formToken(); err != nil {
			r.trouble(w, req, p, err)
			return
		}
	}
	ws := r.workshop()
	j.Cards = ws.Cards
	if len(ws.Parties) > 1 {
		for _, party := range ws.Parties {
			j.Groups = append(j.Groups, choice{string(party.Group), p.tongue.Groups[party.Group], string(party.Group) == j.Group})
		}
	}
	heading := p.tongue.S("join.title")
	if j.Wrong() {
		heading = p.tongue.S("wrong.check") + p.tongue.Phrases.T("words.colon") + heading
	}
	pg := r.newPage(p.tongue, heading)
	pg.Body = j
	r.write(w, req, status, "join.html", pg)
}

// join checks what somebody typed and gives the phone its key. Nobody is a
// participant yet: first comes the page that says what is kept.
func (r *Room) join(w http.ResponseWriter, req *http.Request, p phone) {
	fields, err := form(req, r.signedForm, "code", "card", "group", "lang")
	if err != nil {
		r.refuse(w, req, p, err)
		return
	}
	p.tongue = r.tongue(fields["lang"])
	if p.in && p.code != "" {
		redirect(w, p.base+"/now")
		return
	}
	j := joining{Code: clip(fields["code"]), Card: clip(fields["card"]), Group: fields["group"], Token: fields["t"]}
	id, from := r.formID(fields["t"]), source(req)
	if r.guard.locked(id, from) {
		w.Header().Set("Retry-After", "60")
		j.CodeWrong = p.tongue.S("join.locked")
		r.joinPage(w, req, p, http.StatusTooManyRequests, j)
		return
	}
	if !same(onlyDigits(fields["code"]), r.code) {
		r.guard.miss(id, from)
		j.CodeWrong = p.tongue.S("join.wrong")
		r.joinPage(w, req, p, http.StatusNotFound, j)
		return
	}
	one, ok := r.checkJoin(p, &j)
	if !ok {
		r.joinPage(w, req, p, http.StatusUnprocessableEntity, j)
		return
	}
	if r.people.Load() >= int64(r.o.Most) {
		r.full(w, req, p)
		return
	}
	one, ok, err = r.sessions.add(one)
	switch {
	case err != nil:
		r.trouble(w, req, p, err)
	case !ok:
		r.full(w, req, p)
	default:
		r.take(w, one)
	}
}

func (r *Room) full(w http.ResponseWriter, req *http.Request, p phone) {
	r.sayTo(w, req, p, http.StatusServiceUnavailable, message{Title: p.tongue.S("full.title"), Text: p.tongue.S("full.text")})
}

// clip shortens what is sent back to the page.
func clip(s string) string {
	if len(s) > 40 {
		return ""
	}
	return s
}

// checkJoin reads the table card and the group.
func (r *Room) checkJoin(p phone, j *joining) (session, bool) {
	ws := r.workshop()
	one := session{lang: p.tongue.Lang, group: ws.Parties[0].Group}
	if ws.Cards > 0 && j.Card != "" {
		card, ok := small(j.Card)
		if !ok || card < 1 || card > ws.Cards {
			j.CardWrong = p.tongue.S("join.card_wrong", "cards", ws.Cards)
		}
		one.card = card
	}
	if len(ws.Parties) > 1 {
		at := slices.IndexFunc(ws.Parties, func(party assess.Party) bool { return string(party.Group) == j.Group })
		if at < 0 {
			j.GroupWrong = p.tongue.S("join.group_wrong")
			return one, false
		}
		one.group = ws.Parties[at].Group
	}
	return one, j.CardWrong == ""
}

// about is the page that says what is kept.
type about struct {
	Started       bool
	Code          string // of the participant, in two halves
	Cards         bool
	People        int
	Organisations int
	Lan           bool
}

// aboutPage says what is kept, before somebody starts and whenever they want
// to read it again.
func (r *Room) aboutPage(w http.ResponseWriter, req *http.Request, p phone) {
	if !p.in {
		redirect(w, "/")
		return
	}
	ws := r.workshop()
	pg := r.newPage(p.tongue, p.tongue.S("about.title"))
	pg.Base, pg.Token = p.base, r.sign("phone "+p.key)
	pg.Body = about{Started: p.code != "", Code: grouped(p.code), Cards: ws.Cards > 0, Lan: r.o.Lan,
		People: max(ws.Minimum.People, assess.LeastPeople), Organisations: max(ws.Minimum.Organisations, assess.LeastOrganisations)}
	r.write(w, req, http.StatusOK, "about.html", pg)
}

// start makes a participant of a phone.
func (r *Room) start(w http.ResponseWriter, req *http.Request, p phone) {
	if _, err := form(req, r.ours(p)); err != nil {
		r.refuse(w, req, p, err)
		return
	}
	if r.closed() || !p.in {
		redirect(w, "/")
		return
	}
	_, err := r.sessions.starting(p.key, func(one session) (session, error) {
		code, err := r.add(assess.Participant{Group: one.group, Card: one.card, From: assess.FromPhone})
		one.code = code
		return one, err
	})
	switch {
	case errors.Is(err, errFull):
		r.full(w, req, p)
	case errors.Is(err, ErrNobody):
		redirect(w, "/") // the phone left in the same moment
	case err != nil:
		r.trouble(w, req, p, err)
	default:
		redirect(w, p.base+"/now")
	}
}

// leave forgets the phone; what its person said stays.
func (r *Room) leave(w http.ResponseWriter, req *http.Request, p phone, what string) {
	if _, err := form(req, r.ours(p)); err != nil {
		r.refuse(w, req, p, err)
		return
	}
	r.sessions.drop(p.key)
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	p.base = ""
	r.sayTo(w, req, p, http.StatusOK, message{Title: p.tongue.S(what + ".title"), Text: p.tongue.S(what + ".text"), Link: "/", Label: p.tongue.S("go_join")})
}

// backing is the page where people come back with their own code.
type backing struct {
	Code  string
	Token string
	Wrong string
	Lost  bool // a form came in that belongs to nobody any more
}

// backPage asks for a participant's code.
func (r *Room) backPage(w http.ResponseWriter, req *http.Request, p phone, status int, b backing) {
	if r.closed() {
		r.endPage(w, req, p)
		return
	}
	if b.Token == "" {
		var err error
		if b.Token, err = r.formToken(); err != nil {
			r.trouble(w, req, p, err)
			return
		}
	}
	pg := r.newPage(p.tongue, p.tongue.S("back.title"))
	pg.Body = b
	r.write(w, req, status, "back.html", pg)
}

// back lets somebody come back to their place, on this phone or another. Two
// phones of one participant are one participant: the last save counts.
func (r *Room) back(w http.ResponseWriter, req *http.Request, p phone) {
	fields, err := form(req, r.signedForm, "code", "lang")
	if err != nil {
		r.refuse(w, req, p, err)
		return
	}
	p.tongue = r.tongue(fields["lang"])
	b := backing{Code: clip(fields["code"]), Token: fields["t"]}
	id, from := r.formID(fields["t"]), source(req)
	if r.guard.locked(id, from) {
		w.Header().Set("Retry-After", "60")
		b.Wrong = p.tongue.S("join.locked")
		r.backPage(w, req, p, http.StatusTooManyRequests, b)
		return
	}
	who, ok := r.o.Keeper.Person(r.codeOf(fields["code"]))
	if !ok {
		r.guard.miss(id, from)
		b.Wrong = p.tongue.S("back.wrong")
		r.backPage(w, req, p, http.StatusNotFound, b)
		return
	}
	one, ok, err := r.sessions.add(session{lang: p.tongue.Lang, group: who.Group, card: who.Card, code: who.Code})
	switch {
	case err != nil:
		r.trouble(w, req, p, err)
	case !ok:
		r.full(w, req, p)
	default:
		r.take(w, one)
	}
}

// tonguesView is the page where the language is chosen.
type tonguesView struct {
	All []*tongue
	In  bool
}

// langPage offers the languages.
func (r *Room) langPage(w http.ResponseWriter, req *http.Request, p phone) {
	pg := r.newPage(p.tongue, p.tongue.S("lang.title"))
	pg.Base = p.base
	if p.in {
		pg.Token = r.sign("phone " + p.key)
	}
	pg.Body = tonguesView{r.order, p.in}
	r.write(w, req, http.StatusOK, "lang.html", pg)
}

// setLang keeps the language of a phone.
func (r *Room) setLang(w http.ResponseWriter, req *http.Request, p phone) {
	fields, err := form(req, r.ours(p), "lang")
	if err != nil {
		r.refuse(w, req, p, err)
		return
	}
	if !p.in {
		redirect(w, "/")
		return
	}
	if t := r.tongues[fields["lang"]]; t != nil {
		p.session.lang = t.Lang
		r.sessions.put(p.session)
	}
	redirect(w, p.base+"/now")
}
