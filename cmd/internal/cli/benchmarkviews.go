package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/collection"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// gatheredViews is what a choice found of civil society beside authorities.
type gatheredViews struct {
	gathered
	second *assess.Questionnaire
	pairer *assess.Pairer
	alone  int                            // assessments of civil society that nobody stands beside
	at     map[string]*assess.Candidate   // groups by their keys
	heads  map[string]*assess.Headcount   // organisations of the authority
	behind map[string]*[2][]assess.Member // of a release: authority and civil society
	keep   func(*assess.Pair) bool        // nil keeps all
}

// gatherViews pairs the assessments of two mirrored questionnaires. digests
// says that members are noted, as a release needs them; keep chooses among the
// pairs, nil takes all.
func (a *app) gatherViews(ctx context.Context, c *collection.Collection, o *benchmarkChoice, floor int, digests bool, keep func(*assess.Pair) bool) (*gatheredViews, error) {
	chosen, err := a.choice(&benchmarkChoice{by: o.by, where: o.where, minimum: o.minimum}, floor)
	if err != nil {
		return nil, err
	}
	o.minimum = max(o.minimum, floor)
	for _, key := range []string{collection.KeyGroup, collection.KeyVersion} {
		if _, asked := chosen.query.Where[key]; asked || slices.Contains(chosen.by, key) {
			return nil, a.unbenchmarked(ExitUsage, "views_key", phrases.V{"found": key})
		}
	}
	named := chosen.query.Where[collection.KeyQuestionnaire]
	if o.questionnaire != "" {
		named = o.questionnaire
	}
	delete(chosen.query.Where, collection.KeyQuestionnaire)
	g := &gatheredViews{gathered: *chosen, keep: keep, at: map[string]*assess.Candidate{}, heads: map[string]*assess.Headcount{}, behind: map[string]*[2][]assess.Member{}}
	m, err := a.mirrored(ctx, c, g, named)
	if err != nil {
		return nil, err
	}
	g.pairer = assess.NewPairer(g.q, g.second)
	countries := map[string]bool{}
	alone, err := c.Matters(ctx, *m, func(second []collection.Row) (collection.MatterSink, error) {
		rows := make([]assess.PairRow, len(second))
		for i := range second {
			rows[i] = pairRow(&second[i], digests)
		}
		return &viewsSink{g, g.pairer.Place(rows), digests, countries}, nil
	})
	if err != nil {
		return nil, err
	}
	g.alone += alone // beside those of places that are in pairs
	if len(g.at) == 0 {
		return nil, a.unbenchmarked(ExitFailure, "views_none", phrases.V{"first": m.First, "second": m.Second}, "views_none")
	}
	g.countries, g.items = len(countries), max(len(g.q.Items()), len(g.second.Items()))
	g.common = g.pairer.Items()
	for key, x := range g.at {
		x.Standing = g.heads[key].Standing()
		if digests {
			x.Behind = g.behind[key][:]
		}
		g.groups = append(g.groups, x.BenchmarkGroup)
	}
	return g, nil
}

// mirrored finds two questionnaires of the collection that mirror each other
// in one major version; named may name one of them.
func (a *app) mirrored(ctx context.Context, c *collection.Collection, g *gatheredViews, named string) (*collection.Mirror, error) {
	found, err := c.Groups(ctx, collection.Query{By: []string{collection.KeyQuestionnaire}, Measures: []assess.Measure{}})
	if err != nil {
		return nil, err
	}
	var names, firsts []string
	for _, f := range found {
		names = append(names, f.Key[0])
	}
	for _, name := range names {
		id, major, _ := strings.Cut(name, " ")
		q, err := a.load(id, a.reportLanguage())
		if err != nil || q.Mirror == "" || len(q.Groups) == 0 || q.Groups[0].Side() != assess.ForCSO {
			continue // one of somebody's own need not be at hand to pair others
		}
		other := q.Mirror + " " + major
		if !slices.Contains(names, other) || named != "" && !slices.Contains([]string{id, name, q.Mirror, other}, named) {
			continue
		}
		firsts = append(firsts, name)
	}
	switch len(firsts) {
	case 0:
		if len(names) == 0 {
			names = []string{"–"}
		}
		return nil, a.unbenchmarked(ExitFailure, "views_sides", phrases.V{"found": strings.Join(names, ", ")}, "views_sides")
	case 1:
	default:
		return nil, a.unbenchmarked(ExitUsage, "several", phrases.V{"found": strings.Join(firsts, ", "), "first": quote(firsts[0])}, "several")
	}
	id, major, _ := strings.Cut(firsts[0], " ")
	if g.q, err = a.load(id, a.reportLanguage()); err != nil {
		return nil, err
	}
	if g.second, err = a.load(g.q.Mirror, a.reportLanguage()); err != nil {
		return nil, err
	}
	return &collection.Mirror{First: firsts[0], Second: g.q.Mirror + " " + major, Where: g.query.Where}, nil
}

// pairRow takes of a row what pairing needs.
func pairRow(r *collection.Row, digests bool) assess.PairRow {
	out := assess.PairRow{Hash: r.Hash, Version: r.Version, Segment: r.Segment, Period: r.Period, Date: r.Date, Items: r.Items, Responses: r.Responses}
	if digests {
		out.Digest = rowDigest(r)
	}
	return out
}

// viewsSink counts the pairs of one jurisdiction and policy into their groups.
type viewsSink struct {
	g         *gatheredViews
	place     *assess.PairedPlace
	digests   bool
	countries map[string]bool
}

// Add puts one assessment of civil society beside the authority's.
func (s *viewsSink) Add(r collection.Row) error {
	s.place.Add(pairRow(&r, s.digests))
	return nil
}

// End counts the pairs, those of them that were chosen.
func (s *viewsSink) End() error {
	g := s.g
	g.alone += s.place.Alone
	for _, p := range s.place.Pairs() {
		if !chosenPair(&p, g.query.Where) || g.keep != nil && !g.keep(&p) {
			continue
		}
		key := keyOf(&p.Segment, "", g.by)
		at := strings.Join(key, "\x00")
		if g.at[at] == nil {
			g.at[at], g.heads[at], g.behind[at] = new(assess.Candidate), new(assess.Headcount), new([2][]assess.Member)
			g.at[at].Key, g.at[at].Versions, g.at[at].Histograms = key, map[string]int{}, map[assess.Measure]*assess.Histogram{}
		}
		x := g.at[at]
		x.Count(&p)
		g.heads[at].Add(p.Segment, 1)
		s.countries[p.Segment.Country] = true
		if s.digests {
			x.Members = append(x.Members, assess.Member{Digest: pairDigest(&p), Segment: p.Segment})
			g.behind[at][0] = append(g.behind[at][0], p.Authority)
			g.behind[at][1] = append(g.behind[at][1], p.Members...)
		}
	}
	return nil
}

// chosenPair reports whether a pair is one that was asked for, by what its
// authority's assessment is about.
func chosenPair(p *assess.Pair, where map[string]string) bool {
	for key, v := range where {
		if collection.ValueOf(&p.Segment, key) != v {
			return false
		}
	}
	return true
}

// pairDigest stands for a pair with all its content.
func pairDigest(p *assess.Pair) string {
	parts := []string{p.Authority.Digest}
	for _, m := range p.Members {
		parts = append(parts, m.Digest)
	}
	slices.Sort(parts[1:])
	sum := sha256.Sum256([]byte(strings.Join(parts, " ")))
	return hex.EncodeToString(sum[:12])
}

// benchmarkViews sets civil society beside authorities.
func (a *app) benchmarkViews(ctx context.Context, c *collection.Collection, o *benchmarkShowOptions) error {
	if o.section != "" || o.unknown || o.samePlaces || o.item != "" && (o.stage != "" || o.barrier != "") {
		return a.unbenchmarked(ExitUsage, "views_about", nil)
	}
	g, err := a.gatherViews(ctx, c, &o.benchmarkChoice, assess.MinimumShown, false, nil)
	if err != nil {
		return err
	}
	measures, err := a.viewMeasures(g.pairer, o)
	if err != nil {
		return err
	}
	in := a.benchmarkInput(&g.gathered, assess.NewBenchmark(g.by, g.groups, measures, o.minimum, nil))
	in.Views = &reports.ViewsInput{Second: g.second, Alone: g.alone}
	return a.writeBenchmark(in, o.json)
}

// viewMeasures gives the measures that were asked for; without any, every
// matter once.
func (a *app) viewMeasures(p *assess.Pairer, o *benchmarkShowOptions) ([]assess.Measure, error) {
	var out []assess.Measure
	for _, f := range []struct{ flag, about, kind string }{
		{"--stage", o.stage, assess.MeasureView}, {"--barrier", o.barrier, assess.MeasureBarrierGap}, {"--item", o.item, assess.MeasureItemGap},
	} {
		if f.about == "" {
			continue
		}
		var all []assess.Measure
		for _, m := range p.Measures() {
			if m.Kind() == f.kind {
				all = append(all, m)
			}
		}
		some, err := a.about(all, f.flag, f.about)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	if len(out) == 0 {
		out = p.Once()
	}
	return out, nil
}
