package collection

import (
	"encoding/binary"
	"errors"

	"csi/assess"
)

// errPacked says that packed bytes are not what this package writes.
var errPacked = errors.New("packed bytes are damaged")

// value is an observation in a form that can be compared with ==.
type value struct {
	kind     byte // vUnknown, vInapplicable, or vKnown
	num, den int64
	big      string // of a ratio that fits no machine words
}

const (
	vKnown byte = iota
	vUnknown
	vInapplicable
)

// valueOf makes the value of an observation.
func valueOf(o assess.Observation) value {
	switch o.State {
	case assess.Answered:
		num, den, ok := o.Value.Parts()
		if !ok {
			return value{big: o.Value.String()}
		}
		return value{num: num, den: den}
	case assess.NotApplicable:
		return value{kind: vInapplicable}
	}
	return value{kind: vUnknown}
}

// observation gives the observation back, without its measure.
func (v value) observation() (assess.Observation, error) {
	switch {
	case v.kind == vInapplicable:
		return assess.Observation{State: assess.NotApplicable}, nil
	case v.kind == vUnknown:
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
	return assess.NewRatio(v.num, v.den), nil
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
)

// appendValue packs a value.
func appendValue(b []byte, v value) []byte {
	switch {
	case v.kind == vUnknown:
		return append(b, tagUnknown)
	case v.kind == vInapplicable:
		return append(b, tagInapplicable)
	case v.big != "":
		b = append(b, tagBig)
		b = binary.AppendUvarint(b, uint64(len(v.big)))
		return append(b, v.big...)
	case v.den <= maxShortDen && v.num >= 0 && v.num <= maxShort*v.den:
		return append(b, byte(v.den-1)*(maxShort*maxShortDen+1)+byte(v.num))
	}
	b = append(b, tagRatio)
	b = binary.AppendVarint(b, v.num)
	return binary.AppendUvarint(b, uint64(v.den))
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
		return value{kind: vUnknown}
	case tagInapplicable:
		return value{kind: vInapplicable}
	case tagBig:
		return value{big: u.text()}
	case tagRatio:
		v := value{num: u.int(), den: int64(u.uint())}
		if v.den < 1 {
			u.err = errPacked
		}
		return v
	default:
		const step = maxShort*maxShortDen + 1
		return value{num: int64(c % step), den: int64(c/step) + 1}
	}
}
