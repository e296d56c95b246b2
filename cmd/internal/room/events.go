package room

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"csi/assess"
)

// How many pages may listen at a time: of all phones, and of one participant.
const (
	mostStreams    = 3500
	streamsOfPhone = 4
)

// beat is how often a silent stream shows that it is alive.
const beat = 20 * time.Second

// news is one event: the turn of the room, and counts in words. It holds
// nothing else.
type news struct {
	Turn   int    `json:"turn"`
	Count  string `json:"count,omitempty"`
	Joined string `json:"joined,omitempty"`
	Width  int    `json:"width,omitempty"` // of the meter, 0 to 100
	End    bool   `json:"end,omitempty"`
}

// phoneEvents streams counts to a phone.
func (r *Room) phoneEvents(w http.ResponseWriter, req *http.Request, p phone) {
	if !p.in || p.code == "" {
		http.Error(w, p.tongue.S("missing.text"), http.StatusForbidden)
		return
	}
	if r.streams.Add(1) > mostStreams {
		r.streams.Add(-1)
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	defer r.streams.Add(-1)
	ctx, leave := r.heard.enter(req.Context(), p.code)
	defer leave()
	r.stream(w, req.WithContext(ctx), func(s *snapshot) string {
		return s.line(p.tongue.Lang+" "+string(p.group), func() news { return s.phoneNews(p.tongue, p.group) })
	})
}

// listeners are the streams of participants. A page that is left is noticed
// late, so one stream too many ends the oldest of the same person.
type listeners struct {
	mu sync.Mutex
	of map[string][]*listener
}

type listener struct{ end context.CancelFunc }

// enter takes in a stream; leave is called when it is over.
func (l *listeners) enter(ctx context.Context, code string) (inner context.Context, leave func()) {
	inner, end := context.WithCancel(ctx)
	one := &listener{end}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = map[string][]*listener{}
	}
	if all := l.of[code]; len(all) >= streamsOfPhone {
		all[0].end()
		l.of[code] = all[1:]
	}
	l.of[code] = append(l.of[code], one)
	return inner, func() {
		end()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.of[code] = slices.DeleteFunc(l.of[code], func(x *listener) bool { return x == one })
		if len(l.of[code]) == 0 {
			delete(l.of, code)
		}
	}
}

func (s *snapshot) phoneNews(t *tongue, g assess.Group) news {
	c := s.groups[g]
	n := news{Turn: s.turn, End: s.ended}
	if len(c.open) > 0 {
		n.Count = t.count(c.done, c.people)
	}
	return n
}

// line writes news as an event, once for all who hear the same.
func (s *snapshot) line(who string, of func() news) string {
	if text, ok := s.lines.Load(who); ok {
		return text.(string)
	}
	text := of().event()
	s.lines.Store(who, text)
	return text
}

// event writes news as one event of a stream.
func (n news) event() string {
	data, _ := json.Marshal(n) // numbers and texts always marshal
	return "data: " + string(data) + "\n\n"
}

// stream sends an event whenever the room changed, at most four times a
// second, since that is how often the room is counted.
func (r *Room) stream(w http.ResponseWriter, req *http.Request, of func(*snapshot) string) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	if req.Method == http.MethodHead {
		return
	}
	control := http.NewResponseController(w)
	last := ""
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		s, changed := r.counts.next()
		if text := of(s); text != last {
			last = text
			if !send(w, control, text) || s.ended {
				return
			}
		}
		select {
		case <-req.Context().Done():
			return
		case <-tick.C:
			if !send(w, control, ":\n\n") {
				return
			}
		case <-changed:
		}
	}
}

// send writes a piece of a stream within some seconds; false when the phone is
// gone.
func send(w http.ResponseWriter, c *http.ResponseController, text string) bool {
	_ = c.SetWriteDeadline(time.Now().Add(10 * time.Second)) // a recorder of a test knows no deadlines
	if _, err := io.WriteString(w, text); err != nil {
		return false
	}
	return c.Flush() == nil
}
