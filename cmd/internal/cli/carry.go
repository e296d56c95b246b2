package cli

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// carryOver puts into a new assessment what an earlier one of another
// questionnaire answered already, with its frame, and says how much that was.
func (s *sitting) carryOver(what string, q *assess.Questionnaire, from string) error {
	doc, err := s.assessment(from, "")
	if err != nil {
		return err
	}
	old := doc.Assessment
	parts := phrases.V{"file": from, "id": q.ID}
	if doc.Questionnaire.ID == q.ID {
		return usage("from_same", parts, "from_same")
	}
	// Both are compared in the words of their authors, whatever language the
	// person reads.
	to := q
	if !looksLikePath(what) {
		if to, err = s.resolver("")(assess.Ref{ID: q.ID, Version: q.Version}, ""); err != nil {
			return err
		}
	}
	c := assess.CarryOver(old, doc.Questionnaire, to)
	if len(c.Taken) == 0 {
		return usage("from_nothing", parts, "from_nothing")
	}
	date, group := s.as.Frame.Date, s.as.Frame.Group
	s.as.Frame = old.Frame
	s.as.Frame.Date, s.as.Frame.Group = date, group
	for _, g := range q.Groups {
		if g == old.Frame.Group {
			s.as.Frame.Group = g
		}
	}
	s.as.Responses, s.as.Plan, s.as.Targets = c.Responses, c.Plan, old.Targets
	p := s.phrases()
	parts["questionnaire"] = doc.Questionnaire.ID
	s.env.say(p.N("cli.from.taken", len(c.Taken), parts))
	if n := len(c.Left); n > 0 {
		s.env.say(p.N("cli.from.left", n, parts))
	}
	return nil
}

// start makes the file of an assessment whose frame is known already, so that
// what was taken over is saved before the first question.
func (s *sitting) start(q *assess.Questionnaire) (isNew bool, err error) {
	if len(s.as.Frame.Missing(q)) > 0 {
		return true, nil
	}
	if _, err := s.create(q, s.as); err != nil {
		return false, fromStore(err)
	}
	return false, nil
}

// checkFrom refuses --from where it has no meaning.
func (o assessOptions) checkFrom(resumes bool) error {
	switch {
	case o.from == "":
		return nil
	case o.responses != "":
		return usage("from_responses", nil, "from_nothing")
	case resumes:
		return usage("from_resume", phrases.V{"file": o.from}, "from_nothing")
	}
	return nil
}
