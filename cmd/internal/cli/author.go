package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// newOptions are the flags of "csi questionnaire new".
type newOptions struct {
	questionnaires.New
	sections string
	output   string
	noSchema bool
}

func (a *app) newCommand() *cobra.Command {
	var o newOptions
	c := &cobra.Command{
		Use: "new [ID]",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("no_arguments", phrases.V{"command": c.CommandPath() + " " + args[0], "parent": c.CommandPath(), "found": args[1]}, "command_help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.ID = args[0]
			}
			return a.newQuestionnaire(c.Context(), o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Title, "title", "", "")
	f.StringVar(&o.Summary, "summary", "", "")
	f.StringVar(&o.Language, "language", "", "")
	f.StringSliceVar(&o.Groups, "groups", nil, "")
	f.StringVar(&o.Mirror, "mirror", "", "")
	f.IntVar(&o.Minutes, "minutes", 0, "")
	f.StringSliceVar(&o.Sources, "sources", nil, "")
	f.StringVar(&o.Shape, "shape", "", "")
	f.StringVar(&o.sections, "sections", "", "")
	f.StringVarP(&o.output, "output", "o", "", "")
	f.BoolVar(&o.noSchema, "no-schema", false, "")
	return c
}

// newQuestionnaire asks what no flag says, and writes the file.
func (a *app) newQuestionnaire(ctx context.Context, o newOptions) error {
	for _, field := range []string{"id", "title", "language", "group", "source", "mirror", "minutes", "shape"} {
		if field == "id" && o.ID == "" || field == "title" && o.Title == "" {
			continue // asked below
		}
		if err := o.Check(field, a.library().Known()); err != nil {
			return a.fromNew(err)
		}
	}
	if err := a.askNew(ctx, &o); err != nil {
		return err
	}
	for title := range strings.SplitSeq(o.sections, ",") {
		if title = strings.TrimSpace(title); title != "" {
			o.Sections = append(o.Sections, title)
		}
	}
	if o.output == "" {
		o.output = o.ID + ".yaml"
	}
	return a.writeNew(o)
}

// askNew asks for what is missing and has no default that fits everybody.
// Nothing is asked when both the id and the title are given.
func (a *app) askNew(ctx context.Context, o *newOptions) error {
	if o.ID != "" && o.Title != "" {
		return nil
	}
	p, t := a.phrases(), a.terminal()
	line := func(into *string, field, proposal string) error {
		if *into != "" {
			return nil
		}
		text, err := form.AskLine(ctx, t, p, p.T("author.ask."+field), proposal, func(typed string) string {
			*into = typed
			err := o.Check(field, a.library().Known())
			*into = ""
			if err != nil {
				return p.T("author.ask.refused_" + field)
			}
			return ""
		})
		*into = text
		return err
	}
	if err := line(&o.ID, "id", ""); err != nil {
		return a.left(err, nil)
	}
	if err := line(&o.Title, "title", ""); err != nil {
		return a.left(err, nil)
	}
	if err := a.chooseNew(ctx, o); err != nil {
		return a.left(err, nil)
	}
	if o.Shape == questionnaires.ShapeSections {
		if err := line(&o.sections, "sections", p.T("author.new.first_section")); err != nil {
			return a.left(err, nil)
		}
	}
	if o.Minutes == 0 {
		var minutes string
		proposal := strconv.Itoa(20)
		text, err := form.AskLine(ctx, t, p, p.T("author.ask.minutes"), proposal, func(typed string) string {
			n, err := strconv.Atoi(typed)
			if err != nil || n < 1 || (questionnaires.New{Minutes: n}).Check("minutes", questionnaires.Known{}) != nil {
				return p.T("author.ask.refused_minutes")
			}
			return ""
		})
		if err != nil {
			return a.left(err, nil)
		}
		minutes = text
		o.Minutes, _ = strconv.Atoi(minutes)
	}
	return nil
}

// chooseNew asks who answers and which shape the questionnaire has.
func (a *app) chooseNew(ctx context.Context, o *newOptions) error {
	p := a.phrases()
	if len(o.Groups) == 0 {
		l := form.List{Head: p.T("author.ask.head"), Title: p.T("author.ask.group")}
		for _, g := range a.framework().Groups {
			l.Choices = append(l.Choices, form.Choice{ID: g.ID, Label: g.Title, Help: g.Text})
		}
		id, err := form.Choose(ctx, a.terminal(), p, l)
		if err != nil {
			return err
		}
		o.Groups = []string{id}
	}
	if o.Shape != "" {
		return nil
	}
	l := form.List{Head: p.T("author.ask.head"), Title: p.T("author.ask.shape")}
	for _, s := range questionnaires.Shapes() {
		l.Choices = append(l.Choices, form.Choice{ID: s, Label: p.T("author.ask.shape_" + s), Help: p.T("author.ask.shape_" + s + "_help")})
	}
	id, err := form.Choose(ctx, a.terminal(), p, l)
	o.Shape = id
	return err
}

// writeNew writes the file, and the schema that editors check by beside it. It
// never writes over a file.
func (a *app) writeNew(o newOptions) error {
	p, schema := a.phrases(), questionnaires.SchemaFile
	if o.noSchema {
		schema = ""
	}
	words := func(name string, parts map[string]any) string { return p.T("author.new."+name, phrases.V(parts)) }
	data, err := o.Draft(a.library().Known(), a.framework(), words, schema)
	if err != nil {
		return a.fromNew(err)
	}
	if c := a.library().Check(o.output, data); len(c.Faults) > 0 {
		return &faults{list: c.Faults} // what a flag or a line brought in, such as a title with a control character
	}
	if o.output == "-" {
		_, err := a.env.Out.Write(data)
		return err
	}
	if err := writeFresh(o.output, data); err != nil {
		return err
	}
	a.env.say(p.T("author.new.written", phrases.V{"file": o.output}))
	if schema != "" {
		if err := a.putSchema(filepath.Join(filepath.Dir(o.output), schema)); err != nil {
			return err
		}
	}
	a.next("csi questionnaire check "+quote(o.output), "csi questionnaire preview "+quote(dotted(o.output)))
	return nil
}

// putSchema writes the schema unless it is there already.
func (a *app) putSchema(file string) error {
	data, err := questionnaires.Schema()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(file); err == nil {
		return nil
	}
	if err := writeFresh(file, data); err != nil {
		return err
	}
	a.env.say(a.phrases().T("author.new.schema", phrases.V{"file": file}))
	return nil
}

// writeFresh writes a file that must not be there yet.
func writeFresh(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &failure{code: ExitFailure, id: "author.error.exists", parts: phrases.V{"file": file}, hints: []string{"cli.hint.other_place"}}
	}
	if err != nil {
		return &failure{code: ExitFailure, id: "author.error.cannot_write", parts: phrases.V{"file": file}, hints: []string{"cli.hint.other_place"}, cause: err}
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err != nil {
		_ = os.Remove(file) // half a file is worse than none
		return &failure{code: ExitFailure, id: "author.error.cannot_write", parts: phrases.V{"file": file}, hints: []string{"cli.hint.other_place"}, cause: err}
	}
	return nil
}

// fromNew turns an error of a new questionnaire into wrong use.
func (a *app) fromNew(err error) error {
	var wrong *questionnaires.NewError
	if errors.As(err, &wrong) {
		return &failure{code: ExitUsage, id: "author.error.new", parts: phrases.V{"field": wrong.Field, "found": wrong.Found, "expected": wrong.Expected}, hints: []string{"author.hint.new"}}
	}
	return err
}

func (a *app) schemaCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:  "schema",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			data, err := questionnaires.Schema()
			if err != nil {
				return err
			}
			if output != "" && output != "-" {
				return fromStore(store.Put(output, data))
			}
			_, err = a.env.Out.Write(data)
			return err
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "")
	return c
}

// previewCommand is "csi questionnaire preview".
func (a *app) previewCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:               "preview ID",
		ValidArgsFunction: a.completeIDs,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("id_missing", phrases.V{"command": c.CommandPath()}, "list")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.preview(c.Context(), args[0], output)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "")
	return c
}

// preview shows the items as they will be asked, or prints them as on paper.
func (a *app) preview(ctx context.Context, idOrPath, output string) error {
	q, err := a.questionnaire(idOrPath)
	if err != nil {
		return err
	}
	p := a.phrases()
	if output != "" {
		return a.printPaper(q, output)
	}
	width := 78
	if a.env.Width != nil {
		width = min(max(a.env.Width()-2, 40), 118)
	}
	t, panel := a.terminal(), form.Panel{Head: q.Title, HeadEnd: p.N("cli.list.items", len(q.Items()))}
	panel.Text = form.Preview(t, &form.Sitting{Questionnaire: q, Framework: a.framework(), Phrases: p}, width)
	next := "csi assess " + quote(idOrPath)
	if !t.Plain {
		panel.Status = p.T("cli.next", phrases.V{"command": next})
		return a.left(form.Show(ctx, t, p, panel), nil)
	}
	t.Out = a.env.Out // lines are a result that may be kept
	if err := form.Show(ctx, t, p, panel); err != nil {
		return err
	}
	a.next(next)
	return nil
}
