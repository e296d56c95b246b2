package cli

import (
	"path/filepath"
	"strconv"
	"strings"

	"csi/assess"
	"csi/assess/store"
	"csi/questionnaires/phrases"
)

// printPaper writes a questionnaire as it is filled in by hand: a box for each
// value, a line for notes.
func (a *app) printPaper(q *assess.Questionnaire, output string) error {
	ending := strings.ToLower(filepath.Ext(output))
	if output != "-" && ending != ".txt" {
		return &failure{code: ExitUsage, id: "author.error.paper_ending", parts: phrases.V{"file": output}, hints: []string{"author.hint.paper"}}
	}
	var text strings.Builder
	if err := a.paper(&lines{w: &text, width: 76}, q); err != nil {
		return err
	}
	if output == "-" {
		_, err := a.env.Out.Write([]byte(text.String()))
		return err
	}
	if err := store.Put(output, []byte(text.String())); err != nil {
		return fromStore(err)
	}
	a.env.say(a.phrases().T("author.new.written", phrases.V{"file": output}))
	return nil
}

// paper lays a questionnaire out in lines.
func (a *app) paper(w *lines, q *assess.Questionnaire) error {
	p := a.phrases()
	w.say(0, q.Title)
	w.say(0, p.T("author.paper.about", phrases.V{"id": q.ID, "version": q.Version, "items": p.N("cli.list.items", len(q.Items())), "minutes": q.Minutes}))
	w.gap()
	w.say(0, q.Summary)
	w.gap()
	w.say(0, p.T("author.paper.how"))
	w.gap()
	for _, field := range []string{"place", "policy", "period", "date"} {
		w.say(0, p.T("author.paper."+field)+" "+strings.Repeat("_", 40))
	}
	n := 0
	for i := range q.Sections {
		s := &q.Sections[i]
		w.gap()
		w.gap()
		w.say(0, strings.ToUpper(s.Title))
		w.say(0, s.Intro)
		for j := range s.Items {
			n++
			w.gap()
			a.paperItem(w, n, &s.Items[j])
		}
	}
	return w.err
}

// paperItem lays one item out, with its boxes.
func (a *app) paperItem(w *lines, n int, it *assess.Item) {
	p := a.phrases()
	w.hang(0, strconv.Itoa(n)+"  ", it.Text+" ("+it.ID+")")
	for line := range strings.Lines(it.Help) {
		w.say(3, strings.TrimSpace(line))
	}
	for _, an := range it.Anchors {
		text := an.Label
		if an.Text != "" {
			text += ": " + an.Text
		}
		w.hang(3, "[ ] "+strconv.Itoa(an.Value)+" ", text)
	}
	w.say(3, "[ ] "+p.T("author.paper.dont_know"))
	if it.NotApplicable {
		w.say(3, "[ ] "+p.T("author.paper.not_applicable")+" "+strings.Repeat("_", 30))
	}
}
