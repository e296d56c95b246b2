package assess_test

import (
	"testing"

	"csi/assess"
)

// BenchmarkScore scores the worked example, 36 items with two actions each.
// A collection scores thousands of assessments in one command, and a workshop
// scores after every response; the aim is 10 µs.
func BenchmarkScore(b *testing.B) {
	q := core()
	a := replies(q, csoWords)
	b.ReportAllocs()
	for b.Loop() {
		assess.NewProfile(q, a, nil)
	}
}
