package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// stages is the run of stage blocks; nil without cells.
func (b *builder) stages() *StagesPart {
	if !b.hasCells() || b.nothingApplies() {
		return nil
	}
	p := &StagesPart{
		Running:  b.t("stages.running"),
		Heading:  b.t("stages.heading"),
		Lead:     b.t("stages.lead"),
		KeyTitle: b.t("stages.key_title"),
		Key:      b.key(),
	}
	for i := range b.p.Stages {
		p.Blocks = append(p.Blocks, b.block(&b.p.Stages[i]))
	}
	return p
}

func (b *builder) block(s *assess.StageProfile) StageBlock {
	block := StageBlock{
		Name:        b.stage(s.Stage),
		Applicable:  s.Applicable,
		Facts:       b.stageFacts(s),
		Steps:       b.steps(s),
		Target:      -1,
		Reached:     int(s.Attained) - 1,
		ReachedWord: b.t("word.reached"),
		Text:        b.stageText(s),
		Hollow:      b.hollowSentence(s),
		BlocksLabel: b.t("stages.blocks"),
		NextLabel:   b.t("stages.next"),
		Next:        b.nextStep(s),
		Alt:         b.stageAlt(s),
	}
	if s.AtLeast {
		block.ReachedWord = b.t("word.reached_at_least")
	}
	if s.Applicable {
		block.Target = int(s.Target) - 1
	}
	if it := b.blocking(s); it != nil {
		block.Blocks, block.BlocksValue = it.Text, b.response(it)
	}
	for _, c := range s.Cells {
		block.Notes = append(block.Notes, b.notes(c.Items)...)
	}
	return block
}

func (b *builder) stageFacts(s *assess.StageProfile) []Pair {
	if !s.Applicable {
		return []Pair{
			{b.t("word.reached"), "–"},
			{b.t("word.target"), "–"},
			{b.t("fact.depth"), b.depth(s)},
		}
	}
	facts := []Pair{{b.t("word.reached"), b.reached(s)}}
	if s.Observed > s.Attained {
		facts = append(facts, Pair{b.t("fact.observed"), b.level(s.Observed)})
	}
	facts = append(facts, Pair{b.t("word.target"), b.level(s.Target)}, Pair{b.t("fact.to_go"), b.toGoShort(s)})
	if b.wholeMatrix() {
		facts = append(facts, Pair{b.t("fact.depth"), b.depth(s)})
	}
	return append(facts, Pair{b.t("fact.confidence"), b.gradeWith(s.Confidence)})
}

// steps is the row of steps with the counting bars under it.
func (b *builder) steps(s *assess.StageProfile) []Step {
	out := make([]Step, len(assess.Levels()))
	for _, l := range assess.Levels() {
		out[l-1].Level = up(b.level(l))
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		step := &out[c.Level-1]
		step.Mark = b.mark(c.Rating)
		step.Value = b.cellValue(c)
		step.Hollow = hollowAt(s, c.Level)
		if c.Rating != assess.Inapplicable {
			step.Running = span(c.HasRunning, c.Running, c.RunLow, c.RunHigh)
		}
	}
	return out
}

// stageText puts the sentence of a stage together from the anchors that were
// chosen: the highest level that stands, then the next one.
func (b *builder) stageText(s *assess.StageProfile) string {
	switch {
	case !s.Applicable:
		return b.asideText(s)
	case b.allUnknown(s):
		missing := b.missing(s)
		return b.n("stages.text_unknown", missing, phrases.V{"number": b.number(missing)})
	}
	top := s.Attained
	if s.Observed > top {
		top = s.Observed
	}
	first, next := b.anchorOf(s, top), b.anchorOf(s, s.Next)
	switch {
	case next == "" && s.Next != 0 && s.Hollow && !isHollow(s):
		return first // the hollow sentence says what nobody knows
	case next == "" && s.Next != 0 && first != "":
		return b.t("stages.text_then_unknown", phrases.V{"first": first, "level": b.level(s.Next)})
	case next == "" && s.Next != 0:
		return b.t("stages.text_next_unknown", phrases.V{"level": b.level(s.Next)})
	case first != "" && next != "" && s.Next < top:
		return b.t("stages.text_two", phrases.V{"first": next, "second": first})
	case first != "" && next != "":
		return b.t("stages.text_two", phrases.V{"first": first, "second": next})
	}
	return first + next
}

// anchorOf gives "Level: what was chosen" for the item of a level with the
// lowest response; "" when nothing was chosen.
func (b *builder) anchorOf(s *assess.StageProfile, l assess.Level) string {
	it := b.lowest(s, l)
	if it == nil {
		return ""
	}
	text := b.anchor(it).Text
	if text == "" {
		text = b.anchor(it).Label
	}
	if text == "" {
		return ""
	}
	return b.t("stages.anchor", phrases.V{"level": up(b.level(l)), "text": sentence(text)})
}

// lowest finds the answered item of a level that stands lowest on its scale.
func (b *builder) lowest(s *assess.StageProfile, l assess.Level) *assess.Item {
	c := cell(s, l)
	if c == nil || c.Rating == assess.Unknown {
		return nil
	}
	var low *assess.Item
	for _, id := range c.Items {
		it := b.q.Item(id)
		if it == nil || b.a.Responses[id].State != assess.Answered {
			continue
		}
		if low == nil || b.a.Responses[id].Value*low.Max() < b.a.Responses[low.ID].Value*it.Max() {
			low = it
		}
	}
	return low
}

func (b *builder) allUnknown(s *assess.StageProfile) bool {
	return !slices.ContainsFunc(s.Cells, func(c assess.Cell) bool {
		return c.Rating != assess.Unknown && c.Rating != assess.Inapplicable
	})
}

// asideText says why a stage is left out; in a public report without reasons.
func (b *builder) asideText(s *assess.StageProfile) string {
	n := 0
	for _, c := range s.Cells {
		n += len(c.Items)
	}
	var quoted []string
	for _, r := range b.reasons(s) {
		quoted = append(quoted, b.t("word.quoted", phrases.V{"text": bare(r)}))
	}
	if len(quoted) == 0 {
		return b.n("stages.text_aside", n, phrases.V{"number": b.number(n)})
	}
	return b.n("stages.text_aside_because", n, phrases.V{"number": b.number(n), "reason": b.list(quoted)})
}

// hollowSentence warns of a level that stands on nothing; over an unknown
// level it asks to find out.
func (b *builder) hollowSentence(s *assess.StageProfile) string {
	if !s.Applicable || !s.Hollow {
		return ""
	}
	if isHollow(s) {
		return b.t("hollow.sentence", phrases.V{"words": b.hollowWords(s)})
	}
	_, unknown := split(s)
	return b.n("hollow.not_known", len(unknown), phrases.V{"level": up(b.level(s.Observed)), "unknown": b.levels(unknown)})
}

// blocking finds the statement that keeps a stage from its next level; nil
// when the target is met or the next level is unknown.
func (b *builder) blocking(s *assess.StageProfile) *assess.Item {
	if !s.Applicable || targetMet(s) || s.Next == 0 {
		return nil
	}
	return b.lowest(s, s.Next)
}

// nextStep names one thing to do at a stage: the first action for the next
// level, of the own side where it has one; what to find out where the next
// level is unknown; to keep things where the target is met.
func (b *builder) nextStep(s *assess.StageProfile) string {
	switch {
	case !s.Applicable:
		return b.t("stages.next_aside")
	case targetMet(s):
		return b.t("stages.next_keep")
	case s.Next == 0 && s.GapToTarget == 0:
		return b.t("stages.next_more")
	}
	if c := cell(s, s.Next); c != nil && c.Rating == assess.Unknown {
		for _, id := range c.Items {
			if it := b.q.Item(id); it != nil && it.Ask != "" && b.a.Responses[id].State != assess.Answered {
				return b.t("stages.next_find", phrases.V{"ask": sentence(it.Ask)})
			}
		}
		return b.t("stages.next_find_any")
	}
	var other string
	for _, f := range b.p.Actions {
		if f.Item.Stage != s.Stage || f.Item.Level != s.Next {
			continue
		}
		if f.Action.For == b.own {
			return sentence(f.Action.Text)
		}
		if other == "" {
			other = b.t("stages.next_other", phrases.V{"side": b.side(f.Action.For), "action": sentence(f.Action.Text)})
		}
	}
	if other == "" {
		return b.t("stages.next_talk")
	}
	return other
}

// key explains the pictures by examples.
func (b *builder) key() []KeyEntry {
	two := Span{HasValue: true, Value: 2.0 / 3, Low: 2.0 / 3, High: 2.0 / 3}
	return []KeyEntry{
		{Kind: "target", Text: b.t("key.target")},
		{Kind: "reached", Text: b.t("key.reached")},
		{Kind: "step", Step: &Step{Mark: b.mark(assess.InPlace), Running: two}, Text: b.t("key.counts")},
		{Kind: "step", Step: &Step{Mark: b.mark(assess.Unknown), Running: Span{High: 1.0 / 3}}, Text: b.t("key.may_count")},
		{Kind: "step", Step: &Step{Mark: b.mark(assess.InPlace), Hollow: true, Running: Span{HasValue: true}}, Text: b.t("key.does_not_count")},
		{Kind: "hollow", Text: b.t("key.hollow")},
	}
}
