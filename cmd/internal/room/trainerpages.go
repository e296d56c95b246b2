package room

import (
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"csi/assess"
)

// allItems is the list of all sections with their items.
type allItems struct {
	Groups   []choice
	Sections []sectionLines
	Side     side
}

// sectionLines is a section of the list.
type sectionLines struct {
	Title string
	Link  string
	List  []line
}

// allPage lists all items of a group.
func (r *Room) allPage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	q := t.Questionnaires[t.at.group]
	b := allItems{Groups: r.groupTabs(t, "all"), Side: r.side(t, false)}
	n := 0
	for i := range q.Sections {
		s := sectionLines{Title: q.Sections[i].Title, Link: t.link(t.at.group, n+1)}
		for j := range q.Sections[i].Items {
			it := &q.Sections[i].Items[j]
			n++
			s.List = append(s.List, line{n, it.Short, r.stateWord(t.tongue, place{t.at.group, it.ID}), t.link(t.at.group, n), false})
		}
		if len(s.List) > 0 {
			b.Sections = append(b.Sections, s)
		}
	}
	pg := r.trainerFrame(t, t.S("trainer.all_title"), "rounds")
	pg.Body = b
	r.write(w, req, http.StatusOK, "all.html", pg)
}

// groupTabs links to a page of each group; none when there is one group.
func (r *Room) groupTabs(t *trainerRequest, page string) []choice {
	var out []choice
	for _, party := range r.workshop().Parties {
		out = append(out, choice{t.base + "/" + page + "/" + string(party.Group), t.Groups[party.Group], party.Group == t.at.group})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// agendaView is the page that says what to talk about.
type agendaView struct {
	Groups  []choice
	Topics  []topic
	Minutes int // left of the session
	Side    side
}

// plan sets the agenda against the day.
type plan struct {
	Started, Now, Ends string // Ends is "" where no minutes were set
	Taken              int    // minutes of the agenda
	Talking            int    // number of the item that the room talks about; 0 for none
	Timer              *timer
	Next               *button
}

func minutesOf(n int) time.Duration { return time.Duration(n) * time.Minute }

// topic is one line of the agenda.
type topic struct {
	At, Short, Why, Aim string
	Link                string
	N, Minutes          int
	Now                 bool
}

// agendaPage orders what to talk about, by the rounds that are closed. Words
// stand for figures: nothing here was shown to the room yet.
func (r *Room) agendaPage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	ws := r.workshop()
	now := r.o.Now()
	ends := r.started.Add(minutesOf(ws.Minutes))
	left := max(0, int(ends.Sub(now).Minutes()))
	if ws.Minutes == 0 {
		left = 60
	}
	b := agendaView{Groups: r.groupTabs(t, "agenda"), Minutes: left, Side: r.side(t, false)}
	day := &plan{Started: r.started.Format("15:04"), Now: now.Format("15:04")}
	b.Side.Plan = day
	if ws.Minutes > 0 {
		day.Ends = ends.Format("15:04")
	}
	if looked := (place{t.at.group, r.look(t.at.group)}); looked.item != "" {
		if day.Timer = r.timer(looked); day.Timer != nil {
			day.Talking = number(t.Questionnaires[t.at.group], looked.item)
		}
	}
	at := now
	topics := r.topics(t.at.group, left)
	r.mu.Lock()
	for _, x := range topics {
		at := place{t.at.group, x.Item.ID}
		r.told[spot{at, r.o.Keeper.Stand(at.group, at.item).Round}] = true
	}
	r.mu.Unlock()
	for _, x := range topics {
		it := t.Questionnaires[t.at.group].Item(x.Item.ID)
		n := number(t.Questionnaires[t.at.group], x.Item.ID)
		b.Topics = append(b.Topics, topic{at.Format("15:04"), it.Short, t.why(x), t.S("aim." + x.Spread.Field().String()),
			t.link(t.at.group, n), n, x.Minutes, x.Item.ID == r.look(t.at.group)})
		at = at.Add(minutesOf(x.Minutes))
		day.Taken += x.Minutes
		if day.Next == nil && x.Item.ID != r.look(t.at.group) {
			day.Next = &button{Link: t.link(t.at.group, n), Label: t.S("agenda.next", "n", n)}
		}
	}
	pg := r.trainerFrame(t, t.S("agenda.title"), "agenda")
	pg.Body = b
	r.write(w, req, http.StatusOK, "agenda.html", pg)
}

// topics fits what is not settled into the minutes that are left.
func (r *Room) topics(g assess.Group, minutes int) []assess.Topic {
	q := r.o.Keeper.Questionnaire(g)
	var spreads []assess.Spread
	for _, it := range q.Items() {
		s := r.o.Keeper.Stand(g, it.ID)
		if s.Round == 0 || s.Open || s.Agreed || s.Left {
			spreads = append(spreads, assess.Spread{Item: it, Hidden: true, Why: assess.NobodyAsked})
			continue
		}
		spreads = append(spreads, r.spread(place{g, it.ID}, s.Round))
	}
	return assess.Agenda(assess.NewGroupProfile(q, g, spreads, nil, nil), minutes)
}

// why says in words why an item is on the agenda.
func (t *tongue) why(x assess.Topic) string {
	var words []string
	switch x.Spread.Field() {
	case assess.Keep, assess.NotEveryone:
		words = append(words, t.S("why.high"))
	default:
		words = append(words, t.S("why.low"))
	}
	words = append(words, t.S("why.consensus", "grade", t.agreement(x.Spread.Consensus)))
	if x.Item.Critical {
		words = append(words, t.S("why.critical"))
	}
	if x.Next {
		words = append(words, t.S("why.next"))
	}
	return strings.Join(words, t.Phrases.T("words.list_comma")+" ")
}

// minutesFor gives how long an item is worth: what the agenda says, or ten
// minutes.
func (r *Room) minutesFor(at place) int {
	for _, x := range r.topics(at.group, 1<<20) {
		if x.Item.ID == at.item {
			return x.Minutes
		}
	}
	return talkMinutes
}

// peopleView counts who takes part.
type peopleView struct {
	Rows  []peopleRow
	Cards bool
	Most  int
	Side  side
}

// peopleRow is one group.
type peopleRow struct {
	Name                                        string
	People, Phones, Paper, Other, Organisations int
	Link                                        string
}

// peoplePage counts who takes part, and nothing else.
func (r *Room) peoplePage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	snap := r.counts.now()
	b := peopleView{Cards: r.workshop().Cards > 0, Most: r.o.Most, Side: r.side(t, false)}
	for _, party := range r.workshop().Parties {
		c := snap.groups[party.Group]
		phones, paper := c.from[assess.FromPhone], c.from[assess.FromPaper]
		b.Rows = append(b.Rows, peopleRow{t.Groups[party.Group], c.people, phones, paper, c.people - phones - paper, c.cards,
			t.base + "/paper/" + string(party.Group)})
	}
	pg := r.trainerFrame(t, t.S("people.title"), "people")
	pg.Body = b
	r.write(w, req, http.StatusOK, "people.html", pg)
}

// closePage asks whether to close the room, and closes it.
func (r *Room) closePage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	if t.post {
		if _, err := form(req, r.trainers); err != nil {
			r.refuse(w, req, phone{tongue: t.tongue}, err)
			return
		}
		r.Close()
		r.sayTo(w, req, phone{tongue: t.tongue}, http.StatusOK, message{Title: t.S("trainer.over_title"), Text: t.S("trainer.over")})
		return
	}
	pg := r.trainerFrame(t, t.S("close.title"), "close")
	pg.Body = struct {
		Open int
		Side side
	}{len(r.openItems(t.at.group)), r.side(t, false)}
	r.write(w, req, http.StatusOK, "close.html", pg)
}

// agreeView is the form for what a group agreed. It begins with nothing chosen:
// the mean is no proposal.
type agreeView struct {
	N, Of   int
	Text    string
	Options []option
	Reasons bool
	People  string
	Why     string
	Object  string
	Faults  []fault
	Spread  *spreadView
	Hidden  bool
	Back    string
	Least   least
	Side    side
}

// fault is one field that has to be put right.
type fault struct{ Field, Text string }

// agreePage takes what the group agreed on an item.
func (r *Room) agreePage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	stand := r.o.Keeper.Stand(t.at.group, t.at.item)
	if stand.Open {
		r.roundsPage(w, req, t, http.StatusConflict, t.S("trainer.moved"))
		return
	}
	b := agreeView{N: t.n, Of: len(r.o.Keeper.Questionnaire(t.at.group).Items()), Text: t.item.Text, Back: t.link(t.at.group, t.n), Least: r.least(), Side: r.side(t, stand.Round > 0)}
	status := http.StatusOK
	if t.post {
		fields, err := form(req, r.trainers, "r", "people", "why", "object")
		if err != nil {
			r.refuse(w, req, phone{tongue: t.tongue}, err)
			return
		}
		if r.saveAgreed(w, t, fields, &b) {
			return
		}
		status = http.StatusUnprocessableEntity
	}
	kept := r.o.Keeper.Questionnaire(t.at.group).Item(t.at.item)
	b.Options = t.options(t.item, assess.Response{}, assess.Response{}, kept.Reasons)
	for i := range b.Options {
		b.Options[i].Chosen = t.post && b.Options[i].Value == req.PostForm.Get("r")
		if b.Options[i].Value == "dk" {
			b.Options[i].Rest = ""
		}
	}
	if stand.Round > 0 {
		b.Spread, _ = r.shownView(t.tongue, t.at, t.item, stand, assess.Response{})
		if b.Spread.Hidden {
			b.Spread, b.Hidden = nil, true
		}
	}
	pg := r.trainerFrame(t, t.S("agree.title", "n", t.n), "rounds")
	pg.Body = b
	r.write(w, req, status, "agree.html", pg)
}

// mostWords is the longest reason or dissent, in characters.
const mostWords = 500

// saveAgreed checks what was typed and keeps it; false when the form has to be
// shown again.
func (r *Room) saveAgreed(w http.ResponseWriter, t *trainerRequest, fields map[string]string, b *agreeView) bool {
	b.People, b.Why, b.Object = clip(fields["people"]), strings.TrimSpace(fields["why"]), strings.TrimSpace(fields["object"])
	kept := r.o.Keeper.Questionnaire(t.at.group).Item(t.at.item)
	response, ok := read(kept, fields["r"], cmpOr(b.Why, r.tongue("").S("response.no_reason")))
	if !ok {
		b.Faults = append(b.Faults, fault{"r0", t.S("agree.no_value")})
	}
	people, ok := small(strings.TrimSpace(fields["people"]))
	if !ok || people < 1 {
		b.Faults = append(b.Faults, fault{"people", t.S("agree.no_people")})
	}
	for _, f := range []struct{ id, text string }{{"why", b.Why}, {"object", b.Object}} {
		if utf8.RuneCountInString(f.text) > mostWords || !utf8.ValidString(f.text) {
			b.Faults = append(b.Faults, fault{f.id, t.S("agree.too_long", "most", mostWords)})
		}
	}
	if len(b.Faults) > 0 {
		return false
	}
	r.change.Lock()
	defer r.change.Unlock()
	err := r.agree(t.at, assess.Event{Agreed: response, People: people, Why: oneLine(b.Why), Object: oneLine(b.Object)})
	if err != nil {
		if err != errTurn {
			r.o.Trouble(err)
		}
		b.Faults = append(b.Faults, fault{"r0", t.S("trainer.unsaved")})
		return false
	}
	r.bump()
	redirect(w, b.Back)
	return true
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// oneLine puts a text into one line without signs that a terminal would obey.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c < ' ' || c == ' ' || c >= 0x7f && c < 0xa0 }), " ")
}

// paperView is the form for one paper sheet.
type paperView struct {
	Groups []choice
	Cards  int
	Card   string
	Rows   []paperRow
	Saved  bool
	Fault  string
	Late   bool
	Side   side
}

// paperRow is one item of the sheet.
type paperRow struct {
	N       int
	Short   string
	Name    string
	Options []choice
	Late    bool // it was shown already
}

// paperPage takes one paper sheet: a participant as any other, whose responses
// the trainer types.
func (r *Room) paperPage(w http.ResponseWriter, req *http.Request, t *trainerRequest) {
	ws := r.workshop()
	b := paperView{Groups: r.groupTabs(t, "paper"), Cards: ws.Cards, Side: r.side(t, false)}
	kept := r.o.Keeper.Questionnaire(t.at.group)
	status := http.StatusOK
	var fields map[string]string
	if t.post {
		names := []string{"card"}
		for i := range kept.Items() {
			names = append(names, "r"+strconv.Itoa(i+1))
		}
		var err error
		if fields, err = form(req, r.trainers, names...); err != nil {
			r.refuse(w, req, phone{tongue: t.tongue}, err)
			return
		}
		if b.Fault = r.savePaper(t, fields, &b); b.Fault != "" {
			status = http.StatusUnprocessableEntity
		} else {
			redirect(w, t.base+"/paper/"+string(t.at.group)+"?saved=1")
			return
		}
	}
	b.Saved = !t.post && req.URL.Query().Get("saved") != ""
	for i, it := range t.Questionnaires[t.at.group].Items() {
		row := paperRow{N: i + 1, Short: it.Short, Name: "r" + strconv.Itoa(i+1), Late: r.o.Keeper.Stand(t.at.group, it.ID).Shown > 0}
		b.Late = b.Late || row.Late
		for _, o := range t.options(it, assess.Response{}, assess.Response{}, kept.Item(it.ID).Reasons) {
			label := o.Lead
			if strings.HasPrefix(o.Value, "n") {
				label += o.Rest
			}
			row.Options = append(row.Options, choice{o.Value, label, fields[row.Name] == o.Value})
		}
		b.Rows = append(b.Rows, row)
	}
	pg := r.trainerFrame(t, t.S("paper.title"), "people")
	pg.Body = b
	r.write(w, req, status, "paper.html", pg)
}

// savePaper keeps a sheet; the message says what has to be put right.
func (r *Room) savePaper(t *trainerRequest, fields map[string]string, b *paperView) string {
	b.Card = clip(fields["card"])
	who := assess.Participant{Group: t.at.group, From: assess.FromPaper}
	if b.Cards > 0 && b.Card != "" {
		card, ok := small(strings.TrimSpace(b.Card))
		if !ok || card < 1 || card > b.Cards {
			return t.S("join.card_wrong", "cards", b.Cards)
		}
		who.Card = card
	}
	said := map[string]assess.Response{}
	items := r.o.Keeper.Questionnaire(t.at.group).Items()
	for i, it := range items {
		chosen := fields["r"+strconv.Itoa(i+1)]
		if chosen == "" {
			continue
		}
		response, ok := read(it, chosen, r.tongue("").S("response.no_reason"))
		if !ok {
			return t.S("refused.text")
		}
		said[it.ID] = response
	}
	if len(said) == 0 {
		return t.S("paper.empty")
	}
	who.Rounds = []map[string]assess.Response{said}
	r.change.Lock()
	defer r.change.Unlock()
	if _, err := r.add(who); err != nil {
		r.o.Trouble(err)
		return t.S("trainer.unsaved")
	}
	r.bump()
	return ""
}
