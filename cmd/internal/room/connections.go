package room

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// limited is a listener with so many connections at most. When there are more,
// one that only waits is closed for the new one: somebody who opens connections
// and says nothing on them shuts nobody out. Each address of the room has
// connections of its own, so whatever phones do, the trainer gets in.
type limited struct {
	net.Listener
	most int

	mu    sync.Mutex
	open  map[*connection]bool
	freed *sync.Cond
}

func newLimited(l net.Listener, most int) *limited {
	out := &limited{Listener: l, most: most, open: map[*connection]bool{}}
	out.freed = sync.NewCond(&out.mu)
	return out
}

// connection is one of a limited listener, guarded by its mu.
type connection struct {
	net.Conn
	of    *limited
	from  string
	waits bool // for a request, or for the rest of one
	since time.Time
}

// Accept waits for a connection and makes room for it.
func (l *limited) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	from, _, _ := net.SplitHostPort(c.RemoteAddr().String())
	one := &connection{Conn: c, of: l, from: from, waits: true, since: time.Now()}
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.open) >= l.most {
		if idle := l.idlest(); idle != nil {
			delete(l.open, idle)
			_ = idle.Conn.Close()
			continue
		}
		l.freed.Wait() // until one of those that are being answered ends
	}
	l.open[one] = true
	return one, nil
}

// idlest finds the connection that has waited longest, of the source that has
// most that wait; nil when none waits.
func (l *limited) idlest() *connection {
	waiting := map[string]int{}
	for c := range l.open {
		if c.waits {
			waiting[c.from]++
		}
	}
	var idlest *connection
	for c := range l.open {
		switch {
		case !c.waits:
		case idlest == nil, waiting[c.from] > waiting[idlest.from],
			waiting[c.from] == waiting[idlest.from] && c.since.Before(idlest.since):
			idlest = c
		}
	}
	return idlest
}

// Close ends the connection.
func (c *connection) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.mu.Unlock()
	c.of.freed.Broadcast()
	return c.Conn.Close()
}

// idles says of a connection that its request was answered.
func idles(n net.Conn, state http.ConnState) {
	if c, ok := n.(*connection); ok && state == http.StateIdle {
		c.set(true)
	}
}

func (c *connection) set(waits bool) {
	c.of.mu.Lock()
	c.waits, c.since = waits, time.Now()
	c.of.mu.Unlock()
	if waits {
		c.of.freed.Broadcast()
	}
}

// connectionKey is where the context of a request has its connection.
type connectionKey struct{}

func withConnection(ctx context.Context, n net.Conn) context.Context {
	return context.WithValue(ctx, connectionKey{}, n)
}

// whole says that a request has come in to its end and is being answered.
// Until then its connection counts as one that waits: one byte of a header now
// and then holds no place.
func whole(req *http.Request) {
	if c, ok := req.Context().Value(connectionKey{}).(*connection); ok {
		c.set(false)
	}
}
