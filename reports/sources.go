package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// sources lists the works that the questionnaire rests on, and the words of
// the field.
func (b *builder) sources(r *Report) SourcesPart {
	p := SourcesPart{
		Running:      b.t("sources.running"),
		Heading:      b.t("sources.heading"),
		SourcesTitle: b.t("sources.built_on"),
		SourcesNote:  b.t("sources.note"),
		WordsTitle:   b.t("sources.words"),
		LicenceTitle: b.t("sources.file"),
		Licence:      b.fileText(),
	}
	p.Examples = b.examples(r)
	if len(p.Examples) > 0 {
		p.ExamplesTitle, p.ExamplesNote = b.t("sources.examples"), b.t("sources.examples_note")
	}
	asked := b.cited()
	cited := asked
	for _, e := range b.named(r) {
		cited = append(cited, e.Source)
	}
	for _, s := range b.Sources {
		if slices.Contains(cited, s.ID) {
			p.Sources = append(p.Sources, b.citation(s))
		}
	}
	for _, t := range b.f.Glossary {
		if b.speaksOf(t, asked) {
			p.Words = append(p.Words, Pair{t.Title, t.Text})
		}
	}
	return p
}

// speaksOf reports whether a word of the field has a place in this report: its
// model is used here, and its work, where it has one, is cited here.
func (b *builder) speaksOf(t assess.Term, cited []string) bool {
	matrix := []string{"depth", "hollow-step", "level", "participation-index", "stage", "target", "blind-spot", "hidden-practice"}
	switch {
	case slices.Contains(matrix, t.ID) && !b.hasCells(),
		(t.ID == "depth" || t.ID == "participation-index") && !b.wholeMatrix(),
		(t.ID == "barrier" || t.ID == "severity") && len(b.p.Barriers) == 0:
		return false
	}
	return len(t.Sources) == 0 || slices.ContainsFunc(t.Sources, func(s string) bool { return slices.Contains(cited, s) })
}

// cited lists the ids of the works named by the questionnaire, and by the
// stages, levels and barriers it asks about.
func (b *builder) cited() []string {
	ids := slices.Clone(b.q.Sources)
	for _, s := range b.q.Sections {
		ids = append(ids, s.Sources...)
		for _, it := range s.Items {
			ids = append(ids, it.Sources...)
		}
	}
	for _, s := range b.p.Stages {
		ids = append(ids, b.stageTerm(s.Stage).Sources...)
	}
	if b.hasCells() {
		for _, l := range assess.Levels() {
			ids = append(ids, assess.Find(b.f.Levels, l.String()).Sources...)
		}
	}
	for _, x := range b.p.Barriers {
		ids = append(ids, assess.Find(b.f.Barriers, x.Barrier.String()).Sources...)
	}
	return ids
}

// citation writes a work as "Authors: Title. Publisher, year. Address".
func (b *builder) citation(s assess.Source) string {
	parts := []string{b.t("sources.work", phrases.V{"authors": s.Authors, "title": s.Title})}
	if s.Authors == "" {
		parts[0] = sentence(s.Title)
	}
	var where []string
	for _, x := range []string{bare(s.Publisher), s.Year} {
		if x != "" {
			where = append(where, x)
		}
	}
	if len(where) > 0 {
		parts = append(parts, strings.Join(where, ", ")+".")
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	return strings.Join(parts, " ")
}

func (b *builder) fileText() string {
	v := phrases.V{"ref": b.q.ID + " " + b.q.Version, "date": b.date(b.a.Frame.Date)}
	if b.a.Frame.Date.IsZero() {
		return b.t("sources.file_undated", v)
	}
	return b.t("sources.file_text", v)
}
