package collection

import (
	"encoding/binary"
	"slices"

	"csi/assess"
)

// tally is the histograms of all measures of a segment, while they are
// counted. Counts may lie below zero in one that says what changes.
type tally struct {
	l        *layout
	n        int
	measures []counts // in the order of the layout
}

// counts is one histogram.
type counts struct {
	unknown, inapplicable int
	bins                  []tallyBin
}

type tallyBin struct {
	v value
	n int
}

func newTally(l *layout) *tally { return &tally{l: l, measures: make([]counts, len(l.measures))} }

// count takes an assessment in (by 1) or out (by -1). values are those of all
// its measures.
func (t *tally) count(values []value, by int) {
	t.n += by
	for i, v := range values {
		t.measures[i].count(v, by)
	}
}

func (c *counts) count(v value, by int) {
	switch v.kind {
	case vUnknown:
		c.unknown += by
		return
	case vInapplicable:
		c.inapplicable += by
		return
	}
	for i := range c.bins {
		if c.bins[i].v == v {
			c.bins[i].n += by
			return
		}
	}
	c.bins = append(c.bins, tallyBin{v, by})
}

// merge counts another tally of the same layout in.
func (t *tally) merge(o *tally) {
	t.n += o.n
	for i := range o.measures {
		from := &o.measures[i]
		to := &t.measures[i]
		to.unknown += from.unknown
		to.inapplicable += from.inapplicable
		for _, b := range from.bins {
			to.count(b.v, b.n)
		}
	}
}

// tidy sorts the bins and takes the empty ones out; false when a count lies
// below zero, which a whole collection never yields.
func (t *tally) tidy() bool {
	ok := t.n >= 0
	for i := range t.measures {
		c := &t.measures[i]
		c.bins = slices.DeleteFunc(c.bins, func(b tallyBin) bool { return b.n == 0 })
		slices.SortFunc(c.bins, func(a, b tallyBin) int { return a.v.compare(b.v) })
		ok = ok && c.unknown >= 0 && c.inapplicable >= 0 && !slices.ContainsFunc(c.bins, func(b tallyBin) bool { return b.n < 0 })
	}
	return ok
}

// compare orders known values.
func (v value) compare(o value) int {
	const small = 1 << 31
	if v.big == "" && o.big == "" && v.num < small && o.num < small && v.den < small && o.den < small && v.num > -small && o.num > -small {
		switch d := v.num*o.den - o.num*v.den; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	}
	a, _ := v.ratio()
	b, _ := o.ratio()
	return a.Cmp(b)
}

// pack writes a tidy tally: for every measure the unknown, the inapplicable
// and its bins.
func (t *tally) pack() []byte {
	b := make([]byte, 0, 8*len(t.measures))
	for i := range t.measures {
		c := &t.measures[i]
		b = binary.AppendUvarint(b, uint64(c.unknown))
		b = binary.AppendUvarint(b, uint64(c.inapplicable))
		b = binary.AppendUvarint(b, uint64(len(c.bins)))
		for _, bin := range c.bins {
			b = appendValue(b, bin.v)
			b = binary.AppendUvarint(b, uint64(bin.n))
		}
	}
	return b
}

// absorb counts packed histograms in, of the measures that wanted names; nil
// for all.
func (t *tally) absorb(n int, packed []byte, wanted []bool) error {
	u := &unpacker{b: packed}
	t.n += n
	for i := range t.measures {
		c := &t.measures[i]
		skip := wanted != nil && !wanted[i]
		unknown, inapplicable := int(u.uint()), int(u.uint())
		bins := u.count()
		if !skip {
			c.unknown += unknown
			c.inapplicable += inapplicable
		}
		for range bins {
			v, n := u.value(), int(u.uint())
			if !skip && u.err == nil {
				c.count(v, n)
			}
		}
		if u.err != nil {
			return errPacked
		}
	}
	if len(u.b) > 0 {
		return errPacked
	}
	return nil
}

// histogram makes the histogram of one measure.
func (c *counts) histogram(into *assess.Histogram) error {
	h := assess.Histogram{Unknown: c.unknown, Inapplicable: c.inapplicable}
	for _, b := range c.bins {
		r, err := b.v.ratio()
		if err != nil {
			return err
		}
		h.Bins = append(h.Bins, assess.Bin{Value: r, Count: b.n})
	}
	into.Merge(&h)
	return nil
}
