package cli

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// workshopCommand is "csi workshop": a room responds, sees where it disagrees
// and agrees.
func (a *app) workshopCommand() *cobra.Command {
	return parent("workshop",
		a.workshopNewCommand(),
		a.workshopStatusCommand(),
		a.workshopChangeCommand(),
		a.workshopAddCommand(),
		a.workshopAgreeCommand(),
		a.workshopForgetCommand(),
		a.workshopSimulateCommand(),
		a.workshopRoomCommand(),
		a.workshopHandoutCommand(),
		a.workshopEnterCommand(),
		a.workshopTallyCommand(),
		a.workshopResultsCommand(),
		a.workshopAgendaCommand(),
		a.workshopReportCommand(),
	)
}

// workshopUsage makes the failure of a workshop command used wrongly.
func workshopUsage(id string, parts phrases.V, hints ...string) error {
	return workshopFailure(ExitUsage, id, parts, hints)
}

// workshopFailed makes the failure of something that could not be done with a
// workshop.
func workshopFailed(id string, parts phrases.V, hints ...string) error {
	return workshopFailure(ExitFailure, id, parts, hints)
}

func workshopFailure(code int, id string, parts phrases.V, hints []string) error {
	f := &failure{code: code, id: "workshop.error." + id, parts: parts}
	for _, h := range hints {
		f.hints = append(f.hints, "workshop.hint."+h)
	}
	return f
}

// oneWorkshop asks for the folder of one workshop.
func oneWorkshop(c *cobra.Command, args []string) error {
	parts := phrases.V{"command": c.CommandPath(), "parent": c.CommandPath()}
	switch {
	case len(args) == 0:
		return workshopUsage("folder_missing", parts, "folder_missing")
	case len(args) > 1:
		parts["found"] = args[1]
		return workshopUsage("one_folder", parts, "folder_missing")
	}
	return nil
}

// openWorkshop opens a workshop for saving.
func (a *app) openWorkshop(folder string) (*store.Workshop, error) {
	w, err := store.OpenWorkshop(folder, a.resolverIn("", a.language()))
	return w, fromWorkshop(folder, err)
}

// openForPeople opens a workshop that still takes what people say.
func (a *app) openForPeople(folder string) (*store.Workshop, error) {
	w, err := a.openWorkshop(folder)
	if err != nil {
		return nil, err
	}
	if _, yes := w.Forgotten(); yes {
		w.Close()
		return nil, fromWorkshop(folder, &store.Error{Op: "save", File: folder, Reason: store.ErrForgotten})
	}
	return w, nil
}

// readWorkshop reads a workshop to look at.
func (a *app) readWorkshop(folder string) (*store.Workshop, error) {
	w, err := store.ReadWorkshop(folder, a.resolverIn("", a.language()))
	return w, fromWorkshop(folder, err)
}

// fromWorkshop puts what a workshop refuses into words.
func fromWorkshop(folder string, err error) error {
	parts := phrases.V{"folder": quote(folder)}
	for _, known := range []struct {
		reason error
		id     string
		hints  []string
	}{
		{store.ErrNoWorkshop, "no_workshop", []string{"new"}},
		{store.ErrNotEmpty, "not_empty", []string{"other_name"}},
		{store.ErrMinimum, "minimum_lowered", nil},
		{store.ErrForgotten, "forgotten", nil},
		{store.ErrNotAgreed, "not_agreed", []string{"agree"}},
	} {
		if errors.Is(err, known.reason) {
			return workshopFailed(known.id, parts, known.hints...)
		}
	}
	return fromStore(err)
}

// stamp gives the time of an event as the log writes it.
func (a *app) stamp() string { return a.env.Now().UTC().Format(time.RFC3339) }

// newID makes the id of a new assessment or workshop.
func (a *app) newID() (string, error) { return store.NewID(a.env.Now(), a.env.Rand) }

// groupName names a group in the language of the screens.
func (a *app) groupName(g assess.Group) string {
	if name := assess.Find(a.framework().Groups, string(g)).Name(); name != "" {
		return name
	}
	return string(g)
}

// groupIDs lists the groups of a workshop.
func groupIDs(w *assess.Workshop) []string {
	var out []string
	for _, p := range w.Parties {
		out = append(out, string(p.Group))
	}
	return out
}

// party finds a group that was named on the command line.
func party(w *assess.Workshop, group string) (assess.Group, error) {
	if p := w.Party(assess.Group(group)); p != nil {
		return p.Group, nil
	}
	return "", workshopUsage("no_group", phrases.V{"found": group, "groups": strings.Join(groupIDs(w), ", ")})
}

// fictional says in one line that nobody stands behind a workshop; "" when
// somebody does.
func (a *app) fictional(w *assess.Workshop) string {
	if !w.Fictional {
		return ""
	}
	return a.phrases().T("workshop.fictional")
}

// workshopOut prints the lines of a workshop command.
func (a *app) workshopOut() *lines { return &lines{w: a.env.Out, width: min(80, a.env.Width())} }
