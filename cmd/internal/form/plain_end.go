package form

import (
	"strconv"

	"csi/assess"
)

// durably does what saves: create or commit. When it fails it says why and
// asks what to do, until the change is safe or the person stops.
func (t *talk) durably(next *assess.Assessment, save func(*assess.Assessment) error) error {
	err := save(next)
	for err != nil {
		if t.planning {
			t.write(t.plan("trouble.lines", "why", t.trouble(err), "file", t.fileName()))
			t.write(t.plan("trouble.keys"))
		} else {
			t.tell("plain.trouble", "why", t.trouble(err), "saved", t.saved(), "file", t.fileName())
			t.tell("plain.trouble_keys")
		}
		n, _, stop := t.pick(3, t.say.t("plain.numbers", "n", 3))
		switch {
		case stop != nil:
			return stop
		case n == 1:
			err = save(next)
		case n == 2:
			t.tell("plain.trouble_where")
			path, stop := t.ask()
			if stop != nil {
				return stop
			}
			if path != "" {
				err = t.elsewhere(path, next)
			}
		default:
			return ErrStopped
		}
	}
	return nil
}

// review sums up and offers what can be done at the end. It gives the item to
// go to; -1 when the sitting is over.
func (t *talk) review() (int, error) {
	t.reviewed, t.toReview, t.section = true, false, -1
	for again := false; ; again = true {
		c, _, _ := t.tally(t.from, t.to)
		if again {
			t.blank()
		}
		switch {
		case c.Blank > 0:
			t.write(t.say.n("review.open", c.Blank))
		default:
			t.tell("plain.all_settled", "items", c.Items, "answered", c.Answered, "unknown", c.DontKnow, "na", c.NotApplicable)
		}
		third := "plain.review_keys"
		if c.Blank > 0 {
			third = "plain.review_keys_open"
		}
		t.tell(third)
		n, command, err := t.pick(5, t.say.t("plain.numbers", "n", 5), "jump", "back")
		if err != nil {
			return 0, err
		}
		to := -1
		switch {
		case command == "jump", n == 3:
			to, err = t.jump(-1)
		case command == "back":
			to = t.to - 1
		case n == 1:
			err = t.evidencePass()
		case n == 2:
			var over bool
			if over, err = t.profile(); over {
				return -1, err
			}
		case n == 4:
			err = t.changeFrame()
		case n == 5:
			err = t.targets()
		}
		if err != nil || to >= 0 {
			return to, err
		}
	}
}

// evidencePass asks for the evidence of every response that has none yet.
func (t *talk) evidencePass() error {
	asked := 0
	for i := t.from; i < t.to; i++ {
		r := t.response(i)
		if r.State != assess.Answered || r.Evidence != assess.EvidenceNotRecorded {
			continue
		}
		asked++
		t.blank()
		t.tell("plain.item_short", "n", i+1, "of", len(t.items), "title", t.title(i), "text", t.items[i].Text)
		t.tell("plain.saved_was", "response", t.spoken(i, r))
		if err := t.evidenceOf(i); err != nil {
			return err
		}
	}
	if asked == 0 {
		t.tell("plain.evidence_all")
	}
	return nil
}

// profile prints the profile; over says that the person is done.
func (t *talk) profile() (over bool, err error) {
	text, next := t.Profile(t.Assessment, t.term.columns())
	t.profiled = true
	t.blank()
	if err := showPlain(t.term, Panel{Text: text}); err != nil {
		return true, err
	}
	if next != "" {
		t.tell("plain.next", "command", next)
	}
	t.tell("plain.profile_keys")
	n, command, err := t.pick(3, t.say.t("plain.numbers", "n", 3), "back")
	switch {
	case err != nil:
		return true, err
	case n == 1:
		t.next = "report"
		return true, nil
	case command == "back", n == 2:
		return false, nil
	}
	return true, nil
}

// targets lists the targets and changes the one that is chosen.
func (t *talk) targets() error {
	stages := t.stages()
	for {
		t.tell("plain.targets")
		for k, st := range stages {
			t.hang(t.say.t("plain.field", "n", k+1, "name", t.stageName(st), "value", t.targetWords(st)), 2)
		}
		keys := t.say.t("plain.numbers", "n", len(stages)) + ", " + t.say.t("plain.key_back")
		t.write(keys)
		n, command, err := t.pick(len(stages), keys, "back")
		if err != nil || command == "back" {
			return err
		}
		if err := t.target(stages[n-1]); err != nil {
			return err
		}
	}
}

func (t *talk) target(st assess.Stage) error {
	t.tell("plain.target", "stage", t.stageName(st))
	rows := t.targetRows(st)
	for k, r := range rows {
		t.hang(strconv.Itoa(k+1)+" "+r.label, 2)
	}
	n, command, err := t.pick(len(rows), t.say.t("plain.numbers", "n", len(rows)), "back")
	if err != nil || command == "back" {
		return err
	}
	if err := t.durably(t.withTarget(st, rows[n-1].id), t.commit); err != nil {
		return err
	}
	t.tell("plain.target_saved", "stage", t.stageName(st), "value", t.targetWords(st))
	return nil
}
