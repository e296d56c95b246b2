package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// sections shows sections as bars, for questionnaires whose items are neither
// cells nor barriers; nil where every section is shown in another way.
func (b *builder) sections() *SectionsPart {
	if b.nothingApplies() {
		return nil
	}
	p := &SectionsPart{
		Running: b.t("sections.running"),
		Heading: b.t("sections.heading"),
		Lead:    b.t("sections.lead"),
	}
	for i := range b.q.Sections {
		s := &b.q.Sections[i]
		var ids []string
		for j := range s.Items {
			if it := &s.Items[j]; !it.IsCell() && it.Barrier == 0 {
				ids = append(ids, it.ID)
			}
		}
		if len(ids) > 0 {
			p.Bars = append(p.Bars, b.sectionBar(s, ids))
		}
	}
	if len(p.Bars) == 0 {
		return nil
	}
	return p
}

// sectionBar carries the score of the whole section: sections score all their
// items, whatever else they count in.
func (b *builder) sectionBar(s *assess.Section, ids []string) SectionBar {
	bar := SectionBar{Name: s.Title, Items: b.items(ids), Notes: b.notes(ids)}
	for _, p := range b.p.Sections {
		if p.ID != s.ID {
			continue
		}
		v := phrases.V{"low": whole(p.Score.Low), "high": whole(p.Score.High)}
		switch {
		case p.TooFew && b.applicableOf(ids) > 0:
			bar.None, bar.Figure = true, b.t("sections.too_few")
		case !p.Score.Applicable:
			bar.None, bar.Figure = true, b.t("sections.out")
		case !p.Score.HasValue:
			bar.Span, bar.Figure = scoreSpan(p.Score), b.t("sections.range", v)
		default:
			v["value"] = whole(p.Score.Value)
			bar.Span, bar.Figure = scoreSpan(p.Score), b.t("sections.point", v)
			if !p.Score.Low.Equal(p.Score.High) {
				bar.Figure = b.t("sections.point_range", v)
			}
		}
	}
	return bar
}
