package collection

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"csi/assess"
)

// Mirror asks for the assessments of two mirrored questionnaires that are
// about the same: see assess.MatterOf.
type Mirror struct {
	First, Second string            // "core-cso 1", "core-pm 1"
	Where         map[string]string // as in Query, of Second; neither questionnaire nor version
}

// check finds the first key that does not hold; a *KeyError.
func (m Mirror) check() error {
	for _, key := range [...]string{KeyQuestionnaire, KeyVersion} {
		if _, asked := m.Where[key]; asked {
			return &KeyError{key}
		}
	}
	return m.query().check()
}

// query chooses by Where alone.
func (m Mirror) query() Query { return Query{Where: m.Where} }

// side tells which of the two a segment belongs to: 0, 1, or -1 for neither.
func (m Mirror) side(s *assess.Segment) int {
	return slices.Index([]string{m.First, m.Second}, ValueOf(s, KeyQuestionnaire))
}

// MatterSink takes in one matter.
type MatterSink interface {
	Add(Row) error // one assessment of First
	End() error    // that was all of the matter
}

// Matters gives the assessments of two questionnaires matter by matter: begin
// is called with all those of Second, what it gives is told each one of First.
// Only matters that have some of both are given, and of those where one of
// Second is chosen, everything. alone counts the chosen assessments of First
// whose matter has none of Second. Rows come without observations.
//
// Histograms cannot answer this: who stands beside whom is in the rows alone.
// They come in the order of their matters, and of one matter only those of
// Second are kept, so memory does not grow with the collection.
func (c *Collection) Matters(ctx context.Context, m Mirror, begin func(second []Row) (MatterSink, error)) (alone int, err error) {
	if err := m.check(); err != nil {
		return 0, err
	}
	return c.b.matters(ctx, m, begin)
}

// matter is what is known of one matter while its rows come.
type matter struct {
	left   [2]int // rows of each side that are still to come
	chosen bool
	second []Row
	held   []Row // of First, before the last one of Second
	sink   MatterSink
}

// sorter hands rows to the sinks of their matters.
type sorter struct {
	m     Mirror
	all   map[assess.Segment]*matter
	begin func([]Row) (MatterSink, error)
}

func newSorter(m Mirror, begin func([]Row) (MatterSink, error)) *sorter {
	return &sorter{m, map[assess.Segment]*matter{}, begin}
}

// expect notes that rows of a segment will come.
func (s *sorter) expect(seg *assess.Segment, n int) {
	side := s.m.side(seg)
	if side < 0 {
		return
	}
	key := assess.MatterOf(*seg)
	if s.all[key] == nil {
		s.all[key] = new(matter)
	}
	s.all[key].left[side] += n
	s.all[key].chosen = s.all[key].chosen || side == 1 && s.m.query().matches(seg, "")
}

// alone counts the chosen rows of First that stand alone, once all segments
// are expected, and forgets the matters that are not given.
func (s *sorter) alone(segments []Count) int {
	n := 0
	for i := range segments {
		seg := &segments[i].Segment
		if x := s.all[assess.MatterOf(*seg)]; s.m.side(seg) == 0 && x.left[1] == 0 && s.m.query().matches(seg, "") {
			n += segments[i].N
		}
	}
	for key, x := range s.all {
		if !x.chosen || x.left[0] == 0 {
			delete(s.all, key)
		}
	}
	return n
}

// take hands one row on.
func (s *sorter) take(e *entry) error {
	x, side := s.all[assess.MatterOf(e.segment)], s.m.side(&e.segment)
	if x == nil || side < 0 {
		return nil
	}
	r, err := e.sheet()
	if err != nil {
		return err
	}
	x.left[side]--
	switch {
	case side == 1:
		x.second = append(x.second, r)
	case x.sink == nil:
		x.held = append(x.held, r)
	default:
		if err := x.sink.Add(r); err != nil {
			return err
		}
	}
	if x.sink == nil && x.left[1] == 0 {
		if x.sink, err = s.begin(x.second); err != nil {
			return err
		}
		for _, h := range x.held {
			if err := x.sink.Add(h); err != nil {
				return err
			}
		}
		x.second, x.held = nil, nil
	}
	if x.left != [2]int{} {
		return nil
	}
	delete(s.all, assess.MatterOf(e.segment))
	return x.sink.End()
}

func (r relational) matters(ctx context.Context, m Mirror, begin func([]Row) (MatterSink, error)) (alone int, err error) {
	err = r.db.read(ctx, func(s session) error {
		to := newSorter(m, begin)
		place := Query{Where: map[string]string{}}
		for _, key := range []string{KeyCountry, KeyTier} { // the same on both sides
			if v, asked := m.Where[key]; asked {
				place.Where[key] = v
			}
		}
		var segments []Count
		var seg assess.Segment
		var n int
		conditions, args := where(place, fine, "s.")
		err := s.query("SELECT "+segmentColumns+", n FROM csi_segments s WHERE "+conditions, args, append(segmentDest(&seg), &n), func() error {
			segments = append(segments, Count{Segment: seg, N: n})
			to.expect(&seg, n)
			return nil
		})
		if err != nil {
			return err
		}
		if alone = to.alone(segments); len(to.all) == 0 {
			return nil
		}
		second, _, _ := strings.Cut(m.Second, " ")
		order := "s.country, s.tier, s.jurisdiction, s.policy, CASE WHEN s.questionnaire = '" + strings.ReplaceAll(second, "'", "''") + "' THEN 0 ELSE 1 END, a.id"
		return scanEntries(s, place, order, to.take)
	})
	return alone, err
}

func (m *memory) matters(ctx context.Context, ask Mirror, begin func([]Row) (MatterSink, error)) (alone int, err error) {
	segments, err := m.segments(ctx)
	if err != nil {
		return 0, err
	}
	sides := map[assess.Segment]*[2][]Row{}
	err = m.entries(ctx, Query{}, func(e *entry) error {
		side := ask.side(&e.segment)
		if side < 0 {
			return nil
		}
		r, err := e.sheet()
		key := assess.MatterOf(e.segment)
		if sides[key] == nil {
			sides[key] = new([2][]Row)
		}
		sides[key][side] = append(sides[key][side], r)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, s := range segments {
		if ask.side(&s.Segment) == 0 && ask.query().matches(&s.Segment, "") && len(sides[assess.MatterOf(s.Segment)][1]) == 0 {
			alone += s.N
		}
	}
	for _, both := range sides {
		if len(both[0]) == 0 || !slices.ContainsFunc(both[1], func(r Row) bool { return ask.query().matches(&r.Segment, "") }) {
			continue
		}
		slices.SortFunc(both[0], func(a, b Row) int { return bytes.Compare([]byte(a.Hash), []byte(b.Hash)) })
		sink, err := begin(both[1])
		if err != nil {
			return alone, err
		}
		for _, r := range both[0] {
			if err := sink.Add(r); err != nil {
				return alone, err
			}
		}
		if err := sink.End(); err != nil {
			return alone, err
		}
	}
	return alone, nil
}
