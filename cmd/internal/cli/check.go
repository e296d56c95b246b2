package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// checkOptions are the flags of "csi questionnaire check".
type checkOptions struct {
	json, sarif, readability bool
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	c := &cobra.Command{
		Use: "check FILE...",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("check_missing", nil, "check")
			}
			return nil
		},
		ValidArgsFunction: completeFiles("yaml", "yml"),
		RunE: func(_ *cobra.Command, args []string) error {
			if o.json && o.sarif {
				return &failure{code: ExitUsage, id: "author.error.json_or_sarif"}
			}
			return a.check(args, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().BoolVar(&o.sarif, "sarif", false, "")
	c.Flags().BoolVar(&o.readability, "readability", false, "")
	return c
}

// check looks at all files before it ends, so that one run tells everything.
// Faults make it end with 3; warnings and notes do not.
func (a *app) check(files []string, o checkOptions) error {
	var all []questionnaires.CheckedFile
	var broken error
	for _, name := range files {
		c, err := a.checkFile(name, files)
		if err != nil {
			exit(err, a.env, a.phrases())
			broken = quiet(ExitFailure)
			continue
		}
		all = append(all, c)
	}
	var err error
	switch {
	case o.json:
		err = writeJSON(a.env.Out, questionnaires.CheckJSON(all, o.readability))
	case o.sarif:
		err = writeJSON(a.env.Out, questionnaires.SARIF(all, a.env.Version))
	default:
		err = a.printChecked(all, o)
	}
	if err != nil {
		return err
	}
	list := faultsOf(all)
	switch {
	case len(list) == 0:
		return broken
	case o.json || o.sarif:
		return quiet(ExitFaults)
	}
	return &faults{list: list}
}

// faultsOf gathers the errors of all files.
func faultsOf(all []questionnaires.CheckedFile) []yamldoc.Diagnostic {
	var list []yamldoc.Diagnostic
	for _, c := range all {
		for _, f := range c.Findings {
			if f.Severity == questionnaires.Error {
				list = append(list, f.Diagnostic)
			}
		}
	}
	return list
}

// checkFile looks at one file as what it is: a questionnaire, a translation, a
// phrase catalogue. The id of a questionnaire of the library stands for its
// file. The error is that of a file that cannot be read.
func (a *app) checkFile(name string, files []string) (questionnaires.CheckedFile, error) {
	data, err := a.checkable(name)
	var content *faults
	if errors.As(err, &content) {
		return questionnaires.CheckedFile{File: name, Findings: questionnaires.Graded(content.list, questionnaires.Error)}, nil
	}
	if err != nil {
		return questionnaires.CheckedFile{}, err
	}
	switch {
	case questionnaires.KindOf(data) == "translation":
		return a.checkTranslation(name, data), nil
	case isCatalogue(name):
		return questionnaires.CheckedFile{File: name, Kind: "phrases", Findings: questionnaires.Graded(phrases.CheckFile(name, data), questionnaires.Error)}, nil
	}
	linted := a.library().Lint(name, data, a.mirrors(name, files))
	return questionnaires.CheckedFile{File: name, Kind: "questionnaire", Linted: linted.Questionnaire, Findings: linted.Findings}, nil
}

// checkable reads what is to be checked.
func (a *app) checkable(name string) ([]byte, error) {
	if slices.Contains(a.library().IDs(), name) {
		return a.library().File(name)
	}
	return readFile(name)
}

// mirrors looks for the questionnaire of the other side among the files that
// are checked together, then beside the file. The library comes after.
func (a *app) mirrors(name string, files []string) questionnaires.Mirrors {
	return func(id string) *assess.Questionnaire {
		for _, file := range append(slices.Clone(files), filepath.Join(filepath.Dir(name), id+".yaml")) {
			if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() || file == name {
				continue
			}
			data, err := readFile(file)
			if err != nil {
				continue // that file has its own messages
			}
			if q := a.library().Check(file, data).Questionnaire; q != nil && q.ID == id {
				return q
			}
		}
		return nil
	}
}

// checkTranslation looks at a translation: faults, and what it lacks.
func (a *app) checkTranslation(name string, data []byte) questionnaires.CheckedFile {
	c := a.library().CheckTranslation(name, data)
	if c.Translation == nil && c.Of != "" && c.Of != "framework" {
		c = a.besideSource(name, data, c)
	}
	out := questionnaires.CheckedFile{File: name, Kind: "translation", Of: c.Of, Translation: c.Translation}
	if c.Translation == nil {
		out.Findings = questionnaires.Graded(c.Faults, questionnaires.Error)
		return out
	}
	out.Findings = append(questionnaires.Graded(c.Remarks, questionnaires.Warning), questionnaires.LintTranslation(name, data)...)
	return out
}

// printChecked prints findings that are no faults, and a line for each file
// without faults. Faults come last, so that they are seen.
func (a *app) printChecked(all []questionnaires.CheckedFile, o checkOptions) error {
	p := a.phrases()
	warnings, notes := 0, 0
	for _, c := range all {
		faulty := false
		for _, f := range c.Findings {
			switch f.Severity {
			case questionnaires.Error:
				faulty = true
				continue
			case questionnaires.Warning:
				warnings++
			case questionnaires.Note:
				notes++
			}
			if _, err := fmt.Fprintln(a.env.Err, f); err != nil {
				return err
			}
		}
		if faulty {
			continue
		}
		if _, err := fmt.Fprintln(a.env.Out, a.fine(c)); err != nil {
			return err
		}
		if o.readability && c.Linted != nil {
			a.printReadability(c.Linted)
		}
	}
	if warnings+notes > 0 {
		a.env.say(p.T("author.check.counts", phrases.V{"warnings": p.N("author.check.warnings", warnings), "notes": p.N("author.check.notes", notes)}))
		a.env.hint(a.phrases(), p.T("author.hint.codes"))
	}
	return nil
}

// fine says what a file without faults is.
func (a *app) fine(c questionnaires.CheckedFile) string {
	p := a.phrases()
	switch {
	case c.Linted != nil:
		q := c.Linted
		return p.T("cli.check.fine", phrases.V{"file": c.File, "id": q.ID, "version": q.Version, "items": p.N("cli.list.items", len(q.Items()))})
	case c.Translation != nil:
		t, orphans := c.Translation, 0
		for _, f := range c.Findings {
			if f.Code == "translation-orphan" {
				orphans++
			}
		}
		review := "reviewed"
		if !t.Reviewed {
			review = "unreviewed"
		}
		return p.T("cli.check.translation", phrases.V{
			"file": c.File, "id": c.Of, "version": t.Version, "language": p.Language(t.Language), "percent": t.Percent(),
			"done": t.Done, "texts": t.Texts, "stale": t.Stale, "orphaned": orphans, "review": p.T("cli.check." + review),
		})
	}
	return p.T("cli.check.catalogue", phrases.V{"file": c.File})
}

// printReadability prints how hard each item is to read, as a table.
func (a *app) printReadability(q *assess.Questionnaire) {
	p := a.phrases()
	items, mean, ok := questionnaires.ReadingOf(q)
	if !ok {
		fmt.Fprintln(a.env.Out, p.T("author.reading.no_formula", phrases.V{"language": p.Language(q.Language)}))
		return
	}
	wide := 0
	for _, it := range items {
		wide = max(wide, len(it.Item.ID))
	}
	heads := []any{wide, p.T("author.reading.item"), p.T("author.reading.words"), p.T("author.reading.sentences"), p.T("author.reading.syllables"), p.T("author.reading.grade")}
	fmt.Fprintf(a.env.Out, "  %-*s  %6s  %9s  %14s  %5s\n", heads...)
	hardest := items[0]
	for _, it := range items {
		fmt.Fprintf(a.env.Out, "  %-*s  %6d  %9d  %14.2f  %5.1f\n", wide, it.Item.ID, it.Words, it.Sentences, float64(it.Syllables)/float64(it.Words), it.Grade)
		if it.Grade > hardest.Grade {
			hardest = it
		}
	}
	fmt.Fprintln(a.env.Out, p.T("author.reading.mean", phrases.V{
		"mean": fmt.Sprintf("%.1f", mean), "hardest": hardest.Item.ID, "grade": fmt.Sprintf("%.1f", hardest.Grade),
	}))
}
