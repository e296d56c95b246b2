package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// workshopAddCommand is "csi workshop add": assessments that people answered
// at home.
func (a *app) workshopAddCommand() *cobra.Command {
	card := 0
	c := &cobra.Command{
		Use: "add FOLDER FILE...",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return workshopUsage("files_missing", phrases.V{"command": c.CommandPath()}, "add")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.workshopAdd(args[0], args[1:], card) },
	}
	c.Flags().IntVar(&card, "card", 0, "")
	return c
}

// workshopAdd takes in each file that fits, says what keeps the others out,
// and ends with 3 when there were such.
func (a *app) workshopAdd(folder string, files []string, card int) error {
	w, err := a.openForPeople(folder)
	if err != nil {
		return err
	}
	defer w.Close()
	description := w.Workshop()
	if description.Fictional {
		return workshopFailed("fictional", phrases.V{"folder": quote(folder)}, "new")
	}
	if card != 0 || !slices.ContainsFunc(files, isPDF) {
		// A form that was filled in may name its card itself.
		if err := checkCard(card, &description); err != nil {
			return err
		}
	}
	p, refused, taken := a.phrases(), 0, 0
	for _, file := range files {
		late, err := a.addFile(w, folder, file, card)
		switch {
		case errors.Is(err, store.ErrNoSpace), errors.Is(err, store.ErrReadOnly):
			return fromStore(err)
		case err != nil:
			refused++
			a.tellRefused(file, err)
			continue
		}
		taken++
		fmt.Fprintln(a.env.Out, p.T("workshop.add.taken", phrases.V{"file": file}))
		if late > 0 {
			fmt.Fprintln(a.env.Out, "  "+p.N("workshop.add.late", late))
		}
	}
	if refused > 0 {
		a.env.say(p.T("workshop.add.counts", phrases.V{"taken": p.N("workshop.add.files", taken), "refused": p.N("workshop.add.refused", refused)}))
		return quiet(ExitFaults)
	}
	a.env.say(p.N("workshop.add.all", taken, phrases.V{"folder": folder}))
	a.next("csi workshop status " + quote(folder))
	return nil
}

// checkCard refuses a card that the workshop does not have.
func checkCard(card int, w *assess.Workshop) error {
	parts := phrases.V{"found": card, "cards": w.Cards}
	switch {
	case w.Cards == 0 && card != 0:
		return workshopUsage("no_cards", parts)
	case w.Cards > 0 && card == 0:
		return workshopUsage("card_missing", parts, "card")
	case card < 0 || card > w.Cards:
		return workshopUsage("card", parts)
	}
	return nil
}

// refusal is why a file was not taken in: the id of a sentence.
type refusal struct {
	id    string
	parts phrases.V
}

func (r *refusal) Error() string { return r.id }

// tellRefused says why a file was not taken in.
func (a *app) tellRefused(file string, err error) {
	p := a.phrases()
	var (
		why     *refusal
		content *faults
		known   *failure
	)
	switch {
	case errors.As(err, &why):
		a.env.say(p.T("workshop.add.not", phrases.V{"file": file, "why": p.T("workshop.add."+why.id, why.parts)}))
		return
	case errors.As(err, &content):
		a.tell(content.list)
		a.env.say(p.T("workshop.add.not", phrases.V{"file": file, "why": p.N("workshop.add.faults", len(content.list))}))
		return
	case errors.As(err, &known) && known.text == "":
		a.env.say(p.T(known.id, known.parts))
		return
	}
	a.env.say(err.Error())
}

// addFile takes one file in and gives how many of its responses came late.
func (a *app) addFile(w *store.Workshop, folder, file string, card int) (late int, err error) {
	take := a.takeAssessment
	if isPDF(file) {
		take = a.takeForm
	}
	code, err := take(w, folder, file, card)
	if errors.Is(err, store.ErrAdded) || errors.Is(err, store.ErrTaken) {
		return 0, &refusal{id: "twice"}
	}
	if err != nil {
		return 0, err
	}
	added, _ := w.Person(code)
	return len(added.Late), nil
}

// isPDF reports whether a file is a form that was filled in on a screen.
func isPDF(file string) bool { return strings.EqualFold(filepath.Ext(file), ".pdf") }

// takeAssessment takes in an assessment and gives the code of its participant.
func (a *app) takeAssessment(w *store.Workshop, _, file string, card int) (string, error) {
	if card == 0 && w.Workshop().Cards > 0 {
		return "", &refusal{id: "card"}
	}
	p, err := a.fromHome(w, file, card)
	if err != nil {
		return "", err
	}
	return w.Add(p, a.env.Rand)
}

// takeForm takes in a form that was filled in on a screen.
func (a *app) takeForm(w *store.Workshop, folder, file string, card int) (string, error) {
	data, err := readFile(file)
	if err != nil {
		return "", err
	}
	description := w.Workshop()
	p, err := a.filledForm(folder, &description, file, data, card)
	if err != nil {
		return "", err
	}
	return w.AddFilled(p, fmt.Sprintf("%x", sha256.Sum256(data)), a.env.Rand)
}

// fromHome makes a participant of an assessment that somebody answered at
// home.
func (a *app) fromHome(w *store.Workshop, file string, card int) (assess.Participant, error) {
	none := assess.Participant{}
	doc, err := store.Read(file, a.resolverFor(w))
	if err != nil {
		return none, fromStore(err)
	}
	description, as := w.Workshop(), doc.Assessment
	g, err := groupOf(&description, as)
	if err != nil {
		return none, err
	}
	q := w.Questionnaire(g)
	p := assess.Participant{Group: g, Card: card, From: assess.FromFile, Added: fingerprint(description.ID, doc),
		Rounds: []map[string]assess.Response{a.withoutNotes(q, as.Responses, description.NotesOn(g))}}
	if !p.Spoke() {
		return none, &refusal{id: "blank"}
	}
	if !sameText(as.Frame.Policy, description.Frame.Policy) || !sameText(as.Frame.Jurisdiction, description.Frame.Jurisdiction) {
		a.env.say(a.phrases().T("workshop.add.other_frame", phrases.V{"file": file}))
	}
	if as.Frame.People > 1 {
		a.env.say(a.phrases().T("workshop.add.several", phrases.V{"file": file}))
	}
	return p, nil
}

// resolverFor finds the questionnaires of a workshop first, wherever the
// assessment says that its own lies: it comes from another computer.
func (a *app) resolverFor(w *store.Workshop) store.Resolver {
	others := a.resolver("")
	return func(ref assess.Ref, file string) (*assess.Questionnaire, error) {
		for _, p := range w.Workshop().Parties {
			if p.Questionnaire.ID == ref.ID {
				return w.Questionnaire(p.Group), nil
			}
		}
		return others(ref, file)
	}
}

// groupOf finds the group of the workshop that an assessment is of.
func groupOf(w *assess.Workshop, as *assess.Assessment) (assess.Group, error) {
	var asked []string
	var fits []assess.Group
	for _, p := range w.Parties {
		asked = append(asked, p.Questionnaire.ID)
		if p.Questionnaire.ID != as.Questionnaire.ID {
			continue
		}
		if as.Frame.Group == "" || as.Frame.Group == p.Group {
			fits = append(fits, p.Group)
		}
	}
	switch {
	case !slices.Contains(asked, as.Questionnaire.ID):
		return "", &refusal{"questionnaire", phrases.V{"found": as.Questionnaire.ID, "wanted": strings.Join(slices.Compact(asked), ", ")}}
	case len(fits) == 0:
		return "", &refusal{"group", phrases.V{"found": string(as.Frame.Group), "groups": strings.Join(groupIDs(w), ", ")}}
	case len(fits) > 1:
		return "", &refusal{"which_group", phrases.V{"groups": strings.Join(groupIDs(w), ", ")}}
	}
	return fits[0], nil
}

// withoutNotes keeps what was said of each item, and what was written only
// where notes are on. A reason that somebody wrote is free text too: where
// notes are off, only reasons that the item offers stay.
func (a *app) withoutNotes(q *assess.Questionnaire, said map[string]assess.Response, notes bool) map[string]assess.Response {
	out := map[string]assess.Response{}
	for _, it := range q.Items() {
		r, ok := said[it.ID]
		if !ok || r.State == assess.Blank {
			continue
		}
		r.Flag = false
		if !notes {
			r.Note = ""
			if r.State == assess.NotApplicable && !slices.Contains(it.Reasons, r.Reason) {
				r.Reason = a.phrases().T("workshop.reason_left_out")
			}
		}
		out[it.ID] = r
	}
	return out
}

// fingerprint tells an assessment from others without saying whose it is: it
// is made of the workshop and the id of the assessment, or of what it holds
// when it has no id.
func fingerprint(workshop string, doc *store.Document) string {
	what := doc.Assessment.ID
	if what == "" {
		what = string(store.Marshal(doc.Assessment, doc.Questionnaire))
	}
	sum := sha256.Sum256([]byte(workshop + "/" + what))
	return "f" + hex.EncodeToString(sum[:12])
}

// sameText compares what people typed in two places: case and spaces do not
// count.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
