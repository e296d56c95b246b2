package cli

import "github.com/spf13/cobra"

func (a *app) workshopEnterCommand() *cobra.Command { return &cobra.Command{Use: "enter"} }
func (a *app) workshopTallyCommand() *cobra.Command { return &cobra.Command{Use: "tally"} }
