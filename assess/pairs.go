package assess

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// The measures of a pair: what civil society and the authority of one place
// say together. Every matter is in one of them only, so that nothing can be
// worked out by setting one against another: see Pairer.Once.
const (
	MeasureView       = "view"        // stage and level: the kind of view, ViewKinds
	MeasureViewGap    = "view-gap"    // stage and level: authority less civil society, -1 to 1; quartiles alone
	MeasureBarrierGap = "barrier-gap" // severity: the same
	MeasureItemGap    = "item-gap"    // the same of an item
)

// PairRow is an assessment that is to be paired.
type PairRow struct {
	Hash      string // orders what is otherwise equal
	Digest    string // for releases; "" where nothing is released
	Version   string // of the questionnaire as it was answered
	Segment   Segment
	Period    Period
	Date      Date
	Items     []string // ids
	Responses []Response
}

// Pairer sets civil society beside the authority in many places. Items are
// those that both questionnaires ask.
type Pairer struct {
	first, second *Questionnaire
	items         []*Item
}

// NewPairer prepares two mirrored questionnaires, that of civil society first.
func NewPairer(first, second *Questionnaire) *Pairer {
	ids := common(Sheet{Questionnaire: first}, Sheet{Questionnaire: second})
	p := &Pairer{first: first.only(ids), second: second.only(ids)}
	p.items = p.first.Items()
	return p
}

// Measures lists the measures of a pair in the order of their observations.
// Gaps of items tell the same as the measures of cells and barriers in another
// way, so only one of the two belongs into one output: see Once.
func (p *Pairer) Measures() []Measure {
	var out []Measure
	empty := NewProfile(p.first, &Assessment{}, nil)
	for i := range empty.Stages {
		for _, c := range empty.Stages[i].Cells {
			about := "/" + empty.Stages[i].Stage.String() + "/" + c.Level.String()
			out = append(out, Measure(MeasureView+about), Measure(MeasureViewGap+about))
		}
	}
	for i := range empty.Barriers {
		out = append(out, Measure(MeasureBarrierGap+"/"+empty.Barriers[i].Barrier.String()))
	}
	for _, it := range p.items {
		out = append(out, Measure(MeasureItemGap+"/"+it.ID))
	}
	return out
}

// Once lists measures that tell of every item once: kinds of view for cells,
// gaps of severity for barriers, and gaps of the items that are in neither.
func (p *Pairer) Once() []Measure {
	var out []Measure
	for _, m := range p.Measures() {
		if m.Kind() == MeasureItemGap {
			if it := p.first.Item(m.About()); it.IsCell() || it.Barrier != 0 {
				continue
			}
		}
		if Countable(m) {
			out = append(out, m)
		}
	}
	return out
}

// Items counts the items that both questionnaires ask.
func (p *Pairer) Items() int { return len(p.items) }

// PairedPlace is one jurisdiction with one policy: the authority's assessments of
// it, and what civil society says beside each.
type PairedPlace struct {
	p     *Pairer
	sides []*pairing
	Alone int // of civil society, whose period shares no month with one of the authority
}

// pairing is one assessment of an authority with those of civil society.
type pairing struct {
	authority PairRow
	said      []seat // by item, added up: one assessment stands for one organisation
	n, far    int
	versions  map[string]int
	members   []Member
}

// Place begins a jurisdiction and policy with the authority's assessments of it.
func (p *Pairer) Place(authority []PairRow) *PairedPlace {
	m := &PairedPlace{p: p}
	for _, a := range authority {
		m.sides = append(m.sides, &pairing{authority: a, said: make([]seat, len(p.items)), versions: map[string]int{a.versionName(): 1}})
	}
	slices.SortFunc(m.sides, func(x, y *pairing) int {
		if c := cmp.Compare(y.authority.Date.String(), x.authority.Date.String()); c != 0 {
			return c
		}
		return strings.Compare(x.authority.Hash, y.authority.Hash)
	})
	return m
}

// Add puts an assessment of civil society beside the authority's one whose
// period shares the most months with its own; of equal ones the later. One
// that shares a month with none is about another time, and stands alone.
func (m *PairedPlace) Add(r PairRow) {
	var best *pairing
	most := 0
	for _, s := range m.sides {
		if n := r.Period.shared(s.authority.Period); n > most {
			best, most = s, n
		}
	}
	if best == nil {
		m.Alone++
		return
	}
	best.n++
	best.versions[r.versionName()]++
	if r.Period.OverlapsLittle(best.authority.Period) {
		best.far++
	}
	if r.Digest != "" {
		best.members = append(best.members, Member{Digest: r.Digest, Segment: r.Segment})
	}
	said := responsesOf(&r)
	for i, it := range m.p.items {
		response, asked := said[it.ID]
		if !asked {
			continue // an earlier version did not ask it
		}
		switch x := newReply(it, 0, response); x.state {
		case Answered:
			best.said[i].answered++
			best.said[i].sum += x.value
		case NotApplicable:
		default:
			best.said[i].unknown++
		}
	}
}

// versionName names the version as groups of a collection do.
func (r *PairRow) versionName() string { return r.Segment.Questionnaire + " " + r.Version }

func responsesOf(r *PairRow) map[string]Response {
	out := make(map[string]Response, len(r.Items))
	for i, id := range r.Items {
		out[id] = r.Responses[i]
	}
	return out
}

// shared counts the months that two periods have in common.
func (p Period) shared(o Period) int {
	if p.months() == 0 || o.months() == 0 {
		return 0
	}
	if p.From.Before(o.From) {
		p.From = o.From
	}
	if o.To.Before(p.To) {
		p.To = o.To
	}
	return p.months()
}

// Pair is one assessment of an authority beside civil society of its place.
type Pair struct {
	Segment      Segment // of the authority
	Civil        int     // assessments of civil society
	Far          int     // of them, whose period overlaps by less than half
	Versions     map[string]int
	Observations []Observation
	Authority    Member   // for releases; without a digest where nothing is released
	Members      []Member // of civil society; nil where nothing is released
}

// Pairs gives every assessment of the authority that civil society has
// something beside. Civil society speaks with the mean over its organisations,
// as groups do everywhere, so that each place counts once, however many
// organisations answered there.
func (m *PairedPlace) Pairs() []Pair {
	var out []Pair
	for _, s := range m.sides {
		if s.n == 0 {
			continue
		}
		x := Pair{Segment: s.authority.Segment, Civil: s.n, Far: s.far, Versions: s.versions, Observations: m.p.observe(s), Members: s.members}
		x.Authority = Member{Digest: s.authority.Digest, Segment: s.authority.Segment}
		out = append(out, x)
	}
	return out
}

// Count counts a pair into a group.
func (g *BenchmarkGroup) Count(p *Pair) {
	for _, o := range p.Observations {
		if g.Histograms[o.Measure] == nil {
			g.Histograms[o.Measure] = new(Histogram)
		}
		g.Histograms[o.Measure].Add(o)
	}
	for v, n := range p.Versions {
		g.Versions[v] += n
	}
	g.Civil, g.Far = g.Civil+p.Civil, g.Far+p.Far
}

// observe makes the observations of one pair, in the order of Measures.
func (p *Pairer) observe(s *pairing) []Observation {
	spreads := make([]Spread, len(p.items))
	for i, it := range p.items {
		spreads[i] = s.said[i].spread(it)
	}
	civil := NewGroupProfile(p.first, "", spreads, nil, nil)
	a := &Assessment{Responses: responsesOf(&s.authority)}
	for _, it := range p.items {
		if _, asked := a.Responses[it.ID]; !asked {
			a.Responses[it.ID] = Response{State: NotApplicable} // an earlier version did not ask it
		}
	}
	authority := NewProfile(p.second, a, nil)
	var out []Observation
	for i := range civil.Stages {
		st := &civil.Stages[i]
		other := authority.Stage(st.Stage)
		for j, c := range st.Cells {
			o := other.Cells[j] // the same items make the same cells
			v := pair(c.Rating, o.Rating, c.Score, o.Score)
			out = append(out, v.kindObservation(), v.gapObservation())
		}
	}
	for i := range civil.Barriers {
		x, y := civil.Barriers[i].Severity, authority.Barriers[i].Severity
		out = append(out, observed(x.Applicable && y.Applicable, x.HasValue && y.HasValue, y.Value.Sub(x.Value)))
	}
	for i, it := range p.items {
		x, y := spreads[i].Score, itemScore(p.second.Item(it.ID), a)
		v := pair(x.rating(), y.rating(), x, y)
		out = append(out, v.gapObservation())
	}
	names := p.Measures()
	for i := range out {
		out[i].Measure = names[i]
	}
	return out
}

// spread makes of the sums of one item what NewSpread makes of ballots of as
// many organisations. Nothing of it is shown by itself.
func (x seat) spread(it *Item) Spread {
	s := Spread{Item: it}
	top, n := int64(it.Max()), x.answered+x.unknown
	if n == 0 {
		return s
	}
	s.Score = Score{Applicable: true, Low: NewRatio(x.sum, top*n), High: NewRatio(x.sum+top*x.unknown, top*n), Coverage: NewRatio(x.answered, n)}
	if x.answered > 0 {
		s.mean, s.hasMean = NewRatio(x.sum, top*x.answered), true
	}
	if s.hasMean && !s.Score.Coverage.Less(leastCoverage) {
		s.Score.HasValue, s.Score.Value = true, s.mean
	}
	return s
}

// ViewKinds lists the kinds of view that MeasureView counts, in the order of
// its values. Known to neither is its unknown.
func ViewKinds() []ViewKind {
	return []ViewKind{SharedStrength, SharedGap, BlindSpot, HiddenPractice, KnownToSecond, KnownToFirst}
}

func (p Pairing) kindObservation() Observation {
	return observed(p.Kind != 0, p.Kind != KnownToNeither, Whole(int64(slices.Index(ViewKinds(), p.Kind))))
}

func (p Pairing) gapObservation() Observation {
	return observed(p.Kind != 0, p.HasGap, p.Gap)
}

// MatterOf leaves of a segment what two views must share: country, tier,
// jurisdiction, policy and major version, as Relate compares them, without
// regard to capitals and to spaces around.
func MatterOf(s Segment) Segment {
	return Segment{Major: s.Major, Country: folded(s.Country), Tier: folded(s.Tier), Jurisdiction: folded(s.Jurisdiction), Policy: folded(s.Policy)}
}

// folded gives one form to all texts that strings.EqualFold calls equal.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, strings.TrimSpace(s))
}
