package cli

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// resultChoices are the rows of the menu that tell more about results. What
// needs two assessments stands there when there are two.
func (a *app) resultChoices(entries []store.Entry) []form.Choice {
	p, first := a.phrases(), quote(filepath.Base(entries[0].Path))
	out := []form.Choice{{ID: "explain", Group: p.T("cli.menu.use"), Label: p.T("comparison.menu.explain"),
		Note: p.T("comparison.menu.explain_note"), Same: "csi explain " + first}}
	if len(entries) > 1 {
		out = append(out, form.Choice{ID: "compare", Group: p.T("cli.menu.use"), Label: p.T("comparison.menu.compare"),
			Note: p.T("comparison.menu.compare_note"), Same: "csi compare " + first + " " + quote(filepath.Base(entries[1].Path))})
	}
	return out
}

// menuExplain shows how the result of a file came about.
func (a *app) menuExplain(ctx context.Context, name string) error {
	doc, err := a.reported(name, "")
	if err != nil {
		return err
	}
	fw := a.library().Framework(a.reportLanguage())
	x := assess.NewExplainer(doc.Questionnaire, doc.Assessment, fw.Targets)
	told := reports.Explain(reports.Input{Questionnaire: doc.Questionnaire, Assessment: doc.Assessment, Framework: fw, Phrases: a.reportPhrases()}, x, reports.Part{})
	var text strings.Builder
	if err := reports.WriteExplanation(&text, told, a.textOptions(a.env.Width(), true)); err != nil {
		return err
	}
	return a.panel(ctx, a.phrases().T("comparison.menu.explain"), doc.Assessment.Frame.Jurisdiction, text.String(),
		nextExplanation(filepath.Base(name), doc.Questionnaire, reports.Part{}))
}

// menuReport writes the road map of a file and shows what was written: under
// the menu nobody would see it.
func (a *app) menuReport(ctx context.Context, name string) error {
	var text strings.Builder
	aside := *a
	aside.env = a.env.into(&text)
	if err := aside.report(name, reportOptions{}); err != nil {
		return err
	}
	return a.panel(ctx, a.phrases().T("cli.menu.report"), "", text.String(), "")
}

// panel shows a text with the command that goes on; "" for none.
func (a *app) panel(ctx context.Context, head, headEnd, text, next string) error {
	x := form.Panel{Head: head, HeadEnd: headEnd, Text: text}
	if next != "" {
		x.Status = a.phrases().T("cli.next", phrases.V{"command": next})
	}
	return a.left(form.Show(ctx, a.terminal(), a.phrases(), x), nil)
}

// menuCompare asks which two assessments are compared, of those that go
// together, and shows them side by side.
func (a *app) menuCompare(ctx context.Context, entries []store.Entry) error {
	p := a.phrases()
	partners := a.partners(entries)
	able := slices.DeleteFunc(slices.Clone(entries), func(e store.Entry) bool { return len(partners[e.Path]) == 0 })
	if len(able) == 0 {
		return a.panel(ctx, p.T("comparison.menu.head"), "", p.T("comparison.menu.none"), "")
	}
	first, second := able[0].Path, able[len(able)-1].Path
	if len(able) > 2 {
		var err error
		if first, err = a.pick(ctx, "comparison.menu.first", able); err != nil || first == "" {
			return a.left(err, nil)
		}
		with := slices.DeleteFunc(slices.Clone(able), func(e store.Entry) bool { return !partners[first][e.Path] })
		second = with[0].Path
		if len(with) > 1 {
			if second, err = a.pick(ctx, "comparison.menu.with", with); err != nil || second == "" {
				return a.left(err, nil)
			}
		}
	}
	c, err := a.relate([]string{first, second})
	if err != nil {
		return err
	}
	var text strings.Builder
	if c.warning != "" {
		text.WriteString(p.T("cli.warning.word") + p.T("words.colon") + p.T(c.warning) + "\n\n")
	}
	fw := a.library().Framework(a.reportLanguage())
	words := reports.CompareWords{Phrases: a.reportPhrases(), Framework: fw}
	if err := c.show(&text, words, a.textOptions(a.env.Width(), true)); err != nil {
		return err
	}
	return a.panel(ctx, p.T("comparison.menu.head"), c.docs[0].Assessment.Frame.Jurisdiction, text.String(),
		p.T("comparison.menu.save", phrases.V{"a": quote(filepath.Base(first)), "b": quote(filepath.Base(second))}))
}

// pick asks for one of several assessments; "" when the person goes back.
func (a *app) pick(ctx context.Context, title string, entries []store.Entry) (string, error) {
	p := a.phrases()
	l := form.List{Head: p.T("comparison.menu.head"), Title: p.T(title), Back: true}
	for _, e := range entries {
		l.Choices = append(l.Choices, form.Choice{ID: e.Path, Label: a.entryLabel(e), Note: a.entryNote(e), Help: filepath.Base(e.Path)})
	}
	return form.Choose(ctx, a.terminal(), p, l)
}

// partners says which of the assessments can be compared with which. A file
// that cannot be read goes with none.
func (a *app) partners(entries []store.Entry) map[string]map[string]bool {
	sheets := map[string]assess.Sheet{}
	for _, e := range entries {
		if doc, err := store.Read(e.Path, a.resolver("")); err == nil {
			sheets[e.Path] = assess.Sheet{Questionnaire: doc.Questionnaire, Assessment: doc.Assessment}
		}
	}
	out := map[string]map[string]bool{}
	for x, s := range sheets {
		for y, o := range sheets {
			if x == y {
				continue
			}
			if _, err := assess.Relate(s, o); err == nil {
				if out[x] == nil {
					out[x] = map[string]bool{}
				}
				out[x][y] = true
			}
		}
	}
	return out
}
