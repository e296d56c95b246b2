package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ComparisonOfViews decides every sentence and figure of two views.
func ComparisonOfViews(v *assess.Views, words CompareWords) *Comparison {
	c := newComparer(words)
	out := c.newComparison("views", []assess.Sheet{v.A, v.B})
	out.Sides = []CompareSide{{c.sideName(v.A)}, {c.sideName(v.B)}}
	out.Frames = c.frames([]string{up(c.group(v.A)), up(c.group(v.B))}, v.A, v.B)
	out.Parts = append(out.Parts, c.viewsPart(v))
	if blind := c.blindPart(v); blind != nil {
		out.Parts = append(out.Parts, *blind)
	}
	if lists := c.kindLists(v); len(lists) > 0 {
		out.Parts = append(out.Parts, ComparePart{ID: "together", Running: c.tell("views.together"), Heading: c.tell("views.together"), Lists: lists})
	}
	if gaps := c.gapsPart(v); gaps != nil {
		out.Parts = append(out.Parts, *gaps)
	}
	if others := c.othersPart(v); others != nil {
		out.Parts = append(out.Parts, *others)
	}
	groups := phrases.V{"a": c.group(v.A), "b": c.group(v.B)}
	compared := append([]string{sentenceList(c.comparableText(v))}, c.shares([]assess.Sheet{v.A, v.B}, v.Common, v.Items, v.ByID)...)
	if v.PeriodsFarApart {
		compared = append(compared, sentence(c.say("warning.periods")))
	}
	out.Method = c.methodOf(
		MethodPart{Title: c.tell("method.compared"), Texts: compared},
		MethodPart{Title: c.tell("method.gaps"), Texts: []string{c.say("gap_note", groups), c.say("blind_note", groups), c.tell("views.mean_note")}},
		MethodPart{Title: c.tell("method.results"), Texts: c.viewsResults(v)},
	)
	return out
}

// viewsResults says how the results of the sides came about.
func (c comparer) viewsResults(v *assess.Views) []string {
	out := []string{c.b.t("method.sum_items"), c.b.t("method.sum_step")}
	if len(v.Cells) > 0 {
		out = append(out, c.b.t("method.sum_reached"))
	}
	if len(v.ProfileA.Barriers) > 0 {
		out = append(out, c.b.t("method.sum_severity"))
	}
	return append(out, c.tell("views.results"))
}

// sentenceList joins counts to one sentence.
func sentenceList(parts []string) string {
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += "; "
		}
		text += p
	}
	return sentence(text)
}

// sideName names a side: its group, and the organisation where it may be told.
func (c comparer) sideName(s assess.Sheet) string {
	name := up(c.group(s))
	if org := c.organisation(s); org != "" {
		name += " · " + org
	}
	return name
}

// viewsPart is the picture of all cells; of all items where there are no cells.
func (c comparer) viewsPart(v *assess.Views) ComparePart {
	n := v.Counts
	part := ComparePart{ID: "views", Running: c.tell("views.kind"), Heading: c.viewsHeading(v), Lead: c.tell("views.lead"), Sides: true}
	if len(v.Cells) > 0 {
		part.Views = []ViewsPicture{c.cellPicture(v)}
	} else {
		part.Views = c.itemPictures(v, v.All)
	}
	part.Tally = c.tally(v)
	part.Notes = []string{sentenceList(c.comparableText(v))}
	part.Notes = append(part.Notes, c.shares([]assess.Sheet{v.A, v.B}, v.Common, v.Items, v.ByID)...)
	if n.Comparable > 0 {
		part.Notes = append(part.Notes, c.count("mean", n.Large, phrases.V{"mean": signed(n.Mean)})+" "+c.say("gap_note", phrases.V{"a": c.group(v.A), "b": c.group(v.B)}))
	}
	if len(v.Cells) > 0 {
		part.Notes = append(part.Notes, c.say("breadth")+c.colon()+c.breadthLine(v.A, v.ProfileA)+"; "+c.b.low(c.breadthLine(v.B, v.ProfileB))+".")
	}
	if v.PeriodsFarApart {
		part.Notes = append(part.Notes, sentence(c.say("warning.periods")))
	}
	part.Notes = append(part.Notes, c.tell("views.caption"))
	return part
}

// viewsHeading says what was found. Rules: look/report.md section 10.
func (c comparer) viewsHeading(v *assess.Views) string {
	n := v.Counts
	parts := phrases.V{"n": c.b.number(n.Large), "N": up(c.b.number(n.Large)), "large": n.Large, "all": n.Comparable}
	informed := func(p *assess.Profile, l assess.Level) int {
		for _, x := range p.Breadth {
			if x.Level == l {
				return x.InPlace
			}
		}
		return 0
	}
	ai, ac := informed(v.ProfileA, assess.Information), informed(v.ProfileA, assess.Consultation)
	bi, bc := informed(v.ProfileB, assess.Information), informed(v.ProfileB, assess.Consultation)
	switch {
	case n.Comparable == 0:
		return c.tell("views.heading_unknown")
	case v.A.Group() == "cso" && v.B.Group() == "authority" && len(v.Cells) == 24 && (ai != bi || ac != bc):
		parts["ai"], parts["ac"] = c.b.number(ai), c.b.number(ac)
		parts["bi"], parts["bc"] = c.b.number(bi), c.b.number(bc)
		if bi == bc {
			return c.tellN("views.heading_stages_same", bi, parts)
		}
		return c.tellN("views.heading_stages", bi, parts)
	case n.Large > 0 && len(v.Cells) > 0:
		return c.tellN("views.heading_cells", n.Large, parts)
	case n.Large > 0:
		return c.tellN("views.heading_items", n.Large, parts)
	}
	return c.tell("views.heading_same")
}

// tally counts the kinds.
func (c comparer) tally(v *assess.Views) []Tally {
	k := v.Counts.Kinds
	out := []Tally{
		{k[assess.SharedStrength], c.tellN("tally.strengths", k[assess.SharedStrength])},
		{k[assess.SharedGap], c.tellN("tally.gaps", k[assess.SharedGap])},
		{k[assess.BlindSpot], c.tellN("tally.blind", k[assess.BlindSpot])},
		{k[assess.HiddenPractice], c.tellN("tally.hidden", k[assess.HiddenPractice])},
	}
	for _, x := range []struct {
		kind  assess.ViewKind
		words string
	}{
		{assess.KnownToSecond, c.say("one_side", phrases.V{"group": c.group(v.B)})},
		{assess.KnownToFirst, c.say("one_side", phrases.V{"group": c.group(v.A)})},
		{assess.KnownToNeither, c.say("kind." + assess.KnownToNeither.String())},
		{0, c.b.mark(assess.Inapplicable).Word},
	} {
		if k[x.kind] > 0 {
			out = append(out, Tally{k[x.kind], x.words})
		}
	}
	return out
}

// matter is one thing to look at: a cell, or an item where there are no cells.
type matter struct {
	place string
	items []assess.ItemView
	assess.Pairing
}

// matters lists the cells, or the items where there are no cells.
func (c comparer) matters(v *assess.Views) []matter {
	var out []matter
	for _, cell := range v.Cells {
		m := matter{place: c.b.stage(cell.Stage) + " · " + c.b.level(cell.Level), Pairing: cell.Pairing}
		for _, it := range v.All {
			if it.Item.Stage == cell.Stage && it.Item.Level == cell.Level && it.Item.IsCell() {
				m.items = append(m.items, it)
			}
		}
		out = append(out, m)
	}
	if len(v.Cells) == 0 {
		for _, it := range v.All {
			out = append(out, matter{place: c.spotOf(v.A.Questionnaire, it.Item), items: []assess.ItemView{it}, Pairing: it.Pairing})
		}
	}
	return out
}

// name says in a few words what a matter is about.
func (m matter) name() string {
	text := m.place
	if len(m.items) == 1 {
		text += " (" + nameOf(m.items[0].Item) + ")"
	}
	return text
}

// blindPart is the table of blind spots; nil when there are none.
func (c comparer) blindPart(v *assess.Views) *ComparePart {
	n := v.Counts.Kinds[assess.BlindSpot]
	if n == 0 {
		return nil
	}
	talk := c.talkTable()
	for _, m := range c.matters(v) {
		if m.Kind == assess.BlindSpot {
			talk.Rows = append(talk.Rows, c.talkRow(v, m))
		}
	}
	parts := phrases.V{"N": up(c.b.number(n)), "a": c.group(v.A), "b": c.group(v.B)}
	return &ComparePart{ID: "blind-spots", Running: c.tell("views.blind"), Heading: c.heading("views.blind_heading", n, parts),
		Lead: c.tell("views.blind_lead", parts), Sides: true, Talk: talk}
}

// gapsPart is the table of what else lies far apart, cells first; nil when
// there is nothing more than the blind spots.
func (c comparer) gapsPart(v *assess.Views) *ComparePart {
	talk := c.talkTable()
	seen := map[string]bool{}
	for _, m := range c.matters(v) {
		for _, it := range m.items {
			seen[it.Item.ID] = seen[it.Item.ID] || m.Kind == assess.BlindSpot
		}
	}
	for _, it := range v.Talk() {
		if !seen[it.Item.ID] {
			talk.Rows = append(talk.Rows, c.talkRow(v, matter{c.spotOf(v.A.Questionnaire, it.Item), []assess.ItemView{it}, it.Pairing}))
		}
	}
	n := len(talk.Rows)
	if n == 0 {
		return nil
	}
	return &ComparePart{ID: "large-gaps", Running: c.tell("views.large"), Lead: c.tell("views.large_lead"), Sides: true, Talk: talk,
		Heading: c.heading("views.large_heading", n, phrases.V{"N": up(c.b.number(n))})}
}

func (c comparer) talkTable() *TalkTable {
	return &TalkTable{Statement: c.tell("talk.statement"), Answers: c.tell("talk.answers"), Ask: c.tell("talk.ask")}
}

// talkRow writes what both sides answered and what to ask each other.
func (c comparer) talkRow(v *assess.Views, m matter) TalkRow {
	row := TalkRow{Place: m.place}
	if len(m.items) == 1 {
		it := m.items[0].Item
		row.Text, row.Ask = it.Text, c.ask(it)
		row.A, row.B = c.answer(v.A, it), c.answer(v.B, v.B.Questionnaire.Item(it.ID))
		return row
	}
	row.A, row.B = up(c.b.mark(m.A).Word), up(c.b.mark(m.B).Word)
	for _, it := range m.items {
		row.Text += sentence(nameOf(it.Item)) + " "
		if it.HasGap && it.Size == assess.LargeGap {
			row.Ask += c.ask(it.Item) + " "
		}
	}
	if row.Ask == "" {
		row.Ask = c.tell("ask_any")
	}
	return row
}

// answer writes what a side answered: value and label.
func (c comparer) answer(s assess.Sheet, it *assess.Item) string {
	r := s.Assessment.Responses[it.ID]
	if r.State != assess.Answered || r.Value < 0 || r.Value > it.Max() {
		return c.b.mark(assess.Unknown).Word
	}
	return digits(r.Value) + " · " + it.Anchors[r.Value].Label
}

// othersPart is the barriers and what else stands outside the cells; nil where
// there is nothing.
func (c comparer) othersPart(v *assess.Views) *ComparePart {
	if len(v.Cells) == 0 || len(v.Others) == 0 {
		return nil
	}
	part := &ComparePart{ID: "barriers", Running: c.say("others"), Heading: c.say("others"), Sides: true, Views: c.itemPictures(v, v.Others)}
	if barriers := v.Barriers(); len(barriers) > 0 {
		part.Heading, part.Lead = c.barriersHeading(barriers), c.tell("views.barriers_lead")
		part.Views = append([]ViewsPicture{c.severityPicture(v, barriers)}, part.Views...)
	}
	part.Notes = []string{c.tell("views.caption")}
	return part
}

// barriersHeading says how many barriers the two sides see far apart.
func (c comparer) barriersHeading(all []assess.BarrierView) string {
	known := slices.DeleteFunc(slices.Clone(all), func(x assess.BarrierView) bool { return !x.HasGap })
	far := slices.DeleteFunc(slices.Clone(known), func(x assess.BarrierView) bool { return x.Size != assess.LargeGap })
	switch {
	case len(known) == 0:
		return c.tell("views.barriers_unknown")
	case len(far) > 0:
		return c.heading("views.barriers_far", len(far), phrases.V{"N": up(c.b.number(len(far)))})
	}
	return c.tell("views.barriers_near")
}

// kindLists names what both see, or one side only, kind by kind.
func (c comparer) kindLists(v *assess.Views) []CompareList {
	var out []CompareList
	groups := phrases.V{"a": c.group(v.A), "b": c.group(v.B)}
	for _, k := range []struct {
		kind      assess.ViewKind
		title, id string
	}{
		{assess.KnownToSecond, up(c.kind(v, assess.KnownToSecond)), "views.known_b"},
		{assess.KnownToFirst, up(c.kind(v, assess.KnownToFirst)), "views.known_a"},
		{assess.HiddenPractice, c.tell("views.hidden"), "views.hidden_text"},
		{assess.SharedGap, c.tell("views.shared_gaps"), "views.shared_gaps_text"},
		{assess.SharedStrength, c.tell("views.shared_strengths"), "views.shared_strengths_text"},
		{assess.KnownToNeither, up(c.kind(v, assess.KnownToNeither)), "views.known_neither"},
	} {
		list := CompareList{Title: k.title}
		for _, m := range c.matters(v) {
			if m.Kind == k.kind {
				list.Items = append(list.Items, m.name())
			}
		}
		if len(list.Items) > 0 {
			list.Texts = []string{c.tell(k.id, groups)}
			out = append(out, list)
		}
	}
	return out
}
