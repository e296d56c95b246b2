package cli

import "github.com/spf13/cobra"

// planCommand is "csi plan".
func (a *app) planCommand() *cobra.Command {
	return parent("plan", a.planExportCommand(), a.planImportCommand())
}
