package form

import (
	"slices"

	"csi/assess"
)

// defaultTarget is the row that takes the framework's target.
const defaultTarget = "default"

// stages lists the stages that the questionnaire has items for.
func (s *session) stages() []assess.Stage {
	var list []assess.Stage
	for _, it := range s.items {
		if it.Stage != 0 && !slices.Contains(list, it.Stage) {
			list = append(list, it.Stage)
		}
	}
	slices.Sort(list)
	return list
}

func (s *session) stageName(st assess.Stage) string {
	return s.say.shown(assess.Find(s.Framework.Stages, st.String()).Name())
}

func (s *session) levelName(l assess.Level) string {
	return lower(s.say.shown(assess.Find(s.Framework.Levels, l.String()).Name()), s.say.p.Lang())
}

// targetWords names the target of a stage, and says when it is the default.
func (s *session) targetWords(st assess.Stage) string {
	if own, ok := s.Assessment.Targets[st]; ok {
		return s.levelName(own)
	}
	return s.say.t("targets.default", "level", s.levelName(s.Framework.Targets[st]))
}

// targetRows lists what the target of a stage can be: the four levels, or the
// framework's.
func (s *session) targetRows(st assess.Stage) []option {
	var rows []option
	for _, l := range assess.Levels() {
		rows = append(rows, option{l.String(), s.levelName(l), ""})
	}
	return append(rows, option{defaultTarget, s.say.t("targets.default", "level", s.levelName(s.Framework.Targets[st])), ""})
}

// currentTarget gives the id of the row that holds now.
func (s *session) currentTarget(st assess.Stage) string {
	if own, ok := s.Assessment.Targets[st]; ok {
		return own.String()
	}
	return defaultTarget
}

// withTarget gives a copy of the assessment with another target.
func (s *session) withTarget(st assess.Stage, id string) *assess.Assessment {
	next := s.copied()
	delete(next.Targets, st)
	if l, ok := assess.ParseLevel(id); ok {
		next.Targets[st] = l
	}
	return next
}
