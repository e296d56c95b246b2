package collection

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"csi/assess"
)

// change gathers what a transaction changes: rows that go and come, and what
// that means for every place they touch.
type change struct {
	s       session
	layouts map[string]*layout // of the database
	fresh   map[string]*layout // not in it yet
	gone    map[key]*entry     // rows of the database that go
	put     map[key]*entry     // rows that come
	deltas  map[place]*tally
	values  []value
}

// count counts an assessment in or out, on both levels.
func (c *change) count(e *entry, by int) error {
	var err error
	if c.values, err = e.values(c.values[:0]); err != nil {
		return fmt.Errorf("read assessment %s: %w", e.key, err)
	}
	for _, level := range [...]int{coarse, fine} {
		p := placeOf(e, e.layout.hash(), level)
		t := c.deltas[p]
		if t == nil {
			t = newTally(e.layout)
			c.deltas[p] = t
		}
		t.count(c.values, by)
	}
	return nil
}

func newChange(s session) (*change, error) {
	layouts, err := readLayouts(s)
	return &change{s: s, layouts: layouts, fresh: map[string]*layout{}, gone: map[key]*entry{}, put: map[key]*entry{}, deltas: map[place]*tally{}}, err
}

// find reads the assessments with these keys.
func (c *change) find(keys []key) (map[key]*entry, error) {
	slices.SortFunc(keys, func(a, b key) int { return bytes.Compare(a[:], b[:]) })
	list := make([][]byte, 0, len(keys))
	for i := range keys {
		if i == 0 || keys[i] != keys[i-1] {
			list = append(list, keys[i][:])
		}
	}
	found := map[key]*entry{}
	var (
		e               entry
		id, lay, packed []byte
	)
	const sql = "SELECT s.questionnaire, s.major, s.country, s.tier, s.jurisdiction, s.policy, s.respondents, s.year, s.layout, a.id, a.packed " +
		"FROM csi_assessments a JOIN csi_segments s ON s.id = a.segment WHERE a.id"
	err := c.s.lookup(sql, list, append(segmentDest(&e.segment), &lay, &id, &packed), func() error {
		if e.layout = c.layouts[string(lay)]; e.layout == nil || len(id) != len(e.key) {
			return errPacked
		}
		one := e
		one.key, one.data = key(id), bytes.Clone(packed)
		found[one.key] = &one
		return nil
	})
	return found, err
}

func (r relational) add(ctx context.Context, list []*entry, replace bool) ([]Outcome, error) {
	out := make([]Outcome, len(list))
	err := r.db.write(ctx, func(s session) error {
		c, err := newChange(s)
		if err != nil {
			return err
		}
		keys := make([]key, len(list))
		for i, e := range list {
			keys[i] = e.key
		}
		there, err := c.find(keys)
		if err != nil {
			return err
		}
		for i, e := range list {
			was := there[e.key]
			if c.put[e.key] != nil {
				was = c.put[e.key]
			}
			if out[i], err = meet(was, e, replace); err != nil {
				return err
			}
			if out[i] == Added || out[i] == Replaced {
				if err := c.take(was, e); err != nil {
					return err
				}
			}
		}
		return c.write()
	})
	return out, err
}

// take puts an assessment in the place of the one that was there, if any.
func (c *change) take(was, e *entry) error {
	if was != nil {
		if err := c.count(was, -1); err != nil {
			return err
		}
		if c.put[was.key] == nil {
			c.gone[was.key] = was
		}
	}
	id := e.layout.hash()
	if c.layouts[id] == nil {
		c.fresh[id] = e.layout
	}
	c.put[e.key] = e
	return c.count(e, 1)
}

func (r relational) remove(ctx context.Context, keys []key, q Query) (int, error) {
	n := 0
	err := r.db.write(ctx, func(s session) error {
		c, err := newChange(s)
		if err != nil {
			return err
		}
		if keys != nil {
			c.gone, err = c.find(keys)
		} else {
			err = scanEntries(s, q, "a.id", func(e *entry) error {
				c.gone[e.key] = e
				return nil
			})
		}
		if err != nil {
			return err
		}
		for _, e := range c.gone {
			if err := c.count(e, -1); err != nil {
				return err
			}
		}
		n = len(c.gone)
		return c.write()
	})
	return n, err
}

// write brings rows and histograms up to date.
func (c *change) write() error {
	var layouts [][]any
	for _, id := range slices.Sorted(maps.Keys(c.fresh)) {
		layouts = append(layouts, []any{[]byte(id), c.fresh[id].text()})
	}
	if err := c.s.many("INSERT INTO csi_layouts (id, definition) VALUES ($1, $2)", layouts); err != nil {
		return err
	}
	if err := c.writePlaces(); err != nil {
		return err
	}
	var gone [][]any
	for k := range c.gone {
		gone = append(gone, []any{k[:]})
	}
	if err := c.s.many("DELETE FROM csi_assessments WHERE id = $1", gone); err != nil {
		return err
	}
	rows := make([][]any, 0, len(c.put))
	for _, k := range slices.SortedFunc(maps.Keys(c.put), func(a, b key) int { return bytes.Compare(a[:], b[:]) }) {
		e := c.put[k]
		p := placeOf(e, e.layout.hash(), fine)
		id := p.id()
		rows = append(rows, []any{e.key[:], id[:], e.data})
	}
	return c.s.fill("csi_assessments", []string{"id", "segment", "packed"}, rows)
}

// writePlaces lays the changes over the histograms that are there.
func (c *change) writePlaces() error {
	type at struct {
		id    [16]byte
		place place
	}
	places := make([]at, 0, len(c.deltas))
	byID := make(map[[16]byte]*tally, len(c.deltas))
	ids := make([][]byte, 0, len(c.deltas))
	for p, t := range c.deltas {
		a := at{p.id(), p}
		places, byID[a.id] = append(places, a), t
	}
	// One order for all clients, and rows that lie side by side.
	slices.SortFunc(places, func(a, b at) int { return bytes.Compare(a.id[:], b.id[:]) })
	for i := range places {
		ids = append(ids, places[i].id[:])
	}
	var (
		id, packed []byte
		n          int
	)
	err := c.s.lookup("SELECT id, n, histograms FROM csi_segments WHERE id", ids, []any{&id, &n, &packed}, func() error {
		return byID[[16]byte(id)].absorb(n, packed, nil)
	})
	if err != nil {
		return err
	}
	var put, gone [][]any
	for i := range places {
		p := &places[i]
		t := byID[p.id]
		if !t.tidy() {
			return fmt.Errorf("the histograms do not follow from the rows: %w; run csi benchmark verify", errPacked)
		}
		if t.n == 0 {
			gone = append(gone, []any{p.id[:]})
			continue
		}
		args := append([]any{p.id[:], p.place.level, []byte(p.place.layout)}, segmentArgs(&p.place.segment)...)
		put = append(put, append(args, t.n, t.pack()))
	}
	if err := c.s.many("DELETE FROM csi_segments WHERE id = $1", gone); err != nil {
		return err
	}
	return c.s.many("INSERT INTO csi_segments (id, level, layout, "+segmentColumns+", n, histograms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "+
		"ON CONFLICT (id) DO UPDATE SET n = excluded.n, histograms = excluded.histograms", put)
}

// coarsen gives the tallies of the coarse level from those of the fine one.
func coarsen(into map[place]*tally, p place, t *tally) {
	p.level, p.segment.Jurisdiction, p.segment.Policy = coarse, "", ""
	if into[p] == nil {
		into[p] = newTally(t.l)
	}
	into[p].merge(t)
}

// verify counts everything anew, one segment after the other, and compares.
func (r relational) verify(ctx context.Context) (*Verification, error) {
	v := &Verification{}
	damage, err := r.db.check(ctx)
	if err != nil {
		return nil, err
	}
	if v.Damage = damage; len(damage) > 0 {
		return v, nil // what follows would trip over it
	}
	err = r.db.read(ctx, func(s session) error {
		kept, err := readPlaces(s)
		if err != nil {
			return err
		}
		counted := map[place]*tally{}
		var (
			at  place
			now *tally
		)
		flush := func() {
			if now != nil {
				v.compare(kept, at, now)
				coarsen(counted, at, now)
			}
		}
		var values []value
		err = scanEntries(s, Query{}, "a.segment", func(e *entry) error {
			v.Assessments++
			p := placeOf(e, e.layout.hash(), fine)
			if now == nil || p != at {
				flush()
				at, now = p, newTally(e.layout)
			}
			if values, err = e.values(values[:0]); err != nil {
				v.Unreadable++
				return nil
			}
			now.count(values, 1)
			return nil
		})
		if err != nil {
			return err
		}
		flush()
		for p, t := range counted {
			v.compare(kept, p, t)
		}
		for p, sum := range kept { // what no row stands behind
			v.Differ = append(v.Differ, Count{p.segment, sum.n})
		}
		var n int
		err = s.query("SELECT COUNT(*) FROM csi_assessments", nil, []any{&n}, func() error { return nil })
		v.Unreadable += n - v.Assessments // rows without a segment
		v.Assessments = n
		return err
	})
	return v, err
}

// sum is what a place keeps, as a hash: all of them would not fit a memory.
type sum struct {
	n    int
	hash [32]byte
}

// compare takes a place out of what is kept and notes when it differs.
func (v *Verification) compare(kept map[place]sum, p place, t *tally) {
	t.tidy()
	k, there := kept[p]
	delete(kept, p)
	v.Histograms += len(t.measures)
	if p.level == fine {
		v.Segments++
	}
	if !there || k.n != t.n || k.hash != hashOf(t.pack()) {
		v.Differ = append(v.Differ, Count{p.segment, k.n})
	}
}

// readPlaces reads what is kept of every place.
func readPlaces(s session) (map[place]sum, error) {
	kept := map[place]sum{}
	var (
		seg         assess.Segment
		lay, packed []byte
		level, n    int
	)
	err := s.query("SELECT "+segmentColumns+", level, layout, n, histograms FROM csi_segments", nil, append(segmentDest(&seg), &level, &lay, &n, &packed), func() error {
		kept[place{level, string(lay), seg}] = sum{n, hashOf(packed)}
		return nil
	})
	return kept, err
}
