package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// unknown is the page of what is not known and not applicable, of how firm
// the answers are, and of when to look again.
func (b *builder) unknown() Unknown {
	n := b.p.Counts
	applicable := n.Items - n.NotApplicable
	u := Unknown{
		Running:      b.t("unknown.running"),
		Heading:      b.unknownHeading(),
		Lead:         b.t("unknown.lead"),
		FindTitle:    b.t("unknown.find"),
		FindNote:     b.n("unknown.find_note", applicable, phrases.V{"unknown": n.DontKnow + n.Blank}),
		AskLabel:     b.t("unknown.ask"),
		ChangesLabel: b.t("unknown.changes"),
		WhoLabel:     b.t("unknown.who"),
		WhenLabel:    b.t("word.by_when"),
		AsideTitle:   b.t("unknown.aside"),
		AsideNote:    b.n("unknown.aside_note", n.Items, phrases.V{"aside": n.NotApplicable}),
		Aside:        b.aside(),
		FirmTitle:    b.t("unknown.firm"),
		ReviewTitle:  b.t("unknown.review"),
		ReviewText:   b.reviewText(),
		ReviewLines:  []string{b.t("unknown.line_date"), b.t("unknown.line_who"), b.t("unknown.line_keeper")},
	}
	if applicable > 0 {
		u.Firm = b.firm()
		u.FirmText, u.FirmBold = b.firmText()
	}
	for _, f := range b.findOrder() {
		u.Find = append(u.Find, b.findEntry(f))
	}
	return u
}

// unknownHeading counts. It never starts with a figure: counts above twelve
// have no word.
func (b *builder) unknownHeading() string {
	n := b.p.Counts
	find, aside := n.DontKnow+n.Blank, n.NotApplicable
	v := phrases.V{
		"find": b.n("unknown.things", find, phrases.V{"number": b.number(find)}), "aside": b.number(aside),
		"findcount": find, "asidecount": aside, "items": n.Items,
	}
	wordless := find > lastWord
	switch {
	case find == 0 && aside == 0:
		return b.t("unknown.heading_none")
	case find == 0:
		return b.n("unknown.heading_aside", aside, v)
	case aside == 0 && wordless:
		return b.n("unknown.heading_find_many", find, v)
	case aside == 0:
		return up(b.t("unknown.heading_find", v))
	case wordless:
		return b.n("unknown.heading_both_many", find, v)
	}
	return up(b.t("unknown.heading_both", v))
}

// findOrder gives the entries in item order; where there is nothing but
// finding out to do, those that the same people can answer stand together.
func (b *builder) findOrder() []assess.FindOut {
	order := map[string]int{}
	for i, it := range b.q.Items() {
		order[it.ID] = i
	}
	entries := slices.Clone(b.p.FindOut)
	slices.SortStableFunc(entries, func(x, y assess.FindOut) int { return order[x.Item.ID] - order[y.Item.ID] })
	if len(b.p.Actions) > 0 {
		return entries
	}
	first := map[string]int{}
	for i, e := range entries {
		if _, ok := first[e.Item.Ask]; !ok {
			first[e.Item.Ask] = i
		}
	}
	slices.SortStableFunc(entries, func(x, y assess.FindOut) int { return first[x.Item.Ask] - first[y.Item.Ask] })
	return entries
}

func (b *builder) findEntry(f assess.FindOut) FindEntry {
	it := f.Item
	e := FindEntry{Text: it.Text, Place: b.placeOf(it), Ask: sentence(it.Ask), Changes: b.changes(it)}
	if e.Ask == "" {
		e.Ask = b.t("unknown.ask_any")
	}
	if it.Critical {
		e.Place = b.t("unknown.place_critical", phrases.V{"place": e.Place})
	}
	if f.State == assess.Blank {
		e.Place = b.t("unknown.place_blank", phrases.V{"place": e.Place})
	}
	return e
}

// changes says what an answer would change.
func (b *builder) changes(it *assess.Item) string {
	switch {
	case it.IsCell():
		if s := b.p.Stage(it.Stage); s != nil {
			return b.changesStage(it, s)
		}
	case it.Barrier != 0:
		for i := range b.p.Barriers {
			if x := &b.p.Barriers[i]; x.Barrier == it.Barrier {
				return b.changesBarrier(x)
			}
		}
	}
	return b.t("unknown.changes_section", phrases.V{"section": b.sectionOf(it)})
}

func (b *builder) changesStage(it *assess.Item, s *assess.StageProfile) string {
	v := phrases.V{"stage": b.stageList([]assess.Stage{s.Stage}), "level": b.level(it.Level), "next": b.level(s.Next)}
	c := cell(s, it.Level)
	switch {
	case !b.wholeMatrix():
		return b.t("unknown.changes_part", v)
	case c != nil && c.Rating != assess.Unknown:
		return b.t("unknown.changes_cell", v)
	case s.Next == it.Level:
		return b.t("unknown.changes_next", v)
	case s.Next == 0:
		return b.t("unknown.changes_depth", v)
	}
	return b.t("unknown.changes_above", v)
}

func (b *builder) changesBarrier(x *assess.BarrierProfile) string {
	v := phrases.V{"letter": letter(x.Barrier), "low": whole(x.Severity.Low), "high": whole(x.Severity.High)}
	switch {
	case whole(x.Severity.Low) == 0 && whole(x.Severity.High) == 100:
		return b.t("unknown.changes_barrier_all", v)
	case !x.Severity.HasValue:
		return b.t("unknown.changes_barrier_none", v)
	}
	return b.t("unknown.changes_barrier", v)
}

// aside lists what does not apply, grouped where the reason is the same. A
// public report has no reasons and so one group.
func (b *builder) aside() []AsideGroup {
	var out []AsideGroup
	index := map[string]int{}
	for _, it := range b.q.Items() {
		r := b.a.Responses[it.ID]
		if r.State != assess.NotApplicable {
			continue
		}
		reason := sentence(r.Reason)
		if b.Options.Public {
			reason = ""
		}
		i, ok := index[reason]
		if !ok {
			i = len(out)
			index[reason] = i
			out = append(out, AsideGroup{Reason: reason})
		}
		out[i].Items = append(out[i].Items, Pair{title(it), b.placeOf(it)})
	}
	for i := range out {
		if n := len(out[i].Items); out[i].Reason != "" {
			out[i].ReasonLabel = b.n("unknown.reason", n, phrases.V{"number": b.number(n)})
		}
	}
	return out
}

func (b *builder) firm() []FirmBar {
	n, c := b.p.Counts, b.p.Confidence
	bars := []FirmBar{{
		Name: b.t("firm.coverage"), Has: true, Value: c.Coverage.Float(),
		Text: b.n("firm.coverage_text", n.Items-n.NotApplicable, phrases.V{"answered": n.Answered}),
	}, {
		Name: b.t("firm.evidence"), Text: b.t("firm.evidence_none"),
	}, {
		Name: b.t("firm.consensus"), Text: b.t("firm.consensus_none"),
	}}
	if c.HasEvidence {
		records := 0
		for _, it := range b.q.Items() {
			if r := b.a.Responses[it.ID]; r.State == assess.Answered && r.Evidence >= assess.InternalRecord {
				records++
			}
		}
		bars[1].Has, bars[1].Value = true, c.Evidence.Float()
		bars[1].Text = b.n("firm.evidence_text", n.Answered, phrases.V{"records": records, "figure": whole(c.Evidence)})
	}
	if c.HasConsensus {
		bars[2].Has, bars[2].Value = true, c.Consensus.Float()
		bars[2].Text = b.t("firm.consensus_text", phrases.V{"figure": whole(c.Consensus)})
	}
	return bars
}

// firmText says what the confidence is and what would raise it; the second
// text is its part in bold.
func (b *builder) firmText() (text, bold string) {
	c := b.p.Confidence
	bold = b.t("firm.confidence", phrases.V{"grade": b.grade(c.Grade)})
	advice := b.t("firm.advice_keep")
	switch {
	case c.Grade == assess.HighConfidence && !c.HasEvidence:
		advice = b.t("firm.advice_no_evidence")
	case c.Grade != assess.HighConfidence:
		advice = b.t("firm.advice_" + c.Weakest)
	}
	return b.t("firm.text", phrases.V{"confidence": bold, "part": b.low(b.t("firm." + c.Weakest)), "advice": advice}), bold
}

func (b *builder) reviewText() string {
	d := b.a.Frame.Date
	if d.IsZero() {
		return b.t("unknown.review_undated")
	}
	return b.t("unknown.review_text", phrases.V{
		"review": b.Phrases.Month(d.YearMonth().Add(reviewMonths)),
		"again":  b.Phrases.Month(d.YearMonth().Add(againMonths)),
	})
}
