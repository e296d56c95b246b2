package room

import (
	"regexp"
	"strconv"
	"testing"
)

// inline is a handler of script in a tag.
var inline = regexp.MustCompile(`<[^>]* on[a-z]+=`)

// every walks a session and gives every page that it met.
func every(t testing.TB, lang string) map[string]string {
	t.Helper()
	h := hold(t, scene{people: 18, cards: 6, lang: lang, fiction: true})
	pages := map[string]string{}
	keep := func(name string, c *client) *client {
		pages[name] = c.page
		return c
	}
	wide := h.browser()
	trainer := func(name, path string) { keep(name, wide.get(path).is(200)) }
	c := h.browser()
	keep("join", c.get("/").is(200))
	keep("wrong", c.send("/join", "code", "1", "card", "99").is(404))
	keep("lang", c.get("/lang").is(200))
	keep("back", c.get("/back").is(200))
	keep("back wrong", c.send("/back", "code", "ABCD2345").is(404))
	keep("missing", c.get("/nothing").is(404))
	trainer("screen join", "/screen")
	trainer("trainer new", h.path(6))
	c.get("/j/" + h.code)
	keep("about", c.send("/join", "code", h.code, "card", "2").is(200))
	keep("before", c.send("/start").is(200))
	keep("about again", c.get("/about").is(200))
	h.does(6, "section")
	keep("item", c.get("/r/6").is(200))
	keep("nothing chosen", c.send("/r/6").is(422))
	keep("next", c.send("/r/6", "r", "1").is(200))
	trainer("screen section", "/screen")
	for _, n := range []int{5, 7, 8} {
		keep("after "+strconv.Itoa(n), c.get("/r/"+strconv.Itoa(n)).send("/r/"+strconv.Itoa(n), "r", "dk").is(200))
	}
	h.does(6, "look")
	trainer("screen live", "/screen")
	trainer("trainer open", h.path(6))
	h.does(6, "show")
	keep("reveal", c.get("/now").is(200))
	trainer("screen reveal", "/screen")
	h.does(6, "talk")
	trainer("trainer talk", h.path(6))
	h.does(6, "open")
	keep("second", c.get("/now").is(200))
	keep("waiting", c.send("/r/6", "r", "2").is(200))
	h.does(6, "show")
	trainer("screen second", "/screen")
	trainer("agree", h.path(6)+"/agree")
	keep("agree missing", wide.send(h.path(6)+"/agree").is(422))
	keep("agreed", wide.send(h.path(6)+"/agree", "r", "2", "people", "17", "why", "We heard both.", "object", "").is(200))
	keep("phone agreed", c.get("/now").is(200))
	h.does(7, "close")
	h.does(8, "show")
	for name, path := range map[string]string{"agenda": "agenda", "people": "people", "paper": "paper/cso", "all": "all", "close": "close", "count": "count"} {
		trainer(name, h.trainerPath()+path)
	}
	h.showOnScreen(showsFields)
	trainer("screen fields", "/screen")
	h.Close()
	keep("end", c.get("/now").is(200))
	trainer("screen end", "/screen")
	return pages
}
