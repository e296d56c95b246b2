package cli

import (
	"encoding/json"
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

// questionnaireCommand is "csi questionnaire list | show | check | …".
func (a *app) questionnaireCommand() *cobra.Command {
	return parent("questionnaire", a.listCommand(), a.showCommand(), a.checkCommand(), a.translateCommand(),
		a.newCommand(), a.previewCommand(), a.schemaCommand(), a.caseCommand())
}

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:  "list",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			headers, broken := a.library().List(a.language())
			var err error
			if asJSON {
				err = writeJSON(a.env.Out, questionnaires.ListJSON(headers))
			} else {
				err = a.printList(headers)
			}
			if err == nil && len(broken) > 0 {
				err = &faults{list: broken}
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// printList prints the questionnaires as a table of at most 80 columns.
func (a *app) printList(headers []questionnaires.Header) error {
	p, fw := a.phrases(), a.framework()
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
		ValidArgsFunction: a.completeIDs,
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
	p, fw := a.phrases(), a.framework()
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
			text += p.T("words.colon") + an.Text
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

// questionnaire finds a questionnaire by id or by path, in the language of the
// screens, and warns when it is not all there in it.
func (a *app) questionnaire(idOrPath string) (*assess.Questionnaire, error) {
	q, err := a.load(idOrPath, a.language())
	if err != nil {
		return nil, err
	}
	a.warnLanguage(q, a.framework(), a.language())
	return q, nil
}

// completeIDs suggests the ids of questionnaires, then files.
func (a *app) completeIDs(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.library().IDs(), cobra.ShellCompDirectiveDefault
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
