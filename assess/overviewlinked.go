package assess

import (
	"cmp"
	"slices"
	"strings"
)

// linked is a family of measures that tell of each other. What one assessment
// is in all of them is one number, its pattern: of a stage the ratings of its
// cells, from which attained and hollow follow; of any other measure its class.
type linked struct {
	measures []Measure
	from     Measure   // whose histogram holds the patterns
	classes  [][]int8  // of a pattern, by measure
	near     [][]int32 // patterns that one answer away could be
	pattern  func(Ratio) int
	unknown  int // pattern of an assessment without a value
	outside  int // pattern of one that it does not apply to
}

// ratingsPerCell is the number of ratings, in the order of Classes.
const ratingsPerCell = 5

// newPattern puts the ratings of the cells of a stage into one number, the
// first cell lowest. The observations are those of the cells, in order.
func newPattern(cells []Observation) int {
	pattern := 0
	for i := len(cells) - 1; i >= 0; i-- {
		pattern = pattern*ratingsPerCell + cellClass(cells[i])
	}
	return pattern
}

// cellClass gives the class of a cell by Classes.
func cellClass(o Observation) int {
	switch o.State {
	case Answered:
		return classOf(MeasureCell, o.Value)
	case NotApplicable:
		return 4
	}
	return 3
}

// linkedMeasures puts measures into families, in the order of the first of each.
func linkedMeasures(measures []Measure, parts []OverviewPart) []linked {
	var out []linked
	done := map[string]bool{}
	for _, m := range measures {
		stage, _, _ := strings.Cut(m.About(), "/")
		switch m.Kind() {
		case MeasureAttained, MeasureObserved, MeasureHollow, MeasureCell:
			if done[stage] {
				continue
			}
			done[stage] = true
			var all []Measure
			for _, o := range measures {
				about, _, _ := strings.Cut(o.About(), "/")
				switch o.Kind() {
				case MeasureAttained, MeasureObserved, MeasureHollow, MeasureCell:
					if about == stage {
						all = append(all, o)
					}
				}
			}
			out = append(out, newStageFamily(stage, all, parts))
		default:
			out = append(out, newSingle(m, parts))
		}
	}
	return out
}

// newSingle makes the family of a measure that stands alone.
func newSingle(m Measure, parts []OverviewPart) linked {
	n := len(Classes(m, 0))
	l := linked{measures: []Measure{m}, from: m, unknown: n - 2, outside: n - 1, pattern: func(v Ratio) int { return classOf(m, v) }}
	applies := true
	for i := range parts {
		if h := parts[i].Histograms[m]; h == nil || h.Inapplicable > 0 {
			applies = false
		}
	}
	for c := range n {
		l.classes = append(l.classes, []int8{int8(c)})
		var near []int32
		for d := range n {
			if d != c && (d != n-1 || !applies) {
				near = append(near, int32(d))
			}
		}
		l.near = append(l.near, near)
	}
	return l
}

// newStageFamily makes the family of a stage. Another answer changes the
// rating of one cell; that a cell does not apply is only thought possible
// where somebody said so of it.
func newStageFamily(stage string, measures []Measure, parts []OverviewPart) linked {
	var levels []Level
	for _, m := range measures {
		if _, level, ok := strings.Cut(m.About(), "/"); ok && m.Kind() == MeasureCell {
			l, _ := ParseLevel(level)
			levels = append(levels, l)
		}
	}
	slices.Sort(levels)
	total := 1
	for range levels {
		total *= ratingsPerCell
	}
	l := linked{measures: measures, from: Measure(MeasurePattern + "/" + stage), unknown: total - 1, outside: total - 1,
		pattern: func(v Ratio) int { return min(int(v.Round()), total-1) }}
	aside := asideCells(l.from, len(levels), parts)
	for p := range total {
		ratings := make([]int, len(levels))
		for i, rest := 0, p; i < len(levels); i, rest = i+1, rest/ratingsPerCell {
			ratings[i] = rest % ratingsPerCell
		}
		l.classes = append(l.classes, stageClasses(measures, levels, ratings))
		var near []int32
		for i, place := 0, 1; i < len(levels); i, place = i+1, place*ratingsPerCell {
			for r := range ratingsPerCell {
				if r != ratings[i] && (r != 4 || aside[i]) {
					near = append(near, int32(p+(r-ratings[i])*place))
				}
			}
		}
		l.near = append(l.near, near)
	}
	return l
}

// asideCells says of which cells somebody said that they do not apply.
func asideCells(from Measure, cells int, parts []OverviewPart) []bool {
	out := make([]bool, cells)
	for i := range parts {
		h := parts[i].Histograms[from]
		if h == nil {
			continue
		}
		for _, b := range h.Bins {
			for c, rest := 0, int(b.Value.Round()); c < cells; c, rest = c+1, rest/ratingsPerCell {
				out[c] = out[c] || rest%ratingsPerCell == 4
			}
		}
	}
	return out
}

// stageClasses gives the class that a pattern has in each measure.
func stageClasses(measures []Measure, levels []Level, ratings []int) []int8 {
	p := StageProfile{}
	for i, l := range levels {
		p.Cells = append(p.Cells, Cell{Level: l, Rating: [...]Rating{Absent, Partial, InPlace, Unknown, Inapplicable}[ratings[i]]})
		p.Applicable = p.Applicable || ratings[i] != 4
	}
	p.climb()
	out := make([]int8, len(measures))
	for k, m := range measures {
		n := len(Classes(m, 0))
		switch kind := m.Kind(); {
		case kind == MeasureCell:
			_, level, _ := strings.Cut(m.About(), "/")
			l, _ := ParseLevel(level)
			out[k] = int8(ratings[slices.Index(levels, l)])
		case !p.Applicable:
			out[k] = int8(n - 1)
		case kind == MeasureAttained && p.AtLeast:
			out[k] = int8(n - 2)
		case kind == MeasureAttained:
			out[k] = int8(p.Attained)
		case kind == MeasureObserved:
			out[k] = int8(p.Observed)
		case p.Hollow:
			out[k] = 1
		}
	}
	return out
}

// patternCount is how many assessments of a part have a pattern.
type patternCount struct{ pattern, n int }

// patterns counts the patterns of a part, rising.
func (l *linked) patterns(p *OverviewPart) []patternCount {
	counts := map[int]int{}
	size := p.size()
	if h := p.Histograms[l.from]; h != nil {
		for _, b := range h.Bins {
			counts[l.pattern(b.Value)] += b.Count
		}
		counts[l.unknown] += h.Unknown
		counts[l.outside] += h.Inapplicable
		size -= h.All()
	}
	// An earlier version that did not ask it has nothing to say of it.
	counts[l.outside] += size
	var out []patternCount
	for pattern, n := range counts {
		if n > 0 {
			out = append(out, patternCount{pattern, n})
		}
	}
	slices.SortFunc(out, func(a, b patternCount) int { return cmp.Compare(a.pattern, b.pattern) })
	return out
}

// YesMeasure names the measure of an action or a kind of finding.
func YesMeasure(kind, about string) Measure { return Measure(kind + "/" + about) }
