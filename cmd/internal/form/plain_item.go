package form

import (
	"slices"
	"strconv"

	"csi/assess"
)

// way is how an item was reached.
type way int

const (
	byOrder way = iota
	byBack
	byJump
)

// walk asks items from at on, then the review, until the person leaves.
func (t *talk) walk(at int) error {
	how := byOrder
	for {
		if at < 0 {
			to, err := t.review()
			if err != nil || to < 0 {
				return err
			}
			at, how, t.toReview = to, byJump, true
		}
		var err error
		at, how, err = t.item(at, how)
		if err != nil {
			return err
		}
	}
}

// after gives the item that follows item i; -1 for the review.
func (t *talk) after(i int) int {
	if t.toReview {
		return -1
	}
	return t.firstOpenAfter(i)
}

// item asks one item until it is settled or left. It gives the next item, -1
// for the review, and how it is reached.
func (t *talk) item(i int, how way) (int, way, error) {
	t.announce(i, how)
	empty := 0
	for {
		line, err := t.ask()
		if err != nil {
			return 0, 0, err
		}
		if line == "" {
			id := "plain.nothing"
			if empty++; empty > 1 {
				id = "plain.nothing_list"
			}
			t.tell(id, "keys", t.keys(i))
			continue
		}
		empty = 0
		it := t.items[i]
		if v, err := strconv.Atoi(line); err == nil && v >= 0 && v <= it.Max() && len(line) == 1 {
			return t.settle(i, assess.Answered, v, "")
		}
		next, how, left, err := t.obey(i, t.command(line), line)
		if err != nil || left {
			return next, how, err
		}
	}
}

// obey does what a command says; left says that the item was left.
func (t *talk) obey(i int, command, typed string) (next int, how way, left bool, err error) {
	stay := func(err error) (int, way, bool, error) {
		if err == nil {
			t.prompt(i)
		}
		return 0, 0, false, err
	}
	leave := func(next int, how way, err error) (int, way, bool, error) { return next, how, true, err }
	switch command {
	case "dont_know":
		return leave(t.settle(i, assess.DontKnow, 0, ""))
	case "not_applicable":
		return t.notApplicable(i)
	case "open", "keep":
		return t.leaveOpen(i, command)
	case "take_back":
		return t.takeBack(i)
	case "back":
		if i > t.from {
			return i - 1, byBack, true, nil
		}
		t.tell("plain.first_item")
		return stay(nil)
	case "stop":
		return 0, 0, false, ErrStopped
	case "help":
		t.help(i)
		return stay(nil)
	case "list":
		t.rows(i)
		if t.open(i) {
			t.lastTime(i)
		}
		return stay(nil)
	case "where":
		t.tell("plain.where", "n", i+1, "of", len(t.items), "section", t.Questionnaire.Sections[t.spots[i].section].Title,
			"saved", t.saved(), "open", len(t.items)-t.saved())
		return stay(nil)
	case "evidence":
		return stay(t.evidenceOf(i))
	case "note":
		return stay(t.noteOf(i))
	case "flag":
		return stay(t.flagOf(i))
	case "jump":
		to, err := t.jump(i)
		if err != nil || to == i {
			return stay(err)
		}
		return to, byJump, true, nil
	}
	t.tell("plain.not_there", "typed", shorten(typed, 30, "…"), "keys", t.keys(i))
	return 0, 0, false, nil
}

// announce says which item it is and, when it is new, all that can be said.
func (t *talk) announce(i int, how way) {
	it, sp := t.items[i], t.spots[i]
	if how == byOrder {
		t.blank()
	}
	if sp.section != t.section && how == byOrder {
		sec := t.Questionnaire.Sections[sp.section]
		t.write(t.say.n("plain.section", sp.of, "n", sp.section+1, "of", len(t.Questionnaire.Sections), "title", sec.Title))
		if sec.Intro != "" {
			t.write(sec.Intro)
		}
		t.blank()
	}
	t.section = sp.section
	n, of := i+1, len(t.items)
	switch {
	case how == byBack:
		t.tell("plain.back_to", "n", n, "text", it.Text)
	case t.open(i) && !t.heard[i]:
		t.tell("plain.item", "n", n, "of", of, "title", t.title(i))
		t.write(it.Text)
		t.rowsOnce(i)
	case t.open(i) && how == byOrder:
		t.tell("plain.item_again", "n", n, "of", of, "text", it.Text)
	default:
		t.tell("plain.item_short", "n", n, "of", of, "title", t.title(i), "text", it.Text)
	}
	if t.open(i) {
		t.lastTime(i)
		t.prompt(i)
		return
	}
	t.tell("plain.saved_is", "response", t.spoken(i, t.response(i)))
}

// title names the place of an item: section and level, or barrier.
func (t *talk) title(i int) string {
	it := t.items[i]
	sec := t.Questionnaire.Sections[t.spots[i].section].Title
	switch {
	case it.Level != 0:
		return t.say.t("plain.title_cell", "section", sec, "level", t.level(it))
	case it.Barrier != 0:
		return t.say.t("plain.title_barrier", "name", lower(t.barrier(it), t.Questionnaire.Language))
	}
	return sec
}

// rowsOnce reads the list of an item, unless the same list was read in full
// for the item before.
func (t *talk) rowsOnce(i int) {
	same := t.list >= 0 && t.list == i-1 && t.items[t.list].NotApplicable == t.items[i].NotApplicable &&
		slices.Equal(t.items[t.list].Anchors, t.items[i].Anchors)
	if !same {
		t.rows(i)
		return
	}
	t.heard[i], t.list = true, i
	t.tell("plain.same_list")
}

// rows reads all that can be said to an item.
func (t *talk) rows(i int) {
	it := t.items[i]
	for _, a := range it.Anchors {
		id := "plain.anchor"
		if a.Text == "" {
			id = "plain.anchor_label"
		}
		t.hang(t.say.t(id, "value", a.Value, "label", a.Label, "text", a.Text), 2)
	}
	t.tell("plain.row_dont_know")
	if it.NotApplicable {
		t.tell("plain.row_not_applicable")
	}
	t.tell("plain.row_open")
	t.heard[i], t.list = true, i
}

// prompt says which item waits for which keys.
func (t *talk) prompt(i int) { t.tell("plain.prompt", "n", i+1, "keys", t.keys(i)) }

// keys names what can be typed for an item.
func (t *talk) keys(i int) string {
	id := "plain.keys"
	if t.items[i].NotApplicable {
		id = "plain.keys_na"
	}
	keys := t.say.t(id, "top", t.items[i].Max())
	if _, ok := t.keepable(i); ok && t.open(i) {
		return t.say.again("plain.keys", "keys", keys)
	}
	return keys
}

// spoken says a response in words. A long label is left out: it is a sentence
// of its own that was just read.
func (t *talk) spoken(i int, r assess.Response) string {
	if r.State != assess.Answered {
		return t.stateWords(r)
	}
	label := ""
	if r.Value >= 0 && r.Value < len(t.items[i].Anchors) {
		label = t.items[i].Anchors[r.Value].Label
	}
	if label == "" || width(label) > 24 {
		return t.say.t("plain_number", "n", r.Value)
	}
	return t.say.t("plain.value", "value", r.Value, "label", label)
}

// settle saves a response and says so.
func (t *talk) settle(i int, state assess.State, value int, reason string) (int, way, error) {
	it := t.items[i]
	r := settled(t.response(i), state, value, reason)
	if err := t.put(map[string]assess.Response{it.ID: r}); err != nil {
		return 0, 0, err
	}
	t.tell("plain.saved", "n", i+1, "response", t.spoken(i, r))
	if state == assess.Answered && t.AskEvidence {
		if err := t.evidenceOf(i); err != nil {
			return 0, 0, err
		}
	}
	return t.after(i), byOrder, nil
}

// put saves responses.
func (t *talk) put(changes map[string]assess.Response) error {
	return t.durably(t.edited(changes), t.commit)
}

// leaveOpen goes on without a response; what is saved stays.
func (t *talk) leaveOpen(i int, command string) (int, way, bool, error) {
	switch {
	case !t.open(i):
		t.tell("plain.kept", "n", i+1, "response", t.spoken(i, t.response(i)))
	case command == "keep" && t.Last != nil:
		return t.keepLast(i)
	case command == "keep":
		t.tell("plain.nothing_to_keep", "keys", t.keys(i))
		return 0, 0, false, nil
	default:
		t.tell("plain.left_open", "n", i+1)
	}
	return t.after(i), byOrder, true, nil
}

// takeBack makes a settled item open again; note, flag and evidence stay.
func (t *talk) takeBack(i int) (int, way, bool, error) {
	if t.open(i) {
		t.tell("plain.nothing_to_keep", "keys", t.keys(i))
		return 0, 0, false, nil
	}
	r := settled(t.response(i), assess.Blank, 0, "")
	if err := t.put(map[string]assess.Response{t.items[i].ID: r}); err != nil {
		return 0, 0, false, err
	}
	t.tell("plain.taken_back", "n", i+1)
	t.prompt(i)
	return 0, 0, false, nil
}
