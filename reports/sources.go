package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// sources lists the works that the questionnaire rests on, and the words of
// the field.
func (b *builder) sources() SourcesPart {
	p := SourcesPart{
		Running:      b.t("sources.running"),
		Heading:      b.t("sources.heading"),
		SourcesTitle: b.t("sources.built_on"),
		SourcesNote:  b.t("sources.note"),
		WordsTitle:   b.t("sources.words"),
		LicenceTitle: b.t("sources.file"),
		Licence:      b.fileText(),
	}
	cited := b.cited()
	for _, s := range b.Sources {
		if slices.Contains(cited, s.ID) {
			p.Sources = append(p.Sources, b.citation(s))
		}
	}
	for _, t := range b.f.Glossary {
		p.Words = append(p.Words, Pair{t.Title, t.Text})
	}
	return p
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
