package reports

import (
	"csi/assess"
	"csi/questionnaires/phrases"
)

// mostBars is how many sections a summary draws; more would fill the page.
const mostBars = 10

// onlySections reports whether sections are all there is to show.
func (b *builder) onlySections() bool {
	return !b.hasCells() && len(b.p.Barriers) == 0 && !b.nothingApplies()
}

// summaryBars shows the sections in few words; nil where stages or barriers
// are the result, or where there are too many.
func (b *builder) summaryBars() []SummaryBar {
	if !b.onlySections() || len(b.q.Sections) > mostBars {
		return nil
	}
	var out []SummaryBar
	for _, bar := range b.sections().Bars {
		s := SummaryBar{Name: bar.Name, None: bar.None, Span: bar.Span}
		if p := b.sectionNamed(bar.Name); p != nil {
			s.Figure = b.sectionShort(p, bar.None)
		}
		s.Alt = b.t("severity.alt", phrases.V{"name": bar.Name, "figure": bar.Figure})
		out = append(out, s)
	}
	return out
}

// sectionNamed finds the result of a section by its title.
func (b *builder) sectionNamed(title string) *assess.SectionProfile {
	for i := range b.q.Sections {
		if b.q.Sections[i].Title != title {
			continue
		}
		for j := range b.p.Sections {
			if b.p.Sections[j].ID == b.q.Sections[i].ID {
				return &b.p.Sections[j]
			}
		}
	}
	return nil
}

// sectionShort writes a result for a narrow place: "67", "33 (22–56)".
func (b *builder) sectionShort(p *assess.SectionProfile, none bool) string {
	low, high := whole(p.Score.Low), whole(p.Score.High)
	switch {
	case none && p.Score.Applicable:
		return b.t("sections.too_few_short")
	case none:
		return b.t("sections.out")
	case !p.Score.HasValue:
		return dashed(low, high)
	case low != high:
		return b.t("sections.short_range", phrases.V{"value": whole(p.Score.Value), "range": dashed(low, high)})
	}
	return digits(whole(p.Score.Value))
}

// ends finds the sections that may have the most and the least in place:
// every one whose range reaches the top one's low, or the bottom one's high.
func (b *builder) ends() (most, least []string) {
	var with []*assess.SectionProfile
	for i := range b.p.Sections {
		if p := &b.p.Sections[i]; p.Score.Applicable && !p.TooFew {
			with = append(with, p)
		}
	}
	if len(with) < 2 {
		return nil, nil
	}
	top, bottom := with[0].Score.Low, with[0].Score.High
	for _, p := range with[1:] {
		if top.Less(p.Score.Low) {
			top = p.Score.Low
		}
		if p.Score.High.Less(bottom) {
			bottom = p.Score.High
		}
	}
	for _, p := range with {
		if !p.Score.High.Less(top) {
			most = append(most, b.sectionTitle(p.ID))
		}
		if !bottom.Less(p.Score.Low) {
			least = append(least, b.sectionTitle(p.ID))
		}
	}
	return most, least
}

func (b *builder) sectionTitle(id string) string {
	for i := range b.q.Sections {
		if b.q.Sections[i].ID == id {
			return b.t("word.quoted", phrases.V{"text": b.q.Sections[i].Title})
		}
	}
	return id
}

// sectionsHeading says where most and least is in place when one section
// stands at each end, and is neutral when not.
func (b *builder) sectionsHeading() string {
	most, least := b.ends()
	if len(most) == 1 && len(least) == 1 && most[0] != least[0] {
		return b.t("summary.heading_ends", phrases.V{"most": most[0], "least": least[0]})
	}
	return b.t("summary.heading_sections", phrases.V{"questionnaire": b.q.Title})
}

// sectionsLead counts the statements by how they were answered.
func (b *builder) sectionsLead() string {
	count := map[assess.Rating]int{}
	for _, it := range b.q.Items() {
		count[b.itemMark(it).Rating]++
	}
	n := b.p.Counts.Answered
	return b.n("summary.lead_sections", n, phrases.V{
		"number": b.number(n), "inplace": b.number(count[assess.InPlace]),
		"partial": b.number(count[assess.Partial]), "absent": b.number(count[assess.Absent])})
}
