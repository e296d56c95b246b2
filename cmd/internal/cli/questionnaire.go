package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// questionnaireCommand is "csi questionnaire list | show | check".
func (a *app) questionnaireCommand() *cobra.Command {
	return parent("questionnaire", a.listCommand(), a.showCommand(), a.checkCommand())
}

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:  "list",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			headers := questionnaires.List()
			if asJSON {
				return writeJSON(a.env.Out, questionnaires.ListJSON(headers))
			}
			return a.printList(headers)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// printList prints the questionnaires as a table of at most 80 columns.
func (a *app) printList(headers []questionnaires.Header) error {
	p, fw := a.phrases(), questionnaires.Framework(a.env.language(a.lang))
	wide := len([]rune(p.T("cli.list.id")))
	for _, h := range headers {
		wide = max(wide, len(h.ID))
	}
	for _, h := range headers {
		var groups []string
		for _, g := range h.Groups {
			groups = append(groups, assess.Find(fw.Groups, string(g)).Title)
		}
		fmt.Fprintf(a.env.Out, "%-*s  %s\n", wide, h.ID, h.Title)
		about := p.T("cli.list.about", phrases.V{
			"version":   h.Version,
			"items":     p.N("cli.list.items", h.Items),
			"minutes":   h.Minutes,
			"groups":    p.List(groups),
			"languages": strings.Join(h.Languages, ", "),
		})
		fmt.Fprintln(a.env.Out, wrap(about, 80, wide+2))
	}
	fmt.Fprintln(a.env.Err, p.T("cli.next", phrases.V{"command": "csi questionnaire show " + headers[0].ID}))
	return nil
}

func (a *app) showCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:               "show ID",
		ValidArgsFunction: completeIDs,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("id_missing", phrases.V{"command": c.CommandPath()}, "list")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			q, err := a.questionnaire(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.env.Out, questionnaires.ShowJSON(q))
			}
			return a.writeQuestionnaire(a.env.Out, q)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// writeQuestionnaire prints all that an author wrote, as a person reads it.
func (a *app) writeQuestionnaire(out io.Writer, q *assess.Questionnaire) error {
	p, fw := a.phrases(), questionnaires.Framework(a.env.language(a.lang))
	w := &lines{w: out}
	w.say(0, q.Title+" ("+q.ID+" "+q.Version+")")
	w.say(0, q.Summary)
	for _, s := range q.Sections {
		w.gap()
		w.say(0, strings.ToUpper(s.Title))
		w.say(0, s.Intro)
		for i := range s.Items {
			w.gap()
			printItem(w, &s.Items[i], p, fw)
		}
	}
	return w.err
}

func printItem(w *lines, it *assess.Item, p *phrases.Catalogue, fw *assess.Framework) {
	w.hang(0, it.ID+"  ", it.Text)
	w.say(2, place(it, p, fw))
	for line := range strings.Lines(it.Help) {
		w.say(2, strings.TrimSpace(line))
	}
	for _, an := range it.Anchors {
		text := an.Label
		if an.Text != "" {
			text += ": " + an.Text
		}
		w.hang(4, strconv.Itoa(an.Value)+" ", text)
	}
	if it.NotApplicable {
		w.say(4, p.T("cli.show.may_be_na"))
	}
	if it.Ask != "" {
		w.say(2, p.T("cli.show.ask", phrases.V{"ask": it.Ask}))
	}
	for _, ac := range it.Actions {
		w.hang(2, p.T("cli.show.action")+" ", p.T("cli.show.action_text", phrases.V{
			"for":     assess.Find(fw.Groups, ac.For.String()).Title,
			"horizon": lowerFirst(assess.Find(fw.Horizons, ac.Horizon.String()).Title),
			"most":    ac.AtMost,
			"text":    ac.Text,
			"done":    lowerFirst(ac.DoneWhen),
		}))
	}
}

// lowerFirst lets a sentence follow a colon. Abbreviations keep their letters.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) < 2 || unicode.IsUpper(r[1]) {
		return s
	}
	r[0] = unicode.ToLower(r[0])
	return string(r)
}

// place says where an item counts: its cell or its barrier.
func place(it *assess.Item, p *phrases.Catalogue, fw *assess.Framework) string {
	var parts []string
	switch {
	case it.IsCell():
		parts = append(parts, assess.Find(fw.Stages, it.Stage.String()).Title, assess.Find(fw.Levels, it.Level.String()).Title)
	case it.Barrier != 0:
		parts = append(parts, p.T("cli.show.barrier", phrases.V{"barrier": assess.Find(fw.Barriers, it.Barrier.String()).Name()}))
	}
	if it.Critical {
		parts = append(parts, p.T("cli.show.critical"))
	}
	if len(it.Sources) > 0 {
		parts = append(parts, strings.Join(it.Sources, ", "))
	}
	return strings.Join(parts, " · ")
}

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check FILE...",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("check_missing", nil, "check")
			}
			return nil
		},
		ValidArgsFunction: completeFiles("yaml", "yml"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.check(args)
		},
	}
}

// check looks at all files before it ends, so that one run tells everything.
func (a *app) check(files []string) error {
	var all faults
	var broken error
	p := a.phrases()
	for _, name := range files {
		data, err := readFile(name)
		if err != nil {
			exit(err, a.env, p)
			broken = quiet(ExitFailure)
			continue
		}
		found := questionnaires.Check(name, data)
		all.list = append(all.list, found.Faults...)
		for _, r := range found.Remarks {
			fmt.Fprintln(a.env.Err, r)
		}
		if q := found.Questionnaire; q != nil {
			fmt.Fprintln(a.env.Out, p.T("cli.check.fine", phrases.V{"file": name, "id": q.ID, "version": q.Version, "items": p.N("cli.list.items", len(q.Items()))}))
		}
	}
	if len(all.list) > 0 {
		return &all
	}
	return broken
}

// questionnaire finds a questionnaire by id or by path.
func (a *app) questionnaire(idOrPath string) (*assess.Questionnaire, error) {
	if looksLikePath(idOrPath) {
		return a.ownQuestionnaire(idOrPath)
	}
	q, err := questionnaires.Load(idOrPath, a.env.language(a.lang))
	var unknown *questionnaires.UnknownError
	if errors.As(err, &unknown) {
		parts := phrases.V{"found": idOrPath, "near": unknown.DidYouMean}
		if unknown.DidYouMean != "" {
			return nil, usage("unknown_questionnaire_near", parts, "list")
		}
		return nil, usage("unknown_questionnaire", parts, "list")
	}
	if err != nil {
		return nil, err
	}
	return q.Questionnaire, nil
}

// ownQuestionnaire reads a questionnaire of the reader's own.
func (a *app) ownQuestionnaire(path string) (*assess.Questionnaire, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	found := questionnaires.Check(path, data)
	if found.Questionnaire == nil {
		return nil, &faults{list: found.Faults}
	}
	return found.Questionnaire, nil
}

// completeIDs suggests the ids of built-in questionnaires, then files.
func completeIDs(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return questionnaires.IDs(), cobra.ShellCompDirectiveDefault
}

// completeFiles suggests files by their ending.
func completeFiles(endings ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

// writeJSON writes one indented value.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
