package pdf

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"csi/reports"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// tool runs a program on a file with the report. Where the program is missing
// the test is skipped, except on the build machine.
func tool(t *testing.T, r *reports.Report, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed; CI needs it", name)
		}
		t.Skipf("SKIPPED, NOTHING CHECKED: %s is not installed", name)
	}
	data, _ := write(t, r)
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, fault.Bytes())
	}
	return out
}

// sameAsGolden compares what a tool says with a golden file, or writes that file
// with -update.
func sameAsGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	golden := filepath.Join("..", "..", "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s differs; if it should, run go test -update (-want +got):\n%s", golden, diff)
	}
}

// The text of every page, as a reader copies it.
func TestWrite_textOfPages(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c, func(t *testing.T) {
			t.Parallel()
			got := tool(t, report(t, c), "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-")
			sameAsGolden(t, c+".pdf.txt", got)
		})
	}
}

func TestWrite_isSound(t *testing.T) {
	t.Parallel()
	for name, r := range allReports(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out := tool(t, r, "qpdf", "--check", "FILE"); !bytes.Contains(out, []byte("No syntax or stream encoding errors found")) {
				t.Errorf("qpdf says:\n%s", out)
			}
		})
	}
}

// Both styles are embedded with their characters, and there is no third.
func TestWrite_fontsAreEmbedded(t *testing.T) {
	t.Parallel()
	out := string(tool(t, report(t, "worked-example"), "pdffonts", "FILE"))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 4 {
		t.Fatalf("pdffonts lists\n%s\nwant two fonts", out)
	}
	for _, l := range lines[2:] {
		f := strings.Fields(l)
		if n := len(f); n < 6 || f[n-5] != "yes" || f[n-3] != "yes" {
			t.Errorf("font %q is not embedded with its characters", l)
		}
	}
}

// outline is an entry of the bookmarks as qpdf tells it.
type outline struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []outline
}

func TestWrite_bookmarks(t *testing.T) {
	t.Parallel()
	r := report(t, "worked-example")
	var got struct{ Outlines []outline }
	if err := json.Unmarshal(tool(t, r, "qpdf", "--json", "--json-key=outlines", "FILE"), &got); err != nil {
		t.Fatal(err)
	}
	var parts []string
	last := 0
	for _, o := range got.Outlines {
		parts = append(parts, o.Title)
		if o.Page <= last {
			t.Errorf("bookmark %q leads to page %d, after page %d", o.Title, o.Page, last)
		}
		last = o.Page
	}
	want := []string{r.Cover.Title, r.Summary.Running, r.Matrix.Running, r.Stages.Running, r.Barriers.Running}
	for _, m := range r.RoadMaps {
		want = append(want, m.Running)
	}
	want = append(want, r.Unknown.Running, r.Method.Running, r.Sources.Running)
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("bookmarks (-want +got):\n%s", diff)
	}
	var stages, names []string
	for _, k := range got.Outlines[3].Kids {
		stages = append(stages, k.Title)
	}
	for _, b := range r.Stages.Blocks {
		names = append(names, b.Name)
	}
	if diff := cmp.Diff(names, stages); diff != "" {
		t.Errorf("bookmarks of stages (-want +got):\n%s", diff)
	}
}
