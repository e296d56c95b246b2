package reports

import (
	"math"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// whole rounds a share to a whole number of 100. It is the only place where
// a figure is rounded for a reader.
func whole(r assess.Ratio) int { return r.Round100() }

// span turns a score or a range into figures for drawing.
func span(has bool, value, low, high assess.Ratio) Span {
	s := Span{HasValue: has, Low: low.Float(), High: high.Float()}
	if has {
		s.Value = value.Float()
	}
	return s
}

// scoreSpan is span for a score; nothing when nothing applies.
func scoreSpan(s assess.Score) Span {
	if !s.Applicable {
		return Span{}
	}
	return span(s.HasValue, s.Value, s.Low, s.High)
}

// dashed writes a range for tables: "33–67".
func dashed(low, high int) string { return digits(low) + "–" + digits(high) }

// between writes a range for sentences: "between 33 and 67"; one figure when
// both ends round to the same.
func (b *builder) between(low, high int) string {
	if low == high {
		return digits(low)
	}
	return b.t("figure.between", phrases.V{"low": low, "high": high})
}

// depth says in words how much of the four steps counts. No decimals: nobody
// can act on 1.67 (look/report.md 8.1).
func (b *builder) depth(s *assess.StageProfile) string {
	if !s.Applicable {
		return b.t("depth.left_out")
	}
	text := b.depthSteps(s.Depth)
	if missing := b.missing(s); missing > 0 {
		return b.n("depth.missing", missing, phrases.V{"depth": text, "number": b.number(missing)})
	}
	return text
}

func (b *builder) depthSteps(d assess.Range) string {
	low, high := d.Low.Float(), d.High.Float()
	from, to := int(math.Floor(low)), int(math.Ceil(high))
	switch {
	case from == to:
		return b.n("depth.whole", from)
	case to == 1 && low > 0 && high < 1:
		return b.t("depth.less")
	}
	return b.t("depth.between", phrases.V{"low": from, "high": to})
}

// depthShort is depth for a narrow column: "2", "1 to 2".
func (b *builder) depthShort(s *assess.StageProfile) string {
	if !s.Applicable {
		return "–"
	}
	from, to := int(math.Floor(s.Depth.Low.Float())), int(math.Ceil(s.Depth.High.Float()))
	if from == to {
		return digits(from)
	}
	return b.t("figure.to", phrases.V{"low": from, "high": to})
}

// missing counts the items of a stage that apply and have no answer.
func (b *builder) missing(s *assess.StageProfile) int {
	n := 0
	for _, c := range s.Cells {
		for _, id := range c.Items {
			if st := b.a.Responses[id].State; st == assess.Blank || st == assess.DontKnow {
				n++
			}
		}
	}
	return n
}

// reached names the attained level in a few words.
func (b *builder) reached(s *assess.StageProfile) string {
	switch {
	case !s.Applicable:
		return b.mark(assess.Inapplicable).Word
	case s.AtLeast && s.Attained == 0:
		return b.t("word.not_known")
	case s.AtLeast:
		return b.t("word.at_least", phrases.V{"level": b.level(s.Attained)})
	}
	return b.level(s.Attained)
}

// targetMet reports whether a stage has reached its target. Where no item
// asks about the target itself, there is no gap to it, and yet nobody knows
// whether it is reached.
func targetMet(s *assess.StageProfile) bool {
	asked := s.Attained >= s.Target || cell(s, s.Target) != nil
	return s.Applicable && s.GapToTarget == 0 && s.Attained > 0 && asked
}

// toGo says how far the target is; a dash where nothing up to it was asked.
func (b *builder) toGo(s *assess.StageProfile) string {
	return b.wayTo(s, "togo.steps", "togo.at_most")
}

// toGoShort is toGo where the target is named beside it.
func (b *builder) toGoShort(s *assess.StageProfile) string {
	return b.wayTo(s, "togo.short", "togo.at_most_short")
}

// wayTo says how far the target is, in the words of two messages: for a known
// number of steps, and for the most there can be.
func (b *builder) wayTo(s *assess.StageProfile, known, most string) string {
	switch {
	case !s.Applicable:
		return ""
	case targetMet(s):
		return b.t("togo.met")
	case s.GapToTarget == 0:
		return "–"
	case s.AtLeast:
		return b.n(most, s.GapToTarget)
	}
	return b.n(known, s.GapToTarget)
}

// grade gives the word for a confidence, a dash when nothing applies.
func (b *builder) grade(g assess.Grade) string {
	if g == 0 {
		return "–"
	}
	return b.t("grade." + g.String())
}

// gradeWith is grade with the part that decided it: "low (evidence)".
func (b *builder) gradeWith(c assess.Confidence) string {
	if c.Grade == 0 || c.Weakest == "" || c.Grade == assess.HighConfidence {
		return b.grade(c.Grade)
	}
	return b.t("grade.with", phrases.V{"grade": b.grade(c.Grade), "part": b.low(b.t("firm." + c.Weakest))})
}

// gradeWhy is grade with its reason in a sentence, "" when nothing applies.
func (b *builder) gradeWhy(c assess.Confidence) string {
	if c.Grade == 0 || c.Weakest == "" {
		return ""
	}
	why := b.t("why." + c.Grade.String() + "_" + c.Weakest)
	if !c.HasEvidence {
		why = b.t("why.no_evidence", phrases.V{"why": why})
	}
	return b.t("grade.why", phrases.V{"grade": b.grade(c.Grade), "why": why})
}

// itemMark shows one response like a cell: in place from two thirds of its
// scale, partial from one third.
func (b *builder) itemMark(it *assess.Item) Mark {
	r := b.a.Responses[it.ID]
	switch r.State {
	case assess.NotApplicable:
		return b.mark(assess.Inapplicable)
	case assess.Answered:
		switch {
		case 3*r.Value >= 2*it.Max():
			return b.mark(assess.InPlace)
		case 3*r.Value >= it.Max():
			return b.mark(assess.Partial)
		}
		return b.mark(assess.Absent)
	}
	return b.mark(assess.Unknown)
}

// response writes one response: "2 · Established", "don't know".
func (b *builder) response(it *assess.Item) string {
	r := b.a.Responses[it.ID]
	switch r.State {
	case assess.NotApplicable:
		return b.mark(assess.Inapplicable).Word
	case assess.DontKnow:
		return b.t("state.dont_know")
	case assess.Blank:
		return b.t("state.blank")
	}
	if label := b.anchor(it).Label; label != "" {
		return digits(r.Value) + " · " + label
	}
	return digits(r.Value)
}

// anchor gives the anchor that was chosen; an empty one without an answer.
func (b *builder) anchor(it *assess.Item) assess.Anchor {
	r := b.a.Responses[it.ID]
	if r.State != assess.Answered || r.Value < 0 || r.Value >= len(it.Anchors) {
		return assess.Anchor{}
	}
	return it.Anchors[r.Value]
}

// title gives the short title of an item, its text where there is none.
func title(it *assess.Item) string {
	if it.Short != "" {
		return it.Short
	}
	return bare(it.Text)
}

// place of an item in words: "Decision · consultation", "Barrier D".
func (b *builder) placeOf(it *assess.Item) string {
	switch {
	case it.IsCell():
		return b.stage(it.Stage) + " · " + b.level(it.Level)
	case it.Barrier != 0:
		return b.t("item.barrier", phrases.V{"letter": letter(it.Barrier), "name": b.low(b.barrier(it.Barrier))})
	}
	return b.sectionOf(it)
}

// sectionOf gives the title of the section an item stands in.
func (b *builder) sectionOf(it *assess.Item) string {
	for i := range b.q.Sections {
		for j := range b.q.Sections[i].Items {
			if b.q.Sections[i].Items[j].ID == it.ID {
				return b.q.Sections[i].Title
			}
		}
	}
	return ""
}
