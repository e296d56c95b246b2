//go:build linux

package collection

import (
	"bytes"
	"testing"

	"csi/assess/store"
)

// BenchmarkParse sets the strict reader beside Parse, in the same run.
func BenchmarkParse(b *testing.B) {
	yaml := store.Marshal(numbered(1), small())
	line, _ := store.MarshalLine(numbered(1), small())
	reader := store.NewReader(shelf)
	quick := func(file string, data []byte, _ store.Resolver) (*store.Document, error) {
		return reader.Parse(file, data)
	}
	for name, read := range map[string]func(string, []byte, store.Resolver) (*store.Document, error){"quick": quick, "whole": store.Parse} {
		for layout, data := range map[string][]byte{"yaml": yaml, "json": bytes.TrimSpace(line)} {
			b.Run(name+"/"+layout, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := read("x", data, shelf); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
