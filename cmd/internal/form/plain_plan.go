package form

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
)

// planTalk goes through a plan in lines.
type planTalk struct {
	*desk
	t     *talk
	heard []string // ids of the actions as they were read last: their numbers hold as long as the order does
}

func newPlanTalk(ctx context.Context, term Terminal, p *Planning) *planTalk {
	t := newTalk(ctx, term, p.Phrases)
	t.session = newSession(p.Sitting, t.say, term.now())
	return &planTalk{desk: newDesk(term, p, t.session), t: t}
}

// speak prints a sentence of the plan.
func (k *planTalk) speak(id string, kv ...any) { k.t.write(k.plan(id, kv...)) }

// commands of the overview beside those that every list has.
func (k *planTalk) overviewCommand(line string) string {
	for _, c := range []string{"add", "targets"} {
		for word := range strings.SplitSeq(k.say.p.T("plan.command."+c), "|") {
			if strings.EqualFold(line, word) {
				return c
			}
		}
	}
	return k.t.command(line)
}

// run reads the list and does what is asked for, until the person is done.
func (k *planTalk) run() error {
	k.speak("lines.hello", "place", k.Assessment.Frame.Jurisdiction, "file", k.fileName())
	for {
		rows := k.rows()
		if ids := idsOf(rows); k.heard == nil || !slices.Equal(ids, k.heard) {
			k.list(rows)
			k.heard = ids
		}
		keys := k.planN("lines.keys", len(rows))
		k.t.write(keys)
		line, err := k.t.ask()
		if err != nil {
			return err
		}
		command := k.overviewCommand(line)
		n, notNumber := strconv.Atoi(line)
		switch {
		case notNumber == nil && n >= 1 && n <= len(rows):
			err = k.action(rows[n-1].Action.ID)
		case line == "":
			k.speak("lines.nothing")
		case command == "add":
			err = k.add()
		case command == "targets" && len(k.stages()) > 0:
			err = k.t.targets()
		case command == "list":
			k.heard = nil
		case command == "stop":
			return nil // the overview is the end: all that was said is saved
		default:
			k.t.tell("plain.not_there", "typed", shorten(line, 30, "…"), "keys", keys)
		}
		if err != nil {
			return err
		}
	}
}

// idsOf lists the ids of actions; never nil.
func idsOf(rows []planRow) []string {
	ids := []string{}
	for _, r := range rows {
		ids = append(ids, r.Action.ID)
	}
	return ids
}

// list reads all actions.
func (k *planTalk) list(rows []planRow) {
	if len(rows) == 0 {
		k.speak("overview.none")
		return
	}
	k.speak("lines.progress", "progress", k.planProgress())
	group := ""
	for i, r := range rows {
		if r.group != group {
			group = r.group
			k.t.write(group + k.say.p.T("words.colon"))
		}
		parts := []string{k.stateOf(r)}
		if r.Entry.Owner != "" {
			parts = append(parts, r.Entry.Owner)
		}
		if !r.Entry.Due.IsZero() {
			parts = append(parts, k.plan("status.due", "date", k.say.p.Date(r.Entry.Due)))
		}
		k.t.hang(strconv.Itoa(i+1)+" "+ended(r.Action.Text)+" "+upper(strings.Join(parts, ", "))+".", 2)
	}
}

// ended gives a text with a full stop at its end.
func ended(text string) string { return strings.TrimRight(text, ". ") + "." }

// action reads one action and changes what is chosen of it. The list is read
// once, and again when its numbers changed.
func (k *planTalk) action(id string) error {
	var heard []string
	for {
		r, ok := k.row(id)
		if !ok {
			return nil
		}
		if heard == nil {
			k.t.blank()
			k.t.write(ended(r.Action.Text))
			k.t.write(ended(k.reason(r)))
		}
		parts := k.choices(r)
		if !slices.Equal(parts, heard) {
			k.readParts(r, parts)
			heard = parts
		}
		keys := k.say.t("plain.numbers", "n", len(parts)) + ", " + k.plan("lines.again") + ", " + k.say.t("plain.key_back") + ", " + k.say.t("plain.key_stop")
		k.t.write(keys)
		n, c, err := k.t.pick(len(parts), keys, "back", "list")
		switch {
		case err != nil || c == "back":
			return err
		case c == "list":
			k.readParts(r, parts)
			continue
		}
		if err := k.change(r, parts[n-1]); err != nil {
			return err
		}
	}
}

// readParts reads what can be done with an action, with numbers.
func (k *planTalk) readParts(r planRow, parts []string) {
	for i, part := range parts {
		if part == "take" || part == "drop" || part == "delete" {
			k.t.hang(strconv.Itoa(i+1)+" "+k.plan("action."+part), 2)
			continue
		}
		k.t.hang(k.say.t("plain.field", "n", i+1, "name", k.plan("part."+part), "value", k.partWords(r, part)), 2)
	}
}

// choices lists what can be done with an action.
func (k *planTalk) choices(r planRow) []string {
	var list []string
	if !r.Taken {
		list = append(list, "take")
	}
	list = append(list, r.parts()...)
	switch {
	case r.Entry.IsOwn():
		list = append(list, "delete")
	case r.Entry.Status != assess.Dropped:
		list = append(list, "drop")
	}
	return list
}

// change asks for one part and saves it.
func (k *planTalk) change(r planRow, part string) error {
	switch part {
	case "take":
		if err := k.t.durably(k.changed(r.Action.ID, func(*assess.PlanEntry) {}), k.commit); err != nil {
			return err
		}
		k.speak("lines.taken")
		return nil
	case "drop":
		return k.put(r, partStatus, func(e *assess.PlanEntry) { e.Status, e.Since = assess.Dropped, k.today })
	case "delete":
		return k.deleteOwn(r)
	case partHorizon:
		return k.choose(r, part, k.horizonRows(), func(id string) error { return k.put(r, part, k.withHorizon(r, id)) })
	case partAbout:
		return k.choose(r, part, k.aboutRows(), func(id string) error { return k.put(r, part, withAbout(id)) })
	case partStatus:
		return k.choose(r, part, k.statusRows(), func(id string) error { return k.statusDay(r, id) })
	case partDepends:
		return k.dependsOn(r)
	}
	return k.textOf(r, part)
}

// put saves a changed entry and says so.
func (k *planTalk) put(r planRow, part string, change func(*assess.PlanEntry)) error {
	if k.changes(r, part, change) {
		if err := k.t.durably(k.changed(r.Action.ID, change), k.commit); err != nil {
			return err
		}
	}
	if now, ok := k.row(r.Action.ID); ok {
		k.speak("lines.saved", "part", k.plan("part."+part), "value", strings.TrimRight(k.partWords(now, part), "."))
	}
	return nil
}

// choose asks for one of a few rows.
func (k *planTalk) choose(r planRow, part string, options []option, take func(id string) error) error {
	k.speak(part + ".ask")
	for i, o := range options {
		k.t.hang(strconv.Itoa(i+1)+" "+o.label, 2)
	}
	keys := k.say.t("plain.numbers", "n", len(options)) + ", " + k.say.t("plain.key_back")
	k.t.write(keys)
	n, c, err := k.t.pick(len(options), keys, "back")
	if err != nil || c == "back" {
		return err
	}
	return take(options[n-1].id)
}

// written reads a line that is no command; back says that the person wants
// nothing changed. Only the letters are commands: an owner may be called Stop.
func (k *planTalk) written() (line string, back bool, err error) {
	line, err = k.t.ask()
	switch {
	case err != nil:
		return "", false, err
	case strings.EqualFold(line, "q"):
		return "", false, ErrStopped
	case line == "" || strings.EqualFold(line, "b"):
		return "", true, nil
	}
	return line, false, nil
}

// textOf asks for a part in one line: what was understood is said, and kept
// when the person says yes.
func (k *planTalk) textOf(r planRow, part string) error {
	k.speak(part + ".ask")
	k.t.write(k.hint(part))
	k.t.write(k.empty("lines.keep", r, part))
	for {
		line, back, err := k.written()
		if err != nil || back {
			return err
		}
		text := line
		if line == "-" {
			text = ""
		}
		scratch := r.Entry
		understood, warning, complaint := k.accept(r, &scratch, part, text)
		if complaint != "" {
			k.t.write(k.complaint(part, complaint))
			continue
		}
		kept, err := k.sure(text, understood, warning)
		if err != nil {
			return err
		}
		if kept {
			return k.put(r, part, func(e *assess.PlanEntry) { k.accept(r, e, part, text) })
		}
		k.speak(part + ".ask")
	}
}

// sure says what was understood and asks before it is kept, when it is not
// just what was typed.
func (k *planTalk) sure(typed, understood, warning string) (bool, error) {
	if what := k.suspectWords(typed); what != "" {
		k.t.tell("plain.suspect", "what", what)
		return k.t.yes()
	}
	if understood == "" {
		return true, nil
	}
	if warning != "" {
		k.t.write(warning)
	}
	k.speak("lines.understood", "what", understood)
	return k.t.yes()
}

// statusDay asks since when; an empty line is today.
func (k *planTalk) statusDay(r planRow, status string) error {
	st, _ := assess.ParseStatus(status)
	k.speak("status.since", "status", k.plan("state."+status))
	k.speak("lines.since", "date", k.say.p.Date(k.today))
	for {
		line, err := k.t.ask()
		switch {
		case err != nil:
			return err
		case strings.EqualFold(line, "q"):
			return ErrStopped
		case strings.EqualFold(line, "b"):
			return nil
		}
		day, complaint := k.since(line)
		if complaint == "" {
			return k.put(r, partStatus, func(e *assess.PlanEntry) { e.Status, e.Since = st, day })
		}
		k.t.write(k.complaint(partStatus, complaint))
	}
}

// dependsOn reads the numbers of the actions that come first.
func (k *planTalk) dependsOn(r planRow) error {
	others := k.others(r.Action.ID)
	if len(others) == 0 {
		k.speak("depends.none")
		return nil
	}
	k.speak("depends.ask")
	for i, o := range others {
		k.t.hang(strconv.Itoa(i+1)+" "+o.Action.Text, 2)
	}
	k.speak("lines.depends")
	for {
		line, back, err := k.written()
		if err != nil || back {
			return err
		}
		numbers, bad := numbersOf(line, len(others))
		if line == "-" {
			numbers, bad = nil, ""
		}
		if bad != "" {
			k.speak("lines.depends")
			continue
		}
		var ids []string
		for _, n := range numbers {
			ids = append(ids, others[n-1].Action.ID)
		}
		if loop := k.loop(r.Action.ID, ids); loop != "" {
			k.t.write(loop)
			continue
		}
		return k.put(r, partDepends, func(e *assess.PlanEntry) { e.Depends = ids })
	}
}

// deleteOwn asks before an own action is deleted.
func (k *planTalk) deleteOwn(r planRow) error {
	if n := len(k.waiting(r.Action.ID)); n > 0 {
		k.t.write(k.planN("delete.waiting", n))
	}
	k.speak("lines.delete")
	yes, err := k.t.yes()
	if err != nil || !yes {
		return err
	}
	if err := k.t.durably(k.without(r.Action.ID), k.commit); err != nil {
		return err
	}
	k.speak("lines.deleted")
	return nil
}

// add asks for an own action; nothing is kept before its last line.
func (k *planTalk) add() error {
	var e assess.PlanEntry
	var sides []option
	for _, side := range assess.Addressees() {
		sides = append(sides, option{side.String(), k.sideWords(side), ""})
	}
	chosen := false
	err := k.choose(planRow{}, "add_side", sides, func(id string) error {
		e.For, _ = assess.ParseAddressee(id)
		return k.choose(planRow{}, partHorizon, k.horizonRows(), func(id string) error {
			e.Horizon, _ = assess.ParseHorizon(id)
			chosen = true
			return nil
		})
	})
	if err != nil || !chosen {
		return err
	}
	return k.addText(e)
}

func (k *planTalk) addText(e assess.PlanEntry) error {
	for {
		k.speak("add.text")
		k.t.write(k.hint(partText + "_own"))
		line, back, err := k.written()
		if err != nil || back {
			return err
		}
		own := k.newOwn(e)
		if _, _, complaint := k.accept(planRow{}, &own, partText, line); complaint != "" {
			k.t.write(k.complaint(partText, complaint))
			continue
		}
		kept, err := k.sure(line, "", "")
		if err != nil {
			return err
		}
		if !kept {
			continue
		}
		if err := k.t.durably(k.withOwn(own), k.commit); err != nil {
			return err
		}
		k.speak("lines.added")
		return k.action(own.Action)
	}
}
