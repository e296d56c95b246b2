package assess_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"csi/assess"
)

// exact gives r as a big.Rat by its text.
func exact(t *testing.T, r assess.Ratio) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(r.String())
	if !ok {
		t.Fatalf("String() = %q, want a rational number", r)
	}
	return x
}

// edgeNumbers are where machine words overflow, and small numbers.
var edgeNumbers = []int64{
	0, 1, -1, 2, -2, 3, 6, 60, 100, 1800, -7, math.MaxInt32, 1 << 53, 1<<53 + 1,
	math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1, math.MaxInt64 / 3,
}

func TestRatio_agreesWithBigRat(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	number := func() int64 {
		if rng.IntN(3) == 0 {
			return edgeNumbers[rng.IntN(len(edgeNumbers))]
		}
		return rng.Int64N(4000) - 2000
	}
	for range 20_000 {
		a, b, c, d := number(), number(), number(), number()
		if b == 0 || d == 0 {
			continue
		}
		r, o := assess.NewRatio(a, b), assess.NewRatio(c, d)
		x, y := big.NewRat(a, b), big.NewRat(c, d)
		check := func(op string, got assess.Ratio, want *big.Rat) {
			if exact(t, got).Cmp(want) != 0 {
				t.Fatalf("%v %s %v = %v, want %v", r, op, o, got, want.RatString())
			}
			if f, _ := want.Float64(); got.Float() != f {
				t.Fatalf("(%v).Float() = %v, want %v", got, got.Float(), f)
			}
			if got.Sign() != want.Sign() || got.IsZero() != (want.Sign() == 0) {
				t.Fatalf("(%v).Sign() = %d, want %d", got, got.Sign(), want.Sign())
			}
		}
		check("as is", r, x)
		check("+", r.Add(o), new(big.Rat).Add(x, y))
		check("-", r.Sub(o), new(big.Rat).Sub(x, y))
		check("*", r.Mul(o), new(big.Rat).Mul(x, y))
		check("abs", r.Abs(), new(big.Rat).Abs(x))
		if c != 0 {
			check("/", r.Div(o), new(big.Rat).Quo(x, y))
		}
		// Sums of sums stay exact when they leave machine words and come back.
		check("back", r.Add(o).Mul(o).Sub(o.Mul(o)).Sub(r.Mul(o)), new(big.Rat))
		if got, want := r.Cmp(o), x.Cmp(y); got != want || r.Less(o) != (want < 0) || r.Equal(o) != (want == 0) {
			t.Fatalf("(%v).Cmp(%v) = %d, want %d", r, o, got, want)
		}
		if r.Min(o).Cmp(r.Max(o)) > 0 || !r.Min(o).Add(r.Max(o)).Equal(r.Add(o)) {
			t.Fatalf("Min and Max of %v and %v = %v and %v", r, o, r.Min(o), r.Max(o))
		}
	}
}

func TestRatio_overflow(t *testing.T) {
	t.Parallel()
	huge := assess.Whole(math.MaxInt64)
	product := huge.Mul(huge)
	if got, want := product.String(), "85070591730234615847396907784232501249"; got != want {
		t.Errorf("huge · huge = %s, want %s", got, want)
	}
	if got := product.Div(huge); got != huge {
		t.Errorf("huge · huge ÷ huge = %v, want %v in machine words", got, huge)
	}
	if got, want := product.Round(), int64(0); got == want {
		t.Errorf("Round() of a number beyond int64 = 0")
	}
	tiny := assess.NewRatio(1, math.MaxInt64)
	if got := tiny.Mul(tiny); got.Sign() != 1 || !got.Less(tiny) {
		t.Errorf("tiny · tiny = %v, want above 0 and below tiny", got)
	}
	if got, want := tiny.Mul(tiny).Mul(product).Round(), int64(1); got != want {
		t.Errorf("Round() = %d, want %d", got, want)
	}
	nearly := huge.Mul(huge).Neg().Sub(assess.NewRatio(1, 2)).Add(product)
	if got := nearly; !got.Equal(assess.NewRatio(-1, 2)) || got.Round() != -1 {
		t.Errorf("difference of huge numbers = %v, rounded %d; want -1/2, -1", got, got.Round())
	}
}

func TestRatio_zeroValue(t *testing.T) {
	t.Parallel()
	var z assess.Ratio
	if !z.IsZero() || z.String() != "0" || z.Float() != 0 || z.Round100() != 0 || z.Fixed(2) != "0.00" {
		t.Errorf("zero value = %v, %v, %d, %s; want 0", z, z.Float(), z.Round100(), z.Fixed(2))
	}
	if got := z.Add(assess.NewRatio(2, 6)); got != assess.NewRatio(1, 3) {
		t.Errorf("0 + 2/6 = %v, want 1/3", got)
	}
	if got := assess.NewRatio(1, 3).Sub(assess.NewRatio(1, 3)); got != z {
		t.Errorf("1/3 - 1/3 = %#v, want the zero value", got)
	}
}

func TestRatio_rounding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		r       string
		hundred int
		fixed   string
	}{
		{"1/3", 33, "0.33"},
		{"2/3", 67, "0.67"},
		{"1/200", 1, "0.01"},     // 0.5, halves away from 0
		{"249/2000", 12, "0.12"}, // 12.45
		{"1/8", 13, "0.13"},      // 12.5
		{"-1/8", -13, "-0.13"},   // halves away from 0 on both sides
		{"-1/3", -33, "-0.33"},
		{"-1/1000", 0, "0.00"}, // no "-0"
		{"13/24", 54, "0.54"},
		{"5/3", 167, "1.67"},
		{"1", 100, "1.00"},
	}
	for _, tc := range tests {
		if got := ratio(tc.r).Round100(); got != tc.hundred {
			t.Errorf("(%s).Round100() = %d, want %d", tc.r, got, tc.hundred)
		}
		if got := ratio(tc.r).Fixed(2); got != tc.fixed {
			t.Errorf("(%s).Fixed(2) = %s, want %s", tc.r, got, tc.fixed)
		}
	}
}

// The machine output of the command contract, digit for digit.
func TestRatio_percent(t *testing.T) {
	t.Parallel()
	for r, want := range map[string]float64{
		"1/3": 33.33333333333333, "7/9": 77.77777777777779, "5/12": 41.66666666666667, "7/20": 35, "1": 100, "0": 0,
	} {
		if got := ratio(r).Percent(); got != want {
			t.Errorf("(%s).Percent() = %v, want %v", r, got, want)
		}
	}
}

func TestRatio_zeroDenominatorPanics(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]func(){
		"NewRatio": func() { assess.NewRatio(1, 0) },
		"Div":      func() { assess.Whole(1).Div(assess.Ratio{}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s by 0 returned, want a panic", name)
				}
			}()
			f()
		}()
	}
}
