package assess_test

import (
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strings"

	"csi/assess"
)

// This file scores a second time, written from the text of the scoring rules
// alone, slowly and without a thought for the scorer's own ways: one filter
// for every set and math/big for every number. random_test.go compares.

// outcome is a profile as text, so that two of them can be compared.
type outcome struct {
	Stages, Barriers, Sections, Duties, Actions, Unknowns, Breadth []string
	Index, Weakest, Confidence                                     string
}

// naive is a questionnaire with its responses.
type naive struct {
	q       *assess.Questionnaire
	a       *assess.Assessment
	targets map[assess.Stage]assess.Level
}

func rat(a, b int64) *big.Rat      { return big.NewRat(a, b) }
func plus(a, b *big.Rat) *big.Rat  { return new(big.Rat).Add(a, b) }
func minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func over(a, b *big.Rat) *big.Rat  { return new(big.Rat).Quo(a, b) }
func atLeast(a, b *big.Rat) bool   { return a.Cmp(b) >= 0 }
func lower(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

// figure is a score, a severity, a depth or an index; nil where it has no
// value, and all nil where nothing applies.
type figure struct{ value, low, high, coverage *big.Rat }

func (f figure) String() string {
	if f.low == nil {
		return "null"
	}
	parts := []string{"none", f.low.RatString(), f.high.RatString()}
	if f.value != nil {
		parts[0] = f.value.RatString()
	}
	if f.coverage != nil {
		parts = append(parts, f.coverage.RatString())
	}
	return strings.Join(parts, " ")
}

func (n naive) items(keep func(*assess.Item) bool) []*assess.Item {
	var out []*assess.Item
	for _, it := range n.q.Items() {
		if keep(it) {
			out = append(out, it)
		}
	}
	return out
}

func weightOf(it *assess.Item) *big.Rat {
	if it.Weight == 0 {
		return rat(1, 1)
	}
	return rat(int64(it.Weight), 10)
}

// score: value = Σ_A w·v/M ÷ Σ_A w, low and high with U at 0 and at M over
// A+U, coverage = Σ_A w ÷ Σ_A+U w, none below 0.60.
func (n naive) score(items []*assess.Item) figure {
	got, answered, unknown := rat(0, 1), rat(0, 1), rat(0, 1)
	for _, it := range items {
		r, w := n.a.Responses[it.ID], weightOf(it)
		switch r.State {
		case assess.Answered:
			got = plus(got, times(w, rat(int64(r.Value), int64(len(it.Anchors)-1))))
			answered = plus(answered, w)
		case assess.DontKnow, assess.Blank:
			unknown = plus(unknown, w)
		}
	}
	all := plus(answered, unknown)
	if all.Sign() == 0 {
		return figure{}
	}
	f := figure{low: over(got, all), high: over(plus(got, unknown), all), coverage: over(answered, all)}
	if answered.Sign() > 0 && atLeast(f.coverage, rat(60, 100)) {
		f.value = over(got, answered)
	}
	return f
}

func rate(f figure) string {
	switch {
	case f.low == nil:
		return "not-applicable"
	case f.value == nil:
		return "unknown"
	case atLeast(f.value, rat(2, 3)):
		return "in-place"
	case atLeast(f.value, rat(1, 3)):
		return "partial"
	}
	return "absent"
}

// naiveStage is the result of one stage.
type naiveStage struct {
	stage                    assess.Stage
	levels                   []assess.Level // that apply
	rating                   map[assess.Level]string
	scores                   map[assess.Level]figure
	attained, observed, next assess.Level
	depth                    figure
	line                     string
}

func (n naive) stage(st assess.Stage) (naiveStage, bool) {
	s := naiveStage{stage: st, rating: map[assess.Level]string{}, scores: map[assess.Level]figure{}}
	var cells []string
	var all []*assess.Item
	for _, l := range assess.Levels() {
		items := n.items(func(it *assess.Item) bool { return it.Stage == st && it.Level == l })
		if len(items) == 0 {
			continue
		}
		all = append(all, items...)
		s.scores[l] = n.score(items)
		s.rating[l] = rate(s.scores[l])
		cells = append(cells, fmt.Sprintf("%s %s (%s)", l, s.rating[l], s.scores[l]))
		if s.rating[l] != "not-applicable" {
			s.levels = append(s.levels, l)
		}
	}
	if len(all) == 0 {
		return s, false
	}
	atLeastMark := false
	for _, l := range s.levels {
		if s.rating[l] != "in-place" {
			s.next, atLeastMark = l, s.rating[l] == "unknown"
			break
		}
		s.attained = l
	}
	for _, l := range s.levels {
		if s.rating[l] == "in-place" {
			s.observed = l
		}
	}
	target := assess.Dialogue
	if st == assess.Decision {
		target = assess.Consultation
	}
	for _, m := range []map[assess.Stage]assess.Level{n.targets, n.a.Targets} {
		if l, ok := m[st]; ok {
			target = l
		}
	}
	gap := 0
	for _, l := range s.levels {
		if l > s.attained && l <= target {
			gap++
		}
	}
	s.depth = s.naiveDepth()
	s.line = fmt.Sprint(st, " ", s.attained, " ", s.observed, " next ", s.next, " at least ", atLeastMark,
		" hollow ", s.observed > s.attained, " target ", target, " ", gap, " depth ", s.depth, " ", n.confidence(all), " ", cells)
	return s, true
}

// naiveDepth: 4/k · Σ of the running minimum over the k applicable levels.
func (s naiveStage) naiveDepth() figure {
	if len(s.levels) == 0 {
		return figure{}
	}
	mean := func(part func(figure) *big.Rat) *big.Rat {
		total := rat(0, 1)
		for i := range s.levels {
			smallest := rat(1, 1)
			for _, l := range s.levels[:i+1] {
				x := part(s.scores[l])
				if x == nil {
					return nil
				}
				smallest = lower(smallest, x)
			}
			total = plus(total, smallest)
		}
		return times(total, rat(4, int64(len(s.levels))))
	}
	return figure{
		value: mean(func(f figure) *big.Rat { return f.value }),
		low:   mean(func(f figure) *big.Rat { return f.low }),
		high:  mean(func(f figure) *big.Rat { return f.high }),
	}
}

func (n naive) confidence(items []*assess.Item) string {
	f := n.score(items)
	if f.low == nil {
		return "none"
	}
	recorded := false
	for _, it := range n.q.Items() {
		if r := n.a.Responses[it.ID]; r.State == assess.Answered && r.Evidence != assess.EvidenceNotRecorded {
			recorded = true
		}
	}
	lowest, count, total := f.coverage, int64(0), int64(0)
	for _, it := range items {
		if r := n.a.Responses[it.ID]; r.State == assess.Answered {
			count++
			if r.Evidence > assess.NoEvidence {
				total += int64(r.Evidence) - 1
			}
		}
	}
	if recorded && count > 0 {
		lowest = lower(lowest, rat(total, 3*count))
	}
	switch {
	case atLeast(lowest, rat(3, 4)):
		return "high " + lowest.RatString()
	case atLeast(lowest, rat(1, 2)):
		return "medium " + lowest.RatString()
	}
	return "low " + lowest.RatString()
}

// naiveBarrier is the result of one barrier.
type naiveBarrier struct {
	barrier  assess.Barrier
	severity figure
	band     string
	line     string
}

func (n naive) barriers() []naiveBarrier {
	var out []naiveBarrier
	for _, b := range assess.Barriers() {
		items := n.items(func(it *assess.Item) bool { return it.Barrier == b })
		if len(items) == 0 {
			continue
		}
		f := n.score(items)
		nb := naiveBarrier{barrier: b, band: "unknown"}
		one := rat(1, 1)
		if f.low != nil {
			nb.severity = figure{low: minus(one, f.high), high: minus(one, f.low), coverage: f.coverage}
		}
		var critical []string
		for _, it := range items {
			if r := n.a.Responses[it.ID]; it.Critical && r.State == assess.Answered && r.Value == 0 {
				critical = append(critical, it.ID)
			}
		}
		if f.value != nil {
			nb.severity.value = minus(one, f.value)
			switch v := nb.severity.value; {
			case atLeast(v, rat(2, 3)):
				nb.band = "severe"
			case atLeast(v, rat(1, 3)) || len(critical) > 0:
				nb.band = "moderate"
			default:
				nb.band = "low"
			}
		}
		nb.line = fmt.Sprint(b, " ", nb.severity, " ", nb.band, " ", critical)
		out = append(out, nb)
	}
	for i := range out {
		var equal []assess.Barrier
		for j := range out {
			a, b := out[i].severity.value, out[j].severity.value
			if i != j && a != nil && b != nil && new(big.Rat).Abs(minus(a, b)).Cmp(rat(1, 9)) < 0 {
				equal = append(equal, out[j].barrier)
			}
		}
		out[i].line += fmt.Sprint(" equal ", equal)
	}
	return out
}

// naiveAction is an action that fires.
type naiveAction struct {
	action   assess.Action
	item     *assess.Item
	priority *big.Rat
	section  int
	selected bool
}

func (n naive) multiplier(it *assess.Item, stages []naiveStage, barriers []naiveBarrier) *big.Rat {
	m := rat(1, 1)
	for _, s := range stages {
		if s.stage != it.Stage || it.Level == 0 {
			continue
		}
		switch {
		case it.Level == s.next:
			return rat(2, 1)
		case s.next != 0 && it.Level > s.next:
			return rat(1, 2)
		}
		return m
	}
	for _, b := range barriers {
		if b.barrier == it.Barrier {
			severity := b.severity.value
			if severity == nil {
				severity = times(plus(b.severity.low, b.severity.high), rat(1, 2))
			}
			m = plus(m, severity)
		}
	}
	if it.Critical && n.a.Responses[it.ID].Value == 0 {
		m = times(m, rat(3, 2))
	}
	return m
}

func (n naive) actions(stages []naiveStage, barriers []naiveBarrier) []naiveAction {
	var out []naiveAction
	for i := range n.q.Sections {
		for j := range n.q.Sections[i].Items {
			it := &n.q.Sections[i].Items[j]
			r := n.a.Responses[it.ID]
			for _, a := range it.Actions {
				if r.State != assess.Answered || r.Value > a.AtMost {
					continue
				}
				missing := minus(rat(1, 1), rat(int64(r.Value), int64(len(it.Anchors)-1)))
				priority := times(times(weightOf(it), missing), n.multiplier(it, stages, barriers))
				section := i
				if it.Stage != 0 {
					section = int(it.Stage) - 100
				}
				out = append(out, naiveAction{action: a, item: it, priority: priority, section: section})
			}
		}
	}
	// Item order, and ordinals within a side, are the order of the file.
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if c := a.priority.Cmp(b.priority); c != 0 {
			return c > 0
		}
		if a.action.Horizon != b.action.Horizon {
			return a.action.Horizon < b.action.Horizon
		}
		return a.section < b.section
	})
	for _, side := range assess.Addressees() {
		choose(out, side, stages, barriers)
	}
	return out
}

func choose(actions []naiveAction, side assess.Addressee, stages []naiveStage, barriers []naiveBarrier) {
	var mine []*naiveAction
	for i := range actions {
		if actions[i].action.For == side {
			mine = append(mine, &actions[i])
		}
	}
	taken, ofStage := 0, map[assess.Stage]int{}
	for _, b := range barriers {
		i := slices.IndexFunc(mine, func(a *naiveAction) bool { return a.item.Barrier == b.barrier })
		if b.band == "severe" && i >= 0 {
			mine[i].selected = true
			taken++
		}
	}
	for _, a := range mine {
		if a.selected || taken >= 10 {
			continue
		}
		st := a.item.Stage
		if st != 0 && ofStage[st] >= 3 {
			continue
		}
		if a.item.Level == assess.Partnership && !informed(stages, st) {
			continue
		}
		a.selected = true
		taken++
		ofStage[st]++
	}
}

func informed(stages []naiveStage, st assess.Stage) bool {
	for _, s := range stages {
		if s.stage == st {
			return s.rating[assess.Information] == "in-place"
		}
	}
	return false
}

// sections: all items of each; none when more than 30 % of the weight does not
// apply.
func (n naive) sections() []string {
	var out []string
	for _, sec := range n.q.Sections {
		var items []*assess.Item
		total, apart := rat(0, 1), rat(0, 1)
		for i := range sec.Items {
			it := &sec.Items[i]
			items = append(items, it)
			total = plus(total, weightOf(it))
			if n.a.Responses[it.ID].State == assess.NotApplicable {
				apart = plus(apart, weightOf(it))
			}
		}
		if len(items) == 0 {
			continue
		}
		f := n.score(items)
		if over(apart, total).Cmp(rat(30, 100)) > 0 {
			f = figure{}
		}
		out = append(out, fmt.Sprint(sec.ID, " ", f, " ", n.confidence(items)))
	}
	return out
}

func (n naive) outcome() outcome {
	var o outcome
	var stages []naiveStage
	for _, st := range assess.Stages() {
		if s, ok := n.stage(st); ok {
			stages = append(stages, s)
			o.Stages = append(o.Stages, s.line)
		}
	}
	barriers := n.barriers()
	for _, b := range barriers {
		o.Barriers = append(o.Barriers, b.line)
	}
	o.Sections = n.sections()
	for _, d := range assess.Duties() {
		items := n.items(func(it *assess.Item) bool { return it.Duty == d && it.Stage != 0 })
		if len(items) > 0 {
			o.Duties = append(o.Duties, fmt.Sprint(d, " ", n.score(items)))
		}
	}
	for _, a := range n.actions(stages, barriers) {
		o.Actions = append(o.Actions, fmt.Sprint(a.action.ID, " ", a.priority.RatString(), " ", a.selected))
	}
	for _, state := range []assess.State{assess.DontKnow, assess.Blank} {
		for _, it := range n.items(func(it *assess.Item) bool { return n.a.Responses[it.ID].State == state }) {
			o.Unknowns = append(o.Unknowns, it.ID)
		}
	}
	o.Index, o.Weakest, o.Breadth = summary(stages)
	o.Confidence = n.confidence(n.q.Items())
	return o
}

// summary gives index, weakest stages and breadth.
func summary(stages []naiveStage) (index, weakest string, breadth []string) {
	var on []naiveStage
	for _, s := range stages {
		if len(s.levels) > 0 {
			on = append(on, s)
		}
	}
	f := figure{}
	var names []string
	if len(on) > 0 {
		f = figure{value: rat(0, 1), low: rat(0, 1), high: rat(0, 1)}
		part := rat(1, 4*int64(len(on)))
		lowest := rat(4, 1)
		for _, s := range on {
			f.low, f.high = plus(f.low, times(part, s.depth.low)), plus(f.high, times(part, s.depth.high))
			if s.depth.value == nil {
				lowest = lower(lowest, s.depth.high)
				f.value = nil
			} else {
				lowest = lower(lowest, s.depth.value)
			}
			if f.value != nil {
				f.value = plus(f.value, times(part, s.depth.value))
			}
		}
		for _, s := range on {
			if s.depth.value != nil && s.depth.value.Cmp(lowest) <= 0 || s.depth.value == nil && s.depth.low.Cmp(lowest) <= 0 {
				names = append(names, s.stage.String())
			}
		}
	}
	if len(stages) > 0 {
		for _, l := range assess.Levels() {
			reached, applicable := 0, 0
			for _, s := range on {
				if slices.Contains(s.levels, l) {
					applicable++
					if s.attained >= l {
						reached++
					}
				}
			}
			breadth = append(breadth, fmt.Sprint(l, " ", reached, " of ", applicable))
		}
	}
	return f.String(), strings.Join(names, " "), breadth
}
