package questionnaires

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/locale"
	"csi/questionnaires/yamldoc"
)

// UnknownCaseError says that there is no training case of an id.
type UnknownCaseError struct {
	ID         string
	DidYouMean string   // the nearest id; "" when none is near
	Known      []string // what there is, sorted
}

// Error names the id and the nearest one.
func (e *UnknownCaseError) Error() string {
	if e.DidYouMean != "" {
		return fmt.Sprintf("no case %s; did you mean %q?", yamldoc.Quote(e.ID), e.DidYouMean)
	}
	return fmt.Sprintf("no case %s; expected one of %s", yamldoc.Quote(e.ID), strings.Join(e.Known, ", "))
}

// CaseIDs lists the training cases that come with csi, sorted.
func (l *Library) CaseIDs() []string { return slices.Clone(l.cases) }

// isCase reports whether an id names a training case.
func (l *Library) isCase(id string) bool { return slices.Contains(l.cases, id) }

// caseNames lists the ids of the cases in a folder, sorted.
func caseNames(f Folder, folder string) []string {
	var list []string
	entries, _ := fs.ReadDir(f.Files, folder)
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() && idForm().MatchString(id) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// Case reads a training case in a language, chosen as Load does. Texts that a
// translation lacks are the source's. The error is an *UnknownCaseError when
// there is no such case, a *FaultsError when a file is broken.
func (l *Library) Case(id, lang string) (*Case, error) {
	c, err := l.caseSource(id)
	if err != nil {
		return nil, err
	}
	tree, settle := caseSlots(c)
	if locale.IsPseudo(lang) {
		tree.accent()
		settle()
		c.Language = locale.Pseudo
		return c, nil
	}
	lang, _ = choose(lang, c.Language, l.Languages(id))
	if lang == c.Language {
		return c, nil
	}
	name, data, err := l.read(l.overlays[id][lang], l.OverlayFile(id, lang))
	if err != nil {
		return nil, fmt.Errorf("read the translation of %q: %w", id, err)
	}
	checked := checkOverlay(name, data, overlaySource{id: id, version: c.Version, language: c.Language, folder: lang, tree: tree})
	if checked.Translation == nil {
		return nil, fmt.Errorf("read the translation of %q: %w", id, &FaultsError{name, checked.Faults})
	}
	tree.lay()
	settle()
	c.Language, c.Translation = lang, checked.Translation
	return c, nil
}

// caseSource reads a training case as its authors wrote it.
func (l *Library) caseSource(id string) (*Case, error) {
	if !l.isCase(id) {
		return nil, &UnknownCaseError{ID: id, DidYouMean: yamldoc.Closest(id, l.cases), Known: l.CaseIDs()}
	}
	name, data, err := l.read(0, path.Join(casesFolder, id+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("read case %q: %w", id, err)
	}
	c, faults := ParseCase(name, data, l.Known(), func(id string) *assess.Questionnaire {
		q, _ := l.source(id)
		return q
	})
	if c == nil {
		return nil, fmt.Errorf("read case %q: %w", id, &FaultsError{name, faults})
	}
	return c, nil
}

// caseOverlay gives what a translation of a training case is checked against.
func (l *Library) caseOverlay(id string) (overlaySource, error) {
	c, err := l.caseSource(id)
	if err != nil {
		return overlaySource{}, err
	}
	tree, _ := caseSlots(c)
	return overlaySource{id: id, version: c.Version, language: c.Language, tree: tree}, nil
}

// caseSlots makes the tree of the texts of a training case. The second result
// puts the story, which is one text to translators, back into its paragraphs;
// it is called after texts were changed.
func caseSlots(c *Case) (root *slot, settle func()) {
	story := strings.Join(c.Story, "\n\n")
	root = &slot{name: "the translation", keys: "title story task responses discuss", unit: true}
	root.line("title", &c.Title, 0)
	root.paragraph("story", &story)
	root.line("task", &c.Task, 0)
	responses := root.add(&slot{key: "responses", name: `"responses" of the translation`, noun: "response"})
	for i := range c.Responses {
		r := &c.Responses[i]
		response := responses.add(&slot{key: r.Item, name: "response to " + yamldoc.Quote(r.Item), keys: "reason", unit: true})
		response.line("reason", &r.Reason, 0)
	}
	discuss := root.add(&slot{key: "discuss", name: `"discuss" of the translation`, list: true})
	for i := range c.Discuss {
		key := strconv.Itoa(i + 1)
		discuss.add(&slot{key: key, name: "question number " + key + ` of "discuss"`, text: &c.Discuss[i]})
	}
	return root, func() { c.Story = paragraphs(story) }
}
