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
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
	"csi/reports"
	"csi/reports/pdf"
)

// handoutOptions are the flags of "csi workshop handout".
type handoutOptions struct {
	folder, group, kind, output string
	languages                   []string // of the papers; none for that of the workshop
	large, fillable             bool
}

// The kinds of handout.
const (
	kindForm    = "form"
	kindGuide   = "guide"
	kindBallots = "ballots"
	kindAll     = "all"
)

// workshopHandoutCommand is "csi workshop handout": what is printed for a
// workshop.
func (a *app) workshopHandoutCommand() *cobra.Command {
	var o handoutOptions
	c := &cobra.Command{
		Use:  "handout FOLDER",
		Args: oneFolder("handout.hint.folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.folder = args[0]
			return a.handout(o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.group, "group", "", "")
	f.StringVar(&o.kind, "kind", kindForm, "")
	f.BoolVar(&o.large, "large", false, "")
	f.BoolVar(&o.fillable, "fillable", false, "")
	f.StringSliceVar(&o.languages, "report-lang", nil, "")
	f.StringVarP(&o.output, "output", "o", "", "")
	return c
}

// oneFolder asks for the folder of one workshop.
func oneFolder(hint string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return wrongPaper("handout.error.folder", phrases.V{"command": c.CommandPath()}, hint)
		}
		return nil
	}
}

// wrongPaper makes the failure of a command about paper that is used wrongly.
func wrongPaper(id string, parts phrases.V, hints ...string) error {
	return &failure{code: ExitUsage, id: id, parts: parts, hints: hints}
}

// check finds wrong use before anything is read.
func (o handoutOptions) check() error {
	kinds := []string{kindForm, kindGuide, kindBallots, kindAll}
	parts := phrases.V{"folder": quote(o.folder), "kind": o.kind, "found": o.kind, "file": o.output, "count": len(o.languages)}
	forms := o.kind == kindForm || o.kind == kindAll
	switch {
	case !slices.Contains(kinds, o.kind):
		return wrongPaper("handout.error.kind", parts)
	case o.output == "":
		return wrongPaper("handout.error.output", parts, "handout.hint.output")
	case !strings.EqualFold(filepath.Ext(o.output), ".pdf"):
		return wrongPaper("handout.error.ending", parts)
	case len(o.languages) > 2:
		return wrongPaper("handout.error.languages", parts)
	case !forms && (o.large || o.fillable || len(o.languages) > 1):
		return wrongPaper("handout.error.not_form", parts, "handout.hint.not_form")
	}
	return nil
}

// handout writes the papers of a workshop. All are drawn before the first is
// written.
func (a *app) handout(o handoutOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	w, err := a.readWorkshop(o.folder)
	if err != nil {
		return err
	}
	about := w.Workshop()
	if len(o.languages) == 0 {
		o.languages = []string{cmpOr(a.lang, about.Language)}
	}
	papers, err := a.papers(o, &about)
	if err != nil {
		return err
	}
	files := make([]bytes.Buffer, len(papers))
	for i, paper := range papers {
		info, err := paper.draw(&files[i])
		if err != nil {
			return err
		}
		papers[i].pages = info.Pages
		if info.Replaced > 0 {
			a.warn("no_shape", phrases.V{"signs": a.phrases().N("cli.warning.signs", info.Replaced)})
		}
	}
	p := a.phrases()
	for i, paper := range papers {
		if err := store.Put(paper.file, files[i].Bytes()); err != nil {
			return fromStore(err)
		}
		a.env.say(p.T("handout.written", phrases.V{"file": paper.file, "pages": p.N("handout.pages", paper.pages)}))
	}
	if len(papers) == 1 && o.kind == kindForm {
		next := "handout.next_paper"
		if o.fillable {
			next = "handout.next_filled"
		}
		a.next(p.T(next, phrases.V{"folder": quote(o.folder)}))
	}
	return nil
}

// paperFile is one file to write.
type paperFile struct {
	file  string
	draw  func(io.Writer) (pdf.Info, error)
	pages int
}

// papers makes all that was asked for.
func (a *app) papers(o handoutOptions, w *assess.Workshop) ([]paperFile, error) {
	parties := w.Parties
	if o.group != "" {
		party := w.Party(assess.Group(o.group))
		if party == nil {
			return nil, wrongPaper("handout.error.group", phrases.V{"found": o.group, "names": strings.Join(groupIDs(w), ", ")})
		}
		parties = []assess.Party{*party}
	}
	if len(parties) > 1 && o.kind != kindAll && o.kind != kindGuide {
		return nil, wrongPaper("handout.error.group_which", phrases.V{"names": strings.Join(groupIDs(w), ", ")})
	}
	var out []paperFile
	for _, party := range parties {
		made, err := a.partyPapers(o, w, party, len(parties) > 1)
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
	}
	if o.kind == kindGuide || o.kind == kindAll {
		guide, err := a.guide(o, w, parties)
		if err != nil {
			return nil, err
		}
		out = append(out, guide)
	}
	return out, nil
}

// name gives the file of a paper: that of -o, with the kind and the group where
// several are written.
func (o handoutOptions) name(kind, group string) string {
	if o.kind != kindAll {
		return o.output
	}
	ending := filepath.Ext(o.output)
	name := strings.TrimSuffix(o.output, ending) + "-" + kind
	if group != "" {
		name += "-" + group
	}
	return name + ending
}

// partyPapers makes the form and the cards of one group.
func (a *app) partyPapers(o handoutOptions, w *assess.Workshop, party assess.Party, several bool) ([]paperFile, error) {
	group := ""
	if several {
		group = string(party.Group)
	}
	ins := make([]reports.HandoutInput, len(o.languages))
	for i, lang := range o.languages {
		in, err := a.handoutInput(o, w, party, lang)
		if err != nil {
			return nil, err
		}
		ins[i] = in
	}
	var out []paperFile
	if o.kind == kindForm || o.kind == kindAll {
		form := reports.NewHandout(ins[0])
		form.Large, form.Fillable = o.large, o.fillable
		if len(ins) > 1 {
			form.Second = reports.NewHandout(ins[1])
		}
		out = append(out, paperFile{file: o.name(kindForm, group), draw: func(w io.Writer) (pdf.Info, error) { return pdf.WritePaper(w, form) }})
	}
	if o.kind == kindBallots || o.kind == kindAll {
		cards := reports.NewBallots(ins[0])
		out = append(out, paperFile{file: o.name(kindBallots, group), draw: func(w io.Writer) (pdf.Info, error) { return pdf.WriteBallots(w, cards) }})
	}
	return out, nil
}

// handoutInput gathers what the papers of a group are made of, in a language
// that the questionnaire has.
func (a *app) handoutInput(o handoutOptions, w *assess.Workshop, party assess.Party, lang string) (reports.HandoutInput, error) {
	q, err := a.partyQuestionnaire(o.folder, party, lang)
	if err != nil {
		return reports.HandoutInput{}, err
	}
	// A guide names the questionnaire and nothing else of it.
	if o.kind != kindGuide && !locale.IsPseudo(lang) && locale.Match(lang, []string{q.Language}) == "" {
		return reports.HandoutInput{}, wrongPaper("handout.error.not_there", phrases.V{"id": q.ID, "language": a.phrases().Language(locale.Canonical(lang))})
	}
	a.warnTranslations(map[string]*assess.Translation{q.ID: q.Translation})
	return reports.HandoutInput{
		Workshop: w, Group: party.Group, Questionnaire: q, Phrases: a.catalogue(lang),
		GroupTitle: assess.Find(a.library().Framework(lang).Groups, string(party.Group)).Title,
	}, nil
}

// partyQuestionnaire loads what a group responds to, in a language.
func (a *app) partyQuestionnaire(folder string, party assess.Party, lang string) (*assess.Questionnaire, error) {
	id := party.Questionnaire.ID
	if party.File != "" {
		id = filepath.Join(folder, filepath.FromSlash(party.File))
	}
	return a.load(id, lang)
}

// guide makes the guide of the facilitator.
func (a *app) guide(o handoutOptions, w *assess.Workshop, parties []assess.Party) (paperFile, error) {
	in := reports.GuideInput{Workshop: w, Folder: quote(o.folder), Phrases: a.catalogue(o.languages[0])}
	for _, party := range parties {
		from, err := a.handoutInput(o, w, party, o.languages[0])
		if err != nil {
			return paperFile{}, err
		}
		in.Questionnaires = append(in.Questionnaires, from.Questionnaire)
		in.GroupTitles = append(in.GroupTitles, from.GroupTitle)
	}
	g := reports.NewGuide(in)
	return paperFile{file: o.name(kindGuide, ""), draw: func(w io.Writer) (pdf.Info, error) { return pdf.WriteGuide(w, g) }}, nil
}
