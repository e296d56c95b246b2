package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"csi/assess/store"
	"csi/cmd/internal/form"
	"csi/questionnaires/phrases"
)

// workshopMenu is the room for trainers in the menu: the workshops of this
// folder and what one can do with them.
func (a *app) workshopMenu(ctx context.Context) error {
	p := a.phrases()
	l := form.List{Head: p.T("workshop.menu.head"), Title: p.T("workshop.menu.which"), Back: true}
	for _, folder := range workshopFolders(".") {
		c := form.Choice{ID: "open " + folder, Label: folder, Same: "csi workshop status " + quote(folder)}
		if w, err := a.readWorkshop(folder); err == nil {
			description := w.Workshop()
			c.Label = description.Title
			if description.Title != folder {
				c.Note = folder
			}
		}
		l.Choices = append(l.Choices, c)
	}
	l.Choices = append(l.Choices,
		form.Choice{ID: "new", Label: p.T("workshop.menu.new"), Same: "csi workshop new"},
		form.Choice{ID: "practise", Label: p.T("workshop.menu.practise"), Note: p.T("workshop.menu.practise_note"), Same: "csi workshop simulate"})
	choice, err := form.Choose(ctx, a.terminal(), p, l)
	switch {
	case err != nil || choice == "":
		return a.left(err, nil)
	case choice == "new", choice == "practise":
		return a.namedWorkshop(ctx, choice)
	}
	return a.oneWorkshopMenu(ctx, choice[len("open "):])
}

// workshopFolders lists the folders of a folder that hold a workshop.
func workshopFolders(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // a folder that cannot be listed offers nothing to open
	}
	var out []string
	for _, e := range entries {
		if info, err := os.Stat(filepath.Join(dir, e.Name(), "workshop.yaml")); e.IsDir() && err == nil && info.Mode().IsRegular() {
			out = append(out, e.Name())
		}
	}
	return out
}

// namedWorkshop asks for the name of a new folder and makes the workshop.
func (a *app) namedWorkshop(ctx context.Context, choice string) error {
	p := a.phrases()
	name, err := form.AskLine(ctx, a.terminal(), p, p.T("workshop.menu.name"), "", func(typed string) string {
		if fault := store.CheckFolderName(typed); fault != "" {
			return p.T("workshop.error.name_"+fault, phrases.V{"found": typed})
		}
		if store.Occupied(typed) {
			return p.T("workshop.error.not_empty", phrases.V{"folder": quote(typed)})
		}
		return ""
	})
	if err != nil {
		return a.left(err, nil)
	}
	if choice == "practise" {
		return a.runWorkshop(ctx, "simulate", name)
	}
	return a.runWorkshop(ctx, "new", name)
}

// menuVerbs gives the commands that the menu offers on a workshop, as far as
// this csi has them, in the order of a day.
func menuVerbs() []string {
	return []string{"status", "handout", "room", "enter", "tally", "results", "agenda", "agree", "report", "forget"}
}

// oneWorkshopMenu offers what one can do with a workshop.
func (a *app) oneWorkshopMenu(ctx context.Context, folder string) error {
	p := a.phrases()
	l := form.List{Head: folder, Title: p.T("workshop.menu.what"), Back: true}
	known := map[string]bool{}
	for _, c := range a.workshopCommand().Commands() {
		known[c.Name()] = true
	}
	for _, verb := range menuVerbs() {
		if known[verb] {
			l.Choices = append(l.Choices, form.Choice{ID: verb, Label: p.T("workshop.menu.do." + verb),
				Same: "csi workshop " + verb + " " + quote(folder)})
		}
	}
	verb, err := form.Choose(ctx, a.terminal(), p, l)
	if err != nil || verb == "" {
		return a.left(err, nil)
	}
	return a.runWorkshop(ctx, verb, folder)
}

// runWorkshop runs a command on a workshop as the command line would. On
// screens its results are shown until they are closed, or the menu would cover
// them.
func (a *app) runWorkshop(ctx context.Context, verb, folder string) error {
	for _, c := range a.workshopCommand().Commands() {
		if c.Name() != verb {
			continue
		}
		c.SetContext(ctx)
		if a.plain() || verb == "room" {
			return c.RunE(c, []string{folder})
		}
		var results strings.Builder
		before, shown := a.env, *a.env
		shown.Out = &results
		shown.Width = func() int { return max(20, min(80, before.Width())-2) }
		a.env = &shown
		err := c.RunE(c, []string{folder})
		a.env = before
		if err != nil || results.Len() == 0 {
			return err
		}
		return a.left(form.Show(ctx, a.terminal(), a.phrases(), form.Panel{Head: folder, Text: results.String(),
			Status: a.phrases().T("form.same_as", phrases.V{"command": "csi workshop " + verb + " " + quote(folder)})}), nil)
	}
	return nil
}
