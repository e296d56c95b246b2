package docx

import (
	"bytes"
	"testing"
)

// BenchmarkWrite writes the worked example, as the benchmark of the PDF does.
func BenchmarkWrite(b *testing.B) {
	r := report(b, "worked-example")
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Write(&out, r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/file")
}
