package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// planFlag names the flag of a part of an action.
func planFlag(part string) string {
	switch part {
	case "depends":
		return "after"
	case "done_when":
		return "done-when"
	}
	return part
}

// planParts is the order in which changes are made: what an action is comes
// before its dates, which are told by its horizon; its day after its status.
var planParts = [...]string{"for", "horizon", "text", "done_when", "about", "owner", "due", "effort", "cost", "depends", "proof", "status", "since"}

// planSetCommand is the door to a plan for scripts and for people who would
// rather write one line than walk through screens.
func (a *app) planSetCommand() *cobra.Command {
	values := map[string]*string{}
	var questionnaire string
	c := &cobra.Command{
		Use:               "set FILE ACTION",
		ValidArgsFunction: a.completeActions,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return planUsage("set_args", phrases.V{"n": strconv.Itoa(len(args))}, "command_help", c)
			}
			return nil
		},
	}
	for _, part := range planParts {
		values[part] = c.Flags().String(planFlag(part), "", "")
	}
	c.Flags().StringVar(&questionnaire, "questionnaire", "", "")
	c.RunE = func(c *cobra.Command, args []string) error {
		var changes []form.PlanChange
		for _, part := range planParts {
			if c.Flags().Changed(planFlag(part)) {
				changes = append(changes, form.PlanChange{Part: part, Text: *values[part]})
			}
		}
		if len(changes) == 0 {
			return &failure{code: ExitUsage, id: "plan.error.set_nothing", hints: []string{"plan.hint.set"},
				parts: phrases.V{"file": quote(args[0]), "action": args[1]}}
		}
		return a.planSet(args[0], args[1], questionnaire, changes)
	}
	return c
}

// planSet changes one action and saves it.
func (a *app) planSet(name, action, questionnaire string, changes []form.PlanChange) error {
	f, doc, err := store.Open(name, a.resolverIn(questionnaire, a.reportLanguage()))
	if err != nil {
		return fromStore(err)
	}
	defer f.Close()
	if err := a.complete(doc); err != nil {
		return err
	}
	s := &sitting{app: a, q: doc.Questionnaire, file: f, as: doc.Assessment}
	next, id, err := s.planning().Set(a.env.Now(), action, changes)
	if err != nil {
		return planRefused(err, name, action)
	}
	if err := f.Save(next); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("plan.set_done", phrases.V{"action": id, "file": f.Name()}))
	return nil
}

// completeActions suggests files, then the actions of the plan.
func (a *app) completeActions(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return completeFiles("yaml", "json")(c, args, typed)
	case 1:
		if doc, err := store.Read(args[0], a.resolver("")); err == nil {
			return actionIDs(doc), cobra.ShellCompDirectiveNoFileComp
		}
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// actionIDs lists the actions that a plan may name.
func actionIDs(doc *store.Document) []string {
	var ids []string
	for _, it := range doc.Questionnaire.Items() {
		for _, x := range it.Actions {
			ids = append(ids, x.ID)
		}
	}
	for _, e := range doc.Assessment.Plan {
		if e.IsOwn() {
			ids = append(ids, e.Action)
		}
	}
	return ids
}
