package room

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed pages
var files embed.FS

// asset is a file that pages need.
type asset struct {
	kind string
	data []byte
}

// loadPages reads the templates and the two assets. Assets are served under
// names that hold their digest, so that a browser may keep them.
func loadPages() (*template.Template, map[string]asset, error) {
	assets := map[string]asset{}
	named := map[string]string{}
	for name, kind := range map[string]string{"room.css": "text/css; charset=utf-8", "room.js": "text/javascript; charset=utf-8"} {
		data, err := files.ReadFile("pages/" + name)
		if err != nil {
			return nil, nil, err
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(name)
		hashed := "/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		assets[hashed] = asset{kind, data}
		named[ext] = hashed
	}
	t := template.New("room").Funcs(template.FuncMap{
		"css": func() string { return named[".css"] },
		"js":  func() string { return named[".js"] },
		"add": func(a, b int) int { return a + b },
		// pair and three hand several things to a template that needs them all.
		"pair":  func(a, b any) []any { return []any{a, b} },
		"three": func(a, b, c any) []any { return []any{a, b, c} },
	})
	t, err := t.ParseFS(files, "pages/*.html")
	if err != nil {
		return nil, nil, fmt.Errorf("pages of the room: %w", err)
	}
	return t, assets, nil
}

// page is what every page is made from.
type page struct {
	*tongue
	Heading   string // of the window
	Workshop  string // title of the workshop
	Fictional bool
	Base      string // before every address: "", or /k/KEY where cookies are refused
	Token     string // of forms
	Turn      int    // the turn of the room that the page belongs to
	Follow    bool   // the page has no form that somebody fills in: it follows the room
	Still     bool   // the person turned that off
	Refresh   bool   // without script it looks again by itself
	Strong    string // in the bar, in bold
	More      string // in the bar, after it
	Right     string // at the end of the bar
	Languages bool   // the room has several languages
	Live      string // where its counts come from
	Class     string // of html
	Body      any
}

// papers are buffers that pages are made in, one after the other.
var papers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// write sends a page.
func (r *Room) write(w http.ResponseWriter, req *http.Request, status int, name string, p *page) {
	b := papers.Get().(*bytes.Buffer)
	defer papers.Put(b)
	b.Reset()
	if err := r.pages.ExecuteTemplate(b, name, p); err != nil {
		r.o.Trouble(fmt.Errorf("page %s: %w", name, err))
		http.Error(w, p.S("trouble.text"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	if req.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes()) // the phone is gone when this fails
	}
}

// newPage makes a page in a language.
func (r *Room) newPage(t *tongue, heading string) *page {
	w := r.workshop()
	title := w.Title
	if title == "" {
		title = t.S("untitled")
	}
	return &page{tongue: t, Heading: heading, Workshop: title, Fictional: w.Fictional, Strong: title,
		Languages: len(r.order) > 1, Turn: r.counts.now().turn}
}

// message is a page that says one thing.
type message struct {
	Title, Text string
	Warn        bool
	Link, Label string
}

// sayTo answers a phone with a page that says one thing.
func (r *Room) sayTo(w http.ResponseWriter, req *http.Request, p phone, status int, m message) {
	pg := r.newPage(p.tongue, m.Title)
	pg.Base = p.base
	if m.Link == "" {
		m.Link, m.Label = p.base+"/now", p.tongue.S("go_room")
	}
	pg.Body = m
	r.write(w, req, status, "message.html", pg)
}

// notFound answers with the page for what is not part of the room.
func (r *Room) notFound(w http.ResponseWriter, req *http.Request, p phone) {
	r.sayTo(w, req, p, http.StatusNotFound, message{Title: p.tongue.S("missing.title"), Text: p.tongue.S("missing.text")})
}

// trouble answers when something could not be saved or made.
func (r *Room) trouble(w http.ResponseWriter, req *http.Request, p phone, err error) {
	r.o.Trouble(err)
	r.sayTo(w, req, p, http.StatusInternalServerError,
		message{Title: p.tongue.S("trouble.title"), Text: p.tongue.S("trouble.text"), Warn: true})
}

// refuse answers to a form that is not one of this room's.
func (r *Room) refuse(w http.ResponseWriter, req *http.Request, p phone, err error) {
	status := http.StatusBadRequest
	switch err {
	case errForged:
		status = http.StatusForbidden
	case errTooLarge:
		status = http.StatusRequestEntityTooLarge
	}
	r.sayTo(w, req, p, status, message{Title: p.tongue.S("refused.title"), Text: p.tongue.S("refused.text")})
}

func redirect(w http.ResponseWriter, to string) {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}
