package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires"
	"csi/reports"
)

// scoreOptions are the flags of "csi score".
type scoreOptions struct {
	json          bool
	questionnaire string
}

func (a *app) scoreCommand() *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:               "score FILE",
		Args:              oneFile,
		ValidArgsFunction: completeFiles("yaml", "json"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.score(args[0], o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	return c
}

// score prints the profile of an assessment.
func (a *app) score(name string, o scoreOptions) error {
	doc, err := a.assessment(name, o.questionnaire)
	if err != nil {
		return err
	}
	if o.json {
		targets := questionnaires.Framework("").Targets
		return reports.WriteJSON(a.env.Out, assess.NewProfile(doc.Questionnaire, doc.Assessment, targets))
	}
	a.warnings(doc)
	r, _ := a.build(doc, false)
	if err := reports.WriteProfile(a.env.Out, r, a.look()); err != nil {
		return err
	}
	a.next("csi report " + quote(name) + " -o road-map.pdf")
	return nil
}
