package room

import (
	"crypto/sha256"
	"errors"
	"net/http"
	"strings"

	"csi/assess"
)

// cookieName is the one cookie of the room.
const cookieName = "room"

// phone is a request of a participant: the language of its answer, its place
// in the room where it has one, and how its addresses begin.
type phone struct {
	session
	tongue *tongue
	base   string // /k/KEY where cookies are refused
	path   string // without the base
	in     bool   // the key opens a place
}

// phoneOf finds out who asks.
func (r *Room) phoneOf(req *http.Request) phone {
	p := phone{path: req.URL.Path}
	if rest, ok := strings.CutPrefix(p.path, "/k/"); ok {
		key, path, _ := strings.Cut(rest, "/")
		p.path = "/" + path
		if path == "" {
			p.path = "/k/" // there is no first page below a key
		}
		if one, ok := r.sessions.find(key); ok {
			p.session, p.in, p.base = one, true, "/k/"+key
		}
	} else if c, err := req.Cookie(cookieName); err == nil {
		p.session, p.in = r.sessions.find(c.Value)
	}
	lang := p.lang
	if !p.in && req.Method != http.MethodPost {
		lang = req.URL.Query().Get("lang")
	}
	p.tongue = r.tongue(lang)
	return p
}

// routePhone answers to participants.
func (r *Room) routePhone(w http.ResponseWriter, req *http.Request) {
	p := r.phoneOf(req)
	post := req.Method == http.MethodPost
	if c, err := req.Cookie(cookieName); err == nil && p.base != "" && !post && same(c.Value, p.key) {
		redirect(w, p.path) // the cookie was taken: the key need not stand in the address
		return
	}
	n, change := r.itemPath(p.path)
	switch {
	case !post && p.path == "/":
		r.joinPage(w, req, p, http.StatusOK, joining{})
	case !post && strings.HasPrefix(p.path, "/j/"):
		r.joinPage(w, req, p, http.StatusOK, joining{Code: onlyDigits(strings.TrimPrefix(p.path, "/j/"))})
	case post && p.path == "/join":
		r.join(w, req, p)
	case !post && p.path == "/back":
		r.backPage(w, req, p, http.StatusOK, backing{})
	case post && p.path == "/back":
		r.back(w, req, p)
	case !post && p.path == "/lang":
		r.langPage(w, req, p)
	case post && p.path == "/lang":
		r.setLang(w, req, p)
	case post && p.path == "/start":
		r.start(w, req, p)
	case post && p.path == "/leave":
		r.leave(w, req, p, "left")
	case post && p.path == "/forget":
		r.leave(w, req, p, "forgotten")
	case !post && p.path == "/about":
		r.aboutPage(w, req, p)
	case !post && p.path == "/now":
		r.nowPage(w, req, p)
	case !post && p.path == "/events":
		r.phoneEvents(w, req, p)
	case post && n > 0 && !change:
		r.respond(w, req, p, n)
	case !post && n > 0:
		r.itemPage(w, req, p, n)
	default:
		r.notFound(w, req, p)
	}
}

// itemPath reads /r/{n} and /r/{n}/change; 0 when it is neither.
func (r *Room) itemPath(path string) (n int, change bool) {
	rest, ok := strings.CutPrefix(path, "/r/")
	if !ok {
		return 0, false
	}
	rest, change = strings.CutSuffix(rest, "/change")
	n, ok = small(rest)
	if !ok {
		return 0, false
	}
	return n, change
}

// onlyDigits takes the code out of what somebody typed or scanned.
func onlyDigits(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c >= '0' && c <= '9' && b.Len() <= codeDigits {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// participant gives what a phone's person said so far; false when the phone
// has no place, which is answered.
func (r *Room) participant(w http.ResponseWriter, req *http.Request, p phone) (assess.Participant, bool) {
	if p.in && p.code != "" {
		if who, ok := r.o.Keeper.Person(p.code); ok {
			return who, true
		}
	}
	switch {
	case r.closed():
		r.endPage(w, req, p)
	case p.in:
		redirect(w, p.base+"/now")
	case req.Method == http.MethodPost:
		// The room was started anew, or the key was removed: what this form
		// brought is lost, and the person is told so.
		r.backPage(w, req, p, http.StatusUnauthorized, backing{Lost: true})
	default:
		redirect(w, "/")
	}
	return assess.Participant{}, false
}

// codeOf finds a participant by a code as it was typed, by its digest, so that
// the time it takes tells nothing about how close a guess was.
func (r *Room) codeOf(typed string) string {
	code := r.o.Keeper.ReadCode(typed)
	if code == "" {
		return ""
	}
	known, _ := r.codes.Load(sha256.Sum256([]byte(code)))
	found, _ := known.(string)
	return found
}

// errFull says that the room takes no more participants.
var errFull = errors.New("the room is full")

// add takes in a participant and remembers the digest of the code. Only phones
// are turned away when the room is full: a sheet of paper was handed out.
func (r *Room) add(who assess.Participant) (string, error) {
	if n := r.people.Add(1); n > int64(r.o.Most) && who.From == assess.FromPhone {
		r.people.Add(-1)
		return "", errFull
	}
	code, err := r.o.Keeper.Add(who)
	if err != nil {
		r.people.Add(-1)
		return "", err
	}
	r.codes.Store(sha256.Sum256([]byte(code)), code)
	r.counts.changed()
	return code, nil
}

// ours reports whether a token is that of a phone's forms.
func (r *Room) ours(p phone) func(string) bool {
	return func(t string) bool { return p.in && same(t, r.sign("phone "+p.key)) }
}

// formToken gives the token of a form for somebody who has no place yet: an id
// of the form, by which wrong codes are counted, and its signature.
func (r *Room) formToken() (string, error) {
	id, err := randomHex(r.o.Random, 8)
	if err != nil {
		return "", err
	}
	return id + "." + r.sign("form "+id), nil
}

// signedForm reports whether a token is one of formToken.
func (r *Room) signedForm(t string) bool {
	id, mac, ok := strings.Cut(t, ".")
	return ok && same(mac, r.sign("form "+id))
}

// formID gives the id in a token of formToken; "" where there is none.
func (r *Room) formID(t string) string {
	if !r.signedForm(t) {
		return ""
	}
	id, _, _ := strings.Cut(t, ".")
	return id
}

// take gives a phone its key, as a cookie and in the address: where the cookie
// comes back, the next page leaves the address alone.
func (r *Room) take(w http.ResponseWriter, one session) {
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: one.key, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	redirect(w, "/k/"+one.key+"/now")
}
