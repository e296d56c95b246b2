package cli

import (
	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// explainOptions are the flags of "csi explain".
type explainOptions struct {
	json          bool
	questionnaire string
}

func (a *app) explainCommand() *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:               "explain FILE [STAGE | BARRIER | ITEM]",
		Args:              fileAndPart,
		ValidArgsFunction: a.completeParts,
		RunE: func(_ *cobra.Command, args []string) error {
			part := ""
			if len(args) > 1 {
				part = args[1]
			}
			return a.explain(args[0], part, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return a.withSchema(c, reports.ExplanationJSONSchema)
}

// fileAndPart asks for one assessment file, and at most one part of it.
func fileAndPart(c *cobra.Command, args []string) error {
	if len(args) > 2 {
		return &failure{code: ExitUsage, id: "explain.error.one_part", parts: phrases.V{"found": args[2], "parent": c.CommandPath()},
			hints: hinted([]string{"command_help"})}
	}
	return oneFile(c, args[:min(len(args), 1)])
}

// explain tells how a result came about, on the standard output of whoever
// holds the file; "csi report --explain" has it as an annex.
func (a *app) explain(name, wanted string, o explainOptions) error {
	doc, err := a.reported(name, o.questionnaire)
	if err != nil {
		return err
	}
	part, err := partOf(doc.Questionnaire, wanted)
	if err != nil {
		return err
	}
	targets := a.library().Framework("").Targets
	x := assess.NewExplainer(doc.Questionnaire, doc.Assessment, targets)
	if o.json {
		return reports.WriteExplanationJSON(a.env.Out, x, part)
	}
	a.warnings(doc)
	fw := a.library().Framework(a.reportLanguage())
	a.warnLanguage(doc.Questionnaire, fw, a.reportLanguage())
	text := reports.Explain(reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Framework:     fw,
		Phrases:       a.reportPhrases(),
	}, x, part)
	if err := reports.WriteExplanation(a.env.Out, text, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	a.next(nextExplanation(name, doc.Questionnaire, part))
	return nil
}

// nextExplanation names the command that goes on: from the whole to its first
// part, from a part to the road map.
func nextExplanation(name string, q *assess.Questionnaire, part reports.Part) string {
	if part.Kind == reports.EveryPart {
		if all := reports.Parts(q); len(all) > 0 {
			return "csi explain " + quote(name) + " " + all[0].ID
		}
	}
	return "csi report " + quote(name) + " -o road-map.pdf"
}

// partOf finds a part by its name; "" is everything.
func partOf(q *assess.Questionnaire, wanted string) (reports.Part, error) {
	if wanted == "" {
		return reports.Part{}, nil
	}
	if part, found := reports.FindPart(q, wanted); found {
		return part, nil
	}
	f := &failure{code: ExitUsage, id: "explain.error.unknown_part", parts: phrases.V{"id": q.ID, "found": wanted}}
	if near := yamldoc.Closest(wanted, partNames(q)); near != "" {
		f.id, f.parts["near"] = "explain.error.unknown_part_near", near
	} else {
		f.parts["parent"], f.hints = "csi explain", hinted([]string{"command_help"})
	}
	return reports.Part{}, f
}

func partNames(q *assess.Questionnaire) []string {
	var names []string
	for _, p := range reports.Parts(q) {
		names = append(names, p.ID)
	}
	return names
}

// completeParts suggests files, then the parts of the questionnaire that the
// file answers.
func (a *app) completeParts(c *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return completeFiles("yaml", "json")(c, args, typed)
	case 1:
		if doc, err := store.Read(args[0], a.resolver("")); err == nil {
			return partNames(doc.Questionnaire), cobra.ShellCompDirectiveNoFileComp
		}
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}
