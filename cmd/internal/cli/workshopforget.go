package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// workshopForgetCommand is "csi workshop forget": what each person said is
// removed.
func (a *app) workshopForgetCommand() *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use:  "forget FOLDER",
		Args: oneWorkshop,
		RunE: func(c *cobra.Command, args []string) error { return a.workshopForget(c.Context(), args[0], yes) },
	}
	c.Flags().BoolVar(&yes, "yes", false, "")
	return c
}

// workshopForget says what goes and what stays, asks, and removes.
func (a *app) workshopForget(ctx context.Context, folder string, yes bool) error {
	w, err := a.openWorkshop(folder)
	if err != nil {
		return err
	}
	defer w.Close()
	if _, done := w.Forgotten(); done {
		return a.forgetAgain(w, folder)
	}
	desk, err := a.desk(w)
	if err != nil {
		return fromWorkshop(folder, err)
	}
	words := a.forgetWords(desk)
	if yes || a.plain() {
		out := &lines{w: a.env.Err, width: min(80, a.env.Width())}
		for _, text := range words {
			out.say(0, text)
		}
	}
	if !yes {
		if agreed, err := a.confirmForget(ctx, folder, words); err != nil || !agreed {
			return err
		}
	}
	on := assess.DateOf(a.env.Now())
	statement := a.statement(desk, on)
	if err := w.Forget(on, []byte(statement)); err != nil {
		return fromWorkshop(folder, err)
	}
	fmt.Fprint(a.env.Out, statement)
	a.env.say(a.phrases().T("workshop.forget.done", phrases.V{"file": filepath.ToSlash(w.StatementFile())}))
	a.next("csi workshop report "+quote(folder), "csi workshop results "+quote(folder))
	return nil
}

// forgetAgain completes a removal that was interrupted.
func (a *app) forgetAgain(w *store.Workshop, folder string) error {
	on, _ := w.Forgotten()
	if err := w.Forget(on, nil); err != nil {
		return fromWorkshop(folder, err)
	}
	if statement, err := os.ReadFile(w.StatementFile()); err == nil {
		fmt.Fprint(a.env.Out, string(statement))
	}
	a.env.say(a.phrases().T("workshop.forget.before", phrases.V{"date": a.phrases().Date(on)}))
	return nil
}

// forgetWords says before the question what goes, what stays, and what nobody
// has seen yet.
func (a *app) forgetWords(d *workshopDesk) []string {
	p := a.phrases()
	unseen := 0
	people := d.People()
	for _, party := range d.Workshop.Workshop().Parties {
		for _, it := range d.Questionnaire(party.Group).Items() {
			if d.Stand(party.Group, it.ID).Shown == 0 && len(assess.Ballots(people, party.Group, it.ID, 99)) > 0 {
				unseen++
			}
		}
	}
	words := []string{p.T("workshop.forget.goes"), p.T("workshop.forget.stays")}
	if unseen > 0 {
		words = append(words, p.N("workshop.forget.unseen", unseen),
			p.T("workshop.forget.see", phrases.V{"command": "csi workshop results " + quote(d.Dir())}))
	}
	return words
}

// confirmForget asks whether to go on: nothing else asks twice.
func (a *app) confirmForget(ctx context.Context, folder string, words []string) (bool, error) {
	p := a.phrases()
	if a.plain() {
		return false, workshopUsage("yes_missing", phrases.V{"folder": quote(folder)}, "yes")
	}
	choice, err := form.Choose(ctx, a.terminal(), p, form.List{
		Head: p.T("workshop.forget.head"), Title: p.T("workshop.forget.ask"), Back: true, Cursor: "keep",
		Intro: words,
		Choices: []form.Choice{
			{ID: "keep", Label: p.T("workshop.forget.no")},
			{ID: "forget", Label: p.T("workshop.forget.yes")},
		}})
	if err != nil {
		return false, a.left(err, nil)
	}
	if choice != "forget" {
		a.env.say(p.T("workshop.forget.kept"))
	}
	return choice == "forget", nil
}

// statement is what the minutes of the workshop say about the removal, in the
// language of the workshop.
func (a *app) statement(d *workshopDesk, on assess.Date) string {
	w := d.Workshop.Workshop()
	p := a.catalogue(w.Language)
	var b strings.Builder
	say := func(text string) { fmt.Fprintln(&b, wrap(text, 78, 0)) }
	say(p.T("workshop.statement.title", phrases.V{"title": w.Title}))
	if w.Fictional {
		say(p.T("workshop.fictional"))
	}
	say("")
	say(p.T("workshop.statement.removed", phrases.V{"date": p.Date(on)}))
	least := "workshop.statement.kept"
	if w.Cards > 0 {
		least = "workshop.statement.kept_cards"
	}
	say(p.T(least, phrases.V{"people": w.Minimum.People, "organisations": w.Minimum.Organisations}))
	var files []string
	for _, party := range w.Parties {
		if _, err := os.Stat(d.AgreedFile(party.Group)); err == nil {
			files = append(files, filepath.Base(d.AgreedFile(party.Group)))
		}
	}
	if len(files) > 0 {
		say(p.T("workshop.statement.agreed", phrases.V{"files": p.List(files)}))
	}
	say(p.T("workshop.statement.elsewhere"))
	return b.String()
}
