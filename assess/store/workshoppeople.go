package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"csi/assess"
)

// member is a participant with the lock that puts its saves into one order.
type member struct {
	saving sync.Mutex
	// p is what is on the disk, guarded by the mu of the workshop. What it
	// points to never changes: a save puts another one in its place.
	p *assess.Participant
}

func (w *Workshop) readPeople() error {
	dir := filepath.Join(w.dir, peopleFolder)
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // forgotten, or taken away
	}
	if err != nil {
		return reading(dir, err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), ".") || !strings.HasSuffix(f.Name(), ".yaml") {
			continue
		}
		file := filepath.Join(dir, f.Name())
		data, err := ReadFile(file)
		if err != nil {
			return err
		}
		p, err := parseParticipant(file, data, w.parsed)
		if err != nil {
			return err
		}
		w.people[p.Code] = &member{p: p}
	}
	return nil
}

// sweepPeople removes what a killed process left among the participants.
func (w *Workshop) sweepPeople() {
	dir := filepath.Join(w.dir, peopleFolder)
	names, err := w.d.list(dir)
	if err != nil {
		return
	}
	for _, name := range names {
		if strings.HasPrefix(name, ".") && strings.Contains(name, ".tmp-") {
			_ = w.d.remove(filepath.Join(dir, name))
		}
	}
}

// responded reports whether anybody said anything.
func (w *Workshop) responded() bool {
	for _, p := range w.standing() {
		for _, round := range p.Rounds {
			if len(round) > 0 {
				return true
			}
		}
	}
	return false
}

// standing gives all participants as they are on the disk, by their codes.
// Nobody may change them.
func (w *Workshop) standing() []*assess.Participant {
	w.mu.RLock()
	defer w.mu.RUnlock()
	out := make([]*assess.Participant, 0, len(w.people))
	for _, code := range slices.Sorted(maps.Keys(w.people)) {
		out = append(out, w.people[code].p)
	}
	return out
}

// now gives a participant as it is on the disk; nobody may change it.
func (w *Workshop) now(m *member) *assess.Participant {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return m.p
}

// Join takes in a participant without responses and gives the code.
func (w *Workshop) Join(g assess.Group, card int, from assess.Origin, random io.Reader) (string, error) {
	p := assess.Participant{Group: g, Card: card, From: from}
	return w.Add(p, random)
}

// Add takes in a participant, with a new code where p has none, and gives the
// code. Responses to items that were shown already are marked late. Many may
// join at once: only what comes from a file waits for the one before.
func (w *Workshop) Add(p assess.Participant, random io.Reader) (string, error) {
	if w.parsed.questionnaires[p.Group] == nil {
		return "", fmt.Errorf("the workshop has no group %q", p.Group)
	}
	w.turn.RLock()
	defer w.turn.RUnlock()
	if w.results != nil {
		return "", &Error{Op: "save", File: w.dir, Reason: ErrForgotten}
	}
	if p.Added != "" {
		w.adding.Lock()
		defer w.adding.Unlock()
		if w.holds(p.Added) {
			return "", ErrAdded
		}
	}
	p = copied(&p)
	for p.Code == "" {
		code, err := newCode(random)
		if err != nil {
			return "", err
		}
		if w.reserve(code) {
			defer w.free(code)
			p.Code = code
		}
	}
	w.markLate(&p)
	m := &member{}
	if err := w.save(m, &p); err != nil {
		return "", err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.people[p.Code] = m
	return p.Code, nil
}

// reserve keeps a code for a participant that is being written; false when
// somebody has it.
func (w *Workshop) reserve(code string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.people[code] != nil || w.coming[code] {
		return false
	}
	w.coming[code] = true
	return true
}

func (w *Workshop) free(code string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.coming, code)
}

// holds reports whether an assessment was taken in.
func (w *Workshop) holds(fingerprint string) bool {
	return slices.ContainsFunc(w.standing(), func(p *assess.Participant) bool { return p.Added == fingerprint })
}

// markLate notes which of a participant's items were shown before.
func (w *Workshop) markLate(p *assess.Participant) {
	for _, it := range w.parsed.questionnaires[p.Group].Items() {
		s := w.Stand(p.Group, it.ID)
		if s.Shown > 0 && p.Standing(it.ID, s.Shown).State != assess.Blank && !slices.Contains(p.Late, it.ID) {
			p.Late = append(p.Late, it.ID)
		}
	}
}

// save writes one participant and lets everybody see it when it is on the disk.
// The caller holds saving, or is the only owner of m. The time of the file would
// tell when this one responded last, and so perhaps who it was: all files have
// the day of the workshop.
func (w *Workshop) save(m *member, next *assess.Participant) error {
	data := marshalParticipant(w.parsed.id, next, w.parsed.questionnaires[next.Group])
	name := filepath.Join(peopleFolder, next.Code+".yaml")
	if err := w.write(name, data); err != nil {
		return err
	}
	day := w.Workshop().Created
	noon := time.Date(day.Year, time.Month(day.Month), day.Day, 12, 0, 0, 0, time.UTC)
	_ = os.Chtimes(filepath.Join(w.dir, name), noon, noon) // a disk that refuses keeps its own time
	w.mu.Lock()
	defer w.mu.Unlock()
	m.p = next
	return nil
}

// member finds a participant.
func (w *Workshop) member(code string) (*member, error) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if m := w.people[code]; m != nil {
		return m, nil
	}
	return nil, ErrNoParticipant
}

// Respond saves what a participant says to an item in an open round, and
// returns when it is on the disk. A round that takes no responses refuses with
// ErrRoundClosed and changes nothing.
func (w *Workshop) Respond(code, item string, round int, r assess.Response) error {
	m, err := w.member(code)
	if err != nil {
		return err
	}
	w.turn.RLock()
	defer w.turn.RUnlock()
	m.saving.Lock()
	defer m.saving.Unlock()
	next := *w.now(m)
	if s := w.Stand(next.Group, item); !s.Open || s.Round != round {
		return ErrRoundClosed
	}
	next.Rounds = withResponse(next.Rounds, item, round, r)
	return w.save(m, &next)
}

// withResponse gives rounds with one more response, and leaves the old ones as
// they are.
func withResponse(rounds []map[string]assess.Response, item string, round int, r assess.Response) []map[string]assess.Response {
	next := slices.Clone(rounds)
	for len(next) < round {
		next = append(next, map[string]assess.Response{})
	}
	said := maps.Clone(next[round-1])
	said[item] = r
	next[round-1] = said
	return next
}

// Person gives a participant as it is now; false when there is none.
func (w *Workshop) Person(code string) (assess.Participant, bool) {
	m, err := w.member(code)
	if err != nil {
		return assess.Participant{}, false
	}
	return copied(w.now(m)), true
}

// copied gives a participant that may be changed.
func copied(p *assess.Participant) assess.Participant {
	out := *p
	out.Late, out.Rounds = slices.Clone(p.Late), slices.Clone(p.Rounds)
	for i := range out.Rounds {
		out.Rounds[i] = maps.Clone(out.Rounds[i])
	}
	return out
}

// People gives all participants, by their codes, which are random.
func (w *Workshop) People() []assess.Participant {
	all := w.standing()
	out := make([]assess.Participant, len(all))
	for i, p := range all {
		out[i] = copied(p)
	}
	return out
}
