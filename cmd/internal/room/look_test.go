package room

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"csi/cmd/internal/browser"
)

// TestLook opens every page of a session in a real browser: axe-core finds
// nothing, nothing scrolls sideways, and nothing to tap is too small. With
// ROOM_PICTURES=DIR every page is kept as a picture, light and dark.
func TestLook(t *testing.T) {
	b := browser.Open(t)
	languages := []string{"en"}
	if os.Getenv("ROOM_PICTURES") != "" {
		languages = append(languages, "fr", "uk") // a minute each: for somebody who looks
	}
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) { look(t, b, lang) })
	}
}

func look(t *testing.T, b *browser.Browser, lang string) {
	h := hold(t, scene{people: 18, cards: 6, lang: lang, fiction: true})
	phone := b.Page(t, browser.View{Width: 360, Height: 740})
	wide := b.Page(t, browser.Laptop)
	shot := func(name string, p *browser.Page, at string) {
		t.Helper()
		if at != "" {
			p.Go(h.server.URL + at)
		}
		p.Accessible(lang + " " + name)
		if n := p.Sideways(); n > 0 {
			t.Errorf("%s %s: %d pixels wider than its window", lang, name, n)
		}
		if small := browser.Eval[string](p, smallTargets); small != "" {
			t.Errorf("%s %s: too small to tap: %s", lang, name, small)
		}
		keepPicture(p, lang+"-"+name+".png")
	}
	open := func(n int) string { return h.path(n) }
	do := func(n int, what string) { h.does(n, what) }
	shot("01-join", phone, "/")
	write(phone, "#code", "1234 5678")
	phone.Follow(".btn")
	shot("01-join-wrong", phone, "")
	shot("lang", phone, "/lang")
	shot("back", phone, "/back")
	shot("20-screen-join", wide, "/screen")
	shot("30-trainer-new", wide, open(6))
	phone.Go(h.server.URL + "/j/" + h.code)
	write(phone, "#card", "3")
	phone.Follow(".btn")
	shot("02-privacy", phone, "")
	phone.Follow("main form .btn")
	shot("05-before", phone, "")
	do(6, "section")
	shot("03-item", phone, "/r/6")
	phone.Click("label[for=r1]")
	shot("03-item-chosen", phone, "")
	phone.Go(h.server.URL + "/r/7")
	phone.Follow("#ask .btn")
	shot("04-missing", phone, "")
	for n := 5; n <= 9; n++ {
		phone.Go(h.server.URL + "/r/" + strconv.Itoa(n))
		if !phone.Has("#ask") {
			continue
		}
		phone.Click("label[for=r1]")
		phone.Follow("#ask .btn")
	}
	shot("05-waiting", phone, "/now?still=1")
	shot("21-screen-section", wide, "/screen")
	do(6, "look")
	shot("21-screen-live", wide, "/screen")
	shot("30-trainer-open", wide, open(6))
	do(6, "show")
	shot("06-reveal", phone, "/now?still=1")
	shot("22-screen-reveal", wide, "/screen")
	shot("30-trainer-shown", wide, open(6))
	do(6, "talk")
	shot("30-trainer-talk", wide, open(6))
	do(6, "open")
	shot("07-second", phone, "/now")
	shot("21-screen-second-live", wide, "/screen")
	do(6, "show")
	shot("25-screen-second", wide, "/screen")
	shot("33-agree", wide, open(6)+"/agree")
	wide.Follow("form .btn")
	shot("33-agree-missing", wide, "")
	do(5, "show")
	do(7, "show")
	do(8, "show")
	shot("31-agenda", wide, h.trainerPath()+"agenda")
	h.showOnScreen(showsFields)
	shot("23-screen-fields", wide, "/screen")
	shot("34-people", wide, h.trainerPath()+"people")
	shot("34-paper", wide, h.trainerPath()+"paper/cso")
	shot("35-all", wide, h.trainerPath()+"all")
	shot("36-close", wide, h.trainerPath()+"close")
	few := hold(t, scene{cards: 6, lang: lang})
	one := few.join(1)
	few.does(1, "open")
	one.get("/r/1").send("/r/1", "r", "2")
	few.does(1, "show")
	h, phone, wide = few, b.Page(t, browser.Phone), b.Page(t, browser.Laptop)
	phone.Go(few.server.URL + "/back")
	write(phone, "#code", one.get("/about").ownCode())
	phone.Follow(".btn")
	shot("10-hidden", phone, "/now?still=1")
	shot("24-screen-hidden", wide, "/screen")
	shot("32-trainer-hidden", wide, few.path(1))
	shot("missing", phone, "/nothing")
	shot("about", phone, "/about")
	few.Close()
	shot("09-end", phone, "/now")
	shot("29-screen-end", wide, "/screen")
}

// keepPicture keeps a page for somebody who looks, light and dark.
func keepPicture(p *browser.Page, name string) {
	dir := os.Getenv("ROOM_PICTURES")
	if dir == "" {
		return
	}
	p.Picture(filepath.Join(dir, name))
	p.Dark(true)
	p.Picture(filepath.Join(dir, strings.TrimSuffix(name, ".png")+"-dark.png"))
	p.Dark(false)
}

// write types into an empty field.
func write(p *browser.Page, field, text string) {
	p.Click(field)
	p.Keys(text)
}

// smallTargets lists what can be tapped and is less than 44 pixels high; links
// inside sentences are excepted.
const smallTargets = `Array.from(document.querySelectorAll(".opt label, .btn, .in, .items a, .lone, .bar a, summary, .owns a"))
	.filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
	.map(e => e.outerHTML.slice(0, 80) + " " + e.getBoundingClientRect().height).join("\n")`

// TestPages_nothingInline holds that no page has a style, a script or an
// address of its own, and that every message exists, in three languages.
func TestPages_nothingInline(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr", "uk"} {
		for name, page := range every(t, lang) {
			lower := strings.ToLower(page)
			for _, bad := range []string{" style=", "<style", " onclick=", " onload=", " onerror=", " onsubmit=", "javascript:", "[[", "<no value>", "%!", "zgotmplz", "src=\"http", "href=\"http", "//cdn"} {
				if strings.Contains(lower, bad) {
					t.Errorf("%s %s has %q", lang, name, bad)
				}
			}
			if inline.MatchString(lower) {
				t.Errorf("%s %s has %q", lang, name, inline.FindString(lower))
			}
			if strings.Count(page, "<title>") != 1 {
				t.Errorf("%s %s has no title", lang, name)
			}
			if !strings.HasPrefix(page, "<!doctype html>\n<html lang=\""+lang+`"`) {
				t.Errorf("%s %s does not begin as a page of its language:\n%.200s", lang, name, page)
			}
			if len(page) > 12<<10 && name != "paper" { // paper goes to the computer that runs the room
				t.Errorf("%s %s has %d bytes; expected at most 12 KB", lang, name, len(page))
			}
		}
	}
}
