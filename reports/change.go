package reports

import (
	"io"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// WriteChange writes what moved between two dates: items by descriptors,
// levels before and now, and what of the plan is done. It reads the same on
// every terminal, so that Plain changes nothing.
func WriteChange(w io.Writer, ch *assess.Change, words CompareWords, o TextOptions) error {
	c := newCompareText(w, words, o)
	c.head("title.change", ch.A, ch.B, true)
	c.share([]assess.Sheet{ch.A, ch.B}, ch.Common, ch.Items, ch.ByID)
	c.line("")
	c.text(0, strings.Join([]string{
		c.count("change.up", len(ch.Up)), c.count("change.down", len(ch.Down)),
		c.count("change.unchanged", ch.Unchanged), c.count("change.not_comparable", ch.NotComparable),
	}, ", "))
	c.moves("change.ups", ch.Up)
	c.moves("change.downs", ch.Down)
	c.stageChanges(ch)
	c.planDone(ch)
	c.line("")
	c.hang("", 0, c.say("change.limits"), quiet)
	return c.flush()
}

func (c *compareText) moves(head string, list []assess.Move) {
	if len(list) == 0 {
		return
	}
	c.line("")
	c.hang("", 0, c.say(head), strong)
	for _, m := range list {
		text := c.say("change.move", phrases.V{"before": m.Item.Anchors[m.Before].Said(), "after": m.Item.Anchors[m.Now].Said()})
		c.hang("  ", 4, nameOf(m.Item)+c.colon()+text, ink)
	}
}

// stageChanges lists the level that every stage reached, then and now.
func (c *compareText) stageChanges(ch *assess.Change) {
	for i, s := range ch.Stages {
		if i == 0 {
			c.line("")
			c.hang("", 0, c.say("change.stages"), strong)
		}
		c.hang("  ", 4, c.b.stage(s.Now.Stage)+c.colon()+c.stageChange(s), ink)
	}
}

// planDone lists what of the plan is done.
func (c *compareText) planDone(ch *assess.Change) {
	if len(ch.Plan) == 0 {
		return
	}
	done := ch.Done()
	c.line("")
	c.hang("", 0, c.count("change.plan", len(ch.Plan), phrases.V{"done": len(done)}), strong)
	for _, e := range done {
		if text, ok := c.actionText(ch.B.Questionnaire, e); ok {
			c.hang("  - ", 4, text, ink)
		}
	}
}
