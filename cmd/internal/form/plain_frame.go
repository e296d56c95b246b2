package form

import (
	"slices"
	"strconv"
	"strings"

	"csi/assess"
)

// run asks from the start, or from where it was left, to the end.
func (t *talk) run() error {
	if t.New {
		t.tell("plain.greeting", "title", t.Questionnaire.Title, "items", len(t.items), "minutes", t.Questionnaire.Minutes)
		t.tell("plain.how")
		t.tell("plain.safe")
		t.blank()
		if t.Last != nil {
			t.overview()
		}
		if err := t.frame(); err != nil {
			return err
		}
		return t.walk(t.resumeAt())
	}
	f := t.Assessment.Frame
	var about []string
	for _, part := range []string{f.Jurisdiction, f.Policy} {
		if part != "" {
			about = append(about, part)
		}
	}
	if len(about) == 0 {
		about = []string{t.Questionnaire.Title}
	}
	t.tell("plain.welcome", "about", strings.Join(about, ", "),
		"saved", t.saved(), "items", len(t.items), "open", len(t.items)-t.saved())
	if t.Last != nil {
		t.write(strings.TrimSpace(t.lastAbout() + " " + t.planSummary()))
	}
	at := t.resumeAt()
	if at >= 0 && t.saved() > 0 {
		t.tell("plain.going_on", "n", at+1)
	}
	return t.walk(at)
}

// frame asks the questions of the frame and makes the file.
func (t *talk) frame() error {
	next := t.copied()
	for i := 0; ; {
		ids := t.asked(next.Frame)
		if i >= len(ids) {
			break
		}
		t.hang(t.say.t("plain.frame", "n", i+1, "of", len(ids), "question", t.say.t("plain.ask."+ids[i])), 0)
		back, err := t.frameQuestion(&next.Frame, ids[i])
		switch {
		case err != nil:
			return err
		case back:
			i = max(0, i-1)
		default:
			i++
		}
	}
	t.finish(&next.Frame)
	err := t.durably(next, t.create)
	if err != nil {
		return err
	}
	t.tell("plain.saved_in", "file", t.Name)
	t.tell("privacy")
	return nil
}

// frameQuestion asks one question until the frame takes what was said; back
// says that the person wants the question before.
func (t *talk) frameQuestion(f *assess.Frame, id string) (back bool, err error) {
	opts := t.options(id)
	switch {
	case id == askAgencies:
		return t.frameAgencies(f, opts)
	case opts != nil:
		return t.frameChoice(f, id, opts)
	case id == askCountry:
		return t.frameCountry(f)
	}
	for {
		line, back, err := t.frameLine(id)
		if err != nil || back {
			return back, err
		}
		if id == askOrganisation && line == "" {
			return false, nil
		}
		if id == askOrganisation && line == "-" {
			line = ""
		}
		complaint := t.accept(f, id, line)
		if complaint == "" {
			return false, nil
		}
		t.tell(complaint)
	}
}

// frameLine reads a line of the frame. Only the letters are commands here: a
// place may be called Stop.
func (t *talk) frameLine(id string) (line string, back bool, err error) {
	for {
		line, err := t.ask()
		switch {
		case err != nil:
			return "", false, err
		case line == "?":
			t.tell("frame." + id + ".hint")
		case strings.EqualFold(line, "q"):
			return "", false, ErrStopped
		case strings.EqualFold(line, "b"):
			return "", true, nil
		default:
			return line, false, nil
		}
	}
}

func (t *talk) frameChoice(f *assess.Frame, id string, opts []option) (back bool, err error) {
	for i, o := range opts {
		label := o.label
		if spoken := "plain.option." + id + "_" + o.id; t.say.p.Has("form." + spoken) {
			label = t.say.t(spoken)
		}
		text := strconv.Itoa(i+1) + " " + label
		if id == askPeriod && o.note != "" {
			text = strconv.Itoa(i+1) + " " + o.note + ", " + o.label
		}
		t.hang(text, 2)
	}
	keys := t.say.t("plain.numbers", "n", len(opts))
	for {
		n, c, err := t.pick(len(opts), keys, "back", "help")
		switch {
		case err != nil:
			return false, err
		case c == "back":
			return true, nil
		case c == "help":
			t.tell("frame." + id + ".hint")
			continue
		case opts[n-1].id == otherPeriod:
			return t.framePeriod(f)
		}
		t.accept(f, id, opts[n-1].id)
		return false, nil
	}
}

// framePeriod asks for the two months of another period.
func (t *talk) framePeriod(f *assess.Frame) (back bool, err error) {
	for {
		var months []string
		for _, which := range []string{"from", "to"} {
			t.tell("frame.period." + which)
			line, back, err := t.frameLine(askPeriod)
			if err != nil || back {
				return back, err
			}
			months = append(months, line)
		}
		complaint := t.accept(f, askPeriod, strings.ReplaceAll(months[0], " ", "")+" "+months[1])
		if complaint == "" {
			return false, nil
		}
		t.tell(complaint)
	}
}

func (t *talk) frameAgencies(f *assess.Frame, opts []option) (back bool, err error) {
	var rows []string
	for i, o := range opts {
		rows = append(rows, strconv.Itoa(i+1)+noBreak+strings.ReplaceAll(o.label, " ", noBreak))
	}
	t.write(strings.Join(rows, ", "))
	for {
		line, back, err := t.frameLine(askAgencies)
		if err != nil || back {
			return back, err
		}
		chosen, bad := numbersOf(line, len(opts))
		if bad != "" || len(chosen) == 0 {
			t.tell("plain.agencies_again", "n", len(opts))
			continue
		}
		var ids []string
		for _, n := range chosen {
			ids = append(ids, opts[n-1].id)
		}
		t.accept(f, askAgencies, strings.Join(ids, " "))
		t.tell("plain.agencies", "names", strings.Join(t.agencyNames(*f), ", "))
		return false, nil
	}
}

// numbersOf reads numbers from 1 to most, parted by spaces or commas; bad is
// the first word that is none.
func numbersOf(line string, most int) (numbers []int, bad string) {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > most {
			return nil, w
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers, ""
}

func (t *talk) frameCountry(f *assess.Frame) (back bool, err error) {
	world := newAtlas(t.say.p)
	for {
		line, back, err := t.frameLine(askCountry)
		if err != nil || back {
			return back, err
		}
		if line == "" {
			t.tell("frame.needed")
			continue
		}
		if code := world.find(line); code != "" {
			t.accept(f, askCountry, code)
			return false, nil
		}
		near, ok := world.near(line)
		if !ok {
			t.tell("plain.no_country", "typed", shorten(line, 40, "…"))
			continue
		}
		t.tell("plain.near_country", "typed", shorten(line, 40, "…"), "near", near.name)
		line, back, err = t.frameLine(askCountry)
		if err != nil || back {
			return back, err
		}
		code := world.find(line)
		if t.command(line) == "yes" {
			code = near.code
		}
		if code != "" {
			t.accept(f, askCountry, code)
			return false, nil
		}
		t.tell("plain.no_country", "typed", shorten(line, 40, "…"))
	}
}

// changeFrame lists the frame and asks again what is chosen.
func (t *talk) changeFrame() error {
	for {
		f := t.Assessment.Frame
		ids := t.changeable(f)
		t.tell("plain.change_frame")
		for i, id := range ids {
			t.hang(t.say.t("plain.field", "n", i+1, "name", t.say.t("card."+id), "value", t.currentWords(f, id)), 2)
		}
		keys := t.say.t("plain.numbers", "n", len(ids)) + ", " + t.say.t("plain.key_back")
		t.write(keys)
		n, c, err := t.pick(len(ids), keys, "back")
		if err != nil || c == "back" {
			return err
		}
		next := t.copied()
		t.tell("plain.ask." + ids[n-1])
		back, err := t.frameQuestion(&next.Frame, ids[n-1])
		if err != nil {
			return err
		}
		if back || ids[n-1] == askEvidence {
			continue // when evidence is asked is a matter of this sitting
		}
		if err := t.completeFrame(&next.Frame); err != nil {
			return err
		}
		if err := t.durably(next, t.commit); err != nil {
			return err
		}
		t.tell("plain.saved_frame")
	}
}

// completeFrame asks for the country when a change of tier made it needed.
func (t *talk) completeFrame(f *assess.Frame) error {
	for assess.HasCountry(f.Tier) && f.Country == "" {
		t.tell("plain.ask.country")
		if _, err := t.frameQuestion(f, askCountry); err != nil {
			return err
		}
	}
	return nil
}
