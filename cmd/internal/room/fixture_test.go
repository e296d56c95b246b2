package room

import (
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// testKeeper is a workshop on disk, as cli keeps it.
type testKeeper struct {
	*store.Workshop
	clock  func() time.Time
	mu     sync.Mutex
	full   bool // the disk is full
	agreed []assess.Event
}

type keeperUnderTest struct{ *testKeeper }

func (k keeperUnderTest) Workshop() assess.Workshop { return k.testKeeper.Workshop.Workshop() }

func (k *testKeeper) Add(p assess.Participant) (string, error) { return k.Workshop.Add(p, rand.Reader) }

func (k *testKeeper) Respond(code, item string, round int, r assess.Response) error {
	k.mu.Lock()
	full := k.full
	k.mu.Unlock()
	if full {
		return store.ErrNoSpace
	}
	err := k.Workshop.Respond(code, item, round, r)
	switch {
	case errors.Is(err, store.ErrRoundClosed):
		return ErrClosed
	case errors.Is(err, store.ErrNoParticipant):
		return ErrNobody
	}
	return err
}

func (k *testKeeper) ReadCode(typed string) string { return store.ReadCode(typed) }

func (k *testKeeper) Record(events ...assess.Event) error {
	for i := range events {
		events[i].At = k.clock().UTC().Format(time.RFC3339)
	}
	return k.Workshop.Record(events...)
}

func (k *testKeeper) Agree(e assess.Event) error {
	k.mu.Lock()
	k.agreed = append(k.agreed, e)
	k.mu.Unlock()
	return k.Record(e)
}

// held is a running room with what a test needs to know of it.
type held struct {
	*Room
	t      testing.TB
	server *httptest.Server
	keeper *testKeeper
}

// scene is how a room of a test is held.
type scene struct {
	people  int // made-up participants that are there already
	cards   int
	lang    string
	two     bool // two groups
	fiction bool
	most    int
}

func resolve(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
	q, err := questionnaires.Builtin().Load(ref.ID, "")
	return q.Questionnaire, err
}

// hold opens a room for as long as the test runs.
func hold(t testing.TB, s scene) *held {
	t.Helper()
	if s.lang == "" {
		s.lang = "en"
	}
	ws := &assess.Workshop{ID: "01a1f833-df1e-7c5e-a6d0-49bab80469b8", Title: "Port Example day", Language: s.lang, Minutes: 150,
		Created: assess.Date{Year: 2026, Month: 11, Day: 20}, Cards: s.cards, Minimum: assess.DefaultMinimum(), Fictional: s.fiction,
		Frame:   assess.Frame{Period: assess.Period{From: assess.Month{Year: 2024, Month: 11}, To: assess.Month{Year: 2026, Month: 10}}},
		Parties: []assess.Party{{Group: "cso", Questionnaire: assess.Ref{ID: "core-cso", Version: "1.0.0"}}}}
	if s.two {
		ws.Parties = append(ws.Parties, assess.Party{Group: "authority", Questionnaire: assess.Ref{ID: "core-pm", Version: "1.0.0"}})
	}
	w, err := store.CreateWorkshop(filepath.Join(t.TempDir(), "day"), ws, resolve)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	for _, p := range assess.Simulate(w.Questionnaire("cso"), "cso", s.people, s.cards, 7) {
		if _, err := w.Add(p, rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	return holdOn(t, w, s)
}

// holdOn opens a room on a workshop that is there.
func holdOn(t testing.TB, w *store.Workshop, s scene) *held {
	t.Helper()
	h := &held{t: t, keeper: &testKeeper{Workshop: w, clock: time.Now}}
	h.server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.Handler().ServeHTTP(w, r) }))
	host := h.server.Listener.Addr().String()
	var err error
	h.Room, err = New(Options{Keeper: keeperUnderTest{h.keeper}, Tongues: tongues(t, w), Trainer: s.lang, Join: host, Local: host,
		Wifi: "csi-room", Lan: true, Most: s.most, Trouble: func(err error) { t.Logf("trouble: %v", err) }})
	if err != nil {
		t.Fatal(err)
	}
	h.server.Start()
	t.Cleanup(h.server.Close)
	t.Cleanup(h.server.CloseClientConnections)
	return h
}

func tongues(t testing.TB, w *store.Workshop) []Tongue {
	t.Helper()
	var out []Tongue
	for _, lang := range []string{"en", "fr", "uk"} {
		one := Tongue{Lang: lang, Phrases: phrases.New(lang), Questionnaires: map[assess.Group]*assess.Questionnaire{}, Groups: map[assess.Group]string{}}
		one.Name = one.Phrases.Language(lang)
		for _, p := range w.Workshop().Parties {
			q, err := questionnaires.Builtin().Load(p.Questionnaire.ID, lang)
			if err != nil {
				t.Fatal(err)
			}
			one.Questionnaires[p.Group] = q.Questionnaire
		}
		for _, g := range questionnaires.Builtin().Framework(lang).Groups {
			one.Groups[assess.Group(g.ID)] = g.Title
		}
		out = append(out, one)
	}
	return out
}

// client is a browser without script.
type client struct {
	t    testing.TB
	http *http.Client
	home string
	page string
	code int
	at   string // path of the last page
}

// browser opens a window with cookies of its own.
func (h *held) browser() *client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &client{t: h.t, home: h.server.URL, http: &http.Client{Jar: jar}}
}

func (c *client) took(res *http.Response, err error) *client {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	c.page, c.code, c.at = string(body), res.StatusCode, res.Request.URL.Path
	return c
}

// get opens a page.
func (c *client) get(path string) *client {
	c.t.Helper()
	return c.took(c.http.Get(c.home + path))
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// send fills in the form of the present page that goes to an address, as a
// browser does.
func (c *client) send(path string, pairs ...string) *client {
	c.t.Helper()
	form := url.Values{}
	start := strings.Index(c.page, `action="`+path+`"`)
	part := c.page
	if start >= 0 {
		part = c.page[start:]
	} else if start = strings.Index(c.page, `<form method="post">`); start >= 0 {
		part = c.page[start:]
	}
	if end := strings.Index(part, "</form>"); end >= 0 {
		part = part[:end]
	}
	for _, m := range hidden.FindAllStringSubmatch(part, -1) {
		form.Set(m[1], m[2])
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return c.post(path, form)
}

// post sends a form.
func (c *client) post(path string, form url.Values) *client {
	c.t.Helper()
	return c.took(c.http.PostForm(c.home+path, form))
}

// has ends the test when the page lacks a text.
func (c *client) has(texts ...string) *client {
	c.t.Helper()
	for _, text := range texts {
		if !strings.Contains(c.page, text) {
			c.t.Fatalf("the page %s (%d) lacks %q:\n%s", c.at, c.code, text, c.page)
		}
	}
	return c
}

// lacks ends the test when the page has a text.
func (c *client) lacks(texts ...string) *client {
	c.t.Helper()
	for _, text := range texts {
		if strings.Contains(c.page, text) {
			c.t.Fatalf("the page %s (%d) has %q:\n%s", c.at, c.code, text, c.page)
		}
	}
	return c
}

// is ends the test when the page has another status.
func (c *client) is(code int) *client {
	c.t.Helper()
	if c.code != code {
		c.t.Fatalf("the page %s has the status %d; expected %d:\n%s", c.at, c.code, code, c.page)
	}
	return c
}

// join lets a phone join and start.
func (h *held) join(card int) *client {
	h.t.Helper()
	c := h.browser()
	c.get("/j/" + h.code).is(200)
	at := ""
	if card > 0 {
		at = strconv.Itoa(card)
	}
	c.send("/join", "code", h.code, "card", at).is(200).has(`action="/start"`)
	return c.send("/start").is(200)
}

// ownCode reads a participant's code off a page.
func (c *client) ownCode() string {
	c.t.Helper()
	m := regexp.MustCompile(`[2-9A-Z]{4} [2-9A-Z]{4}`).FindString(c.page)
	if m == "" {
		c.t.Fatalf("no own code on %s:\n%s", c.at, c.page)
	}
	return m
}

// trainer opens the trainer's page of an item.
func (h *held) trainer(n int) *client {
	h.t.Helper()
	return h.browser().get(h.path(n)).is(200)
}

func (h *held) path(n int) string { return h.trainerPath() + "i/cso/" + strconv.Itoa(n) }

// does presses a button of the trainer.
func (h *held) does(n int, what string) *client {
	h.t.Helper()
	c := h.trainer(n)
	c.has(`value="` + what + `"`)
	return c.send(h.path(n), "do", what).is(200)
}
