package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
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
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// score prints the profile of an assessment.
func (a *app) score(name string, o scoreOptions) error {
	doc, err := a.reported(name, o.questionnaire)
	if err != nil {
		return err
	}
	if o.json {
		targets := a.library().Framework("").Targets
		return reports.WriteJSON(a.env.Out, assess.NewProfile(doc.Questionnaire, doc.Assessment, targets))
	}
	a.warnings(doc)
	a.warnLanguage(doc.Questionnaire, a.library().Framework(a.reportLanguage()), a.reportLanguage())
	r, profile := a.build(doc, false)
	if err := reports.WriteScore(a.env.Out, r, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	explain := "csi explain " + quote(name)
	if len(profile.Weakest) > 0 {
		explain += " " + profile.Weakest[0].String()
	}
	a.next(explain, "csi report "+quote(name)+" -o road-map.pdf")
	return nil
}

// profileText renders the profile for a screen, and names the command that
// follows.
func (a *app) profileText(doc *store.Document, name string, width int) (text, next string) {
	r, _ := a.build(doc, false)
	o := a.textOptions(width, !a.plain())
	o.Plain, o.Actions = a.plain(), true
	var b strings.Builder
	if err := reports.WriteScore(&b, r, o); err != nil {
		return err.Error(), ""
	}
	return b.String(), "csi report " + quote(name) + " -o road-map.pdf"
}

// showProfile opens the profile of a file on the screen.
func (a *app) showProfile(ctx context.Context, name string) error {
	doc, err := a.reported(name, "")
	if err != nil {
		return err
	}
	text, next := a.profileText(doc, name, a.env.Width())
	p := a.phrases()
	return a.left(form.Show(ctx, a.terminal(), p, form.Panel{
		Head: p.T("cli.menu.score"), HeadEnd: doc.Assessment.Frame.Jurisdiction, Text: text,
		Status: p.T("cli.next", phrases.V{"command": next}),
	}), nil)
}
