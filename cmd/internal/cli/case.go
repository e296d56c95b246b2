package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// caseCommand is "csi questionnaire case list | show | compare".
func (a *app) caseCommand() *cobra.Command {
	return parent("case", a.caseListCommand(), a.caseShowCommand(), a.caseCompareCommand())
}

func (a *app) caseListCommand() *cobra.Command {
	return &cobra.Command{
		Use:  "list",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			p, w := a.phrases(), &lines{w: a.env.Out}
			ids := a.library().CaseIDs()
			for _, id := range ids {
				c, err := a.trainingCase(id)
				if err != nil {
					return err
				}
				w.hang(0, c.ID+"  ", c.Title)
				w.say(2, p.T("cli.case.about", phrases.V{
					"questionnaire": c.Questionnaire.ID,
					"sources":       p.List(a.cites(c.Sources)),
					"kind":          p.T("cli.case." + kindOfCase(c)),
				}))
			}
			if w.err == nil {
				a.next("csi questionnaire case show " + ids[0])
			}
			return w.err
		},
	}
}

// kindOfCase says whether the place of a case is real.
func kindOfCase(c *questionnaires.Case) string {
	if c.Fictional {
		return "invented"
	}
	return "real"
}

// cites names works in a line.
func (a *app) cites(ids []string) []string {
	var list []string
	for _, s := range a.library().Sources() {
		// Works of one author and year are cited alike: once will do.
		if slices.Contains(ids, s.ID) && !slices.Contains(list, s.Cite()) {
			list = append(list, s.Cite())
		}
	}
	return list
}

// trainingCase finds a case by its id.
func (a *app) trainingCase(id string) (*questionnaires.Case, error) {
	c, err := a.library().Case(id, a.language())
	var unknown *questionnaires.UnknownCaseError
	if errors.As(err, &unknown) {
		parts := phrases.V{"found": unknown.ID, "near": unknown.DidYouMean}
		if unknown.DidYouMean != "" {
			return nil, usage("unknown_case_near", parts, "case_list")
		}
		return nil, usage("unknown_case", parts, "case_list")
	}
	return c, fromLibrary(err)
}

func (a *app) caseShowCommand() *cobra.Command {
	var reference bool
	c := &cobra.Command{
		Use:               "show CASE",
		ValidArgsFunction: a.completeCases(0),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("case_missing", phrases.V{"command": c.CommandPath()}, "case_list")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.trainingCase(args[0])
			if err != nil {
				return err
			}
			return a.showCase(c, reference)
		},
	}
	c.Flags().BoolVar(&reference, "reference", false, "")
	return c
}

// showCase prints what a trainer hands out; with the reference responses when
// they are asked for.
func (a *app) showCase(c *questionnaires.Case, reference bool) error {
	a.warnTranslations(map[string]*assess.Translation{c.ID: c.Translation})
	p, w := a.phrases(), &lines{w: a.env.Out}
	w.say(0, c.Title)
	origin := phrases.V{"sources": p.List(a.cites(c.Sources))}
	if c.Fictional {
		w.say(0, p.T("cli.case.invented_long", origin))
	} else {
		w.say(0, p.T("cli.case.real_long", origin))
	}
	for _, paragraph := range c.Story {
		w.gap()
		w.say(0, paragraph)
	}
	w.gap()
	w.say(0, p.T("cli.case.task"))
	w.say(2, c.Task)
	w.gap()
	w.say(0, p.T("cli.case.discuss"))
	for _, question := range c.Discuss {
		w.hang(2, "- ", question)
	}
	if reference {
		if err := a.reference(w, c); err != nil {
			return err
		}
	}
	if w.err == nil {
		a.next("csi assess "+c.Questionnaire.ID+" -o mine.csi.yaml", "csi questionnaire case compare mine.csi.yaml "+c.ID)
	}
	return w.err
}

// reference prints the reference responses with their reasons.
func (a *app) reference(w *lines, c *questionnaires.Case) error {
	q, err := a.load(c.Questionnaire.ID, a.language())
	if err != nil {
		return err
	}
	w.gap()
	w.say(0, a.phrases().T("cli.case.reference"))
	for _, it := range q.Items() {
		i := slices.IndexFunc(c.Responses, func(r questionnaires.CaseResponse) bool { return r.Item == it.ID })
		if i < 0 {
			continue
		}
		r := c.Responses[i]
		w.gap()
		w.hang(2, it.ID+"  ", it.Text)
		w.say(4, a.answer(it, r.State, r.Value))
		w.say(4, r.Reason)
	}
	return nil
}

// answer writes a response in words.
func (a *app) answer(it *assess.Item, s assess.State, value int) string {
	switch s {
	case assess.Answered:
		return it.Anchors[value].Said()
	case assess.DontKnow:
		return a.phrases().T("reports.state.dont_know")
	case assess.NotApplicable:
		return a.phrases().T("cli.case.not_applicable")
	}
	return a.phrases().T("reports.state.blank")
}

func (a *app) caseCompareCommand() *cobra.Command {
	c := &cobra.Command{
		Use:               "compare FILE CASE",
		ValidArgsFunction: a.completeCases(1),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("case_two", phrases.V{"command": c.CommandPath()}, "case_compare")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.compareCase(args[0], args[1])
		},
	}
	return c
}

// compareCase sets an assessment beside the reference of a case. It says
// where they differ and why the reference is as it is; it judges nobody.
func (a *app) compareCase(file, id string) error {
	c, err := a.trainingCase(id)
	if err != nil {
		return err
	}
	doc, err := a.assessment(file, "")
	if err != nil {
		return err
	}
	ref := doc.Assessment.Questionnaire
	if ref.ID != c.Questionnaire.ID || ref.Major() != c.Questionnaire.Major() {
		return failed("case_other", phrases.V{"file": file, "found": ref.ID + " " + ref.Version, "wanted": c.Questionnaire.ID + " " + c.Questionnaire.Version})
	}
	q, err := a.load(c.Questionnaire.ID, a.language())
	if err != nil {
		return err
	}
	p, w := a.phrases(), &lines{w: a.env.Out}
	r := questionnaires.CompareCase(c, q, doc.Assessment)
	w.say(0, c.Title)
	w.say(0, p.T("cli.case.counts", phrases.V{
		"alike": p.N("cli.case.alike", r.Alike), "near": p.N("cli.case.near", r.Near),
		"apart": p.N("cli.case.apart", r.Apart), "open": p.N("cli.case.open", r.Open),
	}))
	w.say(0, p.T("cli.case.not_a_test"))
	for _, d := range r.Differences {
		w.gap()
		w.hang(0, d.Item.ID+"  ", d.Item.Text)
		w.hang(2, pad(p.T("cli.case.yours")), a.answer(d.Item, d.Own.State, d.Own.Value))
		w.hang(2, pad(p.T("cli.case.theirs")), a.answer(d.Item, d.Reference.State, d.Reference.Value))
		w.hang(2, pad(p.T("cli.case.because")), d.Reference.Reason)
	}
	if w.err == nil {
		a.next("csi questionnaire case show " + c.ID + " --reference")
	}
	return w.err
}

// pad sets a label of a comparison.
func pad(label string) string {
	const column = 14
	return label + strings.Repeat(" ", max(1, column-len([]rune(label))))
}

// completeCases suggests the ids of cases for the argument at a place; files
// for those before.
func (a *app) completeCases(place int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		switch {
		case len(args) == place:
			return a.library().CaseIDs(), cobra.ShellCompDirectiveNoFileComp
		case len(args) < place:
			return []cobra.Completion{"yaml", "json"}, cobra.ShellCompDirectiveFilterFileExt
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}
