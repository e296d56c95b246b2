package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// assessOptions are the flags of "csi assess".
type assessOptions struct {
	output, section, questionnaire string
	responses, frame, from, again  string
	evidence                       bool
}

func (a *app) assessCommand() *cobra.Command {
	var o assessOptions
	c := &cobra.Command{
		Use:               "assess [ID | FILE]",
		ValidArgsFunction: a.completeIDs,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("one_file", phrases.V{"command": c.CommandPath(), "parent": c.CommandPath(), "found": args[1]}, "command_help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			what := strings.Join(args, "")
			if err := o.checkFrom(what == "" || looksLikePath(what) && !isQuestionnaire(what)); err != nil {
				return err
			}
			if err := o.checkAgain(); err != nil {
				return err
			}
			if o.responses != "" {
				return a.takeResponses(what, o)
			}
			if o.frame != "" {
				return usage("frame_alone", nil, "frame")
			}
			return a.assess(c.Context(), what, o)
		},
	}
	c.Flags().StringVarP(&o.output, "output", "o", "", "")
	c.Flags().StringVar(&o.section, "section", "", "")
	c.Flags().StringVar(&o.questionnaire, "questionnaire", "", "")
	c.Flags().StringVar(&o.responses, "responses", "", "")
	c.Flags().StringVar(&o.frame, "frame", "", "")
	c.Flags().StringVar(&o.from, "from", "", "")
	c.Flags().StringVar(&o.again, "again", "", "")
	c.Flags().BoolVar(&o.evidence, "evidence", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// assess asks: a new assessment of a questionnaire, or an earlier one on.
func (a *app) assess(ctx context.Context, what string, o assessOptions) error {
	if what == "" && o.again == "" {
		id, err := a.chooseQuestionnaire(ctx)
		if err != nil || id == "" {
			return a.left(err, nil)
		}
		what = id
	}
	if looksLikePath(what) && !isQuestionnaire(what) {
		if o.output != "" {
			return usage("output_resume", phrases.V{"file": what}, "output_resume")
		}
		return a.resume(ctx, what, o)
	}
	if o.again != "" {
		return a.again(ctx, what, o)
	}
	q, err := a.questionnaire(what)
	if err != nil {
		return err
	}
	s := &sitting{app: a, options: o, q: q, as: &assess.Assessment{
		Questionnaire: assess.Ref{ID: q.ID, Version: q.Version},
		Language:      q.Language,
		Responses:     map[string]assess.Response{},
	}}
	if looksLikePath(what) {
		s.as.QuestionnaireFile = what
	}
	if len(q.Groups) == 1 {
		s.as.Frame.Group = q.Groups[0]
	}
	s.as.Frame.Date = assess.DateOf(a.env.Now())
	if s.as.ID, err = store.NewID(a.env.Now(), a.env.Rand); err != nil {
		return err
	}
	if err := checkFree(o.output); err != nil {
		return err
	}
	isNew := true
	if o.from != "" {
		if err := s.carryOver(what, q, o.from); err != nil {
			return err
		}
		if isNew, err = s.start(q); err != nil {
			return err
		}
	}
	return s.ask(ctx, isNew)
}

// resume goes on with an assessment.
func (a *app) resume(ctx context.Context, name string, o assessOptions) error {
	f, doc, err := store.Open(name, a.resolverIn(o.questionnaire, draftLanguage(name)))
	if err != nil {
		return fromStore(err)
	}
	defer f.Close()
	a.warnings(doc)
	if doc.Assessment.Responses == nil {
		doc.Assessment.Responses = map[string]assess.Response{}
	}
	if missing := doc.Assessment.Frame.Missing(doc.Questionnaire); len(missing) > 0 {
		a.warn("frame", phrases.V{"missing": strings.Join(missing, ", ")})
	}
	if err := a.complete(doc); err != nil {
		return err
	}
	s := &sitting{app: a, options: o, q: doc.Questionnaire, file: f, as: doc.Assessment}
	if err := s.recall(name); err != nil {
		return err
	}
	return s.ask(ctx, false)
}

// isQuestionnaire looks into a file for its kind. What cannot be read is left
// to whoever opens it next: that one says why.
func isQuestionnaire(name string) bool {
	data, err := readFile(name)
	if err != nil {
		return false
	}
	n, _ := yamldoc.Parse(name, data)
	kind := n.Get("kind")
	return kind != nil && kind.Text == "questionnaire"
}

// sitting is one run of questions with the file behind it.
type sitting struct {
	*app
	options assessOptions
	q       *assess.Questionnaire
	file    *store.File // nil until the frame of a new assessment is complete
	as      *assess.Assessment
	last    lookBack
	moved   string // where the file went, after somebody else changed the first one
}

// ask runs the screens and says how it ended.
func (s *sitting) ask(ctx context.Context, isNew bool) error {
	q := s.q
	if err := s.checkSection(q); err != nil {
		return err
	}
	fw := s.framework()
	job := &form.Sitting{
		Questionnaire: q,
		Framework:     fw,
		Phrases:       s.phrases(),
		Assessment:    s.as,
		New:           isNew,
		Section:       s.options.section,
		AskEvidence:   s.options.evidence,
		Last:          s.last.earlier,
		Notice:        s.last.notice,
		FileName:      func(f assess.Frame) string { return s.fileName(f) },
		Create:        func(as *assess.Assessment) (string, error) { return s.create(s.q, as) },
		Save:          s.save,
		SaveElsewhere: s.saveElsewhere,
		Explain:       s.explain,
		Profile: func(as *assess.Assessment, width int) (string, string) {
			return s.profileText(&store.Document{Assessment: as, Questionnaire: s.forReport(q)}, s.name(), width)
		},
	}
	if s.file != nil {
		job.Name = s.file.Name()
		if info, err := os.Stat(job.Name); err == nil {
			job.LastSaved = info.ModTime()
		}
	}
	result, err := form.New(s.terminal()).Ask(ctx, job)
	defer s.close()
	if err != nil {
		return s.left(err, &stopped{saved: result.Saved, items: result.Items, file: s.name(), plain: s.plain()})
	}
	if s.moved != "" {
		return failed("changed", phrases.V{"file": s.moved, "kept": s.name()}, "changed")
	}
	s.env.say(s.phrases().T("cli.saved", phrases.V{"saved": result.Saved, "items": result.Items, "file": s.name()}))
	if s.file != nil && s.file.MadePrivate() {
		s.warn("made_private", phrases.V{"file": s.name()})
	}
	if result.Next == "report" {
		err := s.report(s.name(), reportOptions{questionnaire: s.options.questionnaire})
		if more := s.following(); err == nil && len(more) > 3 {
			s.next(more...)
		}
		return err
	}
	s.next(s.following()...)
	return nil
}

// checkSection refuses a section that does not exist.
func (s *sitting) checkSection(q *assess.Questionnaire) error {
	if s.options.section == "" {
		return nil
	}
	var ids []string
	for _, sec := range q.Sections {
		ids = append(ids, sec.ID)
	}
	if slices.Contains(ids, s.options.section) {
		return nil
	}
	parts := phrases.V{"id": q.ID, "found": s.options.section, "sections": strings.Join(ids, ", ")}
	if near := yamldoc.Closest(s.options.section, ids); near != "" {
		parts["near"] = near
		return usage("unknown_section_near", parts)
	}
	return usage("unknown_section", parts)
}

// fileName gives the file of a new assessment: the one asked for, or a name
// after the place that is still free.
func (s *sitting) fileName(f assess.Frame) string {
	if s.options.output != "" {
		return s.options.output
	}
	name := store.FileName(f.Jurisdiction)
	stem := strings.TrimSuffix(name, store.Ending)
	if s.last.earlier != nil { // beside last year's file
		stem += "-" + strconv.Itoa(s.as.Frame.Date.Year)
		name = stem + store.Ending
	}
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = stem + "-" + strconv.Itoa(n) + store.Ending
	}
}

// create makes the file of a new assessment.
func (s *sitting) create(q *assess.Questionnaire, as *assess.Assessment) (string, error) {
	name := s.fileName(as.Frame)
	as.QuestionnaireFile = relative(as.QuestionnaireFile, name)
	as.Previous.File = relative(s.last.name, name)
	f, err := store.Create(name, q)
	if err != nil {
		return "", err
	}
	if err := f.Save(as); err != nil {
		f.Close()
		return "", err
	}
	s.file = f
	return f.Name(), nil
}

// save makes an assessment durable. When somebody else changed the file
// meanwhile, ours goes on beside it and both are whole.
func (s *sitting) save(as *assess.Assessment) error {
	err := s.file.Save(as)
	if !errors.Is(err, store.ErrChanged) {
		return err
	}
	before := s.file.Name()
	if _, err := s.file.SaveBeside(as); err != nil {
		return err
	}
	s.moved = before
	return nil
}

// saveElsewhere goes on in another file, from which a questionnaire of one's
// own is found another way.
func (s *sitting) saveElsewhere(path string, as *assess.Assessment) error {
	if s.file == nil { // the first file could not be made
		s.options.output = path
		_, err := s.create(s.q, as)
		return err
	}
	before, last := as.QuestionnaireFile, as.Previous.File
	as.QuestionnaireFile, as.Previous.File = moved(before, s.name(), path), moved(last, s.name(), path)
	err := s.file.SaveAs(path, as)
	if err != nil {
		as.QuestionnaireFile, as.Previous.File = before, last
	}
	return err
}

// explain says why a file could not be saved, in a few words.
func (s *sitting) explain(err error) string {
	var e *store.Error
	if errors.As(err, &e) && e.Reason != nil {
		return e.Reason.Error()
	}
	return err.Error()
}

func (s *sitting) name() string {
	if s.file == nil {
		return ""
	}
	return s.file.Name()
}

func (s *sitting) close() {
	if s.file != nil {
		s.file.Close()
	}
}

// left turns a stop into the way out; other errors stay what they are.
func (a *app) left(err error, s *stopped) error {
	if err == nil {
		return nil
	}
	if s == nil {
		s = &stopped{}
	}
	if errors.Is(err, form.ErrStopped) || errors.Is(err, context.Canceled) {
		s.ended = errors.Is(err, form.ErrInputEnded)
		return s
	}
	return fromStore(err)
}

// terminal is where the screens and the lines go: standard error, so that
// standard output stays for results; lines go to standard output when nobody
// reads them on a terminal.
func (a *app) terminal() form.Terminal {
	return form.Terminal{In: a.env.In, Out: a.env.Err, Getenv: a.env.Getenv, Now: a.env.Now, Plain: a.plain(), Piped: !a.env.InTTY, Width: a.env.Width()}
}

// next names the commands that follow.
func (a *app) next(commands ...string) {
	p := a.phrases()
	for i, c := range commands {
		id := "cli.next"
		if i > 0 {
			id = "cli.next_more"
		}
		fmt.Fprintln(a.env.Err, p.T(id, phrases.V{"command": c}))
	}
}
