package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// key names a command in the catalogue: "root", "assess", "questionnaire_list".
func key(c *cobra.Command) string {
	_, path, below := strings.Cut(c.CommandPath(), " ")
	if !below {
		return "root"
	}
	return strings.ReplaceAll(path, " ", "_")
}

// help prints the page of a command. Pages are written by hand in the
// catalogue: one page reads better than what a generator puts together, and a
// test holds that every flag and every child is on it.
func (a *app) help(c *cobra.Command) {
	fmt.Fprintln(a.env.Out, a.phrases().T("help.page."+key(c)))
}

// helpCommand is "csi help [COMMAND | TOPIC]".
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:  "help [command | topic]",
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return append(names(root), topics()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				a.help(root)
				return nil
			}
			if len(args) == 1 {
				if found, err := a.topic(args[0]); found {
					return err
				}
			}
			c, rest, err := root.Find(args)
			if err != nil || c == root || len(rest) > 0 {
				word := strings.Join(args, " ")
				parts := phrases.V{"found": word}
				if near := yamldoc.Closest(word, append(names(root), topics()...)); near != "" {
					parts["near"] = near
					return usage("no_help_near", parts, "help")
				}
				return usage("no_help", parts, "help")
			}
			a.help(c)
			return nil
		},
	}
}

// names lists the children of a command that a person may call.
func names(c *cobra.Command) []string {
	var list []string
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			list = append(list, child.Name())
		}
	}
	return list
}

// describe gives every command its one line, for the shell's suggestions. It
// reads the catalogue, so it runs only when the shell asks.
func (a *app) describe(c *cobra.Command) {
	c.Short = a.phrases().T("help.short." + key(c))
	for _, child := range c.Commands() {
		a.describe(child)
	}
}

// completionCommand is "csi completion SHELL".
func (a *app) completionCommand(root *cobra.Command) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion SHELL",
		ValidArgs: shells,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("shell_missing", phrases.V{"names": strings.Join(shells, ", ")}, "completion")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.env.Out, true)
			case "zsh":
				return root.GenZshCompletion(a.env.Out)
			case "fish":
				return root.GenFishCompletion(a.env.Out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.env.Out)
			}
			return usage("shell_unknown", phrases.V{"found": args[0], "names": strings.Join(shells, ", ")}, "completion")
		},
	}
}
