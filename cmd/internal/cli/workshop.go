package cli

import "github.com/spf13/cobra"

// workshopCommand is "csi workshop ...".
func (a *app) workshopCommand() *cobra.Command {
	return parent("workshop",
		a.workshopRoomCommand(),
	)
}
