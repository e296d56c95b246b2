package collection

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// touched is a place of the fine level with the assessments that come to it
// and go. They are counted place by place when all are known, so that hardly
// more than one tally has to be kept.
type touched struct {
	id     [16]byte
	place  place
	layout *layout
	moves  []move
}

type move struct {
	e  *entry
	by int
}

// coming is an assessment that comes to a place.
type coming struct {
	e  *entry
	to *touched
}

// count notes an assessment that comes in or goes out.
func (c *change) count(e *entry, by int) *touched {
	t := c.touch(e)
	t.moves = append(t.moves, move{e, by})
	return t
}

// touch finds the place of an assessment.
func (c *change) touch(e *entry) *touched {
	if t := c.last; t != nil && t.layout == e.layout && t.place.segment == e.segment {
		return t
	}
	p := placeOf(e, e.layout.hash(), fine)
	t := c.places[p]
	if t == nil {
		t = &touched{id: p.id(), place: p, layout: e.layout}
		c.places[p] = t
	}
	c.last = t
	return t
}

// writePlaces lays the changes over the histograms that are there.
func (c *change) writePlaces() error {
	list := slices.SortedFunc(maps.Values(c.places), func(a, b *touched) int { return bytes.Compare(a.id[:], b.id[:]) })
	w := placeWriter{s: c.s, coarse: map[place]*tally{}}
	const atOnce = 1000
	for part := range slices.Chunk(list, atOnce) {
		if err := w.fine(part); err != nil {
			return err
		}
	}
	return w.rest()
}

// placeWriter brings the histograms of places up to date: the fine ones some
// hundreds at a time, and with them the coarse ones, which are few.
type placeWriter struct {
	s      session
	coarse map[place]*tally // what changes
	now    tally
	values []value

	put, set, gone       [][]any // of csi_segments
	putPacked, setPacked [][]any // of csi_histograms
}

// present is what the database has of a place.
type present struct {
	n      int
	packed []byte
}

// fine writes places of the fine level.
func (w *placeWriter) fine(list []*touched) error {
	ids := make([][]byte, len(list))
	for i, t := range list {
		ids[i] = t.id[:]
	}
	there, err := w.there(ids)
	if err != nil {
		return err
	}
	for _, t := range list {
		w.now.reset(t.layout)
		whole := placeOf(t.moves[0].e, t.place.layout, coarse)
		sum := w.coarse[whole]
		if sum == nil {
			sum = newTally(t.layout)
			w.coarse[whole] = sum
		}
		for _, m := range t.moves {
			if w.values, err = m.e.values(w.values[:0]); err != nil {
				return fmt.Errorf("read assessment %s: %w", m.e.key, err)
			}
			w.now.count(w.values, m.by)
		}
		sum.merge(&w.now)
		if err := w.lay(&w.now, t.id, &t.place, there); err != nil {
			return err
		}
	}
	return w.write()
}

// rest writes the places of the coarse level.
func (w *placeWriter) rest() error {
	type at struct {
		id    [16]byte
		place place
	}
	var list []at
	for p := range w.coarse {
		list = append(list, at{p.id(), p})
	}
	// One order for all clients, and rows that lie side by side.
	slices.SortFunc(list, func(a, b at) int { return bytes.Compare(a.id[:], b.id[:]) })
	ids := make([][]byte, len(list))
	for i := range list {
		ids[i] = list[i].id[:]
	}
	there, err := w.there(ids)
	if err != nil {
		return err
	}
	for i := range list {
		if err := w.lay(w.coarse[list[i].place], list[i].id, &list[i].place, there); err != nil {
			return err
		}
	}
	return w.write()
}

// there reads what the database has of places.
func (w *placeWriter) there(ids [][]byte) (map[[16]byte]present, error) {
	found := map[[16]byte]present{}
	var (
		id, packed []byte
		n          int
	)
	err := w.s.lookup("SELECT s.id, s.n, h.packed FROM csi_segments s JOIN csi_histograms h ON h.id = s.id WHERE s.id", ids, []any{&id, &n, &packed}, func() error {
		if len(id) != 16 {
			return errPacked
		}
		found[[16]byte(id)] = present{n, bytes.Clone(packed)}
		return nil
	})
	return found, err
}

// lay puts what changes over what is there.
func (w *placeWriter) lay(t *tally, id [16]byte, p *place, there map[[16]byte]present) error {
	was, known := there[id]
	if known {
		if err := t.absorb(was.n, was.packed, nil); err != nil {
			return err
		}
	}
	packed, ok := t.pack()
	switch {
	case !ok:
		return fmt.Errorf("the histograms do not follow from the rows: %w; run csi benchmark verify", errPacked)
	case t.n == 0:
		w.gone = append(w.gone, []any{id[:]})
	case known:
		w.set = append(w.set, []any{t.n, id[:]})
		w.setPacked = append(w.setPacked, []any{packed, id[:]})
	default:
		args := append([]any{id[:], p.level, []byte(p.layout)}, segmentArgs(&p.segment)...)
		w.put = append(w.put, append(args, t.n))
		w.putPacked = append(w.putPacked, []any{id[:], packed})
	}
	return nil
}

// write writes what was laid.
func (w *placeWriter) write() error {
	columns := append([]string{"id", "level", "layout"}, strings.Split(segmentColumns, ", ")...)
	for _, step := range []func() error{
		func() error { return w.s.many("DELETE FROM csi_segments WHERE id = $1", w.gone) },
		func() error { return w.s.many("DELETE FROM csi_histograms WHERE id = $1", w.gone) },
		func() error { return w.s.many("UPDATE csi_segments SET n = $1 WHERE id = $2", w.set) },
		func() error { return w.s.many("UPDATE csi_histograms SET packed = $1 WHERE id = $2", w.setPacked) },
		func() error { return w.s.fill("csi_segments", append(columns, "n"), w.put) },
		func() error { return w.s.fill("csi_histograms", []string{"id", "packed"}, w.putPacked) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	w.gone, w.set, w.put, w.setPacked, w.putPacked = w.gone[:0], w.set[:0], w.put[:0], w.setPacked[:0], w.putPacked[:0]
	return nil
}
