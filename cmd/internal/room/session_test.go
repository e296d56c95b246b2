package room

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"csi/assess"
)

func TestSession_fromJoinToEnd(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 3})
	var people []*client
	for i := range 6 {
		people = append(people, h.join(1+i%3))
	}
	people[0].has("The room opens soon")
	h.does(5, "section")
	for i, c := range people {
		c.get("/now").has("Item 5 of 36")
		for n := 5; n <= 8; n++ {
			c.send(fmt.Sprintf("/r/%d", n), "r", fmt.Sprint(i%3)).is(200)
		}
		c.has("Saved", "Your responses to 4 open items")
	}
	h.does(6, "show").has("The counts are on the big screen")
	people[1].get("/now").has("How the room responded", `<span class="you-tag">you</span>`, "6 people from 3 organisations")
	h.browser().get("/screen").is(200).has("how the room responded", "Score of the group", "33 of 100").lacks("you-tag")
	h.does(6, "talk").has(`role="timer"`)
	h.does(6, "open")
	people[0].get("/now").has("your first response", "Staying is as good as changing").lacks(" checked>")
	people[0].send("/r/6", "r", "2").has("2 Established")
	h.does(6, "show").has("filled: this round")
	h.browser().get("/screen").has("filled: this round", "second round")
	c := h.browser().get(h.path(6) + "/agree").lacks(" checked>")
	c.send(h.path(6)+"/agree", "r", "2", "people", "6", "why", "Two calls were named.", "object", "One saw none.").is(200).has("The group has agreed")
	people[3].get("/now").has("The group agreed", "2 Established")
	if len(h.keeper.agreed) != 1 || h.keeper.agreed[0].Why != "Two calls were named." || h.keeper.agreed[0].People != 6 {
		t.Errorf("agreed %+v", h.keeper.agreed)
	}
	h.Close()
	people[3].get("/now").has("Thank you", "4 of 4").send("/forget").has("The key is gone")
	people[3].get("/now").has("Thank you").lacks("You responded to")
	if people[4].get("/r/5").lacks(`id="ask"`); h.browser().get("/").code != 200 {
		t.Error("a closed room has no last page")
	}
}

// TestSession_frozen holds that a response to a closed or an older round
// changes nothing and is told so.
func TestSession_frozen(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 6, cards: 0})
	c := h.join(0)
	h.does(1, "open")
	c.get("/r/1")
	old := c.page
	h.does(1, "show")
	first := h.spread(place{"cso", "ag-inf"}, 1)
	c.send("/r/1", "r", "3").is(409).has("This item is closed now. You had not responded")
	h.does(1, "open")
	c.page = old
	c.send("/r/1", "r", "3").is(409).has("The room has moved on")
	who, _ := h.keeper.Person(h.o.Keeper.ReadCode(c.get("/about").ownCode()))
	if len(who.Rounds) != 0 {
		t.Errorf("late responses were kept: %v", who.Rounds)
	}
	c.get("/now").send("/r/1", "r", "3").is(200)
	h.does(1, "show")
	if again := h.spread(place{"cso", "ag-inf"}, 1); again.People != first.People {
		t.Errorf("the first round has %d people after the second; expected %d", again.People, first.People)
	}
	h.browser().get("/screen").has("7 people")
}

// TestSession_anotherPhone holds that a person comes back by code, that two
// phones are one participant, and that the last save counts.
func TestSession_anotherPhone(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 3})
	a := h.join(2)
	h.does(1, "section")
	a.get("/now").send("/r/1", "r", "1")
	code := a.get("/about").ownCode()
	b := h.browser().get("/back").send("/back", "code", " "+strings.ToLower(code)+" ").is(200)
	b.get("/r/1").has(`value="1" checked>`).send("/r/1", "r", "3").is(200)
	a.get("/r/1").has(`value="3" checked>`)
	if n := len(h.keeper.People()); n != 1 {
		t.Errorf("%d participants; expected one person with two phones", n)
	}
	// The program is started again: keys are gone, the code is not.
	again := holdOn(t, h.keeper.Workshop, scene{})
	a.home = again.server.URL
	a.get("/now").has("Join the room")
	a.post("/r/2", url.Values{"r": {"2"}, "round": {"1"}}).is(401).has("The room was started again", `action="/back"`)
	a.send("/back", "code", code).is(200)
	a.get("/r/1").has(`value="3" checked>`)
}

// TestSession_withoutCookies holds that a phone that refuses cookies keeps its
// key in the address.
func TestSession_withoutCookies(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	c := h.browser()
	c.http.Jar = nil
	c.get("/")
	c.send("/join", "code", h.Code()).is(200)
	if !strings.HasPrefix(c.at, "/k/") {
		t.Fatalf("the phone is at %s; expected its key in the address", c.at)
	}
	base := strings.TrimSuffix(c.at, "/now")
	c.send(base + "/start").is(200).has("Your own code")
	h.does(1, "open")
	c.get(base+"/now").has(`action="`+base+`/r/1"`).send(base+"/r/1", "r", "0").is(200).has("Saved", base+"/r/1/change")
	withCookie := h.join(0)
	if withCookie.at != "/now" {
		t.Errorf("a phone with a cookie is at %s; expected /now", withCookie.at)
	}
}

// TestSession_suppression holds that no page and no event has a figure of an
// item before the fifth person and the third organisation, and that nobody is
// told which of the two was missed.
func TestSession_suppression(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 9})
	var people []*client
	for i := range 5 {
		people = append(people, h.join(1+i%4))
	}
	h.does(1, "open")
	pages := func() string {
		s := h.counts.take()
		all := h.browser().get("/screen").page + h.trainer(1).page + h.browser().get(h.trainerPath()+"agenda").page + people[0].get("/now").page
		return all + fmt.Sprint(h.wideNews(h.trainerTongue(), s)) + fmt.Sprint(s.phoneNews(h.tongue("fr"), "cso")) + h.Status().Count
	}
	for i, c := range people[:4] {
		c.get("/r/1").send("/r/1", "r", "1")
		for _, bad := range []string{fmt.Sprintf("%d of 5", i+1), fmt.Sprintf("%d sur 5", i+1), "<dt>responded</dt><dd>1", "width=\"20\""} {
			if strings.Contains(pages(), bad) {
				t.Errorf("after %d responses the room shows %q", i+1, bad)
			}
		}
	}
	h.does(1, "show").has("Counts are hidden for this item", "Fewer than 5 people, or fewer than 3 organisations").lacks("of 100")
	people[0].get("/now").has("Too few responses", "Your response: <b>1 Ad hoc").lacks(`class="spread"`)
	people[4].get("/now").has("Too few responses")
	h.browser().get("/screen").has("Counts are not shown").lacks(`class="spread"`, "of 100")
	if s := h.keeper.Stand("cso", "ag-inf"); s.Shown != 0 || s.Open {
		t.Errorf("a hidden item stands as %+v", s)
	}
	h.does(1, "open")
	if s := h.keeper.Stand("cso", "ag-inf"); s.Round != 1 {
		t.Errorf("a round that nobody saw opens again as round %d; expected 1", s.Round)
	}
	people[4].get("/r/1").send("/r/1", "r", "2")
	h.does(1, "show").has("5 people from 4 organisations")
	h.browser().get("/screen").has("5 people from 4 organisations")
}

// TestSession_closedQuietly holds that the counts of a round that was closed and
// not shown stand nowhere: not on the trainer's pages, the big screen or a phone.
func TestSession_closedQuietly(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 9})
	c := h.join(0)
	h.does(1, "open")
	c.get("/r/1").send("/r/1", "r", "2")
	h.does(1, "close")
	h.showOnScreen(showsFields)
	fields := h.browser().get("/screen").page
	h.showOnScreen(showsItem)
	for name, page := range map[string]string{
		"trainer": h.trainer(1).page, "agreeing": h.browser().get(h.path(1) + "/agree").page, "fields": fields,
		"screen": h.browser().get("/screen").page, "phone": c.get("/now").page, "agenda": h.browser().get(h.trainerPath() + "agenda").page,
	} {
		for _, bad := range []string{`class="spread`, "of 100", "10 people", `class="dot`} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: a round that was not shown has %q:\n%s", name, bad, page)
			}
		}
	}
}

// TestSession_agendaTells holds that nobody is added to a round that the agenda
// spoke of: what changes in its words would be of this one person.
func TestSession_agendaTells(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 9})
	for _, told := range []bool{false, true} {
		h.does(1, "open")
		h.does(1, "close")
		if told {
			h.browser().get(h.trainerPath() + "agenda").has("Coming topics public")
			h.trainer(1).has("Open a second round").lacks("Open the round again")
		}
	}
	if s := h.keeper.Stand("cso", "ag-inf"); s.Round != 1 {
		t.Errorf("a round that nobody heard of opened again as %d; expected 1", s.Round)
	}
	h.does(1, "open")
	if s := h.keeper.Stand("cso", "ag-inf"); s.Round != 2 || s.Shown != 0 {
		t.Errorf("a round that the agenda told of stands as %+v; expected a second one", s)
	}
	h.does(1, "show").has(`class="spread"`).lacks("outline: first round")
}

// TestSession_fewOrganisations holds that five people of two organisations are
// too few to be counted on a page.
func TestSession_fewOrganisations(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 9})
	var last *client
	h.does(1, "open")
	for i := range 5 {
		last = h.join(1 + i%2)
		last.get("/r/1").send("/r/1", "r", "1").is(200)
	}
	h.counts.take()
	h.trainer(1).has("too few").lacks("5 of 5")
	h.browser().get("/screen").has("too few").lacks("5 of 5", `width="100" height="10"/></svg>`+"\n<p")
	last.get("/now").has("too few").lacks("5 of 5")
	h.does(1, "show").has("Counts are hidden for this item")
}

// TestSession_paper holds that a sheet counts like a phone, and that one that
// comes after the counts were shown is kept and not counted.
func TestSession_paper(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 4})
	h.does(1, "open")
	h.does(1, "close")
	sheet := func(value string) *client {
		c := h.browser().get(h.trainerPath() + "paper/cso").is(200)
		return c.send(h.trainerPath()+"paper/cso", "r1", value, "r2", "dk").is(200).has("The sheet is saved")
	}
	sheet("3")
	h.does(1, "show").has("5 people").has("<dt>on paper</dt><dd>1</dd>")
	sheet("0")
	h.trainer(1).has("5 people", "<dt>on paper</dt><dd>2</dd>")
	h.browser().get(h.trainerPath()+"paper/cso").send(h.trainerPath()+"paper/cso", "r1", "9").is(422)
	h.browser().get(h.trainerPath() + "paper/cso").send(h.trainerPath() + "paper/cso").is(422).has("Nothing was chosen on this sheet")
}

// TestSession_groups holds that each group has its own items and its own
// counts.
func TestSession_groups(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{two: true})
	c := h.browser().get("/")
	c.send("/join", "code", h.Code()).is(422).has("Choose your group")
	c.send("/join", "code", h.Code(), "group", "authority").is(200).send("/start").is(200)
	h.does(1, "section")
	c.get("/now").lacks(`id="ask"`)
	path := h.trainerPath() + "i/authority/1"
	tr := h.browser().get(path).has("authority")
	tr.send(path, "do", "section").is(200)
	c.get("/now").has(`id="ask"`)
	q := h.keeper.Questionnaire("authority")
	c.has(q.Items()[0].Text)
}

// TestSession_lost holds that a thousand responses of many phones at once are
// all kept, and that a full disk is told and loses nothing.
func TestSession_lost(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	phones := make([]*client, 100)
	for i := range phones {
		phones[i] = h.join(0)
	}
	q := h.keeper.Questionnaire("cso")
	for i := range q.Sections {
		if err := h.openSection("cso", q.Sections[i].ID); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	for i, c := range phones {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 1; n <= 10; n++ {
				c.get(fmt.Sprintf("/r/%d", n)).send(fmt.Sprintf("/r/%d", n), "r", fmt.Sprint((i+n)%4))
			}
		}()
	}
	wg.Wait()
	kept := 0
	for _, p := range h.keeper.People() {
		kept += len(p.Rounds[0])
	}
	if kept != 1000 {
		t.Errorf("%d responses were kept; expected 1,000", kept)
	}
	h.keeper.mu.Lock()
	h.keeper.full = true
	h.keeper.mu.Unlock()
	c := phones[0]
	c.get("/r/1").send("/r/1", "r", "3").is(500).has("Your saved responses are safe")
	if who, _ := h.keeper.Person(h.o.Keeper.ReadCode(c.get("/about").ownCode())); who.Rounds[0]["ag-inf"] != (assess.Response{State: assess.Answered, Value: 1}) {
		t.Errorf("the response before is %+v", who.Rounds[0]["ag-inf"])
	}
}
