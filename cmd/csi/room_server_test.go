package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires"
)

// server is a process that phones talk to: the room of the workshop "day", or
// a server that it is compared with.
type server struct {
	t                   testing.TB
	cmd                 *exec.Cmd
	dir                 string // holds the folder "day"
	home, code, trainer string
	stderr              bytes.Buffer  // to be read when over is closed
	over                chan struct{} // closed when the process has ended
}

// serve starts a process and gives what it says up to a line that holds ready.
func serve(t testing.TB, dir string, ready *regexp.Regexp, bin string, args ...string) (*server, string) {
	t.Helper()
	s := &server{t: t, dir: dir, cmd: exec.Command(bin, args...), over: make(chan struct{})}
	s.cmd.Dir, s.cmd.Env, s.cmd.Stderr = dir, append(os.Environ(), "CSI_LANG=en"), &s.stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines, text := bufio.NewScanner(out), ""
	for !ready.MatchString(text) && lines.Scan() {
		text += lines.Text() + "\n"
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		_ = s.cmd.Wait()
		close(s.over)
	}()
	t.Cleanup(s.kill)
	if !ready.MatchString(text) {
		<-s.over
		t.Fatalf("%s says:\n%s%s", filepath.Base(bin), text, s.stderr.String())
	}
	return s, text
}

// kill ends the process at once, wherever it is.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	<-s.over
}

// interrupt ends the process as Ctrl+C does.
func (s *server) interrupt() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	<-s.over
}

var (
	trainerLine = regexp.MustCompile(`http://\S+/trainer/[0-9a-f]+/\n`)
	codeLine    = regexp.MustCompile(`\s(\d{4} \d{4})\s`)
)

// serveRoom opens the room of the workshop "day" in a folder.
func serveRoom(t testing.TB, bin, dir, port string) *server {
	t.Helper()
	s, text := serve(t, dir, trainerLine, bin, "workshop", "room", "day", "--port", port, "--lang", "en")
	s.home, s.trainer = "http://127.0.0.1:"+port, strings.TrimSpace(trainerLine.FindString(text))
	if m := codeLine.FindStringSubmatch(text); m != nil {
		s.code = m[1]
	}
	return s
}

// newDay makes the workshop "day" in a folder.
func newDay(t testing.TB, bin, dir string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "frame.yaml"), []byte(dayFrame), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "workshop", "new", "day", "--questionnaire", "core-cso", "--frame", "frame.yaml", "--lang", "en")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// freePort finds a port of this computer that nobody listens on.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// openAll opens every section of the questionnaire, as the trainer does.
func (s *server) openAll() {
	s.t.Helper()
	for n := 1; n <= itemsOfCore; n++ {
		if status, text := s.does(n, "section"); status != http.StatusSeeOther {
			s.t.Fatalf("opening the section of item %d is answered with %d:\n%s", n, status, text)
		}
	}
}

// does takes a turn as the trainer's page does.
func (s *server) does(n int, what string) (int, string) {
	s.t.Helper()
	req, err := http.NewRequest(http.MethodPost, fmt.Sprintf("%si/cso/%d", s.trainer, n), strings.NewReader("do="+what))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", s.home)
	return newHandset(s.home).do(req)
}

// itemsOfCore is how many items core-cso has; all take the values 0 to 3.
const itemsOfCore = 36

// handset is a phone that costs the computer little: it sends what a browser
// sends, over connections of its own.
type handset struct {
	http   *http.Transport
	home   string
	cookie string
	token  string // of its forms
	code   string // of the participant
}

func newHandset(home string) *handset {
	return &handset{home: home, http: &http.Transport{MaxIdleConnsPerHost: 2, ResponseHeaderTimeout: time.Minute}}
}

// get opens a page and gives its status and text; status 0 when the server did
// not answer.
func (h *handset) get(path string) (int, string) {
	req, err := http.NewRequest(http.MethodGet, h.home+path, nil)
	if err != nil {
		return 0, ""
	}
	return h.do(req)
}

// post sends a form with the phone's token.
func (h *handset) post(path string, pairs ...string) (int, string) {
	fields := url.Values{"t": {h.token}}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequest(http.MethodPost, h.home+path, strings.NewReader(fields.Encode()))
	if err != nil {
		return 0, ""
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.do(req)
}

func (h *handset) do(req *http.Request) (int, string) {
	if h.cookie != "" {
		req.Header.Set("Cookie", h.cookie)
	}
	res, err := h.http.RoundTrip(req)
	if err != nil {
		return 0, ""
	}
	defer res.Body.Close()
	for _, c := range res.Cookies() {
		h.cookie = c.Name + "=" + c.Value
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, ""
	}
	return res.StatusCode, string(body)
}

var (
	tokenField = regexp.MustCompile(`name="t" value="([^"]*)"`)
	ownCode    = regexp.MustCompile(`class="owncode num">([2-9A-Z]{4}) ([2-9A-Z]{4})<`)
)

// page opens a page and keeps the token of its forms; false when it is not
// there.
func (h *handset) page(path string) (string, bool) {
	status, text := h.get(path)
	if m := tokenField.FindStringSubmatch(text); m != nil {
		h.token = m[1]
	}
	return text, status == http.StatusOK
}

// join makes a participant of the phone.
func (h *handset) join(code string) error {
	if _, ok := h.page("/"); !ok {
		return fmt.Errorf("no page for joining")
	}
	if status, _ := h.post("/join", "code", code); status != http.StatusSeeOther {
		return fmt.Errorf("joining is answered with %d", status)
	}
	if _, ok := h.page("/now"); !ok {
		return fmt.Errorf("no page that says what is kept")
	}
	if status, _ := h.post("/start"); status != http.StatusSeeOther {
		return fmt.Errorf("starting is answered with %d", status)
	}
	text, _ := h.page("/now")
	m := ownCode.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("no code on the page:\n%s", text)
	}
	h.code = m[1] + m[2]
	return nil
}

// comeBack goes on by the own code, after the server was started again.
func (h *handset) comeBack() error {
	h.cookie = ""
	if _, ok := h.page("/back"); !ok {
		return fmt.Errorf("no page for coming back")
	}
	if status, _ := h.post("/back", "code", h.code); status != http.StatusSeeOther {
		return fmt.Errorf("coming back is answered with %d", status)
	}
	if _, ok := h.page("/r/1"); !ok {
		return fmt.Errorf("no page of an item")
	}
	return nil
}

// responses reads from the disk what is kept of each participant: the values
// of all items in their order, "" where there is none. A file that cannot be
// read ends the test.
func (s *server) responses() map[string][itemsOfCore]string {
	s.t.Helper()
	w, err := store.ReadWorkshop(filepath.Join(s.dir, "day"), func(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
		q, err := questionnaires.Load(ref.ID, "")
		return q.Questionnaire, err
	})
	if err != nil {
		s.t.Fatalf("read what is kept: %v", err)
	}
	out := map[string][itemsOfCore]string{}
	for _, p := range w.People() {
		var values [itemsOfCore]string
		for i, it := range w.Questionnaire(p.Group).Items() {
			if r := p.Standing(it.ID, 1); r.State == assess.Answered {
				values[i] = strconv.Itoa(r.Value)
			}
		}
		out[p.Code] = values
	}
	return out
}
