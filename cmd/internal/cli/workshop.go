package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
)

// workshopCommand is "csi workshop handout | enter | tally".
func (a *app) workshopCommand() *cobra.Command {
	return parent("workshop", a.workshopHandoutCommand(), a.workshopEnterCommand(), a.workshopTallyCommand())
}

// openWorkshop opens a workshop for saving.
func (a *app) openWorkshop(folder string) (*store.Workshop, error) {
	w, err := store.OpenWorkshop(folder, a.resolverIn("", a.language()))
	return w, fromWorkshop(folder, err)
}

// readWorkshop reads a workshop to look at.
func (a *app) readWorkshop(folder string) (*store.Workshop, error) {
	w, err := store.ReadWorkshop(folder, a.resolverIn("", a.language()))
	return w, fromWorkshop(folder, err)
}

// fromWorkshop puts what a workshop refuses into words.
func fromWorkshop(_ string, err error) error {
	var e *store.Error
	if errors.Is(err, store.ErrNoWorkshop) && errors.As(err, &e) {
		return &failure{code: ExitFailure, text: e.Error()}
	}
	return fromStore(err)
}

// groupName names a group in the language of the screens.
func (a *app) groupName(g assess.Group) string {
	return assess.Find(a.framework().Groups, string(g)).Name()
}

// groupIDs lists the groups of a workshop.
func groupIDs(w *assess.Workshop) []string {
	var out []string
	for _, p := range w.Parties {
		out = append(out, string(p.Group))
	}
	return out
}
