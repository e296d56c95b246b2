package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

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
	turn sync.RWMutex
	// results is what remains when the participants are forgotten; nil before.
	results *results
	adding  sync.Mutex // one assessment from a file is taken in at a time

	// mu guards what follows. It is never held while the disk works, so that
	// nobody who reads waits for somebody who saves.
	mu     sync.RWMutex
	parsed *parsedWorkshop // its description changes, nothing else
	log    []assess.Event
	stands map[place]assess.ItemStand
	people map[string]*member
	coming map[string]bool // codes of participants that are being written
}

// place is an item of a group.
type place struct {
	group assess.Group
	item  string
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
	w := &Workshop{d: together(system{}), dir: dir, people: map[string]*member{}, coming: map[string]bool{}, stands: map[place]assess.ItemStand{}}
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
	w.mu.RLock()
	defer w.mu.RUnlock()
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
	old := w.Workshop()
	next := old
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
	w.mu.Lock()
	defer w.mu.Unlock()
	w.parsed.workshop = &next
	return nil
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

// Log gives the log of decisions so far, oldest first.
func (w *Workshop) Log() []assess.Event {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return slices.Clone(w.log)
}

// Stand tells where an item of a group stands.
func (w *Workshop) Stand(g assess.Group, item string) assess.ItemStand {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.stands[place{g, item}]
}

// Record adds events to the log, all or none of them, and returns when they
// are on the disk. Responses that are being saved are finished first.
func (w *Workshop) Record(events ...assess.Event) error {
	w.turn.Lock()
	defer w.turn.Unlock()
	log := append(w.Log(), events...)
	if err := w.write(logFile, marshalLog(w.parsed.id, log)); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
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
