package collection

import (
	"encoding/binary"
	"math"
	"slices"

	"csi/assess"
)

// tally is the histograms of all measures of a segment, while they are
// counted. Counts may lie below zero in one that says what changes.
type tally struct {
	l     *layout
	n     int
	first []int32 // by measure: the place of its first bin, counted from 1; 0 for none
	bins  []bin   // of all measures: one slice without pointers costs far less than one for each
	big   []string
	bigAt map[string]int32
}

// bin counts one value of one measure.
type bin struct {
	n        int
	num, den int32 // of the value; when den is isBig, num is its place in big
	next     int32 // the place of the next bin of the measure, as in first
}

const isBig = -1

func newTally(l *layout) *tally { return &tally{l: l, first: make([]int32, len(l.measures))} }

// reset empties a tally, for a segment of its own or another layout.
func (t *tally) reset(l *layout) {
	t.l, t.n = l, 0
	t.first = slices.Grow(t.first[:0], len(l.measures))[:len(l.measures)]
	clear(t.first)
	t.bins, t.big = t.bins[:0], t.big[:0]
	clear(t.bigAt)
}

// count takes an assessment in (by 1) or out (by -1). values are those of all
// its measures.
func (t *tally) count(values []value, by int) {
	t.n += by
	for i := range values {
		t.put(i, &values[i], by)
	}
}

// put adds to the count of one value of one measure.
func (t *tally) put(measure int, v *value, by int) {
	num, den := v.num, v.den
	if v.big != "" {
		num, den = t.placeOf(v.big), isBig
	}
	for at := t.first[measure]; at != 0; {
		b := &t.bins[at-1]
		if b.num == num && b.den == den {
			b.n += by
			return
		}
		at = b.next
	}
	t.bins = append(t.bins, bin{by, num, den, t.first[measure]})
	t.first[measure] = int32(len(t.bins))
}

// placeOf gives the place of a ratio that fits no bin.
func (t *tally) placeOf(big string) int32 {
	at, there := t.bigAt[big]
	if !there {
		if t.bigAt == nil {
			t.bigAt = map[string]int32{}
		}
		at = int32(len(t.big))
		t.big, t.bigAt[big] = append(t.big, big), at
	}
	return at
}

// value gives the value of a bin.
func (t *tally) value(b *bin) value {
	if b.den == isBig {
		return value{big: t.big[b.num]}
	}
	return value{num: b.num, den: b.den}
}

// merge counts another tally of the same layout in.
func (t *tally) merge(o *tally) {
	t.n += o.n
	for i := range o.first {
		for at := o.first[i]; at != 0; at = o.bins[at-1].next {
			v := o.value(&o.bins[at-1])
			t.put(i, &v, o.bins[at-1].n)
		}
	}
}

// counted is one histogram in order.
type counted struct {
	unknown, inapplicable int
	bins                  []bin // rising, none of them empty
}

// measure puts the histogram of one measure in order, in the memory of room;
// false when a count lies below zero, which a whole collection never yields.
func (t *tally) measure(measure int, room []bin) (counted, bool) {
	c := counted{bins: room[:0]}
	ok := true
	for at := t.first[measure]; at != 0; at = t.bins[at-1].next {
		b := t.bins[at-1]
		ok = ok && b.n >= 0
		switch {
		case b.den == 0 && b.num == isUnknown:
			c.unknown = b.n
		case b.den == 0:
			c.inapplicable = b.n
		case b.n != 0:
			c.bins = append(c.bins, b)
		}
	}
	slices.SortFunc(c.bins, func(a, b bin) int {
		if a.den > 0 && b.den > 0 {
			return int(sign(int64(a.num)*int64(b.den) - int64(b.num)*int64(a.den)))
		}
		x, y := t.value(&a), t.value(&b)
		r, _ := x.ratio()
		s, _ := y.ratio()
		return r.Cmp(s)
	})
	return c, ok
}

func sign(n int64) int64 { return n>>63 | int64(uint64(-n)>>63) }

// pack writes a tally: for every measure the unknown, the inapplicable and its
// bins. False when a count lies below zero.
func (t *tally) pack() ([]byte, bool) {
	b := make([]byte, 0, 4*len(t.first)+4*len(t.bins))
	ok := t.n >= 0
	var room [64]bin
	for i := range t.first {
		c, fine := t.measure(i, room[:])
		ok = ok && fine
		b = binary.AppendUvarint(b, uint64(c.unknown))
		b = binary.AppendUvarint(b, uint64(c.inapplicable))
		b = binary.AppendUvarint(b, uint64(len(c.bins)))
		for j := range c.bins {
			b = appendValue(b, t.value(&c.bins[j]))
			b = binary.AppendUvarint(b, uint64(c.bins[j].n))
		}
	}
	return b, ok
}

// absorb counts packed histograms in, of the measures that wanted names; nil
// for all.
func (t *tally) absorb(n int, packed []byte, wanted []bool) error {
	u := &unpacker{b: packed}
	t.n += n
	for i := range t.first {
		skip := wanted != nil && !wanted[i]
		unknown, inapplicable := u.amount(), u.amount()
		bins := u.count()
		if !skip && unknown > 0 {
			t.put(i, &value{num: isUnknown}, unknown)
		}
		if !skip && inapplicable > 0 {
			t.put(i, &value{num: isInapplicable}, inapplicable)
		}
		for range bins {
			v, n := u.value(), u.amount()
			if !skip && u.err == nil {
				t.put(i, &v, n)
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

// amount reads how many there are.
func (u *unpacker) amount() int {
	n := u.uint()
	if n > math.MaxInt64 {
		u.err = errPacked
	}
	return int(n)
}

// histogram counts the histogram of one measure into another.
func (t *tally) histogram(measure int, into *assess.Histogram) error {
	c, ok := t.measure(measure, nil)
	if !ok {
		return errPacked
	}
	h := assess.Histogram{Unknown: c.unknown, Inapplicable: c.inapplicable}
	for i := range c.bins {
		v := t.value(&c.bins[i])
		r, err := v.ratio()
		if err != nil {
			return err
		}
		h.Bins = append(h.Bins, assess.Bin{Value: r, Count: c.bins[i].n})
	}
	into.Merge(&h)
	return nil
}
