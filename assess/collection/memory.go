package collection

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"

	"csi/assess"
)

// Memory gives an empty collection that lives as long as the program. It is
// for tests: it keeps no histograms and counts everything anew, so that
// others can be compared with it.
func Memory() *Collection { return &Collection{b: &memory{all: map[key]*entry{}}} }

type memory struct {
	mu  sync.Mutex
	all map[key]*entry
}

func (m *memory) add(_ context.Context, list []*entry, replace bool) ([]Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]Outcome, len(list))
	for i, e := range list {
		o, err := meet(m.all[e.key], e, replace)
		if err != nil {
			return nil, err
		}
		if out[i] = o; o == Added || o == Replaced {
			m.all[e.key] = e
		}
	}
	return out, nil
}

// meet decides what becomes of an assessment; there is the one of the same id
// that the collection has, or nil.
func meet(there, e *entry, replace bool) (Outcome, error) {
	if there == nil {
		return Added, nil
	}
	if there.segment == e.segment && there.layout.hash() == e.layout.hash() && bytes.Equal(there.data, e.data) {
		return Same, nil
	}
	was, err := there.date()
	if err != nil {
		return 0, err
	}
	is, err := e.date()
	if err != nil {
		return 0, err
	}
	switch c := is.Time().Compare(was.Time()); {
	case c > 0 || c == 0 && replace:
		return Replaced, nil
	case c < 0:
		return Older, nil
	}
	return Differs, nil
}

func (m *memory) remove(_ context.Context, keys []key, q Query) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := len(m.all)
	for k, e := range m.all {
		if keys == nil && q.matches(&e.segment, e.layout.version) || slices.Contains(keys, k) {
			delete(m.all, k)
		}
	}
	return before - len(m.all), nil
}

func (m *memory) segments(context.Context) ([]Count, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	counts := map[assess.Segment]int{}
	for _, e := range m.all {
		counts[e.segment]++
	}
	var list []Count
	for s, n := range counts {
		list = append(list, Count{Segment: s, N: n})
	}
	return list, nil
}

func (m *memory) counts(ctx context.Context, q Query, yield func(Count)) error {
	counts := map[Count]int{} // by segment and version alone
	err := m.entries(ctx, q, func(e *entry) error {
		counts[Count{Segment: e.segment, Version: e.layout.version}]++
		return nil
	})
	for c, n := range counts {
		c.N = n
		yield(c)
	}
	return err
}

func (m *memory) groups(ctx context.Context, q Query) ([]Group, error) {
	var list []Group
	err := m.entries(ctx, q, func(e *entry) error {
		at := slices.IndexFunc(list, func(g Group) bool { return slices.Equal(g.Key, q.key(&e.segment, e.layout.version)) })
		if at < 0 {
			at = len(list)
			list = append(list, Group{Key: q.key(&e.segment, e.layout.version), Histograms: map[assess.Measure]*assess.Histogram{}, Versions: map[string]int{}})
		}
		g := &list[at]
		g.N++
		g.Versions[e.layout.questionnaire+" "+e.layout.version]++
		r, err := e.row()
		if err != nil {
			return err
		}
		for _, o := range r.Observations {
			if q.Measures != nil && !slices.Contains(q.Measures, o.Measure) {
				continue
			}
			if g.Histograms[o.Measure] == nil {
				g.Histograms[o.Measure] = new(assess.Histogram)
			}
			g.Histograms[o.Measure].Add(o)
		}
		return nil
	})
	return list, err
}

func (m *memory) entries(_ context.Context, q Query, yield func(*entry) error) error {
	m.mu.Lock()
	keys := slices.SortedFunc(maps.Keys(m.all), func(a, b key) int { return bytes.Compare(a[:], b[:]) })
	list := make([]*entry, 0, len(keys))
	for _, k := range keys {
		if e := m.all[k]; q.matches(&e.segment, e.layout.version) {
			list = append(list, e)
		}
	}
	m.mu.Unlock()
	for _, e := range list {
		if err := yield(e); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) verify(ctx context.Context) (*Verification, error) {
	counts, err := m.segments(ctx)
	return &Verification{Assessments: len(m.all), Segments: len(counts)}, err
}

func (m *memory) close() error { return nil }
