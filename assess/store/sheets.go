package store

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"csi/assess"
)

// sheetsFile lies among the participants and goes with them: it tells which
// number a typist wrote on which sheet, and holds what was typed of a sheet that
// is not finished.
const sheetsFile = ".sheets.yaml"

var sheetsKind = kind{"workshop-sheets", "the sheets of a workshop"}

// ErrShown says that a response is part of counts that the room has seen. A
// change would tell what this one person said.
var ErrShown = errors.New("the counts of this item were shown; a change now would tell what one person said")

// Sheet is one paper form of a workshop, by the number that a typist wrote on it.
type Sheet struct {
	Number int // from 1
	Group  assess.Group
	Card   int                        // 0 when the workshop has no cards
	Code   string                     // of the participant that it became; "" while it is a draft
	First  map[string]assess.Response // of a draft: what was typed so far
	Second map[string]assess.Response // what a second typist typed so far; nil before
	Twice  bool                       // both typists agree, or it was settled
}

// Saved reports whether the sheet is a participant already.
func (s *Sheet) Saved() bool { return s.Code != "" }

// tally are the people of a group that raised cards and were counted: nobody
// knows who of them said what, so they are one set of made participants that
// every counted item shares.
type tally struct {
	group assess.Group
	card  int
	codes []string
	open  string // the item whose counting was not finished
}

// desk is what the file of sheets holds.
type desk struct {
	sheets  []Sheet
	tallies []tally
	filled  []taken
}

// taken is a file that became a participant.
type taken struct{ sum, code string }

// ErrTaken says that a file was taken in before.
var ErrTaken = errors.New("this file was taken in before")

// AddFilled takes in the participant of a file, known by a sum of its bytes, and
// gives the code. The same file is nobody else (ErrTaken).
func (w *Workshop) AddFilled(p assess.Participant, sum string, random io.Reader) (string, error) {
	d, err := w.desk()
	if err != nil {
		return "", err
	}
	for _, t := range d.filled {
		if _, there := w.Person(t.code); t.sum == sum && there {
			return "", ErrTaken
		}
	}
	if p.Code, err = newCode(random); err != nil {
		return "", err
	}
	d.filled = append(d.filled, taken{sum, p.Code}) // before the participant: stopped in between, it is taken again
	if err := w.writeDesk(d); err != nil {
		return "", err
	}
	return w.Add(p, random)
}

// Sheets lists the sheets of a workshop, by number.
func (w *Workshop) Sheets() ([]Sheet, error) {
	d, err := w.desk()
	return d.sheets, err
}

// PutSheet keeps what was typed of a sheet: a new number, or one that is there.
func (w *Workshop) PutSheet(s Sheet) error {
	d, err := w.desk()
	if err != nil {
		return err
	}
	return w.putSheet(d, s)
}

func (w *Workshop) putSheet(d desk, s Sheet) error {
	at := slices.IndexFunc(d.sheets, func(x Sheet) bool { return x.Number == s.Number })
	if at < 0 {
		d.sheets = append(d.sheets, s)
	} else {
		d.sheets[at] = s
	}
	slices.SortFunc(d.sheets, func(a, b Sheet) int { return a.Number - b.Number })
	return w.writeDesk(d)
}

// SaveSheet makes a participant of a draft and gives how many of its responses
// came after the counts of their items were shown. The code is written into the
// sheet first: whoever is stopped in between finds either the draft or the
// participant, and never both.
func (w *Workshop) SaveSheet(s Sheet, random io.Reader) (late int, err error) {
	d, err := w.desk()
	if err != nil {
		return 0, err
	}
	if s.Code, err = newCode(random); err != nil {
		return 0, err
	}
	if err := w.putSheet(d, s); err != nil {
		return 0, err
	}
	p := assess.Participant{Code: s.Code, Group: s.Group, Card: s.Card, From: assess.FromPaper, Rounds: []map[string]assess.Response{said(s.First)}}
	if _, err := w.Add(p, random); err != nil {
		return 0, err
	}
	s.First = nil
	if err := w.putSheet(d, s); err != nil {
		return 0, err
	}
	person, _ := w.Person(s.Code)
	return len(person.Late), nil
}

// said leaves out what is blank.
func said(of map[string]assess.Response) map[string]assess.Response {
	out := map[string]assess.Response{}
	for item, r := range of {
		if r.State != assess.Blank {
			out[item] = r
		}
	}
	return out
}

// Correct changes what a participant said in a round, and the card: a blank
// response takes an item back. Nothing is changed when one of the items was
// counted in what was shown (ErrShown). What is said anew to an item that was
// shown is late.
func (w *Workshop) Correct(code string, round, card int, change map[string]assess.Response) error {
	m, err := w.member(code)
	if err != nil {
		return err
	}
	w.turn.RLock()
	defer w.turn.RUnlock()
	m.saving.Lock()
	defer m.saving.Unlock()
	before := w.now(m)
	next := copied(before)
	next.Card = card
	for len(next.Rounds) < round {
		next.Rounds = append(next.Rounds, map[string]assess.Response{})
	}
	for item, r := range change {
		if r.State == assess.Blank {
			delete(next.Rounds[round-1], item)
			continue
		}
		next.Rounds[round-1][item] = r
	}
	for _, it := range w.parsed.questionnaires[next.Group].Items() {
		shown := w.Stand(next.Group, it.ID).Shown
		if shown == 0 || slices.Contains(before.Late, it.ID) {
			continue
		}
		if before.Standing(it.ID, shown).State == assess.Blank {
			if next.Standing(it.ID, shown).State != assess.Blank {
				next.Late = append(next.Late, it.ID)
			}
			continue
		}
		for r := 1; r <= shown; r++ { // the room has seen every one of them
			was := before.Standing(it.ID, r)
			if was != next.Standing(it.ID, r) || was.State != assess.Blank && before.Card != card {
				return ErrShown
			}
		}
	}
	return w.save(m, &next)
}

// ErrTallied says that an item was counted before.
var ErrTallied = errors.New("this item was counted already")

// Tally takes in the raised cards of a group, or of one organisation of it: one
// response for each person. The people of a tally are the same for all items
// that are counted so; which of them gets which response is drawn by lot, for
// nobody knows. replace corrects an earlier count of the same round.
func (w *Workshop) Tally(g assess.Group, card int, item string, responses []assess.Response, replace bool, random io.Reader) error {
	d, err := w.desk()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(d.tallies, func(t tally) bool { return t.group == g && t.card == card })
	if at < 0 {
		at = len(d.tallies)
		d.tallies = append(d.tallies, tally{group: g, card: card})
	}
	t := &d.tallies[at]
	round := max(1, w.Stand(g, item).Round)
	if !replace && t.open != item && w.counted(t, item, round) {
		return ErrTallied
	}
	for len(t.codes) < len(responses) {
		code, err := newCode(random)
		if err != nil {
			return err
		}
		t.codes = append(t.codes, code)
	}
	if responses, err = shuffled(responses, len(t.codes), random); err != nil {
		return err
	}
	if err := w.mayTally(t, item, round); err != nil {
		return err
	}
	t.open = item
	if err := w.writeDesk(d); err != nil {
		return err
	}
	for i, code := range t.codes {
		if _, there := w.Person(code); !there {
			if _, err := w.Add(assess.Participant{Code: code, Group: g, Card: card, From: assess.FromPaper}, random); err != nil {
				return err
			}
		}
		if err := w.Correct(code, round, card, map[string]assess.Response{item: responses[i]}); err != nil {
			return err
		}
	}
	t.open = ""
	return w.writeDesk(d)
}

// counted reports whether somebody of a tally responded to an item in a round.
func (w *Workshop) counted(t *tally, item string, round int) bool {
	for _, code := range t.codes {
		if p, ok := w.Person(code); ok && len(p.Rounds) >= round && p.Rounds[round-1][item].State != assess.Blank {
			return true
		}
	}
	return false
}

// mayTally refuses a correction of counts that were shown, before anything is
// changed.
func (w *Workshop) mayTally(t *tally, item string, round int) error {
	shown := w.Stand(t.group, item).Shown
	if shown < round {
		return nil
	}
	for _, code := range t.codes {
		p, ok := w.Person(code)
		if ok && !slices.Contains(p.Late, item) && p.Standing(item, shown).State != assess.Blank {
			return ErrShown // also where the lot would give everybody the same again
		}
	}
	return nil
}

// shuffled gives n responses in an order drawn by lot, blank ones at the end of
// the list included.
func shuffled(responses []assess.Response, n int, random io.Reader) ([]assess.Response, error) {
	out := make([]assess.Response, n)
	copy(out, responses)
	var lot [2]byte
	for i := n - 1; i > 0; i-- {
		if _, err := io.ReadFull(random, lot[:]); err != nil {
			return nil, fmt.Errorf("draw lots: %w", err)
		}
		k := (int(lot[0])<<8 | int(lot[1])) % (i + 1)
		out[i], out[k] = out[k], out[i]
	}
	return out, nil
}
