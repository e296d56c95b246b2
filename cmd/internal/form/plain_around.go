package form

import (
	"strconv"
	"strings"

	"csi/assess"
)

// Bounds of what is typed freely, in characters.
const (
	maxNote   = 500
	maxReason = 300
)

// help prints what counts, and the keys that the prompt does not name.
func (t *talk) help(i int) {
	it := t.items[i]
	for line := range strings.SplitSeq(strings.TrimRight(it.Help, "\n"), "\n") {
		if line != "" {
			t.write(line)
		}
	}
	if it.Critical {
		t.tell("help.critical")
	}
	if it.Ask != "" {
		t.tell("plain.whom", "text", it.Ask)
	}
	id := "plain.other_keys"
	if t.notesOff() {
		id = "plain.other_keys_no_note"
	}
	t.tell(id)
}

// notApplicable asks why an item does not apply, saves it, and offers the
// same reason for the items it may hold for as well.
func (t *talk) notApplicable(i int) (int, way, bool, error) {
	it := t.items[i]
	if !it.NotApplicable {
		t.tell("plain.always_applies")
		t.tell("plain.only_keys", "keys", t.keys(i))
		return 0, 0, false, nil
	}
	reason, err := t.reason(it)
	if err != nil {
		return 0, 0, false, err
	}
	if reason == "" {
		t.tell("plain.no_reason", "n", i+1, "keys", t.keys(i))
		return 0, 0, false, nil
	}
	next, how, err := t.settle(i, assess.NotApplicable, 0, reason)
	if err != nil {
		return 0, 0, false, err
	}
	more := t.sameReason(i)
	if len(more) == 0 {
		return next, how, true, nil
	}
	t.write(t.say.n("plain.same_reason", len(more)))
	yes, err := t.yes()
	if err != nil || !yes {
		return next, how, true, err
	}
	changes := map[string]assess.Response{}
	var numbers []int
	for _, j := range more {
		changes[t.items[j].ID] = settled(t.response(j), assess.NotApplicable, 0, reason)
		numbers = append(numbers, j+1)
	}
	if err := t.put(changes); err != nil {
		return 0, 0, false, err
	}
	t.write(t.say.n("plain.saved_more", len(more), "numbers", t.numbersIn(numbers)))
	return t.after(i), byOrder, true, nil
}

// reason reads why an item does not apply; "" when the person went back.
func (t *talk) reason(it *assess.Item) (string, error) {
	only := t.notesOff() && len(it.Reasons) > 0
	switch {
	case only:
		t.tell("plain.why_preset")
	case len(it.Reasons) > 0:
		t.tell("plain.why_both")
	default:
		t.tell("plain.why")
	}
	for k, r := range it.Reasons {
		t.hang(strconv.Itoa(k+1)+" "+r, 2)
	}
	for {
		line, err := t.ask()
		if err != nil {
			return "", err
		}
		k, notNumber := strconv.Atoi(line)
		switch {
		case line == "" || strings.EqualFold(line, "b"):
			return "", nil
		case strings.EqualFold(line, "q"):
			return "", ErrStopped
		case notNumber == nil && k >= 1 && k <= len(it.Reasons):
			return it.Reasons[k-1], nil
		case only:
			t.tell("plain.not_there", "typed", shorten(line, 30, "…"), "keys", t.say.t("plain.numbers", "n", len(it.Reasons)))
			continue
		case len([]rune(line)) < 3:
			t.tell("plain.why_short")
			continue
		case len([]rune(line)) > maxReason:
			t.tell("frame.too_long")
			continue
		}
		keep, err := t.harmless(line)
		if err != nil || keep {
			return line, err
		}
		t.tell("plain.why")
	}
}

// harmless asks once about a text that looks like personal data; true when it
// is to be kept.
func (t *talk) harmless(text string) (bool, error) {
	kind := suspect(text)
	if kind == "" {
		return true, nil
	}
	t.tell("plain.suspect", "what", t.say.t("suspect."+kind))
	return t.yes()
}

// evidenceOf asks how others could see a response.
func (t *talk) evidenceOf(i int) error {
	t.tell("plain.evidence", "n", i+1)
	if then := t.evidenceThen(i); then != "" {
		t.write(then)
	}
	for g := range 4 {
		t.hang(t.say.t("plain.evidence_row", "n", g, "name", t.evidenceName(g), "text", t.say.t("evidence.text"+strconv.Itoa(g))), 2)
	}
	id := "plain.evidence_keys"
	t.tell(id)
	for {
		line, err := t.ask()
		if err != nil {
			return err
		}
		if line == "" || t.command(line) == "back" {
			t.tell("plain.evidence_kept", "n", i+1)
			return nil
		}
		if t.command(line) == "stop" {
			return ErrStopped
		}
		last, ok := t.evidenceToKeep(i)
		if ok && t.command(line) == "keep" {
			line = strconv.Itoa(last.Grade())
		}
		g, err := strconv.Atoi(line)
		if err != nil || g < 0 || g > 3 || len(line) != 1 {
			t.tell("plain.not_there", "typed", shorten(line, 30, "…"), "keys", t.say.t("plain.evidence_range"))
			continue
		}
		r := t.response(i)
		r.Evidence = assess.EvidenceGrade(g)
		if err := t.put(map[string]assess.Response{t.items[i].ID: r}); err != nil {
			return err
		}
		t.tell("plain.evidence_saved", "n", i+1, "name", t.evidenceWords(g))
		return nil
	}
}

// noteOf reads the lines of a note up to an empty one.
func (t *talk) noteOf(i int) error {
	if t.notesOff() {
		t.tell("notes_off")
		return nil
	}
	old := t.response(i)
	t.tell("plain.note", "n", i+1)
	if old.Note != "" {
		t.tell("plain.note_so_far", "text", strings.ReplaceAll(old.Note, "\n", " "))
	}
	then, fromLast := t.proposedNote(i)
	if fromLast {
		t.write(t.say.again("plain.note_then", "text", strings.ReplaceAll(then, "\n", " ")))
	}
	var text []string
	for {
		line, err := t.askWith(": ")
		if err != nil {
			return err
		}
		if line == "" {
			break
		}
		text = append(text, line)
	}
	note := clean(strings.Join(text, "\n"), true)
	switch {
	case note == "", note == "=" && t.Last != nil && !fromLast: // nothing to take over
		t.tell("plain.note_as_it_was", "n", i+1)
		return nil
	case len([]rune(note)) > maxNote:
		t.tell("plain.note_too_long", "length", len([]rune(note)), "most", maxNote)
		return nil
	case note == "-" && old.Note != "":
		note = ""
	case note == "=" && fromLast:
		note = then
	}
	keep, err := t.harmless(note)
	if err != nil {
		return err
	}
	if !keep {
		t.tell("plain.note_as_it_was", "n", i+1)
		return nil
	}
	old.Note = note
	if err := t.put(map[string]assess.Response{t.items[i].ID: old}); err != nil {
		return err
	}
	id := "plain.note_saved"
	if note == "" {
		id = "plain.note_gone"
	}
	t.tell(id, "n", i+1)
	return nil
}

// flagOf sets the flag, or takes it off again.
func (t *talk) flagOf(i int) error {
	r := t.response(i)
	r.Flag = !r.Flag
	if err := t.put(map[string]assess.Response{t.items[i].ID: r}); err != nil {
		return err
	}
	id := "plain.flag_off"
	if r.Flag {
		id = "plain.flag_on"
	}
	t.tell(id, "n", i+1)
	return nil
}

// jump reads the number or the id of an item; i itself when the person stays.
func (t *talk) jump(i int) (int, error) {
	t.standing()
	t.tell("plain.jump")
	for {
		line, err := t.ask()
		if err != nil {
			return 0, err
		}
		if line == "" || t.command(line) == "back" {
			return i, nil
		}
		if t.command(line) == "stop" {
			return 0, ErrStopped
		}
		if n, err := strconv.Atoi(line); err == nil && n > t.from && n <= t.to {
			return n - 1, nil
		}
		for j := t.from; j < t.to; j++ {
			if strings.EqualFold(t.items[j].ID, line) {
				return j, nil
			}
		}
		t.tell("plain.no_item", "typed", shorten(line, 30, "…"), "from", t.from+1, "to", t.to)
	}
}

// standing says which items are open, unknown and flagged.
func (t *talk) standing() {
	var open, unknown, flagged []int
	for i := t.from; i < t.to; i++ {
		switch t.response(i).State {
		case assess.Blank:
			open = append(open, i+1)
		case assess.DontKnow:
			unknown = append(unknown, i+1)
		}
		if t.response(i).Flag {
			flagged = append(flagged, i+1)
		}
	}
	var parts []string
	for _, l := range []struct {
		id      string
		numbers []int
	}{{"plain.jump_open", open}, {"plain.jump_dont_know", unknown}, {"plain.jump_flagged", flagged}} {
		if len(l.numbers) > 0 {
			parts = append(parts, t.say.n(l.id, len(l.numbers), "numbers", t.numbersIn(l.numbers)))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, t.say.t("plain.jump_all"))
	}
	t.write(strings.Join(parts, " "))
}
