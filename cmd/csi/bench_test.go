package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// build compiles a program as a release is compiled and gives its path.
func build(b testing.TB, dir, pkg string) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "program")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, pkg)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// meter is a program that runs another one and says how much memory that took
// at most, in KiB. A process starts as a copy of the one that starts it and is
// charged for it, so the test itself is too large to measure from.
const meter = `package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func main() {
	if len(os.Args) < 2 {
		return
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
}
`

// program compiles a program of one file.
func program(b *testing.B, text string) string {
	b.Helper()
	dir := b.TempDir()
	for name, text := range map[string]string{"go.mod": "module small\n", "main.go": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return build(b, dir, ".")
}

// start runs a program to its end, over and over.
func start(b *testing.B, bin string, args ...string) {
	b.Helper()
	for b.Loop() {
		if err := exec.Command(bin, args...).Run(); err != nil {
			b.Fatal(err)
		}
	}
}

// memory adds how much resident memory one run takes.
func memory(b *testing.B, meter, bin string, args ...string) {
	b.Helper()
	out, err := exec.Command(meter, append([]string{bin}, args...)...).Output()
	if err != nil {
		b.Fatal(err)
	}
	kib, err := strconv.Atoi(string(out))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(kib)/1024, "MiB")
}

// size adds how large a file is.
func size(b *testing.B, file string) {
	b.Helper()
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1024, "KiB")
}

// BenchmarkStart compares the start of csi with the start of a program that
// does nothing: what every command costs before it does anything.
func BenchmarkStart(b *testing.B) {
	empty, csi := program(b, "package main\n\nfunc main() {}\n"), build(b, root, "./cmd/csi")
	b.Run("empty", func(b *testing.B) { start(b, empty) })
	b.Run("csi-version", func(b *testing.B) { start(b, csi, "--version") })
	b.Run("csi-list", func(b *testing.B) { start(b, csi, "questionnaire", "list") })
}

// BenchmarkCommand measures whole commands as processes: the profile of the
// demo, how it came about, what would follow, two views of one policy, and the
// road map in every form, with the memory each takes and the size of the file.
// Aim: explain and compare under 50 ms.
func BenchmarkCommand(b *testing.B) {
	csi, meter := build(b, root, "./cmd/csi"), program(b, meter)
	file, err := filepath.Abs(filepath.Join(root, "testdata/assessments/harbour-outreach.csi.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("score", func(b *testing.B) {
		start(b, csi, "score", file)
		memory(b, meter, csi, "score", file)
	})
	b.Run("what-if", func(b *testing.B) {
		start(b, csi, "plan", "what-if", file, "--planned", "--reach-targets")
		memory(b, meter, csi, "plan", "what-if", file, "--planned", "--reach-targets")
	})
	b.Run("explain", func(b *testing.B) {
		start(b, csi, "explain", file)
		memory(b, meter, csi, "explain", file)
	})
	cso, pm := filepath.Join(filepath.Dir(file), "worked-example.csi.yaml"), filepath.Join(filepath.Dir(file), "worked-example-authority.csi.yaml")
	b.Run("compare", func(b *testing.B) {
		start(b, csi, "compare", cso, pm)
		memory(b, meter, csi, "compare", cso, pm)
	})
	for _, ending := range []string{"pdf", "html"} {
		b.Run("compare-"+ending, func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "views."+ending)
			start(b, csi, "compare", cso, pm, "-o", out)
			memory(b, meter, csi, "compare", cso, pm, "-o", out)
			size(b, out)
		})
	}
	for _, format := range []string{"pdf", "html", "docx", "txt", "md", "csv", "xlsx", "json"} {
		b.Run("report-"+format, func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "road-map."+format)
			start(b, csi, "report", file, "-o", out)
			memory(b, meter, csi, "report", file, "-o", out)
			size(b, out)
		})
	}
}
