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
	"csi/reports/ics"
	"csi/reports/xlsx"
)

// planFormats are the forms of a plan by itself, by the ending of the file.
var planFormats = []string{"xlsx", "ics", "csv"}

// planExportCommand is "csi plan export FILE -o plan.xlsx".
func (a *app) planExportCommand() *cobra.Command {
	var output, questionnaire string
	c := &cobra.Command{
		Use:               "export FILE",
		ValidArgsFunction: completeFiles("yaml", "json"),
		Args:              oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			if output == "" {
				return a.planUsage("output_missing", phrases.V{"command": c.CommandPath(), "file": quote(args[0])}, "sheet.cli.output_hint")
			}
			return a.planExport(args[0], output, questionnaire)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "")
	c.Flags().StringVar(&questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// planUsage makes the failure of a plan command used wrongly.
func (a *app) planUsage(id string, parts phrases.V, hints ...string) error {
	return &failure{code: ExitUsage, text: a.phrases().T("sheet.cli."+id, parts), parts: parts, hints: hints}
}

// planExport writes the plan of an assessment, to be edited or to be reminded
// of it.
func (a *app) planExport(name, output, questionnaire string) error {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(output)), ".")
	if !slices.Contains(planFormats, format) {
		parts := phrases.V{"found": yamlQuote(format), "formats": strings.Join(planFormats, ", "), "file": quote(name)}
		return a.planUsage("format_unknown", parts, "sheet.cli.output_hint")
	}
	doc, err := a.reported(name, questionnaire)
	if err != nil {
		return err
	}
	a.warnLanguage(doc.Questionnaire, a.library().Framework(a.reportLanguage()), a.reportLanguage())
	in, p := a.planInput(doc), a.phrases()
	var out bytes.Buffer
	var said string
	switch format {
	case "xlsx":
		command := "csi plan import " + quote(output) + " " + quote(name)
		said = p.T("sheet.cli.exported", phrases.V{"file": output, "command": command})
		err = xlsx.Write(&out, reports.NewPlanWorkbook(in))
	case "ics":
		c := reports.NewCalendar(in)
		if len(c.Events) == 0 {
			a.env.say(p.T("sheet.cli.calendar_empty"))
			return nil
		}
		said = p.N("sheet.cli.calendar", len(c.Events), phrases.V{"file": output})
		err = ics.Write(&out, c)
	default:
		said = p.T("sheet.cli.table", phrases.V{"file": output})
		err = reports.WritePlanCSV(&out, in)
	}
	if err != nil {
		return err
	}
	if err := store.Put(output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	a.env.say(said)
	if len(doc.Assessment.Plan) > 0 {
		a.env.say(p.T("sheet.cli.private"))
	}
	return nil
}

// yamlQuote puts what a person wrote into quotation marks.
func yamlQuote(s string) string { return `"` + s + `"` }

// planInput puts together what the plan's sheet is made of.
func (a *app) planInput(doc *store.Document) reports.Input {
	fw := a.library().Framework(a.reportLanguage())
	return reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets),
		Framework:     fw,
		Sources:       a.library().Sources(),
		Reference:     a.library().Reference(a.reportLanguage()),
		Phrases:       a.reportPhrases(),
	}
}

// workbook writes a report as a spreadsheet.
func (a *app) workbook(out io.Writer, doc *store.Document, public bool) error {
	in := a.planInput(doc)
	in.Options.Public = public
	return xlsx.Write(out, reports.NewWorkbook(in))
}
