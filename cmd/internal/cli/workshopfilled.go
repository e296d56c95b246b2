package cli

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
	"csi/reports/pdf/filled"
)

// enterFilled takes in forms that were filled in on a screen. It takes what it
// can, and ends with 3 when something was refused.
func (a *app) enterFilled(o enterOptions) error {
	if o.second {
		return wrongPaper("enter.error.from_second", nil)
	}
	w, err := a.openForPeople(o.folder)
	if err != nil {
		return err
	}
	defer w.Close()
	about, p := w.Workshop(), a.phrases()
	if about.Fictional {
		return &failure{code: ExitFailure, id: "enter.error.fictional", parts: phrases.V{"folder": quote(o.folder)}}
	}
	var refused []yamldoc.Diagnostic
	taken, late := 0, 0
	for _, file := range o.from {
		data, err := readFile(file)
		if err != nil {
			return err
		}
		person, err := a.filledForm(o.folder, &about, file, data, o.card)
		code := ""
		if err == nil {
			code, err = w.AddFilled(person, fmt.Sprintf("%x", sha256.Sum256(data)), a.env.Rand)
		}
		if errors.Is(err, store.ErrTaken) {
			err = &faults{list: filledFault(file, "filled-twice", p.T("enter.filled.twice"))}
		}
		var content *faults
		if errors.As(err, &content) {
			refused = append(refused, content.list...)
			continue
		}
		if err != nil {
			return fromStore(err)
		}
		taken++
		kept, _ := w.Person(code)
		late += len(kept.Late)
		fmt.Fprintln(a.env.Out, p.T("enter.filled.taken", phrases.V{"file": file}))
	}
	if late > 0 {
		a.env.say(p.N("enter.late", late))
	}
	for _, f := range refused {
		fmt.Fprintln(a.env.Err, f)
	}
	a.env.say(p.N("enter.filled.all", taken, phrases.V{"folder": o.folder}))
	if len(refused) > 0 {
		return quiet(ExitFaults)
	}
	a.next("csi workshop results " + quote(o.folder))
	return nil
}

// filledFault makes a fault of a PDF, which has no lines.
func filledFault(file, code, text string) []yamldoc.Diagnostic {
	d := &yamldoc.Diagnostics{File: file}
	d.Add(nil, code, "%s", text)
	return d.List
}

// filledForm reads a form that was filled in on a screen and makes a
// participant of it, without a code. It is one of a group of the workshop; card
// serves where the form names none. Every fault of the file is a *faults.
func (a *app) filledForm(folder string, w *assess.Workshop, file string, data []byte, card int) (assess.Participant, error) {
	none, p := assess.Participant{}, a.phrases()
	fault := func(id string, parts ...phrases.V) (assess.Participant, error) {
		return none, &faults{list: filledFault(file, "filled-"+strings.ReplaceAll(id, "_", "-"), p.T("enter.filled."+id, parts...))}
	}
	fields, err := filled.Read(data)
	for known, id := range map[error]string{
		filled.ErrNotPDF: "no_pdf", filled.ErrTooLarge: "large", filled.ErrBroken: "broken", filled.ErrEncrypted: "locked", filled.ErrNoFields: "flat",
	} {
		if errors.Is(err, known) {
			return fault(id, phrases.V{"megabytes": filled.MaxSize >> 20})
		}
	}
	if err != nil {
		return fault("broken")
	}
	party, parts, id := whichSheet(w, fields[reports.FieldSheet].Value())
	if id != "" {
		return fault(id, parts)
	}
	q, err := a.partyQuestionnaire(folder, party, w.Language)
	if err != nil {
		return none, err
	}
	person := assess.Participant{Group: party.Group, From: assess.FromFile}
	var found []yamldoc.Diagnostic
	said := map[string]assess.Response{}
	for i, it := range q.Items() {
		f := fields[it.ID]
		item := phrases.V{"item": i + 1, "id": it.ID}
		r, ok := assess.ReadSign(it, f.Value(), p.T("enter.unsaid"))
		switch {
		case len(f.Values) == 0:
		case len(f.Values) > 1:
			found = append(found, filledFault(file, "filled-two", p.T("enter.filled.two", item))...)
		case !ok || r.State == assess.Blank:
			found = append(found, filledFault(file, "filled-value", p.T("enter.filled.value", item))...)
		default:
			said[it.ID] = r
		}
	}
	if person.Card, id = cardOf(w, fields[reports.FieldCard].Value(), card); id != "" {
		found = append(found, filledFault(file, "filled-card", p.T("enter.filled."+id, phrases.V{"cards": w.Cards}))...)
	}
	switch {
	case len(found) > 0:
		return none, &faults{list: found}
	case len(said) == 0:
		return fault("empty")
	}
	person.Rounds = []map[string]assess.Response{said}
	return person, nil
}

// whichSheet finds the group whose form a PDF is, by what it says of itself. It
// gives the id of a sentence when the form does not belong to the workshop.
func whichSheet(w *assess.Workshop, mark string) (party assess.Party, parts phrases.V, id string) {
	said := strings.Fields(mark)
	switch {
	case mark == "":
		return party, nil, "other_form"
	case len(said) != 4 || said[0] != "csi-sheet/1":
		return party, nil, "newer"
	}
	found := w.Party(assess.Group(said[3]))
	if found == nil {
		return party, phrases.V{"groups": strings.Join(groupIDs(w), ", ")}, "group"
	}
	parts = phrases.V{"wanted": found.Questionnaire.ID + " " + found.Questionnaire.Version}
	switch {
	case said[1] != found.Questionnaire.ID:
		return party, parts, "questionnaire"
	case (assess.Ref{Version: said[2]}).Major() != found.Questionnaire.Major():
		return party, parts, "version"
	}
	return *found, nil, ""
}

// cardOf reads the number of the card; the one of the flag serves where the form
// has none. It gives the id of a sentence when there is no such card.
func cardOf(w *assess.Workshop, typed string, flag int) (card int, id string) {
	typed = strings.TrimSpace(typed)
	if typed == "" || w.Cards == 0 {
		card = flag
	} else if n, err := strconv.Atoi(typed); err == nil {
		card = n
	} else {
		card = -1
	}
	switch {
	case w.Cards == 0 && card == 0:
		return 0, ""
	case w.Cards > 0 && card == 0:
		return 0, "card_missing"
	case card < 1 || card > w.Cards:
		return 0, "card"
	}
	return card, ""
}
