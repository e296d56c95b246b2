package form

import (
	"strconv"

	"csi/assess"
)

// agreeTalk is agreeing in lines.
type agreeTalk struct {
	*Agreeing
	*talk
	people int // how many agreed the item before, as the person typed it
}

// t says which of the two catalogues of sentences is meant: that of agreeing.
func (k *agreeTalk) t(id string, kv ...any) string { return k.Agreeing.t(id, kv...) }

// run asks one matter after the other.
func (k *agreeTalk) run() error {
	k.write(k.t("agree.how"))
	k.write(k.t("agree.no_names"))
	i := 0
	if !k.One {
		i = k.Agreeing.after(-1)
	}
	for i >= 0 {
		next, err := k.matter(i)
		if err != nil {
			return err
		}
		i = next
		if k.One {
			return nil
		}
	}
	agreed, left := k.counts()
	k.write(k.t("agree.all", "agreed", agreed, "left", left, "items", len(k.Matters)))
	return nil
}

// keys names what can be typed for a matter.
func (k *agreeTalk) keysOf(it *assess.Item) string {
	if it.NotApplicable {
		return k.t("agree.keys_na", "top", it.Max())
	}
	return k.t("agree.keys", "top", it.Max())
}

// matter asks for one decision and gives the matter that follows.
func (k *agreeTalk) matter(i int) (int, error) {
	m := &k.Matters[i]
	k.blank()
	k.write(k.t("agree.item", "n", i+1, "of", len(k.Matters), "id", m.Item.ID, "text", m.Item.Text))
	k.write(k.distribution(m))
	if m.Decided != nil {
		k.write(k.decided(m))
	}
	k.write(k.t("agree.prompt", "keys", k.keysOf(m.Item)))
	for {
		line, err := k.ask()
		if err != nil {
			return 0, err
		}
		if line == "" {
			k.tell("plain.nothing", "keys", k.keysOf(m.Item))
			continue
		}
		if v, err := strconv.Atoi(line); err == nil && v >= 0 && v <= m.Item.Max() && len(line) == 1 {
			return k.settle(i, Agreement{Response: assess.Response{State: assess.Answered, Value: v}})
		}
		switch k.command(line) {
		case "dont_know":
			return k.settle(i, Agreement{Response: assess.Response{State: assess.DontKnow}})
		case "not_applicable":
			if !m.Item.NotApplicable {
				k.tell("plain.always_applies")
				continue
			}
			reason, err := k.naReason(m.Item)
			if err != nil {
				return 0, err
			}
			return k.settle(i, Agreement{Response: assess.Response{State: assess.NotApplicable, Reason: reason}})
		case "open":
			return k.settle(i, Agreement{Left: true})
		case "keep":
			if next := k.Agreeing.after(i); next != i {
				return next, nil
			}
			return -1, nil
		case "back":
			return (i + len(k.Matters) - 1) % len(k.Matters), nil
		case "stop":
			return 0, ErrStopped
		case "list", "help":
			k.explain(m.Item)
		default:
			k.tell("plain.not_there", "typed", shorten(line, 30, "…"), "keys", k.keysOf(m.Item))
		}
	}
}

// explain reads what each value means, and the question to talk about.
func (k *agreeTalk) explain(it *assess.Item) {
	for _, a := range it.Anchors {
		id := "plain.anchor"
		if a.Text == "" {
			id = "plain.anchor_label"
		}
		k.hang(k.say.t(id, "value", a.Value, "label", a.Label, "text", a.Text), 2)
	}
	if it.Help != "" {
		k.write(it.Help)
	}
	if it.Talk != "" {
		k.write(k.t("agree.talk", "question", it.Talk))
	}
	k.write(k.t("agree.prompt", "keys", k.keysOf(it)))
}

// settle asks what belongs to a decision, and makes it durable.
func (k *agreeTalk) settle(i int, d Agreement) (int, error) {
	m := &k.Matters[i]
	var err error
	if !d.Left {
		if d.People, err = k.askPeople(); err != nil {
			return 0, err
		}
	}
	if d.Why, err = k.words("agree.why"); err != nil {
		return 0, err
	}
	if !d.Left {
		if d.Dissent, err = k.words("agree.dissent"); err != nil {
			return 0, err
		}
	}
	if err := k.decide(i, d); err != nil {
		return 0, err
	}
	k.write(k.t("agree.saved", "id", m.Item.ID, "response", k.said(m.Item, d)))
	return k.Agreeing.after(i), nil
}

// askPeople asks how many agreed. An empty line repeats the number typed for
// the item before.
func (k *agreeTalk) askPeople() (int, error) {
	question := k.t("agree.how_many")
	if k.people > 0 {
		question = k.t("agree.how_many_again", "people", k.people)
	}
	k.write(question)
	for {
		line, err := k.ask()
		if err != nil {
			return 0, err
		}
		if line == "" && k.people > 0 {
			return k.people, nil
		}
		if k.command(line) == "stop" {
			return 0, ErrStopped
		}
		n, complaint := readPeople(line)
		if complaint == "" {
			k.people = n
			return n, nil
		}
		k.write(k.t(complaint))
	}
}

// words asks for a text; an empty line is none.
func (k *agreeTalk) words(id string) (string, error) {
	k.write(k.t(id))
	for {
		line, err := k.ask()
		switch kind := suspect(line); {
		case err != nil:
			return "", err
		case len([]rune(line)) > maxReasonGiven:
			k.write(k.t("agree.too_long", "most", maxReasonGiven))
		case kind != "":
			k.tell("suspect.ask", "what", k.say.t("suspect."+kind))
			yes, err := k.yes()
			if err != nil {
				return "", err
			}
			if yes {
				return line, nil
			}
			k.write(k.t(id))
		default:
			return line, nil
		}
	}
}

// naReason asks why an item does not apply.
func (k *agreeTalk) naReason(it *assess.Item) (string, error) {
	for n, r := range it.Reasons {
		k.hang(strconv.Itoa(n+1)+" "+r, 2)
	}
	for {
		text, err := k.words("agree.na_reason")
		if err != nil {
			return "", err
		}
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(it.Reasons) {
			return it.Reasons[n-1], nil
		}
		if len([]rune(text)) >= 3 {
			return text, nil
		}
	}
}
