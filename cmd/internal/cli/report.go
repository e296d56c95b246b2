package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/docx"
	"csi/reports/html"
	"csi/reports/pdf"
)

// formats of a report, by the ending of the file.
var formats = []string{"pdf", "html", "docx", "txt", "md", "csv", "xlsx", "json"}

// reportOptions are the flags of "csi report".
type reportOptions struct {
	output, format, questionnaire, logo string
	public, schema                      bool
	short, explain                      bool
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:               "report FILE",
		ValidArgsFunction: completeFiles("yaml", "json"),
		Args: func(c *cobra.Command, args []string) error {
			if o.schema {
				return noArgs(c, args)
			}
			return oneFile(c, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if o.schema {
				return a.profileSchema(o.output)
			}
			return a.report(args[0], o)
		},
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.format, "format", "", "")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().BoolVar(&o.short, "short", false, "")
	c.Flags().BoolVar(&o.explain, "explain", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	c.Flags().StringVar(&o.logo, "logo", "", "")
	_ = c.MarkFlagFilename("logo", "png", "jpg", "jpeg") // fails only for a flag that is not there
	c.Flags().BoolVar(&o.schema, "schema", false, "")
	return c
}

// report writes the road map of an assessment. Wrong use is found before
// anything is read, and the file appears only when it is whole.
func (a *app) report(name string, o reportOptions) error {
	if o.output == "" {
		o.output = base(name) + o.ending() + "." + cmpOr(o.format, "pdf")
	}
	format, err := a.formatOf(o)
	if err != nil {
		return err
	}
	if err := extrasOf(o, format); err != nil {
		return err
	}
	if o.short && a.secondLang != "" {
		return a.shortPair()
	}
	if o.logo != "" && o.public {
		return &failure{code: ExitUsage, id: "logo.error.public", hints: []string{"logo.hint.public"}}
	}
	logo, err := a.logo(o.logo, format)
	if err != nil {
		return err
	}
	doc, err := a.reported(name, o.questionnaire)
	if err != nil {
		return err
	}
	p := a.phrases()
	a.warnings(doc)
	a.warnLanguage(doc.Questionnaire, a.library().Framework(a.reportLanguage()), a.reportLanguage())
	second, err := a.second(name, o.questionnaire, doc.Questionnaire)
	if err != nil {
		return err
	}
	r, profile := a.buildAs(doc, o, reports.Input{Second: second, Logo: logo})
	var out bytes.Buffer
	if format == "xlsx" {
		err = a.workbook(&out, doc, o.public)
	} else {
		err = a.draw(&out, format, r, profile)
	}
	if err != nil {
		return err
	}
	if o.output == "-" {
		_, err = io.Copy(a.env.Out, &out)
		return err
	}
	if err := store.Put(o.output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	a.env.say(p.T("cli.report.written", phrases.V{"file": o.output}))
	if format == "csv" {
		if err := a.codebook(o.output); err != nil {
			return err
		}
	}
	if !o.public && format != "json" && private(doc.Assessment) {
		a.env.say(p.T("cli.report.private"))
	}
	return nil
}

// draw writes a report in one of the formats.
func (a *app) draw(out *bytes.Buffer, format string, r *reports.Report, profile *assess.Profile) error {
	switch format {
	case "json":
		return reports.WriteJSON(out, profile)
	case "txt":
		return reports.WriteText(out, r, reports.TextOptions{})
	case "html":
		return html.Write(out, r)
	case "docx":
		return docx.Write(out, r)
	case "md":
		return reports.WriteMarkdown(out, r)
	case "csv":
		return reports.WriteCSV(out, r, profile)
	}
	info, err := pdf.Write(out, r)
	a.warnSigns(info)
	return err
}

// warnSigns says how many signs of a PDF have no shape in its fonts.
func (a *app) warnSigns(info pdf.Info) {
	if info.Replaced > 0 {
		a.warn("no_shape", phrases.V{"signs": a.phrases().N("cli.warning.signs", info.Replaced)})
	}
}

// codebook writes what the figures of a CSV mean, beside it.
func (a *app) codebook(output string) error {
	var out bytes.Buffer
	if err := reports.WriteCodebook(&out, a.reportPhrases()); err != nil {
		return err
	}
	file := strings.TrimSuffix(output, filepath.Ext(output)) + "-codebook.csv"
	if err := store.Put(file, out.Bytes()); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("cli.report.codebook", phrases.V{"file": file}))
	return nil
}

// profileSchema prints the JSON Schema of the profile, or writes it.
func (a *app) profileSchema(output string) error {
	if output != "" && output != "-" {
		return fromStore(store.Put(output, reports.ProfileSchema()))
	}
	_, err := a.env.Out.Write(reports.ProfileSchema())
	return err
}

// formatOf takes the format from the flag or from the ending.
func (a *app) formatOf(o reportOptions) (string, error) { return a.formatAmong(o, formats) }

// formatAmong is formatOf among the formats that a command has.
func (a *app) formatAmong(o reportOptions, formats []string) (string, error) {
	format := o.format
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.output)), ".")
	}
	parts := phrases.V{"found": format, "formats": strings.Join(formats, ", "), "file": o.output}
	switch {
	case format == "" && o.output == "-":
		return "", usage("format_missing", parts, "format")
	case format == "":
		return "", usage("ending_missing", parts, "ending")
	case !slices.Contains(formats, format):
		return "", usage("format_unknown", parts, "ending")
	case format == "xlsx" && o.output == "-" && a.env.OutTTY:
		return "", a.planUsage("terminal", parts, "cli.hint.ending")
	case format == "pdf" && o.output == "-" && a.env.OutTTY:
		return "", usage("pdf_terminal", parts, "ending")
	case format == "docx" && o.output == "-" && a.env.OutTTY:
		return "", usage("docx_terminal", parts, "ending")
	}
	return format, nil
}

// build scores an assessment and makes its report.
func (a *app) build(doc *store.Document, public bool) (*reports.Report, *assess.Profile) {
	return a.buildAs(doc, reportOptions{public: public}, reports.Input{})
}

// buildAs is build with all that a report can be asked for; in holds what lies
// outside the assessment.
func (a *app) buildAs(doc *store.Document, o reportOptions, in reports.Input) (*reports.Report, *assess.Profile) {
	fw := a.library().Framework(a.reportLanguage())
	profile := assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets)
	in.Questionnaire, in.Assessment, in.Profile, in.Framework = doc.Questionnaire, doc.Assessment, profile, fw
	in.Sources, in.Reference = a.library().Sources(), a.library().Reference(a.reportLanguage())
	in.Phrases = a.reportPhrases()
	in.Options = reports.Options{Public: o.public, Short: o.short}
	if o.explain {
		in.Explainer = assess.NewExplainer(doc.Questionnaire, doc.Assessment, fw.Targets)
	}
	return reports.Build(in), profile
}

// warnings says what a reader of results should know; it changes no exit code.
func (a *app) warnings(doc *store.Document) {
	as := doc.Assessment
	if d := as.Frame.Date; !d.IsZero() && d.Time().AddDate(2, 0, 0).Before(a.env.Now()) {
		a.warn("old", nil)
		a.env.hint(a.phrases(), a.phrases().T("cli.warning.old_next"))
	}
	if as.Questionnaire.Version != doc.Questionnaire.Version {
		a.warn("version", phrases.V{"id": doc.Questionnaire.ID, "here": doc.Questionnaire.Version, "file": as.Questionnaire.Version})
	}
	for _, it := range doc.Questionnaire.Items() {
		if it.Weight.Tenths() != 10 {
			a.warn("weights", nil)
			break
		}
	}
}

// private reports whether an assessment holds anything that --public leaves
// out.
func private(as *assess.Assessment) bool {
	if as.Frame.Organisation != "" || len(as.Plan) > 0 {
		return true
	}
	for _, r := range as.Responses {
		if r.Note != "" || r.Reason != "" {
			return true
		}
	}
	return false
}

// base takes folder and endings off the name of an assessment.
func base(name string) string {
	b := filepath.Base(name)
	for _, ending := range []string{store.Ending, ".yaml", ".yml", ".json"} {
		if cut, ok := strings.CutSuffix(b, ending); ok && cut != "" {
			return cut
		}
	}
	return b
}

// cmpOr gives the first text that is not empty.
func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
