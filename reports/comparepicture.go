package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// cellPicture draws every cell, stage by stage.
func (c comparer) cellPicture(v *assess.Views) ViewsPicture {
	var items []*assess.Item
	single := true
	for _, m := range c.matters(v) {
		single = single && len(m.items) == 1
		for _, it := range m.items {
			items = append(items, it.Item)
		}
	}
	pic := ViewsPicture{Axis: axisOf(items), KindHead: c.tell("views.kind_head")}
	labelled := single && len(pic.Axis) > 2
	for i, view := range v.Cells {
		if i == 0 || v.Cells[i-1].Stage != view.Stage {
			pic.Groups = append(pic.Groups, ViewsGroup{Title: c.b.stage(view.Stage)})
		}
		s, o := v.ProfileA.Stage(view.Stage), v.ProfileB.Stage(view.Stage)
		x, y := cell(s, view.Level), cell(o, view.Level) // both sides have the same cells
		g := &pic.Groups[len(pic.Groups)-1]
		g.Rows = append(g.Rows, c.viewsRow(v, up(c.b.level(view.Level)), view.Pairing, [2]assess.Score{x.Score, y.Score}, labelled))
	}
	c.alikeGroups(v, &pic)
	return pic
}

// itemPictures draws items under their barrier or section, one picture for
// each scale that they are answered on.
func (c comparer) itemPictures(v *assess.Views, items []assess.ItemView) []ViewsPicture {
	var out []ViewsPicture
	titles := sectionTitles(v.A.Questionnaire)
	for _, it := range items {
		axis := axisOf([]*assess.Item{it.Item})
		title := titles[it.Item.ID]
		if it.Item.Barrier != 0 {
			title = c.b.barrier(it.Item.Barrier)
		}
		if len(out) == 0 || !slices.Equal(out[len(out)-1].Axis, axis) {
			out = append(out, ViewsPicture{Axis: axis, KindHead: c.tell("views.kind_head")})
		}
		pic := &out[len(out)-1]
		if n := len(pic.Groups); n == 0 || pic.Groups[n-1].Title != title {
			pic.Groups = append(pic.Groups, ViewsGroup{Title: title})
		}
		g := &pic.Groups[len(pic.Groups)-1]
		scores := [2]assess.Score{it.ScoreA, it.ScoreB}
		g.Rows = append(g.Rows, c.viewsRow(v, nameOf(it.Item), it.Pairing, scores, true))
	}
	for i := range out {
		c.alikeGroups(v, &out[i])
	}
	return out
}

// axisOf names the marks of the scale that all items share; 0 and 100 where
// they do not share one.
func axisOf(items []*assess.Item) []string {
	var axis []string
	for i, it := range items {
		var labels []string
		for _, a := range it.Anchors {
			labels = append(labels, a.Label)
		}
		if i > 0 && !slices.Equal(axis, labels) {
			return []string{"0", "100"}
		}
		axis = labels
	}
	return axis
}

// viewsRow draws one matter.
func (c comparer) viewsRow(v *assess.Views, name string, p assess.Pairing, s [2]assess.Score, labelled bool) ViewsRow {
	row := ViewsRow{Name: name, A: c.dot(p.A, s[0], labelled), B: c.dot(p.B, s[1], labelled), Kind: c.kind(v, p.Kind)}
	row.Alt = name + ". " + c.sentenceOf(v, p)
	switch p.Kind {
	case assess.BlindSpot, assess.HiddenPractice, assess.KnownToFirst, assess.KnownToSecond:
		row.Strong = true
	case 0:
		row.Kind = c.tell("views.aside_one")
		if p.A == assess.Inapplicable && p.B == assess.Inapplicable {
			row.Kind = c.b.mark(assess.Inapplicable).Word
		}
	}
	if p.HasGap {
		row.Gap, row.Large = signed(p.Gap), p.Size == assess.LargeGap
	}
	return row
}

// dot draws what one side says of a matter.
func (c comparer) dot(r assess.Rating, s assess.Score, labelled bool) ViewsDot {
	d := ViewsDot{Word: c.b.mark(r).Word, Rating: r}
	switch {
	case r == assess.Inapplicable:
		d.Aside = true
	case r == assess.Unknown || !s.HasValue:
		d.Unknown = true
	default:
		d.Known, d.At = true, s.Value.Float()
		if !labelled {
			d.Figure = digits(whole(s.Value))
		}
	}
	return d
}

// alikeGroups says in a few words what holds for all rows of a group that
// have nothing to draw.
func (c comparer) alikeGroups(v *assess.Views, pic *ViewsPicture) {
	for i := range pic.Groups {
		g := &pic.Groups[i]
		same := len(g.Rows) > 0
		for _, r := range g.Rows {
			same = same && !r.A.Known && !r.B.Known && r.A.Aside == g.Rows[0].A.Aside && r.B.Aside == g.Rows[0].B.Aside
		}
		switch {
		case !same:
		case g.Rows[0].A.Aside && g.Rows[0].B.Aside:
			g.Alike = c.say("stage_out")
		case g.Rows[0].A.Unknown && g.Rows[0].B.Unknown:
			g.Alike = c.say("kind." + assess.KnownToNeither.String())
		}
	}
}

// severityPicture draws the severity of every barrier. Higher is worse, and
// the picture says so.
func (c comparer) severityPicture(v *assess.Views, all []assess.BarrierView) ViewsPicture {
	bands := []string{c.band(assess.LowBand), c.band(assess.ModerateBand), c.band(assess.SevereBand)}
	pic := ViewsPicture{Title: c.tell("views.severity"), Caption: c.tell("views.severity_caption"), Axis: bands, Thirds: true, KindHead: c.tell("views.severity_head")}
	g := ViewsGroup{}
	for _, x := range all {
		row := ViewsRow{Name: c.b.barrier(x.Barrier), A: c.severityDot(x.A), B: c.severityDot(x.B)}
		row.Kind = c.tell("views.severity_row", phrases.V{"a": row.A.Word, "b": row.B.Word})
		if x.HasGap {
			row.Gap, row.Large = signed(x.Gap), x.Size == assess.LargeGap
		}
		row.Alt = row.Name + c.colon() + c.tell("views.severity_alt", phrases.V{
			"a": c.group(v.A), "b": c.group(v.B), "severity_a": row.A.Word, "severity_b": row.B.Word})
		g.Rows = append(g.Rows, row)
	}
	pic.Groups = []ViewsGroup{g}
	return pic
}

func (c comparer) band(b assess.Band) string {
	return c.b.t("band." + b.String())
}

// severityDot draws what one side says of a barrier.
func (c comparer) severityDot(p *assess.BarrierProfile) ViewsDot {
	s := p.Severity
	if !s.Applicable {
		return ViewsDot{Word: c.b.mark(assess.Inapplicable).Word, Aside: true}
	}
	d := ViewsDot{Low: s.Low.Float(), High: s.High.Float(), Word: c.severityWord(p)}
	d.Known, d.Unknown = s.HasValue, !s.HasValue
	if s.HasValue {
		d.At = s.Value.Float()
	}
	return d
}

// severityWord writes a severity in a few words: "severe, 78", "unknown, 0–67".
func (c comparer) severityWord(p *assess.BarrierProfile) string {
	s := p.Severity
	parts := phrases.V{"band": c.band(p.Band), "value": whole(s.Value), "range": dashed(whole(s.Low), whole(s.High))}
	switch {
	case !s.Applicable:
		return c.b.mark(assess.Inapplicable).Word
	case !s.HasValue:
		return c.b.t("severity.range_short", parts)
	case !s.Low.Equal(s.High):
		return c.b.t("severity.point_range_short", parts)
	}
	return c.b.t("severity.point_short", parts)
}
