package cli

import (
	"slices"
	"strings"

	"csi/assess"
	"csi/assess/collection"
)

// placeOf leaves of a segment where it is and who answers there: a place.
func placeOf(s *assess.Segment) assess.Segment {
	return assess.Segment{Country: s.Country, Tier: s.Tier, Jurisdiction: s.Jurisdiction, Group: s.Group}
}

// yearsOf sorts segments by the keys beside the year and by the year: the
// places that answered in each.
func yearsOf(segments []collection.Count, by []string) map[string]map[int]map[assess.Segment]bool {
	rest := slices.DeleteFunc(slices.Clone(by), func(k string) bool { return k == collection.KeyYear })
	out := map[string]map[int]map[assess.Segment]bool{}
	for i := range segments {
		s := &segments[i].Segment
		line := strings.Join(keyOf(s, segments[i].Version, rest), "\x00")
		if out[line] == nil {
			out[line] = map[int]map[assess.Segment]bool{}
		}
		if out[line][s.Year] == nil {
			out[line][s.Year] = map[assess.Segment]bool{}
		}
		out[line][s.Year][placeOf(s)] = true
	}
	return out
}

// samePlaces keeps the segments of places that answered in every year that
// their line has.
func samePlaces(segments []collection.Count, by []string) []collection.Count {
	rest := slices.DeleteFunc(slices.Clone(by), func(k string) bool { return k == collection.KeyYear })
	years := yearsOf(segments, by)
	return slices.DeleteFunc(slices.Clone(segments), func(c collection.Count) bool {
		for _, places := range years[strings.Join(keyOf(&c.Segment, c.Version, rest), "\x00")] {
			if !places[placeOf(&c.Segment)] {
				return true
			}
		}
		return false
	})
}

// followPlaces notes for every group of one year how many places it has, and
// how many of them the shown year before it has. Who the organisations are is
// not kept, so places are all that can be followed.
func followPlaces(g *gathered, segments []collection.Count, minimum int) {
	at := slices.Index(g.by, collection.KeyYear)
	if at < 0 {
		return
	}
	years := yearsOf(segments, g.by)
	before := map[string]map[assess.Segment]bool{}
	slices.SortFunc(g.groups, func(x, y assess.BenchmarkGroup) int { return strings.Compare(x.Key[at], y.Key[at]) })
	for i := range g.groups {
		x := &g.groups[i]
		if x.Standing.Withhold(minimum) != "" {
			continue
		}
		line := strings.Join(slices.Delete(slices.Clone(x.Key), at, at+1), "\x00")
		for year, places := range years[line] {
			if collection.ValueOf(&assess.Segment{Year: year}, collection.KeyYear) != x.Key[at] {
				continue
			}
			x.Places = len(places)
			for p := range places {
				if before[line][p] {
					x.Stayed++
				}
			}
			before[line] = places
			break
		}
	}
}
