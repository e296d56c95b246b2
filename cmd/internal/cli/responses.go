package cli

import (
	"errors"
	"path/filepath"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// takeResponses makes an assessment of a file of responses and asks nothing.
func (a *app) takeResponses(what string, o assessOptions) error {
	doc, err := a.responses(what, o)
	var content *faults
	if errors.As(err, &content) {
		content.note = "cli.nothing_saved"
	}
	if err != nil {
		return err
	}
	as := doc.Assessment
	if err := a.complete(doc); err != nil {
		return err
	}
	name := o.output
	if name == "" {
		name = store.FileName(as.Frame.Jurisdiction)
	}
	as.QuestionnaireFile = relative(as.QuestionnaireFile, name)
	as.Previous.File = moved(as.Previous.File, o.responses, name)
	f, err := store.Create(name, doc.Questionnaire)
	if err != nil {
		return fromStore(err)
	}
	defer f.Close()
	if err := f.Save(as); err != nil {
		return fromStore(err)
	}
	return a.tellTaken(doc, name)
}

// complete fills in what an assessment written by hand may leave out: its id,
// its language, its date, and the group where there is only one.
func (a *app) complete(doc *store.Document) error {
	as := doc.Assessment
	if as.ID == "" {
		id, err := store.NewID(a.env.Now(), a.env.Rand)
		if err != nil {
			return err
		}
		as.ID = id
	}
	if as.Language == "" {
		as.Language = doc.Questionnaire.Language
	}
	if as.Frame.Date.IsZero() {
		as.Frame.Date = assess.DateOf(a.env.Now())
	}
	if as.Frame.Group == "" && len(doc.Questionnaire.Groups) == 1 {
		as.Frame.Group = doc.Questionnaire.Groups[0]
	}
	return nil
}

// tellTaken says what was taken in and what is missing.
func (a *app) tellTaken(doc *store.Document, name string) error {
	p := a.phrases()
	if missing := doc.Assessment.Frame.Missing(doc.Questionnaire); len(missing) > 0 {
		a.warn("frame", phrases.V{"missing": strings.Join(missing, ", ")})
	}
	n := assess.NewProfile(doc.Questionnaire, doc.Assessment, nil).Counts
	a.env.say(p.T("cli.saved", phrases.V{"saved": n.Items - n.Blank, "items": n.Items, "file": name}))
	a.next("csi score "+quote(name), "csi report "+quote(name)+" -o road-map.pdf")
	return nil
}

// responses reads a file of responses: an assessment in YAML or JSON, or CSV
// with a frame beside it.
func (a *app) responses(what string, o assessOptions) (*store.Document, error) {
	if !strings.EqualFold(filepath.Ext(o.responses), ".csv") {
		if o.frame != "" {
			return nil, usage("frame_alone", nil, "frame")
		}
		doc, err := a.assessment(o.responses, o.questionnaire)
		if err != nil {
			return nil, err
		}
		return doc, a.checkSame(what, doc.Assessment.Questionnaire)
	}
	parts := phrases.V{"file": o.responses}
	if what == "" {
		return nil, usage("csv_questionnaire", parts, "csv")
	}
	if o.frame == "" {
		return nil, usage("frame_missing", parts, "csv")
	}
	q, err := a.questionnaire(what)
	if err != nil {
		return nil, err
	}
	data, err := readFile(o.frame)
	if err != nil {
		return nil, err
	}
	as, err := store.ParseFrame(o.frame, data, q)
	if err != nil {
		return nil, fromStore(err)
	}
	data, err = readFile(o.responses)
	if err != nil {
		return nil, err
	}
	if as.Responses, err = store.ParseCSV(o.responses, data, q); err != nil {
		return nil, fromStore(err)
	}
	if looksLikePath(what) {
		as.QuestionnaireFile = what
	}
	return &store.Document{Assessment: as, Questionnaire: q}, nil
}

// checkSame refuses responses to another questionnaire than the one named on
// the command line.
func (a *app) checkSame(what string, ref assess.Ref) error {
	if what == "" {
		return nil
	}
	q, err := a.questionnaire(what)
	if err != nil {
		return err
	}
	if q.ID != ref.ID {
		return usage("responses_other", phrases.V{"wanted": q.ID, "found": ref.ID})
	}
	return nil
}

// moved gives the way to a file from the folder of another assessment than it
// was named from; "" stays "".
func moved(file, from, to string) string {
	if file == "" {
		return ""
	}
	return relative(beside(from, file), to)
}

// relative gives the way to a questionnaire of one's own, or to another file,
// from the folder of the assessment, so that both can be moved together.
func relative(questionnaire, assessment string) string {
	if questionnaire == "" {
		return ""
	}
	from, err := filepath.Abs(filepath.Dir(assessment))
	if err != nil {
		return questionnaire
	}
	to, err := filepath.Abs(questionnaire)
	if err != nil {
		return questionnaire
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return to
	}
	return filepath.ToSlash(rel)
}
