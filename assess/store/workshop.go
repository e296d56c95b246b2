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

// The names in the folder of a workshop.
const (
	workshopFile = "workshop.yaml"
	logFile      = "log.yaml"
	peopleFolder = "people"
)

// What can keep a workshop from taking something. They match with errors.Is.
var (
	ErrRoundClosed   = errors.New("this round takes no responses")
	ErrNoParticipant = errors.New("no participant has this code")
	ErrNotEmpty      = errors.New("the folder is not empty")
	ErrNoWorkshop    = errors.New("no workshop in this folder")
	ErrAdded         = errors.New("this assessment was taken in before")
	ErrMinimum       = errors.New("the minimum can be raised, not lowered, once somebody responded")
)

// Workshop is the folder of a workshop: what it is, one file per participant
// under a random code, and the log of decisions. Whatever a method confirmed
// is on the disk. It may be used by several goroutines; while it is open for
// saving, no other process is.
type Workshop struct {
	d    disk
	dir  string
	lock *lock
	own  bool // open for saving

	// turn is held for reading while somebody responds and for writing while a
	// round opens or closes: a round that is closed has every response that was
	// confirmed, and no other.
	turn   sync.RWMutex
	parsed *parsedWorkshop
	log    []assess.Event
	stands map[place]assess.ItemStand
	// results is what remains when the participants are forgotten; nil before.
	results *results

	mu     sync.Mutex // guards people
	people map[string]*member
}

// place is an item of a group.
type place struct {
	group assess.Group
	item  string
}

// member is a participant with the lock that puts its saves into one order.
type member struct {
	mu sync.Mutex
	p  assess.Participant
}

// CreateWorkshop makes the folder of a workshop and opens it. A folder that is
// there already has to be empty (ErrNotEmpty).
func CreateWorkshop(dir string, w *assess.Workshop, resolve Resolver) (*Workshop, error) {
	if names, err := os.ReadDir(dir); err == nil && len(names) > 0 {
		return nil, &Error{Op: "save", File: dir, Reason: ErrNotEmpty}
	}
	data := marshalWorkshop(w)
	if _, err := parseWorkshop(filepath.Join(dir, workshopFile), data, resolve); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dir, peopleFolder), 0o700); err != nil {
		return nil, saving(dir, err)
	}
	for name, content := range map[string][]byte{logFile: marshalLog(w.ID, nil), workshopFile: data} {
		if err := replace(system{}, filepath.Join(dir, name), content, false); err != nil {
			return nil, saving(filepath.Join(dir, name), err)
		}
	}
	return OpenWorkshop(dir, resolve)
}

// OpenWorkshop reads a workshop and opens it for saving. ErrLocked says since
// when another csi has it open.
func OpenWorkshop(dir string, resolve Resolver) (*Workshop, error) {
	file := filepath.Join(dir, workshopFile)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Op: "read", File: dir, Reason: ErrNoWorkshop}
	}
	l, err := acquire(dir, file)
	if err != nil {
		return nil, err
	}
	w, err := ReadWorkshop(dir, resolve)
	if err != nil {
		l.release()
		return nil, err
	}
	w.lock, w.own = l, true
	for _, name := range []string{workshopFile, logFile, resultsFile, statementFile} {
		sweep(w.d, filepath.Join(dir, name))
	}
	w.sweepPeople()
	return w, nil
}

// ReadWorkshop reads a workshop without opening it for saving. The error is an
// *Error, a *FaultsError, or what resolve returned.
func ReadWorkshop(dir string, resolve Resolver) (*Workshop, error) {
	w := &Workshop{d: system{}, dir: dir, people: map[string]*member{}, stands: map[place]assess.ItemStand{}}
	file := filepath.Join(dir, workshopFile)
	data, err := ReadFile(file)
	if errors.Is(err, ErrNotFound) {
		return nil, &Error{Op: "read", File: dir, Reason: ErrNoWorkshop}
	}
	if err != nil {
		return nil, err
	}
	if w.parsed, err = parseWorkshop(file, data, resolve); err != nil {
		return nil, err
	}
	if err := w.readLog(); err != nil {
		return nil, err
	}
	if err := w.readResults(); err != nil || w.results != nil {
		return w, err // nobody is read who is forgotten, even if a crash left a file
	}
	if err := w.readPeople(); err != nil {
		return nil, err
	}
	w.settleLate()
	return w, nil
}

func (w *Workshop) readLog() error {
	file := filepath.Join(w.dir, logFile)
	data, err := ReadFile(file)
	if errors.Is(err, ErrNotFound) {
		return nil // nothing was decided yet
	}
	if err != nil {
		return err
	}
	log, err := parseLog(file, data, w.parsed)
	if err != nil {
		return err
	}
	w.log = log
	for _, e := range log {
		w.took(e)
	}
	return nil
}

// took keeps the stand of an item up to date.
func (w *Workshop) took(e assess.Event) {
	at := place{e.Group, e.Item}
	s := w.stands[at]
	s.After(e)
	w.stands[at] = s
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
		w.people[p.Code] = &member{p: *p}
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

// Close lets other processes open the workshop. Everything is saved already.
func (w *Workshop) Close() {
	if w.own {
		w.own = false
		w.lock.release()
	}
}

// Dir gives the folder as the person named it.
func (w *Workshop) Dir() string { return w.dir }

// Workshop gives what the workshop is; the caller must not change its slices.
func (w *Workshop) Workshop() assess.Workshop {
	w.turn.RLock()
	defer w.turn.RUnlock()
	return *w.parsed.workshop
}

// Questionnaire gives the questionnaire of a group; nil when the workshop has
// no such group.
func (w *Workshop) Questionnaire(g assess.Group) *assess.Questionnaire {
	return w.parsed.questionnaires[g]
}

// Change saves another description of the workshop: title, language, minutes,
// cards, minimum, free text, frame. Id and parties stay. Once somebody
// responded, the minimum can only be raised (ErrMinimum), and what it was is kept.
func (w *Workshop) Change(change func(*assess.Workshop)) error {
	w.turn.Lock()
	defer w.turn.Unlock()
	old := w.parsed.workshop
	next := *old
	change(&next)
	next.ID, next.Parties, next.Before = old.ID, old.Parties, old.Before
	if next.Minimum != old.Minimum && w.responded() {
		if next.Minimum.People < old.Minimum.People || next.Minimum.Organisations < old.Minimum.Organisations {
			return &Error{Op: "save", File: w.dir, Reason: ErrMinimum}
		}
		if next.Before == (assess.Minimum{}) {
			next.Before = old.Minimum
		}
	}
	data := marshalWorkshop(&next)
	known := func(ref assess.Ref, _ string) (*assess.Questionnaire, error) {
		for _, q := range w.parsed.questionnaires {
			if q.ID == ref.ID {
				return q, nil
			}
		}
		return nil, &UnknownError{}
	}
	file := filepath.Join(w.dir, workshopFile)
	if _, err := parseWorkshop(file, data, known); err != nil {
		return err
	}
	if err := w.write(workshopFile, data); err != nil {
		return err
	}
	w.parsed.workshop = &next
	return nil
}

// responded reports whether anybody said anything.
func (w *Workshop) responded() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range w.people {
		for _, round := range m.p.Rounds {
			if len(round) > 0 {
				return true
			}
		}
	}
	return false
}

// write puts a file of the workshop onto the disk.
func (w *Workshop) write(name string, data []byte) error {
	file := filepath.Join(w.dir, name)
	if !w.own {
		return &Error{Op: "save", File: file, Reason: ErrClosed}
	}
	if err := replace(w.d, file, data, false); err != nil {
		return saving(file, err)
	}
	return nil
}

// Join takes in a participant without responses and gives the code.
func (w *Workshop) Join(g assess.Group, card int, from assess.Origin, random io.Reader) (string, error) {
	p := assess.Participant{Group: g, Card: card, From: from}
	return w.Add(p, random)
}

// Add takes in a participant, with a new code where p has none, and gives the
// code. Responses to items that were shown already are marked late.
func (w *Workshop) Add(p assess.Participant, random io.Reader) (string, error) {
	if w.parsed.questionnaires[p.Group] == nil {
		return "", fmt.Errorf("the workshop has no group %q", p.Group)
	}
	w.turn.RLock()
	defer w.turn.RUnlock()
	if w.results != nil {
		return "", &Error{Op: "save", File: w.dir, Reason: ErrForgotten}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if p.Added != "" && w.holds(p.Added) {
		return "", ErrAdded
	}
	for p.Code == "" {
		code, err := newCode(random)
		if err != nil {
			return "", err
		}
		if w.people[code] == nil {
			p.Code = code
		}
	}
	w.markLate(&p)
	m := &member{p: p}
	if err := w.save(m); err != nil {
		return "", err
	}
	w.people[p.Code] = m
	return p.Code, nil
}

// holds reports whether an assessment was taken in; the caller holds mu.
func (w *Workshop) holds(fingerprint string) bool {
	for _, m := range w.people {
		if m.p.Added == fingerprint {
			return true
		}
	}
	return false
}

// markLate notes which of a participant's items were shown before.
func (w *Workshop) markLate(p *assess.Participant) {
	for _, it := range w.parsed.questionnaires[p.Group].Items() {
		s := w.stands[place{p.Group, it.ID}]
		if s.Shown > 0 && p.Standing(it.ID, s.Shown).State != assess.Blank && !slices.Contains(p.Late, it.ID) {
			p.Late = append(p.Late, it.ID)
		}
	}
}

// save writes one participant; the caller holds its lock, or is its only
// owner. The time of the file would tell when this one responded last, and so
// perhaps who it was: all files have the day of the workshop.
func (w *Workshop) save(m *member) error {
	data := marshalParticipant(w.parsed.workshop.ID, &m.p, w.parsed.questionnaires[m.p.Group])
	name := filepath.Join(peopleFolder, m.p.Code+".yaml")
	if err := w.write(name, data); err != nil {
		return err
	}
	day := w.parsed.workshop.Created
	noon := time.Date(day.Year, time.Month(day.Month), day.Day, 12, 0, 0, 0, time.UTC)
	_ = os.Chtimes(filepath.Join(w.dir, name), noon, noon) // a disk that refuses keeps its own time
	return nil
}

// member finds a participant.
func (w *Workshop) member(code string) (*member, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
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
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := w.stands[place{m.p.Group, item}]; !s.Open || s.Round != round {
		return ErrRoundClosed
	}
	before := m.p.Rounds
	m.p.Rounds = withResponse(before, item, round, r)
	if err := w.save(m); err != nil {
		m.p.Rounds = before
		return err
	}
	return nil
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
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.copy(), true
}

func (m *member) copy() assess.Participant {
	p := m.p
	p.Late, p.Rounds = slices.Clone(p.Late), slices.Clone(p.Rounds)
	for i := range p.Rounds {
		p.Rounds[i] = maps.Clone(p.Rounds[i])
	}
	return p
}

// People gives all participants, by their codes, which are random.
func (w *Workshop) People() []assess.Participant {
	w.mu.Lock()
	members := make([]*member, 0, len(w.people))
	for _, code := range slices.Sorted(maps.Keys(w.people)) {
		members = append(members, w.people[code])
	}
	w.mu.Unlock()
	out := make([]assess.Participant, len(members))
	for i, m := range members {
		m.mu.Lock()
		out[i] = m.copy()
		m.mu.Unlock()
	}
	return out
}

// Log gives the log of decisions so far, oldest first.
func (w *Workshop) Log() []assess.Event {
	w.turn.RLock()
	defer w.turn.RUnlock()
	return slices.Clone(w.log)
}

// Stand tells where an item of a group stands.
func (w *Workshop) Stand(g assess.Group, item string) assess.ItemStand {
	w.turn.RLock()
	defer w.turn.RUnlock()
	return w.stands[place{g, item}]
}

// Record adds events to the log, all or none of them, and returns when they
// are on the disk. Responses that are being saved are finished first.
func (w *Workshop) Record(events ...assess.Event) error {
	w.turn.Lock()
	defer w.turn.Unlock()
	log := append(slices.Clone(w.log), events...)
	if err := w.write(logFile, marshalLog(w.parsed.workshop.ID, log)); err != nil {
		return err
	}
	w.log = log
	for _, e := range events {
		w.took(e)
	}
	return nil
}

// AgreedFile gives the path of the assessment that a group agreed on.
func (w *Workshop) AgreedFile(g assess.Group) string {
	return filepath.Join(w.dir, "agreed-"+string(g)+Ending)
}
