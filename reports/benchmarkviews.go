package reports

import (
	"maps"
	"slices"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// ViewsInput makes a benchmark one of pairs: civil society beside the
// authority of the same jurisdiction and policy. Its Questionnaire is that of
// civil society.
type ViewsInput struct {
	Second *assess.Questionnaire // of the authority
	Alone  int                   // assessments of civil society that no authority stands beside; 0 in releases
}

// countedPairs says how many pairs are shown, and of how many assessments.
func (x *benchmarker) countedPairs() []string {
	total := x.Benchmark.Total
	out := []string{x.Phrases.N("benchmark.views.pairs", total.Standing.N)}
	if total.Standing.Organisations < total.Standing.N {
		out = append(out, x.Phrases.N("benchmark.views.authorities_least", total.Standing.Organisations))
	}
	return append(out, x.Phrases.N("benchmark.views.civil", total.Civil))
}

// viewWarnings says what makes pairs hard to read.
func (x *benchmarker) viewWarnings() []string {
	var out []string
	versions := map[string]int{}
	for v := range x.Benchmark.Total.Versions {
		id, _, _ := strings.Cut(v, " ")
		versions[id]++
	}
	if slices.ContainsFunc(slices.Collect(maps.Values(versions)), func(n int) bool { return n > 1 }) {
		out = append(out, x.say("views.versions", phrases.V{"versions": strings.Join(slices.Sorted(maps.Keys(x.Benchmark.Total.Versions)), ", "), "common": x.Common, "items": x.Items}))
	}
	if n := x.Benchmark.Total.Far; n > 0 {
		out = append(out, x.say("views.far", phrases.V{"count": x.small(n), "all": x.Phrases.Amount(int64(x.Benchmark.Total.Civil))}))
	}
	if x.Views.Alone > 0 {
		out = append(out, x.say("views.alone", phrases.V{"count": x.small(x.Views.Alone)}))
	}
	return out
}

// small prints a count, as a range where it is under the minimum.
func (x *benchmarker) small(n int) string {
	if n < x.Benchmark.Minimum {
		return x.between(assess.Between{Low: 1, High: x.Benchmark.Minimum - 1})
	}
	return x.between(assess.Between{Low: n, High: n})
}

// viewNotes says how to read pairs.
func (x *benchmarker) viewNotes() []string {
	out := []string{x.say("views.note.pair"), x.say("views.note.talk")}
	kinds := map[string]bool{}
	if x.Benchmark.Total.Standing.N == 0 {
		return out
	}
	for _, m := range x.Benchmark.Measures {
		kinds[m.Kind()] = true
	}
	if kinds[assess.MeasureView] {
		var columns []string
		for _, class := range assess.Classes(assess.MeasureView, 0) {
			columns = append(columns, x.class(assess.MeasureView, class)+x.Phrases.T("words.colon")+x.say("views.kind."+class))
		}
		out = append(out, x.say("views.note.kinds", phrases.V{"columns": strings.Join(columns, ", ")}), x.say("views.note.middle"))
	}
	if kinds[assess.MeasureBarrierGap] || kinds[assess.MeasureItemGap] {
		out = append(out, x.say("views.note.gaps"))
	}
	return out
}

// joined puts the tables of one group together: a row for each matter. How
// many pairs there are is said once, above.
func (x *benchmarker) joined(parts []BenchmarkPart) []BenchmarkPart {
	if x.Benchmark.Total.Standing.N == 0 && len(parts) > 0 {
		// Why nothing is shown is said once.
		p := parts[0]
		p.Heading, p.KeyHead, p.CountHead, p.Classes, p.Middle = x.say("views.all."+assess.Measure(p.ID).Kind()), "", "", nil, ""
		return []BenchmarkPart{p}
	}
	var out []BenchmarkPart
	for _, p := range parts {
		m := assess.Measure(p.ID)
		if last := len(out) - 1; last < 0 || out[last].ID != m.Kind() {
			p.ID, p.Heading, p.KeyHead, p.CountHead = m.Kind(), x.say("views.all."+m.Kind()), x.say("views.key."+m.Kind()), ""
			p.Rows = slices.Clone(p.Rows)
			out = append(out, p)
		} else {
			out[last].Rows = append(out[last].Rows, p.Rows...)
		}
		row := &out[len(out)-1].Rows[len(out[len(out)-1].Rows)-1]
		name := x.subject(m)
		if _, level, ok := strings.Cut(m.About(), "/"); ok {
			name += ", " + x.b.low(assess.Find(x.Framework.Levels, level).Title)
		}
		row.Alt = strings.Replace(row.Alt, row.Name, name, 1)
		row.Name = name
	}
	return out
}
