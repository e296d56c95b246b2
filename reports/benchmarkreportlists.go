package reports

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// CountBars are counts with a bar each, of all assessments that are shown.
type CountBars struct {
	What, Count string // heads
	Rows        []CountBar
}

// CountBar is one count.
type CountBar struct {
	Text   string
	Note   string
	Figure string  // "24", "0–2"
	Share  float64 // length of the bar, 0 to 1; 0 where it is a range
	Open   float64 // what the range leaves open
	Alt    string
}

// sort puts names into the alphabetical order of the language.
func (x *overviewer) sort(names []string) {
	collate.New(language.Make(x.Phrases.Lang()), collate.IgnoreCase, collate.Numeric).SortStrings(names)
}

// facts are what the report is made of.
func (x *overviewer) facts() Table {
	t := Table{Head: []string{x.tell("facts.what"), x.tell("facts.value")}}
	add := func(id, value string) {
		if value != "" {
			t.Rows = append(t.Rows, []string{x.tell("facts." + id), value})
		}
	}
	add("questionnaire", x.Questionnaire.Title+" ("+x.Questionnaire.ID+")")
	versions := slices.Sorted(maps.Keys(x.Benchmark.Total.Versions))
	add("versions", strings.Join(versions, ", "))
	if x.Items > 0 && len(versions) > 1 {
		add("common", x.tell("common", phrases.V{"common": x.Common, "items": x.Items, "share": 100 * x.Common / x.Items}))
	}
	var chosen []string
	for _, key := range slices.Sorted(maps.Keys(x.Where)) {
		if key != "questionnaire" {
			chosen = append(chosen, x.say("key."+key)+x.colon()+x.value(key, x.Where[key]))
		}
	}
	add("chosen", strings.Join(chosen, " · "))
	total := x.Benchmark.Total.Standing
	add("assessments", x.Phrases.Amount(int64(total.N)))
	if total.N > 0 {
		add("organisations", x.tell("at_least", phrases.V{"count": x.Phrases.Amount(int64(total.Organisations))}))
	}
	if len(x.Benchmark.By) > 0 {
		id := "groups_shown"
		if len(x.shown()) == len(x.Benchmark.Rows) {
			id = "groups_all"
		}
		add("groups", x.tell(id, phrases.V{"shown": len(x.shown()), "all": len(x.Benchmark.Rows), "by": x.keys()}))
	}
	if len(x.in.Places) > 1 {
		var names []string
		for _, c := range x.in.Places {
			names = append(names, x.value("country", c))
		}
		x.sort(names)
		add("countries", strings.Join(names, ", "))
	}
	var years []string
	for i := range x.in.Overview.Years {
		if x.in.Overview.Years[i].Hidden == "" {
			years = append(years, x.in.Overview.Years[i].Key[0])
		}
	}
	add("years", strings.Join(years, ", "))
	add("minimum", x.tell("minimum", phrases.V{"minimum": x.Benchmark.Minimum}))
	add("release", x.Release)
	return t
}

// methodPart says how figures come about and what is left out.
func (x *overviewer) methodPart() *OverviewPart {
	small := x.Phrases.Amount(int64(x.Benchmark.Minimum - 1))
	parts := phrases.V{"minimum": x.Benchmark.Minimum, "small": small}
	p := &OverviewPart{ID: "method", Running: x.tell("method.running"), Heading: x.tell("method.heading"), Lead: x.tell("method.lead")}
	list := func(id string, texts ...string) {
		texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
		if len(texts) > 0 {
			p.Lists = append(p.Lists, CompareList{Title: x.tell("method." + id), Texts: texts})
		}
	}
	list("cannot", x.tell("limits"), x.tell("method.no_order"), x.say("note.own"))
	list("compare", append(x.warnings(), x.say("note.lines"))...)
	list("small", x.tell("method.groups", parts), x.tell("method.counts", parts), x.tell("method.linked"), x.say("note.total"))
	var left []string
	if x.in.Public {
		left = append(left, x.tell("method.public"))
	}
	switch {
	case x.in.Looked:
	case x.in.Public:
		left = append(left, x.tell("method.no_quality"))
	default:
		left = append(left, x.tell("method.quality_large"))
	}
	if !x.in.Planned {
		left = append(left, x.tell("method.no_plan"))
	}
	if len(x.in.Overview.Years) == 0 && !slices.Contains(x.Benchmark.By, "year") {
		left = append(left, x.tell("method.no_trend"))
	}
	list("left", left...)
	list("organisations", x.tell("method.organisations_text"))
	list("privacy", x.tell("method.privacy_text"))
	return p
}

// plannedPart lists the actions that most plan next.
func (x *overviewer) plannedPart() *OverviewPart {
	if !x.in.Planned || x.none() {
		return nil
	}
	p := &OverviewPart{ID: "planned", Running: x.tell("planned.running"), Heading: x.tell("planned.heading"),
		Lead: x.tell("planned.lead", phrases.V{"count": x.Phrases.Amount(int64(x.Benchmark.Total.Standing.N))})}
	actions := map[string]*assess.Action{}
	items := map[string]*assess.Item{}
	for _, it := range x.Questionnaire.Items() {
		for i := range it.Actions {
			actions[it.Actions[i].ID], items[it.Actions[i].ID] = &it.Actions[i], it
		}
	}
	type row struct {
		CountBar
		n int
	}
	var rows []row
	for _, y := range x.in.Overview.Yes {
		a := actions[y.Measure.About()]
		if y.Measure.Kind() != assess.MeasurePlan || a == nil || y.Count == nil || y.Count.Low < x.Benchmark.Minimum {
			continue
		}
		r := row{n: y.Count.Low}
		who := x.tell("for." + a.For.String())
		r.CountBar = x.countBar(a.Text, who+" · "+x.whereAsked(items[a.ID])+" · "+x.b.t("horizon."+a.Horizon.String()), *y.Count)
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.n, a.n) })
	p.Notes = []string{x.tell("planned.note", phrases.V{"listed": actionsListed, "minimum": x.Benchmark.Minimum})}
	if len(rows) == 0 {
		p.Heading, p.Lead = x.tell("planned.heading_none"), x.tell("planned.none", phrases.V{"minimum": x.Benchmark.Minimum})
		p.Notes = nil
		return p
	}
	p.Counts = &CountBars{What: x.tell("planned.what"), Count: x.say("head.assessments")}
	for _, r := range rows[:min(len(rows), actionsListed)] {
		p.Counts.Rows = append(p.Counts.Rows, r.CountBar)
	}
	for i := range p.Counts.Rows {
		p.Counts.Rows[i].Share *= float64(x.Benchmark.Total.Standing.N) / float64(rows[0].n)
	}
	return p
}

// actionsListed is how many actions a report lists.
const actionsListed = 15

// whereAsked names where an item stands.
func (x *overviewer) whereAsked(it *assess.Item) string {
	switch {
	case it.IsCell():
		return x.b.stage(it.Stage) + ", " + x.b.level(it.Level)
	case it.Barrier != 0:
		return x.b.barrier(it.Barrier)
	}
	return sectionTitles(x.Questionnaire)[it.ID]
}

// countBar makes one count of all that are shown.
func (x *overviewer) countBar(text, note string, b assess.Between) CountBar {
	all := float64(max(1, x.Benchmark.Total.Standing.N))
	c := CountBar{Text: text, Note: note, Figure: x.amount(b), Share: float64(b.Low) / all}
	if !b.Exact() {
		c.Share, c.Open = 0, float64(b.High)/all
	}
	c.Alt = x.tell("of", phrases.V{"count": c.Figure, "all": x.Phrases.Amount(int64(x.Benchmark.Total.Standing.N))})
	return c
}

// qualityPart counts what stands out in the data.
func (x *overviewer) qualityPart() *OverviewPart {
	if !x.in.Looked || x.none() {
		return nil
	}
	p := &OverviewPart{ID: "quality", Running: x.tell("quality.running"), Heading: x.tell("quality.heading"), Lead: x.tell("quality.lead"),
		Notes: []string{x.Phrases.T("benchmark.quality.note"), x.tell("quality.note")}}
	p.Counts = &CountBars{What: x.tell("quality.what"), Count: x.say("head.assessments")}
	for _, y := range x.in.Overview.Yes {
		if y.Measure.Kind() != assess.MeasureFlag {
			continue
		}
		kind := y.Measure.About()
		row := CountBar{Text: x.Phrases.T("benchmark.quality.kind." + kind), Note: x.tell("quality.about." + kind), Figure: x.tell("not_shown")}
		if y.Count != nil {
			row = x.countBar(row.Text, row.Note, *y.Count)
		} else {
			row.Alt = row.Figure
		}
		p.Counts.Rows = append(p.Counts.Rows, row)
	}
	return p
}

// logPart says what was hidden and why: groups and years by name, figures by
// how many.
func (x *overviewer) logPart() *OverviewPart {
	p := &OverviewPart{ID: "log", Running: x.tell("log.running"), Heading: x.tell("log.heading"), Lead: x.tell("log.lead")}
	groups, years := map[assess.Withheld][]string{}, map[assess.Withheld][]string{}
	type cell struct {
		kind   string
		reason assess.Withheld
	}
	figures := map[cell]int{}
	var kinds []string
	for _, h := range x.log() {
		switch {
		case h.Measure == "" && slices.ContainsFunc(x.in.Overview.Years, func(r assess.BenchmarkRow) bool { return len(h.Key) == 1 && r.Key[0] == h.Key[0] }):
			years[h.Reason] = append(years[h.Reason], h.Key[0])
		case h.Measure == "":
			groups[h.Reason] = append(groups[h.Reason], x.name(h.Key))
		default:
			kind := h.Measure.Kind()
			if !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
			figures[cell{kind, h.Reason}]++
		}
	}
	for _, l := range []struct {
		id string
		of map[assess.Withheld][]string
	}{{"groups", groups}, {"years", years}} {
		for _, why := range slices.Sorted(maps.Keys(l.of)) {
			names := slices.Clone(l.of[why])
			x.sort(names)
			for i, n := range names {
				names[i] = x.yearName(n)
			}
			p.Lists = append(p.Lists, CompareList{Title: x.tell("log." + l.id), Texts: []string{up(x.reason(why)) + x.colon() + strings.Join(names, "; ")}})
		}
	}
	if len(figures) == 0 && len(p.Lists) == 0 {
		p.Heading, p.Lead = x.tell("log.heading_none"), x.tell("log.none")
		return p
	}
	if len(figures) > 0 {
		p.Table = &Table{Head: []string{x.tell("log.what"), x.tell("log.why"), x.tell("log.count")}}
		for _, kind := range kinds {
			for _, why := range []assess.Withheld{assess.SmallCount, assess.FewOrNone, assess.Neighbour, assess.Underivable, assess.FewValues} {
				if n := figures[cell{kind, why}]; n > 0 {
					p.Table.Rows = append(p.Table.Rows, []string{x.kindOf(kind), up(x.reason(why)), x.Phrases.Amount(int64(n))})
				}
			}
		}
	}
	return p
}
