package room

import (
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
)

// How many wrong codes are taken in a minute. A phone is told by the form that
// it got; the address of the connection is counted too, but far more widely,
// since a whole room can sit behind one address.
const (
	wrongOfPhone  = 10
	wrongOfSource = 60
	wrongOfAll    = 600
	mostWatched   = 20_000
)

// guard counts wrong codes, in memory and for one minute.
type guard struct {
	now func() time.Time

	mu    sync.Mutex
	since time.Time
	wrong map[string]int
	all   int
}

func newGuard(now func() time.Time) *guard {
	return &guard{now: now, wrong: map[string]int{}}
}

func (g *guard) turn() {
	if now := g.now(); now.Sub(g.since) >= time.Minute || now.Before(g.since) {
		g.since, g.all = now, 0
		clear(g.wrong)
	}
}

// locked reports whether somebody has to wait. phone is the id of a form, ""
// for a request that brought none: it then counts by its source as one phone.
func (g *guard) locked(phone, source string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	return g.wrong["p"+phone+"|"+source] >= wrongOfPhone || g.wrong["s"+source] >= wrongOfSource ||
		g.all >= wrongOfAll || len(g.wrong) >= mostWatched
}

// miss counts a wrong code.
func (g *guard) miss(phone, source string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	g.wrong["p"+phone+"|"+source]++
	g.wrong["s"+source]++
	g.all++
}

// source gives the address of a connection, for counting wrong codes only.
func source(req *http.Request) string {
	if at, err := netip.ParseAddrPort(req.RemoteAddr); err == nil {
		return at.Addr().Unmap().String()
	}
	return ""
}

// local reports whether a request comes from this computer and asks for it by
// a name of its own: a page from elsewhere cannot bring its name here.
func (r *Room) local(req *http.Request) bool {
	at, err := netip.ParseAddrPort(req.RemoteAddr)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return false
	}
	host := req.Host
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	name, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && name.IsLoopback()
}

// known reports whether the room is called by one of its names. Another name
// that leads here is an attack by DNS rebinding, or a mistake.
func (r *Room) known(req *http.Request) bool {
	return req.Host == r.o.Join || req.Host == r.o.Local || slices.Contains(r.o.Hosts, req.Host)
}

// policy is the content security policy of every page. frames is for the two
// pages that refresh their counts in a small frame.
func policy(frames bool, ancestors string) string {
	p := "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors '" + ancestors + "'"
	if frames {
		p += "; frame-src 'self'"
	}
	return p
}

// armour sets the headers that every answer has.
func armour(h http.Header) {
	h.Set("Content-Security-Policy", policy(false, "none"))
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
	h.Set("Server", "csi")
}

// errForged says that a form did not come from a page of this room.
var errForged = errors.New("the form did not come from this room")

// errForm says that a form has other fields than the page it belongs to.
var errForm = errors.New("the form is not one of this room")

// errTooLarge says that a form is larger than any page of this room makes it.
var errTooLarge = errors.New("the form is too large")

// maxBody is the most that a form may bring, in bytes.
const maxBody = 4 << 10

// form reads a POST: its size, its origin, its token, and that it has no other
// fields than these, each once. ours says whether the field "t" holds a token of
// this room; there must be one when the browser does not tell where the form
// came from. With "Referrer-Policy:
// no-referrer" browsers say "null" about forms of this room.
func form(req *http.Request, ours func(string) bool, fields ...string) (map[string]string, error) {
	kind, _, _ := strings.Cut(req.Header.Get("Content-Type"), ";")
	if strings.TrimSpace(kind) != "application/x-www-form-urlencoded" || req.URL.RawQuery != "" {
		return nil, errForm
	}
	req.Body = http.MaxBytesReader(nil, req.Body, maxBody)
	if err := req.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, errTooLarge
		}
		return nil, errForm
	}
	whole(req)
	out := map[string]string{}
	for name, values := range req.PostForm {
		if len(values) != 1 || name != "t" && !slices.Contains(fields, name) {
			return nil, errForm
		}
		out[name] = values[0]
	}
	origin := req.Header.Get("Origin")
	site := req.Header.Get("Sec-Fetch-Site")
	told := origin != "" && origin != "null"
	_, brought := out["t"]
	switch {
	case told && origin != "http://"+req.Host,
		site != "" && site != "same-origin" && site != "none",
		(brought || !told) && !ours(out["t"]):
		return nil, errForged
	}
	return out, nil
}
