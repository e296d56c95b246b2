package room

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"time"
)

// patience is how long the room waits for others, and how many connections it
// has with each of its addresses.
type patience struct {
	header, body, answer, idle time.Duration
	connections                int
}

// patient is the patience of a room: for each of a thousand phones there may be
// four connections.
var patient = patience{header: 5 * time.Second, body: 10 * time.Second, answer: 20 * time.Second, idle: 90 * time.Second, connections: 4096}

// farewell is how long phones can fetch the last page after the room closed:
// those without script look every five seconds.
const farewell = 6 * time.Second

// Handler gives the pages of the room.
func (r *Room) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		armour(w.Header())
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				r.o.Trouble(fmt.Errorf("a page broke: %T", fault))
				http.Error(w, r.tongue("").S("trouble.text"), http.StatusInternalServerError)
			}
		}()
		r.route(w, req)
	})
}

// route sends a request to its page. Addresses are compared as they are:
// nothing is cleaned, so there are no two ways to one page.
func (r *Room) route(w http.ResponseWriter, req *http.Request) {
	path := req.URL.Path
	if req.Method != http.MethodPost {
		whole(req)
	}
	switch {
	case !r.known(req):
		http.Error(w, r.tongue("").S("other_host", "address", r.JoinAddress()), http.StatusMisdirectedRequest)
	case req.Method != http.MethodGet && req.Method != http.MethodHead && req.Method != http.MethodPost:
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, r.tongue("").S("missing.text"), http.StatusMethodNotAllowed)
	case r.assets[path].data != nil && req.Method != http.MethodPost:
		h := w.Header()
		h.Set("Content-Type", r.assets[path].kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = w.Write(r.assets[path].data)
	case path == "/screen" || strings.HasPrefix(path, "/screen/"):
		r.routeScreen(w, req)
	case path == "/trainer" || strings.HasPrefix(path, "/trainer/"):
		r.routeTrainer(w, req)
	default:
		r.routePhone(w, req)
	}
}

// Serve answers on the listeners until the context ends or the trainer closes
// the room; then phones get the last page for some seconds, if there are any.
func (r *Room) Serve(ctx context.Context, listeners ...net.Listener) error {
	s := &http.Server{
		Handler:           r.Handler(),
		ReadHeaderTimeout: r.wait.header,
		ReadTimeout:       r.wait.body,
		WriteTimeout:      r.wait.answer,
		IdleTimeout:       r.wait.idle,
		MaxHeaderBytes:    8 << 10,
		ConnState:         idles,
		ConnContext:       withConnection,
		// What net/http would log names the phone by its address.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	failed := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { failed <- s.Serve(newLimited(l, r.wait.connections)) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case <-r.done:
	case err = <-failed:
	}
	r.Close()
	if err == nil && r.counts.now().joined > 0 && r.anyPhones() {
		select {
		case <-time.After(farewell):
		case err = <-failed:
		}
	}
	stop, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.Shutdown(stop) != nil {
		_ = s.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// anyPhones reports whether a phone joined since the room was started.
func (r *Room) anyPhones() bool {
	r.sessions.mu.Lock()
	defer r.sessions.mu.Unlock()
	return len(r.sessions.all) > 0
}
