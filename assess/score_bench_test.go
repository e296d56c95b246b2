package assess_test

import (
	"testing"

	"csi/assess"
)

// BenchmarkScore scores the worked example, 36 items with two actions each. A
// workshop scores after every response; the aim is 10 µs.
func BenchmarkScore(b *testing.B) {
	q := core()
	a := replies(q, csoWords)
	b.ReportAllocs()
	for b.Loop() {
		assess.NewProfile(q, a, nil)
	}
}

// BenchmarkObserve gives the measures of the same example, as a collection
// takes them in.
func BenchmarkObserve(b *testing.B) {
	q := core()
	a, o := replies(q, csoWords), assess.NewObserver(q)
	b.ReportAllocs()
	for b.Loop() {
		o.Observe(a)
	}
}
