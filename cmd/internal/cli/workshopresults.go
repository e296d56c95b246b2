package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// resultsOptions are the flags of "csi workshop results".
type resultsOptions struct {
	group     string
	json, yes bool
}

func (a *app) workshopResultsCommand() *cobra.Command {
	var o resultsOptions
	c := &cobra.Command{
		Use:  "results FOLDER",
		Args: oneWorkshop,
		RunE: func(c *cobra.Command, args []string) error { return a.workshopResults(c.Context(), args[0], o) },
	}
	c.Flags().StringVar(&o.group, "group", "", "")
	c.Flags().BoolVar(&o.json, "json", false, "")
	c.Flags().BoolVar(&o.yes, "yes", false, "")
	c.Flags().StringVar(&a.reportLang, "report-lang", "", "")
	return c
}

// resultsFailure makes a failure of results, agenda or report.
func resultsFailure(code int, id string, parts phrases.V, hints ...string) error {
	f := &failure{code: code, id: "results.error." + id, parts: parts}
	for _, h := range hints {
		f.hints = append(f.hints, "results.hint."+h)
	}
	return f
}

// workshopResults prints what a workshop may show. What it prints has been
// shown from then on: it is recorded before it is printed, and there is no look
// that leaves no trace, because a figure seen twice, before and after one more
// person, tells what that person said. Only when everything was shown before is
// the folder left as it is.
func (a *app) workshopResults(ctx context.Context, folder string, o resultsOptions) error {
	w, err := a.reportedWorkshop(folder)
	if err != nil {
		return err
	}
	only, err := onlyGroup(w, o.group)
	if err != nil {
		return err
	}
	if news := a.newsOf(w, only); !news.none() {
		if w, err = a.showNews(ctx, folder, only, o); err != nil {
			return err
		}
		defer w.Close()
	}
	in := a.workshopInput(w)
	in.Only = only
	if o.json {
		return reports.WriteResultsJSON(a.env.Out, in, false)
	}
	a.warnWorkshopLanguage(w, only)
	results := reports.ResultsOf(in)
	if err := reports.WriteResults(a.env.Out, results, a.textOptions(a.env.Width(), a.env.OutTTY)); err != nil {
		return err
	}
	if slices.ContainsFunc(results.Groups, func(g reports.GroupResults) bool { return len(g.Sections) > 0 }) {
		a.next("csi workshop agenda "+quote(folder), "csi workshop agree "+quote(folder))
	}
	return nil
}

// reportedWorkshop reads a workshop to look at, with its questionnaires in the
// language of reports.
func (a *app) reportedWorkshop(folder string) (*store.Workshop, error) {
	w, err := store.ReadWorkshop(folder, a.resolverIn("", a.reportLanguage()))
	return w, fromWorkshop(folder, err)
}

// onlyGroup finds the one group that a flag names; "" for all.
func onlyGroup(w *store.Workshop, group string) (assess.Group, error) {
	if group == "" {
		return "", nil
	}
	description := w.Workshop()
	if p := description.Party(assess.Group(group)); p != nil {
		return p.Group, nil
	}
	var all []string
	for _, p := range description.Parties {
		all = append(all, string(p.Group))
	}
	return "", resultsFailure(ExitUsage, "group", phrases.V{"found": group, "groups": strings.Join(all, ", ")})
}

// workshopNews is what results would show for the first time.
type workshopNews struct {
	show []assess.Showing
	late []assess.Showing // late responses that are enough to be counted in
	left bool             // an earlier count was interrupted
	lost int              // people who are counted in with the late responses
}

func (n workshopNews) none() bool { return len(n.show)+len(n.late) == 0 && !n.left }

// open counts the rounds that still take responses.
func (n workshopNews) open() int {
	open := 0
	for _, s := range n.show {
		if s.Open {
			open++
		}
	}
	return open
}

func (a *app) newsOf(w *store.Workshop, only assess.Group) workshopNews {
	if _, forgotten := w.Forgotten(); forgotten {
		return workshopNews{}
	}
	description, people, log := w.Workshop(), w.People(), w.Log()
	other := func(s assess.Showing) bool { return only != "" && s.Group != only }
	late := assess.CountLate(&description, w.Questionnaire, people, log)
	n := workshopNews{
		show: slices.DeleteFunc(assess.ToShow(&description, w.Questionnaire, people, log), other),
		late: slices.DeleteFunc(late.Ready, other), left: len(assess.Uncounted(log)) > 0,
	}
	for i := range people {
		p := &people[i]
		if slices.ContainsFunc(n.late, func(s assess.Showing) bool { return s.Group == p.Group && slices.Contains(p.Late, s.Item) }) {
			n.lost++
		}
	}
	return n
}

// showNews records what results are about to show. The workshop stays open:
// the caller closes it.
func (a *app) showNews(ctx context.Context, folder string, only assess.Group, o resultsOptions) (*store.Workshop, error) {
	w, err := store.OpenWorkshop(folder, a.resolverIn("", a.reportLanguage()))
	if err != nil {
		return nil, fromWorkshop(folder, err)
	}
	news := a.newsOf(w, only)
	err = a.mayClose(ctx, folder, news.open(), o.yes)
	if err == nil {
		err = fromWorkshop(folder, w.CountLate(a.eventTime(), news.late))
	}
	if err == nil {
		// Late responses may have made a group large enough.
		news.show = a.newsOf(w, only).show
		err = fromWorkshop(folder, w.RecordShown(a.eventTime(), news.show))
	}
	if err != nil {
		w.Close()
		return nil, err
	}
	p := a.phrases()
	if news.lost > 0 {
		a.env.say(p.N("results.counted", news.lost))
	}
	if n := news.open(); n > 0 {
		a.env.say(p.N("results.closed", n))
	}
	return w, nil
}

// eventTime gives the time of an event as the log writes it.
func (a *app) eventTime() string { return a.env.Now().UTC().Format("2006-01-02T15:04:05Z07:00") }

// mayClose asks before rounds are closed; without a terminal --yes has to say
// so.
func (a *app) mayClose(ctx context.Context, folder string, open int, yes bool) error {
	if open == 0 || yes {
		return nil
	}
	p, parts := a.phrases(), phrases.V{"folder": quote(folder)}
	text := p.N("results.error.open", open)
	if !a.env.InTTY || !a.env.ErrTTY {
		return &failure{code: ExitUsage, text: text, parts: parts, hints: []string{"results.hint.yes"}}
	}
	id, err := form.Choose(ctx, a.terminal(), p, form.List{
		Head: p.T("results.ask.head"), Title: text + ".",
		Choices: []form.Choice{{ID: "no", Label: p.T("results.ask.no")}, {ID: "yes", Label: p.T("results.ask.yes")}},
	})
	switch {
	case errors.Is(err, form.ErrStopped) || errors.Is(err, form.ErrInputEnded) || err == nil && id != "yes":
		a.env.say(p.T("results.error.not_closed"))
		return quiet(ExitStopped)
	}
	return err
}

// workshopInput gathers what results, agenda and report are made of.
func (a *app) workshopInput(w *store.Workshop) reports.WorkshopInput {
	description, people, log := w.Workshop(), w.People(), w.Log()
	_, forgotten := w.Forgotten()
	in := reports.WorkshopInput{
		Workshop: &description, Published: w.Published(), Log: log, Forgotten: forgotten,
		Questionnaires: map[assess.Group]*assess.Questionnaire{}, Agreed: map[assess.Group]*assess.Assessment{},
		Date: assess.DateOf(a.env.Now()), Framework: a.library().Framework(a.reportLanguage()),
		Sources: a.library().Sources(), Reference: a.library().Reference(a.reportLanguage()), Phrases: a.reportPhrases(),
	}
	for _, p := range description.Parties {
		in.Questionnaires[p.Group] = w.Questionnaire(p.Group)
	}
	if !forgotten {
		in.Published.Reasons(&description, people, log)
		in.Late = assess.CountLate(&description, w.Questionnaire, people, log).Waiting
	}
	return in
}

// warnWorkshopLanguage says when texts are not all in the language that was
// asked for.
func (a *app) warnWorkshopLanguage(w *store.Workshop, only assess.Group) {
	told := map[string]bool{}
	for _, p := range w.Workshop().Parties {
		q := w.Questionnaire(p.Group)
		if q == nil || told[q.ID] || only != "" && p.Group != only {
			continue
		}
		fw := a.library().Framework(a.reportLanguage())
		if len(told) > 0 {
			fw = &assess.Framework{}
		}
		told[q.ID] = true
		a.warnLanguage(q, fw, a.reportLanguage())
	}
}
