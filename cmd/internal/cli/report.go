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
	"csi/reports/pdf"
)

// formats of a report, by the ending of the file.
var formats = []string{"pdf", "txt", "json"}

// reportOptions are the flags of "csi report".
type reportOptions struct {
	output, format, questionnaire string
	public                        bool
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:               "report FILE",
		Args:              oneFile,
		ValidArgsFunction: completeFiles("yaml", "json"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.report(args[0], o)
		},
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.format, "format", "", "")
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// report writes the road map of an assessment. Wrong use is found before
// anything is read, and the file appears only when it is whole.
func (a *app) report(name string, o reportOptions) error {
	if o.output == "" {
		o.output = base(name) + "-road-map." + cmpOr(o.format, "pdf")
	}
	format, err := a.formatOf(o)
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
	r, profile := a.build(doc, o.public)
	var out bytes.Buffer
	switch format {
	case "json":
		err = reports.WriteJSON(&out, profile)
	case "txt":
		err = reports.WriteText(&out, r, reports.TextOptions{})
	case "pdf":
		var info pdf.Info
		info, err = pdf.Write(&out, r)
		if info.Replaced > 0 {
			a.warn("no_shape", phrases.V{"signs": p.N("cli.warning.signs", info.Replaced)})
		}
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
	if !o.public && format != "json" && private(doc.Assessment) {
		a.env.say(p.T("cli.report.private"))
	}
	return nil
}

// formatOf takes the format from the flag or from the ending.
func (a *app) formatOf(o reportOptions) (string, error) {
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
	case format == "pdf" && o.output == "-" && a.env.OutTTY:
		return "", usage("pdf_terminal", parts, "ending")
	}
	return format, nil
}

// build scores an assessment and makes its report.
func (a *app) build(doc *store.Document, public bool) (*reports.Report, *assess.Profile) {
	fw := a.library().Framework(a.reportLanguage())
	profile := assess.NewProfile(doc.Questionnaire, doc.Assessment, fw.Targets)
	return reports.Build(reports.Input{
		Questionnaire: doc.Questionnaire,
		Assessment:    doc.Assessment,
		Profile:       profile,
		Framework:     fw,
		Sources:       a.library().Sources(),
		Reference:     a.library().Reference(a.reportLanguage()),
		Phrases:       a.reportPhrases(),
		Options:       reports.Options{Public: public},
	}), profile
}

// warnings says what a reader of results should know; it changes no exit code.
func (a *app) warnings(doc *store.Document) {
	as := doc.Assessment
	if d := as.Frame.Date; !d.IsZero() && d.Time().AddDate(2, 0, 0).Before(a.env.Now()) {
		a.warn("old", nil)
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
