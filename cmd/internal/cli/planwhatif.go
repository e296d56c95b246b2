package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
	"csi/reports"
)

// whatIfOptions are the flags of "csi plan what-if".
type whatIfOptions struct {
	done                           []string
	planned, selected, reach, json bool
	side, questionnaire            string
}

func (a *app) planWhatIfCommand() *cobra.Command {
	var o whatIfOptions
	c := &cobra.Command{
		Use:               "what-if FILE",
		Args:              oneFile,
		ValidArgsFunction: completeFiles("yaml", "json"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.whatIf(args[0], o, c.CommandPath())
		},
	}
	c.Flags().StringSliceVar(&o.done, "done", nil, "")
	c.Flags().BoolVar(&o.planned, "planned", false, "")
	c.Flags().BoolVar(&o.selected, "selected", false, "")
	c.Flags().BoolVar(&o.reach, "reach-targets", false, "")
	c.Flags().StringVar(&o.side, "for", "", "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	_ = c.RegisterFlagCompletionFunc("done", a.completeLifting) // fails only for a flag that is not there
	_ = c.RegisterFlagCompletionFunc("for", cobra.FixedCompletions([]cobra.Completion{"cso", "authority"}, cobra.ShellCompDirectiveNoFileComp))
	return a.withSchema(c, reports.WhatIfJSONSchema)
}

// whatIf says what would follow if actions were done. It shows responses, so
// it goes to the standard output of whoever holds the file. It saves nothing.
func (a *app) whatIf(name string, o whatIfOptions, command string) error {
	side, known := assess.ParseAddressee(o.side)
	if o.side != "" && !known {
		return &failure{code: ExitUsage, id: "whatif.error.for", parts: phrases.V{"found": o.side}}
	}
	doc, err := a.reported(name, o.questionnaire)
	if err != nil {
		return err
	}
	s := assess.NewSupposer(doc.Questionnaire, doc.Assessment, a.library().Framework("").Targets)
	x := reports.Supposition{Sides: assess.Addressees(), Numbers: doc.Assessment.Frame.Group.Side()}
	if side != 0 {
		x.Sides, x.Numbers = []assess.Addressee{side}, side
	}
	ids, err := a.supposed(doc, s, o, x)
	if err != nil {
		if f, ok := err.(*failure); ok {
			f.parts["command"], f.hints = command+" "+quote(name), []string{"whatif.hint.ids"}
		}
		return err
	}
	if len(o.done) > 0 || o.planned || o.selected {
		x.Done = s.Done(ids)
	}
	if o.reach {
		x.Reach = s.Reach(assess.Search{For: side, Given: ids})
	}
	if o.json {
		return reports.WriteWhatIfJSON(a.env.Out, s, x)
	}
	a.warnings(doc)
	fw := a.library().Framework(a.reportLanguage())
	a.warnLanguage(doc.Questionnaire, fw, a.reportLanguage())
	view := reports.WhatIf(reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Framework:     fw,
		Phrases:       a.reportPhrases(),
	}, s, x)
	if err := reports.WriteWhatIf(a.env.Out, view, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	if len(s.Profile.Stages) > 0 && !o.reach {
		a.next("csi plan what-if " + quote(name) + " --reach-targets")
	} else {
		a.next("csi report " + quote(name) + " -o road-map.pdf")
	}
	return nil
}

// supposed gives the ids of the actions that are taken as done: those that
// were named by id or by their number in the road map, then those of the plan
// and of the road map.
func (a *app) supposed(doc *store.Document, s *assess.Supposer, o whatIfOptions, x reports.Supposition) ([]string, error) {
	var ids []string
	for _, word := range o.done {
		word = strings.TrimSpace(word)
		if word == "" {
			continue // a comma too many
		}
		if n, err := strconv.Atoi(word); err == nil {
			id, err := a.numbered(doc, s, x.Numbers, n)
			if err != nil {
				return nil, err
			}
			ids = append(ids, id)
			continue
		}
		if !s.Known(word) {
			return nil, unknownAction(doc.Questionnaire.ID, word, s.IDs())
		}
		ids = append(ids, word)
	}
	if o.planned {
		ids = append(ids, s.Intended(x.Sides...)...)
	}
	if o.selected {
		ids = append(ids, s.Mapped(x.Sides...)...)
	}
	return ids, nil
}

// numbered finds an action by its number in the printed road map of a side.
func (a *app) numbered(doc *store.Document, s *assess.Supposer, side assess.Addressee, n int) (string, error) {
	all := assess.PlannedActions(doc.Questionnaire, doc.Assessment, s.Profile, side)
	if n < 1 || n > len(all) {
		p := a.phrases()
		return "", &failure{code: ExitUsage, id: "whatif.error.number", parts: phrases.V{
			"found": n, "count": len(all), "side": p.T("reports.side_inside." + side.String())}}
	}
	return all[n-1].Action.ID, nil
}

func unknownAction(questionnaire, found string, ids []string) error {
	f := &failure{code: ExitUsage, id: "whatif.error.unknown_action", parts: phrases.V{"id": questionnaire, "found": found}}
	if near := yamldoc.Closest(found, ids); near != "" {
		f.id, f.parts["near"] = "whatif.error.unknown_action_near", near
	}
	return f
}

// completeLifting suggests the actions that would lift something in the file,
// behind those that are typed already.
func (a *app) completeLifting(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	doc, err := store.Read(args[0], a.resolver(""))
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	chosen := strings.Split(before, ",")
	var out []cobra.Completion
	for _, f := range assess.NewProfile(doc.Questionnaire, doc.Assessment, nil).Actions {
		if !slices.Contains(chosen, f.Action.ID) {
			out = append(out, before+f.Action.ID)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
