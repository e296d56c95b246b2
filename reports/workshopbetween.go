package reports

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// alike gathers the groups that were asked the same items: by one
// questionnaire, or by two that mirror each other. Groups alone are left out.
func (w *workshopper) alike() [][]*groupView {
	var out [][]*groupView
	for i := range w.groups {
		g := &w.groups[i]
		at := slices.IndexFunc(out, func(set []*groupView) bool { return asksAlike(set[0].q, g.q) })
		if at < 0 {
			out = append(out, []*groupView{g})
			continue
		}
		out[at] = append(out[at], g)
	}
	return slices.DeleteFunc(out, func(set []*groupView) bool { return len(set) < 2 })
}

func asksAlike(p, q *assess.Questionnaire) bool {
	return p.ID == q.ID || p.Mirror == q.ID || q.Mirror == p.ID
}

// bothShown lists the items that at least two of the groups were asked and may
// be shown of, with the spreads of all; a group that was not asked has an empty
// one.
func bothShown(set []*groupView) []betweenItem {
	var out []betweenItem
	for _, it := range set[0].q.Items() {
		row := betweenItem{item: it}
		shown := 0
		for _, g := range set {
			s := assess.Spread{Hidden: true}
			for _, x := range g.profile.Spreads {
				if x.Item.ID == it.ID && x.Item.Max() == it.Max() {
					s = x
				}
			}
			if !s.Hidden {
				shown++
			}
			row.spreads = append(row.spreads, s)
		}
		if shown > 1 {
			out = append(out, row)
		}
	}
	return out
}

// betweenItem is one item as several groups see it.
type betweenItem struct {
	item    *assess.Item
	spreads []assess.Spread
}

// mean writes what one group says: its mean, or why there is none.
func (w *workshopper) mean(s assess.Spread) string {
	if s.Hidden {
		return w.res("not_shown")
	}
	return result(s.Score)
}

// between sets groups beside each other on the items they share.
func (w *workshopper) between(set []*groupView) BetweenResults {
	out := BetweenResults{Head: up(w.res("between.head"))}
	for _, g := range set {
		out.Groups = append(out.Groups, g.name)
	}
	for _, x := range bothShown(set) {
		row := BetweenRow{ID: x.item.ID, Title: title(x.item)}
		var words []string
		for i, s := range x.spreads {
			row.Means = append(row.Means, w.mean(s))
			at := -1.0
			if !s.Hidden && s.Score.HasValue {
				at = s.Score.Value.Float()
			}
			row.At = append(row.At, at)
			words = append(words, w.res("between.says", phrases.V{"group": set[i].name, "mean": w.mean(s)}))
		}
		row.Spoken = row.ID + ", " + bare(row.Title+w.colon()+strings.Join(words, w.res("semicolon"))) + "."
		out.Rows = append(out.Rows, row)
	}
	out.Notes = []string{w.res("between.note")}
	return out
}

// betweenPart draws two groups as dumbbells; more stand in a table. nil where
// nothing may be set side by side.
func (w *workshopper) betweenPart(set []*groupView, number int) *WorkshopPart {
	items := bothShown(set)
	if len(items) == 0 {
		return nil
	}
	part := &WorkshopPart{ComparePart: ComparePart{
		ID: "between-" + digits(number), Running: up(w.res("between.head")), Lead: w.res("between.lead"), Heading: w.betweenHeading(items),
	}}
	if len(set) > 2 {
		part.Table = w.betweenTable(set, items)
		return part
	}
	part.Sides = true
	part.SideNames = []CompareSide{{up(set[0].name)}, {up(set[1].name)}}
	part.Views = w.betweenViews(set, items)
	part.Notes = []string{w.tell("views.caption")}
	return part
}

// betweenHeading says on how many items two groups lie far apart. With more
// than two, and with none, it is neutral.
func (w *workshopper) betweenHeading(items []betweenItem) string {
	far, all := 0, 0
	for _, x := range items {
		if len(x.spreads) != 2 || !x.spreads[0].Score.HasValue || !x.spreads[1].Score.HasValue || x.spreads[0].Hidden || x.spreads[1].Hidden {
			continue
		}
		all++
		if x.large() {
			far++
		}
	}
	if far == 0 {
		if all == 0 {
			return w.res("between.heading_neutral")
		}
		return w.res("between.heading_same")
	}
	return w.resN("between.heading_far", far, phrases.V{"all": all})
}

// large reports whether two groups lie a third of the scale or more apart.
func (x *betweenItem) large() bool {
	return !x.gap().Abs().Less(assess.NewRatio(1, 3))
}

// gap is what the second group says beyond the first.
func (x *betweenItem) gap() assess.Ratio {
	return x.spreads[1].Score.Value.Sub(x.spreads[0].Score.Value)
}

// betweenViews draws the items section by section, one picture for each scale.
func (w *workshopper) betweenViews(set []*groupView, items []betweenItem) []ViewsPicture {
	var out []ViewsPicture
	titles := sectionTitles(set[0].q)
	for _, x := range items {
		axis := axisOf([]*assess.Item{x.item})
		if len(out) == 0 || !slices.Equal(out[len(out)-1].Axis, axis) {
			out = append(out, ViewsPicture{Axis: axis, KindHead: w.say("head.gap")})
		}
		pic := &out[len(out)-1]
		if n := len(pic.Groups); n == 0 || pic.Groups[n-1].Title != titles[x.item.ID] {
			pic.Groups = append(pic.Groups, ViewsGroup{Title: titles[x.item.ID]})
		}
		g := &pic.Groups[len(pic.Groups)-1]
		row := ViewsRow{Name: nameOf(x.item), A: w.meanDot(x.spreads[0]), B: w.meanDot(x.spreads[1])}
		if row.A.Known && row.B.Known {
			row.Gap = signed(x.gap())
			row.Kind, row.Large, row.Strong = row.Gap, x.large(), x.large()
		}
		row.Alt = sentence(row.Name + w.colon() + w.res("between.says", phrases.V{"group": set[0].name, "mean": row.A.Word}) +
			w.res("semicolon") + w.res("between.says", phrases.V{"group": set[1].name, "mean": row.B.Word}))
		g.Rows = append(g.Rows, row)
	}
	return out
}

// meanDot draws the mean of a group with its range.
func (w *workshopper) meanDot(s assess.Spread) ViewsDot {
	d := ViewsDot{Word: w.mean(s)}
	switch {
	case s.Hidden:
	case !s.Score.Applicable:
		d.Aside = true
	case !s.Score.HasValue:
		d.Unknown, d.Low, d.High = true, s.Score.Low.Float(), s.Score.High.Float()
	default:
		d.Known, d.At, d.Figure = true, s.Score.Value.Float(), result(s.Score)
	}
	return d
}

// betweenTable sets more than two groups beside each other.
func (w *workshopper) betweenTable(set []*groupView, items []betweenItem) *Table {
	t := &Table{Head: []string{w.tell("talk.statement")}}
	for _, g := range set {
		t.Head = append(t.Head, up(g.name))
	}
	for _, x := range items {
		row := []string{nameOf(x.item)}
		for _, s := range x.spreads {
			row = append(row, w.mean(s))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
