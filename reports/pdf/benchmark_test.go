package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"csi/reports"
	"csi/reports/internal/collected"
)

// benchmarksIn are the reports that every page must stand, in a language.
func benchmarksIn(tb testing.TB, lang string) map[string]*reports.BenchmarkReport {
	tb.Helper()
	inputs, err := collected.Inputs(lang)
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]*reports.BenchmarkReport{}
	for name, in := range inputs {
		out[name] = reports.NewBenchmarkReport(in)
	}
	return out
}

// benchmarkFile draws a report into a file.
func benchmarkFile(tb testing.TB, r *reports.BenchmarkReport) (string, []byte) {
	tb.Helper()
	var out bytes.Buffer
	if _, err := WriteBenchmark(&out, r); err != nil {
		tb.Fatal(err)
	}
	file := filepath.Join(tb.TempDir(), "benchmark.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file, out.Bytes()
}

// TestBenchmark_structure holds text and structure of a network and of a
// country, as poppler reads them.
func TestBenchmark_structure(t *testing.T) {
	t.Parallel()
	all := benchmarksIn(t, "en")
	for _, name := range []string{"network", "country", "nearly hidden"} {
		file, _ := benchmarkFile(t, all[name])
		golden := "benchmark-" + strings.ReplaceAll(name, " ", "-")
		sameAsGolden(t, golden+".pdf.txt", readWith(t, "pdftotext", "-layout", "-enc", "UTF-8", file, "-"))
		sameAsGolden(t, golden+".pdf.tags.txt", readWith(t, "pdfinfo", "-enc", "UTF-8", "-struct-text", file))
	}
}

// TestBenchmark_isSound holds for every report in every language that the file
// is sound, tagged and the same twice, that nothing is drawn outside its page,
// and that no page is empty.
func TestBenchmark_isSound(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		for name, r := range benchmarksIn(t, lang) {
			if lang != "en" && name != "country" && name != "sections" && name != "nearly hidden" {
				continue // the same words in other figures
			}
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				file, data := benchmarkFile(t, r)
				if _, again := benchmarkFile(t, r); !bytes.Equal(data, again) {
					t.Error("the same report gives other bytes")
				}
				if out := readWith(t, "qpdf", "--check", file); !bytes.Contains(out, []byte("No syntax or stream encoding errors found")) {
					t.Errorf("qpdf says:\n%s", out)
				}
				if out := readWith(t, "pdfinfo", file); !bytes.Contains(out, []byte("Tagged:          yes")) {
					t.Errorf("pdfinfo says:\n%s", out)
				}
				b, err := layOutBenchmark(r)
				if err != nil {
					t.Fatal(err)
				}
				withinPages(t, b)
			})
		}
	}
}
