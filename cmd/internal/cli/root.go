package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// app is one run of the program: what comes from outside, and the flags that
// every command has.
type app struct {
	env        *Env
	lang       string
	reportLang string // of reports; "" for that of the screens
	secondLang string // a second one for the action tables; "" for none
	libraryDir string
	asLines    bool
	db         string // the collection, in every benchmark command

	lib      *questionnaires.Library // opened when it is first needed
	libFor   string                  // the folder that lib was opened for
	words    *phrases.Catalogue
	wordsFor string // the language that words were made for
}

var noMousetrap sync.Once

// Main runs the command line and gives the exit code.
func Main(ctx context.Context, args []string, env *Env) int {
	// On Windows a double click must open the menu, not cobra's refusal.
	noMousetrap.Do(func() { cobra.MousetrapHelpText = "" })
	a := &app{env: env}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		a.describe(root)
	}
	code := ExitDone
	if err := root.ExecuteContext(ctx); err != nil {
		code = exit(err, env, a.phrases())
	}
	if env.OwnWindow {
		// The window goes with the program, and the last message with it.
		env.say(a.phrases().T("cli.close_window"))
		_, _ = bufio.NewReader(env.In).ReadString('\n')
	}
	return code
}

// phrases gives the catalogue in the language of this run. Nothing is read
// before the first message.
func (a *app) phrases() *phrases.Catalogue {
	if lang := a.language(); a.words == nil || a.wordsFor != lang+a.libraryDir {
		a.words, a.wordsFor = a.catalogue(lang), lang+a.libraryDir
	}
	return a.words
}

// plain reports whether this run talks in lines.
func (a *app) plain() bool { return a.env.plain(a.asLines) }

// root builds the tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:                   "csi",
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableAutoGenTag:     true,
		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
		RunE:                  a.runRoot,
	}
	var version bool
	root.Flags().BoolVar(&version, "version", false, "")
	root.PreRunE = func(*cobra.Command, []string) error {
		if !version {
			return nil
		}
		fmt.Fprintln(a.env.Out, "csi "+a.env.Version)
		return quiet(ExitDone)
	}
	root.PersistentFlags().StringVar(&a.lang, "lang", "", "")
	root.PersistentFlags().StringVar(&a.libraryDir, "library", "", "")
	root.PersistentPreRunE = a.begin
	root.PersistentFlags().BoolVar(&a.asLines, "plain", false, "")
	root.PersistentFlags().BoolP("help", "h", false, "")
	root.CompletionOptions.DisableDefaultCmd = true
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(c) })
	root.SetHelpCommand(a.helpCommand(root))
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		a.assessCommand(),
		a.scoreCommand(),
		a.reportCommand(),
		a.questionnaireCommand(),
		a.completionCommand(root),
		a.compareCommand(),
		a.explainCommand(),
		a.planCommand(),
		a.workshopCommand(),
		a.benchmarkCommand(),
	)
	return root
}

// runRoot opens the menu, or says which command was meant.
func (a *app) runRoot(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return unknownCommand(c, args[0])
	}
	if a.plain() && !a.asLines {
		a.help(c)
		return nil
	}
	return a.menu(c.Context())
}

// unknownCommand says that a command has no child of a name.
func unknownCommand(parent *cobra.Command, found string) error {
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	parts := phrases.V{"found": found, "parent": parent.CommandPath(), "names": strings.Join(names, ", ")}
	if near := yamldoc.Closest(found, append(names, "help")); near != "" {
		parts["near"] = near
		return usage("unknown_command_near", parts, "command_help")
	}
	return usage("unknown_command", parts, "command_help")
}

// parent makes a command that only has children: without a child, or with an
// unknown one, it is used wrongly. (Left to itself cobra prints the help and
// exits 0.)
func parent(use string, children ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use:  use,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			var names []string
			for _, child := range c.Commands() {
				names = append(names, child.Name())
			}
			first := names[0]
			for _, better := range []string{"new", "list"} {
				if slices.Contains(names, better) {
					first = better
				}
			}
			return usage("child_missing", phrases.V{"parent": c.CommandPath(), "names": strings.Join(names, ", "), "first": first}, "child")
		},
	}
	c.AddCommand(children...)
	return c
}

// flagError puts a fault of the flags into our words.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	parts := phrases.V{"command": c.CommandPath()}
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		parts["flag"] = "--" + name
		if unknown.GetSpecifiedShortnames() != "" {
			parts["flag"] = "-" + name
		}
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := yamldoc.Closest(name, names); near != "" {
			parts["near"] = "--" + near
			return usage("unknown_flag_near", parts, "command_flags")
		}
		return usage("unknown_flag", parts, "command_flags")
	case errors.As(err, &missing):
		parts["flag"] = "--" + missing.GetFlag().Name
		return usage("flag_value", parts, "command_flags")
	}
	return usage("flag_other", parts, "command_flags")
}

// noArgs refuses arguments in our words.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("no_arguments", phrases.V{"command": c.CommandPath(), "parent": c.CommandPath(), "found": args[0]}, "command_help")
	}
	return nil
}

// oneFile asks for one assessment file.
func oneFile(c *cobra.Command, args []string) error {
	parts := phrases.V{"command": c.CommandPath(), "parent": c.CommandPath()}
	switch {
	case len(args) == 0:
		return usage("file_missing", parts, "file_missing")
	case len(args) > 1:
		parts["found"] = args[1]
		return usage("one_file", parts, "command_help")
	}
	return nil
}
