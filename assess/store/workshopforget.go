package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"csi/assess"
)

// The names of what remains of the participants.
const (
	resultsFile   = "results.yaml"
	statementFile = "statement.txt"
)

// ErrForgotten says that the individual responses of a workshop were removed:
// it takes no more of them.
var ErrForgotten = errors.New("the individual responses of this workshop were removed; it takes no new ones")

// Published gives what was shown of the workshop and may go on being shown:
// counted from the participants, or what remains of them.
func (w *Workshop) Published() *assess.Published {
	w.turn.RLock()
	remains := w.results
	w.turn.RUnlock()
	if remains != nil {
		return remains.published
	}
	description := w.Workshop()
	return assess.PublishedSpreads(&description, w.Questionnaire, w.People(), w.Log())
}

// Forgotten gives the day on which the individual responses were removed;
// false when they were not. A removal that was interrupted counts: nothing but
// the results is read any more, and Forget completes it.
func (w *Workshop) Forgotten() (assess.Date, bool) {
	w.turn.RLock()
	defer w.turn.RUnlock()
	if w.results == nil {
		return assess.Date{}, false
	}
	return w.results.on, true
}

// StatementFile gives the path of the statement for the minutes.
func (w *Workshop) StatementFile() string { return filepath.Join(w.dir, statementFile) }

// ResultsFile gives the path of what remains of the participants.
func (w *Workshop) ResultsFile() string { return filepath.Join(w.dir, resultsFile) }

// Forget removes what each person said. What was shown of groups that are
// large enough stays as results, with the log of decisions, the agreed
// assessments and the statement. Results and statement are on the disk, and
// were read back, before anything is removed; after a crash a second call
// completes the first.
func (w *Workshop) Forget(on assess.Date, statement []byte) error {
	if !w.own {
		return &Error{Op: "save", File: w.dir, Reason: ErrClosed}
	}
	remains := w.Published()
	w.turn.Lock()
	defer w.turn.Unlock()
	if w.results == nil {
		res := results{on: on, published: remains}
		data := marshalResults(w.parsed.id, res)
		for _, f := range []struct {
			name string
			data []byte
		}{{statementFile, statement}, {resultsFile, data}} {
			if err := w.writeAndRead(f.name, f.data); err != nil {
				return err
			}
		}
		w.results = &res
	}
	if err := w.removePeople(); err != nil {
		return saving(filepath.Join(w.dir, peopleFolder), err)
	}
	w.mu.Lock()
	w.people = map[string]*member{}
	w.mu.Unlock()
	return nil
}

// writeAndRead writes a file and makes sure that the disk has it.
func (w *Workshop) writeAndRead(name string, data []byte) error {
	if err := w.write(name, data); err != nil {
		return err
	}
	file := filepath.Join(w.dir, name)
	back, err := w.d.read(file)
	switch {
	case err != nil:
		return saving(file, err)
	case !bytes.Equal(back, data):
		return &Error{Op: "save", File: file, Reason: ErrDamaged}
	}
	if name != resultsFile {
		return nil
	}
	_, err = parseResults(file, back, w.parsed)
	return err
}

// removePeople removes the folder of the participants with all that is in it,
// and what saving left beside: nothing of it is to be found again.
func (w *Workshop) removePeople() error {
	if err := w.removeAll(filepath.Join(w.dir, peopleFolder)); err != nil {
		return err
	}
	names, err := w.d.list(w.dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, ".") && strings.Contains(name, ".tmp-") {
			if err := w.d.remove(filepath.Join(w.dir, name)); err != nil {
				return err
			}
		}
	}
	return w.d.syncDir(w.dir)
}

// removeAll removes a folder and what it holds, one by one, so that every
// failure is seen.
func (w *Workshop) removeAll(dir string) error {
	names, err := w.d.list(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if info, err := os.Lstat(path); err == nil && info.IsDir() {
			if err := w.removeAll(path); err != nil {
				return err
			}
			continue
		}
		if err := w.d.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := w.d.syncDir(dir); err != nil {
		return err
	}
	return w.d.remove(dir)
}

// readResults reads what remains of the participants, when they are forgotten.
func (w *Workshop) readResults() error {
	file := filepath.Join(w.dir, resultsFile)
	data, err := ReadFile(file)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	w.results, err = parseResults(file, data, w.parsed)
	return err
}
