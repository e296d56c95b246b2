package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/locale"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// begin runs before every command: it reads the languages that were asked for
// and opens the library.
func (a *app) begin(c *cobra.Command, args []string) error {
	for _, flag := range []struct {
		name  string
		value *string
	}{{"--lang", &a.lang}, {"--report-lang", &a.reportLang}} {
		if err := a.pair(c, flag.name, flag.value); err != nil {
			return err
		}
	}
	return a.openLibrary(c, args)
}

// firstOf gives the first language of "fr,en".
func firstOf(value string) string {
	first, _, _ := strings.Cut(value, ",")
	return strings.TrimSpace(first)
}

// pair parts two languages, "fr,en": the flag keeps the first, the second is
// for the action tables of a report. --report-lang comes after --lang, and
// where it is given it alone decides.
func (a *app) pair(c *cobra.Command, flag string, value *string) error {
	if *value == "" {
		return nil
	}
	found, first := *value, firstOf(*value)
	if !strings.Contains(found, ",") {
		if flag == "--report-lang" {
			a.secondLang = ""
		}
		return nil
	}
	list := strings.Split(found, ",")
	parts := phrases.V{"found": found, "command": c.CommandPath(), "flag": flag, "first": first}
	wrong := func(id, hint string) error {
		*value = first // the message is in it
		return &failure{code: ExitUsage, id: "pair.error." + id, parts: parts, hints: []string{"pair.hint." + hint}}
	}
	switch {
	case c.CommandPath() != "csi report":
		return wrong("elsewhere", "one")
	case len(list) > 2:
		return wrong("many", "pair")
	}
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
		switch {
		case list[i] == "":
			return wrong("empty", "pair")
		case !locale.Known(list[i]):
			parts["found"] = list[i]
			return wrong("unknown", "pair")
		}
	}
	if locale.Canonical(list[0]) == locale.Canonical(list[1]) {
		return wrong("same", "one")
	}
	*value, a.secondLang = first, list[1]
	return nil
}

// shortPair refuses two languages on two pages: both sides' steps stand there
// side by side with the limits, and a second text would push them off.
func (a *app) shortPair() error {
	first := cmpOr(a.reportLang, a.lang)
	return misused("pair.error.short", "pair.hint.short", phrases.V{
		"found": first + "," + a.secondLang, "flag": "--report-lang", "first": first,
	})
}

// second gives the second language of the action tables, nil for none. Where
// the questionnaire has the same texts in both there is none to show.
func (a *app) second(name, questionnaire string, first *assess.Questionnaire) (*reports.SecondInput, error) {
	if a.secondLang == "" {
		return nil, nil
	}
	doc, err := store.Read(name, a.resolverIn(questionnaire, a.secondLang))
	if err != nil {
		return nil, fromStore(err)
	}
	q := doc.Questionnaire
	if t := q.Translation; t != nil && first.Translation != nil && !first.Translation.Reviewed {
		said := *t
		said.Reviewed = true // that nobody checked a translation was said of the first
		q.Translation = &said
	}
	a.warnLanguage(q, &assess.Framework{}, a.secondLang)
	if q.Language == first.Language {
		a.env.say(a.phrases().T("cli.warning.word") + a.phrases().T("words.colon") + a.phrases().T("pair.warning.alike", phrases.V{"id": q.ID}))
		return nil, nil
	}
	return &reports.SecondInput{Questionnaire: q, Phrases: a.catalogue(q.Language)}, nil
}
