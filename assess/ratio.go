package assess

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Ratio is an exact rational number. The zero value is 0.
//
// Nearly every ratio of a profile fits two machine words. One that does not,
// such as a sum of many weighted scores, is held by math/big instead, so that
// no result is ever rounded. Two ratios that are equal are also equal by
// Equal; compare with that or Cmp, not with ==.
type Ratio struct {
	num, den int64    // lowest terms, both above MinInt64; den 0 stands for 1
	big      *big.Rat // set only where num and den cannot hold the number; never changed
}

// NewRatio gives num/den. It panics when den is 0, as a division does.
func NewRatio(num, den int64) Ratio {
	switch {
	case den == 0:
		panic("assess: ratio with denominator 0")
	case num == 0:
		return Ratio{}
	case num == math.MinInt64 || den == math.MinInt64:
		return fromRat(big.NewRat(num, den))
	case den < 0:
		num, den = -num, -den
	}
	switch den { // the two that need no division, and are most
	case 1:
		return Ratio{num: num, den: 1}
	case num:
		return Ratio{num: 1, den: 1}
	}
	g := int64(gcd(magnitude(num), uint64(den)))
	return Ratio{num: num / g, den: den / g}
}

// Whole gives n as a ratio.
func Whole(n int64) Ratio { return NewRatio(n, 1) }

// Add gives r + o.
func (r Ratio) Add(o Ratio) Ratio {
	if r.big == nil && o.big == nil {
		if sum, ok := addSmall(r, o); ok {
			return sum
		}
	}
	return fromRat(new(big.Rat).Add(r.rat(), o.rat()))
}

// Sub gives r - o.
func (r Ratio) Sub(o Ratio) Ratio { return r.Add(o.Neg()) }

// Neg gives -r.
func (r Ratio) Neg() Ratio {
	if r.big != nil {
		return fromRat(new(big.Rat).Neg(r.big))
	}
	return Ratio{num: -r.num, den: r.den}
}

// Abs gives r without its sign.
func (r Ratio) Abs() Ratio {
	if r.Sign() < 0 {
		return r.Neg()
	}
	return r
}

// Mul gives r · o.
func (r Ratio) Mul(o Ratio) Ratio {
	if r.big == nil && o.big == nil {
		num, ok1 := product(r.num, o.num)
		den, ok2 := product(r.denominator(), o.denominator())
		if ok1 && ok2 {
			return NewRatio(num, den)
		}
	}
	return fromRat(new(big.Rat).Mul(r.rat(), o.rat()))
}

// Div gives r ÷ o. It panics when o is 0, as a division does.
func (r Ratio) Div(o Ratio) Ratio {
	if o.big != nil {
		return r.Mul(fromRat(new(big.Rat).Inv(o.big)))
	}
	return r.Mul(NewRatio(o.denominator(), o.num))
}

// Cmp gives -1 when r lies below o, 0 when they are equal, 1 when r lies above.
func (r Ratio) Cmp(o Ratio) int {
	if r.big != nil || o.big != nil {
		return r.rat().Cmp(o.rat())
	}
	rs, os := r.Sign(), o.Sign()
	if rs != os {
		if rs < os {
			return -1
		}
		return 1
	}
	// Crosswise products have up to 128 bits; the sign is the same on both sides.
	rHi, rLo := bits.Mul64(magnitude(r.num), uint64(o.denominator()))
	oHi, oLo := bits.Mul64(magnitude(o.num), uint64(r.denominator()))
	switch {
	case rHi == oHi && rLo == oLo:
		return 0
	case rHi < oHi || rHi == oHi && rLo < oLo:
		return -rs
	}
	return rs
}

// Equal reports whether r and o are the same number.
func (r Ratio) Equal(o Ratio) bool { return r.Cmp(o) == 0 }

// Less reports whether r lies below o.
func (r Ratio) Less(o Ratio) bool { return r.Cmp(o) < 0 }

// Min gives the lower of r and o.
func (r Ratio) Min(o Ratio) Ratio {
	if o.Less(r) {
		return o
	}
	return r
}

// Max gives the higher of r and o.
func (r Ratio) Max(o Ratio) Ratio {
	if r.Less(o) {
		return o
	}
	return r
}

// Sign gives -1, 0 or 1 for a number below, at or above 0.
func (r Ratio) Sign() int {
	switch {
	case r.big != nil:
		return r.big.Sign()
	case r.num < 0:
		return -1
	case r.num > 0:
		return 1
	}
	return 0
}

// IsZero reports whether r is 0.
func (r Ratio) IsZero() bool { return r.Sign() == 0 }

// Float gives the float64 nearest to r.
func (r Ratio) Float() float64 {
	// Below 2^53 both parts are exact as floats, and so one division rounds once.
	const exact = 1 << 53
	if r.big == nil && magnitude(r.num) <= exact && r.denominator() <= exact {
		return float64(r.num) / float64(r.denominator())
	}
	f, _ := r.rat().Float64()
	return f
}

// Percent gives 100 times the float64 nearest to r, for machine output.
func (r Ratio) Percent() float64 { return 100 * r.Float() }

// Round gives the whole number nearest to r, halves away from 0. The number
// has to fit an int64.
func (r Ratio) Round() int64 {
	if r.big != nil {
		two := new(big.Int).Lsh(new(big.Int).Abs(r.big.Num()), 1)
		two.Add(two, r.big.Denom())
		two.Quo(two, new(big.Int).Lsh(r.big.Denom(), 1))
		return two.Int64() * int64(r.Sign())
	}
	den := r.denominator()
	whole, rest := r.num/den, int64(magnitude(r.num%den))
	if rest >= den-rest {
		whole += int64(r.Sign())
	}
	return whole
}

// Round100 gives the whole number nearest to 100·r, halves away from 0: the
// form in which every score and severity is printed.
func (r Ratio) Round100() int { return int(r.Mul(Whole(100)).Round()) }

// Fixed writes r with a fixed number of decimals, halves away from 0, with a
// point: "1.67".
func (r Ratio) Fixed(decimals int) string {
	s := r.rat().FloatString(decimals)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// String writes r in lowest terms: "2/3", and "4" for a whole number.
func (r Ratio) String() string { return r.rat().RatString() }

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

// Parts gives r in lowest terms, the second part above 0; false when they do
// not fit, and String is the way to keep r.
func (r Ratio) Parts() (num, den int64, ok bool) {
	return r.num, r.denominator(), r.big == nil
}

// denominator gives den with its zero value resolved.
func (r Ratio) denominator() int64 {
	if r.den == 0 {
		return 1
	}
	return r.den
}

// rat gives r as a big.Rat, which the caller must not change.
func (r Ratio) rat() *big.Rat {
	if r.big != nil {
		return r.big
	}
	return big.NewRat(r.num, r.denominator())
}

// fromRat takes over x, which the caller must not change afterwards, and
// brings it back to machine words where it fits them.
func fromRat(x *big.Rat) Ratio {
	num, den := x.Num(), x.Denom()
	if num.IsInt64() && den.IsInt64() && num.Int64() != math.MinInt64 {
		if num.Sign() == 0 {
			return Ratio{}
		}
		return Ratio{num: num.Int64(), den: den.Int64()}
	}
	return Ratio{big: x}
}

// addSmall adds two ratios in machine words; false when they do not hold a
// number on the way.
func addSmall(r, o Ratio) (Ratio, bool) {
	rd, od := r.denominator(), o.denominator()
	if rd == od {
		num, ok := sum(r.num, o.num)
		if !ok {
			return Ratio{}, false
		}
		return NewRatio(num, rd), true
	}
	a, ok1 := product(r.num, od)
	b, ok2 := product(o.num, rd)
	den, ok3 := product(rd, od)
	if !ok1 || !ok2 || !ok3 {
		return Ratio{}, false
	}
	num, ok := sum(a, b)
	if !ok {
		return Ratio{}, false
	}
	return NewRatio(num, den), true
}

// sum adds a and b; false when the result lies outside ±MaxInt64.
func sum(a, b int64) (int64, bool) {
	s := a + b
	// It overflowed when both have one sign and the result the other.
	return s, (a^s)&(b^s) >= 0 && s != math.MinInt64
}

// product multiplies a and b; false when the result lies outside ±MaxInt64.
func product(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

// magnitude gives |n|, also of the lowest int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// gcd gives the greatest common divisor of two numbers above 0.
func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
