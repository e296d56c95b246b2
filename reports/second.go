package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// SecondInput is what the action tables need to say their actions in a second
// language as well: the same questionnaire in that language, and its phrases.
type SecondInput struct {
	Questionnaire *assess.Questionnaire
	Phrases       *phrases.Catalogue
}

// Second says that the action tables carry each action in two languages side
// by side. The zero value is a report in one language.
type Second struct {
	Language  string // of the second texts, as in Report.Language; "" for none
	Name      string // of that language, in itself: "English"
	FirstName string // of the report's language, in itself: "français"
	Action    string // head of the column, in the second language
}

// In reports whether there is a second language.
func (s Second) In() bool { return s.Language != "" }

// SecondText is an action, or a horizon, in the second language. The zero
// value is none.
type SecondText struct {
	Text     string // the action; the name of the horizon
	DoneWhen string // "Done when …"; "" for a horizon
	Until    string // "by February 2027"; "" for an action
}

// second puts the second language into the action tables. What people wrote
// has one language and stands once.
func (b *builder) second(r *Report) {
	if b.Second == nil {
		return
	}
	in := *b
	in.q, in.Phrases = b.Second.Questionnaire, b.Second.Phrases
	r.Second = Second{
		Language:  in.Phrases.Lang(),
		Name:      in.Phrases.Language(in.Phrases.Lang()),
		FirstName: b.Phrases.Language(b.Phrases.Lang()),
		Action:    in.t("word.action"),
	}
	for i := range r.RoadMaps {
		m := &r.RoadMaps[i]
		for j, h := range assess.Horizons() {
			part, other := &m.Horizons[j], in.horizon(h)
			part.Second = SecondText{Text: other.Name, Until: other.Until}
			for k := range part.Rows {
				part.Rows[k].Second = in.secondText(part.Rows[k].ID, h)
			}
		}
	}
}

// secondText gives an action of the library in the second language; what the
// group wrote itself is left out. A row without an action is one of the "keep
// it" list.
func (b *builder) secondText(id string, h assess.Horizon) SecondText {
	if id == "" {
		kept := b.kept(h)
		return SecondText{Text: kept.Text, DoneWhen: kept.DoneWhen}
	}
	a := b.actionOf(id)
	if a == nil {
		return SecondText{}
	}
	second := SecondText{Text: sentence(a.Text), DoneWhen: b.doneWhen(a)}
	for _, e := range b.planShown().Plan {
		if e.Action == id && e.Text != "" {
			second.Text = ""
		}
		if e.Action == id && e.DoneWhen != "" {
			second.DoneWhen = ""
		}
	}
	return second
}

// doneWhen says how one sees that an action is done; "" where nobody wrote it.
func (b *builder) doneWhen(a *assess.Action) string {
	if a.DoneWhen == "" {
		return ""
	}
	return b.t("roadmap.done_when", phrases.V{"what": b.low(bare(a.DoneWhen))})
}

// kept is the row of a "keep it" list for a horizon.
func (b *builder) kept(h assess.Horizon) ActionRow {
	texts := []string{b.t("keep.write"), b.t("keep.money"), b.t("keep.people")}
	return ActionRow{Number: int(h), Text: texts[h-1], DoneWhen: b.t("keep.done_" + h.String())}
}
