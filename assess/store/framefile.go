package store

import (
	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// ParseFrame reads the frame that goes with responses from CSV: an assessment
// without responses and plan, of which only the frame has to be there. The
// result responds to q, in its version, and has no id and no responses yet.
// The error is a *FaultsError.
func ParseFrame(file string, data []byte, q *assess.Questionnaire) (*assess.Assessment, error) {
	r := &reader{a: new(assess.Assessment), file: file,
		resolve: func(assess.Ref, string) (*assess.Questionnaire, error) { return q, nil }}
	root, err := r.open(data, assessmentKind)
	if err != nil {
		return nil, err
	}
	e := r.top(root)
	r.require(root, e, "frame")
	r.identity(e)
	for _, key := range []string{"responses", "plan"} {
		if n := e[key].Value; filled(n) && !(n.Kind == yamldoc.Map && len(n.Pairs) == 0) {
			r.d.Add(e[key].Key, "frame-only", "found %s in a file that gives the frame; expected the frame alone", key)
		}
	}
	r.q = q
	r.frame(e["frame"].Value)
	r.targets(e["targets"].Value)
	if err := r.finish(); err != nil {
		return nil, err
	}
	a := &assess.Assessment{
		Questionnaire: assess.Ref{ID: q.ID, Version: q.Version},
		Language:      r.a.Language,
		Frame:         r.a.Frame,
		Targets:       r.a.Targets,
		Responses:     map[string]assess.Response{},
	}
	if a.Language == "" {
		a.Language = q.Language
	}
	return a, nil
}
