package cli

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/html"
	"csi/reports/pdf"
)

func (a *app) workshopReportCommand() *cobra.Command {
	var o reportOptions
	group := ""
	c := &cobra.Command{
		Use:  "report FOLDER",
		Args: oneWorkshop,
		RunE: func(_ *cobra.Command, args []string) error { return a.workshopReport(args[0], group, o) },
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.format, "format", "", "")
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().StringVar(&group, "group", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// workshopFormats are the forms of a workshop's report, by the ending.
func workshopFormats() []string { return []string{"pdf", "html", "txt", "md", "json"} }

// workshopReport writes the report of a workshop from what was shown and
// agreed: it shows nothing new.
func (a *app) workshopReport(folder, group string, o reportOptions) error {
	if o.output == "" {
		o.output = filepath.Base(filepath.Clean(folder)) + "-report." + cmpOr(o.format, "pdf")
	}
	format, err := a.formatOf(o)
	if err != nil {
		return err
	}
	if !slices.Contains(workshopFormats(), format) {
		return usage("format_unknown", phrases.V{"found": format, "formats": strings.Join(workshopFormats(), ", "), "file": o.output}, "ending")
	}
	w, err := a.reportedWorkshop(folder)
	if err != nil {
		return err
	}
	in, err := a.reportInput(w, group)
	if err != nil {
		return err
	}
	if in.Public = o.public; in.Public {
		in.Published = in.Published.ForPublic()
		if in.Workshop.Cards > 0 {
			in.Workshop.Minimum.Organisations = max(in.Workshop.Minimum.Organisations, assess.MinimumPublic)
		}
	}
	a.warnWorkshopLanguage(w, in.Only)
	var out bytes.Buffer
	if err := a.drawWorkshop(&out, format, in); err != nil {
		return err
	}
	if o.output == "-" {
		_, err = io.Copy(a.env.Out, &out)
		return err
	}
	if err := store.Put(o.output, out.Bytes()); err != nil {
		return fromStore(err)
	}
	p := a.phrases()
	a.env.say(p.T("results.report.written", phrases.V{"file": o.output}))
	if !o.public && holdsWords(in) {
		a.env.say(p.T("results.report.private"))
	}
	return nil
}

// reportInput is workshopInput with what the groups agreed on.
func (a *app) reportInput(w *store.Workshop, group string) (reports.WorkshopInput, error) {
	in := a.workshopInput(w)
	only, err := onlyGroup(w, group)
	if err != nil {
		return in, err
	}
	in.Only = only
	in.Date = in.Workshop.Created
	if n := len(in.Log); n > 0 {
		day, _, _ := strings.Cut(in.Log[n-1].At, "T")
		if d, err := assess.ParseDate(day); err == nil {
			in.Date = d
		}
	}
	for g := range in.Questionnaires {
		doc, err := w.Agreed(g)
		if errors.Is(err, store.ErrNotAgreed) {
			continue
		}
		if err != nil {
			return in, fromWorkshop(w.Dir(), err)
		}
		in.Agreed[g] = doc.Assessment
	}
	return in, nil
}

// holdsWords reports whether a report holds what a group wrote.
func holdsWords(in reports.WorkshopInput) bool {
	for _, e := range in.Log {
		if e.Why != "" || e.Object != "" {
			return true
		}
	}
	for _, as := range in.Agreed {
		if private(as) {
			return true
		}
	}
	return false
}

// drawWorkshop writes the report in one of the formats.
func (a *app) drawWorkshop(out *bytes.Buffer, format string, in reports.WorkshopInput) error {
	if format == "json" {
		return reports.WriteResultsJSON(out, in, true)
	}
	r := reports.WorkshopReport(in)
	switch format {
	case "txt":
		return reports.WriteWorkshop(out, r, reports.TextOptions{})
	case "md":
		return reports.WriteWorkshopMarkdown(out, r)
	case "html":
		return html.WriteWorkshop(out, r)
	}
	info, err := pdf.WriteWorkshop(out, r)
	a.warnSigns(info)
	return err
}
