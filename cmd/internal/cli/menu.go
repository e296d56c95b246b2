package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"csi/assess"
	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// atMost is how many assessments the menu offers to go on with.
const atMost = 3

// menu is what "csi" alone opens: continue, start, use results. It comes back
// after each command until the person leaves.
func (a *app) menu(ctx context.Context) error {
	for {
		entries, err := store.List(".", a.resolver(""))
		if err != nil {
			entries = nil // a folder that cannot be listed offers nothing to go on with
		}
		choice, err := form.Choose(ctx, a.terminal(), a.phrases(), a.menuList(entries))
		if err != nil {
			return a.left(err, nil)
		}
		if choice == "" || choice == "leave" {
			return nil
		}
		if err := a.toldOf(ctx, a.choose(ctx, choice, entries)); err != nil {
			return err
		}
	}
}

// toldOf shows why what was chosen could not be done, so that a person reads
// it and is back at the menu. What is no such reason, like leaving, it gives
// back.
func (a *app) toldOf(ctx context.Context, err error) error {
	var (
		f *failure
		d *faults
	)
	if !errors.As(err, &f) && !errors.As(err, &d) {
		return err
	}
	var text strings.Builder
	exit(err, a.env.into(&text), a.phrases())
	return a.panel(ctx, a.phrases().T("cli.menu.not_done"), "", text.String(), "")
}

// menuList lays the menu out: what was begun comes first.
func (a *app) menuList(entries []store.Entry) form.List {
	p := a.phrases()
	l := form.List{Head: "csi", HeadEnd: p.T("cli.menu.about"), Title: p.T("cli.menu.title"),
		Verb: p.T("cli.menu.open"), Ask: "help", AskVerb: p.T("cli.menu.ask"), Foot: p.T("cli.menu.reader")}
	if len(entries) == 0 {
		l.Title, l.Foot = "", ""
		l.Intro, l.Outro = []string{p.T("cli.menu.welcome")}, []string{p.T("cli.menu.reader_leave")}
		l.Choices = []form.Choice{
			{ID: "new", Label: p.T("cli.menu.new"), Same: "csi assess"},
			{ID: "look", Label: p.T("cli.menu.look"), Note: p.T("cli.menu.look_note"), Same: "csi questionnaire show core-cso"},
			{ID: "workshop", Label: p.T("workshop.menu.workshop"), Note: p.T("workshop.menu.note"), Same: "csi workshop"},
			{ID: "help", Label: p.T("cli.menu.help"), Same: "csi help"},
			{ID: "leave", Label: p.T("cli.menu.leave")},
		}
		return l
	}
	for i, e := range entries {
		if i == atMost {
			break
		}
		l.Choices = append(l.Choices, form.Choice{
			ID: "go " + e.Path, Group: p.T("cli.menu.continue"), Label: a.entryLabel(e), Note: a.entryNote(e),
			Same: "csi assess " + quote(filepath.Base(e.Path)),
		})
	}
	first := quote(filepath.Base(entries[0].Path))
	l.Choices = append(l.Choices,
		form.Choice{ID: "new", Group: p.T("cli.menu.start"), Label: p.T("cli.menu.new"), Same: "csi assess"})
	if done := finished(entries); len(done) > 0 {
		l.Choices = append(l.Choices, form.Choice{ID: "again", Group: p.T("cli.menu.start"), Label: p.T("again.menu"),
			Note: p.T("again.menu_note"), Same: "csi assess --again " + quote(filepath.Base(done[0].Path))})
	}
	l.Choices = append(l.Choices,
		form.Choice{ID: "look", Group: p.T("cli.menu.start"), Label: p.T("cli.menu.look"), Note: p.T("cli.menu.look_note"), Same: "csi questionnaire show core-cso"},
		form.Choice{ID: "workshop", Group: p.T("cli.menu.start"), Label: p.T("workshop.menu.workshop"), Note: p.T("workshop.menu.note"), Same: "csi workshop"},
		form.Choice{ID: "score", Group: p.T("cli.menu.use"), Label: p.T("cli.menu.score"), Note: p.T("cli.menu.score_note"), Same: "csi score " + first},
		form.Choice{ID: "report", Group: p.T("cli.menu.use"), Label: p.T("cli.menu.report"), Note: p.T("cli.menu.report_note"), Same: "csi report " + first},
		form.Choice{ID: "plan", Group: p.T("cli.menu.use"), Label: p.T("cli.menu.plan"), Note: p.T("cli.menu.plan_note"), Same: "csi plan " + first},
	)
	l.Choices = append(l.Choices, a.resultChoices(entries)...)
	l.Choices = append(l.Choices,
		form.Choice{ID: "help", Group: p.T("cli.menu.more"), Label: p.T("cli.menu.help"), Same: "csi help"},
		form.Choice{ID: "leave", Group: p.T("cli.menu.more"), Label: p.T("cli.menu.leave")},
	)
	return l
}

// entryLabel names an assessment: place and view; a broken file by its name.
func (a *app) entryLabel(e store.Entry) string {
	if e.Faulty || e.Jurisdiction == "" {
		return filepath.Base(e.Path)
	}
	group := assess.Find(a.framework().Groups, string(e.Group)).Title
	if group == "" {
		return e.Jurisdiction
	}
	return a.phrases().T("cli.menu.entry", phrases.V{"place": e.Jurisdiction, "group": group})
}

// entryNote says how far an assessment has come, and when.
func (a *app) entryNote(e store.Entry) string {
	p := a.phrases()
	parts := phrases.V{"saved": e.Settled, "items": e.Total, "when": a.when(e.Modified)}
	switch {
	case e.Faulty:
		return p.T("cli.menu.faulty")
	case e.Total == 0:
		return p.T("cli.menu.no_questionnaire", parts)
	case e.Settled == e.Total:
		return p.T("cli.menu.finished", parts)
	}
	return p.T("cli.menu.progress", parts)
}

// when names a day as people do: today, yesterday, a date.
func (a *app) when(t time.Time) string {
	p := a.phrases()
	day, now := assess.DateOf(t.Local()), a.env.Now()
	switch day {
	case assess.DateOf(now):
		return p.T("cli.menu.today")
	case assess.DateOf(now.AddDate(0, 0, -1)):
		return p.T("cli.menu.yesterday")
	}
	return p.Date(day)
}

// choose does what a row of the menu says.
func (a *app) choose(ctx context.Context, choice string, entries []store.Entry) error {
	switch verb, path, _ := strings.Cut(choice, " "); verb {
	case "go":
		return a.assess(ctx, dotted(path), assessOptions{})
	case "new":
		return a.assess(ctx, "", assessOptions{})
	case "again":
		return a.withFile(ctx, finished(entries), func(path string) error {
			return a.again(ctx, "", assessOptions{again: dotted(path)})
		})
	case "look":
		return a.look(ctx)
	case "workshop":
		return a.workshopMenu(ctx)
	case "score":
		return a.withFile(ctx, entries, func(path string) error { return a.showProfile(ctx, path) })
	case "report":
		return a.withFile(ctx, entries, func(path string) error { return a.menuReport(ctx, path) })
	case "plan":
		return a.withFile(ctx, entries, func(path string) error { return a.plan(ctx, path, planOptions{}) })
	case "explain":
		return a.withFile(ctx, entries, func(path string) error { return a.menuExplain(ctx, path) })
	case "compare":
		return a.menuCompare(ctx, entries)
	case "help":
		return a.menuHelp(ctx)
	}
	return nil
}

// dotted makes a bare name a path, so that it is not taken for an id.
func dotted(path string) string {
	if looksLikePath(path) {
		return path
	}
	return "./" + path
}

// withFile asks which assessment is meant when there are several.
func (a *app) withFile(ctx context.Context, entries []store.Entry, do func(path string) error) error {
	if len(entries) == 1 {
		return do(entries[0].Path)
	}
	p := a.phrases()
	l := form.List{Head: p.T("cli.menu.which_head"), Title: p.T("cli.menu.which"), Back: true}
	for _, e := range entries {
		l.Choices = append(l.Choices, form.Choice{ID: e.Path, Label: a.entryLabel(e), Note: a.entryNote(e), Help: filepath.Base(e.Path)})
	}
	path, err := form.Choose(ctx, a.terminal(), p, l)
	if err != nil || path == "" {
		return a.left(err, nil)
	}
	return do(path)
}

// chooseQuestionnaire asks which questionnaire fits; "" when the person goes
// back.
func (a *app) chooseQuestionnaire(ctx context.Context) (string, error) {
	p := a.phrases()
	l := form.List{Head: p.T("cli.menu.new"), Title: p.T("cli.menu.which_questionnaire"), Back: true}
	headers, _ := a.library().List(a.language()) // csi questionnaire list tells of files with faults
	// The questionnaires on stages and barriers are what most people come for.
	slices.SortStableFunc(headers, func(x, y questionnaires.Header) int { return core(y.ID) - core(x.ID) })
	for _, h := range headers {
		l.Choices = append(l.Choices, form.Choice{
			ID: h.ID, Label: h.Title, Help: h.Summary, Same: "csi assess " + h.ID,
			Note: p.T("cli.menu.size", phrases.V{"items": p.N("cli.list.items", h.Items), "minutes": h.Minutes}),
		})
	}
	return form.Choose(ctx, a.terminal(), p, l)
}

// core is 1 for a questionnaire of the core family, else 0.
func core(id string) int {
	if strings.HasPrefix(id, "core-") {
		return 1
	}
	return 0
}

// look shows the items of a questionnaire; nothing is saved.
func (a *app) look(ctx context.Context) error {
	id, err := a.chooseQuestionnaire(ctx)
	if err != nil || id == "" {
		return a.left(err, nil)
	}
	q, err := a.questionnaire(id)
	if err != nil {
		return err
	}
	var text strings.Builder
	a.writeQuestionnaire(&text, q)
	return a.left(form.Show(ctx, a.terminal(), a.phrases(), form.Panel{
		Head: q.Title, HeadEnd: a.phrases().N("cli.list.items", len(q.Items())), Text: text.String(),
		Status: a.phrases().T("cli.next", phrases.V{"command": "csi assess " + q.ID}),
	}), nil)
}

// menuHelp shows the pages that a newcomer needs.
func (a *app) menuHelp(ctx context.Context) error {
	p := a.phrases()
	l := form.List{Head: p.T("cli.menu.help"), Title: p.T("cli.menu.help_which"), Back: true, Choices: []form.Choice{
		{ID: "topic.privacy", Label: p.T("cli.menu.privacy"), Same: "csi help privacy"},
		{ID: "topic.scoring", Label: p.T("cli.menu.scoring"), Same: "csi help scoring"},
		{ID: "topic.formats", Label: p.T("cli.menu.formats"), Same: "csi help formats"},
		{ID: "page.root", Label: p.T("cli.menu.commands"), Same: "csi help"},
	}}
	id, err := form.Choose(ctx, a.terminal(), p, l)
	if err != nil || id == "" {
		return a.left(err, nil)
	}
	return a.left(form.Show(ctx, a.terminal(), p, form.Panel{Head: p.T("cli.menu.help"), Text: p.T("help." + id)}), nil)
}
