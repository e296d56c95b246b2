package room

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// ask sends a raw request to the room.
func (h *held) ask(method, target, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "/", strings.NewReader(body))
	u, err := url.Parse(target)
	if err != nil {
		h.t.Fatal(err)
	}
	req.URL, req.RequestURI = u, target
	req.Host, req.RemoteAddr = h.o.Join, "127.0.0.1:5000"
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", "http://"+req.Host)
	}
	if change != nil {
		change(req)
	}
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, req)
	return w
}

func TestHostile_headers(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	for _, path := range []string{"/", "/now", "/screen", h.path(1), "/nothing", "/events"} {
		w := h.ask("GET", path, "", nil)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"Referrer-Policy":         "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
		} {
			got := w.Header().Get(name)
			if path == h.path(1) {
				got = strings.TrimSuffix(got, "; frame-src 'self'")
			}
			if got != want {
				t.Errorf("%s: %s is %q; expected %q", path, name, got, want)
			}
		}
	}
	c := h.browser().get("/")
	res, err := c.http.PostForm(c.home+"/join", url.Values{"code": {h.code}, "t": {tokenOf(c.page)}, "lang": {"en"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	w := h.ask("POST", "/join", "code="+h.code, nil)
	cookie := w.Header().Get("Set-Cookie")
	if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") || !strings.Contains(cookie, "Path=/") || len(w.Result().Cookies()[0].Value) != 32 {
		t.Errorf("the cookie is %q", cookie)
	}
}

func tokenOf(page string) string {
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		if m[1] == "t" {
			return m[2]
		}
	}
	return ""
}

// TestHostile_trainer holds that the trainer's pages and the big screen open
// on this computer alone, by a name of this computer, with the secret.
func TestHostile_trainer(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 6})
	far := func(r *http.Request) { r.RemoteAddr = "192.168.8.77:5000" }
	rebound := func(r *http.Request) { r.Host = "evil.example:80" }
	for _, path := range []string{h.path(1), h.trainerPath(), h.trainerPath() + "people", h.trainerPath() + "events", "/screen", "/screen/events", h.trainerPath() + "close"} {
		for _, method := range []string{"GET", "POST"} {
			if w := h.ask(method, path, "do=show", far); w.Code != 403 || strings.Contains(w.Body.String(), h.secret) {
				t.Errorf("%s %s from a phone: %d", method, path, w.Code)
			}
			if w := h.ask(method, path, "do=show", rebound); w.Code != 421 {
				t.Errorf("%s %s by another name: %d", method, path, w.Code)
			}
		}
	}
	for _, path := range []string{"/trainer", "/trainer/", "/trainer/0/", "/trainer/" + h.secret[:19] + "0x/", "/trainer//" + h.secret + "/", "/trainer/../trainer/" + h.secret + "/", "/TRAINER/" + h.secret + "/"} {
		if w := h.ask("GET", path, "", nil); w.Code != 404 {
			t.Errorf("GET %s: %d; expected 404", path, w.Code)
		}
	}
	if w := h.ask("POST", h.path(1), "do=open", nil); w.Code != 303 { // the same origin is enough
		t.Errorf("the trainer's own form: %d", w.Code)
	}
	for what, change := range map[string]func(*http.Request){
		"another origin":         func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
		"no origin":              func(r *http.Request) { r.Header.Del("Origin") },
		"a null origin":          func(r *http.Request) { r.Header.Set("Origin", "null") },
		"another site":           func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"a page on another port": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
	} {
		if w := h.ask("POST", h.path(1), "do=show", change); w.Code != 403 {
			t.Errorf("a form with %s: %d; expected 403", what, w.Code)
		}
	}
	if h.keeper.Stand("cso", "ag-inf").Shown != 0 {
		t.Error("a forged form showed an item")
	}
	// A form of a page that is over does nothing a second time.
	c := h.trainer(1)
	old := c.page
	c.send(h.path(1), "do", "show").is(200)
	c.page = old
	c.send(h.path(1), "do", "show").is(409)
}

// TestHostile_forms holds that forms of another kind change nothing.
func TestHostile_forms(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 3})
	a, b := h.join(1), h.join(2)
	h.does(1, "section")
	a.get("/r/1")
	good := url.Values{"t": {tokenOf(a.page)}, "round": {"1"}, "r": {"2"}}
	with := func(pairs ...string) url.Values {
		v := url.Values{}
		for k := range good {
			v.Set(k, good.Get(k))
		}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	for what, c := range map[string]struct {
		form url.Values
		code int
	}{
		"a value beyond the scale": {with("r", "4"), 400},
		"a value below the scale":  {with("r", "-1"), 400},
		"a value with a sign":      {with("r", "+1"), 400},
		"a value with a zero":      {with("r", "01"), 400},
		"not applicable where not": {with("r", "n0"), 400},
		"script":                   {with("r", "<script>alert(1)</script>"), 400},
		"an unknown field":         {with("code", "ABCD2345"), 400},
		"another participant":      {with("participant", b.get("/about").ownCode()), 400},
		"a forged token":           {with("t", strings.Repeat("0", 32)), 403},
		"another phone's token":    {with("t", tokenOf(b.get("/r/1").page)), 403},
		"a later round":            {with("round", "2"), 409},
		"no round":                 {with("round", ""), 404},
		"a body that is too large": {with("r", strings.Repeat("1", 5000)), 413},
		"a token of the join page": {with("t", tokenOf(h.browser().get("/").page)), 403},
	} {
		if a.post("/r/1", c.form); a.code != c.code || strings.Contains(a.page, "<script>alert") {
			t.Errorf("%s: %d; expected %d", what, a.code, c.code)
		}
	}
	twice := with()
	twice["r"] = []string{"1", "2"}
	a.post("/r/1", twice).is(400)
	a.post("/r/99", good).is(404)
	a.post("/r/01", good).is(404)
	a.post("/r/1/../2", good)
	for _, p := range h.keeper.People() {
		if len(p.Rounds) > 0 {
			t.Fatalf("a hostile form was kept: %+v", p.Rounds)
		}
	}
	for _, kind := range []string{"application/json", "text/plain", "multipart/form-data; boundary=x", ""} {
		if w := h.ask("POST", "/join", "code="+h.code, func(r *http.Request) { r.Header.Set("Content-Type", kind) }); w.Code != 400 {
			t.Errorf("a form of the kind %q: %d", kind, w.Code)
		}
	}
	if w := h.ask("POST", "/join?code="+h.code, "", nil); w.Code != 400 {
		t.Errorf("a code in the address of a POST: %d", w.Code)
	}
	if w := h.ask("POST", "/join", "code=%zz", nil); w.Code != 400 {
		t.Errorf("a broken body: %d", w.Code)
	}
	for _, method := range []string{"PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH"} {
		if w := h.ask(method, "/r/1", "", nil); w.Code != 405 {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

// TestHostile_paths walks addresses that are none.
func TestHostile_paths(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	c := h.join(0)
	for _, path := range []string{"/../workshop.yaml", "/people", "/people/x.yaml", "/k/", "/k/0/now", "/k//now", "//now", "/now/", "/r/", "/r/0", "/r/-1", "/r/1/2", "/r/99999999999999999999",
		"/room.css", "/pages/room.css", "/j", "/.git/config", "/%2e%2e/log.yaml", "/j/<script>", "/trainer/%00", "/events/", "/r/1/change/change"} {
		w := h.ask("GET", path, "", nil)
		if w.Code != 404 && (!strings.HasSuffix(path, "/now") || w.Header().Get("Location") != "/") && !strings.HasPrefix(path, "/j/") {
			t.Errorf("GET %s: %d", path, w.Code)
		}
		if strings.Contains(w.Body.String(), "<script>") || strings.Contains(w.Body.String(), "kind: ") {
			t.Errorf("GET %s gives %s", path, w.Body)
		}
	}
	// Script in what is sent back stays text.
	f := h.browser().get("/")
	f.send("/join", "code", `"><script>alert(1)</script>`, "card", "").lacks("<script>alert")
	f.send("/join", "code", `' onfocus=alert(1) x='`).lacks("onfocus=alert(1) x='\"")
	h.browser().get("/?lang=%22%3E%3Cscript%3E").is(200).lacks("<script>")
	// Another's place does not open with one's own key.
	c.get("/k/" + strings.Repeat("a", 32) + "/now").lacks("Your own code: ")
}

// TestHostile_guessing holds that codes cannot be guessed, and that one phone
// that tries does not lock out the room behind the same address.
func TestHostile_guessing(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	c := h.browser().get("/")
	for range wrongOfPhone {
		c.send("/join", "code", "0000 0000").is(404).has("That code does not open this room")
	}
	c.send("/join", "code", h.Code()).is(429).has("Please wait one minute")
	h.join(0) // a neighbour behind the same address
	d := h.browser().get("/back")
	for range wrongOfPhone {
		d.send("/back", "code", "ABCD2345").is(404)
	}
	d.send("/back", "code", "ABCD2345").is(429)
	// Fresh forms do not help for ever.
	stopped := false
	for range wrongOfSource {
		if e := h.browser().get("/").send("/join", "code", "11111111"); e.code == 429 {
			stopped = true
			break
		}
	}
	if !stopped {
		t.Error("one address may guess without end")
	}
	now := time.Now()
	h.guard.now = func() time.Time { return now.Add(61 * time.Second) }
	c.send("/join", "code", h.Code()).is(200)
}

// TestHostile_crowd holds that a room is full at some time, and says so.
func TestHostile_crowd(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{most: 3})
	for range 3 {
		h.join(0)
	}
	h.counts.take()
	c := h.browser().get("/")
	c.send("/join", "code", h.code).is(503).has("This room is full. Ask the trainer for a paper sheet.")
}

// TestEvents holds that a stream brings counts and nothing else, that it ends
// with the room, and that strangers get none.
func TestEvents(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 6})
	h.browser().get("/events").is(403)
	c := h.join(0)
	h.does(1, "open")
	res, err := c.http.Get(c.home + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() string {
		for lines.Scan() {
			if text := lines.Text(); strings.HasPrefix(text, "data: ") {
				return text
			}
		}
		return ""
	}
	if got, want := next(), fmt.Sprintf(`data: {"turn":%d,"count":"6 of 7"}`, h.turn); got != want {
		t.Errorf("the first event is %q; expected %q", got, want)
	}
	c.get("/r/1").send("/r/1", "r", "1")
	if got, want := next(), fmt.Sprintf(`data: {"turn":%d,"count":"7 of 7"}`, h.turn); got != want {
		t.Errorf("the event after a response is %q; expected %q", got, want)
	}
	h.Close()
	if got := next(); !strings.Contains(got, `"end":true`) {
		t.Errorf("the last event is %q", got)
	}
	if next() != "" {
		t.Error("the stream goes on after the end")
	}
}
