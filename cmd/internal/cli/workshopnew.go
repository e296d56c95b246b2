package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// workshopOptions are the flags that say what a workshop is.
type workshopOptions struct {
	questionnaires, groups   []string
	title, frame             string
	minutes, cards           int
	least, leastOrganisation int
	freeText                 bool
}

// flags adds what "new" and "simulate" have in common.
func (o *workshopOptions) flags(c *cobra.Command) {
	c.Flags().StringSliceVar(&o.questionnaires, "questionnaire", nil, "")
	c.Flags().StringSliceVar(&o.groups, "groups", nil, "")
	c.Flags().IntVar(&o.cards, "cards", 0, "")
}

func (a *app) workshopNewCommand() *cobra.Command {
	var o workshopOptions
	c := &cobra.Command{
		Use: "new NAME",
		Args: func(c *cobra.Command, args []string) error {
			parts := phrases.V{"command": c.CommandPath()}
			switch {
			case len(args) == 0:
				return workshopUsage("name_missing", parts, "new")
			case len(args) > 1:
				parts["found"] = args[1]
				return workshopUsage("one_name", parts, "new")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.workshopNew(c.Context(), args[0], o) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.title, "title", "", "")
	c.Flags().IntVar(&o.minutes, "minutes", 120, "")
	c.Flags().IntVar(&o.least, "least", assess.LeastPeople, "")
	c.Flags().IntVar(&o.leastOrganisation, "least-organisations", assess.LeastOrganisations, "")
	c.Flags().BoolVar(&o.freeText, "free-text", false, "")
	c.Flags().StringVar(&o.frame, "frame", "", "")
	return c
}

// workshopNew makes the folder of a workshop. Nothing is on the disk before
// everything is known.
func (a *app) workshopNew(ctx context.Context, name string, o workshopOptions) error {
	if err := checkFolderName(name); err != nil {
		return err
	}
	if store.Occupied(name) {
		return fromWorkshop(name, &store.Error{Op: "save", File: name, Reason: store.ErrNotEmpty})
	}
	if err := o.check(); err != nil {
		return err
	}
	if len(o.questionnaires) == 0 {
		id, err := a.chooseQuestionnaire(ctx)
		if err != nil || id == "" {
			return a.left(err, nil)
		}
		o.questionnaires = []string{id}
	}
	w, list, err := a.describeWorkshop(name, o)
	if err != nil {
		return err
	}
	if w.Frame, err = a.workshopFrame(ctx, o.frame, list); err != nil {
		return err
	}
	made, err := store.CreateWorkshop(name, w, a.resolverIn("", a.language()))
	if err != nil {
		return fromWorkshop(name, err)
	}
	defer made.Close()
	return a.tellNew(made)
}

// checkFolderName refuses a name that is no folder's on some system.
func checkFolderName(name string) error {
	if fault := store.CheckFolderName(name); fault != "" {
		return workshopUsage("name_"+fault, phrases.V{"found": name}, "new")
	}
	return nil
}

// mostTitle bounds the title of a workshop, in characters: it stands on one
// line of pages and reports.
const mostTitle = 120

// check refuses numbers that make no sense, and a title that is no line.
func (o workshopOptions) check() error {
	if utf8.RuneCountInString(o.title) > mostTitle || strings.ContainsFunc(o.title, unicode.IsControl) {
		return workshopUsage("title", phrases.V{"most": mostTitle})
	}
	for _, n := range []struct {
		flag             string
		value, low, high int
	}{
		{"--minutes", o.minutes, 10, 1440},
		{"--cards", o.cards, 0, 999},
		{"--least", o.least, assess.LeastPeople, 999},
		{"--least-organisations", o.leastOrganisation, assess.LeastOrganisations, 999},
	} {
		if n.value < n.low || n.value > n.high {
			id := "number"
			if strings.HasPrefix(n.flag, "--least") && n.value < n.low {
				id = "least"
			}
			return workshopUsage(id, phrases.V{"flag": n.flag, "found": n.value, "low": n.low, "high": n.high})
		}
	}
	return nil
}

// describeWorkshop puts a workshop together: what is asked, of whom.
func (a *app) describeWorkshop(name string, o workshopOptions) (*assess.Workshop, []*assess.Questionnaire, error) {
	w := &assess.Workshop{Title: cmpOr(o.title, name), Language: a.phrases().Lang(), Created: assess.DateOf(a.env.Now()),
		Minutes: o.minutes, Cards: o.cards, FreeText: o.freeText,
		Minimum: assess.Minimum{People: o.least, Organisations: o.leastOrganisation}}
	var list []*assess.Questionnaire
	for _, id := range o.questionnaires {
		q, err := a.questionnaire(id)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, q)
	}
	if err := a.addParties(w, list, name, o); err != nil {
		return nil, nil, err
	}
	for _, p := range w.Parties {
		if o.freeText && p.Group.Sensitive() {
			return nil, nil, workshopUsage("free_text", phrases.V{"group": a.groupName(p.Group)})
		}
	}
	var err error
	w.ID, err = a.newID()
	return w, list, err
}

// addParties lets groups respond to questionnaires: those that were named, or
// all that the questionnaires are for.
func (a *app) addParties(w *assess.Workshop, list []*assess.Questionnaire, name string, o workshopOptions) error {
	var known []string
	for i, q := range list {
		file := ""
		if looksLikePath(o.questionnaires[i]) {
			file = relative(o.questionnaires[i], filepath.Join(name, "workshop.yaml"))
		}
		asked := 0
		for _, g := range q.Groups {
			known = append(known, string(g))
			if len(o.groups) > 0 && !slices.Contains(o.groups, string(g)) {
				continue
			}
			if w.Party(g) != nil {
				return workshopUsage("group_twice", phrases.V{"group": string(g)})
			}
			w.Parties = append(w.Parties, assess.Party{Group: g, Questionnaire: assess.Ref{ID: q.ID, Version: q.Version}, File: file})
			asked++
		}
		if asked == 0 {
			return workshopUsage("nobody_asked", phrases.V{"id": q.ID, "groups": strings.Join(o.groups, ", ")})
		}
	}
	for _, g := range o.groups {
		if !slices.Contains(known, g) {
			return workshopUsage("no_group", phrases.V{"found": g, "groups": strings.Join(known, ", ")})
		}
	}
	return nil
}

// workshopFrame gives what the workshop is about: from a file, or asked.
func (a *app) workshopFrame(ctx context.Context, file string, list []*assess.Questionnaire) (assess.Frame, error) {
	if file != "" {
		data, err := readFile(file)
		if err != nil {
			return assess.Frame{}, err
		}
		as, err := store.ParseFrame(file, data, list[0])
		if err != nil {
			return assess.Frame{}, fromStore(err)
		}
		if missing := as.Frame.Missing(nil); len(missing) > 0 {
			return assess.Frame{}, workshopFailure(ExitFaults, "frame_lacks", phrases.V{"file": file, "missing": strings.Join(missing, ", ")}, nil)
		}
		return forAll(as.Frame), nil
	}
	var titles []string
	for _, q := range list {
		titles = append(titles, q.Title)
	}
	// One group: who answers is known.
	q := &assess.Questionnaire{Title: strings.Join(titles, " · "), Language: list[0].Language, Groups: list[0].Groups[:1]}
	frame, err := form.AskFrame(ctx, a.terminal(), &form.Sitting{Questionnaire: q, Framework: a.framework(), Phrases: a.phrases()})
	if err != nil {
		return assess.Frame{}, a.left(err, nil)
	}
	return forAll(frame), nil
}

// forAll takes out of a frame what differs from group to group.
func forAll(f assess.Frame) assess.Frame {
	f.Group, f.Organisation, f.People, f.Facilitated, f.Date = "", "", 0, false, assess.Date{}
	return f
}

// tellNew says what was made, how the day goes, and what the minimum means.
func (a *app) tellNew(made *store.Workshop) error {
	p, w, out := a.phrases(), made.Workshop(), a.workshopOut()
	items, sections, minutes := 0, 0, 0
	for _, party := range w.Parties {
		q := made.Questionnaire(party.Group)
		if n := len(q.Items()); n > items {
			items, sections = n, len(q.Sections)
		}
		minutes = max(minutes, q.Minutes)
	}
	out.say(0, p.T("workshop.new.made", phrases.V{"title": w.Title, "folder": filepath.ToSlash(made.Dir()),
		"items": p.N("cli.list.items", items), "sections": p.N("workshop.new.sections", sections)}))
	for _, party := range w.Parties {
		out.say(2, p.T("workshop.new.party", phrases.V{"group": a.groupName(party.Group), "id": party.Questionnaire.ID}))
	}
	d := assess.PlanDay(w.Minutes, minutes)
	out.say(2, p.T("workshop.new.day", phrases.V{"minutes": w.Minutes, "opening": d.Opening, "responding": d.Responding,
		"talking": d.Talking, "plan": d.Plan, "closing": d.Closing}))
	out.say(2, a.minimumWords(&w))
	notes := "notes_off"
	if w.FreeText {
		notes = "notes_on"
	}
	out.say(2, p.T("workshop.new."+notes))
	out.say(2, a.fictional(&w))
	if out.err == nil {
		a.next("csi workshop room "+quote(made.Dir()), "csi workshop handout "+quote(made.Dir()), "csi workshop status "+quote(made.Dir()))
	}
	return out.err
}

// minimumWords says from how many on a group is shown.
func (a *app) minimumWords(w *assess.Workshop) string {
	p := a.phrases()
	if w.Cards > 0 {
		return p.T("workshop.minimum_cards", phrases.V{"people": w.Minimum.People, "organisations": w.Minimum.Organisations})
	}
	return p.T("workshop.minimum", phrases.V{"people": fmt.Sprint(w.Minimum.People)})
}
