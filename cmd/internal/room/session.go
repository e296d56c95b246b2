package room

import (
	"io"
	"sync"

	"csi/assess"
)

// session is what a phone has: a random key, and whose place it opens. It
// lives in memory only.
type session struct {
	key   string
	lang  string
	group assess.Group
	card  int
	code  string // of the participant; "" until the person has agreed to start
	// begin is held while the phone starts: two taps make one participant, and
	// nobody waits for another phone.
	begin *sync.Mutex
}

// sessions are the phones of the room.
type sessions struct {
	random io.Reader
	most   int

	mu    sync.Mutex
	all   map[string]session
	fresh []string // keys of phones that have not started, oldest first
}

func newSessions(random io.Reader, most int) *sessions {
	return &sessions{random: random, most: most, all: map[string]session{}}
}

// add takes in a phone and gives it its key of 128 bits. When there are too
// many, the oldest that never started makes room; false when there is none.
func (s *sessions) add(one session) (session, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.all) >= s.most {
		if !s.evict() {
			return session{}, false, nil
		}
	}
	var err error
	if one.key, err = randomHex(s.random, 16); err != nil {
		return session{}, false, err
	}
	one.begin = new(sync.Mutex)
	s.all[one.key] = one
	if one.code == "" {
		s.fresh = append(s.fresh, one.key)
	}
	return one, true, nil
}

func (s *sessions) evict() bool {
	for len(s.fresh) > 0 {
		key := s.fresh[0]
		s.fresh = s.fresh[1:]
		if one, ok := s.all[key]; ok && one.code == "" {
			delete(s.all, key)
			return true
		}
	}
	return false
}

// find gives the phone of a key. Keys are 128 random bits: how long a look-up
// takes tells nothing that would help to guess one.
func (s *sessions) find(key string) (session, bool) {
	if len(key) != 32 {
		return session{}, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	one, ok := s.all[key]
	return one, ok
}

// put keeps what changed about a phone.
func (s *sessions) put(one session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.all[one.key]; ok {
		s.all[one.key] = one
	}
}

// drop forgets a phone.
func (s *sessions) drop(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, key)
}

// starting makes a participant of a phone, once: two taps on "start" make one.
func (s *sessions) starting(key string, join func(session) (session, error)) (session, error) {
	one, ok := s.find(key)
	if !ok {
		return one, ErrNobody
	}
	one.begin.Lock()
	defer one.begin.Unlock()
	if one, ok = s.find(key); !ok {
		return one, ErrNobody
	}
	if one.code != "" {
		return one, nil
	}
	one, err := join(one)
	if err == nil {
		s.put(one)
	}
	return one, err
}
