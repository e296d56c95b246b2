package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// planOptions are the flags of "csi plan".
type planOptions struct {
	list, json    bool
	questionnaire string
}

// planCommand is "csi plan FILE" and the parent of what else is done with a
// plan. The name of a child comes before a file of the same name; ./NAME is
// always the file.
func (a *app) planCommand() *cobra.Command {
	var o planOptions
	c := &cobra.Command{
		Use:               "plan FILE",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeFiles("yaml", "json"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := planFile(c, args); err != nil {
				return err
			}
			if o.list && o.json {
				return planUsage("two_forms", nil, "command_flags", c)
			}
			return a.plan(c.Context(), args[0], o)
		},
	}
	c.Flags().BoolVar(&o.list, "list", false, "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	c.AddCommand(a.planSetCommand(), a.planWhatIfCommand(), a.planExportCommand(), a.planImportCommand())
	return a.withSchema(c, reports.PlanJSONSchema)
}

// planUsage makes the failure of "csi plan" used wrongly, with a hint of the
// catalogue of commands.
func planUsage(id string, parts phrases.V, hint string, c *cobra.Command) error {
	if parts == nil {
		parts = phrases.V{}
	}
	parts["command"], parts["parent"] = c.CommandPath(), c.CommandPath()
	return &failure{code: ExitUsage, id: "plan.error." + id, parts: parts, hints: hinted([]string{hint})}
}

// planFile asks for one assessment file. A word that is no file and does not
// look like one was meant as a command.
func planFile(c *cobra.Command, args []string) error {
	if len(args) > 0 && !looksLikePath(args[0]) {
		if _, err := os.Stat(args[0]); err != nil {
			parts := phrases.V{"found": args[0], "names": strings.Join(names(c), ", ")}
			if near := yamldoc.Closest(args[0], names(c)); near != "" {
				parts["near"] = near
				return planUsage("unknown_near", parts, "command_help", c)
			}
			return planUsage("unknown", parts, "command_help", c)
		}
	}
	return oneFile(c, args)
}

// plan goes through a plan with a person, or lists it where nobody is asked.
func (a *app) plan(ctx context.Context, name string, o planOptions) error {
	if o.list || o.json || !a.asks() {
		return a.listPlan(name, o)
	}
	f, doc, err := store.Open(name, a.resolverIn(o.questionnaire, a.reportLanguage()))
	if err != nil {
		return fromStore(err)
	}
	s := &sitting{app: a, q: doc.Questionnaire, file: f, as: doc.Assessment}
	defer s.close()
	if err := a.plannable(doc, name); err != nil {
		return err
	}
	a.warnings(doc)
	if err := a.complete(doc); err != nil {
		return err
	}
	tally, err := form.Plan(ctx, a.terminal(), s.planning())
	parts := phrases.V{"taken": tally.Taken, "of": tally.Actions, "done": tally.Done, "file": s.name()}
	if err != nil {
		return a.left(err, &stopped{file: s.name(), plain: a.asLines, plan: parts})
	}
	if s.moved != "" {
		return failed("changed", phrases.V{"file": s.moved, "kept": s.name()}, "changed")
	}
	a.env.say(a.phrases().T("plan.saved", parts))
	if f.MadePrivate() {
		a.warn("made_private", phrases.V{"file": s.name()})
	}
	a.next("csi report "+quote(s.name())+" -o road-map.pdf", "csi plan "+quote(s.name())+" --list")
	return nil
}

// asks reports whether there is somebody to go through a plan with: at a
// terminal, or by lines where those were asked for.
func (a *app) asks() bool {
	if a.asLines || a.env.Getenv("CSI_PLAIN") != "" {
		return true
	}
	return a.env.InTTY && a.env.ErrTTY && a.env.OutTTY
}

// plannable says why there is nothing to plan.
func (a *app) plannable(doc *store.Document, name string) error {
	q, as := doc.Questionnaire, doc.Assessment
	has := len(as.Plan) > 0
	for _, it := range q.Items() {
		has = has || len(it.Actions) > 0
	}
	parts := phrases.V{"file": quote(name), "id": q.ID}
	if !has {
		return &failure{code: ExitFailure, id: "plan.error.no_actions", parts: parts}
	}
	settled := 0
	for _, r := range as.Responses {
		if r.State != assess.Blank {
			settled++
		}
	}
	if settled == 0 && len(as.Plan) == 0 {
		return &failure{code: ExitFailure, id: "plan.error.no_responses", parts: parts, hints: []string{"plan.hint.assess"}}
	}
	return nil
}

// planning hands the assessment of a sitting to the screens of the plan.
func (s *sitting) planning() *form.Planning {
	targets := s.library().Framework("").Targets
	return &form.Planning{
		Sitting: &form.Sitting{
			Questionnaire: s.q,
			Framework:     s.framework(),
			Phrases:       s.phrases(),
			Assessment:    s.as,
			Name:          s.name(),
			Save:          s.save,
			SaveElsewhere: s.saveElsewhere,
			Explain:       s.explain,
		},
		Scored:     func(as *assess.Assessment) *assess.Profile { return assess.NewProfile(s.q, as, targets) },
		Currency:   store.CurrencyOf(s.as.Frame.Country),
		IsCurrency: store.IsCurrency,
	}
}

// listPlan prints a plan.
func (a *app) listPlan(name string, o planOptions) error {
	doc, err := a.reported(name, o.questionnaire)
	if err != nil {
		return err
	}
	if err := a.plannable(doc, name); err != nil {
		return err
	}
	in := reports.PlanInput{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(doc.Questionnaire, doc.Assessment, a.library().Framework("").Targets),
		Phrases:       a.reportPhrases(),
		Today:         assess.DateOf(a.env.Now()),
	}
	if o.json {
		return reports.WritePlanJSON(a.env.Out, in)
	}
	a.warnings(doc)
	if err := reports.WritePlan(a.env.Out, in, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	a.next("csi report " + quote(name) + " -o road-map.pdf")
	return nil
}

// planRefused puts a refused change into words, with its exit code.
func planRefused(err error, file, action string) error {
	var r *form.PlanRefusal
	if !errors.As(err, &r) {
		return err
	}
	f := &failure{code: ExitUsage, parts: phrases.V{"file": quote(file), "found": action, "action": action,
		"flag": planFlag(r.Part), "why": r.Why, "what": r.Why, "actions": strings.Join(r.Actions, ", ")}}
	switch r.Kind {
	case "action":
		f.id, f.hints = "plan.error.no_action", []string{"plan.hint.ids"}
	case "private":
		f.id = "plan.error.set_private"
	case "loop":
		f.id = "plan.error.set_loop"
	default:
		f.id = "plan.error.set_value"
	}
	return f
}
