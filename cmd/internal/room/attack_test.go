package room

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestAttack_trainerForms holds that forms to the trainer's pages are read as
// strictly as those of phones, and that a phone's token is none of the
// trainer's.
func TestAttack_trainerForms(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 6, cards: 3})
	phone := h.join(1)
	phones := tokenOf(phone.get("/about").page)
	own := func(token string) url.Values { return url.Values{"t": {token}, "do": {"show"}} }
	trainers := h.sign("trainer")
	turn, agree, paper, screen := h.path(1), h.path(1)+"/agree", h.trainerPath()+"paper/cso", h.trainerPath()+"screen"
	long := strings.Repeat("a", maxBody+1)
	for what, c := range map[string]struct {
		path, body string
		code       int
	}{
		"a phone's token":                {turn, own(phones).Encode(), 403},
		"a token of the join page":       {turn, own(tokenOf(h.browser().get("/").page)).Encode(), 403},
		"a token that was made up":       {turn, own(strings.Repeat("0", 32)).Encode(), 403},
		"an empty token":                 {turn, own("").Encode(), 403},
		"an unknown turn":                {turn, "do=forget", 400},
		"no turn":                        {turn, "", 400},
		"a field of another form":        {turn, "do=show&r=2", 400},
		"a turn twice":                   {turn, "do=show&do=open", 400},
		"a turn in the address":          {turn + "?do=show", "", 400},
		"a body that is too large":       {turn, "do=" + long, 413},
		"a broken body":                  {turn, "do=%zz", 400},
		"a turn of an old page":          {turn, "do=show&turn=99", 409},
		"agreeing with a large body":     {agree, "r=2&people=6&why=" + long, 413},
		"agreeing on no value":           {agree, "r=7&people=6", 422},
		"agreeing with nobody":           {agree, "r=2&people=-6", 422},
		"agreeing with too long a text":  {agree, "r=2&people=6&why=" + strings.Repeat("a", mostWords+1), 422},
		"agreeing with a text of no use": {agree, "r=2&people=6&why=%ff%fe", 422},
		"a sheet with a value of none":   {paper, "r1=9", 422},
		"a sheet of no organisation":     {paper, "r1=1&card=99", 422},
		"a sheet with an unknown item":   {paper, "r99=1", 400},
		"an unknown screen":              {screen, "show=people", 400},
		"closing with a phone's token":   {h.trainerPath() + "close", "t=" + phones, 403},
		"closing with a field":           {h.trainerPath() + "close", "code=1", 400},
	} {
		w := h.ask("POST", c.path, c.body, nil)
		if w.Code != c.code {
			t.Errorf("%s: %d; expected %d", what, w.Code, c.code)
		}
		if strings.Contains(w.Body.String(), trainers) && w.Code == 403 {
			t.Errorf("%s: the refusal brings the trainer's token", what)
		}
	}
	for _, kind := range []string{"application/json", "text/plain", "multipart/form-data; boundary=x", ""} {
		if w := h.ask("POST", turn, "do=show", func(r *http.Request) { r.Header.Set("Content-Type", kind) }); w.Code != 400 {
			t.Errorf("a turn of the kind %q: %d", kind, w.Code)
		}
	}
	if len(h.keeper.Log()) > 0 || len(h.keeper.People()) != 7 || h.closed() {
		t.Errorf("a hostile form left %d events and %d people, closed %v", len(h.keeper.Log()), len(h.keeper.People()), h.closed())
	}
}

// TestAttack_freeText holds that what the trainer types stays text on every
// page and in the log.
func TestAttack_freeText(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{people: 6})
	c := h.join(0)
	h.does(1, "open")
	h.does(1, "show")
	const script = `"><script>alert(1)</script><img src=x onerror=alert(1)>` + "\x1b]0;x\x07\u202e"
	at := h.path(1) + "/agree"
	h.browser().get(at).send(at, "r", "9", "people", script, "why", script, "object", script).is(422).lacks("<script>alert", "<img src=x")
	h.browser().get(at).send(at, "r", "2", "people", "6", "why", script, "object", script).is(200)
	for _, page := range []*client{h.trainer(1), h.browser().get(at), h.browser().get("/screen"), c.get("/now"), h.browser().get(h.trainerPath() + "all")} {
		page.lacks("<script>alert", "<img src=x", "\x1b", "\x07")
	}
	log := h.keeper.Log()
	if last := log[len(log)-1]; strings.ContainsAny(last.Why+last.Object, "\x1b\x07\n") {
		t.Errorf("the log has signs that a terminal obeys: %q", last.Why)
	}
}

// TestAttack_another holds that a participant finds nothing of another: no
// code, no response, no page of the trainer, with any key that can be thought
// of.
func TestAttack_another(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{cards: 3})
	a, b := h.join(1), h.join(2)
	h.does(1, "section")
	b.get("/r/1").send("/r/1", "r", "3").is(200)
	codeA, codeB := a.get("/about").ownCode(), b.get("/about").ownCode()
	var keyB string
	h.sessions.mu.Lock()
	for key, one := range h.sessions.all {
		if grouped(one.code) == codeB {
			keyB = key
		}
	}
	h.sessions.mu.Unlock()
	bare := strings.ReplaceAll(codeB, " ", "")
	paths := []string{"/", "/now", "/about", "/back", "/lang", "/r/1", "/r/1/change", "/r/2", "/k/" + bare + "/now", "/k/" + bare + "/about",
		"/k/" + keyB[:31] + "/now", "/k/" + strings.ToUpper(keyB) + "/now", "/k/" + keyB + "0/now", "/people", "/people/" + bare + ".yaml", "/day/people/" + bare + ".yaml",
		"/trainer/", "/trainer/" + bare + "/", "/trainer/" + keyB + "/", "/screen", "/screen?key=" + keyB, "/j/" + bare}
	for _, path := range paths {
		page := a.get(path).page
		for what, secret := range map[string]string{"code": codeB, "bare code": bare, "key": keyB, "trainer's secret": h.secret, "signing key": string(h.key)} {
			if strings.Contains(page, secret) && !strings.Contains(path, secret) {
				t.Errorf("%s gives another's %s", path, what)
			}
		}
		if strings.Contains(page, `value="3" checked`) {
			t.Errorf("%s gives another's response", path)
		}
	}
	// Forms of one phone do nothing with another's place, in either direction.
	mine := tokenOf(a.get("/r/1").page)
	theirs := tokenOf(b.get("/r/1").page)
	a.post("/k/"+keyB+"/r/1", url.Values{"t": {mine}, "round": {"1"}, "r": {"0"}}).is(403)
	a.post("/k/"+keyB+"/forget", url.Values{"t": {mine}}).is(403)
	a.post("/forget", url.Values{"t": {theirs}}).is(403)
	a.post("/start", url.Values{"t": {theirs}}).is(403)
	a.post("/lang", url.Values{"t": {theirs}, "lang": {"fr"}}).is(403)
	for code, want := range map[string]int{codeA: 0, codeB: 1} {
		who, _ := h.keeper.Person(h.o.Keeper.ReadCode(code))
		if n := len(who.Rounds); n != want {
			t.Errorf("%d rounds are kept; expected %d", n, want)
		}
	}
	// A form that is sent again changes nothing and is no error.
	again := url.Values{"t": {theirs}, "round": {"1"}, "r": {"3"}}
	for range 3 {
		b.post("/r/1", again).is(200)
	}
	if who, _ := h.keeper.Person(bare); len(who.Rounds) != 1 || len(who.Rounds[0]) != 1 || who.Rounds[0]["ag-inf"].Value != 3 {
		t.Errorf("after a replay %+v is kept", who.Rounds)
	}
}

// serving runs the room as the program does, with little patience.
func (h *held) serving(p patience) (phones, trainer string) {
	h.t.Helper()
	var all []net.Listener
	for range 2 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			h.t.Fatal(err)
		}
		all = append(all, l)
	}
	h.wait = p
	h.o.Hosts = append(h.o.Hosts, all[0].Addr().String(), all[1].Addr().String())
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() { defer close(over); _ = h.Serve(ctx, all...) }()
	h.t.Cleanup(func() { stop(); <-over })
	return all[0].Addr().String(), all[1].Addr().String()
}

// ended reports whether the other side closes a connection in the end.
func ended(c net.Conn) bool {
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	_, err := io.Copy(io.Discard, c)
	return err == nil || !os.IsTimeout(err)
}

// slowly opens connections and says next to nothing on them: nothing at all,
// a part of a header, or a part of a form.
func slowly(t *testing.T, at string, n int) []net.Conn {
	t.Helper()
	var slow []net.Conn
	for i := range n {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		slow = append(slow, c)
		start := []string{"", "GET / HT", "GET / HTTP/1.1\r\nHost: " + at + "\r\nX-Slow: ",
			"POST /join HTTP/1.1\r\nHost: " + at + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ncode="}[i%4]
		if _, err := io.WriteString(c, start); err != nil {
			t.Fatal(err)
		}
	}
	return slow
}

// TestAttack_slow opens more slow connections than the room has, to a room that
// would wait for them for an hour. Others still get in, and so does the trainer.
func TestAttack_slow(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	phones, trainer := h.serving(patience{time.Hour, time.Hour, time.Hour, time.Hour, 8})
	slowly(t, phones, 32)
	for _, at := range []string{phones + "/", trainer + h.trainerPath(), phones + "/back", trainer + "/screen"} {
		client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
		res, err := client.Get("http://" + at)
		if err != nil {
			t.Errorf("beside slow connections: %v", err)
			continue
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("beside slow connections %s is answered with %d", at, res.StatusCode)
		}
	}
}

// TestAttack_slower holds that the room hangs up on whoever keeps it waiting.
func TestAttack_slower(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	phones, _ := h.serving(patience{200 * time.Millisecond, 200 * time.Millisecond, time.Minute, 200 * time.Millisecond, 100})
	for i, c := range slowly(t, phones, 8) {
		if !ended(c) {
			t.Errorf("slow connection %d stays open", i)
		}
	}
	if p := patient; min(p.header, p.body, p.answer, p.idle) <= 0 || max(p.header, p.body, p.answer) > time.Minute {
		t.Errorf("a room waits for %+v", p)
	}
}

// counting is a listener that tells of every connection.
type counting struct {
	net.Listener
	n chan struct{}
}

func (c *counting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil {
		c.n <- struct{}{}
	}
	return conn, err
}

// TestAttack_answered holds that a connection on which something is answered is
// never closed for a new one.
func TestAttack_answered(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	release, began := make(chan struct{}), make(chan struct{}, 3)
	s := &http.Server{ConnState: idles, ConnContext: withConnection, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		whole(r)
		began <- struct{}{}
		<-release
		_, _ = io.WriteString(w, "done")
	})}
	came := &counting{Listener: l, n: make(chan struct{}, 3)}
	go func() { _ = s.Serve(newLimited(came, 2)) }()
	defer s.Close()
	answers := make(chan string, 3)
	ask := func() {
		go func() {
			res, err := (&http.Client{Transport: &http.Transport{}}).Get("http://" + l.Addr().String())
			if err != nil {
				answers <- err.Error()
				return
			}
			body, _ := io.ReadAll(res.Body)
			_ = res.Body.Close()
			answers <- string(body)
		}()
	}
	ask()
	<-began
	ask()
	<-began
	ask()
	for range 3 {
		<-came.n
	}
	time.Sleep(50 * time.Millisecond) // here a room that closes too much would
	close(release)                    // the third gets its turn when one of the two is answered
	for range 3 {
		if got := <-answers; got != "done" {
			t.Errorf("a request is answered with %q", got)
		}
	}
}

// TestAttack_streams holds that a participant who opens stream after stream
// ends the own old ones, not those of others.
func TestAttack_streams(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{})
	a, b := h.join(0), h.join(0)
	a.http.Timeout, b.http.Timeout = 30*time.Second, 30*time.Second
	open := func(c *client) *http.Response {
		res, err := c.http.Get(c.home + "/events")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = res.Body.Close() })
		if res.StatusCode != http.StatusOK {
			t.Fatalf("a stream is answered with %d", res.StatusCode)
		}
		return res
	}
	neighbour := open(b)
	var all []*http.Response
	for range streamsOfPhone + 3 {
		all = append(all, open(a))
	}
	for i, res := range all[:3] {
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			t.Errorf("stream %d did not end: %v", i, err)
		}
	}
	h.Close() // the others hear of the end
	for _, res := range append(all[3:], neighbour) {
		if text, err := io.ReadAll(res.Body); err != nil || !strings.Contains(string(text), `"end":true`) {
			t.Errorf("a stream ended with %q, %v", text, err)
		}
	}
	if len(h.heard.of) > 0 || h.streams.Load() != 0 {
		t.Errorf("%d people are listened to, %d streams are left", len(h.heard.of), h.streams.Load())
	}
}

// TestAttack_rush holds that not one more joins than the room takes, however
// many tap "start" at once, and that two taps are one person.
func TestAttack_rush(t *testing.T) {
	t.Parallel()
	h := hold(t, scene{most: 5})
	var phones []*client
	for range 12 {
		c := h.browser().get("/j/" + h.code)
		phones = append(phones, c.send("/join", "code", h.code).is(200).has(`action="/start"`))
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	codes := map[int]int{}
	for _, c := range phones {
		token := tokenOf(c.page)
		for range 2 {
			all.Go(func() {
				res, err := c.http.PostForm(c.home+"/start", url.Values{"t": {token}})
				if err != nil {
					t.Error(err)
					return
				}
				_ = res.Body.Close()
				mu.Lock()
				defer mu.Unlock()
				codes[res.StatusCode]++
			})
		}
	}
	all.Wait()
	if n := len(h.keeper.People()); n != 5 || codes[200] != 10 || codes[503] != 14 {
		t.Errorf("%d joined; the taps were answered with %v", n, codes)
	}
}

// FuzzRoom sends what nobody thought of, as a phone with a place and as a
// stranger: no page breaks, and none has a secret.
func FuzzRoom(f *testing.F) {
	h := hold(f, scene{cards: 3})
	h.join(1)
	other := grouped(h.keeper.People()[0].Code)
	c := h.join(2)
	key := ""
	for k, one := range h.sessions.all {
		if grouped(one.code) != other {
			key = k
		}
	}
	token := tokenOf(c.get("/about").page)
	for _, seed := range [][3]string{
		{"GET", "/r/1", ""}, {"POST", "/r/1", "t=" + token + "&round=1&r=2"}, {"POST", "/join", "code=" + h.code + "&card=2"},
		{"GET", "/k/x/now", ""}, {"POST", "/back", "code=ABCD2345"}, {"POST", "/lang", "t=" + token + "&lang=fr"},
		{"GET", "/j/1234", ""}, {"POST", "/trainer/0/i/cso/1", "do=show"}, {"GET", "/trainer/0/", ""}, {"GET", "/screen", ""},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		if method == "" || strings.ContainsAny(method, " \r\n") || strings.HasSuffix(path, "/events") {
			t.Skip()
		}
		for _, cookie := range []string{key, ""} {
			req := &http.Request{Method: method, URL: &url.URL{Path: path}, Host: h.o.Join, RemoteAddr: "10.0.0.9:5000", Body: io.NopCloser(strings.NewReader(body)),
				Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Cookie": {cookieName + "=" + cookie}}}
			w := httptest.NewRecorder()
			h.Handler().ServeHTTP(w, req)
			if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
				t.Errorf("%s %q with %q is answered with %d", method, path, body, w.Code)
			}
			if text := w.Body.String(); strings.Contains(text, other) || strings.Contains(text, h.secret) || strings.Contains(text, h.sign("trainer")) {
				t.Errorf("%s %q with %q gives a secret", method, path, body)
			}
		}
	})
}

// TestAttack_timing holds that secrets are compared by the one function that
// takes as long for a near miss as for a far one.
func TestAttack_timing(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string]bool{"secret": true, "code": true, "key": true, "Token": true}
	compared := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && fmt.Sprint(call.Fun) == "same" {
				compared++
			}
			b, ok := n.(*ast.BinaryExpr)
			if !ok || b.Op != token.EQL && b.Op != token.NEQ {
				return true
			}
			for _, side := range []ast.Expr{b.X, b.Y} {
				s, is := side.(*ast.SelectorExpr)
				if is && secrets[s.Sel.Name] && !isEmpty(b.X) && !isEmpty(b.Y) {
					t.Errorf("%s: a secret is compared with %s; expected same()", set.Position(b.Pos()), b.Op)
				}
			}
			return true
		})
	}
	if compared < 5 {
		t.Errorf("only %d comparisons of secrets were found", compared)
	}
}

func isEmpty(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && l.Value == `""`
}
