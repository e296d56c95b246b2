package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/yamldoc"
)

// resultsKind is what remains of the participants of a workshop.
var resultsKind = kind{"workshop-results", "the results of a workshop"}

// results are the results of a workshop whose participants are forgotten.
type results struct {
	on        assess.Date
	published *assess.Published
}

// marshalResults writes what was shown of a workshop. A spread that was shown
// but hidden keeps its reason; what was never shown is left out.
func marshalResults(workshop string, res results) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "csi: %d\nkind: %s\nworkshop: %s\nforgotten: %s\ngroups:\n", Format, resultsKind.id, word(workshop), res.on)
	for _, g := range res.published.Groups {
		fmt.Fprintf(&b, "  - group: %s\n", word(string(g.Group)))
		if g.People > 0 {
			fmt.Fprintf(&b, "    people: %d\n", g.People)
		}
		if g.Organisations > 0 {
			fmt.Fprintf(&b, "    organisations: %d\n", g.Organisations)
		}
		writeItems(&b, g.Items)
	}
	if len(res.published.Totals) == 0 {
		return b.Bytes()
	}
	b.WriteString("totals:\n")
	for _, t := range res.published.Totals {
		var groups []string
		for _, g := range t.Groups {
			groups = append(groups, word(string(g)))
		}
		fmt.Fprintf(&b, "  - groups: [%s]\n", strings.Join(groups, ", "))
		writeItems(&b, t.Items)
	}
	return b.Bytes()
}

func writeItems(b *bytes.Buffer, items []assess.PublishedItem) {
	lines := 0
	for _, it := range items {
		for _, round := range it.Rounds {
			if lines == 0 {
				b.WriteString("    items:\n")
			}
			fmt.Fprintf(b, "      - %s\n", spreadFlow(it.Item.ID, round))
			lines++
		}
	}
	if lines == 0 {
		b.WriteString("    items: []\n")
	}
}

func spreadFlow(item string, round assess.PublishedRound) *flow {
	f := &flow{}
	f.put("item", word(item))
	f.put("round", fmt.Sprint(round.Round))
	if round.Spread.Hidden {
		f.put("hidden", round.Spread.Why.String())
		return f
	}
	n := round.Spread.Figures()
	var counts []string
	for _, c := range n.Counts {
		counts = append(counts, fmt.Sprint(c))
	}
	f.put("people", fmt.Sprint(n.People))
	if n.Organisations > 0 {
		f.put("organisations", fmt.Sprint(n.Organisations))
	}
	f.put("counts", "["+strings.Join(counts, ", ")+"]")
	if n.DontKnow > 0 {
		f.put("dont_know", fmt.Sprint(n.DontKnow))
	}
	if n.NotApplicable > 0 {
		f.put("not_applicable", fmt.Sprint(n.NotApplicable))
	}
	if n.Answered {
		f.put("mean", n.Mean.String())
	}
	if round.Spread.Score.Applicable {
		f.put("low", n.Low.String())
		f.put("high", n.High.String())
		f.put("coverage", n.Coverage.String())
	}
	return f
}

// parseResults reads what remains of the participants of a workshop.
func parseResults(file string, data []byte, w *parsedWorkshop) (*results, error) {
	r := &reader{a: new(assess.Assessment), file: file}
	root, err := r.open(data, resultsKind)
	if err != nil {
		return nil, err
	}
	e := r.entries(root, "csi", "kind", "workshop", "forgotten", "groups", "totals")
	if !r.require(root, e, "csi", "kind", "workshop", "forgotten", "groups") {
		return nil, r.finish()
	}
	if id := r.uuid(e["workshop"].Value); id != w.workshop.ID {
		r.d.Add(e["workshop"].Value, "workshop", "these are the results of another workshop; expected this one")
	}
	res := &results{on: r.date(e["forgotten"].Value, "forgotten"), published: &assess.Published{}}
	for _, n := range r.listOf(e["groups"].Value, "groups") {
		g := r.entries(n, "group", "people", "organisations", "items")
		group := r.partyOf(g["group"].Value, w)
		if group == "" {
			continue
		}
		res.published.Groups = append(res.published.Groups, assess.PublishedGroup{Group: group,
			People:        r.number(g["people"].Value, "people", 0, maxCount),
			Organisations: r.number(g["organisations"].Value, "organisations", 0, maxCount),
			Items:         r.published(g["items"].Value)})
	}
	for _, n := range r.listOf(e["totals"].Value, "totals") {
		t := r.entries(n, "groups", "items")
		total := assess.PublishedTotal{}
		if v := t["groups"].Value; v != nil && v.Kind == yamldoc.List {
			for _, g := range v.Items {
				if group := r.partyOf(g, w); group != "" {
					total.Groups = append(total.Groups, group)
				}
			}
		}
		if len(total.Groups) == 0 {
			r.d.Add(n, "group", "a total has no groups; expected those it is of")
			continue
		}
		r.q = w.questionnaires[total.Groups[0]]
		total.Questionnaire = r.q.ID
		total.Items = r.published(t["items"].Value)
		res.published.Totals = append(res.published.Totals, total)
	}
	return res, r.finish()
}

// maxCount bounds counts of people in files.
const maxCount = 100_000

// listOf gives the mappings of a list.
func (r *reader) listOf(n *yamldoc.Node, what string) []*yamldoc.Node {
	if !filled(n) {
		return nil
	}
	if n.Kind != yamldoc.List {
		r.d.Add(n, "value-kind", "%s is %s; expected a list", what, n.Kind)
		return nil
	}
	var out []*yamldoc.Node
	for _, item := range n.Items {
		if r.mapping(item, "an entry of "+what) {
			out = append(out, item)
		}
	}
	return out
}

// partyOf reads a group of the workshop and turns to its questionnaire.
func (r *reader) partyOf(n *yamldoc.Node, w *parsedWorkshop) assess.Group {
	g := assess.Group(r.text(n, "group"))
	if r.q = w.questionnaires[g]; r.q == nil {
		r.d.Add(n, "group", "the workshop has no such group; expected one of its parties")
		return ""
	}
	return g
}

// published reads the spreads of a group, and gives every item of its
// questionnaire.
func (r *reader) published(n *yamldoc.Node) []assess.PublishedItem {
	var out []assess.PublishedItem
	at := map[string]int{}
	for i, it := range r.q.Items() {
		at[it.ID] = i
		out = append(out, assess.PublishedItem{Item: it})
	}
	for _, line := range r.listOf(n, "items") {
		e := r.entries(line, "item", "round", "hidden", "people", "organisations", "counts", "dont_know",
			"not_applicable", "mean", "low", "high", "coverage")
		if !r.require(line, e, "item", "round") {
			continue
		}
		it := r.item(e["item"].Value)
		if it == nil {
			continue
		}
		round := assess.PublishedRound{Round: r.number(e["round"].Value, "round", 1, 99), Spread: r.spread(line, e, it)}
		item := &out[at[it.ID]]
		item.Rounds = append(item.Rounds, round)
		slices.SortFunc(item.Rounds, func(a, b assess.PublishedRound) int { return a.Round - b.Round })
	}
	return out
}

// spread reads the numbers of one spread.
func (r *reader) spread(n *yamldoc.Node, e entries, it *assess.Item) assess.Spread {
	if v := e["hidden"].Value; filled(v) {
		s := assess.Spread{Item: it, Hidden: true}
		s.Why, _ = assess.ParseHiding(r.member(v, "hidden", "hidden", assess.HidingIDs()))
		return s
	}
	f := assess.Figures{
		People:        r.number(e["people"].Value, "people", 1, maxCount),
		Organisations: r.number(e["organisations"].Value, "organisations", 0, maxCount),
		DontKnow:      r.number(e["dont_know"].Value, "dont_know", 0, maxCount),
		NotApplicable: r.number(e["not_applicable"].Value, "not_applicable", 0, maxCount),
		Low:           r.ratio(e["low"].Value, "low"), High: r.ratio(e["high"].Value, "high"),
		Coverage: r.ratio(e["coverage"].Value, "coverage"),
	}
	if filled(e["mean"].Value) {
		f.Mean, f.Answered = r.ratio(e["mean"].Value, "mean"), true
	}
	said := f.DontKnow + f.NotApplicable
	if v := e["counts"].Value; filled(v) && v.Kind == yamldoc.List {
		for _, c := range v.Items {
			k := r.number(c, "counts", 0, maxCount)
			f.Counts = append(f.Counts, k)
			said += k
		}
	}
	if len(f.Counts) != it.Max()+1 || said != f.People {
		r.d.Add(n, "counts", "the counts do not fit; expected one for each of 0 to %d, and all people counted once", it.Max())
		return assess.Spread{Item: it, Hidden: true, Why: assess.NotShown}
	}
	return assess.SpreadOf(it, f)
}

// ratio reads a part of one.
func (r *reader) ratio(n *yamldoc.Node, what string) assess.Ratio {
	if !filled(n) {
		return assess.Ratio{}
	}
	v, err := assess.ParseRatio(r.text(n, what))
	if err != nil || v.Sign() < 0 || assess.Whole(1).Less(v) {
		r.d.Add(n, what, "%s is no part of one; expected a fraction such as 5/12", what)
		return assess.Ratio{}
	}
	return v
}
