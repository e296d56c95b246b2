package reports

import (
	"slices"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// barriers is the page of what holds involvement back; nil without barrier
// items.
func (b *builder) barriers() *BarriersPart {
	if len(b.p.Barriers) == 0 || b.nothingApplies() {
		return nil
	}
	p := &BarriersPart{
		Running:   b.t("barriers.running"),
		Heading:   b.barriersHeading(),
		Lead:      b.n("barriers.lead", len(b.p.Barriers), phrases.V{"number": up(b.number(len(b.p.Barriers)))}),
		BandWords: []string{b.t("band.low"), b.t("band.moderate"), b.t("band.severe")},
		Closing:   b.barriersClosing(),
	}
	for i := range b.p.Barriers {
		x := &b.p.Barriers[i]
		block := BarrierBlock{
			Bar:      b.bar(x),
			Question: assess.Find(b.f.Barriers, x.Barrier.String()).Question,
			Items:    b.items(x.Items),
			Notes:    b.notes(x.Items),
		}
		p.Blocks = append(p.Blocks, block)
	}
	return p
}

// barriersHeading names what is severe; it never makes up an order.
func (b *builder) barriersHeading() string {
	var severe []assess.Barrier
	unknown := false
	for _, x := range b.p.Barriers {
		if x.Severity.Applicable {
			unknown = unknown || x.Band == assess.UnknownBand
		}
		if x.Band == assess.SevereBand {
			severe = append(severe, x.Barrier)
		}
	}
	n := len(severe)
	v := phrases.V{"number": up(b.number(n)), "names": b.barrierList(severe)}
	switch {
	case n == len(b.p.Barriers) && n > 1 && b.allEqual():
		return b.n("barriers.heading_equal", n, v)
	case n > 0 && unknown:
		return b.n("barriers.heading_known", n, v)
	case n > 0:
		return b.n("barriers.heading", n, v)
	case unknown || b.thin:
		return b.t("barriers.heading_neutral")
	}
	return b.t("barriers.heading_none")
}

// allEqual reports whether every barrier is called equal to every other.
func (b *builder) allEqual() bool {
	for _, x := range b.p.Barriers {
		if len(x.Equal) < len(b.p.Barriers)-1 {
			return false
		}
	}
	return true
}

// bar is one severity in figures and words.
func (b *builder) bar(x *assess.BarrierProfile) BarrierBar {
	s := x.Severity
	bar := BarrierBar{
		Letter: letter(x.Barrier),
		Name:   b.barrier(x.Barrier),
		Short:  b.barrierShort(x.Barrier),
		Band:   x.Band,
		None:   !s.Applicable,
		Span:   scoreSpan(s),
	}
	v := phrases.V{
		"name": bar.Name, "band": b.t("band." + x.Band.String()), "Band": up(b.t("band." + x.Band.String())),
		"low": whole(s.Low), "high": whole(s.High), "range": dashed(whole(s.Low), whole(s.High)),
		"items": len(x.Items), "answered": b.answeredOf(x.Items), "applicable": b.applicableOf(x.Items),
	}
	id := "point"
	switch {
	case !s.Applicable:
		v["band"], v["Band"], id = "", "", "out"
	case !s.HasValue && whole(s.Low) == 0 && whole(s.High) == 100:
		id = "nothing"
	case !s.HasValue:
		id = "range"
	default:
		v["value"] = whole(s.Value)
		if !s.Low.Equal(s.High) {
			id = "point_range"
		}
	}
	bar.Figure = b.t("severity."+id+"_short", v)
	bar.Long = b.t("severity."+id+"_long", v)
	bar.Alt = b.t("severity.alt", phrases.V{"name": bar.Name, "figure": bar.Long})
	return bar
}

func (b *builder) answeredOf(ids []string) int {
	n := 0
	for _, id := range ids {
		if b.a.Responses[id].State == assess.Answered {
			n++
		}
	}
	return n
}

func (b *builder) applicableOf(ids []string) int {
	n := 0
	for _, id := range ids {
		if b.a.Responses[id].State != assess.NotApplicable {
			n++
		}
	}
	return n
}

// items lists statements with what was answered.
func (b *builder) items(ids []string) []BarrierItem {
	var out []BarrierItem
	for _, id := range ids {
		it := b.q.Item(id)
		if it == nil {
			continue
		}
		x := BarrierItem{Mark: b.itemMark(it), Text: it.Text, Value: b.response(it)}
		if it.Critical {
			x.Critical = b.t("barriers.critical")
		}
		out = append(out, x)
	}
	return out
}

// notes lists what people wrote about items; nothing in a public report.
func (b *builder) notes(ids []string) []Note {
	if b.Options.Public || b.a.Frame.Group.Sensitive() {
		return nil
	}
	var out []Note
	for _, id := range ids {
		if it := b.q.Item(id); it != nil && b.a.Responses[id].Note != "" {
			out = append(out, Note{Title: title(it), Text: b.a.Responses[id].Note})
		}
	}
	return out
}

func (b *builder) barriersClosing() []string {
	out := []string{b.t("barriers.bands")}
	out = append(out, b.equalSentences()...)
	critical, flagged := 0, []string{}
	for _, x := range b.p.Barriers {
		for _, id := range x.Items {
			if it := b.q.Item(id); it != nil && it.Critical {
				critical++
			}
		}
		for _, id := range x.Critical {
			flagged = append(flagged, b.t("word.quoted", phrases.V{"text": title(b.q.Item(id))}))
		}
	}
	switch {
	case len(flagged) > 0:
		out = append(out, b.n("barriers.flagged", len(flagged), phrases.V{"titles": b.list(flagged)}))
	case critical > 0:
		out = append(out, b.t("barriers.not_flagged"))
	}
	return append(out, b.t("barriers.together"))
}

// equalShort is equalSentences with the short names of a terminal.
func (b *builder) equalShort() []string { return b.equalNamed(b.barrierShort, b.barrierShort) }

// equalSentences names barriers by their letters: their titles are no nouns.
func (b *builder) equalSentences() []string {
	return b.equalNamed(func(x assess.Barrier) string { return b.t("barriers.named", phrases.V{"letter": letter(x)}) }, letter)
}

func (b *builder) barrierShort(x assess.Barrier) string {
	return up(assess.Find(b.f.Barriers, x.String()).Name())
}

// equalNamed says which barriers lie so close that their order says nothing:
// each pair once, the barrier with most partners first. name stands at the
// head of the sentence, other inside it.
func (b *builder) equalNamed(name, other func(assess.Barrier) string) []string {
	if len(b.p.Barriers) > 2 && b.allEqual() {
		return []string{b.n("barriers.all_equal", len(b.p.Barriers), phrases.V{"number": b.number(len(b.p.Barriers))})}
	}
	partners := map[assess.Barrier][]assess.Barrier{}
	for _, x := range b.p.Barriers {
		partners[x.Barrier] = slices.Clone(x.Equal)
	}
	var out []string
	for {
		var top assess.Barrier
		for _, x := range assess.Barriers() {
			if len(partners[x]) > len(partners[top]) {
				top = x
			}
		}
		if top == 0 {
			return out
		}
		var others []string
		for _, o := range partners[top] {
			others = append(others, b.t("barriers.to", phrases.V{"name": other(o)}))
		}
		out = append(out, b.t("barriers.equal", phrases.V{"name": name(top), "others": b.list(others)}))
		for _, o := range partners[top] {
			partners[o] = slices.DeleteFunc(partners[o], func(y assess.Barrier) bool { return y == top })
		}
		delete(partners, top)
	}
}
