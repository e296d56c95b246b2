package room

import (
	"net/http"
	"strconv"

	"csi/assess"
)

// trainers reports whether a token is that of the trainer's forms.
func (r *Room) trainers(token string) bool { return same(token, r.sign("trainer")) }

// side counts people and says what the big screen shows.
func (r *Room) side(t *trainerRequest, asked bool) side {
	snap := r.counts.now()
	c := snap.groups[t.at.group]
	s := side{Joined: c.people, Organisations: c.cards, Paper: c.from[assess.FromPaper], Cards: r.workshop().Cards > 0, Twice: true}
	s.Responded = t.S("side.none")
	if asked && t.at.item != "" {
		// A later round counts those who did not respond again as they stood:
		// once it is shown, the number is that of what is shown.
		stand := r.o.Keeper.Stand(t.at.group, t.at.item)
		if !stand.Open && stand.Round > 0 && stand.Shown == stand.Round {
			s.Responded = strconv.Itoa(r.spread(t.at, stand.Round).People)
		} else if all := c.items[t.at.item]; all.tell {
			s.Responded = strconv.Itoa(all.n)
		} else {
			s.Responded = t.S("count.few_short")
		}
	}
	r.mu.Lock()
	now, look := r.screen, r.looks[r.present]
	q := t.Questionnaires[r.present]
	r.mu.Unlock()
	for i, name := range []string{"join", "item", "fields"} {
		s.Screens = append(s.Screens, choice{name, t.S("screens." + name), int(now) == i})
	}
	s.Screen = t.S("screens." + []string{"join", "item", "fields"}[now])
	if now == showsItem && look != "" {
		s.Screen = t.S("screens.this", "n", number(q, look))
	}
	return s
}

// trainerFrame makes one of the trainer's pages.
func (r *Room) trainerFrame(t *trainerRequest, heading, tab string) *page {
	pg := r.newPage(t.tongue, heading)
	pg.Base, pg.Token, pg.More, pg.Class, pg.Live = t.base, r.sign("trainer"), tab, "wide tr", t.base+"/events"
	return pg
}

// setScreen changes what the big screen shows.
func (r *Room) setScreen(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	fields, err := form(req, r.trainers, "show", "from")
	what, ok := map[string]shows{"join": showsJoin, "item": showsItem, "fields": showsFields}[fields["show"]]
	if err == nil && !ok {
		err = errForm
	}
	if err != nil {
		r.refuse(w, req, phone{tongue: t.tongue}, err)
		return
	}
	r.change.Lock()
	defer r.change.Unlock()
	r.showOnScreen(what)
	r.bump()
	n, _ := small(fields["from"])
	if n < 1 || n > len(r.o.Keeper.Questionnaire(r.shownGroup()).Items()) {
		redirect(w, t.base+"/")
		return
	}
	redirect(w, t.link(r.shownGroup(), n))
}

// countPage is the small frame that keeps the counts fresh without script.
func (r *Room) countPage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	w.Header().Set("Content-Security-Policy", policy(false, "self"))
	w.Header().Del("X-Frame-Options")
	pg := r.trainerFrame(t, t.S("trainer.counts"), "")
	pg.Body = r.wideNews(t.tongue, r.counts.now())
	r.write(w, req, http.StatusOK, "count.html", pg)
}

// wideNews is what the trainer's pages and the big screen hear.
func (r *Room) wideNews(t *tongue, s *snapshot) news {
	g := r.shownGroup()
	c := s.groups[g]
	n := news{Turn: s.turn, Joined: strconv.Itoa(s.joined), End: s.ended}
	if len(c.open) == 0 {
		return n
	}
	live, of := c.done, c.people
	if item := r.look(g); item != "" && r.o.Keeper.Stand(g, item).Open {
		live = c.items[item]
	}
	n.Count = t.S("count.few_short")
	if live.tell {
		n.Count = t.count(live, of)
	}
	if live.tell && of > 0 {
		n.Width = 100 * live.n / of
	}
	return n
}
