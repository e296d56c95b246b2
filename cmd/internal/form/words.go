package form

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// words gives the sentences of this package: area "form" of the catalogue.
// What it says goes through draw, which the screens use to replace symbols
// that a terminal cannot show; nil leaves sentences as they are.
type words struct {
	p    *phrases.Catalogue
	draw func(string) string
}

// t gives a sentence; kv are names and values of its parts.
func (w words) t(id string, kv ...any) string {
	return w.shown(w.p.T("form."+id, pairs(kv)))
}

// n gives the form of a sentence that fits a count.
func (w words) n(id string, count int, kv ...any) string {
	return w.shown(w.p.N("form."+id, count, pairs(kv)))
}

func (w words) shown(s string) string {
	if w.draw == nil {
		return s
	}
	return w.draw(s)
}

func pairs(kv []any) phrases.V {
	v := phrases.V{}
	for i := 0; i+1 < len(kv); i += 2 {
		name, _ := kv[i].(string)
		v[name] = kv[i+1]
	}
	return v
}

// valueWords names a value with its label, such as "2 Established".
func (s *session) valueWords(it *assess.Item, value int) string {
	if value < 0 || value >= len(it.Anchors) {
		return s.say.t("value", "value", value, "label", "")
	}
	return s.say.t("value", "value", value, "label", s.say.shown(it.Anchors[value].Label))
}

// responseWords says what is saved for an item, as the screens put it.
func (s *session) responseWords(it *assess.Item, r assess.Response) string {
	if r.State == assess.Answered {
		return s.valueWords(it, r.Value)
	}
	return s.say.t("state." + r.State.String())
}

// stateWords names the state of a response without its value, for lists that
// others may see.
func (s *session) stateWords(r assess.Response) string {
	return s.say.t("state." + r.State.String())
}

// level names the level, the barrier or nothing of an item.
func (s *session) level(it *assess.Item) string {
	switch {
	case it.Level != 0:
		return lower(s.say.shown(assess.Find(s.Framework.Levels, it.Level.String()).Name()), s.Questionnaire.Language)
	case it.Barrier != 0:
		return s.say.t("barrier", "name", lower(s.barrier(it), s.Questionnaire.Language))
	}
	return ""
}

func (s *session) barrier(it *assess.Item) string {
	return s.say.shown(assess.Find(s.Framework.Barriers, it.Barrier.String()).Name())
}

// evidenceName names a grade of evidence.
func (s *session) evidenceName(grade int) string {
	return s.say.t("evidence.grade" + string(rune('0'+grade)))
}

// evidenceWords names a grade of evidence inside a sentence.
func (s *session) evidenceWords(grade int) string {
	return lower(s.evidenceName(grade), s.say.p.Lang())
}

// numbersIn lists item numbers for a sentence, runs put together: "3, 5 to 8".
func (s *session) numbersIn(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch {
		case j-i >= 2:
			parts = append(parts, s.say.t("run", "from", numbers[i], "to", numbers[j]))
		default:
			for k := i; k <= j; k++ {
				parts = append(parts, s.say.t("plain_number", "n", numbers[k]))
			}
		}
		i = j + 1
	}
	return s.say.p.List(parts)
}
