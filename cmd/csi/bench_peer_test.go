package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkPeers measures csi beside other programs on the same work, each as
// a process: the road map by csi and by WeasyPrint from csi's own HTML, and
// the blank questionnaire by csi and by survey-pdf. make bench installs them;
// one that is missing is skipped.
func BenchmarkPeers(b *testing.B) {
	csi, meter := build(b, root, "./cmd/csi"), program(b, meter)
	file, err := filepath.Abs(filepath.Join(root, "testdata/assessments/harbour-outreach.csi.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	page, questionnaire := filepath.Join(dir, "page.html"), filepath.Join(dir, "core-cso.json")
	if out, err := exec.Command(csi, "report", file, "-o", page).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	text, err := exec.Command(csi, "questionnaire", "show", "core-cso", "--json").Output()
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(questionnaire, text, 0o600); err != nil {
		b.Fatal(err)
	}
	modules, err := filepath.Abs(filepath.Join(root, "bin", "tools", "peers"))
	if err != nil {
		b.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(root, ".ci", "peers", "blank.mjs"))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name, needs, program string
		args                 []string
	}{
		{"report/csi", "", csi, []string{"report", file, "-o", "OUT"}},
		{"report/weasyprint", "", "weasyprint", []string{"-q", page, "OUT"}},
		{"blank/csi", "", csi, []string{"questionnaire", "preview", "core-cso", "-o", "OUT"}},
		{"blank/survey-pdf", filepath.Join(modules, "node_modules", "survey-pdf"), "node", []string{script, modules, questionnaire, "OUT"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "out.pdf")
			peer(b, c.needs, c.program)
			args := append([]string(nil), c.args...)
			for i := range args {
				if args[i] == "OUT" {
					args[i] = out
				}
			}
			start(b, c.program, args...)
			memory(b, meter, c.program, args...)
			info, err := os.Stat(out)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/1024, "KiB")
		})
	}
}

// peer skips when a program, or a file that it needs, is not here.
func peer(b *testing.B, needs, program string) {
	b.Helper()
	if _, err := exec.LookPath(program); err != nil {
		b.Skipf("NOT MEASURED: %s is not installed", program)
	}
	if needs != "" {
		if _, err := os.Stat(needs); err != nil {
			b.Skipf("NOT MEASURED: %s is not installed", filepath.Base(needs))
		}
	}
}
