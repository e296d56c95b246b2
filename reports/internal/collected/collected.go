// Package collected makes up collections for the tests of reports: nobody
// stands behind them. No program links it.
package collected

import (
	"fmt"
	"strings"
	"sync"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
	"csi/reports"
)

// place is a group of a made-up collection.
type place struct {
	country, name string
	perYear       []int // assessments of 2024, 2025 and 2026
}

// collection is what one report is about.
type collection struct {
	name, questionnaire string
	by                  []string
	where               map[string]string
	places              []place
	public              bool
	minimum             int
}

// Every report has to stand these: a network, one country with names that are
// as long as they come, one where nearly everything is hidden, one where all of
// it is, a questionnaire without stages, groups of a year each, the public form.
func collections() []collection {
	var network, hidden []place
	for i := range 14 {
		c := "Q" + string(rune('M'+i))
		network = append(network, place{c, "Fictional place " + fmt.Sprint(i+1), []int{4 + i, 3 + 2*i, 6 + i%5}})
	}
	network[3].perYear = []int{1, 0, 1}
	network[9].perYear = []int{0, 2, 0}
	for i := range 6 {
		hidden = append(hidden, place{"XA", "Fictional place " + fmt.Sprint(i+1), []int{1, i % 2, 0}})
	}
	hidden[2].perYear = []int{0, 4, 0}
	long := []place{
		{"ZZ", strings.Repeat("Вигадана територіальна громада, ", 3) + "вигадана область", []int{7, 9, 8}},
		{"ZZ", "Communauté d’agglomération fictive de Saint-Quelque-Chose-sur-Rivière-et-environs", []int{6, 6, 7}},
		{"ZZ", strings.Repeat("Donaudampfschifffahrtsgesellschaft", 4), []int{0, 2, 0}},
		{"ZZ", "Port Example", []int{12, 11, 15}},
		{"ZZ", "", []int{5, 5, 6}},
	}
	one := []place{{"ZZ", "Port Example", []int{0, 14, 0}}, {"ZZ", "Example Bay", []int{0, 11, 0}}}
	return []collection{
		{name: "network", questionnaire: "core-cso", by: []string{"country"}, places: network},
		{name: "country", questionnaire: "core-cso", by: []string{"jurisdiction"}, where: map[string]string{"country": "ZZ"}, places: long},
		{name: "nearly hidden", questionnaire: "core-cso", by: []string{"jurisdiction"}, where: map[string]string{"country": "XA"}, places: hidden},
		{name: "all hidden", questionnaire: "core-cso", by: []string{"jurisdiction"}, where: map[string]string{"country": "XA"}, places: hidden[:2]},
		{name: "sections", questionnaire: "peer-org", by: []string{"country"}, places: network[:6]},
		{name: "years", questionnaire: "core-cso", by: []string{"jurisdiction", "year"}, places: long[3:]},
		{name: "one group", questionnaire: "core-quick", places: one},
		{name: "public", questionnaire: "core-cso", by: []string{"country"}, places: network, public: true, minimum: assess.MinimumPublic},
	}
}

// Inputs makes the collections in a language. They are shared: nobody changes
// them.
func Inputs(lang string) (map[string]reports.OverviewInput, error) {
	out := map[string]reports.OverviewInput{}
	for _, c := range collections() {
		l, err := questionnaires.Load(c.questionnaire, lang)
		if err != nil {
			return nil, err
		}
		out[c.name] = c.input(l.Questionnaire, lang)
	}
	return out, nil
}

// counted keeps what was counted of each collection: it is the same in every
// language, and most of the work.
var counted sync.Map // from name to *sums

// sums is what is counted of a collection.
type sums struct {
	once          sync.Once
	overview      *assess.Overview
	countries     []string
	common, items int
}

// input makes what a report of a collection is made of.
func (c *collection) input(q *assess.Questionnaire, lang string) reports.OverviewInput {
	kept, _ := counted.LoadOrStore(c.name, new(sums))
	s := kept.(*sums)
	s.once.Do(func() { c.count(q, s) })
	in := reports.OverviewInput{
		BenchmarkInput: reports.BenchmarkInput{Benchmark: s.overview.Benchmark, Questionnaire: q, Framework: questionnaires.Framework(lang),
			Phrases: phrases.New(lang), Where: c.where, Countries: len(s.countries), Common: s.common, Items: s.items},
		Overview: s.overview, Date: assess.Date{Year: 2026, Month: 11, Day: 20}, Public: c.public, Places: s.countries, Planned: true, Looked: !c.public,
	}
	if c.public {
		in.Release = "2026, 2026-11-20"
	}
	return in
}

// count counts a collection.
func (c *collection) count(q *assess.Questionnaire, s *sums) {
	count := assess.NewOverviewCount(q)
	for i, p := range c.places {
		for j, n := range p.perYear {
			for k, person := range assess.Simulate(q, q.Groups[0], n, 0, uint64(10*i+j)) {
				count.Add(c.row(q, &p, 2024+j, k, person.Rounds[0]))
			}
		}
	}
	s.overview = assess.NewOverview(c.by, count.Parts(), assess.OverviewMeasures(q), assess.YesMeasures(q, !c.public), c.minimum)
	s.countries = count.Countries()
	s.common, s.items = count.Common()
}

// row makes one assessment. Every third organisation plans the first action of
// two items.
func (c *collection) row(q *assess.Questionnaire, p *place, year, number int, responses map[string]assess.Response) *assess.CountedRow {
	s := assess.Segment{Questionnaire: q.ID, Major: "1", Country: p.country, Tier: "local", Jurisdiction: p.name, Policy: "Fictional strategy", Group: q.Groups[0], Year: year}
	a := &assess.Assessment{Responses: responses}
	row := &assess.CountedRow{Segment: s, Version: q.Version, Observations: assess.Observations(q, a, assess.NewProfile(q, a, nil))}
	for _, by := range c.by {
		switch by {
		case "country":
			row.Key = append(row.Key, p.country)
		case "jurisdiction":
			row.Key = append(row.Key, p.name)
		case "year":
			row.Key = append(row.Key, fmt.Sprint(year))
		}
	}
	for i, it := range q.Items() {
		row.Items = append(row.Items, it.ID)
		if number%3 == 0 && i%11 == number%11 && len(it.Actions) > 0 {
			row.Plan = append(row.Plan, it.Actions[0].ID)
		}
	}
	return row
}
