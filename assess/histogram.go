package assess

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Histogram counts assessments by the exact value of one measure. Histograms
// of several groups add up to that of all, and any quantile can be read from
// them without a row: values are few, since scales are short. The zero value
// is empty.
type Histogram struct {
	Bins         []Bin // rising by value, none with a count of 0
	Unknown      int   // without a value
	Inapplicable int
}

// Bin is one value with how many assessments have it.
type Bin struct {
	Value Ratio
	Count int
}

// Add counts an observation in.
func (h *Histogram) Add(o Observation) { h.change(o, 1) }

// Remove takes an observation out again. It has to have been counted in.
func (h *Histogram) Remove(o Observation) { h.change(o, -1) }

func (h *Histogram) change(o Observation, by int) {
	switch o.State {
	case Answered:
		h.bin(o.Value, by)
	case NotApplicable:
		h.Inapplicable += by
	default:
		h.Unknown += by
	}
}

// bin changes the count of a value.
func (h *Histogram) bin(v Ratio, by int) {
	i, found := slices.BinarySearchFunc(h.Bins, v, func(b Bin, v Ratio) int { return b.Value.Cmp(v) })
	switch {
	case !found:
		h.Bins = slices.Insert(h.Bins, i, Bin{v, by})
	case h.Bins[i].Count+by == 0:
		h.Bins = slices.Delete(h.Bins, i, i+1)
	default:
		h.Bins[i].Count += by
	}
}

// Merge counts everything of another histogram in.
func (h *Histogram) Merge(o *Histogram) {
	for _, b := range o.Bins {
		h.bin(b.Value, b.Count)
	}
	h.Unknown += o.Unknown
	h.Inapplicable += o.Inapplicable
}

// N gives how many assessments have a value.
func (h *Histogram) N() int {
	n := 0
	for _, b := range h.Bins {
		n += b.Count
	}
	return n
}

// All gives how many assessments were counted, whatever they say.
func (h *Histogram) All() int { return h.N() + h.Unknown + h.Inapplicable }

// AtLeast gives how many assessments have this value or a higher one.
func (h *Histogram) AtLeast(v Ratio) int {
	n := 0
	for _, b := range h.Bins {
		if !b.Value.Less(v) {
			n += b.Count
		}
	}
	return n
}

// Quantile gives the exact quantile of a share between 0 and 1: the lowest
// value that at least this share of the assessments reach or stay below; of
// two values with the share right between them their middle. For 1/2 it is the
// median. False when nothing has a value.
//
// Source: definition 2 of R. J. Hyndman and Y. Fan, Sample quantiles in
// statistical packages, The American Statistician 50 (1996).
func (h *Histogram) Quantile(share Ratio) (Ratio, bool) {
	n := h.N()
	if n == 0 {
		return Ratio{}, false
	}
	place := share.Mul(Whole(int64(n)))
	below := 0
	for i, b := range h.Bins {
		below += b.Count
		switch c := Whole(int64(below)).Cmp(place); {
		case c > 0 || i == len(h.Bins)-1:
			return b.Value, true
		case c == 0:
			if share.IsZero() {
				continue
			}
			return b.Value.Add(h.Bins[i+1].Value).Mul(half), true
		}
	}
	return h.Bins[len(h.Bins)-1].Value, true
}

// Quartiles gives lower quartile, median and upper quartile; false when
// nothing has a value.
func (h *Histogram) Quartiles() (lower, median, upper Ratio, ok bool) {
	lower, ok = h.Quantile(NewRatio(1, 4))
	median, _ = h.Quantile(half)
	upper, _ = h.Quantile(threeQuarters)
	return lower, median, upper, ok
}

// String writes a histogram in one line that ParseHistogram reads:
// "0:3 1/3:5 2/3:7 ?2 -1".
func (h *Histogram) String() string {
	var b strings.Builder
	for _, bin := range h.Bins {
		fmt.Fprintf(&b, "%s:%d ", bin.Value, bin.Count)
	}
	fmt.Fprintf(&b, "?%d -%d", h.Unknown, h.Inapplicable)
	return b.String()
}

// ParseHistogram reads what String wrote, and nothing else: values rise,
// counts lie above 0.
func ParseHistogram(s string) (Histogram, error) {
	var h Histogram
	bad := fmt.Errorf("histogram: found %q; expected values with counts, such as 0:3 1/3:5 ?2 -1", s)
	words := strings.Split(s, " ")
	if len(words) < 2 {
		return h, bad
	}
	for i, word := range words {
		left := len(words) - i
		var err error
		switch {
		case left == 1:
			h.Inapplicable, err = tail(word, '-')
		case left == 2:
			h.Unknown, err = tail(word, '?')
		default:
			var b Bin
			if b, err = parseBin(word); err == nil {
				if n := len(h.Bins); n > 0 && !h.Bins[n-1].Value.Less(b.Value) {
					return Histogram{}, bad
				}
				h.Bins = append(h.Bins, b)
			}
		}
		if err != nil {
			return Histogram{}, bad
		}
	}
	if h.String() != s {
		return Histogram{}, bad
	}
	return h, nil
}

func tail(word string, sign byte) (int, error) {
	if word == "" || word[0] != sign {
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.Atoi(word[1:])
	if err == nil && n < 0 {
		err = strconv.ErrRange
	}
	return n, err
}

func parseBin(word string) (Bin, error) {
	value, count, ok := strings.Cut(word, ":")
	n, err := strconv.Atoi(count)
	if !ok || err != nil || n < 1 {
		return Bin{}, strconv.ErrSyntax
	}
	v, err := ParseRatio(value)
	return Bin{v, n}, err
}

// ParseRatio reads what Ratio.String wrote, and nothing else: "2/3", "4".
func ParseRatio(s string) (Ratio, error) {
	// Exponents would let a few letters stand for more digits than fit a memory.
	if len(s) > 100 || strings.Trim(s, "-/0123456789") != "" {
		return Ratio{}, strconv.ErrSyntax
	}
	x, ok := new(big.Rat).SetString(s)
	if !ok || x.RatString() != s {
		return Ratio{}, strconv.ErrSyntax
	}
	return fromRat(x), nil
}
