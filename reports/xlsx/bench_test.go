package xlsx_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"csi/reports"
	"csi/reports/xlsx"
)

func BenchmarkReport(b *testing.B) {
	in := input(b, "harbour-outreach", "en")
	for b.Loop() {
		if err := xlsx.Write(io.Discard, reports.NewWorkbook(in)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(written(b, reports.NewWorkbook(in))))/1024, "KiB")
}

// BenchmarkRead compares the reader with excelize on the same plan.
func BenchmarkRead(b *testing.B) {
	in := planInput(b, "en")
	data := written(b, reports.NewPlanWorkbook(in))
	b.Run("csi", func(b *testing.B) {
		for b.Loop() {
			if _, err := xlsx.Read(data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("excelize", func(b *testing.B) {
		for b.Loop() {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.GetRows("Plan"); err != nil {
				b.Fatal(err)
			}
			if _, err := f.GetRows("csi"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
