package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// agreeOptions are the flags of "csi workshop agree".
type agreeOptions struct{ group, item, order, output string }

// workshopAgreeCommand is "csi workshop agree": the group decides, item by
// item.
func (a *app) workshopAgreeCommand() *cobra.Command {
	var o agreeOptions
	c := &cobra.Command{
		Use:  "agree FOLDER",
		Args: oneWorkshop,
		RunE: func(c *cobra.Command, args []string) error { return a.workshopAgree(c.Context(), args[0], o) },
	}
	c.Flags().StringVar(&o.group, "group", "", "")
	c.Flags().StringVar(&o.item, "item", "", "")
	c.Flags().StringVar(&o.order, "order", "agenda", "")
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	return c
}

// workshopAgree asks what the group decides. Every decision is on the disk
// before the next item comes.
func (a *app) workshopAgree(ctx context.Context, folder string, o agreeOptions) error {
	if o.order != "agenda" && o.order != "items" {
		return workshopUsage("order", phrases.V{"found": o.order})
	}
	if o.output != "" {
		if _, err := os.Lstat(o.output); err == nil {
			return fromStore(&store.Error{Op: "save", File: o.output, Reason: store.ErrExists})
		}
	}
	w, err := a.openWorkshop(folder)
	if err != nil {
		return err
	}
	defer w.Close()
	desk, err := a.desk(w)
	if err != nil {
		return fromWorkshop(folder, err)
	}
	g, err := a.whichGroup(ctx, w, o.group)
	if err != nil || g == "" {
		return err
	}
	description := w.Workshop()
	if text := a.fictional(&description); text != "" {
		a.env.say(text)
	}
	matters, err := desk.matters(g, o)
	if err != nil {
		return err
	}
	err = form.AskAgreements(ctx, a.terminal(), &form.Agreeing{
		Phrases: a.phrases(), Framework: a.framework(), Group: a.groupName(g), Matters: matters, One: o.item != "",
		Decide: func(item string, m form.Agreement) error { return desk.Agree(g, item, m) },
	})
	return a.afterAgreeing(desk, g, o, err)
}

// whichGroup gives the group that agrees: the one named, the only one, or one
// that is chosen; "" when the person went back.
func (a *app) whichGroup(ctx context.Context, w *store.Workshop, named string) (assess.Group, error) {
	description := w.Workshop()
	if named != "" {
		return party(&description, named)
	}
	if len(description.Parties) == 1 {
		return description.Parties[0].Group, nil
	}
	l := form.List{Head: description.Title, Title: a.phrases().T("workshop.agree.which_group"), Back: true}
	for _, p := range description.Parties {
		l.Choices = append(l.Choices, form.Choice{ID: string(p.Group), Label: a.groupName(p.Group),
			Same: "csi workshop agree " + quote(w.Dir()) + " --group " + string(p.Group)})
	}
	id, err := form.Choose(ctx, a.terminal(), a.phrases(), l)
	return assess.Group(id), a.left(err, nil)
}

// matters lists what a group agrees on, what matters most first, or in item
// order.
func (d *workshopDesk) matters(g assess.Group, o agreeOptions) ([]form.Matter, error) {
	q, published := d.Questionnaire(g), d.Published()
	if o.item != "" && q.Item(o.item) == nil {
		return nil, workshopUsage("no_item", phrases.V{"found": o.item, "id": q.ID})
	}
	spreads := published.Spreads(g)
	var order []string
	if o.order == "agenda" {
		profile := assess.NewGroupProfile(q, g, spreads, nil, d.app.framework().Targets)
		talking := assess.PlanDay(d.Workshop.Workshop().Minutes, q.Minutes).Talking
		for _, topic := range assess.Agenda(profile, talking) {
			order = append(order, topic.Item.ID)
		}
	}
	for _, it := range q.Items() {
		if !slices.Contains(order, it.ID) {
			order = append(order, it.ID)
		}
	}
	if o.item != "" {
		order = []string{o.item}
	}
	decided := d.decided(g)
	var out []form.Matter
	for _, id := range order {
		m := form.Matter{Item: q.Item(id), Round: d.Stand(g, id).Shown}
		for i := range spreads {
			if spreads[i].Item.ID == id {
				m.Spread = spreads[i]
			}
		}
		if was, ok := decided[id]; ok {
			m.Decided = &was
		}
		out = append(out, m)
	}
	return out, nil
}

// afterAgreeing says what is agreed and what comes next; with -o it copies the
// agreed assessment.
func (a *app) afterAgreeing(d *workshopDesk, g assess.Group, o agreeOptions, asked error) error {
	agreed, left, items := 0, 0, len(d.Questionnaire(g).Items())
	for _, m := range d.decided(g) {
		if m.Left {
			left++
		} else {
			agreed++
		}
	}
	p, file := a.phrases(), filepath.ToSlash(d.AgreedFile(g))
	if _, err := os.Stat(d.AgreedFile(g)); err == nil {
		a.env.say(p.T("workshop.agree.done", phrases.V{"agreed": agreed, "left": left, "items": items, "file": file}))
	}
	if asked != nil && !errors.Is(asked, form.ErrStopped) {
		return fromWorkshop(d.Dir(), asked)
	}
	if asked == nil && o.output != "" && agreed > 0 {
		if err := a.copyAgreed(d, g, o.output); err != nil {
			return err
		}
	}
	if asked != nil {
		a.env.say(p.T("cli.go_on", phrases.V{"command": "csi workshop agree " + quote(d.Dir())}))
		return quiet(ExitStopped)
	}
	if agreed > 0 {
		a.next("csi score "+quote(file), "csi workshop report "+quote(d.Dir()))
	}
	return nil
}

// copyAgreed saves the agreed assessment under another name.
func (a *app) copyAgreed(d *workshopDesk, g assess.Group, name string) error {
	doc, err := d.Agreed(g)
	if err != nil {
		return fromWorkshop(d.Dir(), err)
	}
	as := *doc.Assessment
	if as.QuestionnaireFile != "" {
		as.QuestionnaireFile = relative(filepath.Join(d.Dir(), as.QuestionnaireFile), name)
	}
	f, err := store.Create(name, doc.Questionnaire)
	if err != nil {
		return fromStore(err)
	}
	defer f.Close()
	if err := f.Save(&as); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("workshop.agree.copied", phrases.V{"file": name}))
	return nil
}
