package cli

import (
	"github.com/spf13/cobra"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// workshopChangeCommand is "csi workshop change": another title, more minutes,
// a higher minimum.
func (a *app) workshopChangeCommand() *cobra.Command {
	var o workshopOptions
	c := &cobra.Command{
		Use:  "change FOLDER",
		Args: oneWorkshop,
		RunE: func(c *cobra.Command, args []string) error { return a.workshopChange(c, args[0], o) },
	}
	c.Flags().StringVar(&o.title, "title", "", "")
	c.Flags().IntVar(&o.minutes, "minutes", 120, "")
	c.Flags().IntVar(&o.cards, "cards", 0, "")
	c.Flags().IntVar(&o.least, "least", assess.LeastPeople, "")
	c.Flags().IntVar(&o.leastOrganisation, "least-organisations", assess.LeastOrganisations, "")
	c.Flags().BoolVar(&o.freeText, "free-text", false, "")
	return c
}

// workshopChange saves what the flags say that were given.
func (a *app) workshopChange(c *cobra.Command, folder string, o workshopOptions) error {
	given := func(flag string) bool { return c.Flags().Changed(flag) }
	any := false
	for _, flag := range []string{"title", "minutes", "cards", "least", "least-organisations", "free-text"} {
		any = any || given(flag)
	}
	if !any {
		return workshopUsage("nothing_to_change", phrases.V{"command": c.CommandPath()}, "change")
	}
	if err := o.check(); err != nil {
		return err
	}
	w, err := a.openWorkshop(folder)
	if err != nil {
		return err
	}
	defer w.Close()
	old := w.Workshop()
	for _, p := range old.Parties {
		if o.freeText && p.Group.Sensitive() {
			return workshopUsage("free_text", phrases.V{"group": a.groupName(p.Group)})
		}
	}
	if given("cards") {
		if err := cardsFit(o.cards, &old, w.People()); err != nil {
			return err
		}
	}
	err = w.Change(func(next *assess.Workshop) {
		if given("title") {
			next.Title = o.title
		}
		if given("minutes") {
			next.Minutes = o.minutes
		}
		if given("cards") {
			next.Cards = o.cards
		}
		if given("least") {
			next.Minimum.People = o.least
		}
		if given("least-organisations") {
			next.Minimum.Organisations = o.leastOrganisation
		}
		if given("free-text") {
			next.FreeText = o.freeText
		}
	})
	if err != nil {
		return fromWorkshop(folder, err)
	}
	return a.workshopStatus(folder, false)
}

// cardsFit refuses another number of cards when people hold cards that it does
// not have, or hold none.
func cardsFit(cards int, w *assess.Workshop, people []assess.Participant) error {
	highest := 0
	for i := range people {
		highest = max(highest, people[i].Card)
	}
	if len(people) > 0 && (cards < highest || (cards == 0) != (w.Cards == 0)) {
		return workshopUsage("cards_used", phrases.V{"found": cards})
	}
	return nil
}
