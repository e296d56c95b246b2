package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// lookBack is what a sitting knows of the assessment that it asks anew. The
// zero value stands for none.
type lookBack struct {
	name    string          // its file, as a command can name it
	earlier *assess.Earlier // nil when it cannot be shown
	notice  string          // why not
}

// checkAgain refuses --again where it has no meaning.
func (o assessOptions) checkAgain() error {
	switch {
	case o.again == "":
		return nil
	case o.from != "":
		return againError(ExitUsage, "with_from", nil)
	case o.responses != "" || o.frame != "":
		return againError(ExitUsage, "with_responses", nil)
	}
	return nil
}

// againError makes the failure of an assessment that cannot be asked again.
// The messages are those of the area "again".
func againError(code int, id string, parts phrases.V, hints ...string) error {
	for i := range hints {
		hints[i] = "again.hint." + hints[i]
	}
	return &failure{code: code, id: "again.error." + id, parts: parts, hints: hints}
}

// again starts an assessment that asks an earlier one anew. Nothing is written
// to the earlier one, and nothing at all before the frame is complete.
func (a *app) again(ctx context.Context, what string, o assessOptions) error {
	doc, err := a.assessment(o.again, o.questionnaire)
	if err != nil {
		return err
	}
	if what == "" {
		what = askedBy(doc, o.again, o.questionnaire)
	}
	q, err := a.questionnaire(what)
	if err != nil {
		return err
	}
	to, err := a.load(what, "") // both in the words of their authors
	if err != nil {
		return err
	}
	if sameFile(o.output, o.again) {
		return againError(ExitUsage, "same", phrases.V{"file": o.again}, "new")
	}
	if err := checkFree(o.output); err != nil {
		return err
	}
	today := assess.DateOf(a.env.Now())
	if err := a.comparable(doc, to, o.again, today); err != nil {
		return err
	}
	if has, here := doc.Assessment.Questionnaire.Version, to.Version; has != here {
		a.warn("version", phrases.V{"id": to.ID, "here": here, "file": has})
	}
	s := &sitting{app: a, options: o, q: q, as: assess.Again(doc.Assessment, doc.Questionnaire, to, today)}
	s.last = lookBack{name: o.again, earlier: assess.NewEarlier(doc.Assessment, doc.Questionnaire, to)}
	s.as.Language = q.Language
	if looksLikePath(what) {
		s.as.QuestionnaireFile = what
	}
	if s.as.Frame.Group == "" && len(q.Groups) == 1 {
		s.as.Frame.Group = q.Groups[0]
	}
	if s.as.ID, err = store.NewID(a.env.Now(), a.env.Rand); err != nil {
		return err
	}
	return s.ask(ctx, true)
}

// askedBy gives the questionnaire of an assessment as a command would name it:
// the one a flag names, the file that the assessment names, or an id.
func askedBy(doc *store.Document, name, flag string) string {
	switch file := doc.Assessment.QuestionnaireFile; {
	case flag != "":
		return flag
	case file != "":
		return dotted(beside(name, file))
	}
	return doc.Questionnaire.ID
}

// beside gives the path of a file that is named from the folder of another.
func beside(name, file string) string {
	file = filepath.FromSlash(file)
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(filepath.Dir(name), file)
}

// sameFile reports whether two names stand for one file that is there.
func sameFile(x, y string) bool {
	if x == "" || y == "" {
		return false
	}
	i, err := os.Stat(x)
	j, err2 := os.Stat(y)
	return err == nil && err2 == nil && os.SameFile(i, j)
}

// checkFree refuses the name of a new file that is taken.
func checkFree(output string) error {
	if output == "" {
		return nil
	}
	if _, err := os.Lstat(output); err == nil {
		return fromStore(&store.Error{Op: "save", File: output, Reason: store.ErrExists})
	}
	return nil
}

// comparable refuses an assessment that cannot be asked again with a
// questionnaire on a day, in words for people.
func (a *app) comparable(last *store.Document, to *assess.Questionnaire, name string, day assess.Date) error {
	err := assess.CheckAgain(assess.Sheet{Questionnaire: last.Questionnaire, Assessment: last.Assessment}, to, day)
	var m *assess.Mismatch
	if !errors.As(err, &m) {
		return err
	}
	p := a.phrases()
	parts := phrases.V{"file": name, "a": m.A, "b": m.B, "id": to.ID}
	switch {
	case m.What == "questionnaire":
		return againError(ExitUsage, "questionnaire", parts, "from")
	case m.What == "version":
		return againError(ExitFailure, "version", parts, "version")
	case m.What == "date":
		parts["a"], parts["b"] = p.Date(last.Assessment.Frame.Date), p.Date(day)
		switch {
		case m.A == "":
			return againError(ExitFailure, "no_date", parts, "date")
		case m.A == m.B:
			return againError(ExitFailure, "date", parts, "go_on")
		}
		return againError(ExitFailure, "date", parts, "date")
	}
	return againError(ExitFailure, "items", parts)
}

// errOther says that a file holds another assessment than it did.
var errOther = errors.New("another assessment")

// recall finds the assessment that an assessment asks anew, when it is taken
// up again: where a flag says, or where the file says. Without it the sitting
// goes on, and says so.
func (s *sitting) recall(name string) error {
	p := s.as.Previous
	if s.options.again != "" {
		switch err := s.show(s.options.again, name); {
		case errors.Is(err, errOther):
			return againError(ExitUsage, "another", phrases.V{"file": s.options.again, "new": name})
		case err != nil:
			return err
		}
		return fromStore(s.file.Save(s.as)) // so that the way need not be named again
	}
	if p.IsZero() {
		return nil
	}
	id, file := "nowhere", beside(name, p.File)
	if p.File != "" {
		err := s.show(file, name)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errOther):
			id = "another"
		case errors.Is(err, store.ErrNotFound):
			id = "gone"
		default:
			id = "unreadable"
		}
	}
	// The name comes out of a file: nothing in it may steer a terminal.
	c, parts := s.phrases(), phrases.V{"file": strings.Trim(yamldoc.Quote(file), `"`), "new": quote(name)}
	s.last.notice = c.T("again.warning."+id, parts)
	s.env.say(c.T("cli.warning.word") + c.T("words.colon") + s.last.notice)
	s.env.hint(c, c.T("again.hint.where", parts))
	return nil
}

// show sets the assessment in a file beside the one of the sitting, which is
// in the file name.
func (s *sitting) show(file, name string) error {
	if sameFile(file, name) {
		return againError(ExitUsage, "same", phrases.V{"file": file}, "new")
	}
	doc, err := s.assessment(file, s.options.questionnaire)
	if err != nil {
		return err
	}
	last := doc.Assessment
	if known := s.as.Previous.ID; known != "" && last.ID != known || last.ID != "" && last.ID == s.as.ID {
		return errOther
	}
	mine := &store.Document{Assessment: s.as, Questionnaire: s.q}
	to, err := s.load(askedBy(mine, name, s.options.questionnaire), "")
	if err != nil {
		return err
	}
	if err := s.comparable(doc, to, file, s.as.Frame.Date); err != nil {
		return err
	}
	s.as.Previous = assess.Previous{File: relative(file, name), ID: last.ID, Date: last.Frame.Date,
		Own: max(s.as.Previous.Own, assess.LastOwnAction(last))}
	s.last = lookBack{name: file, earlier: assess.NewEarlier(last, doc.Questionnaire, to)}
	return nil
}

// quickOf names the questionnaires that a short one leads to: they ask its
// items in the same words (design.md, section 9).
func quickOf(id string) string {
	if id == "core-quick" {
		return "core-cso"
	}
	return ""
}

// following names the commands that make sense after a sitting.
func (s *sitting) following() []string {
	name := quote(s.name())
	list := []string{"csi score " + name, "csi plan " + name, "csi report " + name + " -o road-map.pdf"}
	if s.last.earlier != nil {
		list = append([]string{"csi compare " + quote(s.last.name) + " " + name}, list...)
	}
	if long := quickOf(s.q.ID); long != "" {
		list = append(list, "csi assess "+long+" --from "+name)
	}
	return list
}

// finished gives the assessments that nothing is open in: what a menu offers
// to ask again.
func finished(entries []store.Entry) []store.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e store.Entry) bool {
		return e.Faulty || e.Total == 0 || e.Settled < e.Total
	})
}
