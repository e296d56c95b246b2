package cli

import (
	"github.com/spf13/cobra"

	"csi/assess"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// compareOptions are the flags of "csi compare".
type compareOptions struct {
	json           bool
	output, format string
	public         bool
	trust          string // public key that a benchmark card has to be signed with
}

// compareCommand is "csi compare A B …".
func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:               "compare A B …",
		ValidArgsFunction: completeFiles("yaml", "json"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return a.uncompared(ExitUsage, "compare.error.two_files", nil, "compare.hint.two_files")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 2 && isCard(args[1]) {
				return a.compareCard(args[0], args[1], o)
			}
			return a.compare(args, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.format, "format", "", "")
	c.Flags().BoolVar(&o.public, "public", false, "")
	c.Flags().StringVar(&o.trust, "trust", "", "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return a.withSchema(c, reports.ComparisonsJSONSchema)
}

// uncompared makes the failure of two files that do not go together.
func (a *app) uncompared(code int, id string, parts phrases.V, hints ...string) error {
	return &failure{code: code, text: a.phrases().T(id, parts), parts: parts, hints: hints}
}

// mismatch says why two files cannot be compared, and what would help.
func (a *app) mismatch(m *assess.Mismatch, x, y assess.Sheet, nameA, nameB string) error {
	p := a.phrases()
	parts := phrases.V{"a": m.A, "b": m.B, "id": x.Questionnaire.ID, "mirror": x.Questionnaire.Mirror}
	switch m.What {
	case "questionnaire":
		if parts["mirror"] == "" {
			parts["id"], parts["mirror"] = y.Questionnaire.ID, y.Questionnaire.Mirror
		}
		hint := "compare.hint.mirror"
		if parts["mirror"] == "" {
			parts["id"], hint = x.Questionnaire.ID, "compare.hint.groups"
		}
		return a.uncompared(ExitFailure, "compare.error.questionnaire", parts, hint)
	case "version":
		return a.uncompared(ExitFailure, "compare.error.version", parts, "compare.hint.version")
	case "views":
		fw := a.framework()
		parts["a"], parts["b"] = assess.Find(fw.Groups, m.A).Name(), assess.Find(fw.Groups, m.B).Name()
		return a.uncompared(ExitFailure, "comparison.error.trend_views", parts, "comparison.hint.trend_views")
	case "items":
		return a.uncompared(ExitFailure, "compare.error.items", parts)
	}
	parts["what"] = p.T("compare.what." + m.What)
	if m.A == "" || m.B == "" {
		file := nameA
		if m.A != "" {
			file = nameB
		}
		parts["file"], parts["command"] = file, quote(file)
		return a.uncompared(ExitFailure, "compare.error.missing", parts, "compare.hint.missing")
	}
	if m.What == "date" {
		parts["a"] = p.Date(x.Assessment.Frame.Date)
		return a.uncompared(ExitFailure, "compare.error.date", parts)
	}
	return a.uncompared(ExitFailure, "compare.error.differs", parts, "compare.hint.frame")
}
