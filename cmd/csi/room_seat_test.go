package main

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"csi/cmd/internal/browser"
)

// dayFrame is what the days of these tests are about.
const dayFrame = `csi: 1
kind: assessment
frame:
  jurisdiction: Port Example
  tier: local
  country: ZZ
  policy: Drug strategy
  period: {from: 2024-11, to: 2026-10}
  agencies: [health, police]
`

// day is a workshop whose room is open, as a process of its own.
type day struct {
	t                   *testing.T
	dir                 string // holds the folder "day"
	home, code, trainer string
	stderr              bytes.Buffer  // to be read when over is closed
	over                chan struct{} // closed when the process has ended
}

// openDay makes a workshop and opens its room on this computer.
func openDay(t *testing.T, lang string) *day {
	t.Helper()
	d := &day{t: t, dir: t.TempDir(), over: make(chan struct{})}
	if err := os.WriteFile(filepath.Join(d.dir, "frame.yaml"), []byte(dayFrame), 0o600); err != nil {
		t.Fatal(err)
	}
	made := command(t, d.dir, "", "workshop", "new", "day", "--questionnaire", "core-cso", "--cards", "4", "--frame", "frame.yaml", "--lang", lang)
	if _, err := os.Stat(filepath.Join(d.dir, "day", "workshop.yaml")); err != nil {
		t.Fatal(made)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	l.Close()
	cmd := exec.Command("csi", "workshop", "room", "day", "--port", port, "--lang", lang)
	cmd.Dir, cmd.Stderr = d.dir, &d.stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines, text := bufio.NewScanner(out), ""
	for d.trainer == "" && lines.Scan() {
		text += lines.Text() + "\n"
		d.trainer = regexp.MustCompile(`http://\S+/trainer/[0-9a-f]+/`).FindString(text)
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
		close(d.over)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it has ended where the test closed the room
		<-d.over
	})
	d.home = "http://127.0.0.1:" + port
	if m := regexp.MustCompile(`\s(\d{4} \d{4})\s`).FindStringSubmatch(text); m != nil {
		d.code = m[1]
	}
	if d.trainer == "" || d.code == "" {
		t.Fatalf("the room says:\n%s", text)
	}
	return d
}

// stage is what the trainer works with.
type stage struct {
	*day
	trainer, screen *browser.Page
	noScript        bool
	others          []*lineSeat
}

func (s *stage) trainerBase() string { return s.day.trainer }

func (s *stage) item(n int) string { return s.trainerBase() + "i/cso/" + strconv.Itoa(n) }

// does presses a button of the page of an item.
func (s *stage) does(n int, what string) {
	s.t.Helper()
	s.trainer.Go(s.item(n))
	button := `form button[value="` + what + `"]`
	before := browser.Eval[string](s.trainer, "document.body.dataset.turn")
	tap(s.t, s.trainer, button, func() bool {
		return browser.Eval[string](s.trainer, "document.readyState + (document.body && document.body.dataset.turn)") != "complete"+before &&
			browser.Eval[bool](s.trainer, `document.readyState === "complete"`)
	})
	if s.trainer.Has("[role=alert]") {
		s.t.Fatalf("%s of item %d: %s", what, n, s.trainer.Text("[role=alert]"))
	}
}

// agrees records what the group agreed on.
func (s *stage) agrees(n int, value, why, object string) {
	s.t.Helper()
	s.trainer.Go(s.item(n) + "/agree")
	if browser.Eval[int](s.trainer, `document.querySelectorAll("input[type=radio]:checked").length`) != 0 {
		s.t.Errorf("a value is proposed for item %d", n)
	}
	s.checked("the page for agreeing", s.trainer)
	s.trainer.Click("label[for=r" + value + "]")
	s.trainer.Fill("#people", strconv.Itoa(people))
	s.trainer.Fill("#why", why)
	if object != "" {
		s.trainer.Fill("#object", object)
	}
	tap(s.t, s.trainer, "main section form .btn", func() bool { return s.trainer.Has(".note.good") })
}

// shows waits until the big screen shows these counts of an item.
func (s *stage) shows(n int, want map[string]int) {
	s.t.Helper()
	const read = `Array.from(document.querySelectorAll("table.spread tbody tr")).map(r => r.querySelector("th").textContent.trim()[0] + r.querySelector("td.n").textContent.trim()).join(" ")`
	var parts []string
	for _, value := range []string{"0", "1", "2", "3"} {
		parts = append(parts, value+strconv.Itoa(want[value]))
	}
	if want["dk"] > 0 {
		parts = append(parts, "D"+strconv.Itoa(want["dk"]))
	}
	got := ""
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		s.lookAgain(s.screen)
		got = browser.Eval[string](s.screen, read)
		all := got != ""
		for _, part := range parts {
			all = all && strings.Contains(" "+got+" ", " "+part+" ")
		}
		if all {
			return
		}
	}
	s.t.Fatalf("of item %d the big screen shows %q; expected %q", n, got, parts)
}

// lookAgain opens a page anew where it cannot follow the room by itself at
// once.
func (s *stage) lookAgain(p *browser.Page) {
	if s.noScript {
		p.Go(p.Address())
	}
}

// checked holds what every page has to hold, with script and without. Without
// it pages that wait come anew every five seconds, which axe-core counts as a
// limit of time; WCAG 2.2.1 allows it where it can be turned off, and so a phone
// has to offer that. The big screen is for looking at only.
func (s *stage) checked(what string, p *browser.Page) {
	s.t.Helper()
	if n := p.Sideways(); n > 0 {
		s.t.Errorf("%s: %d pixels too wide", what, n)
	}
	if !s.noScript {
		p.Accessible(what)
	} else {
		const comesAnew = `meta[http-equiv="refresh"]`
		if p.Has(comesAnew) && p != s.screen && !p.Has(`a[href$="still=1"]`) {
			s.t.Errorf("%s: it comes anew and nothing turns that off", what)
		}
		p.Accessible(what, "meta-refresh")
	}
	if s.noScript {
		what += " noscript"
	}
	keepPicture(p, what)
}

// keepPicture keeps a page for somebody who looks.
func keepPicture(p *browser.Page, what string) {
	if dir := os.Getenv("ROOM_PICTURES"); dir != "" {
		p.Picture(filepath.Join(dir, "play-"+strings.ReplaceAll(what, " ", "-")+".png"))
	}
}

// seat is a person with a phone.
type seat interface {
	join(code, card string)
	respond(n int, value string)
	code() string // the person's own
}

// windowSeat is a phone with a real browser.
type windowSeat struct {
	t       *testing.T
	p       *browser.Page
	home    string
	ownCode string
}

func (w *windowSeat) join(code, card string) {
	w.t.Helper()
	if w.p.Address() != w.home+"/" {
		w.p.Go(w.home + "/")
	}
	lang := browser.Eval[string](w.p, "document.documentElement.lang")
	w.p.Fill("#code", code)
	w.p.Fill("#card", card)
	w.p.Follow("main form .btn")
	if lang == "en" && !strings.Contains(w.p.Text("main"), "Nobody") && !w.p.Has(`form[action$="/start"]`) {
		w.t.Fatalf("no page about what is kept:\n%s", w.p.Text("main"))
	}
	w.p.Follow(`form[action$="/start"] .btn`)
	w.seated()
}

// comeBack goes on on this phone by the own code.
func (w *windowSeat) comeBack(own string) {
	w.t.Helper()
	w.p.Go(w.home + "/back")
	w.p.Fill("#code", strings.ToLower(own))
	w.p.Follow("main form .btn")
	w.seated()
}

// seated waits for the page with the own code.
func (w *windowSeat) seated() {
	w.t.Helper()
	until(w.t, "the own code", func() bool { return w.p.Has(".owncode") })
	w.ownCode = strings.TrimSpace(w.p.Text(".owncode"))
}

func (w *windowSeat) code() string { return w.ownCode }

// asks reports whether the page asks an item now.
func (w *windowSeat) asks(n int) bool {
	return w.p.Has(`#ask[action$="/r/` + strconv.Itoa(n) + `"]`)
}

// now opens the page that fits the room.
func (w *windowSeat) now() { w.p.Go(w.home + "/now") }

func (w *windowSeat) respond(n int, value string) {
	w.t.Helper()
	if !w.asks(n) {
		w.now()
	}
	until(w.t, "item "+strconv.Itoa(n), func() bool { return w.asks(n) })
	w.p.Click("label[for=r" + value + "]")
	tap(w.t, w.p, "#ask .btn", func() bool { return !w.asks(n) && w.p.Has("main") })
}

// lineSeat is a phone without a browser: it sends what one would.
type lineSeat struct {
	t       *testing.T
	http    *http.Client
	home    string
	page    string
	ownCode string
}

func newLineSeat(t *testing.T, home string) *lineSeat {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &lineSeat{t: t, home: home, http: &http.Client{Jar: jar, Timeout: time.Minute}}
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// get opens a page.
func (l *lineSeat) get(path string) { l.took(l.http.Get(l.home + path)) }

// send fills in the form of the page that goes to an address.
func (l *lineSeat) send(path string, pairs ...string) {
	l.t.Helper()
	_, part, found := strings.Cut(l.page, `action="`+path+`"`)
	if !found {
		l.t.Fatalf("no form to %s:\n%s", path, l.page)
	}
	part, _, _ = strings.Cut(part, "</form>")
	fields := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(part, -1) {
		fields.Set(m[1], m[2])
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields.Set(pairs[i], pairs[i+1])
	}
	l.took(l.http.PostForm(l.home+path, fields))
}

func (l *lineSeat) took(res *http.Response, err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		l.t.Fatalf("%s %v:\n%s", res.Status, err, body)
	}
	l.page = string(body)
}

func (l *lineSeat) join(code, card string) {
	l.t.Helper()
	l.get("/")
	l.send("/join", "code", code, "card", card)
	l.send("/start")
	m := regexp.MustCompile(`class="owncode num">([^<]+)<`).FindStringSubmatch(l.page)
	if m == nil {
		l.t.Fatalf("no own code:\n%s", l.page)
	}
	l.ownCode = m[1]
}

func (l *lineSeat) code() string { return l.ownCode }

func (l *lineSeat) respond(n int, value string) {
	l.t.Helper()
	path := "/r/" + strconv.Itoa(n)
	l.get(path)
	l.send(path, "r", value)
}

// tap clicks and waits until something holds.
func tap(t *testing.T, p *browser.Page, selector string, then func() bool) {
	t.Helper()
	p.Click(selector)
	until(t, "what follows "+selector, then)
}

// until waits for a condition.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}
