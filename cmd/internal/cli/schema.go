package cli

import "github.com/spf13/cobra"

// withSchema gives a command the flag that prints the JSON Schema of what it
// writes with --json. With the flag the command asks for no file.
func (a *app) withSchema(c *cobra.Command, schema func() []byte) *cobra.Command {
	var wanted bool
	c.Flags().BoolVar(&wanted, "schema", false, "")
	args, run := c.Args, c.RunE
	c.Args = func(c *cobra.Command, list []string) error {
		if wanted {
			return noArgs(c, list)
		}
		return args(c, list)
	}
	c.RunE = func(c *cobra.Command, list []string) error {
		if !wanted {
			return run(c, list)
		}
		_, err := a.env.Out.Write(schema())
		return err
	}
	return c
}
