package collection

import (
	"bytes"
	"context"
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
	put     map[key]coming     // rows that come
	places  map[place]*touched // of the fine level
	last    *touched           // the place before: assessments of one place lie together
}

func newChange(s session) (*change, error) {
	layouts, err := readLayouts(s)
	return &change{s: s, layouts: layouts, fresh: map[string]*layout{}, gone: map[key]*entry{}, put: map[key]coming{}, places: map[place]*touched{}}, err
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
			if p := c.put[e.key]; p.e != nil {
				was = p.e
			}
			if out[i], err = meet(was, e, replace); err != nil {
				return err
			}
			if out[i] == Added || out[i] == Replaced {
				c.take(was, e)
			}
		}
		return c.write()
	})
	return out, err
}

// take puts an assessment in the place of the one that was there, if any.
func (c *change) take(was, e *entry) {
	if was != nil {
		c.count(was, -1)
		if c.put[was.key].e == nil {
			c.gone[was.key] = was
		}
	}
	id := e.layout.hash()
	if c.layouts[id] == nil {
		c.fresh[id] = e.layout
	}
	c.put[e.key] = coming{e, c.count(e, 1)}
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
			c.count(e, -1)
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
		p := c.put[k]
		rows = append(rows, []any{p.e.key[:], p.to.id[:], p.e.data})
	}
	return c.s.fill("csi_assessments", []string{"id", "segment", "packed"}, rows)
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
			at   place
			now  *tally
			room tally
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
				at, now = p, &room
				now.reset(e.layout)
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
			v.Differ = append(v.Differ, Count{Segment: p.segment, N: sum.n})
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
	packed, ok := t.pack()
	k, there := kept[p]
	delete(kept, p)
	v.Histograms += len(t.first)
	if p.level == fine {
		v.Segments++
	}
	if !ok || !there || k.n != t.n || k.hash != hashOf(packed) {
		v.Differ = append(v.Differ, Count{Segment: p.segment, N: k.n})
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
	err := s.query("SELECT "+segmentColumns+", level, layout, n, packed FROM csi_segments s JOIN csi_histograms h ON h.id = s.id", nil, append(segmentDest(&seg), &level, &lay, &n, &packed), func() error {
		kept[place{level, string(lay), seg}] = sum{n, hashOf(packed)}
		return nil
	})
	return kept, err
}
