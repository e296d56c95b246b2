package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// workshopCommand is "csi workshop".
func (a *app) workshopCommand() *cobra.Command {
	return parent("workshop",
		a.workshopResultsCommand(),
		a.workshopAgendaCommand(),
		a.workshopReportCommand(),
	)
}

// oneWorkshop asks for the folder of one workshop.
func oneWorkshop(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("file_missing", phrases.V{"command": c.CommandPath()}, "command_help")
	}
	return nil
}

// fromWorkshop puts what a workshop refuses into words.
func fromWorkshop(_ string, err error) error {
	if errors.Is(err, store.ErrNoWorkshop) {
		return &failure{code: ExitFailure, text: err.Error()}
	}
	return fromStore(err)
}
