package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// enterOptions are the flags of "csi workshop enter".
type enterOptions struct {
	folder, group string
	card          int
	second        bool
	from          []string
}

// workshopEnterCommand is "csi workshop enter": paper sheets typed in.
func (a *app) workshopEnterCommand() *cobra.Command {
	var o enterOptions
	c := &cobra.Command{
		Use:  "enter FOLDER",
		Args: oneFolder("enter.hint.folder"),
		RunE: func(c *cobra.Command, args []string) error {
			o.folder = args[0]
			if len(o.from) > 0 {
				return a.enterFilled(o)
			}
			return a.enter(c.Context(), o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.group, "group", "", "")
	f.IntVar(&o.card, "card", 0, "")
	f.BoolVar(&o.second, "second", false, "")
	f.StringSliceVar(&o.from, "from", nil, "")
	return c
}

// entering is one sitting of a typist.
type entering struct {
	*app
	o     enterOptions
	w     *store.Workshop
	about assess.Workshop
	party assess.Party
	q     *assess.Questionnaire // in the language of the workshop, in which reasons are kept
	saved int
}

// partyOf finds the group that a command is about: the only one, or the one that
// is named.
func partyOf(w *assess.Workshop, group string) (assess.Party, error) {
	names := phrases.V{"found": group, "names": strings.Join(groupIDs(w), ", ")}
	switch party := w.Party(assess.Group(group)); {
	case party != nil:
		return *party, nil
	case group != "":
		return assess.Party{}, wrongPaper("handout.error.group", names)
	case len(w.Parties) != 1:
		return assess.Party{}, wrongPaper("handout.error.group_which", names)
	}
	return w.Parties[0], nil
}

// paperDesk opens a workshop to put paper into it.
func (a *app) paperDesk(o enterOptions) (*entering, error) {
	w, err := a.openForPeople(o.folder)
	if err != nil {
		return nil, err
	}
	e := &entering{app: a, o: o, w: w, about: w.Workshop()}
	if e.party, err = partyOf(&e.about, o.group); err == nil {
		err = e.open()
	}
	if err != nil {
		w.Close()
		return nil, err
	}
	return e, nil
}

func (e *entering) open() error {
	parts := phrases.V{"folder": quote(e.o.folder), "card": e.o.card, "cards": e.about.Cards}
	switch {
	case e.about.Fictional:
		return &failure{code: ExitFailure, id: "enter.error.fictional", parts: parts}
	case e.o.card != 0 && e.about.Cards == 0:
		return wrongPaper("enter.error.no_cards", parts)
	case e.o.card < 0 || e.o.card > e.about.Cards:
		return wrongPaper("enter.error.card", parts)
	}
	q, err := e.partyQuestionnaire(e.o.folder, e.party, e.about.Language)
	e.q = q
	return err
}

// enter types sheet after sheet.
func (a *app) enter(ctx context.Context, o enterOptions) error {
	e, err := a.paperDesk(o)
	if err != nil {
		return err
	}
	defer e.w.Close()
	p := a.phrases()
	a.env.say(p.T("enter.greeting", phrases.V{
		"group": a.groupName(e.party.Group), "id": e.q.ID, "version": e.q.Version, "count": p.N("cli.list.items", len(e.q.Items())),
	}))
	one := e.sheet
	if o.second {
		one = e.secondSheet
	}
	for {
		more, err := one(ctx)
		if err != nil {
			return e.leave(err)
		}
		if !more {
			break
		}
		another, err := form.AskYes(ctx, a.terminal(), p, p.T("enter.another"))
		if errors.Is(err, form.ErrInputEnded) {
			a.env.say(p.N("enter.ended", e.saved, phrases.V{"folder": o.folder}))
			return quiet(ExitStopped)
		}
		if err != nil && !errors.Is(err, form.ErrStopped) {
			return e.leave(err)
		}
		if err != nil || !another {
			break
		}
	}
	a.env.say(p.N("enter.ended", e.saved, phrases.V{"folder": o.folder}))
	if e.saved > 0 && !o.second {
		a.next("csi workshop enter "+quote(o.folder)+" --second", "csi workshop results "+quote(o.folder))
	} else {
		a.next("csi workshop results " + quote(o.folder))
	}
	return nil
}

// leftSheet is the way out of a typist who leaves a sheet unfinished.
type leftSheet struct {
	cause  error
	number int
	typed  int // items that are kept
}

func (l *leftSheet) Error() string { return "sheet left" }
func (l *leftSheet) Unwrap() error { return l.cause }

// leave says what is kept of a sheet that was left.
func (e *entering) leave(err error) error {
	p := e.phrases()
	var l *leftSheet
	left := errors.Is(err, form.ErrStopped) || errors.Is(err, context.Canceled) // the end of input counts as both
	switch {
	case !left:
		return fromStore(err)
	case errors.As(err, &l) && l.typed > 0:
		e.env.say(p.T("enter.draft", phrases.V{"sheet": l.number, "count": l.typed, "items": len(e.q.Items())}))
	default:
		e.env.say(p.N("enter.stopped", e.saved))
	}
	again := "csi workshop enter " + quote(e.o.folder)
	if e.o.group != "" {
		again += " --group " + e.o.group
	}
	if e.o.second {
		again += " --second"
	}
	e.env.say(p.T("cli.go_on", phrases.V{"command": again}))
	return quiet(ExitStopped)
}

// sheet types one sheet: a draft that was left, or a new one.
func (e *entering) sheet(ctx context.Context) (bool, error) {
	sheets, err := e.w.Sheets()
	if err != nil {
		return false, err
	}
	s, err := e.draft(ctx, sheets)
	if err != nil {
		return false, err
	}
	p := e.phrases()
	if s == nil {
		s = &store.Sheet{Number: nextNumber(sheets), Group: e.party.Group, First: map[string]assess.Response{}}
		e.env.say(p.T("enter.new", phrases.V{"sheet": s.Number}))
		if s.Card, err = e.card(ctx); err != nil {
			return false, err
		}
	}
	done, err := form.EnterSheet(ctx, e.terminal(), &form.Entry{
		Questionnaire: e.q, Titles: e.titles(), Phrases: p, Number: s.Number, Said: s.First, From: passed(e.q, s.First), Unsaid: p.T("enter.unsaid"),
		Keep: func(map[string]assess.Response) error { return e.w.PutSheet(*s) },
	})
	switch {
	case err != nil:
		return false, &leftSheet{err, s.Number, len(s.First)}
	case !done:
		e.env.say(p.T("enter.draft", phrases.V{"sheet": s.Number, "count": len(s.First), "items": len(e.q.Items())}))
		return true, nil
	}
	late, err := e.w.SaveSheet(*s, e.env.Rand)
	if err != nil {
		return false, err
	}
	e.saved++
	e.env.say(p.T("enter.saved", phrases.V{"sheet": s.Number}))
	if late > 0 {
		e.env.say(p.N("enter.late", late))
	}
	return true, nil
}

// titles gives the names of the sections in the language of the screens.
func (e *entering) titles() []string {
	var out []string
	for _, s := range e.w.Questionnaire(e.party.Group).Sections {
		out = append(out, s.Title)
	}
	return out
}

// draft offers a sheet of this group that was left unfinished; nil for none.
func (e *entering) draft(ctx context.Context, sheets []store.Sheet) (*store.Sheet, error) {
	p := e.phrases()
	for i := range sheets {
		s := &sheets[i]
		if s.Saved() || s.Group != e.party.Group || len(s.First) == 0 {
			continue
		}
		yes, err := form.AskYes(ctx, e.terminal(), p, p.T("enter.go_on", phrases.V{"sheet": s.Number, "count": len(s.First), "items": len(e.q.Items())}))
		if err != nil {
			return nil, err
		}
		if yes {
			return s, nil
		}
	}
	return nil, nil
}

// nextNumber gives the number that no sheet has.
func nextNumber(sheets []store.Sheet) int {
	n := 0
	for _, s := range sheets {
		n = max(n, s.Number)
	}
	return n + 1
}

// passed counts the items up to the last one that was typed.
func passed(q *assess.Questionnaire, said map[string]assess.Response) int {
	n := 0
	for i, it := range q.Items() {
		if said[it.ID].State != assess.Blank {
			n = i + 1
		}
	}
	return n
}

// card asks for the number of the organisation's card, where the workshop has
// cards and no flag names one.
func (e *entering) card(ctx context.Context) (int, error) {
	if e.about.Cards == 0 || e.o.card > 0 {
		return e.o.card, nil
	}
	p, parts := e.phrases(), phrases.V{"cards": e.about.Cards}
	line, err := form.AskLine(ctx, e.terminal(), p, p.T("enter.card", parts), "", func(typed string) string {
		if n, err := strconv.Atoi(typed); err != nil || n < 1 || n > e.about.Cards {
			return p.T("enter.card_wrong", parts)
		}
		return ""
	})
	n, _ := strconv.Atoi(line)
	return n, err
}

// secondSheet types a sheet once more, compares, and settles what differs.
func (e *entering) secondSheet(ctx context.Context) (bool, error) {
	s, err := e.pickSecond(ctx)
	if err != nil || s == nil {
		return false, err
	}
	p := e.phrases()
	if s.Second == nil {
		s.Second = map[string]assess.Response{}
	}
	card, err := e.card(ctx)
	if err != nil {
		return false, err
	}
	done, err := form.EnterSheet(ctx, e.terminal(), &form.Entry{
		Questionnaire: e.q, Titles: e.titles(), Phrases: p, Number: s.Number, Said: s.Second, From: passed(e.q, s.Second), Unsaid: p.T("enter.unsaid"),
		Keep: func(map[string]assess.Response) error { return e.w.PutSheet(*s) },
	})
	if err != nil || !done {
		if err == nil {
			err = form.ErrStopped
		}
		return false, &leftSheet{err, s.Number, len(s.Second)}
	}
	if err := e.settle(ctx, s, card); err != nil {
		return false, err
	}
	e.saved++
	return true, nil
}

// pickSecond asks which of the sheets that were typed once is typed again; nil
// when there is none.
func (e *entering) pickSecond(ctx context.Context) (*store.Sheet, error) {
	sheets, err := e.w.Sheets()
	if err != nil {
		return nil, err
	}
	sheets = slices.DeleteFunc(sheets, func(s store.Sheet) bool { return s.Group != e.party.Group || !s.Saved() || s.Twice })
	p := e.phrases()
	if len(sheets) == 0 {
		e.env.say(p.T("enter.none_left"))
		return nil, nil
	}
	var numbers []string
	for _, s := range sheets {
		numbers = append(numbers, strconv.Itoa(s.Number))
	}
	line, err := form.AskLine(ctx, e.terminal(), p, p.T("enter.which", phrases.V{"numbers": strings.Join(numbers, ", ")}), "", func(typed string) string {
		if slices.Contains(numbers, typed) {
			return ""
		}
		return p.T("enter.which_wrong", phrases.V{"numbers": strings.Join(numbers, ", ")})
	})
	if err != nil {
		return nil, err
	}
	return &sheets[slices.Index(numbers, line)], nil
}

// settle compares two typings and keeps what the sheet says.
func (e *entering) settle(ctx context.Context, s *store.Sheet, card int) error {
	p := e.phrases()
	person, _ := e.w.Person(s.Code)
	first := map[string]assess.Response{}
	if len(person.Rounds) > 0 {
		first = person.Rounds[0]
	}
	if card != person.Card {
		e.env.say(p.T("enter.card_differs", phrases.V{"first": person.Card, "second": card}))
		var err error
		if card, err = e.card(ctx); err != nil {
			return &leftSheet{err, s.Number, len(s.Second)}
		}
	}
	change := map[string]assess.Response{}
	differences := form.Compare(e.q, first, s.Second)
	if len(differences) > 0 {
		var err error
		if change, err = form.Settle(ctx, e.terminal(), p, differences, p.T("enter.unsaid")); err != nil {
			return &leftSheet{err, s.Number, len(s.Second)}
		}
	}
	shown := e.w.Correct(s.Code, 1, card, change)
	if shown != nil && !errors.Is(shown, store.ErrShown) {
		return shown
	}
	s.Twice, s.Second = true, nil
	if err := e.w.PutSheet(*s); err != nil {
		return err
	}
	parts := phrases.V{"sheet": s.Number, "items": len(e.q.Items())}
	switch {
	case shown != nil:
		e.env.say(p.T("enter.shown", parts))
	case len(differences) == 0:
		e.env.say(p.T("enter.same", parts))
	default:
		e.env.say(p.N("enter.compared", len(differences), parts))
	}
	return nil
}
