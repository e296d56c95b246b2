package collection

import (
	"encoding/binary"
	"errors"
	"math"

	"csi/assess"
)

// errPacked says that packed bytes are not what this package writes.
var errPacked = errors.New("packed bytes are damaged")

// value is an observation in a form that can be compared with ==. Its zero
// value is none.
type value struct {
	num, den int32  // lowest terms; when den is 0, num says why there is no value
	big      string // of a ratio that does not fit; num and den are 0
}

// Why a value is none.
const (
	isUnknown int32 = iota + 1
	isInapplicable
)

// valueOf makes the value of an observation.
func valueOf(o assess.Observation) value {
	switch o.State {
	case assess.Answered:
		return valueOfRatio(o.Value)
	case assess.NotApplicable:
		return value{num: isInapplicable}
	}
	return value{num: isUnknown}
}

func valueOfRatio(r assess.Ratio) value {
	num, den, ok := r.Parts()
	if !ok || den > math.MaxInt32 || num > math.MaxInt32 || num < math.MinInt32 {
		return value{big: r.String()}
	}
	return value{num: int32(num), den: int32(den)}
}

// observation gives the observation back, without its measure.
func (v value) observation() (assess.Observation, error) {
	if v.big == "" && v.den == 0 {
		if v.num == isInapplicable {
			return assess.Observation{State: assess.NotApplicable}, nil
		}
		return assess.Observation{State: assess.DontKnow}, nil
	}
	r, err := v.ratio()
	return assess.Observation{State: assess.Answered, Value: r}, err
}

// ratio gives the number of a known value.
func (v value) ratio() (assess.Ratio, error) {
	if v.big != "" {
		return assess.ParseRatio(v.big)
	}
	if v.den == 0 {
		return assess.Ratio{}, errPacked
	}
	return assess.NewRatio(int64(v.num), int64(v.den)), nil
}

// The first byte of a packed value. Nearly all values are thirds, halves and
// whole numbers: those between 0 and 6 with a denominator up to 5 take one
// byte, others a tag and two numbers.
const (
	tagUnknown = 0xff - iota
	tagInapplicable
	tagRatio
	tagBig
)

const (
	maxShort    = 6 // highest value that one byte holds
	maxShortDen = 5
	shortStep   = maxShort*maxShortDen + 1
)

// appendValue packs a value.
func appendValue(b []byte, v value) []byte {
	switch {
	case v.big != "":
		if r, err := assess.ParseRatio(v.big); err == nil {
			if num, den, ok := r.Parts(); ok {
				return appendRatio(b, num, den)
			}
		}
		b = append(b, tagBig)
		b = binary.AppendUvarint(b, uint64(len(v.big)))
		return append(b, v.big...)
	case v.den == 0 && v.num == isInapplicable:
		return append(b, tagInapplicable)
	case v.den == 0:
		return append(b, tagUnknown)
	case v.den <= maxShortDen && v.num >= 0 && v.num <= maxShort*v.den:
		return append(b, byte(v.den-1)*shortStep+byte(v.num))
	}
	return appendRatio(b, int64(v.num), int64(v.den))
}

func appendRatio(b []byte, num, den int64) []byte {
	b = append(b, tagRatio)
	b = binary.AppendVarint(b, num)
	return binary.AppendUvarint(b, uint64(den))
}

// unpacker reads packed bytes and keeps the first fault.
type unpacker struct {
	b   []byte
	err error
}

func (u *unpacker) byte() byte {
	if len(u.b) == 0 {
		u.err = errPacked
		return 0
	}
	c := u.b[0]
	u.b = u.b[1:]
	return c
}

func (u *unpacker) uint() uint64 {
	if len(u.b) > 0 && u.b[0] < 0x80 {
		return uint64(u.byte())
	}
	n, size := binary.Uvarint(u.b)
	if size <= 0 {
		u.err = errPacked
		return 0
	}
	u.b = u.b[size:]
	return n
}

func (u *unpacker) int() int64 {
	n, size := binary.Varint(u.b)
	if size <= 0 {
		u.err = errPacked
		return 0
	}
	u.b = u.b[size:]
	return n
}

// count reads a number that cannot be more than what is left to read.
func (u *unpacker) count() int {
	n := u.uint()
	if n > uint64(len(u.b)) {
		u.err = errPacked
		return 0
	}
	return int(n)
}

func (u *unpacker) text() string {
	n := u.count()
	s := string(u.b[:n])
	u.b = u.b[n:]
	return s
}

// value reads what appendValue packed.
func (u *unpacker) value() value {
	switch c := u.byte(); c {
	case tagUnknown:
		return value{num: isUnknown}
	case tagInapplicable:
		return value{num: isInapplicable}
	case tagBig:
		return value{big: u.text()}
	case tagRatio:
		num, den := u.int(), u.uint()
		if den < 1 || den > math.MaxInt64 {
			u.err = errPacked
			return value{}
		}
		return valueOfRatio(assess.NewRatio(num, int64(den)))
	default:
		return value{num: int32(c % shortStep), den: int32(c/shortStep) + 1}
	}
}
