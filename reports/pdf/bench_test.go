package pdf

import (
	"bytes"
	"testing"
)

// BenchmarkWrite draws the worked example; the aim for the whole process is
// 60 ms, 150 KB and 40 MiB.
func BenchmarkWrite(b *testing.B) {
	r := report(b, "worked-example")
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if _, err := Write(&out, r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/file")
}
