package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// method is the page on how the report was made and what it cannot say.
func (b *builder) method(r *Report) Method {
	m := Method{Running: b.t("method.running"), Heading: b.t("method.heading")}
	add := func(title string, texts ...string) {
		texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
		if len(texts) > 0 {
			m.Parts = append(m.Parts, MethodPart{Title: title, Texts: texts})
		}
	}
	m.Parts = append(m.Parts, MethodPart{Title: b.t("method.limits"), Strong: b.t("limits.whole"), Texts: b.limitsMore()})
	add(b.t("method.who"), b.whoSentence())
	add(b.t("method.answers"), b.scaleTexts()...)
	add(b.t("method.sums"), b.sums()...)
	last := &m.Parts[len(m.Parts)-1]
	last.Terms = b.terms(last.Texts)
	add(b.t("method.actions"), b.actionsText())
	m.Parts = append(m.Parts, b.weights())
	if b.hasCells() {
		m.Parts = append(m.Parts, b.resultTable())
	}
	if len(b.p.Duties) > 0 && b.own == assess.ForAuthority {
		m.Parts = append(m.Parts, b.dutyTable())
	}
	add(b.t("method.left_out"), b.leftOut(r)...)
	add(b.t("method.privacy"), b.privacy())
	return m
}

func (b *builder) limitsMore() []string {
	texts := []string{b.t("method.one_view"), b.t("method.no_order")}
	if len(b.p.Barriers) == 0 {
		texts[1] = b.t("method.no_order_sections")
	}
	if !b.q.Validated {
		texts = append([]string{b.t("cover.note_not_validated")}, texts...)
	}
	return []string{strings.Join(texts, " ")}
}

func (b *builder) whoSentence() string {
	text := b.t("method.who_text", phrases.V{"who": b.whoAnswered(), "counts": b.counts()})
	return text + " " + b.t("method.no_names")
}

// scaleTexts explains the scales that the questionnaire uses.
func (b *builder) scaleTexts() []string {
	used := map[string]bool{}
	for _, it := range b.q.Items() {
		used[it.Scale] = true
	}
	var out []string
	for _, s := range b.q.Scales {
		if !used[s.ID] {
			continue
		}
		var parts []string
		for _, a := range s.Anchors {
			v := phrases.V{"value": a.Value, "label": a.Label, "text": sentence(a.Text)}
			if a.Text == "" {
				parts = append(parts, b.t("method.anchor_short", v))
			} else {
				parts = append(parts, b.t("method.anchor", v))
			}
		}
		out = append(out, strings.Join(parts, " "))
	}
	return append(out, b.t("method.own_anchors"))
}

// sums states the rules of design.md section 6 in plain words, those that
// this report uses.
func (b *builder) sums() []string {
	out := []string{b.t("method.sum_items")}
	if b.hasCells() {
		out = append(out, b.t("method.sum_step"), b.t("method.sum_reached"))
		if b.wholeMatrix() {
			out = append(out, b.t("method.sum_depth"), b.t("method.sum_index"))
		}
	}
	if len(b.p.Barriers) > 0 {
		out = append(out, b.t("method.sum_severity"))
	}
	return append(out, b.t("method.sum_range"), b.t("method.sum_confidence"))
}

// terms gives the words before the colon of each text; "" where there is none.
func (b *builder) terms(texts []string) []string {
	colon := strings.TrimRight(b.Phrases.T("words.colon"), " ")
	out := make([]string, len(texts))
	for i, s := range texts {
		if term, _, found := strings.Cut(s, colon); found {
			out[i] = term + colon
		}
	}
	return out
}

// actionsText says how actions were chosen, as far as this report needs it.
func (b *builder) actionsText() string {
	if !b.hasCells() && len(b.p.Barriers) == 0 {
		return b.t("method.actions_sections")
	}
	return b.t("method.actions_text")
}

// weights tells how much each statement counts, and which are critical.
func (b *builder) weights() MethodPart {
	part := MethodPart{Title: b.t("method.weights")}
	n := b.p.Counts.Items
	if b.p.Weighted {
		part.Texts = append(part.Texts, b.t("method.weighted"))
		part.Table = &Table{Head: []string{b.t("method.weight_head"), b.t("method.weight_items")}}
		for tenths := int64(30); tenths >= 5; tenths-- {
			var titles []string
			for _, it := range b.q.Items() {
				if it.Weight.Tenths() == tenths {
					titles = append(titles, title(it))
				}
			}
			if len(titles) > 0 {
				part.Table.Rows = append(part.Table.Rows, []string{assess.NewRatio(tenths, 10).Fixed(1), b.list(titles)})
			}
		}
	} else {
		part.Texts = append(part.Texts, b.n("method.unweighted", n))
	}
	var critical []string
	zero := 0
	for _, it := range b.q.Items() {
		if !it.Critical {
			continue
		}
		critical = append(critical, b.t("word.quoted", phrases.V{"text": title(it)}))
		if r := b.a.Responses[it.ID]; r.State == assess.Answered && r.Value == 0 {
			zero++
		}
	}
	if len(critical) > 0 {
		part.Texts = append(part.Texts, b.n("method.critical", len(critical), phrases.V{
			"number": up(b.number(len(critical))), "titles": b.list(critical),
			"zero": b.n("method.critical_zero", zero, phrases.V{"number": up(b.number(zero))})}))
	}
	return part
}

// resultTable sets the stages side by side in words, for those who check.
func (b *builder) resultTable() MethodPart {
	t := &Table{Head: []string{b.t("word.stage"), b.t("word.reached"), b.t("fact.observed"), b.t("word.target"), b.t("method.coverage_head")}}
	for i := range b.p.Stages {
		s := &b.p.Stages[i]
		var ids []string
		for _, c := range s.Cells {
			ids = append(ids, c.Items...)
		}
		row := []string{b.stage(s.Stage), "–", "–", "–",
			b.t("method.coverage", phrases.V{"answered": b.answeredOf(ids), "applicable": b.applicableOf(ids)})}
		if s.Applicable {
			row[1], row[2], row[3] = b.reached(s), b.level(s.Observed), b.level(s.Target)
		}
		t.Rows = append(t.Rows, row)
	}
	return MethodPart{Title: b.t("method.results"), Table: t}
}

// dutyTable shows an authority its four duties over all stages.
func (b *builder) dutyTable() MethodPart {
	t := &Table{Head: []string{b.t("method.duty_head"), b.t("method.duty_result")}}
	for _, d := range b.p.Duties {
		figure := b.t("severity.out_short")
		v := phrases.V{"low": whole(d.Score.Low), "high": whole(d.Score.High), "value": whole(d.Score.Value)}
		switch {
		case !d.Score.Applicable:
		case !d.Score.HasValue:
			figure = b.t("sections.range", v)
		case !d.Score.Low.Equal(d.Score.High):
			figure = b.t("sections.point_range", v)
		default:
			figure = b.t("sections.point", v)
		}
		t.Rows = append(t.Rows, []string{up(assess.Find(b.f.Duties, d.Duty.String()).Title), figure})
	}
	return MethodPart{Title: b.t("method.duties"), Texts: []string{b.t("method.duties_text")}, Table: t}
}

// leftOut names the parts a report may have and this one has not, and why.
func (b *builder) leftOut(r *Report) []string {
	var out []string
	say := func(when bool, id string) {
		if when {
			out = append(out, b.t("left_out."+id))
		}
	}
	say(b.nothingApplies(), "nothing")
	say(!b.hasCells(), "no_cells")
	say(b.hasCells() && !b.wholeMatrix(), "index_cells")
	say(len(b.p.Barriers) == 0, "no_barriers")
	for _, side := range assess.Addressees() {
		has := slices.ContainsFunc(r.RoadMaps, func(m RoadMap) bool { return m.For == side })
		say(!has && !b.nothingApplies(), "no_actions_"+side.String())
	}
	say(b.q.Mirror != "", "views")
	say(true, "group")
	say(b.Options.Public, "public")
	say(!b.Options.Public && b.hasNotes() && b.a.Frame.Group.Sensitive(), "notes")
	return out
}

// hasNotes reports whether anybody wrote a note.
func (b *builder) hasNotes() bool {
	for _, r := range b.a.Responses {
		if r.Note != "" {
			return true
		}
	}
	return false
}

func (b *builder) privacy() string {
	if b.Options.Public {
		return b.t("method.privacy_public")
	}
	return b.t("method.privacy_text")
}
