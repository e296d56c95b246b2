package cli

import (
	"fmt"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// topics of "csi help" beside the commands: first pages of the catalogue, then
// lists out of the library.
func topics() []string {
	return []string{"formats", "scoring", "privacy", "glossary", "arenas", "examples"}
}

// topic prints one; false when there is none of this name.
func (a *app) topic(name string) (bool, error) {
	switch name {
	case "glossary":
		return true, a.glossary()
	case "arenas":
		return true, a.arenas()
	case "examples":
		return true, a.examples()
	}
	if !a.phrases().Has("help.topic." + name) {
		return false, nil
	}
	fmt.Fprintln(a.env.Out, a.phrases().T("help.topic."+name))
	return true, nil
}

// glossary prints the words of the field.
func (a *app) glossary() error {
	w := &lines{w: a.env.Out}
	w.say(0, a.phrases().T("cli.topic.glossary"))
	for _, t := range a.framework().Glossary {
		a.entry(w, t)
	}
	return w.err
}

// entry prints a word with what it means and who says so.
func (a *app) entry(w *lines, t assess.Term) {
	w.gap()
	title := t.Title
	if t.History {
		title = a.phrases().T("cli.topic.history", phrases.V{"title": title})
	}
	w.say(0, title)
	text := t.Text
	if cites := a.cites(t.Sources); len(cites) > 0 {
		text = a.phrases().T("cli.topic.cited", phrases.V{"text": text, "sources": a.phrases().List(cites)})
	}
	w.say(2, text)
}

// arenas prints where drug policy is made, from near to far, then what civil
// society can be to a monitoring agency and the kinds of advocacy.
func (a *app) arenas() error {
	p, w := a.phrases(), &lines{w: a.env.Out}
	r, fw := a.library().Reference(a.language()), a.framework()
	w.say(0, p.T("cli.topic.arenas"))
	for _, tier := range append(assess.Tiers(), "") {
		head := p.T("cli.topic.between")
		if tier != "" {
			head = assess.Find(fw.Tiers, tier).Title
		}
		first := true
		for _, t := range r.Arenas {
			if t.Tier != tier {
				continue
			}
			if first {
				w.gap()
				w.say(0, "== "+head)
				first = false
			}
			a.entry(w, t)
		}
	}
	for _, list := range []struct {
		id    string
		terms []assess.Term
	}{{"relations", r.Relations}, {"advocacy", r.Advocacy}} {
		w.gap()
		w.say(0, "== "+p.T("cli.topic."+list.id))
		for _, t := range list.terms {
			a.entry(w, t)
		}
	}
	return w.err
}

// examples prints the cases that actions lead to, by their kind.
func (a *app) examples() error {
	p, w := a.phrases(), &lines{w: a.env.Out}
	r := a.library().Reference(a.language())
	w.say(0, p.T("cli.topic.examples"))
	for _, label := range a.framework().Examples {
		w.gap()
		w.say(0, "== "+label.Title)
		w.say(0, label.Text)
		for _, e := range r.Examples {
			if e.Label != label.ID {
				continue
			}
			a.entry(w, assess.Term{
				Title: p.T("cli.topic.example", phrases.V{"title": e.Title, "year": e.Year}),
				Text:  e.Text, Sources: []string{e.Source}, History: e.History,
			})
		}
	}
	return w.err
}
