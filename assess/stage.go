package assess

// Thresholds of a cell's rating. They lie in thirds so that on a scale of 0
// to 3 "established" is in place and "ad hoc" is partial.
var (
	oneThird  = Ratio{num: 1, den: 3}
	twoThirds = Ratio{num: 2, den: 3}
)

// Cell finds the cell of one level; nil when the questionnaire does not ask
// about it.
func (p *StageProfile) Cell(l Level) *Cell {
	for i := range p.Cells {
		if p.Cells[i].Level == l {
			return &p.Cells[i]
		}
	}
	return nil
}

// rating gives what the score of a cell amounts to.
func (s Score) rating() Rating {
	switch {
	case !s.Applicable:
		return Inapplicable
	case !s.HasValue:
		return Unknown
	case !s.Value.Less(twoThirds):
		return InPlace
	case !s.Value.Less(oneThird):
		return Partial
	}
	return Absent
}

// stageProfiles gives every stage that has items, in the order of the cycle.
func (s *sheet) stageProfiles(own, framework map[Stage]Level) []StageProfile {
	var ids [Reformulation + 1][Partnership + 1][]string
	cells := s.allCells(&ids)
	out := make([]StageProfile, 0, Reformulation)
	for st := AgendaSetting; st <= Reformulation; st++ {
		start := len(cells)
		var whole tally
		cells = s.stageCells(st, cells, &whole)
		if start == len(cells) {
			continue
		}
		for i := start; i < len(cells); i++ {
			cells[i].Items = ids[st][cells[i].Level]
		}
		out = append(out, StageProfile{
			Stage:      st,
			Target:     target(st, own, framework),
			Cells:      cells[start:len(cells):len(cells)],
			Confidence: s.confidence(&whole),
		})
		p := &out[len(out)-1]
		p.climb()
		p.gaps()
	}
	return out
}

// stageCells adds the cells of a stage that have items, rising, and joins
// their items into whole.
func (s *sheet) stageCells(st Stage, cells []Cell, whole *tally) []Cell {
	for l := Information; l <= Partnership; l++ {
		t := &s.cells[st][l]
		if t.items == 0 {
			continue
		}
		whole.join(t)
		score := t.score()
		cells = append(cells, Cell{Level: l, Score: score, Rating: score.rating()})
	}
	return cells
}

// allCells gives room for all cells, and fills in the ids of the items of each
// cell in item order. One array serves them all: a profile is made for every look of
// a group or a collection, and two dozen small ones cost more than the sums.
func (s *sheet) allCells(ids *[Reformulation + 1][Partnership + 1][]string) []Cell {
	room := make([]string, len(s.replies))
	used, n := 0, 0
	for st := range s.cells {
		for l := range s.cells[st] {
			if k := s.cells[st][l].items; k > 0 {
				ids[st][l] = room[used : used : used+k]
				used += k
				n++
			}
		}
	}
	for i := range s.replies {
		if it := s.replies[i].item; it.IsCell() {
			ids[it.Stage][it.Level] = append(ids[it.Stage][it.Level], it.ID)
		}
	}
	return make([]Cell, 0, n)
}

// target gives the assessment's own target, else the framework's, else the
// default.
func target(st Stage, own, framework map[Stage]Level) Level {
	if l := own[st]; l != 0 {
		return l
	}
	if l := framework[st]; l != 0 {
		return l
	}
	return DefaultTarget(st)
}

// climb finds the attained and the observed level and the depth.
//
// The Code calls information the base of all further levels, so attained
// climbs only while every applicable level is in place. In practice seats
// without papers exist, so the highest level in place is kept beside it; the
// difference is the hollow step.
func (p *StageProfile) climb() {
	for i := range p.Cells {
		switch c := &p.Cells[i]; c.Rating {
		case Inapplicable:
		case InPlace:
			p.Observed = c.Level
			if p.Next == 0 {
				p.Attained = c.Level
			}
		default:
			if p.Next == 0 {
				p.Next = c.Level
				p.AtLeast = c.Rating == Unknown
			}
		}
	}
	p.Hollow = p.Observed > p.Attained
	p.Depth = p.depth()
	p.Applicable = p.Depth.Applicable
}

// gaps finds the levels that are missing below the observed one, and how many
// are still to climb.
func (p *StageProfile) gaps() {
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Rating == Inapplicable {
			continue
		}
		if c.Level < p.Observed && c.Rating != InPlace {
			p.Missing = append(p.Missing, c.Level)
		}
		if c.Level > p.Attained && c.Level <= p.Target {
			p.GapToTarget++
		}
	}
}

// depth gives 4/k · Σ of the running minimum over the k applicable cells, and
// fills in the running minimum of each. Low and high come from the low and
// high scores in the same way; one unknown cell leaves no value.
//
// Why the running minimum: a level never counts for more than the weakest
// level under it, and no weights of levels have to be invented.
func (p *StageProfile) depth() Range {
	var value, low, high Ratio
	r := Range{HasValue: true}
	run, runLow, runHigh := Whole(1), Whole(1), Whole(1)
	k := int64(0)
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Rating == Inapplicable {
			continue
		}
		k++
		runLow, runHigh = runLow.Min(c.Score.Low), runHigh.Min(c.Score.High)
		c.RunLow, c.RunHigh = runLow, runHigh
		low, high = low.Add(runLow), high.Add(runHigh)
		r.HasValue = r.HasValue && c.Score.HasValue
		if r.HasValue {
			run = run.Min(c.Score.Value)
			c.Running, c.HasRunning = run, true
			value = value.Add(run)
		}
	}
	if k == 0 {
		return Range{}
	}
	scale := NewRatio(4, k)
	r.Applicable, r.Low, r.High = true, low.Mul(scale), high.Mul(scale)
	if r.HasValue {
		r.Value = value.Mul(scale)
	}
	return r
}

// participationIndex gives the mean depth over the applicable stages, as a
// part of the greatest depth: 0 to 1. One depth without value leaves no value.
func participationIndex(stages []StageProfile) Range {
	r := Range{HasValue: true}
	n := int64(0)
	for i := range stages {
		p := &stages[i]
		if !p.Applicable {
			continue
		}
		n++
		r.Low, r.High = r.Low.Add(p.Depth.Low), r.High.Add(p.Depth.High)
		r.HasValue = r.HasValue && p.Depth.HasValue
		r.Value = r.Value.Add(p.Depth.Value)
	}
	if n == 0 {
		return Range{}
	}
	scale := NewRatio(1, int64(Partnership)*n)
	r.Applicable, r.Low, r.High = true, r.Low.Mul(scale), r.High.Mul(scale)
	if r.HasValue {
		r.Value = r.Value.Mul(scale)
	} else {
		r.Value = Ratio{}
	}
	return r
}

// breadth counts, for every level, the stages that climbed at least so far.
func breadth(stages []StageProfile) []LevelCount {
	if len(stages) == 0 {
		return nil
	}
	out := make([]LevelCount, 0, Partnership)
	for l := Information; l <= Partnership; l++ {
		n := LevelCount{Level: l}
		for i := range stages {
			c := stages[i].Cell(l)
			if c == nil || c.Rating == Inapplicable {
				continue
			}
			n.Applicable++
			if l <= stages[i].Attained {
				n.InPlace++
			}
		}
		out = append(out, n)
	}
	return out
}

// weakest lists every stage that may be the one of the lowest depth. A depth
// with value stands for itself, one without for its range. The lowest depth
// is the smallest upper end: below it some stage lies for certain, and every
// range that begins at it or below may be that stage.
func weakest(stages []StageProfile) []Stage {
	var lowest Ratio
	found, n := false, 0
	for i := range stages {
		if !stages[i].Applicable {
			continue
		}
		if _, high := stages[i].Depth.ends(); !found || high.Less(lowest) {
			lowest, found = high, true
		}
		n++
	}
	if !found {
		return nil
	}
	out := make([]Stage, 0, n)
	for i := range stages {
		if low, _ := stages[i].Depth.ends(); stages[i].Applicable && !lowest.Less(low) {
			out = append(out, stages[i].Stage)
		}
	}
	return out
}

// ends gives the two ends of what is printed: the value twice where there is
// one, else low and high.
func (r Range) ends() (low, high Ratio) {
	if r.HasValue {
		return r.Value, r.Value
	}
	return r.Low, r.High
}
