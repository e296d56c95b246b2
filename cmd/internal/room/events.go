package room

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"csi/assess"
)

// mostStreams is how many pages may listen at a time.
const mostStreams = 3500

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
	r.stream(w, req, func(s *snapshot) news { return s.phoneNews(p.tongue, p.group) })
}

func (s *snapshot) phoneNews(t *tongue, g assess.Group) news {
	c := s.groups[g]
	n := news{Turn: s.turn, End: s.ended}
	if len(c.open) > 0 {
		n.Count = t.count(c.done, c.people)
	}
	return n
}

// stream sends an event whenever the room changed, at most four times a
// second, since that is how often the room is counted.
func (r *Room) stream(w http.ResponseWriter, req *http.Request, of func(*snapshot) news) {
	if r.streams.Add(1) > mostStreams {
		r.streams.Add(-1)
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	defer r.streams.Add(-1)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	if req.Method == http.MethodHead {
		return
	}
	control := http.NewResponseController(w)
	var last news
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for first := true; ; first = false {
		s, changed := r.counts.next()
		if n := of(s); first || n != last {
			last = n
			data, _ := json.Marshal(n) // numbers and texts always marshal
			if !send(w, control, fmt.Sprintf("data: %s\n\n", data)) || n.End {
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
	if _, err := w.Write([]byte(text)); err != nil {
		return false
	}
	return c.Flush() == nil
}
