package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// compareCommand is "csi compare A B".
func (a *app) compareCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:               "compare A B",
		ValidArgsFunction: completeFiles("yaml", "json"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return a.uncompared(ExitUsage, "compare.error.two_files", nil, "compare.hint.two_files")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.compare(args[0], args[1], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return a.withSchema(c, reports.CompareJSONSchema)
}

// uncompared makes the failure of two files that do not go together.
func (a *app) uncompared(code int, id string, parts phrases.V, hints ...string) error {
	return &failure{code: code, text: a.phrases().T(id, parts), parts: parts, hints: hints}
}

// compare prints two views, or then and now: which of them, the files say.
func (a *app) compare(nameA, nameB string, asJSON bool) error {
	var docs [2]*store.Document
	var sheets [2]assess.Sheet
	for i, name := range []string{nameA, nameB} {
		doc, err := a.reported(name, "")
		if err != nil {
			return err
		}
		docs[i], sheets[i] = doc, assess.Sheet{Questionnaire: doc.Questionnaire, Assessment: doc.Assessment}
	}
	relation, err := assess.Relate(sheets[0], sheets[1])
	var m *assess.Mismatch
	if errors.As(err, &m) {
		return a.mismatch(m, sheets[0], sheets[1], nameA, nameB)
	} else if err != nil {
		return err
	}
	first, second := assess.InOrder(sheets[0], sheets[1])
	if relation == assess.ThenAndNow {
		return a.compareChange(assess.CompareChange(first, second), docs, asJSON)
	}
	return a.compareViews(assess.CompareViews(first, second), docs, asJSON)
}

func (a *app) compareViews(v *assess.Views, docs [2]*store.Document, asJSON bool) error {
	if v.PeriodsFarApart {
		p := a.phrases()
		a.env.say(p.T("cli.warning.word") + p.T("words.colon") + p.T("compare.warning.periods"))
	}
	if asJSON {
		return reports.WriteViewsJSON(a.env.Out, v)
	}
	words := a.compareWords(docs)
	return reports.WriteViews(a.env.Out, v, words, a.textOptions(a.env.Width(), a.env.OutTTY))
}

func (a *app) compareChange(c *assess.Change, docs [2]*store.Document, asJSON bool) error {
	if asJSON {
		return reports.WriteChangeJSON(a.env.Out, c)
	}
	words := a.compareWords(docs)
	return reports.WriteChange(a.env.Out, c, words, a.textOptions(a.env.Width(), a.env.OutTTY))
}

// compareWords gives the words of a comparison, and says what is to be known
// of their language.
func (a *app) compareWords(docs [2]*store.Document) reports.CompareWords {
	fw := a.library().Framework(a.reportLanguage())
	first, second := docs[0].Questionnaire, docs[1].Questionnaire
	a.warnLanguage(first, fw, a.reportLanguage())
	if t := second.Translation; first.ID != second.ID && (t == nil || t.Done < t.Texts || t.Stale > 0) {
		a.warnLanguage(second, &assess.Framework{}, a.reportLanguage())
	}
	return reports.CompareWords{Phrases: a.reportPhrases(), Framework: fw}
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
